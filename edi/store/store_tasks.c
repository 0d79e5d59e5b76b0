/* SPDX-License-Identifier: Apache-2.0 */
/* store_tasks - what persons noted of things on the worklist */
#include "edi/store/store_tasks.h"

#include <stdio.h>

enum { TASKS_THING_DIGITS = 16, TASKS_EVENT_DIGITS = 8 };

const char *const edi_task_words[] = { "open", "working", "waiting", "closed",
                                       NULL };

void edi_task_key_format(const struct edi_task_key *key,
                         char into[EDI_TASK_KEY])
{
    snprintf(into, EDI_TASK_KEY, "w%016llx-%08llx",
             (unsigned long long)key->thing, (unsigned long long)key->event);
}

static bool tasks_hex(x12_str s, size_t digits, uint64_t *out)
{
    static const char hex[] = "0123456789abcdef";

    *out = 0;
    for (size_t i = 0; i < s.len && s.len == digits; i++) {
        const char *at = memchr(hex, s.at[i], 16);

        if (!at)
            return false;
        *out = *out << 4 | (uint64_t)(at - hex);
    }
    return s.len == digits;
}

bool edi_task_key_parse(x12_str s, struct edi_task_key *key)
{
    uint64_t thing, event;
    x12_str head;

    if (!s.len || s.at[0] != 'w')
        return false;
    s = x12_str_of(s.at + 1, s.len - 1);
    head = x12_str_cut(&s, '-');
    if (!tasks_hex(head, TASKS_THING_DIGITS, &thing) ||
        !tasks_hex(s, TASKS_EVENT_DIGITS, &event))
        return false;
    *key = (struct edi_task_key){ (int64_t)thing, (int64_t)event };
    return true;
}

enum x12_status edi_store_task_find(struct edi_store *store,
                                    const struct edi_task_key *key,
                                    struct edi_query **q, struct edi_task *task)
{
    static const char FIND[] =
        "SELECT status, owner, note, reason, made, event = ?2 FROM task"
        " WHERE thing = ?1 ORDER BY event = ?2 DESC, id DESC LIMIT 1";
    enum x12_status status;

    *task = (struct edi_task){ .status = EDI_TASK_OPEN };
    *q = edi_db_query(&store->db, FIND);
    edi_db_bind_int(*q, 1, key->thing);
    edi_db_bind_int(*q, 2, key->event);
    status = edi_db_step(*q);
    if (status != X12_OK)
        return status == X12_END ? X12_OK : status;
    task->status = (enum edi_task_status)edi_db_int(*q, 0);
    task->owner = edi_db_text(*q, 1);
    task->note = edi_db_text(*q, 2);
    task->reason = edi_db_text(*q, 3);
    task->made = edi_db_text(*q, 4);
    task->of_event = edi_db_int(*q, 5) != 0;
    return X12_OK;
}

enum x12_status edi_store_task_put(struct edi_store *store,
                                   const struct edi_task_key *key,
                                   const struct edi_task *task, x12_str who)
{
    static const char PUT[] =
        "INSERT INTO task (thing, event, status, owner, note, reason, made,"
        " who) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    struct edi_query *q = edi_db_query(&store->db, PUT);

    edi_db_bind_int(q, 1, key->thing);
    edi_db_bind_int(q, 2, key->event);
    edi_db_bind_int(q, 3, task->status);
    edi_db_bind_text(q, 4, task->owner);
    edi_db_bind_text(q, 5, task->note);
    edi_db_bind_text(q, 6, task->reason);
    edi_db_bind_text(q, 7, task->made);
    edi_db_bind_text(q, 8, who);
    return edi_db_run(q);
}
