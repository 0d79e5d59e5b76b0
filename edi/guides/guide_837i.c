/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_837i - 005010X223A2: the institutional claim
 */
#include "edi/guides/tables_private.h"

/* clang-format off */

#define FILING_INDICATORS                                                  \
    " 11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ "

#define ATTACHMENT_TYPES                                                   \
    " 03 04 05 06 07 08 09 10 11 13 15 21 A3 A4 AM AS B2 B3 B4 BR BS BT CB"\
    " CK CT D2 DA DB DG DJ DS EB HC HR I5 IR LA M1 MT NN OB OC OD OE OX OZ"\
    " P4 P5 PE PN PO PQ PY PZ RB RR RT RX SG V5 XP "

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
    R(2, 1065, "Person or organization", IN(" 2 ")),
    R(3, 1035, "Last name or organization"),
    N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039),
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

RULES_REF(ref_ei, " EI ", "Tax id");

/* 2010AB: Pay-to address name */

static const struct x12_rule nm1_2010ab[] = {
    R(1, 98, "Role", IN(" 87 ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
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
    N(5, 1336), N(6, 1143), N(7, 1073), N(8, 584),
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

RULES_REF(ref_2010bb_2u, " 2U EI FY NF ", "Payer id");
RULES_REF(ref_g2_lu, " G2 LU ", "Id");

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
    S(2, 782, "Contract", TO(10)),
    S(3, 332, "Contract percent"),
    S(4, 127, "Contract"),
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
    RC(e, 5, 782, "Value code", TO(10)),          \
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

/* 2400: Service line */

static const struct x12_rule lx_2400[] = {
    R(1, 554, "Number"),
};

static const struct x12_rule sv2_2400[] = {
    R(1, 234, "Revenue code", LIST("REVENUE")),
    S(2, C(3), "Procedure"),
    RC(2, 1, 235, "Product qualifier", IN(" ER HC HP IV WK ")),
    RC(2, 2, 234, "Procedure", LIST("PROC")),
    SC(2, 3, 1339, "Modifier", LIST("MODIFIER")),
    SC(2, 4, 1339, "Modifier", LIST("MODIFIER")),
    SC(2, 5, 1339, "Modifier", LIST("MODIFIER")),
    SC(2, 6, 1339, "Modifier", LIST("MODIFIER")),
    SC(2, 7, 352, "Description"),
    NC(2, 8, 234),
    R(3, 782, "Charge", TO(10)),
    R(4, 355, "Unit", IN(" DA UN ")),
    R(5, 380, "Units", TO(8)),
    N(6, 1371),
    S(7, 782, "Charge not covered", TO(10)),
    N(8, 1073), N(9, 1345), N(10, 1337),
};

RULES_DTP(dtp_2400, " 472 ", " D8 RD8 ");
RULES_REF(ref_2400_6r, " 6R ", "Line control number", TO(30));
RULES_REF(ref_2400_9b, " 9B ", "Repriced line number");
RULES_REF(ref_2400_9d, " 9D ", "Adjusted repriced number");
RULES_AMT(amt_2400_gt, " GT ", "Service tax");
RULES_AMT(amt_2400_n8, " N8 ", "Facility tax");

static const struct x12_rule nte_2400[] = {
    R(1, 363, "Note type", IN(" TPO ")),
    R(2, 352, "Text"),
};

static const struct x12_rule hcp_2400[] = {
    R(1, 1473, "Pricing method",
      IN(" 00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 ")),
    R(2, 782, "Amount", TO(10)),
    S(3, 782, "Amount", TO(10)),
    S(4, 127, "Reference"),
    S(5, 118, "Rate"),
    S(6, 127, "Reference"),
    S(7, 782, "Amount", TO(10)),
    S(8, 234, "Procedure"),
    S(9, 235, "Product qualifier", IN(" ER HC HP IV WK ")),
    S(10, 234, "Procedure"),
    S(11, 355, "Unit", IN(" DA UN ")),
    S(12, 380, "Quantity", TO(8)),
    S(13, 901, "Reject reason", IN(" T1 T2 T3 T4 T5 T6 ")),
    S(14, 1526, "Policy compliance", IN(" 1 2 3 4 5 ")),
    S(15, 1527, "Exception", IN(" 1 2 3 4 5 6 ")),
};

/* 2410: Drug */

static const struct x12_rule lin_2410[] = {
    N(1, 350),
    R(2, 235, "Product qualifier", IN(" N4 ")),
    R(3, 234, "Drug code", LIST("NDC")),
    N(4, 235), N(5, 234), N(6, 235), N(7, 234), N(8, 235), N(9, 234),
    N(10, 235), N(11, 234), N(12, 235), N(13, 234), N(14, 235), N(15, 234),
    N(16, 235), N(17, 234), N(18, 235), N(19, 234), N(20, 235), N(21, 234),
    N(22, 235), N(23, 234), N(24, 235), N(25, 234), N(26, 235), N(27, 234),
    N(28, 235), N(29, 234), N(30, 235), N(31, 234),
};

static const struct x12_rule ctp_2410[] = {
    N(1, 687), N(2, 236), N(3, 212),
    R(4, 380, "Quantity"),
    R(5, C(1), "Unit"),
    RC(5, 1, 355, "Unit", IN(" F2 GR ME ML UN ")),
    NC(5, 2, 1018), NC(5, 3, 649), NC(5, 4, 355), NC(5, 5, 1018),
    NC(5, 6, 649), NC(5, 7, 355), NC(5, 8, 1018), NC(5, 9, 649),
    NC(5, 10, 355), NC(5, 11, 1018), NC(5, 12, 649), NC(5, 13, 355),
    NC(5, 14, 1018), NC(5, 15, 649),
    N(6, 648), N(7, 649), N(8, 782), N(9, 639), N(10, 499), N(11, 289),
};

RULES_REF(ref_2410, " VY XZ ", "Prescription number");

/* 2420A: Operating physician name */

static const struct x12_rule ref_2420a_0b_1g_g2_lu[] = {
    R(1, 128, "Qualifier", IN(" 0B 1G G2 LU ")),
    R(2, 127, "Id"),
    N(3, 352),
    S(4, C(40), "Other reference"),
    RC(4, 1, 128, "Qualifier", IN(" 2U ")),
    RC(4, 2, 127, "Payer id"),
    NC(4, 3, 128), NC(4, 4, 127), NC(4, 5, 128), NC(4, 6, 127),
};

/* 2420D: Referring provider name */

static const struct x12_rule ref_2420d[] = {
    R(1, 128, "Qualifier", IN(" 0B 1G G2 ")),
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
    S(3, C(3), "Procedure"),
    RC(3, 1, 235, "Product qualifier", IN(" ER HC HP IV WK ")),
    RC(3, 2, 234, "Procedure", LIST("PROC")),
    SC(3, 3, 1339, "Modifier", LIST("MODIFIER")),
    SC(3, 4, 1339, "Modifier", LIST("MODIFIER")),
    SC(3, 5, 1339, "Modifier", LIST("MODIFIER")),
    SC(3, 6, 1339, "Modifier", LIST("MODIFIER")),
    SC(3, 7, 352, "Description"),
    NC(3, 8, 234),
    R(4, 234, "Revenue code", LIST("REVENUE")),
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
    SEG(3, "2010AA", REF, R, 1, 350, BY_ID, ref_ei, "Billing provider tax id"),
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
    SEG(3, "2010AC", REF, R, 1, 350, BY(1), ref_ei, "Pay-to plan tax id"),

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
    SEG(4, "2010BB", REF, S, 3, 350, BY(1), ref_2010bb_2u, "Payer, other id"),
    SEG(4, "2010BB", REF, S, 1, 350, BY(1), ref_g2_lu,
        "Billing provider, other id"),

    LOOP(3, "2300", S, 100, 1300, "Claim"),
    SEG(4, "2300", CLM, R, 1, 1300, BY_ID, clm_2300, "Claim"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_096, "Discharge hour"),
    SEG(4, "2300", DTP, R, 1, 1350, BY(1), dtp_2300_434, "Statement dates"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_435, "Admission date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_050,
        "Repricer received date"),
    SEG(4, "2300", CL1, R, 1, 1400, BY_ID, cl1_2300, "Admission and discharge"),
    SEG(4, "2300", PWK, S, 10, 1550, BY_ID, pwk, "Claim attachments"),
    SEG(4, "2300", CN1, S, 1, 1600, BY_ID, cn1_2300, "Contract"),
    SEG(4, "2300", AMT, S, 1, 1750, BY_ID, amt_2300, "Amount due from patient"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_4n,
        "Authorization exception"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_9f, "Referral number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_g1, "Prior authorization"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_f8, "Payer claim number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_9a,
        "Repriced claim number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_9c,
        "Adjusted repriced claim number"),
    SEG(4, "2300", REF, S, 5, 1800, BY(1), ref_2300_lx,
        "Device exemption number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_d9,
        "Clearinghouse trace number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_lu, "Auto accident state"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_ea,
        "Medical record number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_p4,
        "Demonstration project"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_g4, "Peer review approval"),
    SEG(4, "2300", K3, S, 10, 1850, BY_ID, k3_2300, "Fixed format text"),
    SEG(4, "2300", NTE, S, 10, 1900, BY(1), nte_2300_alg, "Claim note"),
    SEG(4, "2300", NTE, S, 1, 1900, BY(1), nte_2300_add, "Billing note"),
    SEG(4, "2300", CRC, S, 1, 2200, BY_ID, crc_2300, "EPSDT referral"),
    SEG(4, "2300", HI, R, 1, 2310, BY_PART(1, 1), hi_2300_abk_bk,
        "Principal diagnosis"),
    SEG(4, "2300", HI, S, 1, 2310, BY_PART(1, 1), hi_2300_abj_bj,
        "Admitting diagnosis"),
    SEG(4, "2300", HI, S, 1, 2310, BY_PART(1, 1), hi_2300_apr_pr,
        "Reasons for visit"),
    SEG(4, "2300", HI, S, 1, 2310, BY_PART(1, 1), hi_2300_abn_bn,
        "External causes"),
    SEG(4, "2300", HI, S, 1, 2310, BY_PART(1, 1), hi_2300_dr,
        "Diagnosis related group"),
    SEG(4, "2300", HI, S, 2, 2310, BY_PART(1, 1), hi_2300_abf_bf,
        "Other diagnoses"),
    SEG(4, "2300", HI, S, 1, 2310, BY_PART(1, 1), hi_2300_bbr,
        "Principal procedure"),
    SEG(4, "2300", HI, S, 2, 2310, BY_PART(1, 1), hi_2300_bbq_bq,
        "Other procedures"),
    SEG(4, "2300", HI, S, 2, 2310, BY_PART(1, 1), hi_2300_bi,
        "Occurrence spans"),
    SEG(4, "2300", HI, S, 2, 2310, BY_PART(1, 1), hi_2300_bh, "Occurrences"),
    SEG(4, "2300", HI, S, 2, 2310, BY_PART(1, 1), hi_2300_be, "Value codes"),
    SEG(4, "2300", HI, S, 2, 2310, BY_PART(1, 1), hi_2300_bg,
        "Condition codes"),
    SEG(4, "2300", HI, S, 2, 2310, BY_PART(1, 1), hi_2300_tc,
        "Treatment codes"),
    SEG(4, "2300", HCP, S, 1, 2410, BY_ID, hcp_2300, "Claim repricing"),

    LOOP(4, "2310A", S, 1, 2500, "Attending provider name"),
    SEG(5, "2310A", NM1, R, 1, 2500, BY(1), nm1_2310a,
        "Attending provider name"),
    SEG(5, "2310A", PRV, S, 1, 2550, BY_ID, prv_2310a,
        "Attending provider specialty"),
    SEG(5, "2310A", REF, S, 4, 2710, BY_ID, ref_0b_1g_g2_lu,
        "Attending provider, other id"),

    LOOP(4, "2310B", S, 1, 2500, "Operating physician name"),
    SEG(5, "2310B", NM1, R, 1, 2500, BY(1), nm1_72, "Operating physician name"),
    SEG(5, "2310B", REF, S, 4, 2710, BY_ID, ref_0b_1g_g2_lu,
        "Operating physician, other id"),

    LOOP(4, "2310C", S, 1, 2500, "Other operating physician name"),
    SEG(5, "2310C", NM1, R, 1, 2500, BY(1), nm1_zz,
        "Other operating physician name"),
    SEG(5, "2310C", REF, S, 4, 2710, BY_ID, ref_0b_1g_g2_lu,
        "Other operating physician, other id"),

    LOOP(4, "2310D", S, 1, 2500, "Rendering provider name"),
    SEG(5, "2310D", NM1, R, 1, 2500, BY(1), nm1_82, "Rendering provider name"),
    SEG(5, "2310D", REF, S, 4, 2710, BY_ID, ref_0b_1g_g2_lu,
        "Rendering provider, other id"),

    LOOP(4, "2310E", S, 1, 2500, "Service facility name"),
    SEG(5, "2310E", NM1, R, 1, 2500, BY(1), nm1_2310e, "Service facility name"),
    SEG(5, "2310E", N3, R, 1, 2650, BY_ID, n3, "Service facility address"),
    SEG(5, "2310E", N4, R, 1, 2700, BY_ID, n4, "Service facility city"),
    SEG(5, "2310E", REF, S, 3, 2710, BY_ID, ref_0b_g2_lu,
        "Service facility, other id"),

    LOOP(4, "2310F", S, 1, 2500, "Referring provider name"),
    SEG(5, "2310F", NM1, R, 1, 2500, BY(1), nm1_dn, "Referring provider name"),
    SEG(5, "2310F", REF, S, 3, 2710, BY_ID, ref_0b_1g_g2,
        "Referring provider, other id"),

    LOOP(4, "2320", S, 10, 2900, "Other subscriber"),
    SEG(5, "2320", SBR, R, 1, 2900, BY_ID, sbr_2320, "Other subscriber"),
    SEG(5, "2320", CAS, S, 5, 2950, BY_ID, cas, "Claim adjustments"),
    SEG(5, "2320", AMT, S, 1, 3000, BY(1), amt_2320_d, "Amount the payer paid"),
    SEG(5, "2320", AMT, S, 1, 3000, BY(1), amt_eaf,
        "Amount still owed by patient"),
    SEG(5, "2320", AMT, S, 1, 3000, BY(1), amt_2320_a8, "Amount not covered"),
    SEG(5, "2320", OI, R, 1, 3100, BY_ID, oi_2320, "Other insurance rights"),
    SEG(5, "2320", MIA, S, 1, 3150, BY_ID, mia_2320, "Inpatient adjudication"),
    SEG(5, "2320", MOA, S, 1, 3200, BY_ID, moa_2320, "Outpatient adjudication"),

    LOOP(5, "2330A", R, 1, 3250, "Other subscriber name"),
    SEG(6, "2330A", NM1, R, 1, 3250, BY(1), nm1_2330a, "Other subscriber name"),
    SEG(6, "2330A", N3, S, 1, 3320, BY_ID, n3, "Other subscriber address"),
    SEG(6, "2330A", N4, S, 1, 3400, BY_ID, n4, "Other subscriber city"),
    SEG(6, "2330A", REF, S, 2, 3550, BY_ID, ref_sy,
        "Other subscriber, other id"),

    LOOP(5, "2330B", R, 1, 3250, "Other payer name"),
    SEG(6, "2330B", NM1, R, 1, 3250, BY(1), nm1_pr, "Other payer name"),
    SEG(6, "2330B", N3, S, 1, 3320, BY_ID, n3, "Other payer address"),
    SEG(6, "2330B", N4, S, 1, 3400, BY_ID, n4, "Other payer city"),
    SEG(6, "2330B", DTP, S, 1, 3500, BY_ID, dtp_573, "Claim adjudication date"),
    SEG(6, "2330B", REF, S, 2, 3550, BY(1), ref_2330b_2u,
        "Other payer, other id"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_2330b_g1,
        "Other payer authorization"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_2330b_9f,
        "Other payer referral"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_2330b_t4,
        "Other payer adjusted claim"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_2330b_f8,
        "Other payer claim number"),

    LOOP(5, "2330C", S, 1, 3250, "Other payer attending provider"),
    SEG(6, "2330C", NM1, R, 1, 3250, BY(1), nm1_2330c,
        "Other payer attending provider"),
    SEG(6, "2330C", REF, R, 4, 3550, BY_ID, ref_0b_1g_g2_lu,
        "Other payer attending provider, other id"),

    LOOP(5, "2330D", S, 1, 3250, "Other payer operating physician"),
    SEG(6, "2330D", NM1, R, 1, 3250, BY(1), nm1_2330d,
        "Other payer operating physician"),
    SEG(6, "2330D", REF, R, 4, 3550, BY_ID, ref_0b_1g_g2_lu,
        "Other payer operating physician, other id"),

    LOOP(5, "2330E", S, 1, 3250, "Other payer other operating physician"),
    SEG(6, "2330E", NM1, R, 1, 3250, BY(1), nm1_2330e,
        "Other payer other operating physician"),
    SEG(6, "2330E", REF, R, 4, 3550, BY_ID, ref_0b_1g_g2_lu,
        "Other payer other operating physician, other id"),

    LOOP(5, "2330F", S, 1, 3250, "Other payer service facility"),
    SEG(6, "2330F", NM1, R, 1, 3250, BY(1), nm1_2330f,
        "Other payer service facility"),
    SEG(6, "2330F", REF, R, 3, 3550, BY_ID, ref_0b_g2_lu,
        "Other payer service facility, other id"),

    LOOP(5, "2330G", S, 1, 3250, "Other payer rendering provider name"),
    SEG(6, "2330G", NM1, R, 1, 3250, BY(1), nm1_2330g,
        "Other payer rendering provider name"),
    SEG(6, "2330G", REF, R, 4, 3550, BY_ID, ref_0b_1g_g2_lu,
        "Other payer rendering provider, other id"),

    LOOP(5, "2330H", S, 1, 3250, "Other payer referring provider"),
    SEG(6, "2330H", NM1, R, 1, 3250, BY(1), nm1_2330h,
        "Other payer referring provider"),
    SEG(6, "2330H", REF, R, 3, 3550, BY_ID, ref_0b_1g_g2,
        "Other payer referring provider, other id"),

    LOOP(5, "2330I", S, 1, 3250, "Other payer billing provider"),
    SEG(6, "2330I", NM1, R, 1, 3250, BY(1), nm1_2330i,
        "Other payer billing provider"),
    SEG(6, "2330I", REF, R, 2, 3550, BY_ID, ref_g2_lu,
        "Other payer billing provider, other id"),

    LOOP(4, "2400", R, 999, 3650, "Service line"),
    SEG(5, "2400", LX, R, 1, 3650, BY_ID, lx_2400, "Service line"),
    SEG(5, "2400", SV2, R, 1, 3750, BY_ID, sv2_2400, "Institutional service"),
    SEG(5, "2400", PWK, S, 10, 4200, BY_ID, pwk, "Line attachments"),
    SEG(5, "2400", DTP, S, 1, 4550, BY_ID, dtp_2400, "Service date"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_2400_6r,
        "Line item control number"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_2400_9b, "Repriced line number"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_2400_9d,
        "Adjusted repriced line number"),
    SEG(5, "2400", AMT, S, 1, 4750, BY(1), amt_2400_gt, "Service tax"),
    SEG(5, "2400", AMT, S, 1, 4750, BY(1), amt_2400_n8, "Facility tax"),
    SEG(5, "2400", NTE, S, 1, 4850, BY_ID, nte_2400, "Repricer note"),
    SEG(5, "2400", HCP, S, 1, 4920, BY_ID, hcp_2400, "Line repricing"),

    LOOP(5, "2410", S, 1, 4930, "Drug"),
    SEG(6, "2410", LIN, R, 1, 4930, BY_ID, lin_2410, "Drug"),
    SEG(6, "2410", CTP, R, 1, 4940, BY_ID, ctp_2410, "Drug quantity"),
    SEG(6, "2410", REF, S, 1, 4950, BY_ID, ref_2410, "Prescription number"),

    LOOP(5, "2420A", S, 1, 5000, "Operating physician name"),
    SEG(6, "2420A", NM1, R, 1, 5000, BY(1), nm1_72, "Operating physician name"),
    SEG(6, "2420A", REF, S, 20, 5250, BY_ID, ref_2420a_0b_1g_g2_lu,
        "Operating physician, other id"),

    LOOP(5, "2420B", S, 1, 5000, "Other operating physician name"),
    SEG(6, "2420B", NM1, R, 1, 5000, BY(1), nm1_zz,
        "Other operating physician name"),
    SEG(6, "2420B", REF, S, 20, 5250, BY_ID, ref_2420a_0b_1g_g2_lu,
        "Other operating physician, other id"),

    LOOP(5, "2420C", S, 1, 5000, "Rendering provider name"),
    SEG(6, "2420C", NM1, R, 1, 5000, BY(1), nm1_82, "Rendering provider name"),
    SEG(6, "2420C", REF, S, 20, 5250, BY_ID, ref_2420a_0b_1g_g2_lu,
        "Rendering provider, other id"),

    LOOP(5, "2420D", S, 1, 5000, "Referring provider name"),
    SEG(6, "2420D", NM1, R, 1, 5000, BY(1), nm1_dn, "Referring provider name"),
    SEG(6, "2420D", REF, S, 20, 5250, BY_ID, ref_2420d,
        "Referring provider, other id"),

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

const struct x12_guide edi_guide_837i = {
    .name = "837I",
    .set = "837",
    .functional = "HC",
    .reference = "005010X223A2",
    .title = "Health care claim: institutional",
    .rows = rows,
    .count = sizeof(rows) / sizeof(rows[0]),
    .dictionary = &edi_dictionary,
};
