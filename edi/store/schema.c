/* SPDX-License-Identifier: Apache-2.0 */
/* schema - tables by version, one migration a version */
#include "edi/store/schema.h"

#include "edi/store/schema_private.h"

enum { SCHEMA_APPLICATION = 1162105137 }; /* "EDI1" */

/* In order. A store of version n has been through the first n. */
static const struct schema_step {
    const char *const *scripts;
    const char *done; /* the version that the store has then */
} schema_steps[] = {
    { edi_schema_1, "PRAGMA user_version = 1" },
    { edi_schema_2, "PRAGMA user_version = 2" },
};

unsigned edi_schema_newest(void)
{
    return sizeof(schema_steps) / sizeof(schema_steps[0]);
}

/* One number that a query without parameters gives. */
static enum x12_status schema_ask(struct edi_db *db, const char *sql,
                                  int64_t *out)
{
    struct edi_query *q = edi_db_query(db, sql);
    enum x12_status status = edi_db_step(q);

    if (status == X12_OK)
        *out = edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

static enum x12_status schema_version(struct edi_db *db, int64_t *version)
{
    static const char VERSION[] = "PRAGMA user_version";
    static const char APPLICATION[] = "PRAGMA application_id";
    static const char TABLES[] = "SELECT count(*) FROM sqlite_schema";
    int64_t application = 0, tables = 0;
    enum x12_status status = schema_ask(db, VERSION, version);

    if (status == X12_OK)
        status = schema_ask(db, APPLICATION, &application);
    if (status == X12_OK)
        status = schema_ask(db, TABLES, &tables);
    if (status != X12_OK)
        return status;
    if (application != SCHEMA_APPLICATION &&
        (application || *version || tables))
        return x12_fail(db->err, X12_EIO,
                        "claim store: this database is another program's");
    if (*version > (int64_t)edi_schema_newest())
        return x12_fail(db->err, X12_EMISUSE,
                        "claim store: made by a newer edi (version %d of the "
                        "store; this program knows %u)",
                        (int)*version, edi_schema_newest());
    return X12_OK;
}

static enum x12_status schema_run(struct edi_db *db,
                                  const struct schema_step *step)
{
    enum x12_status status = X12_OK;

    for (const char *const *script = step->scripts; *script && status == X12_OK;
         script++)
        status = edi_db_script(db, *script);
    return status == X12_OK ? edi_db_script(db, step->done) : status;
}

/* The version is asked again under the lock: another run may have been first. */
static enum x12_status schema_steps_from(struct edi_db *db, unsigned newest)
{
    int64_t version = 0;
    enum x12_status status = edi_db_begin(db);

    if (status == X12_OK)
        status = schema_version(db, &version);
    for (; status == X12_OK && version < (int64_t)newest; version++)
        status = schema_run(db, &schema_steps[version]);
    if (status == X12_OK)
        status = edi_db_commit(db);
    edi_db_rollback(db);
    return status;
}

enum x12_status edi_schema_migrate_to(struct edi_db *db, unsigned newest)
{
    int64_t version = 0;
    enum x12_status status = schema_version(db, &version);

    if (status == X12_OK && newest > edi_schema_newest())
        return x12_fail(db->err, X12_EMISUSE,
                        "claim store: there is no version %u", newest);
    return status == X12_OK && version < (int64_t)newest
               ? schema_steps_from(db, newest)
               : status;
}

enum x12_status edi_schema_migrate(struct edi_db *db)
{
    return edi_schema_migrate_to(db, edi_schema_newest());
}
