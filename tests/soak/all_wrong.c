/* SPDX-License-Identifier: Apache-2.0 */
/*
 * all_wrong EDI FOLDER MEGABYTES - a file of nothing but faults
 *
 * Makes a file in which each segment is wrong, has `edi check` look at it, and
 * removes it. Memory must stay what it is for a file that is right, `--max`
 * findings be shown, and all others counted.
 */
#include "tests/bench/generate.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * What two threads may hold: 16 MB, and 8 MB for each of them. A sanitizer
 * keeps what was freed and a shadow of it all: that is not the program's, so
 * there the bound only says that memory does not grow with the file.
 */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
enum { WRONG_KILOBYTES = 512 << 10 };
#else
enum { WRONG_KILOBYTES = 32 << 10 };
#endif

enum { WRONG_SEED = 20260115, WRONG_LINE = 1024 };

/* What check said. */
struct wrong_said {
    unsigned long long shown, more, errors, warnings;
    int code;
    long kilobytes;
};

/* One line of its output: a finding, how many more there are, or the sum. */
static void wrong_take(struct wrong_said *said, const char *line)
{
    const char *at = strstr(line, ": ");

    if (strstr(line, " more findings not shown"))
        said->more = at ? strtoull(at + 2, NULL, 10) : 0;
    else if ((at = strstr(line, " rejected; ")) != NULL)
        sscanf(at, " rejected; %llu errors, %llu warning", &said->errors,
               &said->warnings);
    else if (strstr(line, ": error: ") || strstr(line, ": warning: "))
        said->shown++;
}

static bool wrong_check(const char *edi, const char *path,
                        struct wrong_said *said)
{
    char line[WRONG_LINE];
    struct rusage used;
    FILE *out;
    int ends[2];
    pid_t pid;

    if (pipe(ends) != 0)
        return false;
    pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execl(edi, edi, "check", "-j", "2", path, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    out = fdopen(ends[0], "r");
    while (out && fgets(line, sizeof(line), out))
        wrong_take(said, line);
    if (!out || fclose(out) != 0 || waitpid(pid, &said->code, 0) != pid)
        return false;
    getrusage(RUSAGE_CHILDREN, &used);
    said->kilobytes = used.ru_maxrss;
    return WIFEXITED(said->code) && WEXITSTATUS(said->code) == 1;
}

static bool wrong_kind(const char *edi, const char *folder,
                       enum bench_kind kind, uint64_t bytes)
{
    struct bench_file file = { .kind = kind,
                               .wrong = BENCH_ALL_WRONG,
                               .bytes = bytes,
                               .seed = WRONG_SEED };
    struct wrong_said said = { 0 };
    char path[4096];
    bool ok;

    snprintf(path, sizeof(path), "%s/all-wrong.%s", folder, bench_names[kind]);
    ok = bench_generate(path, &file) && wrong_check(edi, path, &said);
    remove(path);
    printf("%-5s %llu segments wrong: %llu findings, %llu shown and %llu "
           "counted; %ld KB\n",
           bench_names[kind], (unsigned long long)file.broken,
           said.errors + said.warnings, said.shown, said.more, said.kilobytes);
    return ok && said.shown > 0 &&
           said.shown + said.more == said.errors + said.warnings &&
           said.errors + said.warnings >= file.broken &&
           said.kilobytes <= WRONG_KILOBYTES;
}

int main(int argc, char **argv)
{
    long megabytes = argc == 4 ? strtol(argv[3], NULL, 10) : 0;
    unsigned failed = 0;

    if (megabytes < 1) {
        fputs("usage: all_wrong EDI FOLDER MEGABYTES\n", stderr);
        return 64;
    }
    for (int kind = 0; kind < BENCH_KINDS; kind++)
        failed += !wrong_kind(argv[1], argv[2], (enum bench_kind)kind,
                              (uint64_t)megabytes * 1000000);
    printf("all-wrong: %d passed, %u failed\n", BENCH_KINDS - (int)failed,
           failed);
    return failed > 0;
}
