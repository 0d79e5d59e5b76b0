/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_explain - why a claim stands where it does
 *
 * Every claim that bears the number, and every payment laid to it or bearing the
 * number: rule, what agrees and differs, claims refused, the arithmetic of the
 * payment and of its lines, what acknowledged the claim, and file and byte range
 * of each source.
 */
#ifndef EDI_REPORT_EXPLAIN_H
#define EDI_REPORT_EXPLAIN_H

#include "edi/report/deadlines.h"
#include "edi/store/store.h"
#include "writer/sink.h"

/* `number`: CLM01, or a payer's number (CLP07), in any case and spacing.
 * `*found` says whether anything bears it. X12_END when nobody reads `out`. */
enum x12_status edi_report_explain(struct edi_store *store, x12_str number,
                                   const struct edi_deadlines *deadlines,
                                   struct x12_sink *out,
                                   bool *found) X12_MUST_USE;

#endif
