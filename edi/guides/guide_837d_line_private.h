/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_837d_line_private - element rules of loops 2400 to 2440
 */
#ifndef EDI_GUIDES_GUIDE_837D_LINE_PRIVATE_H
#define EDI_GUIDES_GUIDE_837D_LINE_PRIVATE_H

#include "edi/guides/guide_837d_claim_private.h"

/* clang-format off */

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

/* HCP09 and HCP11: no 5010 source lists their values, so these are a guess
 * at the dental ones. */
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

/* SVD03 required, SVD04 not used: 4010 and a sample. */
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

/* clang-format on */

#endif
