/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/night.h"

#include "edi/store/store.h"
#include "tests/support/cm.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NIGHT_WORDS = 24 };

static char night_edi_path[512];

void night_program(const char *argv0)
{
    const char *slash = strrchr(argv0, '/');
    const int before = slash ? (int)(slash - argv0) : 1;

    snprintf(night_edi_path, sizeof(night_edi_path), "%.*s/../../edi", before,
             slash ? argv0 : ".");
    if (access(night_edi_path, X_OK) != 0) {
        print_error("%s: there is no program to test\n", night_edi_path);
        exit(2);
    }
}

/* ---- folders and files ---- */

static void night_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void night_place(struct night *n, char path[NIGHT_PATH],
                        const char *name, bool folder)
{
    snprintf(path, NIGHT_PATH, "%s/%s", n->base, name);
    if (folder)
        assert_int_equal(mkdir(path, 0700), 0);
}

const char *night_read(struct night *n, const char *path)
{
    FILE *file = fopen(path, "r");
    size_t len = 0;

    if (file) {
        len = fread(n->text, 1, sizeof(n->text) - 1, file);
        fclose(file);
    }
    n->text[len] = '\0';
    return n->text;
}

unsigned night_names(const char *folder, bool hidden)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    unsigned names = 0;

    while (dir && (entry = readdir(dir)))
        if (strcmp(entry->d_name, ".") != 0 &&
            strcmp(entry->d_name, "..") != 0 &&
            (!hidden || entry->d_name[0] == '.'))
            names++;
    if (dir)
        closedir(dir);
    return names;
}

unsigned night_visible(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    unsigned names = 0;

    while (dir && (entry = readdir(dir)))
        names += entry->d_name[0] != '.';
    if (dir)
        closedir(dir);
    return names;
}

void night_settings(struct night *n, unsigned port, const char *more)
{
    char text[4096];

    n->port = port;
    snprintf(text, sizeof(text),
             "[general]\nstore = %s\nintake = %s\nintake_settle = 0\n"
             "log = %s\n\n[partner hub]\nprotocol = sftp\nhost = 127.0.0.1\n"
             "port = %u\nuser = %s\nknown_hosts = %s\nkey_file = %s\n"
             "folder = %s\nreceive_folder = %s\ntimeout = 30\n"
             "sender = 931112223\nreceiver = CLEARHOUSE\nusage = T\n"
             "submitter_name = HARBOR BILLING\ncontact_name = BILLING DESK\n"
             "contact_phone = 5035550100\nreceiver_name = CLEARINGHOUSE\n%s",
             n->store, n->intake, n->log, port, n->server.user,
             n->server.known_hosts, n->server.key, n->server.drop, n->from,
             more);
    night_write(n->conf, text);
}

void night_open(struct night *n, const char *more)
{
    *n = (struct night){ .base = "/tmp/edi-night-XXXXXX" };
    assert_non_null(mkdtemp(n->base));
    sshd_open(&n->server, "ed25519", "");
    sshd_key(&n->server, "ed25519", true);
    night_place(n, n->conf, "edi.conf", false);
    night_place(n, n->store, "edi.db", false);
    night_place(n, n->out, "out", false);
    night_place(n, n->err, "err", false);
    night_place(n, n->log, "log", false);
    night_place(n, n->intake, "intake", true);
    night_place(n, n->from, "from", true);
    night_place(n, n->taken, "taken", true);
    night_place(n, n->given, "given", true);
    night_settings(n, n->server.port, more);
}

void night_close(struct night *n)
{
    pid_t pid = fork();

    if (pid == 0) {
        execlp("rm", "rm", "-rf", n->base, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    sshd_close(&n->server);
}

/* ---- claims ---- */

/* One claim of two lines; the numbers make it another one. */
static void night_claim(FILE *file, unsigned number)
{
    fprintf(
        file,
        "{\"claim\":{\"type\":\"professional\",\"id\":\"ACCT%06u\","
        "\"charge\":\"155.00\",\"billing\":{\"role\":\"85\",\"type\":\"2\","
        "\"name\":\"HARBOR FAMILY MEDICINE\",\"id_qualifier\":\"XX\",\"id\":"
        "\"1503004115\",\"address\":[\"410 WHARF STREET\"],\"city\":"
        "\"ASTORIA\",\"state\":\"OR\",\"zip\":\"971030412\",\"references\":"
        "[{\"qualifier\":\"EI\",\"value\":\"931112223\"}]},\"coverage\":{"
        "\"responsibility\":\"P\",\"relationship\":\"18\",\"filing\":\"CI\"},"
        "\"subscriber\":{\"role\":\"IL\",\"type\":\"1\",\"name\":"
        "\"TORENDAL\",\"first\":\"IRENE\",\"id_qualifier\":\"MI\",\"id\":"
        "\"XEH%08u\",\"address\":[\"12 SPRUCE LANE\"],\"city\":\"ASTORIA\","
        "\"state\":\"OR\",\"zip\":\"97103\",\"birth_format\":\"D8\","
        "\"birth\":\"1981-05-14\",\"gender\":\"F\"},\"payer\":{\"role\":"
        "\"PR\",\"type\":\"2\",\"name\":\"BLUE HERON HEALTH PLAN\","
        "\"id_qualifier\":\"PI\",\"id\":\"54821\"},\"place\":\"11\","
        "\"place_qualifier\":\"B\",\"frequency\":\"1\",\"signature\":\"Y\","
        "\"assignment\":\"A\",\"benefits\":\"Y\",\"release\":\"Y\",\"codes\":"
        "[{\"segment\":1,\"qualifier\":\"ABK\",\"code\":\"E1165\"}],\"lines\":"
        "[{\"number\":\"1\",\"qualifier\":\"HC\",\"procedure\":\"99213\","
        "\"charge\":\"125.00\",\"unit\":\"UN\",\"units\":\"1\",\"pointers\":"
        "[\"1\"],\"dates\":[{\"qualifier\":\"472\",\"format\":\"D8\",\"from\":"
        "\"2025-01-13\",\"to\":\"2025-01-13\"}]},{\"number\":\"2\","
        "\"qualifier\":\"HC\",\"procedure\":\"85025\",\"charge\":\"30.00\","
        "\"unit\":\"UN\",\"units\":\"1\",\"pointers\":[\"1\"],\"dates\":[{"
        "\"qualifier\":\"472\",\"format\":\"D8\",\"from\":\"2025-01-13\","
        "\"to\":\"2025-01-13\"}]}]}}\n",
        number, number);
}

void night_drop(struct night *n, unsigned claims)
{
    char hidden[NIGHT_PATH + 32], path[NIGHT_PATH + 32];
    FILE *file;

    n->files++;
    snprintf(hidden, sizeof(hidden), "%s/.torendal", n->intake);
    snprintf(path, sizeof(path), "%s/Torendal-%u.jsonl", n->intake, n->files);
    file = fopen(hidden, "w");
    assert_non_null(file);
    for (unsigned i = 0; i < claims; i++)
        night_claim(file, ++n->claims);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(rename(hidden, path), 0);
}

/* ---- the program ---- */

static void night_exec(struct night *n, const char *command, const char *words)
{
    char line[512];
    char *argv[NIGHT_WORDS] = { night_edi_path };
    size_t count = 1;

    snprintf(line, sizeof(line), "%s --config %s %s", command, n->conf,
             words ? words : "");
    for (char *at = line; at && count < NIGHT_WORDS - 1;) {
        char *blank = strchr(at, ' ');

        if (blank)
            *blank++ = '\0';
        if (*at)
            argv[count++] = at;
        at = blank;
    }
    if (!freopen(n->out, "w", stdout) || !freopen(n->err, "w", stderr))
        _exit(127);
    execv(night_edi_path, argv);
    _exit(127);
}

static pid_t night_fork(struct night *n, const char *command, const char *words)
{
    pid_t pid = fork();

    if (pid == 0)
        night_exec(n, command, words);
    assert_true(pid > 0);
    return pid;
}

pid_t night_start(struct night *n, const char *words)
{
    char all[512];

    n->minute++;
    snprintf(all, sizeof(all), "--as-of 2026-01-%02uT%02u:%02u:00Z %s",
             15 + n->minute / 1440, n->minute / 60 % 24, n->minute % 60,
             words ? words : "");
    return night_fork(n, "run", all);
}

int night_wait(pid_t pid)
{
    int how = 0;

    assert_int_equal(waitpid(pid, &how, 0), pid);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

int night_run(struct night *n, const char *words)
{
    return night_wait(night_start(n, words));
}

int night_edi(struct night *n, const char *command, const char *words)
{
    return night_wait(night_fork(n, command, words));
}

int64_t night_ask(struct night *n, const char *sql)
{
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };
    struct edi_query *q;
    int64_t number;

    assert_int_equal(edi_store_open(&store, n->store, EDI_DB_EXISTING, &err),
                     X12_OK);
    q = edi_db_query(&store.db, sql);
    assert_int_equal(edi_db_step(q), X12_OK);
    number = edi_db_int(q, 0);
    edi_db_end(q);
    edi_store_close(&store);
    return number;
}

/* ---- the payer ---- */

static volatile sig_atomic_t night_is_over;

static void night_end(int signal_number)
{
    (void)signal_number;
    night_is_over = 1;
}

static uint32_t night_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

static bool night_wants(const char *line, unsigned what)
{
    const bool is_ta1 = strncmp(line, "TA1*", 4) == 0;
    const bool is_999 = strncmp(line, "ISA*", 4) != 0 &&
                        strncmp(line, "IEA*", 4) != 0 && !is_ta1;

    return !(is_ta1 && what == 1) && !(is_999 && what == 2);
}

/* The TA1 and 999 of one answer: both, or one of them. */
static bool night_acks(const char *from, const char *to, unsigned what)
{
    FILE *in = fopen(from, "r"), *out = fopen(to, "w");
    char line[512];
    bool done = in && out;

    while (done && fgets(line, sizeof(line), in)) {
        if (what == 2 && strncmp(line, "IEA*1*", 6) == 0)
            line[4] = '0'; /* no groups */
        if (night_wants(line, what))
            done = fputs(line, out) >= 0;
    }
    if (in)
        fclose(in);
    return out && fclose(out) == 0 && done;
}

/* Lays one file of an answer into the folder, whole from the first moment, after
 * a copy of it was kept. */
static void night_give(struct night *n, const char *folder, const char *name,
                       unsigned file, uint32_t *seed)
{
    char path[NIGHT_FULL], kept[NIGHT_FULL], laid[NIGHT_FULL];
    char hidden[NIGHT_FULL];
    const bool is_ack = strncmp(name, "ack-", 4) == 0;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    snprintf(kept, sizeof(kept), "%s/%05u-%s", n->given, file, name);
    snprintf(laid, sizeof(laid), "%s/%05u-%s", n->from, file, name);
    snprintf(hidden, sizeof(hidden), "%s/.%05u.tmp", n->from, file);
    if (!night_acks(path, kept, is_ack ? night_random(seed, 3) : 0) ||
        !night_acks(kept, hidden, 0) || rename(hidden, laid) != 0)
        _exit(3);
}

void night_answer(struct night *n, const char *name, unsigned file,
                  uint32_t *seed)
{
    char folder[NIGHT_PATH], words[3 * NIGHT_PATH];
    const bool pays = night_random(seed, 2) == 0;
    const struct dirent *entry;
    int how = 0;
    DIR *dir;
    pid_t pid;

    snprintf(folder, sizeof(folder), "%s/answer", n->base);
    snprintf(words, sizeof(words), "%s/%s", n->taken, name);
    pid = fork();
    if (pid == 0) {
        if (!freopen("/dev/null", "w", stdout))
            _exit(127);
        execl(night_edi_path, night_edi_path, "simulate", words, "--out",
              folder, (char *)NULL);
        _exit(127);
    }
    if (waitpid(pid, &how, 0) != pid || how != 0)
        _exit(4);
    dir = opendir(folder);
    while (dir && (entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        if (strncmp(entry->d_name, "truth", 5) != 0 &&
            (pays || strncmp(entry->d_name, "ack-", 4) == 0))
            night_give(n, folder, entry->d_name, file, seed);
        unlinkat(dirfd(dir), entry->d_name, 0);
    }
    if (dir)
        closedir(dir);
}

/* Takes one file from the folder, if there is one that anybody may take. A name
 * that it has had before is told by how it ends. */
bool night_take(struct night *n, char name[NIGHT_NAME])
{
    char from[NIGHT_FULL], to[NIGHT_FULL];
    DIR *dir = opendir(n->server.drop);
    const struct dirent *entry;
    bool taken = false;

    while (dir && !taken && (entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(name, NIGHT_NAME, "%s", entry->d_name);
        snprintf(from, sizeof(from), "%s/%s", n->server.drop, name);
        snprintf(to, sizeof(to), "%s/%s", n->taken, name);
        if (access(to, F_OK) == 0)
            _exit(5);
        taken = rename(from, to) == 0;
    }
    if (dir)
        closedir(dir);
    return taken;
}

pid_t night_payer(struct night *n, uint32_t seed)
{
    const pid_t parent = getpid(), pid = fork();
    char name[NIGHT_NAME];
    unsigned files = 0;

    assert_true(pid >= 0);
    if (pid > 0)
        return pid;
    signal(SIGTERM, night_end);
    while (!night_is_over && getppid() == parent) { /* a test may fail */
        const struct timespec wait = { 0, (long)night_random(&seed, 20) *
                                              1000000 };

        nanosleep(&wait, NULL);
        while (night_take(n, name))
            night_answer(n, name, ++files, &seed);
    }
    _exit(0);
}
