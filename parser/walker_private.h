/* SPDX-License-Identifier: Apache-2.0 */
/*
 * walker_private - what the two files of the walker share: walker_search.c looks
 * and changes nothing, walker.c moves
 */
#ifndef X12_WALKER_PRIVATE_H
#define X12_WALKER_PRIVATE_H

#include "parser/walker.h"

/* An id that is a constant of a table: two or three characters. */
static inline uint32_t x12_walker_id(const char *id)
{
    return X12_ID(id[0], id[1], id[2]);
}

/* The slot of an id, its own or the first empty one; X12_WALKER_KEYS when all
 * are taken by others. */
static inline size_t x12_walker_slot(const struct x12_walker *w, uint32_t id)
{
    size_t home = (id * 2654435761u) >> 25;

    if (w->keys[home].id == id) /* nearly always */
        return home;
    for (size_t i = 0; i < X12_WALKER_KEYS; i++) {
        size_t slot = (home + i) % X12_WALKER_KEYS;

        if (w->keys[slot].id == id || w->keys[slot].id == 0)
            return slot;
    }
    return X12_WALKER_KEYS;
}

static inline bool x12_walker_full(const struct x12_walker *w, size_t row)
{
    uint16_t max = w->guide->rows[row].max;

    return max != 0 && w->counts[row] >= max;
}

/* Has the segment the code that the row asks for in this element? */
bool x12_walker_code_fits(const struct x12_row *row,
                          const struct x12_segment *seg, unsigned element,
                          unsigned component);

/* Where the segment goes from here; false if nowhere. `loose`: qualifiers do
 * not matter, but there must be room. `*steady`: the answer does not hang on
 * counts. */
bool x12_walker_search(const struct x12_walker *w,
                       const struct x12_segment *seg, bool loose,
                       struct x12_walker_jump *jump, bool *steady);

/* Is this row, wherever it stands, meant by the segment? */
bool x12_walker_means(const struct x12_walker *w, size_t row,
                      const struct x12_segment *seg);

/* The first row in [from, to) that the segment means; 0: none. */
size_t x12_walker_meant(const struct x12_walker *w, size_t from, size_t to,
                        const struct x12_segment *seg);

bool x12_walker_has_inner_loops(const struct x12_walker *w, size_t loop);

/* The row by which `loop` hangs under a loop; 0 if it does not. */
uint16_t x12_walker_entry(const struct x12_walker *w, size_t under,
                          size_t loop);

#endif
