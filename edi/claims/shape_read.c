/* SPDX-License-Identifier: Apache-2.0 */
/* shape_read - the elements of a segment into the members of a struct */
#include "edi/claims/shape_read_private.h"

#define SHAPE_INLINE static inline __attribute__((always_inline))
#define SHAPE_APART  static __attribute__((noinline)) /* it is rarer */

/* Steps of all elements, and of the components of those that are composites. */
static size_t shape_steps(const struct edi_shape *shape)
{
    const struct edi_part *part = shape->parts;
    size_t steps = part[shape->count - 1].element + (size_t)1;

    for (; part->element != EDI_MAP_LAST; part++)
        if (part[0].element != part[1].element)
            steps += part->component;
    return steps;
}

static struct edi_step shape_step(const struct edi_part *part)
{
    return (struct edi_step){ .kind = part->kind,
                              .offset = part->offset,
                              .has = part->has };
}

const struct edi_plan *edi_plan_make(const struct edi_shape *shape,
                                     struct x12_arena *arena)
{
    size_t count = shape_steps(shape);
    struct edi_plan *plan = x12_arena_make(
        arena, sizeof(*plan) + count * sizeof(*plan->step));
    const struct edi_part *part = shape->parts;
    size_t next; /* step of a component */

    if (!plan)
        return NULL;
    plan->shape = shape;
    plan->last = part[shape->count - 1].element;
    next = plan->last + (size_t)1;
    for (size_t i = 0; i < count; i++)
        plan->step[i].kind = EDI_STEP_NONE;
    for (; part->element != EDI_MAP_LAST; part++) {
        struct edi_step *step = &plan->step[part->element];

        if (part->component == 0) {
            *step = shape_step(part);
            continue;
        }
        if (step->kind == EDI_STEP_NONE)
            *step = (struct edi_step){ .kind = EDI_STEP_COMPOSITE,
                                       .offset = (uint16_t)next };
        for (; step->count < part->component; step->count++)
            next++;
        plan->step[next - 1] = shape_step(part);
    }
    for (plan->other = 1; plan->other <= plan->last; plan->other++)
        if (plan->step[plan->other].kind != EDI_PART_TEXT)
            break;
    return plan;
}

static inline void shape_text(const struct edi_step *step, const char *at,
                              size_t len, char *object)
{
    *(x12_str *)(void *)(object + step->offset) = (x12_str){ at, len };
}

/* A segment under way. */
struct shape_reading {
    const struct edi_take *t;
    const struct edi_plan *plan;
    char *object;
};

/* A number into its member; false if the member cannot hold it. */
SHAPE_APART bool shape_number(const struct shape_reading *r,
                              const struct edi_step *step, unsigned element,
                              x12_str s)
{
    void *into = r->object + step->offset;

    if (step->kind == EDI_PART_MONEY ? !edi_take_is_money(s, into)
                                     : !edi_take_is_decimal(s, into)) {
        if (r->t->lost && step->kind == EDI_PART_MONEY && !r->t->lost->amount)
            r->t->lost->amount = element;
        edi_take_unreadable(r->t, element, s,
                            "no number we can hold; not read");
        return false;
    }
    if (step->has != EDI_MAP_NONE)
        *(bool *)(r->object + step->has) = true;
    return true;
}

/* A component that is not empty. */
static inline bool shape_component(const struct shape_reading *r,
                                   const struct edi_step *step,
                                   unsigned element, x12_str s)
{
    const struct edi_take *t = r->t;

    if (step->kind == EDI_STEP_NONE)
        return false;
    if (step->kind != EDI_PART_TEXT)
        return shape_number(r, step, element, s);
    shape_text(step, t->copy + (s.at - t->from), s.len, r->object);
    return true;
}

/* The components of an element. */
SHAPE_APART bool shape_components(const struct shape_reading *r,
                                  const struct edi_step *own, unsigned element,
                                  x12_str rest)
{
    const struct edi_step *step = &r->plan->step[own->offset];
    const struct edi_step *const end = step + own->count;
    const char mark = r->t->seg->delims.component;
    bool whole = true;

    for (;; step++) {
        const size_t len = edi_take_up_to(rest.at, rest.len, mark);

        if (len > 0)
            whole &= step < end && shape_component(r, step, element,
                                                   (x12_str){ rest.at, len });
        if (len == rest.len)
            return whole;
        rest.at += len + 1;
        rest.len -= len + 1;
    }
}

bool edi_segment_is_bare(const struct x12_segment *seg, unsigned first,
                         unsigned last)
{
    for (unsigned e = first; e <= last && e <= seg->count; e++)
        if (x12_element(seg, e).len > 0)
            return false;
    return true;
}

/* The texts among elements first to last; those of the plan are `shift` less.
 * They are taken empty, too: that is less work than to ask. */
SHAPE_INLINE void shape_texts(const struct edi_take *t,
                              const struct edi_plan *plan, unsigned first,
                              unsigned last, unsigned shift, char *object)
{
    const struct edi_step *step = &plan->step[first - shift];
    const uint32_t *cut = &t->seg->cut[first - 1];
    uint32_t before = *cut;
    const char *at = t->copy + (before + 1 - t->seg->start);

    for (unsigned left = last + 1 - first; left > 0; left--, step++) {
        const uint32_t to = *++cut, len = to - before - 1;

        if (step->kind == EDI_PART_TEXT)
            shape_text(step, at, len, object);
        at += to - before;
        before = to;
    }
}

/* The same for all else that is among them. */
SHAPE_APART bool shape_others(const struct shape_reading *r, unsigned first,
                              unsigned last, unsigned shift)
{
    const struct edi_step *step = &r->plan->step[first - shift];
    const char *const base = r->t->seg->base;
    const uint32_t *const cut = r->t->seg->cut;
    bool whole = true;

    for (unsigned e = first; e <= last; e++, step++) {
        const uint32_t from = cut[e - 1] + 1;
        const x12_str s = { base + from, cut[e] - from };

        if (s.len == 0 || step->kind == EDI_PART_TEXT)
            continue;
        if (step->kind == EDI_STEP_COMPOSITE)
            whole &= shape_components(r, step, e, s);
        else
            whole &= step->kind != EDI_STEP_NONE && shape_number(r, step, e, s);
    }
    return whole;
}

/* What stands behind the elements that have a step has to be empty. */
SHAPE_INLINE bool shape_elements(const struct edi_take *t,
                                 const struct edi_plan *plan, unsigned first,
                                 unsigned last, unsigned shift, char *object)
{
    const unsigned ruled = last < plan->last + shift ? last
                                                     : plan->last + shift;
    const unsigned other = plan->other + shift;
    const struct shape_reading r = { t, plan, object };
    bool whole = true;

    shape_texts(t, plan, first, ruled, shift, object);
    if (ruled >= other)
        whole = shape_others(&r, other > first ? other : first, ruled, shift);
    return whole &&
           (ruled == last || edi_segment_is_bare(t->seg, ruled + 1, last));
}

bool edi_plan_read(const struct edi_take *t, const struct edi_plan *plan,
                   void *object)
{
    return shape_elements(t, plan, 1, t->seg->count, 0, object);
}

static uint32_t *shape_ordinal(char *object, uint16_t offset)
{
    return (uint32_t *)(void *)(object + offset);
}

bool edi_plan_read_groups(const struct edi_take *t, const struct edi_plan *plan,
                          void *list, size_t *count, size_t size)
{
    const struct edi_shape *shape = plan->shape;
    const unsigned opening = shape->from - 1u, all = t->seg->count;
    unsigned first = shape->from, shift = 0;
    uint32_t ordinal = 1;
    bool whole = true, gap = false;

    if (*count > 0)
        ordinal += *shape_ordinal(*(char **)list + (*count - 1) * size,
                                  shape->ordinal);
    for (unsigned i = 0; i < shape->times && first <= all;
         i++, first += shape->stride, shift += shape->stride) {
        unsigned last = first + shape->stride - 1u;
        char *entry;

        if (edi_segment_is_bare(t->seg, first, last)) {
            gap = true;
            continue;
        }
        entry = x12_arena_push(t->arena, list, count, size);
        if (!entry)
            return false;
        whole &= shape_elements(t, plan, 1, opening, 0, entry);
        whole &= shape_elements(t, plan, first, last < all ? last : all, shift,
                                entry);
        *shape_ordinal(entry, shape->ordinal) = ordinal;
        *shape_ordinal(entry, shape->position) = gap ? first : 0;
        gap = false;
    }
    return whole && edi_segment_is_bare(t->seg, first, all);
}
