/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_csv - what a file says, as a flat table
 *
 * One table a run: the items that have no place in it are read and counted, so
 * that an error in them ends the run with the same code whatever the table.
 */
#ifndef EDI_JOB_CSV_H
#define EDI_JOB_CSV_H

#include "edi/claims/tables.h"
#include "edi/jobs/extract.h"

struct edi_csv_job {
    x12_str file; /* as it is told in each row */
    enum edi_table table;
    struct edi_extract_job all; /* but for its work: the caller's */
};

/* The row that names the columns; once, before the first file. */
enum x12_status edi_csv_head(const struct edi_csv_job *job) X12_MUST_USE;

/* Writes what `src` gives; takes it over. Returns what edi_extract returns, and
 * sets `all.sum`, whose items are rows. */
enum x12_status edi_csv_file(struct edi_csv_job *job,
                             struct x12_source *src) X12_MUST_USE;

#endif
