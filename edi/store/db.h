/* SPDX-License-Identifier: Apache-2.0 */
/*
 * db - thin SQLite: prepare, bind a slice, step, transaction
 *
 *     static const char COUNT[] = "SELECT count(*) FROM claim WHERE payer = ?1";
 *     struct edi_query *q = edi_db_query(&db, COUNT);
 *
 *     edi_db_bind_text(q, 1, payer);
 *     if (edi_db_step(q) == X12_OK)
 *         count = edi_db_int(q, 0);
 *     edi_db_end(q);
 *
 * A statement is prepared at its first use and kept; it is known by the address
 * of its text, so the text is a constant. The first failure stays in the error
 * that was given at the opening; binding then does nothing and steps return it.
 */
#ifndef EDI_DB_H
#define EDI_DB_H

#include "parser/error.h"

struct sqlite3;
struct sqlite3_stmt;

enum {
    EDI_DB_STATEMENTS = 96,   /* kept at most */
    EDI_DB_BUSY_MS = 10000,   /* how long another run's lock is waited for */
    EDI_DB_CACHE_KIB = 131072, /* pages kept in memory */
};

struct edi_db;

struct edi_query {
    struct edi_db *db;
    const char *sql;
    struct sqlite3_stmt *statement; /* NULL after a failure */
};

struct edi_db {
    struct sqlite3 *handle;
    struct x12_error *err;
    bool busy; /* a failure was that another run holds the lock */
    /* private below */
    struct edi_query kept[EDI_DB_STATEMENTS + 1]; /* the last: none */
    size_t kept_count;
    bool in_transaction;
};

enum edi_db_mode { EDI_DB_CREATE, EDI_DB_EXISTING };

/* ":memory:" lives as long as it is open. A file is readable and writable by its
 * owner alone, whatever the umask, and so is what SQLite lays beside it. */
enum x12_status edi_db_open(struct edi_db *db, const char *path,
                            enum edi_db_mode mode, struct x12_error *err)
    X12_MUST_USE;

/* Rolls back what is not committed. Safe twice. */
void edi_db_close(struct edi_db *db);

/* Statements without parameters, parted by semicolons. */
enum x12_status edi_db_script(struct edi_db *db, const char *sql) X12_MUST_USE;

/* A transaction that may write from its start on. */
enum x12_status edi_db_begin(struct edi_db *db) X12_MUST_USE;
enum x12_status edi_db_commit(struct edi_db *db) X12_MUST_USE;
void edi_db_rollback(struct edi_db *db);

/* The statement of this text, reset, nothing bound; never NULL. One that is
 * being stepped through must not be asked for again before its end. */
struct edi_query *edi_db_query(struct edi_db *db, const char *sql);

/* Parameters count from 1. Text must live until the end of the query. */
void edi_db_bind_text(struct edi_query *q, int parameter, x12_str s);
void edi_db_bind_blob(struct edi_query *q, int parameter, x12_str s);
void edi_db_bind_int(struct edi_query *q, int parameter, int64_t n);
void edi_db_bind_null(struct edi_query *q, int parameter);

/* X12_OK with a row, X12_END behind the last, or a failure. */
enum x12_status edi_db_step(struct edi_query *q) X12_MUST_USE;

/* Ends a query before its last row; harmless after it. */
void edi_db_end(struct edi_query *q);

/* Steps to the end, for what gives no rows. */
enum x12_status edi_db_run(struct edi_query *q) X12_MUST_USE;

/* The same, and what is bound stays bound: for row after row. */
enum x12_status edi_db_again(struct edi_query *q) X12_MUST_USE;

/* Columns count from 0; text is valid until the next step. */
x12_str edi_db_text(const struct edi_query *q, int column);
x12_str edi_db_blob(const struct edi_query *q, int column);
int64_t edi_db_int(const struct edi_query *q, int column);
bool edi_db_is_null(const struct edi_query *q, int column);

/* Of the row put in last. */
int64_t edi_db_last_id(const struct edi_db *db);

#endif
