/* SPDX-License-Identifier: Apache-2.0 */
/*
 * verdict_file - the 277CA that answers a set of claims, a file each
 *
 * "claims-0001.277" and so on. Memory does not grow with the claims: what
 * stands behind a sum waits in spools.
 */
#ifndef EDI_VERDICT_FILE_H
#define EDI_VERDICT_FILE_H

#include "edi/claims/verdict.h"
#include "edi/jobs/simulate_files.h"
#include "edi/jobs/spool.h"

struct edi_verdict_file {
    /* private below */
    struct edi_simulate_files *files;
    struct edi_spool providers, claims;
    struct edi_verdict_writer vw;
    struct edi_verdict_set set;
    struct x12_arena arena; /* what `set` says */
    bool open;
};

/* One more claim of a set; the first one begins the file. */
enum x12_status edi_verdict_file_add(
    struct edi_verdict_file *vf, struct edi_simulate_files *files,
    const struct edi_claim_verdict *v) X12_MUST_USE;

/* The set has ended: the file is written, if there is a claim. */
enum x12_status edi_verdict_file_end(struct edi_verdict_file *vf) X12_MUST_USE;

/* Safe twice, and on { 0 }. */
void edi_verdict_file_release(struct edi_verdict_file *vf);

#endif
