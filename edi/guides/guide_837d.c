/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_837d - 005010X224A2: the dental claim
 */
#include "edi/guides/tables_private.h"

/* clang-format off */

#define FILING_INDICATORS                                                  \
    " 11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ "

/* the transaction set */

static const struct x12_rule st[] = {
    R(1, 143, "Set", IN(" 837 ")),
    R(2, 329, "Control number"),
    R(3, 1705, "Guide version"),
};

static const struct x12_rule bht[] = {
    R(1, 1005, "Hierarchy structure", IN(" 0019 ")),
    R(2, 353, "Purpose", IN(" 00 18 ")),
    R(3, 127, "Batch reference", TO(30)),
    R(4, 373, "Created on"),
    R(5, 337, "Time"),
    R(6, 640, "Claim or encounter", IN(" 31 CH RP ")),
};

/* 1000A: Submitter name */

static const struct x12_rule nm1_1000a[] = {
    R(1, 98, "Role", IN(" 41 ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    R(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038), N(7, 1039),
    R(8, 66, "Id qualifier", IN(" 46 ")),
    R(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule per[] = {
    R(1, 366, "Contact function", IN(" IC ")),
    S(2, 93, "Name"),
    R(3, 365, "Number type", IN(" EM FX TE ")),
    R(4, 364, "Number"),
    S(5, 365, "Number type", IN(" EM EX FX TE ")),
    S(6, 364, "Number"),
    S(7, 365, "Number type", IN(" EM EX FX TE ")),
    S(8, 364, "Number"),
    N(9, 443),
};

/* 1000B: Receiver name */

static const struct x12_rule nm1_1000b[] = {
    R(1, 98, "Role", IN(" 40 ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    R(3, 1035, "Last name or organization"),
    N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039),
    R(8, 66, "Id qualifier", IN(" 46 ")),
    R(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

/* 2000A: Billing provider level */

static const struct x12_rule hl_2000a[] = {
    R(1, 628, "Level number"),
    N(2, 734),
    R(3, 735, "Level", IN(" 20 ")),
    R(4, 736, "Has child levels", IN(" 1 ")),
};

static const struct x12_rule prv_2000a[] = {
    R(1, 1221, "Provider role", IN(" BI ")),
    R(2, 128, "Qualifier", IN(" PXC ")),
    R(3, 127, "Taxonomy", LIST("TAXONOMY")),
    N(4, 156), N(5, C(35)), N(6, 1223),
};

static const struct x12_rule cur_2000a[] = {
    R(1, 98, "Role", IN(" 85 ")),
    R(2, 100, "Currency", LIST("CURRENCY")),
    N(3, 280), N(4, 98), N(5, 100), N(6, 669), N(7, 374), N(8, 373),
    N(9, 337), N(10, 374), N(11, 373), N(12, 337), N(13, 374), N(14, 373),
    N(15, 337), N(16, 374), N(17, 373), N(18, 337), N(19, 374), N(20, 373),
    N(21, 337),
};

/* 2010AA: Billing provider name */

static const struct x12_rule nm1_2010aa[] = {
    R(1, 98, "Role", IN(" 85 ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    R(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    S(8, 66, "Id qualifier", IN(" XX ")),
    S(9, 67, "Id", LIST("NPI?XX")),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule n3[] = {
    R(1, 166, "Address"),
    S(2, 166, "Address"),
};

static const struct x12_rule n4[] = {
    R(1, 19, "City"),
    S(2, 156, "State", LIST("STATE")),
    S(3, 116, "Postal code", LIST("POSTAL")),
    S(4, 26, "Country", LIST("COUNTRY")),
    N(5, 309), N(6, 310),
    S(7, 1715, "Country subdivision", LIST("COUNTRYSUB")),
};

RULES_REF(ref_2010aa_ei_sy, " EI SY ", "Tax id");
RULES_REF(ref_2010aa_0b_1g, " 0B 1G ", "License or UPIN");

/* 2010AB: Pay-to address name */

static const struct x12_rule nm1_2010ab[] = {
    R(1, 98, "Role", IN(" 87 ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2010AC: Pay-to plan name */

static const struct x12_rule nm1_2010ac[] = {
    R(1, 98, "Role", IN(" PE ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    R(3, 1035, "Last name or organization"),
    N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039),
    R(8, 66, "Id qualifier", IN(" PI XV ")),
    R(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

RULES_REF(ref_2010ac_2u, " 2U FY NF ", "Id");
RULES_REF(ref_2010ac_ei, " EI ", "Tax id");

/* 2000B: Subscriber level */

static const struct x12_rule hl_2000b[] = {
    R(1, 628, "Level number"),
    R(2, 734, "Parent level number"),
    R(3, 735, "Level", IN(" 22 ")),
    R(4, 736, "Has child levels", IN(" 0 1 ")),
};

static const struct x12_rule sbr_2000b[] = {
    R(1, 1138, "Payer responsibility", IN(" A B C D E F G H P S T U ")),
    S(2, 1069, "Relationship", IN(" 18 ")),
    S(3, 127, "Group or policy number"),
    S(4, 93, "Group name"),
    S(5, 1336, "Insurance type", IN(" 12 13 14 15 16 41 42 43 47 ")),
    N(6, 1143), N(7, 1073), N(8, 584),
    S(9, 1032, "Filing indicator", IN(FILING_INDICATORS)),
};

/* 2010BA: Subscriber name */

static const struct x12_rule nm1_2010ba[] = {
    R(1, 98, "Role", IN(" IL ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    R(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    S(8, 66, "Id qualifier", IN(" II MI ")),
    S(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule dmg[] = {
    R(1, 1250, "Date format", IN(" D8 ")),
    R(2, 1251, "Date"),
    R(3, 1068, "Gender", IN(" F M U ")),
    N(4, 1067), N(5, C(56)), N(6, 1066), N(7, 26), N(8, 659), N(9, 380),
    N(10, 1270), N(11, 1271),
};

RULES_REF(ref_sy, " SY ", "Social security number", LIST("SSN"));
RULES_REF(ref_y4, " Y4 ", "Casualty claim number");

/* 2010BB: Payer name */

static const struct x12_rule nm1_pr[] = {
    R(1, 98, "Role", IN(" PR ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    R(3, 1035, "Last name or organization"),
    N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039),
    R(8, 66, "Id qualifier", IN(" PI XV ")),
    R(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

RULES_REF(ref_2u_ei_fy_nf, " 2U EI FY NF ", "Id");
RULES_REF(ref_g2_lu, " G2 LU ", "Id");

/* 2300: Claim */

static const struct x12_rule clm_2300[] = {
    R(1, 1028, "Claim number", TO(20)),
    R(2, 782, "Charge", TO(10)),
    N(3, 1032), N(4, 1343),
    R(5, C(23), "Place of service"),
    RC(5, 1, 1331, "Place of service", LIST("POS")),
    RC(5, 2, 1332, "Facility qualifier", IN(" B ")),
    RC(5, 3, 1325, "Frequency", LIST("FREQUENCY")),
    R(6, 1073, "Provider signature", IN(" N Y ")),
    R(7, 1359, "Assignment accepted", IN(" A C ")),
    R(8, 1073, "Benefits assigned", IN(" N W Y ")),
    R(9, 1363, "Release of information", IN(" I Y ")),
    N(10, 1351),
    S(11, C(24), "Related causes"),
    RC(11, 1, 1362, "Related cause", IN(" AA EM OA ")),
    SC(11, 2, 1362, "Related cause", IN(" AA EM OA ")),
    NC(11, 3, 1362),
    SC(11, 4, 156, "State", LIST("STATE")),
    SC(11, 5, 26, "Country", LIST("COUNTRY")),
    S(12, 1366, "Special program", IN(" 01 02 03 05 ")),
    N(13, 1073), N(14, 1338), N(15, 1073), N(16, 1360), N(17, 1029),
    N(18, 1073),
    S(19, 1383, "Submission reason", IN(" PB ")),
    S(20, 1514, "Delay reason", IN(" 1 2 3 4 5 6 7 8 9 10 11 15 ")),
};

RULES_DTP(dtp_2300_439, " 439 ", " D8 ");
RULES_DTP(dtp_452, " 452 ", " D8 ");
RULES_DTP(dtp_2300_472, " 472 ", " D8 RD8 ");
RULES_DTP(dtp_2300_050, " 050 ", " D8 ");

static const struct x12_rule dn1_2300[] = {
    S(1, 380, "Months of treatment"),
    S(2, 380, "Months remaining"),
    N(3, 1073),
    S(4, 352, "Orthodontic treatment", IN(" Y ")),
};

static const struct x12_rule dn2_2300[] = {
    R(1, 127, "Tooth", LIST("TOOTH")),
    R(2, 1368, "Tooth status", IN(" E M ")),
    N(3, 380), N(4, 1250), N(5, 1251),
    R(6, 1270, "Code qualifier", IN(" JP ")),
};

static const struct x12_rule pwk_2300[] = {
    R(1, 755, "Attachment type", IN(" B4 DA DG EB OZ P6 RB RR ")),
    R(2, 756, "Transmission", IN(" AA BM EL EM FT FX ")),
    N(3, 757), N(4, 98),
    S(5, 66, "Id qualifier", IN(" AC ")),
    S(6, 67, "Control number", TO(50)),
    N(7, 352), N(8, C(2)), N(9, 1525),
};

static const struct x12_rule cn1[] = {
    R(1, 1166, "Contract type", IN(" 02 03 04 05 06 09 ")),
    S(2, 782, "Contract", TO(10)),
    S(3, 332, "Contract percent"),
    S(4, 127, "Contract"),
    S(5, 338, "Terms discount percent"),
    S(6, 799, "Contract version"),
};

RULES_AMT(amt_2300, " F5 ", "Patient paid");
RULES_REF(ref_g3, " G3 ", "Predetermination number");
RULES_REF(ref_2300_4n, " 4N ", "Authorization exception",
          IN(" 1 2 3 4 5 6 7 "));
RULES_REF(ref_2300_f8, " F8 ", "Payer claim number");
RULES_REF(ref_2300_9f, " 9F ", "Referral number");
RULES_REF(ref_2300_g1, " G1 ", "Prior authorization number");
RULES_REF(ref_9a, " 9A ", "Repriced claim number");
RULES_REF(ref_9c, " 9C ", "Adjusted repriced number");
RULES_REF(ref_2300_d9, " D9 ", "Clearinghouse trace number");

static const struct x12_rule k3[] = {
    R(1, 449, "Fixed format text"),
    N(2, 1333), N(3, C(1)),
};

static const struct x12_rule nte_2300[] = {
    R(1, 363, "Note type", IN(" ADD ")),
    R(2, 352, "Text"),
};

#define OTHER_DIAGNOSIS(use, e)                                   \
    use(e, C(22), "Code"),                                        \
    RC(e, 1, 1270, "Code qualifier", IN(" ABF BF TQ ")),          \
    RC(e, 2, 1271, "Diagnosis", LIST("HI")),                      \
    NC(e, 3, 1250), NC(e, 4, 1251), NC(e, 5, 782), NC(e, 6, 380), \
    NC(e, 7, 799), NC(e, 8, 1271), NC(e, 9, 1073)

static const struct x12_rule hi_2300[] = {
    R(1, C(22), "Code"),
    RC(1, 1, 1270, "Code qualifier", IN(" ABK BK TQ ")),
    RC(1, 2, 1271, "Diagnosis", LIST("HI")),
    NC(1, 3, 1250), NC(1, 4, 1251), NC(1, 5, 782), NC(1, 6, 380),
    NC(1, 7, 799), NC(1, 8, 1271), NC(1, 9, 1073),
    OTHER_DIAGNOSIS(S, 2), OTHER_DIAGNOSIS(S, 3), OTHER_DIAGNOSIS(S, 4),
    N(5, C(22)), N(6, C(22)), N(7, C(22)), N(8, C(22)), N(9, C(22)),
    N(10, C(22)), N(11, C(22)), N(12, C(22)),
};

static const struct x12_rule hcp_2300[] = {
    R(1, 1473, "Pricing method",
      IN(" 00 01 02 03 04 05 07 08 09 10 11 12 13 14 ")),
    R(2, 782, "Allowed amount", TO(10)),
    S(3, 782, "Saving", TO(10)),
    S(4, 127, "Repricer"),
    S(5, 118, "Per diem or flat rate"),
    S(6, 127, "Ambulatory patient group"),
    S(7, 782, "Ambulatory group amount", TO(10)),
    N(8, 234), N(9, 235), N(10, 234), N(11, 355), N(12, 380),
    S(13, 901, "Reject reason", IN(" T1 T2 T3 T4 T5 T6 ")),
    S(14, 1526, "Policy compliance", IN(" 1 2 3 4 5 ")),
    S(15, 1527, "Exception", IN(" 1 2 3 4 5 6 ")),
};

/* 2310A: Referring provider name */

static const struct x12_rule nm1_2310a[] = {
    R(1, 98, "Role", IN(" DN P3 ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    R(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    S(8, 66, "Id qualifier", IN(" XX ")),
    S(9, 67, "Id", LIST("NPI?XX")),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule prv_2310a[] = {
    R(1, 1221, "Provider role", IN(" RF ")),
    R(2, 128, "Qualifier", IN(" PXC ")),
    R(3, 127, "Taxonomy", LIST("TAXONOMY")),
    N(4, 156), N(5, C(35)), N(6, 1223),
};

RULES_REF(ref_0b_1g_g2, " 0B 1G G2 ", "Id");

/* 2310B: Rendering provider name */

static const struct x12_rule nm1_82[] = {
    R(1, 98, "Role", IN(" 82 ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    R(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    S(8, 66, "Id qualifier", IN(" XX ")),
    S(9, 67, "Id", LIST("NPI?XX")),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule prv_pe[] = {
    R(1, 1221, "Provider role", IN(" PE ")),
    R(2, 128, "Qualifier", IN(" PXC ")),
    R(3, 127, "Taxonomy", LIST("TAXONOMY")),
    N(4, 156), N(5, C(35)), N(6, 1223),
};

RULES_REF(ref_0b_1g_g2_lu, " 0B 1G G2 LU ", "Id");

/* 2310C: Service facility name */

static const struct x12_rule nm1_77[] = {
    R(1, 98, "Role", IN(" 77 ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    R(3, 1035, "Last name or organization"),
    N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039),
    S(8, 66, "Id qualifier", IN(" XX ")),
    S(9, 67, "Id", LIST("NPI?XX")),
    N(10, 706), N(11, 98), N(12, 1035),
};

RULES_REF(ref_0b_g2_lu, " 0B G2 LU ", "Id");

/* 2310D: Assistant surgeon name */

static const struct x12_rule nm1_dd[] = {
    R(1, 98, "Role", IN(" DD ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    R(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    S(8, 66, "Id qualifier", IN(" XX ")),
    S(9, 67, "Id", LIST("NPI?XX")),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule prv_as[] = {
    R(1, 1221, "Provider role", IN(" AS ")),
    R(2, 128, "Qualifier", IN(" PXC ")),
    R(3, 127, "Taxonomy", LIST("TAXONOMY")),
    N(4, 156), N(5, C(35)), N(6, 1223),
};

/* 2310E: Supervising provider name */

static const struct x12_rule nm1_dq[] = {
    R(1, 98, "Role", IN(" DQ ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    R(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    S(8, 66, "Id qualifier", IN(" XX ")),
    S(9, 67, "Id", LIST("NPI?XX")),
    N(10, 706), N(11, 98), N(12, 1035),
};

/* 2320: Other subscriber */

static const struct x12_rule sbr_2320[] = {
    R(1, 1138, "Payer responsibility", IN(" A B C D E F G H P S T U ")),
    R(2, 1069, "Relationship", IN(" 01 18 19 20 21 39 40 53 G8 ")),
    S(3, 127, "Group or policy number"),
    S(4, 93, "Group name"),
    S(5, 1336, "Insurance type", IN(" 12 13 14 15 16 41 42 43 47 ")),
    N(6, 1143), N(7, 1073), N(8, 584),
    S(9, 1032, "Filing indicator", IN(FILING_INDICATORS)),
};

static const struct x12_rule cas[] = {
    R(1, 1033, "Adjustment group", IN(" CO CR OA PI PR ")),
    R(2, 1034, "Adjustment reason", LIST("CARC")),
    R(3, 782, "Amount", TO(10)),
    S(4, 380, "Quantity"),
    S(5, 1034, "Adjustment reason", LIST("CARC")),
    S(6, 782, "Amount", TO(10)),
    S(7, 380, "Quantity"),
    S(8, 1034, "Adjustment reason", LIST("CARC")),
    S(9, 782, "Amount", TO(10)),
    S(10, 380, "Quantity"),
    S(11, 1034, "Adjustment reason", LIST("CARC")),
    S(12, 782, "Amount", TO(10)),
    S(13, 380, "Quantity"),
    S(14, 1034, "Adjustment reason", LIST("CARC")),
    S(15, 782, "Amount", TO(10)),
    S(16, 380, "Quantity"),
    S(17, 1034, "Adjustment reason", LIST("CARC")),
    S(18, 782, "Amount", TO(10)),
    S(19, 380, "Quantity"),
};

RULES_AMT(amt_2320_d, " D ", "Amount paid");
RULES_AMT(amt_eaf, " EAF ", "Remaining patient liability");
RULES_AMT(amt_2320_a8, " A8 ", "Charge not covered");

static const struct x12_rule oi_2320[] = {
    N(1, 1032), N(2, 1383),
    R(3, 1073, "Benefits assigned", IN(" N W Y ")),
    N(4, 1351), N(5, 1360),
    R(6, 1363, "Release of information", IN(" I Y ")),
};

static const struct x12_rule moa_2320[] = {
    S(1, 954, "Reimbursement rate"),
    S(2, 782, "HCPCS payable", TO(10)),
    S(3, 127, "Remark code", LIST("RARC")),
    S(4, 127, "Remark code", LIST("RARC")),
    S(5, 127, "Remark code", LIST("RARC")),
    S(6, 127, "Remark code", LIST("RARC")),
    S(7, 127, "Remark code", LIST("RARC")),
    S(8, 782, "ESRD payment", TO(10)),
    S(9, 782, "Professional component", TO(10)),
};

/* 2330A: Other subscriber name */

static const struct x12_rule nm1_2330a[] = {
    R(1, 98, "Role", IN(" IL ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    R(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    R(8, 66, "Id qualifier", IN(" II MI ")),
    R(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330B: Other payer name */

RULES_DTP(dtp_573, " 573 ", " D8 ");
RULES_REF(ref_2330b_g1, " G1 ", "Authorization number");
RULES_REF(ref_2330b_9f, " 9F ", "Authorization or referral");
RULES_REF(ref_2330b_t4, " T4 ", "Claim was adjusted", IN(" Y "));
RULES_REF(ref_2330b_f8, " F8 ", "Claim number of the payer");

/* 2330C: Other payer referring provider */

static const struct x12_rule nm1_2330c[] = {
    R(1, 98, "Role", IN(" DN P3 ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330D: Other payer rendering provider */

static const struct x12_rule nm1_2330d[] = {
    R(1, 98, "Role", IN(" 82 ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330E: Other payer supervising provider */

static const struct x12_rule nm1_2330e[] = {
    R(1, 98, "Role", IN(" DQ ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330F: Other payer billing provider */

static const struct x12_rule nm1_2330f[] = {
    R(1, 98, "Role", IN(" 85 ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330G: Other payer service facility */

static const struct x12_rule nm1_2330g[] = {
    R(1, 98, "Role", IN(" 77 ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330H: Other payer assistant surgeon */

static const struct x12_rule nm1_2330h[] = {
    R(1, 98, "Role", IN(" DD ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2400: Service line */

static const struct x12_rule lx_2400[] = {
    R(1, 554, "Number"),
};

static const struct x12_rule sv3_2400[] = {
    R(1, C(3), "Procedure"),
    RC(1, 1, 235, "Product qualifier", IN(" AD ")),
    RC(1, 2, 234, "Procedure", LIST("PROC")),
    SC(1, 3, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 4, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 5, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 6, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 7, 352, "Description"),
    NC(1, 8, 234),
    R(2, 782, "Charge", TO(10)),
    S(3, 1331, "Place of service", LIST("POS")),
    S(4, C(6), "Oral cavity"),
    RC(4, 1, 1361, "Oral cavity", LIST("ORALCAV")),
    SC(4, 2, 1361, "Oral cavity", LIST("ORALCAV")),
    SC(4, 3, 1361, "Oral cavity", LIST("ORALCAV")),
    SC(4, 4, 1361, "Oral cavity", LIST("ORALCAV")),
    SC(4, 5, 1361, "Oral cavity", LIST("ORALCAV")),
    S(5, 1358, "Prosthesis or crown", IN(" I R ")),
    S(6, 380, "Units"),
    N(7, 352), N(8, 1327), N(9, 1360), N(10, 1073),
    S(11, C(4), "Diagnosis pointers"),
    RC(11, 1, 1328, "Diagnosis pointer", IN(" 1 2 3 4 ")),
    SC(11, 2, 1328, "Diagnosis pointer", IN(" 1 2 3 4 ")),
    SC(11, 3, 1328, "Diagnosis pointer", IN(" 1 2 3 4 ")),
    SC(11, 4, 1328, "Diagnosis pointer", IN(" 1 2 3 4 ")),
};

static const struct x12_rule too_2400[] = {
    R(1, 1270, "Code qualifier", IN(" JP ")),
    S(2, 1271, "Tooth", LIST("TOOTH")),
    S(3, C(5), "Tooth surfaces"),
    RC(3, 1, 1369, "Tooth surface", IN(" B D F I L M O ")),
    SC(3, 2, 1369, "Tooth surface", IN(" B D F I L M O ")),
    SC(3, 3, 1369, "Tooth surface", IN(" B D F I L M O ")),
    SC(3, 4, 1369, "Tooth surface", IN(" B D F I L M O ")),
    SC(3, 5, 1369, "Tooth surface", IN(" B D F I L M O ")),
};

RULES_DTP(dtp_2400_472, " 472 ", " D8 ");
RULES_DTP(dtp_2400_441, " 441 ", " D8 ");
RULES_DTP(dtp_2400_446, " 446 ", " D8 ");
RULES_DTP(dtp_2400_196, " 196 ", " D8 ");
RULES_DTP(dtp_2400_198, " 198 ", " D8 ");

static const struct x12_rule ref_2400_g3[] = {
    R(1, 128, "Qualifier", IN(" G3 ")),
    R(2, 127, "Predetermination number"),
    N(3, 352),
    S(4, C(40), "Other reference"),
    RC(4, 1, 128, "Qualifier", IN(" 2U ")),
    RC(4, 2, 127, "Payer id"),
    NC(4, 3, 128), NC(4, 4, 127), NC(4, 5, 128), NC(4, 6, 127),
};

static const struct x12_rule ref_2400_g1[] = {
    R(1, 128, "Qualifier", IN(" G1 ")),
    R(2, 127, "Authorization or referral"),
    N(3, 352),
    S(4, C(40), "Other reference"),
    RC(4, 1, 128, "Qualifier", IN(" 2U ")),
    RC(4, 2, 127, "Payer id"),
    NC(4, 3, 128), NC(4, 4, 127), NC(4, 5, 128), NC(4, 6, 127),
};

RULES_REF(ref_2400_6r, " 6R ", "Line control number", TO(30));

static const struct x12_rule ref_2400_9f[] = {
    R(1, 128, "Qualifier", IN(" 9F ")),
    R(2, 127, "Referral number"),
    N(3, 352),
    S(4, C(40), "Other reference"),
    RC(4, 1, 128, "Qualifier", IN(" 2U ")),
    RC(4, 2, 127, "Payer id"),
    NC(4, 3, 128), NC(4, 4, 127), NC(4, 5, 128), NC(4, 6, 127),
};

RULES_AMT(amt_2400, " T ", "Sales tax");

static const struct x12_rule hcp_2400[] = {
    R(1, 1473, "Pricing method",
      IN(" 00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 ")),
    R(2, 782, "Allowed amount", TO(10)),
    S(3, 782, "Saving", TO(10)),
    S(4, 127, "Repricer"),
    S(5, 118, "Per diem or flat rate"),
    S(6, 127, "Ambulatory patient group"),
    S(7, 782, "Ambulatory group amount", TO(10)),
    N(8, 234),
    S(9, 235, "Product qualifier", IN(" AD ER ")),
    S(10, 234, "Procedure"),
    S(11, 355, "Unit", IN(" UN ")),
    S(12, 380, "Units", TO(8)),
    S(13, 901, "Reject reason", IN(" T1 T2 T3 T4 T5 T6 ")),
    S(14, 1526, "Policy compliance", IN(" 1 2 3 4 5 ")),
    S(15, 1527, "Exception", IN(" 1 2 3 4 5 6 ")),
};

/* 2420A: Rendering provider name */

static const struct x12_rule ref_2420a_0b_1g_g2_lu[] = {
    R(1, 128, "Qualifier", IN(" 0B 1G G2 LU ")),
    R(2, 127, "Id"),
    N(3, 352),
    S(4, C(40), "Other reference"),
    RC(4, 1, 128, "Qualifier", IN(" 2U ")),
    RC(4, 2, 127, "Payer id"),
    NC(4, 3, 128), NC(4, 4, 127), NC(4, 5, 128), NC(4, 6, 127),
};

/* 2430: Line adjudication */

static const struct x12_rule svd_2430[] = {
    R(1, 67, "Id"),
    R(2, 782, "Amount paid", TO(10)),
    R(3, C(3), "Procedure"),
    RC(3, 1, 235, "Product qualifier", IN(" AD ER ")),
    RC(3, 2, 234, "Procedure", LIST("PROC")),
    SC(3, 3, 1339, "Modifier", LIST("MODIFIER")),
    SC(3, 4, 1339, "Modifier", LIST("MODIFIER")),
    SC(3, 5, 1339, "Modifier", LIST("MODIFIER")),
    SC(3, 6, 1339, "Modifier", LIST("MODIFIER")),
    SC(3, 7, 352, "Description"),
    NC(3, 8, 234),
    N(4, 234),
    R(5, 380, "Units paid", TO(8)),
    S(6, 554, "Bundled line"),
};

/* 2000C: Patient level */

static const struct x12_rule hl_2000c[] = {
    R(1, 628, "Level number"),
    R(2, 734, "Parent level number"),
    R(3, 735, "Level", IN(" 23 ")),
    R(4, 736, "Has child levels", IN(" 0 ")),
};

static const struct x12_rule pat_2000c[] = {
    R(1, 1069, "Relationship", IN(" 01 19 20 21 39 40 53 G8 ")),
    N(2, 1384), N(3, 584), N(4, 1220), N(5, 1250), N(6, 1251), N(7, 355),
    N(8, 81), N(9, 1073),
};

/* 2010CA: Patient name */

static const struct x12_rule nm1_2010ca[] = {
    R(1, 98, "Role", IN(" QC ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    R(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    N(8, 66), N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

RULES_REF(ref_2010ca_1w_sy, " 1W SY ", "Patient id");

/* the transaction set */

static const struct x12_rule se[] = {
    R(1, 96, "Segments in the set"),
    R(2, 329, "Control number"),
};

static const struct x12_row rows[] = {
    LOOP(0, "TS", R, ANY, 0, "Transaction set"),
    SEG(1, "TS", ST, R, 1, 50, BY_ID, st, "Set header"),
    SEG(1, "TS", BHT, R, 1, 100, BY_ID, bht, "Beginning of the hierarchy"),

    LOOP(1, "1000A", R, 1, 200, "Submitter name"),
    SEG(2, "1000A", NM1, R, 1, 200, BY(1), nm1_1000a, "Submitter name"),
    SEG(2, "1000A", PER, R, 2, 450, BY_ID, per, "Submitter contact"),

    LOOP(1, "1000B", R, 1, 200, "Receiver name"),
    SEG(2, "1000B", NM1, R, 1, 200, BY(1), nm1_1000b, "Receiver name"),

    LOOP(1, "2000A", R, ANY, 10, "Billing provider level"),
    SEG(2, "2000A", HL, R, 1, 10, BY(3), hl_2000a, "Billing provider level"),
    SEG(2, "2000A", PRV, S, 1, 30, BY_ID, prv_2000a,
        "Billing provider specialty"),
    SEG(2, "2000A", CUR, S, 1, 100, BY_ID, cur_2000a, "Foreign currency"),

    LOOP(2, "2010AA", R, 1, 150, "Billing provider name"),
    SEG(3, "2010AA", NM1, R, 1, 150, BY(1), nm1_2010aa,
        "Billing provider name"),
    SEG(3, "2010AA", N3, R, 1, 250, BY_ID, n3, "Billing provider address"),
    SEG(3, "2010AA", N4, R, 1, 300, BY_ID, n4, "Billing provider city"),
    SEG(3, "2010AA", REF, R, 1, 350, BY(1), ref_2010aa_ei_sy,
        "Billing provider tax id"),
    SEG(3, "2010AA", REF, S, 2, 350, BY(1), ref_2010aa_0b_1g,
        "Billing provider license or UPIN"),
    SEG(3, "2010AA", PER, S, 2, 400, BY_ID, per, "Billing provider contact"),

    LOOP(2, "2010AB", S, 1, 150, "Pay-to address name"),
    SEG(3, "2010AB", NM1, R, 1, 150, BY(1), nm1_2010ab, "Pay-to address name"),
    SEG(3, "2010AB", N3, R, 1, 250, BY_ID, n3, "Pay-to address"),
    SEG(3, "2010AB", N4, R, 1, 300, BY_ID, n4, "Pay-to address city"),

    LOOP(2, "2010AC", S, 1, 150, "Pay-to plan name"),
    SEG(3, "2010AC", NM1, R, 1, 150, BY(1), nm1_2010ac, "Pay-to plan name"),
    SEG(3, "2010AC", N3, R, 1, 250, BY_ID, n3, "Pay-to plan address"),
    SEG(3, "2010AC", N4, R, 1, 300, BY_ID, n4, "Pay-to plan city"),
    SEG(3, "2010AC", REF, S, 1, 350, BY(1), ref_2010ac_2u,
        "Pay-to plan, other id"),
    SEG(3, "2010AC", REF, R, 1, 350, BY(1), ref_2010ac_ei,
        "Pay-to plan tax id"),

    LOOP(2, "2000B", R, ANY, 10, "Subscriber level"),
    SEG(3, "2000B", HL, R, 1, 10, BY(3), hl_2000b, "Subscriber level"),
    SEG(3, "2000B", SBR, R, 1, 50, BY_ID, sbr_2000b, "Subscriber coverage"),

    LOOP(3, "2010BA", R, 1, 150, "Subscriber name"),
    SEG(4, "2010BA", NM1, R, 1, 150, BY(1), nm1_2010ba, "Subscriber name"),
    SEG(4, "2010BA", N3, S, 1, 250, BY_ID, n3, "Subscriber address"),
    SEG(4, "2010BA", N4, S, 1, 300, BY_ID, n4, "Subscriber city"),
    SEG(4, "2010BA", DMG, S, 1, 320, BY_ID, dmg, "Subscriber demographics"),
    SEG(4, "2010BA", REF, S, 1, 350, BY(1), ref_sy, "Subscriber, other id"),
    SEG(4, "2010BA", REF, S, 1, 350, BY(1), ref_y4, "Casualty claim number"),

    LOOP(3, "2010BB", R, 1, 150, "Payer name"),
    SEG(4, "2010BB", NM1, R, 1, 150, BY(1), nm1_pr, "Payer name"),
    SEG(4, "2010BB", N3, S, 1, 250, BY_ID, n3, "Payer address"),
    SEG(4, "2010BB", N4, S, 1, 300, BY_ID, n4, "Payer city"),
    SEG(4, "2010BB", REF, S, 3, 350, BY(1), ref_2u_ei_fy_nf, "Payer, other id"),
    SEG(4, "2010BB", REF, S, 1, 350, BY(1), ref_g2_lu,
        "Billing provider, other id"),

    LOOP(3, "2300", S, 100, 1300, "Claim"),
    SEG(4, "2300", CLM, R, 1, 1300, BY_ID, clm_2300, "Claim"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_439, "Accident date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_452, "Appliance placement date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_472, "Service date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_050,
        "Repricer received date"),
    SEG(4, "2300", DN1, S, 1, 1450, BY_ID, dn1_2300, "Orthodontic treatment"),
    SEG(4, "2300", DN2, S, 35, 1500, BY_ID, dn2_2300, "Tooth status"),
    SEG(4, "2300", PWK, S, 10, 1550, BY_ID, pwk_2300, "Claim attachments"),
    SEG(4, "2300", CN1, S, 1, 1600, BY_ID, cn1, "Contract"),
    SEG(4, "2300", AMT, S, 1, 1750, BY_ID, amt_2300, "Amount the patient paid"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_g3, "Predetermination number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_4n,
        "Authorization exception"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_f8, "Payer claim number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_9f, "Referral number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_g1, "Prior authorization"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_9a, "Repriced claim number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_9c,
        "Adjusted repriced claim number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_d9,
        "Clearinghouse trace number"),
    SEG(4, "2300", K3, S, 10, 1850, BY_ID, k3, "Fixed format text"),
    SEG(4, "2300", NTE, S, 5, 1900, BY_ID, nte_2300, "Claim note"),
    SEG(4, "2300", HI, S, 1, 2310, BY_ID, hi_2300, "Diagnoses"),
    SEG(4, "2300", HCP, S, 1, 2410, BY_ID, hcp_2300, "Claim repricing"),

    LOOP(4, "2310A", S, 2, 2500, "Referring provider name"),
    SEG(5, "2310A", NM1, R, 1, 2500, BY(1), nm1_2310a,
        "Referring provider name"),
    SEG(5, "2310A", PRV, S, 1, 2550, BY_ID, prv_2310a,
        "Referring provider specialty"),
    SEG(5, "2310A", REF, S, 3, 2710, BY_ID, ref_0b_1g_g2,
        "Referring provider, other id"),

    LOOP(4, "2310B", S, 1, 2500, "Rendering provider name"),
    SEG(5, "2310B", NM1, R, 1, 2500, BY(1), nm1_82, "Rendering provider name"),
    SEG(5, "2310B", PRV, S, 1, 2550, BY_ID, prv_pe,
        "Rendering provider specialty"),
    SEG(5, "2310B", REF, S, 4, 2710, BY_ID, ref_0b_1g_g2_lu,
        "Rendering provider, other id"),

    LOOP(4, "2310C", S, 1, 2500, "Service facility name"),
    SEG(5, "2310C", NM1, R, 1, 2500, BY(1), nm1_77, "Service facility name"),
    SEG(5, "2310C", N3, R, 1, 2650, BY_ID, n3, "Service facility address"),
    SEG(5, "2310C", N4, R, 1, 2700, BY_ID, n4, "Service facility city"),
    SEG(5, "2310C", REF, S, 3, 2710, BY_ID, ref_0b_g2_lu,
        "Service facility, other id"),

    LOOP(4, "2310D", S, 1, 2500, "Assistant surgeon name"),
    SEG(5, "2310D", NM1, R, 1, 2500, BY(1), nm1_dd, "Assistant surgeon name"),
    SEG(5, "2310D", PRV, S, 1, 2550, BY_ID, prv_as,
        "Assistant surgeon specialty"),
    SEG(5, "2310D", REF, S, 4, 2710, BY_ID, ref_0b_1g_g2_lu,
        "Assistant surgeon, other id"),

    LOOP(4, "2310E", S, 1, 2500, "Supervising provider name"),
    SEG(5, "2310E", NM1, R, 1, 2500, BY(1), nm1_dq,
        "Supervising provider name"),
    SEG(5, "2310E", REF, S, 4, 2710, BY_ID, ref_0b_1g_g2_lu,
        "Supervising provider, other id"),

    LOOP(4, "2320", S, 10, 2900, "Other subscriber"),
    SEG(5, "2320", SBR, R, 1, 2900, BY_ID, sbr_2320, "Other subscriber"),
    SEG(5, "2320", CAS, S, 5, 2950, BY_ID, cas, "Claim adjustments"),
    SEG(5, "2320", AMT, S, 1, 3000, BY(1), amt_2320_d, "Amount the payer paid"),
    SEG(5, "2320", AMT, S, 1, 3000, BY(1), amt_eaf,
        "Amount still owed by patient"),
    SEG(5, "2320", AMT, S, 1, 3000, BY(1), amt_2320_a8, "Amount not covered"),
    SEG(5, "2320", OI, R, 1, 3100, BY_ID, oi_2320, "Other insurance rights"),
    SEG(5, "2320", MOA, S, 1, 3200, BY_ID, moa_2320, "Outpatient adjudication"),

    LOOP(5, "2330A", R, 1, 3250, "Other subscriber name"),
    SEG(6, "2330A", NM1, R, 1, 3250, BY(1), nm1_2330a, "Other subscriber name"),
    SEG(6, "2330A", N3, S, 1, 3320, BY_ID, n3, "Other subscriber address"),
    SEG(6, "2330A", N4, S, 1, 3400, BY_ID, n4, "Other subscriber city"),
    SEG(6, "2330A", REF, S, 1, 3550, BY_ID, ref_sy,
        "Other subscriber, other id"),

    LOOP(5, "2330B", R, 1, 3250, "Other payer name"),
    SEG(6, "2330B", NM1, R, 1, 3250, BY(1), nm1_pr, "Other payer name"),
    SEG(6, "2330B", N3, S, 1, 3320, BY_ID, n3, "Other payer address"),
    SEG(6, "2330B", N4, S, 1, 3400, BY_ID, n4, "Other payer city"),
    SEG(6, "2330B", DTP, S, 1, 3500, BY_ID, dtp_573, "Claim adjudication date"),
    SEG(6, "2330B", REF, S, 3, 3550, BY(1), ref_2u_ei_fy_nf,
        "Other payer, other id"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_2330b_g1,
        "Other payer authorization"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_2330b_9f,
        "Other payer referral"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_2330b_t4,
        "Other payer adjusted claim"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_g3,
        "Other payer predetermination"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_2330b_f8,
        "Other payer claim number"),

    LOOP(5, "2330C", S, 2, 3250, "Other payer referring provider"),
    SEG(6, "2330C", NM1, R, 1, 3250, BY(1), nm1_2330c,
        "Other payer referring provider"),
    SEG(6, "2330C", REF, R, 3, 3550, BY_ID, ref_0b_1g_g2,
        "Other payer referring provider, other id"),

    LOOP(5, "2330D", S, 1, 3250, "Other payer rendering provider"),
    SEG(6, "2330D", NM1, R, 1, 3250, BY(1), nm1_2330d,
        "Other payer rendering provider"),
    SEG(6, "2330D", REF, R, 3, 3550, BY_ID, ref_0b_1g_g2_lu,
        "Other payer rendering provider, other id"),

    LOOP(5, "2330E", S, 1, 3250, "Other payer supervising provider"),
    SEG(6, "2330E", NM1, R, 1, 3250, BY(1), nm1_2330e,
        "Other payer supervising provider"),
    SEG(6, "2330E", REF, R, 3, 3550, BY_ID, ref_0b_1g_g2_lu,
        "Other payer supervising provider, other id"),

    LOOP(5, "2330F", S, 1, 3250, "Other payer billing provider"),
    SEG(6, "2330F", NM1, R, 1, 3250, BY(1), nm1_2330f,
        "Other payer billing provider"),
    SEG(6, "2330F", REF, R, 2, 3550, BY_ID, ref_g2_lu,
        "Other payer billing provider, other id"),

    LOOP(5, "2330G", S, 1, 3250, "Other payer service facility"),
    SEG(6, "2330G", NM1, R, 1, 3250, BY(1), nm1_2330g,
        "Other payer service facility"),
    SEG(6, "2330G", REF, R, 3, 3550, BY_ID, ref_0b_g2_lu,
        "Other payer service facility, other id"),

    LOOP(5, "2330H", S, 1, 3250, "Other payer assistant surgeon"),
    SEG(6, "2330H", NM1, R, 1, 3250, BY(1), nm1_2330h,
        "Other payer assistant surgeon"),
    SEG(6, "2330H", REF, R, 3, 3550, BY_ID, ref_0b_1g_g2_lu,
        "Other payer assistant surgeon, other id"),

    LOOP(4, "2400", R, 50, 3650, "Service line"),
    SEG(5, "2400", LX, R, 1, 3650, BY_ID, lx_2400, "Service line"),
    SEG(5, "2400", SV3, R, 1, 3800, BY_ID, sv3_2400, "Dental service"),
    SEG(5, "2400", TOO, S, 32, 3820, BY_ID, too_2400, "Teeth"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_2400_472, "Service date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_2400_441,
        "Prior placement date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_452, "Appliance placement date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_2400_446, "Replacement date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_2400_196,
        "Treatment start date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_2400_198,
        "Treatment completion date"),
    SEG(5, "2400", CN1, S, 1, 4650, BY_ID, cn1, "Contract"),
    SEG(5, "2400", REF, S, 5, 4700, BY(1), ref_2400_g3,
        "Line predetermination"),
    SEG(5, "2400", REF, S, 5, 4700, BY(1), ref_2400_g1, "Prior authorization"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_2400_6r,
        "Line item control number"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_9a, "Repriced claim number"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_9c,
        "Adjusted repriced claim number"),
    SEG(5, "2400", REF, S, 5, 4700, BY(1), ref_2400_9f, "Referral number"),
    SEG(5, "2400", AMT, S, 1, 4750, BY_ID, amt_2400, "Sales tax"),
    SEG(5, "2400", K3, S, 10, 4800, BY_ID, k3, "Fixed format text"),
    SEG(5, "2400", HCP, S, 1, 4920, BY_ID, hcp_2400, "Line repricing"),

    LOOP(5, "2420A", S, 1, 5000, "Rendering provider name"),
    SEG(6, "2420A", NM1, R, 1, 5000, BY(1), nm1_82, "Rendering provider name"),
    SEG(6, "2420A", PRV, S, 1, 5050, BY_ID, prv_pe,
        "Rendering provider specialty"),
    SEG(6, "2420A", REF, S, 20, 5250, BY_ID, ref_2420a_0b_1g_g2_lu,
        "Rendering provider, other id"),

    LOOP(5, "2420B", S, 1, 5000, "Assistant surgeon name"),
    SEG(6, "2420B", NM1, R, 1, 5000, BY(1), nm1_dd, "Assistant surgeon name"),
    SEG(6, "2420B", PRV, S, 1, 5050, BY_ID, prv_as,
        "Assistant surgeon specialty"),
    SEG(6, "2420B", REF, S, 20, 5250, BY_ID, ref_2420a_0b_1g_g2_lu,
        "Assistant surgeon, other id"),

    LOOP(5, "2420C", S, 1, 5000, "Supervising provider name"),
    SEG(6, "2420C", NM1, R, 1, 5000, BY(1), nm1_dq,
        "Supervising provider name"),
    SEG(6, "2420C", REF, S, 20, 5250, BY_ID, ref_2420a_0b_1g_g2_lu,
        "Supervising provider, other id"),

    LOOP(5, "2420D", S, 1, 5000, "Service facility name"),
    SEG(6, "2420D", NM1, R, 1, 5000, BY(1), nm1_77, "Service facility name"),
    SEG(6, "2420D", N3, R, 1, 5140, BY_ID, n3, "Service facility address"),
    SEG(6, "2420D", N4, R, 1, 5200, BY_ID, n4, "Service facility city"),
    SEG(6, "2420D", REF, S, 3, 5250, BY_ID, ref_2420a_0b_1g_g2_lu,
        "Service facility, other id"),

    LOOP(5, "2430", S, 15, 5400, "Line adjudication"),
    SEG(6, "2430", SVD, R, 1, 5400, BY_ID, svd_2430, "Line adjudication"),
    SEG(6, "2430", CAS, S, 5, 5450, BY_ID, cas, "Line adjustments"),
    SEG(6, "2430", DTP, R, 1, 5500, BY_ID, dtp_573, "Line adjudication date"),
    SEG(6, "2430", AMT, S, 1, 5505, BY_ID, amt_eaf,
        "Amount still owed by patient"),

    LOOP(3, "2000C", S, ANY, 10, "Patient level"),
    SEG(4, "2000C", HL, R, 1, 10, BY(3), hl_2000c, "Patient level"),
    SEG(4, "2000C", PAT, R, 1, 70, BY_ID, pat_2000c, "Patient"),

    LOOP(4, "2010CA", R, 1, 150, "Patient name"),
    SEG(5, "2010CA", NM1, R, 1, 150, BY(1), nm1_2010ca, "Patient name"),
    SEG(5, "2010CA", N3, R, 1, 250, BY_ID, n3, "Patient address"),
    SEG(5, "2010CA", N4, R, 1, 300, BY_ID, n4, "Patient city"),
    SEG(5, "2010CA", DMG, R, 1, 320, BY_ID, dmg, "Patient demographics"),
    SEG(5, "2010CA", REF, S, 1, 350, BY(1), ref_y4, "Casualty claim number"),
    SEG(5, "2010CA", REF, S, 1, 350, BY(1), ref_2010ca_1w_sy,
        "Casualty patient id"),

    LINK(4, "2300", R, 100, 1300, "Claim"),

    SEG(1, "TS", SE, R, 1, 5550, BY_ID, se, "Set trailer"),
};

const struct x12_guide edi_guide_837d = {
    .name = "837D",
    .set = "837",
    .functional = "HC",
    .reference = "005010X224A2",
    .title = "Health care claim: dental",
    .rows = rows,
    .count = sizeof(rows) / sizeof(rows[0]),
    .dictionary = &edi_dictionary,
};
