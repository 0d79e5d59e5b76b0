/* SPDX-License-Identifier: Apache-2.0 */
/*
 * remit_head - what a remittance that is made up says of itself
 */
#ifndef EDI_REMIT_HEAD_H
#define EDI_REMIT_HEAD_H

#include "edi/claims/payment.h"
#include "parser/arena.h"

/* Payer, payee, trace and dates of the remittance that answers the claim; what
 * it says lives in `arena`. */
void edi_remit_head(struct edi_remittance *rem, struct x12_arena *arena,
                    const struct edi_claim *claim, x12_date date,
                    uint64_t control);

/* BPR of an amount that is known: nothing, a check, or a transfer from bank to
 * bank. */
void edi_remit_method(struct edi_remittance *rem, bool check);

/* The billing provider's, of REF*EI or SY. */
x12_str edi_remit_tax_id(const struct edi_claim *claim);

/* A text that lives in `arena`. */
x12_str edi_remit_number(struct x12_arena *arena, const char *format,
                         uint64_t number);

#endif
