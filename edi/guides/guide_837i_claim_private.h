/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_837i_claim_private - element rules of loops 2300 to 2330
 */
#ifndef EDI_GUIDES_GUIDE_837I_CLAIM_PRIVATE_H
#define EDI_GUIDES_GUIDE_837I_CLAIM_PRIVATE_H

#include "edi/guides/tables_private.h"

/* clang-format off */

#define FILING_INDICATORS                                                  \
    " 11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ "

#define ATTACHMENT_TYPES                                                   \
    " 03 04 05 06 07 08 09 10 11 13 15 21 A3 A4 AM AS B2 B3 B4 BR BS BT CB"\
    " CK CT D2 DA DB DG DJ DS EB HC HR I5 IR LA M1 MT NN OB OC OD OE OX OZ"\
    " P4 P5 PE PN PO PQ PY PZ RB RR RT RX SG V5 XP "

/* 2300: Claim */

static const struct x12_rule clm_2300[] = {
    R(1, 1028, "Claim number", TO(20)),
    R(2, 782, "Charge", TO(10)),
    N(3, 1032), N(4, 1343),
    R(5, C(23), "Place of service"),
    RC(5, 1, 1331, "Facility type", LIST("TOB")),
    RC(5, 2, 1332, "Facility qualifier", IN(" A ")),
    RC(5, 3, 1325, "Frequency", LIST("FREQUENCY")),
    N(6, 1073),
    R(7, 1359, "Assignment accepted", IN(" A B C ")),
    R(8, 1073, "Benefits assigned", IN(" N W Y ")),
    R(9, 1363, "Release of information", IN(" I Y ")),
    N(10, 1351), N(11, C(24)), N(12, 1366), N(13, 1073), N(14, 1338),
    N(15, 1073), N(16, 1360), N(17, 1029), N(18, 1073), N(19, 1383),
    S(20, 1514, "Delay reason", IN(" 1 2 3 4 5 6 7 8 9 10 11 15 ")),
};

RULES_DTP(dtp_2300_096, " 096 ", " TM ");
RULES_DTP(dtp_2300_434, " 434 ", " RD8 ");
RULES_DTP(dtp_2300_435, " 435 ", " D8 DT ");
RULES_DTP(dtp_2300_050, " 050 ", " D8 ");

/* CL101 is required since the A2 erratum. */
static const struct x12_rule cl1_2300[] = {
    R(1, 1315, "Admission type", LIST("ADMTYPE")),
    S(2, 1314, "Admission source", LIST("ADMSOURCE")),
    R(3, 1352, "Patient status", LIST("PATSTATUS")),
    N(4, 1345),
};

static const struct x12_rule pwk[] = {
    R(1, 755, "Attachment type", IN(ATTACHMENT_TYPES)),
    R(2, 756, "Transmission", IN(" AA BM EL EM FT FX ")),
    N(3, 757), N(4, 98),
    S(5, 66, "Id qualifier", IN(" AC ")),
    S(6, 67, "Control number", TO(50)),
    N(7, 352), N(8, C(2)), N(9, 1525),
};

static const struct x12_rule cn1_2300[] = {
    R(1, 1166, "Contract type", IN(" 01 02 03 04 05 06 09 ")),
    S(2, 782, "Contract amount", TO(10)),
    S(3, 332, "Contract percent"),
    S(4, 127, "Contract code"),
    S(5, 338, "Terms discount percent"),
    S(6, 799, "Contract version"),
};

RULES_AMT(amt_2300, " F3 ", "Patient responsibility");
RULES_REF(ref_2300_4n, " 4N ", "Authorization exception",
          IN(" 1 2 3 4 5 6 7 "));
RULES_REF(ref_2300_9f, " 9F ", "Referral number");
RULES_REF(ref_2300_g1, " G1 ", "Prior authorization number");
RULES_REF(ref_2300_f8, " F8 ", "Payer claim number");
RULES_REF(ref_2300_9a, " 9A ", "Repriced claim number");
RULES_REF(ref_2300_9c, " 9C ", "Adjusted repriced number");
RULES_REF(ref_2300_lx, " LX ", "Device exemption");
RULES_REF(ref_2300_d9, " D9 ", "Clearinghouse trace number", TO(20));
RULES_REF(ref_2300_lu, " LU ", "State", LIST("STATE"));
RULES_REF(ref_2300_ea, " EA ", "Medical record number");
RULES_REF(ref_2300_p4, " P4 ", "Project");
RULES_REF(ref_2300_g4, " G4 ", "Approval number");

static const struct x12_rule k3_2300[] = {
    R(1, 449, "Fixed format text"),
    N(2, 1333), N(3, C(1)),
};

static const struct x12_rule nte_2300_alg[] = {
    R(1, 363, "Note type",
      IN(" ALG DCP DGN DME MED NTR ODT RHB RLH RNH SET SFM SPT UPI ")),
    R(2, 352, "Text"),
};

static const struct x12_rule nte_2300_add[] = {
    R(1, 363, "Note type", IN(" ADD ")),
    R(2, 352, "Text"),
};

/* CRC04 and CRC05 have the list of CRC03, which alone has one in a source. */
static const struct x12_rule crc_2300[] = {
    R(1, 1136, "Code category", IN(" ZZ ")),
    R(2, 1073, "Condition applies", IN(" N Y ")),
    R(3, 1321, "Condition", IN(" AV NU S2 ST ")),
    S(4, 1321, "Condition", IN(" AV NU S2 ST ")),
    S(5, 1321, "Condition", IN(" AV NU S2 ST ")),
    N(6, 1321), N(7, 1321),
};

static const struct x12_rule hi_2300_abk_bk[] = {
    R(1, C(22), "Code"),
    RC(1, 1, 1270, "Code qualifier", IN(" ABK BK ")),
    RC(1, 2, 1271, "Diagnosis", LIST("HI")),
    NC(1, 3, 1250), NC(1, 4, 1251), NC(1, 5, 782), NC(1, 6, 380),
    NC(1, 7, 799), NC(1, 8, 1271),
    SC(1, 9, 1073, "Present on admission", IN(" N U W Y ")),
    N(2, C(22)), N(3, C(22)), N(4, C(22)), N(5, C(22)), N(6, C(22)),
    N(7, C(22)), N(8, C(22)), N(9, C(22)), N(10, C(22)), N(11, C(22)),
    N(12, C(22)),
};

static const struct x12_rule hi_2300_abj_bj[] = {
    R(1, C(22), "Code"),
    RC(1, 1, 1270, "Code qualifier", IN(" ABJ BJ ")),
    RC(1, 2, 1271, "Diagnosis", LIST("HI")),
    NC(1, 3, 1250), NC(1, 4, 1251), NC(1, 5, 782), NC(1, 6, 380),
    NC(1, 7, 799), NC(1, 8, 1271), NC(1, 9, 1073),
    N(2, C(22)), N(3, C(22)), N(4, C(22)), N(5, C(22)), N(6, C(22)),
    N(7, C(22)), N(8, C(22)), N(9, C(22)), N(10, C(22)), N(11, C(22)),
    N(12, C(22)),
};

#define REASON_FOR_VISIT(use, e)                                  \
    use(e, C(22), "Code"),                                        \
    RC(e, 1, 1270, "Code qualifier", IN(" APR PR ")),             \
    RC(e, 2, 1271, "Diagnosis", LIST("HI")),                      \
    NC(e, 3, 1250), NC(e, 4, 1251), NC(e, 5, 782), NC(e, 6, 380), \
    NC(e, 7, 799), NC(e, 8, 1271), NC(e, 9, 1073)

static const struct x12_rule hi_2300_apr_pr[] = {
    REASON_FOR_VISIT(R, 1), REASON_FOR_VISIT(S, 2), REASON_FOR_VISIT(S, 3),
    N(4, C(22)), N(5, C(22)), N(6, C(22)), N(7, C(22)), N(8, C(22)),
    N(9, C(22)), N(10, C(22)), N(11, C(22)), N(12, C(22)),
};

#define EXTERNAL_CAUSE(use, e)                                    \
    use(e, C(22), "Code"),                                        \
    RC(e, 1, 1270, "Code qualifier", IN(" ABN BN ")),             \
    RC(e, 2, 1271, "External cause", LIST("HI")),                 \
    NC(e, 3, 1250), NC(e, 4, 1251), NC(e, 5, 782), NC(e, 6, 380), \
    NC(e, 7, 799), NC(e, 8, 1271),                                \
    SC(e, 9, 1073, "Present on admission", IN(" N U W Y "))

static const struct x12_rule hi_2300_abn_bn[] = {
    EXTERNAL_CAUSE(R, 1), EXTERNAL_CAUSE(S, 2), EXTERNAL_CAUSE(S, 3),
    EXTERNAL_CAUSE(S, 4), EXTERNAL_CAUSE(S, 5), EXTERNAL_CAUSE(S, 6),
    EXTERNAL_CAUSE(S, 7), EXTERNAL_CAUSE(S, 8), EXTERNAL_CAUSE(S, 9),
    EXTERNAL_CAUSE(S, 10), EXTERNAL_CAUSE(S, 11), EXTERNAL_CAUSE(S, 12),
};

static const struct x12_rule hi_2300_dr[] = {
    R(1, C(22), "Code"),
    RC(1, 1, 1270, "Code qualifier", IN(" DR ")),
    RC(1, 2, 1271, "Diagnosis related group", LIST("HI")),
    NC(1, 3, 1250), NC(1, 4, 1251), NC(1, 5, 782), NC(1, 6, 380),
    NC(1, 7, 799), NC(1, 8, 1271), NC(1, 9, 1073),
    N(2, C(22)), N(3, C(22)), N(4, C(22)), N(5, C(22)), N(6, C(22)),
    N(7, C(22)), N(8, C(22)), N(9, C(22)), N(10, C(22)), N(11, C(22)),
    N(12, C(22)),
};

#define OTHER_DIAGNOSIS(use, e)                                   \
    use(e, C(22), "Code"),                                        \
    RC(e, 1, 1270, "Code qualifier", IN(" ABF BF ")),             \
    RC(e, 2, 1271, "Diagnosis", LIST("HI")),                      \
    NC(e, 3, 1250), NC(e, 4, 1251), NC(e, 5, 782), NC(e, 6, 380), \
    NC(e, 7, 799), NC(e, 8, 1271),                                \
    SC(e, 9, 1073, "Present on admission", IN(" N U W Y "))

static const struct x12_rule hi_2300_abf_bf[] = {
    OTHER_DIAGNOSIS(R, 1), OTHER_DIAGNOSIS(S, 2), OTHER_DIAGNOSIS(S, 3),
    OTHER_DIAGNOSIS(S, 4), OTHER_DIAGNOSIS(S, 5), OTHER_DIAGNOSIS(S, 6),
    OTHER_DIAGNOSIS(S, 7), OTHER_DIAGNOSIS(S, 8), OTHER_DIAGNOSIS(S, 9),
    OTHER_DIAGNOSIS(S, 10), OTHER_DIAGNOSIS(S, 11), OTHER_DIAGNOSIS(S, 12),
};

static const struct x12_rule hi_2300_bbr[] = {
    R(1, C(22), "Code"),
    RC(1, 1, 1270, "Code qualifier", IN(" BBR BR CAH ")),
    RC(1, 2, 1271, "Procedure", LIST("HI")),
    RC(1, 3, 1250, "Date format", IN(" D8 ")),
    RC(1, 4, 1251, "Date"),
    NC(1, 5, 782), NC(1, 6, 380), NC(1, 7, 799), NC(1, 8, 1271),
    NC(1, 9, 1073),
    N(2, C(22)), N(3, C(22)), N(4, C(22)), N(5, C(22)), N(6, C(22)),
    N(7, C(22)), N(8, C(22)), N(9, C(22)), N(10, C(22)), N(11, C(22)),
    N(12, C(22)),
};

#define OTHER_PROCEDURE(use, e)                                  \
    use(e, C(22), "Code"),                                       \
    RC(e, 1, 1270, "Code qualifier", IN(" BBQ BQ ")),            \
    RC(e, 2, 1271, "Procedure", LIST("HI")),                     \
    RC(e, 3, 1250, "Date format", IN(" D8 ")),                   \
    RC(e, 4, 1251, "Date"),                                      \
    NC(e, 5, 782), NC(e, 6, 380), NC(e, 7, 799), NC(e, 8, 1271), \
    NC(e, 9, 1073)

static const struct x12_rule hi_2300_bbq_bq[] = {
    OTHER_PROCEDURE(R, 1), OTHER_PROCEDURE(S, 2), OTHER_PROCEDURE(S, 3),
    OTHER_PROCEDURE(S, 4), OTHER_PROCEDURE(S, 5), OTHER_PROCEDURE(S, 6),
    OTHER_PROCEDURE(S, 7), OTHER_PROCEDURE(S, 8), OTHER_PROCEDURE(S, 9),
    OTHER_PROCEDURE(S, 10), OTHER_PROCEDURE(S, 11), OTHER_PROCEDURE(S, 12),
};

#define OCCURRENCE_SPAN(use, e)                                  \
    use(e, C(22), "Code"),                                       \
    RC(e, 1, 1270, "Code qualifier", IN(" BI ")),                \
    RC(e, 2, 1271, "Occurrence span", LIST("HI")),               \
    RC(e, 3, 1250, "Date format", IN(" RD8 ")),                  \
    RC(e, 4, 1251, "Date"),                                      \
    NC(e, 5, 782), NC(e, 6, 380), NC(e, 7, 799), NC(e, 8, 1271), \
    NC(e, 9, 1073)

static const struct x12_rule hi_2300_bi[] = {
    OCCURRENCE_SPAN(R, 1), OCCURRENCE_SPAN(S, 2), OCCURRENCE_SPAN(S, 3),
    OCCURRENCE_SPAN(S, 4), OCCURRENCE_SPAN(S, 5), OCCURRENCE_SPAN(S, 6),
    OCCURRENCE_SPAN(S, 7), OCCURRENCE_SPAN(S, 8), OCCURRENCE_SPAN(S, 9),
    OCCURRENCE_SPAN(S, 10), OCCURRENCE_SPAN(S, 11), OCCURRENCE_SPAN(S, 12),
};

#define OCCURRENCE(use, e)                                       \
    use(e, C(22), "Code"),                                       \
    RC(e, 1, 1270, "Code qualifier", IN(" BH ")),                \
    RC(e, 2, 1271, "Occurrence", LIST("HI")),                    \
    RC(e, 3, 1250, "Date format", IN(" D8 ")),                   \
    RC(e, 4, 1251, "Date"),                                      \
    NC(e, 5, 782), NC(e, 6, 380), NC(e, 7, 799), NC(e, 8, 1271), \
    NC(e, 9, 1073)

static const struct x12_rule hi_2300_bh[] = {
    OCCURRENCE(R, 1), OCCURRENCE(S, 2), OCCURRENCE(S, 3), OCCURRENCE(S, 4),
    OCCURRENCE(S, 5), OCCURRENCE(S, 6), OCCURRENCE(S, 7), OCCURRENCE(S, 8),
    OCCURRENCE(S, 9), OCCURRENCE(S, 10), OCCURRENCE(S, 11), OCCURRENCE(S, 12),
};

#define VALUE_CODE(use, e)                        \
    use(e, C(22), "Code"),                        \
    RC(e, 1, 1270, "Code qualifier", IN(" BE ")), \
    RC(e, 2, 1271, "Value code", LIST("HI")),     \
    NC(e, 3, 1250), NC(e, 4, 1251),               \
    RC(e, 5, 782, "Amount", TO(10)),              \
    NC(e, 6, 380), NC(e, 7, 799), NC(e, 8, 1271), NC(e, 9, 1073)

static const struct x12_rule hi_2300_be[] = {
    VALUE_CODE(R, 1), VALUE_CODE(S, 2), VALUE_CODE(S, 3), VALUE_CODE(S, 4),
    VALUE_CODE(S, 5), VALUE_CODE(S, 6), VALUE_CODE(S, 7), VALUE_CODE(S, 8),
    VALUE_CODE(S, 9), VALUE_CODE(S, 10), VALUE_CODE(S, 11), VALUE_CODE(S, 12),
};

#define CONDITION_CODE(use, e)                                    \
    use(e, C(22), "Code"),                                        \
    RC(e, 1, 1270, "Code qualifier", IN(" BG ")),                 \
    RC(e, 2, 1271, "Condition", LIST("HI")),                      \
    NC(e, 3, 1250), NC(e, 4, 1251), NC(e, 5, 782), NC(e, 6, 380), \
    NC(e, 7, 799), NC(e, 8, 1271), NC(e, 9, 1073)

static const struct x12_rule hi_2300_bg[] = {
    CONDITION_CODE(R, 1), CONDITION_CODE(S, 2), CONDITION_CODE(S, 3),
    CONDITION_CODE(S, 4), CONDITION_CODE(S, 5), CONDITION_CODE(S, 6),
    CONDITION_CODE(S, 7), CONDITION_CODE(S, 8), CONDITION_CODE(S, 9),
    CONDITION_CODE(S, 10), CONDITION_CODE(S, 11), CONDITION_CODE(S, 12),
};

#define TREATMENT_CODE(use, e)                                    \
    use(e, C(22), "Code"),                                        \
    RC(e, 1, 1270, "Code qualifier", IN(" TC ")),                 \
    RC(e, 2, 1271, "Treatment code", LIST("HI")),                 \
    NC(e, 3, 1250), NC(e, 4, 1251), NC(e, 5, 782), NC(e, 6, 380), \
    NC(e, 7, 799), NC(e, 8, 1271), NC(e, 9, 1073)

static const struct x12_rule hi_2300_tc[] = {
    TREATMENT_CODE(R, 1), TREATMENT_CODE(S, 2), TREATMENT_CODE(S, 3),
    TREATMENT_CODE(S, 4), TREATMENT_CODE(S, 5), TREATMENT_CODE(S, 6),
    TREATMENT_CODE(S, 7), TREATMENT_CODE(S, 8), TREATMENT_CODE(S, 9),
    TREATMENT_CODE(S, 10), TREATMENT_CODE(S, 11), TREATMENT_CODE(S, 12),
};

static const struct x12_rule hcp_2300[] = {
    R(1, 1473, "Pricing method",
      IN(" 00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 ")),
    R(2, 782, "Allowed amount", TO(10)),
    S(3, 782, "Saving", TO(10)),
    S(4, 127, "Repricer"),
    S(5, 118, "Per diem or flat rate"),
    S(6, 127, "Diagnosis related group"),
    S(7, 782, "Repriced amount", TO(10)),
    S(8, 234, "Revenue code"),
    N(9, 235), N(10, 234),
    S(11, 355, "Unit", IN(" DA UN ")),
    S(12, 380, "Units"),
    S(13, 901, "Reject reason", IN(" T1 T2 T3 T4 T5 T6 ")),
    S(14, 1526, "Policy compliance", IN(" 1 2 3 4 5 ")),
    S(15, 1527, "Exception", IN(" 1 2 3 4 5 6 ")),
};

/* 2310A: Attending provider name */

static const struct x12_rule nm1_2310a[] = {
    R(1, 98, "Role", IN(" 71 ")),
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
    R(1, 1221, "Provider role", IN(" AT ")),
    R(2, 128, "Qualifier", IN(" PXC ")),
    R(3, 127, "Taxonomy", LIST("TAXONOMY")),
    N(4, 156), N(5, C(35)), N(6, 1223),
};

RULES_REF(ref_0b_1g_g2_lu, " 0B 1G G2 LU ", "Id");

/* 2310B: Operating physician name */

static const struct x12_rule nm1_72[] = {
    R(1, 98, "Role", IN(" 72 ")),
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

/* 2310C: Other operating physician name */

static const struct x12_rule nm1_zz[] = {
    R(1, 98, "Role", IN(" ZZ ")),
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

/* 2310D: Rendering provider name */

static const struct x12_rule nm1_82[] = {
    R(1, 98, "Role", IN(" 82 ")),
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

/* 2310E: Service facility name */

static const struct x12_rule nm1_2310e[] = {
    R(1, 98, "Role", IN(" 77 ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    R(3, 1035, "Last name or organization"),
    N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039),
    S(8, 66, "Id qualifier", IN(" XX ")),
    S(9, 67, "Id", LIST("NPI?XX")),
    N(10, 706), N(11, 98), N(12, 1035),
};

RULES_REF(ref_0b_g2_lu, " 0B G2 LU ", "Id");

/* 2310F: Referring provider name */

static const struct x12_rule nm1_dn[] = {
    R(1, 98, "Role", IN(" DN ")),
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

RULES_REF(ref_0b_1g_g2, " 0B 1G G2 ", "Id");

/* 2320: Other subscriber */

static const struct x12_rule sbr_2320[] = {
    R(1, 1138, "Payer responsibility", IN(" A B C D E F G H P S T U ")),
    R(2, 1069, "Relationship", IN(" 01 18 19 20 21 39 40 53 G8 ")),
    S(3, 127, "Group or policy number"),
    S(4, 93, "Group name"),
    N(5, 1336), N(6, 1143), N(7, 1073), N(8, 584),
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

static const struct x12_rule mia_2320[] = {
    R(1, 380, "Covered days or visits"),
    N(2, 782),
    S(3, 380, "Lifetime psychiatric days"),
    S(4, 782, "DRG amount", TO(10)),
    S(5, 127, "Remark code", LIST("RARC")),
    S(6, 782, "Disproportionate share", TO(10)),
    S(7, 782, "MSP pass-through", TO(10)),
    S(8, 782, "PPS capital amount", TO(10)),
    S(9, 782, "PPS capital FSP DRG", TO(10)),
    S(10, 782, "PPS capital HSP DRG", TO(10)),
    S(11, 782, "PPS capital DSH DRG", TO(10)),
    S(12, 782, "Old capital amount", TO(10)),
    S(13, 782, "PPS capital IME", TO(10)),
    S(14, 782, "PPS operating HSP DRG", TO(10)),
    S(15, 380, "Cost report days"),
    S(16, 782, "PPS operating FSP DRG", TO(10)),
    S(17, 782, "PPS capital outlier", TO(10)),
    S(18, 782, "Indirect teaching", TO(10)),
    S(19, 782, "Professional component", TO(10)),
    S(20, 127, "Remark code", LIST("RARC")),
    S(21, 127, "Remark code", LIST("RARC")),
    S(22, 127, "Remark code", LIST("RARC")),
    S(23, 127, "Remark code", LIST("RARC")),
    S(24, 782, "PPS capital exception", TO(10)),
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
RULES_REF(ref_2330b_2u, " 2U EI FY NF ", "Id");
RULES_REF(ref_2330b_g1, " G1 ", "Authorization number");
RULES_REF(ref_2330b_9f, " 9F ", "Authorization or referral");
RULES_REF(ref_2330b_t4, " T4 ", "Claim was adjusted", IN(" Y "));
RULES_REF(ref_2330b_f8, " F8 ", "Claim number of the payer");

/* 2330C: Other payer attending provider */

static const struct x12_rule nm1_2330c[] = {
    R(1, 98, "Role", IN(" 71 ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330D: Other payer operating physician */

static const struct x12_rule nm1_2330d[] = {
    R(1, 98, "Role", IN(" 72 ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330E: Other payer other operating physician */

static const struct x12_rule nm1_2330e[] = {
    R(1, 98, "Role", IN(" ZZ ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330F: Other payer service facility */

static const struct x12_rule nm1_2330f[] = {
    R(1, 98, "Role", IN(" 77 ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330G: Other payer rendering provider name */

static const struct x12_rule nm1_2330g[] = {
    R(1, 98, "Role", IN(" 82 ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330H: Other payer referring provider */

static const struct x12_rule nm1_2330h[] = {
    R(1, 98, "Role", IN(" DN ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330I: Other payer billing provider */

static const struct x12_rule nm1_2330i[] = {
    R(1, 98, "Role", IN(" 85 ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* clang-format on */

#endif
