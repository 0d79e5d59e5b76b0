/* SPDX-License-Identifier: Apache-2.0 */
/*
 * set - the next transaction set of a file, and what it is
 */
#ifndef EDI_SET_H
#define EDI_SET_H

#include "parser/cursor.h"

#ifdef __cplusplus
extern "C" {
#endif

enum edi_set_kind {
    EDI_SET_OTHER,        /* no guide of ours, or none at all */
    EDI_SET_CLAIM,        /* 837P, 837I, 837D */
    EDI_SET_PAYMENT,      /* 835 */
    EDI_SET_999,
    EDI_SET_277CA,
    EDI_SET_TA1,          /* no set: a TA1 segment of the envelope */
};

/* Does the cursor stand on an ST or TA1 that edi_set_next has not given yet? */
X12_API bool edi_set_is_met(const struct x12_cursor *cur);

/* Moves to the next ST (or TA1), over whatever is left of the set at hand.
 * X12_OK with the cursor on the ST, X12_END at the end of the input. */
X12_API enum x12_status edi_set_next(struct x12_cursor *cur,
                                     enum edi_set_kind *kind) X12_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
