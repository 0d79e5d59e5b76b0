/* SPDX-License-Identifier: Apache-2.0 */
/*
 * explain - why a claim stands where it does: the whole (report_explain.c), and
 * what a payment has to do with it (explain_payment.c)
 */
#ifndef EDI_EXPLAIN_PRIVATE_H
#define EDI_EXPLAIN_PRIVATE_H

#include "edi/report/report_explain.h"
#include "edi/store/store_matches.h"
#include "writer/text.h"

/* What a posted payment paid for a line; 0: for none. */
struct edi_explain_word {
    uint32_t line, lines; /* lines: rolled into one, from this one on; else 0 */
    x12_money paid;
};

struct edi_explain {
    struct edi_store *store;
    const struct edi_deadlines *deadlines;
    struct x12_arena arena;
    struct x12_text text;
    int64_t *payments; /* shown already */
    size_t payment_count;
    /* of the posted payments of the claim at hand */
    struct edi_explain_word *words;
    size_t word_count, word_payments;
    bool changed; /* one of them takes back or corrects another */
    bool late;    /* one of them was refused as late (29) */
};

/* "    agree       ": what stands behind it is put next. */
void edi_explain_label(struct x12_text *t, const char *label);

/* File, control numbers, place and bytes: six columns of the query from `column`
 * on; `what` names the place. */
void edi_explain_source(struct x12_text *t, const struct edi_query *q,
                        int column, const char *what);

bool edi_explain_is_shown(const struct edi_explain *e, int64_t payment);

/* Outcome, rule, fields, sums and reasons of a payment; once in a run. */
enum x12_status edi_explain_payment(struct edi_explain *e,
                                    const struct edi_match_payment *payment)
    X12_MUST_USE;

/* Names the payment that a reversal takes back. */
enum x12_status edi_explain_takes_back(
    struct edi_explain *e, const struct edi_match_more *more) X12_MUST_USE;

/* Keeps what a posted payment paid; then, where one changed another, tells what
 * all of them come to, and forgets them. */
void edi_explain_net_add(struct edi_explain *e,
                         const struct edi_match_payment *payment,
                         struct edi_match_details details);
void edi_explain_net(struct edi_explain *e);

/* Which lines of the claim nothing has answered, where others were. */
enum x12_status edi_explain_unanswered(struct edi_explain *e,
                                       int64_t claim) X12_MUST_USE;

/* What PLBs speak of the claim. */
enum x12_status edi_explain_ledger(struct edi_explain *e,
                                   int64_t claim) X12_MUST_USE;

/* AMT*I, and what of it the remittance pays. */
enum x12_status edi_explain_interest(struct edi_explain *e,
                                     const struct edi_match_payment *payment)
    X12_MUST_USE;

/* A remittance under the same trace that answers the claim too, and the claim of
 * which this one was refused as a copy. */
enum x12_status edi_explain_like(struct edi_explain *e,
                                 int64_t payment) X12_MUST_USE;

/* When it was sent and who took it, for a payer who says it came too late. */
enum x12_status edi_explain_proof(struct edi_explain *e,
                                  int64_t claim) X12_MUST_USE;

#endif
