/* SPDX-License-Identifier: Apache-2.0 */
/*
 * explain - why a claim stands where it does: the whole (report_explain.c), and
 * what a payment has to do with it (explain_payment.c)
 */
#ifndef EDI_EXPLAIN_PRIVATE_H
#define EDI_EXPLAIN_PRIVATE_H

#include "edi/report/report_explain.h"
#include "writer/text.h"

struct edi_explain {
    struct edi_store *store;
    const struct edi_deadlines *deadlines;
    struct x12_arena arena;
    struct x12_text text;
    int64_t *payments; /* shown already */
    size_t payment_count;
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

#endif
