/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_ingest - edi ingest */
#include "edi/cli/desk.h"
#include "edi/jobs/job_ingest.h"
#include "edi/jobs/stamp.h"
#include "writer/json.h"
#include "writer/text.h"

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
    const struct {
        const char *key;
        uint64_t n;
    } counts[] = {
        { "bytes", told->bytes },
        { "sets", told->sets },
        { "claims", told->claims },
        { "payments", told->payments },
        { "matched", told->matched },
        { "asked", told->asked },
        { "unmatched", told->unmatched },
        { "repeated", told->repeated },
        { "unfollowed", told->other_sets },
        { "errors", told->errors },
        { "unbalanced", told->unbalanced },
        { "claims_seen", told->seen_claims },
        { "acks", told->acks },
        { "unsent", told->unsent },
    };

    j->latin1 = !x12_utf8_is_valid(x12_str_from(run->file));
    x12_json_object(j);
    x12_json_text(j, "file", x12_str_from(run->file));
    x12_json_text(j, "verdict", x12_str_from(ingest_verdict(told)));
    for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
        x12_json_key(j, counts[i].key);
        x12_json_count(j, counts[i].n);
    }
    x12_json_key(j, "dry_run");
    x12_json_bool(j, edi_given(run, DRY_RUN));
    x12_json_end(j);
    x12_json_line(j);
}

/* ", 12 things" where there are any. */
static void ingest_part(struct x12_text *t, uint64_t n, const char *what)
{
    if (!n)
        return;
    x12_text_put(t, ", ");
    x12_text_count(t, n);
    x12_text_put(t, " ");
    x12_text_put(t, what);
}

static void ingest_taken(struct x12_text *t, const struct edi_ingested *told,
                         bool dry)
{
    x12_text_put(t, dry ? "would be taken in" : "taken in");
    ingest_part(t, told->claims, told->claims == 1 ? "claim" : "claims");
    ingest_part(t, told->payments,
                told->payments == 1 ? "claim payment" : "claim payments");
    ingest_part(t, told->matched, "matched");
    ingest_part(t, told->asked, "for a person to decide");
    ingest_part(t, told->unmatched, "without a claim of ours");
    ingest_part(t, told->seen_claims,
                told->seen_claims == 1 ? "claim taken in before, skipped"
                                       : "claims taken in before, skipped");
    ingest_part(t, told->repeated, "seen before in another envelope");
    ingest_part(t, told->unbalanced, "not in balance");
    ingest_part(t, told->acks,
                told->acks == 1 ? "acknowledgement" : "acknowledgements");
    ingest_part(t, told->unsent, "of what was never sent");
    ingest_part(t, told->other_sets,
                told->other_sets == 1 ? "other set kept, not followed"
                                      : "other sets kept, not followed");
    ingest_part(t, told->errors, told->errors == 1 ? "error" : "errors");
}

static void ingest_text(struct x12_text *t, const struct edi_run *run,
                        const struct edi_ingested *told)
{
    x12_text_data(t, x12_str_from(run->file));
    x12_text_put(t, ": ");
    switch (told->verdict) {
    case EDI_INGEST_TAKEN:
        ingest_taken(t, told, edi_given(run, DRY_RUN));
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

/* Something newly found that is worth a look. */
static bool ingest_is_trouble(const struct edi_ingested *told)
{
    switch (told->verdict) {
    case EDI_INGEST_SEEN:
        return false;
    case EDI_INGEST_UNKNOWN:
    case EDI_INGEST_CUT:
        return true;
    case EDI_INGEST_TAKEN:
        break;
    }
    return told->errors || told->asked || told->unmatched || told->unbalanced ||
           told->unsent;
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
        if (ingest_is_trouble(&told))
            edi_run_exit(run, EDI_EXIT_FOUND);
        if (run->format == EDI_JSONL || !run->quiet || ingest_is_trouble(&told))
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
