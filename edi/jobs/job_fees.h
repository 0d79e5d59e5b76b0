/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_fees - a fee schedule, laid beside the store for the time of a report
 *
 * A CSV with the columns code and amount, and payer and modifiers where they are
 * there: empty ones fit all. Modifiers stand apart by blanks or colons, in any
 * order. It goes into temp.fee.
 */
#ifndef EDI_JOB_FEES_H
#define EDI_JOB_FEES_H

#include "edi/store/store.h"
#include "parser/source.h"

/* Takes `src` over. X12_EMISUSE names the row that is wrong. */
enum x12_status edi_fees_load(struct edi_store *store,
                              struct x12_source *src) X12_MUST_USE;

#endif
