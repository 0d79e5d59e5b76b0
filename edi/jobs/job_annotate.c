/* SPDX-License-Identifier: Apache-2.0 */
/* job_annotate - a file echoed with what is wrong under each segment */
#include "edi/jobs/job_annotate.h"

#include "edi/guides/guides.h"
#include "edi/jobs/finding_show.h"
#include "edi/jobs/mask.h"

#include <stdlib.h>

/* By place; elements of one segment in their order, the segment itself first. */
static int annotate_compare(const void *a, const void *b)
{
    const struct x12_place *one = &((const struct x12_finding *)a)->place;
    const struct x12_place *two = &((const struct x12_finding *)b)->place;

    if (one->offset != two->offset)
        return one->offset < two->offset ? -1 : 1;
    if (one->element != two->element)
        return one->element < two->element ? -1 : 1;
    return (one->component > two->component) -
           (one->component < two->component);
}

static void annotate_segment(struct x12_text *t, const struct x12_cursor *cur,
                             bool mask)
{
    if (mask)
        edi_mask_put(t, cur);
    else
        x12_text_data(t, x12_segment_text(&cur->seg));
    /* A newline that ends segments ends the line as well. */
    if (cur->seg.delims.segment != '\n' && cur->seg.delims.segment != '\r')
        x12_text_data(t, (x12_str){ &cur->seg.delims.segment, 1 });
    x12_text_line(t);
}

static void annotate_finding(struct x12_text *t,
                             const struct x12_finding *finding)
{
    x12_text_put(t, "!! ");
    edi_finding_text(t, finding);
    x12_text_line(t);
}

enum x12_status edi_annotate(struct x12_source *src, struct x12_finding *at,
                             size_t count, bool mask, struct x12_sink *out,
                             struct x12_error *err)
{
    struct x12_cursor cur = { 0 };
    struct x12_text text;
    size_t next = 0;
    enum x12_status status, flushed;

    if (count > 0)
        qsort(at, count, sizeof(*at), annotate_compare);
    x12_text_init(&text, out, err);
    status = x12_cursor_init(&cur, src, edi_guide_find, err);
    while (status == X12_OK && text.status == X12_OK &&
           (status = x12_cursor_next(&cur)) == X12_OK) {
        annotate_segment(&text, &cur, mask);
        while (next < count && at[next].place.offset <= cur.seg.place.offset)
            annotate_finding(&text, &at[next++]);
    }
    while (next < count)
        annotate_finding(&text, &at[next++]);
    flushed = x12_text_flush(&text);
    x12_cursor_release(&cur);
    return status < 0 ? status : flushed;
}
