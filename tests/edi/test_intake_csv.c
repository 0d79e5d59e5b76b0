/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/intake/intake_jsonl.h"
#include "tests/support/cm.h"
#include "tests/support/drip.h"

#include <stdio.h>

static struct edi_intake in;
static struct x12_error err;

static void open_text(const char *text, size_t step,
                      const struct edi_csv_map *map)
{
    struct x12_source src = { 0 };

    err = (struct x12_error){ 0 };
    assert_int_equal(drip_open(&src, x12_str_from(text), step, X12_END),
                     X12_OK);
    edi_intake_init(&in, &src, &err);
    in.map = map;
}

static const struct edi_claim *next(void)
{
    const struct edi_claim *claim;

    assert_int_equal(edi_intake_next(&in, &claim), X12_OK);
    return claim;
}

static void assert_end(void)
{
    const struct edi_claim *claim;

    assert_int_equal(edi_intake_next(&in, &claim), X12_END);
    edi_intake_release(&in);
    edi_intake_release(&in);
}

static bool is(x12_str s, const char *text)
{
    return x12_str_is(s, text);
}

static void rows_of_one_id_are_one_claim(void **state)
{
    static const char text[] =
        "type,id,charge,line.procedure,line.charge,line.date\n"
        "dental,A1,30.00,D0120,10.00,2025-01-02\n"
        "dental,A1,,D0150,20.00,\n"
        "dental,A2,5.00,D0120,5.00,2025-01-03\n";

    (void)state;
    for (size_t step = 1; step < 40; step += 3) {
        const struct edi_claim *claim;

        open_text(text, step, NULL);
        claim = next();
        assert_non_null(claim);
        assert_int_equal(claim->charge, 3000);
        assert_int_equal(claim->line_count, 2);
        assert_true(is(claim->lines[1].procedure, "D0150"));
        assert_int_equal(claim->lines[0].dates[0].from, 20250102);
        assert_true(is(claim->lines[0].dates[0].qualifier, "472"));
        assert_int_equal(claim->lines[1].date_count, 0);
        claim = next();
        assert_true(is(claim->id, "A2"));
        assert_int_equal(in.line, 4);
        assert_end();
    }
}

static void a_cell_may_hold_marks_quotes_and_ends_of_line(void **state)
{
    const struct edi_claim *claim;

    (void)state;
    open_text("\xEF\xBB\xBFtype;id;billing.name;diagnoses;line.modifiers\r\n"
              "\r\n"
              "professional; A1 ;\"HILL; \"\"OLD\"\" CLINIC\";\"R51.9, K21.9\";"
              "25 59\r\n"
              "professional;A2;\"TWO\nLINES\";;",
              0, NULL);
    claim = next();
    assert_true(is(claim->id, "A1"));
    assert_true(is(claim->billing.name, "HILL; \"OLD\" CLINIC"));
    assert_int_equal(claim->code_count, 2);
    assert_true(is(claim->codes[0].qualifier, "ABK"));
    assert_true(is(claim->codes[1].code, "K219"));
    assert_true(is(claim->lines[0].modifier[1], "59"));
    assert_null(next()); /* no control characters in a value */
    assert_string_equal(in.why,
                        "column 3 (billing.name): expected text without "
                        "control characters");
    assert_end();
}

static void rows_are_counted_whatever_their_cells_hold(void **state)
{
    (void)state;
    for (size_t step = 0; step < 8; step++) {
        open_text("type,id\r\n   \r\n\n\"dental\",\"A\n\n1\"\ndental,A\r2\n"
                  "nothing,A3",
                  step, NULL);
        assert_null(next());
        assert_int_equal(in.line,
                         4); /* in lines as an editor has them: 4 to 6 */
        assert_null(next());
        assert_int_equal(in.line, 5);
        assert_null(next());
        assert_int_equal(in.line, 6);
        assert_end();
    }
}

static void a_quote_that_never_ends_is_refused_at_the_limit(void **state)
{
    static char text[EDI_INTAKE_LINE + 64];
    const struct edi_claim *claim;

    (void)state;
    memset(text, 'A', sizeof(text) - 1);
    memcpy(text, "type,id\ndental,\"", 16);
    for (size_t i = 100; i < sizeof(text) - 1; i += 100)
        text[i] = '\n';
    open_text(text, 0, NULL);
    assert_int_equal(edi_intake_next(&in, &claim), X12_ELIMIT);
    assert_string_equal(err.text, "row 2 is longer than 16777216 bytes: a "
                                  "quotation mark that never ends?");
    edi_intake_release(&in);
}

static void an_entry_of_a_list_goes_by_number_or_by_name(void **state)
{
    const struct edi_claim *claim;

    (void)state;
    open_text("type,id,billing.references.EI,billing.address.2,"
              "providers.82.name,providers.82.references.G2,amounts.F5,"
              "dates.434,dates.434.to,other_payers.1.payer.name,"
              "other_payers.1.adjustments.2.amount,codes.3.code\n"
              "institutional,A1,123456789,FLOOR 2,WEST,77,1.50,2025-01-02,"
              "2025-01-02,FIRST,2.00,E119\n",
              0, NULL);
    claim = next();
    assert_true(is(claim->billing.references[0].qualifier, "EI"));
    assert_true(is(claim->billing.address[0], "FLOOR 2")); /* holes close */
    assert_int_equal(claim->provider_count, 1);
    assert_true(is(claim->providers[0].role, "82"));
    assert_true(is(claim->providers[0].references[0].value, "77"));
    assert_int_equal(claim->amounts[0].amount, 150);
    assert_true(is(claim->dates[0].format, "RD8"));
    assert_true(is(claim->other_payers[0].payer.name, "FIRST"));
    assert_int_equal(claim->other_payers[0].adjustment_count, 1);
    assert_int_equal(claim->code_count, 1);
    assert_end();
}

static void an_element_of_moa_or_mia_stays_at_its_place(void **state)
{
    const struct edi_claim *claim;

    (void)state;
    open_text("type,id,other_payers.1.moa.3,other_payers.1.mia.2,"
              "other_payers.1.mia.5\n"
              "institutional,A1,MA01,1.5,N381\n",
              0, NULL);
    claim = next();
    assert_int_equal(claim->other_payers[0].moa[1].len, 0);
    assert_int_equal(claim->other_payers[0].moa[2].len, 0);
    assert_true(is(claim->other_payers[0].moa[3], "MA01"));
    assert_int_equal(claim->other_payers[0].mia[1].len, 0);
    assert_true(is(claim->other_payers[0].mia[2], "1.5"));
    assert_true(is(claim->other_payers[0].mia[5], "N381"));
    assert_end();
}

static void a_bad_row_is_put_aside_with_its_row_and_column(void **state)
{
    static const struct {
        const char *rows, *why;
        uint64_t row;
    } cases[] = {
        { "dental,A1,1O.00,D0120,1.00,\n",
          "column 3 (charge): expected an amount as text, \"125.00\"; whole "
          "cents go under ..._cents",
          2 },
        { "dental,A1,1.00,D0120,1.00,\ndental,A1,,D0120,x,\n",
          "column 5 (line.charge): expected an amount as text, \"125.00\"; "
          "whole cents go under ..._cents",
          3 },
        { "dental,A1,1.00,D0120,1.00,13.1.2025\n",
          "column 6 (line.date): expected a day, \"2024-01-31\"", 2 },
        { "dental,A1,1.00,D0120,1.00,\ndental,A1,2.00,D0120,1.00,\n",
          "column 3 (charge): differs from that of the claim's first row", 3 },
        { "dental,A1,1.00,D0120,1.00,,7\n",
          "more cells than the first row has columns", 2 },
        { "teeth,A1,1.00,D0120,1.00,\n",
          "column 1 (type): expected professional, institutional or dental",
          2 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[500];

        snprintf(text, sizeof(text),
                 "type,id,charge,line.procedure,line.charge,line.date\n%s"
                 "dental,A9,1.00,D0120,1.00,\n",
                 cases[i].rows);
        open_text(text, 0, NULL);
        assert_null(next());
        assert_string_equal(in.why, cases[i].why);
        assert_int_equal(in.line, cases[i].row);
        assert_true(is(next()->id, "A9"));
        assert_end();
    }
}

static void settings_name_columns_and_give_what_the_file_lacks(void **state)
{
    static struct edi_csv_setting rows[] = {
        { "id", "Encounter", false },
        { "line.charge", "Fee, in $", false },
        { "type", "professional", true },
        { "line.unit", "UN", true },
    };
    static const struct edi_csv_map map = { rows, 4 };
    const struct edi_claim *claim;

    (void)state;
    open_text("Encounter,Room,\"Fee, in $\"\nA1,7,12.50\nA1,7,2.00\n", 0, &map);
    claim = next();
    assert_int_equal(claim->kind, EDI_PROFESSIONAL);
    assert_true(is(claim->id, "A1"));
    assert_int_equal(claim->line_count, 2);
    assert_int_equal(claim->lines[1].charge, 200);
    assert_true(is(claim->lines[1].unit, "UN"));
    assert_end();
}

static void a_column_that_is_none_ends_the_run_untold(void **state)
{
    const struct edi_claim *claim;

    (void)state;
    open_text("type,id,DOE JANE\n", 0, NULL);
    assert_int_equal(edi_intake_next(&in, &claim), X12_EMISUSE);
    assert_string_equal(err.text, "CSV column 3: its name in the first row is "
                                  "no field of a claim");
    edi_intake_release(&in);
}

static void each_field_of_the_samples_has_its_column(void **state)
{
    static const char *const names[] = {
        "subscriber.birth",
        "patient.gender",
        "admission.type",
        "orthodontics.months",
        "ambulance.code",
        "contract.amount",
        "pricing.allowed",
        "line.drugs.1.code",
        "line.teeth.2.surfaces",
        "line.dme.rental",
        "notes.ADD",
        "attachments.1.control",
        "conditions.07.codes",
        "codes.12.amount",
        "tooth_status.1.tooth",
        "line.adjudications.1.adjustments.2.reason",
        "cause",
        "other_payers.3.mia.4",
        "line.oral_cavity",
        "line.notes.TPO",
        "line.quantities.PT",
        "line.providers.DK.contacts.1.numbers.TE",
    };
    char text[2000];
    size_t len = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s",
                                i ? "," : "", names[i]);
    open_text(text, 0, NULL);
    assert_end();
}

/* Does what was given last stand at `from` to `to`, and begin and end so? */
static void assert_stands(const char *text, const char *begin, const char *end)
{
    const size_t len = strlen(begin), behind = strlen(end);

    assert_true(in.from < in.to && in.to <= strlen(text));
    assert_true(in.to - in.from >= behind);
    assert_memory_equal(text + in.from, begin, len);
    assert_memory_equal(text + in.to - behind, end, behind);
}

static void it_is_told_which_bytes_a_claim_stands_in(void **state)
{
    static const char text[] =
        "type,id,charge,billing.name,line.procedure,line.charge\r\n"
        "\r\ndental,A1,30.00,\"HILL\nCLINIC\",D0120,10.00\r\n"
        "dental,A1,,,D0150,20.00\r\n\n"
        "dental,A2,5.00,,D0120,\"5.00\"\n"
        "dental,A3,many,,D0120,5.00";

    (void)state;
    for (size_t step = 1; step < 60; step += 3) {
        open_text(text, step, NULL);
        (void)next(); /* a name of two lines is none */
        assert_stands(text, "dental,A1,30", "D0150,20.00\r\n");
        assert_memory_equal(text + in.head - 3, "e\r\n", 3);
        assert_non_null(next());
        assert_stands(text, "dental,A2", "\"5.00\"\n");
        assert_null(next());
        assert_stands(text, "dental,A3", "D0120,5.00");
        assert_end();
    }
}

/* More lines than one window holds. */
static void that_holds_however_long_the_input_is(void **state)
{
    enum { LINES = 9, LONG = EDI_INTAKE_WINDOW / 4 };
    static char text[LINES * (LONG + 1) + 1];
    const struct edi_claim *claim;
    size_t len = 0;

    (void)state;
    for (int i = 0; i < LINES; i++) {
        memset(text + len, 'x', LONG);
        text[len] = '{';
        text[len + 1] = (char)('0' + i);
        len += LONG;
        text[len++] = '\n';
    }
    open_text(text, 0, NULL);
    for (size_t i = 0; i < LINES; i++) {
        assert_int_equal(edi_intake_next(&in, &claim), X12_OK);
        assert_null(claim);
        assert_int_equal(in.head, 0);
        assert_int_equal(in.from, i * (LONG + 1));
        assert_int_equal(in.to, (i + 1) * (LONG + 1));
    }
    assert_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_one_id_are_one_claim),
        cmocka_unit_test(a_cell_may_hold_marks_quotes_and_ends_of_line),
        cmocka_unit_test(rows_are_counted_whatever_their_cells_hold),
        cmocka_unit_test(a_quote_that_never_ends_is_refused_at_the_limit),
        cmocka_unit_test(an_entry_of_a_list_goes_by_number_or_by_name),
        cmocka_unit_test(an_element_of_moa_or_mia_stays_at_its_place),
        cmocka_unit_test(a_bad_row_is_put_aside_with_its_row_and_column),
        cmocka_unit_test(settings_name_columns_and_give_what_the_file_lacks),
        cmocka_unit_test(a_column_that_is_none_ends_the_run_untold),
        cmocka_unit_test(each_field_of_the_samples_has_its_column),
        cmocka_unit_test(it_is_told_which_bytes_a_claim_stands_in),
        cmocka_unit_test(that_holds_however_long_the_input_is),
    };

    return cmocka_run_group_tests_name("intake_csv", tests, NULL, NULL);
}
