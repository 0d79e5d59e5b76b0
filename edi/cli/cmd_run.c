/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_run - edi run */
#include "edi/cli/desk.h"
#include "edi/cli/pass_tell.h"
#include "edi/cli/settings.h"
#include "edi/jobs/job_run.h"
#include "edi/jobs/stamp.h"
#include "edi/store/store_lock.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { PARTNER, NOW, DRY_RUN, LOG };

static const struct edi_option options[] = {
    [PARTNER] = { "partner", 'p', EDI_OPTION_TEXT, "NAME",
                  "send to and receive from this partner, and no more" },
    [NOW] = { "now", 0, EDI_OPTION_FLAG, NULL,
              "partners whose turn it is not, or that failed so often that "
              "they are left alone, too" },
    [DRY_RUN] = { "dry-run", 0, EDI_OPTION_FLAG, NULL,
                  "tell what would be done; ask nobody, keep nothing" },
    [LOG] = { "log", 0, EDI_OPTION_TEXT, "syslog|FILE",
              "where to say what was done (default: [general] log, else "
              "troubles on standard error)" },
};

/* All that one pass needs, from the settings. */
struct cmd_run {
    struct edi_run *run;
    struct edi_journal journal;
    struct edi_partners partners;
    struct edi_check_lists lists;
    struct edi_csv_map csv;
    struct edi_denials_held held;
    char when[EDI_STAMP], archive[EDI_ARCHIVE_PATH], aside[EDI_ASIDE_PATH];
    char intake[EDI_ASIDE_PATH];
    struct edi_generate_options generate;
    struct edi_ingest_options ingest;
    struct edi_deadlines deadlines;
    struct edi_asked asked;
    struct x12_arena arena;
    struct edi_pass_options options;
    struct edi_pass pass;
};

/* --- the pass ------------------------------------------------------------------ */

static volatile sig_atomic_t run_is_over;

static void run_stop(int signal_number)
{
    (void)signal_number;
    run_is_over = 1;
}

/* Told to stop, it ends after the unit at hand. */
static void run_listen(void)
{
    struct sigaction stop = { .sa_handler = run_stop, .sa_flags = SA_RESTART };

    sigemptyset(&stop.sa_mask);
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
}

static enum x12_status run_pass(struct cmd_run *c, struct edi_store *store)
{
    struct edi_run *run = c->run;
    struct edi_pass_told told = { .run = run,
                                  .journal = &c->journal,
                                  .pass = &c->pass,
                                  .dry_run = c->options.dry_run };
    enum x12_status status = X12_OK;

    edi_pass_begin(&c->pass, store, &c->options, &run->err);
    while (!run_is_over && (status = edi_pass_next(&c->pass)) == X12_OK)
        edi_pass_tell(&told);
    told.stopped = run_is_over && status == X12_OK;
    status = edi_pass_end(&c->pass, status);
    if ((c->pass.lost && c->pass.counts.unknown > 0) ||
        c->pass.counts.rejected > 0)
        edi_run_exit(run, EDI_EXIT_FOUND);
    if (status == X12_OK)
        status = edi_pass_tell_counts(&told);
    edi_pass_release(&c->pass);
    return status == X12_END ? X12_OK : status;
}

/* To try makes nothing: where there is no store yet, one in memory does. */
static const char *run_store(const struct cmd_run *c)
{
    const char *path = c->run->store;

    return c->options.dry_run && access(path, F_OK) < 0 && errno == ENOENT
               ? ":memory:"
               : path;
}

static enum x12_status run_locked(struct cmd_run *c)
{
    struct edi_store store = { 0 };
    enum x12_status status = edi_store_open(&store, run_store(c), EDI_DB_CREATE,
                                            &c->run->err);

    if (status == X12_OK)
        status = run_pass(c, &store);
    if (store.db.busy)
        edi_run_exit(c->run, EDI_EXIT_LOCKED);
    edi_store_close(&store);
    return status;
}

/* --- the settings -------------------------------------------------------------- */

static enum x12_status run_intake(struct cmd_run *c)
{
    struct edi_run *run = c->run;
    uint64_t settle = EDI_DROP_SETTLE;
    enum x12_status status = edi_desk_intake(run, c->intake, sizeof(c->intake));

    if (status == X12_OK)
        status = edi_config_count(&run->config, "general", "intake_settle",
                                  settle, &settle, &run->err);
    if (status == X12_OK && settle > UINT32_MAX / 60)
        status = x12_fail(&run->err, X12_EMISUSE,
                          "[general] intake_settle is too long");
    c->options.desk.drop = (struct edi_drop){ .folder = c->intake,
                                              .settle = (uint32_t)settle,
                                              .now = (int64_t)time(NULL) };
    return status;
}

/* How claims are written, and answers taken in: as generate and receive do. */
static enum x12_status run_rules(struct cmd_run *c)
{
    struct edi_run *run = c->run;
    enum x12_status status = edi_settings_csv(run, &c->csv);

    if (status == X12_OK)
        status = edi_desk_lists(run, NULL, &c->lists);
    if (status == X12_OK)
        status = edi_desk_rules(run, &c->held);
    c->generate = (struct edi_generate_options){ .partners = &c->partners,
                                                 .lists = &c->lists,
                                                 .csv = &c->csv,
                                                 .today = run->today,
                                                 .now = run->now };
    c->ingest = (struct edi_ingest_options){ .taken = c->when,
                                             .rules = &c->held.rules };
    c->asked = (struct edi_asked){ .deadlines = &c->deadlines };
    c->options.reports = edi_config_find(&run->config, "general", "reports");
    c->options.asked = &c->asked;
    if (status == X12_OK && c->options.reports)
        status = edi_desk_deadlines(run, &c->deadlines, &c->arena);
    c->options.desk.generate = &c->generate;
    c->options.ingest = &c->ingest;
    return status;
}

static enum x12_status run_settle(struct cmd_run *c)
{
    struct edi_run *run = c->run;
    enum x12_status status = edi_settings_partners(run, &c->partners,
                                                   run->text[PARTNER], NULL);

    edi_stamp(run->today, run->now, c->when);
    c->options = (struct edi_pass_options){
        .partners = &c->partners,
        .partner = run->text[PARTNER],
        .when = c->when,
        .now = edi_given(run, NOW),
        .dry_run = edi_given(run, DRY_RUN),
        .desk = { .archive = { c->archive, c->when },
                  .aside = c->aside,
                  .dry_run = edi_given(run, DRY_RUN) },
    };
    if (status == X12_OK)
        status = edi_desk_folder(run, "archive", c->archive,
                                 sizeof(c->archive));
    if (status == X12_OK)
        status = edi_desk_folder(run, "aside", c->aside, sizeof(c->aside));
    if (status == X12_OK)
        status = run_intake(c);
    return status == X12_OK ? run_rules(c) : status;
}

/* A dry run is told to whoever tries it. */
static enum x12_status run_open_log(struct cmd_run *c)
{
    struct edi_run *run = c->run;
    const bool dry = edi_given(run, DRY_RUN);
    const char *where = edi_given(run, LOG)
                            ? run->text[LOG]
                            : edi_config_find(&run->config, "general", "log");
    enum x12_status status = edi_journal_open(&c->journal, dry ? NULL : where,
                                              "edi run", &run->err);

    c->journal.notes = run->verbose || dry;
    return status;
}

/* What ends the whole run is said in the log, too. */
static void run_told(struct cmd_run *c, enum x12_status status)
{
    if (status < X12_OK && edi_journal_is_kept(&c->journal))
        edi_journal_say(&c->journal, EDI_JOURNAL_ERROR, "%s", c->run->err.text);
}

static int cmd_run_run(struct edi_run *run)
{
    struct cmd_run c = { .run = run };
    struct edi_lock lock = { 0 };
    enum x12_status status;

    run_listen();
    status = run_open_log(&c);
    if (status == X12_OK)
        status = run_settle(&c);
    if (status == X12_OK && !c.options.dry_run)
        status = edi_desk_lock(run, &lock);
    if (status == X12_OK)
        status = run_locked(&c);
    edi_lock_drop(&lock);
    run_told(&c, status);
    edi_journal_close(&c.journal);
    edi_denials_release(&c.held);
    edi_check_lists_release(&c.lists);
    edi_partners_release(&c.partners);
    x12_arena_release(&c.arena);
    return edi_run_end(run, status);
}

const struct edi_command edi_cmd_run = {
    .name = "run",
    .summary = "one pass by the clock: take claims in, send, receive, report",
    .example = "edi run --json",
    .options = options,
    .option_count = sizeof(options) / sizeof(options[0]),
    .lists = EDI_LISTS_JSONL,
    .desk = true,
    .run = cmd_run_run,
};
