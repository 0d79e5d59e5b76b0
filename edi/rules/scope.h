/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scope - the claim at hand with the loops around it
 *
 * Segments that a rule may look at are kept as they come. Loops that hold
 * claims (2000A, 2000B, 2000C, 2300; in an 835 2000, 2100) stay until they end;
 * so at any time the scope holds the set's header, the loops around the claim at
 * hand and the claim so far. Segments of one guide row are chained, the last one first:
 *
 *     for (i = edi_scope_last(s, row, from); i != EDI_SCOPE_NONE;
 *          i = edi_scope_before(s, i, from))
 */
#ifndef EDI_SCOPE_H
#define EDI_SCOPE_H

#include "parser/guide.h"
#include "parser/keep.h"

#ifdef __cplusplus
extern "C" {
#endif

#define EDI_SCOPE_NONE UINT32_MAX /* no segment */

/* A loop at hand. */
struct edi_scope_loop {
    uint16_t row;   /* its loop row */
    uint32_t first; /* its first segment */
    uint32_t outer; /* scope.from of its row before it opened */
    uint64_t seen;  /* which groups of rules have a segment in it */
    bool root;      /* it holds claims, or is one */
    bool nested;    /* a root was met inside */
    bool implied;   /* its opener was never met */
};

struct edi_scope {
    struct x12_keep keep;          /* the segments */
    const struct x12_guide *guide; /* NULL: outside a set */
    unsigned depth;                /* loops open, the set's own counted */
    struct edi_scope_loop loop[X12_GUIDE_DEPTH];
    uint32_t last[X12_GUIDE_ROWS]; /* of each row: its last segment */
    uint32_t from[X12_GUIDE_ROWS]; /* of each loop row: the first segment of
                                      the loop, where it is open */
};

/* A set begins; `guide` is its own. */
X12_API void edi_scope_begin(struct edi_scope *s,
                             const struct x12_guide *guide);

/* Takes a segment of that guide row in, whose loop is open; `has` is its
 * x12_segment_has. False: no room. */
X12_API bool edi_scope_take(struct edi_scope *s, const struct x12_segment *seg,
                            uint32_t has, size_t row);

/* A loop opens with the segment that comes next; false: no depth left. */
X12_API bool edi_scope_open(struct edi_scope *s, size_t row, bool root,
                            bool implied);

/* The innermost loop ends. A root and all in it are dropped. */
X12_API void edi_scope_close(struct edi_scope *s);

/* The last segment of a guide's row from segment `from` on. */
static inline uint32_t edi_scope_last(const struct edi_scope *s, size_t row,
                                      uint32_t from)
{
    uint32_t i = s->last[row];

    return i != EDI_SCOPE_NONE && i >= from ? i : EDI_SCOPE_NONE;
}

/* The one of the same row before it. */
static inline uint32_t edi_scope_before(const struct edi_scope *s, uint32_t i,
                                        uint32_t from)
{
    uint32_t prev = s->keep.kept[i].prev;

    return prev != EDI_SCOPE_NONE && prev >= from ? prev : EDI_SCOPE_NONE;
}

/* The open loop of that name, innermost first; NULL: none is open. */
X12_API const struct edi_scope_loop *edi_scope_around(const struct edi_scope *s,
                                                      const char *loop);

/* The guide row of a segment. */
static inline const struct x12_row *edi_scope_row(const struct edi_scope *s,
                                                  uint32_t i)
{
    return &s->guide->rows[s->keep.kept[i].row];
}

/* A component, from 1, of an element's first repeat. */
X12_API x12_str edi_scope_part(const struct edi_scope *s, x12_str text,
                               unsigned component);

/* Element or component of a segment; component 0: the whole element. */
static inline x12_str edi_scope_value(const struct edi_scope *s, uint32_t i,
                                      unsigned element, unsigned component)
{
    x12_str text = x12_kept_element(&s->keep, i, element);

    return component && text.len > 0 ? edi_scope_part(s, text, component)
                                     : text;
}

/* Is it that segment of that loop? */
X12_API bool edi_scope_is(const struct edi_scope *s, uint32_t i,
                          const char *loop, const char *segment);

#ifdef __cplusplus
}
#endif
#endif
