/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_payments - payments in and out
 */
#ifndef EDI_STORE_PAYMENTS_H
#define EDI_STORE_PAYMENTS_H

#include "edi/claims/payment.h"
#include "edi/match/match.h"
#include "edi/store/digest.h"
#include "edi/store/store.h"

struct edi_remittance_row {
    int64_t id; /* set by begin */
    int64_t interchange;
    x12_str control; /* ST02 */
    x12_str payer, npi, tax_id;
    x12_date day;
    const struct edi_remittance *remittance;
    int64_t first_payment;               /* 0: it has none */
    unsigned char body[EDI_DIGEST_BYTES]; /* of all it says, its envelope not */
    x12_str amount_doubt, adjustment_doubt; /* "BPR02, segment 2"; see payment.h */
};

/* Before its payments, and behind them, when all is known. */
enum x12_status edi_store_remittance_begin(struct edi_store *store,
                                           struct edi_remittance_row *row)
    X12_MUST_USE;
enum x12_status edi_store_remittance_end(struct edi_store *store,
                                         const struct edi_remittance_row *row)
    X12_MUST_USE;

struct edi_payment_row {
    struct edi_match_payment match;
    int64_t remittance;
    x12_str number, control;     /* CLP01, CLP07 as sent */
    x12_money adjusted, patient; /* sums of CAS but PR, and of PR */
    x12_str doubt; /* "CLP04, segment 17": an amount that could not be read */
    x12_money imbalance; /* how much it does not add up by; 0 when in doubt */
    uint64_t start, finish;
};

enum x12_status edi_store_payment_put(struct edi_store *store,
                                      const struct edi_payment_row *payment,
                                      struct x12_arena *arena, int64_t *id)
    X12_MUST_USE;

enum edi_payments_by {
    EDI_PAYMENTS_BY_ID,
    EDI_PAYMENTS_BY_BARE,    /* claim number without leading zeros */
    EDI_PAYMENTS_BY_CONTROL, /* the payer's number, normal form */
};

/* As edi_store_claims_find. */
enum x12_status edi_store_payments_find(struct edi_store *store,
                                        enum edi_payments_by by, int64_t id,
                                        x12_str text, struct x12_arena *arena,
                                        struct edi_match_payment **payments,
                                        size_t *count, size_t most)
    X12_MUST_USE;

/* The same for the payments that seek a claim like this one
 * (edi_match_is_sought). */
enum x12_status edi_store_payments_seeking(struct edi_store *store,
                                           const struct edi_match_claim *claim,
                                           struct x12_arena *arena,
                                           struct edi_match_payment **payments,
                                           size_t *count, size_t most)
    X12_MUST_USE;

#endif
