/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/match/facts.h"
#include "tests/support/cm.h"

static const struct edi_envelope_facts envelope = {
    .isa = { "000000001", 9 },
    .set = { "0001", 4 },
    .isa_day = 20250107,
    .gs_day = 20250106,
};

static void keeps_the_numbers_of_a_claim_in_normal_form(void **state)
{
    struct edi_reference references[] = {
        { .qualifier = X12_STR("F8"), .value = X12_STR("icn-9") },
    };
    struct edi_reference ids[] = {
        { .qualifier = X12_STR("EI"), .value = X12_STR("36-0000000") },
    };
    struct edi_reference control[] = {
        { .qualifier = X12_STR("6R"), .value = X12_STR("a-1") },
    };
    struct edi_line line = {
        .number = 3,
        .procedure = X12_STR("97110"),
        .charge = 10000,
        .modifier = { X12_STR("GP"), X12_STR("59") },
        .references = control,
        .reference_count = 1,
    };
    struct edi_claim_set set = { .date = X12_STR("20250105") };
    struct edi_claim claim = {
        .id = X12_STR("pcn-001"),
        .charge = 10000,
        .ordinal = 7,
        .set = &set,
        .frequency = X12_STR("7"),
        .patient_is_subscriber = true,
        .references = references,
        .reference_count = 1,
        .lines = &line,
        .line_count = 1,
    };
    struct x12_arena arena = { 0 };
    struct edi_match_claim out;

    (void)state;
    claim.subscriber = (struct edi_party){ .present = true,
                                           .name = X12_STR("O'Brien Jr"),
                                           .first = X12_STR("Bea"),
                                           .id = X12_STR("xeh-12") };
    claim.billing = (struct edi_party){ .present = true,
                                        .id_qualifier = X12_STR("XX"),
                                        .id = X12_STR("1234567893"),
                                        .references = ids,
                                        .reference_count = 1 };
    edi_facts_claim(&claim, &envelope, &arena, &out);
    assert_true(x12_str_is(out.number, "PCN001"));
    assert_true(x12_str_is(out.original, "ICN9"));
    assert_true(x12_str_is(out.npi, "1234567893"));
    assert_true(x12_str_is(out.tax_id, "360000000"));
    assert_true(x12_str_is(out.member, "XEH12"));
    assert_true(x12_str_is(out.last, "OBRIEN"));
    assert_true(x12_str_is(out.first, "BEA"));
    assert_int_equal(out.sent, 20250105);
    assert_int_equal(out.ordinal, 7);
    assert_int_equal(out.line_count, 1);
    assert_true(x12_str_is(out.lines[0].control, "A1"));
    assert_true(x12_str_is(out.lines[0].modifiers, "59GP"));
    assert_int_equal(out.lines[0].number, 3);
    x12_arena_release(&arena);
}

static void a_claim_was_sent_when_its_envelope_was(void **state)
{
    struct edi_claim_set set = { .date = X12_STR("99999999") };
    struct edi_claim claim = { .set = &set, .patient_is_subscriber = true };
    struct edi_envelope_facts other = envelope;
    struct x12_arena arena = { 0 };
    struct edi_match_claim out;

    (void)state;
    edi_facts_claim(&claim, &other, &arena, &out);
    assert_int_equal(out.sent, 20250106);
    other.gs_day = 0;
    edi_facts_claim(&claim, &other, &arena, &out);
    assert_int_equal(out.sent, 20250107);
    x12_arena_release(&arena);
}

static void a_remittance_is_dated_by_its_money(void **state)
{
    struct edi_remittance r = { .date = 20250120, .production = 20250118 };

    (void)state;
    assert_int_equal(edi_facts_day(&r, &envelope), 20250120);
    r.date = 0;
    assert_int_equal(edi_facts_day(&r, &envelope), 20250118);
    r.production = 0;
    assert_int_equal(edi_facts_day(&r, &envelope), 20250106);
}

static void a_payer_is_known_by_its_id_or_its_tax_id(void **state)
{
    struct edi_reference ids[] = {
        { .qualifier = X12_STR("2U"), .value = X12_STR("60154") },
    };
    struct edi_remittance r = { .payer_tax_id = X12_STR("1510225698") };

    (void)state;
    assert_true(x12_str_is(edi_facts_payer(&r), "1510225698"));
    r.payer.references = ids;
    r.payer.reference_count = 1;
    assert_true(x12_str_is(edi_facts_payer(&r), "60154"));
    r.payer.id = X12_STR("PLAN1");
    assert_true(x12_str_is(edi_facts_payer(&r), "PLAN1"));
}

static void a_service_is_what_was_submitted(void **state)
{
    struct edi_adjustment reasons[] = {
        { .group = X12_STR("CO"), .reason = X12_STR("45"), .amount = 3000 },
    };
    struct edi_remark remarks[] = { { X12_STR("HE"), X12_STR("N290") } };
    struct edi_date days[] = {
        { .qualifier = X12_STR("150"), .from = 20250102, .to = 20250102 },
        { .qualifier = X12_STR("151"), .from = 20250104, .to = 20250104 },
    };
    struct edi_service service = {
        .procedure = X12_STR("99212"),
        .charge = 10000,
        .paid = 7000,
        .submitted_procedure = X12_STR("99213"),
        .submitted_modifier = { X12_STR("25") },
        .dates = days,
        .date_count = 2,
        .adjustments = reasons,
        .adjustment_count = 1,
        .remarks = remarks,
        .remark_count = 1,
    };
    struct edi_remittance r = { .date = 20250120 };
    struct edi_payment p = {
        .remittance = &r,
        .id = X12_STR("0"),
        .status = X12_STR("1"),
        .control = X12_STR("icn 1"),
        .has_moa = true,
        .services = &service,
        .service_count = 1,
    };
    struct x12_arena arena = { 0 };
    struct edi_match_payment out;

    (void)state;
    p.moa[3] = X12_STR("MA01");
    p.moa[8] = X12_STR("12");
    edi_facts_payment(&p, &envelope, &arena, &out);
    assert_int_equal(out.number.len, 0);
    assert_true(x12_str_is(out.control, "ICN1"));
    assert_int_equal(out.remark_count, 1);
    assert_true(x12_str_is(out.remarks[0], "MA01"));
    assert_int_equal(out.service_count, 1);
    assert_true(x12_str_is(out.services[0].code, "99213"));
    assert_true(x12_str_is(out.services[0].modifiers, "25"));
    assert_int_equal(out.services[0].from, 20250102);
    assert_int_equal(out.services[0].to, 20250104);
    assert_int_equal(out.services[0].reasons[0].amount, 3000);
    assert_true(x12_str_is(out.services[0].remarks[0], "N290"));
    x12_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_numbers_of_a_claim_in_normal_form),
        cmocka_unit_test(a_claim_was_sent_when_its_envelope_was),
        cmocka_unit_test(a_remittance_is_dated_by_its_money),
        cmocka_unit_test(a_payer_is_known_by_its_id_or_its_tax_id),
        cmocka_unit_test(a_service_is_what_was_submitted),
    };

    return cmocka_run_group_tests_name("facts", tests, NULL, NULL);
}
