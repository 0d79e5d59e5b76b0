/* SPDX-License-Identifier: Apache-2.0 */
/* claim_write - claims to segments */
#include "edi/claims/claim_write.h"

#include "edi/claims/claim_fields_private.h"
#include "edi/claims/claim_map_private.h"
#include "edi/guides/guides.h"

/* The element and component written last in the segment at hand. */
struct write_at {
    unsigned element, component;
};

/* Puts a value at its position, with what is empty before it. */
static void write_value(struct x12_writer *w, struct write_at *at,
                        unsigned element, unsigned component, x12_str value)
{
    if (element > at->element + 1)
        x12_put_empty(w, element - at->element - 1);
    if (element > at->element) {
        x12_put(w, component > 1 ? X12_STR("") : value);
        *at = (struct write_at){ element, 1 };
        if (component <= 1)
            return;
    }
    while (at->component + 1 < component) {
        x12_put_component(w, X12_STR(""));
        at->component++;
    }
    x12_put_component(w, value);
    at->component++;
}

static x12_str write_text(const struct edi_part *part, const char *object,
                          char room[X12_MONEY_TEXT])
{
    const void *at = object + part->offset;

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
static void write_parts(struct x12_writer *w, struct write_at *at,
                        const struct edi_shape *shape, const char *object,
                        unsigned first, unsigned last, unsigned shift)
{
    char room[X12_MONEY_TEXT];

    for (size_t i = 0; i < shape->count; i++) {
        const struct edi_part *part = &shape->parts[i];
        x12_str value;

        if (part->element < first || part->element > last)
            continue;
        value = write_text(part, object, room);
        if (value.len == 0 && part->fallback && i + 1 < shape->count &&
            write_text(part + 1, object, room).len > 0)
            value = x12_str_from(part->fallback);
        write_value(w, at, part->element + shift, part->component, value);
    }
}

enum { WRITE_LAST = 255 }; /* behind any element */

/* A segment; `opening` is its first element where the object has none. */
static void write_shape(struct x12_writer *w, const struct edi_shape *shape,
                        const char *object, x12_str opening)
{
    struct write_at at = { 0, 0 };
    char room[X12_MONEY_TEXT];
    unsigned first = 1;

    x12_writer_begin(w, shape->id);
    if (opening.len > 0 && write_text(shape->parts, object, room).len == 0) {
        write_value(w, &at, 1, 0, opening);
        first = 2;
    }
    write_parts(w, &at, shape, object, first, WRITE_LAST, 0);
    x12_writer_end(w);
}

static uint32_t write_number(const char *entry, uint16_t offset)
{
    return *(const uint32_t *)(const void *)(entry + offset);
}

static x12_str write_first_text(const struct edi_shape *shape,
                                const char *entry)
{
    return *(const x12_str *)(const void *)(entry + shape->parts[0].offset);
}

static bool write_is_diagnosis(x12_str qualifier)
{
    return x12_codes_have(" ABK ABF BK BF TQ ", qualifier);
}

/* May the entry stand in the segment of the entry before it? Where the claim
 * does not say, one CAS takes the reasons of one group; one HI takes codes of
 * one kind, and in 837P and 837D all diagnoses. */
static bool write_joins(const struct edi_claim_writer *cw,
                        const struct edi_shape *shape, const char *before,
                        const char *entry, unsigned next)
{
    x12_str a = write_first_text(shape, before);
    x12_str b = write_first_text(shape, entry);
    uint32_t ordinal = write_number(entry, shape->ordinal);
    uint32_t position = write_number(entry, shape->position);

    if (next > shape->from + (shape->times - 1u) * shape->stride ||
        ordinal != write_number(before, shape->ordinal) ||
        (position > 0 && position < next))
        return false;
    if (x12_str_equal(a, b))
        return true;
    if (shape->from > 1)
        return false;
    return ordinal > 0 || (cw->kind != EDI_INSTITUTIONAL &&
                           write_is_diagnosis(a) && write_is_diagnosis(b));
}

/* The element at which the entry's group begins, from `next` on. */
static unsigned write_position(const struct edi_shape *shape, const char *entry,
                               unsigned next)
{
    uint32_t position = write_number(entry, shape->position);

    if (position < next || (position - shape->from) % shape->stride != 0 ||
        position > shape->from + (shape->times - 1u) * shape->stride)
        return next;
    return position;
}

static void write_groups(struct edi_claim_writer *cw,
                         const struct edi_place *place, const char *items,
                         size_t count)
{
    const struct edi_shape *shape = place->shape;
    struct write_at at = { 0, 0 };
    unsigned next = 0;

    for (size_t i = 0; i < count; i++) {
        const char *entry = items + i * place->size;

        if (i == 0 ||
            !write_joins(cw, shape, entry - place->size, entry, next)) {
            if (i > 0)
                x12_writer_end(cw->w);
            x12_writer_begin(cw->w, shape->id);
            at = (struct write_at){ 0, 0 };
            write_parts(cw->w, &at, shape, entry, 1, shape->from - 1u, 0);
            next = shape->from;
        }
        next = write_position(shape, entry, next);
        write_parts(cw->w, &at, shape, entry, shape->from, WRITE_LAST,
                    next - shape->from);
        next += shape->stride;
    }
    if (count > 0)
        x12_writer_end(cw->w);
}

static bool write_is_picked(const struct edi_place *place, const char *entry)
{
    const struct edi_quantity *quantity = (const void *)entry;

    switch ((enum edi_pick)place->pick) {
    case EDI_PICK_QTY:
        return quantity->kind.len == 0;
    case EDI_PICK_MEA:
        return quantity->kind.len > 0;
    case EDI_PICK_ALL:
        break;
    }
    return true;
}

static void write_list(struct edi_claim_writer *cw,
                       const struct edi_place *place, const char *object)
{
    const char *items = *(char *const *)(const void *)(object + place->offset);
    size_t count = *(const size_t *)(const void *)(object + place->other);

    if (place->shape->times > 0) {
        write_groups(cw, place, items, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (write_is_picked(place, items + i * place->size))
            write_shape(cw->w, place->shape, items + i * place->size,
                        X12_STR(""));
}

/* Has the object something that goes to this place? */
static bool write_is_filled(const struct edi_place *place, const char *object)
{
    if (place->how == EDI_HOW_LIST)
        return *(const size_t *)(const void *)(object + place->other) > 0;
    if (place->other != EDI_MAP_NONE)
        return *(const bool *)(object + place->other);
    return edi_shape_is_filled(place->shape, object + place->offset);
}

static void write_refused(struct x12_writer *w, const char *id, const char *why)
{
    x12_writer_begin(w, id);
    x12_writer_fail(w, X12_ESYNTAX, why);
}

/* The object's own segments. The first of a loop that it opens is written in
 * any case. */
static void write_places(struct edi_claim_writer *cw, enum edi_node node,
                         const char *object, bool opens, x12_str opening)
{
    size_t count;
    const struct edi_place *places = edi_map_places(node, &count);

    for (size_t i = 0; i < count; i++) {
        const struct edi_place *place = &places[i];
        bool is_used = cw->map->places[node] >> i & 1;

        if (opens && i == 0)
            write_shape(cw->w, place->shape, object + place->offset, opening);
        else if (!write_is_filled(place, object))
            continue;
        else if (!is_used && !place->shares)
            write_refused(cw->w, place->shape->id,
                          "claims of this kind have no such segment");
        else if (is_used && place->how == EDI_HOW_LIST)
            write_list(cw, place, object);
        else if (is_used)
            write_shape(cw->w, place->shape, object + place->offset,
                        X12_STR(""));
    }
}

/* How many structs of the loop hang at the parent; `*items` is the first. */
static size_t write_children(const struct edi_loop *loop, const char *parent,
                             const char **items)
{
    const char *at = parent + loop->offset;

    *items = at;
    if (loop->how == EDI_HOW_ONE)
        return ((const struct edi_party *)(const void *)at)->present ? 1 : 0;
    *items = *(char *const *)(const void *)at;
    return *(const size_t *)(const void *)(parent + loop->other);
}

/* An object and all that hangs below it; as deep as the guides are. */
static void write_node(struct edi_claim_writer *cw, enum edi_node node,
                       const char *object, bool opens, x12_str opening)
{
    size_t loop_count;
    const struct edi_loop *loops = edi_map_loops(&loop_count);

    write_places(cw, node, object, opens, opening);
    for (size_t i = 0; i < loop_count; i++) {
        const struct edi_loop *loop = &loops[i];
        const char *items;
        size_t count = 0;

        if (loop->parent == node)
            count = write_children(loop, object, &items);
        if (count > 0 && !(cw->map->loops >> i & 1))
            write_refused(cw->w, "", "claims of this kind have no such loop");
        for (size_t k = 0; k < count; k++) {
            char room[X12_MONEY_TEXT];
            x12_str role = x12_str_from(loop->role);

            if (loop->node == EDI_NODE_LINE)
                role = (x12_str){ room, x12_decimal_format(
                                            (x12_decimal){ (int64_t)k + 1, 0 },
                                            room) };
            write_node(cw, (enum edi_node)loop->node, items + k * loop->size,
                       true, role);
        }
    }
}

static void write_hl(struct edi_claim_writer *cw, uint32_t parent,
                     x12_str level, bool has_children)
{
    struct x12_writer *w = cw->w;

    x12_writer_begin(w, "HL");
    x12_put_count(w, ++cw->hl);
    if (parent > 0)
        x12_put_count(w, parent);
    else
        x12_put_empty(w, 1);
    x12_put(w, level);
    x12_put(w, has_children ? X12_STR("1") : X12_STR("0"));
    x12_writer_end(w);
}

/* The members of a claim that a loop around it fills. */
static const struct write_level {
    size_t from, to;
} write_provider = { offsetof(struct edi_claim, billing),
                     offsetof(struct edi_claim, coverage) },
  write_subscriber = { offsetof(struct edi_claim, coverage),
                       offsetof(struct edi_claim, patient_is_subscriber) },
  write_patient = { offsetof(struct edi_claim, patient_is_subscriber),
                    offsetof(struct edi_claim, id) };

static bool write_is_same(const struct edi_claim_writer *cw,
                          const struct edi_claim *claim,
                          const struct write_level *level)
{
    return edi_record_equal_part(&edi_claim_record, &cw->last, claim,
                                 level->from, level->to);
}

static void write_remember(struct edi_claim_writer *cw,
                           const struct edi_claim *claim,
                           const struct write_level *level,
                           struct x12_arena *arena)
{
    x12_arena_reset(arena);
    edi_record_copy_part(&edi_claim_record, &cw->last, claim, level->from,
                         level->to, arena);
    if (arena->failed)
        x12_writer_fail(cw->w, arena->failed, "out of memory");
}

static bool write_has_patient(const struct edi_claim *claim)
{
    return claim->patient.present || claim->patient_loop > 0 ||
           !edi_record_is_empty(&edi_coverage_record, &claim->patient_coverage);
}

static void write_provider_loop(struct edi_claim_writer *cw,
                                const struct edi_claim *claim)
{
    write_hl(cw, 0, X12_STR("20"), true);
    cw->provider_hl = cw->hl;
    write_node(cw, EDI_NODE_PROVIDER, (const char *)claim, false, X12_STR(""));
    write_remember(cw, claim, &write_provider, &cw->provider_arena);
    cw->in_provider = true;
}

static void write_subscriber_loop(struct edi_claim_writer *cw,
                                  const struct edi_claim *claim)
{
    cw->has_children = write_has_patient(claim) || claim->patients_follow;
    write_hl(cw, cw->provider_hl, X12_STR("22"), cw->has_children);
    cw->subscriber_hl = cw->hl;
    write_node(cw, EDI_NODE_SUBSCRIBER, (const char *)claim, false,
               X12_STR(""));
    write_remember(cw, claim, &write_subscriber, &cw->subscriber_arena);
    cw->in_subscriber = true;
    cw->in_patient = false;
}

static void write_patient_loop(struct edi_claim_writer *cw,
                               const struct edi_claim *claim)
{
    write_hl(cw, cw->subscriber_hl, X12_STR("23"), false);
    write_node(cw, EDI_NODE_PATIENT, (const char *)claim, false, X12_STR(""));
    write_remember(cw, claim, &write_patient, &cw->patient_arena);
    cw->in_patient = true;
}

/* Opens the loops around the claim that are not at hand. A subscriber's own
 * claims stand before the first patient. */
static void write_outer(struct edi_claim_writer *cw,
                        const struct edi_claim *claim)
{
    bool has_patient = write_has_patient(claim);

    if (!cw->in_provider || !write_is_same(cw, claim, &write_provider)) {
        cw->in_subscriber = false;
        write_provider_loop(cw, claim);
    }
    if (!cw->in_subscriber || !write_is_same(cw, claim, &write_subscriber) ||
        (has_patient ? !cw->has_children : cw->in_patient))
        write_subscriber_loop(cw, claim);
    if (has_patient &&
        (!cw->in_patient || !write_is_same(cw, claim, &write_patient)))
        write_patient_loop(cw, claim);
}

/* After a failure nothing is known of the loops at hand: the next claim opens
 * them all, with the numbers it would have had. */
void edi_claim_write(struct edi_claim_writer *cw, const struct edi_claim *claim)
{
    const uint32_t hl = cw->hl;

    if (!cw->map) {
        x12_writer_fail(cw->w, X12_EMISUSE, "claims outside a set of claims");
        return;
    }
    if (claim->kind != cw->kind)
        write_refused(cw->w, "CLM", "the claim is not of its set's kind");
    write_outer(cw, claim);
    write_node(cw, EDI_NODE_CLAIM, (const char *)claim, true, X12_STR(""));
    if (x12_writer_status(cw->w) == X12_OK) {
        cw->claims++;
    } else {
        cw->hl = hl;
        cw->in_provider = cw->in_subscriber = cw->in_patient = false;
    }
}

void edi_claim_writer_begin(struct edi_claim_writer *cw, struct x12_writer *w,
                            const struct edi_claim_set *set)
{
    static const char *const names[] = {
        [EDI_PROFESSIONAL] = "837P",
        [EDI_INSTITUTIONAL] = "837I",
        [EDI_DENTAL] = "837D",
    };
    const struct x12_guide *guide = NULL;

    *cw = (struct edi_claim_writer){ .w = w, .kind = set->kind };
    if (set->kind >= EDI_PROFESSIONAL && set->kind <= EDI_DENTAL)
        guide = edi_guide_named(x12_str_from(names[set->kind]));
    if (!guide) {
        x12_writer_fail(w, X12_EMISUSE, "a set of claims without its kind");
        return;
    }
    cw->map = edi_map_of(&cw->maps, guide, &cw->map_arena);
    if (!cw->map)
        x12_writer_fail(w, X12_ENOMEM, "out of memory");
    else
        write_node(cw, EDI_NODE_SET, (const char *)set, false, X12_STR(""));
}

void edi_claim_writer_end(struct edi_claim_writer *cw)
{
    edi_claim_writer_release(cw);
}

void edi_claim_writer_release(struct edi_claim_writer *cw)
{
    x12_arena_release(&cw->map_arena);
    x12_arena_release(&cw->provider_arena);
    x12_arena_release(&cw->subscriber_arena);
    x12_arena_release(&cw->patient_arena);
    cw->maps = NULL;
    cw->map = NULL;
}
