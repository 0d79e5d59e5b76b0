/* SPDX-License-Identifier: Apache-2.0 */
/*
 * agreement - what two partners agreed that their ISA says
 *
 *     struct x12_agreement agreed = { .isa = { [6] = "HILL", [8] = "PAYER" } };
 *     cur.envelope.agreed = &agreed;
 *
 * Each ISA that says something else is told: who may send to whom, version, test
 * or production, authorisation, delimiters. Nobody else can know that a sender
 * that is well written is a wrong one.
 */
#ifndef X12_AGREEMENT_H
#define X12_AGREEMENT_H

#include "parser/finding.h"
#include "parser/segment.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { X12_ISA_ELEMENTS = 16 };

struct x12_agreement {
    /* By the number of the element, without the blanks behind; NULL: anything.
     * An ISA whose sender is the receiver here goes the other way: its ids are
     * then held against those of the other side, and ISA01 to 04 may be any. */
    const char *isa[X12_ISA_ELEMENTS + 1];
    struct x12_delims delims; /* '\0': anything */
};

/* Tells the elements and delimiters of an ISA that are not as agreed, but for
 * elements that were told of this ISA before. */
X12_API void x12_agreement_check(const struct x12_agreement *agreed,
                                 const struct x12_segment *isa,
                                 struct x12_findings *findings);

#ifdef __cplusplus
}
#endif
#endif
