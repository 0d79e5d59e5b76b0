/* SPDX-License-Identifier: Apache-2.0 */
/* table_claim - the columns of claims and of their lines */
#include "edi/claims/table_private.h"

enum { TABLE_CODES = 64 }; /* in one cell; more end in "..." */

#define CLAIM(name, kind, member) \
    TABLE_MEMBER(name, kind, TABLE_CLAIM, struct edi_claim, member)
#define LINE(name, kind, member) \
    TABLE_MEMBER(name, kind, TABLE_LINE, struct edi_line, member)

static const struct edi_claim *row_claim(const struct table_row *row)
{
    return row->of[TABLE_CLAIM];
}

static const struct edi_line *row_line(const struct table_row *row)
{
    return row->of[TABLE_LINE];
}

/* ---- of a claim ---- */

static void put_type(const struct table_row *row)
{
    static const char *const type[] = { [EDI_PROFESSIONAL] = "professional",
                                        [EDI_INSTITUTIONAL] = "institutional",
                                        [EDI_DENTAL] = "dental" };

    x12_csv_cell(row->csv, x12_str_from(type[row_claim(row)->kind]));
}

static void put_from(const struct table_row *row)
{
    x12_date from, to;

    edi_claim_service(row_claim(row), &from, &to);
    x12_csv_date(row->csv, from);
}

static void put_to(const struct table_row *row)
{
    x12_date from, to;

    edi_claim_service(row_claim(row), &from, &to);
    x12_csv_date(row->csv, to);
}

static x12_str claim_provider(const struct edi_claim *c, const char *role)
{
    for (size_t i = 0; i < c->provider_count; i++)
        if (x12_str_is(c->providers[i].role, role))
            return c->providers[i].id;
    return (x12_str){ NULL, 0 };
}

static void put_rendering(const struct table_row *row)
{
    x12_csv_cell(row->csv, claim_provider(row_claim(row), "82"));
}

static void put_attending(const struct table_row *row)
{
    x12_csv_cell(row->csv, claim_provider(row_claim(row), "71"));
}

static void put_reference(const struct table_row *row, const char *qualifier)
{
    const struct edi_claim *c = row_claim(row);

    x12_csv_cell(row->csv, edi_reference_find(c->references, c->reference_count,
                                              qualifier));
}

static void put_payer_control(const struct table_row *row)
{
    put_reference(row, "F8");
}

static void put_authorization(const struct table_row *row)
{
    put_reference(row, "G1");
}

static void put_patient_name(const struct table_row *row)
{
    x12_csv_cell(row->csv, edi_claim_patient(row_claim(row))->name);
}

static void put_patient_first(const struct table_row *row)
{
    x12_csv_cell(row->csv, edi_claim_patient(row_claim(row))->first);
}

/* A day as it is kept in a party: eight digits, or what was sent instead. */
static void put_patient_birth(const struct table_row *row)
{
    x12_str birth = edi_claim_patient(row_claim(row))->birth;
    x12_date day;

    if (x12_date_parse(birth, &day))
        x12_csv_date(row->csv, day);
    else
        x12_csv_cell(row->csv, birth);
}

static void put_patient_gender(const struct table_row *row)
{
    x12_csv_cell(row->csv, edi_claim_patient(row_claim(row))->gender);
}

static size_t found_add(x12_str *found, size_t count, x12_str code)
{
    found[count] = count < TABLE_CODES ? code : X12_STR("...");
    return count + 1;
}

/* All codes with one of the qualifiers, in the order of the file. */
static void put_codes(const struct table_row *row, const char *qualifiers)
{
    const struct edi_claim *c = row_claim(row);
    x12_str found[TABLE_CODES + 1];
    size_t count = 0;

    for (size_t i = 0; i < c->code_count && count <= TABLE_CODES; i++) {
        x12_str list = x12_str_from(qualifiers);

        while (list.len > 0)
            if (x12_str_equal(x12_str_cut(&list, ' '), c->codes[i].qualifier))
                count = found_add(found, count, c->codes[i].code);
    }
    x12_csv_list(row->csv, found, count);
}

static void put_diagnoses(const struct table_row *row)
{
    put_codes(row, "ABK BK ABF BF");
}

static void put_procedures(const struct table_row *row)
{
    put_codes(row, "BBR BR BBQ BQ");
}

static void put_drg(const struct table_row *row)
{
    put_codes(row, "DR");
}

static void put_patient_paid(const struct table_row *row)
{
    const struct edi_claim *c = row_claim(row);
    x12_money paid;

    if (edi_amount_find(c->amounts, c->amount_count, "F5", &paid))
        x12_csv_money(row->csv, paid);
    else
        x12_csv_empty(row->csv);
}

static const struct table_column claim_columns[] = {
    TABLE_KEYS,
    CLAIM("clm", TABLE_COUNT, ordinal),
    TABLE_PUT("type", put_type),
    CLAIM("id", TABLE_TEXT, id),
    CLAIM("charge", TABLE_MONEY, charge),
    CLAIM("place", TABLE_TEXT, place),
    CLAIM("frequency", TABLE_TEXT, frequency),
    TABLE_PUT("from", put_from),
    TABLE_PUT("to", put_to),
    CLAIM("lines", TABLE_SIZE, line_count),
    CLAIM("billing_id", TABLE_TEXT, billing.id),
    CLAIM("billing_name", TABLE_TEXT, billing.name),
    TABLE_PUT("rendering_id", put_rendering),
    TABLE_PUT("attending_id", put_attending),
    CLAIM("payer_id", TABLE_TEXT, payer.id),
    CLAIM("payer_name", TABLE_TEXT, payer.name),
    CLAIM("responsibility", TABLE_TEXT, coverage.responsibility),
    CLAIM("filing", TABLE_TEXT, coverage.filing),
    CLAIM("group_number", TABLE_TEXT, coverage.group_number),
    CLAIM("member_id", TABLE_TEXT, subscriber.id),
    TABLE_PUT("patient_name", put_patient_name),
    TABLE_PUT("patient_first", put_patient_first),
    TABLE_PUT("patient_birth", put_patient_birth),
    TABLE_PUT("patient_gender", put_patient_gender),
    TABLE_PUT("diagnoses", put_diagnoses),
    TABLE_PUT("procedures", put_procedures),
    TABLE_PUT("drg", put_drg),
    TABLE_PUT("payer_control", put_payer_control),
    TABLE_PUT("authorization", put_authorization),
    TABLE_PUT("patient_paid", put_patient_paid),
    CLAIM("other_payers", TABLE_SIZE, other_payer_count),
    CLAIM("findings", TABLE_COUNT, findings),
};

const struct table_columns edi_claim_columns = TABLE_COLUMNS(claim_columns);

/* ---- of a line ---- */

static void put_modifiers(const struct table_row *row)
{
    x12_csv_list(row->csv, row_line(row)->modifier, 4);
}

static void put_pointers(const struct table_row *row)
{
    x12_csv_list(row->csv, row_line(row)->pointer, 4);
}

static void put_units(const struct table_row *row)
{
    if (row_line(row)->has_units)
        x12_csv_decimal(row->csv, row_line(row)->units);
    else
        x12_csv_empty(row->csv);
}

static void put_non_covered(const struct table_row *row)
{
    if (row_line(row)->has_non_covered)
        x12_csv_money(row->csv, row_line(row)->non_covered);
    else
        x12_csv_empty(row->csv);
}

static void put_line_from(const struct table_row *row)
{
    x12_date from, to;

    edi_line_service(row_claim(row), row_line(row), &from, &to);
    x12_csv_date(row->csv, from);
}

static void put_line_to(const struct table_row *row)
{
    x12_date from, to;

    edi_line_service(row_claim(row), row_line(row), &from, &to);
    x12_csv_date(row->csv, to);
}

static void put_control(const struct table_row *row)
{
    const struct edi_line *line = row_line(row);

    x12_csv_cell(row->csv, edi_reference_find(line->references,
                                              line->reference_count, "6R"));
}

static void put_drugs(const struct table_row *row)
{
    const struct edi_line *line = row_line(row);
    x12_str found[TABLE_CODES + 1];
    size_t count = 0;

    for (size_t i = 0; i < line->drug_count && count <= TABLE_CODES; i++)
        count = found_add(found, count, line->drugs[i].code);
    x12_csv_list(row->csv, found, count);
}

static void put_teeth(const struct table_row *row)
{
    const struct edi_line *line = row_line(row);
    x12_str found[TABLE_CODES + 1];
    size_t count = 0;

    for (size_t i = 0; i < line->tooth_count && count <= TABLE_CODES; i++)
        count = found_add(found, count, line->teeth[i].code);
    x12_csv_list(row->csv, found, count);
}

static const struct table_column line_columns[] = {
    TABLE_KEYS,
    CLAIM("clm", TABLE_COUNT, ordinal),
    CLAIM("id", TABLE_TEXT, id),
    LINE("line", TABLE_TEXT, number_text),
    LINE("revenue", TABLE_TEXT, revenue),
    LINE("qualifier", TABLE_TEXT, qualifier),
    LINE("procedure", TABLE_TEXT, procedure),
    TABLE_PUT("modifiers", put_modifiers),
    LINE("description", TABLE_TEXT, description),
    LINE("charge", TABLE_MONEY, charge),
    LINE("unit", TABLE_TEXT, unit),
    TABLE_PUT("units", put_units),
    TABLE_PUT("non_covered", put_non_covered),
    LINE("place", TABLE_TEXT, place),
    TABLE_PUT("pointers", put_pointers),
    TABLE_PUT("from", put_line_from),
    TABLE_PUT("to", put_line_to),
    TABLE_PUT("control", put_control),
    TABLE_PUT("drugs", put_drugs),
    TABLE_PUT("teeth", put_teeth),
};

const struct table_columns edi_line_columns = TABLE_COLUMNS(line_columns);
