/* SPDX-License-Identifier: Apache-2.0 */
/*
 * transfer - what a transport is: put a file, look for it, read it back
 *
 *     struct edi_transfer t = { 0 };
 *     status = edi_transfer_open(&t, partner, err);
 *     if (status == X12_OK)
 *         status = edi_transfer_put(&t, "837P-000000042.x12", &src, err);
 *     if (status < 0 && t.trouble == EDI_TROUBLE_UNREACHABLE) ... try later
 *     edi_transfer_close(&t);
 *
 * A file is there under its name with all its bytes, or not at all; a name that
 * is taken is refused.
 */
#ifndef EDI_TRANSFER_H
#define EDI_TRANSFER_H

#include "edi/net/partner.h"
#include "parser/source.h"

/* Why a transfer failed, as far as it matters to the next try. */
enum edi_trouble {
    EDI_TROUBLE_NONE,
    EDI_TROUBLE_UNREACHABLE, /* nothing was left there; later may do */
    EDI_TROUBLE_REFUSED,     /* they do not take it, or have the name already */
    EDI_TROUBLE_UNKNOWN,     /* it may have arrived: look before trying again */
};

struct edi_transfer;

struct edi_transfer_ops {
    enum x12_status (*put)(struct edi_transfer *t, const char *name,
                           struct x12_source *bytes, struct x12_error *err);
    enum x12_status (*find)(struct edi_transfer *t, const char *name,
                            uint64_t *size, struct x12_error *err);
    enum x12_status (*get)(struct edi_transfer *t, const char *name,
                           struct x12_source *src, struct x12_error *err);
    void (*tidy)(struct edi_transfer *t, const char *name);
    void (*close)(struct edi_transfer *t);
};

struct edi_transfer {
    const struct edi_transfer_ops *ops;
    void *self;
    enum edi_trouble trouble; /* of the last failure */
};

/* By the partner's protocol. The partner must outlive the transfer. */
enum x12_status edi_transfer_open(struct edi_transfer *t,
                                  const struct edi_partner *partner,
                                  struct x12_error *err) X12_MUST_USE;

/* Writes what `bytes` gives (it stays the caller's) and verifies its size. */
enum x12_status edi_transfer_put(struct edi_transfer *t, const char *name,
                                 struct x12_source *bytes,
                                 struct x12_error *err) X12_MUST_USE;

/* X12_END when there is no such file. */
enum x12_status edi_transfer_find(struct edi_transfer *t, const char *name,
                                  uint64_t *size,
                                  struct x12_error *err) X12_MUST_USE;

/* Opens a file of theirs for reading. */
enum x12_status edi_transfer_get(struct edi_transfer *t, const char *name,
                                 struct x12_source *src,
                                 struct x12_error *err) X12_MUST_USE;

/* Takes away what a run that was killed has left of this file under a hidden
 * name. Not while another run may be writing it. */
void edi_transfer_tidy(struct edi_transfer *t, const char *name);

/* Safe twice. */
void edi_transfer_close(struct edi_transfer *t);

/* One protocol's opening; called by edi_transfer_open. */
enum x12_status edi_transfer_open_folder(struct edi_transfer *t,
                                         const struct edi_partner *partner,
                                         struct x12_error *err) X12_MUST_USE;

#endif
