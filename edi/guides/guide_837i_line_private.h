/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_837i_line_private - element rules of loops 2400 to 2440
 */
#ifndef EDI_GUIDES_GUIDE_837I_LINE_PRIVATE_H
#define EDI_GUIDES_GUIDE_837I_LINE_PRIVATE_H

#include "edi/guides/guide_837i_claim_private.h"

/* clang-format off */

/* 2400: Service line */

static const struct x12_rule lx_2400[] = {
    R(1, 554, "Number"),
};

/* Units of eight digits at most, as in SV104 of the 837P. */
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

/* clang-format on */

#endif
