/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_takebacks - edi takebacks */
#include "edi/cli/desk.h"
#include "edi/report/report_takebacks.h"

enum { OPEN, PAYER };

static const struct edi_option options[] = {
    [OPEN] = { "open", 0, EDI_OPTION_FLAG, NULL,
               "only those that are not taken back in full, or too far" },
    [PAYER] = { "payer", 0, EDI_OPTION_TEXT, "ID", "only those of this payer" },
};

static int cmd_takebacks_run(struct edi_run *run)
{
    const struct edi_takebacks_wanted wanted = {
        .payer = x12_str_from(run->text[PAYER]), .open = edi_given(run, OPEN)
    };
    struct edi_store store = { 0 };
    enum x12_status status = edi_store_open(&store, run->store, EDI_DB_EXISTING,
                                            &run->err);

    if (status == X12_OK)
        status = edi_report_takebacks(&store, &wanted,
                                      edi_desk_listing(run->format), &run->out);
    edi_store_close(&store);
    return edi_desk_end(run, &store, status);
}

const struct edi_command edi_cmd_takebacks = {
    .name = "takebacks",
    .summary = "the ledger of PLB takebacks and forward balances",
    .example = "edi takebacks --open",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_takebacks_run,
};
