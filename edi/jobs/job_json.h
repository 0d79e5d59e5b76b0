/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_json - what a file says, as JSON Lines
 *
 * One object a claim (837), a claim payment (835) and an acknowledged item (TA1,
 * 999, 277CA), each with its envelope; and one at the end of an 835 that has a
 * PLB, or no claim payment. docs/claim-json.md gives every key.
 */
#ifndef EDI_JOB_JSON_H
#define EDI_JOB_JSON_H

#include "edi/jobs/extract.h"

enum {
    EDI_JSON_READY = 64 << 20, /* most text that all objects of a set share */
};

struct edi_json_job {
    x12_str file;               /* as it is told in each object */
    struct edi_extract_job all; /* but for its work: the caller's */
};

/* Writes what `src` gives; takes it over. Returns what edi_extract returns, and
 * sets `all.sum`, whose items are objects. */
enum x12_status edi_json_file(struct edi_json_job *job,
                              struct x12_source *src) X12_MUST_USE;

#endif
