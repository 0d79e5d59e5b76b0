/* SPDX-License-Identifier: Apache-2.0 */
/* claim - what an 837 says of one claim: professional, institutional, dental */
#include "edi/claims/claim.h"

x12_str edi_reference_find(const struct edi_reference *at, size_t count,
                           const char *qualifier)
{
    for (size_t i = 0; i < count; i++)
        if (x12_str_is(at[i].qualifier, qualifier))
            return at[i].value;
    return (x12_str){ NULL, 0 };
}

const struct edi_date *edi_date_find(const struct edi_date *at, size_t count,
                                     const char *qualifier)
{
    for (size_t i = 0; i < count; i++)
        if (x12_str_is(at[i].qualifier, qualifier))
            return &at[i];
    return NULL;
}

bool edi_amount_find(const struct edi_amount *at, size_t count,
                     const char *qualifier, x12_money *out)
{
    for (size_t i = 0; i < count; i++)
        if (x12_str_is(at[i].qualifier, qualifier)) {
            *out = at[i].amount;
            return true;
        }
    return false;
}

const struct edi_party *edi_claim_patient(const struct edi_claim *c)
{
    return c->patient.present ? &c->patient : &c->subscriber;
}

/* Takes the date's days when it is one that can be read. */
static bool claim_take(const struct edi_date *date, x12_date *from,
                       x12_date *to)
{
    if (!date || date->from == 0)
        return false;
    *from = date->from;
    *to = date->to;
    return true;
}

void edi_claim_service(const struct edi_claim *c, x12_date *from, x12_date *to)
{
    static const char *const qualifiers[] = { "434", "435", "472" };

    *from = *to = 0;
    for (size_t i = 0; i < c->line_count; i++) {
        const struct edi_line *line = &c->lines[i];
        x12_date first, last;

        if (!claim_take(edi_date_find(line->dates, line->date_count, "472"),
                        &first, &last))
            continue;
        if (*from == 0 || first < *from)
            *from = first;
        if (last > *to)
            *to = last;
    }
    for (size_t i = 0;
         *from == 0 && i < sizeof(qualifiers) / sizeof(*qualifiers); i++)
        (void)claim_take(edi_date_find(c->dates, c->date_count, qualifiers[i]),
                         from, to);
}

void edi_line_service(const struct edi_claim *c, const struct edi_line *line,
                      x12_date *from, x12_date *to)
{
    if (!claim_take(edi_date_find(line->dates, line->date_count, "472"), from,
                    to))
        edi_claim_service(c, from, to);
}
