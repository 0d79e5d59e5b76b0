/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_837i - 005010X223A2: the institutional claim
 */
#include "edi/guides/guide_837i_line_private.h"

/* clang-format off */

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

/* SBR09 is required in the A3 erratum; A2 is the adopted one. */
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
