/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coordinate - a claim and what its payer paid of it to the claim for the next
 * payer: the secondary claim
 *
 *     struct edi_coordination c = { .claim = claim, .answers = answers,
 *                                   .answer_count = count };
 *
 *     status = edi_coordinate(&c, &arena, err, &next);
 *     if (status == X12_END)
 *         ... there is none: c.fault.text says why ...
 *
 * The payer of the claim changes places with the other payer (2320) that comes
 * behind it: 2000B, 2010BA, 2010BB and 2000C are those of the next payer; 2320,
 * 2330A and 2330B tell of the one that has paid, with CAS, AMT*D, AMT*EAF and MOA
 * or MIA, and loops 2430 of each line with SVD, CAS, DTP*573 and AMT*EAF. Nothing
 * is made to fit: what does not add up is refused.
 *
 * Pure: no store, no clock, no files.
 */
#ifndef EDI_COORDINATE_H
#define EDI_COORDINATE_H

#include "edi/claims/payment.h"
#include "parser/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A claim payment that answers the claim, and how. */
struct edi_payer_answer {
    const struct edi_payment *payment;
    const uint32_t *lines; /* of each service: LX01 of its line; 0: none */
    x12_date day;          /* on which the payer decided */
    bool correction;       /* takes the place of what was said of its lines */
    x12_money at_stake;    /* what it refused for reasons to dispute */
};

struct edi_coordination {
    const struct edi_claim *claim;
    const struct edi_payer_answer
        *answers; /* in the order in which they were given */
    size_t answer_count;
    bool anyway; /* also what was forwarded, and where nothing is left */
    /* what was made of them */
    struct x12_error fault;             /* why there is no claim */
    const struct edi_other_payer *next; /* of `claim`: who is asked now */
    x12_money paid, adjusted, patient;  /* by the payer that has answered */
    size_t remarks_left; /* remark codes for which MOA or MIA has no room */
};

/* The order in which payers are asked, by SBR01: P is 0; -1: it is not told. */
X12_API int edi_payer_rank(x12_str responsibility);

/* The other payer that comes behind the one that the claim was sent to, by
 * SBR01, and has not answered yet (it has no AMT*D); NULL: there is none. */
X12_API const struct edi_other_payer *edi_claim_next_payer(
    const struct edi_claim *claim);

/* X12_OK: `*out` is the claim for the next payer; its text borrows from claim
 * and payments, the rest lives in the arena. X12_END: refused, see fault.
 * X12_ENOMEM or X12_ELIMIT, kept in `err`, when the arena is out. */
X12_API enum x12_status edi_coordinate(
    struct edi_coordination *c, struct x12_arena *arena, struct x12_error *err,
    const struct edi_claim **out) X12_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
