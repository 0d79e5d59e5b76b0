/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hold - bytes that are kept in a nameless file, to be counted before they go or
 * read after they came
 *
 *     struct edi_hold hold = { 0 };
 *     status = edi_hold_open(&hold, err);
 *     if (status == X12_OK)
 *         status = edi_hold_fill(&hold, &source, err);
 *     ... hold.bytes, hold.digest, edi_hold_read() ...
 *     edi_hold_close(&hold);        right on every path, and twice
 *
 * A server asks how long a file is, and some for its digest, before the first
 * byte. The file has no name from the start, is its owner's alone, and is gone
 * with the process, however that ends.
 */
#ifndef EDI_HOLD_H
#define EDI_HOLD_H

#include "parser/source.h"

#include <stdio.h>

enum { EDI_HOLD_DIGEST = 32, EDI_HOLD_MOST = 1 << 30 };

struct edi_hold {
    uint64_t bytes;                        /* put into it */
    uint64_t at;                           /* read of it */
    unsigned char digest[EDI_HOLD_DIGEST]; /* SHA-256, by fill */
    FILE *file;                            /* private */
};

enum x12_status edi_hold_open(struct edi_hold *hold,
                              struct x12_error *err) X12_MUST_USE;

/* All that the source gives; it stays the caller's. */
enum x12_status edi_hold_fill(struct edi_hold *hold, struct x12_source *bytes,
                              struct x12_error *err) X12_MUST_USE;

/* False when it is full, or has EDI_HOLD_MOST bytes. */
bool edi_hold_put(struct edi_hold *hold, const char *bytes, size_t count);

/* Nothing of it. */
void edi_hold_empty(struct edi_hold *hold);

/* From hold->at on; 0 at the end, or when it cannot be read. */
size_t edi_hold_read(struct edi_hold *hold, char *into, size_t cap);

/* Makes a source of it: the hold is empty then. */
enum x12_status edi_hold_source(struct edi_hold *hold, struct x12_source *src,
                                struct x12_error *err) X12_MUST_USE;

void edi_hold_close(struct edi_hold *hold);

#endif
