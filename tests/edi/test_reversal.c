/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/match/match.h"
#include "tests/support/cm.h"

/* A slice in a constant table. */
#define TEXT(lit)              \
    {                          \
        (lit), sizeof(lit) - 1 \
    }

static const struct edi_reason contract[] = { { TEXT("CO"), TEXT("45"),
                                                3000 } };
static const struct edi_reason contract_back[] = { { TEXT("CO"), TEXT("45"),
                                                     -3000 } };
static const struct edi_reason other_back[] = { { TEXT("OA"), TEXT("45"),
                                                  -3000 } };
static const struct edi_reason denied_100[] = { { TEXT("CO"), TEXT("50"),
                                                  10000 } };
static const struct edi_reason denied_60[] = { { TEXT("CO"), TEXT("16"),
                                                 6000 } };

/* Two lines: 100.00 and 60.00. */
static struct edi_match_claim claim_of_two(void)
{
    static struct edi_match_line lines[] = {
        { .number = 1, .control = TEXT("AAAAA1"), .charge = 10000 },
        { .number = 2, .control = TEXT("AAAAA2"), .charge = 6000 },
    };

    return (struct edi_match_claim){
        .number = X12_STR("PCN001"),
        .payer = X12_STR("60154"),
        .npi = X12_STR("1234500001"),
        .member = X12_STR("XEH00007919001"),
        .last = X12_STR("TORENDAL"),
        .frequency = X12_STR("1"),
        .responsibility = X12_STR("P"),
        .charge = 16000,
        .from = 20250102,
        .to = 20250102,
        .sent = 20250106,
        .isa = X12_STR("000000001"),
        .set = X12_STR("0001"),
        .ordinal = 1,
        .lines = lines,
        .line_count = 2,
    };
}

/* What one remittance a day says of it by these services. */
static struct edi_match_payment payment_of(const char *status, x12_date day,
                                           struct edi_match_service *services,
                                           size_t count)
{
    struct edi_match_payment p = {
        .id = day,
        .remittance = day,
        .number = X12_STR("PCN001"),
        .control = X12_STR("ICN1"),
        .status = x12_str_from(status),
        .payer = X12_STR("60154"),
        .npi = X12_STR("1234500001"),
        .member = X12_STR("XEH00007919001"),
        .last = X12_STR("TORENDAL"),
        .from = 20250102,
        .to = 20250102,
        .day = day,
        .isa_day = day,
        .isa = X12_STR("000000900"),
        .set = X12_STR("0001"),
        .ordinal = 1,
        .services = services,
        .service_count = count,
    };

    for (size_t i = 0; i < count; i++) {
        p.charge += services[i].charge;
        p.paid += services[i].paid;
    }
    return p;
}

static struct edi_match_service service_of(const char *control,
                                           x12_money charge, x12_money paid,
                                           const struct edi_reason *reason)
{
    return (struct edi_match_service){ .control = x12_str_from(control),
                                       .charge = charge,
                                       .paid = paid,
                                       .reasons = reason,
                                       .reason_count = reason ? 1 : 0 };
}

static void decide(struct edi_match_claim *c, struct edi_match_payment *p,
                   size_t count)
{
    struct edi_component component = {
        .claims = c, .claim_count = 1, .payments = p, .payment_count = count
    };
    struct x12_arena arena = { 0 };
    struct x12_error err = { 0 };

    assert_int_equal(
        edi_match_component(&component, &edi_denial_shipped, &arena, &err),
        X12_OK);
    x12_arena_release(&arena);
}

static void names_the_payment_that_is_taken_back(void **state)
{
    struct edi_match_service s[] = {
        service_of("AAAAA1", 10000, 7000, contract),
        service_of("AAAAA2", 6000, 6000, NULL),
        service_of("AAAAA2", -6000, -6000, NULL),
        service_of("AAAAA1", -10000, -7000, contract_back),
    };
    struct edi_match_claim c = claim_of_two();
    struct edi_match_payment p[] = { payment_of("1", 20250120, &s[0], 2),
                                     payment_of("22", 20250201, &s[2], 2) };

    (void)state;
    decide(&c, p, 2); /* its lines come in another order */
    assert_ptr_equal(p[1].found.reverses, &p[0]);
    assert_int_equal(p[1].found.negation, EDI_NEGATES_ALL);
    assert_null(p[0].found.reverses);
}

static void sees_where_amounts_or_reasons_are_others(void **state)
{
    struct edi_match_service s[] = {
        service_of("AAAAA1", 10000, 7000, contract),
        service_of("AAAAA1", -10000, -7000, other_back),
        service_of("AAAAA1", -10000, -6900, contract_back),
    };
    struct edi_match_claim c = claim_of_two();

    (void)state;
    for (size_t i = 1; i < 3; i++) {
        struct edi_match_payment p[] = { payment_of("1", 20250120, &s[0], 1),
                                         payment_of("22", 20250201, &s[i], 1) };

        decide(&c, p, 2);
        assert_ptr_equal(p[1].found.reverses, &p[0]);
        assert_int_equal(p[1].found.negation, EDI_NEGATES_NOT);
    }
}

static void of_two_payments_takes_the_one_with_its_number(void **state)
{
    struct edi_match_service s[] = {
        service_of("AAAAA1", 10000, 7000, contract),
        service_of("AAAAA2", 6000, 6000, NULL),
        service_of("AAAAA1", -10000, -7000, contract_back),
    };
    struct edi_match_claim c = claim_of_two();
    struct edi_match_payment p[] = { payment_of("1", 20250120, &s[0], 1),
                                     payment_of("1", 20250125, &s[1], 1),
                                     payment_of("22", 20250201, &s[2], 1) };

    (void)state;
    p[1].control = X12_STR("ICN2");
    decide(&c, p, 3);
    assert_ptr_equal(p[2].found.reverses, &p[0]);
    p[0].control = X12_STR("ICN0"); /* a number that neither has: the amounts */
    p[2].control = X12_STR("ICN9");
    decide(&c, p, 3);
    assert_ptr_equal(p[2].found.reverses, &p[0]);
    assert_int_equal(p[2].found.negation, EDI_NEGATES_ALL);
}

static void lines_are_taken_back_one_by_one(void **state)
{
    struct edi_match_service s[] = {
        service_of("AAAAA1", 10000, 7000, contract),
        service_of("AAAAA2", 6000, 6000, NULL),
        service_of("AAAAA1", -10000, -7000, contract_back),
        service_of("AAAAA2", -6000, -6000, NULL),
    };
    struct edi_match_claim c = claim_of_two();
    struct edi_match_payment p[] = { payment_of("1", 20250120, &s[0], 2),
                                     payment_of("22", 20250201, &s[2], 1),
                                     payment_of("22", 20250202, &s[3], 1),
                                     payment_of("22", 20250203, &s[3], 1) };

    (void)state;
    decide(&c, p, 4);
    for (size_t i = 1; i < 3; i++) {
        assert_ptr_equal(p[i].found.reverses, &p[0]);
        assert_int_equal(p[i].found.negation, EDI_NEGATES_LINES);
        assert_int_equal(p[i].found.confidence, EDI_CERTAIN);
    }
    /* nothing is left that the third could take back */
    assert_null(p[3].found.reverses);
    assert_int_equal(p[3].found.confidence, EDI_PROBABLE);
    assert_int_equal(c.stand.paid, 0);
    assert_int_equal(c.stand.state, EDI_STATE_REVERSED);
}

static void a_second_reversal_waits_for_the_next_payment(void **state)
{
    struct edi_match_service s[] = {
        service_of("AAAAA1", 10000, 7000, contract),
        service_of("AAAAA1", -10000, -7000, contract_back),
    };
    struct edi_match_claim c = claim_of_two();
    struct edi_match_payment p[] = { payment_of("1", 20250120, &s[0], 1),
                                     payment_of("22", 20250201, &s[1], 1),
                                     payment_of("1", 20250210, &s[0], 1),
                                     payment_of("22", 20250220, &s[1], 1) };

    (void)state;
    decide(&c, p, 4);
    assert_ptr_equal(p[1].found.reverses, &p[0]);
    assert_ptr_equal(p[3].found.reverses, &p[2]);
    assert_int_equal(c.stand.paid, 0);
}

/* Of two denied lines one is paid later: the other is what is left. */
static void what_is_answered_anew_is_no_more_at_stake(void **state)
{
    struct edi_match_service s[] = {
        service_of("AAAAA1", 10000, 0, denied_100),
        service_of("AAAAA2", 6000, 0, denied_60),
        service_of("AAAAA1", 10000, 10000, NULL),
        service_of("AAAAA2", 6000, 6000, NULL),
    };
    struct edi_match_claim c = claim_of_two();
    struct edi_match_payment p[] = { payment_of("1", 20250120, &s[0], 2),
                                     payment_of("1", 20250201, &s[2], 1),
                                     payment_of("1", 20250202, &s[3], 1) };

    (void)state;
    decide(&c, p, 2);
    assert_int_equal(p[0].found.at_stake, 16000);
    assert_true(p[0].found.live);
    assert_int_equal(p[0].found.left, 6000);
    assert_int_equal(c.stand.balance, 6000);
    assert_int_equal(c.stand.state, EDI_STATE_PARTIAL);
    decide(&c, p, 3);
    assert_false(p[0].found.live);
    assert_int_equal(c.stand.balance, 0);
    assert_int_equal(c.stand.state, EDI_STATE_PAID);
}

/* The line that was denied is paid, the other was paid before: nothing is
 * refused any more. */
static void a_refused_line_that_is_paid_leaves_a_paid_claim(void **state)
{
    struct edi_match_service s[] = {
        service_of("AAAAA1", 10000, 0, denied_100),
        service_of("AAAAA2", 6000, 6000, NULL),
        service_of("AAAAA1", 10000, 10000, NULL),
    };
    struct edi_match_claim c = claim_of_two();
    struct edi_match_payment p[] = { payment_of("1", 20250120, &s[0], 2),
                                     payment_of("1", 20250201, &s[2], 1) };

    (void)state;
    decide(&c, p, 2);
    assert_int_equal(p[0].found.left, 0);
    assert_int_equal(c.stand.state, EDI_STATE_PAID);
    assert_int_equal(c.stand.paid, 16000);
    assert_int_equal(c.stand.balance, 0);
}

/* A line that came back with another charge: what it was answered with before is
 * what is replaced. */
static void the_charge_that_was_answered_before_is_replaced(void **state)
{
    struct edi_match_service s[] = {
        service_of("AAAAA1", 10000, 7000, contract),
        service_of("AAAAA2", 6000, 6000, NULL),
        service_of("AAAAA1", 9000, 9000, NULL),
    };
    struct edi_match_claim c = claim_of_two();
    struct edi_match_payment p[] = { payment_of("1", 20250120, &s[0], 2),
                                     payment_of("1", 20250201, &s[2], 1) };

    (void)state;
    decide(&c, p, 2);
    assert_int_equal(c.stand.balance, 1000);
    assert_int_equal(c.stand.state, EDI_STATE_PARTIAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_the_payment_that_is_taken_back),
        cmocka_unit_test(sees_where_amounts_or_reasons_are_others),
        cmocka_unit_test(of_two_payments_takes_the_one_with_its_number),
        cmocka_unit_test(lines_are_taken_back_one_by_one),
        cmocka_unit_test(a_second_reversal_waits_for_the_next_payment),
        cmocka_unit_test(what_is_answered_anew_is_no_more_at_stake),
        cmocka_unit_test(a_refused_line_that_is_paid_leaves_a_paid_claim),
        cmocka_unit_test(the_charge_that_was_answered_before_is_replaced),
    };

    return cmocka_run_group_tests_name("reversal", tests, NULL, NULL);
}
