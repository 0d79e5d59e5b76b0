/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tally_private - what the files of the tally share
 */
#ifndef EDI_RULES_TALLY_PRIVATE_H
#define EDI_RULES_TALLY_PRIVATE_H

#include "edi/rules/tally.h"

/* Takes one segment in. */
typedef void edi_tally_fn(struct edi_tally *t, const struct x12_cursor *cur);

struct edi_tally_row {
    const char *loop, *segment; /* loop NULL: any */
    edi_tally_fn *take;
};

/* The rows of a kind of set; NULL behind the last. */
extern const struct edi_tally_row edi_tally_rows_837[];
extern const struct edi_tally_row edi_tally_rows_835[];
extern const struct edi_tally_row edi_tally_rows_999[];
extern const struct edi_tally_row edi_tally_rows_277ca[];

struct edi_origin edi_tally_origin(const struct x12_cursor *cur);

/* Tells `fault` at an element of the segment at `origin`. May give NULL. */
struct x12_finding *edi_tally_tell(struct edi_tally *t,
                                   const struct x12_fault *fault,
                                   const struct edi_origin *origin,
                                   unsigned element);

/* The same with what was told and what would be right, in cents. */
void edi_tally_tell_money(struct edi_tally *t, const struct x12_fault *fault,
                          const struct edi_origin *origin, unsigned element,
                          x12_money told, x12_money right);

/* The same in numbers of something. */
void edi_tally_tell_count(struct edi_tally *t, const struct x12_fault *fault,
                          const struct edi_origin *origin, unsigned element,
                          int64_t told, int64_t right);

/* The amount in an element; 0 when it is empty. `*unsure` is set when it is
 * none: then nothing can be said of sums with it. */
x12_money edi_tally_money(struct edi_tally *t, const struct x12_cursor *cur,
                          unsigned element, bool *unsure);

/* An amount with its place; `has` when it was sent. */
struct edi_tally_amount edi_tally_amount(struct edi_tally *t,
                                         const struct x12_cursor *cur,
                                         unsigned element, bool *unsure);

/* A quantity in billionths, so that quantities can be added; false when it is
 * none or too large. An empty element is false too. */
bool edi_tally_units(const struct x12_cursor *cur, unsigned element,
                     int64_t *out);

/* All amounts of a CAS. */
x12_money edi_tally_cas(struct edi_tally *t, const struct x12_cursor *cur,
                        bool *unsure);

/* All quantities of a CAS; false when one is none. `*any` when one was sent. */
bool edi_tally_cas_units(const struct x12_cursor *cur, int64_t *sum, bool *any);

/* HL and LX by their numbers. */
void edi_tally_hl(struct edi_tally *t, const struct x12_cursor *cur);
void edi_tally_lx(struct edi_tally *t, const struct x12_cursor *cur);
void edi_tally_hl_end(struct edi_tally *t);

/* The ends of what is open. */
void edi_tally_claim_end(struct edi_tally *t);
void edi_tally_payment_end(struct edi_tally *t);
void edi_tally_remittance_end(struct edi_tally *t);
void edi_tally_answer_end(struct edi_tally *t);

/* tally_cob.c: other payers. */
void edi_tally_other_payer(struct edi_tally *t, const struct x12_cursor *cur);
void edi_tally_other_name(struct edi_tally *t, const struct x12_cursor *cur);
void edi_tally_other_amount(struct edi_tally *t, const struct x12_cursor *cur);
void edi_tally_other_cas(struct edi_tally *t, const struct x12_cursor *cur);
void edi_tally_svd(struct edi_tally *t, const struct x12_cursor *cur);
void edi_tally_svd_cas(struct edi_tally *t, const struct x12_cursor *cur);
void edi_tally_cob_line_end(struct edi_tally *t);
void edi_tally_cob_end(struct edi_tally *t);

#define TALLY(id)   (&edi_tally_faults[EDI_TALLY_##id])
#define BALANCE(id) (&edi_faults[EDI_FAULT_##id])

#endif
