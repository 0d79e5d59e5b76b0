/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report - what a report is
 *
 *     const struct edi_report edi_report_silent = {
 *         .name = "silent", .summary = "...", .run = silent_run,
 *     };
 *
 * A report is a report_*.c with one such row, and a line in reports.c.
 */
#ifndef EDI_REPORT_H
#define EDI_REPORT_H

#include "edi/report/deadlines.h"
#include "edi/report/rows.h"
#include "edi/store/store.h"

/* What of it is wanted. */
struct edi_asked {
    const struct edi_deadlines *deadlines;
    x12_str payer; /* empty: all */
    bool fees;     /* a schedule was laid out: temp.fee */
    bool fresh;    /* keep what is told now: it is told no more */
    int64_t batch; /* what was told before under this number; 0: none */
    const char *made;
    x12_str who;
};

struct edi_report {
    const char *name;
    const char *summary;
    /* X12_END when nobody reads `out` any more. */
    enum x12_status (*run)(struct edi_store *store,
                           const struct edi_asked *asked, enum edi_listing form,
                           struct x12_sink *out);
};

/* By name; NULL: there is none. */
const struct edi_report *edi_report_named(const char *name);

/* From 0; NULL behind the last one. */
const struct edi_report *edi_report_at(size_t at);

/* "silent", with ", " between several. */
const char *edi_report_names(void);

#endif
