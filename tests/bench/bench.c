/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench EDI FOLDER MEGABYTES ROUNDS - speeds as ratios to memchr
 *
 * The yardstick is memchr from terminator to terminator over blocks that
 * read(2) puts into one buffer, the file in the page cache. Each round runs
 * yardstick and tasks by turns, each in a process of its own; the middle one of
 * its rounds counts. A table goes to standard output, bench.jsonl into FOLDER.
 */
#include "edi/guides/guides.h"
#include "tests/bench/generate.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BENCH_BLOCK = 256 << 10, BENCH_ROUNDS = 15, BENCH_SEED = 20260115 };

/* What is measured: a function of ours, or a command of the program. The least
 * ratio, in hundredths, is what the task is held to; 0: nothing. */
struct bench_task {
    const char *name;
    int (*run)(const char *path);
    const char *command;
    unsigned least;
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
    { "memchr", bench_yardstick, NULL, 0 },
    { "segments", NULL, "segments", 40 },
    { "guide walk", bench_walk, NULL, 20 },
    { "json", NULL, "json", 8 },
    { "check", NULL, "check", 0 },
};
enum { BENCH_TASKS = sizeof(tasks) / sizeof(tasks[0]) };

static int64_t bench_clock(void)
{
    struct timespec now = { 0, 0 };

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void bench_command(const char *edi, const char *command,
                          const char *path)
{
    int null = open("/dev/null", O_WRONLY);

    dup2(null, STDOUT_FILENO);
    execl(edi, edi, command, "-q", path, (char *)NULL);
    _exit(127);
}

/* In a process of its own, so that its peak memory is its own. */
static void bench_child(const struct bench_task *task, const char *edi,
                        const char *path, int out)
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
        bench_command(edi, task->command, path);
    if (pid == 0)
        _exit(task->run(path));
    waitpid(pid, &told.code, 0);
    told.micros = bench_clock() - begun;
    getrusage(RUSAGE_CHILDREN, &used);
    told.kilobytes = used.ru_maxrss;
    _exit(write(out, &told, sizeof(told)) != sizeof(told));
}

static bool bench_once(const struct bench_task *task, const char *edi,
                       const char *path, struct bench_figure *figure,
                       unsigned round)
{
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
        bench_child(task, edi, path, ends[1]);
    close(ends[1]);
    ok = read(ends[0], &told, sizeof(told)) == sizeof(told);
    close(ends[0]);
    wait(NULL);
    figure->micros[round] = told.micros;
    if (told.kilobytes > figure->kilobytes)
        figure->kilobytes = told.kilobytes;
    return ok && WIFEXITED(told.code) && WEXITSTATUS(told.code) == 0;
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

static void bench_tell(FILE *jsonl, const char *kind, uint64_t bytes,
                       const struct bench_task *task, int64_t yardstick,
                       int64_t micros, long kilobytes)
{
    unsigned ratio = (unsigned)(yardstick * 1000 / micros);
    unsigned long speed = (unsigned long)(bytes / (uint64_t)micros);

    printf("%-5s %-11s %5u.%03u %8lu %10ld", kind, task->name, ratio / 1000,
           ratio % 1000, speed, kilobytes);
    if (task->least > 0)
        printf("   at least 0.%02u%s", task->least,
               ratio >= 10 * task->least ? "" : "  TOO SLOW");
    putchar('\n');
    fflush(stdout);
    fprintf(jsonl,
            "{\"kind\":\"%s\",\"task\":\"%s\",\"bytes\":%llu,"
            "\"micros\":%lld,\"ratio\":\"%u.%03u\",\"peak_kb\":%ld}\n",
            kind, task->name, (unsigned long long)bytes, (long long)micros,
            ratio / 1000, ratio % 1000, kilobytes);
}

static bool bench_file(const char *edi, const char *path, const char *kind,
                       uint64_t bytes, unsigned rounds, FILE *jsonl)
{
    struct bench_figure figures[BENCH_TASKS] = { 0 };
    int64_t yardstick;
    bool failed[BENCH_TASKS] = { 0 }, ok = true;

    bench_yardstick(path);
    for (unsigned round = 0; round < rounds; round++)
        for (size_t i = 0; i < BENCH_TASKS; i++)
            if (!failed[i])
                failed[i] = !bench_once(&tasks[i], edi, path, &figures[i],
                                        round);
    yardstick = bench_middle(&figures[0], rounds);
    for (size_t i = 0; i < BENCH_TASKS; i++) {
        ok = ok && !failed[i];
        if (failed[i])
            printf("%-5s %-11s FAILED\n", kind, tasks[i].name);
        else
            bench_tell(jsonl, kind, bytes, &tasks[i], yardstick,
                       bench_middle(&figures[i], rounds), figures[i].kilobytes);
    }
    return ok;
}

static bool bench_kind(const char *edi, const char *folder,
                       enum bench_kind kind, uint64_t megabytes,
                       unsigned rounds, FILE *jsonl)
{
    struct stat about;
    char path[4096];
    bool ok;

    snprintf(path, sizeof(path), "%s/bench.%s", folder, bench_names[kind]);
    ok = bench_generate(path, kind, megabytes * 1000000, BENCH_SEED) &&
         stat(path, &about) == 0 &&
         bench_file(edi, path, bench_names[kind], (uint64_t)about.st_size,
                    rounds, jsonl);
    remove(path);
    return ok;
}

int main(int argc, char **argv)
{
    char path[4096];
    FILE *jsonl;
    long megabytes = argc == 5 ? strtol(argv[3], NULL, 10) : 0;
    long rounds = argc == 5 ? strtol(argv[4], NULL, 10) : 0;
    bool ok = true;

    if (megabytes < 1 || rounds < 1 || rounds > BENCH_ROUNDS) {
        fputs("usage: bench EDI FOLDER MEGABYTES ROUNDS\n", stderr);
        return 64;
    }
    snprintf(path, sizeof(path), "%s/bench.jsonl", argv[2]);
    jsonl = fopen(path, "w");
    if (!jsonl)
        return 2;
    printf("%-5s %-11s %9s %8s %10s   %ld MB, middle of %ld\n", "file", "task",
           "ratio", "MB/s", "peak KB", megabytes, rounds);
    for (enum bench_kind kind = 0; kind < BENCH_KINDS; kind++)
        ok = bench_kind(argv[1], argv[2], kind, (uint64_t)megabytes,
                        (unsigned)rounds, jsonl) &&
             ok;
    return fclose(jsonl) == 0 && ok ? 0 : 1;
}
