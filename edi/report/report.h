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

#include "edi/report/rows.h"
#include "edi/store/store.h"

/* Days that an answer may take; 0: it is not waited for. */
struct edi_limits {
    unsigned ta1, ack_999, ack_277ca, remittance;
};

/* The limits of one receiver (ISA08), or the last one of a payer. */
struct edi_limit_row {
    x12_str receiver, payer; /* one of them is empty */
    struct edi_limits limits;
};

struct edi_report_wanted {
    x12_date today;
    struct edi_limits limits; /* where no row says more */
    const struct edi_limit_row *rows;
    size_t row_count;
};

struct edi_report {
    const char *name;
    const char *summary;
    /* X12_END when nobody reads `out` any more. */
    enum x12_status (*run)(struct edi_store *store,
                           const struct edi_report_wanted *wanted,
                           enum edi_listing form, struct x12_sink *out);
};

/* By name; NULL: there is none. */
const struct edi_report *edi_report_named(const char *name);

/* "silent", with ", " between several. */
const char *edi_report_names(void);

#endif
