/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A store that an earlier version made opens, migrates, and gives the lists that a
 * store gives into which the same was taken just now.
 *
 * tests/stores/version-N.sql is a store as the program of that time made it, with
 * the lines by which it was made. Where a list differs because payments are judged
 * by other rules now, the migration has to have them judged anew.
 */
#include "edi/store/schema.h"
#include "edi/store/store.h"
#include "tests/support/cm.h"
#include "tests/support/failing_sqlite.h"
#include "tests/support/program.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern const struct edi_command edi_cmd_acts, edi_cmd_attach, edi_cmd_claims,
    edi_cmd_detach, edi_cmd_generate, edi_cmd_ingest, edi_cmd_matches,
    edi_cmd_outbox, edi_cmd_takebacks, edi_cmd_worklist;

enum { SQL = 1 << 20, LINE = 512, KILLS = 12, KILLS_SOAK = 200, MEMORY = 60 };

#define LATER "--as-of 2025-03-10T09:00:00Z"

static char folder[] = "/tmp/edi-versions-XXXXXX";
static char old_store[64], new_store[64];
static char sql[SQL], list[PROGRAM_TOLD];

static const char *read_sql(unsigned version)
{
    char path[64];
    FILE *file;
    size_t len;

    snprintf(path, sizeof(path), "tests/stores/version-%u.sql", version);
    file = fopen(path, "r");
    assert_non_null(file);
    len = fread(sql, 1, sizeof(sql) - 1, file);
    assert_true(len > 0 && len < sizeof(sql) - 1);
    fclose(file);
    sql[len] = '\0';
    return sql;
}

static void drop(const char *path)
{
    static const char *const tails[] = { "", "-wal", "-shm", "-journal" };
    char name[96];

    for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
        snprintf(name, sizeof(name), "%s%s", path, tails[i]);
        unlink(name);
    }
}

/* As the program of that version left it, by SQLite alone. */
static void lay_down(unsigned version)
{
    sqlite3 *db;

    drop(old_store);
    assert_int_equal(sqlite3_open(old_store, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, read_sql(version), NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int run(const struct edi_command *command, const char *store,
               const char *rest)
{
    char line[LINE];
    int len = snprintf(line, sizeof(line),
                       "--config samples/edi.conf --store %s %s", store, rest);

    assert_true(len > 0 && len < LINE);
    return program_run(command, line);
}

/* The lines at the head of version-1.sql. */
static void make_anew(void)
{
    drop(new_store);
    assert_int_equal(run(&edi_cmd_generate, new_store,
                         "--as-of 2025-02-03T09:00:00Z"
                         " samples/claims-professional.jsonl"),
                     0);
    assert_int_equal(run(&edi_cmd_generate, new_store,
                         "--as-of 2025-02-03T09:00:00Z"
                         " samples/claims-institutional.jsonl"),
                     0);
    assert_in_range(run(&edi_cmd_ingest, new_store,
                        LATER
                        " -q samples/remit-01.835 samples/remit-02.835"
                        " samples/remit-03.835 samples/remit-04.835"
                        " samples/remit-05.835 samples/ack.ta1 samples/ack.999"
                        " samples/ack.277ca"),
                    0, 1);
    assert_int_equal(run(&edi_cmd_attach, new_store,
                         LATER " 000009021/0001/2 HFM1007 --note by"),
                     0);
    assert_int_equal(run(&edi_cmd_detach, new_store, LATER " 000000055/0001/1"),
                     0);
    assert_int_equal(run(&edi_cmd_outbox, new_store, LATER " --forget 2"), 0);
}

static void assert_same_list(const struct edi_command *command)
{
    assert_int_equal(run(command, new_store, LATER " --json"), 0);
    memcpy(list, program_told, strlen(program_told) + 1);
    assert_true(strlen(list) > 100);
    assert_int_equal(run(command, old_store, LATER " --json"), 0);
    assert_string_equal(program_told, list);
}

static void gives_the_lists_of_a_store_made_today(void **state)
{
    static const struct edi_command *const lists[] = {
        &edi_cmd_claims,    &edi_cmd_matches, &edi_cmd_worklist,
        &edi_cmd_takebacks, &edi_cmd_outbox,
    };

    (void)state;
    make_anew();
    lay_down(1);
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        assert_same_list(lists[i]);
    /* and it goes on as a store made today does */
    assert_in_range(run(&edi_cmd_ingest, old_store,
                        LATER " -q samples/two-payers.837"
                              " samples/two-payers.835"),
                    0, 1);
    assert_in_range(run(&edi_cmd_ingest, new_store,
                        LATER " -q samples/two-payers.837"
                              " samples/two-payers.835"),
                    0, 1);
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        assert_same_list(lists[i]);
}

static void keeps_who_decided_under_version_1(void **state)
{
    (void)state;
    lay_down(1);
    assert_int_equal(run(&edi_cmd_acts, old_store, ""), 0);
    assert_non_null(strstr(program_told, "2025-03-10T09:00:00Z    biller"
                                         "            attach    payment "
                                         "000009021/0001/2, claim "
                                         "000000001/0001/7"));
    assert_non_null(strstr(program_told, "detach"));
}

/* --- a version that is released is what it was ------------------------------- */

static void one_text(sqlite3 *db, char into[SQL])
{
    sqlite3_stmt *st;
    size_t len = 0;

    assert_int_equal(
        sqlite3_prepare_v2(db,
                           "SELECT name || ' ' || sql FROM sqlite_schema"
                           " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
                           " ORDER BY name",
                           -1, &st, NULL),
        SQLITE_OK);
    while (sqlite3_step(st) == SQLITE_ROW)
        len += (size_t)snprintf(into + len, SQL - len, "%s\n",
                                (const char *)sqlite3_column_text(st, 0));
    assert_true(len > 1000 && len < SQL - 1);
    sqlite3_finalize(st);
}

static void makes_version_1_as_it_was_released(void **state)
{
    static char was[SQL], is[SQL];
    struct edi_db db = { 0 };
    struct x12_error err = { 0 };
    sqlite3 *old;

    (void)state;
    lay_down(1);
    assert_int_equal(sqlite3_open(old_store, &old), SQLITE_OK);
    one_text(old, was);
    sqlite3_close(old);
    assert_int_equal(edi_db_open(&db, ":memory:", EDI_DB_CREATE, &err), X12_OK);
    assert_int_equal(edi_schema_migrate_to(&db, 1), X12_OK);
    one_text(db.handle, is);
    edi_db_close(&db);
    assert_string_equal(is, was);
}

/* --- killed on the way --------------------------------------------------------- */

static int64_t version_of(const char *path)
{
    sqlite3_stmt *st;
    int64_t version;
    sqlite3 *db;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &st, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    version = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    sqlite3_close(db);
    return version;
}

static void open_and_end(void)
{
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };

    _exit(edi_store_open(&store, old_store, EDI_DB_EXISTING, &err) == X12_OK
              ? 0
              : 2);
}

static void a_migration_that_is_killed_is_done_again(void **state)
{
    const int kills = getenv("EDI_SOAK") ? KILLS_SOAK : KILLS;
    struct timespec pause = { 0, 0 };
    int undone = 0;

    (void)state;
    for (int i = 0; i < kills; i++) {
        int64_t version;
        pid_t child;

        lay_down(1);
        child = fork();
        assert_true(child >= 0);
        if (child == 0)
            open_and_end();
        pause.tv_nsec = i * (4800000L / kills);
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, NULL, 0), child);
        version = version_of(old_store);
        assert_true(version == 1 || version == (int64_t)edi_schema_newest());
        undone += version == 1;
        assert_int_equal(run(&edi_cmd_claims, old_store, LATER), 0);
        assert_int_equal(version_of(old_store), edi_schema_newest());
    }
    assert_true(undone > 0);
}

static enum x12_status open_once(struct x12_error *err)
{
    struct edi_store store = { 0 };
    enum x12_status status = edi_store_open(&store, old_store, EDI_DB_EXISTING,
                                            err);

    edi_store_close(&store);
    return status;
}

static void any_allocation_of_sqlite_may_fail(void **state)
{
    struct x12_error err = { 0 };
    int failed = 0;
    long all = 0;

    (void)state;
    for (int i = -1; i < MEMORY; i++) {
        enum x12_status status;
        int64_t version;

        lay_down(1);
        err = (struct x12_error){ 0 };
        failing_sqlite_at(i < 0 ? -1 : all * i / MEMORY);
        status = open_once(&err);
        all = i < 0 ? failing_sqlite_off() : all;
        failing_sqlite_off();
        failed += status != X12_OK;
        assert_true(i >= 0 || status == X12_OK);
        version = version_of(old_store);
        assert_true(version == 1 || version == (int64_t)edi_schema_newest());
        assert_true(status != X12_OK || version != 1);
        assert_int_equal(status == X12_OK, err.text[0] == '\0');
    }
    assert_true(failed > MEMORY / 4);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(old_store, sizeof(old_store), "%s/old.db", folder);
    snprintf(new_store, sizeof(new_store), "%s/new.db", folder);
    return 0;
}

static int drop_folder(void **state)
{
    char path[96];

    (void)state;
    drop(old_store);
    drop(new_store);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof(path), "%s.lock", i ? old_store : new_store);
        unlink(path);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_lists_of_a_store_made_today),
        cmocka_unit_test(keeps_who_decided_under_version_1),
        cmocka_unit_test(makes_version_1_as_it_was_released),
        cmocka_unit_test(a_migration_that_is_killed_is_done_again),
        cmocka_unit_test(any_allocation_of_sqlite_may_fail),
    };

    if (!failing_sqlite_install())
        return 1;
    return cmocka_run_group_tests_name("store_versions", tests, make_folder,
                                       drop_folder);
}
