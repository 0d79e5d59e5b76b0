/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_report - edi report */
#include "edi/cli/desk.h"
#include "edi/jobs/job_fees.h"
#include "edi/jobs/job_reports.h"
#include "edi/jobs/stamp.h"
#include "edi/report/report_page.h"

enum { PAYER, NEW, BATCH, FEES, HTML };

static const struct edi_option options[] = {
    [PAYER] = { "payer", 0, EDI_OPTION_TEXT, "ID", "only of this payer" },
    [NEW] = { "new", 0, EDI_OPTION_FLAG, NULL,
              "payments: what was not given yet, and is given now" },
    [FEES] = { "fees", 0, EDI_OPTION_TEXT, "FILE.csv",
               "underpaid: the fee schedule: code, amount, payer, modifiers" },
    [HTML] = { "html", 0, EDI_OPTION_TEXT, "DIR",
               "all: a page for each, and index.html, into this folder" },
    [BATCH] = { "batch", 0, EDI_OPTION_COUNT, "N",
                "payments: what was given as batch N, once more" },
};

static enum x12_status report_fees(struct edi_run *run, struct edi_store *store)
{
    struct x12_source src = { 0 };
    enum x12_status status;

    if (!edi_given(run, FEES))
        return X12_OK;
    status = x12_source_open_file(&src, run->text[FEES], &run->err);
    if (status == X12_OK)
        status = edi_fees_load(store, &src);
    x12_source_close(&src);
    return status;
}

/* NULL: all of them, into a folder. */
static enum x12_status report_write(struct edi_run *run,
                                    struct edi_store *store,
                                    const struct edi_asked *asked,
                                    const struct edi_report *report)
{
    static struct edi_page page;
    enum x12_status status;

    if (!report)
        return edi_reports(store, asked, run->text[HTML], &run->err);
    if (run->format == EDI_HTML)
        edi_report_page_begin(&page, report->name, report->summary, run->today,
                              &run->out, &run->err);
    status = report->run(store, asked, edi_desk_listing(run->format),
                         &run->out);
    return status == X12_OK && run->format == EDI_HTML
               ? edi_report_page_end(&page, store)
               : status;
}

static int report_run(struct edi_run *run, const struct edi_report *report)
{
    char when[EDI_STAMP], who[EDI_DESK_WHO];
    struct edi_deadlines deadlines;
    struct edi_store store = { 0 };
    struct x12_arena arena = { 0 };
    const struct edi_asked asked = {
        .deadlines = &deadlines,
        .payer = x12_str_from(run->text[PAYER]),
        .fees = edi_given(run, FEES),
        .fresh = edi_given(run, NEW),
        .batch = edi_given(run, BATCH) ? (int64_t)run->number[BATCH] : 0,
        .made = when,
        .who = edi_desk_who(who),
    };
    enum x12_status status = edi_desk_deadlines(run, &deadlines, &arena);

    edi_stamp(run->today, run->now, when);
    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_EXISTING, &run->err);
    if (status == X12_OK)
        status = report_fees(run, &store);
    if (status == X12_OK)
        status = report_write(run, &store, &asked, report);
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
    if (strcmp(run->files[0], "all") == 0) {
        if (!edi_given(run, HTML) || edi_given(run, NEW))
            return edi_run_misuse(run, "all reports go into a folder: "
                                       "edi report all --html DIR");
        return report_run(run, NULL);
    }
    if (edi_given(run, HTML))
        return edi_run_misuse(run, "--html DIR is for all; one report: "
                                   "--format html");
    report = edi_report_named(run->files[0]);
    if (!report)
        return edi_run_misuse(run, "no report \"%s\"; there is: %s",
                              run->files[0], edi_report_names());
    return report_run(run, report);
}

const struct edi_command edi_cmd_report = {
    .name = "report",
    .operands = "NAME",
    .summary = "aging, balance, denials, lonely, payers, payments, "
               "provider, silent, underpaid, unmatched",
    .example = "edi report denials",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV | EDI_LISTS_XLSX | EDI_LISTS_HTML,
    .desk = true,
    .run = cmd_report_run,
};
