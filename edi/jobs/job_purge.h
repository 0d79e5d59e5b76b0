/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_purge - what is old and done with out of store and archive
 *
 * Nothing that is on the worklist and not closed goes, and what hangs together
 * goes together (store_purge.h). The store is purged first, in one transaction;
 * then the originals of the archive, of months that were over before the day, of
 * which nothing in the store is left. Killed at any point it can be done again.
 */
#ifndef EDI_JOB_PURGE_H
#define EDI_JOB_PURGE_H

#include "edi/store/store_purge.h"

struct edi_purge_options {
    x12_date before;  /* nothing of this day or later goes */
    x12_date today;   /* of the worklist */
    const char *when; /* "2026-01-31T09:15:00Z" */
    x12_str who;
    const char *archive; /* its folder; it need not exist */
    bool dry_run;        /* tell what would go */
};

struct edi_purge_told {
    struct edi_purged store;
    uint64_t originals; /* files taken out of the archive */
};

enum x12_status edi_purge_all(struct edi_store *store,
                              const struct edi_purge_options *options,
                              struct edi_purge_told *told) X12_MUST_USE;

#endif
