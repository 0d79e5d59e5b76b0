/* SPDX-License-Identifier: Apache-2.0 */
/* db - thin SQLite: prepare, bind a slice, step, transaction */
#include "edi/store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static enum x12_status db_fail(struct edi_db *db, int code)
{
    enum x12_status status = X12_EIO;

    switch (code & 0xff) {
    case SQLITE_NOMEM:
        status = X12_ENOMEM;
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        db->busy = true;
        return x12_fail(db->err, X12_EIO,
                        "claim store: another run holds its lock");
    case SQLITE_NOTADB:
        return x12_fail(db->err, X12_EIO, "claim store: this is not one");
    case SQLITE_TOOBIG:
        status = X12_ELIMIT;
        break;
    default:
        break;
    }
    /* SQLite's own words name tables and columns, never values. */
    return x12_fail(db->err, status, "claim store: %s",
                    db->handle ? sqlite3_errmsg(db->handle)
                               : sqlite3_errstr(code));
}

/* --- opening ------------------------------------------------------------- */

static enum x12_status db_path_fail(struct x12_error *err, const char *path)
{
    if (errno == ENOENT)
        return x12_fail(err, X12_EIO, "%s: there is no claim store here", path);
    return x12_fail(err, X12_EIO, "%s: %s", path, strerror(errno));
}

/* The file is made, or its rights are narrowed, before SQLite writes into it:
 * its companions (-wal, -shm) take their rights from it. */
static enum x12_status db_make_private(const char *path, enum edi_db_mode mode,
                                       struct x12_error *err)
{
    int flags = O_RDWR | O_CLOEXEC | (mode == EDI_DB_CREATE ? O_CREAT : 0);
    int fd = open(path, flags, S_IRUSR | S_IWUSR);
    enum x12_status status = X12_OK;
    struct stat st;

    if (fd < 0)
        return db_path_fail(err, path);
    if (fstat(fd, &st) < 0)
        status = db_path_fail(err, path);
    else if (!S_ISREG(st.st_mode))
        status = x12_fail(err, X12_EIO, "%s: this is no regular file", path);
    else if ((st.st_mode & 0777) != (S_IRUSR | S_IWUSR) &&
             fchmod(fd, S_IRUSR | S_IWUSR) < 0)
        status = db_path_fail(err, path);
    close(fd);
    return status;
}

/* SQLite does not wait where two runs change a new store's journal at once, but
 * says that it is busy. */
static int db_journal(struct edi_db *db)
{
    const struct timespec pause = { 0, 10 * 1000 * 1000 };
    int code, waited = 0;

    do {
        code = sqlite3_exec(db->handle, "PRAGMA journal_mode = WAL", NULL, NULL,
                            NULL);
        if ((code & 0xFF) != SQLITE_BUSY)
            return code;
        nanosleep(&pause, NULL);
        waited += 10;
    } while (waited < EDI_DB_BUSY_MS);
    return code;
}

static enum x12_status db_set_up(struct edi_db *db)
{
    static const char PRAGMAS[] = "PRAGMA temp_store = MEMORY;"
                                  "PRAGMA secure_delete = ON;"
                                  "PRAGMA foreign_keys = ON;"
                                  "PRAGMA trusted_schema = OFF;"
                                  "PRAGMA synchronous = FULL;"
                                  "PRAGMA cache_size = -131072;";
    int code;

    _Static_assert(EDI_DB_CACHE_KIB == 131072, "the pragma says it too");
    sqlite3_extended_result_codes(db->handle, 1);
    code = sqlite3_busy_timeout(db->handle, EDI_DB_BUSY_MS);
    if (code == SQLITE_OK)
        code = sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1,
                                 (int *)NULL);
    if (code == SQLITE_OK)
        code = db_journal(db);
    return code == SQLITE_OK ? edi_db_script(db, PRAGMAS) : db_fail(db, code);
}

enum x12_status edi_db_open(struct edi_db *db, const char *path,
                            enum edi_db_mode mode, struct x12_error *err)
{
    enum x12_status status = x12_error_status(err);
    int code;

    *db = (struct edi_db){ .err = err };
    /* Statistics cost a lock an allocation. Refused, and of no use, once SQLite
     * has begun. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (status == X12_OK && strcmp(path, ":memory:") != 0)
        status = db_make_private(path, mode, err);
    if (status != X12_OK)
        return status;
    code = sqlite3_open_v2(path, &db->handle,
                           SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                               SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
                           NULL);
    status = code == SQLITE_OK ? db_set_up(db) : db_fail(db, code);
    if (status != X12_OK)
        edi_db_close(db);
    return status;
}

void edi_db_close(struct edi_db *db)
{
    for (size_t i = 0; i < db->kept_count; i++)
        sqlite3_finalize(db->kept[i].statement);
    db->kept_count = 0;
    if (db->handle)
        sqlite3_close(db->handle);
    db->handle = NULL;
    db->in_transaction = false;
}

/* --- transactions -------------------------------------------------------- */

enum x12_status edi_db_script(struct edi_db *db, const char *sql)
{
    enum x12_status status = x12_error_status(db->err);
    int code;

    if (status != X12_OK)
        return status;
    if (!db->handle)
        return x12_fail(db->err, X12_EMISUSE, "claim store: it is not open");
    code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? X12_OK : db_fail(db, code);
}

enum x12_status edi_db_begin(struct edi_db *db)
{
    enum x12_status status = edi_db_script(db, "BEGIN IMMEDIATE");

    db->in_transaction = status == X12_OK;
    return status;
}

enum x12_status edi_db_commit(struct edi_db *db)
{
    enum x12_status status = edi_db_script(db, "COMMIT");

    if (status == X12_OK)
        db->in_transaction = false;
    return status;
}

/* Done after a failure too, so the error that is kept is not asked. */
void edi_db_rollback(struct edi_db *db)
{
    for (size_t i = 0; i < db->kept_count; i++)
        sqlite3_reset(db->kept[i].statement);
    if (db->handle && db->in_transaction)
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    db->in_transaction = false;
}

/* --- statements ---------------------------------------------------------- */

static struct edi_query *db_none(struct edi_db *db)
{
    struct edi_query *none = &db->kept[EDI_DB_STATEMENTS];

    *none = (struct edi_query){ .db = db };
    return none;
}

struct edi_query *edi_db_query(struct edi_db *db, const char *sql)
{
    struct edi_query *q;
    int code;

    if (x12_error_status(db->err) != X12_OK)
        return db_none(db);
    for (size_t i = 0; i < db->kept_count; i++)
        if (db->kept[i].sql == sql) {
            edi_db_end(&db->kept[i]);
            return &db->kept[i];
        }
    if (!db->handle || db->kept_count == EDI_DB_STATEMENTS) {
        x12_fail(db->err, X12_EMISUSE, "claim store: %s",
                 db->handle ? "too many statements" : "it is not open");
        return db_none(db);
    }
    q = &db->kept[db->kept_count];
    *q = (struct edi_query){ .db = db, .sql = sql };
    code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                              &q->statement, NULL);
    if (code != SQLITE_OK) {
        db_fail(db, code);
        return db_none(db);
    }
    db->kept_count++;
    return q;
}

static void db_bound(struct edi_query *q, int code)
{
    if (code != SQLITE_OK)
        db_fail(q->db, code);
}

void edi_db_bind_text(struct edi_query *q, int parameter, x12_str s)
{
    if (q->statement)
        db_bound(q,
                 sqlite3_bind_text64(q->statement, parameter, s.len ? s.at : "",
                                     s.len, SQLITE_STATIC, SQLITE_UTF8));
}

void edi_db_bind_blob(struct edi_query *q, int parameter, x12_str s)
{
    if (q->statement)
        db_bound(q,
                 sqlite3_bind_blob64(q->statement, parameter, s.len ? s.at : "",
                                     s.len, SQLITE_STATIC));
}

void edi_db_bind_int(struct edi_query *q, int parameter, int64_t n)
{
    if (q->statement)
        db_bound(q, sqlite3_bind_int64(q->statement, parameter, n));
}

void edi_db_bind_null(struct edi_query *q, int parameter)
{
    if (q->statement)
        db_bound(q, sqlite3_bind_null(q->statement, parameter));
}

enum x12_status edi_db_step(struct edi_query *q)
{
    enum x12_status status = x12_error_status(q->db->err);
    int code;

    if (status != X12_OK)
        return status;
    if (!q->statement)
        return x12_fail(q->db->err, X12_EMISUSE, "claim store: no statement");
    code = sqlite3_step(q->statement);
    if (code == SQLITE_ROW)
        return X12_OK;
    if (code == SQLITE_DONE)
        return X12_END;
    return db_fail(q->db, code);
}

void edi_db_end(struct edi_query *q)
{
    if (!q->statement)
        return;
    sqlite3_reset(q->statement);
    sqlite3_clear_bindings(q->statement);
}

enum x12_status edi_db_run(struct edi_query *q)
{
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK)
        ;
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_db_again(struct edi_query *q)
{
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK)
        ;
    if (q->statement)
        sqlite3_reset(q->statement);
    return status == X12_END ? X12_OK : status;
}

x12_str edi_db_text(const struct edi_query *q, int column)
{
    const char *at = (const char *)sqlite3_column_text(q->statement, column);

    return (x12_str){ at, (size_t)sqlite3_column_bytes(q->statement, column) };
}

x12_str edi_db_blob(const struct edi_query *q, int column)
{
    const char *at = sqlite3_column_blob(q->statement, column);

    return (x12_str){ at, (size_t)sqlite3_column_bytes(q->statement, column) };
}

int64_t edi_db_int(const struct edi_query *q, int column)
{
    return sqlite3_column_int64(q->statement, column);
}

bool edi_db_is_null(const struct edi_query *q, int column)
{
    return sqlite3_column_type(q->statement, column) == SQLITE_NULL;
}

int64_t edi_db_last_id(const struct edi_db *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}
