/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/job_check.h"
#include "tests/support/cm.h"

static const char claims[] =
    "ISA*00*          *00*          *ZZ*HARBOR01       *ZZ*CLRHSE01       "
    "*250203*0915*^*00501*000000101*0*T*:~"
    "GS*HC*HARBOR01*CLRHSE01*20250203*0915*101*X*005010X222A1~"
    "ST*837*0001*005010X222A1~BHT*0019*00*HFM1*20250203*0915*CH~"
    "NM1*41*2*HARBOR GROUP*****46*HARBOR01~PER*IC*DANA QUILL*TE*5035550142~"
    "NM1*40*2*CLEARINGHOUSE*****46*CLRHSE01~HL*1**20*1~"
    "NM1*85*2*HARBOR GROUP*****XX*1503004115~N3*410 WHARF STREET~"
    "N4*ASTORIA*OR*971030412~REF*EI*931112223~"
    "HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*DELGADO*ROSA****MI*M1~"
    "N3*12 SPRUCE LANE~N4*ASTORIA*OR*97103~DMG*D8*19810514*F~"
    "NM1*PR*2*BLUE HERON*****PI*54821~"
    "CLM*A1*155***11:B:1*Y*A*Y*Y~HI*ABK:E1165*ABF:I10~"
    "LX*1~SV1*HC:97110*125*UN*1.5***1:2~DTP*472*D8*20250113~"
    "LX*2~SV1*HC:97140*30*UN*1***1~DTP*472*D8*20250114~REF*6R*L2~"
    "HL*3*1*22*0~SBR*P*18*******CI~NM1*IL*1*MBEKI*KWAME****MI*M2~"
    "N3*950 RIDGE ROAD~N4*ALBANY*OR*97321~DMG*D8*19700511*M~"
    "NM1*PR*2*RED KITE*****PI*70117~"
    "CLM*A2*50***11:B:1*Y*A*Y*Y~HI*ABK:I10~"
    "LX*1~SV1*HC:97110*50*UN*1***1~DTP*472*D8*20250201~"
    "SE*39*0001~GE*1*101~IEA*1*000000101~";

/* Loads rules; the first failure's text is in `err`. */
static enum x12_status load(struct edi_edits *edits, struct x12_arena *arena,
                            const char *text, struct x12_error *err)
{
    struct x12_source src = { 0 };
    enum x12_status status;

    *err = (struct x12_error){ X12_OK, 0, 0, "" };
    assert_int_equal(x12_source_open_memory(&src, x12_str_from(text), err),
                     X12_OK);
    status = edi_edits_load(edits, arena, &src, "my.edits", err);
    x12_source_close(&src);
    return status;
}

/* Segment numbers of what the rules tell of the claims, "19 23 ". */
static void find(const char *rules, char *into, size_t cap)
{
    struct x12_arena arena = { 0 };
    struct edi_edits edits = { 0 };
    struct x12_source src = { 0 };
    struct x12_error err;
    struct edi_check check;
    const struct x12_finding *finding;
    enum x12_status status = load(&edits, &arena, rules, &err);
    size_t len = 0;

    into[0] = '\0';
    if (status != X12_OK)
        fail_msg("%s", err.text);
    assert_int_equal(x12_source_open_memory(&src, x12_str_from(claims), &err),
                     X12_OK);
    status = edi_check_begin(&check, &src, 5, &err);
    edi_check_use_edits(&check, &edits);
    while (status == X12_OK &&
           (status = edi_check_next(&check, &finding)) == X12_OK) {
        assert_int_equal(finding->fault->snip, 7);
        assert_true(len + 4 < cap);
        if (finding->place.segment > 9)
            into[len++] = (char)('0' + finding->place.segment / 10);
        into[len++] = (char)('0' + finding->place.segment % 10);
        into[len++] = ' ';
        into[len] = '\0';
    }
    assert_int_equal(status, X12_END);
    edi_check_release(&check);
    x12_arena_release(&arena);
}

/* Segments: CLM 18 and 34; SV1 21, 24 and 37. */
static void asks_each_rule_where_it_stands(void **state)
{
    static const struct {
        const char *rules, *want;
    } cases[] = {
        { "require 2300/REF*G1", "18 34 " },
        { "when 2400/SV1-1-2 one-of 97110\nrequire 2300/REF*G1", "21 37 " },
        { "at 2300/CLM\nwhen 2400/SV1-1-2 one-of 97110\nrequire 2300/REF*G1",
          "18 34 " },
        { "when 2400/SV1-1-2 one-of 97110\nrequire 2400/REF*6R", "21 37 " },
        { "when 2400/SV1-1-2 one-of 97140\nrequire 2400/REF*6R", "" },
        { "forbid 2400/REF*6R", "26 " },
        { "limit 2400/SV1 1", "24 " },
        { "limit 2400/SV1 2", "" },
        { "2400/SV1-3 matches 9", "21 24 37 " },
        { "2400/SV1-4 matches 9", "21 " },
        { "2400/SV1-4 length 1", "21 " },
        { "2400/SV1-4 length 1..3", "" },
        { "2400/SV1-2 above 49", "24 " },
        { "2400/SV1-1-2 none-of 97140 97530", "24 " },
        { "2400/SV1-1-2 between 97110 97139", "24 " },
        { "2300/HI-*-2 matches A99", "19 " },
        { "2010BA/NM1-9 matches M?", "" },
        { "2010BA/NM1-9 not-matches *1", "" },
        { "2300/CLM-2 same-as 2400/SV1-2", "18 " },
        { "2400/DTP*472-3 not-after TS/BHT-4", "" },
        { "when 2300/CLM-1 other-than A1\nforbid 2300/HI", "35 " },
        { "when 2300/CLM\nwhen absent 2400/REF*6R\nforbid 2300/HI", "35 " },
        { "require 2300/REF*G1\nrequire 2300/REF*9F", "18 18 34 34 " },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char rules[512] = "rule A-1 error \"x\"\n", got[64];
        size_t len = strlen(rules);

        (void)x12_str_put(x12_str_from(cases[i].rules), rules + len,
                          sizeof(rules) - len);
        find(rules, got, sizeof(got));
        if (strcmp(got, cases[i].want) != 0)
            fail_msg("%s: told at %s, not %s", cases[i].rules, got,
                     cases[i].want);
    }
}

static void asks_only_the_claims_a_rule_is_for(void **state)
{
    static const struct {
        const char *scope, *want;
    } cases[] = {
        { "for payer 54821", "18 " },
        { "for payer 70117 54821 P", "18 34 " },
        { "for payer 99999", "" },
        { "for I D", "" },
        { "for P I", "18 34 " },
        { "from 2025-01-15", "34 " },
        { "to 2025-01-31", "18 " },
        { "from 2025-01-15 to 2025-01-31", "" },
        { "from 20250101 to 20251231", "18 34 " },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char rules[256] = "rule A-1 warning \"x\"\nrequire 2300/REF*G1\n";
        size_t len = strlen(rules);
        char got[64];

        (void)x12_str_put(x12_str_from(cases[i].scope), rules + len,
                          sizeof(rules) - len);
        find(rules, got, sizeof(got));
        if (strcmp(got, cases[i].want) != 0)
            fail_msg("%s: told at %s, not %s", cases[i].scope, got,
                     cases[i].want);
    }
}

static void keeps_what_it_held_when_a_file_is_wrong(void **state)
{
    struct x12_arena arena = { 0 };
    struct edi_edits edits = { 0 };
    struct x12_error err;

    (void)state;
    assert_int_equal(load(&edits, &arena,
                          "# ours\r\n\r\nrule A-1 error \"x y\"\r\n\trequire "
                          "2300/REF*G1\r\n",
                          &err),
                     X12_OK);
    assert_int_equal(edits.count, 1);
    assert_string_equal(edits.rules[0].fault.name, "A-1");
    assert_string_equal(edits.rules[0].fault.text, "x y");
    assert_int_equal(load(&edits, &arena,
                          "rule B-1 info \"x\"\nrequire 2300/REF*G1\n"
                          "rule B-2 info \"x\"\nrequire 2300/REFX*G1\n",
                          &err),
                     X12_ESYNTAX);
    assert_string_equal(err.text, "my.edits:4:9: a path names a segment: "
                                  "2300/REF*F8");
    assert_int_equal(edits.count, 1);
    assert_int_equal(load(&edits, &arena, "", &err), X12_OK);
    assert_int_equal(edits.count, 1);
    x12_arena_release(&arena);
}

static void takes_rules_for_remittances(void **state)
{
    struct x12_arena arena = { 0 };
    struct edi_edits edits = { 0 };
    struct x12_error err;

    (void)state;
    assert_int_equal(load(&edits, &arena,
                          "rule R-1 error \"x\"\nfor 835\nrequire "
                          "2100/REF*EA\n",
                          &err),
                     X12_OK);
    assert_string_equal(edits.rules[0].at, "2100/CLP");
    x12_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_each_rule_where_it_stands),
        cmocka_unit_test(asks_only_the_claims_a_rule_is_for),
        cmocka_unit_test(keeps_what_it_held_when_a_file_is_wrong),
        cmocka_unit_test(takes_rules_for_remittances),
    };

    return cmocka_run_group_tests_name("edits", tests, NULL, NULL);
}
