/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tally_cob - what other payers did with a claim: loops 2320 and 2430
 *
 * A payer has adjudicated the claim when it sends AMT*D. A line of its own is a
 * 2430 whose SVD01 is its NM109; a line that it split has several of them.
 */
#include "edi/rules/tally_private.h"

/* The 2320 at hand. */
static struct edi_tally_payer *cob_last(struct edi_tally *t)
{
    struct edi_tally_claim *c = &t->claim;

    if (!c->open || c->payer_count == 0 || c->more_payers)
        return NULL;
    return &c->payers[c->payer_count - 1];
}

static bool cob_is_taken(const struct edi_tally *t, char code)
{
    if (t->responsibility == code)
        return true;
    for (size_t i = 0; i < t->claim.payer_count; i++)
        if (t->claim.payers[i].responsibility == code)
            return true;
    return false;
}

void edi_tally_other_payer(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_claim *c = &t->claim;
    x12_str text = x12_element(&cur->seg, 1);
    struct edi_origin origin = edi_tally_origin(cur);
    char code = 0;

    if (!c->open)
        return;
    if (text.len == 1 && text.at[0] != 'U')
        code = text.at[0];
    if (code && cob_is_taken(t, code))
        edi_tally_tell(t, TALLY(SBR01_REPEATED), &origin, 1);
    if (c->payer_count == EDI_TALLY_PAYERS) {
        c->more_payers = true;
        return;
    }
    c->payers[c->payer_count++] = (struct edi_tally_payer){
        .responsibility = code,
    };
}

void edi_tally_other_name(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_payer *p = cob_last(t);
    x12_str id = x12_element(&cur->seg, 9);

    if (!p)
        return;
    p->id_len = id.len < sizeof(p->id) ? id.len : sizeof(p->id);
    if (p->id_len > 0)
        memcpy(p->id, id.at, p->id_len);
}

void edi_tally_other_amount(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_payer *p = cob_last(t);
    x12_str code = x12_element(&cur->seg, 1);
    struct edi_tally_amount amount;

    if (!p)
        return;
    amount = edi_tally_amount(t, cur, 2, &t->claim.unsure);
    amount.has = true; /* AMT*D of nothing is told, and is adjudication */
    if (x12_str_is(code, "D"))
        p->paid = amount;
    else if (x12_str_is(code, "A8"))
        p->unbilled = amount;
    else if (x12_str_is(code, "EAF"))
        p->owed = amount;
}

static void cob_cas(struct edi_tally *t, const struct x12_cursor *cur,
                    struct edi_tally_payer *p, x12_money *to)
{
    x12_money sum = edi_tally_cas(t, cur, &t->claim.unsure);

    *to += sum;
    p->has_adjusted = true;
    if (x12_str_is(x12_element(&cur->seg, 1), "PR"))
        p->patient += sum;
}

void edi_tally_other_cas(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_payer *p = cob_last(t);

    if (p)
        cob_cas(t, cur, p, &p->adjusted);
}

/* --- lines ----------------------------------------------------------------- */

static size_t cob_find(const struct edi_tally_claim *c, x12_str id)
{
    for (size_t i = 0; i < c->payer_count; i++)
        if (x12_str_equal(id,
                          (x12_str){ c->payers[i].id, c->payers[i].id_len }))
            return i;
    return c->payer_count;
}

void edi_tally_svd(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_claim *c = &t->claim;
    x12_str id = x12_element(&cur->seg, 1);
    struct edi_origin origin = edi_tally_origin(cur);
    struct edi_tally_payer *p;
    int64_t units;

    if (!c->open)
        return;
    c->payer = cob_find(c, id);
    if (c->payer == c->payer_count) {
        c->astray = true;
        if (id.len > 0 && !c->more_payers)
            edi_tally_tell(t, TALLY(SVD01_PAYER_UNKNOWN), &origin, 1);
        return;
    }
    p = &c->payers[c->payer];
    if (p->line != c->line_count) {
        p->line = c->line_count;
        p->lines++;
        p->part_paid = p->part_adjusted = 0;
        p->part_units = 0;
        p->parts = 0;
        p->bundled = p->units_unsure = false;
        p->part = origin;
    }
    p->has_lines = true;
    p->parts++;
    p->part_paid += edi_tally_money(t, cur, 2, &c->unsure);
    p->bundled = p->bundled || x12_element(&cur->seg, 6).len > 0;
    if (edi_tally_units(cur, 5, &units))
        p->part_units += units;
    else
        p->units_unsure = true;
}

void edi_tally_svd_cas(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_claim *c = &t->claim;
    struct edi_tally_payer *p;
    bool any = false;

    if (!c->open || c->payer >= c->payer_count)
        return;
    p = &c->payers[c->payer];
    cob_cas(t, cur, p, &p->part_adjusted);
    if (!edi_tally_cas_units(cur, &p->part_units, &any))
        p->units_unsure = true;
}

/* One payer's part of the line at hand. What it bundled into another line is
 * paid there. */
static void cob_line(struct edi_tally *t, struct edi_tally_payer *p)
{
    struct edi_tally_claim *c = &t->claim;

    p->line_paid += p->part_paid;
    p->line_adjusted += p->part_adjusted;
    if (c->unsure || p->bundled)
        return;
    if (p->part_paid + p->part_adjusted != c->line_charge) {
        p->told = true;
        edi_tally_tell_money(t, TALLY(SVD02_NOT_BALANCED), &p->part, 2,
                             p->part_paid, c->line_charge - p->part_adjusted);
    }
    if (c->has_units && !p->units_unsure && p->parts == 1 &&
        p->part_units != c->line_units)
        edi_tally_tell(t, TALLY(SVD05_NOT_BALANCED), &p->part, 5);
}

void edi_tally_cob_line_end(struct edi_tally *t)
{
    struct edi_tally_claim *c = &t->claim;

    if (c->line_count == 0)
        return;
    for (size_t i = 0; i < c->payer_count; i++)
        if (c->payers[i].line == c->line_count)
            cob_line(t, &c->payers[i]);
    c->payer = c->payer_count;
}

/* --- the claim ------------------------------------------------------------- */

/* AMT*D by the claim's charge, and by the lines. It is not told again where a
 * line, or CLM02, was told and accounts for all of it. */
static void cob_paid(struct edi_tally *t, const struct edi_tally_payer *p)
{
    const struct edi_tally_claim *c = &t->claim;
    bool all_lines = p->lines == c->line_count && c->line_count > 0;
    x12_money paid = p->paid.amount;
    x12_money by_charge = c->charge.amount - p->adjusted - p->line_adjusted;
    x12_money by_lines = p->line_paid - p->adjusted;

    if (paid != by_charge) {
        if ((p->told && all_lines && paid == by_lines) ||
            (c->told && paid == c->lines - p->adjusted - p->line_adjusted))
            return;
        edi_tally_tell_money(t, TALLY(COB_PAID_NOT_BALANCED), &p->paid.origin,
                             2, paid, by_charge);
    } else if (all_lines && paid != by_lines && !p->told && !c->told) {
        edi_tally_tell_money(t, TALLY(COB_PAID_NOT_SUM_OF_LINES),
                             &p->paid.origin, 2, paid, by_lines);
    }
}

static void cob_payer(struct edi_tally *t, const struct edi_tally_payer *p)
{
    const struct edi_tally_claim *c = &t->claim;

    if (p->unbilled.has) {
        if (p->unbilled.amount != c->charge.amount)
            edi_tally_tell_money(t, TALLY(COB_A8_NOT_CHARGE),
                                 &p->unbilled.origin, 2, p->unbilled.amount,
                                 c->charge.amount);
        if (p->paid.has || p->has_adjusted || p->has_lines)
            edi_tally_tell(t, TALLY(COB_A8_ADJUDICATED), &p->unbilled.origin,
                           1);
        return;
    }
    if (!p->paid.has || c->astray)
        return;
    cob_paid(t, p);
    if (p->owed.has && p->has_adjusted && p->owed.amount > p->patient)
        edi_tally_tell_money(t, TALLY(COB_EAF_OVER_PR), &p->owed.origin, 2,
                             p->owed.amount, p->patient);
}

void edi_tally_cob_end(struct edi_tally *t)
{
    const struct edi_tally_claim *c = &t->claim;

    if (c->unsure)
        return;
    for (size_t i = 0; i < c->payer_count; i++)
        cob_payer(t, &c->payers[i]);
}
