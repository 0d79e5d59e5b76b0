/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_bank - takes in what a bank says came in
 */
#ifndef EDI_JOB_BANK_H
#define EDI_JOB_BANK_H

#include "edi/jobs/bank_file.h"

struct edi_bank_told {
    bool known;               /* the file was taken in before */
    uint64_t deposits, again; /* `again`: another file told of them */
    uint64_t traceless;       /* of deposits */
    uint64_t refused;
};

/* One transaction a file; takes `src` over. */
enum x12_status edi_bank_ingest(struct edi_store *store, struct x12_source *src,
                                x12_str name, const char *taken,
                                struct edi_bank_told *told) X12_MUST_USE;

#endif
