/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_claims - edi claims */
#include "edi/cli/desk.h"
#include "edi/report/report_claims.h"

enum { STATE, PAYER, OLDER_THAN };

static const struct edi_option options[] = {
    [STATE] = { "state", 0, EDI_OPTION_TEXT, "STATE",
                "only those that are open, denied, paid ..." },
    [PAYER] = { "payer", 0, EDI_OPTION_TEXT, "ID", "only those of this payer" },
    [OLDER_THAN] = { "older-than", 0, EDI_OPTION_TEXT, "DAYS",
                     "only those sent longer ago: 30d" },
};

static int claims_misuse(struct edi_run *run, unsigned option, const char *what)
{
    return edi_run_misuse(run, "\"%s\" is no %s", run->text[option], what);
}

static int cmd_claims_run(struct edi_run *run)
{
    struct edi_claims_wanted wanted = { .by_state = edi_given(run, STATE) };
    struct edi_deadlines deadlines;
    struct edi_store store = { 0 };
    struct x12_arena arena = { 0 };
    enum x12_status status;

    if (edi_given(run, STATE) &&
        !edi_state_named(x12_str_from(run->text[STATE]), &wanted.state))
        return claims_misuse(run, STATE, "state");
    if (edi_given(run, OLDER_THAN) &&
        !edi_desk_age(run->text[OLDER_THAN], &wanted.older_than))
        return claims_misuse(run, OLDER_THAN, "number of days");
    wanted.payer = x12_str_from(run->text[PAYER]);
    wanted.deadlines = &deadlines;
    status = edi_desk_deadlines(run, &deadlines, &arena);
    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_EXISTING, &run->err);
    if (status == X12_OK)
        status = edi_report_claims(&store, &wanted,
                                   edi_desk_listing(run->format), &run->out);
    edi_store_close(&store);
    x12_arena_release(&arena);
    return edi_desk_end(run, &store, status);
}

const struct edi_command edi_cmd_claims = {
    .name = "claims",
    .summary = "every claim and where it stands",
    .example = "edi claims --state silent",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_claims_run,
};
