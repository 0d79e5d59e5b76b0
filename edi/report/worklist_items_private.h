/* SPDX-License-Identifier: Apache-2.0 */
/*
 * worklist_items - what needs a person, in the order in which it should be done
 *
 * Dollars times chance by days left; of things that are worth the same the more
 * urgent one first, then by their places in what came, never by when it came.
 */
#ifndef EDI_WORKLIST_ITEMS_PRIVATE_H
#define EDI_WORKLIST_ITEMS_PRIVATE_H

#include "edi/match/match.h"
#include "edi/report/report_worklist.h"
#include "edi/store/store_tasks.h"
#include "parser/arena.h"

struct edi_worklist_item {
    int64_t payment; /* or */
    int64_t claim;   /* one that was rejected; else 0; or */
    int64_t doubted; /* a claim, or below 0 a remittance, with an amount that
                        cannot be read */
    x12_money amount, score;
    struct edi_due due;
    int32_t days; /* left; negative: passed */
    unsigned chance;
    const char *class; /* "denied", "unmatched", "rejected" ... */
    bool is_done;      /* a later payment answers all of it */
    x12_date since;    /* the day of the last word on it */
    struct edi_task_key key;
    x12_str provider; /* while it is ranked */
    x12_str place;    /* control numbers and ordinal */
};

struct edi_worklist_items {
    struct edi_worklist_item *at; /* in the arena */
    size_t count;
};

/* What is to be done about a payment with this outcome. */
enum edi_action edi_worklist_action(enum edi_outcome outcome, int64_t action);

enum x12_status edi_worklist_gather(
    struct edi_store *store, const struct edi_worklist_wanted *wanted,
    struct x12_arena *arena, struct edi_worklist_items *items) X12_MUST_USE;

#endif
