/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rule_private - a rule made ready for one guide: paths as rows of its table
 */
#ifndef EDI_RULE_PRIVATE_H
#define EDI_RULE_PRIVATE_H

#include "edi/rules/rule.h"
#include "edi/rules/scope.h"

enum {
    EDI_PATH_ROWS = 16, /* rows of a guide that one path can mean */
    EDI_RULE_PATHS = 6, /* paths of one line, between commas */
    EDI_PATH_ALL = 255, /* "-*": each element, each component */
    EDI_MAP_BUCKETS = 64,
    EDI_MAP_LINKS = 8,
};

/* What is looked up of a guide again and again while its rules are made
 * ready, and while loops are opened. */
struct edi_rule_map {
    const struct x12_guide *guide;
    uint32_t id[X12_GUIDE_ROWS];   /* X12_ID of a segment; 0: a loop */
    uint16_t loop[X12_GUIDE_ROWS]; /* loop row of the loop that it stands in */
    uint16_t end[X12_GUIDE_ROWS];  /* of a loop row: behind its last row */
    uint16_t next[X12_GUIDE_ROWS]; /* segment in the same bucket; 0: none */
    uint16_t first[EDI_MAP_BUCKETS]; /* segments by id */
    uint16_t loop_row[X12_GUIDE_ROWS];
    uint16_t link[EDI_MAP_LINKS], target[EDI_MAP_LINKS];
    size_t loops, links;
};

struct edi_path {
    uint16_t row[EDI_PATH_ROWS];
    uint8_t rows;
    bool self;   /* the segment that the rule stands at */
    bool one;    /* segments of one row, in another place */
    bool same;   /* those of the path before it, in which elements are named */
    bool each;   /* each element or each component */
    uint16_t up; /* loop row of the loop that it is looked for in */
    uint8_t element, component; /* 0: the segment; the whole element */
    uint32_t id;                /* X12_ID of its segment */
    x12_str code;               /* to be asked of each segment; empty: none */
    uint64_t key;               /* it, packed; 0: compare it as text */
    uint8_t code_element, code_component;
};

enum edi_rule_op {
    EDI_RULE_PRESENT,
    EDI_RULE_ABSENT,
    EDI_RULE_REQUIRE,
    EDI_RULE_FORBID,
    EDI_RULE_LIMIT,
    EDI_RULE_ONE_OF,
    EDI_RULE_NONE_OF,
    EDI_RULE_OTHER_THAN,
    EDI_RULE_ABSENT_OR,
    EDI_RULE_BETWEEN,
    EDI_RULE_MATCHES,
    EDI_RULE_NOT_MATCHES,
    EDI_RULE_LENGTH,
    EDI_RULE_ABOVE,
    EDI_RULE_SAME_AS,
    EDI_RULE_DIFFERS_FROM,
    EDI_RULE_NOT_AFTER,
    EDI_RULE_NOT_BEFORE,
    EDI_RULE_SPANS,
};

/* One condition or demand. */
struct edi_test {
    enum edi_rule_op op;
    struct edi_path path[EDI_RULE_PATHS];
    unsigned paths;
    bool summed;   /* it follows from what stands there, and of which words */
    bool dated;    /* one day against another */
    uint64_t *key; /* the words packed, in order; NULL: compare them as text */
    size_t keys;
    x12_str words;        /* of one-of and its like, between blanks */
    x12_str low, high;    /* between; a pattern is in `low` */
    int64_t least, most;  /* length, limit, above */
    struct edi_path than; /* same-as and its like */
};

/* A rule at one row of a guide. */
struct edi_ready {
    const struct edi_rule *rule;
    const struct edi_rule_map *map;
    struct edi_path at; /* one row */
    struct edi_test when[EDI_RULE_WHENS], demand;
    unsigned whens;
    bool again; /* its first condition is that of the rule before it */
    /* Elements of its segment (as x12_kept.has) that must be there, or not, or
     * else it cannot be broken. */
    uint32_t present, absent;
};

/* What is wrong with a line of a rule, and where in its text. */
struct edi_rule_trouble {
    const char *what;
    const char *at;
    bool guide; /* it is right, but this guide has no such segment */
};

void edi_rule_map_make(struct edi_rule_map *map, const struct x12_guide *guide);

/* The loop row of a loop; SIZE_MAX: the guide has none of that name. */
size_t edi_rule_loop_named(const struct edi_rule_map *map, x12_str loop);

/* Cuts the next word off a line, blanks before it dropped; empty at its end. */
x12_str edi_rule_word(x12_str *line);

/* False, with what is wrong in `trouble`. */
bool edi_rule_wrong(struct edi_rule_trouble *trouble, x12_str at,
                    const char *what);

/* The guide rows that `at` means, each a path of one row, at most `cap`; 0 with
 * `trouble` told when it is no path or the guide has none such. */
size_t edi_rule_anchors(const struct edi_rule_map *map, x12_str at,
                        struct edi_path *paths, size_t cap,
                        struct edi_rule_trouble *trouble);

/* Makes a path ready for a rule that stands at `at`. */
bool edi_rule_path(const struct edi_rule_map *map, const struct edi_path *at,
                   x12_str text, struct edi_path *path,
                   struct edi_rule_trouble *trouble);

/* Marks the rows that the path can mean, wherever its rule stands. */
void edi_rule_path_mark(const struct edi_rule_map *map, x12_str text,
                        bool *marked);

/* The same with the element that it names, as bits of x12_kept.has; bit 0: the
 * segment itself. A path that is one of the segments at `at` marks nothing. */
void edi_rule_path_refer(const struct edi_rule_map *map, x12_str text,
                         x12_str at, uint32_t *refers);

/* Makes a condition or a demand ready for a rule that stands at `at`. `arena`
 * NULL: without what only speeds it up. */
bool edi_rule_line(const struct edi_rule_map *map, const struct edi_path *at,
                   x12_str line, bool demand, struct edi_test *test,
                   struct x12_arena *arena, struct edi_rule_trouble *trouble);

/* Makes `rule` ready at its anchor `at`: true, or `trouble`. */
bool edi_rule_ready(const struct edi_rule *rule, const struct edi_rule_map *map,
                    const struct edi_path *at, struct edi_ready *ready,
                    struct x12_arena *arena, struct edi_rule_trouble *trouble);

/* Marks the elements of other rows that conditions and demand of a rule may look
 * at, as edi_rule_path_refer does. */
void edi_rule_refer(const struct edi_rule *rule, const struct edi_rule_map *map,
                    uint32_t *refers);

/* A word of up to seven characters as a number; 0: it is longer, or empty. */
static inline uint64_t edi_rule_pack(x12_str word)
{
    uint64_t key = 1;

    if (word.len == 0 || word.len >= sizeof(key))
        return 0;
    for (size_t i = 0; i < word.len; i++)
        key = key << 8 | (unsigned char)word.at[i];
    return key;
}

/* Is the rule made for a guide of this name ("837P")? */
bool edi_rule_is_for(const struct edi_rule *rule, const char *guide);

/* Does the condition hold for the segment `i` that the rule stands at? */
bool edi_test_holds(const struct edi_scope *s, const struct edi_test *test,
                    uint32_t i);

/* Where the condition holds; false: it is one of what is absent. */
bool edi_test_spot(const struct edi_scope *s, const struct edi_test *test,
                   uint32_t i, struct edi_spot *spot);

/* Is the demand met? If not, `spot` tells where. */
bool edi_test_met(const struct edi_scope *s, const struct edi_test *test,
                  uint32_t i, struct edi_spot *spot);

/* Is the qualifier of `path` that of segment `i`? */
bool edi_path_fits(const struct edi_scope *s, const struct edi_path *path,
                   uint32_t i);

/* --- what a segment was like at which no rule was broken --------------------- */

enum { EDI_MEMO_VALUES = 4, EDI_MEMO_TEXT = 16 };

/* The rules of one row need not be asked again while what they look at is as it
 * was: elements of their own segment, and segments before its loop. */
struct edi_rule_memo {
    bool lasting;    /* no rule looks at more; set before edi_memo_add */
    bool bound;      /* some look at other segments */
    uint32_t looked; /* elements, as x12_kept.has: what is there tells */
    unsigned values;
    uint8_t element[EDI_MEMO_VALUES]; /* whose value tells */
    /* as it was */
    uint64_t at; /* 0: never */
    uint32_t has;
    uint8_t len[EDI_MEMO_VALUES];
    char text[EDI_MEMO_VALUES][EDI_MEMO_TEXT];
};

/* Of the guide: loops that hold claims, and rows that a bound memo is about. */
struct edi_memo_rows {
    const bool *root;
    bool *steady;
};

/* Adds what a rule looks at; `rows->steady` NULL: marks no rows. */
void edi_memo_add(struct edi_rule_memo *memo, const struct edi_ready *ready,
                  const struct edi_memo_rows *rows);

/* Is `seg` as the one was that the memo is of? `now` counts the changes of steady
 * rows, `begun` is what it was when the set began. */
bool edi_memo_is(const struct edi_rule_memo *memo,
                 const struct x12_segment *seg, uint32_t has, uint64_t now,
                 uint64_t begun);

/* No rule was broken at segment `i`. */
void edi_memo_set(struct edi_rule_memo *memo, const struct edi_scope *s,
                  uint32_t i, uint64_t now);

#endif
