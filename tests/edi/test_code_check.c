/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/guides/guides.h"
#include "edi/jobs/job_check.h"
#include "edi/rules/code_check.h"
#include "tests/support/checked.h"
#include "tests/support/cm.h"

#include <stdio.h>

#define RUN(guide, body, cases) \
    checked_cases(guide, body, cases, sizeof(cases) / sizeof((cases)[0]), 5)

static void a_shape_takes_what_it_describes_and_nothing_else(void **state)
{
    static const struct {
        const char *form, *value;
        bool fits;
    } cases[] = {
        { "CARC", "1", true },
        { "CARC", "253", true },
        { "CARC", "A1", true },
        { "CARC", "P22", true },
        { "CARC", "1234", false },
        { "CARC", "Q1", false },
        { "CARC", "A", false },
        { "CARC", "a1", false },
        { "RARC", "M1", true },
        { "RARC", "MA130", true },
        { "RARC", "N1", true },
        { "RARC", "N7340", true },
        { "RARC", "MA1", false },
        { "RARC", "X1", false },
        { "RARC", "N12345", false },
        { "STATCAT", "A7", true },
        { "STATCAT", "RQ", true },
        { "STATCAT", "P1N", true },
        { "STATCAT", "7A", false },
        { "TAXONOMY", "207Q00000X", true },
        { "TAXONOMY", "207Q000000", false },
        { "TAXONOMY", "207Q0000X", false },
        { "POSTAL", "78701", true },
        { "POSTAL", "787010001", true },
        { "POSTAL", "78701-0001", false },
        { "POSTAL", "7870", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct edi_code_form *form = edi_code_form_named(
            x12_str_from(cases[i].form));

        assert_non_null(form);
        if (edi_code_shape_fits(form->shapes, x12_str_from(cases[i].value)) !=
            cases[i].fits)
            fail_msg("%s %s", cases[i].form, cases[i].value);
    }
}

static void a_qualifier_tells_the_shape_behind_it(void **state)
{
    static const struct {
        const char *of, *qualifier, *value;
        bool fits;
    } cases[] = {
        { "HI", "ABK", "J020", true },
        { "HI", "ABK", "U071", true },
        { "HI", "ABK", "S93401A", true },
        { "HI", "ABK", "C7A1", true },
        { "HI", "ABK", "J02.0", false },
        { "HI", "ABK", "J0", false },
        { "HI", "ABK", "JA20", false },
        { "HI", "ABK", "S93401AB", false },
        { "HI", "BK", "4660", true },
        { "HI", "BK", "V7012", true },
        { "HI", "BK", "E8495", true },
        { "HI", "BK", "J020", false },
        { "HI", "BBR", "0DTJ4ZZ", true },
        { "HI", "BBR", "0DTJ4ZI", false },
        { "HI", "BR", "4701", true },
        { "HI", "BR", "4", false },
        { "PROC", "HC", "99213", true },
        { "PROC", "HC", "J0882", true },
        { "PROC", "HC", "0001U", true },
        { "PROC", "HC", "4004F", true },
        { "PROC", "HC", "9921", false },
        { "PROC", "HC", "W1234", false },
        { "PROC", "AD", "D0120", true },
        { "PROC", "AD", "00120", false },
        { "PROC", "N4", "00169750111", true },
        { "PROC", "N4", "0169-7501-11", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct edi_code_form *form = edi_code_form_by(
            x12_str_from(cases[i].of), x12_str_from(cases[i].qualifier));

        assert_non_null(form);
        if (edi_code_shape_fits(form->shapes, x12_str_from(cases[i].value)) !=
            cases[i].fits)
            fail_msg("%s %s", cases[i].qualifier, cases[i].value);
    }
    assert_null(edi_code_form_by(X12_STR("PROC"), X12_STR("ER")));
    assert_null(edi_code_form_by(X12_STR("PROC"), X12_STR("ABK")));
}

/* Every list that a rule of a guide names is known here, and the plan of each
 * guide has room. */
static void each_list_of_the_guides_has_its_form(void **state)
{
    static struct edi_code_check check;
    const struct x12_guide *guide;

    (void)state;
    for (size_t i = 0; (guide = edi_guide_at(i)); i++) {
        for (size_t r = 0; r < guide->count; r++)
            for (size_t k = 0; k < guide->rows[r].rule_count; k++) {
                const struct x12_rule *rule = &guide->rows[r].rules[k];

                if (rule->list && !rule->codes &&
                    !edi_code_form_named(x12_str_from(rule->list)))
                    fail_msg("%s: %s", guide->name, rule->list);
            }
        edi_code_check_set(&check, guide);
        assert_true(check.item_count < EDI_CODE_ITEMS);
    }
}

#define HEAD                                                              \
    "BHT*0019*00*B1*20260110*1200*CH~NM1*41*2*DESK*****46*S1~"            \
    "PER*IC*ANN*TE*5125550100~NM1*40*2*PLAN*****46*R1~HL*1**20*1~"        \
    "PRV*BI*PXC*207Q00000X~CUR*85*CAD~NM1*85*2*CLINIC*****XX*1234567893~" \
    "N3*1 MAIN ST~N4*AUSTIN*TX*787010001~REF*EI*123456789~HL*2*1*22*0~"   \
    "SBR*P*18*******CI~NM1*IL*1*DOE*JANE****MI*M1~N3*1 ELM ST~"           \
    "N4*AUSTIN*TX*78701~DMG*D8*19700101*F~REF*SY*987654321~"              \
    "NM1*PR*2*PLAN*****PI*P2~"

static const char professional[] = HEAD
    "CLM*C1*150***11:B:1*Y*A*Y*Y**AA:::TX~DTP*439*D8*20260101~"
    "REF*X4*11D2030122~HI*ABK:J020*ABF:U071~HI*BP:0001U~HI*BG:17~"
    "LX*1~SV1*HC:99213:25:59*100*UN*1*12**1~DTP*472*D8*20260105~"
    "LIN**N4*00169750111~CTP****1*ML~LX*2~SV1*ER:WHATEVER*50*UN*1***1~"
    "DTP*472*D8*20260105~";

static void tells_each_code_of_a_professional_claim(void **state)
{
    static const struct checked_case cases[] = {
        { 0 },
        { "1234567893", "1234567890", "NPI_INVALID", "NM1", 9, 0, 0, 0 },
        { "1234567893", "3234567893", "NPI_INVALID", "NM1", 9, 0, 0, 0 },
        { "207Q00000X", "207Q00000Y", "TAXONOMY_FORM", "PRV", 3, 0, 0, 0 },
        { "CUR*85*CAD", "CUR*85*CA1", "COUNTRY_FORM", "CUR", 2, 0, 0, 0 },
        { "N4*AUSTIN*TX*787010001", "N4*AUSTIN*ZZ*787010001", "STATE_UNKNOWN",
          "N4", 2, 0, 0, 0 },
        { "*787010001", "*7870-0001", "POSTAL_FORM", "N4", 3, 0, 0, 0 },
        { "N4*AUSTIN*TX*78701~", "N4*TORONTO*ON*M5V2T6~", NULL, NULL, 0, 0, 0,
          0 },
        { "N4*AUSTIN*TX*78701~", "N4*BERN**3000*CH~", NULL, NULL, 0, 0, 0, 0 },
        { "N4*AUSTIN*TX*78701~", "N4*BERN**3000*C1~", "COUNTRY_FORM", "N4", 4,
          0, 0, 0 },
        { "REF*EI*123456789", "REF*EI*12-3456789", "TAX_ID_FORM", "REF", 2, 0,
          0, 0 },
        { "REF*SY*987654321", "REF*SY*98765432", "TAX_ID_FORM", "REF", 2, 0, 0,
          0 },
        { "REF*X4*11D2030122", "REF*X4*1102030122", "CLIA_FORM", "REF", 2, 0, 0,
          0 },
        { "11:B:1", "98:B:1", "PLACE_UNKNOWN", "CLM", 5, 1, 0, 0 },
        { "11:B:1", "1A:B:1", "PLACE_FORM", "CLM", 5, 1, 0, 0 },
        { "11:B:1", "11:B:W", "FREQUENCY_UNKNOWN", "CLM", 5, 3, 0, 0 },
        { "AA:::TX", "AA:::QQ", "STATE_UNKNOWN", "CLM", 11, 4, 0, 0 },
        { "ABK:J020", "ABK:J02.0", "DIAGNOSIS_FORM", "HI", 1, 2, 0, 0 },
        { "ABF:U071", "ABF:071", "DIAGNOSIS_FORM", "HI", 2, 2, 0, 0 },
        { "BP:0001U", "BP:0001X", "PROCEDURE_FORM", "HI", 1, 2, 0, 0 },
        { "BG:17", "BG:1", "BILLING_CODE_FORM", "HI", 1, 2, 0, 0 },
        { "HC:99213", "HC:9921", "PROCEDURE_FORM", "SV1", 1, 2, 0, 0 },
        { ":25:59", ":25:5-", "MODIFIER_FORM", "SV1", 1, 4, 0, 0 },
        { ":25:59", ":25:25", "MODIFIER_REPEATED", "SV1", 1, 4, 0, 0 },
        { "UN*1*12*", "UN*1*97*", "PLACE_UNKNOWN", "SV1", 5, 0, 0, 0 },
        { "N4*00169750111", "N4*0169750111", "DRUG_FORM", "LIN", 3, 0, 0, 0 },
        { "N4*00169750111", "UK*0169750111", NULL, NULL, 0, 0, 0, 0 },
        { "472*D8*20260105", "472*D8*20150930", "DIAGNOSIS_VERSION", "HI", 1, 1,
          0, 0 },
    };

    (void)state;
    RUN("837P", professional, cases);
}

static const char institutional[] = HEAD
    "CLM*C1*100***13:A:1**A*Y*Y~DTP*434*RD8*20150901-20150930~CL1*3*1*01~"
    "REF*LU*TX~HI*BK:4660~HI*BR:4701:D8:20150905~HI*DR:291~"
    "NM1*71*1*WHITE*ANN****XX*1234567893~"
    "NM1*72*1*WHITE*ANN****XX*1234567893~"
    "LX*1~SV2*0450*HC:99283*100*UN*1~DTP*472*D8*20150905~";

static void tells_each_code_of_an_institutional_claim(void **state)
{
    static const struct checked_case cases[] = {
        { 0 },
        { "13:A:1", "99:A:1", "BILL_TYPE_UNKNOWN", "CLM", 5, 1, 0, 0 },
        { "13:A:1", "0X:A:1", "BILL_TYPE_FORM", "CLM", 5, 1, 0, 0 },
        { "CL1*3*", "CL1*7*", "ADMISSION_TYPE_UNKNOWN", "CL1", 1, 0, 0, 0 },
        { "CL1*3*1*", "CL1*3*Y*", "ADMISSION_SOURCE_UNKNOWN", "CL1", 2, 0, 0,
          0 },
        { "*1*01~", "*1*99~", "PATIENT_STATUS_UNKNOWN", "CL1", 3, 0, 0, 0 },
        { "REF*LU*TX", "REF*LU*QQ", "STATE_UNKNOWN", "REF", 2, 0, 0, 0 },
        { "BK:4660", "BK:466.0", "DIAGNOSIS_FORM", "HI", 1, 2, 0, 0 },
        { "HI*BK:4660~HI*BR:4701:D8:20150905~", "HI*ABK:J020~",
          "DIAGNOSIS_VERSION", "HI", 1, 1, 0, 0 },
        { "RD8*20150901-20150930", "RD8*20150901-20151001", "DIAGNOSIS_VERSION",
          "HI", 1, 1, 0, 0 },
        { "BR:4701", "BR:47011", "ICD_PROCEDURE_FORM", "HI", 1, 2, 0, 0 },
        { "DR:291", "DR:29", "DRG_FORM", "HI", 1, 2, 0, 0 },
        { "SV2*0450", "SV2*450", "REVENUE_FORM", "SV2", 1, 0, 0, 0 },
    };

    (void)state;
    RUN("837I", institutional, cases);
}

static const char dental[] = HEAD
    "CLM*C1*100***11:B:1*Y*A*Y*Y~DTP*472*D8*20260105~DN2*8*M****JP~"
    "LX*1~SV3*AD:D2740*100**10~TOO*JP*8*M~";

static void tells_each_code_of_a_dental_claim(void **state)
{
    static const struct checked_case cases[] = {
        { 0 },
        { "AD:D2740", "AD:2740", "DENTAL_PROCEDURE_FORM", "SV3", 1, 2, 0, 0 },
        { "100**10", "100**11", "ORAL_CAVITY_FORM", "SV3", 4, 1, 0, 0 },
        { "TOO*JP*8*", "TOO*JP*33*", "TOOTH_FORM", "TOO", 2, 0, 0, 0 },
        { "TOO*JP*8*", "TOO*JP*AS*", NULL, NULL, 0, 0, 0, 0 },
        { "DN2*8*", "DN2*U*", "TOOTH_FORM", "DN2", 1, 0, 0, 0 },
    };

    (void)state;
    RUN("837D", dental, cases);
}

static const char remittance[] =
    "BPR*I*50*C*CHK************20260115~TRN*1*T1*1999999999~N1*PR*PLAN~"
    "N3*1 MAIN ST~N4*AUSTIN*TX*78701~PER*BL*HELP*TE*5125550100~"
    "N1*PE*CLINIC*XX*1234567893~REF*TJ*123456789~LX*1~"
    "CLP*A1*1*100*50**12*N1*11*1~CAS*OA*23*50~NM1*QC*1*DOE*JANE~MOA***MA01~"
    "SVC*HC:99213*100*100*0450~DTM*472*20260105~LQ*HE*N130~LQ*RX*75~";

static void tells_each_code_of_a_remittance(void **state)
{
    static const struct checked_case cases[] = {
        { 0 },
        { "XX*1234567893", "XX*1234567894", "NPI_INVALID", "N1", 4, 0, 0, 0 },
        { "TJ*123456789", "TJ*1234567890", "TAX_ID_FORM", "REF", 2, 0, 0, 0 },
        { "N1*11*1~", "N1*13*1~", NULL, NULL, 0, 0, 0, 0 },
        { "N1*11*1~", "N1*98*1~", "PLACE_UNKNOWN", "CLP", 8, 0, 0, 0 },
        { "CAS*OA*23", "CAS*OA*999", "ADJUSTMENT_REASON_UNKNOWN", "CAS", 2, 0,
          0, 0 },
        { "CAS*OA*23", "CAS*OA*Z3", "ADJUSTMENT_REASON_FORM", "CAS", 2, 0, 0,
          0 },
        { "MOA***MA01", "MOA***MA999", "REMARK_UNKNOWN", "MOA", 3, 0, 0, 0 },
        { "LQ*HE*N130", "LQ*HE*N9999", "REMARK_UNKNOWN", "LQ", 2, 0, 0, 0 },
        { "LQ*HE*N130", "LQ*HE*Q130", "REMARK_FORM", "LQ", 2, 0, 0, 0 },
        { "*0450~", "*450~", "REVENUE_FORM", "SVC", 4, 0, 0, 0 },
    };

    (void)state;
    RUN("835", remittance, cases);
}

static void tells_a_status_that_no_list_has(void **state)
{
    static const char answer[] =
        "BHT*0085*08*B1*20260115*1200*TH~HL*1**20*1~NM1*PR*2*PLAN*****PI*P1~"
        "TRN*1*T1~DTP*050*D8*20260114~DTP*009*D8*20260115~HL*2*1*21*0~"
        "NM1*41*2*DESK*****46*S1~TRN*2*B1~STC*A8:778:PR*20260115*U*150~";
    static const struct checked_case cases[] = {
        { "A8:778", "A8:19", NULL, NULL, 0, 0, 0, 0 },
        { NULL, NULL, "STATUS_UNKNOWN", "STC", 1, 2, 0, 0 },
        { "A8:778", "A8:19A", "STATUS_FORM", "STC", 1, 2, 0, 0 },
        { "A8:778", "A0B:19", "STATUS_FORM", "STC", 1, 1, 0, 0 },
    };

    (void)state;
    RUN("277CA", answer, cases);
}

/* --- texts that are met again ------------------------------------------------ */

/* Findings at a line whose SV101 is `text`, under these marks. */
static size_t found_in(struct edi_code_check *check, const char *text,
                       char component)
{
    const struct x12_guide *guide = edi_guide_named(X12_STR("837P"));
    const struct x12_delims delims = { '~', '*', component, '^' };
    struct x12_finding room[4];
    struct x12_findings list;
    struct x12_cursor cur = { 0 };
    uint32_t cut[16];

    x12_findings_init(&list, room, 4);
    for (size_t i = 0; i < guide->count && !cur.row; i++)
        if (guide->rows[i].segment &&
            strcmp(guide->rows[i].segment, "SV1") == 0)
            cur.row = &guide->rows[i];
    assert_true(
        x12_segment_split(&cur.seg, x12_str_from(text), delims, cut, 16));
    cur.findings = &list;
    edi_code_check_set(check, guide);
    edi_code_check_step(check, &cur);
    return list.count;
}

static void what_is_wrong_is_told_each_time(void **state)
{
    static struct edi_code_check check;

    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        assert_int_equal(found_in(&check, "SV1*HC:99213:25*1", ':'), 0);
        assert_int_equal(found_in(&check, "SV1*HC:9921*1", ':'), 1);
        assert_int_equal(found_in(&check, "SV1*HC:99213:25:25*1", ':'), 1);
    }
}

static void a_text_that_was_right_is_cut_anew_by_other_marks(void **state)
{
    static struct edi_code_check check;

    (void)state;
    assert_int_equal(found_in(&check, "SV1*HC:9*1", '>'), 0);
    assert_int_equal(found_in(&check, "SV1*HC:9*1", ':'), 1);
    assert_int_equal(found_in(&check, "SV1*HC:9*1", '>'), 0);
}

/* --- lists that were loaded ------------------------------------------------- */

/* Findings at LIST codes of one CAS and one SV1 on two days. */
static size_t found_with(const char *list, const char *day)
{
    char body[CHECKED_TEXT];
    struct checked c;
    struct edi_code_book book = { 0 };
    struct x12_arena arena = { 0 };
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };

    snprintf(body, sizeof(body),
             HEAD "CLM*C1*100***11:B:1*Y*A*Y*Y~DTP*472*D8*%s~LX*1~"
                  "SV3*AD:D2740*100~",
             day);
    assert_int_equal(x12_source_open_memory(&src, x12_str_from(list), &err),
                     X12_OK);
    assert_int_equal(edi_code_book_load(&book, &arena, &src, "codes", &err),
                     X12_OK);
    x12_source_close(&src);
    checked_with(&book);
    checked_run(&c, "837D", body, NULL, NULL, 5);
    checked_with(NULL);
    x12_arena_release(&arena);
    for (size_t i = 0; i < c.count; i++)
        assert_string_equal(c.at[i].fault->name, "LISTED_CODE_UNKNOWN");
    return c.count;
}

static void a_list_that_was_loaded_is_asked_on_the_day_of_service(void **state)
{
    (void)state;
    assert_int_equal(found_with("", "20260105"), 0);
    assert_int_equal(found_with("CDT\tD0120\n", "20260105"), 1);
    assert_int_equal(found_with("CDT\tD2740\n", "20260105"), 0);
    assert_int_equal(found_with("CDT\tD2740\t\t20260106\n", "20260105"), 1);
    assert_int_equal(found_with("CDT\tD2740\t\t20260106\n", "20260106"), 0);
    assert_int_equal(found_with("CDT\tD2740\t\t\t20260104\n", "20260105"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shape_takes_what_it_describes_and_nothing_else),
        cmocka_unit_test(a_qualifier_tells_the_shape_behind_it),
        cmocka_unit_test(each_list_of_the_guides_has_its_form),
        cmocka_unit_test(tells_each_code_of_a_professional_claim),
        cmocka_unit_test(tells_each_code_of_an_institutional_claim),
        cmocka_unit_test(tells_each_code_of_a_dental_claim),
        cmocka_unit_test(tells_each_code_of_a_remittance),
        cmocka_unit_test(tells_a_status_that_no_list_has),
        cmocka_unit_test(what_is_wrong_is_told_each_time),
        cmocka_unit_test(a_text_that_was_right_is_cut_anew_by_other_marks),
        cmocka_unit_test(a_list_that_was_loaded_is_asked_on_the_day_of_service),
    };

    return cmocka_run_group_tests_name("code_check", tests, NULL, NULL);
}
