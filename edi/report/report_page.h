/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_page - a list as a page of HTML: its name above, the proof below
 *
 *     edi_report_page_begin(&page, "worklist", "what needs a person", today,
 *                           sink, err);
 *     status = edi_report_worklist(store, &wanted, EDI_LISTING_HTML, sink);
 *     status = edi_report_page_end(&page, store);
 *
 * The proof is one line: of all remittances, each counted once, the claims paid
 * less the provider adjustments are the payments, or by how much they are not.
 */
#ifndef EDI_REPORT_PAGE_H
#define EDI_REPORT_PAGE_H

#include "edi/report/page.h"
#include "edi/store/store.h"

/* Gives the head to the sink, so that others may write to it. */
void edi_report_page_begin(struct edi_page *page, const char *name,
                           const char *words, x12_date today,
                           struct x12_sink *sink, struct x12_error *err);

enum x12_status edi_report_page_end(struct edi_page *page,
                                    struct edi_store *store) X12_MUST_USE;

#endif
