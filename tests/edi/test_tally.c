/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/rules/tally.h"
#include "tests/support/checked.h"
#include "tests/support/cm.h"

#define RUN(guide, body, cases) \
    checked_cases(guide, body, cases, sizeof(cases) / sizeof((cases)[0]), 3)

#define BILLING                                                              \
    "BHT*0019*00*B1*20260110*1200*CH~NM1*41*2*DESK*****46*S1~"               \
    "PER*IC*ANN*TE*5125550100~NM1*40*2*PLAN*****46*R1~HL*1**20*1~"           \
    "NM1*85*2*CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*AUSTIN*TX*787010001~" \
    "REF*EI*123456789~"
#define SUBSCRIBER(number, child)                                \
    "HL*" number "*1*22*" child "~SBR*S*18*******CI~"            \
    "NM1*IL*1*DOE*JANE****MI*M1~N3*1 ELM ST~N4*AUSTIN*TX*78701~" \
    "DMG*D8*19700101*F~NM1*PR*2*SECOND PLAN*****PI*P2~"

/* The first payer paid 60 and 30 of two lines and 10 less for the claim. */
static const char professional[] = BILLING SUBSCRIBER(
    "2",
    "0") "CLM*C1*150***11:B:1*Y*A*Y*Y~AMT*F5*5~HI*ABK:J020~"
         "SBR*P*18*******CI~CAS*OA*104*10~AMT*D*80~AMT*EAF*20~OI***Y*P**Y~"
         "NM1*IL*1*DOE*JANE****MI*M1~NM1*PR*2*FIRST PLAN*****PI*P1~"
         "LX*1~SV1*HC:99213*100*UN*2***1~DTP*472*D8*20260105~"
         "SVD*P1*40*HC:99213**1~CAS*CO*45*20*1~DTP*573*D8*20260108~"
         "SVD*P1*20*HC:99214**1~CAS*PR*2*20~DTP*573*D8*20260108~"
         "LX*2~SV1*HC:87880*50*UN*3***1~DTP*472*D8*20260105~"
         "SVD*P1*30*HC:87880**2~CAS*CO*45*20*1~DTP*573*D8*20260108~"
         "HL*3*1*22*1~SBR*P********CI~NM1*IL*1*ROE*RAY****MI*M2~"
         "NM1*PR*2*SECOND PLAN*****PI*P2~HL*4*3*23*0~PAT*19~"
         "NM1*QC*1*ROE*ANN~N3*1 ELM ST~N4*AUSTIN*TX*78701~DMG*D8*20150101*F~"
         "CLM*C2*40***11:B:1*Y*A*Y*Y~HI*ABK:J020~"
         "LX*1~SV1*HC:99212*40*UN*1***1~DTP*472*D8*20260105~";

static void tells_each_claim_that_does_not_add_up(void **state)
{
    static const struct checked_case cases[] = {
        { 0 },
        { "C2*40", "C2*41", "CLM02_NOT_SUM_OF_LINES", "CLM", 2, 0, 4100, 4000 },
        { "99212*40", "99212*40.01", "CLM02_NOT_SUM_OF_LINES", "CLM", 2, 0,
          4000, 4001 },
        { "C2*40", "C2*40.005", "AMOUNT_NOT_CENTS", "CLM", 2, 0, 0, 0 },
        { "AMT*F5*5~", "AMT*F5*151~", "PATIENT_AMOUNT_OVER_CHARGE", "AMT", 2, 0,
          15100, 15000 },
        /* what the first payer did */
        { "CLM*C1*150", "CLM*C1*151", "CLM02_NOT_SUM_OF_LINES", "CLM", 2, 0,
          15100, 15000 },
        { "SVD*P1*30*", "SVD*P9*30*", "SVD01_PAYER_UNKNOWN", "SVD", 1, 0, 0,
          0 },
        { "SVD*P1*30*", "SVD*P1*31*", "SVD02_NOT_BALANCED", "SVD", 2, 0, 3100,
          3000 },
        { "CAS*PR*2*20~", "CAS*PR*2*21~", "SVD02_NOT_BALANCED", "SVD", 2, 0,
          6000, 5900 },
        { "AMT*D*80~", "AMT*D*79~", "COB_PAID_NOT_BALANCED", "AMT", 2, 0, 7900,
          8000 },
        { "CAS*OA*104*10~", "CAS*OA*104*9~", "COB_PAID_NOT_BALANCED", "AMT", 2,
          0, 8000, 8100 },
        { "AMT*EAF*20~", "AMT*EAF*21~", "COB_EAF_OVER_PR", "AMT", 2, 0, 2100,
          2000 },
        { "HC:87880**2", "HC:87880**1", "SVD05_NOT_BALANCED", "SVD", 5, 0, 0,
          0 },
        { "SBR*P*18*", "SBR*S*18*", "SBR01_REPEATED", "SBR", 1, 0, 0, 0 },
        { "SBR*P*18*", "SBR*U*18*", NULL, NULL, 0, 0, 0, 0 },
        { "AMT*D*80~", "AMT*D*80~AMT*A8*150~", "COB_A8_ADJUDICATED", "AMT", 1,
          0, 0, 0 },
    };

    (void)state;
    RUN("837P", professional, cases);
}

static void tells_a_number_that_is_not_the_next(void **state)
{
    static const struct checked_case cases[] = {
        { "HL*1**20", "HL*2**20", "HL01_SEQUENCE", "HL", 1, 0, 2, 1 },
        { "HL*4*3*23", "HL*5*3*23", "HL01_SEQUENCE", "HL", 1, 0, 5, 4 },
        { "HL*4*3*23", "HL*4*2*23", "HL02_PARENT", "HL", 2, 0, 2, 3 },
        { "HL*4*3*23", "HL*4*X*23", "HL02_PARENT", "HL", 2, 0, 0, 0 },
        { "HL*2*1*22*0", "HL*2*1*22*1", "HL04_CHILD", "HL", 4, 0, 1, 0 },
        { "HL*3*1*22*1", "HL*3*1*22*0", "HL04_CHILD", "HL", 4, 0, 0, 1 },
        { "LX*2~", "LX*3~", "LX01_SEQUENCE", "LX", 1, 0, 3, 2 },
        { "LX*1~SV1*HC:99212", "LX*2~SV1*HC:99212", "LX01_SEQUENCE", "LX", 1, 0,
          2, 1 },
    };

    (void)state;
    RUN("837P", professional, cases);
}

/* The first payer was not billed. */
static const char unbilled[] = BILLING SUBSCRIBER(
    "2",
    "0") "CLM*C1*100***11:B:1*Y*A*Y*Y~HI*ABK:J020~SBR*P*18*******CI~AMT*A8*100~"
         "OI***Y*P**Y~NM1*IL*1*DOE*JANE****MI*M1~NM1*PR*2*FIRST PLAN*****PI*P1~"
         "LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20260105~";

static void an_unbilled_payer_has_the_charge_and_nothing_else(void **state)
{
    static const struct checked_case cases[] = {
        { 0 },
        { "A8*100", "A8*99", "COB_A8_NOT_CHARGE", "AMT", 2, 0, 9900, 10000 },
    };

    (void)state;
    RUN("837P", unbilled, cases);
}

/* The payer bundled the second line into the first. */
static const char bundled[] = BILLING SUBSCRIBER(
    "2",
    "0") "CLM*C1*150***11:B:1*Y*A*Y*Y~HI*ABK:J020~SBR*P*18*******CI~AMT*D*90~"
         "OI***Y*P**Y~NM1*IL*1*DOE*JANE****MI*M1~NM1*PR*2*FIRST PLAN*****PI*P1~"
         "LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20260105~"
         "SVD*P1*90*HC:99213**1~CAS*CO*45*10~DTP*573*D8*20260108~"
         "LX*2~SV1*HC:87880*50*UN*1***1~DTP*472*D8*20260105~"
         "SVD*P1*0*HC:99213**1*1~CAS*CO*97*50~DTP*573*D8*20260108~";

static void a_bundled_line_is_paid_in_the_other(void **state)
{
    static const struct checked_case cases[] = {
        { 0 },
        { "CO*97*50", "CO*97*40", "COB_PAID_NOT_BALANCED", "AMT", 2, 0, 9000,
          10000 },
    };

    (void)state;
    RUN("837P", bundled, cases);
}

static const char institutional[] = BILLING SUBSCRIBER(
    "2",
    "0") "CLM*C1*100***13:A:1**A*Y*Y~DTP*434*RD8*20260105-20260105~CL1*3*1*01~"
         "AMT*F3*10~HI*ABK:J020~NM1*71*1*WHITE*ANN****XX*1234567893~"
         "LX*1~SV2*0450*HC:99283*100*UN*1**100~DTP*472*D8*20260105~";

static const char dental[] = BILLING SUBSCRIBER(
    "2", "0") "CLM*C1*100***11:B:1*Y*A*Y*Y~DTP*472*D8*20260105~"
              "LX*1~SV3*AD:D0120*100~";

static void adds_up_the_lines_of_each_kind_of_claim(void **state)
{
    static const struct checked_case of_hospitals[] = {
        { 0 },
        { "C1*100", "C1*10", "CLM02_NOT_SUM_OF_LINES", "CLM", 2, 0, 1000,
          10000 },
        { "UN*1**100", "UN*1**100.01", "SV207_OVER_SV203", "SV2", 7, 0, 10001,
          10000 },
        { "AMT*F3*10~", "AMT*F3*100.5~", "PATIENT_AMOUNT_OVER_CHARGE", "AMT", 2,
          0, 10050, 10000 },
    };
    static const struct checked_case of_dentists[] = {
        { 0 },
        { "D0120*100", "D0120*10", "CLM02_NOT_SUM_OF_LINES", "CLM", 2, 0, 10000,
          1000 },
    };

    (void)state;
    RUN("837I", institutional, of_hospitals);
    RUN("837D", dental, of_dentists);
}

static void tells_a_negative_charge(void **state)
{
    struct checked c;

    (void)state;
    checked_run(&c, "837D", dental, "D0120*100", "D0120*-100", 3);
    assert_int_equal(c.count, 2);
    assert_string_equal(c.at[0].fault->name, "CHARGE_NEGATIVE");
    assert_int_equal(c.at[0].segment_id, X12_ID('S', 'V', '3'));
    assert_string_equal(c.at[1].fault->name, "CLM02_NOT_SUM_OF_LINES");
}

static void a_line_without_its_charge_is_told_once(void **state)
{
    static const struct checked_case cases[] = {
        { "SV3*AD:D0120*100~", "", "SEGMENT_MISSING", "SE", 0, 0, 0, 0 },
    };

    (void)state;
    RUN("837D", dental, cases);
}

/* --- 835 ------------------------------------------------------------------- */

#define PAYMENT(handling, amount, method)                             \
    "BPR*" handling "*" amount "*C*" method "************20260115~"   \
    "TRN*1*T1*1999999999~N1*PR*PLAN~N3*1 MAIN ST~N4*AUSTIN*TX*78701~" \
    "PER*BL*HELP*TE*5125550100~N1*PE*CLINIC*XX*1234567893~"

/* A claim by line, one that is taken back, one predetermined; a takeback. */
static const char remittance[] = PAYMENT(
    "I", "65", "CHK") "LX*1~TS3*1234567893*11*20261231*3*60~"
                      "CLP*A1*1*100*75*20*12*N1~CAS*OA*23*5~NM1*QC*1*DOE*JANE~"
                      "SVC*HC:99213*70*50**1**2~DTM*472*20260105~CAS*PR*1*20*1~"
                      "SVC*HC:87880*30*30~DTM*472*20260105~"
                      "CLP*A2*22*-50*-50**12*N2~NM1*QC*1*DOE*JANE~"
                      "SVC*HC:99212*-50*-50~DTM*472*20260105~"
                      "CLP*A3*25*10*0**12*N3~CAS*OA*101*10~NM1*QC*1*DOE*JANE~"
                      "DTM*232*20260105~"
                      "PLB*1234567893*20261231*WO:N2*-50*FB:N9*10~";

static void tells_each_payment_that_does_not_add_up(void **state)
{
    static const struct checked_case cases[] = {
        { 0 },
        /* a line; what follows from it is not told again */
        { "70*50*", "70*51*", "SVC03_NOT_BALANCED", "SVC", 3, 0, 5100, 5000 },
        { "99213*70", "99213*71", "SVC03_NOT_BALANCED", "SVC", 3, 0, 5000,
          5100 },
        { "CAS*PR*1*20*1", "CAS*PR*1*19*1", "SVC03_NOT_BALANCED", "SVC", 3, 0,
          5000, 5100 },
        { "50**1**2", "50**1**3", "SVC05_NOT_BALANCED", "SVC", 5, 0, 0, 0 },
        { "CAS*PR*1*20*1", "CAS*PR*1*20*2", "SVC05_NOT_BALANCED", "SVC", 5, 0,
          0, 0 },
        /* a claim */
        { "A1*1*100*", "A1*1*100*", NULL, NULL, 0, 0, 0, 0 },
        { "100*75*", "100*74*", "CLP04_NOT_BALANCED", "CLP", 4, 0, 7400, 7500 },
        { "CAS*OA*23*5~", "CAS*OA*23*6~", "CLP04_NOT_BALANCED", "CLP", 4, 0,
          7500, 7400 },
        { "75*20*12", "75*21*12", "CLP05_NOT_BALANCED", "CLP", 5, 0, 2100,
          2000 },
        { "CAS*OA*23*5~", "CAS*OA*23*5*****B1*0~", "CAS_AMOUNT_ZERO", "CAS", 9,
          0, 0, 0 },
        { "CAS*OA*23*5~", "CAS*OA*23*4**23*1~", "CAS_REASON_REPEATED", "CAS", 5,
          0, 0, 0 },
        { "A3*25*10*0**12*N3~CAS*OA*101*10~", "A3*25*10*10**12*N3~",
          "CLP04_PREDETERMINATION", "CLP", 4, 0, 1000, 0 },
        { "A2*22*-50*-50", "A2*1*-50*-50", "CLP03_SIGN", "CLP", 3, 0, 0, 0 },
        /* the loop of claims */
        { "20261231*3*60", "20261231*2*60", "TS304_COUNT", "TS3", 4, 0, 2, 3 },
        { "20261231*3*60", "20261231*3*61", "TS305_NOT_SUM", "TS3", 5, 0, 6100,
          6000 },
        /* the payment */
        { "BPR*I*65", "BPR*I*64.99", "BPR02_NOT_BALANCED", "BPR", 2, 0, 6499,
          6500 },
        { "FB:N9*10", "FB:N9*11", "BPR02_NOT_BALANCED", "BPR", 2, 0, 6500,
          6400 },
        { "C*CHK", "C*NON", "BPR04_NOT_NON", "BPR", 4, 0, 0, 0 },
    };

    (void)state;
    RUN("835", remittance, cases);
}

static void a_wrong_charge_of_a_claim_is_told_at_it(void **state)
{
    static const char plain[] = PAYMENT(
        "I", "75",
        "CHK") "LX*1~CLP*A1*1*100*75**12*N1~CAS*CO*45*25~NM1*QC*1*DOE*JANE~"
               "SVC*HC:99213*100*100~DTM*472*20260105~";
    static const struct checked_case cases[] = {
        { 0 },
        { "A1*1*100*", "A1*1*101*", "CLP03_NOT_SUM_OF_LINES", "CLP", 3, 0,
          10100, 10000 },
        { "CLP*A1*1*100*75**12*N1~", "CLP*A1*1*100*75.001**12*N1~",
          "AMOUNT_NOT_CENTS", "CLP", 4, 0, 0, 0 },
    };

    (void)state;
    RUN("835", plain, cases);
}

/* Its charge, payment and adjustment are in no sum. */
static void a_line_without_its_opener_is_told_once(void **state)
{
    static const char plain[] = PAYMENT(
        "I", "75", "CHK") "LX*1~CLP*A1*1*100*75**12*N1~NM1*QC*1*DOE*JANE~"
                          "SVC*HC:99213*100*75~DTM*472*20260105~CAS*CO*45*25~";
    static const struct checked_case cases[] = {
        { 0 },
        { "SVC*HC:99213*100*75~", "", "SEGMENT_UNEXPECTED", "DTM", 0, 0, 0, 0 },
    };

    (void)state;
    RUN("835", plain, cases);
}

static void a_payment_of_nothing_is_a_notification(void **state)
{
    static const char nothing[] = PAYMENT(
        "H", "0",
        "NON") "LX*1~CLP*A1*1*100*0**12*N1~CAS*CO*45*100~NM1*QC*1*DOE*JANE~"
               "DTM*232*20260105~";
    static const struct checked_case cases[] = {
        { 0 },
        { "BPR*H*0*C*NON", "BPR*I*0*C*NON", "BPR04_NOT_NON", "BPR", 1, 0, 0,
          0 },
        { "BPR*H*0*C*NON", "BPR*I*0*C*CHK", "BPR04_NOT_NON", "BPR", 4, 0, 0,
          0 },
        { "*C*NON************20260115~", "*C*NON************20260115~", NULL,
          NULL, 0, 0, 0, 0 },
    };

    (void)state;
    RUN("835", nothing, cases);
}

static void what_is_owed_is_no_payment(void **state)
{
    static const char owed[] = PAYMENT(
        "I", "-10",
        "CHK") "LX*1~CLP*A1*1*10*10**12*N1~NM1*QC*1*DOE*JANE~DTM*232*20260105~"
               "PLB*1234567893*20261231*WO:N2*20~";
    static const struct checked_case cases[] = {
        { NULL, NULL, "BPR02_NEGATIVE", "BPR", 2, 0, -1000, 0 },
    };

    (void)state;
    RUN("835", owed, cases);
}

/* --- answers --------------------------------------------------------------- */

static const char answer[] =
    "BHT*0085*08*B1*20260115*1200*TH~HL*1**20*1~NM1*PR*2*PLAN*****PI*P1~"
    "TRN*1*T1~DTP*050*D8*20260114~DTP*009*D8*20260115~HL*2*1*21*1~"
    "NM1*41*2*DESK*****46*S1~TRN*2*B1~STC*A1:19:PR*20260115*WQ*150~"
    "QTY*90*1~QTY*AA*1~AMT*YU*100~AMT*YY*50~HL*3*2*19*1~"
    "NM1*85*2*CLINIC*****XX*1234567893~TRN*1*0~STC*A1:19:PR**WQ*150~"
    "QTY*QA*1~QTY*QC*1~AMT*YU*100~AMT*YY*50~HL*4*3*PT~"
    "NM1*QC*1*DOE*JANE****MI*M1~TRN*2*C1~STC*A2:20:PR*20260115*WQ*100~"
    "DTP*472*D8*20260105~HL*5*3*PT~NM1*QC*1*ROE*RAY****MI*M2~TRN*2*C2~"
    "STC*A7:562:85*20260115*U*50~DTP*472*D8*20260105~";

static void tells_an_answer_whose_counts_are_wrong(void **state)
{
    static const struct checked_case cases[] = {
        { 0 },
        { "QTY*90*1", "QTY*90*2", "QTY_NOT_CLAIMS", "QTY", 2, 0, 3, 2 },
        { "QTY*QA*1", "QTY*QA*3", "QTY_NOT_CLAIMS", "QTY", 2, 0, 4, 2 },
        { "WQ*150~QTY*90", "WQ*151~QTY*90", "STC04_NOT_SUM", "STC", 4, 0, 15100,
          15000 },
        { "WQ*150~QTY*QA", "WQ*149~QTY*QA", "STC04_NOT_SUM", "STC", 4, 0, 14900,
          15000 },
        { "HL*5*3*PT", "HL*6*3*PT", "HL01_SEQUENCE", "HL", 1, 0, 6, 5 },
        { "HL*5*3*PT", "HL*5*2*PT", "HL02_PARENT", "HL", 2, 0, 2, 3 },
        { "HL*3*2*19*1", "HL*3*2*19*0", "HL04_CHILD", "HL", 4, 0, 0, 1 },
    };

    (void)state;
    RUN("277CA", answer, cases);
}

static void tells_a_group_whose_counts_are_wrong(void **state)
{
    static const char group[] =
        "AK1*HC*1*005010X222A1~AK2*837*0001*005010X222A1~IK5*A~"
        "AK2*837*0002*005010X222A1~IK5*R*5~AK9*P*2*2*1~";
    static const struct checked_case cases[] = {
        { 0 },
        { "P*2*2*1", "P*2*1*1", "AK903_COUNT", "AK9", 3, 0, 1, 2 },
        { "P*2*2*1", "P*2*2*2", "AK904_COUNT", "AK9", 4, 0, 2, 1 },
        { "P*2*2*1", "A*2*2*1", "AK901_VERDICT", "AK9", 1, 0, 0, 0 },
        { "P*2*2*1", "R*2*2*0", NULL, NULL, 0, 0, 0, 0 },
        { "P*2*2*1", "P*3*3*2", NULL, NULL, 0, 0, 0, 0 },
    };

    (void)state;
    RUN("999", group, cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_each_claim_that_does_not_add_up),
        cmocka_unit_test(tells_a_number_that_is_not_the_next),
        cmocka_unit_test(an_unbilled_payer_has_the_charge_and_nothing_else),
        cmocka_unit_test(a_bundled_line_is_paid_in_the_other),
        cmocka_unit_test(adds_up_the_lines_of_each_kind_of_claim),
        cmocka_unit_test(tells_a_negative_charge),
        cmocka_unit_test(a_line_without_its_charge_is_told_once),
        cmocka_unit_test(tells_each_payment_that_does_not_add_up),
        cmocka_unit_test(a_wrong_charge_of_a_claim_is_told_at_it),
        cmocka_unit_test(a_line_without_its_opener_is_told_once),
        cmocka_unit_test(a_payment_of_nothing_is_a_notification),
        cmocka_unit_test(what_is_owed_is_no_payment),
        cmocka_unit_test(tells_an_answer_whose_counts_are_wrong),
        cmocka_unit_test(tells_a_group_whose_counts_are_wrong),
    };

    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
