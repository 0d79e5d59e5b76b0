/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_segments - counts by segment id; the cheapest full pass over a file
 */
#ifndef EDI_JOB_SEGMENTS_H
#define EDI_JOB_SEGMENTS_H

#include "parser/source.h"

enum {
    EDI_SEGMENT_SLOTS = 1024,
    EDI_SEGMENT_KINDS = 512, /* ids told apart; what comes later is "other" */
};

struct edi_segment_count {
    uint32_t id; /* X12_ID; 0: free */
    char name[4];
    uint64_t count;
};

struct edi_segment_counts {
    uint64_t segments, bytes;
    uint64_t other; /* an id of another length, or one of too many */
    size_t kinds;
    bool cut_off; /* the input ends before its IEA */
    struct edi_segment_count slot[EDI_SEGMENT_SLOTS];
};

/* Counts what `src` gives, which it takes over; `counts` is emptied first. On a
 * failure it holds what was read before. */
enum x12_status edi_segments_read(struct edi_segment_counts *counts,
                                  struct x12_source *src,
                                  struct x12_error *err) X12_MUST_USE;

/* Moves the ids to the front, by name; slot[0, kinds) can be listed then. */
void edi_segments_sort(struct edi_segment_counts *counts);

#endif
