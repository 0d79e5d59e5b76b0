/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_report - edi report */
#include "edi/cli/desk.h"
#include "edi/report/report.h"

static int report_run(struct edi_run *run, const struct edi_report *report)
{
    struct edi_deadlines deadlines;
    struct edi_store store = { 0 };
    struct x12_arena arena = { 0 };
    enum x12_status status = edi_desk_deadlines(run, &deadlines, &arena);

    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_EXISTING, &run->err);
    if (status == X12_OK)
        status = report->run(&store, &deadlines, edi_desk_listing(run->format),
                             &run->out);
    edi_store_close(&store);
    x12_arena_release(&arena);
    return edi_desk_end(run, &store, status);
}

static int cmd_report_run(struct edi_run *run)
{
    const struct edi_report *report;

    if (run->file_count != 1 || strcmp(run->files[0], "-") == 0)
        return edi_run_misuse(run, "which report? One of: %s",
                              edi_report_names());
    report = edi_report_named(run->files[0]);
    if (!report)
        return edi_run_misuse(run, "no report \"%s\"; there is: %s",
                              run->files[0], edi_report_names());
    return report_run(run, report);
}

const struct edi_command edi_cmd_report = {
    .name = "report",
    .operands = "NAME",
    .summary = "what was not answered in time (silent)",
    .example = "edi report silent",
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_report_run,
};
