/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/job_decide.h"
#include "edi/jobs/job_replay.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"

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

static enum x12_status say(struct desk *desk, enum edi_decided kind,
                           const char *payment, const char *claim)
{
    const struct edi_decide_options options = {
        .kind = kind,
        .payment = x12_str_from(payment),
        .claim = x12_str_from(claim),
        .made = "2025-02-01T00:00:00Z",
        .who = X12_STR("bea"),
        .note = X12_STR("by phone"),
        .rules = &edi_denial_shipped,
    };

    desk->err = (struct x12_error){ 0 };
    return edi_decide(&desk->store, &options);
}

static int64_t matched(struct desk *desk)
{
    return desk_ask(desk, "SELECT coalesce((SELECT claim FROM match"
                          " WHERE payment = 1), 0)");
}

/* Two claims that one payment could answer. */
static void lay_a_tie(struct desk *desk)
{
    desk_claims(desk, "000000001", "20250106",
                "PCN001 100 20250102;PCN001 100 20250102");
    take(desk, "claims");
    desk_payments(desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    take(desk, "payment");
    assert_int_equal(matched(desk), 0);
}

static void a_tie_is_broken_by_a_person(void **state)
{
    struct desk *desk = *state;

    lay_a_tie(desk);
    assert_int_equal(
        say(desk, EDI_ATTACHED, "000000900/0001/1", "000000001/0001/2"),
        X12_OK);
    assert_int_equal(matched(desk), 2);
    assert_int_equal(desk_ask(desk, "SELECT rule FROM match"), EDI_RULE_PERSON);
    assert_int_equal(desk_ask(desk, "SELECT paid FROM standing"), 7000);
    assert_int_equal(say(desk, EDI_DETACHED, "payment:000000900/0001/1", ""),
                     X12_OK);
    /* without the second claim it is no tie any more */
    assert_int_equal(matched(desk), 1);
    assert_int_equal(desk_ask(desk,
                              "SELECT count(*) FROM decision WHERE who = 'bea'"
                              " AND note = 'by phone'"),
                     2);
}

static void a_decision_holds_whatever_comes_later(void **state)
{
    struct desk *desk = *state;

    lay_a_tie(desk);
    assert_int_equal(
        say(desk, EDI_ATTACHED, "000000900/0001/1", "000000001/0001/2"),
        X12_OK);
    desk_claims(desk, "000000002", "20250107", "PCN001 100 20250102");
    take(desk, "more");
    assert_int_equal(matched(desk), 2);
    /* the same remittance in an earlier envelope is the one that counts */
    desk_payments(desk, "000000100", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30");
    take(desk, "again");
    assert_int_equal(
        desk_ask(desk, "SELECT claim FROM match WHERE payment = 2"), 2);
    assert_int_equal(desk_ask(desk, "SELECT count(*) FROM match"
                                    " WHERE repeated = 0"),
                     1);
}

static void attaches_a_claim_that_shares_nothing(void **state)
{
    struct desk *desk = *state;

    desk_claims(desk, "000000001", "20250106", "PCN001 100 20250102");
    take(desk, "claim");
    desk_payments(desk, "000000900", "20250120",
                  "OTHER ICN1 1 88 70 20250109 CO*45*18");
    take(desk, "payment");
    assert_int_equal(matched(desk), 0);
    assert_int_equal(say(desk, EDI_ATTACHED, "000000900/0001/1", "PCN001"),
                     X12_OK);
    assert_int_equal(matched(desk), 1);
    assert_int_equal(say(desk, EDI_DETACHED, "000000900/0001/1", "PCN001"),
                     X12_OK);
    assert_int_equal(matched(desk), 0);
    assert_int_equal(desk_ask(desk, "SELECT count(*) FROM standing"), 0);
}

static void tells_what_is_not_found(void **state)
{
    struct desk *desk = *state;

    lay_a_tie(desk);
    assert_int_equal(say(desk, EDI_ATTACHED, "000000900/0001/9", "PCN001"),
                     X12_EMISUSE);
    assert_int_equal(say(desk, EDI_ATTACHED, "PCN001", "PCN001"), X12_EMISUSE);
    assert_int_equal(say(desk, EDI_ATTACHED, "000000900/0001/1", "PCN001"),
                     X12_EMISUSE); /* two claims */
    assert_int_equal(say(desk, EDI_ATTACHED, "000000900/0001/1", "NOBODY"),
                     X12_EMISUSE);
    assert_int_equal(say(desk, EDI_DETACHED, "000000900/0001/1", ""),
                     X12_EMISUSE); /* it stands at none */
    desk->err = (struct x12_error){ 0 };
    assert_int_equal(desk_ask(desk, "SELECT count(*) FROM decision"), 0);
}

static void replay_remembers_what_persons_said(void **state)
{
    struct desk *desk = *state;
    struct edi_replayed told;

    lay_a_tie(desk);
    desk_payments(desk, "000000901", "20250121",
                  "X9PCN001 - 1 100 70 20250102 CO*45*30;- - 1 9 9 20250102");
    take(desk, "more");
    assert_int_equal(say(desk, EDI_ATTACHED, "000000900/0001/1",
                         "000000001/0001/2"),
                     X12_OK);
    assert_int_equal(edi_replay(&desk->store, &edi_denial_shipped,
                                "2025-02-01T00:00:00Z", &told),
                     X12_OK);
    assert_int_equal(edi_replay_end(&desk->store, true), X12_OK);
    assert_int_equal(told.payments, 3);
    assert_int_equal(told.claims, 2);
    assert_int_equal(told.otherwise, 0);
    assert_int_equal(told.moved, 0);
    assert_int_equal(matched(desk), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(a_tie_is_broken_by_a_person),
        TEST(a_decision_holds_whatever_comes_later),
        TEST(attaches_a_claim_that_shares_nothing),
        TEST(tells_what_is_not_found),
        TEST(replay_remembers_what_persons_said),
    };

    return cmocka_run_group_tests_name("job_decide", tests, NULL, NULL);
}
