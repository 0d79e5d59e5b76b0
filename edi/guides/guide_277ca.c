/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_277ca - 005010X214: the claim acknowledgement
 */
#include "edi/guides/tables_private.h"

/* clang-format off */

#define ROLES                                                              \
    " 03 1P 1Z 40 41 71 72 73 77 82 85 87 DK DN DQ FA GB HK IL LI MSC PR"  \
    " PRP QB QC QD SEP TL TTP TU "

/* the transaction set */

static const struct x12_rule st[] = {
    R(1, 143, "Set", IN(" 277 ")),
    R(2, 329, "Control number"),
    R(3, 1705, "Guide version"),
};

static const struct x12_rule bht[] = {
    R(1, 1005, "Hierarchy structure", IN(" 0085 ")),
    R(2, 353, "Purpose", IN(" 08 ")),
    R(3, 127, "Batch reference", TO(30)),
    R(4, 373, "Created on"),
    R(5, 337, "Time"),
    R(6, 640, "Transaction type", IN(" TH ")),
};

/* 2000A: Information source level */

static const struct x12_rule hl_2000a[] = {
    R(1, 628, "Level number"),
    N(2, 734),
    R(3, 735, "Level", IN(" 20 ")),
    R(4, 736, "Has child levels", IN(" 1 ")),
};

/* 2100A: Information source name */

/* NM108 XV is not settled: let through. */
static const struct x12_rule nm1_2100a[] = {
    R(1, 98, "Role", IN(" PR AY ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    R(3, 1035, "Last name or organization"),
    N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039),
    R(8, 66, "Id qualifier", IN(" 46 FI PI XV ")),
    R(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

/* 2200A: Receipt trace */

static const struct x12_rule trn_2200a[] = {
    R(1, 481, "Trace type", IN(" 1 ")),
    R(2, 127, "Trace number"),
    N(3, 509), N(4, 127),
};

RULES_DTP(dtp_2200a_050, " 050 ", " D8 ");
RULES_DTP(dtp_2200a_009, " 009 ", " D8 ");

/* 2000B: Information receiver level */

static const struct x12_rule hl_2000b[] = {
    R(1, 628, "Level number"),
    R(2, 734, "Parent level number"),
    R(3, 735, "Level", IN(" 21 ")),
    R(4, 736, "Has child levels", IN(" 0 1 ")),
};

/* 2100B: Information receiver name */

static const struct x12_rule nm1_2100b[] = {
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

/* 2200B: Information receiver trace */

static const struct x12_rule trn_2200b[] = {
    R(1, 481, "Trace type", IN(" 2 ")),
    R(2, 127, "Batch reference"),
    N(3, 509), N(4, 127),
};

#define INFORMATION_RECEIVER_STATUS(use, e)             \
    use(e, C(43), "Status"),                            \
    RC(e, 1, 1271, "Status category", LIST("STATCAT")), \
    RC(e, 2, 1271, "Status", LIST("STATCODE")),         \
    SC(e, 3, 98, "Role", IN(" 36 40 41 AY PR ")),       \
    NC(e, 4, 1270)

static const struct x12_rule stc_2200b[] = {
    INFORMATION_RECEIVER_STATUS(R, 1),
    R(2, 373, "Status date"),
    R(3, 306, "Action", IN(" U WQ ")),
    R(4, 782, "Charge", TO(10)),
    N(5, 782), N(6, 373), N(7, 591), N(8, 373), N(9, 429),
    INFORMATION_RECEIVER_STATUS(S, 10), INFORMATION_RECEIVER_STATUS(S, 11),
    N(12, 933),
};

static const struct x12_rule qty_2200b_90[] = {
    R(1, 673, "Quantity qualifier", IN(" 90 ")),
    R(2, 380, "Quantity"),
    N(3, C(1)), N(4, 61),
};

static const struct x12_rule qty_2200b_aa[] = {
    R(1, 673, "Quantity qualifier", IN(" AA ")),
    R(2, 380, "Quantity"),
    N(3, C(1)), N(4, 61),
};

RULES_AMT(amt_yu, " YU ", "Accepted");
RULES_AMT(amt_yy, " YY ", "Rejected");

/* 2000C: Billing provider level */

/* HL04 0 when the provider is answered as a whole and no patient follows. */
static const struct x12_rule hl_2000c[] = {
    R(1, 628, "Level number"),
    R(2, 734, "Parent level number"),
    R(3, 735, "Level", IN(" 19 ")),
    R(4, 736, "Has child levels", IN(" 0 1 ")),
};

/* 2100C: Billing provider name */

/* NM108 SV is not settled: let through. */
static const struct x12_rule nm1_2100c[] = {
    R(1, 98, "Role", IN(" 85 ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    R(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    R(8, 66, "Id qualifier", IN(" FI SV XX ")),
    R(9, 67, "Id", LIST("NPI?XX")),
    N(10, 706), N(11, 98), N(12, 1035),
};

/* 2200C: Provider trace */

static const struct x12_rule trn_2200c[] = {
    R(1, 481, "Trace type", IN(" 1 ")),
    R(2, 127, "Provider trace number"),
    N(3, 509), N(4, 127),
};

#define BILLING_PROVIDER_STATUS(use, e)                       \
    use(e, C(43), "Status"),                                  \
    RC(e, 1, 1271, "Status category", LIST("STATCAT")),       \
    RC(e, 2, 1271, "Status", LIST("STATCODE")),               \
    SC(e, 3, 98, "Role", IN(" 36 40 41 77 82 85 87 AY PR ")), \
    NC(e, 4, 1270)

/* STC02 is not used by the guides at hand, but published samples carry it. */
static const struct x12_rule stc_2200c[] = {
    BILLING_PROVIDER_STATUS(R, 1),
    S(2, 373, "Status date"),
    R(3, 306, "Action", IN(" U WQ ")),
    R(4, 782, "Charge", TO(10)),
    N(5, 782), N(6, 373), N(7, 591), N(8, 373), N(9, 429),
    BILLING_PROVIDER_STATUS(S, 10), BILLING_PROVIDER_STATUS(S, 11),
    N(12, 933),
};

RULES_REF(ref_2200c, " 0B 1G G2 LU SY TJ ", "Id");

static const struct x12_rule qty_2200c_qa[] = {
    R(1, 673, "Quantity qualifier", IN(" QA ")),
    R(2, 380, "Quantity"),
    N(3, C(1)), N(4, 61),
};

static const struct x12_rule qty_2200c_qc[] = {
    R(1, 673, "Quantity qualifier", IN(" QC ")),
    R(2, 380, "Quantity"),
    N(3, C(1)), N(4, 61),
};

/* 2000D: Patient level */

static const struct x12_rule hl_2000d[] = {
    R(1, 628, "Level number"),
    R(2, 734, "Parent level number"),
    R(3, 735, "Level", IN(" PT ")),
    N(4, 736),
};

/* 2100D: Patient name */

static const struct x12_rule nm1_2100d[] = {
    R(1, 98, "Role", IN(" QC ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    R(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    R(8, 66, "Id qualifier", IN(" II MI ")),
    R(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

/* 2200D: Claim trace */

static const struct x12_rule trn_2200d[] = {
    R(1, 481, "Trace type", IN(" 2 ")),
    R(2, 127, "Claim number"),
    N(3, 509), N(4, 127),
};

#define CLAIM_STATUS(use, e)                            \
    use(e, C(43), "Status"),                            \
    RC(e, 1, 1271, "Status category", LIST("STATCAT")), \
    RC(e, 2, 1271, "Status", LIST("STATCODE")),         \
    SC(e, 3, 98, "Role", IN(ROLES))

static const struct x12_rule stc_2200d[] = {
    R(1, C(43), "Status"),
    RC(1, 1, 1271, "Status category", LIST("STATCAT")),
    RC(1, 2, 1271, "Status", LIST("STATCODE")),
    SC(1, 3, 98, "Role", IN(ROLES)),
    NC(1, 4, 1270),
    R(2, 373, "Status date"),
    R(3, 306, "Action", IN(" U WQ ")),
    R(4, 782, "Charge", TO(10)),
    N(5, 782), N(6, 373), N(7, 591), N(8, 373), N(9, 429),
    CLAIM_STATUS(S, 10), CLAIM_STATUS(S, 11),
    S(12, 933, "Text"),
};

RULES_REF(ref_2200d_1k, " 1K ", "Payer claim number");
RULES_REF(ref_2200d_d9, " D9 ", "Clearinghouse trace number");
RULES_REF(ref_2200d_blt, " BLT ", "Bill type");
RULES_DTP(dtp_2200d, " 472 ", " RD8 D8 ");

/* 2220D: Service line */

static const struct x12_rule svc_2220d[] = {
    R(1, C(3), "Procedure"),
    RC(1, 1, 235, "Product qualifier", IN(" AD ER HC HP IV NU WK ")),
    RC(1, 2, 234, "Procedure", LIST("PROC")),
    SC(1, 3, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 4, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 5, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 6, 1339, "Modifier", LIST("MODIFIER")),
    NC(1, 7, 352),
    R(2, 782, "Charge", TO(10)),
    N(3, 782),
    S(4, 234, "Revenue code", LIST("REVENUE")),
    N(5, 380), N(6, C(3)),
    S(7, 380, "Units submitted"),
};

static const struct x12_rule stc_2220d[] = {
    CLAIM_STATUS(R, 1),
    N(2, 373),
    R(3, 306, "Action", IN(" U ")),
    N(4, 782), N(5, 782), N(6, 373), N(7, 591), N(8, 373), N(9, 429),
    CLAIM_STATUS(S, 10), CLAIM_STATUS(S, 11),
    S(12, 933, "Text"),
};

RULES_REF(ref_2220d_fj, " FJ ", "Line control number");
RULES_REF(ref_2220d_xz, " XZ ", "Prescription number");
RULES_DTP(dtp_2220d, " 472 ", " D8 RD8 ");

/* the transaction set */

static const struct x12_rule se[] = {
    R(1, 96, "Segments in the set"),
    R(2, 329, "Control number"),
};

static const struct x12_row rows[] = {
    LOOP(0, "TS", R, ANY, 0, "Transaction set"),
    SEG(1, "TS", ST, R, 1, 50, BY_ID, st, "Set header"),
    SEG(1, "TS", BHT, R, 1, 200, BY_ID, bht, "Beginning of the hierarchy"),

    LOOP(1, "2000A", R, 1, 100, "Information source level"),
    SEG(2, "2000A", HL, R, 1, 100, BY(3), hl_2000a, "Information source level"),

    LOOP(2, "2100A", R, 1, 500, "Information source name"),
    SEG(3, "2100A", NM1, R, 1, 500, BY(1), nm1_2100a,
        "Information source name"),

    LOOP(2, "2200A", R, 1, 900, "Receipt trace"),
    SEG(3, "2200A", TRN, R, 1, 900, BY(1), trn_2200a, "Receipt trace"),
    SEG(3, "2200A", DTP, R, 1, 1200, BY(1), dtp_2200a_050,
        "Information source receipt date"),
    SEG(3, "2200A", DTP, R, 1, 1200, BY(1), dtp_2200a_009,
        "Information source process date"),

    LOOP(2, "2000B", R, 1, 100, "Information receiver level"),
    SEG(3, "2000B", HL, R, 1, 100, BY(3), hl_2000b,
        "Information receiver level"),

    LOOP(3, "2100B", R, 1, 500, "Information receiver name"),
    SEG(4, "2100B", NM1, R, 1, 500, BY(1), nm1_2100b,
        "Information receiver name"),

    LOOP(3, "2200B", R, 1, 900, "Information receiver trace"),
    SEG(4, "2200B", TRN, R, 1, 900, BY(1), trn_2200b,
        "Information receiver trace"),
    SEG(4, "2200B", STC, R, ANY, 1000, BY_ID, stc_2200b,
        "Information receiver status"),
    SEG(4, "2200B", QTY, S, 1, 1210, BY(1), qty_2200b_90,
        "Total accepted quantity"),
    SEG(4, "2200B", QTY, S, 1, 1210, BY(1), qty_2200b_aa,
        "Total rejected quantity"),
    SEG(4, "2200B", AMT, S, 1, 1220, BY(1), amt_yu, "Total accepted amount"),
    SEG(4, "2200B", AMT, S, 1, 1220, BY(1), amt_yy, "Total rejected amount"),

    /* Absent when the whole transmission is answered at the level above. */
    LOOP(3, "2000C", S, ANY, 100, "Billing provider level"),
    SEG(4, "2000C", HL, R, 1, 100, BY(3), hl_2000c, "Billing provider level"),

    LOOP(4, "2100C", R, ANY, 500, "Billing provider name"),
    SEG(5, "2100C", NM1, R, 1, 500, BY(1), nm1_2100c, "Billing provider name"),

    LOOP(4, "2200C", S, 1, 900, "Provider trace"),
    SEG(5, "2200C", TRN, R, 1, 900, BY(1), trn_2200c, "Provider trace"),
    SEG(5, "2200C", STC, S, ANY, 1000, BY_ID, stc_2200c,
        "Billing provider status"),
    SEG(5, "2200C", REF, S, 3, 1100, BY_ID, ref_2200c, "Provider, other id"),
    SEG(5, "2200C", QTY, S, 1, 1210, BY(1), qty_2200c_qa,
        "Total accepted quantity"),
    SEG(5, "2200C", QTY, S, 1, 1210, BY(1), qty_2200c_qc,
        "Total rejected quantity"),
    SEG(5, "2200C", AMT, S, 1, 1220, BY(1), amt_yu, "Total accepted amount"),
    SEG(5, "2200C", AMT, S, 1, 1220, BY(1), amt_yy, "Total rejected amount"),

    LOOP(4, "2000D", S, ANY, 100, "Patient level"),
    SEG(5, "2000D", HL, R, 1, 100, BY(3), hl_2000d, "Patient level"),

    LOOP(5, "2100D", R, 1, 500, "Patient name"),
    SEG(6, "2100D", NM1, R, 1, 500, BY(1), nm1_2100d, "Patient name"),

    LOOP(5, "2200D", R, ANY, 900, "Claim trace"),
    SEG(6, "2200D", TRN, R, 1, 900, BY(1), trn_2200d, "Claim trace"),
    SEG(6, "2200D", STC, R, ANY, 1000, BY_ID, stc_2200d, "Claim status"),
    SEG(6, "2200D", REF, S, 1, 1100, BY(1), ref_2200d_1k, "Payer claim number"),
    SEG(6, "2200D", REF, S, 1, 1100, BY(1), ref_2200d_d9,
        "Clearinghouse trace number"),
    SEG(6, "2200D", REF, S, 1, 1100, BY(1), ref_2200d_blt, "Bill type"),
    SEG(6, "2200D", DTP, R, 1, 1200, BY_ID, dtp_2200d, "Claim service dates"),

    LOOP(6, "2220D", S, ANY, 1800, "Service line"),
    SEG(7, "2220D", SVC, R, 1, 1800, BY_ID, svc_2220d, "Service line"),
    SEG(7, "2220D", STC, R, ANY, 1900, BY_ID, stc_2220d, "Line status"),
    SEG(7, "2220D", REF, R, 1, 2000, BY(1), ref_2220d_fj,
        "Line control number"),
    SEG(7, "2220D", REF, S, 1, 2000, BY(1), ref_2220d_xz,
        "Pharmacy prescription number"),
    SEG(7, "2220D", DTP, S, 1, 2100, BY_ID, dtp_2220d, "Service line date"),

    SEG(1, "TS", SE, R, 1, 5550, BY_ID, se, "Set trailer"),
};

const struct x12_guide edi_guide_277ca = {
    .name = "277CA",
    .set = "277",
    .functional = "HN",
    .reference = "005010X214",
    .title = "Health care claim acknowledgement",
    .rows = rows,
    .count = sizeof(rows) / sizeof(rows[0]),
    .dictionary = &edi_dictionary,
};
