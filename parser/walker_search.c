/* SPDX-License-Identifier: Apache-2.0 */
/*
 * walker_search - where a segment could stand, seen from where the walker is
 */
#include "parser/walker_private.h"

bool x12_walker_code_fits(const struct x12_row *row,
                          const struct x12_segment *seg, unsigned element,
                          unsigned component)
{
    const struct x12_rule *rule = x12_row_rule(row, element, component);

    return rule && x12_codes_have(
                       rule->codes,
                       x12_component(seg, element, component ? component : 1));
}

/* Does the segment answer to this row, by its id and (not if `loose`) by its
 * qualifiers? */
static bool walker_match(const struct x12_row *row,
                         const struct x12_segment *seg, bool loose)
{
    if (x12_walker_id(row->segment) != seg->id || seg->id == 0)
        return false;
    if (loose || row->key_element == 0)
        return true;
    return x12_walker_code_fits(row, seg, row->key_element,
                                row->key_component) &&
           (row->key2_element == 0 ||
            x12_walker_code_fits(row, seg, row->key2_element,
                                 row->key2_component));
}

/* The first row that may still come in this frame: the first of those that
 * share the position of the row met last. */
static size_t walker_ahead(const struct x12_walker *w,
                           const struct x12_walker_frame *frame)
{
    const struct x12_row *rows = w->guide->rows;
    size_t start = (size_t)frame->loop + 1;

    for (size_t row = start; row < frame->last;) {
        size_t next = w->end[row];

        if (rows[next].pos != rows[row].pos)
            start = next;
        row = next;
    }
    return start;
}

/* A row of this frame is full: is there room in a later namesake? */
static bool walker_later(const struct x12_walker *w,
                         const struct x12_walker_frame *frame, size_t full,
                         const struct x12_segment *seg)
{
    const struct x12_row *rows = w->guide->rows;

    for (size_t row = walker_ahead(w, frame); row < w->end[frame->loop];
         row = w->end[row])
        if (row != full && rows[row].segment && !x12_walker_full(w, row) &&
            walker_match(&rows[row], seg, false))
            return true;
    return false;
}

/* Looks in one frame. `steady` is made false when the answer hung on counts. */
static bool walker_search_frame(const struct x12_walker *w,
                                const struct x12_segment *seg, unsigned depth,
                                bool loose, struct x12_walker_jump *jump,
                                bool *steady)
{
    const struct x12_row *rows = w->guide->rows;
    const struct x12_walker_frame *frame = &w->frame[depth - 1];
    size_t first = (size_t)frame->loop + 1;

    for (size_t row = walker_ahead(w, frame); row < w->end[frame->loop];
         row = w->end[row]) {
        bool enters = !rows[row].segment;
        size_t met = enters ? (size_t)w->target[row] + 1 : row;

        if (!walker_match(&rows[met], seg, loose))
            continue;
        if (loose && x12_walker_full(w, row))
            continue;
        if (!enters && x12_walker_full(w, row)) {
            /* A loop's opener again: it opens the next one, from its parent.
             * With room for one, that does not hang on the count. */
            if (row != first || rows[row].max != 1)
                *steady = false;
            if (row == first ||
                (depth == w->depth && walker_later(w, frame, row, seg)))
                continue;
        }
        jump->row = (uint16_t)met;
        jump->entry = enters ? (uint16_t)row : 0;
        jump->depth = (uint16_t)depth;
        return true;
    }
    return false;
}

bool x12_walker_search(const struct x12_walker *w,
                       const struct x12_segment *seg, bool loose,
                       struct x12_walker_jump *jump, bool *steady)
{
    *steady = true;
    for (unsigned depth = w->depth; depth > 0; depth--)
        if (walker_search_frame(w, seg, depth, loose, jump, steady))
            return true;
    return false;
}

/* Is this row, wherever it stands, meant by the segment? More than a match: a
 * row that its id alone decides where it stands must have the code as well, if
 * namesakes elsewhere are told apart by one. */
bool x12_walker_means(const struct x12_walker *w, size_t row,
                      const struct x12_segment *seg)
{
    const struct x12_row *r = &w->guide->rows[row];
    size_t slot = x12_walker_slot(w, seg->id);

    if (!r->segment || !walker_match(r, seg, false))
        return false;
    if (r->key_element || slot == X12_WALKER_KEYS || !w->keys[slot].element[0])
        return true;
    return x12_walker_code_fits(r, seg, w->keys[slot].element[0],
                                w->keys[slot].component[0]);
}

/* The first row in [from, to) that the segment means; 0 is none (it is a loop
 * row). */
size_t x12_walker_meant(const struct x12_walker *w, size_t from, size_t to,
                        const struct x12_segment *seg)
{
    for (size_t row = from; row < to; row++)
        if (x12_walker_means(w, row, seg))
            return row;
    return 0;
}

bool x12_walker_has_inner_loops(const struct x12_walker *w, size_t loop)
{
    for (size_t row = loop + 1; row < w->end[loop]; row = w->end[row])
        if (!w->guide->rows[row].segment)
            return true;
    return false;
}

/* The row by which `loop` hangs under a loop; 0 if it does not. */
uint16_t x12_walker_entry(const struct x12_walker *w, size_t under, size_t loop)
{
    for (size_t row = under + 1; row < w->end[under]; row = w->end[row])
        if (!w->guide->rows[row].segment && w->target[row] == loop)
            return (uint16_t)row;
    return 0;
}
