/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/match/match.h"
#include "tests/support/cm.h"

/* A slice in a constant table. */
#define TEXT(lit)              \
    {                          \
        (lit), sizeof(lit) - 1 \
    }

/* One claim of 100.00 for one member and day, and its payment; tests change
 * what they are about. */
static struct edi_match_claim claim_of(const char *number)
{
    static struct edi_match_line line[] = {
        { .number = 1,
          .control = TEXT("L1"),
          .code = TEXT("99213"),
          .charge = 10000,
          .from = 20250102,
          .to = 20250102 },
    };

    return (struct edi_match_claim){
        .number = x12_str_from(number),
        .payer = X12_STR("60154"),
        .npi = X12_STR("1234500001"),
        .tax_id = X12_STR("360000000"),
        .member = X12_STR("XEH00007919001"),
        .last = X12_STR("TORENDAL"),
        .subscriber_last = X12_STR("TORENDAL"),
        .frequency = X12_STR("1"),
        .responsibility = X12_STR("P"),
        .charge = 10000,
        .from = 20250102,
        .to = 20250102,
        .sent = 20250106,
        .isa = X12_STR("000000001"),
        .set = X12_STR("0001"),
        .ordinal = 1,
        .lines = line,
        .line_count = 1,
    };
}

static struct edi_match_payment payment_of(const char *number,
                                           const char *control)
{
    static const struct edi_reason reasons[] = {
        { TEXT("CO"), TEXT("45"), 3000 },
    };

    return (struct edi_match_payment){
        .remittance = 1,
        .number = x12_str_from(number),
        .control = x12_str_from(control),
        .status = X12_STR("1"),
        .payer = X12_STR("60154"),
        .npi = X12_STR("1234500001"),
        .tax_id = X12_STR("360000000"),
        .member = X12_STR("XEH00007919001"),
        .last = X12_STR("TORENDAL"),
        .charge = 10000,
        .paid = 7000,
        .from = 20250102,
        .to = 20250102,
        .day = 20250120,
        .isa_day = 20250120,
        .isa = X12_STR("000000900"),
        .set = X12_STR("0001"),
        .ordinal = 1,
        .reasons = reasons,
        .reason_count = 1,
    };
}

/* Takes a payment back: every amount negated. */
static struct edi_match_payment reversal_of(struct edi_match_payment p,
                                            x12_date day)
{
    static const struct edi_reason reasons[] = {
        { TEXT("CO"), TEXT("45"), -3000 },
    };

    p.status = X12_STR("22");
    p.charge = -p.charge;
    p.paid = -p.paid;
    p.reasons = reasons;
    p.day = day;
    p.remittance++;
    return p;
}

static void decide(struct edi_match_claim *claims, size_t claim_count,
                   struct edi_match_payment *payments, size_t payment_count)
{
    struct edi_component component = { .claims = claims,
                                       .claim_count = claim_count,
                                       .payments = payments,
                                       .payment_count = payment_count };
    struct x12_arena arena = { 0 };
    struct x12_error err = { 0 };

    assert_int_equal(
        edi_match_component(&component, &edi_denial_shipped, &arena, &err),
        X12_OK);
    x12_arena_release(&arena);
}

static void m2_takes_the_claim_with_the_number(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p = payment_of("PCN001", "ICN1");

    (void)state;
    decide(&c, 1, &p, 1);
    assert_ptr_equal(p.found.claim, &c);
    assert_int_equal(p.found.rule, EDI_RULE_M2);
    assert_int_equal(p.found.confidence, EDI_CERTAIN);
    assert_int_equal(p.found.outcome, EDI_PAID);
    assert_int_equal(c.stand.state, EDI_STATE_PAID);
    assert_int_equal(c.stand.paid, 7000);
    assert_int_equal(c.stand.balance, 0);
    assert_int_equal(c.stand.last, 20250120);
}

static void amounts_that_cannot_be_read_move_no_claim(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p = payment_of("PCN001", "ICN1");

    (void)state;
    p.unreadable = true;
    decide(&c, 1, &p, 1);
    assert_ptr_equal(p.found.claim, &c);
    assert_int_equal(p.found.confidence, EDI_PROBABLE);
    assert_int_equal(p.found.outcome, EDI_UNREADABLE);
    assert_int_equal(p.found.at_stake, 0);
    assert_true(p.found.live);
    assert_int_equal(c.stand.state, EDI_STATE_OPEN);
    assert_int_equal(c.stand.paid, 0);
}

/* By a person's word it does. */
static void a_claim_that_cannot_be_read_is_moved_by_a_person_alone(void **state)
{
    static const struct edi_decision attached[] = { { 1, true } };
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p = payment_of("PCN001", "ICN1");

    (void)state;
    c.id = 1;
    c.unreadable = true;
    decide(&c, 1, &p, 1);
    assert_ptr_equal(p.found.claim, &c);
    assert_int_equal(p.found.confidence, EDI_PROBABLE);
    assert_int_equal(p.found.outcome, EDI_PAID);
    assert_int_equal(c.stand.paid, 0);
    p.decisions = attached;
    p.decision_count = 1;
    decide(&c, 1, &p, 1);
    assert_int_equal(p.found.confidence, EDI_CERTAIN);
    assert_int_equal(c.stand.paid, 7000);
}

/* Each letter spoils one of the four fields. */
static void spoil(struct edi_match_payment *p, const char *fields)
{
    for (; *fields; fields++)
        switch (*fields) {
        case 'c':
            p->charge = p->charge / 2;
            break;
        case 'd':
            p->from = p->to = 20241111;
            break;
        case 'm':
            p->member = X12_STR("ZZZ99999999");
            break;
        case 'l':
            p->last = X12_STR("HOLENWICK");
            break;
        case 'M':
            p->member = X12_STR("");
            break;
        case 'L':
            p->last = X12_STR("");
            break;
        }
}

static void m2_needs_two_agreeing_fields(void **state)
{
    static const struct {
        const char *spoilt;
        bool matched;
    } cases[] = {
        { "", true },      { "c", true },    { "cd", true },
        { "ml", true },    { "ML", true },   { "cdm", false },
        { "cdl", false },  { "cml", false }, { "dml", false },
        { "cML", false },  { "dML", false }, { "cdML", false },
        { "cdml", false }, { "cdM", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct edi_match_claim c = claim_of("PCN001");
        struct edi_match_payment p = payment_of("PCN001", "ICN1");

        spoil(&p, cases[i].spoilt);
        decide(&c, 1, &p, 1);
        if ((p.found.claim != NULL) != cases[i].matched)
            fail_msg("spoilt %s", cases[i].spoilt);
        if (!cases[i].matched) {
            assert_int_equal(p.found.confidence, EDI_UNMATCHED);
            assert_int_equal(p.found.rule, EDI_RULE_M8);
            assert_int_equal(p.found.refused_count, 1);
            assert_ptr_equal(p.found.refused[0].claim, &c);
            assert_int_equal(c.stand.state, EDI_STATE_OPEN);
        }
    }
}

static void no_number_is_never_equal_to_no_number(void **state)
{
    struct edi_match_claim c = claim_of("");
    struct edi_match_payment p = payment_of("", "");

    (void)state;
    spoil(&p, "ml");
    decide(&c, 1, &p, 1);
    assert_null(p.found.claim);
}

static void a_remittance_from_before_the_claim_is_not_its_answer(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p = payment_of("PCN001", "ICN1");

    (void)state;
    p.day = 20250105;
    decide(&c, 1, &p, 1);
    assert_null(p.found.claim);
    assert_true(p.found.refused[0].compared.differ & EDI_FIELD_SENT);
    p.day = 20250106;
    decide(&c, 1, &p, 1);
    assert_ptr_equal(p.found.claim, &c);
}

static void the_payee_must_be_the_provider(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p = payment_of("PCN001", "ICN1");

    (void)state;
    p.npi = X12_STR("1234500002");
    decide(&c, 1, &p, 1);
    assert_ptr_equal(p.found.claim, &c); /* the tax id still agrees */
    p.tax_id = X12_STR("360000009");
    decide(&c, 1, &p, 1);
    assert_null(p.found.claim);
    p.npi = p.tax_id = X12_STR("");
    decide(&c, 1, &p, 1);
    assert_ptr_equal(p.found.claim, &c);
}

static void m3_takes_the_one_visit_that_agrees_in_all(void **state)
{
    struct edi_match_claim c[] = { claim_of("ACCT"), claim_of("ACCT"),
                                   claim_of("ACCT") };
    struct edi_match_payment p = payment_of("ACCT", "ICN1");

    (void)state;
    c[0].ordinal = 1;
    c[1].ordinal = 2;
    c[2].ordinal = 3;
    c[0].from = c[0].to = 20241201;
    c[2].charge = 4000;
    decide(c, 3, &p, 1);
    assert_ptr_equal(p.found.claim, &c[1]);
    assert_int_equal(p.found.rule, EDI_RULE_M3);
    assert_int_equal(p.found.confidence, EDI_STRONG);
    assert_int_equal(p.found.refused_count, 2);
}

static void a_tie_goes_to_a_person(void **state)
{
    struct edi_match_claim c[] = { claim_of("ACCT"), claim_of("ACCT") };
    struct edi_match_payment p = payment_of("ACCT", "ICN1");

    (void)state;
    decide(c, 2, &p, 1);
    assert_null(p.found.claim);
    assert_int_equal(p.found.confidence, EDI_AMBIGUOUS);
    assert_int_equal(p.found.refused_count, 2);
    assert_int_equal(p.found.outcome, EDI_PAID);
    assert_int_equal(c[0].stand.state, EDI_STATE_OPEN);
    c[0].charge = c[1].charge = 4000; /* neither in all, both in enough */
    decide(c, 2, &p, 1);
    assert_null(p.found.claim);
    assert_int_equal(p.found.confidence, EDI_AMBIGUOUS);
}

static void keeps_the_nearest_three_that_it_did_not_take(void **state)
{
    struct edi_match_claim c[6];
    struct edi_match_payment p = payment_of("ACCT", "ICN1");

    (void)state;
    for (uint32_t i = 0; i < 6; i++) {
        c[i] = claim_of("ACCT");
        c[i].ordinal = i + 1;
    }
    c[0].charge = c[1].charge = c[2].charge = c[3].charge = c[4].charge = 1;
    c[0].from = c[0].to = c[2].from = c[2].to = 20240101;
    c[0].member = c[1].member = X12_STR("ZZZ99999999");
    c[0].last = c[4].last = X12_STR("HOLENWICK");
    decide(c, 6, &p, 1);
    assert_ptr_equal(p.found.claim, &c[5]);
    assert_int_equal(p.found.refused_count, 3);
    assert_ptr_equal(p.found.refused[0].claim, &c[3]); /* the charge differs */
    assert_ptr_equal(p.found.refused[1].claim,
                     &c[1]); /* two fields, the first */
    assert_ptr_equal(p.found.refused[2].claim, &c[2]);
}

static void the_order_of_payers_parts_first_from_second(void **state)
{
    struct edi_match_claim c[] = { claim_of("ACCT"), claim_of("ACCT") };
    struct edi_match_payment p = payment_of("ACCT", "ICN1");

    (void)state;
    c[1].ordinal = 2;
    c[1].responsibility = X12_STR("S");
    p.status = X12_STR("2");
    decide(c, 2, &p, 1);
    assert_ptr_equal(p.found.claim, &c[1]);
    assert_int_equal(p.found.rule, EDI_RULE_M3);
}

static void nothing_answers_a_void(void **state)
{
    struct edi_match_claim c[] = { claim_of("PCN001"), claim_of("PCN001") };
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("PCN001", "ICN1") };

    (void)state;
    c[1].sent = 20250125;
    c[1].frequency = X12_STR("8");
    c[1].original = X12_STR("ICN1");
    p[1] = reversal_of(p[1], 20250201);
    decide(c, 2, p, 2);
    assert_ptr_equal(p[0].found.claim, &c[0]);
    assert_ptr_equal(p[1].found.claim, &c[0]);
    assert_int_equal(c[0].stand.state, EDI_STATE_VOIDED);
    assert_int_equal(c[1].stand.state, EDI_STATE_VOIDED);
    assert_int_equal(c[0].stand.balance, 0);
}

static void m1_follows_the_payers_number(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("", "ICN1") };

    (void)state;
    p[1] = reversal_of(p[1], 20250201);
    decide(&c, 1, p, 2);
    assert_ptr_equal(p[1].found.claim, &c);
    assert_int_equal(p[1].found.rule, EDI_RULE_M1);
    assert_int_equal(p[1].found.outcome, EDI_REVERSED);
    assert_int_equal(c.stand.state, EDI_STATE_REVERSED);
    assert_int_equal(c.stand.paid, 0);
    assert_int_equal(c.stand.balance, 10000);
}

static void a_reversal_of_nothing_seen_is_held(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("PCN001", "ICN1") };

    (void)state;
    p[0] = reversal_of(p[0], 20250201);
    p[1].day = 20250301;
    decide(&c, 1, p, 2);
    assert_ptr_equal(p[0].found.claim, &c);
    assert_int_equal(p[0].found.confidence, EDI_PROBABLE);
    assert_int_equal(p[0].found.outcome, EDI_REVERSED);
    assert_int_equal(p[1].found.confidence, EDI_CERTAIN);
    assert_int_equal(c.stand.state, EDI_STATE_PAID);
    assert_int_equal(c.stand.paid, 7000);
    assert_int_equal(c.stand.payments, 1);
    /* and alone it leaves the claim as it was */
    decide(&c, 1, p, 1);
    assert_int_equal(p[0].found.confidence, EDI_PROBABLE);
    assert_int_equal(c.stand.state, EDI_STATE_OPEN);
    assert_int_equal(c.stand.paid, 0);
}

static void a_reversal_with_positive_amounts_is_held(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("PCN001", "ICN1") };

    (void)state;
    p[1].status = X12_STR("22");
    p[1].day = 20250201;
    p[1].remittance++;
    decide(&c, 1, p, 2);
    assert_int_equal(p[1].found.confidence, EDI_PROBABLE);
    assert_int_equal(p[1].found.outcome, EDI_REVERSED);
    assert_int_equal(c.stand.state, EDI_STATE_PAID);
    assert_int_equal(c.stand.paid, 7000);
    assert_true(p[0].found.live);
}

static void m1_needs_the_patient_or_the_charge(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("", "ICN1") };

    (void)state;
    spoil(&p[1], "cdml");
    p[1].day = 20250201;
    decide(&c, 1, p, 2);
    assert_null(p[1].found.claim);
}

static void m1_knows_one_payers_numbers_from_anothers(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("", "ICN1") };

    (void)state;
    spoil(&p[1], "c");
    p[1].payer = X12_STR("39126");
    p[1].day = 20250201;
    decide(&c, 1, p, 2);
    assert_null(p[1].found.claim);
}

static void m1_gives_way_to_another_claims_number(void **state)
{
    struct edi_match_claim c[] = { claim_of("PCN001"), claim_of("PCN002") };
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("PCN002", "ICN1") };

    (void)state;
    c[1].sent = 20250125;
    c[1].frequency = X12_STR("7");
    c[1].original = X12_STR("ICN1");
    p[1].day = 20250201;
    decide(c, 2, p, 2);
    assert_ptr_equal(p[1].found.claim, &c[1]);
    assert_int_equal(p[1].found.rule, EDI_RULE_M2);
    assert_int_equal(p[1].found.outcome, EDI_PAID); /* its first answer */
    assert_int_equal(c[0].stand.state, EDI_STATE_SUPERSEDED);
}

static void m1_takes_two_fields_against_a_strange_number(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("77777", "ICN1") };

    (void)state;
    p[1].day = 20250201;
    spoil(&p[1], "cd");
    decide(&c, 1, p, 2);
    assert_ptr_equal(p[1].found.claim, &c);
    assert_int_equal(p[1].found.rule, EDI_RULE_M1);
    spoil(&p[1], "m");
    decide(&c, 1, p, 2);
    assert_null(p[1].found.claim);
}

/* A claim of two lines, each with a number of ours. */
static struct edi_match_claim claim_with_lines(const char *number)
{
    static struct edi_match_line lines[] = {
        { .number = 1, .control = TEXT("AAAAAA1"), .charge = 4000 },
        { .number = 2, .control = TEXT("AAAAAA2"), .charge = 6000 },
    };
    struct edi_match_claim c = claim_of(number);

    c.lines = lines;
    c.line_count = 2;
    return c;
}

static struct edi_match_payment payment_with_lines(const char *number,
                                                   struct edi_match_service *s,
                                                   const char *first,
                                                   const char *second)
{
    struct edi_match_payment p = payment_of(number, "");

    s[0] = (struct edi_match_service){ .control = x12_str_from(first),
                                       .charge = 4000 };
    s[1] = (struct edi_match_service){ .control = x12_str_from(second),
                                       .charge = 6000 };
    p.services = s;
    p.service_count = 2;
    return p;
}

static void lines_break_a_tie_of_number(void **state)
{
    struct edi_match_claim c[] = { claim_of("ACCT"), claim_with_lines("ACCT") };
    struct edi_match_service s[2];
    struct edi_match_payment p = payment_with_lines("ACCT", s, "AAAAAA1",
                                                    "AAAAAA2");

    (void)state;
    c[1].ordinal = 2;
    decide(c, 2, &p, 1);
    assert_ptr_equal(p.found.claim, &c[1]);
    assert_int_equal(p.found.rule, EDI_RULE_M3);
    p = payment_with_lines("ACCT", s, "1", "2");
    decide(c, 2, &p, 1);
    assert_null(p.found.claim);
    assert_int_equal(p.found.confidence, EDI_AMBIGUOUS);
}

static void a_claim_sent_again_is_answered_as_the_first_one(void **state)
{
    static const struct edi_reason copy[] = {
        { TEXT("OA"), TEXT("18"), 10000 },
    };
    struct edi_match_claim c[] = { claim_of("PCN001"), claim_of("PCN001") };
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("PCN001", "ICN2") };

    (void)state;
    c[1].sent = 20250110;
    p[1].ordinal = 2;
    p[1].paid = 0;
    p[1].reasons = copy;
    decide(c, 2, p, 2);
    assert_ptr_equal(p[0].found.claim, &c[0]);
    assert_int_equal(p[0].found.rule, EDI_RULE_M3);
    assert_ptr_equal(p[1].found.claim, &c[1]);
    /* sent on one day they are two visits that look alike */
    c[1].sent = c[0].sent;
    decide(c, 2, p, 2);
    assert_null(p[0].found.claim);
    assert_int_equal(p[0].found.confidence, EDI_AMBIGUOUS);
}

static void m4_follows_the_line_numbers(void **state)
{
    static const struct {
        const char *first, *second, *spoilt;
        bool matched;
    } cases[] = {
        { "AAAAAA1", "AAAAAA2", "", true },
        { "AAAAAA1", "AAAAAA2", "ml", true },
        { "AAAAAA1", "", "ml", true },
        { "AAAAAA1", "BBBBBB1", "ml", false }, /* points elsewhere too */
        { "1", "2", "ml", false },             /* counts, no numbers */
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct edi_match_claim c = claim_with_lines("PCN001");
        struct edi_match_service s[2];
        struct edi_match_payment p = payment_with_lines("0", s, cases[i].first,
                                                        cases[i].second);

        p.number = X12_STR("");
        spoil(&p, cases[i].spoilt);
        decide(&c, 1, &p, 1);
        if ((p.found.rule == EDI_RULE_M4) != cases[i].matched)
            fail_msg("case %zu: %s", i, edi_rule_text(p.found.rule));
        assert_int_equal(p.found.confidence,
                         cases[i].matched ? EDI_STRONG : EDI_UNMATCHED);
    }
}

static void m5_knows_a_number_that_was_altered(void **state)
{
    static const struct {
        const char *ours, *theirs, *spoilt;
        bool matched;
    } cases[] = {
        { "ABCDEFGHIJKLMNOP", "ABCDEFGHIJKL", "ml", true }, /* cut */
        { "ABCDEFGHIJKLMNOP", "ABCDEFGHIJK", "ml", false }, /* too short */
        { "PCN001", "00PCN001", "ml", true },               /* padded */
        { "PCN001", "Q7PCN001", "ml", true },               /* put in front */
        { "PCN001", "PCN001R1", "ml", true },               /* put behind */
        { "PCN01", "XPCN01", "ml", false },                 /* too short */
        { "PCN001", "Q7PCN001", "cml", false },             /* another sum */
        { "PCN001", "Q7PCN001", "dml", false },             /* and no person */
        { "PCN001", "Q7PCN002", "ml", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct edi_match_claim c = claim_of(cases[i].ours);
        struct edi_match_payment p = payment_of(cases[i].theirs, "");

        spoil(&p, cases[i].spoilt);
        decide(&c, 1, &p, 1);
        if ((p.found.rule == EDI_RULE_M5) != cases[i].matched)
            fail_msg("case %zu: %s", i, edi_rule_text(p.found.rule));
        assert_int_equal(p.found.confidence,
                         cases[i].matched ? EDI_STRONG : EDI_UNMATCHED);
    }
}

static void the_person_and_the_visit_are_only_probable(void **state)
{
    static const struct {
        const char *spoilt;
        const char *first;
        enum edi_rule rule;
        enum edi_confidence confidence;
    } cases[] = {
        { "", "ANNA", EDI_RULE_M6, EDI_PROBABLE },
        { "L", "", EDI_RULE_M6, EDI_PROBABLE },
        { "m", "ANNABELLE", EDI_RULE_M7, EDI_PROBABLE },
        { "m", "BRITTA", EDI_RULE_M8, EDI_UNMATCHED },
        { "", "BRITTA", EDI_RULE_M8, EDI_UNMATCHED }, /* a sister */
        { "l", "ANNA", EDI_RULE_M8, EDI_UNMATCHED },
        { "c", "ANNA", EDI_RULE_M8, EDI_UNMATCHED },
        { "d", "ANNA", EDI_RULE_M8, EDI_UNMATCHED },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct edi_match_claim c = claim_of("PCN001");
        struct edi_match_payment p = payment_of("", "");

        c.first = X12_STR("ANNA");
        p.first = x12_str_from(cases[i].first);
        spoil(&p, cases[i].spoilt);
        decide(&c, 1, &p, 1);
        if (p.found.rule != cases[i].rule)
            fail_msg("case %zu: %s", i, edi_rule_text(p.found.rule));
        assert_int_equal(p.found.confidence, cases[i].confidence);
        assert_int_equal(c.stand.state,
                         p.found.claim ? EDI_STATE_PAID : EDI_STATE_OPEN);
        assert_int_equal(c.stand.paid, 0); /* until a person agrees */
        assert_int_equal(c.stand.balance, 10000);
    }
}

static void a_person_decides_above_all_rules(void **state)
{
    static const struct edi_decision attached[] = { { 2, true } };
    static const struct edi_decision taken_back[] = { { 2, true },
                                                      { 2, false } };
    static const struct edi_decision detached[] = { { 1, false } };
    struct edi_match_claim c[] = { claim_of("PCN001"), claim_of("PCN002") };
    struct edi_match_payment p = payment_of("PCN001", "ICN1");

    (void)state;
    c[0].id = 1;
    c[1].id = 2;
    c[1].charge = 5;
    p.decisions = attached;
    p.decision_count = 1;
    decide(c, 2, &p, 1);
    assert_ptr_equal(p.found.claim, &c[1]);
    assert_int_equal(p.found.rule, EDI_RULE_PERSON);
    assert_int_equal(p.found.confidence, EDI_CERTAIN);
    p.decisions = taken_back;
    p.decision_count = 2;
    decide(c, 2, &p, 1);
    assert_ptr_equal(p.found.claim, &c[0]);
    assert_int_equal(p.found.rule, EDI_RULE_M2);
    p.decisions = detached;
    p.decision_count = 1;
    decide(c, 2, &p, 1);
    assert_null(p.found.claim);
    assert_int_equal(p.found.confidence, EDI_UNMATCHED);
    p.unreadable = true; /* amounts that nobody has sent move no claim */
    p.decisions = attached;
    decide(c, 2, &p, 1);
    assert_ptr_equal(p.found.claim, &c[1]);
    assert_int_equal(p.found.confidence, EDI_PROBABLE);
}

static void two_persons_alike_are_a_tie(void **state)
{
    struct edi_match_claim c[] = { claim_of("PCN001"), claim_of("PCN002") };
    struct edi_match_payment p = payment_of("", "");

    (void)state;
    decide(c, 2, &p, 1);
    assert_null(p.found.claim);
    assert_int_equal(p.found.confidence, EDI_AMBIGUOUS);
    assert_int_equal(p.found.refused_count, 2);
}

static void a_correction_follows_a_reversal(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("PCN001", "ICN1"),
                                     payment_of("PCN001", "ICN2") };

    (void)state;
    p[1] = reversal_of(p[1], 20250201);
    p[2].day = 20250201;
    p[2].ordinal = 2;
    decide(&c, 1, p, 3);
    assert_int_equal(p[0].found.outcome, EDI_PAID);
    assert_int_equal(p[1].found.outcome, EDI_REVERSED);
    assert_int_equal(p[2].found.outcome, EDI_CORRECTED);
    assert_int_equal(c.stand.state, EDI_STATE_PAID);
    assert_int_equal(c.stand.paid, 7000);
    assert_int_equal(c.stand.payments, 3);
    assert_false(p[0].found.live);
    assert_false(p[1].found.live);
    assert_true(p[2].found.live);
}

static void the_order_of_arrival_does_not_matter(void **state)
{
    static const size_t orders[][3] = { { 0, 1, 2 }, { 2, 1, 0 }, { 1, 2, 0 },
                                        { 1, 0, 2 }, { 2, 0, 1 }, { 0, 2, 1 } };

    (void)state;
    for (size_t i = 0; i < 6; i++) {
        struct edi_match_claim c = claim_of("PCN001");
        struct edi_match_payment all[3], p[3];

        all[0] = payment_of("PCN001", "ICN1");
        all[1] = reversal_of(payment_of("", "ICN1"), 20250201);
        all[2] = payment_of("", "ICN1");
        all[2].day = 20250202;
        for (size_t j = 0; j < 3; j++)
            p[j] = all[orders[i][j]];
        decide(&c, 1, p, 3);
        for (size_t j = 0; j < 3; j++)
            assert_ptr_equal(p[j].found.claim, &c);
        assert_int_equal(p[0].found.rule, EDI_RULE_M2);
        assert_int_equal(p[1].found.outcome, EDI_REVERSED);
        assert_int_equal(p[2].found.outcome, EDI_CORRECTED);
    }
}

static void a_set_that_came_before_counts_no_more(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("PCN001", "ICN1") };

    (void)state;
    p[1].isa_day = 20250127;
    p[1].repeated = true;
    decide(&c, 1, p, 2);
    assert_int_equal(p[1].found.outcome, EDI_DUPLICATE);
    assert_false(edi_match_is_posted(&p[1]));
    assert_int_equal(c.stand.paid, 7000);
    assert_int_equal(c.stand.payments, 1);
}

static void what_a_mended_remittance_repeats_counts_once(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("PCN001", "ICN1") };

    (void)state;
    p[0].trace = p[1].trace = X12_STR("EFT77");
    p[1].remittance = 2;
    p[1].isa_day = 20250127;
    decide(&c, 1, p, 2);
    assert_true(p[1].repeated);
    assert_int_equal(p[1].found.outcome, EDI_DUPLICATE);
    assert_int_equal(c.stand.paid, 7000);
    assert_int_equal(c.stand.payments, 1);
    p[1].repeated = false;
    p[1].paid = 6000; /* it says something else */
    decide(&c, 1, p, 2);
    assert_false(p[1].repeated);
    assert_int_equal(p[1].found.outcome, EDI_CORRECTED);
    p[1].paid = 7000;
    p[1].trace = X12_STR("EFT78"); /* paid once more */
    decide(&c, 1, p, 2);
    assert_false(p[1].repeated);
    assert_int_equal(p[1].found.outcome, EDI_CORRECTED);
}

static void parts_of_one_claim_are_no_corrections(void **state)
{
    struct edi_match_line lines[] = {
        { .number = 1, .control = X12_STR("L1"), .charge = 4000 },
        { .number = 2, .control = X12_STR("L2"), .charge = 6000 },
    };
    struct edi_match_service s[] = {
        { .control = X12_STR("L1"), .charge = 4000, .paid = 4000 },
        { .control = X12_STR("L2"), .charge = 6000, .paid = 6000 },
    };
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("PCN001", "ICN2") };

    (void)state;
    c.lines = lines;
    c.line_count = 2;
    for (size_t i = 0; i < 2; i++) {
        p[i].services = &s[i];
        p[i].service_count = 1;
        p[i].reason_count = 0;
        p[i].charge = p[i].paid = s[i].charge;
        p[i].ordinal = (uint32_t)i + 1;
    }
    decide(&c, 1, p, 1);
    assert_int_equal(c.stand.state, EDI_STATE_PARTIAL);
    assert_int_equal(c.stand.balance, 6000);
    decide(&c, 1, p, 2);
    assert_int_equal(p[1].found.outcome, EDI_PAID);
    assert_int_equal(c.stand.state, EDI_STATE_PAID);
    assert_int_equal(c.stand.balance, 0);
}

static void lines_that_are_taken_back_leave_the_others(void **state)
{
    struct edi_match_service s[] = {
        { .control = X12_STR("AAAAAA1"), .charge = 4000, .paid = 4000 },
        { .control = X12_STR("AAAAAA2"), .charge = 6000, .paid = 6000 },
        { .control = X12_STR("AAAAAA2"), .charge = -6000, .paid = -6000 },
        { .control = X12_STR("AAAAAA2"), .charge = 6000, .paid = 5000 },
    };
    struct edi_match_claim c = claim_with_lines("PCN001");
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("PCN001", "ICN1"),
                                     payment_of("PCN001", "ICN1") };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        p[i].services = &s[i ? i + 1 : 0];
        p[i].service_count = i ? 1 : 2;
        p[i].reason_count = 0;
        p[i].charge = i ? s[i + 1].charge : 10000;
        p[i].paid = i ? s[i + 1].paid : 10000;
        p[i].ordinal = (uint32_t)i + 1;
    }
    p[1].status = X12_STR("22");
    decide(&c, 1, p, 2);
    assert_int_equal(c.stand.state, EDI_STATE_REVERSED);
    assert_int_equal(c.stand.paid, 4000);
    assert_int_equal(c.stand.balance, 6000);
    decide(&c, 1, p, 3);
    assert_int_equal(c.stand.state, EDI_STATE_PAID);
    assert_int_equal(c.stand.paid, 9000);
    assert_int_equal(c.stand.balance, 0);
    assert_true(p[0].found.live); /* for its first line */
    assert_false(p[1].found.live);
}

static void a_copy_that_was_refused_is_superseded(void **state)
{
    static const struct edi_reason copy[] = {
        { TEXT("OA"), TEXT("18"), 10000 },
    };
    struct edi_match_claim c[] = { claim_of("PCN001"), claim_of("PCN002") };
    struct edi_match_payment p[] = { payment_of("PCN001", "ICN1"),
                                     payment_of("PCN002", "ICN2") };

    (void)state;
    c[1].sent = 20250110;
    p[1].ordinal = 2;
    p[1].paid = 0;
    p[1].reasons = copy;
    assert_int_equal(edi_match_seeks(&(struct edi_component){ 0 }, &p[1]).from,
                     20250102);
    decide(c, 2, p, 2);
    assert_ptr_equal(p[1].found.claim, &c[1]);
    assert_int_equal(c[1].stand.state, EDI_STATE_SUPERSEDED);
    assert_int_equal(c[1].stand.balance, 0);
    assert_int_equal(c[0].stand.state, EDI_STATE_PAID);
    c[0].from = c[0].to = 20241201; /* another visit */
    decide(c, 2, p, 2);
    assert_int_equal(c[1].stand.state, EDI_STATE_DENIED);
}

static void a_late_charge_is_answered_under_the_first_claim(void **state)
{
    struct edi_match_line late[] = {
        { .number = 1, .control = X12_STR("LATE001"), .charge = 2500 },
    };
    struct edi_match_service s[] = {
        { .control = X12_STR("AAAAAA1"), .charge = 4000, .paid = 4000 },
        { .control = X12_STR("AAAAAA2"), .charge = 6000, .paid = 3000 },
        { .control = X12_STR("LATE001"),
          .charge = 2500,
          .paid = 2500,
          .from = 20250102,
          .to = 20250102 },
    };
    struct edi_match_claim c[] = { claim_with_lines("PCN001"),
                                   claim_of("PCN002") };
    struct edi_match_payment p = payment_of("PCN001", "ICN1");
    struct edi_component component = { .claims = c, .claim_count = 1 };
    struct edi_visit visit;

    (void)state;
    c[1].lines = late;
    c[1].charge = 2500;
    p.services = s;
    p.service_count = 3;
    p.charge = 12500;
    p.paid = 9500;
    visit = edi_match_seeks(&component, &p);
    assert_int_equal(visit.from, 20250102);
    assert_int_equal(visit.charge, 2500);
    assert_true(edi_match_is_sought(&c[1], &p));
    decide(c, 2, &p, 1);
    assert_ptr_equal(p.found.claim, &c[0]);
    assert_null(s[2].line);
    assert_int_equal(c[1].stand.state, EDI_STATE_PAID);
    assert_int_equal(c[1].stand.paid, 0); /* the money was posted there */
    assert_int_equal(c[1].stand.balance, 0);
}

static void states_follow_the_last_answer(void **state)
{
    static const struct edi_reason refused[] = {
        { TEXT("CO"), TEXT("50"), 10000 },
    };
    static const struct {
        const char *status;
        x12_money paid;
        enum edi_state state;
        x12_money balance;
    } cases[] = {
        { "1", 0, EDI_STATE_DENIED, 10000 },
        { "19", 10000, EDI_STATE_FORWARDED, 0 },
        { "23", 0, EDI_STATE_FORWARDED, 0 },
        { "25", 0, EDI_STATE_ACCEPTED, 10000 },
        { "1", 10000, EDI_STATE_PAID, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct edi_match_claim c = claim_of("PCN001");
        struct edi_match_payment p = payment_of("PCN001", "ICN1");

        p.status = x12_str_from(cases[i].status);
        p.paid = cases[i].paid;
        p.reasons = refused;
        p.reason_count = !cases[i].paid;
        decide(&c, 1, &p, 1);
        if (c.stand.state != cases[i].state ||
            c.stand.balance != cases[i].balance)
            fail_msg("status %s: %s, %d", cases[i].status,
                     edi_state_text(c.stand.state), (int)c.stand.balance);
    }
}

static void tells_when_memory_is_out(void **state)
{
    struct edi_match_claim c = claim_of("PCN001");
    struct edi_match_payment p = payment_of("PCN001", "ICN1");
    struct edi_component component = {
        .claims = &c, .claim_count = 1, .payments = &p, .payment_count = 1
    };
    struct x12_arena arena = { .limit = 1 };
    struct x12_error err = { 0 };

    (void)state;
    assert_int_equal(
        edi_match_component(&component, &edi_denial_shipped, &arena, &err),
        X12_ELIMIT);
    x12_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(m2_takes_the_claim_with_the_number),
        cmocka_unit_test(amounts_that_cannot_be_read_move_no_claim),
        cmocka_unit_test(
            a_claim_that_cannot_be_read_is_moved_by_a_person_alone),
        cmocka_unit_test(m2_needs_two_agreeing_fields),
        cmocka_unit_test(no_number_is_never_equal_to_no_number),
        cmocka_unit_test(a_remittance_from_before_the_claim_is_not_its_answer),
        cmocka_unit_test(the_payee_must_be_the_provider),
        cmocka_unit_test(m3_takes_the_one_visit_that_agrees_in_all),
        cmocka_unit_test(a_tie_goes_to_a_person),
        cmocka_unit_test(keeps_the_nearest_three_that_it_did_not_take),
        cmocka_unit_test(the_order_of_payers_parts_first_from_second),
        cmocka_unit_test(nothing_answers_a_void),
        cmocka_unit_test(m1_follows_the_payers_number),
        cmocka_unit_test(a_reversal_of_nothing_seen_is_held),
        cmocka_unit_test(a_reversal_with_positive_amounts_is_held),
        cmocka_unit_test(m1_needs_the_patient_or_the_charge),
        cmocka_unit_test(m1_knows_one_payers_numbers_from_anothers),
        cmocka_unit_test(m1_gives_way_to_another_claims_number),
        cmocka_unit_test(m1_takes_two_fields_against_a_strange_number),
        cmocka_unit_test(lines_break_a_tie_of_number),
        cmocka_unit_test(a_claim_sent_again_is_answered_as_the_first_one),
        cmocka_unit_test(m4_follows_the_line_numbers),
        cmocka_unit_test(m5_knows_a_number_that_was_altered),
        cmocka_unit_test(the_person_and_the_visit_are_only_probable),
        cmocka_unit_test(a_person_decides_above_all_rules),
        cmocka_unit_test(two_persons_alike_are_a_tie),
        cmocka_unit_test(a_correction_follows_a_reversal),
        cmocka_unit_test(the_order_of_arrival_does_not_matter),
        cmocka_unit_test(a_set_that_came_before_counts_no_more),
        cmocka_unit_test(what_a_mended_remittance_repeats_counts_once),
        cmocka_unit_test(parts_of_one_claim_are_no_corrections),
        cmocka_unit_test(lines_that_are_taken_back_leave_the_others),
        cmocka_unit_test(a_copy_that_was_refused_is_superseded),
        cmocka_unit_test(a_late_charge_is_answered_under_the_first_claim),
        cmocka_unit_test(states_follow_the_last_answer),
        cmocka_unit_test(tells_when_memory_is_out),
    };

    return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
