/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_takebacks - the ledger of provider adjustments that are given and taken
 * again: WO, FB and 72, by payer, provider, reason and reference
 */
#ifndef EDI_REPORT_TAKEBACKS_H
#define EDI_REPORT_TAKEBACKS_H

#include "edi/report/rows.h"
#include "edi/store/store.h"
#include "parser/arena.h"

struct edi_takebacks_wanted {
    x12_str payer; /* empty: all */
    bool open;     /* only those with a balance */
};

/* Remittances that came before do not count. X12_END when nobody reads `out` any
 * more. */
enum x12_status edi_report_takebacks(struct edi_store *store,
                                     const struct edi_takebacks_wanted *wanted,
                                     enum edi_listing form,
                                     struct x12_sink *out) X12_MUST_USE;

/* A row of the ledger with a balance. */
struct edi_takeback_open {
    x12_str payer, number; /* what it is known by, normal form; may be empty */
};

/* In the arena, as the text is. */
enum x12_status edi_takebacks_open(struct edi_store *store,
                                   struct x12_arena *arena,
                                   struct edi_takeback_open **rows,
                                   size_t *count) X12_MUST_USE;

#endif
