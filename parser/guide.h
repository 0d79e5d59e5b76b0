/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guide - the shape of a guide table, its children, its soundness
 *
 * An implementation guide is an outline of constant rows in the order of its
 * pages: a loop row, then its segments and inner loops one deeper. The first
 * row inside a loop is the segment that opens it. Row 0 is the transaction set
 * itself (a loop row of depth 0, loop "TS") whose first segment is ST.
 *
 * A loop that hangs under two parents (2300 under the subscriber and under the
 * patient) is written out once; the second place has a LINK row that names it.
 */
#ifndef X12_GUIDE_H
#define X12_GUIDE_H

#include "parser/segment.h"

#ifdef __cplusplus
extern "C" {
#endif

/* TOLERATED: not used either, but so many send it that it is borne. */
enum x12_use {
    X12_REQUIRED = 'R',
    X12_SITUATIONAL = 'S',
    X12_NOT_USED = 'N',
    X12_TOLERATED = 'T',
};

/* Types of elements: AN ID DT TM R N0 N2 B, and C for a composite. */
enum x12_type {
    X12_TYPE_NONE,
    X12_TYPE_AN,
    X12_TYPE_ID,
    X12_TYPE_DT,
    X12_TYPE_TM,
    X12_TYPE_R,
    X12_TYPE_N,
    X12_TYPE_B,
    X12_TYPE_COMPOSITE,
};

/* What the standard says of a data element, wherever it stands. */
struct x12_data_element {
    uint8_t type;
    uint16_t shortest, longest; /* sign and decimal point do not count */
};

/* The data elements that give the format of a date, and the date itself. */
enum { X12_DE_FORMAT = 1250, X12_DE_PERIOD = 1251 };

/* Indexed by data element number; composite C023 has X12_COMPOSITE(23). */
struct x12_dictionary {
    const struct x12_data_element *at;
    size_t count;
};

enum { X12_COMPOSITE_FROM = 2000 };
#define X12_COMPOSITE(n) (X12_COMPOSITE_FROM + (n))

/* What a guide says of one element or component. Rules stand in order: element
 * 1, its components 1, 2, ..., element 2. Every element the standard gives the
 * segment has its rule, so what passes the last one is too many; components of
 * an element that is not used are left out. */
struct x12_rule {
    uint8_t element, component; /* component 0: the element itself */
    uint8_t use;                /* enum x12_use */
    uint8_t repeat;             /* greatest repeat, 1 nearly everywhere */
    uint16_t data_element;      /* number in the dictionary */
    uint16_t longest;           /* smaller maximum set by the guide, or 0 */
    const char *codes;          /* " 85 87 ", each between blanks; or NULL. A
                                   blank inside a code is written '_' */
    const char *list;           /* external code list, "STATE"; or NULL */
    const char *name;           /* what the guide calls it, in our words */
};

struct x12_row {
    uint8_t depth;
    uint8_t use;         /* enum x12_use */
    uint16_t max;        /* greatest repeat; 0: no limit */
    uint16_t pos;        /* rows of one pos side by side come in any order */
    const char *loop;    /* the loop that it opens, or that it belongs to */
    const char *segment; /* NULL: a loop row */
    const char *name;
    bool is_link; /* a loop row that stands for the loop of its name */
    /* The qualifier that tells a segment from its namesakes: the codes of the
     * rules with is_key; 0: the id alone decides, its code is checked as any. */
    uint8_t key_element, key_component;   /* first */
    uint8_t key2_element, key2_component; /* second, rarely; 0: none */
    const struct x12_rule *rules;
    size_t rule_count;
    const char *syntax; /* notes "P0304 C0605 05:P0102"; NULL: none */
};

struct x12_guide {
    const char *name;       /* "837P" */
    const char *set;        /* ST01 */
    const char *functional; /* GS01 */
    const char *reference;  /* "005010X222A1" */
    const char *title;
    const struct x12_row *rows;
    size_t count;
    const struct x12_dictionary *dictionary;
};

enum {
    X12_GUIDE_ROWS = 2000,
    X12_GUIDE_DEPTH = 12,
    X12_GUIDE_ELEMENTS = 64, /* an element number is less */
    X12_GUIDE_RULES = 255,   /* of one row */
    X12_GUIDE_NOTES = 4096,  /* syntax notes of all rows */
    X12_ROW_NONE = 0xFFFF,
};

/* Index of the row behind the loop that opens at `row`: its rows are
 * [row, end). */
X12_API size_t x12_guide_end(const struct x12_guide *guide, size_t row);

/* The loop row that a LINK row stands for; the row itself otherwise. */
X12_API size_t x12_guide_target(const struct x12_guide *guide, size_t row);

/* The rule of an element or component of a row; NULL if it has none. */
X12_API const struct x12_rule *x12_row_rule(const struct x12_row *row,
                                            unsigned element,
                                            unsigned component);

/* Is it a rule of the element whose code tells the row from its namesakes? */
static inline bool x12_rule_is_key(const struct x12_row *row,
                                   const struct x12_rule *rule)
{
    return (row->key_element == rule->element &&
            row->key_component == rule->component) ||
           (row->key2_element == rule->element &&
            row->key2_component == rule->component);
}

/* Is `code` one of " A B C "? False for the empty code and for no list. */
X12_API bool x12_codes_have(const char *codes, x12_str code);

/* NULL when the table is sound, else what is wrong, and in which row: depth
 * grows by more than one, a loop that does not open with a segment, a namesake
 * with the same qualifier at one place, a link to nothing or inside a linked
 * loop, a key without codes, rules out of order, a syntax note that is none,
 * more of something than the limits above. */
X12_API const char *x12_guide_fault(const struct x12_guide *guide, size_t *row);

#ifdef __cplusplus
}
#endif
#endif
