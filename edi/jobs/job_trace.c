/* SPDX-License-Identifier: Apache-2.0 */
/* job_trace - what the parser believes: each segment, its loop and its row */
#include "edi/jobs/job_trace.h"

#include "edi/guides/guides.h"
#include "edi/jobs/mask.h"
#include "writer/text.h"

static const char *const trace_envelope[] = {
    [X12_AT_ISA] = "Interchange header",
    [X12_AT_TA1] = "Interchange acknowledgement",
    [X12_AT_GS] = "Group header",
    [X12_AT_ST] = "Set header",
    [X12_AT_BODY] = NULL,
    [X12_AT_SE] = "Set trailer",
    [X12_AT_GE] = "Group trailer",
    [X12_AT_IEA] = "Interchange trailer",
    [X12_AT_STRAY] = "?",
};

static void trace_path(struct x12_text *t, const struct x12_cursor *cur)
{
    const struct x12_walker *w = cur->walker;

    /* Frame 0 is the set itself. */
    if (!w->guide || cur->level != X12_AT_BODY || w->depth < 2) {
        x12_text_put(t, "-");
        return;
    }
    for (unsigned i = 1; i < w->depth; i++) {
        if (i > 1)
            x12_text_put(t, "/");
        x12_text_put(t, w->guide->rows[w->frame[i].loop].loop);
    }
}

static const char *trace_name(const struct x12_cursor *cur)
{
    if (cur->row)
        return cur->row->name;
    if (trace_envelope[cur->level])
        return trace_envelope[cur->level];
    return cur->walker->guide ? "?" : "-";
}

static void trace_segment(struct x12_text *t, const struct x12_cursor *cur,
                          bool mask)
{
    x12_text_count(t, cur->seg.ordinal);
    x12_text_put(t, "\t");
    x12_text_count(t, cur->seg.place.segment);
    x12_text_put(t, "\t");
    trace_path(t, cur);
    x12_text_put(t, "\t");
    x12_text_put(t, trace_name(cur));
    x12_text_put(t, "\t");
    if (mask)
        edi_mask_put(t, cur);
    else
        x12_text_data(t, x12_segment_text(&cur->seg));
    x12_text_line(t);
}

enum x12_status edi_trace(struct x12_source *src, bool mask,
                          struct x12_sink *out, bool *cut_off,
                          struct x12_error *err)
{
    struct x12_cursor cur = { 0 };
    struct x12_text text;
    enum x12_status status, flushed;

    x12_text_init(&text, out, err);
    status = x12_cursor_init(&cur, src, edi_guide_find, err);
    while (status == X12_OK && text.status == X12_OK &&
           (status = x12_cursor_next(&cur)) == X12_OK)
        trace_segment(&text, &cur, mask);
    flushed = x12_text_flush(&text);
    *cut_off = status == X12_END && !x12_reader_is_whole(&cur.reader);
    x12_cursor_release(&cur);
    return status < 0 ? status : flushed;
}
