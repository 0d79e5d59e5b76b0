/* SPDX-License-Identifier: Apache-2.0 */
/*
 * walker - a segment's row of the guide; loops entered and left; counts
 *
 * From where it stands it looks at the rows still ahead in this loop, then at
 * the loops below, then goes up to the parent. What was found once is kept in a
 * small cache by (row, segment id, qualifiers), so a step costs one look-up.
 * Missing segments and loops are told when the loop is left, in the order of
 * the rows.
 */
#ifndef X12_WALKER_H
#define X12_WALKER_H

#include "parser/finding.h"
#include "parser/guide.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { X12_WALKER_CACHE = 1024 };

struct x12_walker_frame {
    uint16_t loop;   /* its loop row (the target, where it came by a link) */
    uint16_t parent; /* row by which it was entered: the loop row or the link */
    uint16_t last;   /* the row met last in it */
};

struct x12_walker_jump {
    uint64_t key;    /* where from, id, qualifiers; 0: empty */
    uint64_t qualifier;
    uint16_t row;    /* the segment's row */
    uint8_t depth;   /* frames kept before it is entered */
    bool enters;     /* a loop is entered by it */
};

struct x12_walker {
    const struct x12_guide *guide;
    struct x12_findings *findings; /* NULL: counts and gaps are not told */
    unsigned depth;   /* frames open, the set itself counted */
    unsigned left;    /* loops left by the last step */
    bool entered;     /* a loop was entered by the last step */
    struct x12_walker_frame frame[X12_GUIDE_DEPTH];
    /* private below */
    uint16_t counts[X12_GUIDE_ROWS];
    struct x12_walker_jump cache[X12_WALKER_CACHE];
    uint16_t end[X12_GUIDE_ROWS]; /* x12_guide_end of each loop row */
};

/* Before each ST. Keeps the cache when the guide is the same as before. */
X12_API void x12_walker_begin(struct x12_walker *w,
                              const struct x12_guide *guide);

/* The row of `seg`, or NULL when it has no place here (told, and the walker
 * stays where it is). A segment whose qualifier fits nowhere gets the first row
 * of its id that could stand here, and the qualifier is told. */
X12_API const struct x12_row *x12_walker_step(struct x12_walker *w,
                                              const struct x12_segment *seg);

/* Behind the SE: leaves all loops and tells what they lack at `place`. */
X12_API void x12_walker_finish(struct x12_walker *w, struct x12_place place);

/* The loop at hand ("2400"); "" outside a set. */
X12_API const char *x12_walker_loop(const struct x12_walker *w);

#ifdef __cplusplus
}
#endif
#endif
