/* SPDX-License-Identifier: Apache-2.0 */
/*
 * body - the digest of all that a remittance says, its envelope not
 *
 * Two sets with one digest are one remittance sent twice: in a new interchange,
 * with other control numbers, other delimiters, other line ends.
 */
#ifndef EDI_BODY_H
#define EDI_BODY_H

#include "edi/claims/ack.h"
#include "edi/claims/payment.h"
#include "edi/match/match.h"
#include "edi/store/digest.h"
#include "parser/arena.h"

/* In the order of the file: each payment, then the remittance with its PLBs.
 * `arena` is used for the while. */
void edi_body_payment(struct edi_digest *digest, const struct edi_payment *p,
                      struct x12_arena *arena);
void edi_body_remittance(struct edi_digest *digest,
                         const struct edi_remittance *r,
                         struct x12_arena *arena);

/* What is kept of an acknowledged item; `details` are its packed ones. */
void edi_body_ack(struct edi_digest *digest, const struct edi_ack *ack,
                  x12_str details, struct x12_arena *arena);

/* What is kept of a claim. */
void edi_body_claim(struct edi_digest *digest, x12_str number,
                    const struct edi_match_claim *c, struct x12_arena *arena);

#endif
