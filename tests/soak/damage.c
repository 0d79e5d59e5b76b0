/* SPDX-License-Identifier: Apache-2.0 */
/*
 * damage EDI FOLDER COUNT SEED FILE... - the program on damaged files
 *
 * COUNT files, each a sample with some of its bytes changed, cut out, doubled
 * or taken from another; the same for the same seed. json, check, trace and
 * ingest must end with 0, 1 or 2 in ten seconds on each. One that does not is
 * kept in FOLDER.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DAMAGE_SIZE = 1 << 16, DAMAGE_SECONDS = 10, DAMAGE_STORE = 50 };

struct damage {
    uint64_t state;
    char bytes[DAMAGE_SIZE], other[DAMAGE_SIZE];
    size_t len, other_len;
};

static const char *const commands[] = { "json", "check", "trace", "ingest" };

static size_t damage_pick(struct damage *d, size_t below)
{
    d->state = d->state * 6364136223846793005u + 1442695040888963407u;
    return below ? (size_t)((d->state >> 33) % below) : 0;
}

static size_t damage_load(const char *path, char *into)
{
    FILE *file = fopen(path, "rb");
    size_t len = file ? fread(into, 1, DAMAGE_SIZE / 2, file) : 0;

    if (file)
        fclose(file);
    return len;
}

/* Puts `with` in place of `cut` bytes at `at`, as far as there is room. */
static void damage_splice(struct damage *d, size_t at, size_t cut,
                          const char *with, size_t len)
{
    if (d->len - cut + len > DAMAGE_SIZE)
        return;
    memmove(d->bytes + at + len, d->bytes + at + cut, d->len - at - cut);
    memcpy(d->bytes + at, with, len);
    d->len += len - cut;
}

static void damage_once(struct damage *d)
{
    static const char marks[] = "~*:^\n\r\0 |>ISAGSTE\xff\x80";
    static char part[256];
    size_t at = damage_pick(d, d->len);
    size_t room = d->len - at, len = damage_pick(d, sizeof(part));
    char byte = marks[damage_pick(d, sizeof(marks) - 1)];

    if (len > room)
        len = room;
    switch (damage_pick(d, 6)) {
    case 0: /* any byte */
        byte = (char)(unsigned char)damage_pick(d, 256);
        damage_splice(d, at, room > 0, &byte, 1);
        break;
    case 1: /* a mark */
        damage_splice(d, at, room > 0, &byte, 1);
        break;
    case 2: /* a mark more */
        damage_splice(d, at, 0, &byte, 1);
        break;
    case 3: /* something less */
        damage_splice(d, at, len, part, 0);
        break;
    case 4: /* something twice */
        memcpy(part, d->bytes + at, len);
        damage_splice(d, damage_pick(d, d->len), 0, part, len);
        break;
    case 5: /* something of another file */
        if (len > d->other_len)
            len = d->other_len;
        memcpy(part, d->other + damage_pick(d, d->other_len - len), len);
        damage_splice(d, at, 0, part, len);
        break;
    }
}

static bool damage_make(struct damage *d, const char *path, int files,
                        char **names)
{
    FILE *file;
    size_t times;

    d->len = damage_load(names[damage_pick(d, (size_t)files)], d->bytes);
    d->other_len = damage_load(names[damage_pick(d, (size_t)files)], d->other);
    times = 1 + damage_pick(d, 12);
    for (size_t i = 0; i < times; i++)
        damage_once(d);
    if (damage_pick(d, 8) == 0) /* cut short */
        d->len = damage_pick(d, d->len);
    file = fopen(path, "wb");
    return file && fwrite(d->bytes, 1, d->len, file) == d->len &&
           fclose(file) == 0;
}

/* The exit code; 128 and more for a signal, the clock's included. */
static int damage_run(const char *edi, const char *command, const char *store,
                      const char *path)
{
    int told = 0;
    pid_t pid = fork();

    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);

        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        alarm(DAMAGE_SECONDS);
        execl(edi, edi, command, "--store", store, path, (char *)NULL);
        _exit(127);
    }
    if (pid < 0 || waitpid(pid, &told, 0) != pid)
        return 127;
    return WIFEXITED(told) ? WEXITSTATUS(told) : 128 + WTERMSIG(told);
}

static void damage_forget(const char *store)
{
    static const char *const tails[] = { "", "-wal", "-shm", ".lock" };
    char path[4096];

    for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
        snprintf(path, sizeof(path), "%s%s", store, tails[i]);
        unlink(path);
    }
}

static unsigned damage_try(const char *edi, const char *folder,
                           const char *store, const char *path, unsigned long i)
{
    unsigned failed = 0;

    for (size_t c = 0; c < sizeof(commands) / sizeof(commands[0]); c++) {
        int code = damage_run(edi, commands[c], store, path);

        if (code <= 2)
            continue;
        failed++;
        printf("damage: edi %s ended with %d on %s/damaged.%lu\n", commands[c],
               code, folder, i);
    }
    return failed;
}

int main(int argc, char **argv)
{
    static struct damage d;
    char path[4000], kept[4096], store[4096];
    unsigned long count, passed = 0, failed = 0;

    if (argc < 6) {
        fputs("usage: damage EDI FOLDER COUNT SEED FILE...\n", stderr);
        return 64;
    }
    count = strtoul(argv[3], NULL, 10);
    d.state = strtoul(argv[4], NULL, 10);
    snprintf(path, sizeof(path), "%s/damaged", argv[2]);
    snprintf(store, sizeof(store), "%s/damaged.db", argv[2]);
    for (unsigned long i = 0; i < count; i++) {
        if (i % DAMAGE_STORE == 0)
            damage_forget(store);
        if (!damage_make(&d, path, argc - 5, argv + 5))
            return 2;
        if (damage_try(argv[1], argv[2], store, path, i) == 0) {
            passed++;
            continue;
        }
        failed++;
        snprintf(kept, sizeof(kept), "%s.%lu", path, i);
        rename(path, kept);
    }
    unlink(path);
    damage_forget(store);
    printf("damage: %lu passed, %lu failed\n", passed, failed);
    return failed > 0;
}
