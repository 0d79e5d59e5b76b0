/* SPDX-License-Identifier: Apache-2.0 */
/* intake_settle - what follows from what a line says */
#include "edi/claims/claim_fields_private.h"
#include "edi/intake/intake_claim_private.h"

void edi_intake_settle_date(struct x12_arena *arena, struct edi_date *date)
{
    char day[X12_DATE_TEXT];
    char *to;

    if (date->text.len > 0) {
        date->from = date->to = 0;
        (void)x12_period_parse(date->format, date->text, &date->from,
                               &date->to);
        return;
    }
    if (date->from == 0)
        return;
    if (date->format.len == 0)
        date->format = date->to == 0 ? X12_STR("D8") : X12_STR("RD8");
    if (date->to == 0)
        date->to = date->from;
    to = x12_arena_bytes(arena, 17);
    if (!to)
        return;
    (void)x12_date_format(date->from, day);
    memcpy(to, day, 4), memcpy(to + 4, day + 5, 2), memcpy(to + 6, day + 8, 2);
    to[8] = '-';
    (void)x12_date_format(date->to, day);
    memcpy(to + 9, day, 4), memcpy(to + 13, day + 5, 2);
    memcpy(to + 15, day + 8, 2);
    date->text = (x12_str){ to, x12_str_is(date->format, "RD8") ? 17 : 8 };
}

static bool settle_has_text(const x12_str *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (at[i].len > 0)
            return true;
    return false;
}

void edi_intake_settle(struct edi_claim *c)
{
    c->patient_is_subscriber = !c->patient.present && c->patient_loop == 0 &&
                               edi_record_is_empty(&edi_coverage_record,
                                                   &c->patient_coverage);
    for (size_t i = 0; i < c->line_count; i++) {
        uint64_t number = i + 1;

        (void)x12_count_parse(c->lines[i].number_text, &number);
        c->lines[i].number = (uint32_t)number;
    }
    for (size_t i = 0; i < c->other_payer_count; i++) {
        struct edi_other_payer *op = &c->other_payers[i];

        op->has_mia = settle_has_text(op->mia, EDI_MIA_ELEMENTS + 1);
        op->has_moa = settle_has_text(op->moa, EDI_MOA_ELEMENTS + 1);
    }
}

enum edi_claim_kind edi_intake_kind(x12_str name)
{
    static const char *const kinds[] = { "837P", "837I", "837D" };

    for (int i = 0; i < 3; i++)
        if (x12_str_is(name, kinds[i]))
            return (enum edi_claim_kind)(EDI_PROFESSIONAL + i);
    return (enum edi_claim_kind)0;
}

uint64_t edi_intake_origin(const x12_str parts[EDI_INTAKE_ORIGIN])
{
    uint64_t sum = UINT64_C(14695981039346656037);
    bool told = false;

    for (size_t i = 0; i < EDI_INTAKE_ORIGIN; i++) {
        const x12_str s = parts[i];

        told |= s.len > 0;
        for (size_t k = 0; k <= s.len; k++) {
            sum ^= k < s.len ? (unsigned char)s.at[k] : 0xFFu;
            sum *= UINT64_C(1099511628211);
        }
    }
    return told ? sum | 1 : 0;
}
