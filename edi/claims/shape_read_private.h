/* SPDX-License-Identifier: Apache-2.0 */
/*
 * shape_read - the elements of a segment into the members of a struct
 *
 *     plan = edi_plan_make(shape, &arena);
 *     whole = edi_plan_read(&t, plan, object);
 *
 * A shape lists the parts of a segment for people to read and for writing in
 * their order. Its plan is the same for reading: what becomes of element k
 * stands at index k, so that a segment is read by one loop without a search.
 */
#ifndef EDI_SHAPE_READ_PRIVATE_H
#define EDI_SHAPE_READ_PRIVATE_H

#include "edi/claims/shape_private.h"
#include "edi/claims/take_private.h"

/* What an element can be beside an enum edi_part_kind. */
enum { EDI_STEP_COMPOSITE = EDI_PART_DECIMAL + 1, EDI_STEP_NONE };

/* What becomes of an element, or of a component. */
struct edi_step {
    uint8_t kind;
    uint8_t count;   /* of the components of a composite */
    uint16_t offset; /* of the member; of a composite's components: where
                                their steps stand in the plan */
    uint16_t has;    /* the bool that says it was sent, or EDI_MAP_NONE */
};

struct edi_plan {
    const struct edi_shape *shape;
    unsigned last;  /* element that has a step */
    unsigned other; /* the first element that is no text, or last + 1 */
    struct edi_step step[];
};

/* Are elements first to last of the segment empty? */
bool edi_segment_is_bare(const struct x12_segment *seg, unsigned first,
                         unsigned last);

/* NULL when the arena is out. */
const struct edi_plan *edi_plan_make(const struct edi_shape *shape,
                                     struct x12_arena *arena);

/* The segment's elements into `object`. False when a value found no member, or
 * its member cannot hold it. */
bool edi_plan_read(const struct edi_take *t, const struct edi_plan *plan,
                   void *object);

/* A segment of groups: each group that is not empty is one more entry of the
 * list, `size` bytes each. An entry says where it stood only if a group before
 * it was left empty. */
bool edi_plan_read_groups(const struct edi_take *t, const struct edi_plan *plan,
                          void *list, size_t *count, size_t size);

#endif
