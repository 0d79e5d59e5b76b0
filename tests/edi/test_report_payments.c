/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/job_decide.h"
#include "edi/report/report.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"

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

/* Lines given now, in `list`; returns how many there are. */
static size_t give(struct desk *desk, bool fresh, int64_t batch)
{
    const struct edi_deadlines deadlines = { .today = 20250401 };
    const struct edi_asked asked = { .deadlines = &deadlines,
                                     .fresh = fresh,
                                     .batch = batch,
                                     .made = "2025-04-01T00:00:00Z",
                                     .who = X12_STR("bea") };
    struct x12_sink sink = { 0 };
    size_t rows = 0;

    assert_int_equal(x12_sink_open_memory(&sink, LIST_TEXT, &desk->err),
                     X12_OK);
    if (edi_report_named("payments")
            ->run(&desk->store, &asked, EDI_LISTING_CSV, &sink) != X12_OK)
        fail_msg("%s", desk->err.text);
    assert_true(x12_str_put(x12_sink_memory(&sink), list, sizeof(list)));
    x12_sink_close(&sink);
    for (const char *at = list; (at = strchr(at, '\n')); at++)
        rows++;
    return rows - 1;
}

/* All that was given for a claim. */
static int64_t given(struct desk *desk)
{
    return desk_ask(desk, "SELECT coalesce(sum(paid), 0) FROM posting");
}

static void lay_a_payment(struct desk *desk)
{
    desk_claims(desk, "000000001", "20250106",
                "PCN001 100 20250102;PCN002 50 20250103");
    take(desk, "claims");
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    take(desk, "payment");
}

static void every_posted_line_is_given_once(void **state)
{
    struct desk *desk = *state;

    lay_a_payment(desk);
    assert_int_equal(give(desk, true, 0), 1);
    assert_non_null(strstr(list, "1,posted,2025-01-20,60154,PCN001,"));
    assert_non_null(strstr(list, ",100.00,70.00,30.00,0.00,"));
    assert_int_equal(give(desk, true, 0), 0);
    desk_payments(desk, "000000901", "20250122",
                  "PCN002 ICN2 1 50 20 20250103 CO*45*20,PR*3*10");
    take(desk, "another");
    assert_int_equal(give(desk, true, 0), 1);
    assert_non_null(strstr(list, "2,posted,2025-01-22,60154,PCN002,"));
    assert_non_null(strstr(list, ",50.00,20.00,20.00,10.00,"));
    assert_int_equal(give(desk, true, 0), 0);
    /* a batch that was lost is given once more */
    assert_int_equal(give(desk, false, 1), 1);
    assert_non_null(strstr(list, "PCN001"));
    assert_int_equal(given(desk), 9000);
}

static void a_look_ahead_gives_nothing(void **state)
{
    struct desk *desk = *state;

    lay_a_payment(desk);
    assert_int_equal(give(desk, false, 0), 1);
    assert_int_equal(given(desk), 0);
    assert_int_equal(give(desk, true, 0), 1);
}

static void a_reversal_gives_the_negation_once(void **state)
{
    struct desk *desk = *state;

    lay_a_payment(desk);
    assert_int_equal(give(desk, true, 0), 1);
    desk_payments(desk, "000000901", "20250220",
                  "PCN001 ICN1 22 -100 -70 20250102 CO*45*-30");
    take(desk, "reversal");
    assert_int_equal(give(desk, true, 0), 1);
    assert_non_null(strstr(list, ",reversed,-100.00,-70.00,-30.00,0.00,"));
    assert_int_equal(give(desk, true, 0), 0);
    assert_int_equal(given(desk), 0);
}

/* The second payer repeats what the first one cut and paid: it is written off once,
 * and a reversal of the second writes nothing back. */
static void what_the_first_payer_cut_is_written_off_once(void **state)
{
    struct desk *desk = *state;

    lay_a_payment(desk);
    assert_int_equal(give(desk, true, 0), 1);
    desk_payments(desk, "000000901", "20250220",
                  "PCN001 ICN7 2 100 10 20250102 CO*45*30,OA*23*60");
    take(desk, "second");
    assert_int_equal(give(desk, true, 0), 1);
    assert_non_null(strstr(list, ",100.00,10.00,0.00,0.00,"));
    assert_non_null(strstr(list, ",90.00\n"));
    desk_payments(desk, "000000902", "20250221",
                  "PCN001 ICN7 22 -100 -10 20250102 CO*45*-30,OA*23*-60");
    take(desk, "back");
    assert_int_equal(give(desk, true, 0), 1);
    assert_non_null(strstr(list, ",reversed,-100.00,-10.00,0.00,0.00,"));
    assert_int_equal(given(desk), 7000);
}

static void a_reversal_that_came_first_is_given_with_its_payment(void **state)
{
    struct desk *desk = *state;

    desk_payments(desk, "000000901", "20250220",
                  "PCN001 ICN1 22 -100 -70 20250102 CO*45*-30");
    take(desk, "reversal");
    assert_int_equal(give(desk, true, 0), 0);
    lay_a_payment(desk);
    assert_int_equal(give(desk, true, 0), 2);
    assert_int_equal(give(desk, true, 0), 0);
    assert_int_equal(given(desk), 0);
}

static void the_same_remittance_in_another_envelope_is_given_no_more(
    void **state)
{
    struct desk *desk = *state;

    lay_a_payment(desk);
    assert_int_equal(give(desk, true, 0), 1);
    /* by its number it is the first of the two */
    desk_payments(desk, "000000100", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    take(desk, "again");
    assert_int_equal(give(desk, true, 0), 0);
    assert_int_equal(given(desk), 7000);
}

static void what_a_person_detaches_is_undone_once(void **state)
{
    struct desk *desk = *state;
    struct edi_decide_options options = {
        .kind = EDI_DETACHED,
        .payment = X12_STR("000000900/0001/1"),
        .claim = X12_STR("PCN001"),
        .made = "2025-02-01T00:00:00Z",
        .who = X12_STR("bea"),
        .rules = &edi_denial_shipped,
    };

    lay_a_payment(desk);
    assert_int_equal(give(desk, true, 0), 1);
    assert_int_equal(edi_decide(&desk->store, &options), X12_OK);
    assert_int_equal(give(desk, true, 0), 1);
    assert_non_null(strstr(list, "2,undone,2025-01-20,60154,PCN001,"));
    assert_non_null(strstr(list, ",-100.00,-70.00,-30.00,0.00,"));
    assert_int_equal(give(desk, true, 0), 0);
    options.kind = EDI_ATTACHED;
    options.claim = X12_STR("PCN002");
    assert_int_equal(edi_decide(&desk->store, &options), X12_OK);
    assert_int_equal(give(desk, true, 0), 1);
    assert_non_null(strstr(list, "3,posted,2025-01-20,60154,PCN002,"));
    /* straight from one claim to another: undone there, posted here */
    options.claim = X12_STR("PCN001");
    assert_int_equal(edi_decide(&desk->store, &options), X12_OK);
    assert_int_equal(give(desk, true, 0), 2);
    assert_int_equal(give(desk, true, 0), 0);
    assert_int_equal(given(desk), 7000);
}

static void a_new_batch_is_of_all_payers(void **state)
{
    struct desk *desk = *state;
    const struct edi_deadlines deadlines = { .today = 20250401 };
    const struct edi_asked asked = { .deadlines = &deadlines,
                                     .fresh = true,
                                     .payer = X12_STR("60154"),
                                     .made = "" };
    struct x12_sink sink = { 0 };

    lay_a_payment(desk);
    assert_int_equal(edi_report_named("payments")
                         ->run(&desk->store, &asked, EDI_LISTING_CSV, &sink),
                     X12_EMISUSE);
    desk->err = (struct x12_error){ 0 };
    assert_int_equal(given(desk), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_posted_line_is_given_once, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_look_ahead_gives_nothing, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_reversal_gives_the_negation_once,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            what_the_first_payer_cut_is_written_off_once, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_reversal_that_came_first_is_given_with_its_payment, setup,
            teardown),
        cmocka_unit_test_setup_teardown(
            the_same_remittance_in_another_envelope_is_given_no_more, setup,
            teardown),
        cmocka_unit_test_setup_teardown(what_a_person_detaches_is_undone_once,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_new_batch_is_of_all_payers, setup,
                                        teardown),
    };

    return cmocka_run_group_tests_name("report_payments", tests, NULL, NULL);
}
