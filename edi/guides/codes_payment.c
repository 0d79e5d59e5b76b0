/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codes_payment - what a remittance says beside its reasons
 */
#include "edi/guides/codes_private.h"

/* clang-format off */

/* Who bears an adjustment: CAS01. */
static const struct edi_code_row group[] = {
    { "CO", "Contractual obligation; provider write-off" },
    { "CR", "Correction and reversal; 837 COB only" },
    { "OA", "Other adjustment" },
    { "PI", "Payer initiated reduction" },
    { "PR", "Patient responsibility" },
};

const struct edi_code_list edi_list_group = LIST(GROUP, group);

/* What was done with the claim: CLP02. It is not a verdict on payment. */
static const struct edi_code_row clp02[] = {
    { "1", "Processed as primary" },
    { "2", "Processed as secondary" },
    { "3", "Processed as tertiary" },
    { "4", "Denied" },
    { "19", "Primary, forwarded to next payer" },
    { "20", "Secondary, forwarded to next payer" },
    { "21", "Tertiary, forwarded to next payer" },
    { "22", "Reversal of previous payment" },
    { "23", "Not our claim, forwarded" },
    { "25", "Predetermination pricing only, no payment" },
};

const struct edi_code_list edi_list_clp02 = LIST(CLP02, clp02);

/* Adjustments of the provider: PLB03-1 and its like. */
static const struct edi_code_row plb[] = {
    { "50", "Late charge" },
    { "51", "Interest penalty" },
    { "72", "Authorized return" },
    { "90", "Early payment allowance" },
    { "AH", "Origination fee" },
    { "AM", "Applied to borrower's account" },
    { "AP", "Acceleration of benefits" },
    { "B2", "Rebate" },
    { "B3", "Recovery allowance" },
    { "BD", "Bad debt adjustment" },
    { "BN", "Bonus" },
    { "C5", "Temporary allowance" },
    { "CR", "Capitation interest" },
    { "CS", "Adjustment" },
    { "CT", "Capitation payment" },
    { "CV", "Capital pass-through" },
    { "CW", "Nurse anesthetist pass-through" },
    { "DM", "Direct medical education pass-through" },
    { "E3", "Withholding" },
    { "FB", "Forwarding balance" },
    { "FC", "Fund allocation" },
    { "GO", "Graduate medical education pass-through" },
    { "HM", "Hemophilia clotting factor supplement" },
    { "IP", "Incentive premium payment" },
    { "IR", "Internal Revenue Service withholding" },
    { "IS", "Interim settlement" },
    { "J1", "Nonreimbursable" },
    { "L3", "Penalty" },
    { "L6", "Interest owed" },
    { "LE", "Levy" },
    { "LS", "Lump sum" },
    { "OA", "Organ acquisition pass-through" },
    { "OB", "Offset for affiliated providers" },
    { "PI", "Periodic interim payment" },
    { "PL", "Payment final" },
    { "RA", "Retroactive adjustment" },
    { "RE", "Return on equity" },
    { "SL", "Student loan repayment" },
    { "TL", "Third party liability" },
    { "WO", "Overpayment recovery" },
    { "WU", "Unspecified recovery" },
};

const struct edi_code_list edi_list_plb = LIST(PLB, plb);

/* What an amount is: AMT01. */
static const struct edi_code_row amount[] = {
    { "A8", "Noncovered charges, actual (837)" },
    { "AU", "Coverage amount (835)" },
    { "B6", "Allowed, actual (835 line)" },
    { "D", "Payer amount paid (837)" },
    { "D8", "Discount amount (835)" },
    { "DY", "Per day limit (835)" },
    { "EAF", "Remaining patient liability (837)" },
    { "F3", "Patient estimated amount due (837I)" },
    { "F4", "Postage claimed (837P)" },
    { "F5", "Patient amount paid" },
    { "GT", "Goods and services tax (837I)" },
    { "I", "Interest (835)" },
    { "KH", "Late filing reduction (835 line)" },
    { "N8", "Facility tax (837I)" },
    { "NL", "Negative ledger balance (835)" },
    { "T", "Tax" },
    { "T2", "Total claim before taxes (835)" },
    { "YU", "In process; accepted total (277CA)" },
    { "YY", "Returned; rejected total (277CA)" },
    { "ZK", "Federal mandate category 1" },
    { "ZL", "Federal mandate category 2" },
    { "ZM", "Federal mandate category 3" },
    { "ZN", "Federal mandate category 4" },
    { "ZO", "Federal mandate category 5" },
};

const struct edi_code_list edi_list_amount = LIST(AMOUNT, amount);

/* What a date is: DTP01, DTM01. */
static const struct edi_code_row date[] = {
    { "009", "Process" },
    { "011", "Shipped" },
    { "036", "Expiration" },
    { "050", "Received" },
    { "090", "Report start" },
    { "091", "Report end" },
    { "096", "Discharge" },
    { "150", "Service period start" },
    { "151", "Service period end" },
    { "196", "Start" },
    { "198", "Completion" },
    { "232", "Claim statement period start" },
    { "233", "Claim statement period end" },
    { "296", "Return to work" },
    { "297", "Last worked" },
    { "304", "Latest visit" },
    { "314", "Disability" },
    { "360", "Disability begin" },
    { "361", "Disability end" },
    { "405", "Production" },
    { "431", "Onset of current illness" },
    { "434", "Statement" },
    { "435", "Admission" },
    { "439", "Accident" },
    { "441", "Prior placement" },
    { "444", "First visit or consultation" },
    { "446", "Replacement" },
    { "452", "Appliance placement" },
    { "453", "Acute manifestation of chronic condition" },
    { "454", "Initial treatment" },
    { "455", "Last x-ray" },
    { "461", "Last certification" },
    { "463", "Begin therapy" },
    { "471", "Prescription" },
    { "472", "Service" },
    { "484", "Last menstrual period" },
    { "573", "Date claim paid" },
    { "607", "Certification revision" },
    { "738", "Most recent hemoglobin or hematocrit" },
    { "739", "Most recent serum creatine" },
};

const struct edi_code_list edi_list_date = LIST(DATE, date);
