/* SPDX-License-Identifier: Apache-2.0 */
/*
 * standing - what the matched payments of a component say, and what they make of
 * its claims
 *
 * Called by edi_match_component once all payments are matched and both arrays are
 * in the order of their dates: edi_judge_payments gives each payment its outcome,
 * lines, dollars at stake, and tells corrections; edi_stand_claims sets the state
 * of each claim.
 */
#ifndef EDI_STANDING_PRIVATE_H
#define EDI_STANDING_PRIVATE_H

#include "edi/match/match.h"

enum x12_status edi_judge_payments(struct edi_component *component,
                                   const struct edi_denial_rules *rules,
                                   struct x12_arena *arena,
                                   struct x12_error *err) X12_MUST_USE;

void edi_stand_claims(struct edi_component *component);

/* CLP02 is one of the list, which ends with NULL. */
bool edi_payment_status_is(const struct edi_match_payment *payment,
                           const char *const *list);

/* CLP02 22 */
bool edi_payment_is_reversal(const struct edi_match_payment *payment);

/* 'P', 'S' or 'T': the place of the payer in the row of payers, by CLP02. */
char edi_payment_place(const struct edi_match_payment *payment);

/* Does one of its services answer the line? */
bool edi_payment_answers(const struct edi_match_payment *payment,
                         const struct edi_match_line *line);

/* Of lines, or of a claim. */
struct edi_said {
    x12_money charge, paid;
};

/* What answers of the same payer that come before the payment at `at` said of
 * its lines, since the claim was last taken back. */
struct edi_said edi_payment_not_taken_back(
    const struct edi_component *component, size_t at);

#endif
