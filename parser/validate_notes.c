/* SPDX-License-Identifier: Apache-2.0 */
/*
 * validate_notes - syntax notes: which elements call for or exclude each other
 */
#include "parser/validate_private.h"

struct x12_finding *x12_validate_tell(const struct x12_validation *v,
                                      enum x12_fault_id fault)
{
    struct x12_place place = v->seg->place;
    struct x12_finding *finding;

    place.element = v->element;
    place.component = v->component;
    place.repeat = v->repeat;
    finding = x12_found(v->findings, fault, place, v->row);
    x12_finding_value(finding, x12_occurrence(v->seg, place));
    return finding;
}

/* A note calls for what is not there. Not told where the guide's own rule has
 * told it already, or does not want it. */
static void validate_tell_note(struct x12_validation *v,
                               const struct x12_plan_note *note,
                               unsigned position, enum x12_fault_id fault)
{
    unsigned composite = note->composite;
    const struct x12_rule *rule = composite ? x12_row_rule(v->row, composite,
                                                           position)
                                            : x12_row_rule(v->row, position, 0);
    struct x12_finding *finding;

    if (fault == X12_FAULT_ELEMENT_CONDITIONAL && rule &&
        rule->use != X12_SITUATIONAL)
        return;
    v->element = (uint16_t)(composite ? composite : position);
    v->component = (uint16_t)(composite ? position : 0);
    finding = x12_validate_tell(v, fault);
    if (finding)
        finding->note = v->row->syntax;
}

/* Where several notes call for one element that is told once. */
void x12_validate_notes(struct x12_validation *v, unsigned composite)
{
    uint64_t told = 0;

    for (size_t i = 0; i < v->plan->note_count; i++) {
        const struct x12_plan_note *note = &v->notes[i];
        uint64_t broken;

        if (note->composite != composite)
            continue;
        broken = x12_note_broken(note, v->present) & ~told;
        told |= broken;
        for (unsigned k = 0; broken; k++, broken >>= 1)
            if (broken & 1)
                validate_tell_note(v, note, k,
                                   note->kind == 'E'
                                       ? X12_FAULT_ELEMENT_EXCLUDED
                                       : X12_FAULT_ELEMENT_CONDITIONAL);
    }
}
