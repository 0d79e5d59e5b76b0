/* SPDX-License-Identifier: Apache-2.0 */
/* table_payment - the columns of claim payments, their lines, adjustments, PLBs */
#include "edi/claims/balance.h"
#include "edi/claims/table_private.h"

enum { TABLE_REMARKS = 64 }; /* in one cell; more end in "..." */

#define PAYMENT(name, kind, member) \
    TABLE_MEMBER(name, kind, TABLE_PAYMENT, struct edi_payment, member)
#define REMITTANCE(name, kind, member) \
    TABLE_MEMBER(name, kind, TABLE_REMITTANCE, struct edi_remittance, member)
#define SERVICE(name, kind, member) \
    TABLE_MEMBER(name, kind, TABLE_SERVICE, struct edi_service, member)
#define ADJUSTMENT(name, kind, member) \
    TABLE_MEMBER(name, kind, TABLE_ADJUSTMENT, struct edi_adjustment, member)
#define PLB(name, kind, member) \
    TABLE_MEMBER(name, kind, TABLE_PLB, struct edi_provider_adjustment, member)

static const struct edi_payment *row_payment(const struct table_row *row)
{
    return row->of[TABLE_PAYMENT];
}

/* NULL in a row of the claim itself. */
static const struct edi_service *row_service(const struct table_row *row)
{
    return row->of[TABLE_SERVICE];
}

static void put_amount(const struct table_row *row, const char *qualifier)
{
    const struct edi_payment *p = row_payment(row);
    const struct edi_service *line = row_service(row);
    x12_money amount;

    if (edi_amount_find(line ? line->amounts : p->amounts,
                        line ? line->amount_count : p->amount_count, qualifier,
                        &amount))
        x12_csv_money(row->csv, amount);
    else
        x12_csv_empty(row->csv);
}

static void put_decimal(struct x12_csv *csv, bool has, x12_decimal number)
{
    if (has)
        x12_csv_decimal(csv, number);
    else
        x12_csv_empty(csv);
}

/* ---- of a claim payment ---- */

static void put_patient(const struct table_row *row)
{
    if (row_payment(row)->has_patient)
        x12_csv_money(row->csv, row_payment(row)->patient);
    else
        x12_csv_empty(row->csv);
}

static void put_group(const struct table_row *row, const char *group)
{
    const struct edi_payment *p = row_payment(row);
    const struct edi_service *line = row_service(row);

    x12_csv_money(row->csv,
                  line ? edi_adjustments_sum(line->adjustments,
                                             line->adjustment_count, group)
                       : edi_payment_adjusted(p, group));
}

static void put_adjusted(const struct table_row *row)
{
    put_group(row, NULL);
}

static void put_co(const struct table_row *row)
{
    put_group(row, "CO");
}

static void put_oa(const struct table_row *row)
{
    put_group(row, "OA");
}

static void put_pi(const struct table_row *row)
{
    put_group(row, "PI");
}

static void put_pr(const struct table_row *row)
{
    put_group(row, "PR");
}

/* What is missing from, or too much in, the balance; shown, never made to fit. */
static void put_difference(const struct table_row *row)
{
    struct edi_payment_sums sums;
    struct edi_service_sums line;

    if (row_service(row)) {
        edi_service_balance(row_service(row), &line, NULL);
        x12_csv_money(row->csv, line.paid - line.right_paid);
    } else {
        edi_payment_balance(row_payment(row), &sums, NULL);
        x12_csv_money(row->csv, sums.paid - sums.right_paid);
    }
}

static void put_interest(const struct table_row *row)
{
    put_amount(row, "I");
}

static void put_allowed(const struct table_row *row)
{
    put_amount(row, "B6");
}

static void put_member(const struct table_row *row)
{
    const struct edi_payment *p = row_payment(row);

    x12_csv_cell(row->csv,
                 p->insured.id.len > 0 ? p->insured.id : p->patient_name.id);
}

static void put_from(const struct table_row *row)
{
    x12_date from, to;

    edi_payment_service(row_payment(row), &from, &to);
    x12_csv_date(row->csv, from);
}

static void put_to(const struct table_row *row)
{
    x12_date from, to;

    edi_payment_service(row_payment(row), &from, &to);
    x12_csv_date(row->csv, to);
}

static void put_received(const struct table_row *row)
{
    const struct edi_payment *p = row_payment(row);
    const struct edi_date *day = edi_date_find(p->dates, p->date_count, "050");

    x12_csv_date(row->csv, day ? day->from : 0);
}

/* The remarks of MIA05, 20 to 23 and MOA03 to 07. */
static void put_remarks(const struct table_row *row)
{
    static const unsigned char mia[] = { 5, 20, 21, 22, 23 };
    const struct edi_payment *p = row_payment(row);
    x12_str found[10];
    size_t count = 0;

    for (size_t i = 0; i < sizeof(mia); i++)
        found[count++] = p->mia[mia[i]];
    for (size_t i = 3; i <= 7; i++)
        found[count++] = p->moa[i];
    x12_csv_list(row->csv, found, count);
}

/* The first amount that could not be read, and is 0 in this row: "CLP04". */
static void put_unread(const struct table_row *row)
{
    const struct edi_payment *p = row_payment(row);
    char text[16] = "";

    if (p->doubt_segment) {
        const unsigned element = p->doubt.element % 100;
        const size_t len = strnlen(p->doubt_segment, 3);

        memcpy(text, p->doubt_segment, len);
        text[len] = (char)('0' + element / 10);
        text[len + 1] = (char)('0' + element % 10);
    }
    x12_csv_cell(row->csv, x12_str_from(text));
}

static const struct table_column payment_columns[] = {
    TABLE_KEYS,
    PAYMENT("clp", TABLE_COUNT, ordinal),
    REMITTANCE("trace", TABLE_TEXT, trace),
    REMITTANCE("paid_on", TABLE_DAY, date),
    REMITTANCE("payment", TABLE_MONEY, amount),
    REMITTANCE("method", TABLE_TEXT, method),
    REMITTANCE("payer_name", TABLE_TEXT, payer.name),
    REMITTANCE("payer_id", TABLE_TEXT, payer_tax_id),
    REMITTANCE("payee_id", TABLE_TEXT, payee.id),
    PAYMENT("id", TABLE_TEXT, id),
    PAYMENT("status", TABLE_TEXT, status),
    PAYMENT("charge", TABLE_MONEY, charge),
    PAYMENT("paid", TABLE_MONEY, paid),
    TABLE_PUT("patient", put_patient),
    TABLE_PUT("adjusted", put_adjusted),
    TABLE_PUT("co", put_co),
    TABLE_PUT("oa", put_oa),
    TABLE_PUT("pi", put_pi),
    TABLE_PUT("pr", put_pr),
    TABLE_PUT("difference", put_difference),
    TABLE_PUT("interest", put_interest),
    PAYMENT("filing", TABLE_TEXT, filing),
    PAYMENT("payer_control", TABLE_TEXT, control),
    PAYMENT("place", TABLE_TEXT, place),
    PAYMENT("frequency", TABLE_TEXT, frequency),
    PAYMENT("drg", TABLE_TEXT, drg),
    PAYMENT("patient_name", TABLE_TEXT, patient_name.name),
    PAYMENT("patient_first", TABLE_TEXT, patient_name.first),
    TABLE_PUT("member_id", put_member),
    PAYMENT("corrected_member_id", TABLE_TEXT, corrected.id),
    PAYMENT("crossover_to", TABLE_TEXT, crossover.name),
    PAYMENT("rendering_id", TABLE_TEXT, provider.id),
    TABLE_PUT("from", put_from),
    TABLE_PUT("to", put_to),
    TABLE_PUT("received", put_received),
    TABLE_PUT("remarks", put_remarks),
    PAYMENT("lines", TABLE_SIZE, service_count),
    TABLE_PUT("unread_amount", put_unread),
    PAYMENT("findings", TABLE_COUNT, findings),
};

const struct table_columns edi_payment_columns = TABLE_COLUMNS(payment_columns);

/* ---- of a line ---- */

static void put_modifiers(const struct table_row *row)
{
    x12_csv_list(row->csv, row_service(row)->modifier, 4);
}

static void put_submitted_modifiers(const struct table_row *row)
{
    x12_csv_list(row->csv, row_service(row)->submitted_modifier, 4);
}

static void put_units(const struct table_row *row)
{
    const struct edi_service *line = row_service(row);

    put_decimal(row->csv, line->has_units, line->units);
}

static void put_submitted_units(const struct table_row *row)
{
    const struct edi_service *line = row_service(row);

    put_decimal(row->csv, line->has_submitted_units, line->submitted_units);
}

static void put_line_from(const struct table_row *row)
{
    x12_date from, to;

    edi_service_days(row_payment(row), row_service(row), &from, &to);
    x12_csv_date(row->csv, from);
}

static void put_line_to(const struct table_row *row)
{
    x12_date from, to;

    edi_service_days(row_payment(row), row_service(row), &from, &to);
    x12_csv_date(row->csv, to);
}

static void put_control(const struct table_row *row)
{
    const struct edi_service *line = row_service(row);

    x12_csv_cell(row->csv, edi_reference_find(line->references,
                                              line->reference_count, "6R"));
}

static void put_line_remarks(const struct table_row *row)
{
    const struct edi_service *line = row_service(row);
    x12_str found[TABLE_REMARKS + 1];
    size_t count = 0;

    for (size_t i = 0; i < line->remark_count && count <= TABLE_REMARKS; i++)
        found[count++] = i < TABLE_REMARKS ? line->remarks[i].code
                                           : X12_STR("...");
    x12_csv_list(row->csv, found, count);
}

static const struct table_column service_columns[] = {
    TABLE_KEYS,
    PAYMENT("clp", TABLE_COUNT, ordinal),
    SERVICE("svc", TABLE_COUNT, ordinal),
    PAYMENT("id", TABLE_TEXT, id),
    PAYMENT("payer_control", TABLE_TEXT, control),
    SERVICE("qualifier", TABLE_TEXT, qualifier),
    SERVICE("procedure", TABLE_TEXT, procedure),
    TABLE_PUT("modifiers", put_modifiers),
    SERVICE("revenue", TABLE_TEXT, revenue),
    SERVICE("charge", TABLE_MONEY, charge),
    SERVICE("paid", TABLE_MONEY, paid),
    TABLE_PUT("allowed", put_allowed),
    TABLE_PUT("adjusted", put_adjusted),
    TABLE_PUT("co", put_co),
    TABLE_PUT("oa", put_oa),
    TABLE_PUT("pi", put_pi),
    TABLE_PUT("pr", put_pr),
    TABLE_PUT("difference", put_difference),
    TABLE_PUT("units", put_units),
    SERVICE("submitted_procedure", TABLE_TEXT, submitted_procedure),
    TABLE_PUT("submitted_modifiers", put_submitted_modifiers),
    TABLE_PUT("submitted_units", put_submitted_units),
    TABLE_PUT("from", put_line_from),
    TABLE_PUT("to", put_line_to),
    TABLE_PUT("control", put_control),
    TABLE_PUT("remarks", put_line_remarks),
};

const struct table_columns edi_service_columns = TABLE_COLUMNS(service_columns);

/* ---- of an adjustment ---- */

static void put_svc(const struct table_row *row)
{
    if (row_service(row))
        x12_csv_count(row->csv, row_service(row)->ordinal);
    else
        x12_csv_empty(row->csv);
}

static void put_procedure(const struct table_row *row)
{
    if (row_service(row))
        x12_csv_cell(row->csv, row_service(row)->procedure);
    else
        x12_csv_empty(row->csv);
}

static void put_quantity(const struct table_row *row)
{
    const struct edi_adjustment *a = row->of[TABLE_ADJUSTMENT];

    put_decimal(row->csv, a->has_quantity, a->quantity);
}

static const struct table_column adjustment_columns[] = {
    TABLE_KEYS,
    PAYMENT("clp", TABLE_COUNT, ordinal),
    TABLE_PUT("svc", put_svc),
    PAYMENT("id", TABLE_TEXT, id),
    TABLE_PUT("procedure", put_procedure),
    ADJUSTMENT("group_code", TABLE_TEXT, group),
    ADJUSTMENT("reason", TABLE_TEXT, reason),
    ADJUSTMENT("amount", TABLE_MONEY, amount),
    TABLE_PUT("quantity", put_quantity),
};

const struct table_columns edi_adjustment_columns = TABLE_COLUMNS(
    adjustment_columns);

/* ---- of the provider ---- */

static void put_fiscal(const struct table_row *row)
{
    const struct edi_provider_adjustment *plb = row->of[TABLE_PLB];
    x12_date day;

    if (x12_date_parse(plb->fiscal_date, &day))
        x12_csv_date(row->csv, day);
    else
        x12_csv_cell(row->csv, plb->fiscal_date);
}

static const struct table_column plb_columns[] = {
    TABLE_KEYS,
    REMITTANCE("trace", TABLE_TEXT, trace),
    REMITTANCE("paid_on", TABLE_DAY, date),
    REMITTANCE("payer_name", TABLE_TEXT, payer.name),
    REMITTANCE("payer_id", TABLE_TEXT, payer_tax_id),
    REMITTANCE("payee_id", TABLE_TEXT, payee.id),
    PLB("plb", TABLE_COUNT, plb),
    PLB("provider", TABLE_TEXT, provider),
    TABLE_PUT("fiscal_date", put_fiscal),
    PLB("code", TABLE_TEXT, code),
    PLB("reference", TABLE_TEXT, reference),
    PLB("amount", TABLE_MONEY, amount),
};

const struct table_columns edi_plb_columns = TABLE_COLUMNS(plb_columns);
