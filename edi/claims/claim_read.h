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

/* Loops that hold claims, and the memory that lives as long as one of them. */
enum edi_claim_level {
    EDI_LEVEL_SET,
    EDI_LEVEL_PROVIDER,
    EDI_LEVEL_SUBSCRIBER,
    EDI_LEVEL_PATIENT,
    EDI_LEVEL_CLAIM,
    EDI_LEVELS,
};

enum { EDI_CLAIM_NODES = 16 };

struct edi_map; /* claim_map_private.h */
struct edi_map_row;

struct edi_claim_reader {
    struct x12_cursor *cur;
    struct x12_error *err;
    /* private below */
    struct edi_claim_set set;
    struct edi_claim claim;
    struct x12_arena arena[EDI_LEVELS];
    bool latin1[EDI_LEVELS], odd[EDI_LEVELS]; /* odd: not x12_segment.plain */
    enum edi_claim_level level;               /* of the loop at hand */
    void *object[EDI_CLAIM_NODES];            /* what the loops at hand fill */
    uint32_t met[EDI_CLAIM_NODES]; /* marks of the places read into it */
    uint64_t given;                /* the set it is in: cur->given */
    uint32_t claims;               /* CLM of this set so far */
    bool held;                     /* cur stands on a segment not yet taken */
    bool open;                     /* a CLM was met, its claim is not given */
    bool stray;                    /* the loops around it are missing */
    const char *root;              /* the loop of the last HL or CLM, or NULL */
    uint32_t root_segment;         /* which of its set that was */
    bool first;                    /* its place was free: what comes once */
    const struct edi_map_row *row; /* of the segment at hand; NULL: none */
    struct edi_map_row *stray_row; /* owned by map_arena */
    uint64_t told, told_before;    /* findings ahead of the CLM, of the step */
    const struct edi_map *map;     /* of the guide at hand; NULL: no 837 */
    struct edi_map *maps;          /* of all guides met */
    struct x12_arena map_arena;
};

/* Are the texts of the claim given last plain, as x12_segment has it, and from
 * the arenas of the reader? */
static inline bool edi_claim_reader_is_plain(const struct edi_claim_reader *rd)
{
    bool odd = rd->claim.unread_count > 0;

    for (size_t i = EDI_LEVEL_PROVIDER; i < EDI_LEVELS; i++)
        odd |= rd->odd[i];
    return !odd;
}

/* `cur` and `err` must outlive the reader. */
X12_API void edi_claim_reader_init(struct edi_claim_reader *rd,
                                   struct x12_cursor *cur,
                                   struct x12_error *err);

/* X12_OK and a claim, valid until the next call; X12_END at the end of the set
 * that the cursor is in (ask edi_set_next then); or a failure. A claim with
 * findings is delivered like any other, claim->findings counts them. A claim
 * cut off by the end of the input is delivered when it has a CLM. */
X12_API enum x12_status edi_claim_next(
    struct edi_claim_reader *rd, const struct edi_claim **claim) X12_MUST_USE;

X12_API void edi_claim_reader_release(struct edi_claim_reader *rd);

#ifdef __cplusplus
}
#endif
#endif
