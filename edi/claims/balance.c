/* SPDX-License-Identifier: Apache-2.0 */
/*
 * balance - does it add up: an 837 claim; an 835 by line, claim and payment
 */
#include "edi/claims/balance.h"

#define BALANCE_ROW(id, snip, sev, ta, ak, ik5, ik3, ik4, text) \
    [EDI_FAULT_##id] = { #id, snip, sev, ta, ak, ik5, ik3, ik4, text },

const struct x12_fault edi_faults[EDI_FAULT_COUNT] = { EDI_FAULTS(
    BALANCE_ROW) };

/* Tells that `element` of the segment at `origin` says `told`. */
static struct x12_finding *balance_tell(struct x12_findings *findings,
                                        enum edi_fault_id fault,
                                        const struct edi_origin *origin,
                                        unsigned element, x12_money told,
                                        x12_money right)
{
    struct x12_place place = { .offset = origin->offset,
                               .segment = origin->segment,
                               .element = (uint16_t)element };
    struct x12_finding *found = x12_found_fault(findings, &edi_faults[fault],
                                                place, origin->row);

    if (!found)
        return NULL;
    found->segment_id = origin->id;
    found->has_numbers = found->is_money = true;
    found->told = told;
    found->right = right;
    return found;
}

bool edi_claim_balance(const struct edi_claim *claim,
                       struct edi_claim_sums *sums,
                       struct x12_findings *findings)
{
    struct edi_origin origin = { .offset = claim->offset,
                                 .segment = claim->segment,
                                 .id = X12_ID('C', 'L', 'M') };

    sums->charge = claim->charge;
    sums->lines = 0;
    for (size_t i = 0; i < claim->line_count; i++)
        sums->lines += claim->lines[i].charge;
    sums->in_doubt = claim->doubt.segment != 0;
    if (sums->in_doubt)
        return false;
    if (sums->charge == sums->lines)
        return true;
    balance_tell(findings, EDI_FAULT_CLM02_NOT_SUM_OF_LINES, &origin, 2,
                 sums->charge, sums->lines);
    return false;
}

/* Billionths, so that whole numbers can be compared; false when the number is
 * too large for that. */
static bool balance_scaled(x12_decimal number, int64_t *out)
{
    enum { SCALE = 9 };
    int64_t value = number.value;

    for (unsigned scale = number.scale; scale < SCALE; scale++) {
        if (value > INT64_MAX / 1000 || value < -(INT64_MAX / 1000))
            return false;
        value *= 10;
    }
    *out = value;
    return value <= INT64_MAX / 1000 && value >= -(INT64_MAX / 1000);
}

/* Are there units to be compared with those that are paid? */
static bool balance_has_units(const struct edi_service *line)
{
    bool has = line->has_submitted_units;

    for (size_t i = 0; i < line->adjustment_count && !has; i++)
        has = line->adjustments[i].has_quantity;
    return has;
}

/* SVC05 = SVC07 less the quantities of CAS; asked only where one was sent. */
static bool balance_units_differ(const struct edi_service *line)
{
    int64_t paid, left, part;

    if (!balance_has_units(line) || !balance_scaled(line->units, &paid) ||
        !balance_scaled(line->has_submitted_units ? line->submitted_units
                                                  : line->units,
                        &left))
        return false;
    for (size_t i = 0; i < line->adjustment_count; i++) {
        const struct edi_adjustment *adj = &line->adjustments[i];

        if (!adj->has_quantity)
            continue;
        if (!balance_scaled(adj->quantity, &part))
            return false;
        left -= part;
    }
    return left != paid;
}

bool edi_service_balance(const struct edi_service *line,
                         struct edi_service_sums *sums,
                         struct x12_findings *findings)
{
    sums->charge = line->charge;
    sums->adjusted = edi_adjustments_sum(line->adjustments,
                                         line->adjustment_count, NULL);
    sums->paid = line->paid;
    sums->right_paid = sums->charge - sums->adjusted;
    sums->units_differ = balance_units_differ(line);
    if (sums->paid != sums->right_paid)
        balance_tell(findings, EDI_FAULT_SVC03_NOT_BALANCED, &line->origin, 3,
                     sums->paid, sums->right_paid);
    if (sums->units_differ) {
        struct x12_finding *found = balance_tell(
            findings, EDI_FAULT_SVC05_NOT_BALANCED, &line->origin, 5, 0, 0);

        if (found)
            found->has_numbers = found->is_money = false;
    }
    return sums->paid == sums->right_paid;
}

static void balance_add_lines(const struct edi_payment *p,
                              struct edi_payment_sums *sums,
                              struct x12_findings *findings,
                              x12_money *lines_paid)
{
    *lines_paid = 0;
    for (size_t i = 0; i < p->service_count; i++) {
        struct edi_service_sums line;

        sums->lines_wrong += !edi_service_balance(&p->services[i], &line,
                                                  findings);
        sums->lines_charge += line.charge;
        sums->lines_adjusted += line.adjusted;
        *lines_paid += line.paid;
    }
    if (p->service_count == 0)
        sums->lines_charge = p->charge;
}

/* A claim that fails only by what its lines were told for is not told again:
 * charges agree, and so do the payments of the lines and of the claim. */
static bool balance_is_of_lines(const struct edi_payment_sums *sums,
                                x12_money lines_paid)
{
    return sums->lines_wrong > 0 && sums->lines_charge == sums->charge &&
           lines_paid - sums->claim_adjusted == sums->paid;
}

bool edi_payment_balance(const struct edi_payment *p,
                         struct edi_payment_sums *sums,
                         struct x12_findings *findings)
{
    bool reversal = x12_str_is(p->status, "22");
    x12_money lines_paid;

    memset(sums, 0, sizeof(*sums));
    sums->in_doubt = p->doubt.segment != 0;
    if (sums->in_doubt)
        findings = NULL;
    sums->charge = p->charge;
    sums->paid = p->paid;
    sums->patient = p->patient;
    sums->claim_adjusted = edi_adjustments_sum(p->adjustments,
                                               p->adjustment_count, NULL);
    sums->right_patient = edi_payment_adjusted(p, "PR");
    balance_add_lines(p, sums, findings, &lines_paid);
    sums->right_paid = sums->charge - sums->claim_adjusted -
                       sums->lines_adjusted;
    if (sums->charge != sums->lines_charge)
        balance_tell(findings, EDI_FAULT_CLP03_NOT_SUM_OF_LINES, &p->origin, 3,
                     sums->charge, sums->lines_charge);
    if (sums->paid != sums->right_paid &&
        !balance_is_of_lines(sums, lines_paid))
        balance_tell(findings, EDI_FAULT_CLP04_NOT_BALANCED, &p->origin, 4,
                     sums->paid, sums->right_paid);
    if (sums->patient != sums->right_patient && !reversal)
        balance_tell(findings, EDI_FAULT_CLP05_NOT_BALANCED, &p->origin, 5,
                     sums->patient, sums->right_patient);
    return !sums->in_doubt && sums->lines_wrong == 0 &&
           sums->charge == sums->lines_charge && sums->paid == sums->right_paid;
}

bool edi_remittance_balance(const struct edi_remittance *rem,
                            struct edi_remittance_sums *sums,
                            struct x12_findings *findings)
{
    sums->amount = rem->amount;
    sums->paid = rem->paid;
    sums->adjusted = 0;
    for (size_t i = 0; i < rem->adjustment_count; i++)
        sums->adjusted += rem->adjustments[i].amount;
    sums->right_amount = sums->paid - sums->adjusted;
    sums->in_doubt = rem->amount_doubt.segment ||
                     rem->adjustment_doubt.segment || rem->has_doubt;
    if (sums->in_doubt)
        return false;
    if (sums->amount != sums->right_amount)
        balance_tell(findings, EDI_FAULT_BPR02_NOT_BALANCED, &rem->origin, 2,
                     sums->amount, sums->right_amount);
    if (sums->amount < 0)
        balance_tell(findings, EDI_FAULT_BPR02_NEGATIVE, &rem->origin, 2,
                     sums->amount, 0);
    if (x12_str_is(rem->method, "NON") != (sums->amount == 0)) {
        struct x12_finding *found = balance_tell(
            findings, EDI_FAULT_BPR04_NOT_NON, &rem->origin, 4, 0, 0);

        if (found)
            found->has_numbers = found->is_money = false;
    }
    return sums->amount == sums->right_amount && sums->amount >= 0;
}
