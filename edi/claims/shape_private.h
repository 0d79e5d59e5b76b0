/* SPDX-License-Identifier: Apache-2.0 */
/*
 * shape - a segment and the members of a struct, as rows; and written by them
 *
 * A *shape* says which element of a segment is which member of a struct. A
 * *place* says where in a loop's struct the segment goes. Claims are read and
 * written by such rows, payments are written by them.
 */
#ifndef EDI_SHAPE_PRIVATE_H
#define EDI_SHAPE_PRIVATE_H

#include "edi/claims/claim.h"
#include "writer/writer.h"

enum edi_part_kind { EDI_PART_TEXT, EDI_PART_MONEY, EDI_PART_DECIMAL };

enum {
    EDI_MAP_NONE = 0xFFFF, /* an offset that is not there */
    EDI_MAP_LAST = 0xFF,   /* an element behind all others */
};

/* One element or component, one member. */
struct edi_part {
    uint8_t element, component; /* component 0: the whole element */
    uint8_t kind;               /* enum edi_part_kind */
    uint16_t offset;
    uint16_t has;         /* the bool that says it was sent, or none */
    const char *fallback; /* written when it is empty and the part behind
                                 * it is not; or NULL */
};

/* A segment. Where it repeats a group of elements, each group is an entry of
 * its own: six triplets of a CAS, twelve composites of an HI. */
struct edi_shape {
    const char *id;
    const struct edi_part *parts; /* by element and component */
    size_t count; /* behind them stands one of element EDI_MAP_LAST */
    uint8_t from, stride, times; /* first group, elements a group; times: 0 */
    uint16_t ordinal, position;  /* members: which segment, which element */
    bool is_date;                /* its struct is an edi_date */
};

enum edi_how { EDI_HOW_ONE, EDI_HOW_LIST };

/* Which entries of a list are written as this segment. */
enum edi_pick {
    EDI_PICK_ALL,
    EDI_PICK_QTY,
    EDI_PICK_MEA, /* of quantities */
    EDI_PICK_DAY,
    EDI_PICK_PERIOD /* of dates */
};

struct edi_place {
    const struct edi_shape *shape;
    uint8_t how;     /* enum edi_how */
    uint8_t pick;    /* enum edi_pick */
    bool shares;     /* its members are other segments' too: SV1, SV2, SV3 */
    uint16_t offset; /* of the member that takes it */
    uint16_t other;  /* list: of the count. One: of its flag, or none */
    uint16_t size;   /* list: of an entry */
};

/* Does a member of this shape hold something? Amounts that have no flag do not
 * count. */
bool edi_shape_is_filled(const struct edi_shape *shape, const void *object);

/* The segments that all guides share. */
extern const struct edi_shape edi_shape_nm1, edi_shape_n3, edi_shape_n4,
    edi_shape_per, edi_shape_ref, edi_shape_amt, edi_shape_qty, edi_shape_cas;

/* Where and how places are written. */
struct edi_shape_out {
    struct x12_writer *w;
    struct edi_unread_out *unread; /* written in between; or NULL */
    bool codes_join; /* diagnoses of all kinds may share an HI though the
                      * entries do not say so */
};

/* A segment; `opening` is its first element where the object has none. */
void edi_shape_write(const struct edi_shape_out *out,
                     const struct edi_shape *shape, const void *object,
                     x12_str opening);

/* Has the object something that goes to this place? */
bool edi_place_is_filled(const struct edi_place *place, const void *object);

/* All entries of a list. */
void edi_place_write_list(const struct edi_shape_out *out,
                          const struct edi_place *place, const void *object);

#endif
