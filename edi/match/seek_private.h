/* SPDX-License-Identifier: Apache-2.0 */
/*
 * seek - by what a payment seeks claims beyond those that bear its number
 *
 * edi_match_seeks and edi_match_is_sought stand in match.h; here is what the
 * ladder shares with them.
 */
#ifndef EDI_SEEK_PRIVATE_H
#define EDI_SEEK_PRIVATE_H

#include "edi/match/match.h"

/* Will no claim do that bears the number, not even for a person? */
bool edi_seek_is_lost(const struct edi_component *component,
                      const struct edi_match_payment *payment);

/* Could the payment answer the claim? Others of the component are there for other
 * payments, and which of them are there depends on what came when. */
bool edi_seek_is_candidate(const struct edi_match_claim *claim,
                           const struct edi_match_payment *payment, bool lost);

/* Has a person said that the payment does not answer the claim? */
bool edi_seek_is_detached(const struct edi_match_claim *claim,
                          const struct edi_match_payment *payment);

/* Does a reason say that the claim is a duplicate (18)? */
bool edi_seek_is_refused_as_copy(const struct edi_match_payment *payment);

#endif
