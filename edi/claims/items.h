/* SPDX-License-Identifier: Apache-2.0 */
/*
 * items - what the readers of payments and acknowledgements share: a set pulled
 * item by item
 *
 * A table says what reads each segment of each loop, and which segments open
 * the item, or one of the parts around it. For the guide at hand it is turned
 * once into a map from the guide's rows, so that a segment costs one look-up.
 * An item ends where a segment of another part, or the next item, is met; that
 * segment is held for the next call. Each part has an arena of its own, emptied
 * when the part opens anew.
 */
#ifndef EDI_ITEMS_H
#define EDI_ITEMS_H

#include "parser/arena.h"
#include "parser/cursor.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { EDI_ITEM_PARTS = 4, EDI_ITEM = EDI_ITEM_PARTS - 1 };

struct edi_take; /* take_private.h */

/* Reads one segment for `reader`. */
typedef void edi_item_take_fn(void *reader, const struct edi_take *t);

struct edi_item_row {
    const char *loop, *segment;
    uint8_t part; /* whose arena: 0 the set ... EDI_ITEM the item */
    bool opens;   /* its part begins here */
    edi_item_take_fn *take;
};

struct edi_item_table {
    const char *set; /* ST01 */
    const struct edi_item_row *rows;
    size_t count;
    edi_item_take_fn *unread; /* takes what has no row */
    const char *limit;        /* name of the limit, for the message */
};

struct edi_items {
    struct x12_cursor *cur;
    struct x12_error *err;
    /* of the item at hand */
    uint64_t offset, end;
    uint32_t findings;
    bool latin1[EDI_ITEM_PARTS], odd[EDI_ITEM_PARTS]; /* odd: a segment is not
                                                         x12_segment.plain */
    bool open;                      /* an item is being read */
    uint32_t taken[EDI_ITEM_PARTS]; /* segments of each part in this set */
    /* private below */
    const struct edi_item_table *table;
    struct x12_arena arena[EDI_ITEM_PARTS];
    const struct edi_item_row *row; /* of the segment at hand; NULL: none */
    uint64_t set_ordinal;           /* the set it is in; 0: none yet */
    /* Findings told: before those of the segment at hand, before those of the
     * item at hand, when the last item was given. */
    uint64_t told, told_before, told_given;
    bool held;                     /* the segment at hand is not yet taken */
    bool over;                     /* the set has ended */
    const struct x12_guide *guide; /* that `map` is made for */
    uint8_t map[X12_GUIDE_ROWS];   /* row of the guide to row of the table */
};

/* `limit`: most bytes of each part. Parts without any use cost nothing. */
X12_API void edi_items_init(struct edi_items *it, struct x12_cursor *cur,
                            struct x12_error *err, size_t limit);
X12_API void edi_items_release(struct edi_items *it);

/* Does the cursor stand on an ST that edi_set_next gave and that has not been
 * begun? */
X12_API bool edi_items_set_is_new(const struct edi_items *it);

/* Begins it, over whatever was kept of the set before; a set that `table` is
 * not made for is over at once. */
X12_API void edi_items_set_begin(struct edi_items *it,
                                 const struct edi_item_table *table);

/* Reads up to the end of the next item: X12_OK, X12_END at the end of the set,
 * or a failure. `reader` is handed to the take functions. */
X12_API enum x12_status edi_items_next(struct edi_items *it,
                                       void *reader) X12_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
