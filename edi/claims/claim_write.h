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

struct edi_claim_writer {
    struct x12_writer *w;
    uint32_t claims; /* of this set so far */
    uint32_t hl;     /* HL01 given last in this set */
    /* private below */
    enum edi_claim_kind kind;
    const struct x12_guide *guide;
    uint32_t provider_hl, subscriber_hl;
    struct x12_arena provider_arena, subscriber_arena;
    x12_str provider_text, subscriber_text; /* of the loops at hand */
    void *map;
};

/* Behind x12_set_begin, before the first claim. */
X12_API void edi_claim_writer_begin(struct edi_claim_writer *cw,
                                    struct x12_writer *w,
                                    const struct edi_claim_set *set);

/* The claim's segments; opens the outer loops that differ from those of the
 * claim before. Failures (a value holds a delimiter) are the writer's. HL04 of
 * a subscriber says whether patients follow, so a claim whose subscriber has
 * both own and dependants' claims opens the subscriber's loop anew. */
X12_API void edi_claim_write(struct edi_claim_writer *cw,
                             const struct edi_claim *claim);

X12_API void edi_claim_writer_end(struct edi_claim_writer *cw);

/* Releases what begin took; safe twice. */
X12_API void edi_claim_writer_release(struct edi_claim_writer *cw);

#ifdef __cplusplus
}
#endif
#endif
