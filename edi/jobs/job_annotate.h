/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_annotate - a file echoed with what is wrong under each segment
 */
#ifndef EDI_JOB_ANNOTATE_H
#define EDI_JOB_ANNOTATE_H

#include "parser/finding.h"
#include "parser/source.h"
#include "writer/sink.h"

/* Writes each segment of `src`, which it takes over, on a line of its own and
 * below it, after "!! ", the findings that stand there. Sorts `at` by place.
 * `mask`: hide what tells who somebody is. */
enum x12_status edi_annotate(struct x12_source *src, struct x12_finding *at,
                             size_t count, bool mask, struct x12_sink *out,
                             struct x12_error *err) X12_MUST_USE;

#endif
