/* SPDX-License-Identifier: Apache-2.0 */
/* scope - the claim at hand with the loops around it */
#include "edi/rules/scope.h"

void edi_scope_begin(struct edi_scope *s, const struct x12_guide *guide)
{
    x12_keep_cut(&s->keep, 0);
    s->guide = guide;
    memset(s->last, 0xFF, guide->count * sizeof(s->last[0]));
    memset(s->from, 0xFF, guide->count * sizeof(s->from[0]));
    s->loop[0] = (struct edi_scope_loop){ .root = true };
    s->from[0] = 0;
    s->depth = 1;
}

bool edi_scope_take(struct edi_scope *s, const struct x12_segment *seg,
                    uint32_t has, size_t row)
{
    uint32_t i = (uint32_t)s->keep.count;

    if (!x12_keep_add(&s->keep, seg, has, (uint16_t)row, s->last[row]))
        return false;
    s->last[row] = i;
    return true;
}

bool edi_scope_open(struct edi_scope *s, size_t row, bool root, bool implied)
{
    if (s->depth == X12_GUIDE_DEPTH)
        return false;
    s->loop[s->depth++] = (struct edi_scope_loop){
        .row = (uint16_t)row,
        .first = (uint32_t)s->keep.count,
        .outer = s->from[row],
        .root = root,
        .implied = implied,
    };
    s->from[row] = (uint32_t)s->keep.count;
    return true;
}

void edi_scope_close(struct edi_scope *s)
{
    const struct edi_scope_loop *loop = &s->loop[--s->depth];

    s->from[loop->row] = loop->outer;
    if (!loop->root)
        return;
    for (size_t i = s->keep.count; i-- > loop->first;) {
        const struct x12_kept *kept = &s->keep.kept[i];

        s->last[kept->row] = kept->prev;
    }
    x12_keep_cut(&s->keep, loop->first);
}

const struct edi_scope_loop *edi_scope_around(const struct edi_scope *s,
                                              const char *loop)
{
    for (unsigned i = s->depth; i-- > 0;)
        if (strcmp(s->guide->rows[s->loop[i].row].loop, loop) == 0)
            return &s->loop[i];
    return NULL;
}

/* One pass over a few bytes: this is asked often. */
x12_str edi_scope_part(const struct edi_scope *s, x12_str text,
                       unsigned component)
{
    const struct x12_delims *delims = &s->keep.delims;
    char by = delims->component, end = delims->repeat ? delims->repeat : by;
    size_t from = 0, k = 0;

    for (; k < text.len; k++) {
        char c = text.at[k];

        if (c != by && c != end)
            continue;
        if (--component == 0)
            break;
        if (c != by)
            return (x12_str){ NULL, 0 };
        from = k + 1;
    }
    if (component > 1)
        return (x12_str){ NULL, 0 };
    return (x12_str){ text.at + from, k - from };
}

bool edi_scope_is(const struct edi_scope *s, uint32_t i, const char *loop,
                  const char *segment)
{
    const struct x12_row *row = edi_scope_row(s, i);

    return strcmp(row->loop, loop) == 0 && strcmp(row->segment, segment) == 0;
}
