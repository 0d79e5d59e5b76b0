/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_takebacks - the ledger of provider adjustments that are given and taken
 * again: WO, FB and 72, by payer, provider, reason and reference
 */
#ifndef EDI_REPORT_TAKEBACKS_H
#define EDI_REPORT_TAKEBACKS_H

#include "edi/report/rows.h"
#include "edi/store/store.h"

struct edi_takebacks_wanted {
    x12_str payer; /* empty: all */
    bool open;     /* only those with a balance */
};

/* Remittances that came before do not count. X12_END when nobody reads `out` any
 * more. */
enum x12_status
edi_report_takebacks(struct edi_store *store,
                     const struct edi_takebacks_wanted *wanted,
                     enum edi_listing form, struct x12_sink *out) X12_MUST_USE;

#endif
