/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/store/db.h"
#include "tests/support/cm.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char TABLE[] = "CREATE TABLE t (a TEXT NOT NULL, b INTEGER)";
static const char PUT[] = "INSERT INTO t VALUES (?1, ?2)";
static const char ALL[] = "SELECT a, b FROM t ORDER BY rowid";
static const char COUNT[] = "SELECT count(*) FROM t";

static void put(struct edi_db *db, const char *a, int64_t b)
{
    struct edi_query *q = edi_db_query(db, PUT);

    edi_db_bind_text(q, 1, x12_str_from(a));
    edi_db_bind_int(q, 2, b);
    assert_int_equal(edi_db_run(q), X12_OK);
}

static int64_t count(struct edi_db *db)
{
    struct edi_query *q = edi_db_query(db, COUNT);
    int64_t n;

    assert_int_equal(edi_db_step(q), X12_OK);
    n = edi_db_int(q, 0);
    edi_db_end(q);
    return n;
}

static void open_with_table(struct edi_db *db, struct x12_error *err)
{
    *err = (struct x12_error){ 0 };
    assert_int_equal(edi_db_open(db, ":memory:", EDI_DB_CREATE, err), X12_OK);
    assert_int_equal(edi_db_script(db, TABLE), X12_OK);
}

static void gives_back_what_was_bound(void **state)
{
    struct x12_error err;
    struct edi_db db;
    struct edi_query *q;

    (void)state;
    open_with_table(&db, &err);
    put(&db, "O'BRIEN", 125);
    put(&db, "", -1);
    q = edi_db_query(&db, ALL);
    assert_int_equal(edi_db_step(q), X12_OK);
    assert_true(x12_str_is(edi_db_text(q, 0), "O'BRIEN"));
    assert_int_equal(edi_db_int(q, 1), 125);
    assert_int_equal(edi_db_step(q), X12_OK);
    assert_int_equal(edi_db_text(q, 0).len, 0);
    assert_false(edi_db_is_null(q, 0));
    assert_int_equal(edi_db_step(q), X12_END);
    edi_db_close(&db);
    edi_db_close(&db);
}

static void prepares_a_statement_once(void **state)
{
    struct x12_error err;
    struct edi_db db;

    (void)state;
    open_with_table(&db, &err);
    put(&db, "A", 1);
    assert_ptr_equal(edi_db_query(&db, PUT), edi_db_query(&db, PUT));
    assert_ptr_not_equal(edi_db_query(&db, PUT), edi_db_query(&db, ALL));
    edi_db_close(&db);
}

static void keeps_its_first_failure_and_does_nothing_after_it(void **state)
{
    static const char WRONG[] = "SELECT x FROM nowhere";
    struct x12_error err;
    struct edi_db db;
    struct edi_query *q;

    (void)state;
    open_with_table(&db, &err);
    q = edi_db_query(&db, WRONG);
    edi_db_bind_int(q, 1, 1);
    assert_int_equal(edi_db_run(q), X12_EIO);
    assert_non_null(strstr(err.text, "nowhere"));
    q = edi_db_query(&db, PUT);
    assert_int_equal(edi_db_run(q), X12_EIO);
    assert_non_null(strstr(err.text, "nowhere"));
    edi_db_close(&db);
}

static void takes_back_a_transaction_that_was_not_committed(void **state)
{
    struct x12_error err;
    struct edi_db db;

    (void)state;
    open_with_table(&db, &err);
    assert_int_equal(edi_db_begin(&db), X12_OK);
    put(&db, "A", 1);
    edi_db_rollback(&db);
    assert_int_equal(count(&db), 0);
    assert_int_equal(edi_db_begin(&db), X12_OK);
    put(&db, "B", 1);
    assert_int_equal(edi_db_commit(&db), X12_OK);
    edi_db_rollback(&db);
    assert_int_equal(count(&db), 1);
    edi_db_close(&db);
}

static unsigned mode_of(const char *folder, const char *name)
{
    char path[256];
    struct stat st;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    assert_int_equal(stat(path, &st), 0);
    return st.st_mode & 0777;
}

static void is_for_its_owner_alone_whatever_the_umask(void **state)
{
    static const mode_t masks[] = { 0000, 0022, 0777 };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        char folder[] = "/tmp/edi-db-XXXXXX", path[256], other[256];
        struct x12_error err = { 0 };
        struct edi_db db;
        mode_t old;

        assert_non_null(mkdtemp(folder));
        snprintf(path, sizeof(path), "%s/s.db", folder);
        old = umask(masks[i]);
        assert_int_equal(edi_db_open(&db, path, EDI_DB_CREATE, &err), X12_OK);
        assert_int_equal(edi_db_script(&db, TABLE), X12_OK);
        umask(old);
        assert_int_equal(mode_of(folder, "s.db"), 0600);
        assert_int_equal(mode_of(folder, "s.db-wal"), 0600);
        assert_int_equal(mode_of(folder, "s.db-shm"), 0600);
        edi_db_close(&db);
        assert_int_equal(chmod(path, 0644), 0);
        assert_int_equal(edi_db_open(&db, path, EDI_DB_EXISTING, &err), X12_OK);
        assert_int_equal(mode_of(folder, "s.db"), 0600);
        edi_db_close(&db);
        assert_int_equal(unlink(path), 0);
        snprintf(other, sizeof(other), "%s/s.db-wal", folder);
        unlink(other);
        snprintf(other, sizeof(other), "%s/s.db-shm", folder);
        unlink(other);
        assert_int_equal(rmdir(folder), 0);
    }
}

static void says_when_there_is_no_store(void **state)
{
    struct x12_error err = { 0 };
    struct edi_db db;

    (void)state;
    assert_int_equal(
        edi_db_open(&db, "/tmp/edi-no-such.db", EDI_DB_EXISTING, &err),
        X12_EIO);
    assert_non_null(strstr(err.text, "no claim store"));
    edi_db_close(&db);
}

static void refuses_what_is_no_file_or_no_database(void **state)
{
    char path[] = "/tmp/edi-db-XXXXXX";
    struct x12_error err = { 0 };
    struct edi_db db;
    int fd = mkstemp(path);

    (void)state;
    assert_int_equal(edi_db_open(&db, "/tmp", EDI_DB_EXISTING, &err), X12_EIO);
    err = (struct x12_error){ 0 };
    for (int i = 0; i < 100; i++)
        assert_int_equal(write(fd, "this is a letter", 16), 16);
    close(fd);
    assert_int_equal(edi_db_open(&db, path, EDI_DB_EXISTING, &err), X12_EIO);
    assert_non_null(strstr(err.text, "this is not one"));
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_back_what_was_bound),
        cmocka_unit_test(prepares_a_statement_once),
        cmocka_unit_test(keeps_its_first_failure_and_does_nothing_after_it),
        cmocka_unit_test(takes_back_a_transaction_that_was_not_committed),
        cmocka_unit_test(is_for_its_owner_alone_whatever_the_umask),
        cmocka_unit_test(says_when_there_is_no_store),
        cmocka_unit_test(refuses_what_is_no_file_or_no_database),
    };

    return cmocka_run_group_tests_name("db", tests, NULL, NULL);
}
