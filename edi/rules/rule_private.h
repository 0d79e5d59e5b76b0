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
};

struct edi_path {
    uint16_t row[EDI_PATH_ROWS];
    uint8_t rows;
    bool self;   /* the segment that the rule stands at */
    uint16_t up; /* loop row of the loop that it is looked for in */
    uint8_t element, component; /* 0: the segment; the whole element */
    uint32_t id;                /* X12_ID of its segment */
    x12_str code;               /* to be asked of each segment; empty: none */
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
    bool plain; /* one value of the segment that the rule stands at */
    x12_str words;        /* of one-of and its like, between blanks */
    x12_str low, high;    /* between; a pattern is in `low` */
    int64_t least, most;  /* length, limit, above */
    struct edi_path than; /* same-as and its like */
};

/* A rule at one row of a guide. */
struct edi_ready {
    const struct edi_rule *rule;
    const struct x12_guide *guide;
    struct edi_path at; /* one row */
    uint16_t loop;      /* loop row whose end it is asked at */
    uint16_t next;      /* of the same loop; 0: none */
    struct edi_test when[EDI_RULE_WHENS], demand;
    unsigned whens;
    bool again; /* its first condition is that of the rule before it */
};

/* What is wrong with a line of a rule, and where in its text. */
struct edi_rule_trouble {
    const char *what;
    const char *at;
    bool guide; /* it is right, but this guide has no such segment */
};

/* The guide rows that `at` means, each a path of one row, at most `cap`; 0 with
 * `trouble` told when it is no path or the guide has none such. */
size_t edi_rule_anchors(const struct x12_guide *guide, x12_str at,
                        struct edi_path *paths, size_t cap,
                        struct edi_rule_trouble *trouble);

/* The row of the loop that a row stands in, or that bears a name; SIZE_MAX: the
 * guide has no loop of that name. */
size_t edi_rule_loop_of(const struct x12_guide *guide, size_t row);
size_t edi_rule_loop_named(const struct x12_guide *guide, x12_str loop);

/* Makes a condition or a demand ready for a rule that stands at `at`. */
bool edi_rule_line(const struct x12_guide *guide, const struct edi_path *at,
                   x12_str line, bool demand, struct edi_test *test,
                   struct edi_rule_trouble *trouble);

/* Makes `rule` ready at its anchor `at`: true, or `trouble`. */
bool edi_rule_ready(const struct edi_rule *rule, const struct x12_guide *guide,
                    const struct edi_path *at, struct edi_ready *ready,
                    struct edi_rule_trouble *trouble);

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

#endif
