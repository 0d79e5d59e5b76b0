/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_worklist - edi worklist */
#include "edi/cli/desk.h"
#include "edi/jobs/job_tasks.h"
#include "edi/jobs/stamp.h"
#include "edi/report/report_page.h"
#include "edi/report/report_worklist.h"

#include <stdio.h>
#include <unistd.h>

enum { PAYER, PROVIDER, CLASS, OLDER_THAN, LEAST, CLOSED, LIMIT, IMPORT };

static const struct edi_option options[] = {
    [PAYER] = { "payer", 0, EDI_OPTION_TEXT, "ID",
                "only what this payer said" },
    [PROVIDER] = { "provider", 0, EDI_OPTION_TEXT, "NPI",
                   "only claims of this provider" },
    [CLASS] = { "class", 0, EDI_OPTION_TEXT, "CLASS",
                "only what is denied, partial, unmatched, rejected ..." },
    [OLDER_THAN] = { "older-than", 0, EDI_OPTION_TEXT, "DAYS",
                     "only what was said longer ago: 30d" },
    [LEAST] = { "least", 0, EDI_OPTION_TEXT, "AMOUNT",
                "only where as many dollars are in question" },
    [CLOSED] = { "closed", 0, EDI_OPTION_FLAG, NULL,
                 "also what somebody has closed" },
    [LIMIT] = { "limit", 'n', EDI_OPTION_COUNT, "N",
                "no more than the first N" },
    [IMPORT] = { "import", 0, EDI_OPTION_TEXT, "FILE.csv",
                 "take in status, owner, note, reason closed" },
};

static void worklist_tell(struct edi_run *run,
                          const struct edi_tasks_told *told)
{
    if (told->refused) {
        fprintf(stderr, "edi worklist: row %llu: %s (%llu such rows)\n",
                (unsigned long long)told->row, told->why,
                (unsigned long long)told->refused);
        edi_run_exit(run, EDI_EXIT_FOUND);
    }
    if (!run->quiet)
        fprintf(stderr, "edi worklist: %llu changed, %llu as before\n",
                (unsigned long long)told->changed,
                (unsigned long long)told->same);
}

static enum x12_status worklist_import(struct edi_run *run,
                                       struct edi_store *store)
{
    char when[EDI_STAMP], who[EDI_DESK_WHO];
    struct x12_source src = { 0 };
    struct edi_tasks_told told;
    enum x12_status status = x12_source_open_file(&src, run->text[IMPORT],
                                                  &run->err);

    edi_stamp(run->today, run->now, when);
    if (status == X12_OK)
        status = edi_tasks_import(store, &src, when, edi_desk_who(who), &told);
    if (status == X12_OK)
        worklist_tell(run, &told);
    x12_source_close(&src);
    return status;
}

/* False after a message. */
static bool worklist_wanted(struct edi_run *run,
                            struct edi_worklist_wanted *wanted)
{
    if (edi_given(run, OLDER_THAN) &&
        !edi_desk_age(run->text[OLDER_THAN], &wanted->older_than)) {
        edi_run_misuse(run, "\"%s\" is no number of days",
                       run->text[OLDER_THAN]);
        return false;
    }
    if (edi_given(run, LEAST) &&
        !x12_money_parse(x12_str_from(run->text[LEAST]), &wanted->least)) {
        edi_run_misuse(run, "\"%s\" is no amount", run->text[LEAST]);
        return false;
    }
    if (run->format == EDI_XLSX && isatty(STDOUT_FILENO)) {
        edi_run_misuse(run, "a spreadsheet goes into a file: "
                            "edi worklist --format xlsx >work.xlsx");
        return false;
    }
    return true;
}

/* In HTML with the page around it. */
static enum x12_status worklist_list(struct edi_run *run,
                                     struct edi_store *store,
                                     const struct edi_worklist_wanted *wanted)
{
    static struct edi_page page;
    enum x12_status status;

    if (run->format == EDI_HTML)
        edi_report_page_begin(&page, "worklist", "what needs a person",
                              run->today, &run->out, &run->err);
    status = edi_report_worklist(store, wanted, edi_desk_listing(run->format),
                                 &run->out);
    return status == X12_OK && run->format == EDI_HTML
               ? edi_report_page_end(&page, store)
               : status;
}

static int cmd_worklist_run(struct edi_run *run)
{
    struct edi_worklist_wanted wanted = {
        .today = run->today,
        .payer = x12_str_from(run->text[PAYER]),
        .provider = x12_str_from(run->text[PROVIDER]),
        .class = x12_str_from(run->text[CLASS]),
        .closed = edi_given(run, CLOSED),
        .limit = edi_given(run, LIMIT) ? run->number[LIMIT] : 0,
    };
    struct edi_deadlines deadlines;
    struct x12_arena arena = { 0 };
    struct edi_store store = { 0 };
    enum x12_status status;

    if (!worklist_wanted(run, &wanted))
        return EDI_EXIT_USAGE;
    wanted.deadlines = &deadlines;
    status = edi_desk_deadlines(run, &deadlines, &arena);
    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_EXISTING, &run->err);
    if (status == X12_OK && edi_given(run, IMPORT))
        status = worklist_import(run, &store);
    else if (status == X12_OK)
        status = worklist_list(run, &store, &wanted);
    edi_store_close(&store);
    x12_arena_release(&arena);
    return edi_desk_end(run, &store, status);
}

const struct edi_command edi_cmd_worklist = {
    .name = "worklist",
    .summary = "what needs a person, most valuable and most urgent first",
    .example = "edi worklist --format xlsx >work.xlsx",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV | EDI_LISTS_XLSX | EDI_LISTS_HTML,
    .desk = true,
    .run = cmd_worklist_run,
};
