/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rules - the situational rules of a guide, asked claim by claim
 *
 *     rules = edi_rules_make(&arena, 5, NULL);
 *     edi_rules_begin(rules, &cur, findings, err);      on the ST
 *     edi_rules_step(rules, &cur, findings);            on each segment
 *     edi_rules_end(rules, findings);                   behind the last
 *     edi_rules_release(rules);
 *
 * A rule is asked when the loop ends that it stands in; one of a loop around
 * claims, when the first claim begins. Memory is that of one claim and the loops
 * around it; a set with one over X12_KEEP_LIMIT is told, and the rest of it not
 * looked at.
 */
#ifndef EDI_RULES_H
#define EDI_RULES_H

#include "edi/rules/edits.h"
#include "edi/rules/rule.h"
#include "parser/cursor.h"

#ifdef __cplusplus
extern "C" {
#endif

struct edi_rules;

/* Rules of levels up to `snip`, and a payer's own of level 7; `edits` may be
 * NULL and must outlive the rules, as must `arena`. NULL: out of memory. */
X12_API struct edi_rules *edi_rules_make(struct x12_arena *arena, unsigned snip,
                                         const struct edi_edits *edits);

/* The cursor stands on the ST of a set; what came before is forgotten. A set
 * without rules is passed over by the other two. */
X12_API enum x12_status edi_rules_begin(struct edi_rules *rules,
                                        const struct x12_cursor *cur,
                                        const struct x12_findings *findings,
                                        struct x12_error *err) X12_MUST_USE;

/* The cursor stands on a segment of it. Tells what is broken in loops that end
 * here. Fails only where there is no memory, into the error given to begin. */
X12_API enum x12_status edi_rules_step(struct edi_rules *rules,
                                       const struct x12_cursor *cur,
                                       struct x12_findings *findings)
    X12_MUST_USE;

/* The cursor's walker has left loops (x12_walker_leave): tells what is broken in
 * them. */
X12_API void edi_rules_leave(struct edi_rules *rules,
                             const struct x12_cursor *cur,
                             struct x12_findings *findings);

/* The set ends: tells what is broken in the loops that are open. */
X12_API void edi_rules_end(struct edi_rules *rules,
                           struct x12_findings *findings);

X12_API void edi_rules_release(struct edi_rules *rules);

/* Most bytes kept at once, X12_KEEP_LIMIT unless set. */
X12_API void edi_rules_limit(struct edi_rules *rules, size_t limit);

/* Told of a claim that is too large to be looked at. */
X12_API extern const struct x12_fault edi_rules_fault_over;

#ifdef __cplusplus
}
#endif
#endif
