/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "tests/support/rule_case.h"

#define HEADER                                                          \
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*HARBOR01   " \
    "    *250210*0915*^*00501*000000900*0*T*:~"                         \
    "GS*HP*PAYER*HARBOR01*20250210*0915*900*X*005010X221A1~"            \
    "ST*835*0001~"
#define PARTIES                                                        \
    "DTM*405*20250209~N1*PR*BLUE HERON~N3*9 HERON WAY~"                \
    "N4*SALEM*OR*97301~PER*BL*HELP DESK*TE*5035550100~"                \
    "N1*PE*HARBOR GROUP*XX*1503004115~REF*TJ*931112223~LX*1~"
#define TRAILER "SE*@*0001~GE*1*900~IEA*1*000000900~"

static const char transfer[] =
    HEADER
    "BPR*I*100*C*ACH*CCP*01*021000021*DA*123*1931234567**01*021000021*DA*456*"
    "20250210~TRN*1*T100*1931234567~" PARTIES
    "CLP*A1*1*150*80*20*12*ICN1*11*1~CAS*CO*45*50~CAS*PR*1*20~"
    "NM1*QC*1*DELGADO*ROSA~SVC*HC:99213*150*150**1~DTM*472*20250113~"
    "CLP*B1*1*30*20**12*ICN2*11*1~NM1*QC*1*WHITLOCK*TESS~"
    "SVC*HC:36415*30*20**1~DTM*150*20250114~DTM*151*20250115~CAS*CO*96*10~"
    "LQ*HE*N30~" TRAILER;

static const struct rule_case transfer_cases[] = {
    { "R01_SENDER_BANK_MISSING", "*CCP*01*021000021*DA*123*", "*CCP***DA*123*",
      "BPR", 7, 0, NULL },
    { "R01_SENDER_ACCOUNT_MISSING", "*CCP*01*021000021*DA*123*",
      "*CCP*01*021000021***", "BPR", 9, 0, NULL },
    { "R01_PAYER_ID_MISSING", "*1931234567**01", "***01", "BPR", 10, 0, NULL },
    { "R01_RECEIVER_BANK_MISSING", "**01*021000021*DA*456*", "****DA*456*",
      "BPR", 13, 0, NULL },
    { "R01_RECEIVER_ACCOUNT_MISSING", "**01*021000021*DA*456*",
      "**01*021000021***", "BPR", 15, 0, NULL },
    { "R01_FORMAT_MISSING", "*ACH*CCP*", "*ACH**", "BPR", 5, 0, NULL },
    { "R01_FORMAT_EXTRA", "*ACH*CCP*", "*FWT*CCP*", "BPR", 5, 0, NULL },
    { "R03_PAYER_ID_DIFFERS", "TRN*1*T100*1931234567",
      "TRN*1*T100*1931234568", "TRN", 3, 0, NULL },
    { "R06_PAYEE_TAX_ID_MISSING", "REF*TJ*931112223~", "", "N1*PE", 0, 0,
      "REF" },
    { "R09_FACILITY_MISSING", "ICN1*11*1~CAS*CO*45*50~CAS*PR*1*20~NM1*QC*1*DELGADO*ROSA~",
      "ICN1~CAS*CO*45*50~CAS*PR*1*20~NM1*QC*1*DELGADO*ROSA~MIA*4~", "CLP*A1", 8, 0, NULL },
    { "R09_FREQUENCY_MISSING", "ICN1*11*1~CAS*CO*45*50~CAS*PR*1*20~NM1*QC*1*DELGADO*ROSA~",
      "ICN1*11~CAS*CO*45*50~CAS*PR*1*20~NM1*QC*1*DELGADO*ROSA~MIA*4~", "CLP*A1", 9, 0,
      NULL },
    { "R10_PATIENT_SHARE_EXTRA", "CLP*B1*1*",
      "CLP*C1*22*-10*-10*5*12*ICN9*11*1~NM1*QC*1*HALE*UNA~"
      "SVC*HC:36415*-10*-10**1~DTM*472*20250110~"
      "CLP*C1*1*10*10**12*ICN8*11*1~NM1*QC*1*HALE*UNA~"
      "SVC*HC:36415*10*10**1~DTM*472*20250110~CLP*B1*1*",
      "CLP*C1*22", 5, 0, NULL },
    { "R14_CROSSOVER_MISSING", "CLP*A1*1*", "CLP*A1*19*", "CLP*A1", 0, 0,
      "NM1" },
    { "R16_REMARKS_TWICE", "NM1*QC*1*DELGADO*ROSA~",
      "NM1*QC*1*DELGADO*ROSA~MIA*4~MOA***MA01~", "MOA", 0, 0, NULL },
    { "R17_SERVICE_DATE_MISSING", "DTM*472*20250113~", "", "SVC*HC:99213", 0, 0,
      "DTM" },
    { "R17_CLAIM_DATE_MISSING",
      "SVC*HC:99213*150*150**1~DTM*472*20250113~",
      "", "CLP*A1", 0, 0, "DTM" },
    { "R17_FIRST_DATE_MISSING", "NM1*QC*1*DELGADO*ROSA~",
      "NM1*QC*1*DELGADO*ROSA~DTM*233*20250114~", "DTM*233", 0, 0, "DTM" },
    { "R18_SERVICE_DATE_EXTRA", "DTM*150*20250114~",
      "DTM*472*20250114~", "DTM*472*20250114", 0, 0, NULL },
    { "R18_LAST_DATE_MISSING", "DTM*151*20250115~", "", "DTM*150", 0, 0,
      "DTM" },
    { "R18_FIRST_DATE_MISSING", "DTM*150*20250114~", "", "DTM*151", 0, 0,
      "DTM" },
    { "R22_REMARK_MISSING", "LQ*HE*N30~", "", "SVC*HC:36415", 0, 0, "LQ" },
    { "R22_CLAIM_REMARK_MISSING", "CAS*CO*45*50~", "CAS*CO*16*50~", "CLP*A1", 0,
      0, "MOA" },
};

static const char check[] =
    HEADER "BPR*I*20*C*CHK************20250210~TRN*1*T100*1931234567~" PARTIES
    "CLP*B1*1*30*20**12*ICN2*11*1~NM1*QC*1*WHITLOCK*TESS~"
    "SVC*HC:36415*30*20**1~DTM*472*20250114~CAS*CO*45*10~" TRAILER;

static const struct rule_case check_cases[] = {
    { "R01_SENDER_BANK_EXTRA", "*CHK************", "*CHK**01*021000021*********",
      "BPR", 7, 0, NULL },
    { "R01_SENDER_ACCOUNT_EXTRA", "*CHK************", "*CHK****DA*123*******",
      "BPR", 9, 0, NULL },
    { "R01_RECEIVER_BANK_EXTRA", "*CHK************",
      "*CHK********01*021000021***", "BPR", 13, 0, NULL },
    { "R01_RECEIVER_ACCOUNT_EXTRA", "*CHK************",
      "*CHK**********DA*456*", "BPR", 15, 0, NULL },
    { "R03_PAYER_ID", "T100*1931234567", "T100*9312345670", "TRN", 3, 0, NULL },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void tells_each_break_of_a_payment_by_transfer(void **state)
{
    (void)state;
    rule_cases_hold(transfer, transfer_cases, COUNT(transfer_cases));
}

static void tells_each_break_of_a_payment_by_check(void **state)
{
    (void)state;
    rule_cases_hold(check, check_cases, COUNT(check_cases));
}

static void has_a_case_for_every_rule(void **state)
{
    const struct rule_table tables[] = {
        { transfer_cases, COUNT(transfer_cases) },
        { check_cases, COUNT(check_cases) },
    };

    (void)state;
    rule_cases_are_complete(edi_rules_835, edi_rules_835_count, tables,
                            COUNT(tables));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_each_break_of_a_payment_by_transfer),
        cmocka_unit_test(tells_each_break_of_a_payment_by_check),
        cmocka_unit_test(has_a_case_for_every_rule),
    };

    return cmocka_run_group_tests_name("rules_835", tests, NULL, NULL);
}
