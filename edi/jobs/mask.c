/* SPDX-License-Identifier: Apache-2.0 */
/* mask - a segment shown without what tells who somebody is */
#include "edi/jobs/mask.h"

/* Does the value of this element or component tell nothing of a person? */
static bool mask_is_open(const struct x12_cursor *cur, unsigned element,
                         unsigned component, x12_str value)
{
    const struct x12_guide *guide = cur->walker->guide;
    const struct x12_rule *rule;
    x12_decimal number;

    if (cur->level != X12_AT_BODY)
        return cur->level != X12_AT_STRAY &&
               !(cur->level == X12_AT_ISA && (element == 2 || element == 4));
    if (!cur->row || !guide)
        return false;
    rule = x12_row_rule(cur->row, element, component);
    if (!rule)
        return false;
    if (rule->codes)
        return x12_codes_have(rule->codes, value);
    if (rule->data_element >= guide->dictionary->count)
        return false;
    switch ((enum x12_type)guide->dictionary->at[rule->data_element].type) {
    case X12_TYPE_R:
    case X12_TYPE_N:
        return x12_decimal_parse(value, &number);
    case X12_TYPE_NONE:
    case X12_TYPE_AN:
    case X12_TYPE_ID:
    case X12_TYPE_DT:
    case X12_TYPE_TM:
    case X12_TYPE_B:
    case X12_TYPE_COMPOSITE:
        break;
    }
    return false;
}

static void mask_hide(struct x12_text *t, x12_str value)
{
    for (size_t i = 0; i < value.len; i++)
        x12_text_put(t, "x");
}

static bool mask_is_composite(const struct x12_cursor *cur, unsigned element)
{
    const struct x12_guide *guide = cur->walker->guide;
    const struct x12_rule *rule = cur->row && guide
                                      ? x12_row_rule(cur->row, element, 0)
                                      : NULL;

    return rule && rule->data_element < guide->dictionary->count &&
           guide->dictionary->at[rule->data_element].type == X12_TYPE_COMPOSITE;
}

/* One repeat of an element: whole, or component by component. */
static void mask_repeat(struct x12_text *t, const struct x12_cursor *cur,
                        unsigned element, x12_str value)
{
    char by = cur->seg.delims.component;
    unsigned parts = x12_part_count(value, by);

    if (!mask_is_composite(cur, element)) {
        if (mask_is_open(cur, element, 0, value))
            x12_text_data(t, value);
        else
            mask_hide(t, value);
        return;
    }
    for (unsigned i = 1; i <= parts; i++) {
        x12_str part = x12_part(value, by, i);

        if (i > 1)
            x12_text_data(t, (x12_str){ &by, 1 });
        if (mask_is_open(cur, element, i, part))
            x12_text_data(t, part);
        else
            mask_hide(t, part);
    }
}

void edi_mask_put(struct x12_text *t, const struct x12_cursor *cur)
{
    const struct x12_delims *delims = &cur->seg.delims;
    /* ISA11 and ISA16 are delimiters themselves. */
    bool repeats = delims->repeat && cur->level != X12_AT_ISA;

    /* What is too long for an id may be the rest of a name. */
    if (cur->seg.id != 0)
        x12_text_data(t, x12_element(&cur->seg, 0));
    else
        mask_hide(t, x12_element(&cur->seg, 0));
    for (unsigned i = 1; i <= cur->seg.count; i++) {
        x12_str rest = x12_element(&cur->seg, i);
        bool first = true;

        x12_text_data(t, (x12_str){ &delims->element, 1 });
        while (rest.len > 0 || (rest.at && !first)) {
            x12_str one = rest;

            if (repeats)
                one = x12_str_cut(&rest, delims->repeat);
            else
                rest = (x12_str){ NULL, 0 };
            if (!first)
                x12_text_data(t, (x12_str){ &delims->repeat, 1 });
            mask_repeat(t, cur, i, one);
            first = false;
        }
    }
}
