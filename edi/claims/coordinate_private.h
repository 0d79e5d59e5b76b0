/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coordinate_private - the two halves of coordinate: who is who, and the money
 */
#ifndef EDI_COORDINATE_PRIVATE_H
#define EDI_COORDINATE_PRIVATE_H

#include "edi/claims/coordinate.h"

/* A claim that is being made for the next payer. */
struct edi_coordinating {
    struct edi_coordination *c;
    struct x12_arena *arena;
    const struct edi_claim *from;
    struct edi_claim *to;
    struct edi_other_payer *paid; /* of `to`: the payer that has answered */
    bool *
        *stands; /* by answer: which services, and behind them the claim level,
                      still hold */
    bool any_line; /* services stand: it was answered line by line */
};

/* A growing list in the arena becomes one of its own: `items` is `count` long,
 * and there is room for `more`. */
void *edi_coordinate_list(struct edi_coordinating *co, const void *items,
                          size_t count, size_t more, size_t size);

/* Fills `to` but for money: copies of lists that differ, the payers and their
 * subscribers in each other's places. */
void edi_coordinate_swap(struct edi_coordinating *co);

/* CAS, AMT, MOA and MIA of `paid`, and a 2430 for each service that stands. */
void edi_coordinate_money(struct edi_coordinating *co);

#endif
