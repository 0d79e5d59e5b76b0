/* SPDX-License-Identifier: Apache-2.0 */
/* job_segments - counts by segment id; the cheapest full pass over a file */
#include "edi/jobs/job_segments.h"

#include "parser/reader.h"

#include <stdlib.h>

/* The slot of an id: where it is, or where it goes. */
static struct edi_segment_count *segments_slot(
    struct edi_segment_counts *counts, uint32_t id)
{
    uint32_t at = (id * 0x9E3779B1u) >> 22;

    while (counts->slot[at].id != id && counts->slot[at].id != 0)
        at = (at + 1) % EDI_SEGMENT_SLOTS;
    return &counts->slot[at];
}

static void segments_add(struct edi_segment_counts *counts, uint32_t id)
{
    struct edi_segment_count *slot = segments_slot(counts, id);

    if (slot->id == id && id != 0) {
        slot->count++;
    } else if (id != 0 && counts->kinds < EDI_SEGMENT_KINDS) {
        counts->kinds++;
        slot->id = id;
        slot->count = 1;
        for (unsigned i = 0; i < 3; i++)
            slot->name[i] = (char)(unsigned char)(id >> 8 * i);
    } else {
        counts->other++;
    }
}

enum x12_status edi_segments_read(struct edi_segment_counts *counts,
                                  struct x12_source *src, struct x12_error *err)
{
    struct x12_reader rd = { 0 };
    struct x12_segment seg;
    enum x12_status status;

    *counts = (struct edi_segment_counts){ 0 };
    status = x12_reader_init(&rd, src, err);
    while (status == X12_OK && (status = x12_reader_next(&rd, &seg)) == X12_OK)
        segments_add(counts, seg.id);
    counts->segments = rd.segments;
    counts->bytes = rd.bytes;
    counts->cut_off = status == X12_END && !x12_reader_is_whole(&rd);
    x12_reader_release(&rd);
    return status;
}

static int segments_compare(const void *a, const void *b)
{
    const struct edi_segment_count *one = a, *two = b;

    if (one->id == 0 || two->id == 0)
        return (one->id == 0) - (two->id == 0);
    return memcmp(one->name, two->name, sizeof(one->name));
}

void edi_segments_sort(struct edi_segment_counts *counts)
{
    qsort(counts->slot, EDI_SEGMENT_SLOTS, sizeof(counts->slot[0]),
          segments_compare);
}
