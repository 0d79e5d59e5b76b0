/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_purge - takes out what is old and done with, and remembers that it came
 *
 *     status = edi_purge_begin(&purge, store, before);
 *     status = edi_purge_hold(&purge, EDI_HELD_PAYMENT, id);    of the worklist
 *     status = edi_purge_take(&purge, now);
 *     status = edi_purge_end(&purge, keep, status);   commits, or as if nothing was
 *
 * What hangs together (store_gather.h) goes together or stays together. It stays if
 * any of it was sent, told or taken in since the day; if a claim of it has had no
 * answer, or has a balance that nobody refused; or if any of it is held. Everything
 * is one transaction, and foreign keys are checked before its end.
 *
 * Of a file remains that it came: its digests, what it was, its control numbers and
 * sums. So it is known when it comes again, and the remittance still adds up.
 */
#ifndef EDI_STORE_PURGE_H
#define EDI_STORE_PURGE_H

#include "edi/store/store.h"
#include "parser/value.h"

enum { EDI_PURGE_DAY = 11 };

struct edi_purged {
    uint64_t files, claims, payments, acks, batches, tasks;
};

struct edi_purge {
    struct edi_purged told; /* after take */
    /* private below */
    struct edi_store *store;
    x12_date before;
    char day[EDI_PURGE_DAY]; /* the same as text */
};

/* A transaction that writes: foreign keys are not looked at row by row. */
enum x12_status edi_purge_begin(struct edi_purge *purge,
                                struct edi_store *store,
                                x12_date before) X12_MUST_USE;

/* Stored in no table but for the while. */
enum edi_held {
    EDI_HELD_CLAIM,
    EDI_HELD_PAYMENT,
    EDI_HELD_THING, /* by its key: notes on it stay */
};

/* It needs a person still. */
enum x12_status edi_purge_hold(struct edi_purge *purge, enum edi_held kind,
                               int64_t id) X12_MUST_USE;

/* The payments that this payer knows by the number: a takeback of them is open. */
enum x12_status edi_purge_hold_number(struct edi_purge *purge, x12_str payer,
                                      x12_str number) X12_MUST_USE;

/* `now` is "2026-01-31T09:15:00Z". */
enum x12_status edi_purge_take(struct edi_purge *purge,
                               const char *now) X12_MUST_USE;

/* Commits if `status` is X12_OK and `keep` is set; gives `status`, or why it could
 * not be kept. Right on every path. */
enum x12_status edi_purge_end(struct edi_purge *purge, bool keep,
                              enum x12_status status) X12_MUST_USE;

/* X12_OK: a file with these bytes was taken in, and some of it is not purged. */
enum x12_status edi_purge_needs(struct edi_store *store,
                                x12_str digest) X12_MUST_USE;

#endif
