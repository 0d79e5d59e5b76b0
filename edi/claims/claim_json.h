/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_json - a claim as a JSON object
 *
 * docs/claim-json.md gives every key. What is empty is left out. The reader of
 * JSON claims (edi/intake) takes the same object back.
 */
#ifndef EDI_CLAIM_JSON_H
#define EDI_CLAIM_JSON_H

#include "edi/claims/claim.h"
#include "writer/json.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The object of one claim, as a value: the caller has set the key before. */
X12_API void edi_claim_json(struct x12_json *j, const struct edi_claim *c);

#ifdef __cplusplus
}
#endif
#endif
