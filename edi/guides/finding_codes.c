/* SPDX-License-Identifier: Apache-2.0 */
/* finding_codes - the codes of IK304 and IK403 by which a 999 tells a finding */
#include "edi/guides/finding_codes.h"

#include "edi/guides/guides.h"

/* Segments of health care that none of our guides has. */
static const char codes_others[] =
    " AAA ACT ADX AK3 AK4 AK5 BGN COB DSB EB EC ENT EQ FGS HCR HD HLH HSD ICM "
    "IDC III INS IT1 LE LS LUI MPI MSG PLA RMR SLN UM ";

static bool codes_guide_has_segment(const struct x12_guide *guide,
                                    const char *id)
{
    for (size_t i = 0; i < guide->count; i++)
        if (guide->rows[i].segment && strcmp(guide->rows[i].segment, id) == 0)
            return true;
    return false;
}

/* Is it the id of a segment, though of another set? */
static bool codes_is_segment(const struct x12_finding *finding)
{
    const struct x12_guide *guide;
    char id[4];

    x12_finding_segment(finding, id);
    if (x12_codes_have(codes_others, x12_str_from(id)))
        return true;
    for (size_t i = 0; (guide = edi_guide_at(i)) != NULL; i++)
        if (codes_guide_has_segment(guide, id))
            return true;
    return false;
}

static bool codes_guide_has_code(const struct x12_guide *guide,
                                 unsigned data_element, x12_str code)
{
    for (size_t i = 0; i < guide->count; i++) {
        const struct x12_row *row = &guide->rows[i];

        for (size_t k = 0; k < row->rule_count; k++)
            if (row->rules[k].data_element == data_element &&
                x12_codes_have(row->rules[k].codes, code))
                return true;
    }
    return false;
}

/* Does the code stand in another place of the same data element? */
static bool codes_is_code(const struct x12_finding *finding)
{
    const struct x12_place *place = &finding->place;
    const struct x12_rule *rule = finding->row && place->element > 0
                                      ? x12_row_rule(finding->row,
                                                     place->element,
                                                     place->component)
                                      : NULL;
    const struct x12_guide *guide;

    if (!rule)
        return false;
    for (size_t i = 0; (guide = edi_guide_at(i)) != NULL; i++)
        if (codes_guide_has_code(guide, rule->data_element,
                                 x12_str_from(finding->value)))
            return true;
    return false;
}

const char *edi_finding_ik304(const struct x12_finding *finding)
{
    if (finding->fault == &x12_faults[X12_FAULT_SEGMENT_UNKNOWN] &&
        codes_is_segment(finding))
        return "6";
    return finding->fault->ik304;
}

const char *edi_finding_ik403(const struct x12_finding *finding)
{
    if (finding->fault == &x12_faults[X12_FAULT_ELEMENT_CODE] &&
        codes_is_code(finding))
        return "I6";
    return finding->fault->ik403;
}
