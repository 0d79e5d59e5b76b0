/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outgoing - the bytes of a batch as they go: as they are, or sealed by PGP
 *
 *     struct edi_outgoing out = { 0 };
 *     status = edi_outgoing_open(&out, store, partner, batch, &fault);
 *     if (status == X12_OK) ... read out.src ...
 *     edi_outgoing_close(&out);     right on every path, and twice
 *
 * What is sealed waits in a nameless file, encrypted; its digest is in the store
 * before anything goes.
 */
#ifndef EDI_OUTGOING_H
#define EDI_OUTGOING_H

#include "edi/net/pgp.h"
#include "edi/store/store_outbox.h"
#include "edi/store/store_sealed.h"

struct edi_outgoing {
    struct x12_source src;
    /* private below */
    struct edi_query *body;
    int fd;
};

/* X12_END: it cannot be sealed, and `fault` says why. A failure is the store's. */
enum x12_status edi_outgoing_open(struct edi_outgoing *out,
                                  struct edi_store *store,
                                  const struct edi_partner *partner,
                                  const struct edi_batch *batch,
                                  struct x12_error *fault) X12_MUST_USE;

void edi_outgoing_close(struct edi_outgoing *out);

/* What a file with all of the batch is like at the partner's. */
enum x12_status edi_outgoing_expect(struct edi_store *store,
                                    const struct edi_batch *batch,
                                    struct edi_sealed *there) X12_MUST_USE;

/* A file that has no name, is its owner's alone, and ends with its descriptor;
 * in `folder`, or where temporary files are. -1: errno says why. */
int edi_nameless(const char *folder);

#endif
