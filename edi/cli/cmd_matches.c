/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_matches - edi matches */
#include "edi/cli/desk.h"
#include "edi/report/report_matches.h"

static int cmd_matches_run(struct edi_run *run)
{
    struct edi_store store = { 0 };
    enum x12_status status = edi_store_open(&store, run->store, EDI_DB_EXISTING,
                                            &run->err);

    if (status == X12_OK)
        status = edi_report_matches(&store, edi_desk_listing(run->format),
                                    &run->out);
    edi_store_close(&store);
    return edi_desk_end(run, &store, status);
}

const struct edi_command edi_cmd_matches = {
    .name = "matches",
    .summary = "every claim payment and the claim it was laid to",
    .example = "edi matches --json",
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_matches_run,
};
