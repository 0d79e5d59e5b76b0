/* SPDX-License-Identifier: Apache-2.0 */
/*
 * command - what a command of the program is
 *
 *     enum { SNIP, MAX };
 *     static const struct edi_option options[] = {
 *         [SNIP] = { "snip", 0, EDI_OPTION_COUNT, "N", "up to this level" },
 *         [MAX] = { "max", 'm', EDI_OPTION_COUNT, "N", "findings kept" },
 *     };
 *
 *     static int cmd_check_run(struct edi_run *run)
 *     {
 *         struct x12_source src = { 0 };
 *         unsigned max = edi_given(run, MAX) ? run->number[MAX] : 100;
 *
 *         while (edi_run_next(run, &src))
 *             edi_run_done(run, &src, edi_check(&src, ..., &run->err));
 *         return run->exit;
 *     }
 *
 *     const struct edi_command edi_cmd_check = {
 *         .name = "check", .operands = "FILE...", .run = cmd_check_run, ...
 *     };
 *
 * A command is a cmd_*.c with one such row, and a line in main.c.
 */
#ifndef EDI_COMMAND_H
#define EDI_COMMAND_H

#include "edi/cli/config.h"
#include "edi/cli/progress.h"
#include "parser/value.h"
#include "writer/sink.h"

/* How the program ends; see commands.md. Scripts rely on the numbers. */
enum edi_exit {
    EDI_EXIT_OK = 0,
    EDI_EXIT_FOUND = 1,       /* done, and there is something to look at */
    EDI_EXIT_FAILED = 2,      /* could not read, write or reach the store */
    EDI_EXIT_UNREACHABLE = 3, /* a partner; trying again later is safe */
    EDI_EXIT_REFUSED = 4,     /* by a partner */
    EDI_EXIT_USAGE = 64,      /* wrong usage or settings */
    EDI_EXIT_LOCKED = 75,     /* another run holds the lock */
};

enum edi_option_kind {
    EDI_OPTION_FLAG,
    EDI_OPTION_TEXT,
    EDI_OPTION_COUNT, /* digits; in run->number */
    EDI_OPTION_DATE,  /* YYYY-MM-DD; in run->number as 20240131 */
    EDI_OPTION_WORD,  /* one of `value`, "claims|lines"; its place from 0 */
};

struct edi_option {
    const char *name; /* without the dashes */
    char letter;      /* or 0 */
    enum edi_option_kind kind;
    const char *value; /* what help calls it; for WORD the words */
    const char *help;
};

/* What a command can list as. */
enum edi_format { EDI_TEXT, EDI_JSONL, EDI_CSV, EDI_XLSX, EDI_HTML };
enum {
    EDI_LISTS_JSONL = 1 << EDI_JSONL,
    EDI_LISTS_CSV = 1 << EDI_CSV,
    EDI_LISTS_XLSX = 1 << EDI_XLSX,
    EDI_LISTS_HTML = 1 << EDI_HTML,
};

enum { EDI_OPTIONS_MOST = 16 }; /* options of one command */

struct edi_run;

struct edi_command {
    const char *name;
    const char *operands; /* "FILE..."; NULL: takes none */
    const char *summary;  /* one line */
    const char *example;  /* one line, as typed */
    const struct edi_option *options;
    size_t option_count;
    unsigned lists; /* EDI_LISTS_*: --format besides text; 0: none */
    bool desk;      /* reads the settings before it runs; has a store */
    bool settings;  /* may read them: edi_settings_read */
    bool named;     /* an operand must be given: standard input is none */
    int (*run)(struct edi_run *run);
};

/* One run of a command: what was asked for, and where failures are kept. */
struct edi_run {
    const struct edi_command *command;
    struct x12_error err; /* of the file at hand, or of the whole run */
    int exit;             /* the worst so far */
    struct x12_sink out;  /* standard output */
    /* common options */
    const char *store;   /* path */
    const char *charset; /* or NULL */
    enum edi_format format;
    unsigned jobs; /* threads, at least 1 */
    bool quiet, verbose;
    x12_date today;           /* --as-of, else now; both UTC */
    x12_time now;             /* hhmmss */
    struct edi_config config; /* of desk commands */
    /* options of the command, by their place in its table */
    const char *text[EDI_OPTIONS_MOST]; /* NULL: not given; "" for a flag */
    uint64_t number[EDI_OPTIONS_MOST];
    /* operands; "-" when there are none */
    const char *const *files;
    size_t file_count;
    const char *file; /* at hand; "-" is standard input */
    /* private below */
    const char *config_path;
    size_t next_file;
    struct edi_progress progress;
};

static inline bool edi_given(const struct edi_run *run, unsigned option)
{
    return run->text[option] != NULL;
}

/* Opens the next operand, unpacked and decoded; false when there are no more.
 * One that cannot be opened is told, and the one behind it is given. */
bool edi_run_next(struct edi_run *run, struct x12_source *src);

/* Opens the file at hand once more. X12_EMISUSE for standard input and pipes. */
enum x12_status edi_run_again(struct edi_run *run,
                              struct x12_source *src) X12_MUST_USE;

/* Closes the file at hand (what the job left of it), tells the failure that is
 * kept, if any, and clears it for the next file. */
void edi_run_done(struct edi_run *run, struct x12_source *src,
                  enum x12_status status);

/* Keeps `code` if it is the worst so far. */
void edi_run_exit(struct edi_run *run, enum edi_exit code);

/* `what` is wrong with the file at hand: EDI_EXIT_FOUND, and told unless -q. */
void edi_run_found(struct edi_run *run, const char *what);

/* The file at hand ends before its IEA: EDI_EXIT_FOUND, and told unless -q. */
void edi_run_cut_off(struct edi_run *run);

/* For commands without files, and at the end: tells the failure that is kept,
 * if any, and gives run->exit. X12_EMISUSE (wrong settings, a store made by a
 * newer edi) is EDI_EXIT_USAGE, other failures EDI_EXIT_FAILED; X12_END from a
 * sink whose reader went away is none. */
int edi_run_end(struct edi_run *run, enum x12_status status);

/* Tells "edi COMMAND: ..." and how to get help; returns EDI_EXIT_USAGE. */
int edi_run_misuse(const struct edi_run *run, const char *format, ...)
    X12_PRINTF(2, 3);

#endif
