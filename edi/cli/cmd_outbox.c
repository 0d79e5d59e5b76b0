/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_outbox - edi outbox */
#include "edi/cli/batch_list.h"
#include "edi/cli/desk.h"
#include "edi/jobs/stamp.h"
#include "edi/store/store_lock.h"

#include <stdio.h>

enum { PARTNER, RETRY, FORGET };

static const struct edi_option options[] = {
    [PARTNER] = { "partner", 'p', EDI_OPTION_TEXT, "NAME",
                  "only what is for this partner" },
    [RETRY] = { "retry", 0, EDI_OPTION_COUNT, "BATCH",
                "queue again what is unknown or was rejected" },
    [FORGET] = { "forget", 0, EDI_OPTION_COUNT, "BATCH",
                 "do not send what is queued; ask no more of what is unknown" },
};

/* What a person may decide of a batch. */
static const struct outbox_act {
    unsigned option;
    enum edi_act kind;
    enum edi_batch_state from, to;
} outbox_acts[] = {
    { RETRY, EDI_ACT_RETRY, EDI_BATCH_UNKNOWN, EDI_BATCH_QUEUED },
    { RETRY, EDI_ACT_RETRY, EDI_BATCH_REJECTED, EDI_BATCH_QUEUED },
    { FORGET, EDI_ACT_FORGET, EDI_BATCH_UNKNOWN, EDI_BATCH_DONE },
    { FORGET, EDI_ACT_FORGET, EDI_BATCH_REJECTED, EDI_BATCH_DONE },
    { FORGET, EDI_ACT_FORGET, EDI_BATCH_QUEUED, EDI_BATCH_DONE },
};

static const struct outbox_act *outbox_act_of(unsigned option,
                                              enum edi_batch_state from)
{
    for (size_t i = 0; i < sizeof(outbox_acts) / sizeof(outbox_acts[0]); i++)
        if (outbox_acts[i].option == option && outbox_acts[i].from == from)
            return &outbox_acts[i];
    return NULL;
}

static enum x12_status outbox_settle(struct edi_run *run,
                                     struct edi_store *store,
                                     struct edi_batch *batch,
                                     const struct outbox_act *how)
{
    char when[EDI_STAMP], who[EDI_DESK_WHO], what[EDI_ACT_WHAT];
    struct edi_act_row act = { .kind = how->kind, .made = when };

    edi_stamp(run->today, run->now, when);
    snprintf(what, sizeof(what), "batch %lld, %s, was %s", (long long)batch->id,
             batch->name, edi_batch_state_text(batch->state));
    act.who = edi_desk_who(who);
    act.what = x12_str_from(what);
    return edi_batch_decide(store, batch, how->to, &act);
}

static enum x12_status outbox_decide(struct edi_run *run,
                                     struct edi_store *store, unsigned option)
{
    static const struct edi_batch_wanted all = { 0 };
    const int64_t id = (int64_t)run->number[option];
    const struct outbox_act *how;
    struct edi_batch batch;
    enum x12_status status = edi_batch_after(store, id - 1, &all, &batch);

    if (status < X12_OK)
        return status;
    if (status == X12_END || batch.id != id)
        return x12_fail(&run->err, X12_EMISUSE, "there is no batch %lld",
                        (long long)id);
    how = outbox_act_of(option, batch.state);
    if (how)
        return outbox_settle(run, store, &batch, how);
    return x12_fail(&run->err, X12_EMISUSE, "batch %lld is %s: not for --%s",
                    (long long)id, edi_batch_state_text(batch.state),
                    options[option].name);
}

static enum x12_status outbox_list(struct edi_run *run, struct edi_store *store)
{
    const struct edi_batch_wanted wanted = { .partner = run->text[PARTNER] };
    struct edi_batch batch = { 0 };
    struct edi_batch_list list;
    enum x12_status status, listed;

    edi_batch_list_begin(&list, run);
    while ((status = edi_batch_after(store, batch.id, &wanted, &batch)) ==
           X12_OK)
        edi_batch_list_put(&list, &batch, "");
    listed = edi_batch_list_end(&list);
    return status < X12_OK ? status : listed;
}

/* No run may be sending what a person decides of. */
static enum x12_status outbox_act(struct edi_run *run, struct edi_store *store)
{
    struct edi_lock lock = { 0 };
    enum x12_status status = edi_desk_lock(run, &lock);

    if (status == X12_OK && edi_given(run, RETRY))
        status = outbox_decide(run, store, RETRY);
    if (status == X12_OK && edi_given(run, FORGET))
        status = outbox_decide(run, store, FORGET);
    edi_lock_drop(&lock);
    return status;
}

static int cmd_outbox_run(struct edi_run *run)
{
    struct edi_store store = { 0 };
    enum x12_status status = edi_store_open(&store, run->store, EDI_DB_EXISTING,
                                            &run->err);

    if (status == X12_OK && (edi_given(run, RETRY) || edi_given(run, FORGET)))
        status = outbox_act(run, &store);
    else if (status == X12_OK)
        status = outbox_list(run, &store);
    if (store.db.busy)
        edi_run_exit(run, EDI_EXIT_LOCKED);
    edi_store_close(&store);
    return edi_run_end(run, status);
}

const struct edi_command edi_cmd_outbox = {
    .name = "outbox",
    .summary = "files that wait, were sent, were refused, are unknown",
    .example = "edi outbox --json",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_outbox_run,
};
