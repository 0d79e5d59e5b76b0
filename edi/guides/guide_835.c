/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide_835 - 005010X221A1: the payment and its advice
 */
#include "edi/guides/tables_private.h"

/* clang-format off */

#define REASONS                                                            \
    " 50 51 72 90 AH AM AP B2 B3 BD BN C5 CR CS CT CV CW DM E3 FB FC GO HM"\
    " IP IR IS J1 L3 L6 LE LS OA OB PI PL RA RE SL TL WO WU "

/* the transaction set */

/* Many senders fill ST03 all the same: that is told, and the set is read. */
static const struct x12_rule st[] = {
    R(1, 143, "Set", IN(" 835 ")),
    R(2, 329, "Control number"),
    T(3, 1705),
};

static const struct x12_rule bpr[] = {
    R(1, 305, "Handling", IN(" C D H I P U X ")),
    R(2, 782, "Payment", TO(10)),
    R(3, 478, "Credit or debit", IN(" C D ")),
    R(4, 591, "Payment method", IN(" ACH BOP CHK FWT NON ")),
    S(5, 812, "Payment format", IN(" CCP CTX ")),
    S(6, 506, "Bank id qualifier", IN(" 01 04 ")),
    S(7, 507, "Bank id"),
    S(8, 569, "Account type", IN(" DA ")),
    S(9, 508, "Bank account"),
    S(10, 509, "Originator id"),
    S(11, 510, "Originator supplement"),
    S(12, 506, "Bank id qualifier", IN(" 01 04 ")),
    S(13, 507, "Bank id"),
    S(14, 569, "Account type", IN(" DA SG ")),
    S(15, 508, "Bank account"),
    R(16, 373, "Payment date"),
    N(17, 1048), N(18, 506), N(19, 507), N(20, 569), N(21, 508),
};

static const struct x12_rule trn[] = {
    R(1, 481, "Trace type", IN(" 1 ")),
    R(2, 127, "Check or EFT number"),
    R(3, 509, "Originator id"),
    S(4, 127, "Originator supplement"),
};

static const struct x12_rule cur[] = {
    R(1, 98, "Role", IN(" PR ")),
    R(2, 100, "Currency", LIST("CURRENCY")),
    N(3, 280), N(4, 98), N(5, 100), N(6, 669), N(7, 374), N(8, 373),
    N(9, 337), N(10, 374), N(11, 373), N(12, 337), N(13, 374), N(14, 373),
    N(15, 337), N(16, 374), N(17, 373), N(18, 337), N(19, 374), N(20, 373),
    N(21, 337),
};

RULES_REF(ref_ev, " EV ", "Receiver id");
RULES_REF(ref_f2, " F2 ", "Version");

static const struct x12_rule dtm_405[] = {
    R(1, 374, "Date qualifier", IN(" 405 ")),
    R(2, 373, "Production date"),
    N(3, 337), N(4, 623), N(5, 1250), N(6, 1251),
};

/* 1000A: Payer */

static const struct x12_rule n1_1000a[] = {
    R(1, 98, "Role", IN(" PR ")),
    R(2, 93, "Name"),
    S(3, 66, "Id qualifier", IN(" XV ")),
    S(4, 67, "Id"),
    N(5, 706), N(6, 98),
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

RULES_REF(ref_1000a, " 2U EO HI NF ", "Payer id");

static const struct x12_rule per_1000a_cx[] = {
    R(1, 366, "Contact function", IN(" CX ")),
    S(2, 93, "Name"),
    S(3, 365, "Number type", IN(" EM FX TE ")),
    S(4, 364, "Number"),
    S(5, 365, "Number type", IN(" EM EX FX TE ")),
    S(6, 364, "Number"),
    S(7, 365, "Number type", IN(" EX ")),
    S(8, 364, "Number"),
    N(9, 443),
};

static const struct x12_rule per_1000a_bl[] = {
    R(1, 366, "Contact function", IN(" BL ")),
    S(2, 93, "Name"),
    S(3, 365, "Number type", IN(" EM TE UR ")),
    S(4, 364, "Number"),
    S(5, 365, "Number type", IN(" EM EX FX TE UR ")),
    S(6, 364, "Number"),
    S(7, 365, "Number type", IN(" EM EX FX UR ")),
    S(8, 364, "Number"),
    N(9, 443),
};

static const struct x12_rule per_1000a_ic[] = {
    R(1, 366, "Contact function", IN(" IC ")),
    N(2, 93),
    R(3, 365, "Number type", IN(" UR ")),
    R(4, 364, "Number"),
    N(5, 365), N(6, 364), N(7, 365), N(8, 364), N(9, 443),
};

/* 1000B: Payee */

static const struct x12_rule n1_1000b[] = {
    R(1, 98, "Role", IN(" PE ")),
    R(2, 93, "Name"),
    R(3, 66, "Id qualifier", IN(" FI XV XX ")),
    R(4, 67, "Id", LIST("NPI?XX")),
    N(5, 706), N(6, 98),
};

RULES_REF(ref_1000b, " 0B D3 PQ TJ ", "Payee id");

static const struct x12_rule rdm_1000b[] = {
    R(1, 756, "Transmission", IN(" BM EM FT OL ")),
    S(2, 93, "Name"),
    S(3, 364, "Number"),
    N(4, C(40)), N(5, C(40)),
};

/* 2000: Provider summary number */

static const struct x12_rule lx_2000[] = {
    R(1, 554, "Number"),
};

static const struct x12_rule ts3_2000[] = {
    R(1, 127, "Id"),
    R(2, 1331, "Facility type", LIST("FACILITY")),
    R(3, 373, "Fiscal period end"),
    R(4, 380, "Claims"),
    R(5, 782, "Charge", TO(10)),
    N(6, 782), N(7, 782), N(8, 782), N(9, 782), N(10, 782), N(11, 782),
    N(12, 782),
    S(13, 782, "MSP payer", TO(10)),
    N(14, 782),
    S(15, 782, "Non-laboratory charge", TO(10)),
    N(16, 782),
    S(17, 782, "HCPCS reported charge", TO(10)),
    S(18, 782, "HCPCS payable", TO(10)),
    N(19, 782),
    S(20, 782, "Professional component", TO(10)),
    S(21, 782, "MSP patient liability met", TO(10)),
    S(22, 782, "Patient reimbursement", TO(10)),
    S(23, 380, "PIP claims"),
    S(24, 782, "PIP adjustment", TO(10)),
};

static const struct x12_rule ts2_2000[] = {
    S(1, 782, "DRG", TO(10)),
    S(2, 782, "Federal specific", TO(10)),
    S(3, 782, "Hospital specific", TO(10)),
    S(4, 782, "Disproportionate share", TO(10)),
    S(5, 782, "Capital", TO(10)),
    S(6, 782, "Indirect medical education", TO(10)),
    S(7, 380, "Outlier days"),
    S(8, 782, "Day outlier", TO(10)),
    S(9, 782, "Cost outlier", TO(10)),
    S(10, 380, "Average DRG stay"),
    S(11, 380, "Discharges"),
    S(12, 380, "Cost report days"),
    S(13, 380, "Covered days"),
    S(14, 380, "Days not covered"),
    S(15, 782, "MSP pass-through", TO(10)),
    S(16, 380, "Average DRG weight"),
    S(17, 782, "PPS capital FSP DRG", TO(10)),
    S(18, 782, "PPS capital HSP DRG", TO(10)),
    S(19, 782, "PPS DSH DRG", TO(10)),
};

/* 2100: Claim payment */

static const struct x12_rule clp_2100[] = {
    R(1, 1028, "Claim number"),
    R(2, 1029, "Claim status", IN(" 1 2 3 4 19 20 21 22 23 25 ")),
    R(3, 782, "Charge", TO(10)),
    R(4, 782, "Payment", TO(10)),
    S(5, 782, "Patient responsibility", TO(10)),
    R(6, 1032, "Filing indicator",
      IN(" 12 13 14 15 16 17 AM CH DS HM LM MA MB MC OF TV VA WC ZZ ")),
    R(7, 127, "Payer claim number"),
    S(8, 1331, "Facility type", LIST("FACILITY")),
    S(9, 1325, "Frequency", LIST("FREQUENCY")),
    N(10, 1352),
    S(11, 1354, "Diagnosis related group", LIST("DRG")),
    S(12, 380, "DRG weight"),
    S(13, 954, "Discharge fraction"),
    N(14, 1073),
};

/* CR is no group code of the 5010 payment, whatever one source says. */
static const struct x12_rule cas[] = {
    R(1, 1033, "Adjustment group", IN(" CO OA PI PR ")),
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

static const struct x12_rule nm1_2100_qc[] = {
    R(1, 98, "Role", IN(" QC ")),
    R(2, 1065, "Person or organization", IN(" 1 ")),
    S(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    S(8, 66, "Id qualifier", IN(" 34 HN II MI MR ")),
    S(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule nm1_2100_il[] = {
    R(1, 98, "Role", IN(" IL ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    S(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    R(8, 66, "Id qualifier", IN(" FI II MI ")),
    R(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule nm1_2100_74[] = {
    R(1, 98, "Role", IN(" 74 ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    S(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    S(8, 66, "Id qualifier", IN(" C ")),
    S(9, 67, "Corrected id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule nm1_2100_82[] = {
    R(1, 98, "Role", IN(" 82 ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    S(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    R(8, 66, "Id qualifier", IN(" BD BS FI MC PC SL UP XX ")),
    R(9, 67, "Id", LIST("NPI?XX")),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule nm1_2100_tt[] = {
    R(1, 98, "Role", IN(" TT ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    R(3, 1035, "Last name or organization"),
    N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039),
    R(8, 66, "Id qualifier", IN(" AD FI NI PI PP XV ")),
    R(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule nm1_2100_pr[] = {
    R(1, 98, "Role", IN(" PR ")),
    R(2, 1065, "Person or organization", IN(" 2 ")),
    R(3, 1035, "Last name or organization"),
    N(4, 1036), N(5, 1037), N(6, 1038), N(7, 1039),
    R(8, 66, "Id qualifier", IN(" AD FI NI PI PP XV ")),
    R(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule nm1_2100_gb[] = {
    R(1, 98, "Role", IN(" GB ")),
    R(2, 1065, "Person or organization", IN(" 1 2 ")),
    S(3, 1035, "Last name or organization"),
    S(4, 1036, "First name"),
    S(5, 1037, "Middle name"),
    N(6, 1038),
    S(7, 1039, "Name suffix"),
    S(8, 66, "Id qualifier", IN(" FI II MI ")),
    S(9, 67, "Id"),
    N(10, 706), N(11, 98), N(12, 1035),
};

static const struct x12_rule mia_2100[] = {
    R(1, 380, "Covered days or visits"),
    S(2, 782, "PPS operating outlier", TO(10)),
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

static const struct x12_rule moa_2100[] = {
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

RULES_REF(ref_2100_1l, " 1L 1W 28 6P 9A 9C BB CE EA F8 G1 G3 IG SY ",
          "Claim reference");
RULES_REF(ref_2100_0b, " 0B 1A 1B 1C 1D 1G 1H 1J D3 G2 LU ", "Id");

static const struct x12_rule dtm_2100_232_233[] = {
    R(1, 374, "Date qualifier", IN(" 232 233 ")),
    R(2, 373, "Date"),
    N(3, 337), N(4, 623), N(5, 1250), N(6, 1251),
};

static const struct x12_rule dtm_2100_036[] = {
    R(1, 374, "Date qualifier", IN(" 036 ")),
    R(2, 373, "Date"),
    N(3, 337), N(4, 623), N(5, 1250), N(6, 1251),
};

static const struct x12_rule dtm_2100_050[] = {
    R(1, 374, "Date qualifier", IN(" 050 ")),
    R(2, 373, "Date"),
    N(3, 337), N(4, 623), N(5, 1250), N(6, 1251),
};

static const struct x12_rule per_2100[] = {
    R(1, 366, "Contact function", IN(" CX ")),
    S(2, 93, "Name"),
    R(3, 365, "Number type", IN(" EM FX TE ")),
    R(4, 364, "Number"),
    S(5, 365, "Number type", IN(" EM EX FX TE ")),
    S(6, 364, "Number"),
    S(7, 365, "Number type", IN(" EX ")),
    S(8, 364, "Extension"),
    N(9, 443),
};

RULES_AMT(amt_2100, " AU D8 DY F5 I NL T T2 ZK ZL ZM ZN ZO ", "Amount");

static const struct x12_rule qty_2100[] = {
    R(1, 673, "Quantity qualifier",
      IN(" CA CD LA LE NE NR OU PS VS ZK ZL ZM ZN ZO ")),
    R(2, 380, "Quantity"),
    N(3, C(1)), N(4, 61),
};

/* 2110: Service payment */

/* SVC06-1 N6 and UI are in one source only. */
static const struct x12_rule svc_2110[] = {
    R(1, C(3), "Procedure"),
    RC(1, 1, 235, "Product qualifier", IN(" AD ER HC HP IV N4 N6 NU UI WK ")),
    RC(1, 2, 234, "Procedure", LIST("PROC")),
    SC(1, 3, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 4, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 5, 1339, "Modifier", LIST("MODIFIER")),
    SC(1, 6, 1339, "Modifier", LIST("MODIFIER")),
    NC(1, 7, 352), NC(1, 8, 234),
    R(2, 782, "Charge", TO(10)),
    R(3, 782, "Payment", TO(10)),
    S(4, 234, "Revenue code", LIST("REVENUE")),
    S(5, 380, "Units paid"),
    S(6, C(3), "Procedure"),
    RC(6, 1, 235, "Product qualifier", IN(" AD ER HC HP IV N4 NU WK ")),
    RC(6, 2, 234, "Procedure", LIST("PROC")),
    SC(6, 3, 1339, "Modifier", LIST("MODIFIER")),
    SC(6, 4, 1339, "Modifier", LIST("MODIFIER")),
    SC(6, 5, 1339, "Modifier", LIST("MODIFIER")),
    SC(6, 6, 1339, "Modifier", LIST("MODIFIER")),
    SC(6, 7, 352, "Description"),
    NC(6, 8, 234),
    S(7, 380, "Units submitted"),
};

static const struct x12_rule dtm_2110[] = {
    R(1, 374, "Date qualifier", IN(" 150 151 472 ")),
    R(2, 373, "Date"),
    N(3, 337), N(4, 623), N(5, 1250), N(6, 1251),
};

RULES_REF(ref_2110_1s, " 1S APC BB E9 G1 G3 LU RB ", "Id");
RULES_REF(ref_2110_6r, " 6R ", "Line control number");
RULES_REF(ref_2110_0b, " 0B 1A 1B 1C 1D 1G 1H 1J D3 G2 HPI SY TJ ", "Id");
RULES_REF(ref_2110_0k, " 0K ", "Policy");
RULES_AMT(amt_2110, " B6 KH T T2 ZK ZL ZM ZN ZO ", "Amount");

static const struct x12_rule qty_2110[] = {
    R(1, 673, "Quantity qualifier", IN(" ZK ZL ZM ZN ZO ")),
    R(2, 380, "Quantity"),
    N(3, C(1)), N(4, 61),
};

static const struct x12_rule lq_2110[] = {
    R(1, 1270, "Code qualifier", IN(" HE RX ")),
    R(2, 1271, "Remark code", LIST("LQ")),
};

/* the transaction set */

#define PLB_REASON(use, e)                             \
    use(e, C(42), "Adjustment"),                       \
    RC(e, 1, 426, "Reason", LIST("PLB"), IN(REASONS)), \
    SC(e, 2, 127, "Adjustment reference")

static const struct x12_rule plb[] = {
    R(1, 127, "Id"),
    R(2, 373, "Fiscal period end"),
    PLB_REASON(R, 3),
    R(4, 782, "Amount", TO(10)),
    PLB_REASON(S, 5),
    S(6, 782, "Amount", TO(10)),
    PLB_REASON(S, 7),
    S(8, 782, "Amount", TO(10)),
    PLB_REASON(S, 9),
    S(10, 782, "Amount", TO(10)),
    PLB_REASON(S, 11),
    S(12, 782, "Amount", TO(10)),
    PLB_REASON(S, 13),
    S(14, 782, "Amount", TO(10)),
};

static const struct x12_rule se[] = {
    R(1, 96, "Segments in the set"),
    R(2, 329, "Control number"),
};

static const struct x12_row rows[] = {
    LOOP(0, "TS", R, ANY, 0, "Transaction set"),
    SEG(1, "TS", ST, R, 1, 100, BY_ID, st, "Set header"),
    SEG(1, "TS", BPR, R, 1, 200, BY_ID, bpr, "Payment"),
    SEG(1, "TS", TRN, R, 1, 400, BY_ID, trn, "Check or EFT trace"),
    SEG(1, "TS", CUR, S, 1, 500, BY_ID, cur, "Foreign currency"),
    SEG(1, "TS", REF, S, 1, 600, BY(1), ref_ev, "Receiver id"),
    SEG(1, "TS", REF, S, 1, 600, BY(1), ref_f2, "Version"),
    SEG(1, "TS", DTM, S, 1, 700, BY_ID, dtm_405, "Production date"),

    LOOP(1, "1000A", R, 1, 800, "Payer"),
    SEG(2, "1000A", N1, R, 1, 800, BY(1), n1_1000a, "Payer"),
    SEG(2, "1000A", N3, R, 1, 1000, BY_ID, n3, "Payer address"),
    SEG(2, "1000A", N4, R, 1, 1100, BY_ID, n4, "Payer city"),
    SEG(2, "1000A", REF, S, 4, 1200, BY_ID, ref_1000a, "Payer, other id"),
    SEG(2, "1000A", PER, S, 1, 1300, BY(1), per_1000a_cx,
        "Payer business contact"),
    SEG(2, "1000A", PER, R, ANY, 1300, BY(1), per_1000a_bl,
        "Payer technical contact"),
    SEG(2, "1000A", PER, S, 1, 1300, BY(1), per_1000a_ic, "Payer web site"),

    LOOP(1, "1000B", R, 1, 800, "Payee"),
    SEG(2, "1000B", N1, R, 1, 800, BY(1), n1_1000b, "Payee"),
    SEG(2, "1000B", N3, S, 1, 1000, BY_ID, n3, "Payee address"),
    SEG(2, "1000B", N4, S, 1, 1100, BY_ID, n4, "Payee city"),
    SEG(2, "1000B", REF, S, ANY, 1200, BY_ID, ref_1000b, "Payee, other id"),
    SEG(2, "1000B", RDM, S, 1, 1400, BY_ID, rdm_1000b, "Remittance delivery"),

    LOOP(1, "2000", S, ANY, 30, "Provider summary number"),
    SEG(2, "2000", LX, R, 1, 30, BY_ID, lx_2000, "Provider summary number"),
    SEG(2, "2000", TS3, S, 1, 50, BY_ID, ts3_2000, "Provider summary"),
    SEG(2, "2000", TS2, S, 1, 70, BY_ID, ts2_2000, "Provider summary, DRG"),

    LOOP(2, "2100", R, ANY, 100, "Claim payment"),
    SEG(3, "2100", CLP, R, 1, 100, BY_ID, clp_2100, "Claim payment"),
    SEG(3, "2100", CAS, S, 99, 200, BY_ID, cas, "Claim adjustments"),
    SEG(3, "2100", NM1, R, 1, 300, BY(1), nm1_2100_qc, "Patient name"),
    SEG(3, "2100", NM1, S, 1, 300, BY(1), nm1_2100_il, "Subscriber name"),
    SEG(3, "2100", NM1, S, 1, 300, BY(1), nm1_2100_74,
        "Corrected insured name"),
    SEG(3, "2100", NM1, S, 1, 300, BY(1), nm1_2100_82, "Service provider name"),
    SEG(3, "2100", NM1, S, 1, 300, BY(1), nm1_2100_tt, "Crossover carrier"),
    SEG(3, "2100", NM1, S, 1, 300, BY(1), nm1_2100_pr,
        "Corrected priority payer"),
    SEG(3, "2100", NM1, S, 1, 300, BY(1), nm1_2100_gb, "Other subscriber name"),
    SEG(3, "2100", MIA, S, 1, 330, BY_ID, mia_2100, "Inpatient adjudication"),
    SEG(3, "2100", MOA, S, 1, 350, BY_ID, moa_2100, "Outpatient adjudication"),
    SEG(3, "2100", REF, S, 5, 400, BY(1), ref_2100_1l, "Claim, other id"),
    SEG(3, "2100", REF, S, 10, 400, BY(1), ref_2100_0b,
        "Rendering provider id"),
    SEG(3, "2100", DTM, S, 2, 500, BY(1), dtm_2100_232_233, "Statement date"),
    SEG(3, "2100", DTM, S, 1, 500, BY(1), dtm_2100_036,
        "Coverage expiration date"),
    SEG(3, "2100", DTM, S, 1, 500, BY(1), dtm_2100_050, "Claim received date"),
    SEG(3, "2100", PER, S, 2, 600, BY_ID, per_2100, "Claim contact"),
    SEG(3, "2100", AMT, S, 13, 620, BY_ID, amt_2100, "Claim amounts"),
    SEG(3, "2100", QTY, S, 14, 640, BY_ID, qty_2100, "Claim quantities"),

    LOOP(3, "2110", S, 999, 700, "Service payment"),
    SEG(4, "2110", SVC, R, 1, 700, BY_ID, svc_2110, "Service payment"),
    SEG(4, "2110", DTM, S, 2, 800, BY_ID, dtm_2110, "Service date"),
    SEG(4, "2110", CAS, S, 99, 900, BY_ID, cas, "Line adjustments"),
    SEG(4, "2110", REF, S, 8, 1000, BY(1), ref_2110_1s, "Line, other id"),
    SEG(4, "2110", REF, S, 1, 1000, BY(1), ref_2110_6r,
        "Line item control number"),
    SEG(4, "2110", REF, S, 10, 1000, BY(1), ref_2110_0b,
        "Rendering provider id"),
    SEG(4, "2110", REF, S, 5, 1000, BY(1), ref_2110_0k, "Payer policy"),
    SEG(4, "2110", AMT, S, 9, 1100, BY_ID, amt_2110, "Line amounts"),
    SEG(4, "2110", QTY, S, 6, 1200, BY_ID, qty_2110, "Line quantities"),
    SEG(4, "2110", LQ, S, 99, 1300, BY_ID, lq_2110, "Remark codes"),

    SEG(1, "TS", PLB, S, ANY, 100, BY_ID, plb, "Provider adjustments"),
    SEG(1, "TS", SE, R, 1, 200, BY_ID, se, "Set trailer"),
};

const struct x12_guide edi_guide_835 = {
    .name = "835",
    .set = "835",
    .functional = "HP",
    .reference = "005010X221A1",
    .title = "Health care claim payment and advice",
    .rows = rows,
    .count = sizeof(rows) / sizeof(rows[0]),
    .dictionary = &edi_dictionary,
};
