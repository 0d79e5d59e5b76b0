/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_receive - edi receive */
#include "edi/cli/desk.h"
#include "edi/cli/ingest_list.h"
#include "edi/cli/receive_list.h"
#include "edi/cli/settings.h"
#include "edi/jobs/job_receive.h"
#include "edi/jobs/stamp.h"
#include "edi/store/store_lock.h"

enum { PARTNER, NOW };

static const struct edi_option options[] = {
    [PARTNER] = { "partner", 'p', EDI_OPTION_TEXT, "NAME",
                  "only what this partner has" },
    [NOW] = { "now", 0, EDI_OPTION_FLAG, NULL,
              "partners that failed so often that they are left alone, too" },
};

/* Columns of text: verdict, partner and file. */
enum { RECEIVE_PARTNER = 9, RECEIVE_FILE = 24 };

static enum x12_status receive_json(struct edi_run *run,
                                    const struct edi_receive *r)
{
    struct x12_json j;
    enum x12_status status;

    x12_json_init(&j, &run->out, &run->err);
    x12_json_object(&j);
    x12_json_text(&j, "partner", x12_str_from(r->partner->name));
    if (r->name.len > 0)
        x12_json_text(&j, "file", r->name);
    if (r->member.len > 0)
        x12_json_text(&j, "member", r->member);
    x12_json_text(&j, "verdict", x12_str_from(edi_receive_list_verdict(r)));
    if (*r->file.path && r->verdict != EDI_RECEIVE_CUT &&
        r->verdict != EDI_RECEIVE_LOCKED)
        x12_json_text(&j, "archive", x12_str_from(r->file.path));
    if (r->verdict == EDI_RECEIVE_TAKEN)
        edi_ingest_list_json(&j, &r->told);
    if (r->verdict == EDI_RECEIVE_UNPACKED) {
        x12_json_key(&j, "members");
        x12_json_count(&j, r->members);
    }
    x12_json_text(&j, "why", x12_str_from(edi_receive_list_why(r)));
    x12_json_end(&j);
    x12_json_line(&j);
    status = x12_json_flush(&j);
    x12_json_release(&j);
    return status;
}

static enum x12_status receive_text(struct edi_run *run,
                                    const struct edi_receive *r)
{
    struct x12_text t;

    x12_text_init(&t, &run->out, &run->err);
    x12_text_put(&t, edi_receive_list_verdict(r));
    x12_text_pad(&t, RECEIVE_PARTNER);
    x12_text_data(&t, x12_str_from(r->partner->name));
    x12_text_pad(&t, RECEIVE_FILE);
    x12_text_data(&t, r->name);
    x12_text_put(&t, r->member.len > 0 ? "/" : "");
    x12_text_data(&t, r->member);
    x12_text_put(&t, r->name.len > 0 ? "  " : "");
    if (r->verdict == EDI_RECEIVE_UNPACKED) {
        x12_text_count(&t, r->members);
        x12_text_put(&t, r->members == 1 ? " file in it" : " files in it");
    }
    if (r->verdict == EDI_RECEIVE_TAKEN)
        edi_ingest_list_text(&t, &r->told, false);
    if ((r->verdict == EDI_RECEIVE_TAKEN ||
         r->verdict == EDI_RECEIVE_UNPACKED) &&
        *edi_receive_list_why(r))
        x12_text_put(&t, "; ");
    x12_text_data(&t, x12_str_from(edi_receive_list_why(r)));
    x12_text_line(&t);
    return x12_text_flush(&t);
}

static enum x12_status receive_all(struct edi_run *run, struct edi_store *store,
                                   struct edi_receive_options *how)
{
    struct edi_denials_held held = { 0 };
    const struct edi_ingest_options ingest = { .taken = how->archive.when,
                                               .rules = &held.rules };
    struct edi_receive receive;
    enum x12_status status = edi_desk_rules(run, &held);

    how->ingest = &ingest;
    edi_receive_begin(&receive, store, how, &run->err);
    while (status == X12_OK &&
           (status = edi_receive_next(&receive)) == X12_OK) {
        edi_receive_list_exit(run, &receive);
        status = run->format == EDI_JSONL ? receive_json(run, &receive)
                                          : receive_text(run, &receive);
    }
    edi_receive_end(&receive);
    edi_denials_release(&held);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status receive_locked(struct edi_run *run,
                                      struct edi_receive_options *how)
{
    struct edi_store store = { 0 };
    enum x12_status status = edi_store_open(&store, run->store, EDI_DB_CREATE,
                                            &run->err);

    if (status == X12_OK)
        status = receive_all(run, &store, how);
    if (store.db.busy)
        edi_run_exit(run, EDI_EXIT_LOCKED);
    edi_store_close(&store);
    return status;
}

static int cmd_receive_run(struct edi_run *run)
{
    char when[EDI_STAMP], archive[EDI_ARCHIVE_PATH];
    struct edi_partners partners = { 0 };
    struct edi_receive_options how = { .partners = &partners,
                                       .partner = run->text[PARTNER],
                                       .now = edi_given(run, NOW),
                                       .archive = { archive, when } };
    struct edi_lock lock = { 0 };
    enum x12_status status = edi_settings_partners(run, &partners, how.partner,
                                                   NULL);

    edi_stamp(run->today, run->now, when);
    if (status == X12_OK)
        status = edi_desk_folder(run, "archive", archive, sizeof(archive));
    if (status == X12_OK)
        status = edi_desk_lock(run, &lock);
    if (status == X12_OK)
        status = receive_locked(run, &how);
    edi_lock_drop(&lock);
    edi_partners_release(&partners);
    return edi_run_end(run, status);
}

const struct edi_command edi_cmd_receive = {
    .name = "receive",
    .summary = "fetch what partners have for us and take it in",
    .example = "edi receive --partner clearinghouse",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL,
    .desk = true,
    .run = cmd_receive_run,
};
