/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/claims/balance.h"
#include "tests/support/cm.h"

enum { ROOM = 16 };

struct told {
    struct x12_findings list;
    struct x12_finding room[ROOM];
};

static struct x12_findings *listen(struct told *told)
{
    memset(told, 0, sizeof(*told));
    x12_findings_init(&told->list, told->room, ROOM);
    return &told->list;
}

/* The only finding told. */
static const struct x12_finding *only(const struct told *told,
                                      const char *fault)
{
    assert_int_equal(told->list.count, 1);
    assert_string_equal(told->room[0].fault->name, fault);
    return &told->room[0];
}

static struct edi_adjustment reason(const char *group, x12_money amount)
{
    return (struct edi_adjustment){ .group = x12_str_from(group),
                                    .reason = X12_STR("45"),
                                    .amount = amount };
}

static void tells_a_charge_that_is_not_its_lines(void **state)
{
    struct edi_line lines[] = { { .charge = 10000 }, { .charge = 2550 } };
    struct edi_claim claim = { .charge = 12500,
                               .lines = lines,
                               .line_count = 2 };
    struct edi_claim_sums sums;
    struct told told;
    const struct x12_finding *found;

    (void)state;
    assert_false(edi_claim_balance(&claim, &sums, listen(&told)));
    assert_int_equal(sums.lines, 12550);
    found = only(&told, "CLM02_NOT_SUM_OF_LINES");
    assert_int_equal(found->place.element, 2);
    assert_true(found->has_numbers && found->is_money);
    assert_int_equal(found->told, 12500);
    assert_int_equal(found->right, 12550);
    claim.charge = 12550;
    assert_true(edi_claim_balance(&claim, &sums, listen(&told)));
    assert_int_equal(told.list.count, 0);
}

static void tells_a_line_that_pays_too_much(void **state)
{
    struct edi_adjustment cas[] = { reason("CO", 3000), reason("PR", 1000) };
    struct edi_service line = { .charge = 10000,
                                .paid = 6001,
                                .adjustments = cas,
                                .adjustment_count = 2,
                                .units = { 1, 0 },
                                .origin = { .segment = 17 } };
    struct edi_service_sums sums;
    struct told told;

    (void)state;
    assert_false(edi_service_balance(&line, &sums, listen(&told)));
    assert_int_equal(sums.adjusted, 4000);
    assert_int_equal(sums.right_paid, 6000);
    assert_int_equal(only(&told, "SVC03_NOT_BALANCED")->place.segment, 17);
    line.paid = 6000;
    assert_true(edi_service_balance(&line, &sums, listen(&told)));
    assert_int_equal(told.list.count, 0);
}

static void compares_units_only_where_they_were_sent(void **state)
{
    struct edi_adjustment cas = reason("CO", 0);
    struct edi_service line = { .units = { 15, 1 },
                                .adjustments = &cas,
                                .adjustment_count = 1 };
    struct edi_service_sums sums;
    struct told told;

    (void)state;
    assert_true(edi_service_balance(&line, &sums, listen(&told)));
    assert_false(sums.units_differ);
    line.submitted_units = (x12_decimal){ 2, 0 };
    line.has_submitted_units = true;
    assert_true(edi_service_balance(&line, &sums, listen(&told)));
    assert_false(only(&told, "SVC05_NOT_BALANCED")->has_numbers);
    cas.quantity = (x12_decimal){ 50, 2 };
    cas.has_quantity = true;
    assert_true(edi_service_balance(&line, &sums, listen(&told)));
    assert_false(sums.units_differ);
}

/* A claim of 100 and 50; 30 adjusted on the first line, 20 on the claim. */
struct claim {
    struct edi_payment p;
    struct edi_service lines[2];
    struct edi_adjustment line_cas, claim_cas;
};

static void make(struct claim *c)
{
    memset(c, 0, sizeof(*c));
    c->line_cas = reason("CO", 3000);
    c->claim_cas = reason("PR", 2000);
    c->lines[0] = (struct edi_service){ .charge = 10000,
                                        .paid = 7000,
                                        .adjustments = &c->line_cas,
                                        .adjustment_count = 1,
                                        .units = { 1, 0 } };
    c->lines[1] = (struct edi_service){ .charge = 5000,
                                        .paid = 5000,
                                        .units = { 1, 0 } };
    c->p = (struct edi_payment){ .status = X12_STR("1"),
                                 .charge = 15000,
                                 .paid = 10000,
                                 .patient = 2000,
                                 .adjustments = &c->claim_cas,
                                 .adjustment_count = 1,
                                 .services = c->lines,
                                 .service_count = 2 };
}

static void finds_a_balanced_claim_payment_balanced(void **state)
{
    struct claim c;
    struct edi_payment_sums sums;
    struct told told;

    (void)state;
    make(&c);
    assert_true(edi_payment_balance(&c.p, &sums, listen(&told)));
    assert_int_equal(told.list.count, 0);
    assert_int_equal(sums.lines_charge, 15000);
    assert_int_equal(sums.lines_adjusted, 3000);
    assert_int_equal(sums.claim_adjusted, 2000);
    assert_int_equal(sums.right_paid, 10000);
    assert_int_equal(sums.right_patient, 2000);
}

static void tells_what_a_claim_payment_gets_wrong(void **state)
{
    struct claim c;
    struct edi_payment_sums sums;
    struct told told;

    (void)state;
    make(&c);
    c.p.paid = 9999;
    assert_false(edi_payment_balance(&c.p, &sums, listen(&told)));
    assert_int_equal(only(&told, "CLP04_NOT_BALANCED")->right, 10000);
    make(&c);
    c.p.patient = 0;
    assert_true(edi_payment_balance(&c.p, &sums, listen(&told)));
    assert_int_equal(only(&told, "CLP05_NOT_BALANCED")->right, 2000);
    make(&c);
    c.p.charge = 16000;
    c.p.paid = 11000;
    assert_false(edi_payment_balance(&c.p, &sums, listen(&told)));
    assert_int_equal(only(&told, "CLP03_NOT_SUM_OF_LINES")->right, 15000);
}

static void does_not_tell_a_line_again_at_its_claim(void **state)
{
    struct claim c;
    struct edi_payment_sums sums;
    struct told told;

    (void)state;
    make(&c);
    c.line_cas.amount = 2500;
    assert_false(edi_payment_balance(&c.p, &sums, listen(&told)));
    only(&told, "SVC03_NOT_BALANCED");
    assert_int_equal(sums.lines_wrong, 1);
    assert_int_equal(sums.right_paid, 10500);
}

static void asks_no_lines_of_a_claim_without(void **state)
{
    struct edi_adjustment cas = reason("CO", 4000);
    struct edi_payment p = { .status = X12_STR("1"),
                             .charge = 10000,
                             .paid = 6000,
                             .adjustments = &cas,
                             .adjustment_count = 1 };
    struct edi_payment_sums sums;
    struct told told;

    (void)state;
    assert_true(edi_payment_balance(&p, &sums, listen(&told)));
    assert_int_equal(told.list.count, 0);
}

static void holds_for_a_reversal_with_its_signs_turned(void **state)
{
    struct claim c;
    struct edi_payment_sums sums;
    struct told told;

    (void)state;
    make(&c);
    c.p.status = X12_STR("22");
    c.p.charge = -15000, c.p.paid = -10000, c.p.patient = 0;
    c.line_cas.amount = -3000, c.claim_cas.amount = -2000;
    c.lines[0].charge = -10000, c.lines[0].paid = -7000;
    c.lines[1].charge = c.lines[1].paid = -5000;
    assert_true(edi_payment_balance(&c.p, &sums, listen(&told)));
    assert_int_equal(told.list.count, 0);
}

static void lays_plb_against_the_payment(void **state)
{
    struct edi_provider_adjustment plb[] = { { .amount = 550 },
                                             { .amount = -200 } };
    struct edi_remittance rem = { .amount = 9650,
                                  .method = X12_STR("CHK"),
                                  .paid = 10000,
                                  .adjustments = plb,
                                  .adjustment_count = 2 };
    struct edi_remittance_sums sums;
    struct told told;

    (void)state;
    assert_true(edi_remittance_balance(&rem, &sums, listen(&told)));
    assert_int_equal(told.list.count, 0);
    assert_int_equal(sums.adjusted, 350);
    rem.amount = 10000;
    assert_false(edi_remittance_balance(&rem, &sums, listen(&told)));
    assert_int_equal(only(&told, "BPR02_NOT_BALANCED")->right, 9650);
}

/* 0 that stands for what nobody can read is compared with nothing. */
static void compares_nothing_with_an_amount_in_doubt(void **state)
{
    static const struct x12_place place = { .segment = 2, .element = 2 };
    struct edi_remittance rem = { .method = X12_STR("ACH"), .paid = 10000 };
    struct edi_claim claim = { .charge = 0 };
    struct edi_line line = { .charge = 100 };
    struct edi_remittance_sums sums;
    struct edi_claim_sums of_claim;
    struct edi_payment_sums of_payment;
    struct claim c;
    struct told told;

    (void)state;
    rem.amount_doubt = place;
    assert_false(edi_remittance_balance(&rem, &sums, listen(&told)));
    assert_true(sums.in_doubt);
    assert_int_equal(told.list.count, 0);
    rem.amount_doubt.segment = 0;
    rem.adjustment_doubt = place;
    assert_false(edi_remittance_balance(&rem, &sums, listen(&told)));
    rem.adjustment_doubt.segment = 0;
    rem.has_doubt = true;
    assert_false(edi_remittance_balance(&rem, &sums, listen(&told)));
    assert_int_equal(told.list.count, 0);
    claim.lines = &line;
    claim.line_count = 1;
    claim.doubt = place;
    assert_false(edi_claim_balance(&claim, &of_claim, listen(&told)));
    assert_true(of_claim.in_doubt);
    assert_int_equal(told.list.count, 0);
    make(&c);
    c.p.paid = 0;
    c.p.doubt = place;
    assert_false(edi_payment_balance(&c.p, &of_payment, listen(&told)));
    assert_true(of_payment.in_doubt);
    assert_int_equal(told.list.count, 0);
}

static void wants_non_with_nothing_and_only_then(void **state)
{
    struct edi_remittance rem = { .method = X12_STR("NON") };
    struct edi_remittance_sums sums;
    struct told told;

    (void)state;
    assert_true(edi_remittance_balance(&rem, &sums, listen(&told)));
    assert_int_equal(told.list.count, 0);
    rem.method = X12_STR("ACH");
    assert_true(edi_remittance_balance(&rem, &sums, listen(&told)));
    only(&told, "BPR04_NOT_NON");
    rem.amount = rem.paid = -100;
    assert_false(edi_remittance_balance(&rem, &sums, listen(&told)));
    only(&told, "BPR02_NEGATIVE");
}

static void needs_nobody_to_listen(void **state)
{
    struct claim c;
    struct edi_payment_sums sums;

    (void)state;
    make(&c);
    c.p.paid = 1;
    assert_false(edi_payment_balance(&c.p, &sums, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_a_charge_that_is_not_its_lines),
        cmocka_unit_test(tells_a_line_that_pays_too_much),
        cmocka_unit_test(compares_units_only_where_they_were_sent),
        cmocka_unit_test(finds_a_balanced_claim_payment_balanced),
        cmocka_unit_test(tells_what_a_claim_payment_gets_wrong),
        cmocka_unit_test(does_not_tell_a_line_again_at_its_claim),
        cmocka_unit_test(asks_no_lines_of_a_claim_without),
        cmocka_unit_test(holds_for_a_reversal_with_its_signs_turned),
        cmocka_unit_test(lays_plb_against_the_payment),
        cmocka_unit_test(compares_nothing_with_an_amount_in_doubt),
        cmocka_unit_test(wants_non_with_nothing_and_only_then),
        cmocka_unit_test(needs_nobody_to_listen),
    };

    return cmocka_run_group_tests_name("balance", tests, NULL, NULL);
}
