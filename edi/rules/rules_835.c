/* SPDX-License-Identifier: Apache-2.0 */
/* rules_835 - situational rules of remittances, a row each */
#include "edi/rules/rule_rows_private.h"

#define REMIT .guides = "835"

/* Adjustment reasons that ask for a remark; places of reasons in CAS. */
#define REMARKED \
    " one-of 16 96 107 129 148 163 226 227 234 250 251 252 A1"
#define LINE_REASONS                                          \
    "2110/CAS-2,2110/CAS-5,2110/CAS-8,2110/CAS-11,2110/CAS-14," \
    "2110/CAS-17"
#define CLAIM_REASONS \
    "CAS-2,CAS-5,CAS-8,CAS-11,CAS-14,CAS-17"

/* clang-format off */
const struct edi_rule edi_rules_835[] = {
    /* --- the payment -------------------------------------------------------- */
    { EMPTY(E, 4, R01_SENDER_BANK_MISSING,
      "the money goes by bank transfer (BPR04); the payer's bank is required "
      "in BPR06 and BPR07"),
      REMIT, .at = "TS/BPR",
      .when = { "BPR-4 one-of ACH BOP FWT", "absent BPR-6" },
      .demand = "require BPR-7" },
    { EMPTY(E, 4, R01_SENDER_ACCOUNT_MISSING,
      "the money goes by bank transfer (BPR04); the payer's account is "
      "required in BPR08 and BPR09"),
      REMIT, .at = "TS/BPR",
      .when = { "BPR-4 one-of ACH BOP FWT", "absent BPR-8" },
      .demand = "require BPR-9" },
    { EMPTY(E, 4, R01_PAYER_ID_MISSING,
      "the money goes by bank transfer (BPR04); the payer's id is required in "
      "BPR10"),
      REMIT, .at = "TS/BPR", .when = { "BPR-4 one-of ACH BOP FWT" },
      .demand = "require BPR-10" },
    { EMPTY(E, 4, R01_RECEIVER_BANK_MISSING,
      "the money goes by bank transfer (BPR04); the payee's bank is required "
      "in BPR12 and BPR13"),
      REMIT, .at = "TS/BPR",
      .when = { "BPR-4 one-of ACH BOP FWT", "absent BPR-12" },
      .demand = "require BPR-13" },
    { EMPTY(E, 4, R01_RECEIVER_ACCOUNT_MISSING,
      "the money goes by bank transfer (BPR04); the payee's account is "
      "required in BPR14 and BPR15"),
      REMIT, .at = "TS/BPR",
      .when = { "BPR-4 one-of ACH BOP FWT", "absent BPR-14" },
      .demand = "require BPR-15" },
    { EMPTY(E, 4, R01_FORMAT_MISSING,
      "BPR04 is ACH; the format of the transfer is required in BPR05"),
      REMIT, .at = "TS/BPR", .when = { "BPR-4 one-of ACH" },
      .demand = "require BPR-5" },
    { FILLED(E, 4, R01_FORMAT_EXTRA,
      "BPR05 is only for ACH transfers"),
      REMIT, .at = "TS/BPR", .when = { "BPR-4 none-of ACH" },
      .demand = "forbid BPR-5" },
    { FILLED(E, 4, R01_SENDER_BANK_EXTRA,
      "no bank transfer is made (BPR04 CHK or NON); the payer's bank in BPR07 "
      "is not sent"),
      REMIT, .at = "TS/BPR", .when = { "BPR-4 one-of CHK NON" },
      .demand = "forbid BPR-7" },
    { FILLED(E, 4, R01_SENDER_ACCOUNT_EXTRA,
      "no bank transfer is made (BPR04 CHK or NON); the payer's account in "
      "BPR09 is not sent"),
      REMIT, .at = "TS/BPR", .when = { "BPR-4 one-of CHK NON" },
      .demand = "forbid BPR-9" },
    { FILLED(E, 4, R01_RECEIVER_BANK_EXTRA,
      "no bank transfer is made (BPR04 CHK or NON); the payee's bank in BPR13 "
      "is not sent"),
      REMIT, .at = "TS/BPR", .when = { "BPR-4 one-of CHK NON" },
      .demand = "forbid BPR-13" },
    { FILLED(E, 4, R01_RECEIVER_ACCOUNT_EXTRA,
      "no bank transfer is made (BPR04 CHK or NON); the payee's account in "
      "BPR15 is not sent"),
      REMIT, .at = "TS/BPR", .when = { "BPR-4 one-of CHK NON" },
      .demand = "forbid BPR-15" },
    { UNFIT(E, 4, R03_PAYER_ID_DIFFERS,
      "TRN03 is not BPR10; both are the payer's id"),
      REMIT, .at = "TS/TRN", .when = { "TS/BPR-10" },
      .demand = "TRN-3 same-as TS/BPR-10" },
    { UNFIT(E, 4, R03_PAYER_ID,
      "TRN03 is not 1 and nine digits, the payer's tax id"),
      REMIT, .at = "TS/TRN", .when = { "absent TS/BPR-10" },
      .demand = "TRN-3 matches 1999999999" },
    { MISSING(W, 4, R06_PAYEE_TAX_ID_MISSING,
      "the payee is named by its NPI; the tax id is required in REF*TJ"),
      REMIT, .at = "1000B/N1", .when = { "N1-3 one-of XX" },
      .demand = "require REF*TJ" },

    /* --- the claim ------------------------------------------------------------ */
    { EMPTY(W, 4, R09_FACILITY_MISSING,
      "MIA tells of an inpatient claim; its bill type is required in CLP08"),
      REMIT, .at = "2100/MIA", .demand = "require CLP-8" },
    { EMPTY(E, 4, R09_FREQUENCY_MISSING,
      "MIA tells of an inpatient claim; its frequency is required in CLP09"),
      REMIT, .at = "2100/MIA", .when = { "CLP-8" },
      .demand = "require CLP-9" },
    { FILLED(E, 4, R10_PATIENT_SHARE_EXTRA,
      "a reversal (CLP02 22) has no patient share; CLP05 is not sent"),
      REMIT, .at = "2100/CLP", .when = { "CLP-2 one-of 22" },
      .demand = "forbid CLP-5" },
    { MISSING(E, 4, R14_CROSSOVER_MISSING,
      "the claim was passed on (CLP02 19, 20, 21 or 23); to whom is required "
      "in NM1*TT"),
      REMIT, .at = "2100/CLP", .when = { "CLP-2 one-of 19 20 21 23" },
      .demand = "require NM1*TT" },
    { EXTRA(E, 4, R16_REMARKS_TWICE,
      "MIA and MOA stand together; MIA is for inpatient claims, MOA for all "
      "others"),
      REMIT, .at = "2100/MOA", .when = { "MIA" }, .demand = "forbid MOA" },
    { MISSING(E, 4, R17_SERVICE_DATE_MISSING,
      "the line has no date of service, nor has the claim; DTM*472 is "
      "required here or DTM*232 at the claim"),
      REMIT, .at = "2110/SVC",
      .when = { "absent DTM*472,DTM*150,DTM*151", "2100/CLP-2 none-of 25" },
      .demand = "require 2100/DTM*232" },
    { MISSING(E, 4, R17_CLAIM_DATE_MISSING,
      "the claim has no lines; its dates of service are required in DTM*232"),
      REMIT, .at = "2100/CLP",
      .when = { "absent 2110/SVC", "CLP-2 none-of 25" },
      .demand = "require DTM*232" },
    { MISSING(E, 4, R17_FIRST_DATE_MISSING,
      "DTM*233 is the last day of service; the first is required in DTM*232"),
      REMIT, .at = "2100/DTM*233", .demand = "require DTM*232" },
    { EXTRA(E, 4, R18_SERVICE_DATE_EXTRA,
      "DTM*472 is the one day of service; DTM*150 and DTM*151 are sent instead "
      "for a period"),
      REMIT, .at = "2110/DTM*472", .when = { "DTM*150,DTM*151" },
      .demand = "forbid DTM*472" },
    { MISSING(E, 4, R18_LAST_DATE_MISSING,
      "DTM*150 is the first day of service; the last is required in DTM*151"),
      REMIT, .at = "2110/DTM*150", .when = { "absent DTM*472" },
      .demand = "require DTM*151" },
    { MISSING(E, 4, R18_FIRST_DATE_MISSING,
      "DTM*151 is the last day of service; the first is required in DTM*150"),
      REMIT, .at = "2110/DTM*151", .when = { "absent DTM*472" },
      .demand = "require DTM*150" },
    { MISSING(E, 4, R22_REMARK_MISSING,
      "the reason of an adjustment asks for a remark; it is required in "
      "LQ*HE, MOA or MIA"),
      REMIT, .at = "2110/SVC", .when = { LINE_REASONS REMARKED },
      .demand = "require LQ*HE,2100/MOA-3,2100/MIA-5" },
    { MISSING(E, 4, R22_CLAIM_REMARK_MISSING,
      "the reason of an adjustment asks for a remark; it is required in MOA "
      "or MIA"),
      REMIT, .at = "2100/CLP", .when = { CLAIM_REASONS REMARKED },
      .demand = "require MOA-3,MIA-5,2110/LQ*HE" },
};
/* clang-format on */

const size_t edi_rules_835_count = sizeof(edi_rules_835) /
                                   sizeof(edi_rules_835[0]);
