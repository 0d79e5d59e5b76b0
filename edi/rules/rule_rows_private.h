/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rule_rows_private - column shorthand of the tables of rules
 *
 *     { MISSING(E, 4, S26_ORIGINAL_REFERENCE_MISSING, "what is wrong ..."),
 *       .guides = "P I D", .at = "2300/CLM",
 *       .when = { "CLM-5-3 one-of 7 8" },
 *       .demand = "require REF*F8", .status = "A6:464" },
 *
 * says by its first word what a 999 is told: a segment that is missing (I6) or
 * must not be there (I9); an element that is missing (I9), must not be there
 * (I13), does not fit (I12) or has a wrong code (7).
 */
#ifndef EDI_RULE_ROWS_PRIVATE_H
#define EDI_RULE_ROWS_PRIVATE_H

#include "edi/rules/rule_looks_private.h"

/* clang-format off */

#define RULE_SEVERITY_E X12_ERROR
#define RULE_SEVERITY_W X12_WARNING

#define RULE_FAULT(sev, level, id, ik3, ik4, what)                             \
    .fault = { #id, level, RULE_SEVERITY_##sev, "", "", "", ik3, ik4, what }

#define MISSING(sev, level, id, what) RULE_FAULT(sev, level, id, "I6", "", what)
#define EXTRA(sev, level, id, what)   RULE_FAULT(sev, level, id, "I9", "", what)
#define TWICE(sev, level, id, what)   RULE_FAULT(sev, level, id, "5", "", what)
#define EMPTY(sev, level, id, what)   RULE_FAULT(sev, level, id, "8", "I9", what)
#define FILLED(sev, level, id, what)  RULE_FAULT(sev, level, id, "8", "I13", what)
#define UNFIT(sev, level, id, what)   RULE_FAULT(sev, level, id, "8", "I12", what)
#define CODE(sev, level, id, what)    RULE_FAULT(sev, level, id, "8", "7", what)

/* clang-format on */

#endif
