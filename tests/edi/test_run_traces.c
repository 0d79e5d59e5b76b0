/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a whole loop of `edi run` leaves behind tells nobody's name and no secret:
 * not its arguments, its log, its messages, the tables of the outbox, nor a name
 * of a file. And whatever it makes is its owner's alone.
 */
#include "edi/store/store.h"
#include "tests/support/cm.h"
#include "tests/support/night.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PASSWORD "sesame-quartz-1851"

enum { ROOM = 4 << 20, LOOPS = 60 };

static struct night night;

/* All that was left, as text; names of files among it. */
static char left[ROOM];
static size_t left_len;

static void leave(const char *text, size_t len)
{
    assert_true(len < sizeof(left) - left_len - 2);
    memcpy(left + left_len, text, len);
    left_len += len;
    left[left_len++] = '\n';
    left[left_len] = '\0';
}

static void leave_file(const char *path)
{
    night_read(&night, path);
    leave(night.text, strlen(night.text));
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool holds(const char *text, const char *word)
{
    for (; *text; text++) {
        size_t i = 0;

        while (word[i] && lower(text[i]) == lower(word[i]))
            i++;
        if (!word[i])
            return true;
    }
    return false;
}

/* Everybody and everything that must not be told. */
static const char *const words[] = {
    "TORENDAL", "IRENE", "XEH0000", "ACCT0",  "SPRUCE",      "1981-05-14",
    "19810514", "E1165", PASSWORD,  "sesame", "PRIVATE KEY",
};

static void assert_tells_nobody(const char *where)
{
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (holds(left, words[i]))
            fail_msg("%s: %s", where, words[i]);
}

/* ---- where it may have been left ---- */

/* The arguments of a process, and its environment is the caller's. */
static void leave_arguments(pid_t pid)
{
    char path[64], text[4096];
    ssize_t len;
    int fd;

    snprintf(path, sizeof(path), "/proc/%ld/cmdline", (long)pid);
    fd = open(path, O_RDONLY);
    if (fd < 0)
        return;
    len = read(fd, text, sizeof(text));
    close(fd);
    for (ssize_t i = 0; i < len; i++)
        if (text[i] == '\0')
            text[i] = ' ';
    if (len > 0)
        leave(text, (size_t)len);
}

static int run_watched(const char *more)
{
    pid_t pid = night_start(&night, more);
    int how;

    for (int i = 0; i < 20; i++) {
        leave_arguments(pid);
        nanosleep(&(struct timespec){ 0, 500000 }, NULL);
    }
    how = night_wait(pid);
    leave_file(night.out);
    leave_file(night.err);
    return how;
}

/* Each row of a query, its columns behind each other. */
static void leave_rows(struct edi_store *store, const char *sql, int columns)
{
    struct edi_query *q = edi_db_query(&store->db, sql);

    while (edi_db_step(q) == X12_OK)
        for (int i = 0; i < columns; i++) {
            const x12_str text = edi_db_text(q, i);

            leave(text.len ? text.at : "", text.len);
        }
}

/* The bytes of the files that wait are what they are; all around them is not. */
static void leave_tables(void)
{
    static const char BATCH[] =
        "SELECT partner, name, sender, receiver, reference, hex(digest), made,"
        " changed FROM batch";
    static const char LINE[] = "SELECT partner, until FROM partner_line";
    static const char RECEIVED[] = "SELECT partner, name, taken FROM received";
    static const char DROPPED[] = "SELECT hex(digest), taken FROM dropped";
    static const char POLLED[] = "SELECT partner, last FROM polled";
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };

    assert_int_equal(edi_store_open(&store, night.store, EDI_DB_EXISTING, &err),
                     X12_OK);
    leave_rows(&store, BATCH, 8);
    leave_rows(&store, LINE, 2);
    leave_rows(&store, RECEIVED, 3);
    leave_rows(&store, DROPPED, 2);
    leave_rows(&store, POLLED, 2);
    assert_int_equal(err.status, X12_OK);
    edi_store_close(&store);
}

/* Names below a folder; each is its owner's alone. */
static void leave_names(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    while (dir && (entry = readdir(dir))) {
        char path[2 * NIGHT_FULL];
        struct stat st;

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        leave(path, strlen(path));
        assert_int_equal(lstat(path, &st), 0);
        if ((st.st_mode & 07777) != (S_ISDIR(st.st_mode) ? 0700 : 0600))
            fail_msg("%s: mode %o", path, (unsigned)st.st_mode);
        if (S_ISDIR(st.st_mode))
            leave_names(path);
    }
    if (dir)
        closedir(dir);
}

static void leave_all(void)
{
    static const char *const ours[] = { "", ".lock", ".archive", ".aside" };

    leave_file(night.log);
    leave_tables();
    for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++) {
        char path[NIGHT_FULL];
        struct stat st;

        snprintf(path, sizeof(path), "%s%s", night.store, ours[i]);
        assert_int_equal(lstat(path, &st), 0);
        assert_int_equal(st.st_mode & 0777, S_ISDIR(st.st_mode) ? 0700 : 0600);
        leave_names(path);
    }
    leave_names(night.server.drop);
}

/* ---- the loop ---- */

/* The key has a password, which stands in a file. */
static void lock_key(char keys[NIGHT_FULL])
{
    char path[NIGHT_PATH];
    FILE *file;
    pid_t pid;

    snprintf(path, sizeof(path), "%s/password", night.base);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(PASSWORD "\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0600), 0);
    pid = fork();
    if (pid == 0) {
        execlp("ssh-keygen", "ssh-keygen", "-q", "-p", "-P", "", "-N", PASSWORD,
               "-f", night.server.key, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(night_wait(pid), 0);
    snprintf(keys, NIGHT_FULL, "poll = 1\nkey_password_file = %s\n", path);
}

/* A file with rows that are put aside, for each kind of reason. */
static void drop_wrong(void)
{
    char path[NIGHT_FULL];
    FILE *file;

    snprintf(path, sizeof(path), "%s/irene torendal.jsonl", night.intake);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs("{\"claim\":{\"id\":\"ACCT000001\",\"colour\":"
                      "\"TORENDAL\"}}\nIRENE TORENDAL\n{\"claim\":{\"type\":"
                      "\"professional\",\"id\":\"ACCT000002\",\"charge\":"
                      "\"IRENE\"}}\n",
                      file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* What a person is to look at says nobody's name where it says what is wrong. */
static void leave_reasons(void)
{
    char folder[NIGHT_FULL], path[2 * NIGHT_FULL];
    const struct dirent *entry;
    unsigned reasons = 0;
    DIR *dir;

    snprintf(folder, sizeof(folder), "%s.aside", night.store);
    dir = opendir(folder);
    assert_non_null(dir);
    while ((entry = readdir(dir)))
        if (strstr(entry->d_name, ".txt")) {
            snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
            leave_file(path);
            reasons++;
        }
    closedir(dir);
    assert_true(reasons > 0);
}

static void a_whole_loop_tells_nobody(void **state)
{
    static const char ANSWERED[] = "SELECT count(*) FROM payment";
    const mode_t mask = umask(0);
    char keys[NIGHT_FULL];
    pid_t payer;

    (void)state;
    night_open(&night, "");
    lock_key(keys);
    night_settings(&night, night.server.port, keys);
    payer = night_payer(&night, 20260116);
    night_drop(&night, 5);
    drop_wrong();
    assert_int_equal(run_watched("-v"), 1);
    for (int i = 0; i < LOOPS && night_ask(&night, ANSWERED) == 0; i++) {
        night_drop(&night, 2);
        run_watched("-v --json");
        nanosleep(&(struct timespec){ 0, 20000000 }, NULL);
    }
    kill(payer, SIGTERM);
    assert_int_equal(night_wait(payer), 0);
    run_watched(NULL);
    assert_true(night_ask(&night, ANSWERED) > 0);
    assert_tells_nobody("a loop");
    leave_reasons();
    /* and when it fails */
    night_drop(&night, 1);
    assert_int_equal(truncate(night.server.known_hosts, 0), 0);
    assert_int_equal(run_watched("-v"), 4);
    assert_int_equal(night_edi(&night, "outbox", "--json"), 0);
    leave_file(night.out);
    leave_file(night.err);
    leave_all();
    assert_true(holds(left, "837P-") && holds(left, "rows put aside"));
    assert_true(holds(left, "known_hosts") && holds(left, "/edi run"));
    assert_tells_nobody("all that is left");
    umask(mask);
    night_close(&night);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_loop_tells_nobody),
    };

    (void)argc;
    night_program(argv[0]);
    return cmocka_run_group_tests_name("run_traces", tests, NULL, NULL);
}
