/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_send - edi send */
#include "edi/cli/batch_list.h"
#include "edi/cli/desk.h"
#include "edi/cli/settings.h"
#include "edi/jobs/job_send.h"
#include "edi/jobs/outbox_ingest.h"
#include "edi/jobs/stamp.h"
#include "edi/store/store_lock.h"

enum { PARTNER, NOW };

static const struct edi_option options[] = {
    [PARTNER] = { "partner", 'p', EDI_OPTION_TEXT, "NAME",
                  "only what waits for this partner" },
    [NOW] = { "now", 0, EDI_OPTION_FLAG, NULL,
              "partners that failed so often that they are left alone, too" },
};

static enum x12_status send_all(struct edi_run *run, struct edi_store *store,
                                const struct edi_send_options *how)
{
    struct edi_denials_held held = { 0 };
    const struct edi_ingest_options ingest = { .taken = how->when,
                                               .rules = &held.rules };
    struct edi_batch_list list;
    struct edi_batch batch;
    struct edi_send send;
    enum x12_status status = edi_desk_rules(run, &held), listed;

    if (status == X12_OK)
        status = edi_outbox_ingest_waiting(store, how->partner, &ingest);
    edi_batch_list_begin(&list, run);
    edi_send_begin(&send, store, how, &run->err);
    while (status == X12_OK &&
           (status = edi_send_next(&send, &batch)) == X12_OK) {
        edi_batch_list_put(&list, &batch, send.why);
        edi_run_exit(run, edi_desk_trouble(send.trouble));
    }
    edi_send_end(&send);
    listed = edi_batch_list_end(&list);
    edi_denials_release(&held);
    return status < X12_OK ? status : listed;
}

static enum x12_status send_locked(struct edi_run *run,
                                   const struct edi_send_options *how)
{
    struct edi_store store = { 0 };
    enum x12_status status = edi_store_open(&store, run->store, EDI_DB_EXISTING,
                                            &run->err);

    if (status == X12_OK)
        status = send_all(run, &store, how);
    if (store.db.busy)
        edi_run_exit(run, EDI_EXIT_LOCKED);
    edi_store_close(&store);
    return status;
}

static int cmd_send_run(struct edi_run *run)
{
    char when[EDI_STAMP];
    struct edi_partners partners = { 0 };
    const struct edi_send_options how = { .partners = &partners,
                                          .partner = run->text[PARTNER],
                                          .when = when,
                                          .now = edi_given(run, NOW) };
    struct edi_lock lock = { 0 };
    enum x12_status status = edi_settings_partners(run, &partners, how.partner,
                                                   NULL);

    edi_stamp(run->today, run->now, when);
    if (status == X12_OK)
        status = edi_desk_lock(run, &lock);
    if (status == X12_OK)
        status = send_locked(run, &how);
    edi_lock_drop(&lock);
    edi_partners_release(&partners);
    return edi_run_end(run, status);
}

const struct edi_command edi_cmd_send = {
    .name = "send",
    .summary = "send what waits in the outbox",
    .example = "edi send --partner clearinghouse",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_send_run,
};
