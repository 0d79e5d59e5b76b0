/* SPDX-License-Identifier: Apache-2.0 */
/* remit_head - what a remittance that is made up says of itself */
#include "edi/jobs/remit_head.h"

#include "edi/claims/claim_fields_private.h"
#include "edi/simulate/chance.h"

#include <stdio.h>

x12_str edi_remit_number(struct x12_arena *arena, const char *format,
                         uint64_t number)
{
    char text[40];
    int len = snprintf(text, sizeof(text), format, (unsigned long long)number);

    return x12_arena_copy(arena, (x12_str){ text, (size_t)len });
}

/* 1000A: an address is required, so one is made up where the claim has none. */
static void head_payer(struct edi_remittance *rem, struct x12_arena *arena,
                       const struct edi_claim *claim)
{
    struct edi_party *payer = &rem->payer;
    static const struct edi_contact support = {
        .function = { "BL", 2 },
        .number = { { { "TE", 2 }, { "8005550101", 10 } } },
    };

    edi_record_copy(&edi_party_record, payer, &claim->payer, arena);
    payer->role = X12_STR("PR");
    payer->id_qualifier = payer->id.len > 0 ? X12_STR("XV") : X12_STR("");
    if (payer->address[0].len == 0 || payer->city.len == 0) {
        payer->address[0] = X12_STR("1 PLAZA SOUTH");
        payer->address[1] = (x12_str){ NULL, 0 };
        payer->city = X12_STR("PORTLAND");
        payer->state = X12_STR("OR");
        payer->zip = X12_STR("97201");
        payer->country = payer->subdivision = (x12_str){ NULL, 0 };
    }
    payer->references = NULL;
    payer->reference_count = 0;
    payer->contact_count = 0;
    payer->contacts = x12_arena_make(arena, sizeof(support));
    if (payer->contacts)
        payer->contacts[payer->contact_count++] = support;
}

x12_str edi_remit_tax_id(const struct edi_claim *claim)
{
    const struct edi_party *billing = &claim->billing;
    x12_str id = edi_reference_find(billing->references,
                                    billing->reference_count, "EI");

    return id.len > 0 ? id
                      : edi_reference_find(billing->references,
                                           billing->reference_count, "SY");
}

/* 1000B: by its NPI with the tax id beside it, else by the tax id. */
static void head_payee(struct edi_remittance *rem, struct x12_arena *arena,
                       const struct edi_claim *claim)
{
    struct edi_party *payee = &rem->payee;
    x12_str tax = x12_arena_copy(arena, edi_remit_tax_id(claim));
    struct edi_reference *reference;

    edi_record_copy(&edi_party_record, payee, &claim->billing, arena);
    payee->role = X12_STR("PE");
    payee->references = NULL;
    payee->reference_count = 0;
    payee->address[0].len = payee->address[1].len = 0;
    payee->city.len = payee->state.len = payee->zip.len = 0;
    payee->country.len = payee->subdivision.len = 0;
    if (payee->id.len == 0) {
        payee->id_qualifier = X12_STR("FI");
        payee->id = tax;
        return;
    }
    reference = x12_arena_make(arena, sizeof(*reference));
    if (tax.len == 0 || !reference)
        return;
    *reference = (struct edi_reference){ .qualifier = X12_STR("TJ"),
                                         .value = tax };
    payee->references = reference;
    payee->reference_count = 1;
}

static void head_dates(struct edi_remittance *rem, struct x12_arena *arena,
                       x12_date date)
{
    struct edi_date *produced = x12_arena_make(arena, sizeof(*produced));

    rem->date = date;
    rem->bpr[16] = edi_remit_number(arena, "%08llu", (uint64_t)date);
    if (!produced)
        return;
    *produced = (struct edi_date){ .qualifier = X12_STR("405"),
                                   .text = rem->bpr[16] };
    rem->dates = produced;
    rem->date_count = 1;
}

void edi_remit_head(struct edi_remittance *rem, struct x12_arena *arena,
                    const struct edi_claim *claim, x12_date date,
                    uint64_t control)
{
    uint64_t tax = edi_chance_of_text(0, claim->payer.id) % 900000000;

    *rem = (struct edi_remittance){ .credit_debit = X12_STR("C") };
    rem->trace = edi_remit_number(arena, "S%09llu", control);
    rem->payer_tax_id = edi_remit_number(arena, "1%09llu", 100000000 + tax);
    head_dates(rem, arena, date);
    head_payer(rem, arena, claim);
    head_payee(rem, arena, claim);
}

void edi_remit_method(struct edi_remittance *rem, bool check)
{
    if (rem->amount == 0) {
        rem->handling = X12_STR("H");
        rem->method = X12_STR("NON");
        return;
    }
    rem->handling = X12_STR("I");
    rem->method = check ? X12_STR("CHK") : X12_STR("ACH");
    if (check)
        return;
    rem->format = X12_STR("CCP");
    rem->bpr[6] = rem->bpr[12] = X12_STR("01");
    rem->bpr[7] = X12_STR("123000013");
    rem->bpr[9] = X12_STR("4400112233");
    rem->bpr[8] = rem->bpr[14] = X12_STR("DA");
    rem->bpr[10] = rem->payer_tax_id;
    rem->bpr[13] = X12_STR("323070380");
    rem->bpr[15] = X12_STR("5566778899");
}
