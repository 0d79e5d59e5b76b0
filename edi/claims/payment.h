/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payment - what an 835 says: the remittance, and each claim payment in it
 *
 * Text borrows from the reader's arena: that of a payment lives until the next
 * one is asked for, that of the remittance until the next set.
 */
#ifndef EDI_PAYMENT_H
#define EDI_PAYMENT_H

#include "edi/claims/claim.h"
#include "parser/guide.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where a thing began: the segment that opened it. */
struct edi_origin {
    uint64_t offset;
    uint32_t segment, id; /* in its set, ST is 1; X12_ID */
    const struct x12_row *row;
};

/* LQ */
struct edi_remark {
    x12_str qualifier, code; /* HE and the RARC */
};

/* One pair of a PLB segment. A positive amount lowers the payment. */
struct edi_provider_adjustment {
    x12_str provider, fiscal_date; /* PLB01, PLB02 */
    x12_str code, reference;       /* PLB03-1, PLB03-2 */
    x12_money amount;
    bool unread;       /* it is missing, or could not be read: 0 stands for it */
    uint32_t plb;      /* which PLB of the set, from 1 */
    uint32_t position; /* element of its code; 0: behind the one before it */
};

/* RDM */
struct edi_delivery {
    bool present;
    x12_str code, name, number;
};

/* BPR, TRN, CUR, REF, DTM, 1000A, 1000B, and the PLBs once they are read. */
struct edi_remittance {
    x12_str version;             /* GS08 */
    x12_str handling;            /* BPR01 */
    x12_money amount;            /* BPR02, as sent */
    x12_str credit_debit, method, format; /* BPR03 to 05 */
    x12_str bpr[17];             /* every element as text, from 1 */
    x12_date date;               /* BPR16 */
    x12_str trace_type, trace, payer_tax_id, trace_supplement; /* TRN01 to 04 */
    x12_str currency[6];         /* CUR01 to CUR05, from 1 */
    x12_date production;         /* DTM*405 */
    struct edi_reference *references;
    size_t reference_count;
    struct edi_date *dates;
    size_t date_count;
    struct edi_party payer, payee; /* N1: name, id; contacts; references */
    struct edi_delivery delivery;
    struct edi_provider_adjustment *adjustments; /* complete at the end only */
    size_t adjustment_count;
    /* BPR02, and the first amount of a PLB, that is missing or could not be
     * read, and is 0 here; segment 0: there is none. */
    struct x12_place amount_doubt, adjustment_doubt;
    bool has_doubt;              /* the CLP of a payment has such an amount */
    uint32_t payments;           /* CLPs read so far */
    x12_money paid;              /* sum of CLP04 so far */
    struct edi_unread *unread;   /* outside of the claim payments */
    size_t unread_count;
    struct edi_origin origin;    /* BPR */
    uint32_t segments;           /* that have been read into it so far */
    bool latin1;
};

/* Loop 2110 */
struct edi_service {
    uint32_t ordinal; /* SVC in its CLP, from 1 */
    struct edi_origin origin;
    x12_str qualifier, procedure, modifier[4], description; /* SVC01 */
    x12_money charge, paid;
    x12_str revenue;  /* SVC04 */
    x12_decimal units;
    bool has_units;   /* SVC05; 1 when not sent */
    x12_str submitted_qualifier, submitted_procedure, submitted_modifier[4],
        submitted_description; /* SVC06 */
    x12_decimal submitted_units;
    bool has_submitted_units; /* SVC07 */
    struct edi_date *dates;
    size_t date_count;
    struct edi_adjustment *adjustments;
    size_t adjustment_count;
    struct edi_reference *references;
    size_t reference_count;
    struct edi_amount *amounts;
    size_t amount_count;
    struct edi_quantity *quantities;
    size_t quantity_count;
    struct edi_remark *remarks;
    size_t remark_count;
};

/* Loop 2100 */
struct edi_payment {
    const struct edi_remittance *remittance;
    uint32_t ordinal;     /* CLP in its set, from 1 */
    uint64_t offset, end; /* bytes of the loop in the input */
    struct edi_origin origin;
    uint32_t findings;    /* told while it was read, its lines included */
    /* The first amount in a CLP, SVC, CAS or AMT that could not be read, or of
     * the first two that is missing, and is 0 here: "CLP" and its place;
     * segment 0: there is none. */
    const char *doubt_segment;
    struct x12_place doubt;
    bool latin1;          /* its text holds bytes that are not UTF-8 */
    x12_str header;       /* LX01 of the 2000 loop */
    uint32_t header_loop; /* which LX of its set, from 1; 0: none, or any */
    x12_str ts3[25], ts2[20]; /* TS3 and TS2 of the 2000 loop, from 1 */
    bool has_ts3, has_ts2;

    x12_str id;           /* CLP01 */
    x12_str status;       /* CLP02 */
    x12_money charge, paid, patient; /* CLP03, 04, 05 */
    bool has_patient;
    x12_str filing;       /* CLP06 */
    x12_str control;      /* CLP07: the payer's number */
    x12_str place, frequency; /* CLP08, CLP09 */
    x12_str drg, drg_weight_text, discharge_text; /* CLP11, 12, 13 */
    struct edi_adjustment *adjustments; /* of the claim; lines have theirs */
    size_t adjustment_count;
    struct edi_party patient_name, insured, corrected, provider, crossover,
        corrected_payer, other_insured; /* QC IL 74 82 TT PR GB */
    x12_str mia[EDI_MIA_ELEMENTS + 1], moa[EDI_MOA_ELEMENTS + 1];
    bool has_mia, has_moa;
    struct edi_reference *references;
    size_t reference_count;
    struct edi_date *dates;
    size_t date_count;
    struct edi_contact *contacts;
    size_t contact_count;
    struct edi_amount *amounts;
    size_t amount_count;
    struct edi_quantity *quantities;
    size_t quantity_count;
    struct edi_service *services;
    size_t service_count;
    struct edi_unread *unread;
    size_t unread_count;
};

/* First and last day of service: DTM 472, 150, 151 of the lines, else 232, 233
 * of the claim. 00000000 and 050 (received) count as none; 0 when none. */
X12_API void edi_payment_service(const struct edi_payment *p, x12_date *from,
                                 x12_date *to);
X12_API void edi_service_days(const struct edi_payment *p,
                              const struct edi_service *line, x12_date *from,
                              x12_date *to);

/* Sum of all CAS amounts; of those of one group when `group` is not NULL. */
X12_API x12_money edi_adjustments_sum(const struct edi_adjustment *at,
                                      size_t count, const char *group);

/* Claim and lines together. */
X12_API x12_money edi_payment_adjusted(const struct edi_payment *p,
                                       const char *group);

#ifdef __cplusplus
}
#endif
#endif
