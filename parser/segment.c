/* SPDX-License-Identifier: Apache-2.0 */
/* segment - one segment in place: elements, components, repeats, place */
#include "parser/segment.h"

x12_str x12_part(x12_str element, char by, unsigned comp)
{
    x12_str part = { NULL, 0 };

    if (comp == 0)
        return element;
    if (by == '\0') /* an interchange without this mark has one part */
        return comp == 1 ? element : part;
    while (comp-- > 0) {
        if (!element.at)
            return (x12_str){ NULL, 0 };
        part = x12_str_cut(&element, by);
    }
    return part;
}

x12_str x12_component(const struct x12_segment *seg, unsigned pos,
                      unsigned comp)
{
    x12_str element = x12_element(seg, pos);

    if (seg->delims.repeat)
        element = x12_part(element, seg->delims.repeat, 1);
    return x12_part(element, seg->delims.component, comp);
}

x12_str x12_occurrence(const struct x12_segment *seg, struct x12_place place)
{
    x12_str value = x12_element(seg, place.element);

    if (place.repeat > 0)
        value = x12_part(value, seg->delims.repeat, place.repeat);
    else if (place.component > 0 && seg->delims.repeat)
        value = x12_part(value, seg->delims.repeat, 1);
    return x12_part(value, seg->delims.component, place.component);
}

unsigned x12_part_count(x12_str element, char by)
{
    unsigned count = element.len > 0;

    if (by == '\0')
        return count;
    for (size_t i = 0; i < element.len; i++)
        count += element.at[i] == by;
    return count;
}

bool x12_segment_split(struct x12_segment *seg, x12_str text,
                       struct x12_delims delims, uint32_t *cut, size_t cap)
{
    size_t cuts = 0;

    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.at[i] != delims.element)
            continue;
        if (cuts == cap)
            return false;
        cut[cuts++] = (uint32_t)i;
    }
    *seg = (struct x12_segment){
        .base = text.at,
        .cut = cut,
        .count = (uint32_t)cuts - 1,
        .id = x12_id_pack((x12_str){ text.at, cut[0] }),
        .high = true,
        .delims = delims,
    };
    return true;
}

uint32_t x12_id_pack(x12_str id)
{
    if (id.len == 3)
        return X12_ID(id.at[0], id.at[1], id.at[2]);
    if (id.len == 2)
        return X12_ID(id.at[0], id.at[1], 0);
    return 0;
}
