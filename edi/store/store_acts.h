/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_acts - what persons did: who, and when
 *
 * A line of its own for each, which stays when what it was done to is purged. It
 * names places and numbers of files, never a claim's number or a person's.
 */
#ifndef EDI_STORE_ACTS_H
#define EDI_STORE_ACTS_H

#include "edi/store/store.h"
#include "parser/value.h"

/* Stored: never renumber. */
enum edi_act {
    EDI_ACT_ATTACH = 1,
    EDI_ACT_DETACH = 2,
    EDI_ACT_RETRY = 3,  /* a batch is queued again */
    EDI_ACT_FORGET = 4, /* a batch is asked for no more */
    EDI_ACT_PURGE = 5,
    EDI_ACT_RAISE = 6, /* control numbers */
};

enum { EDI_ACT_WHAT = 300 }; /* room for what an act was done to */

struct edi_act_row {
    int64_t id;
    enum edi_act kind;
    const char *made; /* when: 2025-01-31T09:15:00Z */
    x12_str who, what;
};

/* "retry"; never NULL. */
const char *edi_act_text(enum edi_act kind);

/* Inside the transaction that does it. */
enum x12_status edi_store_act_put(struct edi_store *store,
                                  const struct edi_act_row *row) X12_MUST_USE;

/* The first one behind `id`, the oldest first; X12_END: there is none. Text is
 * valid until edi_db_end(*q), which is the caller's. */
enum x12_status edi_store_act_next(struct edi_store *store, int64_t id,
                                   struct edi_query **q,
                                   struct edi_act_row *row) X12_MUST_USE;

#endif
