/* SPDX-License-Identifier: Apache-2.0 */
/*
 * walker - a segment's row of the guide; loops entered and left; counts
 *
 * From where it stands it looks at the rows still ahead in this loop and at the
 * openers of the loops inside it, then goes up to the parent. What was found
 * once is kept in a small cache by (row, segment id, qualifiers), so a step
 * costs one look-up, or none when it is the one that came behind the last step
 * before; what depends on counts is searched anew. Missing segments
 * and loops are told when the loop is left, in the order of the rows.
 *
 * A loop that has no place here is told once, at its opener. One that holds
 * inner loops (a claim without its subscriber, a payment without its header
 * number) is entered all the same, with the loops it stands in implied, so that
 * what it says is not lost. One without inner loops (a name) is passed over,
 * and so is what may stand in it, until a segment comes that has a place of its
 * own. Where an opener is missing, what one loop could hold stands there without
 * a place, segment by segment: the first tells it.
 */
#ifndef X12_WALKER_H
#define X12_WALKER_H

#include "parser/finding.h"
#include "parser/guide.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { X12_WALKER_CACHE = 1024, X12_WALKER_KEYS = 128, X12_WALKER_FIRST = 2 };

struct x12_walker_frame {
    uint16_t loop;   /* its loop row (the target, where it came by a link) */
    uint16_t parent; /* row by which it was entered: the loop row or the link */
    uint16_t last;   /* the row met last in it */
    uint16_t link;   /* the innermost link on the way to it; 0: none */
    bool implied;    /* its opener was never met; what it lacks is not told */
};

/* Where a segment goes, found once: from the row at hand to the next. */
struct x12_walker_jump {
    uint64_t from;      /* link, row and segment id; 0: empty */
    uint64_t qualifier; /* what tells namesakes apart, packed */
    uint16_t row;       /* the segment's row */
    uint16_t entry;     /* the loop row or link entered by it; 0: none */
    uint16_t depth;     /* frames that stay */
    uint16_t room;      /* how often the row may be met without a word */
    uint16_t next[2];   /* jumps that came behind it last; 0: none */
    /* The qualifier as it stands in a segment: so many bytes at the beginning
     * of an element, that are all of it or end with a mark. */
    uint8_t element; /* 0: the id alone decides */
    uint8_t bytes;
    bool whole, guessable;
    uint32_t text;
};

/* Which elements tell the segments of one id apart. */
struct x12_walker_key {
    uint32_t id; /* 0: empty */
    bool vague;  /* more than two elements do: never cached */
    uint8_t element[2], component[2];
};

struct x12_walker {
    const struct x12_guide *guide;
    struct x12_findings *findings; /* NULL: counts and gaps are not told */
    unsigned depth;                /* frames open, the set itself counted */
    unsigned left;                 /* loops left by the last step */
    bool entered;                  /* a loop was entered by the last step */
    bool uncached;                 /* search anew at each step, for tests */
    struct x12_walker_frame frame[X12_GUIDE_DEPTH];
    /* private below */
    bool open;       /* between begin and finish */
    uint16_t stray;  /* loop row of a loop that has no place; 0: none */
    uint64_t run_at; /* ordinal of the last of a run without place */
    uint64_t run[(X12_GUIDE_ROWS + 63) / 64]; /* loops that could hold it all */
    uint16_t last;            /* the jump taken last, in `cache`; 0: none */
    uint64_t state;           /* link and row at hand, as in a jump's `from` */
    struct x12_delims delims; /* of what is in `cache` */
    const struct x12_guide *learnt; /* what end to cache are about */
    uint16_t counts[X12_GUIDE_ROWS];
    uint16_t end[X12_GUIDE_ROWS];        /* x12_guide_end of each row */
    uint16_t target[X12_GUIDE_ROWS];     /* x12_guide_target of each row */
    uint16_t need[X12_GUIDE_ROWS];       /* of a loop: its first in `needed` */
    uint16_t needed[2 * X12_GUIDE_ROWS]; /* required children, then a 0 */
    struct x12_walker_key keys[X12_WALKER_KEYS];
    struct x12_walker_jump cache[X12_WALKER_FIRST + X12_WALKER_CACHE];
};

/* Before each ST; `guide` NULL: the set is not walked. { 0 } is a valid walker.
 * What was learnt is kept while the guide is the same as before. */
X12_API void x12_walker_begin(struct x12_walker *w,
                              const struct x12_guide *guide);

/* The row of `seg`, or NULL when it has no place here (told, and the walker
 * stays where it is; but see above of loops). A segment whose qualifier fits
 * nowhere gets the first row of its id that could stand here, and the qualifier
 * is told. */
X12_API const struct x12_row *x12_walker_step(struct x12_walker *w,
                                              const struct x12_segment *seg);

/* Leaves the loop of that name and those in it, as a segment does that stands
 * behind them; it is to come next. Tells what they lack at `place`. */
X12_API void x12_walker_leave(struct x12_walker *w, const char *loop,
                              struct x12_place place);

/* Has a loop that is open not met yet what it must have? */
X12_API bool x12_walker_lacks(const struct x12_walker *w);

/* Behind the SE: leaves all loops and tells what they lack at `place`. */
X12_API void x12_walker_finish(struct x12_walker *w, struct x12_place place);

/* The loop at hand ("2400"); "" outside a set. */
X12_API const char *x12_walker_loop(const struct x12_walker *w);

#ifdef __cplusplus
}
#endif
#endif
