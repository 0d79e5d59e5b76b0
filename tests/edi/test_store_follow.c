/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/match/match.h"
#include "edi/store/store_claims.h"
#include "edi/store/store_follow.h"
#include "edi/store/store_payments.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"

#include <stdio.h>

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

static void gives_claims_back_with_their_lines(void **state)
{
    struct desk *desk = *state;
    struct edi_match_claim *claims = NULL;
    struct x12_arena arena = { 0 };
    size_t count = 0;

    desk_claims(desk, "000000001", "20250106",
                "0PCN001 100 20250102;PCN002 50 20250103");
    take(desk, "a");
    assert_int_equal(edi_store_claims_find(&desk->store, EDI_CLAIMS_BY_BARE, 0,
                                           X12_STR("PCN001"), &arena, &claims,
                                           &count, 10),
                     X12_OK);
    assert_int_equal(count, 1);
    assert_true(x12_str_is(claims[0].number, "0PCN001"));
    assert_true(x12_str_is(claims[0].isa, "000000001"));
    assert_true(x12_str_is(claims[0].member, "XEH00001234"));
    assert_int_equal(claims[0].sent, 20250106);
    assert_int_equal(claims[0].charge, 10000);
    assert_int_equal(claims[0].line_count, 1);
    assert_true(x12_str_is(claims[0].lines[0].control, "PCN001L1"));
    assert_true(x12_str_is(claims[0].lines[0].code, "99213"));
    assert_int_equal(claims[0].lines[0].from, 20250102);
    /* A row that is there already is not given twice. */
    assert_int_equal(edi_store_claims_find(&desk->store, EDI_CLAIMS_BY_ID, 1,
                                           X12_STR(""), &arena, &claims, &count,
                                           10),
                     X12_OK);
    assert_int_equal(count, 1);
    assert_int_equal(edi_store_claims_find(&desk->store, EDI_CLAIMS_BY_ID, 2,
                                           X12_STR(""), &arena, &claims, &count,
                                           1),
                     X12_ELIMIT);
    x12_arena_release(&arena);
}

static void gives_payments_back_with_their_reasons(void **state)
{
    struct desk *desk = *state;
    struct edi_match_payment *payments = NULL;
    struct x12_arena arena = { 0 };
    size_t count = 0;

    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*20,PR*1*10");
    take(desk, "a");
    assert_int_equal(
        edi_store_payments_find(&desk->store, EDI_PAYMENTS_BY_CONTROL, 0,
                                X12_STR("ICN1"), &arena, &payments, &count, 10),
        X12_OK);
    assert_int_equal(count, 1);
    assert_true(x12_str_is(payments[0].payer, "60154"));
    assert_true(x12_str_is(payments[0].npi, "1234567893"));
    assert_true(x12_str_is(payments[0].tax_id, "360000000"));
    assert_int_equal(payments[0].day, 20250120);
    assert_int_equal(payments[0].paid, 7000);
    assert_int_equal(payments[0].service_count, 1);
    assert_int_equal(payments[0].services[0].reason_count, 2);
    assert_true(x12_str_is(payments[0].services[0].reasons[1].group, "PR"));
    assert_int_equal(payments[0].services[0].reasons[1].amount, 1000);
    assert_false(payments[0].repeated);
    x12_arena_release(&arena);
}

/* Numbers that lead from one row to the next: claim A, its payment's number B,
 * a payment of that number alone, a replacement that names it by REF*F8. */
static void decides_what_hangs_together_at_once(void **state)
{
    struct desk *desk = *state;

    desk_payments(desk, "000000902", "20250210",
                  "- ICN1 22 -100 -70 20250102 CO*45*-30;"
                  "- ICN1 1 100 60 20250102 CO*45*40");
    take(desk, "late");
    desk_payments(desk, "000000900", "20250120",
                  "00PCN001 ICN1 1 100 70 20250102 CO*45*30");
    take(desk, "first");
    assert_int_equal(desk_ask(desk, "SELECT count(*) FROM standing"), 0);
    desk_claims(desk, "000000001", "20250106", "00PCN001 100 20250102");
    take(desk, "claim");
    assert_int_equal(
        desk_ask(desk, "SELECT count(*) FROM match WHERE claim = 1"), 3);
    assert_int_equal(desk_ask(desk, "SELECT state FROM standing"),
                     EDI_STATE_PAID);
    assert_int_equal(desk_ask(desk, "SELECT paid FROM standing"), 6000);
}

static void an_unnumbered_payment_that_came_before_is_told_too(void **state)
{
    struct desk *desk = *state;

    desk_payments(desk, "000000902", "20250120",
                  "0 0 1 100 70 20250102 CO*45*30");
    take(desk, "late");
    desk_payments(desk, "000000900", "20250120",
                  "0 0 1 100 70 20250102 CO*45*30");
    take(desk, "early");
    assert_int_equal(
        desk_ask(desk, "SELECT repeated FROM match WHERE payment = 1"), 1);
    assert_int_equal(
        desk_ask(desk, "SELECT repeated FROM match WHERE payment = 2"), 0);
}

static void a_claim_that_makes_a_match_doubtful_undoes_it(void **state)
{
    struct desk *desk = *state;
    static const char OPEN[] = "SELECT count(*) FROM standing";

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "a");
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    take(desk, "b");
    assert_int_equal(desk_ask(desk, OPEN), 1);
    desk_claims(desk, "000000002", "20250106", "PCN001 100 20250102");
    take(desk, "c");
    assert_int_equal(desk_ask(desk, OPEN), 0);
    assert_int_equal(desk_ask(desk, "SELECT confidence FROM match"),
                     EDI_AMBIGUOUS);
}

static void a_payment_without_a_number_finds_its_claim_either_way(void **state)
{
    struct desk *desk = *state;
    static const char RULE[] = "SELECT rule FROM match WHERE payment = 1";

    desk_payments(desk, "000000900", "20250120",
                  "X9PCN001 - 1 100 70 20250102 CO*45*30");
    take(desk, "payment");
    assert_int_equal(desk_ask(desk, RULE), EDI_RULE_M8);
    assert_int_equal(desk_ask(desk, "SELECT count(*) FROM seeking"), 1);
    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "claim");
    assert_int_equal(desk_ask(desk, RULE), EDI_RULE_M4);
    assert_int_equal(desk_ask(desk, "SELECT state FROM standing"),
                     EDI_STATE_PAID);
    desk_payments(desk, "000000901", "20250121",
                  "X9PCN001 - 1 100 70 20250102 CO*45*30");
    take(desk, "again");
    assert_int_equal(
        desk_ask(desk, "SELECT claim FROM match WHERE payment = 2"), 1);
}

/* The claim that bears the number comes last: the one that was taken in its
 * stead stands open again. */
static void a_number_takes_a_payment_back_from_what_was_near(void **state)
{
    struct desk *desk = *state;
    static const char PAID[] =
        "SELECT claim FROM standing WHERE state = 4"; /* paid */

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "near");
    desk_payments(desk, "000000900", "20250120",
                  "X9PCN001 - 1 100 70 20250102 CO*45*30");
    take(desk, "payment");
    assert_int_equal(desk_ask(desk, PAID), 1);
    desk_claims(desk, "000000002", "20250106", "X9PCN001 100 20250102");
    take(desk, "equal");
    assert_int_equal(desk_ask(desk, "SELECT count(*) FROM standing"), 1);
    assert_int_equal(desk_ask(desk, PAID), 2);
    assert_int_equal(desk_ask(desk, "SELECT rule FROM match"), EDI_RULE_M2);
    assert_int_equal(desk_ask(desk, "SELECT count(*) FROM seeking"), 0);
}

static void refuses_a_damaged_value(void **state)
{
    struct desk *desk = *state;
    struct edi_match_claim *claims = NULL;
    struct x12_arena arena = { 0 };
    size_t count = 0;

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "a");
    assert_int_equal(
        edi_db_script(&desk->store.db, "UPDATE claim SET lines = x'FF'"),
        X12_OK);
    assert_int_equal(edi_store_claims_find(&desk->store, EDI_CLAIMS_BY_ID, 1,
                                           X12_STR(""), &arena, &claims, &count,
                                           10),
                     X12_EIO);
    x12_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(gives_claims_back_with_their_lines),
        TEST(gives_payments_back_with_their_reasons),
        TEST(decides_what_hangs_together_at_once),
        TEST(an_unnumbered_payment_that_came_before_is_told_too),
        TEST(a_claim_that_makes_a_match_doubtful_undoes_it),
        TEST(a_payment_without_a_number_finds_its_claim_either_way),
        TEST(a_number_takes_a_payment_back_from_what_was_near),
        TEST(refuses_a_damaged_value),
    };

    return cmocka_run_group_tests_name("store_follow", tests, NULL, NULL);
}
