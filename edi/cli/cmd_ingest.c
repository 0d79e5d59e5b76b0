/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_ingest - edi ingest */
#include "edi/cli/desk.h"
#include "edi/cli/ingest_list.h"
#include "edi/jobs/stamp.h"

#include <errno.h>
#include <unistd.h>

enum { DRY_RUN };

static const struct edi_option options[] = {
    [DRY_RUN] = { "dry-run", 0, EDI_OPTION_FLAG, NULL,
                  "tell what would be taken in, and keep nothing" },
};

static const char *ingest_verdict(const struct edi_ingested *told)
{
    switch (told->verdict) {
    case EDI_INGEST_TAKEN:
        return "taken";
    case EDI_INGEST_SEEN:
        return "seen";
    case EDI_INGEST_UNKNOWN:
        return "unknown";
    case EDI_INGEST_CUT:
        return "cut";
    }
    return "";
}

static void ingest_json(struct x12_json *j, const struct edi_run *run,
                        const struct edi_ingested *told)
{
    j->latin1 = !x12_utf8_is_valid(x12_str_from(run->file));
    x12_json_object(j);
    x12_json_text(j, "file", x12_str_from(run->file));
    x12_json_text(j, "verdict", x12_str_from(ingest_verdict(told)));
    edi_ingest_list_json(j, told);
    x12_json_key(j, "dry_run");
    x12_json_bool(j, edi_given(run, DRY_RUN));
    x12_json_end(j);
    x12_json_line(j);
}

static void ingest_text(struct x12_text *t, const struct edi_run *run,
                        const struct edi_ingested *told)
{
    x12_text_data(t, x12_str_from(run->file));
    x12_text_put(t, ": ");
    switch (told->verdict) {
    case EDI_INGEST_TAKEN:
        edi_ingest_list_text(t, told, edi_given(run, DRY_RUN));
        break;
    case EDI_INGEST_SEEN:
        x12_text_put(t, "taken in before, skipped");
        break;
    case EDI_INGEST_UNKNOWN:
        x12_text_put(t, "left out: no claims, remittances or answers in it");
        break;
    case EDI_INGEST_CUT:
        x12_text_put(t, "left out: it ends before its IEA");
        break;
    }
    x12_text_line(t);
}

static enum x12_status ingest_tell(struct edi_run *run,
                                   const struct edi_ingested *told)
{
    enum x12_status status;

    if (run->format == EDI_JSONL) {
        struct x12_json j;

        x12_json_init(&j, &run->out, &run->err);
        ingest_json(&j, run, told);
        status = x12_json_flush(&j);
        x12_json_release(&j);
    } else {
        struct x12_text t;

        x12_text_init(&t, &run->out, &run->err);
        ingest_text(&t, run, told);
        status = x12_text_flush(&t);
    }
    return status;
}

static void ingest_file(struct edi_run *run, struct edi_store *store,
                        const struct edi_ingest_options *how)
{
    struct x12_source src = { 0 };
    struct edi_ingested told;
    enum x12_status status;

    status = x12_source_open_file(&src, run->file, &run->err);
    if (status == X12_OK && !run->quiet)
        edi_progress_watch(&run->progress, &src, run->file);
    if (status == X12_OK)
        status = edi_ingest(store, run->file, &src, how, &told);
    if (status == X12_OK) {
        if (edi_ingest_is_trouble(&told))
            edi_run_exit(run, EDI_EXIT_FOUND);
        if (run->format == EDI_JSONL || !run->quiet ||
            edi_ingest_is_trouble(&told))
            status = ingest_tell(run, &told);
    }
    if (store->db.busy)
        edi_run_exit(run, EDI_EXIT_LOCKED);
    edi_run_done(run, &src, status);
}

static void ingest_files(struct edi_run *run, struct edi_store *store,
                         const struct edi_denial_rules *rules)
{
    char taken[EDI_STAMP];
    const struct edi_ingest_options how = {
        .charset = run->charset,
        .taken = taken,
        .dry_run = edi_given(run, DRY_RUN),
        .rules = rules,
    };

    edi_stamp(run->today, run->now, taken);
    for (size_t i = 0; i < run->file_count; i++) {
        run->file = run->files[i];
        ingest_file(run, store, &how);
    }
}

/* To try makes nothing: where there is no store yet, one in memory does. */
static const char *ingest_store(const struct edi_run *run)
{
    bool none = access(run->store, F_OK) < 0 && errno == ENOENT;

    return edi_given(run, DRY_RUN) && none ? ":memory:" : run->store;
}

static int cmd_ingest_run(struct edi_run *run)
{
    struct edi_denials_held held = { 0 };
    struct edi_store store = { 0 };
    enum x12_status status = edi_desk_rules(run, &held);

    if (status == X12_OK)
        status = edi_store_open(&store, ingest_store(run), EDI_DB_CREATE,
                                &run->err);
    if (status == X12_OK)
        ingest_files(run, &store, &held.rules);
    else
        edi_desk_end(run, &store, status);
    edi_store_close(&store);
    edi_denials_release(&held);
    return run->exit;
}

const struct edi_command edi_cmd_ingest = {
    .name = "ingest",
    .operands = "[FILE]...",
    .summary = "take in claims and remittances and match them",
    .example = "edi ingest inbox/*",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL,
    .desk = true,
    .run = cmd_ingest_run,
};
