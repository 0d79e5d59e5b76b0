/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_outbox - what waits to be sent, is sent, was refused, is unknown
 *
 * A batch is one file: its bytes, its control numbers and its claims are put in
 * one transaction, and its state is moved on durably before and after each step
 * that somebody else can see.
 *
 *     status = edi_batch_begin(store, &batch);       built
 *     status = edi_batch_claim(store, &batch, &item);
 *     status = edi_batch_finish(store, &batch, body);  queued
 *
 *     int64_t after = 0;
 *     while (edi_batch_after(store, after, &wanted, &batch) == X12_OK)
 *         after = batch.id;
 */
#ifndef EDI_STORE_OUTBOX_H
#define EDI_STORE_OUTBOX_H

#include "edi/store/store_acts.h"
#include "edi/store/store_numbers.h"
#include "parser/value.h"

/* Stored: never renumber. */
enum edi_batch_state {
    EDI_BATCH_BUILT = 1,   /* being written; no other run sees it */
    EDI_BATCH_QUEUED = 2,  /* waits to be sent */
    EDI_BATCH_SENDING = 3, /* a run is at it, or was when it ended */
    EDI_BATCH_SENT = 4,    /* stands at the partner's */
    EDI_BATCH_TA1 = 5,     /* the interchange was taken */
    EDI_BATCH_999 = 6,     /* the set was taken */
    EDI_BATCH_277CA = 7,   /* claims were taken */
    EDI_BATCH_DONE = 8,
    EDI_BATCH_REJECTED = 9,
    EDI_BATCH_UNKNOWN = 10, /* it may have arrived; a person looks */
};

enum {
    EDI_BATCH_PARTNER = 41,
    EDI_BATCH_NAME = 201,
    EDI_BATCH_TIME = 21, /* "2024-01-31T09:05:01Z" */
    EDI_BATCH_ID = 16,
    EDI_BATCH_DIGEST = 32, /* SHA-256 of the file, unpacked */
};

struct edi_batch {
    int64_t id;
    char partner[EDI_BATCH_PARTNER], name[EDI_BATCH_NAME];
    char kind; /* P, I or D */
    enum edi_batch_state state;
    char made[EDI_BATCH_TIME], changed[EDI_BATCH_TIME];
    char sender_qualifier[3], sender[EDI_BATCH_ID];
    char receiver_qualifier[3], receiver[EDI_BATCH_ID];
    char usage; /* P or T */
    uint64_t isa, gs, st;
    char reference[EDI_BATCH_ID]; /* BHT03 */
    uint64_t claims;
    x12_money charge;
    uint64_t bytes;
    unsigned char digest[EDI_BATCH_DIGEST];
    bool
        shown; /* since it was queued somebody may have seen it under its name */
};

/* A claim of a batch. */
struct edi_batch_item {
    x12_str number;
    x12_money charge;
    unsigned char content[EDI_BATCH_DIGEST]; /* SHA-256 of what it says */
};

/* Which batches are asked for. */
struct edi_batch_wanted {
    const char *partner;        /* NULL: all */
    enum edi_batch_state state; /* 0: all */
};

/* "queued"; never NULL. */
const char *edi_batch_state_text(enum edi_batch_state state);

/* Puts the batch without its bytes and sets batch->id. */
enum x12_status edi_batch_begin(struct edi_store *store,
                                struct edi_batch *batch) X12_MUST_USE;

/* The next claim of the batch: counts it and adds its charge up. */
enum x12_status edi_batch_claim(struct edi_store *store,
                                struct edi_batch *batch,
                                const struct edi_batch_item *item) X12_MUST_USE;

/* The first batch for the partner, of the same usage, that holds a claim of
 * this content, whatever became of it; its name into `name`. X12_END: none.
 * Inside the transaction that puts the claim the answer stays true. */
enum x12_status edi_batch_holding(struct edi_store *store, const char *partner,
                                  char usage,
                                  const unsigned char content[EDI_BATCH_DIGEST],
                                  char name[EDI_BATCH_NAME]) X12_MUST_USE;

/* Its bytes, packed by gzip: from now on it is queued. */
enum x12_status edi_batch_finish(struct edi_store *store,
                                 struct edi_batch *batch,
                                 x12_str body) X12_MUST_USE;

/* Takes back one that was begun and has no claims. */
enum x12_status edi_batch_cancel(struct edi_store *store,
                                 const struct edi_batch *batch) X12_MUST_USE;

/* The first batch that is wanted behind the id; X12_END: there is none. */
enum x12_status edi_batch_after(struct edi_store *store, int64_t after,
                                const struct edi_batch_wanted *wanted,
                                struct edi_batch *out) X12_MUST_USE;

/* How many there are of this state. */
enum x12_status edi_batch_count(struct edi_store *store,
                                enum edi_batch_state state,
                                uint64_t *count) X12_MUST_USE;

/* Its bytes, packed; valid until edi_db_end(*q), which is the caller's. */
enum x12_status edi_batch_body(struct edi_store *store, int64_t id,
                               struct edi_query **q,
                               x12_str *body) X12_MUST_USE;

/* Moves it on, in a transaction of its own. X12_END: it is not in batch->state
 * any more; another run was at it. */
enum x12_status edi_batch_move(struct edi_store *store, struct edi_batch *batch,
                               enum edi_batch_state to,
                               const char *when) X12_MUST_USE;

/* The same by a person, who is kept with it: `act` in full. */
enum x12_status edi_batch_decide(struct edi_store *store,
                                 struct edi_batch *batch,
                                 enum edi_batch_state to,
                                 const struct edi_act_row *act) X12_MUST_USE;

/* From the next moment on the file may stand under its name. In a transaction of
 * its own. */
enum x12_status edi_batch_show(struct edi_store *store,
                               struct edi_batch *batch) X12_MUST_USE;

/* What came back says where the file of this claim set stands now: one that is,
 * or may be, at the partner's is moved, inside the transaction at hand. */
enum x12_status edi_batch_acked(struct edi_store *store, int64_t set,
                                enum edi_batch_state to,
                                const char *when) X12_MUST_USE;

#endif
