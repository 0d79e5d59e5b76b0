/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_replay - edi replay */
#include "edi/cli/desk.h"
#include "edi/jobs/job_replay.h"
#include "edi/jobs/stamp.h"
#include "edi/report/report_replay.h"
#include "writer/text.h"

enum { DRY_RUN, RULES };

static const struct edi_option options[] = {
    [DRY_RUN] = { "dry-run", 0, EDI_OPTION_FLAG, NULL,
                  "say what would change, and change nothing" },
    [RULES] = { "rules", 0, EDI_OPTION_TEXT, "FILE",
                "by these rows of denials; changes nothing" },
};

static enum x12_status replay_tell(struct edi_run *run,
                                   const struct edi_replayed *told)
{
    const struct {
        uint64_t count;
        const char *behind;
    } parts[] = {
        { told->claims, " claims and " },
        { told->payments, " claim payments decided anew: " },
        { told->otherwise, " payments otherwise, " },
        { told->moved, " claims stand somewhere else\n" },
    };
    struct x12_text text;

    x12_text_init(&text, &run->out, &run->err);
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        x12_text_count(&text, parts[i].count);
        x12_text_put(&text, parts[i].behind);
    }
    return x12_text_flush(&text);
}

/* Rows, and where people read, the counts behind them. */
static enum x12_status replay_list(struct edi_run *run, struct edi_store *store,
                                   const struct edi_replayed *told)
{
    enum x12_status status = X12_OK;

    if (run->quiet)
        return X12_OK;
    if (told->otherwise || told->moved || run->format != EDI_TEXT)
        status = edi_report_replay(store, edi_desk_listing(run->format),
                                   &run->out);
    return status == X12_OK && run->format == EDI_TEXT ? replay_tell(run, told)
                                                       : status;
}

/* [general] denial_rules, or what --rules says instead. */
static enum x12_status replay_rules(struct edi_run *run,
                                    struct edi_denials_held *held)
{
    if (!edi_given(run, RULES))
        return edi_desk_rules(run, held);
    return edi_denials_load(held, run->text[RULES],
                            edi_config_find(&run->config, "general", "codes"),
                            &run->err);
}

static int cmd_replay_run(struct edi_run *run)
{
    const bool keep = !edi_given(run, DRY_RUN) && !edi_given(run, RULES);
    char when[EDI_STAMP];
    struct edi_denials_held held = { 0 };
    struct edi_store store = { 0 };
    struct edi_replayed told;
    enum x12_status status = replay_rules(run, &held), ended;

    edi_stamp(run->today, run->now, when);
    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_EXISTING, &run->err);
    if (status == X12_OK) {
        status = edi_replay(&store, &held.rules, when, &told);
        if (status == X12_OK)
            status = replay_list(run, &store, &told);
        ended = edi_replay_end(&store, keep && status >= 0);
        if (status == X12_OK)
            status = ended;
    }
    edi_store_close(&store);
    edi_denials_release(&held);
    return edi_desk_end(run, &store, status);
}

const struct edi_command edi_cmd_replay = {
    .name = "replay",
    .summary = "decide all anew, by the rules of denials and lists of today",
    .example = "edi replay --rules denials.tsv",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_replay_run,
};
