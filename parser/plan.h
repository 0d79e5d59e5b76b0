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
    X12_PLAN_FACTS = 8192,  /* of all rows met; with more, they are dropped */
    X12_PLAN_CODES = 32768, /* slots; rules with more are checked slowly */
    X12_PLAN_DAYS = 64,
};

/* How a value can be seen to be right at a glance. X12_PLAN_SLOW: not so. */
enum x12_plan_kind {
    X12_PLAN_TEXT,
    X12_PLAN_CODE,
    X12_PLAN_FORMAT, /* a code: the format of the next period */
    X12_PLAN_DECIMAL,
    X12_PLAN_WHOLE,
    X12_PLAN_DAY, /* CCYYMMDD */
    X12_PLAN_PERIOD,
    X12_PLAN_COMPOSITE,
    X12_PLAN_SLOW,
};

/* What an element or a component must be, by its rule and the dictionary. */
struct x12_plan_fact {
    uint8_t kind;  /* enum x12_plan_kind */
    uint8_t shift; /* codes: leaves the number of a slot */
    uint8_t parts; /* a composite: how many components it has */
    bool has_notes;
    uint16_t shortest, span; /* the longest is span more */
    uint16_t first;          /* slot 0 of its codes; fact of component 0 */
    uint32_t key; /* codes: multiplies; a composite: bit k: k is required */
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
    uint16_t fact;             /* of element 0, in the pool of facts */
    uint64_t required;         /* bit k: element k is required */
    uint64_t text;             /* bit k: element k is X12_PLAN_TEXT */
    uint64_t met; /* elements of a segment that kept all notes; 0: none yet */
    uint8_t last, needed; /* last element ruled, last one required */
    uint8_t rule[X12_GUIDE_ELEMENTS]; /* index by element, or X12_PLAN_NONE */
};

/* The marks of the interchange at hand. */
struct x12_plan_marks {
    struct x12_delims of; /* what the rest follows from */
    bool plain;           /* none can be part of a code or a number */
};

/* The plans of one guide. { 0 } is valid. */
struct x12_plans {
    struct x12_plan_marks marks;
    const struct x12_guide *guide;
    size_t notes, facts, codes; /* taken from the pools */
    struct x12_plan_note note[X12_GUIDE_NOTES];
    struct x12_plan_fact fact[X12_PLAN_FACTS];
    uint32_t code[X12_PLAN_CODES]; /* packed; 0: empty */
    uint64_t day[X12_PLAN_DAYS];   /* days of the calendar met, eight digits */
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

/* The slot where a packed code is looked for first. Slots are filled one behind
 * the other, and an empty one ends the search. */
static inline uint32_t x12_plan_slot(const struct x12_plan_fact *fact,
                                     uint32_t packed)
{
    return fact->first + (packed * fact->key >> fact->shift);
}

/* Makes the plan of a row, over the one that is there. */
X12_API struct x12_plan *x12_plan_new(struct x12_plans *plans,
                                      const struct x12_guide *guide,
                                      const struct x12_row *row);

/* The plan of a row of `guide`; what was made for another guide is dropped. */
static inline struct x12_plan *x12_plan_of(struct x12_plans *plans,
                                           const struct x12_guide *guide,
                                           const struct x12_row *row)
{
    struct x12_plan *plan = &plans->at[row - guide->rows];

    return plans->guide == guide && plan->row ? plan
                                              : x12_plan_new(plans, guide, row);
}

#ifdef __cplusplus
}
#endif
#endif
