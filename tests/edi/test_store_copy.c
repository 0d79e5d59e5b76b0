/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A copy of the store is whole whatever is written meanwhile, is there with its
 * name or not at all, and uses no number twice once it has become the store.
 */
#include "edi/store/store_copy.h"
#include "edi/store/store_outbox.h"
#include "tests/support/cm.h"
#include "tests/support/failing_sqlite.h"
#include "tests/support/program.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern const struct edi_command edi_cmd_backup, edi_cmd_claims, edi_cmd_control,
    edi_cmd_generate, edi_cmd_outbox, edi_cmd_send;

enum { LINE = 512, KILLS = 12, KILLS_SOAK = 200, WRITES = 10, MEMORY = 40 };

static char folder[] = "/tmp/edi-copy-XXXXXX";
static char store_path[64], copy_path[64], part_path[80];
static char was[PROGRAM_TOLD];

static int run(const struct edi_command *command, const char *store,
               const char *rest)
{
    char line[LINE];
    int len = snprintf(line, sizeof(line),
                       "--config samples/edi.conf --as-of 2025-02-03 --store %s"
                       " %s",
                       store, rest);

    assert_in_range(len, 1, LINE - 1);
    return program_run(command, line);
}

static void drop(const char *path)
{
    static const char *const tails[] = { "", "-wal", "-shm", "-journal",
                                         ".lock" };
    char name[96];

    for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
        snprintf(name, sizeof(name), "%s%s", path, tails[i]);
        unlink(name);
    }
}

static void drop_all(void)
{
    drop(store_path);
    drop(copy_path);
    drop(part_path);
}

static void make_store(void)
{
    drop_all();
    assert_int_equal(run(&edi_cmd_generate, store_path,
                         "-q samples/claims-professional.jsonl"),
                     0);
}

/* Nothing of its making, or of SQLite's, is beside it. */
static void assert_alone(void)
{
    static const char *const tails[] = {
        "-wal", "-shm", "-journal", ".part", ".part-wal", ".part-journal"
    };
    char name[96];

    assert_int_equal(access(copy_path, F_OK), 0);
    for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
        snprintf(name, sizeof(name), "%s%s", copy_path, tails[i]);
        assert_int_not_equal(access(name, F_OK), 0);
    }
}

static void is_the_store_in_one_file_of_its_owner(void **state)
{
    struct stat st;

    (void)state;
    make_store();
    assert_int_equal(run(&edi_cmd_claims, store_path, "--json"), 0);
    memcpy(was, program_told, strlen(program_told) + 1);
    umask(0);
    assert_int_equal(run(&edi_cmd_backup, store_path, copy_path), 0);
    assert_alone();
    assert_int_equal(stat(copy_path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(run(&edi_cmd_claims, copy_path, "--json"), 0);
    assert_string_equal(program_told, was);
    /* and nothing is overwritten */
    assert_int_equal(run(&edi_cmd_backup, store_path, copy_path), 2);
}

static int64_t ask(const char *path, const char *sql)
{
    sqlite3_stmt *st;
    sqlite3 *db;
    int64_t n;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    n = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    sqlite3_close(db);
    return n;
}

/* A pair of rows at a time, so that half of one can be seen. */
static void write_on(void)
{
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };

    if (edi_store_open(&store, store_path, EDI_DB_EXISTING, &err) != X12_OK)
        _exit(2);
    for (;;)
        if (edi_db_script(&store.db,
                          "BEGIN IMMEDIATE;"
                          "INSERT INTO bank_file (name, digest, taken) VALUES"
                          " ('a', randomblob(32), '');"
                          "INSERT INTO bank_file (name, digest, taken) VALUES"
                          " ('b', randomblob(32), '');"
                          "COMMIT") != X12_OK)
            _exit(3);
}

static void is_whole_while_another_run_writes(void **state)
{
    const struct timespec pause = { 0, 2000000 };
    int64_t before = -1, rows = 0;
    pid_t writer;

    (void)state;
    make_store();
    writer = fork();
    assert_true(writer >= 0);
    if (writer == 0)
        write_on();
    for (int i = 0; i < WRITES; i++) {
        nanosleep(&pause, NULL);
        drop(copy_path);
        assert_int_equal(run(&edi_cmd_backup, store_path, copy_path), 0);
        rows = ask(copy_path, "SELECT count(*) FROM bank_file");
        assert_int_equal(rows % 2, 0);
        assert_true(rows >= before);
        before = rows;
    }
    kill(writer, SIGKILL);
    assert_int_equal(waitpid(writer, NULL, 0), writer);
    assert_true(rows > 0);
}

static void one_that_is_killed_leaves_no_copy_or_a_whole_one(void **state)
{
    const int kills = getenv("EDI_SOAK") ? KILLS_SOAK : KILLS;
    struct timespec pause = { 0, 0 };
    int none = 0, whole = 0;

    (void)state;
    make_store();
    for (int i = 0; i < kills; i++) {
        pid_t child;

        drop(copy_path);
        child = fork();
        assert_true(child >= 0);
        if (child == 0)
            _exit(run(&edi_cmd_backup, store_path, copy_path));
        pause.tv_nsec = i * (30000000L / kills);
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, NULL, 0), child);
        if (access(copy_path, F_OK) != 0) {
            none++;
            continue;
        }
        whole++;
        assert_int_equal(run(&edi_cmd_claims, copy_path, ""), 0);
    }
    assert_true(none > 0);
    /* what it left is no hindrance */
    drop(copy_path);
    assert_int_equal(run(&edi_cmd_backup, store_path, copy_path), 0);
    assert_alone();
    assert_true(none + whole == kills);
}

static void hands_out_no_number_and_sends_nothing_until_raised(void **state)
{
    (void)state;
    make_store();
    assert_int_equal(run(&edi_cmd_backup, store_path, copy_path), 0);
    /* number 2 is used after the copy was made */
    assert_int_equal(run(&edi_cmd_generate, store_path,
                         "-q samples/claims-institutional.jsonl"),
                     0);
    assert_int_equal(run(&edi_cmd_generate, copy_path,
                         "-q samples/claims-institutional.jsonl"),
                     64);
    assert_int_equal(run(&edi_cmd_send, copy_path, ""), 64);
    /* one partner is not all */
    assert_int_equal(run(&edi_cmd_control, copy_path,
                         "--partner clearinghouse --at-least 3"),
                     0);
    assert_int_equal(run(&edi_cmd_send, copy_path, ""), 64);
    assert_int_equal(run(&edi_cmd_control, copy_path, "--at-least 3"), 0);
    assert_int_equal(
        run(&edi_cmd_generate, copy_path, "samples/claims-institutional.jsonl"),
        0);
    assert_non_null(strstr(program_told, "837I-000000003.x12"));
    /* what waited then may have been sent since: it is looked for */
    assert_int_equal(run(&edi_cmd_outbox, copy_path, ""), 0);
    assert_non_null(strstr(program_told, "unknown  clearinghouse"));
}

static enum x12_status copy_once(struct x12_error *err)
{
    struct edi_store store = { 0 };
    enum x12_status status = edi_store_open(&store, store_path, EDI_DB_EXISTING,
                                            err);

    drop(copy_path);
    if (status == X12_OK)
        status = edi_store_copy(&store, copy_path, "2025-02-03T00:00:00Z");
    edi_store_close(&store);
    return status;
}

static void any_allocation_of_sqlite_may_fail(void **state)
{
    struct x12_error err = { 0 };
    int failed = 0;
    long all;

    (void)state;
    make_store();
    failing_sqlite_at(-1);
    assert_int_equal(copy_once(&err), X12_OK);
    all = failing_sqlite_off();
    assert_true(all > 100);
    for (int i = 0; i < MEMORY; i++) {
        enum x12_status status;

        err = (struct x12_error){ 0 };
        failing_sqlite_at(all * i / MEMORY);
        status = copy_once(&err);
        failing_sqlite_off();
        failed += status != X12_OK;
        assert_int_equal(access(copy_path, F_OK) == 0, status == X12_OK);
        assert_int_equal(status == X12_OK, err.text[0] == '\0');
        assert_int_equal(sqlite3_memory_used(), 0);
    }
    assert_true(failed > MEMORY / 4);
    assert_int_equal(ask(store_path, "SELECT count(*) FROM copied"), 0);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(store_path, sizeof(store_path), "%s/edi.db", folder);
    snprintf(copy_path, sizeof(copy_path), "%s/copy.db", folder);
    snprintf(part_path, sizeof(part_path), "%s.part", copy_path);
    return 0;
}

static int drop_folder(void **state)
{
    (void)state;
    drop_all();
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_store_in_one_file_of_its_owner),
        cmocka_unit_test(is_whole_while_another_run_writes),
        cmocka_unit_test(one_that_is_killed_leaves_no_copy_or_a_whole_one),
        cmocka_unit_test(hands_out_no_number_and_sends_nothing_until_raised),
        cmocka_unit_test(any_allocation_of_sqlite_may_fail),
    };

    if (!failing_sqlite_install())
        return 1;
    return cmocka_run_group_tests_name("store_copy", tests, make_folder,
                                       drop_folder);
}
