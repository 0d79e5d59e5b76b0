/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_doctor - edi doctor */
#include "edi/cli/desk.h"
#include "edi/cli/settings.h"
#include "edi/jobs/archive.h"
#include "edi/jobs/job_doctor.h"
#include "edi/jobs/stamp.h"

#include <stdio.h>

enum { PARTNER, NOW };

static const struct edi_option options[] = {
    [PARTNER] = { "partner", 'p', EDI_OPTION_TEXT, "NAME",
                  "only this partner" },
    [NOW] = { "now", 0, EDI_OPTION_FLAG, NULL,
              "partners that failed so often that they are left alone, too" },
};

static const struct edi_column doctor_columns[] = {
    { "verdict", "verdict", 11, false },
    { "partner", "partner", 14, false },
    { "topic", "topic", 14, false },
    { "text", "what is, and what to do", 0, false },
};

static const enum edi_exit doctor_exits[] = {
    [EDI_HEALTH_OK] = EDI_EXIT_OK,
    [EDI_HEALTH_LOOK] = EDI_EXIT_FOUND,
    [EDI_HEALTH_UNREACHABLE] = EDI_EXIT_UNREACHABLE,
    [EDI_HEALTH_REFUSED] = EDI_EXIT_REFUSED,
    [EDI_HEALTH_WRONG] = EDI_EXIT_USAGE,
};

static void doctor_row(struct edi_rows *rows, const struct edi_doctor *d)
{
    edi_rows_text(rows, x12_str_from(edi_health_text(d->health)));
    edi_rows_text(rows, x12_str_from(d->partner));
    edi_rows_text(rows, x12_str_from(d->topic));
    edi_rows_text(rows, x12_str_from(d->text));
    edi_rows_end(rows);
}

/* With -q a healthy house is told by nothing at all. */
static enum x12_status doctor_list(struct edi_run *run, struct edi_doctor *d)
{
    enum x12_status status, finished = X12_OK;
    struct edi_rows rows;
    bool begun = false;

    while ((status = edi_doctor_next(d)) == X12_OK) {
        edi_run_exit(run, doctor_exits[d->health]);
        if (run->quiet && d->health == EDI_HEALTH_OK)
            continue;
        if (!begun)
            edi_rows_init(&rows, edi_desk_listing(run->format), doctor_columns,
                          sizeof(doctor_columns) / sizeof(*doctor_columns),
                          &run->out, &run->err);
        begun = true;
        doctor_row(&rows, d);
    }
    if (begun)
        finished = edi_rows_finish(&rows);
    return status < 0 ? status : finished;
}

static int cmd_doctor_run(struct edi_run *run)
{
    char when[EDI_STAMP], archive[EDI_ARCHIVE_PATH];
    char aside[EDI_ARCHIVE_PATH], intake[EDI_ARCHIVE_PATH];
    struct edi_partners partners = { 0 };
    struct edi_denials_held held = { 0 };
    struct edi_doctor_options how = { .partners = &partners,
                                      .partner = run->text[PARTNER],
                                      .settings = run->config.path,
                                      .store = run->store,
                                      .archive = archive,
                                      .aside = aside,
                                      .intake = intake,
                                      .when = when,
                                      .now = edi_given(run, NOW) };
    struct edi_doctor doctor = { .partner = "" };
    enum x12_status status = edi_settings_partners(run, &partners, how.partner,
                                                   NULL);

    edi_stamp(run->today, run->now, when);
    if (status == X12_OK)
        status = edi_desk_folder(run, "archive", archive, sizeof(archive));
    if (status == X12_OK)
        status = edi_desk_folder(run, "aside", aside, sizeof(aside));
    if (status == X12_OK)
        status = edi_desk_intake(run, intake, sizeof(intake));
    if (status == X12_OK)
        status = edi_desk_rules(run, &held);
    if (status == X12_OK) {
        edi_doctor_begin(&doctor, &how, &run->err);
        status = doctor_list(run, &doctor);
    }
    edi_doctor_end(&doctor);
    edi_denials_release(&held);
    edi_partners_release(&partners);
    return edi_desk_end(run, &doctor.store, status);
}

const struct edi_command edi_cmd_doctor = {
    .name = "doctor",
    .summary = "check settings, rights, keys, logins and folders; send nothing",
    .example = "edi doctor --partner clearinghouse",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_doctor_run,
};
