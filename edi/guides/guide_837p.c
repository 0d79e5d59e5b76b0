/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_837p - 005010X222A1: the professional claim
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

static const struct x12_rule per_ic[] = {
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

static const struct x12_rule pat_2000b[] = {
    N(1, 1069), N(2, 1384), N(3, 584), N(4, 1220),
    S(5, 1250, "Date format", IN(" D8 ")),
    S(6, 1251, "Date"),
    S(7, 355, "Unit", IN(" 01 ")),
    S(8, 81, "Weight"),
    S(9, 1073, "Pregnant", IN(" Y ")),
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

static const struct x12_rule per_2010ba_ic[] = {
    R(1, 366, "Contact function", IN(" IC ")),
    S(2, 93, "Name"),
    R(3, 365, "Number type", IN(" TE ")),
    R(4, 364, "Number"),
    S(5, 365, "Number type", IN(" EX ")),
    S(6, 364, "Number"),
    N(7, 365), N(8, 364), N(9, 443),
};

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
    R(7, 1359, "Assignment accepted", IN(" A B C ")),
    R(8, 1073, "Benefits assigned", IN(" N W Y ")),
    R(9, 1363, "Release of information", IN(" I Y ")),
    S(10, 1351, "Patient signature source", IN(" P ")),
    S(11, C(24), "Related causes"),
    RC(11, 1, 1362, "Related cause", IN(" AA EM OA ")),
    SC(11, 2, 1362, "Related cause", IN(" AA EM OA ")),
    NC(11, 3, 1362),
    SC(11, 4, 156, "State", LIST("STATE")),
    SC(11, 5, 26, "Country", LIST("COUNTRY")),
    S(12, 1366, "Special program", IN(" 02 03 05 09 ")),
    N(13, 1073), N(14, 1338), N(15, 1073), N(16, 1360), N(17, 1029),
    N(18, 1073), N(19, 1383),
    S(20, 1514, "Delay reason", IN(" 1 2 3 4 5 6 7 8 9 10 11 15 ")),
};

RULES_DTP(dtp_2300_431, " 431 ", " D8 ");
RULES_DTP(dtp_454, " 454 ", " D8 ");
RULES_DTP(dtp_304, " 304 ", " D8 ");
RULES_DTP(dtp_2300_453, " 453 ", " D8 ");
RULES_DTP(dtp_2300_439, " 439 ", " D8 ");
RULES_DTP(dtp_2300_484, " 484 ", " D8 ");
RULES_DTP(dtp_455, " 455 ", " D8 ");
RULES_DTP(dtp_471, " 471 ", " D8 ");
RULES_DTP(dtp_2300_314, " 314 360 361 ", " D8 RD8 ");
RULES_DTP(dtp_2300_297, " 297 ", " D8 ");
RULES_DTP(dtp_2300_296, " 296 ", " D8 ");
RULES_DTP(dtp_2300_435, " 435 ", " D8 ");
RULES_DTP(dtp_2300_096, " 096 ", " D8 ");
RULES_DTP(dtp_2300_090_091, " 090 091 ", " D8 ");
RULES_DTP(dtp_2300_444, " 444 ", " D8 ");
RULES_DTP(dtp_2300_050, " 050 ", " D8 ");

static const struct x12_rule pwk_2300[] = {
    R(1, 755, "Attachment type", IN(ATTACHMENT_TYPES)),
    R(2, 756, "Transmission", IN(" AA BM EL EM FT FX ")),
    N(3, 757), N(4, 98),
    S(5, 66, "Id qualifier", IN(" AC ")),
    S(6, 67, "Control number", TO(50)),
    N(7, 352), N(8, C(2)), N(9, 1525),
};

static const struct x12_rule cn1[] = {
    R(1, 1166, "Contract type", IN(" 01 02 03 04 05 06 09 ")),
    S(2, 782, "Contract", TO(10)),
    S(3, 332, "Contract percent"),
    S(4, 127, "Contract"),
    S(5, 338, "Terms discount percent"),
    S(6, 799, "Contract version"),
};

RULES_AMT(amt_2300, " F5 ", "Patient paid");
RULES_REF(ref_2300_4n, " 4N ", "Authorization exception",
          IN(" 1 2 3 4 5 6 7 "));
RULES_REF(ref_2300_f5, " F5 ", "Crossover", IN(" N Y "));
RULES_REF(ref_ew, " EW ", "Certification number");
RULES_REF(ref_2300_9f, " 9F ", "Referral number");
RULES_REF(ref_2300_g1, " G1 ", "Prior authorization number");
RULES_REF(ref_2300_f8, " F8 ", "Payer claim number");
RULES_REF(ref_x4, " X4 ", "CLIA number");
RULES_REF(ref_2300_9a, " 9A ", "Repriced claim number");
RULES_REF(ref_2300_9c, " 9C ", "Adjusted repriced number");
RULES_REF(ref_2300_lx, " LX ", "Device exemption");
RULES_REF(ref_2300_d9, " D9 ", "Clearinghouse trace number");
RULES_REF(ref_2300_ea, " EA ", "Medical record number");
RULES_REF(ref_2300_p4, " P4 ", "Project");
RULES_REF(ref_2300_1j, " 1J ", "Oversight number");

static const struct x12_rule k3[] = {
    R(1, 449, "Fixed format text"),
    N(2, 1333), N(3, C(1)),
};

static const struct x12_rule nte_2300[] = {
    R(1, 363, "Note type", IN(" ADD CER DCP DGN TPO ")),
    R(2, 352, "Text"),
};

static const struct x12_rule cr1[] = {
    S(1, 355, "Unit", IN(" LB ")),
    S(2, 81, "Weight"),
    N(3, 1316),
    R(4, 1317, "Transport reason", IN(" A B C D E ")),
    R(5, 355, "Unit", IN(" DH ")),
    R(6, 380, "Distance"),
    N(7, 166), N(8, 166),
    S(9, 352, "Round trip purpose"),
    S(10, 352, "Stretcher purpose"),
};

static const struct x12_rule cr2_2300[] = {
    N(1, 609), N(2, 380), N(3, 1367), N(4, 1367), N(5, 355), N(6, 380),
    N(7, 380),
    R(8, 1342, "Patient condition", IN(" A C D E F G M ")),
    N(9, 1073),
    S(10, 352, "Condition"),
    S(11, 352, "Condition"),
    N(12, 1073),
};

static const struct x12_rule crc_07[] = {
    R(1, 1136, "Code category", IN(" 07 ")),
    R(2, 1073, "Condition applies", IN(" N Y ")),
    R(3, 1321, "Condition", IN(" 01 04 05 06 07 08 09 12 ")),
    S(4, 1321, "Condition", IN(" 01 04 05 06 07 08 09 12 ")),
    S(5, 1321, "Condition", IN(" 01 04 05 06 07 08 09 12 ")),
    S(6, 1321, "Condition", IN(" 01 04 05 06 07 08 09 12 ")),
    S(7, 1321, "Condition", IN(" 01 04 05 06 07 08 09 12 ")),
};

static const struct x12_rule crc_2300_e1[] = {
    R(1, 1136, "Code category", IN(" E1 E2 E3 ")),
    R(2, 1073, "Condition applies", IN(" N Y ")),
    R(3, 1321, "Condition", IN(" L1 L2 L3 L4 L5 ")),
    S(4, 1321, "Condition", IN(" L1 L2 L3 L4 L5 ")),
    S(5, 1321, "Condition", IN(" L1 L2 L3 L4 L5 ")),
    S(6, 1321, "Condition", IN(" L1 L2 L3 L4 L5 ")),
    S(7, 1321, "Condition", IN(" L1 L2 L3 L4 L5 ")),
};

static const struct x12_rule crc_2300_75[] = {
    R(1, 1136, "Code category", IN(" 75 ")),
    R(2, 1073, "Condition applies", IN(" Y ")),
    R(3, 1321, "Homebound", IN(" IH ")),
    N(4, 1321), N(5, 1321), N(6, 1321), N(7, 1321),
};

static const struct x12_rule crc_2300_zz[] = {
    R(1, 1136, "Code category", IN(" ZZ ")),
    R(2, 1073, "Condition applies", IN(" N Y ")),
    R(3, 1321, "Condition", IN(" AV NU S2 ST ")),
    S(4, 1321, "Condition", IN(" AV NU S2 ST ")),
    S(5, 1321, "Condition", IN(" AV NU S2 ST ")),
    N(6, 1321), N(7, 1321),
};

#define OTHER_DIAGNOSIS(use, e)                                   \
    use(e, C(22), "Code"),                                        \
    RC(e, 1, 1270, "Code qualifier", IN(" ABF BF ")),             \
    RC(e, 2, 1271, "Diagnosis", LIST("HI")),                      \
    NC(e, 3, 1250), NC(e, 4, 1251), NC(e, 5, 782), NC(e, 6, 380), \
    NC(e, 7, 799), NC(e, 8, 1271), NC(e, 9, 1073)

static const struct x12_rule hi_2300_abk_bk[] = {
    R(1, C(22), "Code"),
    RC(1, 1, 1270, "Code qualifier", IN(" ABK BK ")),
    RC(1, 2, 1271, "Diagnosis", LIST("HI")),
    NC(1, 3, 1250), NC(1, 4, 1251), NC(1, 5, 782), NC(1, 6, 380),
    NC(1, 7, 799), NC(1, 8, 1271), NC(1, 9, 1073),
    OTHER_DIAGNOSIS(S, 2), OTHER_DIAGNOSIS(S, 3), OTHER_DIAGNOSIS(S, 4),
    OTHER_DIAGNOSIS(S, 5), OTHER_DIAGNOSIS(S, 6), OTHER_DIAGNOSIS(S, 7),
    OTHER_DIAGNOSIS(S, 8), OTHER_DIAGNOSIS(S, 9), OTHER_DIAGNOSIS(S, 10),
    OTHER_DIAGNOSIS(S, 11), OTHER_DIAGNOSIS(S, 12),
};

static const struct x12_rule hi_2300_bp[] = {
    R(1, C(22), "Code"),
    RC(1, 1, 1270, "Code qualifier", IN(" BP ")),
    RC(1, 2, 1271, "Procedure", LIST("HI")),
    NC(1, 3, 1250), NC(1, 4, 1251), NC(1, 5, 782), NC(1, 6, 380),
    NC(1, 7, 799), NC(1, 8, 1271), NC(1, 9, 1073),
    S(2, C(22), "Code"),
    RC(2, 1, 1270, "Code qualifier", IN(" BO ")),
    RC(2, 2, 1271, "Code", LIST("HI")),
    NC(2, 3, 1250), NC(2, 4, 1251), NC(2, 5, 782), NC(2, 6, 380),
    NC(2, 7, 799), NC(2, 8, 1271), NC(2, 9, 1073),
    N(3, C(22)), N(4, C(22)), N(5, C(22)), N(6, C(22)), N(7, C(22)),
    N(8, C(22)), N(9, C(22)), N(10, C(22)), N(11, C(22)), N(12, C(22)),
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

static const struct x12_rule nm1_dn_p3[] = {
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

/* 2310D: Supervising provider name */

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

/* 2310E: Ambulance pick-up */

static const struct x12_rule nm1_pw[] = {
    R(1, 98, "Role", IN(" PW ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2310F: Ambulance drop-off */

static const struct x12_rule nm1_45[] = {
    R(1, 98, "Role", IN(" 45 ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    S(3, 1035, "Last name or organization"),
    N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66), N(9, 67),
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
RULES_AMT(amt_2320_a8, " A8 ", "Charge not covered");
RULES_AMT(amt_eaf, " EAF ", "Remaining patient liability");

static const struct x12_rule oi_2320[] = {
    N(1, 1032), N(2, 1383),
    R(3, 1073, "Benefits assigned", IN(" N W Y ")),
    S(4, 1351, "Patient signature source", IN(" P ")),
    N(5, 1360),
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

/* 2330E: Other payer service facility */

static const struct x12_rule nm1_2330e[] = {
    R(1, 98, "Role", IN(" 77 ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330F: Other payer supervising provider */

static const struct x12_rule nm1_2330f[] = {
    R(1, 98, "Role", IN(" DQ ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2330G: Other payer billing provider */

static const struct x12_rule nm1_2330g[] = {
    R(1, 98, "Role", IN(" 85 ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039), N(8, 66),
    N(9, 67), N(10, 706), N(11, 98), N(12, 1035),
};

/* 2400: Service line */

static const struct x12_rule lx_2400[] = {
    R(1, 554, "Number"),
};

static const struct x12_rule sv1_2400[] = {
    R(1, C(3), "Procedure"),
    RC(1, 1, 235, "Product qualifier", IN(" ER HC IV WK ")),
    RC(1, 2, 234, "Procedure", LIST("PROC")),
    SC(1, 3, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 4, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 5, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 6, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 7, 352, "Description"),
    NC(1, 8, 234),
    R(2, 782, "Charge", TO(10)),
    R(3, 355, "Unit", IN(" MJ UN ")),
    R(4, 380, "Units", TO(8)),
    S(5, 1331, "Place of service", LIST("POS")),
    N(6, 1365),
    R(7, C(4), "Diagnosis pointers"),
    RC(7, 1, 1328, "Diagnosis pointer", IN(" 1 2 3 4 5 6 7 8 9 10 11 12 ")),
    SC(7, 2, 1328, "Diagnosis pointer", IN(" 1 2 3 4 5 6 7 8 9 10 11 12 ")),
    SC(7, 3, 1328, "Diagnosis pointer", IN(" 1 2 3 4 5 6 7 8 9 10 11 12 ")),
    SC(7, 4, 1328, "Diagnosis pointer", IN(" 1 2 3 4 5 6 7 8 9 10 11 12 ")),
    N(8, 782),
    S(9, 1073, "Emergency", IN(" Y ")),
    N(10, 1340),
    S(11, 1073, "EPSDT", IN(" Y ")),
    S(12, 1073, "Family planning", IN(" Y ")),
    N(13, 1364), N(14, 1341),
    S(15, 1327, "Copay status", IN(" 0 ")),
    N(16, 1334), N(17, 127), N(18, 116), N(19, 782), N(20, 1337), N(21, 1360),
};

static const struct x12_rule sv5_2400[] = {
    R(1, C(3), "Procedure"),
    RC(1, 1, 235, "Procedure", IN(" HC ")),
    RC(1, 2, 234, "Procedure", LIST("PROC")),
    NC(1, 3, 1339), NC(1, 4, 1339), NC(1, 5, 1339), NC(1, 6, 1339),
    NC(1, 7, 352), NC(1, 8, 234),
    R(2, 355, "Unit", IN(" DA ")),
    R(3, 380, "Length of necessity"),
    R(4, 782, "Rental price", TO(10)),
    R(5, 782, "Purchase price", TO(10)),
    R(6, 594, "Rental frequency", IN(" 1 4 6 ")),
    N(7, 923),
};

static const struct x12_rule pwk_2400_ct[] = {
    R(1, 755, "Attachment type", IN(" CT ")),
    R(2, 756, "Transmission", IN(" AB AD AF AG NS ")),
    N(3, 757), N(4, 98), N(5, 66), N(6, 67), N(7, 352), N(8, C(2)),
    N(9, 1525),
};

static const struct x12_rule cr3_2400[] = {
    R(1, 1322, "Certification type", IN(" I R S ")),
    R(2, 355, "Unit", IN(" MO ")),
    R(3, 380, "Months"),
    N(4, 1335), N(5, 352),
};

static const struct x12_rule crc_2400_70[] = {
    R(1, 1136, "Code category", IN(" 70 ")),
    R(2, 1073, "Hospice employee", IN(" N Y ")),
    R(3, 1321, "Condition", IN(" 65 ")),
    N(4, 1321), N(5, 1321), N(6, 1321), N(7, 1321),
};

static const struct x12_rule crc_2400_09[] = {
    R(1, 1136, "Code category", IN(" 09 ")),
    R(2, 1073, "Condition applies", IN(" N Y ")),
    R(3, 1321, "Condition", IN(" 38 ZV ")),
    S(4, 1321, "Condition", IN(" 38 ZV ")),
    N(5, 1321), N(6, 1321), N(7, 1321),
};

RULES_DTP(dtp_2400_472, " 472 ", " D8 RD8 ");
RULES_DTP(dtp_2400_607, " 607 ", " D8 ");
RULES_DTP(dtp_2400_463, " 463 ", " D8 ");
RULES_DTP(dtp_2400_461, " 461 ", " D8 ");
RULES_DTP(dtp_2400_738_739, " 738 739 ", " D8 ");
RULES_DTP(dtp_2400_011, " 011 ", " D8 ");

static const struct x12_rule qty_2400_pt[] = {
    R(1, 673, "Quantity qualifier", IN(" PT ")),
    R(2, 380, "Patients"),
    N(3, C(1)), N(4, 61),
};

static const struct x12_rule qty_2400_fl[] = {
    R(1, 673, "Quantity qualifier", IN(" FL ")),
    R(2, 380, "Units"),
    N(3, C(1)), N(4, 61),
};

static const struct x12_rule mea_2400[] = {
    R(1, 737, "Measurement", IN(" OG TR ")),
    R(2, 738, "Measurement qualifier", IN(" HT R1 R2 R3 R4 ")),
    R(3, 739, "Result"),
    N(4, C(1)), N(5, 740), N(6, 741), N(7, 935), N(8, 936), N(9, 752),
    N(10, 1373), N(11, 1270), N(12, 1271),
};

RULES_REF(ref_2400_9b, " 9B ", "Repriced line number");
RULES_REF(ref_2400_9d, " 9D ", "Adjusted repriced number");

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
RULES_REF(ref_2400_f4, " F4 ", "CLIA number");
RULES_REF(ref_2400_bt, " BT ", "Batch number");

static const struct x12_rule ref_2400_9f[] = {
    R(1, 128, "Qualifier", IN(" 9F ")),
    R(2, 127, "Referral number"),
    N(3, 352),
    S(4, C(40), "Other reference"),
    RC(4, 1, 128, "Qualifier", IN(" 2U ")),
    RC(4, 2, 127, "Payer id"),
    NC(4, 3, 128), NC(4, 4, 127), NC(4, 5, 128), NC(4, 6, 127),
};

RULES_AMT(amt_2400_t, " T ", "Sales tax");
RULES_AMT(amt_2400_f4, " F4 ", "Postage claimed");

static const struct x12_rule nte_2400_add_dcp[] = {
    R(1, 363, "Note type", IN(" ADD DCP ")),
    R(2, 352, "Text"),
};

static const struct x12_rule nte_2400_tpo[] = {
    R(1, 363, "Note type", IN(" TPO ")),
    R(2, 352, "Text"),
};

static const struct x12_rule ps1_2400[] = {
    R(1, 127, "Provider id"),
    R(2, 782, "Charge", TO(10)),
    N(3, 156),
};

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
    S(9, 235, "Product qualifier", IN(" ER HC IV WK ")),
    S(10, 234, "Procedure"),
    S(11, 355, "Unit", IN(" MJ UN ")),
    S(12, 380, "Units", TO(8)),
    S(13, 901, "Reject reason", IN(" T1 T2 T3 T4 T5 T6 ")),
    S(14, 1526, "Policy compliance", IN(" 1 2 3 4 5 ")),
    S(15, 1527, "Exception", IN(" 1 2 3 4 5 6 ")),
};

/* 2410: Drug */

static const struct x12_rule lin_2410[] = {
    N(1, 350),
    R(2, 235, "Product qualifier", IN(" EN EO HI N4 ON UK UP ")),
    R(3, 234, "Drug or product code", LIST("NDC")),
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

/* 2420B: Purchased service provider name */

static const struct x12_rule nm1_2420b[] = {
    R(1, 98, "Role", IN(" QB ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    N(3, 1035), N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039),
    S(8, 66, "Id qualifier", IN(" XX ")),
    S(9, 67, "Id", LIST("NPI?XX")),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule ref_2420b_0b_1g_g2[] = {
    R(1, 128, "Qualifier", IN(" 0B 1G G2 ")),
    R(2, 127, "Id"),
    N(3, 352),
    S(4, C(40), "Other reference"),
    RC(4, 1, 128, "Qualifier", IN(" 2U ")),
    RC(4, 2, 127, "Payer id"),
    NC(4, 3, 128), NC(4, 4, 127), NC(4, 5, 128), NC(4, 6, 127),
};

/* 2420C: Service facility name */

static const struct x12_rule ref_2420c[] = {
    R(1, 128, "Qualifier", IN(" G2 LU ")),
    R(2, 127, "Id"),
    N(3, 352),
    S(4, C(40), "Other reference"),
    RC(4, 1, 128, "Qualifier", IN(" 2U ")),
    RC(4, 2, 127, "Payer id"),
    NC(4, 3, 128), NC(4, 4, 127), NC(4, 5, 128), NC(4, 6, 127),
};

/* 2420E: Ordering provider name */

static const struct x12_rule nm1_2420e[] = {
    R(1, 98, "Role", IN(" DK ")),
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

/* 2430: Line adjudication */

static const struct x12_rule svd_2430[] = {
    R(1, 67, "Id"),
    R(2, 782, "Amount paid", TO(10)),
    R(3, C(3), "Procedure"),
    RC(3, 1, 235, "Product qualifier", IN(" ER HC IV WK ")),
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

/* 2440: Form */

static const struct x12_rule lq_2440[] = {
    R(1, 1270, "Code qualifier", IN(" AS UT ")),
    R(2, 1271, "Form"),
};

static const struct x12_rule frm_2440[] = {
    R(1, 350, "Question"),
    S(2, 1073, "Answer", IN(" N W Y ")),
    S(3, 127, "Answer"),
    S(4, 373, "Answer"),
    S(5, 332, "Answer"),
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
    N(2, 1384), N(3, 584), N(4, 1220),
    S(5, 1250, "Date format", IN(" D8 ")),
    S(6, 1251, "Date"),
    S(7, 355, "Unit", IN(" 01 ")),
    S(8, 81, "Weight"),
    S(9, 1073, "Pregnant", IN(" Y ")),
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
    SEG(2, "1000A", PER, R, 2, 450, BY_ID, per_ic, "Submitter contact"),

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
    SEG(3, "2010AA", PER, S, 2, 400, BY_ID, per_ic, "Billing provider contact"),

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
    SEG(3, "2000B", PAT, S, 1, 70, BY_ID, pat_2000b, "Patient"),

    LOOP(3, "2010BA", R, 1, 150, "Subscriber name"),
    SEG(4, "2010BA", NM1, R, 1, 150, BY(1), nm1_2010ba, "Subscriber name"),
    SEG(4, "2010BA", N3, S, 1, 250, BY_ID, n3, "Subscriber address"),
    SEG(4, "2010BA", N4, S, 1, 300, BY_ID, n4, "Subscriber city"),
    SEG(4, "2010BA", DMG, S, 1, 320, BY_ID, dmg, "Subscriber demographics"),
    SEG(4, "2010BA", REF, S, 1, 350, BY(1), ref_sy, "Subscriber, other id"),
    SEG(4, "2010BA", REF, S, 1, 350, BY(1), ref_y4, "Casualty claim number"),
    SEG(4, "2010BA", PER, S, 1, 400, BY_ID, per_2010ba_ic,
        "Casualty subscriber contact"),

    LOOP(3, "2010BB", R, 1, 150, "Payer name"),
    SEG(4, "2010BB", NM1, R, 1, 150, BY(1), nm1_pr, "Payer name"),
    SEG(4, "2010BB", N3, S, 1, 250, BY_ID, n3, "Payer address"),
    SEG(4, "2010BB", N4, S, 1, 300, BY_ID, n4, "Payer city"),
    SEG(4, "2010BB", REF, S, 3, 350, BY(1), ref_2u_ei_fy_nf, "Payer, other id"),
    SEG(4, "2010BB", REF, S, 2, 350, BY(1), ref_g2_lu,
        "Billing provider, other id"),

    LOOP(3, "2300", S, 100, 1300, "Claim"),
    SEG(4, "2300", CLM, R, 1, 1300, BY_ID, clm_2300, "Claim"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_431, "Onset date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_454, "Initial treatment date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_304, "Last seen date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_453,
        "Acute manifestation date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_439, "Accident date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_484,
        "Last menstrual period date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_455, "Last X-ray date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_471, "Prescription date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_314, "Disability dates"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_297, "Last worked date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_296, "Return to work date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_435, "Admission date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_096, "Discharge date"),
    SEG(4, "2300", DTP, S, 2, 1350, BY(1), dtp_2300_090_091,
        "Care assumed or relinquished"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_444, "First contact date"),
    SEG(4, "2300", DTP, S, 1, 1350, BY(1), dtp_2300_050,
        "Repricer received date"),
    SEG(4, "2300", PWK, S, 10, 1550, BY_ID, pwk_2300, "Claim attachments"),
    SEG(4, "2300", CN1, S, 1, 1600, BY_ID, cn1, "Contract"),
    SEG(4, "2300", AMT, S, 1, 1750, BY_ID, amt_2300, "Amount the patient paid"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_4n,
        "Authorization exception"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_f5,
        "Medicare section 4081"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_ew,
        "Mammography certification number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_9f, "Referral number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_g1, "Prior authorization"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_f8, "Payer claim number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_x4, "CLIA number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_9a,
        "Repriced claim number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_9c,
        "Adjusted repriced claim number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_lx,
        "Device exemption number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_d9,
        "Clearinghouse trace number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_ea,
        "Medical record number"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_p4,
        "Demonstration project"),
    SEG(4, "2300", REF, S, 1, 1800, BY(1), ref_2300_1j,
        "Care plan oversight number"),
    SEG(4, "2300", K3, S, 10, 1850, BY_ID, k3, "Fixed format text"),
    SEG(4, "2300", NTE, S, 1, 1900, BY_ID, nte_2300, "Claim note"),
    SEG(4, "2300", CR1, S, 1, 1950, BY_ID, cr1, "Ambulance transport"),
    SEG(4, "2300", CR2, S, 1, 2000, BY_ID, cr2_2300, "Spinal manipulation"),
    SEG(4, "2300", CRC, S, 3, 2200, BY(1), crc_07, "Ambulance certification"),
    SEG(4, "2300", CRC, S, 3, 2200, BY(1), crc_2300_e1, "Vision condition"),
    SEG(4, "2300", CRC, S, 1, 2200, BY(1), crc_2300_75, "Homebound indicator"),
    SEG(4, "2300", CRC, S, 1, 2200, BY(1), crc_2300_zz, "EPSDT referral"),
    SEG(4, "2300", HI, R, 1, 2310, BY_PART(1, 1), hi_2300_abk_bk, "Diagnoses"),
    SEG(4, "2300", HI, S, 1, 2310, BY_PART(1, 1), hi_2300_bp,
        "Anesthesia related surgery"),
    SEG(4, "2300", HI, S, 2, 2310, BY_PART(1, 1), hi_2300_bg,
        "Condition codes"),
    SEG(4, "2300", HCP, S, 1, 2410, BY_ID, hcp_2300, "Claim repricing"),

    LOOP(4, "2310A", S, 2, 2500, "Referring provider name"),
    SEG(5, "2310A", NM1, R, 1, 2500, BY(1), nm1_dn_p3,
        "Referring provider name"),
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
    SEG(5, "2310C", PER, S, 1, 2750, BY_ID, per_2010ba_ic,
        "Service facility contact"),

    LOOP(4, "2310D", S, 1, 2500, "Supervising provider name"),
    SEG(5, "2310D", NM1, R, 1, 2500, BY(1), nm1_dq,
        "Supervising provider name"),
    SEG(5, "2310D", REF, S, 4, 2710, BY_ID, ref_0b_1g_g2_lu,
        "Supervising provider, other id"),

    LOOP(4, "2310E", S, 1, 2500, "Ambulance pick-up"),
    SEG(5, "2310E", NM1, R, 1, 2500, BY(1), nm1_pw, "Ambulance pick-up"),
    SEG(5, "2310E", N3, R, 1, 2650, BY_ID, n3, "Ambulance pick-up address"),
    SEG(5, "2310E", N4, R, 1, 2700, BY_ID, n4, "Ambulance pick-up city"),

    LOOP(4, "2310F", S, 1, 2500, "Ambulance drop-off"),
    SEG(5, "2310F", NM1, R, 1, 2500, BY(1), nm1_45, "Ambulance drop-off"),
    SEG(5, "2310F", N3, R, 1, 2650, BY_ID, n3, "Ambulance drop-off address"),
    SEG(5, "2310F", N4, R, 1, 2700, BY_ID, n4, "Ambulance drop-off city"),

    LOOP(4, "2320", S, 10, 2900, "Other subscriber"),
    SEG(5, "2320", SBR, R, 1, 2900, BY_ID, sbr_2320, "Other subscriber"),
    SEG(5, "2320", CAS, S, 5, 2950, BY_ID, cas, "Claim adjustments"),
    SEG(5, "2320", AMT, S, 1, 3000, BY(1), amt_2320_d, "Amount the payer paid"),
    SEG(5, "2320", AMT, S, 1, 3000, BY(1), amt_2320_a8, "Amount not covered"),
    SEG(5, "2320", AMT, S, 1, 3000, BY(1), amt_eaf,
        "Amount still owed by patient"),
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
    SEG(6, "2330B", REF, S, 2, 3550, BY(1), ref_2u_ei_fy_nf,
        "Other payer, other id"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_2330b_g1,
        "Other payer authorization"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_2330b_9f,
        "Other payer referral"),
    SEG(6, "2330B", REF, S, 1, 3550, BY(1), ref_2330b_t4,
        "Other payer adjusted claim"),
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

    LOOP(5, "2330E", S, 1, 3250, "Other payer service facility"),
    SEG(6, "2330E", NM1, R, 1, 3250, BY(1), nm1_2330e,
        "Other payer service facility"),
    SEG(6, "2330E", REF, R, 3, 3550, BY_ID, ref_0b_g2_lu,
        "Other payer service facility, other id"),

    LOOP(5, "2330F", S, 1, 3250, "Other payer supervising provider"),
    SEG(6, "2330F", NM1, R, 1, 3250, BY(1), nm1_2330f,
        "Other payer supervising provider"),
    SEG(6, "2330F", REF, R, 3, 3550, BY_ID, ref_0b_1g_g2_lu,
        "Other payer supervising provider, other id"),

    LOOP(5, "2330G", S, 1, 3250, "Other payer billing provider"),
    SEG(6, "2330G", NM1, R, 1, 3250, BY(1), nm1_2330g,
        "Other payer billing provider"),
    SEG(6, "2330G", REF, R, 2, 3550, BY_ID, ref_g2_lu,
        "Other payer billing provider, other id"),

    LOOP(4, "2400", R, 50, 3650, "Service line"),
    SEG(5, "2400", LX, R, 1, 3650, BY_ID, lx_2400, "Service line"),
    SEG(5, "2400", SV1, R, 1, 3700, BY_ID, sv1_2400, "Professional service"),
    SEG(5, "2400", SV5, S, 1, 4000, BY_ID, sv5_2400, "DME service"),
    SEG(5, "2400", PWK, S, 10, 4200, BY_TWO(1, 2), pwk_2300,
        "Line attachments"),
    SEG(5, "2400", PWK, S, 1, 4200, BY_TWO(1, 2), pwk_2400_ct,
        "DME certificate attached"),
    SEG(5, "2400", CR1, S, 1, 4250, BY_ID, cr1, "Ambulance transport"),
    SEG(5, "2400", CR3, S, 1, 4350, BY_ID, cr3_2400, "DME certification"),
    SEG(5, "2400", CRC, S, 3, 4500, BY(1), crc_07, "Ambulance certification"),
    SEG(5, "2400", CRC, S, 1, 4500, BY(1), crc_2400_70,
        "Hospice employee indicator"),
    SEG(5, "2400", CRC, S, 1, 4500, BY(1), crc_2400_09, "DME condition"),
    SEG(5, "2400", DTP, R, 1, 4550, BY(1), dtp_2400_472, "Service date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_471, "Prescription date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_2400_607,
        "Recertification date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_2400_463, "Begin therapy date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_2400_461,
        "Last certification date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_304, "Last seen date"),
    SEG(5, "2400", DTP, S, 2, 4550, BY(1), dtp_2400_738_739, "Test date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_2400_011, "Shipped date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_455, "Last X-ray date"),
    SEG(5, "2400", DTP, S, 1, 4550, BY(1), dtp_454, "Initial treatment date"),
    SEG(5, "2400", QTY, S, 1, 4600, BY(1), qty_2400_pt, "Ambulance patients"),
    SEG(5, "2400", QTY, S, 1, 4600, BY(1), qty_2400_fl,
        "Obstetric anesthesia units"),
    SEG(5, "2400", MEA, S, 5, 4620, BY_ID, mea_2400, "Test results"),
    SEG(5, "2400", CN1, S, 1, 4650, BY_ID, cn1, "Contract"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_2400_9b, "Repriced line number"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_2400_9d,
        "Adjusted repriced line number"),
    SEG(5, "2400", REF, S, 5, 4700, BY(1), ref_2400_g1, "Prior authorization"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_2400_6r,
        "Line item control number"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_ew,
        "Mammography certification number"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_x4, "CLIA number"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_2400_f4,
        "Referring CLIA number"),
    SEG(5, "2400", REF, S, 1, 4700, BY(1), ref_2400_bt,
        "Immunization batch number"),
    SEG(5, "2400", REF, S, 5, 4700, BY(1), ref_2400_9f, "Referral number"),
    SEG(5, "2400", AMT, S, 1, 4750, BY(1), amt_2400_t, "Sales tax"),
    SEG(5, "2400", AMT, S, 1, 4750, BY(1), amt_2400_f4, "Postage"),
    SEG(5, "2400", K3, S, 10, 4800, BY_ID, k3, "Fixed format text"),
    SEG(5, "2400", NTE, S, 1, 4850, BY(1), nte_2400_add_dcp, "Line note"),
    SEG(5, "2400", NTE, S, 1, 4850, BY(1), nte_2400_tpo, "Repricer note"),
    SEG(5, "2400", PS1, S, 1, 4880, BY_ID, ps1_2400, "Purchased service"),
    SEG(5, "2400", HCP, S, 1, 4920, BY_ID, hcp_2400, "Line repricing"),

    LOOP(5, "2410", S, 1, 4930, "Drug"),
    SEG(6, "2410", LIN, R, 1, 4930, BY_ID, lin_2410, "Drug"),
    SEG(6, "2410", CTP, R, 1, 4940, BY_ID, ctp_2410, "Drug quantity"),
    SEG(6, "2410", REF, S, 1, 4950, BY_ID, ref_2410, "Prescription number"),

    LOOP(5, "2420A", S, 1, 5000, "Rendering provider name"),
    SEG(6, "2420A", NM1, R, 1, 5000, BY(1), nm1_82, "Rendering provider name"),
    SEG(6, "2420A", PRV, S, 1, 5050, BY_ID, prv_pe,
        "Rendering provider specialty"),
    SEG(6, "2420A", REF, S, 20, 5250, BY_ID, ref_2420a_0b_1g_g2_lu,
        "Rendering provider, other id"),

    LOOP(5, "2420B", S, 1, 5000, "Purchased service provider name"),
    SEG(6, "2420B", NM1, R, 1, 5000, BY(1), nm1_2420b,
        "Purchased service provider name"),
    SEG(6, "2420B", REF, S, 20, 5250, BY_ID, ref_2420b_0b_1g_g2,
        "Purchased service provider, other id"),

    LOOP(5, "2420C", S, 1, 5000, "Service facility name"),
    SEG(6, "2420C", NM1, R, 1, 5000, BY(1), nm1_77, "Service facility name"),
    SEG(6, "2420C", N3, R, 1, 5140, BY_ID, n3, "Service facility address"),
    SEG(6, "2420C", N4, R, 1, 5200, BY_ID, n4, "Service facility city"),
    SEG(6, "2420C", REF, S, 3, 5250, BY_ID, ref_2420c,
        "Service facility, other id"),

    LOOP(5, "2420D", S, 1, 5000, "Supervising provider name"),
    SEG(6, "2420D", NM1, R, 1, 5000, BY(1), nm1_dq,
        "Supervising provider name"),
    SEG(6, "2420D", REF, S, 20, 5250, BY_ID, ref_2420a_0b_1g_g2_lu,
        "Supervising provider, other id"),

    LOOP(5, "2420E", S, 1, 5000, "Ordering provider name"),
    SEG(6, "2420E", NM1, R, 1, 5000, BY(1), nm1_2420e,
        "Ordering provider name"),
    SEG(6, "2420E", N3, S, 1, 5140, BY_ID, n3, "Ordering provider address"),
    SEG(6, "2420E", N4, S, 1, 5200, BY_ID, n4, "Ordering provider city"),
    SEG(6, "2420E", REF, S, 20, 5250, BY_ID, ref_2420b_0b_1g_g2,
        "Ordering provider, other id"),
    SEG(6, "2420E", PER, S, 1, 5300, BY_ID, per_ic,
        "Ordering provider contact"),

    LOOP(5, "2420F", S, 2, 5000, "Referring provider name"),
    SEG(6, "2420F", NM1, R, 1, 5000, BY(1), nm1_dn_p3,
        "Referring provider name"),
    SEG(6, "2420F", REF, S, 20, 5250, BY_ID, ref_2420b_0b_1g_g2,
        "Referring provider, other id"),

    LOOP(5, "2420G", S, 1, 5000, "Ambulance pick-up"),
    SEG(6, "2420G", NM1, R, 1, 5000, BY(1), nm1_pw, "Ambulance pick-up"),
    SEG(6, "2420G", N3, R, 1, 5140, BY_ID, n3, "Ambulance pick-up address"),
    SEG(6, "2420G", N4, R, 1, 5200, BY_ID, n4, "Ambulance pick-up city"),

    LOOP(5, "2420H", S, 1, 5000, "Ambulance drop-off"),
    SEG(6, "2420H", NM1, R, 1, 5000, BY(1), nm1_45, "Ambulance drop-off"),
    SEG(6, "2420H", N3, R, 1, 5140, BY_ID, n3, "Ambulance drop-off address"),
    SEG(6, "2420H", N4, R, 1, 5200, BY_ID, n4, "Ambulance drop-off city"),

    LOOP(5, "2430", S, 15, 5400, "Line adjudication"),
    SEG(6, "2430", SVD, R, 1, 5400, BY_ID, svd_2430, "Line adjudication"),
    SEG(6, "2430", CAS, S, 5, 5450, BY_ID, cas, "Line adjustments"),
    SEG(6, "2430", DTP, R, 1, 5500, BY_ID, dtp_573, "Line adjudication date"),
    SEG(6, "2430", AMT, S, 1, 5505, BY_ID, amt_eaf,
        "Amount still owed by patient"),

    LOOP(5, "2440", S, ANY, 5510, "Form"),
    SEG(6, "2440", LQ, R, 1, 5510, BY_ID, lq_2440, "Form"),
    SEG(6, "2440", FRM, R, 99, 5520, BY_ID, frm_2440, "Form answers"),

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
    SEG(5, "2010CA", PER, S, 1, 400, BY_ID, per_2010ba_ic,
        "Casualty patient contact"),

    LINK(4, "2300", R, 100, 1300, "Claim"),

    SEG(1, "TS", SE, R, 1, 5550, BY_ID, se, "Set trailer"),
};

const struct x12_guide edi_guide_837p = {
    .name = "837P",
    .set = "837",
    .functional = "HC",
    .reference = "005010X222A1",
    .title = "Health care claim: professional",
    .rows = rows,
    .count = sizeof(rows) / sizeof(rows[0]),
    .dictionary = &edi_dictionary,
};
