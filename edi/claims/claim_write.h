/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_write - claims to segments
 *
 * The writer of a set of claims: give it claims one after the other; it opens
 * 2000A, 2000B and 2000C loops as billing provider, subscriber and patient
 * change, numbers HL and LX, and writes each loop in the order of the guide.
 *
 *     edi_claim_writer_begin(&cw, &ic, &set);         BHT, 1000A, 1000B
 *     edi_claim_write(&cw, claim);
 *     edi_claim_writer_end(&cw);
 */
#ifndef EDI_CLAIM_WRITE_H
#define EDI_CLAIM_WRITE_H

#include "edi/claims/claim.h"
#include "parser/arena.h"
#include "writer/interchange.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { EDI_CLAIMS_A_SET = 5000 };

struct edi_map; /* claim_map_private.h */

/* Segments of `unread` that are put back between the others. */
struct edi_unread_out {
    size_t left; /* their place did not come */
    /* private below */
    const struct edi_unread *at;
    size_t count;
    const char *level; /* of the loop that places count from; NULL: none */
    uint32_t place;    /* of the next segment in it, from 1 */
};

enum { EDI_CLAIM_LEVELS = 3 }; /* 2000A, 2000B, 2000C */

/* Which loops a claim would stand in. */
struct edi_claim_loops {
    bool in[EDI_CLAIM_LEVELS];      /* one is open */
    uint8_t copy[EDI_CLAIM_LEVELS]; /* what it says stands in this of `last` */
    uint32_t number[EDI_CLAIM_LEVELS]; /* its HL01 */
    bool has_children;                 /* HL04 of the 2000B */
    uint32_t hl, claims;               /* given so far */
};

struct edi_claim_writer {
    struct x12_writer *w;
    uint32_t claims;              /* of this set so far */
    uint32_t hl;                  /* HL01 given last in this set */
    struct edi_unread_out unread; /* of the claim written last: `left` */
    /* private below */
    enum edi_claim_kind kind;
    const struct edi_map *map;
    struct edi_map *maps;
    struct x12_arena map_arena;
    struct edi_claim_loops loops, before; /* at hand, and one claim ago */
    /* What they say: that of one claim ago is kept while the next is written. */
    struct edi_claim last[2];
    struct x12_arena last_arena[EDI_CLAIM_LEVELS][2];
};

/* Behind x12_set_begin, before the first claim: BHT, 1000A and 1000B. `set`
 * says of which kind the claims are. `cw` is { 0 } or was used before: what it
 * took then serves again, until release. */
X12_API void edi_claim_writer_begin(struct edi_claim_writer *cw,
                                    struct x12_writer *w,
                                    const struct edi_claim_set *set);

/* The claim's segments, `unread` ones where they stood; opens the outer loops
 * that differ from those of the claim before. HL04 of a subscriber says whether patients follow: where the
 * claim does not say so and one of a patient comes after the subscriber's own,
 * the subscriber's loop is opened anew.
 *
 * Failures are the writer's. X12_ESYNTAX is of this claim alone: a value holds
 * a delimiter, or the claim has what its kind has no segment for. Undo the
 * writer to its mark then and go on with the next claim: it opens its loops
 * anew. */
X12_API void edi_claim_write(struct edi_claim_writer *cw,
                             const struct edi_claim *claim);

/* The claim written last is taken back from the writer, failed or not: loops and
 * numbers are as if it had never been there. Once a claim. */
X12_API void edi_claim_writer_undo(struct edi_claim_writer *cw);

/* Behind edi_claim_writer_begin of another writer for the same set: opens there
 * the loops that the claim written last found open and stands in, with the same
 * HL01; `unread` segments in them are left out. The HL01 given before that
 * claim. */
X12_API uint32_t edi_claim_writer_reopen(struct edi_claim_writer *other,
                                         const struct edi_claim_writer *cw);

/* Behind the last claim. Releases what begin took, too. */
X12_API void edi_claim_writer_end(struct edi_claim_writer *cw);

/* Releases what begin took; safe twice, and without begin on { 0 }. */
X12_API void edi_claim_writer_release(struct edi_claim_writer *cw);

#ifdef __cplusplus
}
#endif
#endif
