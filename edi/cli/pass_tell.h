/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pass_tell - what a pass by the clock did: a line of the log for each unit, and
 * one line of counters at its end
 */
#ifndef EDI_PASS_TELL_H
#define EDI_PASS_TELL_H

#include "edi/cli/command.h"
#include "edi/cli/journal.h"
#include "edi/jobs/job_run.h"

struct edi_pass_told {
    struct edi_run *run;
    struct edi_journal *journal;
    const struct edi_pass *pass;
    bool dry_run;
    bool stopped; /* by a signal, before its end */
};

/* The unit at hand; keeps how it ends the run. */
void edi_pass_tell(struct edi_pass_told *c);

/* To standard output, and into a log unless there was nothing to do. */
enum x12_status edi_pass_tell_counts(struct edi_pass_told *c) X12_MUST_USE;

#endif
