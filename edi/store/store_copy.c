/* SPDX-License-Identifier: Apache-2.0 */
/* store_copy - a copy of the store while others write, and the store it may become */
#include "edi/store/store_copy.h"

#include "parser/value.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

enum { COPY_PATH = 4096 };

static enum x12_status copy_fail(struct edi_store *store, const char *path)
{
    return x12_fail(store->db.err, X12_EIO, "%s: %s", path, strerror(errno));
}

/* --- made ---------------------------------------------------------------------- */

/* All pages in one step are pages of one moment; those who write go on. */
static enum x12_status copy_pages(struct edi_store *store, struct edi_db *to)
{
    sqlite3_backup *pages = sqlite3_backup_init(to->handle, "main",
                                                store->db.handle, "main");
    int code;

    if (!pages)
        return x12_fail(store->db.err, X12_EIO, "copy: %s",
                        sqlite3_errmsg(to->handle));
    code = sqlite3_backup_step(pages, -1);
    if (sqlite3_backup_finish(pages) == SQLITE_OK && code == SQLITE_DONE)
        return X12_OK;
    store->db.busy = (code & 0xFF) == SQLITE_BUSY;
    return x12_fail(store->db.err, code == SQLITE_NOMEM ? X12_ENOMEM : X12_EIO,
                    "copy: %s", sqlite3_errstr(code));
}

static enum x12_status copy_mark(struct edi_db *to, const char *when)
{
    static const char MARK[] = "INSERT INTO copied (made) VALUES (?1)";
    struct edi_query *q = edi_db_query(to, MARK);

    edi_db_bind_text(q, 1, x12_str_from(when));
    return edi_db_run(q);
}

static enum x12_status copy_check(struct edi_db *to)
{
    static const char CHECK[] = "PRAGMA quick_check(1)";
    struct edi_query *q = edi_db_query(to, CHECK);
    enum x12_status status = edi_db_step(q);

    if (status == X12_OK && !x12_str_is(edi_db_text(q, 0), "ok"))
        status = x12_fail(to->err, X12_EIO, "copy: it is damaged");
    edi_db_end(q);
    return status;
}

/* A copy is one file: nothing of SQLite's stays beside it. */
static enum x12_status copy_fill(struct edi_store *store, const char *part,
                                 const char *when)
{
    struct edi_db to = { .handle = NULL };
    enum x12_status status = edi_db_open(&to, part, EDI_DB_CREATE,
                                         store->db.err);

    if (status == X12_OK)
        status = edi_db_script(&to, "PRAGMA journal_mode = DELETE");
    if (status == X12_OK)
        status = copy_pages(store, &to);
    if (status == X12_OK)
        status = copy_mark(&to, when);
    if (status == X12_OK)
        status = copy_check(&to);
    edi_db_close(&to);
    /* its pages say that it is written ahead, as those of the store do */
    if (status == X12_OK)
        status = edi_db_open(&to, part, EDI_DB_EXISTING, store->db.err);
    if (status == X12_OK)
        status = edi_db_script(&to, "PRAGMA journal_mode = DELETE");
    edi_db_close(&to);
    return status;
}

static enum x12_status copy_sync(struct edi_store *store, const char *path,
                                 int flags)
{
    const int fd = open(path, flags | O_RDONLY | O_CLOEXEC);
    enum x12_status status = X12_OK;

    if (fd < 0)
        return copy_fail(store, path);
    if (fsync(fd) != 0 && errno != EINVAL)
        status = copy_fail(store, path);
    close(fd);
    return status;
}

static void copy_clear(const char *part)
{
    static const char *const tails[] = { "", "-wal", "-shm", "-journal" };
    char path[COPY_PATH + 16];

    for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
        snprintf(path, sizeof(path), "%s%s", part, tails[i]);
        unlink(path);
    }
}

/* By a link, so that a file that is there stands; where there are none, by a look
 * and a rename. */
static enum x12_status copy_name(struct edi_store *store, const char *part,
                                 const char *path)
{
    char folder[COPY_PATH];
    char *slash;

    if (link(part, path) == 0) {
        unlink(part);
    } else if (errno == EEXIST || access(path, F_OK) == 0 ||
               rename(part, path) != 0) {
        errno = errno ? errno : EEXIST;
        return copy_fail(store, path);
    }
    snprintf(folder, sizeof(folder), "%s", path);
    slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder] = '\0';
    return copy_sync(store, slash ? folder : ".", O_DIRECTORY);
}

enum x12_status edi_store_copy(struct edi_store *store, const char *path,
                               const char *when)
{
    char part[COPY_PATH];
    const int len = snprintf(part, sizeof(part), "%s.part", path);
    enum x12_status status;

    if (len < 0 || len >= COPY_PATH)
        return x12_fail(store->db.err, X12_EMISUSE, "the path is too long");
    if (access(path, F_OK) == 0)
        return x12_fail(store->db.err, X12_EIO,
                        "%s: is there already; nothing is overwritten", path);
    copy_clear(part);
    status = copy_fill(store, part, when);
    if (status == X12_OK)
        status = copy_sync(store, part, 0);
    if (status == X12_OK)
        status = copy_name(store, part, path);
    if (status != X12_OK)
        copy_clear(part);
    return status;
}

/* --- used ---------------------------------------------------------------------- */

enum x12_status edi_store_is_copy(struct edi_store *store,
                                  char when[EDI_COPY_TIME])
{
    static const char MADE[] = "SELECT made FROM copied ORDER BY made LIMIT 1";
    struct edi_query *q = edi_db_query(&store->db, MADE);
    enum x12_status status = edi_db_step(q);

    if (status == X12_OK)
        x12_str_put(edi_db_text(q, 0), when, EDI_COPY_TIME);
    edi_db_end(q);
    return status;
}

enum x12_status edi_store_original(struct edi_store *store)
{
    char when[EDI_COPY_TIME];
    enum x12_status status = edi_store_is_copy(store, when);

    if (status == X12_END)
        return X12_OK;
    if (status == X12_OK)
        return x12_fail(
            store->db.err, X12_EMISUSE,
            "this store is a copy of %s, numbers may have been used "
            "since: edi control --at-least N, then try again",
            when);
    return status;
}

enum x12_status edi_store_take_over(struct edi_store *store, const char *when)
{
    static const char WAITED[] =
        "UPDATE batch SET state = 10, shown = 1, changed = ?1"
        " WHERE state IN (2, 3) AND EXISTS (SELECT 1 FROM copied)";
    static const char ORIGINAL[] = "DELETE FROM copied";
    struct edi_query *q = edi_db_query(&store->db, WAITED);
    enum x12_status status;

    edi_db_bind_text(q, 1, x12_str_from(when));
    status = edi_db_run(q);
    return status == X12_OK ? edi_db_run(edi_db_query(&store->db, ORIGINAL))
                            : status;
}
