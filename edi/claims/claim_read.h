/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_read - cursor to claim
 *
 *     while ((status = edi_set_next(&cur, &kind)) == X12_OK)
 *         while (kind == EDI_SET_CLAIM &&
 *                (status = edi_claim_next(&rd, &claim)) == X12_OK)
 *             use(claim);
 *
 * Memory is that of one claim and of the loops around it.
 */
#ifndef EDI_CLAIM_READ_H
#define EDI_CLAIM_READ_H

#include "edi/claims/claim.h"
#include "edi/claims/set.h"
#include "parser/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    EDI_CLAIM_BYTES = 32 << 20, /* most memory of one claim */
    EDI_CLAIM_LINES = 10000,    /* most lines of one claim */
};

struct edi_claim_reader {
    struct x12_cursor *cur;
    struct x12_error *err;
    /* private below */
    struct x12_arena set_arena, provider_arena, subscriber_arena, claim_arena;
    struct edi_claim_set set;
    struct edi_claim claim;
    uint64_t set_ordinal; /* the set it is in */
    bool held;            /* the cursor stands on a segment not yet taken */
    void *map;            /* owned: from rows of the guide to fields */
};

/* `cur` and `err` must outlive the reader. */
X12_API void edi_claim_reader_init(struct edi_claim_reader *rd,
                                   struct x12_cursor *cur,
                                   struct x12_error *err);

/* X12_OK and a claim, valid until the next call; X12_END at the end of the set
 * that the cursor is in (ask edi_set_next then); or a failure. A claim with
 * findings is delivered like any other, claim->findings counts them. A claim
 * cut off by the end of the input is delivered when it has a CLM. */
X12_API enum x12_status edi_claim_next(struct edi_claim_reader *rd,
                                       const struct edi_claim **claim)
    X12_MUST_USE;

X12_API void edi_claim_reader_release(struct edi_claim_reader *rd);

#ifdef __cplusplus
}
#endif
#endif
