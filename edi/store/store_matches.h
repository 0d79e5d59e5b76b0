/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_matches - which payment was laid to which claim, and why
 */
#ifndef EDI_STORE_MATCHES_H
#define EDI_STORE_MATCHES_H

#include "edi/match/match.h"
#include "edi/store/pack.h"
#include "edi/store/store.h"

/* Puts what was decided of a component in place of what was decided before.
 * `*seeking` tells whether a payment of the store seeks a claim, and is kept. */
enum x12_status edi_store_decided(struct edi_store *store,
                                  const struct edi_component *component,
                                  struct x12_arena *arena,
                                  bool *seeking) X12_MUST_USE;

enum x12_status edi_store_seeking(struct edi_store *store,
                                  bool *seeking) X12_MUST_USE;

/* Was another claim, confidence, outcome or sum at stake decided of it before? */
enum x12_status edi_store_decided_otherwise(
    struct edi_store *store, const struct edi_match_payment *payment,
    bool *otherwise) X12_MUST_USE;

/* What the payment sought when it was decided last; `visit` stays as it is when it
 * sought nothing. */
enum x12_status edi_store_sought_before(struct edi_store *store,
                                        int64_t payment,
                                        struct edi_visit *visit) X12_MUST_USE;

/* What stands in the packed value of a match. */
struct edi_match_details {
    struct edi_compared compared;
    x12_str cause_group, cause_code, cause_remark, cause_text;
    bool correction;
    struct edi_refused_row {
        int64_t claim;
        struct edi_compared compared;
    } refused[EDI_CANDIDATES];
    size_t refused_count;
    size_t line_count;
    struct edi_unpack lines; /* see edi_match_details_line */
};

/* Text borrows from `value`. */
enum x12_status edi_match_details_read(struct edi_db *db, x12_str value,
                                       struct edi_match_details *out)
    X12_MUST_USE;

struct edi_match_line_row {
    uint32_t number; /* LX01; 0: none */
    uint32_t lines;  /* that were rolled into one, from this one on; else 0 */
    enum edi_line_rule rule;
    enum edi_outcome outcome;
};

/* What a match says beyond its lines. */
struct edi_match_more {
    bool any_left;
    x12_money left; /* at stake of the lines that nothing later answers; all of
                         it where `any_left` is false */
    int64_t reverses; /* the payment that it takes back; 0: none */
    enum edi_negation negation;
};

/* Before the first line is taken off. */
struct edi_match_more edi_match_details_more(
    const struct edi_match_details *details);

/* Takes the next line off; call it line_count times at most. */
struct edi_match_line_row edi_match_details_line(
    struct edi_match_details *details);

#endif
