/* SPDX-License-Identifier: Apache-2.0 */
/* shape - written by the rows */
#include "edi/claims/claim_unread_private.h"
#include "edi/claims/shape_private.h"
#include "parser/guide.h"

/* The element and component written last in the segment at hand. */
struct shape_at {
    unsigned element, component;
};

static void shape_write_component(struct x12_writer *w, struct shape_at *at,
                                  unsigned component, x12_str value)
{
    while (at->component + 1 < component) {
        x12_put_component(w, X12_STR(""));
        at->component++;
    }
    x12_put_component(w, value);
    at->component++;
}

/* Puts a value at its position, with what is empty before it. */
static inline void shape_write_value(struct x12_writer *w, struct shape_at *at,
                                     unsigned element, unsigned component,
                                     x12_str value)
{
    if (element > at->element) {
        if (element > at->element + 1)
            x12_put_empty(w, element - at->element - 1);
        x12_put(w, component > 1 ? X12_STR("") : value);
        *at = (struct shape_at){ element, 1 };
        if (component <= 1)
            return;
    }
    shape_write_component(w, at, component, value);
}

static inline x12_str shape_text(const struct edi_part *part,
                                 const char *object, char room[X12_MONEY_TEXT])
{
    const void *at = object + part->offset;

    if (part->kind == EDI_PART_TEXT && part->has == EDI_MAP_NONE)
        return *(const x12_str *)at;
    if (part->has != EDI_MAP_NONE && !*(const bool *)(object + part->has))
        return X12_STR("");
    switch ((enum edi_part_kind)part->kind) {
    case EDI_PART_TEXT:
        return *(const x12_str *)at;
    case EDI_PART_MONEY:
        return (x12_str){ room,
                          x12_money_format(*(const x12_money *)at, room) };
    case EDI_PART_DECIMAL:
        return (x12_str){ room,
                          x12_decimal_format(*(const x12_decimal *)at, room) };
    }
    return X12_STR("");
}

/* The parts of a shape whose elements are in [first, last], `shift` further on
 * in the segment. An empty qualifier is given its usual value when the part
 * behind it is not empty. */
static void shape_write_parts(struct x12_writer *w, struct shape_at *at,
                              const struct edi_shape *shape, const char *object,
                              unsigned first, unsigned last, unsigned shift)
{
    const struct edi_part *part = shape->parts, *end = part + shape->count;
    char room[X12_MONEY_TEXT];

    while (part < end && part->element < first)
        part++;
    for (; part < end && part->element <= last; part++) {
        x12_str value = shape_text(part, object, room);

        if (value.len == 0 && part->fallback && part + 1 < end &&
            shape_text(part + 1, object, room).len > 0)
            value = x12_str_from(part->fallback);
        if (value.len == 0)
            continue; /* what follows puts its place */
        shape_write_value(w, at, part->element + shift, part->component, value);
    }
}

enum { SHAPE_LAST = 255 }; /* behind any element */

void edi_shape_write(const struct edi_shape_out *out,
                     const struct edi_shape *shape, const void *object,
                     x12_str opening)
{
    struct x12_writer *w = out->w;
    struct shape_at at = { 0, 0 };
    char room[X12_MONEY_TEXT];
    unsigned first = 1;

    if (edi_unread_before(out->unread, w))
        return;
    x12_writer_begin(w, shape->id);
    if (opening.len > 0 && shape_text(shape->parts, object, room).len == 0) {
        shape_write_value(w, &at, 1, 0, opening);
        first = 2;
    }
    shape_write_parts(w, &at, shape, object, first, SHAPE_LAST, 0);
    x12_writer_end(w);
}

static uint32_t shape_number(const char *entry, uint16_t offset)
{
    return *(const uint32_t *)(const void *)(entry + offset);
}

static x12_str shape_member(const struct edi_part *part, const char *entry)
{
    return *(const x12_str *)(const void *)(entry + part->offset);
}

static bool shape_is_diagnosis(x12_str qualifier)
{
    return x12_codes_have(" ABK ABF BK BF TQ ", qualifier);
}

/* Do two entries say the same before their groups? Where nothing stands there,
 * they are to be of one kind: codes of one qualifier, or diagnoses. */
static bool shape_begins_alike(const struct edi_shape *shape, const char *a,
                               const char *b, bool codes_join)
{
    const struct edi_part *part = shape->parts;

    if (shape->from == 1)
        return x12_str_equal(shape_member(part, a), shape_member(part, b)) ||
               shape_number(b, shape->ordinal) > 0 ||
               (codes_join && shape_is_diagnosis(shape_member(part, a)) &&
                shape_is_diagnosis(shape_member(part, b)));
    for (; part->element < shape->from; part++)
        if (!x12_str_equal(shape_member(part, a), shape_member(part, b)))
            return false;
    return true;
}

/* May the entry stand in the segment of the entry before it? Where it does not
 * say so, one CAS takes the reasons of one group, one PLB those of one
 * provider and year, one HI codes of one kind. */
static bool shape_joins(const struct edi_shape *shape, const char *before,
                        const char *entry, unsigned next, bool codes_join)
{
    uint32_t position = shape_number(entry, shape->position);

    return next <= shape->from + (shape->times - 1u) * shape->stride &&
           shape_number(entry, shape->ordinal) ==
               shape_number(before, shape->ordinal) &&
           (position == 0 || position >= next) &&
           shape_begins_alike(shape, before, entry, codes_join);
}

/* The element at which the entry's group begins, from `next` on. */
static unsigned shape_position(const struct edi_shape *shape, const char *entry,
                               unsigned next)
{
    uint32_t position = shape_number(entry, shape->position);

    if (position < next || (position - shape->from) % shape->stride != 0 ||
        position > shape->from + (shape->times - 1u) * shape->stride)
        return next;
    return position;
}

/* Begins the segment that the entry is the first of; false: something else is
 * written in its stead. */
static bool shape_group_begin(const struct edi_shape_out *out,
                              struct shape_at *at,
                              const struct edi_shape *shape, const char *entry)
{
    if (edi_unread_before(out->unread, out->w))
        return false;
    *at = (struct shape_at){ 0, 0 };
    x12_writer_begin(out->w, shape->id);
    shape_write_parts(out->w, at, shape, entry, 1, shape->from - 1u, 0);
    return true;
}

static void shape_write_groups(const struct edi_shape_out *out,
                               const struct edi_place *place, const char *items,
                               size_t count)
{
    const struct edi_shape *shape = place->shape;
    struct shape_at at = { 0, 0 };
    unsigned next = 0;
    bool own = false;

    for (size_t i = 0; i < count; i++) {
        const char *entry = items + i * place->size;

        if (i == 0 || !shape_joins(shape, entry - place->size, entry, next,
                                   out->codes_join)) {
            if (own)
                x12_writer_end(out->w);
            own = shape_group_begin(out, &at, shape, entry);
            next = shape->from;
        }
        next = shape_position(shape, entry, next);
        if (own)
            shape_write_parts(out->w, &at, shape, entry, shape->from,
                              SHAPE_LAST, next - shape->from);
        next += shape->stride;
    }
    if (own)
        x12_writer_end(out->w);
}

static bool shape_is_picked(const struct edi_place *place, const void *entry)
{
    const struct edi_quantity *quantity = entry;
    const struct edi_date *date = entry;

    switch ((enum edi_pick)place->pick) {
    case EDI_PICK_QTY:
        return quantity->kind.len == 0;
    case EDI_PICK_MEA:
        return quantity->kind.len > 0;
    case EDI_PICK_DAY:
        return date->format.len == 0;
    case EDI_PICK_PERIOD:
        return date->format.len > 0;
    case EDI_PICK_ALL:
        break;
    }
    return true;
}

void edi_place_write_list(const struct edi_shape_out *out,
                          const struct edi_place *place, const void *object)
{
    const char *at = object;
    const char *items = *(char *const *)(const void *)(at + place->offset);
    size_t count = *(const size_t *)(const void *)(at + place->other);

    if (place->shape->times > 0) {
        shape_write_groups(out, place, items, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (shape_is_picked(place, items + i * place->size))
            edi_shape_write(out, place->shape, items + i * place->size,
                            X12_STR(""));
}

bool edi_place_is_filled(const struct edi_place *place, const void *object)
{
    const char *at = object;

    if (place->how == EDI_HOW_LIST)
        return *(const size_t *)(const void *)(at + place->other) > 0;
    if (place->other != EDI_MAP_NONE)
        return *(const bool *)(at + place->other);
    return edi_shape_is_filled(place->shape, at + place->offset);
}
