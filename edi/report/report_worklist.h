/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_worklist - what needs a person, most valuable and most urgent first
 *
 * A row is a claim payment whose last word leaves dollars at stake, or that no
 * claim could be found for, or that fits several; or a claim that was rejected
 * and not sent again. It is ranked by dollars times the chance to win them, by
 * the days that are left to do it. What a person has closed is left out until
 * something new is said of it.
 */
#ifndef EDI_REPORT_WORKLIST_H
#define EDI_REPORT_WORKLIST_H

#include "edi/report/deadlines.h"
#include "edi/report/rows.h"
#include "edi/store/store.h"

enum {
    EDI_WORKLIST_MOST = 1000000, /* rows that are ranked */
};

struct edi_worklist_wanted {
    x12_date today;
    const struct edi_deadlines *deadlines; /* of payers; NULL: none are set */
    x12_str payer, provider, class; /* each empty: all */
    unsigned older_than;            /* days since the last word; 0: all */
    x12_money least;                /* dollars in question, and above */
    bool closed;                    /* those that a person has closed, too */
    uint64_t limit;                 /* rows shown; 0: all */
};

/* X12_END when nobody reads `out` any more. */
enum x12_status edi_report_worklist(struct edi_store *store,
                                    const struct edi_worklist_wanted *wanted,
                                    enum edi_listing form,
                                    struct x12_sink *out) X12_MUST_USE;

#endif
