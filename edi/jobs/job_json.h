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

#include "edi/jobs/team.h"
#include "parser/finding.h"
#include "parser/source.h"
#include "writer/json.h"

enum {
    EDI_JSON_FINDINGS = 64,    /* kept at once; all are counted */
    EDI_JSON_READY = 64 << 20, /* most text that all objects of a set share */
};

struct edi_json_job {
    x12_str file; /* as it is told in each object */
    struct x12_json *j;
    struct x12_error *err;
    struct edi_sharing sharing; /* among threads */
    uint64_t told[3];           /* findings of the file, by severity */
    uint64_t objects;
    uint64_t unknown; /* sets of a kind or version that give no object */
    bool truncated;   /* the input ends inside a segment: that one is lost */
    uint64_t end;     /* and where that segment begins */
};

/* Writes what `src` gives; takes it over. X12_OK at the end of the input,
 * X12_END when nobody reads `j` any more, or a failure: what was whole before
 * it is written. Sets told and objects. */
enum x12_status edi_json_file(struct edi_json_job *job,
                              struct x12_source *src) X12_MUST_USE;

#endif
