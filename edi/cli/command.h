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
 *         ... edi_given(run, SNIP), run->number[SNIP], run->files ...
 *         return edi_run_end(run, status);
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

#include "parser/error.h"
#include "parser/value.h"

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
enum edi_format { EDI_TEXT, EDI_JSONL, EDI_CSV };
enum { EDI_LISTS_JSONL = 1 << EDI_JSONL, EDI_LISTS_CSV = 1 << EDI_CSV };

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
    int (*run)(struct edi_run *run);
};

/* One run of a command: what was asked for, and where failures are kept. */
struct edi_run {
    const struct edi_command *command;
    struct x12_error err;
    /* common options */
    const char *store;   /* path */
    const char *config;  /* path, or NULL: edi.conf where it is looked for */
    const char *charset; /* or NULL */
    enum edi_format format;
    unsigned jobs; /* threads, at least 1 */
    bool quiet, verbose;
    x12_date today; /* --as-of, else now; both UTC */
    x12_time now;   /* hhmmss */
    /* options of the command, by their place in its table */
    const char *text[EDI_OPTIONS_MOST]; /* NULL: not given; "" for a flag */
    uint64_t number[EDI_OPTIONS_MOST];
    /* operands; standard input ("-") when there are none */
    const char *const *files;
    size_t file_count;
};

static inline bool edi_given(const struct edi_run *run, unsigned option)
{
    return run->text[option] != NULL;
}

/* Tells the failure that is kept, if any, on standard error, and gives the exit
 * code: EDI_EXIT_OK for X12_OK and X12_END, EDI_EXIT_USAGE for X12_EMISUSE
 * (wrong settings, a store made by a newer edi), else EDI_EXIT_FAILED. */
int edi_run_end(const struct edi_run *run, enum x12_status status);

/* Tells "edi COMMAND: ..." and how to get help; returns EDI_EXIT_USAGE. */
int edi_run_misuse(const struct edi_run *run, const char *format, ...)
    X12_PRINTF(2, 3);

#endif
