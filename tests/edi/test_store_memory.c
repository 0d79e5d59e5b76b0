/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One allocation of SQLite's fails, wherever it is, while claims are generated
 * and taken in: a clear error or none, nothing half-done and nothing lost.
 */
#include "edi/jobs/job_generate.h"
#include "edi/jobs/outbox_ingest.h"
#include "tests/support/cm.h"
#include "tests/support/failing_sqlite.h"
#include "tests/support/small_claim.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

enum { TRIES = 50, TRIES_SOAK = 1000, CLAIMS = 6, A_SET = 3 };

static char path[] = "/tmp/edi-memory-XXXXXX";

/* The store is a file, so that what a run has kept can be looked at. */
static int store_make(void **state)
{
    int fd = mkstemp(path);

    (void)state;
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}

static void store_clear(void)
{
    static const char *const tails[] = { "", "-wal", "-shm" };
    char name[64];

    for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
        x12_str_put(x12_str_from(path), name, sizeof(name));
        x12_str_put(x12_str_from(tails[i]), name + strlen(name), 8);
        unlink(name);
    }
}

static int store_drop(void **state)
{
    (void)state;
    store_clear();
    return 0;
}

/* Opens, generates two files, takes both in, closes. */
static enum x12_status work(struct x12_error *err)
{
    const struct edi_ingest_options how = { .taken = "2024-01-31T09:05:01Z",
                                            .rules = &edi_denial_shipped };
    struct edi_partners partners = { 0 };
    struct edi_generate_options options = {
        .partners = &partners, .again = true, .today = 20240131, .now = 90501
    };
    struct edi_store store = { 0 };
    struct edi_generate g;
    struct small_claim small;
    enum x12_status status = edi_store_open(&store, path, EDI_DB_CREATE, err);

    small_partner_put(&partners, "/nowhere");
    partners.at[0].claims_per_set = A_SET;
    small_claim_fill(&small, EDI_PROFESSIONAL, "PCN1", 12550);
    edi_generate_begin(&g, &store, &options, err);
    for (int i = 0; i < CLAIMS && status == X12_OK; i++)
        status = edi_generate_claim(&g, &small.claim);
    status = edi_generate_end(&g, status);
    for (size_t i = 0; i < g.batch_count && status == X12_OK; i++)
        status = edi_outbox_ingest(&store, &g.batches[i], &how);
    edi_generate_release(&g);
    edi_store_close(&store);
    edi_partners_release(&partners);
    return status;
}

static int64_t ask(struct edi_store *store, const char *sql)
{
    struct edi_query *q = edi_db_query(&store->db, sql);
    int64_t n = -1;

    if (edi_db_step(q) == X12_OK)
        n = edi_db_int(q, 0);
    edi_db_end(q);
    return n;
}

/* Both files or neither; each file that was taken in with its claims. */
static void check(bool all)
{
    static const char BATCHES[] = "SELECT count(*) FROM batch WHERE state = 2";
    static const char OTHERS[] = "SELECT count(*) FROM batch WHERE state <> 2";
    static const char NUMBERS[] =
        "SELECT coalesce(max(last), 0) FROM control_number";
    static const char FILES[] = "SELECT count(*) FROM file";
    static const char TAKEN[] = "SELECT count(*) FROM claim";
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };
    int64_t batches, files;

    assert_int_equal(edi_store_open(&store, path, EDI_DB_CREATE, &err), X12_OK);
    batches = ask(&store, BATCHES);
    files = ask(&store, FILES);
    assert_true(batches == 0 || batches == CLAIMS / A_SET);
    assert_int_equal(ask(&store, OTHERS), 0);
    assert_int_equal(ask(&store, NUMBERS), batches);
    assert_true(files <= batches);
    assert_int_equal(ask(&store, TAKEN), files * A_SET);
    if (all)
        assert_int_equal(files, CLAIMS / A_SET);
    assert_int_equal(err.status, X12_OK);
    edi_store_close(&store);
}

static void any_allocation_of_sqlite_may_fail(void **state)
{
    const int tries = getenv("EDI_SOAK") ? TRIES_SOAK : TRIES;
    struct x12_error err = { 0 };
    uint32_t seed = 20240131;
    int failed = 0;
    long all;

    (void)state;
    store_clear();
    failing_sqlite_at(-1);
    assert_int_equal(work(&err), X12_OK);
    all = failing_sqlite_off();
    assert_true(all > 100);
    check(true);
    for (int i = 0; i < tries; i++) {
        enum x12_status status;

        seed = seed * 1664525 + 1013904223;
        err = (struct x12_error){ 0 };
        store_clear();
        failing_sqlite_at((long)(seed >> 8) % all);
        status = work(&err);
        failing_sqlite_off();
        if (status != X12_OK) {
            assert_true(status == X12_ENOMEM || status == X12_EIO);
            assert_true(err.text[0] != '\0');
            failed++;
        }
        assert_int_equal(sqlite3_memory_used(), 0);
        check(status == X12_OK);
    }
    assert_true(failed > tries / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_allocation_of_sqlite_may_fail,
                                        store_make, store_drop),
    };

    if (!failing_sqlite_install())
        return 1;
    return cmocka_run_group_tests_name("store_memory", tests, NULL, NULL);
}
