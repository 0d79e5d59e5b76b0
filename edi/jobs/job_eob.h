/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_eob - the remittances of a file as a biller reads them
 */
#ifndef EDI_JOB_EOB_H
#define EDI_JOB_EOB_H

#include "edi/report/eob.h"
#include "parser/source.h"

struct edi_eob_told {
    uint64_t remittances;
    bool cut_off; /* the file ends before its IEA */
};

/* Takes the source over. X12_END from a page that nobody reads any more. */
enum x12_status edi_eob(struct x12_source *src, struct edi_eob *eob,
                        struct edi_eob_told *told,
                        struct x12_error *err) X12_MUST_USE;

#endif
