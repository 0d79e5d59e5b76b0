/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/story.h"

#include <string.h>

static void assert_refused(struct story *s, const char *part)
{
    assert_int_equal(story_make(s), X12_END);
    if (!strstr(s->c.fault.text, part))
        fail_msg("refused: %s", s->c.fault.text);
    story_end(s);
}

static x12_money amount_of(const struct edi_amount *at, size_t count,
                           const char *qualifier)
{
    x12_money amount;

    return edi_amount_find(at, count, qualifier, &amount) ? amount : -1;
}

/* --- who is who ------------------------------------------------------------ */

static void payers_and_the_insured_change_places(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 12500);
    const struct edi_other_payer *paid;

    (void)state;
    story_pay(s, "1", "");
    story_line(s, 1, 12500, "CO45=2500 PR2=2000");
    story_assert_made(s);
    paid = &s->made->other_payers[0];
    assert_true(x12_str_is(s->made->coverage.responsibility, "S"));
    assert_true(x12_str_is(s->made->payer.id, "P2"));
    assert_true(x12_str_is(s->made->subscriber.id, "SECOND1"));
    assert_true(x12_str_is(s->made->subscriber.birth, "19700315"));
    assert_true(x12_str_is(paid->coverage.responsibility, "P"));
    assert_true(x12_str_is(paid->coverage.relationship, "18"));
    assert_true(x12_str_equal(paid->payer.id, s->small.claim.payer.id));
    assert_true(
        x12_str_equal(paid->subscriber.id, s->small.claim.subscriber.id));
    assert_int_equal(paid->subscriber.birth.len, 0);
    assert_true(
        x12_str_is(edi_reference_find(paid->payer.references,
                                      paid->payer.reference_count, "F8"),
                   "ICN1"));
    assert_int_equal(s->made->other_payer_count, 1);
    story_end(s);
}

static void a_patient_insured_by_another_stands_in_a_loop_of_its_own(
    void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 12500);

    (void)state;
    s->other.coverage.relationship = X12_STR("01");
    s->other.subscriber.first = X12_STR("KIM");
    story_pay(s, "1", "");
    story_line(s, 1, 12500, "PR1=12500");
    story_assert_made(s);
    assert_false(s->made->patient_is_subscriber);
    assert_int_equal(s->made->coverage.relationship.len, 0);
    assert_true(
        x12_str_is(s->made->patient_coverage.patient_relationship, "01"));
    assert_true(x12_str_is(s->made->subscriber.first, "KIM"));
    assert_true(x12_str_is(s->made->patient.birth, "19700315"));
    story_end(s);
}

static void numbers_go_with_the_payer_that_gave_them(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 12500);
    struct edi_reference own[] = {
        { .qualifier = X12_STR("G1"), .value = X12_STR("AUTH1") },
        { .qualifier = X12_STR("D9"), .value = X12_STR("TRANSIT") },
        { .qualifier = X12_STR("EA"), .value = X12_STR("CHART") }
    };
    struct edi_reference theirs = { .qualifier = X12_STR("G1"),
                                    .value = X12_STR("AUTH2") };
    struct edi_reference line[] = {
        { .qualifier = X12_STR("G1"), .value = X12_STR("AUTH3") },
        { .qualifier = X12_STR("6R"), .value = X12_STR("L1") }
    };
    const struct edi_reference *r;

    (void)state;
    s->small.claim.references = own;
    s->small.claim.reference_count = 3;
    s->other.payer.references = &theirs;
    s->other.payer.reference_count = 1;
    s->line[0].references = line;
    s->line[0].reference_count = 2;
    story_pay(s, "1", "");
    story_line(s, 1, 12500, "PR1=12500");
    story_assert_made(s);
    r = s->made->references;
    assert_int_equal(s->made->reference_count, 2);
    assert_true(x12_str_is(r[0].value, "CHART"));
    assert_true(x12_str_is(r[1].value, "AUTH2"));
    r = s->made->other_payers[0].payer.references;
    assert_true(x12_str_is(r[0].value, "AUTH1"));
    r = s->made->lines[0].references;
    assert_true(x12_str_equal(r[0].other_value, s->small.claim.payer.id));
    assert_int_equal(r[1].other_value.len, 0);
    story_end(s);
}

/* 2010BB of an institutional claim has room for one. */
static void numbers_of_the_billing_provider_have_room_in_the_claim(void **state)
{
    static const struct {
        enum edi_claim_kind kind;
        size_t room;
    } cases[] = { { EDI_PROFESSIONAL, 2 },
                  { EDI_INSTITUTIONAL, 1 },
                  { EDI_DENTAL, 1 } };
    struct edi_reference numbers[] = {
        { .qualifier = X12_STR("G2"), .value = X12_STR("THEIRS1") },
        { .qualifier = X12_STR("LU"), .value = X12_STR("THEIRS2") },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct story *s = story_begin(cases[i].kind, 1, 12500);
        struct edi_party billing = { .present = true,
                                     .role = X12_STR("85"),
                                     .type = X12_STR("2"),
                                     .references = numbers,
                                     .reference_count = 2 };

        s->other.providers = &billing;
        s->other.provider_count = 1;
        story_pay(s, "1", "");
        story_line(s, 1, 12500, "PR1=12500");
        story_assert_made(s);
        assert_int_equal(s->made->payer.reference_count, cases[i].room);
        assert_true(x12_str_is(s->made->payer.references[0].value, "THEIRS1"));
        story_end(s);
    }
}

static void fails_clearly_whichever_allocation_fails(void **state)
{
    long n;

    (void)state;
    for (n = 0;; n++) {
        struct story *s = story_begin(EDI_INSTITUTIONAL, 2, 10000);
        enum x12_status status;
        bool failed;

        story_pay(s, "1", "CO45=500");
        story_line(s, 1, 10000, "PR1=1000 CO45=100");
        story_line(s, 2, 10000, "PR2=1000");
        failing_malloc_from(n);
        status = story_make(s);
        failing_malloc_off();
        failed = failing_malloc_failed();
        assert_int_equal(status, failed ? X12_ENOMEM : X12_OK);
        if (failed)
            assert_true(s->err.text[0] != '\0');
        story_end(s);
        if (!failed)
            break;
    }
    assert_true(n > 0);
}

/* --- money ----------------------------------------------------------------- */

static void deductible_coinsurance_and_contract_are_carried_by_line(
    void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 2, 10000);
    const struct edi_adjudication *a;
    const struct edi_other_payer *paid;

    (void)state;
    story_pay(s, "1", "");
    story_line(s, 1, 10000, "PR1=5000 CO45=2000 PR2=600");
    story_line(s, 2, 10000, "CO45=10000");
    story_assert_made(s);
    paid = &s->made->other_payers[0];
    assert_int_equal(amount_of(paid->amounts, paid->amount_count, "D"), 2400);
    assert_int_equal(amount_of(paid->amounts, paid->amount_count, "EAF"), -1);
    assert_int_equal(paid->adjustment_count, 0);
    a = &s->made->lines[0].adjudications[0];
    assert_int_equal(a->paid, 2400);
    assert_int_equal(a->adjustment_count, 3);
    assert_true(x12_str_is(a->adjustments[0].group, "CO"));
    assert_true(x12_str_is(a->dates[0].text, "20240215"));
    assert_int_equal(amount_of(a->amounts, a->amount_count, "EAF"), 5600);
    a = &s->made->lines[1].adjudications[0];
    assert_int_equal(amount_of(a->amounts, a->amount_count, "EAF"), 0);
    assert_int_equal(s->c.paid, 2400);
    assert_int_equal(s->c.adjusted, 17600);
    assert_int_equal(s->c.patient, 5600);
    story_end(s);
}

static void an_answer_to_the_claim_alone_stands_in_2320(void **state)
{
    struct story *s = story_begin(EDI_INSTITUTIONAL, 2, 10000);
    const struct edi_other_payer *paid;

    (void)state;
    story_whole(story_pay(s, "1", "CO45=4000 PR1=1500"), 20000);
    story_assert_made(s);
    paid = &s->made->other_payers[0];
    assert_int_equal(paid->adjustment_count, 2);
    assert_int_equal(amount_of(paid->amounts, paid->amount_count, "D"), 14500);
    assert_int_equal(amount_of(paid->amounts, paid->amount_count, "EAF"), 1500);
    assert_true(x12_str_is(paid->payer.dates[0].text, "20240215"));
    assert_int_equal(s->made->lines[0].adjudication_count, 0);
    story_end(s);
}

static void adjustments_of_the_claim_and_of_its_lines_add_up(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 2, 10000);
    const struct edi_other_payer *paid;

    (void)state;
    story_pay(s, "1", "PR1=3000");
    story_line(s, 1, 10000, "CO45=2000");
    story_line(s, 2, 10000, "CO45=1000 PR2=500");
    story_assert_made(s);
    paid = &s->made->other_payers[0];
    assert_int_equal(amount_of(paid->amounts, paid->amount_count, "D"), 13500);
    assert_int_equal(amount_of(paid->amounts, paid->amount_count, "EAF"), 3500);
    assert_int_equal(s->made->lines[1].adjudications[0].amount_count, 0);
    story_end(s);
}

static void lines_put_into_another_name_it(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 2, 10000);
    struct edi_service *one, *two;

    (void)state;
    story_pay(s, "1", "");
    one = story_line(s, 1, 10000, "CO94=-6000 PR2=1000");
    two = story_line(s, 2, 10000, "CO97=10000");
    one->procedure = two->procedure = X12_STR("99214");
    one->submitted_procedure = two->submitted_procedure = X12_STR("99213");
    story_assert_made(s);
    assert_int_equal(s->made->lines[0].adjudications[0].bundled_line.len, 0);
    assert_true(
        x12_str_is(s->made->lines[1].adjudications[0].bundled_line, "1"));
    assert_true(
        x12_str_is(s->made->lines[1].adjudications[0].procedure, "99214"));
    story_end(s);
}

static void a_line_in_parts_has_an_adjudication_for_each(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 10000);

    (void)state;
    story_pay(s, "1", "");
    story_line(s, 1, 6000, "CO45=1000");
    story_line(s, 1, 4000, "PR3=1500");
    story_assert_made(s);
    assert_int_equal(s->made->lines[0].adjudication_count, 2);
    assert_int_equal(s->made->lines[0].adjudications[1].paid, 2500);
    story_end(s);
}

static void a_reason_told_twice_stands_once(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 10000);
    const struct edi_adjudication *a;

    (void)state;
    story_pay(s, "1", "");
    story_line(s, 1, 10000, "CO45=1000 PR1=500 CO45=200 OA23=70 OA23=-70");
    story_assert_made(s);
    a = &s->made->lines[0].adjudications[0];
    assert_int_equal(a->adjustment_count, 2);
    assert_int_equal(a->adjustments[0].amount, 1200);
    story_end(s);
}

static void remarks_of_the_lines_stand_with_the_claim(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 10000);
    struct edi_remark line[] = { { X12_STR("HE"), X12_STR("N381") },
                                 { X12_STR("HE"), X12_STR("MA18") },
                                 { X12_STR("RX"), X12_STR("70") } };
    struct edi_payment *payment = story_pay(s, "1", "");
    struct edi_service *service = story_line(s, 1, 10000, "PR1=10000");
    const struct edi_other_payer *paid;

    (void)state;
    payment->has_moa = true;
    payment->moa[3] = X12_STR("MA18");
    service->remarks = line;
    service->remark_count = 3;
    story_assert_made(s);
    paid = &s->made->other_payers[0];
    assert_true(paid->has_moa);
    assert_true(x12_str_is(paid->moa[3], "MA18"));
    assert_true(x12_str_is(paid->moa[4], "N381"));
    assert_int_equal(paid->moa[5].len, 0);
    assert_int_equal(s->c.remarks_left, 0);
    story_end(s);
}

static void an_inpatient_stay_has_its_remarks_in_mia(void **state)
{
    struct story *s = story_begin(EDI_INSTITUTIONAL, 1, 10000);
    const struct edi_other_payer *paid;
    struct edi_payment *payment;

    (void)state;
    s->small.claim.place = X12_STR("11");
    payment = story_pay(s, "1", "PR1=1000");
    story_whole(payment, 10000);
    payment->moa[3] = X12_STR("MA18");
    assert_int_equal(story_make(s), X12_OK);
    paid = &s->made->other_payers[0];
    assert_true(paid->has_mia);
    assert_false(paid->has_moa);
    assert_true(x12_str_is(paid->mia[1], "0"));
    assert_true(x12_str_is(paid->mia[5], "MA18"));
    story_end(s);
}

static void more_remarks_than_have_room_are_counted(void **state)
{
    static const char *const codes[] = { "N1", "N2", "N3", "N4", "N5", "N6" };
    struct edi_remark line[6];
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 10000);
    struct edi_service *service;

    (void)state;
    story_pay(s, "1", "");
    service = story_line(s, 1, 10000, "PR1=10000");
    for (size_t i = 0; i < 6; i++)
        line[i] = (struct edi_remark){ X12_STR("HE"), x12_str_from(codes[i]) };
    service->remarks = line;
    service->remark_count = 6;
    assert_int_equal(story_make(s), X12_OK);
    assert_int_equal(s->c.remarks_left, 1);
    story_end(s);
}

static void a_denial_is_claimed_with_nothing_paid(void **state)
{
    struct story *s = story_begin(EDI_DENTAL, 1, 10000);
    const struct edi_other_payer *paid;

    (void)state;
    story_pay(s, "4", "");
    story_line(s, 1, 10000, "CO197=10000");
    s->answer[0].at_stake = 10000;
    story_assert_made(s);
    paid = &s->made->other_payers[0];
    assert_int_equal(amount_of(paid->amounts, paid->amount_count, "D"), 0);
    story_end(s);
}

/* --- what stands ----------------------------------------------------------- */

static void only_what_was_not_taken_back_counts(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 2, 10000);
    const struct edi_other_payer *paid;

    (void)state;
    story_pay(s, "1", "");
    story_line(s, 1, 10000, "CO45=2000");
    story_line(s, 2, 10000, "CO45=2000");
    story_pay(s, "22", "");
    story_line(s, 1, -10000, "CO45=-2000");
    story_line(s, 2, -10000, "CO45=-2000");
    story_pay(s, "1", "");
    story_line(s, 1, 10000, "PR1=10000");
    story_line(s, 2, 10000, "CO45=3000");
    story_assert_made(s);
    paid = &s->made->other_payers[0];
    assert_int_equal(amount_of(paid->amounts, paid->amount_count, "D"), 7000);
    assert_int_equal(s->made->lines[0].adjudication_count, 1);
    story_end(s);
}

static void a_correction_of_one_line_leaves_the_other(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 2, 10000);

    (void)state;
    story_pay(s, "1", "");
    story_line(s, 1, 10000, "PR1=1000");
    story_line(s, 2, 10000, "CO45=2000");
    story_pay(s, "1", "");
    story_line(s, 2, 10000, "CO45=500");
    s->answer[1].correction = true;
    story_assert_made(s);
    assert_int_equal(s->made->lines[0].adjudications[0].paid, 9000);
    assert_int_equal(s->made->lines[1].adjudication_count, 1);
    assert_int_equal(s->made->lines[1].adjudications[0].paid, 9500);
    story_end(s);
}

static void what_was_taken_back_for_good_is_refused(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 10000);

    (void)state;
    story_pay(s, "1", "");
    story_line(s, 1, 10000, "PR1=1000");
    story_pay(s, "22", "");
    story_line(s, 1, -10000, "PR1=-1000");
    assert_refused(s, "nothing stands");
}

/* --- refusals -------------------------------------------------------------- */

static void a_claim_that_was_forwarded_is_refused_unless_wanted(void **state)
{
    static const char *const statuses[] = { "19", "20", "21", "23" };
    struct story *s;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        s = story_begin(EDI_PROFESSIONAL, 1, 10000);
        story_pay(s, statuses[i], "");
        story_line(s, 1, 10000, "PR1=1000");
        assert_int_equal(story_make(s), X12_END);
        s->c.anyway = true;
        story_assert_made(s);
        story_end(s);
    }
    s = story_begin(EDI_PROFESSIONAL, 1, 10000);
    story_pay(s, "1", "")->crossover.present = true;
    story_line(s, 1, 10000, "PR1=1000");
    assert_refused(s, "forwarded");
}

static void nothing_left_is_refused(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 10000);

    (void)state;
    story_pay(s, "1", "");
    story_line(s, 1, 10000, "CO45=1000");
    assert_refused(s, "nothing is left");
}

static void a_claim_without_a_second_payer_is_refused(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 10000);

    (void)state;
    s->small.claim.other_payer_count = 0;
    story_pay(s, "1", "");
    story_line(s, 1, 10000, "PR1=1000");
    assert_refused(s, "no other payer");
}

static void the_payer_next_in_order_is_asked(void **state)
{
    struct edi_amount paid = { .qualifier = X12_STR("D") };
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 10000);
    struct edi_other_payer others[3] = { s->other, s->other, s->other };

    (void)state;
    others[0].coverage.responsibility = X12_STR("T");
    others[1].coverage.responsibility = X12_STR("S");
    others[2].coverage.responsibility = X12_STR("A");
    s->small.claim.other_payers = others;
    s->small.claim.other_payer_count = 3;
    assert_ptr_equal(edi_claim_next_payer(&s->small.claim), &others[1]);
    others[1].amounts = &paid;
    others[1].amount_count = 1;
    assert_ptr_equal(edi_claim_next_payer(&s->small.claim), &others[0]);
    s->small.claim.coverage.responsibility = X12_STR("A");
    assert_null(edi_claim_next_payer(&s->small.claim));
    story_end(s);
}

static void what_does_not_balance_is_refused_with_its_arithmetic(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 10000);

    (void)state;
    story_pay(s, "1", "");
    story_line(s, 1, 10000, "PR1=1000")->paid = 8000;
    assert_int_equal(story_make(s), X12_END);
    assert_string_equal(s->c.fault.text,
                        "line of the payment 1 does not balance: 100.00 "
                        "charged less 10.00 adjusted is 90.00, but 80.00 was "
                        "paid");
    story_end(s);
    s = story_begin(EDI_PROFESSIONAL, 1, 10000);
    story_whole(story_pay(s, "1", "PR1=1000"), 10000);
    s->payment[0].paid += 1;
    assert_refused(s, "but 90.01 was paid");
}

static void a_line_without_an_answer_is_refused(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 2, 10000);

    (void)state;
    story_pay(s, "1", "");
    story_line(s, 1, 10000, "PR1=1000");
    assert_refused(s, "of line 2 100.00 was claimed, and the payer has "
                      "answered 0.00");
}

static void an_answer_to_no_line_of_ours_is_refused(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 10000);

    (void)state;
    story_pay(s, "1", "");
    story_line(s, 1, 10000, "PR1=1000");
    story_line(s, 0, 500, "CO45=500");
    assert_refused(s, "no line of the claim");
}

static void without_an_answer_or_with_a_void_there_is_none(void **state)
{
    struct story *s = story_begin(EDI_PROFESSIONAL, 1, 10000);

    (void)state;
    assert_refused(s, "has not answered");
    s = story_begin(EDI_PROFESSIONAL, 1, 10000);
    s->small.claim.frequency = X12_STR("8");
    assert_refused(s, "void");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(payers_and_the_insured_change_places),
        cmocka_unit_test(
            a_patient_insured_by_another_stands_in_a_loop_of_its_own),
        cmocka_unit_test(numbers_go_with_the_payer_that_gave_them),
        cmocka_unit_test(
            numbers_of_the_billing_provider_have_room_in_the_claim),
        cmocka_unit_test(fails_clearly_whichever_allocation_fails),
        cmocka_unit_test(
            deductible_coinsurance_and_contract_are_carried_by_line),
        cmocka_unit_test(an_answer_to_the_claim_alone_stands_in_2320),
        cmocka_unit_test(adjustments_of_the_claim_and_of_its_lines_add_up),
        cmocka_unit_test(lines_put_into_another_name_it),
        cmocka_unit_test(a_line_in_parts_has_an_adjudication_for_each),
        cmocka_unit_test(a_reason_told_twice_stands_once),
        cmocka_unit_test(remarks_of_the_lines_stand_with_the_claim),
        cmocka_unit_test(an_inpatient_stay_has_its_remarks_in_mia),
        cmocka_unit_test(more_remarks_than_have_room_are_counted),
        cmocka_unit_test(a_denial_is_claimed_with_nothing_paid),
        cmocka_unit_test(only_what_was_not_taken_back_counts),
        cmocka_unit_test(a_correction_of_one_line_leaves_the_other),
        cmocka_unit_test(what_was_taken_back_for_good_is_refused),
        cmocka_unit_test(a_claim_that_was_forwarded_is_refused_unless_wanted),
        cmocka_unit_test(nothing_left_is_refused),
        cmocka_unit_test(a_claim_without_a_second_payer_is_refused),
        cmocka_unit_test(the_payer_next_in_order_is_asked),
        cmocka_unit_test(what_does_not_balance_is_refused_with_its_arithmetic),
        cmocka_unit_test(a_line_without_an_answer_is_refused),
        cmocka_unit_test(an_answer_to_no_line_of_ours_is_refused),
        cmocka_unit_test(without_an_answer_or_with_a_void_there_is_none),
    };

    return cmocka_run_group_tests_name("coordinate", tests, NULL, NULL);
}
