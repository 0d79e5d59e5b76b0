/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_tasks - what a biller typed into the worklist, taken back in
 *
 * A CSV with the columns key and status, and owner, note and reason_closed where
 * they are there; the others are not read. A row that says nothing new adds
 * nothing.
 */
#ifndef EDI_JOB_TASKS_H
#define EDI_JOB_TASKS_H

#include "edi/store/store_tasks.h"
#include "parser/source.h"

struct edi_tasks_told {
    uint64_t changed, same;
    uint64_t refused; /* rows without a key of ours, or with another status */
    uint64_t row;     /* the first of them, the head is 1 */
    const char *why;
};

/* One transaction; takes `src` over. */
enum x12_status edi_tasks_import(struct edi_store *store,
                                 struct x12_source *src, const char *made,
                                 x12_str who,
                                 struct edi_tasks_told *told) X12_MUST_USE;

#endif
