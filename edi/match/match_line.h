/* SPDX-License-Identifier: Apache-2.0 */
/*
 * match_line - which submitted line each paid line answers
 *
 *   L1  REF*6R is the line's own; several services may answer one line (split,
 *       unbundled)
 *   L2  code, modifiers as a set, days and charge agree
 *   L3  the same without modifiers: the payer dropped them
 *   L4  L2 without days: neither side tells them of the line
 *   L5  revenue code and charge agree; or one service is left, and its charge is
 *       the sum of all lines that are left: they were rolled into one
 *   L6  the place in the claim, where there are as many services as lines and
 *       all charges agree in their order
 *
 * A code with its modifiers glued behind it is taken apart. L2 to L6 give each
 * line to one service at most. A service that bears a line
 * number which no line of the claim has is left alone: it is another claim's.
 */
#ifndef EDI_MATCH_LINE_H
#define EDI_MATCH_LINE_H

#include "edi/match/match.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Sets `line` and `rule` of each service of the payment. */
X12_API enum x12_status edi_match_lines(const struct edi_match_claim *claim,
                                        struct edi_match_payment *payment,
                                        struct x12_arena *arena,
                                        struct x12_error *err) X12_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
