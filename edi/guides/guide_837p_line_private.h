/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_837p_line_private - element rules of loops 2400 to 2440
 */
#ifndef EDI_GUIDES_GUIDE_837P_LINE_PRIVATE_H
#define EDI_GUIDES_GUIDE_837P_LINE_PRIVATE_H

#include "edi/guides/guide_837p_claim_private.h"

/* clang-format off */

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

/* clang-format on */

#endif
