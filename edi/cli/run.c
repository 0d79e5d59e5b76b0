/* SPDX-License-Identifier: Apache-2.0 */
/* run - one run of a command: its files, its failures, its exit code */
#include "edi/cli/command.h"
#include "writer/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>

enum { RUN_TOLD = 1 << 20 }; /* bytes of one message */

int edi_run_misuse(const struct edi_run *run, const char *format, ...)
{
    va_list args;

    fprintf(stderr, "edi %s: ", run->command->name);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, "; see: edi help %s\n", run->command->name);
    return EDI_EXIT_USAGE;
}

/* The numbers grow with the trouble. */
void edi_run_exit(struct edi_run *run, enum edi_exit code)
{
    if ((int)code > run->exit)
        run->exit = (int)code;
}

/* What somebody else named (a file) may hold anything: a terminal must not
 * obey it. */
static void run_put(const char *text)
{
    struct x12_error err = { 0 };
    struct x12_sink sink = { 0 };
    enum x12_status status = x12_sink_open_memory(&sink, RUN_TOLD, &err);
    struct x12_text t;

    x12_text_init(&t, &sink, &err);
    x12_text_data(&t, x12_str_from(text));
    if (status == X12_OK)
        status = x12_text_flush(&t);
    if (status == X12_OK) {
        x12_str told = x12_sink_memory(&sink);

        fwrite(told.at ? told.at : "", 1, told.len, stderr);
    }
    x12_sink_close(&sink);
}

static const char *run_name(const struct edi_run *run)
{
    return strcmp(run->file, "-") == 0 ? "standard input" : run->file;
}

static void run_tell_name(const struct edi_run *run, const char *what)
{
    fprintf(stderr, "edi %s: ", run->command->name);
    run_put(run_name(run));
    fprintf(stderr, ": %s\n", what);
}

void edi_run_found(struct edi_run *run, const char *what)
{
    edi_run_exit(run, EDI_EXIT_FOUND);
    if (!run->quiet)
        run_tell_name(run, what);
}

void edi_run_cut_off(struct edi_run *run)
{
    edi_run_found(run, "the input ends before its IEA");
}

/* Our texts name the file where it matters; the reader's do not know it. */
static void run_tell(const struct edi_run *run, enum x12_status status)
{
    const char *text = run->err.text[0] ? run->err.text
                                        : x12_status_text(status);

    fprintf(stderr, "edi %s: ", run->command->name);
    if (run->file && !strstr(text, run->file)) {
        run_put(run_name(run));
        fputs(": ", stderr);
    }
    if (run->err.offset > 0)
        fprintf(stderr, "at byte %llu: ", (unsigned long long)run->err.offset);
    run_put(text);
    fputs("\n", stderr);
}

int edi_run_end(struct edi_run *run, enum x12_status status)
{
    if (status < 0) {
        run_tell(run, status);
        edi_run_exit(run,
                     status == X12_EMISUSE ? EDI_EXIT_USAGE : EDI_EXIT_FAILED);
    }
    return run->exit;
}

void edi_run_done(struct edi_run *run, struct x12_source *src,
                  enum x12_status status)
{
    x12_source_close(src);
    edi_run_end(run, status);
    run->err = (struct x12_error){ 0 };
    run->file = NULL;
}

static enum x12_status run_open(struct edi_run *run, struct x12_source *src)
{
    enum x12_status status = x12_source_open_file(src, run->file, &run->err);

    if (status == X12_OK && !run->quiet)
        edi_progress_watch(&run->progress, src, run->file);
    if (status == X12_OK)
        status = x12_source_detect(src, run->charset, &run->err);
    return status;
}

bool edi_run_next(struct edi_run *run, struct x12_source *src)
{
    while (run->next_file < run->file_count) {
        enum x12_status status;

        run->file = run->files[run->next_file++];
        status = run_open(run, src);
        if (status == X12_OK)
            return true;
        edi_run_done(run, src, status);
    }
    return false;
}

/* A pipe has a name, too, where a shell makes one: <(zcat FILE). */
static bool run_is_pipe(const char *path)
{
    struct stat st;

    return strcmp(path, "-") == 0 ||
           (stat(path, &st) == 0 && !S_ISREG(st.st_mode));
}

enum x12_status edi_run_again(struct edi_run *run, struct x12_source *src)
{
    x12_source_close(src);
    if (run_is_pipe(run->file))
        return x12_fail(&run->err, X12_EMISUSE,
                        "it is read twice, so it must be a file");
    return run_open(run, src);
}
