/* SPDX-License-Identifier: Apache-2.0 */
/* shape - the segments that all guides share */
#include "edi/claims/shape_rows_private.h"

/* clang-format off */

#define OF edi_party
static const struct edi_part nm1_parts[] = {
    E(1, role), E(2, type), E(3, name), E(4, first), E(5, middle),
    E(6, prefix), E(7, suffix), E(8, id_qualifier), E(9, id),
    END,
};
SHAPE_SHARED(nm1, "NM1");
static const struct edi_part n3_parts[] = {
    E(1, address[0]), E(2, address[1]),
    END,
};
SHAPE_SHARED(n3, "N3");
static const struct edi_part n4_parts[] = {
    E(1, city), E(2, state), E(3, zip), E(4, country),
    E(5, location_qualifier), E(6, location), E(7, subdivision),
    END,
};
SHAPE_SHARED(n4, "N4");

#undef OF
#define OF edi_contact
static const struct edi_part per_parts[] = {
    E_OR(1, function, "IC"), E(2, name),
    E(3, number[0].qualifier), E(4, number[0].number),
    E(5, number[1].qualifier), E(6, number[1].number),
    E(7, number[2].qualifier), E(8, number[2].number),
    END,
};
SHAPE_SHARED(per, "PER");

#undef OF
#define OF edi_reference
static const struct edi_part ref_parts[] = {
    E(1, qualifier), E(2, value), E(3, description),
    C(4, 1, other_qualifier), C(4, 2, other_value),
    END,
};
SHAPE_SHARED(ref, "REF");

#undef OF
#define OF edi_amount
static const struct edi_part amt_parts[] = { E(1, qualifier), E(2, amount), END };
SHAPE_SHARED(amt, "AMT");

#undef OF
#define OF edi_quantity
static const struct edi_part qty_parts[] = {
    E(1, qualifier), E(2, quantity), C(3, 1, unit),
    END,
};
SHAPE_SHARED(qty, "QTY");

#undef OF
#define OF edi_adjustment
static const struct edi_part cas_parts[] = {
    E(1, group), E(2, reason), E(3, amount), E_IF(4, quantity, has_quantity),
    END,
};
GROUPS_SHARED(cas, "CAS", 2, 3, 6, cas);
#undef OF

/* clang-format on */

bool edi_shape_is_filled(const struct edi_shape *shape, const void *object)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct edi_part *part = &shape->parts[i];
        const char *at = (const char *)object + part->offset;

        if (part->kind == EDI_PART_TEXT
                ? ((const x12_str *)(const void *)at)->len > 0
                : part->has != EDI_MAP_NONE &&
                      *(const bool *)((const char *)object + part->has))
            return true;
    }
    return false;
}
