/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rule - what a situational rule is
 *
 * A rule stands at a segment of the guide. For each such segment that comes, its
 * conditions are asked, all of them; when they hold, its demand is asked too,
 * and a demand that is not met is a finding. Conditions and demands are lines
 *
 *     CLM-5-3 one-of 7 8                      require REF*F8
 *     2400/SV1-1-2 between A0021 A0999        forbid NM1-4
 *     absent N4-4                             DTP-3 not-after TS/BHT-4
 *
 * over paths: loop / segment * qualifier - element - component. Without a loop
 * the segment is looked for in the loop of the rule; the segment that the rule
 * stands at means itself alone. With a loop it is looked for in the innermost
 * loop around both: from a line, 2400/DTP*472 is a date of this line and
 * 2310B/NM1 the rendering provider of the claim. docs/edits.md tells the words.
 *
 * What words cannot say is said by a function, `look`.
 */
#ifndef EDI_RULE_H
#define EDI_RULE_H

#include "parser/finding.h"
#include "parser/value.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { EDI_RULE_WHENS = 4 };

/* Where something stands that a function looked for. */
struct edi_spot {
    uint32_t kept; /* the segment; at first the rule's own */
    unsigned element, component;
    uint32_t missing; /* X12_ID of a segment that is missing; 0: none is */
    bool has_numbers; /* what was told and what would be right */
    int64_t told, right;
};

struct edi_scope;

/* Is the rule broken at segment `spot->kept`? Then `spot` tells where. */
typedef bool edi_rule_look(const struct edi_scope *scope,
                           struct edi_spot *spot);

struct edi_rule {
    struct x12_fault fault; /* name "S26_ORIGINAL_REFERENCE_MISSING" */
    const char *guides;     /* "P I D", "835" */
    const char *at;         /* "2300/CLM"; several between blanks */
    const char *when[EDI_RULE_WHENS];
    const char *demand; /* NULL: `look` decides */
    edi_rule_look *look;
    const char *close;  /* asked when this loop ends; NULL: its own loop */
    const char *status; /* of a 277CA: "A6:464:85"; NULL: none */
    /* of a payer's own rules */
    const char *payers; /* " 60054 12345 "; NULL: any */
    x12_date from, to;  /* days of service it is for; 0: no bound */
};

/* Rules of SNIP levels 4 and 6. */
X12_API extern const struct edi_rule edi_rules_837[];
X12_API extern const size_t edi_rules_837_count;
X12_API extern const struct edi_rule edi_rules_835[];
X12_API extern const size_t edi_rules_835_count;

/* The rule of a fault; NULL: it is none of these. */
X12_API const struct edi_rule *edi_rule_of(const struct x12_fault *fault);

#ifdef __cplusplus
}
#endif
#endif
