/* SPDX-License-Identifier: Apache-2.0 */
/*
 * standing - what the matched payments of a component make of its claims
 *
 * Judges each payment (outcome, lines, dollars at stake), tells corrections, and
 * sets the state of each claim. Called by edi_match_component once all payments
 * are matched and both arrays are in the order of their dates.
 */
#ifndef EDI_STANDING_PRIVATE_H
#define EDI_STANDING_PRIVATE_H

#include "edi/match/match.h"

enum x12_status edi_standing(struct edi_component *component,
                             const struct edi_denial_rules *rules,
                             struct x12_arena *arena, struct x12_error *err)
    X12_MUST_USE;

#endif
