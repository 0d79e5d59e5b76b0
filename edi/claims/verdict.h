/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verdict - what a receiver says of the claims of one 837: the 277CA
 *
 *     edi_verdict_of(&v[i], claim);               accepted, until told otherwise
 *     v[i].accepted = false;
 *     v[i].code[0] = (struct edi_status_code){ category, status, entity };
 *     ...
 *     x12_set_begin(&ic, "277", control, true);
 *     edi_verdicts_write(w, &set, v, count);
 *     x12_set_end(&ic);
 *
 * Verdicts stand in the order of their claims: those of one billing provider,
 * and within it of one patient, side by side. Sums come before what they sum,
 * so the verdicts of a set are all at hand when it is written; or what is
 * behind a sum is kept aside while it grows:
 *
 *     edi_verdict_writer_begin(&vw, &set);
 *     for each claim {
 *         if (edi_verdict_is_border(&vw, claim)) {
 *             edi_verdict_write_provider(&vw, providers);
 *             ... what is in `claims` goes behind it, `claims` is emptied ...
 *         }
 *         edi_verdict_write(&vw, claims, &verdict);
 *     }
 *     ... once more edi_verdict_write_provider, and `claims` behind it ...
 *     edi_verdict_write_head(&vw, w);
 *     ... what is in `providers` ...
 *     edi_verdict_writer_release(&vw);
 */
#ifndef EDI_VERDICT_H
#define EDI_VERDICT_H

#include "edi/claims/ack.h"
#include "parser/arena.h"
#include "writer/interchange.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Loop 2220D: a line that the verdict is about. */
struct edi_line_verdict {
    const struct edi_line *line;
    bool accepted;
    struct edi_status_code code[3]; /* category, status, entity; the first */
};

struct edi_claim_verdict {
    const struct edi_claim *claim;
    bool accepted;                  /* into adjudication */
    struct edi_status_code code[3]; /* the first is told always */
    x12_str text;                   /* why, in words; "" */
    x12_str payer_control;          /* REF*1K of an accepted claim; "" */
    struct edi_line_verdict *lines; /* the caller's; NULL: none */
    size_t line_count;
};

/* The transmission that is answered, and who answers. */
struct edi_verdict_set {
    x12_str reference;         /* BHT03 of the answer */
    struct edi_party source;   /* PR or AY */
    struct edi_party receiver; /* the submitter, NM1*41 */
    x12_str trace;             /* TRN02 of 2200A: the source's own */
    x12_str batch;             /* BHT03 of the 837 */
    x12_date date, received, processed;
    x12_time time;
    bool refused;                /* all of it, for one reason: */
    struct edi_status_code code; /* of the transmission; A1:19 unless given */
};

/* Accepted into adjudication, A2:20. Borrows the claim. */
X12_API void edi_verdict_of(struct edi_claim_verdict *v,
                            const struct edi_claim *claim);

/* BHT and all loops, between ST and SE. Failures are the writer's. */
X12_API void edi_verdicts_write(struct x12_writer *w,
                                const struct edi_verdict_set *set,
                                const struct edi_claim_verdict *v,
                                size_t count);

/* How many claims are accepted and rejected, and what they charge. */
struct edi_verdict_sums {
    uint64_t accepted, rejected;
    x12_money accepted_charge, rejected_charge;
};

struct edi_verdict_writer {
    uint64_t claims;              /* so far */
    struct edi_verdict_sums sums; /* of all of them */
    /* private below */
    const struct edi_verdict_set *set;
    struct edi_verdict_sums provider; /* of the provider at hand */
    uint32_t hl, provider_hl;
    bool in_provider, in_patient;
    struct edi_party billing, subscriber, patient; /* at hand; copies */
    struct x12_arena provider_arena, patient_arena;
};

/* `set` must outlive the writer. */
X12_API void edi_verdict_writer_begin(struct edi_verdict_writer *vw,
                                      const struct edi_verdict_set *set);

/* Is there a provider at hand, and is it not this claim's? */
X12_API bool edi_verdict_is_border(const struct edi_verdict_writer *vw,
                                   const struct edi_claim *claim);

/* The patient, where it is another than before, and the claim. */
X12_API void edi_verdict_write(struct edi_verdict_writer *vw,
                               struct x12_writer *w,
                               const struct edi_claim_verdict *v);

/* The head of the provider at hand, whose claims are all written: none is at
 * hand then. */
X12_API void edi_verdict_write_provider(struct edi_verdict_writer *vw,
                                        struct x12_writer *w);

/* The head of the set, when all its claims are written. */
X12_API void edi_verdict_write_head(const struct edi_verdict_writer *vw,
                                    struct x12_writer *w);

/* Safe twice, and on { 0 }. */
X12_API void edi_verdict_writer_release(struct edi_verdict_writer *vw);

#ifdef __cplusplus
}
#endif
#endif
