/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_trace - what the parser believes: each segment, its loop and its row
 *
 * One line a segment, five columns between tabs:
 *
 *     ordinal in the input, from 1
 *     ordinal in its set as the acknowledgements count it, ST is 1; 0 outside
 *     loop path: "2000A/2000B/2300/2400"; "-" outside loops
 *     name of the row; "?" where the guide has no place for it, "-" where the
 *         set has no guide
 *     the segment, control characters escaped
 */
#ifndef EDI_JOB_TRACE_H
#define EDI_JOB_TRACE_H

#include "parser/cursor.h"
#include "writer/sink.h"

/* Takes `src` over. `mask`: hide what tells who somebody is. `cut_off`: set if
 * the input ends before its IEA. X12_END when nobody reads `out` any more. */
enum x12_status edi_trace(struct x12_source *src, bool mask,
                          struct x12_sink *out, bool *cut_off,
                          struct x12_error *err) X12_MUST_USE;

#endif
