/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tally_837 - CLM02 and the lines of a claim
 */
#include "edi/rules/tally_private.h"

static void tally_charge(struct edi_tally *t, const struct x12_cursor *cur,
                         unsigned element, x12_money charge)
{
    struct edi_origin origin;

    if (charge >= 0)
        return;
    origin = edi_tally_origin(cur);
    edi_tally_tell(t, TALLY(CHARGE_NEGATIVE), &origin, element);
}

static void tally_clm(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_claim *c = &t->claim;

    edi_tally_claim_end(t);
    t->lx = (struct edi_tally_number){ 1, 1 };
    c->open = true;
    c->unsure = c->told = c->astray = c->more_payers = false;
    c->lines = c->line_charge = 0;
    c->line_count = 0;
    c->has_units = false;
    c->payer_count = c->payer = 0;
    c->patient_amount.has = false;
    c->charge = edi_tally_amount(t, cur, 2, &c->unsure);
    tally_charge(t, cur, 2, c->charge.amount);
}

/* AMT*F5 and AMT*F3: what the patient has paid, is estimated to owe. */
static void tally_patient_amount(struct edi_tally *t,
                                 const struct x12_cursor *cur)
{
    struct edi_tally_claim *c = &t->claim;
    x12_str code = x12_element(&cur->seg, 1);
    bool unsure = false;

    if (!c->open || (!x12_str_is(code, "F5") && !x12_str_is(code, "F3")))
        return;
    c->patient_amount = edi_tally_amount(t, cur, 2, &unsure);
    if (!unsure && !c->unsure && c->patient_amount.amount > c->charge.amount)
        edi_tally_tell_money(t, TALLY(PATIENT_AMOUNT_OVER_CHARGE),
                             &c->patient_amount.origin, 2,
                             c->patient_amount.amount, c->charge.amount);
}

/* A line without its SV segment is told, and has no charge to add up. */
static void tally_line_close(struct edi_tally *t)
{
    struct edi_tally_claim *c = &t->claim;

    if (c->line_count > 0 && !c->has_service)
        c->unsure = true;
    edi_tally_cob_line_end(t);
}

static void tally_line(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_claim *c = &t->claim;

    edi_tally_lx(t, cur);
    if (!c->open)
        return;
    tally_line_close(t);
    c->line_count++;
    c->line_charge = 0;
    c->has_service = c->has_units = false;
    c->payer = c->payer_count;
}

/* SV1, SV2, SV3: where the charge stands, and the units. */
static void tally_service(struct edi_tally *t, const struct x12_cursor *cur,
                          unsigned charge, unsigned units)
{
    struct edi_tally_claim *c = &t->claim;

    if (!c->open)
        return;
    c->has_service = true;
    c->line_charge = edi_tally_money(t, cur, charge, &c->unsure);
    c->lines += c->line_charge;
    c->has_units = edi_tally_units(cur, units, &c->line_units);
    tally_charge(t, cur, charge, c->line_charge);
}

static void tally_sv1(struct edi_tally *t, const struct x12_cursor *cur)
{
    tally_service(t, cur, 2, 4);
}

static void tally_sv2(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_origin origin = edi_tally_origin(cur);
    bool unsure = false;
    x12_money not_covered;

    tally_service(t, cur, 3, 5);
    not_covered = edi_tally_money(t, cur, 7, &unsure);
    if (t->claim.open && !unsure && !t->claim.unsure && not_covered > 0 &&
        not_covered > t->claim.line_charge)
        edi_tally_tell_money(t, TALLY(SV207_OVER_SV203), &origin, 7,
                             not_covered, t->claim.line_charge);
}

static void tally_sv3(struct edi_tally *t, const struct x12_cursor *cur)
{
    tally_service(t, cur, 2, 6);
}

void edi_tally_claim_end(struct edi_tally *t)
{
    struct edi_tally_claim *c = &t->claim;

    if (!c->open)
        return;
    tally_line_close(t);
    c->told = !c->unsure && c->line_count > 0 && c->charge.amount != c->lines;
    if (c->told)
        edi_tally_tell_money(t, BALANCE(CLM02_NOT_SUM_OF_LINES),
                             &c->charge.origin, 2, c->charge.amount, c->lines);
    edi_tally_cob_end(t);
    c->open = false;
}

static void tally_hl(struct edi_tally *t, const struct x12_cursor *cur)
{
    edi_tally_claim_end(t);
    edi_tally_hl(t, cur);
}

static void tally_subscriber(struct edi_tally *t, const struct x12_cursor *cur)
{
    x12_str code = x12_element(&cur->seg, 1);

    edi_tally_claim_end(t);
    t->responsibility = code.len == 1 ? code.at[0] : 0;
}

const struct edi_tally_row edi_tally_rows_837[] = {
    { NULL, "HL", tally_hl },
    { "2000B", "SBR", tally_subscriber },
    { "2300", "CLM", tally_clm },
    { "2300", "AMT", tally_patient_amount },
    { "2320", "SBR", edi_tally_other_payer },
    { "2320", "AMT", edi_tally_other_amount },
    { "2320", "CAS", edi_tally_other_cas },
    { "2330B", "NM1", edi_tally_other_name },
    { "2400", "LX", tally_line },
    { "2400", "SV1", tally_sv1 },
    { "2400", "SV2", tally_sv2 },
    { "2400", "SV3", tally_sv3 },
    { "2430", "SVD", edi_tally_svd },
    { "2430", "CAS", edi_tally_svd_cas },
    { NULL, NULL, NULL },
};
