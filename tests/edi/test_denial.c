/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/match/denial.h"
#include "tests/support/cm.h"

#include <stdio.h>

/* Reasons written short: "CO45:3000 PR1:2000"; lines are parted by '|', the
 * claim's own reasons stand behind '/'. A line begins with charge,paid. */
struct judged_text {
    struct edi_judged judged;
    struct edi_judged_line line[4];
    struct edi_reason reason[5][6];
    x12_str remark;
};

static x12_money cents(x12_str s)
{
    x12_money m = 0;
    bool minus = s.len && *s.at == '-';

    for (size_t i = minus; i < s.len; i++)
        m = 10 * m + (s.at[i] - '0');
    return minus ? -m : m;
}

static size_t reasons(x12_str text, struct edi_reason *into)
{
    size_t count = 0;

    while (text.len) {
        x12_str one = x12_str_cut(&text, ' '), code;

        if (!one.len)
            continue;
        code = x12_str_cut(&one, ':');
        into[count++] = (struct edi_reason){ { code.at, 2 },
                                             { code.at + 2, code.len - 2 },
                                             cents(one) };
    }
    return count;
}

static void judge_with(const struct edi_denial_rules *rules,
                       struct judged_text *t, const char *status,
                       const char *text)
{
    x12_str own = x12_str_from(text), lines = x12_str_cut(&own, '/');

    t->judged.status = x12_str_from(status);
    t->judged.lines = t->line;
    t->judged.reasons = t->reason[4];
    t->judged.reason_count = reasons(own, t->reason[4]);
    while (lines.len) {
        x12_str one = x12_str_cut(&lines, '|');
        x12_str charge = x12_str_cut(&one, ','), paid = x12_str_cut(&one, ' ');
        size_t i = t->judged.line_count++;

        t->line[i] = (struct edi_judged_line){
            .charge = cents(charge),
            .paid = cents(paid),
            .reasons = t->reason[i],
            .reason_count = reasons(one, t->reason[i]),
            .remarks = &t->remark,
            .remark_count = t->remark.len != 0,
        };
        t->judged.charge += t->line[i].charge;
        t->judged.paid += t->line[i].paid;
    }
    edi_denial_judge(rules, &t->judged);
}

static void judge(struct judged_text *t, const char *status, const char *text)
{
    judge_with(&edi_denial_shipped, t, status, text);
}

static void judges_claims_by_reasons_and_balance(void **state)
{
    static const struct {
        const char *status, *text, *outcome, *lines;
        x12_money at_stake;
    } cases[] = {
        { "1", "10000,7000 CO45:3000", "paid", "paid", 0 },
        { "1", "10000,0 CO50:10000", "denied", "denied", 10000 },
        { "4", "10000,0 CO50:10000", "denied", "denied", 10000 },
        { "1", "10000,0 CO45:4000 CO222:6000", "denied", "denied", 6000 },
        { "1", "10000,0 CO45:3000 PR1:7000", "patient_resp", "patient_resp",
          0 },
        { "1", "10000,7000 CO45:3000|5000,0 CO16:5000", "partial",
          "paid denied", 5000 },
        { "1", "10000,4000 CO45:3000 CO222:3000", "partial", "partial", 3000 },
        { "1", "10000,7000 CO45:3000|5000,0 CO97:5000", "paid", "paid bundled",
          0 },
        { "1", "5000,0 CO97:5000", "denied", "denied", 5000 },
        { "1", "5000,0 CO97:5000|9000,0 PR3:9000", "patient_resp",
          "bundled patient_resp", 0 },
        { "1", "5000,0 CO24:5000", "capitated", "capitated", 0 },
        { "2", "5000,0 OA23:5000", "prior_payer", "prior_payer", 0 },
        { "1", "5000,0 OA22:5000", "prior_payer", "prior_payer", 0 },
        { "1", "5000,0 CO22:5000", "denied", "denied", 5000 },
        { "1", "5000,0 OA18:5000", "duplicate", "duplicate", 0 },
        { "1", "5000,0 CO45:5000", "contractual", "contractual", 0 },
        { "1", "5000,0 PR204:5000", "patient_resp", "patient_resp", 0 },
        { "1", "5000,0 PR27:5000", "denied", "denied", 5000 },
        { "1", "5000,0", "zero_unknown", "zero_unknown", 5000 },
        { "1", "5000,0 CO45:1000|4000,4000", "paid", "contractual paid", 0 },
        { "1", "0,0", "paid", "paid", 0 },
        { "25", "5000,0 CO50:5000", "predetermination", "predetermination", 0 },
        { "22", "-5000,-4000 CO45:-1000", "reversed", "reversed", 0 },
        { "23", "5000,0 CO50:5000", "forwarded", "forwarded", 0 },
        { "4", "5000,0 CO31:5000", "not_ours", "not_ours", 5000 },
        { "4", "5000,0 CO31:2000 CO50:3000", "denied", "denied", 5000 },
        { "19", "5000,4000 CO45:1000", "paid", "paid", 0 },
        { "1", "10000,12000 CO94:-2000", "paid", "paid", 0 },
        { "1", "9000,0 CO45:4000|5000,0 PR2:5000/", "patient_resp",
          "contractual patient_resp", 0 },
        { "1", "5000,5000/CO50:0", "paid", "paid", 0 },
        { "1", "5000,0/CO45:5000", "contractual", "zero_unknown", 0 },
        { "1", "5000,0|4000,3000 CO45:1000", "zero_unknown",
          "zero_unknown paid", 5000 },
        { "1", "5000,0/CO29:5000", "denied", "zero_unknown", 5000 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct judged_text t = { 0 };
        char lines[100] = "";
        size_t len = 0;

        judge(&t, cases[i].status, cases[i].text);
        for (size_t j = 0; j < t.judged.line_count; j++)
            len += (size_t)snprintf(lines + len, sizeof(lines) - len, "%s%s",
                                    j ? " " : "",
                                    edi_outcome_text(t.line[j].outcome));
        if (strcmp(edi_outcome_text(t.judged.outcome), cases[i].outcome) != 0 ||
            strcmp(lines, cases[i].lines) != 0 ||
            t.judged.at_stake != cases[i].at_stake)
            fail_msg("%s %s: %s (%s) %d", cases[i].status, cases[i].text,
                     edi_outcome_text(t.judged.outcome), lines,
                     (int)t.judged.at_stake);
    }
}

static void judges_a_claim_without_lines_by_its_own_reasons(void **state)
{
    struct judged_text t = { .judged = { .charge = 90000, .paid = 0 } };

    (void)state;
    judge(&t, "1", "/CO45:40000 CO50:50000");
    assert_int_equal(t.judged.outcome, EDI_DENIED);
    assert_int_equal(t.judged.at_stake, 50000);
}

static void a_claim_without_lines_and_reasons_is_unknown(void **state)
{
    struct judged_text t = { .judged = { .charge = 90000, .paid = 0 } };

    (void)state;
    judge(&t, "1", "");
    assert_int_equal(t.judged.outcome, EDI_ZERO_UNKNOWN);
    assert_int_equal(t.judged.at_stake, 90000);
}

static void a_correction_that_denies_is_a_denial(void **state)
{
    struct judged_text paid = { .judged = { .correction = true } };
    struct judged_text denied = { .judged = { .correction = true } };

    (void)state;
    judge(&paid, "1", "5000,4000 CO45:1000");
    assert_int_equal(paid.judged.outcome, EDI_CORRECTED);
    judge(&denied, "1", "5000,0 CO50:5000");
    assert_int_equal(denied.judged.outcome, EDI_DENIED);
}

static void bundled_into_another_payment_of_the_claim_is_no_denial(void **state)
{
    struct judged_text t = { .judged = { .sibling = true } };

    (void)state;
    judge(&t, "1", "5000,0 CO97:5000");
    assert_int_equal(t.judged.outcome, EDI_BUNDLED);
    assert_int_equal(t.judged.at_stake, 0);
}

static void names_the_largest_denied_sum_as_the_cause(void **state)
{
    struct judged_text t = { 0 };

    (void)state;
    judge(&t, "1", "5000,0 CO50:1000 CO29:4000");
    assert_non_null(t.judged.cause);
    assert_true(x12_str_is(t.judged.cause_code, "29"));
    assert_int_equal(t.judged.cause->action, EDI_ACTION_TIMELY);
}

static void the_remark_decides_what_to_do(void **state)
{
    struct judged_text fix = { .remark = X12_STR("N290") };
    struct judged_text resend = { .remark = X12_STR("MA130") };

    (void)state;
    judge(&fix, "1", "5000,0 CO16:5000");
    assert_int_equal(fix.judged.cause->action, EDI_ACTION_FIX);
    judge(&resend, "1", "5000,0 CO16:5000");
    assert_int_equal(resend.judged.cause->action, EDI_ACTION_RESEND);
}

static void rows_from_text_come_first(void **state)
{
    static const char TEXT[] =
        "# payer\tcode\tgroups\tremark\tclass\taction\ttext\r\n"
        "\n"
        "60154\t50\tCO\t*\tcontractual\tclose\tby contract\tBea\t2025-01-01\r\n"
        "*\t29\t*\tN1\tpatient\tbill\tthe patient was late";
    struct x12_arena arena = { 0 };
    struct edi_denial_rules rules;
    struct x12_error err = { 0 };
    const struct edi_denial_rule *row;
    struct judged_text ours = { .judged = { .payer = X12_STR("60154") } };
    struct judged_text other = { .judged = { .payer = X12_STR("39126") } };
    x12_str remark = X12_STR("N1");

    (void)state;
    assert_int_equal(edi_denial_parse(X12_STR(TEXT), &arena, &rules, &err),
                     X12_OK);
    assert_int_equal(rules.count, edi_denial_shipped.count + 2);
    judge_with(&rules, &ours, "1", "5000,0 CO50:5000");
    assert_int_equal(ours.judged.outcome, EDI_CONTRACTUAL);
    judge_with(&rules, &other, "1", "5000,0 CO50:5000");
    assert_int_equal(other.judged.outcome, EDI_DENIED);
    row = edi_denial_find(&rules, X12_STR("1"), X12_STR("CO"), X12_STR("29"),
                          &remark, 1);
    assert_int_equal(row->reason, EDI_REASON_PATIENT);
    assert_string_equal(rules.rows[0].comment, "Bea");
    x12_arena_release(&arena);
}

static void a_row_that_is_none_is_told_by_its_line(void **state)
{
    static const char *const texts[] = {
        "\n*\t50\tCO\t*\tcontractual",
        "\n*\t50\tCO\t*\tunheard\tclose\ttext",
        "\n*\t50\tCO\t*\tdenial\tunheard\ttext",
        "\n*\t\tCO\t*\tdenial\tclose\ttext",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        struct x12_arena arena = { 0 };
        struct edi_denial_rules rules;
        struct x12_error err = { 0 };

        assert_int_equal(
            edi_denial_parse(x12_str_from(texts[i]), &arena, &rules, &err),
            X12_ESYNTAX);
        assert_non_null(strstr(err.text, "line 2"));
        x12_arena_release(&arena);
    }
}

static void every_shipped_row_can_be_reached(void **state)
{
    (void)state;
    for (size_t i = 0; i < edi_denial_shipped.count; i++) {
        const struct edi_denial_rule *row = &edi_denial_shipped.rows[i];
        bool met = false;
        static const char *const groups[] = { "CO", "OA", "PI", "PR", "CR" };
        x12_str remark = x12_str_from(row->remark);

        for (size_t j = 0; j < 5; j++)
            met = met || edi_denial_find(&edi_denial_shipped, X12_STR(""),
                                         x12_str_from(groups[j]),
                                         x12_str_from(row->code), &remark,
                                         remark.len != 0) == row;
        if (!met)
            fail_msg("row %u (%s) is never met", (unsigned)i, row->code);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judges_claims_by_reasons_and_balance),
        cmocka_unit_test(judges_a_claim_without_lines_by_its_own_reasons),
        cmocka_unit_test(a_claim_without_lines_and_reasons_is_unknown),
        cmocka_unit_test(a_correction_that_denies_is_a_denial),
        cmocka_unit_test(
            bundled_into_another_payment_of_the_claim_is_no_denial),
        cmocka_unit_test(names_the_largest_denied_sum_as_the_cause),
        cmocka_unit_test(the_remark_decides_what_to_do),
        cmocka_unit_test(rows_from_text_come_first),
        cmocka_unit_test(a_row_that_is_none_is_told_by_its_line),
        cmocka_unit_test(every_shipped_row_can_be_reached),
    };

    return cmocka_run_group_tests_name("denial", tests, NULL, NULL);
}
