/* SPDX-License-Identifier: Apache-2.0 */
/*
 * plan - a row's rules, made ready for checking its segments
 *
 * Rows are constant text for people to read; what a check asks of them again
 * and again (the rule of an element, the last one required, the notes as sets
 * of elements) is worked out once a row, when its first segment comes.
 */
#ifndef X12_PLAN_H
#define X12_PLAN_H

#include "parser/guide.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { X12_PLAN_NONE = 0xFF };

/* A syntax note: a letter of PRECL over elements, or over the components of
 * element `composite`. */
struct x12_plan_note {
    uint64_t all; /* bit k: position k is named */
    char kind;
    uint8_t composite; /* 0: about the segment's elements */
    uint8_t first;     /* the position named first */
};

struct x12_plan {
    const struct x12_row *row; /* NULL: not made yet */
    uint16_t note, note_count; /* in the pool */
    uint8_t last, needed;      /* last element ruled, last one required */
    uint8_t rule[X12_GUIDE_ELEMENTS]; /* index by element, or X12_PLAN_NONE */
};

/* The plans of one guide. { 0 } is valid. */
struct x12_plans {
    const struct x12_guide *guide;
    size_t notes; /* taken from the pool */
    struct x12_plan_note pool[X12_GUIDE_NOTES];
    struct x12_plan at[X12_GUIDE_ROWS];
};

/* The plan of a row of `guide`; what was made for another guide is dropped. */
X12_API const struct x12_plan *x12_plan_of(struct x12_plans *plans,
                                           const struct x12_guide *guide,
                                           const struct x12_row *row);

#ifdef __cplusplus
}
#endif
#endif
