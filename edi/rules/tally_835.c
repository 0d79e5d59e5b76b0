/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tally_835 - lines, claims and the payment of a remittance
 */
#include "edi/rules/tally_private.h"

static void tally_bpr(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_remittance *r = &t->remittance;

    r->amount = edi_tally_amount(t, cur, 2, &r->unsure);
    r->amount.has = true;
    r->notice = x12_str_is(x12_element(&cur->seg, 1), "H");
    r->non = x12_str_is(x12_element(&cur->seg, 4), "NON");
}

/* --- loop 2000 ------------------------------------------------------------- */

static void tally_group_end(struct edi_tally *t)
{
    struct edi_tally_remittance *r = &t->remittance;

    if (r->count.has && r->count.amount != (int64_t)r->payments)
        edi_tally_tell_count(t, TALLY(TS304_COUNT), &r->count.origin, 4,
                             r->count.amount, (int64_t)r->payments);
    if (r->charge.has && !r->charges_unsure && r->charge.amount != r->charges)
        edi_tally_tell_money(t, TALLY(TS305_NOT_SUM), &r->charge.origin, 5,
                             r->charge.amount, r->charges);
    r->count.has = r->charge.has = r->charges_unsure = false;
    r->payments = 0;
    r->charges = 0;
}

static void tally_group(struct edi_tally *t, const struct x12_cursor *cur)
{
    (void)cur;
    edi_tally_payment_end(t);
    tally_group_end(t);
}

static void tally_ts3(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_remittance *r = &t->remittance;
    uint64_t count;

    r->charge = edi_tally_amount(t, cur, 5, &r->charges_unsure);
    r->count.origin = r->charge.origin;
    r->count.has = x12_count_parse(x12_element(&cur->seg, 4), &count);
    r->count.amount = r->count.has ? (int64_t)count : 0;
}

/* --- a claim payment ------------------------------------------------------- */

static void tally_clp_signs(struct edi_tally *t, x12_str status)
{
    struct edi_tally_payment *p = &t->payment;

    if (p->unsure)
        return;
    if (p->reversal ? p->charge.amount > 0 : p->charge.amount < 0)
        edi_tally_tell(t, TALLY(CLP03_SIGN), &p->charge.origin, 3);
    p->predetermined = x12_str_is(status, "25") && p->paid.amount != 0;
    if (p->predetermined)
        edi_tally_tell_money(t, TALLY(CLP04_PREDETERMINATION), &p->paid.origin,
                             4, p->paid.amount, 0);
}

static void tally_clp(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_payment *p = &t->payment;
    struct edi_tally_remittance *r = &t->remittance;
    x12_str status = x12_element(&cur->seg, 2);

    edi_tally_payment_end(t);
    p->open = true;
    p->in_line = p->unsure = p->predetermined = false;
    p->reversal = x12_str_is(status, "22");
    p->adjusted = p->line_adjusted = p->line_charges = p->line_payments = 0;
    p->patient_adjusted = p->lines_right = 0;
    p->lines = p->lines_wrong = 0;
    p->reason_count = 0;
    p->charge = edi_tally_amount(t, cur, 3, &p->unsure);
    p->paid = edi_tally_amount(t, cur, 4, &p->unsure);
    p->patient = edi_tally_amount(t, cur, 5, &p->unsure);
    r->payments++;
    r->charges += p->charge.amount;
    r->charges_unsure = r->charges_unsure || p->unsure;
    tally_clp_signs(t, status);
}

/* Group and reason as one number. */
static uint64_t tally_reason(x12_str group, x12_str reason)
{
    uint64_t packed = 0;

    if (group.len > 2 || reason.len > 5)
        return 0;
    for (size_t i = 0; i < group.len; i++)
        packed = packed << 8 | (unsigned char)group.at[i];
    for (size_t i = 0; i < reason.len; i++)
        packed = packed << 8 | (unsigned char)reason.at[i];
    return packed << 3 | reason.len;
}

static bool tally_is_repeated(struct edi_tally_payment *p, uint64_t reason)
{
    for (size_t i = 0; i < p->reason_count; i++)
        if (p->reasons[i] == reason)
            return true;
    if (p->reason_count < EDI_TALLY_REASONS)
        p->reasons[p->reason_count++] = reason;
    return false;
}

/* Each reason once a claim or line, and none of 0. */
static void tally_reasons(struct edi_tally *t, const struct x12_cursor *cur)
{
    const struct x12_segment *seg = &cur->seg;
    x12_str group = x12_element(seg, 1);
    struct edi_origin origin;
    x12_money amount;

    for (unsigned pos = 2; pos <= seg->count && pos <= 17; pos += 3) {
        x12_str reason = x12_element(seg, pos);

        if (reason.len == 0)
            continue;
        if (tally_is_repeated(&t->payment, tally_reason(group, reason))) {
            origin = edi_tally_origin(cur);
            edi_tally_tell(t, TALLY(CAS_REASON_REPEATED), &origin, pos);
        }
        if (x12_money_parse(x12_element(seg, pos + 1), &amount) &&
            amount == 0) {
            origin = edi_tally_origin(cur);
            edi_tally_tell(t, TALLY(CAS_AMOUNT_ZERO), &origin, pos + 1);
        }
    }
}

static void tally_cas(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_payment *p = &t->payment;
    x12_money sum;

    if (!p->open)
        return;
    sum = edi_tally_cas(t, cur, &p->unsure);
    if (x12_str_is(x12_element(&cur->seg, 1), "PR"))
        p->patient_adjusted += sum;
    if (p->in_line) {
        int64_t left = 0;

        p->adjusted_here += sum;
        if (!edi_tally_cas_units(cur, &left, &p->units_asked))
            p->units_unsure = true;
        p->units_left -= left;
    } else {
        p->adjusted += sum;
    }
    tally_reasons(t, cur);
}

/* --- a line ------------------------------------------------------------------ */

/* SVC05 is 1, and SVC07 as SVC05, where they are not sent. */
static void tally_svc_units(struct edi_tally_payment *p,
                            const struct x12_cursor *cur)
{
    enum { ONE = 1000000000 };

    p->units = ONE;
    p->units_asked = x12_element(&cur->seg, 7).len > 0;
    p->units_unsure = x12_element(&cur->seg, 5).len > 0 &&
                      !edi_tally_units(cur, 5, &p->units);
    p->units_left = p->units;
    if (p->units_asked && !edi_tally_units(cur, 7, &p->units_left))
        p->units_unsure = true;
}

static void tally_line_end(struct edi_tally *t)
{
    struct edi_tally_payment *p = &t->payment;
    x12_money right = p->charge_here - p->adjusted_here;

    if (!p->in_line)
        return;
    p->in_line = false;
    p->line_charges += p->charge_here;
    p->line_payments += p->paid_here;
    p->line_adjusted += p->adjusted_here;
    p->lines_right += p->paid_here + p->adjusted_here;
    if (p->unsure)
        return;
    if (p->paid_here != right) {
        p->lines_wrong++;
        edi_tally_tell_money(t, BALANCE(SVC03_NOT_BALANCED), &p->line, 3,
                             p->paid_here, right);
    }
    if (p->units_asked && !p->units_unsure && p->units != p->units_left)
        edi_tally_tell(t, BALANCE(SVC05_NOT_BALANCED), &p->line, 5);
}

static void tally_svc(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_payment *p = &t->payment;

    if (!p->open)
        return;
    tally_line_end(t);
    p->in_line = true;
    p->lines++;
    p->line = edi_tally_origin(cur);
    p->charge_here = edi_tally_money(t, cur, 2, &p->unsure);
    p->paid_here = edi_tally_money(t, cur, 3, &p->unsure);
    p->adjusted_here = 0;
    p->reason_count = 0;
    tally_svc_units(p, cur);
}

/* --- sums ------------------------------------------------------------------- */

/* Is CLP03 right, but for the charge of a line that was told? */
static bool tally_charge_follows(const struct edi_tally_payment *p)
{
    return p->lines_wrong > 0 && p->lines_right == p->charge.amount;
}

/* Is CLP04 right, but for what was told of a line or of CLP03? */
static bool tally_paid_follows(const struct edi_tally_payment *p,
                               bool charge_told)
{
    x12_money paid = p->paid.amount;

    if (p->lines_wrong > 0 && p->line_payments - p->adjusted == paid)
        return true;
    return charge_told &&
           p->line_charges - p->adjusted - p->line_adjusted == paid;
}

void edi_tally_payment_end(struct edi_tally *t)
{
    struct edi_tally_payment *p = &t->payment;
    x12_money right, after = p->predetermined ? 0 : p->paid.amount;
    bool charge_told = false;

    if (!p->open)
        return;
    tally_line_end(t);
    p->open = false;
    t->remittance.paid += p->paid.amount;
    if (p->unsure) {
        t->remittance.unsure = true;
        return;
    }
    right = p->charge.amount - p->adjusted - p->line_adjusted;
    if (p->lines > 0 && p->charge.amount != p->line_charges &&
        !tally_charge_follows(p)) {
        charge_told = true;
        edi_tally_tell_money(t, BALANCE(CLP03_NOT_SUM_OF_LINES),
                             &p->charge.origin, 3, p->charge.amount,
                             p->line_charges);
    }
    if (p->paid.amount != right && !tally_paid_follows(p, charge_told)) {
        edi_tally_tell_money(t, BALANCE(CLP04_NOT_BALANCED), &p->paid.origin, 4,
                             p->paid.amount, right);
        after = right;
    } else if (p->lines_wrong == 0 && !charge_told && !p->reversal &&
               p->patient.amount != p->patient_adjusted) {
        edi_tally_tell_money(t, BALANCE(CLP05_NOT_BALANCED), &p->patient.origin,
                             5, p->patient.amount, p->patient_adjusted);
    }
    t->remittance.right_paid += after;
}

static void tally_plb(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_tally_remittance *r = &t->remittance;

    edi_tally_payment_end(t);
    for (unsigned pos = 4; pos <= cur->seg.count && pos <= 14; pos += 2)
        r->adjusted += edi_tally_money(t, cur, pos, &r->unsure);
}

/* BPR02 is not told where the CLP04 that was told accounts for all of it. */
void edi_tally_remittance_end(struct edi_tally *t)
{
    struct edi_tally_remittance *r = &t->remittance;
    x12_money amount = r->amount.amount;

    tally_group_end(t);
    if (!r->amount.has || r->unsure)
        return;
    if (amount != r->paid - r->adjusted &&
        amount != r->right_paid - r->adjusted)
        edi_tally_tell_money(t, BALANCE(BPR02_NOT_BALANCED), &r->amount.origin,
                             2, amount, r->paid - r->adjusted);
    if (amount < 0)
        edi_tally_tell_money(t, BALANCE(BPR02_NEGATIVE), &r->amount.origin, 2,
                             amount, 0);
    else if (r->non != (amount == 0) || (r->non && !r->notice))
        edi_tally_tell(t, BALANCE(BPR04_NOT_NON), &r->amount.origin,
                       r->non == (amount == 0) ? 1 : 4);
}

const struct edi_tally_row edi_tally_rows_835[] = {
    { "TS", "BPR", tally_bpr },   { "2000", "LX", tally_group },
    { "2000", "TS3", tally_ts3 }, { "2100", "CLP", tally_clp },
    { "2100", "CAS", tally_cas }, { "2110", "SVC", tally_svc },
    { "2110", "CAS", tally_cas }, { "TS", "PLB", tally_plb },
    { NULL, NULL, NULL },
};
