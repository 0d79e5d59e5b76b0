/* SPDX-License-Identifier: Apache-2.0 */
/*
 * digest - SHA-256 of what passes: of a file while it is read, of a set
 *
 *     struct edi_digest digest = { 0 };
 *     status = edi_digest_begin(&digest, err);
 *     edi_digest_source(&digest, &src);        bytes read from src are counted in
 *     ... read src ...
 *     status = edi_digest_end(&digest, sum);
 *     edi_digest_release(&digest);
 */
#ifndef EDI_DIGEST_H
#define EDI_DIGEST_H

#include "parser/source.h"

enum { EDI_DIGEST_BYTES = 32 };

struct edi_digest {
    uint64_t bytes; /* passed so far */
    /* private below */
    void *context;
    struct x12_source inner;
    struct x12_error *err;
    enum x12_status status;
};

enum x12_status edi_digest_begin(struct edi_digest *digest,
                                 struct x12_error *err) X12_MUST_USE;

/* Failures are kept and told by edi_digest_end. */
void edi_digest_add(struct edi_digest *digest, x12_str bytes);

/* Lays itself over `src`: what is read from there is counted in. The digest must
 * stay where it is as long as the source lives. */
void edi_digest_source(struct edi_digest *digest, struct x12_source *src);

/* Reads the rest of a source that it lies over, then gives the sum. */
enum x12_status edi_digest_end(struct edi_digest *digest,
                               unsigned char sum[EDI_DIGEST_BYTES])
    X12_MUST_USE;

void edi_digest_release(struct edi_digest *digest);

#endif
