/* SPDX-License-Identifier: Apache-2.0 */
/* eob - a remittance as a biller reads it */
#include "edi/report/eob.h"

#include "edi/claims/balance.h"

enum { EOB_MASKED = 16, EOB_UNITS = 32 };

/* --- words ------------------------------------------------------------------- */

/* A name or number of a person: as long as it is, and no more of it. */
static void eob_secret(struct edi_eob *eob, x12_str s)
{
    static const char hidden[EOB_MASKED + 1] = "xxxxxxxxxxxxxxxx";

    if (eob->mask)
        s.at = hidden;
    if (eob->mask && s.len > EOB_MASKED)
        s.len = EOB_MASKED;
    x12_text_data(&eob->page->text, s);
}

static void eob_words(struct edi_eob *eob, enum edi_list list, x12_str code)
{
    const x12_str words = edi_code_text(eob->book, list, code);

    x12_text_data(&eob->page->text,
                  words.len ? words : X12_STR("no words for it in our list"));
}

static void eob_item(struct edi_eob *eob, const char *label, x12_str value)
{
    if (!value.len)
        return;
    edi_page_item(eob->page, label);
    x12_text_data(&eob->page->text, value);
    edi_page_item_end(eob->page);
}

static void eob_party(struct edi_eob *eob, const char *label,
                      const struct edi_party *party)
{
    struct x12_text *t = &eob->page->text;

    edi_page_item(eob->page, label);
    x12_text_data(t, party->name);
    if (party->id.len) {
        x12_text_put(t,
                     x12_str_is(party->id_qualifier, "XX") ? ", NPI " : ", ");
        x12_text_data(t, party->id);
    }
    edi_page_item_end(eob->page);
}

/* "DELGADO, ROSA" */
static void eob_person(struct edi_eob *eob, const char *label,
                       const struct edi_party *person)
{
    struct x12_text *t = &eob->page->text;

    if (!person->name.len && !person->id.len)
        return;
    edi_page_item(eob->page, label);
    eob_secret(eob, person->name);
    if (person->first.len) {
        x12_text_put(t, ", ");
        eob_secret(eob, person->first);
    }
    if (person->id.len) {
        x12_text_put(t, ", member ");
        eob_secret(eob, person->id);
    }
    edi_page_item_end(eob->page);
}

static void eob_days(struct edi_eob *eob, x12_date from, x12_date to)
{
    struct x12_text *t = &eob->page->text;

    if (from)
        x12_text_date(t, from);
    if (to && to != from) {
        x12_text_put(t, " to ");
        x12_text_date(t, to);
    }
}

/* --- the payment ------------------------------------------------------------------ */

static const char *eob_method(x12_str method)
{
    static const struct {
        const char *code, *words;
    } rows[] = {
        { "ACH", "by electronic transfer (ACH)" },
        { "BOP", "as the financial institution chose" },
        { "CHK", "by check" },
        { "FWT", "by wire" },
        { "NON", "no money moves" },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (x12_str_is(method, rows[i].code))
            return rows[i].words;
    return "by a means that is not told";
}

void edi_eob_remittance(struct edi_eob *eob, const struct edi_remittance *r)
{
    struct x12_text *t = &eob->page->text;

    if (eob->begun)
        return;
    eob->begun = true;
    eob->payments = eob->balanced = 0;
    eob->interest = 0;
    edi_page_head(eob->page, 1);
    x12_text_put(t, "Remittance ");
    x12_text_data(t, r->trace);
    edi_page_head_end(eob->page);
    eob_party(eob, "payer", &r->payer);
    eob_party(eob, "payee", &r->payee);
    edi_page_item(eob->page, "payment");
    x12_text_money(t, r->amount);
    x12_text_put(t, " ");
    x12_text_put(t, eob_method(r->method));
    if (r->date) {
        x12_text_put(t, " on ");
        x12_text_date(t, r->date);
    }
    edi_page_item_end(eob->page);
    eob_item(eob, "trace", r->trace);
    if (r->production) {
        edi_page_item(eob->page, "produced");
        x12_text_date(t, r->production);
        edi_page_item_end(eob->page);
    }
}

/* --- a claim payment --------------------------------------------------------------- */

static void eob_line(struct edi_eob *eob, const struct edi_payment *p,
                     const struct edi_service *s)
{
    struct edi_page *page = eob->page;
    struct x12_text *t = &page->text;
    char units[EOB_UNITS];
    x12_date from, to;

    edi_service_days(p, s, &from, &to);
    edi_page_cell(page);
    x12_text_count(t, s->ordinal);
    edi_page_cell(page);
    if (!eob->mask)
        eob_days(eob, from, to);
    edi_page_cell(page);
    x12_text_data(t, s->procedure.len ? s->procedure : s->revenue);
    for (size_t i = 0; i < 4; i++)
        if (s->modifier[i].len) {
            x12_text_put(t, " ");
            x12_text_data(t, s->modifier[i]);
        }
    edi_page_cell(page);
    if (s->has_units)
        x12_text_data(t,
                      x12_str_of(units, x12_decimal_format(s->units, units)));
    edi_page_cell(page);
    x12_text_money(t, s->charge);
    edi_page_cell(page);
    x12_text_money(t, s->paid);
    edi_page_row_end(page);
}

/* A line that its reasons do not explain. */
static void eob_line_wrong(struct edi_eob *eob, const struct edi_service *s)
{
    struct x12_text *t = &eob->page->text;
    struct edi_service_sums sums;

    if (edi_service_balance(s, &sums, NULL))
        return;
    edi_page_item(eob->page, "wrong");
    x12_text_put(t, "line ");
    x12_text_count(t, s->ordinal);
    x12_text_put(t, ": the reasons leave ");
    x12_text_money(t, sums.right_paid);
    x12_text_put(t, ", but ");
    x12_text_money(t, s->paid);
    x12_text_put(t, " is paid");
    edi_page_item_end(eob->page);
}

static void eob_lines(struct edi_eob *eob, const struct edi_payment *p)
{
    static const struct edi_page_column columns[] = {
        { "line", 4, true },  { "day", 24, false },    { "code", 14, false },
        { "units", 6, true }, { "charged", 11, true }, { "paid", 11, true },
    };

    if (!p->service_count) {
        eob_item(eob, "lines", X12_STR("none: the claim is answered whole"));
        return;
    }
    edi_page_table(eob->page, columns, sizeof(columns) / sizeof(*columns));
    for (size_t i = 0; i < p->service_count; i++)
        eob_line(eob, p, &p->services[i]);
    edi_page_table_end(eob->page);
    for (size_t i = 0; i < p->service_count; i++)
        eob_line_wrong(eob, &p->services[i]);
}

/* A row of the table of reasons; `line` 0 is the claim. */
static void eob_reason(struct edi_eob *eob, uint32_t line,
                       const struct edi_adjustment *a)
{
    struct edi_page *page = eob->page;
    struct x12_text *t = &page->text;

    edi_page_cell(page);
    if (line)
        x12_text_count(t, line);
    else
        x12_text_put(t, "all");
    edi_page_cell(page);
    x12_text_data(t, a->group);
    x12_text_put(t, "-");
    x12_text_data(t, a->reason);
    edi_page_cell(page);
    x12_text_money(t, a->amount);
    edi_page_cell(page);
    eob_words(eob, EDI_LIST_GROUP, a->group);
    x12_text_put(t, ": ");
    eob_words(eob, EDI_LIST_CARC, a->reason);
    edi_page_row_end(page);
}

static void eob_remark(struct edi_eob *eob, uint32_t line, x12_str code)
{
    struct edi_page *page = eob->page;
    struct x12_text *t = &page->text;

    if (!code.len)
        return;
    edi_page_cell(page);
    if (line)
        x12_text_count(t, line);
    else
        x12_text_put(t, "all");
    edi_page_cell(page);
    x12_text_data(t, code);
    edi_page_cell(page);
    edi_page_cell(page);
    x12_text_put(t, "Remark: ");
    eob_words(eob, EDI_LIST_RARC, code);
    edi_page_row_end(page);
}

/* MIA05, 20 to 23 and MOA03 to 07 hold remarks of the claim. */
static void eob_claim_remarks(struct edi_eob *eob, const struct edi_payment *p)
{
    static const unsigned char mia[] = { 5, 20, 21, 22, 23 };

    for (size_t i = 0; p->has_mia && i < sizeof(mia); i++)
        eob_remark(eob, 0, p->mia[mia[i]]);
    for (size_t i = 3; p->has_moa && i <= 7; i++)
        eob_remark(eob, 0, p->moa[i]);
}

static bool eob_has_reasons(const struct edi_payment *p)
{
    bool any = p->adjustment_count || p->has_mia || p->has_moa;

    for (size_t i = 0; i < p->service_count; i++)
        any = any || p->services[i].adjustment_count ||
              p->services[i].remark_count;
    return any;
}

static void eob_reasons(struct edi_eob *eob, const struct edi_payment *p)
{
    static const struct edi_page_column columns[] = {
        { "line", 4, true },
        { "reason", 8, false },
        { "amount", 11, true },
        { "what it means", 0, false },
    };

    if (!eob_has_reasons(p))
        return;
    edi_page_table(eob->page, columns, sizeof(columns) / sizeof(*columns));
    for (size_t i = 0; i < p->adjustment_count; i++)
        eob_reason(eob, 0, &p->adjustments[i]);
    eob_claim_remarks(eob, p);
    for (size_t i = 0; i < p->service_count; i++) {
        const struct edi_service *s = &p->services[i];

        for (size_t j = 0; j < s->adjustment_count; j++)
            eob_reason(eob, s->ordinal, &s->adjustments[j]);
        for (size_t j = 0; j < s->remark_count; j++)
            eob_remark(eob, s->ordinal, s->remarks[j].code);
    }
    edi_page_table_end(eob->page);
}

/* "CLP04, segment 17": it is 0 in the sums. */
static void eob_doubt(struct edi_eob *eob, const struct edi_payment *p)
{
    struct x12_text *t = &eob->page->text;

    if (!p->doubt.segment)
        return;
    edi_page_item(eob->page, "unreadable");
    x12_text_put(t, "an amount in ");
    x12_text_put(t, p->doubt_segment);
    x12_text_put(t, ", segment ");
    x12_text_count(t, p->doubt.segment);
    x12_text_put(t, " of the set; it is 0 here");
    edi_page_item_end(eob->page);
}

/* "125.00 charged - 27.00 by the contract ... = 73.00 paid" */
static void eob_sum(struct edi_eob *eob, const struct edi_payment *p)
{
    const x12_money patient = edi_payment_adjusted(p, "PR");
    const x12_money others = edi_payment_adjusted(p, NULL) - patient;
    struct x12_text *t = &eob->page->text;
    struct edi_payment_sums sums;
    const bool right = edi_payment_balance(p, &sums, NULL);

    eob->payments++;
    eob->balanced += right;
    edi_page_item(eob->page, "sum");
    x12_text_money(t, p->charge);
    x12_text_put(t, " charged - ");
    x12_text_money(t, others);
    x12_text_put(t, " cut - ");
    x12_text_money(t, patient);
    x12_text_put(t, " the patient's = ");
    x12_text_money(t, p->charge - others - patient);
    if (sums.paid == sums.right_paid) {
        x12_text_put(t, " paid");
    } else {
        x12_text_put(t, ", but ");
        x12_text_money(t, p->paid);
        x12_text_put(t, " paid: does not add up");
    }
    if (sums.charge != sums.lines_charge) {
        x12_text_put(t, "; the lines charge ");
        x12_text_money(t, sums.lines_charge);
    }
    edi_page_item_end(eob->page);
}

static void eob_interest(struct edi_eob *eob, const struct edi_payment *p)
{
    x12_money interest;

    if (!edi_amount_find(p->amounts, p->amount_count, "I", &interest))
        return;
    eob->interest += interest;
    edi_page_item(eob->page, "interest");
    x12_text_money(&eob->page->text, interest);
    x12_text_put(&eob->page->text,
                 ", paid with the provider adjustments below");
    edi_page_item_end(eob->page);
}

void edi_eob_payment(struct edi_eob *eob, const struct edi_payment *p)
{
    struct x12_text *t = &eob->page->text;
    x12_date from, to;

    edi_page_head(eob->page, 2);
    x12_text_put(t, "Claim ");
    eob_secret(eob, p->id);
    x12_text_put(t, ": ");
    eob_words(eob, EDI_LIST_CLP02, p->status);
    edi_page_head_end(eob->page);
    eob_person(eob, "patient", &p->patient_name);
    eob_person(eob, "insured", &p->insured);
    eob_person(eob, "corrected", &p->corrected);
    if (p->crossover.present)
        eob_party(eob, "forwarded to", &p->crossover);
    if (p->corrected_payer.present)
        eob_party(eob, "pays first", &p->corrected_payer);
    if (p->control.len) {
        edi_page_item(eob->page, "payer's no.");
        eob_secret(eob, p->control);
        edi_page_item_end(eob->page);
    }
    edi_payment_service(p, &from, &to);
    if (from && !eob->mask) {
        edi_page_item(eob->page, "service");
        eob_days(eob, from, to);
        edi_page_item_end(eob->page);
    }
    eob_lines(eob, p);
    eob_reasons(eob, p);
    eob_interest(eob, p);
    eob_doubt(eob, p);
    eob_sum(eob, p);
}

/* --- the provider's own, and the proof ---------------------------------------------- */

static void eob_plb(struct edi_eob *eob, const struct edi_remittance *r)
{
    static const struct edi_page_column columns[] = {
        { "reason", 6, false },
        { "amount", 11, true },
        { "reference", 30, false },
        { "what it means", 0, false },
    };
    struct edi_page *page = eob->page;

    if (!r->adjustment_count)
        return;
    edi_page_head(page, 2);
    x12_text_put(&page->text, "Provider adjustments");
    edi_page_head_end(page);
    edi_page_table(page, columns, sizeof(columns) / sizeof(*columns));
    for (size_t i = 0; i < r->adjustment_count; i++) {
        const struct edi_provider_adjustment *a = &r->adjustments[i];

        edi_page_cell(page);
        x12_text_data(&page->text, a->code);
        edi_page_cell(page);
        x12_text_money(&page->text, a->amount);
        edi_page_cell(page);
        eob_secret(eob, a->reference);
        edi_page_cell(page);
        eob_words(eob, EDI_LIST_PLB, a->code);
        x12_text_put(&page->text, a->amount < 0 ? ": raises this payment"
                                                : ": lowers this payment");
        edi_page_row_end(page);
    }
    edi_page_table_end(page);
}

/* What claims tell of interest, and what PLB L6 pays. */
static void eob_interest_sum(struct edi_eob *eob,
                             const struct edi_remittance *r)
{
    struct x12_text *t = &eob->page->text;
    x12_money paid = 0;

    for (size_t i = 0; i < r->adjustment_count; i++)
        if (x12_str_is(r->adjustments[i].code, "L6"))
            paid -= r->adjustments[i].amount;
    if (!paid && !eob->interest)
        return;
    edi_page_item(eob->page, "interest");
    x12_text_money(t, paid);
    x12_text_put(t, " paid by PLB L6, ");
    if (eob->interest) {
        x12_text_money(t, eob->interest);
        x12_text_put(t, paid == eob->interest
                            ? " told of claims: the same money, counted once"
                            : " told of claims: these differ, ask the payer");
    } else {
        x12_text_put(t, "told of no claim");
    }
    edi_page_item_end(eob->page);
}

void edi_eob_end(struct edi_eob *eob, const struct edi_remittance *r)
{
    struct x12_text *t = &eob->page->text;
    struct edi_remittance_sums sums;

    edi_eob_remittance(eob, r);
    eob_plb(eob, r);
    edi_page_head(eob->page, 2);
    x12_text_put(t, "Proof");
    edi_page_head_end(eob->page);
    (void)edi_remittance_balance(r, &sums, NULL);
    edi_page_item(eob->page, "payment");
    x12_text_money(t, sums.paid);
    x12_text_put(t, " of claims less provider adjustments of ");
    x12_text_money(t, sums.adjusted);
    x12_text_put(t, " = ");
    x12_text_money(t, sums.right_amount);
    if (sums.right_amount == sums.amount) {
        x12_text_put(t, ", which is the payment");
    } else {
        x12_text_put(t, ", but the payment is ");
        x12_text_money(t, sums.amount);
        x12_text_put(t, ": off by ");
        x12_text_money(t, sums.amount - sums.right_amount);
    }
    edi_page_item_end(eob->page);
    eob_interest_sum(eob, r);
    edi_page_item(eob->page, "claims");
    x12_text_count(t, eob->balanced);
    x12_text_put(t, " of ");
    x12_text_count(t, eob->payments);
    x12_text_put(t, eob->payments == 1 ? " adds up" : " add up");
    edi_page_item_end(eob->page);
    eob->begun = false;
}
