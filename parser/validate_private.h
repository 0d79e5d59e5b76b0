/* SPDX-License-Identifier: Apache-2.0 */
/*
 * validate_private - a check under way: the segment, its rules, the place
 */
#ifndef X12_VALIDATE_PRIVATE_H
#define X12_VALIDATE_PRIVATE_H

#include "parser/finding.h"
#include "parser/plan.h"

struct x12_validation {
    const struct x12_segment *seg;
    const struct x12_row *row;
    const struct x12_plan *plan;
    const struct x12_plan_note *notes; /* the row's */
    const struct x12_dictionary *dictionary;
    struct x12_findings *findings;
    x12_str format;   /* the last value of data element 1250 */
    uint64_t present; /* bit k: element k, or component k of a composite */
    unsigned has;
    uint16_t element, component, repeat; /* at hand */
};

/* Tells a fault at the element, component and repeat at hand. */
struct x12_finding *x12_validate_tell(const struct x12_validation *v,
                                      enum x12_fault_id fault);

/* Tells what is wrong with a segment that a glance did not find right, or that
 * has no rules: then `plan` is NULL. */
void x12_validate_closely(const struct x12_segment *seg,
                          const struct x12_row *row,
                          const struct x12_plans *plans,
                          const struct x12_plan *plan,
                          struct x12_findings *findings);

/* The positions at which a note is broken, as bits. */
static inline uint64_t x12_note_broken(const struct x12_plan_note *note,
                                       uint64_t present)
{
    uint64_t first = (uint64_t)1 << note->first % X12_GUIDE_ELEMENTS;
    uint64_t there = note->all & present, absent = note->all & ~present;

    switch (note->kind) {
    case 'P':
        return there ? absent : 0;
    case 'R':
        return there ? 0 : first;
    case 'E': /* all but the lowest that is there */
        return there & (there - 1);
    case 'C':
        return there & first ? absent : 0;
    case 'L': /* the lowest of the others */
        return there == first ? absent & (~absent + 1) : 0;
    default:
        return 0;
    }
}

/* The notes about the segment (`composite` 0) or about one composite element,
 * of whose positions those in `present` are there. */
void x12_validate_notes(struct x12_validation *v, unsigned composite);

#endif
