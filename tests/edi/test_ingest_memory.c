/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any allocation of SQLite may fail while a store is opened and a file is taken
 * in: that ends in an error, or the store is right, and nothing is lost.
 */
#include "tests/support/cm.h"
#include "tests/support/desk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { TRIES = 1000, TRIES_QUICK = 50 };

static sqlite3_mem_methods plain;
static int64_t counted, fails_at = -1, held;

static bool fails_now(void)
{
    return counted++ == fails_at;
}

static void *failing_get(int size)
{
    void *at = fails_now() ? NULL : plain.xMalloc(size);

    held += at != NULL;
    return at;
}

static void failing_give(void *at)
{
    held -= at != NULL;
    plain.xFree(at);
}

static void *failing_grow(void *old, int size)
{
    return fails_now() ? NULL : plain.xRealloc(old, size);
}

static uint64_t seed = 20260115;

static int64_t draw(int64_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (int64_t)(seed % (uint64_t)below);
}

static enum x12_status take(struct edi_store *store, const char *path,
                            struct x12_error *err)
{
    const struct edi_ingest_options options = { .taken = "2025-02-01T00:00:00Z",
                                                .rules = &edi_denial_shipped };
    struct x12_source src = { 0 };
    struct edi_ingested told;
    enum x12_status status = x12_source_open_file(&src, path, err);

    if (status == X12_OK)
        status = edi_ingest(store, path, &src, &options, &told);
    x12_source_close(&src);
    return status;
}

/* Opens a store and takes both files in; gives how many matches there are. */
static enum x12_status try(const char *claims, const char *payments,
                           int64_t *matches)
{
    static const char COUNT[] = "SELECT count(*) FROM match"
                                " WHERE confidence = 1";
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };
    enum x12_status status;

    status = edi_store_open(&store, ":memory:", EDI_DB_CREATE, &err);
    if (status == X12_OK)
        status = take(&store, claims, &err);
    if (status == X12_OK)
        status = take(&store, payments, &err);
    fails_at = -1;
    if (status == X12_OK) {
        struct edi_query *q = edi_db_query(&store.db, COUNT);

        status = edi_db_step(q);
        if (status == X12_OK)
            *matches = edi_db_int(q, 0);
        edi_db_end(q);
    }
    if (status != X12_OK && !err.text[0])
        fail_msg("a failure without a word");
    edi_store_close(&store);
    return status;
}

static void every_allocation_of_sqlite_may_fail(void **state)
{
    static struct desk desk;
    char claims[128], payments[128];
    int64_t matches = 0, all, tries = getenv("EDI_SOAK") ? TRIES : TRIES_QUICK;
    int64_t failed = 0, before;

    (void)state;
    desk_open(&desk);
    edi_store_close(&desk.store);
    desk_claims(&desk, "000000001", "20250106",
                "PCN001 100 20250102;PCN002 50 20250103");
    snprintf(claims, sizeof(claims), "%s", desk_file(&desk, "a"));
    desk_payments(&desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30;"
                  "PCN002 ICN2 1 50 0 20250103 CO*50*50");
    snprintf(payments, sizeof(payments), "%s", desk_file(&desk, "b"));
    counted = 0;
    assert_int_equal(try(claims, payments, &matches), X12_OK);
    assert_int_equal(matches, 2);
    all = counted;
    before = held; /* what SQLite keeps while no store is open */
    for (int64_t i = 0; i < tries; i++) {
        enum x12_status status;
        int64_t at = draw(all);

        counted = 0;
        matches = 0;
        fails_at = at;
        status = try(claims, payments, &matches);
        if (status == X12_OK && matches != 2)
            fail_msg("allocation %d: a wrong store and no word", (int)at);
        failed += status != X12_OK;
        if (held != before)
            fail_msg("allocation %d: memory is lost", (int)at);
    }
    assert_true(failed > tries / 2);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_of_sqlite_may_fail),
    };
    sqlite3_mem_methods failing;

    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain) != SQLITE_OK)
        return 1;
    failing = plain;
    failing.xMalloc = failing_get;
    failing.xRealloc = failing_grow;
    failing.xFree = failing_give;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &failing) != SQLITE_OK)
        return 1;
    return cmocka_run_group_tests_name("ingest_memory", tests, NULL, NULL);
}
