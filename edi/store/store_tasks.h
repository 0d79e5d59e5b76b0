/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_tasks - what persons noted of things on the worklist
 *
 * Notes are facts: they are added to, never changed. A thing is known by what was
 * said of it and not by where it stands in this store, so the same notes fit a
 * store into which the same files were taken anew.
 */
#ifndef EDI_STORE_TASKS_H
#define EDI_STORE_TASKS_H

#include "edi/store/store.h"

enum edi_task_status { /* stored */
                       EDI_TASK_OPEN = 1,
                       EDI_TASK_WORKING = 2,
                       EDI_TASK_WAITING = 3,
                       EDI_TASK_CLOSED = 4,
};

/* "open" ..., and NULL behind the last. */
extern const char *const edi_task_words[];

/* What a thing is, and what last happened to it. */
struct edi_task_key {
    int64_t thing, event;
};

enum { EDI_TASK_KEY = 28 };

/* "w0123456789abcdef-01234567" and back. */
void edi_task_key_format(const struct edi_task_key *key,
                         char into[EDI_TASK_KEY]);
bool edi_task_key_parse(x12_str s, struct edi_task_key *key);

struct edi_task {
    enum edi_task_status status;
    x12_str owner, note, reason;
    x12_str made;  /* when: 2025-01-31T09:15:00Z; empty: nothing was noted */
    bool of_event; /* it was noted of this event, else of an earlier one */
};

/* The last note of this event, else of the thing; `q` holds its text until it is
 * ended. Without any: open. */
enum x12_status edi_store_task_find(struct edi_store *store,
                                    const struct edi_task_key *key,
                                    struct edi_query **q,
                                    struct edi_task *task) X12_MUST_USE;

enum x12_status edi_store_task_put(struct edi_store *store,
                                   const struct edi_task_key *key,
                                   const struct edi_task *task,
                                   x12_str who) X12_MUST_USE;

#endif
