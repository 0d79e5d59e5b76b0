/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rule_case - a claim or payment that is right, one edit, and what it breaks
 */
#ifndef TESTS_RULE_CASE_H
#define TESTS_RULE_CASE_H

#include "edi/rules/rule.h"

struct rule_case {
    const char *rule;     /* name of the fault */
    const char *old, *by; /* the edit: this text, by that */
    const char *at;       /* the finding stands at the last segment that begins
                             so, after the edit */
    unsigned element, component;
    const char *id; /* told of this segment; NULL: the one at `at` */
};

/* Checks `base` as it is, which yields nothing, then each case, which yields its
 * finding and nothing else. "SE*@" is filled in. */
void rule_cases_hold(const char *base, const struct rule_case *cases,
                     size_t count);

/* Has every rule for these guides ("P") a case in one of the tables? Tells the
 * names that have none. */
struct rule_table {
    const struct rule_case *cases;
    size_t count;
};
void rule_cases_are_complete(const struct edi_rule *rules, size_t rule_count,
                             const struct rule_table *tables, size_t count);

#endif
