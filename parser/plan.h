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

enum {
    X12_PLAN_NONE = 0xFF,
    X12_PLAN_FACTS = 8192, /* rules of all rows met; more are checked slowly */
    X12_PLAN_CODES = 16384,
};

/* How a value can be seen to be right at a glance. X12_PLAN_SLOW: not so. */
enum x12_plan_kind {
    X12_PLAN_TEXT,
    X12_PLAN_FORMAT, /* text: that of the next period */
    X12_PLAN_DECIMAL,
    X12_PLAN_WHOLE,
    X12_PLAN_DAY, /* CCYYMMDD */
    X12_PLAN_PERIOD,
    X12_PLAN_COMPOSITE,
    X12_PLAN_SLOW,
};

/* One rule with what the dictionary says of it. */
struct x12_plan_fact {
    uint8_t kind;       /* enum x12_plan_kind */
    uint8_t code_count; /* 0: any value */
    uint16_t code;      /* the first in the pool of codes */
    uint16_t shortest, longest;
    /* A composite: its components, whose facts stand behind its own. */
    uint8_t parts;
    bool has_notes;
    uint32_t needed; /* bit k: component k is required */
};

/* A syntax note: a letter of PRECL over elements, or over the components of
 * element `composite`. */
struct x12_plan_note {
    uint64_t all;     /* bit k: position k is named */
    uint64_t trigger; /* P and C: any of these calls for all */
    char kind;
    uint8_t composite; /* 0: about the segment's elements */
    uint8_t first;     /* the position named first */
};

struct x12_plan {
    const struct x12_row *row; /* NULL: not made yet */
    uint16_t note, note_count; /* in the pool of notes */
    uint16_t fact;             /* of its first rule, in the pool of facts */
    uint64_t required;         /* bit k: element k is required */
    uint8_t last, needed;      /* last element ruled, last one required */
    uint8_t rule[X12_GUIDE_ELEMENTS]; /* index by element, or X12_PLAN_NONE */
};

/* The marks of the interchange at hand, as a glance looks for them. */
struct x12_plan_marks {
    struct x12_delims of;         /* what the rest follows from */
    bool plain;                   /* none can be part of a code or a number */
    uint64_t components, repeats; /* the mark in each of eight bytes */
};

/* The plans of one guide. { 0 } is valid. */
struct x12_plans {
    struct x12_plan_marks marks;
    const struct x12_guide *guide;
    size_t notes, facts, codes; /* taken from the pools */
    struct x12_plan_note note[X12_GUIDE_NOTES];
    struct x12_plan_fact fact[X12_PLAN_FACTS];
    uint32_t code[X12_PLAN_CODES];
    struct x12_plan at[X12_GUIDE_ROWS];
};

/* A code of up to four characters as one number, as X12_ID has it. */
static inline uint32_t x12_plan_pack(const char *at, size_t len)
{
    uint32_t packed = 0;

    for (size_t i = 0; i < len; i++)
        packed |= (uint32_t)(unsigned char)at[i] << 8 * i;
    return packed;
}

/* Makes the plan of a row, over the one that is there. */
X12_API const struct x12_plan *x12_plan_new(struct x12_plans *plans,
                                            const struct x12_guide *guide,
                                            const struct x12_row *row);

/* The plan of a row of `guide`; what was made for another guide is dropped. */
static inline const struct x12_plan *x12_plan_of(struct x12_plans *plans,
                                                 const struct x12_guide *guide,
                                                 const struct x12_row *row)
{
    const struct x12_plan *plan = &plans->at[row - guide->rows];

    return plans->guide == guide && plan->row ? plan
                                              : x12_plan_new(plans, guide, row);
}

#ifdef __cplusplus
}
#endif
#endif
