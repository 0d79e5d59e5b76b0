/* SPDX-License-Identifier: Apache-2.0 */
/*
 * growth EDI FOLDER CLAIMS FILES MEGABYTES - what a claim costs as the work grows
 *
 * Claims are taken into a store of their own and paid, each once, by a remittance
 * in another order: 10,000 of them, ten times as many, and so on up to CLAIMS.
 * Then as many files as a drop may hold, up to FILES, of ten payments each; and
 * files of 1 kB and a thousand times as much, up to MEGABYTES, checked as they
 * are made, by a pipe. Last the time from start to end for a small one. A row a
 * task goes to standard output and growth.jsonl into FOLDER. It fails where a
 * command fails or takes more memory than it may; speeds are told.
 */
#define _GNU_SOURCE
#include "tests/bench/pairs.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    GROWTH_SEED = 20260115,
    GROWTH_LEAST = 10000,  /* claims of the smallest store */
    GROWTH_FILE = 1000000, /* claims in one file, at most */
    GROWTH_DROP = 10,      /* payments in a file of a drop */
    GROWTH_CLAIM = 540,    /* bytes of a claim, about */
    GROWTH_STARTS = 20,    /* of which the shortest counts */
    GROWTH_STORE_KB = 256 << 10,
    GROWTH_CHECK_KB = 32 << 10, /* 16 MB, and 8 MB for each of two threads */
    GROWTH_PORTION = 10000,     /* files of one command */
    GROWTH_PATH = 4096,
    GROWTH_NAME = 32,
};

struct growth {
    const char *edi, *folder;
    FILE *jsonl;
    bool ok;
};

/* What a command took. */
struct growth_told {
    int64_t micros, processor;
    long kilobytes;
    bool ok;
};

static int64_t growth_clock(void)
{
    struct timespec now = { 0, 0 };

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t growth_micros(struct timeval t)
{
    return (int64_t)t.tv_sec * 1000000 + t.tv_usec;
}

/* --- commands ---------------------------------------------------------------- */

/* The program with these arguments in this folder, its input from `in` where that
 * is not -1. */
static struct growth_told growth_run(const struct growth *g, const char *folder,
                                     int in, const char *const *arguments)
{
    struct growth_told told = { .micros = growth_clock() };
    struct rusage used;
    int code = 0;
    pid_t pid;

    pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);

        dup2(null, STDOUT_FILENO);
        if (in >= 0)
            dup2(in, STDIN_FILENO);
        if (chdir(folder) == 0)
            execv(g->edi, (char *const *)(uintptr_t)arguments);
        _exit(127);
    }
    told.ok = pid > 0 && wait4(pid, &code, 0, &used) == pid &&
              WIFEXITED(code) && WEXITSTATUS(code) == 0;
    told.micros = growth_clock() - told.micros;
    if (told.ok) {
        told.processor = growth_micros(used.ru_utime) +
                         growth_micros(used.ru_stime);
        told.kilobytes = used.ru_maxrss;
    }
    return told;
}

/* One row: `each` things of the task, and what one of them took. */
static void growth_row(struct growth *g, const char *task, uint64_t size,
                       const char *thing, uint64_t each,
                       const struct growth_told *told, long most)
{
    const uint64_t nanos = (uint64_t)told->micros * 1000 / each;
    const uint64_t processor = (uint64_t)told->processor * 1000 / each;
    const bool fits = told->ok && told->kilobytes <= most;

    g->ok = g->ok && fits;
    printf("%-22s %10llu %5llu.%03llu us a %-8s %5llu.%03llu us of processor"
           " %9llu/s %8ld KB%s\n",
           task, (unsigned long long)size, (unsigned long long)nanos / 1000,
           (unsigned long long)nanos % 1000, thing,
           (unsigned long long)processor / 1000,
           (unsigned long long)processor % 1000,
           (unsigned long long)(each * 1000000 /
                                (uint64_t)(told->micros ? told->micros : 1)),
           told->kilobytes,
           !told->ok ? "  FAILED"
           : fits    ? ""
                     : "  TOO LARGE");
    fflush(stdout);
    fprintf(g->jsonl,
            "{\"task\":\"%s\",\"size\":%llu,\"%ss\":%llu,\"micros\":%lld,"
            "\"processor\":%lld,\"peak_kb\":%ld}\n",
            task, (unsigned long long)size, thing, (unsigned long long)each,
            (long long)told->micros, (long long)told->processor,
            told->kilobytes);
}

/* --- a store that grows -------------------------------------------------------- */

typedef bool growth_writer(const struct bench_pairs *pairs, FILE *file);

static bool growth_write(const char *path, growth_writer *write,
                         const struct bench_pairs *pairs)
{
    FILE *file = fopen(path, "w");

    return file && write(pairs, file) + fclose(file) == 1;
}

static void growth_drop_store(const char *path)
{
    static const char *const tails[] = { "", "-wal", "-shm" };
    char name[GROWTH_PATH];

    for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++) {
        snprintf(name, sizeof(name), "%s%s", path, tails[i]);
        remove(name);
    }
}

/* Files of claims, or of payments of them; the last one is measured, those before
 * it make the store as large. */
static struct growth_told growth_ingest(const struct growth *g,
                                        growth_writer *write, const char *store,
                                        uint64_t claims)
{
    const uint64_t count = claims < GROWTH_FILE ? claims : GROWTH_FILE;
    struct growth_told told = { .ok = true };
    char path[GROWTH_PATH];
    const char *const arguments[] = { g->edi, "ingest", "-q", "--store",
                                      store,  path,     NULL };
    unsigned number = write == bench_pairs_claims ? 1 : 500001;

    snprintf(path, sizeof(path), "%s/growth.x12", g->folder);
    for (uint64_t first = 0; told.ok && first < claims; first += count) {
        const struct bench_pairs pairs = { GROWTH_SEED, first, count,
                                           number++ };

        told.ok = growth_write(path, write, &pairs);
        if (told.ok)
            told = growth_run(g, "/", -1, arguments);
        remove(path);
    }
    return told;
}

static void growth_store(struct growth *g, uint64_t claims)
{
    const uint64_t count = claims < GROWTH_FILE ? claims : GROWTH_FILE;
    struct growth_told told;
    char store[GROWTH_PATH];

    snprintf(store, sizeof(store), "%s/growth.db", g->folder);
    growth_drop_store(store);
    told = growth_ingest(g, bench_pairs_claims, store, claims);
    growth_row(g, "ingest 837, claims", claims, "claim", count, &told,
               GROWTH_STORE_KB);
    if (told.ok)
        told = growth_ingest(g, bench_pairs_payments, store, claims);
    growth_row(g, "ingest 835, open claims", claims, "payment", count, &told,
               GROWTH_STORE_KB);
    growth_drop_store(store);
}

/* --- files in a drop ------------------------------------------------------------- */

static const char *const growth_take_words[] = { "edi",          "ingest",
                                                 "-q",           "--store",
                                                 "../growth.db", NULL };

static void growth_drop_name(uint64_t at, char name[GROWTH_NAME])
{
    snprintf(name, GROWTH_NAME, "%llu.835", (unsigned long long)at);
}

/* More names than a command line holds are given in portions. */
static struct growth_told growth_take(const struct growth *g, uint64_t files,
                                      const char *folder)
{
    static char names[GROWTH_PORTION][GROWTH_NAME];
    static const char *arguments[GROWTH_PORTION + 6];
    struct growth_told all = { .ok = true };

    for (uint64_t at = 0; all.ok && at < files;) {
        struct growth_told told;
        size_t count = 0;

        for (const char *const *word = growth_take_words; *word; word++)
            arguments[count++] = *word;
        arguments[0] = g->edi;
        for (size_t i = 0; i < GROWTH_PORTION && at < files; i++, at++) {
            growth_drop_name(at, names[i]);
            arguments[count++] = names[i];
        }
        arguments[count] = NULL;
        told = growth_run(g, folder, -1, arguments);
        all.ok = told.ok;
        all.micros += told.micros;
        all.processor += told.processor;
        if (told.kilobytes > all.kilobytes)
            all.kilobytes = told.kilobytes;
    }
    return all;
}

static void growth_drop(struct growth *g, uint64_t files)
{
    char store[GROWTH_PATH], folder[GROWTH_PATH], name[GROWTH_NAME];
    char path[GROWTH_PATH + GROWTH_NAME];
    struct growth_told told;

    snprintf(store, sizeof(store), "%s/growth.db", g->folder);
    snprintf(folder, sizeof(folder), "%s/growth.drop", g->folder);
    growth_drop_store(store);
    told = growth_ingest(g, bench_pairs_claims, store, files * GROWTH_DROP);
    told.ok = told.ok && mkdir(folder, 0700) == 0;
    for (uint64_t at = 0; told.ok && at < files; at++) {
        const struct bench_pairs pairs = { GROWTH_SEED, at * GROWTH_DROP,
                                           GROWTH_DROP, 500001 + (unsigned)at };

        growth_drop_name(at, name);
        snprintf(path, sizeof(path), "%s/%s", folder, name);
        told.ok = growth_write(path, bench_pairs_payments, &pairs);
    }
    if (told.ok)
        told = growth_take(g, files, folder);
    for (uint64_t at = 0; at < files; at++) {
        growth_drop_name(at, name);
        snprintf(path, sizeof(path), "%s/%s", folder, name);
        remove(path);
    }
    remove(folder);
    growth_row(g, "drop of 835s, files", files, "file", files, &told,
               GROWTH_STORE_KB);
    growth_drop_store(store);
}

/* --- files that grow, and the start ---------------------------------------------- */

/* Made while they are read: nothing of them is on the disk. */
static void growth_check(struct growth *g, uint64_t kilobytes)
{
    const char *const arguments[] = { g->edi, "check", "-q", "-", NULL };
    const uint64_t claims = kilobytes * 1000 / GROWTH_CLAIM + 1;
    const struct bench_pairs pairs = { GROWTH_SEED, 0, claims, 1 };
    struct growth_told told = { .ok = false };
    int ends[2], code = 0;
    pid_t pid;

    if (pipe2(ends, O_CLOEXEC) != 0) {
        growth_row(g, "check, kB by a pipe", kilobytes, "claim", claims, &told,
                   0);
        return;
    }
    pid = fork();
    if (pid == 0) {
        FILE *file = fdopen(ends[1], "w");

        _exit(!file || !bench_pairs_claims(&pairs, file));
    }
    close(ends[1]);
    told = growth_run(g, "/", ends[0], arguments);
    close(ends[0]);
    told.ok = waitpid(pid, &code, 0) == pid && code == 0 && told.ok;
    growth_row(g, "check, kB by a pipe", kilobytes, "claim", claims, &told,
               GROWTH_CHECK_KB);
}

/* The shortest of some: what else the machine does is not the program's. */
static void growth_start(struct growth *g)
{
    const struct bench_pairs pairs = { GROWTH_SEED, 0, 1, 1 };
    struct growth_told least = { .ok = false }, told;
    char path[GROWTH_PATH];
    const char *const arguments[] = { g->edi, "check", "-q", path, NULL };

    snprintf(path, sizeof(path), "%s/growth.x12", g->folder);
    told.ok = growth_write(path, bench_pairs_claims, &pairs);
    for (unsigned i = 0; told.ok && i < GROWTH_STARTS; i++) {
        told = growth_run(g, "/", -1, arguments);
        if (told.ok && (!least.ok || told.micros < least.micros))
            least = told;
    }
    remove(path);
    growth_row(g, "check, start to end", 1, "run", 1, &least, GROWTH_CHECK_KB);
}

int main(int argc, char **argv)
{
    unsigned long long most[3] = { 0, 0, 0 };
    struct growth g = { .ok = true };
    char path[GROWTH_PATH];

    for (int i = 0; argc == 6 && i < 3; i++)
        most[i] = strtoull(argv[3 + i], NULL, 10);
    if (!most[0] || !most[1] || !most[2]) {
        fputs("usage: growth EDI FOLDER CLAIMS FILES MEGABYTES\n", stderr);
        return 64;
    }
    g.edi = realpath(argv[1], NULL);
    g.folder = realpath(argv[2], NULL);
    if (!g.edi || !g.folder)
        return 2;
    snprintf(path, sizeof(path), "%s/growth.jsonl", g.folder);
    g.jsonl = fopen(path, "w");
    if (!g.jsonl)
        return 2;
    growth_start(&g);
    for (uint64_t n = 1; n <= most[2] * 1000; n *= 1000)
        growth_check(&g, n);
    growth_check(&g, most[2] * 1000);
    for (uint64_t n = 1; n <= most[1]; n *= 10)
        growth_drop(&g, n);
    for (uint64_t n = GROWTH_LEAST; n <= most[0]; n *= 10)
        growth_store(&g, n);
    return fclose(g.jsonl) == 0 && g.ok ? 0 : 1;
}
