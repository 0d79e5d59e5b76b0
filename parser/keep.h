/* SPDX-License-Identifier: Apache-2.0 */
/*
 * keep - segments kept: copies that outlive the reader's next step
 *
 * For who wants to see several segments at once, a claim with the loops around
 * it, and then be done with the last of them:
 *
 *     x12_keep_add(&keep, &cur.seg, row, prev);
 *     x12_str id = x12_kept_element(&keep, i, 1);
 *     x12_keep_cut(&keep, from);
 *
 * { 0 } is valid and may be released.
 */
#ifndef X12_KEEP_H
#define X12_KEEP_H

#include "parser/arena.h"
#include "parser/segment.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { X12_KEEP_LIMIT = 8 << 20, X12_KEEP_BITS = 32 };

struct x12_kept {
    uint64_t offset;
    uint32_t segment; /* its number in the set */
    uint32_t id;
    uint32_t at;    /* in `bytes`: count + 1 cuts, then the text */
    uint32_t count; /* elements */
    uint32_t start; /* what its cuts count from */
    uint32_t has;   /* x12_segment_has */
    uint32_t prev;  /* for who keeps it: a segment before it */
    uint16_t row;   /* likewise: of the guide */
};

struct x12_keep {
    struct x12_kept *kept;
    size_t count;
    size_t limit;             /* most bytes; 0: X12_KEEP_LIMIT */
    struct x12_delims delims; /* of the segment that came last */
    /* private below */
    struct x12_arena arena;
    char *bytes;
    size_t used, room, kept_room;
};

/* Which of the first 31 elements are not empty; bit 0 is the segment itself. */
static inline uint32_t x12_segment_has(const struct x12_segment *seg)
{
    const uint32_t *cut = seg->cut, *end = cut + seg->count;
    uint32_t has = 1, bit = 2;

    for (; cut < end; cut++, bit <<= 1)
        has |= cut[1] - cut[0] > 1 ? bit : 0;
    return has;
}

/* Takes `seg` in behind the others. False when that is over the limit or there
 * is no memory; nothing is taken then. */
X12_API bool x12_keep_add(struct x12_keep *keep, const struct x12_segment *seg,
                          uint32_t has, uint16_t row, uint32_t prev);

/* Where the text of segment `i` is, behind its cuts. */
static inline const char *x12_kept_at(const struct x12_keep *keep, size_t i)
{
    const struct x12_kept *kept = &keep->kept[i];

    return keep->bytes + kept->at + (kept->count + 1) * sizeof(uint32_t);
}

/* Where its elements end, from `kept.start` on. */
static inline const uint32_t *x12_kept_cuts(const struct x12_keep *keep,
                                            size_t i)
{
    return (const uint32_t *)(const void *)(keep->bytes + keep->kept[i].at);
}

/* Segment `i` as it was, without terminator. */
static inline x12_str x12_kept_text(const struct x12_keep *keep, size_t i)
{
    const struct x12_kept *kept = &keep->kept[i];

    return x12_str_of(x12_kept_at(keep, i),
                      x12_kept_cuts(keep, i)[kept->count] - kept->start);
}

/* Element `pos` (from 1) of segment `i`; empty if absent. */
static inline x12_str x12_kept_element(const struct x12_keep *keep, size_t i,
                                       unsigned pos)
{
    const struct x12_kept *kept = &keep->kept[i];
    const uint32_t *cut = x12_kept_cuts(keep, i);

    if (pos == 0 || pos > kept->count)
        return x12_str_of(NULL, 0);
    return x12_str_of(x12_kept_at(keep, i) + (cut[pos - 1] + 1 - kept->start),
                      cut[pos] - cut[pos - 1] - 1);
}

/* Forgets the segments from number `from` on. */
static inline void x12_keep_cut(struct x12_keep *keep, size_t from)
{
    if (from < keep->count) {
        keep->used = keep->kept[from].at;
        keep->count = from;
    }
}

X12_API void x12_keep_release(struct x12_keep *keep);

#ifdef __cplusplus
}
#endif
#endif
