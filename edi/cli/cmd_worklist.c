/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_worklist - edi worklist */
#include "edi/cli/desk.h"
#include "edi/report/report_worklist.h"

enum { PAYER, LIMIT };

static const struct edi_option options[] = {
    [PAYER] = { "payer", 0, EDI_OPTION_TEXT, "ID",
                "only what this payer said" },
    [LIMIT] = { "limit", 'n', EDI_OPTION_COUNT, "N",
                "no more than the first N" },
};

static int cmd_worklist_run(struct edi_run *run)
{
    struct edi_worklist_wanted wanted = {
        .today = run->today,
        .payer = x12_str_from(run->text[PAYER]),
        .limit = edi_given(run, LIMIT) ? run->number[LIMIT] : 0,
    };
    struct edi_store store = { 0 };
    enum x12_status status = edi_store_open(&store, run->store, EDI_DB_EXISTING,
                                            &run->err);

    if (status == X12_OK)
        status = edi_report_worklist(&store, &wanted,
                                     edi_desk_listing(run->format), &run->out);
    edi_store_close(&store);
    return edi_desk_end(run, &store, status);
}

const struct edi_command edi_cmd_worklist = {
    .name = "worklist",
    .summary = "what needs a person, most valuable and most urgent first",
    .example = "edi worklist --limit 20",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_worklist_run,
};
