/* SPDX-License-Identifier: Apache-2.0 */
/*
 * acked - which claim an item of a 277CA answers, and what all answers make of it
 *
 * Called by edi_match_component: lay first, when all arrays are in the order of
 * their dates; the matching of payments and the standing of claims build on it.
 */
#ifndef EDI_ACKED_PRIVATE_H
#define EDI_ACKED_PRIVATE_H

#include "edi/match/acked.h"

void edi_acked_lay(struct edi_component *component);

/* What the answers up to a day (0: all) make of the claim. */
struct edi_acked edi_acked_claim(const struct edi_component *component,
                                 const struct edi_match_claim *claim,
                                 x12_date until);

/* The claim to which 277CAs laid this payer's number before that day; NULL when
 * there is none, or when they laid it to different ones. */
struct edi_match_claim *edi_acked_by_control(
    const struct edi_component *component, x12_str control, x12_str payer,
    x12_date until);

#endif
