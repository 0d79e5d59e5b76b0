/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_map - the segments of an 837 and the fields of a claim, as rows
 *
 * Shapes and places are those of shape_private.h. A *loop* says which struct a
 * loop fills and of which other struct that is a part. Reading looks a guide's
 * row up once and keeps what it found; writing goes through the same rows in
 * their order, which is that of the guides.
 */
#ifndef EDI_CLAIM_MAP_PRIVATE_H
#define EDI_CLAIM_MAP_PRIVATE_H

#include "edi/claims/shape_read_private.h"

/* What kind of struct a loop fills. */
enum edi_node {
    EDI_NODE_NONE,
    EDI_NODE_SET,        /* edi_claim_set: BHT, 1000A, 1000B */
    EDI_NODE_PROVIDER,   /* edi_claim: 2000A */
    EDI_NODE_SUBSCRIBER, /* edi_claim: 2000B */
    EDI_NODE_PATIENT,    /* edi_claim: 2000C */
    EDI_NODE_CLAIM,      /* edi_claim: 2300 */
    EDI_NODE_BILLING,    /* edi_party whose PRV stands in the loop around it */
    EDI_NODE_PARTY,      /* edi_party */
    EDI_NODE_OTHER_PAYER,
    EDI_NODE_LINE,
    EDI_NODE_DRUG,
    EDI_NODE_ADJUDICATION,
    EDI_NODE_FORM,
    EDI_NODES,
};

/* How a loop that fills a part of its parent's struct is found there. */
struct edi_loop {
    const char *id; /* "2310" stands for 2310A, 2310B ... */
    uint8_t node;   /* enum edi_node: what it fills */
    uint8_t parent; /* whose part that is; NONE: the claim itself */
    uint8_t how;    /* enum edi_how */
    uint16_t offset;
    uint16_t other;   /* list: of the count */
    uint16_t size;    /* list: of an entry */
    const char *role; /* NM101 where it is always the same, or NULL */
};

/* What a row of a guide means to us. */
struct edi_map_row {
    const struct edi_loop *loop;   /* the loop that it stands in, or NULL */
    const struct edi_place *place; /* NULL: none */
    const struct edi_plan *plan;   /* of its shape */
    uint8_t node;                  /* whose place that is */
    bool opens;                    /* it begins its loop */
    bool is_root;                  /* and that is no part of another struct */
    bool aside;                    /* ST, SE, HL: nothing to keep */
    uint8_t charge; /* element that holds the charge of claim or line; or 0 */
    uint32_t mark;  /* its bit among the places of the node; places that share
                      members have one together, a row without the guide all */
};

enum { EDI_MAP_PLACES = 24 }; /* most of a node */

struct edi_map {
    const struct x12_guide *guide;
    const struct edi_map_row *rows; /* by row of the guide */
    /* Of all places, for those that the guide lacks may be met, too. */
    const struct edi_plan *plans[EDI_NODES][EDI_MAP_PLACES];
    uint32_t places[EDI_NODES]; /* bit i: the guide has the node's place i */
    uint32_t loops;             /* bit i: the guide has loop i */
    uint32_t inner[EDI_NODES];  /* bit i: loop i is a part of the node */
    struct edi_map *next;
};

/* The map of a guide, made in `arena` and kept in the list `*maps`; NULL when
 * the arena is out. */
const struct edi_map *edi_map_of(struct edi_map **maps,
                                 const struct x12_guide *guide,
                                 struct x12_arena *arena);

/* Makes `row` one that goes to this place of its node. */
void edi_map_row_place(struct edi_map_row *row, const struct edi_map *map,
                       const struct edi_place *place);

/* The segments of a node, in the order in which they are written. */
const struct edi_place *edi_map_places(enum edi_node node, size_t *count);

/* All loops, in the order in which they are written. */
const struct edi_loop *edi_map_loops(size_t *count);

#endif
