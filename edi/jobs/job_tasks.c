/* SPDX-License-Identifier: Apache-2.0 */
/* job_tasks - what a biller typed into the worklist, taken back in */
#include "edi/jobs/job_tasks.h"

#include "edi/intake/csv_table.h"

struct tasks {
    struct edi_store *store;
    struct edi_csv_table table;
    int key, status, owner, note, reason;
    const char *made;
    x12_str who;
    struct edi_tasks_told *told;
};

static enum x12_status tasks_columns(struct tasks *t)
{
    t->key = edi_csv_table_column(&t->table, "key");
    t->status = edi_csv_table_column(&t->table, "status");
    t->owner = edi_csv_table_column(&t->table, "owner");
    t->note = edi_csv_table_column(&t->table, "note");
    t->reason = edi_csv_table_column(&t->table, "reason_closed");
    if (t->key == EDI_CSV_NONE || t->status == EDI_CSV_NONE)
        return x12_fail(t->store->db.err, X12_EMISUSE,
                        "the CSV needs the columns key and status");
    return X12_OK;
}

/* Empty is open. */
static bool tasks_status(x12_str word, enum edi_task_status *status)
{
    *status = EDI_TASK_OPEN;
    for (int i = 0; edi_task_words[i]; i++) {
        const x12_str name = x12_str_from(edi_task_words[i]);
        size_t at = 0;

        while (word.len == name.len && at < name.len &&
               (word.at[at] | 0x20) == name.at[at])
            at++;
        if (at == name.len) {
            *status = (enum edi_task_status)(i + 1);
            return true;
        }
    }
    return word.len == 0;
}

static void tasks_refuse(struct tasks *t, const char *why)
{
    if (t->told->refused++ == 0) {
        t->told->row = t->table.row.number;
        t->told->why = why;
    }
}

/* Does the list say this already? What was closed before something new happened
 * is shown as open. */
static bool tasks_is_same(const struct edi_task *was, const struct edi_task *is)
{
    const bool again = was->status == EDI_TASK_CLOSED && !was->of_event;
    const enum edi_task_status shown = again ? EDI_TASK_OPEN : was->status;

    return shown == is->status && x12_str_equal(was->owner, is->owner) &&
           x12_str_equal(was->note, is->note) &&
           (again ? is->reason.len == 0
                  : x12_str_equal(was->reason, is->reason));
}

/* A column that is not there leaves what was noted. */
static x12_str tasks_value(struct tasks *t, int column, x12_str was)
{
    return column == EDI_CSV_NONE ? was
                                  : edi_csv_table_value(&t->table, column);
}

static enum x12_status tasks_row(struct tasks *t)
{
    struct edi_task was, is = { .made = x12_str_from(t->made) };
    struct edi_task_key key;
    struct edi_query *q;
    enum x12_status status;
    bool same;

    if (!edi_task_key_parse(edi_csv_table_value(&t->table, t->key), &key)) {
        tasks_refuse(t, "its key is none of the worklist");
        return X12_OK;
    }
    if (!tasks_status(edi_csv_table_value(&t->table, t->status), &is.status)) {
        tasks_refuse(t, "its status is none of open, working, waiting, closed");
        return X12_OK;
    }
    status = edi_store_task_find(t->store, &key, &q, &was);
    is.owner = tasks_value(t, t->owner, was.owner);
    is.note = tasks_value(t, t->note, was.note);
    is.reason = tasks_value(t, t->reason,
                            was.of_event ? was.reason : (x12_str){ NULL, 0 });
    same = tasks_is_same(&was, &is);
    if (status == X12_OK && !same)
        status = edi_store_task_put(t->store, &key, &is, t->who);
    edi_db_end(q);
    t->told->same += same;
    t->told->changed += !same;
    return status;
}

enum x12_status edi_tasks_import(struct edi_store *store,
                                 struct x12_source *src, const char *made,
                                 x12_str who, struct edi_tasks_told *told)
{
    struct tasks t = { .store = store, .made = made, .who = who, .told = told };
    enum x12_status status = edi_csv_table_open(&t.table, src, store->db.err);

    *told = (struct edi_tasks_told){ 0 };
    if (status == X12_OK)
        status = tasks_columns(&t);
    if (status == X12_OK)
        status = edi_db_begin(&store->db);
    while (status == X12_OK &&
           (status = edi_csv_table_next(&t.table)) == X12_OK)
        status = tasks_row(&t);
    if (status == X12_END)
        status = edi_db_commit(&store->db);
    edi_db_rollback(&store->db);
    edi_csv_table_close(&t.table);
    return status;
}
