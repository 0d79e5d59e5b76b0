/* SPDX-License-Identifier: Apache-2.0 */
/*
 * shape_rows - shorthand for the tables of shapes and places
 *
 * Only for the files that are such tables: the names are short.
 */
#ifndef EDI_SHAPE_ROWS_PRIVATE_H
#define EDI_SHAPE_ROWS_PRIVATE_H

#include "edi/claims/shape_private.h"

/* clang-format off */

#define COUNT_OF(rows) (sizeof(rows) / sizeof(*(rows)))

/* A part of struct `OF`. The kind follows from the member's type. */
#define KIND(member) _Generic(((struct OF *)0)->member, \
    x12_str: EDI_PART_TEXT, x12_money: EDI_PART_MONEY, \
    x12_decimal: EDI_PART_DECIMAL)
#define FULL(element, component, member, has, fallback) \
    { element, component, KIND(member), offsetof(struct OF, member), has, \
      fallback }
#define E(element, member)        FULL(element, 0, member, EDI_MAP_NONE, NULL)
#define C(element, comp, member)  FULL(element, comp, member, EDI_MAP_NONE, NULL)
#define E_IF(element, member, has) \
    FULL(element, 0, member, offsetof(struct OF, has), NULL)
#define C_IF(element, comp, member, has) \
    FULL(element, comp, member, offsetof(struct OF, has), NULL)
#define E_OR(element, member, text) \
    FULL(element, 0, member, EDI_MAP_NONE, text)
#define C_OR(element, comp, member, text) \
    FULL(element, comp, member, EDI_MAP_NONE, text)

#define END { EDI_MAP_LAST, 0, 0, 0, 0, NULL } /* behind the last part */

#define SHAPE_ROW(name, id) \
    { id, name##_parts, COUNT_OF(name##_parts) - 1, 0, 0, 0, \
      EDI_MAP_NONE, EDI_MAP_NONE, false }
#define GROUPS_ROW(name, id, from, stride, times, ordinal) \
    { id, name##_parts, COUNT_OF(name##_parts) - 1, from, stride, times, \
      offsetof(struct OF, ordinal), offsetof(struct OF, position), false }
#define SHAPE(name, id) \
    static const struct edi_shape name = SHAPE_ROW(name, id)
#define GROUPS(name, id, from, stride, times, ordinal) \
    static const struct edi_shape name = \
        GROUPS_ROW(name, id, from, stride, times, ordinal)
/* Those that other tables use, too. */
#define SHAPE_SHARED(name, id) \
    const struct edi_shape edi_shape_##name = SHAPE_ROW(name, id)
#define GROUPS_SHARED(name, id, from, stride, times, ordinal) \
    const struct edi_shape edi_shape_##name = \
        GROUPS_ROW(name, id, from, stride, times, ordinal)

/* Places in the struct `IN` of a node. */
#define ONE(shape, member) \
    { &shape, EDI_HOW_ONE, EDI_PICK_ALL, false, offsetof(struct IN, member), \
      EDI_MAP_NONE, 0 }
/* A member with a `present` of its own. */
#define ONE_IF(shape, member) \
    { &shape, EDI_HOW_ONE, EDI_PICK_ALL, false, offsetof(struct IN, member), \
      offsetof(struct IN, member.present), 0 }
/* The members stand in the node's struct itself. */
#define SELF(shape) \
    { &shape, EDI_HOW_ONE, EDI_PICK_ALL, false, 0, EDI_MAP_NONE, 0 }
#define SELF_SHARES(shape) \
    { &shape, EDI_HOW_ONE, EDI_PICK_ALL, true, 0, EDI_MAP_NONE, 0 }
#define SELF_IF(shape, flag) \
    { &shape, EDI_HOW_ONE, EDI_PICK_ALL, false, 0, \
      offsetof(struct IN, flag), 0 }
#define PICK(shape, member, count, pick) \
    { &shape, EDI_HOW_LIST, pick, false, offsetof(struct IN, member), \
      offsetof(struct IN, count), sizeof(*((struct IN *)0)->member) }
#define MANY(shape, member, count) PICK(shape, member, count, EDI_PICK_ALL)

/* clang-format on */

#endif
