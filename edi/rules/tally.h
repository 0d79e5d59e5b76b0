/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tally - what must add up in a set, segment by segment (SNIP level 3)
 *
 *     edi_tally_begin(&tally, kind, guide);          at the ST
 *     edi_tally_step(&tally, &cur);                  each segment of the body
 *     edi_tally_end(&tally, &cur, whole);            behind the last
 *
 * Charges, payments and adjustments of 837 and 835, what other payers did, the
 * numbers of HL and LX, the counts of 999 and 277CA. Nothing is kept but sums
 * and where they were told, so memory is constant and there is no second pass.
 * A finding stands at the segment that tells the sum, though it is told when
 * the last of its parts is met. A sum that is wrong only because one of its
 * parts was told is not told again, and none is told over an amount that is
 * none.
 */
#ifndef EDI_TALLY_H
#define EDI_TALLY_H

#include "edi/claims/balance.h"
#include "edi/claims/set.h"

#ifdef __cplusplus
extern "C" {
#endif

/* clang-format off */
/* id, snip, severity, TA105, AK905, IK502, IK304, IK403, text */
#define EDI_TALLY_FAULTS(F)                                                    \
    F(AMOUNT_NOT_CENTS, 3, X12_ERROR, "", "", "", "8", "I12",                  \
      "the amount has more than two places behind the point")                  \
    F(HL01_SEQUENCE, 3, X12_ERROR, "", "", "", "8", "7",                       \
      "HL01 is not 1 in the first HL of the set and one more in each next")    \
    F(HL02_PARENT, 3, X12_ERROR, "", "", "", "8", "7",                         \
      "HL02 is not the HL01 of the level that this one stands under")          \
    F(HL04_CHILD, 3, X12_ERROR, "", "", "", "8", "7",                          \
      "HL04 is 1 when an HL stands under this one, and else 0")                \
    F(LX01_SEQUENCE, 3, X12_ERROR, "", "", "", "8", "7",                       \
      "LX01 is not 1 in the first line of the claim and one more in each next")\
    F(SV207_OVER_SV203, 3, X12_WARNING, "", "", "", "8", "I12",                \
      "what is not covered, SV207, is more than the charge, SV203")            \
    F(CHARGE_NEGATIVE, 3, X12_WARNING, "", "", "", "8", "I12",                 \
      "the charge is negative")                                                \
    F(PATIENT_AMOUNT_OVER_CHARGE, 3, X12_WARNING, "", "", "", "8", "I12",      \
      "what the patient paid or owes is more than CLM02")                      \
    F(SVD01_PAYER_UNKNOWN, 3, X12_ERROR, "", "", "", "8", "I12",               \
      "SVD01 is not NM109 of a 2330B of the claim")                            \
    F(SVD02_NOT_BALANCED, 3, X12_ERROR, "", "", "", "8", "I12",                \
      "what the other payer paid and adjusted is not the charge of the line")  \
    F(COB_PAID_NOT_BALANCED, 3, X12_ERROR, "", "", "", "8", "I12",             \
      "AMT*D is not CLM02 less what that payer adjusted")                      \
    F(COB_PAID_NOT_SUM_OF_LINES, 3, X12_ERROR, "", "", "", "8", "I12",         \
      "AMT*D is not the sum of SVD02 of that payer less its claim adjustments")\
    F(COB_A8_NOT_CHARGE, 3, X12_ERROR, "", "", "", "8", "I12",                 \
      "AMT*A8 of a payer that was not billed is not CLM02")                    \
    F(COB_A8_ADJUDICATED, 3, X12_ERROR, "", "", "", "8", "I12",                \
      "AMT*A8 says the payer was not billed, yet it paid or adjusted")         \
    F(SBR01_REPEATED, 3, X12_ERROR, "", "", "", "8", "I12",                    \
      "two payers of the claim have the same SBR01; only U may occur twice")   \
    F(COB_EAF_OVER_PR, 3, X12_WARNING, "", "", "", "8", "I12",                 \
      "AMT*EAF is more than the adjustments of group PR of that payer")        \
    F(SVD05_NOT_BALANCED, 3, X12_WARNING, "", "", "", "8", "I12",              \
      "SVD05 and the quantities adjusted are not the units of the line")       \
    F(CAS_REASON_REPEATED, 3, X12_ERROR, "", "", "", "8", "I12",               \
      "group and reason stand in this claim or line already; the amounts go "  \
      "together")                                                              \
    F(CAS_AMOUNT_ZERO, 3, X12_WARNING, "", "", "", "8", "I12",                 \
      "an adjustment of 0 is not sent")                                        \
    F(CLP03_SIGN, 3, X12_WARNING, "", "", "", "8", "I12",                      \
      "CLP03 is negative in a reversal, CLP02 22, and in no other")            \
    F(CLP04_PREDETERMINATION, 3, X12_ERROR, "", "", "", "8", "I12",            \
      "CLP04 of a predetermination, CLP02 25, is 0")                           \
    F(TS304_COUNT, 3, X12_WARNING, "", "", "", "8", "I12",                     \
      "TS304 is not the number of CLP in this loop 2000")                      \
    F(TS305_NOT_SUM, 3, X12_WARNING, "", "", "", "8", "I12",                   \
      "TS305 is not the sum of CLP03 in this loop 2000")                       \
    F(QTY_NOT_CLAIMS, 3, X12_WARNING, "", "", "", "8", "I12",                  \
      "the claims accepted and rejected are not the claims that are listed")   \
    F(STC04_NOT_SUM, 3, X12_WARNING, "", "", "", "8", "I12",                   \
      "STC04 is not the amounts accepted and rejected, AMT*YU and AMT*YY")     \
    F(AK903_COUNT, 3, X12_ERROR, "", "", "", "8", "I12",                       \
      "AK903, the sets received, is less than the AK2 loops")                  \
    F(AK904_COUNT, 3, X12_ERROR, "", "", "", "8", "I12",                       \
      "AK904 is not the number of sets with IK501 A or E")                     \
    F(AK901_VERDICT, 3, X12_ERROR, "", "", "", "8", "I12",                     \
      "AK901 does not follow from the verdicts on the sets")
/* clang-format on */

#define EDI_TALLY_ENUM(id, snip, sev, ta, ak, ik5, ik3, ik4, text) \
    EDI_TALLY_##id,
enum edi_tally_fault { EDI_TALLY_FAULTS(EDI_TALLY_ENUM) EDI_TALLY_FAULT_COUNT };

/* Indexed by enum edi_tally_fault. */
X12_API extern const struct x12_fault edi_tally_faults[EDI_TALLY_FAULT_COUNT];

enum {
    EDI_TALLY_PAYERS = 10,  /* 2320 loops of a claim */
    EDI_TALLY_REASONS = 96, /* group and reason pairs of one claim or line */
    EDI_TALLY_LEVELS = 4,   /* of HL loops */
    EDI_TALLY_ID = 80,      /* NM109 */
};

/* An amount, and the segment that tells it. */
struct edi_tally_amount {
    x12_money amount;
    bool has;
    struct edi_origin origin;
};

/* An HL loop that is open. */
struct edi_tally_level {
    bool open, has_child;
    char child;      /* HL04 */
    uint64_t number, right; /* HL01, and what it had to be */
    struct edi_origin origin;
};

/* Loop 2320 and what it did with the lines. */
struct edi_tally_payer {
    char id[EDI_TALLY_ID]; /* 2330B NM109 */
    size_t id_len;
    char responsibility; /* SBR01 */
    struct edi_tally_amount paid, unbilled, owed; /* AMT*D, A8, EAF */
    x12_money adjusted, line_adjusted, line_paid, patient;
    bool has_adjusted, has_lines;
    uint32_t lines;    /* that have a 2430 of this payer */
    bool told;         /* one of its lines does not come out */
    /* the line at hand */
    uint32_t line;     /* which line of the claim, from 1 */
    x12_money part_paid, part_adjusted;
    int64_t part_units;
    uint32_t parts;    /* 2430 loops */
    bool bundled, units_unsure;
    struct edi_origin part; /* the first SVD */
};

struct edi_tally_claim {
    bool open, unsure; /* unsure: an amount of it cannot be read */
    struct edi_tally_amount charge, patient_amount;
    x12_money lines;
    uint32_t line_count;
    bool told; /* CLM02 is not the sum of the lines */
    bool astray; /* a line of a payer that is not known */
    size_t payer_count;
    bool more_payers; /* than there is room for */
    size_t payer;     /* of the 2430 at hand; payer_count: none */
    struct edi_tally_payer payers[EDI_TALLY_PAYERS];
    /* the line at hand */
    x12_money line_charge;
    int64_t line_units;
    bool has_service, has_units;
};

struct edi_tally_payment {
    bool open, in_line, unsure, reversal, predetermined;
    struct edi_tally_amount charge, paid, patient;
    x12_money adjusted, line_adjusted, line_charges, line_payments;
    x12_money patient_adjusted;
    x12_money lines_right; /* charges that the lines' payments would need */
    uint32_t lines, lines_wrong;
    /* the line at hand */
    struct edi_origin line;
    x12_money charge_here, paid_here, adjusted_here;
    int64_t units, units_left;
    bool units_asked, units_unsure;
    size_t reason_count;
    uint64_t reasons[EDI_TALLY_REASONS];
};

struct edi_tally_remittance {
    bool unsure, non, notice;
    struct edi_tally_amount amount; /* BPR02 */
    x12_money paid, right_paid, adjusted; /* CLP04, PLB */
    /* the 2000 loop at hand */
    struct edi_tally_amount count, charge; /* TS304, TS305 */
    x12_money charges;
    uint64_t payments;
    bool charges_unsure;
};

/* 277CA: 2200B and 2200C; 999. */
struct edi_tally_answer {
    struct edi_tally_amount total;    /* STC04 */
    struct edi_tally_amount accepted; /* the count, of 90 and QA */
    int64_t rejected;                 /* of AA and QC */
    x12_money accepted_amount, rejected_amount;
    bool has_amounts, unsure;
    uint64_t claims; /* listed */
    bool partial;    /* a provider's claims are answered as a whole */
};

struct edi_tally {
    enum edi_set_kind kind;
    const struct x12_guide *guide;
    struct x12_findings *findings;
    /* private below */
    uint8_t take[X12_GUIDE_ROWS]; /* of each row, for `mapped` */
    const struct x12_guide *mapped;
    struct edi_tally_number {
        uint64_t next, other; /* what may come: one wrong number is told once */
    } hl, lx;
    struct edi_tally_level level[EDI_TALLY_LEVELS];
    char responsibility; /* SBR01 of 2000B */
    struct edi_tally_claim claim;
    struct edi_tally_remittance remittance;
    struct edi_tally_payment payment;
    struct edi_tally_answer receiver, provider;
    uint64_t sets, sets_accepted, sets_rejected; /* of a 999 */
};

/* { 0 } is valid before the first set. What is known of a guide is kept. */
X12_API void edi_tally_begin(struct edi_tally *t, enum edi_set_kind kind,
                             const struct x12_guide *guide);

/* The segment that the cursor stands on. */
X12_API void edi_tally_step(struct edi_tally *t, const struct x12_cursor *cur);

/* The claim at hand is whole, and what is told of its sums is told now. */
X12_API void edi_tally_claim_whole(struct edi_tally *t,
                                   const struct x12_cursor *cur);

/* `whole`: the set ended with its SE. Sums of one cut short prove nothing. */
X12_API void edi_tally_end(struct edi_tally *t, const struct x12_cursor *cur,
                           bool whole);

#ifdef __cplusplus
}
#endif
#endif
