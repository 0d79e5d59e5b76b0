/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_report - edi report */
#include "edi/cli/desk.h"
#include "edi/report/report.h"

enum { REPORT_DAYS_MOST = 100000 };

/* Days that answers may take; settings say otherwise. */
static const struct edi_limits report_limits = {
    .ta1 = 2,
    .ack_999 = 3,
    .ack_277ca = 5,
    .remittance = EDI_DESK_SILENT_AFTER,
};

/* What one section of the settings says of them. */
static enum x12_status report_section(struct edi_run *run, const char *section,
                                      struct edi_limits *limits)
{
    const struct {
        const char *key;
        unsigned *days;
    } rows[] = {
        { "ta1_after", &limits->ta1 },
        { "999_after", &limits->ack_999 },
        { "277ca_after", &limits->ack_277ca },
        { "silent_after", &limits->remittance },
    };
    enum x12_status status = X12_OK;

    for (size_t i = 0; status == X12_OK && i < sizeof(rows) / sizeof(*rows);
         i++) {
        uint64_t days = *rows[i].days;

        status = edi_config_count(&run->config, section, rows[i].key, days,
                                  &days, &run->err);
        *rows[i].days = days < REPORT_DAYS_MOST ? (unsigned)days
                                                : REPORT_DAYS_MOST;
    }
    return status;
}

/* [partner NAME] has a receiver; [payer ID] is one. A section has as many rows
 * as keys, all alike. */
static bool report_names(struct edi_run *run, const char *section,
                         struct edi_limit_row *row)
{
    const char *receiver = edi_config_find(&run->config, section, "receiver");

    if (strncmp(section, "payer ", 6) == 0)
        row->payer = x12_str_from(section + 6);
    else if (strncmp(section, "partner ", 8) == 0 && receiver)
        row->receiver = x12_str_from(receiver);
    return row->payer.len || row->receiver.len;
}

static enum x12_status report_settings(struct edi_run *run,
                                       struct edi_report_wanted *wanted,
                                       struct x12_arena *arena)
{
    struct edi_limit_row *rows = NULL;
    enum x12_status status = report_section(run, "general", &wanted->limits);

    for (size_t i = 0; status == X12_OK && i < run->config.count; i++) {
        const char *section = run->config.entries[i].section;
        struct edi_limit_row row = { .limits = wanted->limits };
        struct edi_limit_row *at;

        if (!report_names(run, section, &row))
            continue;
        status = report_section(run, section, &row.limits);
        at = x12_arena_push(arena, &rows, &wanted->row_count, sizeof(*at));
        if (!at)
            return x12_fail(&run->err, arena->failed, "limits: %s",
                            x12_status_text(arena->failed));
        *at = row;
    }
    wanted->rows = rows;
    return status;
}

static int report_run(struct edi_run *run, const struct edi_report *report)
{
    struct edi_report_wanted wanted = { .today = run->today,
                                        .limits = report_limits };
    struct edi_store store = { 0 };
    struct x12_arena arena = { 0 };
    enum x12_status status = report_settings(run, &wanted, &arena);

    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_EXISTING, &run->err);
    if (status == X12_OK)
        status = report->run(&store, &wanted, edi_desk_listing(run->format),
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
