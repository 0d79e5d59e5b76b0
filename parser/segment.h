/* SPDX-License-Identifier: Apache-2.0 */
/*
 * segment - one segment in place: elements, components, repeats, place
 *
 *     x12_str id = x12_element(seg, 1);
 *     x12_str place = x12_component(seg, 5, 1);
 *
 * A segment is a window onto the reader's buffer: the text once, and where each
 * element ends. Nothing is copied and nothing is terminated by a zero byte. It
 * is valid until the reader's next step. Elements and components count from 1,
 * as the guides do; what is absent is the empty slice.
 */
#ifndef X12_SEGMENT_H
#define X12_SEGMENT_H

#include "parser/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The four marks of an interchange; repeat is 0 where ISA11 has none (4010). */
struct x12_delims {
    char segment, element, component, repeat;
};

/* Where something stands. */
struct x12_place {
    uint64_t offset;  /* of the segment's first byte, in the decoded input */
    uint32_t segment; /* in its set, ST is 1; 0 outside a set */
    uint16_t element; /* 0: the segment as a whole */
    uint16_t component;
    uint16_t repeat; /* occurrence of a repeated element from 1; 0: no matter */
};

/* A segment id of two or three characters as one number: 'C','L','M' and
 * 'S','T',0. What is longer or shorter has the number 0. */
#define X12_ID(a, b, c)                                                 \
    ((uint32_t)(unsigned char)(a) | (uint32_t)(unsigned char)(b) << 8 | \
     (uint32_t)(unsigned char)(c) << 16)

struct x12_scan_kinds; /* scan.h */

struct x12_segment {
    const char *base;    /* what start and cut count from */
    const uint32_t *cut; /* cut[0]: end of the id; cut[k]: end of element k */
    uint32_t start;      /* first byte of the id */
    uint32_t count;      /* elements behind the id, empty ones too */
    uint32_t id;         /* X12_ID, 0 for an id that is none */
    bool high;           /* bytes over 0x7F may be in it */
    bool plain;          /* surely each byte is printable ASCII and neither '"'
                            nor '\\' (so JSON takes it as it is) nor a
                            repetition mark, and no value ends with a blank */
    struct x12_delims delims;
    struct x12_place place;
    uint64_t ordinal;                   /* in the input, from 1 */
    const struct x12_scan_kinds *kinds; /* of its bytes, the mark behind it
                                           too; NULL: not looked for */
};

/* Element `pos` (from 1), components and repeats included; empty if absent.
 * Position 0 is the id. */
static inline x12_str x12_element(const struct x12_segment *seg, unsigned pos)
{
    if (pos == 0)
        return x12_str_of(seg->base + seg->start, seg->cut[0] - seg->start);
    if (pos > seg->count)
        return x12_str_of(NULL, 0);
    return x12_str_of(seg->base + seg->cut[pos - 1] + 1,
                      seg->cut[pos] - seg->cut[pos - 1] - 1);
}

/* The whole segment without its terminator. */
static inline x12_str x12_segment_text(const struct x12_segment *seg)
{
    return x12_str_of(seg->base + seg->start,
                      seg->cut[seg->count] - seg->start);
}

/* Component `comp` (from 1) of an element's text; empty if absent. */
X12_API x12_str x12_part(x12_str element, char by, unsigned comp);

/* Component `comp` of element `pos` (of its first repeat). */
X12_API x12_str x12_component(const struct x12_segment *seg, unsigned pos,
                              unsigned comp);

/* The value at a place of the segment: of its element, component and repeat. */
X12_API x12_str x12_occurrence(const struct x12_segment *seg,
                               struct x12_place place);

/* Components, or repeats, in a text: 1 + how often `by` occurs; 0 when empty. */
X12_API unsigned x12_part_count(x12_str element, char by);

/* A segment made from text at hand (without terminator), for tests and for
 * segments that were kept: `cut` holds `cap` numbers. False when they are too
 * few. `text` and `cut` must outlive `seg`. */
X12_API bool x12_segment_split(struct x12_segment *seg, x12_str text,
                               struct x12_delims delims, uint32_t *cut,
                               size_t cap);

/* X12_ID of an id as text; 0 if it is not two or three characters long. */
X12_API uint32_t x12_id_pack(x12_str id);

#ifdef __cplusplus
}
#endif
#endif
