/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_837d_claim_private - element rules of loops 2300 to 2330
 */
#ifndef EDI_GUIDES_GUIDE_837D_CLAIM_PRIVATE_H
#define EDI_GUIDES_GUIDE_837D_CLAIM_PRIVATE_H

#include "edi/guides/tables_private.h"

/* clang-format off */

#define FILING_INDICATORS                                                  \
    " 11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ "

/* 2300: Claim */

/* CLM07 A and C, CLM19 PB: one source and a sample. */
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

/* DN104 Y is used and DN103 is not, the reverse of 4010: one source and a
 * sample. */
static const struct x12_rule dn1_2300[] = {
    S(1, 380, "Months of treatment"),
    S(2, 380, "Months remaining"),
    N(3, 1073),
    S(4, 352, "Orthodontic treatment", IN(" Y ")),
};

/* DN206 JP is required: from a sample; one source has the layout of 4010. */
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

/* Without 01, which is a contract on diagnosis related groups. */
static const struct x12_rule cn1[] = {
    R(1, 1166, "Contract type", IN(" 02 03 04 05 06 09 ")),
    S(2, 782, "Contract amount", TO(10)),
    S(3, 332, "Contract percent"),
    S(4, 127, "Contract code"),
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
/* That 20 characters are the most is known of the 837I only. */
RULES_REF(ref_2300_d9, " D9 ", "Clearinghouse trace number");

static const struct x12_rule k3[] = {
    R(1, 449, "Fixed format text"),
    N(2, 1333), N(3, C(1)),
};

/* ADD alone; what one source lists beside it is of the 837I. */
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

/* HI01 principal, HI02 to HI04 other diagnoses; whether TQ (SNODENT) stands
 * beside them is not settled: let through. */
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

/* OI04 is not used: one source and 4010; one sample sends P. */
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

/* NM102 1, or 1 and 2? Not settled. */
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

/* NM102 1, or 1 and 2? Not settled. */
static const struct x12_rule nm1_2330h[] = {
    R(1, 98, "Role", IN(" DD ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* clang-format on */

#endif
