/* SPDX-License-Identifier: Apache-2.0 */
/*
 * facts - what matching keeps of a claim and of a payment that were read
 *
 * Numbers and names are brought to their normal forms, references are looked up,
 * dates are chosen. What is made lives in the arena; amounts of money and codes
 * borrow from the claim or payment.
 */
#ifndef EDI_FACTS_H
#define EDI_FACTS_H

#include "edi/claims/ack.h"
#include "edi/claims/payment.h"
#include "edi/match/match.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where the set stands: what orders it among others. */
struct edi_envelope_facts {
    x12_str isa, set; /* control numbers */
    x12_date isa_day, gs_day;
};

/* Sent on the day of BHT04, else of the group, else of the interchange. */
X12_API void edi_facts_claim(const struct edi_claim *claim,
                             const struct edi_envelope_facts *envelope,
                             struct x12_arena *arena,
                             struct edi_match_claim *out);

/* Dated by BPR16, else DTM*405, else the group, else the interchange. */
X12_API x12_date edi_facts_day(const struct edi_remittance *remittance,
                               const struct edi_envelope_facts *envelope);

/* N104 or REF*2U of the payer, else TRN03. */
X12_API x12_str edi_facts_payer(const struct edi_remittance *remittance);

/* The NPI and the tax id of a party, from its id and its references. */
X12_API x12_str edi_facts_npi(const struct edi_party *party);
X12_API x12_str edi_facts_tax_id(const struct edi_party *party);

X12_API void edi_facts_payment(const struct edi_payment *payment,
                               const struct edi_envelope_facts *envelope,
                               struct x12_arena *arena,
                               struct edi_match_payment *out);

/* Dated by STC02 of a 277CA, else by its BHT04, else by the group, else by the
 * interchange. */
X12_API void edi_facts_ack(const struct edi_ack *ack,
                           const struct edi_envelope_facts *envelope,
                           struct x12_arena *arena, struct edi_match_ack *out);

#ifdef __cplusplus
}
#endif
#endif
