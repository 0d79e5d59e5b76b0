/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/job_tasks.h"
#include "edi/report/report_worklist.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"

#include <stdio.h>

enum { LIST_TEXT = 16 << 10 };

static char list[LIST_TEXT];

static int setup(void **state)
{
    static struct desk desk;

    desk_open(&desk);
    *state = &desk;
    return 0;
}

static int teardown(void **state)
{
    desk_close(*state);
    return 0;
}

static void take(struct desk *desk, const char *name)
{
    struct edi_ingested told;

    if (desk_ingest(desk, name, &told) != X12_OK)
        fail_msg("%s: %s", name, desk->err.text);
}

/* The list as CSV, in `list`. */
static void show(struct desk *desk, bool closed)
{
    const struct edi_worklist_wanted wanted = { .today = 20250401,
                                                .closed = closed };
    struct x12_sink sink = { 0 };
    x12_str text;

    assert_int_equal(x12_sink_open_memory(&sink, LIST_TEXT, &desk->err),
                     X12_OK);
    assert_int_equal(
        edi_report_worklist(&desk->store, &wanted, EDI_LISTING_CSV, &sink),
        X12_OK);
    text = x12_sink_memory(&sink);
    assert_true(x12_str_put(text, list, sizeof(list)));
    x12_sink_close(&sink);
}

static struct edi_tasks_told import(struct desk *desk, const char *text)
{
    struct x12_source src = { 0 };
    struct edi_tasks_told told = { 0 };

    assert_int_equal(
        x12_source_open_memory(&src, x12_str_from(text), &desk->err), X12_OK);
    if (edi_tasks_import(&desk->store, &src, "2025-03-01T00:00:00Z",
                         X12_STR("bea"), &told) != X12_OK)
        fail_msg("%s", desk->err.text);
    x12_source_close(&src);
    return told;
}

/* A row for the import, with the first key of the list. */
static const char *typed(const char *status, const char *rest)
{
    static char text[512];
    const char *key = strstr(strchr(list, '\n'), ",w");

    assert_non_null(key);
    snprintf(
        text, sizeof(text),
        "\xEF\xBB\xBFkey;status;owner;note;reason_closed\r\n%.26s;%s;%s\r\n",
        key + 1, status, rest);
    return text;
}

/* One claim, denied on the 20th. */
static void lay_a_denial(struct desk *desk)
{
    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "claims");
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 4 100 0 20250102 CO*16*100");
    take(desk, "denial");
    show(desk, false);
}

static void what_is_closed_leaves_the_list(void **state)
{
    struct desk *desk = *state;
    struct edi_tasks_told told;

    lay_a_denial(desk);
    told = import(desk, typed("Closed", "al;\"a; b\";given up"));
    assert_int_equal(told.changed, 1);
    assert_int_equal(told.refused, 0);
    show(desk, false);
    assert_null(strstr(list, "PCN001"));
    show(desk, true);
    assert_non_null(strstr(list, ",closed,al,a; b,given up,,w"));
    told = import(desk, typed("closed", "al;\"a; b\";given up"));
    assert_int_equal(told.changed, 0);
    assert_int_equal(told.same, 1);
    import(desk, typed("open", "al;;"));
    show(desk, false);
    assert_non_null(strstr(list, ",open,al,,,,w"));
}

static void what_is_closed_comes_back_when_something_new_happens(void **state)
{
    struct desk *desk = *state;

    lay_a_denial(desk);
    import(desk, typed("closed", "al;asked;mended"));
    desk_payments(desk, "000000901", "20250220",
                  "PCN001 ICN2 4 100 0 20250102 CO*16*100");
    take(desk, "denied-again");
    show(desk, false);
    assert_non_null(
        strstr(list, ",open,al,asked,,closed 2025-03-01: mended,w"));
    assert_non_null(strstr(list, "back again (closed 2025-03-01: mended)"));
    /* an import of the list as it is closes nothing and opens nothing */
    assert_int_equal(import(desk, typed("open", "al;asked;")).changed, 0);
    import(desk, typed("closed", "al;asked;given up"));
    show(desk, false);
    assert_null(strstr(list, "PCN001"));
}

static void the_same_word_in_another_envelope_is_nothing_new(void **state)
{
    struct desk *desk = *state;

    lay_a_denial(desk);
    import(desk, typed("closed", "al;asked;mended"));
    desk_payments(desk, "000000100", "20250120",
                  "PCN001 ICN1 4 100 0 20250102 CO*16*100");
    take(desk, "once-more");
    show(desk, false);
    assert_null(strstr(list, "PCN001"));
}

static void work_in_hand_stays_with_its_owner(void **state)
{
    struct desk *desk = *state;

    lay_a_denial(desk);
    import(desk, typed("waiting", "al;asked;"));
    desk_payments(desk, "000000901", "20250220",
                  "PCN001 ICN2 4 100 0 20250102 CO*16*100");
    take(desk, "denied-again");
    show(desk, false);
    assert_non_null(strstr(list, ",waiting,al,asked,,,w"));
}

static void a_row_that_is_wrong_is_told_and_the_others_are_kept(void **state)
{
    struct desk *desk = *state;
    struct edi_tasks_told told;
    char text[1024];

    lay_a_denial(desk);
    snprintf(text, sizeof(text), "%s%s", typed("working", "al;;"),
             "w12-34;open;;;\nw0123456789abcdef-01234567;done;;;\n");
    told = import(desk, text);
    assert_int_equal(told.changed, 1);
    assert_int_equal(told.refused, 2);
    assert_int_equal(told.row, 3);
}

static void a_csv_without_keys_is_refused(void **state)
{
    struct desk *desk = *state;
    struct x12_source src = { 0 };
    struct edi_tasks_told told;

    assert_int_equal(
        x12_source_open_memory(&src, X12_STR("claim,status\nPCN001,open\n"),
                               &desk->err),
        X12_OK);
    assert_int_equal(
        edi_tasks_import(&desk->store, &src, "", X12_STR("al"), &told),
        X12_EMISUSE);
    x12_source_close(&src);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_closed_leaves_the_list, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(
            what_is_closed_comes_back_when_something_new_happens, setup,
            teardown),
        cmocka_unit_test_setup_teardown(
            the_same_word_in_another_envelope_is_nothing_new, setup, teardown),
        cmocka_unit_test_setup_teardown(work_in_hand_stays_with_its_owner,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_row_that_is_wrong_is_told_and_the_others_are_kept, setup,
            teardown),
        cmocka_unit_test_setup_teardown(a_csv_without_keys_is_refused, setup,
                                        teardown),
    };

    return cmocka_run_group_tests_name("job_tasks", tests, NULL, NULL);
}
