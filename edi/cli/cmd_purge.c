/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_purge - edi purge */
#include "edi/cli/desk.h"
#include "edi/jobs/archive.h"
#include "edi/jobs/job_purge.h"
#include "edi/jobs/stamp.h"
#include "edi/store/store_lock.h"

#include <stdio.h>

enum { BEFORE, DRY_RUN };
enum { PURGE_YEARS = 7, PURGE_YEARS_MOST = 100 };

static const struct edi_option options[] = {
    [BEFORE] = { "before", 0, EDI_OPTION_DATE, "DATE",
                 "what is older than this day, and done with" },
    [DRY_RUN] = { "dry-run", 0, EDI_OPTION_FLAG, NULL,
                  "tell what would go, and keep it" },
};

/* The last day that may be asked for: [general] retention_years ago. */
static enum x12_status purge_limit(struct edi_run *run, x12_date *limit)
{
    uint64_t years = PURGE_YEARS;
    enum x12_status status = edi_config_count(&run->config, "general",
                                              "retention_years", PURGE_YEARS,
                                              &years, &run->err);

    if (status == X12_OK && years > PURGE_YEARS_MOST)
        return x12_fail(&run->err, X12_EMISUSE,
                        "[general] retention_years is at most %d",
                        PURGE_YEARS_MOST);
    *limit = run->today - (x12_date)years * 10000;
    return status;
}

static enum x12_status purge_tell(struct edi_run *run,
                                  const struct edi_purge_told *told)
{
    static const struct edi_column columns[] = {
        { "files", "files", 8, true },
        { "claims", "claims", 8, true },
        { "payments", "payments", 8, true },
        { "answers", "answers", 8, true },
        { "sent", "sent", 8, true },
        { "notes", "notes", 8, true },
        { "originals", "originals", 9, true },
    };
    struct edi_rows rows;

    edi_rows_init(&rows, edi_desk_listing(run->format), columns,
                  sizeof(columns) / sizeof(*columns), &run->out, &run->err);
    edi_rows_int(&rows, (int64_t)told->store.files);
    edi_rows_int(&rows, (int64_t)told->store.claims);
    edi_rows_int(&rows, (int64_t)told->store.payments);
    edi_rows_int(&rows, (int64_t)told->store.acks);
    edi_rows_int(&rows, (int64_t)told->store.batches);
    edi_rows_int(&rows, (int64_t)told->store.tasks);
    edi_rows_int(&rows, (int64_t)told->originals);
    edi_rows_end(&rows);
    return edi_rows_finish(&rows);
}

static enum x12_status purge_locked(struct edi_run *run)
{
    char when[EDI_STAMP], who[EDI_DESK_WHO], archive[EDI_ARCHIVE_PATH];
    struct edi_purge_options how = {
        .before = (x12_date)run->number[BEFORE],
        .today = run->today,
        .when = when,
        .who = edi_desk_who(who),
        .archive = archive,
        .dry_run = edi_given(run, DRY_RUN),
    };
    struct edi_store store = { 0 };
    struct edi_purge_told told;
    enum x12_status status = edi_desk_folder(run, "archive", archive,
                                             sizeof(archive));

    edi_stamp(run->today, run->now, when);
    if (status == X12_OK)
        status = edi_store_open(&store, run->store, EDI_DB_EXISTING, &run->err);
    if (status == X12_OK)
        status = edi_purge_all(&store, &how, &told);
    if (status == X12_OK)
        status = purge_tell(run, &told);
    if (store.db.busy)
        edi_run_exit(run, EDI_EXIT_LOCKED);
    edi_store_close(&store);
    return status;
}

static int cmd_purge_run(struct edi_run *run)
{
    struct edi_lock lock = { 0 };
    x12_date limit = 0;
    enum x12_status status = purge_limit(run, &limit);

    if (!edi_given(run, BEFORE))
        return edi_run_misuse(run, "it needs --before DATE");
    if (status == X12_OK && (x12_date)run->number[BEFORE] > limit) {
        char day[X12_DATE_TEXT];

        x12_date_format(limit, day);
        status = x12_fail(&run->err, X12_EMISUSE,
                          "what is younger than %s is kept ([general] "
                          "retention_years)",
                          day);
    }
    if (status == X12_OK)
        status = edi_desk_lock(run, &lock);
    if (status == X12_OK)
        status = purge_locked(run);
    edi_lock_drop(&lock);
    return edi_run_end(run, status);
}

const struct edi_command edi_cmd_purge = {
    .name = "purge",
    .summary = "take out what is old and done with; remember that it came",
    .example = "edi purge --before 2018-01-01 --dry-run",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL | EDI_LISTS_CSV,
    .desk = true,
    .run = cmd_purge_run,
};
