/* SPDX-License-Identifier: Apache-2.0 */
/*
 * validate - a segment's elements against their rules: presence, length, type,
 * code, repeats, syntax notes
 *
 * The code that tells a segment from its namesakes is not looked at: it was met
 * when the walker chose the row, or told then. Bytes over 0x7F are no fault.
 */
#ifndef X12_VALIDATE_H
#define X12_VALIDATE_H

#include "parser/finding.h"
#include "parser/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Tells every fault of `seg` against a row of `guide`; plans of its rows are
 * kept in `plans`. `row` NULL: only what is wrong in any segment, and `guide`
 * may be NULL. */
X12_API void x12_validate(const struct x12_segment *seg,
                          const struct x12_guide *guide,
                          const struct x12_row *row, struct x12_plans *plans,
                          struct x12_findings *findings);

#ifdef __cplusplus
}
#endif
#endif
