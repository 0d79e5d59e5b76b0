/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cursor - reader + envelope + walker + validate, pulled as one
 *
 *     status = x12_cursor_init(&cur, &src, edi_guide_find, err);
 *     while (status == X12_OK &&
 *            (status = x12_cursor_next(&cur)) == X12_OK)
 *         if (x12_cursor_at(&cur, "2100", "CLP"))
 *             id = x12_element(&cur.seg, 1);
 *     x12_cursor_release(&cur);
 */
#ifndef X12_CURSOR_H
#define X12_CURSOR_H

#include "parser/envelope.h"
#include "parser/plan.h"
#include "parser/reader.h"
#include "parser/walker.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The guide of a set by ST01 ("837") and ST03 or GS08 ("005010X222A1"); NULL
 * when there is none. `*sibling` says that it is another member's table. */
typedef const struct x12_guide *x12_guide_find_fn(x12_str set,
                                                  x12_str reference,
                                                  bool *sibling);

struct x12_cursor;

/* Where a cursor may begin in the middle of an input: outside a set. */
struct x12_mark {
    struct x12_reader_mark at;
    struct x12_envelope envelope;
    char interchange[10], group[10], transaction[10]; /* of findings */
};

enum x12_more {
    X12_MORE,      /* the source goes on */
    X12_MORE_NONE, /* the input ends here */
    X12_MORE_ELSE, /* the rest is somebody else's: nothing is told of an end */
};

/* Asked at the end of a part. `self` is who feeds the cursor. */
typedef enum x12_more x12_more_fn(void *self, const struct x12_cursor *cur);

struct x12_cursor {
    struct x12_segment seg;    /* what next() has just met */
    enum x12_level level;      /* what it is to the envelope */
    const struct x12_row *row; /* of the guide, or NULL */
    struct x12_envelope envelope;
    struct x12_findings *findings; /* NULL: do not check; set it after init */
    bool outline; /* check places and counts, not the rules of elements */
    struct x12_reader reader;
    struct x12_walker *walker; /* owned; its guide is NULL without one */
    x12_guide_find_fn *find;
    struct x12_plans *plans; /* owned; what element rules are checked by */
    bool finished;           /* the end was met and told */
    bool high_told;          /* NOT_ASCII was told in this set */
    bool checking;           /* the rules of elements are checked */
    bool outlined;           /* `outline` when that was decided */
    uint64_t given;    /* ordinal of the segment that edi_set_next gave last */
    x12_more_fn *more; /* of a part; NULL: the source is the whole input */
    void *more_self;
};

/* Takes `src` over, on failure too. `find` NULL: segments without a guide. A set
 * that `find` does not know is read as segments without rows, which is told. */
X12_API enum x12_status x12_cursor_init(struct x12_cursor *cur,
                                        struct x12_source *src,
                                        x12_guide_find_fn *find,
                                        struct x12_error *err) X12_MUST_USE;

/* As x12_reader_next, with level and row. `findings` may be set or changed
 * between two calls. */
X12_API enum x12_status x12_cursor_next(struct x12_cursor *cur) X12_MUST_USE;

/* Begins anew, in the same memory, with a part of an input: `src`, which it takes
 * over, from `mark` on. Whole parts give what the whole gives; only ordinals of
 * segments, and envelope.all_segments and all_sets, count from the mark. Set
 * `findings` before. `more` is asked where `src` ends. */
X12_API void x12_cursor_resume(struct x12_cursor *cur, struct x12_source *src,
                               const struct x12_mark *mark, x12_more_fn *more,
                               void *self);

/* At the end of a part: would a cursor at `mark` go on as this one would? */
X12_API bool x12_cursor_is_at(const struct x12_cursor *cur,
                              const struct x12_mark *mark);

/* Does it stand on this segment of this loop? */
X12_API bool x12_cursor_at(const struct x12_cursor *cur, const char *loop,
                           const char *segment);

/* Reads another input from its beginning, with the findings, memory and error at
 * hand; what was learnt of guides is kept. Takes `src` over, on failure too. */
X12_API enum x12_status x12_cursor_again(struct x12_cursor *cur,
                                         struct x12_source *src) X12_MUST_USE;

X12_API void x12_cursor_release(struct x12_cursor *cur);

#ifdef __cplusplus
}
#endif
#endif
