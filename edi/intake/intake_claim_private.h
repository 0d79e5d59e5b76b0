/* SPDX-License-Identifier: Apache-2.0 */
/*
 * intake_claim - a claim from the JSON object that tells it
 *
 * The object is walked by the rows of claim_fields, as it is written by them.
 */
#ifndef EDI_INTAKE_CLAIM_PRIVATE_H
#define EDI_INTAKE_CLAIM_PRIVATE_H

#include "edi/claims/claim.h"
#include "parser/arena.h"

#include <jansson.h>

/* The claim of one line of JSON Lines, and its set, of which the line tells the
 * kind, BHT06, version and origin; what they hold lives in `arena` (ask
 * arena->failed). False: the line is refused, and `why` says where and what was
 * expected there, without a value of the claim. */
bool edi_intake_claim(const json_t *line, struct x12_arena *arena,
                      struct edi_claim_set *set, struct edi_claim *claim,
                      char why[X12_ERROR_TEXT]);

#endif
