/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cursor - reader + envelope + walker + validate, pulled as one
 */
#include "parser/cursor.h"

#include "parser/validate.h"

#include <stdlib.h>

enum x12_status x12_cursor_init(struct x12_cursor *cur, struct x12_source *src,
                                x12_guide_find_fn *find, struct x12_error *err)
{
    enum x12_status status;

    *cur = (struct x12_cursor){ .find = find };
    x12_envelope_init(&cur->envelope);
    status = x12_reader_init(&cur->reader, src, err);
    if (status != X12_OK)
        return status;
    cur->walker = calloc(1, sizeof(*cur->walker));
    cur->plans = calloc(1, sizeof(*cur->plans));
    if (!cur->walker || !cur->plans) {
        x12_cursor_release(cur);
        return x12_fail(err, X12_ENOMEM, "no memory to walk a guide in");
    }
    return X12_OK;
}

enum x12_status x12_cursor_again(struct x12_cursor *cur, struct x12_source *src)
{
    const struct x12_agreement *agreed = cur->envelope.agreed;

    x12_envelope_init(&cur->envelope);
    cur->envelope.agreed = agreed;
    cur->seg = (struct x12_segment){ 0 };
    cur->level = X12_AT_ISA;
    cur->row = NULL;
    cur->finished = cur->high_told = false;
    cur->given = 0;
    return x12_reader_again(&cur->reader, src);
}

/* 005010X222: the guide stands in ST03 and GS08, in the 835 in GS08 alone. What
 * only one of them knows is read by that. */
static const struct x12_guide *cursor_guide(struct x12_cursor *cur,
                                            bool *sibling)
{
    const struct x12_envelope *env = &cur->envelope;
    struct x12_place place = cur->seg.place;
    x12_str set = x12_str_from(env->set);
    const struct x12_guide *guide, *group;
    bool of_group = false;

    guide = cur->find(set, x12_str_from(env->reference), sibling);
    if (!env->has_reference)
        return guide;
    group = cur->find(set, x12_str_from(env->gs_version), &of_group);
    place.element = 3;
    if (env->in_gs && env->gs_version[0] &&
        (guide != group || *sibling != of_group))
        x12_found(cur->findings, X12_FAULT_GUIDE_DIFFERS, place, NULL);
    if (!guide)
        *sibling = of_group;
    return guide ? guide : group;
}

static void cursor_begin_set(struct x12_cursor *cur)
{
    const struct x12_guide *guide = NULL;
    bool sibling = false;

    cur->high_told = false;
    if (cur->find) {
        guide = cursor_guide(cur, &sibling);
        if (!guide)
            x12_found(cur->findings, X12_FAULT_GUIDE_NONE, cur->seg.place,
                      NULL);
        else if (sibling)
            x12_found(cur->findings, X12_FAULT_GUIDE_SIBLING, cur->seg.place,
                      NULL);
    }
    if (guide && guide->functional && cur->envelope.in_gs &&
        strcmp(cur->envelope.functional, guide->functional) != 0)
        x12_found(cur->findings, X12_FAULT_SET_NOT_OF_GROUP, cur->seg.place,
                  NULL);
    if (cur->findings)
        cur->findings->sibling = guide && sibling;
    x12_walker_begin(cur->walker, guide);
}

/* A set that something else than its SE has ended. */
static void cursor_break_set(struct x12_cursor *cur, struct x12_place place)
{
    if (!cur->envelope.in_st)
        return;
    place.segment = cur->envelope.segments + 1;
    x12_walker_finish(cur->walker, place);
}

#define CURSOR_APART static __attribute__((noinline)) /* it is rare */

/* A control segment, or one outside a set. */
CURSOR_APART void cursor_control(struct x12_cursor *cur)
{
    struct x12_segment *seg = &cur->seg;

    if (x12_envelope_is_control(seg->id) && seg->id != X12_ID('S', 'E', 0) &&
        seg->id != X12_ID('T', 'A', '1'))
        cursor_break_set(cur, seg->place);
    cur->level = x12_envelope_step(&cur->envelope, seg, cur->findings);
    switch (cur->level) {
    case X12_AT_ST:
        cursor_begin_set(cur);
        cur->row = x12_walker_step(cur->walker, seg);
        return;
    case X12_AT_SE:
        cur->row = x12_walker_step(cur->walker, seg);
        x12_walker_finish(cur->walker, seg->place);
        return;
    case X12_AT_BODY:
        cur->row = x12_walker_step(cur->walker, seg);
        return;
    case X12_AT_ISA:
    case X12_AT_TA1:
    case X12_AT_GS:
    case X12_AT_GE:
    case X12_AT_IEA:
    case X12_AT_STRAY:
        return;
    }
}

/* Bytes over 0x7F: once a set, whatever else is told of them. */
CURSOR_APART void cursor_tell_high(struct x12_cursor *cur)
{
    x12_str text = x12_segment_text(&cur->seg);

    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] > 0x7F) {
            x12_found(cur->findings, X12_FAULT_NOT_ASCII, cur->seg.place,
                      cur->row);
            cur->high_told = true;
            return;
        }
}

static void cursor_check(struct x12_cursor *cur)
{
    if (cur->seg.high && !cur->high_told)
        cursor_tell_high(cur);
    x12_validate(&cur->seg, cur->walker->guide, cur->row, cur->plans,
                 cur->findings);
}

/* Behind the last segment: what is open is told at the input's end. */
CURSOR_APART void cursor_finish(struct x12_cursor *cur)
{
    struct x12_place place = { .offset = cur->reader.bytes };

    if (cur->finished)
        return;
    cur->finished = true;
    if (cur->findings)
        cur->findings->segment_id = 0;
    /* What a set lacks that the input breaks off was behind its end. */
    cur->walker->findings = NULL;
    cursor_break_set(cur, place);
    cur->walker->findings = cur->findings;
    x12_envelope_finish(&cur->envelope, place, cur->findings);
}

/* The source has ended, and it is a part of the input: on to the next segment,
 * X12_END where another cursor takes it over from here. */
CURSOR_APART enum x12_status cursor_go_on(struct x12_cursor *cur)
{
    enum x12_status status = X12_END;

    while (status == X12_END && cur->reader.part) {
        switch (cur->more(cur->more_self, cur)) {
        case X12_MORE:
            x12_reader_go_on(&cur->reader, false);
            break;
        case X12_MORE_NONE:
            x12_reader_go_on(&cur->reader, true);
            break;
        case X12_MORE_ELSE:
            cur->finished = true;
            return X12_END;
        }
        status = x12_reader_next(&cur->reader, &cur->seg);
    }
    return status;
}

/* Whoever pulls may have changed what is to be told. */
CURSOR_APART void cursor_take_findings(struct x12_cursor *cur)
{
    cur->reader.findings = cur->walker->findings = cur->findings;
    cur->outlined = cur->outline;
    cur->checking = cur->findings && !cur->outline;
    cur->reader.kinds_wanted = cur->checking;
}

enum x12_status x12_cursor_next(struct x12_cursor *cur)
{
    struct x12_segment *seg = &cur->seg;
    enum x12_status status;

    if (!cur->walker)
        return X12_EMISUSE;
    if (cur->findings != cur->reader.findings || cur->outline != cur->outlined)
        cursor_take_findings(cur);
    cur->row = NULL;
    status = x12_reader_next(&cur->reader, seg);
    if (status == X12_END && cur->reader.part)
        status = cursor_go_on(cur);
    if (status != X12_OK) {
        if (status == X12_END)
            cursor_finish(cur);
        return status;
    }
    if (cur->findings)
        cur->findings->segment_id = seg->id;
    if (!cur->envelope.in_st || x12_envelope_is_control(seg->id)) {
        cursor_control(cur);
        if (cur->level != X12_AT_BODY && cur->level != X12_AT_ST &&
            cur->level != X12_AT_SE)
            return X12_OK;
    } else {
        x12_envelope_count(&cur->envelope, seg);
        cur->level = X12_AT_BODY;
        cur->row = x12_walker_step(cur->walker, seg);
    }
    if (cur->checking)
        cursor_check(cur);
    return X12_OK;
}

void x12_cursor_resume(struct x12_cursor *cur, struct x12_source *src,
                       const struct x12_mark *mark, x12_more_fn *more,
                       void *self)
{
    const struct x12_agreement *agreed = cur->envelope.agreed;

    x12_reader_resume(&cur->reader, src, &mark->at);
    x12_walker_begin(cur->walker, NULL);
    cur->envelope = mark->envelope;
    cur->envelope.agreed = agreed;
    cur->envelope.all_segments = cur->envelope.all_sets = 0;
    if (cur->findings) {
        memcpy(cur->findings->interchange, mark->interchange,
               sizeof(mark->interchange));
        memcpy(cur->findings->group, mark->group, sizeof(mark->group));
        memcpy(cur->findings->transaction, mark->transaction,
               sizeof(mark->transaction));
        cur->findings->sibling = false;
    }
    cur->seg = (struct x12_segment){ 0 };
    cur->level = X12_AT_STRAY;
    cur->row = NULL;
    cur->finished = cur->high_told = false;
    cur->given = 0;
    cur->more = more;
    cur->more_self = self;
}

bool x12_cursor_is_at(const struct x12_cursor *cur, const struct x12_mark *mark)
{
    const struct x12_findings *list = cur->findings;

    return x12_reader_is_at(&cur->reader, &mark->at) &&
           x12_envelope_is_same(&cur->envelope, &mark->envelope) &&
           (!list || (strcmp(list->interchange, mark->interchange) == 0 &&
                      strcmp(list->group, mark->group) == 0 &&
                      strcmp(list->transaction, mark->transaction) == 0));
}

bool x12_cursor_at(const struct x12_cursor *cur, const char *loop,
                   const char *segment)
{
    return cur->row && strcmp(cur->row->segment, segment) == 0 &&
           strcmp(cur->row->loop, loop) == 0;
}

void x12_cursor_release(struct x12_cursor *cur)
{
    x12_reader_release(&cur->reader);
    free(cur->walker);
    free(cur->plans);
    *cur = (struct x12_cursor){ 0 };
}
