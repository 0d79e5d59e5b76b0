/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "writer/csv.h"

static void assert_row(const char *in, bool latin1, const char *want)
{
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    struct x12_csv csv;
    x12_str got;

    assert_int_equal(x12_sink_open_memory(&sink, 1 << 20, &err), X12_OK);
    x12_csv_init(&csv, &sink, &err);
    csv.latin1 = latin1;
    x12_csv_cell(&csv, x12_str_from(in));
    x12_csv_count(&csv, 7);
    x12_csv_row_end(&csv);
    assert_int_equal(x12_csv_flush(&csv), X12_OK);
    got = x12_sink_memory(&sink);
    assert_int_equal(got.len, strlen(want));
    assert_memory_equal(got.at, want, got.len);
    x12_csv_release(&csv);
    x12_sink_close(&sink);
}

static void writes_cells_of_each_kind(void **state)
{
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    struct x12_csv csv;

    (void)state;
    assert_int_equal(x12_sink_open_memory(&sink, 1 << 20, &err), X12_OK);
    x12_csv_init(&csv, &sink, &err);
    for (int i = 0; i < 2; i++) {
        x12_csv_cell(&csv, X12_STR("A1"));
        x12_csv_money(&csv, -12550);
        x12_csv_date(&csv, 20240131);
        x12_csv_date(&csv, 0);
        x12_csv_empty(&csv);
        x12_csv_count(&csv, 0);
        x12_csv_row_end(&csv);
    }
    assert_int_equal(x12_csv_flush(&csv), X12_OK);
    assert_true(x12_str_is(x12_sink_memory(&sink),
                           "A1,-125.50,2024-01-31,,,0\n"
                           "A1,-125.50,2024-01-31,,,0\n"));
    x12_csv_release(&csv);
    x12_csv_release(&csv);
    x12_sink_close(&sink);
}

static void writes_several_texts_in_one_cell(void **state)
{
    const x12_str plain[] = { X12_STR("25"), { NULL, 0 }, X12_STR("59") };
    const x12_str odd[] = { X12_STR("=a"), X12_STR("b,c"), X12_STR("d\"") };
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    struct x12_csv csv;

    (void)state;
    assert_int_equal(x12_sink_open_memory(&sink, 1 << 20, &err), X12_OK);
    x12_csv_init(&csv, &sink, &err);
    x12_csv_list(&csv, plain, 3);
    x12_csv_list(&csv, plain, 0);
    x12_csv_list(&csv, odd, 3);
    x12_csv_decimal(&csv, (x12_decimal){ 15, 1 });
    x12_csv_row_end(&csv);
    assert_int_equal(x12_csv_flush(&csv), X12_OK);
    assert_int_equal(x12_csv_status(&csv), X12_OK);
    assert_true(
        x12_str_is(x12_sink_memory(&sink), "25 59,,\"'=a b,c d\"\"\",1.5\n"));
    x12_csv_release(&csv);
    x12_sink_close(&sink);
}

static void quotes_what_would_break_a_row(void **state)
{
    (void)state;
    assert_row("plain text", false, "plain text,7\n");
    assert_row("DOE, ANN", false, "\"DOE, ANN\",7\n");
    assert_row("6\" pipe", false, "\"6\"\" pipe\",7\n");
    assert_row("a\nb", false, "\"a\nb\",7\n");
    assert_row("a\rb", false, "\"a\rb\",7\n");
    assert_row("\"", false, "\"\"\"\",7\n");
}

static void neutralises_formulas_but_not_amounts(void **state)
{
    (void)state;
    assert_row("=1+1", false, "'=1+1,7\n");
    assert_row("+SUM(A1)", false, "'+SUM(A1),7\n");
    assert_row("+5", false, "'+5,7\n");
    assert_row("-2+3", false, "'-2+3,7\n");
    assert_row("@x", false, "'@x,7\n");
    assert_row("\t=1", false, "'\t=1,7\n");
    assert_row("\r=1", false, "\"'\r=1\",7\n");
    assert_row("=a,b", false, "\"'=a,b\",7\n");
    assert_row("-125.50", false, "-125.50,7\n");
    assert_row("-", false, "'-,7\n");
    assert_row("a=b", false, "a=b,7\n");
}

static void gives_utf8_whatever_comes(void **state)
{
    (void)state;
    assert_row("JOS\303\211", false, "JOS\303\211,7\n");
    assert_row("JOS\311", true, "JOS\303\211,7\n");
    assert_row("JOS\311", false, "JOS\303\211,7\n");
}

static void gives_cells_larger_than_its_buffer(void **state)
{
    static char text[200001];
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    struct x12_csv csv;
    x12_str got;

    (void)state;
    memset(text, '"', sizeof(text) - 1);
    assert_int_equal(x12_sink_open_memory(&sink, 1 << 20, &err), X12_OK);
    x12_csv_init(&csv, &sink, &err);
    x12_csv_cell(&csv, x12_str_from(text));
    x12_csv_row_end(&csv);
    assert_int_equal(x12_csv_flush(&csv), X12_OK);
    got = x12_sink_memory(&sink);
    assert_int_equal(got.len, 2 * 200000 + 3);
    for (size_t i = 0; i + 1 < got.len; i++)
        assert_int_equal(got.at[i], '"');
    x12_csv_release(&csv);
    x12_sink_close(&sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_cells_of_each_kind),
        cmocka_unit_test(writes_several_texts_in_one_cell),
        cmocka_unit_test(quotes_what_would_break_a_row),
        cmocka_unit_test(neutralises_formulas_but_not_amounts),
        cmocka_unit_test(gives_utf8_whatever_comes),
        cmocka_unit_test(gives_cells_larger_than_its_buffer),
    };

    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
