/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/balance.h"
#include "edi/match/denial.h"
#include "edi/simulate/chance.h"
#include "edi/simulate/reply.h"
#include "tests/support/cm.h"
#include "tests/support/small_claim.h"

#include <stdio.h>

enum { SEEDS = 60, LINES = 3 };

static struct small_claim small;
static struct edi_line lines[LINES];
static struct edi_reference controls[LINES];
static struct x12_arena arena;

/* A claim of up to three lines, two units each, with control numbers. */
static const struct edi_claim *claim_of(size_t count)
{
    static const x12_str names[LINES] = { { "L1", 2 },
                                          { "L2", 2 },
                                          { "L3", 2 } };

    small_claim_fill(&small, EDI_PROFESSIONAL, "PCN0001", 30000);
    for (size_t i = 0; i < count; i++) {
        lines[i] = small.line;
        lines[i].number = (uint32_t)i + 1;
        lines[i].charge = 10001 + 700 * (x12_money)i;
        lines[i].units = (x12_decimal){ 2, 0 };
        lines[i].has_units = true;
        lines[i].modifier[0] = X12_STR("25");
        controls[i] = (struct edi_reference){ .qualifier = X12_STR("6R"),
                                              .value = names[i] };
        lines[i].references = &controls[i];
        lines[i].reference_count = 1;
    }
    small.claim.lines = lines;
    small.claim.line_count = count;
    small.claim.charge = 0;
    for (size_t i = 0; i < count; i++)
        small.claim.charge += lines[i].charge;
    return &small.claim;
}

static struct edi_payer payer_of(enum edi_rate rate)
{
    struct edi_payer payer = edi_payer_plain;

    payer.allowed = 7050;
    payer.rate[rate] = EDI_PAYER_ALL;
    return payer;
}

static void make(struct edi_reply *reply, const struct edi_payer *payer,
                 uint64_t seed, const struct edi_claim *claim)
{
    x12_arena_reset(&arena);
    edi_reply_make(reply, payer, seed, claim, 20260115, &arena);
    assert_int_equal(arena.failed, X12_OK);
}

static void assert_balances(const struct edi_payment *p, const char *story)
{
    struct edi_payment_sums sums;
    x12_money charge = 0;

    for (size_t i = 0; i < p->service_count; i++) {
        struct edi_service_sums line;

        if (!edi_service_balance(&p->services[i], &line, NULL))
            fail_msg("%s: line %zu does not balance", story, i + 1);
        charge += p->services[i].charge;
    }
    if (!edi_payment_balance(p, &sums, NULL) || charge != p->charge)
        fail_msg("%s: the claim does not balance", story);
}

static void balances_whatever_falls_to_the_claim(void **state)
{
    (void)state;
    for (unsigned rate = 0; rate < EDI_RATES; rate++)
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            struct edi_payer payer = payer_of((enum edi_rate)rate);
            const char *story = edi_rate_name((enum edi_rate)rate);
            struct edi_reply reply;

            payer.rate[EDI_RATE_SHARE] = payer.rate[EDI_RATE_SEQUESTERED] =
                5000;
            make(&reply, &payer, seed, claim_of(1 + seed % LINES));
            for (size_t i = 0; i < reply.count; i++)
                assert_balances(&reply.items[i].payment, story);
        }
}

/* What the program makes of a payment that stands alone. */
static enum edi_outcome judged(const struct edi_reply_item *item,
                               enum edi_outcome *line_outcomes,
                               x12_money *at_stake)
{
    static struct edi_judged_line judged_lines[LINES + 1];
    static struct edi_reason reasons[LINES + 1][8];
    const struct edi_payment *p = &item->payment;
    struct edi_judged j = { .status = p->status,
                            .charge = p->charge,
                            .paid = p->paid,
                            .lines = judged_lines,
                            .line_count = p->service_count,
                            .correction = item->correction };

    for (size_t i = 0; i < p->service_count; i++) {
        const struct edi_service *line = &p->services[i];

        for (size_t k = 0; k < line->adjustment_count; k++)
            reasons[i][k] = (struct edi_reason){
                line->adjustments[k].group,
                line->adjustments[k].reason,
                line->adjustments[k].amount,
            };
        judged_lines[i] = (struct edi_judged_line){
            .charge = line->charge,
            .paid = line->paid,
            .reasons = reasons[i],
            .reason_count = line->adjustment_count,
        };
    }
    edi_denial_judge(&edi_denial_shipped, &j);
    for (size_t i = 0; i < p->service_count; i++)
        line_outcomes[i] = judged_lines[i].outcome;
    *at_stake = j.at_stake;
    return j.outcome;
}

static void tells_the_truth_as_it_is_judged(void **state)
{
    (void)state;
    for (unsigned rate = 0; rate < EDI_RATE_STORIES; rate++)
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            struct edi_payer payer = payer_of((enum edi_rate)rate);
            const char *story = edi_rate_name((enum edi_rate)rate);
            struct edi_reply reply;

            payer.rate[EDI_RATE_SHARE] = 5000;
            make(&reply, &payer, seed, claim_of(1 + seed % LINES));
            for (size_t i = 0; i < reply.count; i++) {
                const struct edi_reply_item *item = &reply.items[i];
                enum edi_outcome of_lines[LINES + 1];
                x12_money at_stake;
                enum edi_outcome got = judged(item, of_lines, &at_stake);

                if (got != item->outcome || at_stake != item->at_stake)
                    fail_msg("%s: %s, told as %s", story, edi_outcome_text(got),
                             edi_outcome_text(item->outcome));
                for (size_t k = 0; k < item->payment.service_count; k++)
                    if (of_lines[k] != item->lines[k].outcome)
                        fail_msg("%s: line %zu is %s, told as %s", story, k + 1,
                                 edi_outcome_text(of_lines[k]),
                                 edi_outcome_text(item->lines[k].outcome));
            }
        }
}

/* A payer says 4 of what it denies, and of nothing else. */
static void tells_the_truth_of_every_reason(void **state)
{
    static const char *const codes[] = { "16", "18", "29",  "31",  "50",
                                         "96", "11", "197", "204", "252" };

    (void)state;
    for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
        for (unsigned status = 0; status < 2; status++) {
            struct edi_payer payer = payer_of(EDI_RATE_DENIED);
            enum edi_outcome of_lines[LINES + 1], got;
            struct edi_reply reply;
            x12_money at_stake;
            const char *why;

            assert_true(edi_payer_set(&payer, "denials", codes[i], "1", &why));
            assert_true(edi_payer_set(&payer, "payer", "deny_status",
                                      status ? "4" : "1", &why));
            make(&reply, &payer, 1, claim_of(2));
            got = judged(&reply.items[0], of_lines, &at_stake);
            if (got != reply.items[0].outcome ||
                of_lines[0] != reply.items[0].lines[0].outcome ||
                at_stake != reply.items[0].at_stake)
                fail_msg("%s: %s, told as %s", codes[i], edi_outcome_text(got),
                         edi_outcome_text(reply.items[0].outcome));
        }
}

/* A story tells what its name says: one thing of each that nothing else does. */
static void each_story_leaves_its_mark(void **state)
{
    static const struct {
        enum edi_rate rate;
        size_t items, services; /* of the first */
        const char *status;
        enum edi_outcome outcome; /* of the first */
    } cases[] = {
        { EDI_RATE_DENIED, 1, 3, "1", EDI_DENIED },
        { EDI_RATE_PARTIAL, 1, 3, "1", EDI_PARTIAL },
        { EDI_RATE_BUNDLED, 1, 3, "1", EDI_PAID },
        { EDI_RATE_UNBUNDLED, 1, 4, "1", EDI_PAID },
        { EDI_RATE_SPLIT, 1, 4, "1", EDI_PAID },
        { EDI_RATE_REVERSED, 3, 3, "1", EDI_PAID },
        { EDI_RATE_TAKEBACK, 3, 3, "1", EDI_PAID },
        { EDI_RATE_CAPITATED, 1, 3, "1", EDI_CAPITATED },
        { EDI_RATE_DEDUCTIBLE, 1, 3, "1", EDI_PATIENT_RESP },
        { EDI_RATE_ZERO_PAY, 1, 3, "1", EDI_PATIENT_RESP },
        { EDI_RATE_CROSSOVER, 1, 3, "19", EDI_PAID },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct edi_payer payer = payer_of(cases[i].rate);
        const struct edi_reply_item *first;
        struct edi_reply reply;

        make(&reply, &payer, 1, claim_of(LINES));
        first = &reply.items[0];
        if (reply.story != cases[i].rate || reply.count != cases[i].items ||
            first->payment.service_count != cases[i].services ||
            !x12_str_is(first->payment.status, cases[i].status) ||
            first->outcome != cases[i].outcome)
            fail_msg("%s is not told", edi_rate_name(cases[i].rate));
    }
}

static void reverses_every_amount_and_takes_it_back_by_plb(void **state)
{
    struct edi_payer payer = payer_of(EDI_RATE_TAKEBACK);
    const struct edi_reply_item *item;
    struct edi_reply reply;

    (void)state;
    make(&reply, &payer, 1, claim_of(LINES));
    item = reply.items;
    assert_int_equal(reply.count, 3);
    assert_int_equal(item[1].payment.charge, -item[0].payment.charge);
    assert_int_equal(item[1].payment.paid, -item[0].payment.paid);
    assert_false(item[1].payment.has_patient);
    assert_int_equal(item[1].taken, -item[0].payment.paid);
    assert_int_equal(item[2].taken, item[0].payment.paid);
    assert_true(item[0].wave < item[1].wave && item[1].wave < item[2].wave);
    assert_true(
        x12_str_equal(item[0].payment.control, item[1].payment.control));
}

static void pays_what_was_charged_where_nothing_is_asked_for(void **state)
{
    struct edi_reply reply;

    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        const struct edi_claim *claim = claim_of(1 + seed % LINES);

        make(&reply, &edi_payer_plain, seed, claim);
        assert_int_equal(reply.count, 1);
        assert_int_equal(reply.items[0].payment.paid, claim->charge);
        assert_int_equal(reply.items[0].outcome, EDI_PAID);
    }
}

static void hits_about_as_many_claims_as_the_rate_says(void **state)
{
    struct edi_payer payer = edi_payer_plain;
    struct edi_reply reply;
    unsigned denied = 0;

    (void)state;
    payer.rate[EDI_RATE_PARTIAL] = 3000;
    payer.rate[EDI_RATE_DENIED] = 2000;
    for (uint64_t seed = 0; seed < 4000; seed++) {
        make(&reply, &payer, seed, claim_of(2));
        denied += reply.story == EDI_RATE_DENIED;
    }
    assert_in_range(denied, 700, 900);
}

static void draws_the_same_whatever_was_drawn_before(void **state)
{
    const struct edi_claim *claim = claim_of(2);
    uint64_t id = edi_chance_of_claim(7, claim);
    uint32_t first = edi_chance(id, "denied", 10000);

    (void)state;
    (void)edi_chance(id, "other", 10000);
    assert_int_equal(edi_chance(edi_chance_of_claim(7, claim), "denied", 10000),
                     first);
    assert_true(edi_chance_of_claim(8, claim) != id);
    small.claim.charge++;
    assert_true(edi_chance_of_claim(7, claim) != id);
}

/* Whatever was said of the claim last, a void that names its number undoes. */
static void a_void_undoes_what_was_paid_under_its_number(void **state)
{
    (void)state;
    for (unsigned rate = 0; rate < EDI_RATES; rate++)
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            struct edi_payer payer = payer_of((enum edi_rate)rate);
            struct edi_claim claim = *claim_of(1 + seed % LINES);
            struct edi_reference number = { .qualifier = X12_STR("F8") };
            struct edi_reply first, undone;
            const struct edi_payment *was, *p;

            payer.rate[EDI_RATE_SHARE] = 5000;
            x12_arena_reset(&arena);
            edi_reply_make(&first, &payer, seed, &claim, 20260115, &arena);
            was = &first.items[first.count ? first.count - 1 : 0].payment;
            number.value = first.count ? was->control : first.control;
            claim.frequency = X12_STR("8");
            claim.references = &number;
            claim.reference_count = 1;
            edi_reply_make(&undone, &payer, seed, &claim, 20260301, &arena);
            assert_int_equal(arena.failed, X12_OK);
            assert_true(undone.is_void);
            assert_int_equal(undone.count, first.count > 0);
            if (first.count == 0) {
                assert_int_equal(undone.story, EDI_RATE_REJECTED);
                continue;
            }
            p = &undone.items[0].payment;
            assert_true(x12_str_is(p->status, "22"));
            assert_true(x12_str_equal(p->control, was->control));
            assert_true(x12_str_equal(p->id, was->id));
            assert_int_equal(p->charge, -was->charge);
            assert_int_equal(p->paid, -was->paid);
            assert_int_equal(p->service_count, was->service_count);
            assert_int_equal(undone.items[0].outcome, EDI_REVERSED);
            assert_balances(p, edi_rate_name((enum edi_rate)rate));
        }
}

static void a_treatment_plan_is_priced_and_not_paid(void **state)
{
    struct edi_payer payer = payer_of(EDI_RATE_DENIED);
    struct edi_reply reply;

    (void)state;
    (void)claim_of(2);
    small.claim.submission_reason = X12_STR("PB");
    make(&reply, &payer, 1, &small.claim);
    assert_int_equal(reply.count, 1);
    assert_int_equal(reply.story, EDI_RATES);
    assert_true(x12_str_is(reply.items[0].payment.status, "25"));
    assert_int_equal(reply.items[0].payment.paid, 0);
    assert_int_equal(reply.items[0].outcome, EDI_PREDETERMINATION);
    assert_int_equal(reply.items[0].lines[1].outcome, EDI_PREDETERMINATION);
    assert_balances(&reply.items[0].payment, "priced");
}

static void a_void_of_no_claim_that_is_known_is_refused(void **state)
{
    struct edi_reference number = { .qualifier = X12_STR("F8"),
                                    .value = X12_STR("SOMEBODY'S") };
    struct edi_reply reply;

    (void)state;
    (void)claim_of(2);
    small.claim.frequency = X12_STR("8");
    make(&reply, &edi_payer_plain, 1, &small.claim);
    assert_int_equal(reply.count, 0);
    assert_int_equal(reply.story, EDI_RATE_REJECTED);
    small.claim.references = &number;
    small.claim.reference_count = 1;
    make(&reply, &edi_payer_plain, 1, &small.claim);
    assert_int_equal(reply.count, 0);
    assert_int_equal(reply.story, EDI_RATE_REJECTED);
}

static void does_not_answer_what_cannot_be_paid(void **state)
{
    struct edi_reply reply;

    (void)state;
    (void)claim_of(2);
    lines[1].charge = -1;
    make(&reply, &edi_payer_plain, 1, &small.claim);
    assert_int_equal(reply.count, 0);
    (void)claim_of(0);
    make(&reply, &edi_payer_plain, 1, &small.claim);
    assert_int_equal(reply.count, 0);
}

static void refuses_a_profile_that_cannot_be(void **state)
{
    static const struct {
        const char *section, *key, *value;
        bool ok;
    } cases[] = {
        { "rates", "denied", "12.5", true },
        { "rates", "denied", "101", false },
        { "rates", "denied", "-1", false },
        { "rates", "denied", "1.234", false },
        { "rates", "paid", "5", false },
        { "payer", "allowed", "70", true },
        { "payer", "deny_status", "22", false },
        { "payer", "method", "CASH", false },
        { "payer", "prefix", "a b", false },
        { "payer", "prefix", "TOOLONGAPREFIX", false },
        { "payer", "truncate", "0", false },
        { "denials", "16", "3", true },
        { "denials", "16", "none", false },
        { "denials", "", "1", false },
        { "denials", "45", "1", false },
        { "denials", "97", "1", false },
        { "nothing", "denied", "5", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct edi_payer payer = edi_payer_plain;
        const char *why = NULL;

        if (edi_payer_set(&payer, cases[i].section, cases[i].key,
                          cases[i].value, &why) != cases[i].ok)
            fail_msg("%s: %s = %s", cases[i].section, cases[i].key,
                     cases[i].value);
        assert_int_equal(why == NULL, cases[i].ok);
    }
}

static int release(void **state)
{
    (void)state;
    x12_arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(balances_whatever_falls_to_the_claim),
        cmocka_unit_test(tells_the_truth_as_it_is_judged),
        cmocka_unit_test(tells_the_truth_of_every_reason),
        cmocka_unit_test(each_story_leaves_its_mark),
        cmocka_unit_test(reverses_every_amount_and_takes_it_back_by_plb),
        cmocka_unit_test(pays_what_was_charged_where_nothing_is_asked_for),
        cmocka_unit_test(hits_about_as_many_claims_as_the_rate_says),
        cmocka_unit_test(draws_the_same_whatever_was_drawn_before),
        cmocka_unit_test(a_void_undoes_what_was_paid_under_its_number),
        cmocka_unit_test(a_treatment_plan_is_priced_and_not_paid),
        cmocka_unit_test(a_void_of_no_claim_that_is_known_is_refused),
        cmocka_unit_test(does_not_answer_what_cannot_be_paid),
        cmocka_unit_test(refuses_a_profile_that_cannot_be),
    };

    return cmocka_run_group_tests_name("reply", tests, NULL, release);
}
