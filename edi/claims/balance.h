/* SPDX-License-Identifier: Apache-2.0 */
/*
 * balance - does it add up: an 837 claim; an 835 by line, claim and payment
 *
 * Each function gives the sums it compared, so that they can be shown, and
 * tells what does not come out. Nothing is ever made to fit.
 *
 *     edi_payment_balance(pay, &sums, findings);
 *     if (sums.paid != sums.right_paid) ...
 */
#ifndef EDI_BALANCE_H
#define EDI_BALANCE_H

#include "edi/claims/payment.h"

#ifdef __cplusplus
extern "C" {
#endif

/* id, snip, severity, TA105, AK905, IK502, IK304, IK403, text */
#define EDI_FAULTS(F)                                               \
    F(CLM02_NOT_SUM_OF_LINES, 3, X12_ERROR, "", "", "", "8", "I12", \
      "CLM02 is not the sum of the line charges")                   \
    F(SVC03_NOT_BALANCED, 3, X12_ERROR, "", "", "", "8", "I12",     \
      "SVC03 is not SVC02 less the adjustments of the line")        \
    F(SVC05_NOT_BALANCED, 3, X12_WARNING, "", "", "", "8", "I12",   \
      "SVC05 is not SVC07 less the quantities adjusted")            \
    F(CLP03_NOT_SUM_OF_LINES, 3, X12_ERROR, "", "", "", "8", "I12", \
      "CLP03 is not the sum of SVC02 of the lines")                 \
    F(CLP04_NOT_BALANCED, 3, X12_ERROR, "", "", "", "8", "I12",     \
      "CLP04 is not CLP03 less the adjustments of claim and lines") \
    F(CLP05_NOT_BALANCED, 3, X12_WARNING, "", "", "", "8", "I12",   \
      "CLP05 is not the sum of the adjustments of group PR")        \
    F(BPR02_NOT_BALANCED, 3, X12_ERROR, "", "", "", "8", "I12",     \
      "BPR02 is not the sum of CLP04 less the PLB amounts")         \
    F(BPR02_NEGATIVE, 3, X12_ERROR, "", "", "", "8", "I12",         \
      "BPR02 is negative; what is owed goes to PLB, reason FB")     \
    F(BPR04_NOT_NON, 3, X12_WARNING, "", "", "", "8", "I12",        \
      "a payment of 0 has BPR04 NON, and only such a payment")

#define EDI_FAULT_ENUM(id, snip, sev, ta, ak, ik5, ik3, ik4, text) \
    EDI_FAULT_##id,
enum edi_fault_id { EDI_FAULTS(EDI_FAULT_ENUM) EDI_FAULT_COUNT };

/* Indexed by enum edi_fault_id. */
X12_API extern const struct x12_fault edi_faults[EDI_FAULT_COUNT];

/* in_doubt, of all sums: an amount that is missing or could not be read stands
 * among them as 0. Nothing is told then, and they are not to be shown. */

/* An 837 claim: CLM02 and the sum of its lines. */
struct edi_claim_sums {
    x12_money charge, lines;
    bool in_doubt;
};

/* An 835 line: `paid` as sent, and what charge and adjustments leave. */
struct edi_service_sums {
    x12_money charge, adjusted, paid, right_paid;
    bool units_differ; /* BALANCING B21; never for units that were not sent */
};

/* An 835 claim payment. Without lines `lines_charge` is the charge. */
struct edi_payment_sums {
    x12_money charge, lines_charge;
    x12_money claim_adjusted, lines_adjusted; /* CAS of 2100, of all 2110 */
    x12_money paid, right_paid;
    x12_money patient, right_patient; /* CLP05 and the CAS of group PR */
    uint32_t lines_wrong;             /* lines that do not balance */
    bool in_doubt;
};

/* An 835 as a whole: BPR02, CLP04 of all claim payments, PLB. */
struct edi_remittance_sums {
    x12_money amount, paid, adjusted, right_amount;
    bool in_doubt;
};

/* `findings` may be NULL. True when all that is an error comes out. */
X12_API bool edi_claim_balance(const struct edi_claim *claim,
                               struct edi_claim_sums *sums,
                               struct x12_findings *findings);
X12_API bool edi_service_balance(const struct edi_service *line,
                                 struct edi_service_sums *sums,
                                 struct x12_findings *findings);

/* The lines are looked at too. */
X12_API bool edi_payment_balance(const struct edi_payment *p,
                                 struct edi_payment_sums *sums,
                                 struct x12_findings *findings);

/* At the end of the set, when all CLPs and PLBs are read. */
X12_API bool edi_remittance_balance(const struct edi_remittance *rem,
                                    struct edi_remittance_sums *sums,
                                    struct x12_findings *findings);

#ifdef __cplusplus
}
#endif
#endif
