/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench EDI FOLDER MEGABYTES ROUNDS - speeds as ratios to memchr
 * bench file MEGABYTES PATH - a file of 837P like those measured
 * bench time RESULT COMMAND... - see timing.h
 *
 * The yardstick is memchr from terminator to terminator over blocks that
 * read(2) puts into one buffer, the file in the page cache. Each round runs
 * yardstick and tasks by turns, each in a process of its own; the middle one of
 * its rounds counts. Then the same with one claim in a hundred wrong, for what
 * looks at that. A table goes to standard output, bench.jsonl into FOLDER. It
 * fails where a command fails, finds nothing wrong where something is, or takes
 * more memory than it may.
 */
#include "edi/guides/guides.h"
#include "tests/bench/generate.h"
#include "tests/bench/timing.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    BENCH_BLOCK = 256 << 10,
    BENCH_ROUNDS = 15,
    BENCH_SEED = 20260115,
    BENCH_KILOBYTES = 32 << 10,     /* most memory of a command */
    BENCH_KILOBYTES_TWO = 32 << 10, /* the same of two threads */
};

/* What is measured: a function of ours, or a command of the program. The least
 * ratio, in hundredths, is what the task is held to; 0: nothing. */
struct bench_task {
    const char *name;
    int (*run)(const char *path);
    const char *command, *snip;
    const char *jobs; /* NULL: one thread */
    bool table;       /* of the lines of claims, or of payments */
    unsigned least;
    unsigned wrong; /* the same of a file that is wrong; 0: not measured */
    unsigned told;  /* bit k: files of kind k are told, not held to it */
};

/* A file, and how its tasks are run. */
struct bench_run {
    const char *edi, *path;
    struct bench_file file;
    unsigned rounds;
    FILE *jsonl;
};

struct bench_figure {
    int64_t micros[BENCH_ROUNDS];
    long kilobytes; /* greatest peak */
};

static int bench_yardstick(const char *path)
{
    static char block[BENCH_BLOCK];
    uint64_t found = 0;
    ssize_t got;
    int fd = open(path, O_RDONLY);

    while (fd >= 0 && (got = read(fd, block, sizeof(block))) > 0)
        for (const char *at = block;
             (at = memchr(at, '~', (size_t)(block + got - at))); at++)
            found++;
    return fd < 0 || close(fd) != 0 || found == 0;
}

static int bench_walk(const char *path)
{
    struct x12_source src = { 0 };
    struct x12_cursor cur = { 0 };
    struct x12_error err = { 0 };
    uint64_t rows = 0;
    enum x12_status status = x12_source_open_file(&src, path, &err);

    if (status == X12_OK)
        status = x12_cursor_init(&cur, &src, edi_guide_find, &err);
    while (status == X12_OK && (status = x12_cursor_next(&cur)) == X12_OK)
        rows += cur.row != NULL;
    x12_cursor_release(&cur);
    x12_source_close(&src);
    return status != X12_END || rows == 0;
}

static const struct bench_task tasks[] = {
    { .name = "memchr", .run = bench_yardstick },
    { .name = "segments", .command = "segments", .least = 40 },
    { .name = "guide walk", .run = bench_walk, .least = 20 },
    { .name = "json", .command = "json", .least = 8 },
    { .name = "csv", .command = "csv", .table = true },
    { .name = "check --snip 3",
      .command = "check",
      .snip = "3",
      .least = 12,
      .wrong = 9,
      .told = 1u << BENCH_837I },
    { .name = "check --snip 5",
      .command = "check",
      .snip = "5",
      .least = 8,
      .wrong = 6,
      .told = 1u << BENCH_837I },
    { .name = "json, 2 cores", .command = "json", .jobs = "2" },
    { .name = "csv, 2 cores", .command = "csv", .table = true, .jobs = "2" },
    { .name = "check, 2 cores", .command = "check", .snip = "5", .jobs = "2" },
};
enum { BENCH_TASKS = sizeof(tasks) / sizeof(tasks[0]) };

static void bench_command(const struct bench_run *run,
                          const struct bench_task *task)
{
    const char *jobs = task->jobs ? task->jobs : "1";
    int null = open("/dev/null", O_WRONLY);

    dup2(null, STDOUT_FILENO);
    if (task->snip)
        execl(run->edi, run->edi, task->command, "-q", "-j", jobs, "--snip",
              task->snip, run->path, (char *)NULL);
    else if (task->table)
        execl(run->edi, run->edi, task->command, "-q", "-j", jobs, "--table",
              run->file.kind == BENCH_835 ? "payment-lines" : "lines",
              run->path, (char *)NULL);
    else
        execl(run->edi, run->edi, task->command, "-q", "-j", jobs, run->path,
              (char *)NULL);
    _exit(127);
}

/* In a process of its own, so that its peak memory is its own. */
static void bench_child(const struct bench_run *run,
                        const struct bench_task *task, int out)
{
    struct {
        int64_t micros;
        long kilobytes;
        int code;
    } told = { 0 };
    struct rusage used;
    int64_t begun = bench_clock();
    pid_t pid = fork();

    if (pid == 0 && task->command)
        bench_command(run, task);
    if (pid == 0)
        _exit(task->run(run->path));
    waitpid(pid, &told.code, 0);
    told.micros = bench_clock() - begun;
    getrusage(RUSAGE_CHILDREN, &used);
    told.kilobytes = used.ru_maxrss;
    _exit(write(out, &told, sizeof(told)) != sizeof(told));
}

static bool bench_once(const struct bench_run *run,
                       const struct bench_task *task,
                       struct bench_figure *figure, unsigned round)
{
    int right = task->command && run->file.wrong != BENCH_RIGHT ? 1 : 0;
    struct {
        int64_t micros;
        long kilobytes;
        int code;
    } told = { 0 };
    int ends[2];
    bool ok;

    if (pipe(ends) != 0)
        return false;
    if (fork() == 0)
        bench_child(run, task, ends[1]);
    close(ends[1]);
    ok = read(ends[0], &told, sizeof(told)) == sizeof(told);
    close(ends[0]);
    wait(NULL);
    figure->micros[round] = told.micros;
    if (told.kilobytes > figure->kilobytes)
        figure->kilobytes = told.kilobytes;
    return ok && WIFEXITED(told.code) && WEXITSTATUS(told.code) == right;
}

static int bench_compare(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, two = *(const int64_t *)b;

    return (one > two) - (one < two);
}

static int64_t bench_middle(struct bench_figure *figure, unsigned rounds)
{
    qsort(figure->micros, rounds, sizeof(figure->micros[0]), bench_compare);
    return figure->micros[rounds / 2] > 0 ? figure->micros[rounds / 2] : 1;
}

/* The least ratio of a task in this run, in thousandths. */
static unsigned bench_least(const struct bench_run *run,
                            const struct bench_task *task)
{
    if (task->told >> run->file.kind & 1)
        return 0;
    return 10 * (run->file.wrong == BENCH_RIGHT ? task->least : task->wrong);
}

/* False: it took too much memory. Speeds are told, since other work on the
 * machine moves them. */
static bool bench_tell(const struct bench_run *run,
                       const struct bench_task *task, int64_t yardstick,
                       int64_t micros, long kilobytes)
{
    const char *wrong = run->file.wrong == BENCH_RIGHT ? "" : "1% wrong";
    unsigned ratio = (unsigned)(yardstick * 1000 / micros);
    unsigned least = bench_least(run, task);
    uint64_t bytes = run->file.bytes;
    long most = task->jobs ? BENCH_KILOBYTES_TWO : BENCH_KILOBYTES;
    bool fits = !task->command || kilobytes <= most;

    printf("%-5s %-8s %-14s %5u.%03u %8lu %10ld", bench_names[run->file.kind],
           wrong, task->name, ratio / 1000, ratio % 1000,
           (unsigned long)(bytes / (uint64_t)micros), kilobytes);
    if (least > 0)
        printf("   at least 0.%02u%s", least / 10,
               ratio >= least ? "" : "  TOO SLOW");
    puts(fits ? "" : "  TOO LARGE");
    fflush(stdout);
    fprintf(run->jsonl,
            "{\"kind\":\"%s\",\"wrong\":%s,\"task\":\"%s\",\"bytes\":%llu,"
            "\"micros\":%lld,\"ratio\":\"%u.%03u\",\"peak_kb\":%ld}\n",
            bench_names[run->file.kind], *wrong ? "true" : "false", task->name,
            (unsigned long long)bytes, (long long)micros, ratio / 1000,
            ratio % 1000, kilobytes);
    return fits;
}

/* Is the task of this run? The yardstick is of each. */
static bool bench_has(const struct bench_run *run,
                      const struct bench_task *task)
{
    return run->file.wrong == BENCH_RIGHT || task->wrong > 0 || task == tasks;
}

static bool bench_tasks(const struct bench_run *run)
{
    struct bench_figure figures[BENCH_TASKS] = { 0 };
    bool failed[BENCH_TASKS] = { 0 }, ok = true;
    int64_t yardstick;

    bench_yardstick(run->path);
    for (unsigned round = 0; round < run->rounds; round++)
        for (size_t i = 0; i < BENCH_TASKS; i++)
            if (!failed[i] && bench_has(run, &tasks[i]))
                failed[i] = !bench_once(run, &tasks[i], &figures[i], round);
    yardstick = bench_middle(&figures[0], run->rounds);
    for (size_t i = 0; i < BENCH_TASKS; i++) {
        if (!bench_has(run, &tasks[i]))
            continue;
        if (failed[i])
            printf("%-5s %-14s FAILED\n", bench_names[run->file.kind],
                   tasks[i].name);
        ok = !failed[i] &&
             bench_tell(run, &tasks[i], yardstick,
                        bench_middle(&figures[i], run->rounds),
                        figures[i].kilobytes) &&
             ok;
    }
    return ok;
}

/* One file, made, measured and removed. */
static bool bench_one(struct bench_run *run, const char *folder)
{
    struct stat about;
    char path[4096];
    bool ok;

    snprintf(path, sizeof(path), "%s/bench.%s", folder,
             bench_names[run->file.kind]);
    run->path = path;
    ok = bench_generate(path, &run->file) && stat(path, &about) == 0;
    if (ok) {
        run->file.bytes = (uint64_t)about.st_size;
        ok = bench_tasks(run);
    }
    remove(path);
    return ok;
}

static bool bench_file(const char *megabytes, const char *path)
{
    struct bench_file file = {
        .kind = BENCH_837P,
        .bytes = (uint64_t)strtol(megabytes, NULL, 10) * 1000000,
        .seed = BENCH_SEED,
    };

    return bench_generate(path, &file);
}

int main(int argc, char **argv)
{
    char path[4096];
    FILE *jsonl;
    long megabytes = argc == 5 ? strtol(argv[3], NULL, 10) : 0;
    long rounds = argc == 5 ? strtol(argv[4], NULL, 10) : 0;
    bool ok = true;

    if (argc == 4 && strcmp(argv[1], "file") == 0)
        return bench_file(argv[2], argv[3]) ? 0 : 2;
    if (argc > 3 && strcmp(argv[1], "time") == 0)
        return bench_timing(argv[2], argv + 3);
    if (megabytes < 1 || rounds < 1 || rounds > BENCH_ROUNDS) {
        fputs("usage: bench EDI FOLDER MEGABYTES ROUNDS\n", stderr);
        return 64;
    }
    snprintf(path, sizeof(path), "%s/bench.jsonl", argv[2]);
    jsonl = fopen(path, "w");
    if (!jsonl)
        return 2;
    printf("%-14s %-14s %9s %8s %10s   %ld MB, middle of %ld\n", "file", "task",
           "ratio", "MB/s", "peak KB", megabytes, rounds);
    for (int kind = 0; kind < BENCH_KINDS; kind++)
        for (int wrong = BENCH_RIGHT; wrong <= BENCH_HUNDREDTH; wrong++) {
            struct bench_run run = {
                .edi = argv[1],
                .file = { .kind = (enum bench_kind)kind,
                          .wrong = (enum bench_wrong)wrong,
                          .bytes = (uint64_t)megabytes * 1000000,
                          .seed = BENCH_SEED },
                .rounds = (unsigned)rounds,
                .jsonl = jsonl,
            };

            ok = bench_one(&run, argv[2]) && ok;
        }
    return fclose(jsonl) == 0 && ok ? 0 : 1;
}
