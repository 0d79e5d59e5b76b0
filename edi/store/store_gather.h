/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_gather - reads what hangs together: one component of facts
 *
 *     struct edi_gathering g = { .store = store, .arena = &arena };
 *     edi_gather_payment(&g, id);   it begins with one row
 *     edi_gather(&g);               and all that belongs to it
 *     edi_match_component(&g.component, rules, &arena, err);
 */
#ifndef EDI_STORE_GATHER_H
#define EDI_STORE_GATHER_H

#include "edi/match/match.h"
#include "edi/store/store_links.h"

enum {
    EDI_COMPONENT_ROWS =
        20000, /* claims, payments, and acknowledgements, in one
                                   component */
};

struct edi_gathering {
    struct edi_store *store;
    struct x12_arena *arena; /* holds the component */
    struct edi_component component;
    const struct edi_linked *linked;     /* NULL: nothing is known of it */
    bool decided;                        /* persons have decided something */
    bool seeking;                        /* payments seek claims */
    int64_t first_payment, last_payment; /* of these nothing was decided yet */
};

enum x12_status edi_gather_claim(struct edi_gathering *gathering,
                                 int64_t id) X12_MUST_USE;
enum x12_status edi_gather_payment(struct edi_gathering *gathering,
                                   int64_t id) X12_MUST_USE;

/* Only an item that answers a claim; of others nothing is read. */
enum x12_status edi_gather_ack(struct edi_gathering *gathering,
                               int64_t id) X12_MUST_USE;

/* Everything that shares a number with what is there, or seeks it, until nothing
 * is new. X12_ELIMIT: more rows than EDI_COMPONENT_ROWS share numbers. */
enum x12_status edi_gather(struct edi_gathering *gathering) X12_MUST_USE;

#endif
