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

/* Files that are taken in one after the other, and what is right then. */
struct story {
    char files[4][128];
    const char *query;
    int64_t right;
};

/* Opens a store and takes all files in; gives what the query finds. */
static enum x12_status try(const struct story *story, int64_t *found)
{
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };
    enum x12_status status;

    status = edi_store_open(&store, ":memory:", EDI_DB_CREATE, &err);
    for (size_t i = 0; i < 4 && *story->files[i] && status == X12_OK; i++)
        status = take(&store, story->files[i], &err);
    fails_at = -1;
    if (status == X12_OK) {
        struct edi_query *q = edi_db_query(&store.db, story->query);

        status = edi_db_step(q);
        if (status == X12_OK)
            *found = edi_db_int(q, 0);
        edi_db_end(q);
    }
    if (status != X12_OK && !err.text[0])
        fail_msg("a failure without a word");
    edi_store_close(&store);
    return status;
}

static void fail_everywhere(const struct story *story)
{
    int64_t found = 0, all, tries = getenv("EDI_SOAK") ? TRIES : TRIES_QUICK;
    int64_t failed = 0, before;

    counted = 0;
    assert_int_equal(try(story, &found), X12_OK);
    assert_int_equal(found, story->right);
    all = counted;
    before = held; /* what SQLite keeps while no store is open */
    for (int64_t i = 0; i < tries; i++) {
        enum x12_status status;
        int64_t at = draw(all);

        counted = 0;
        found = 0;
        fails_at = at;
        status = try(story, &found);
        if (status == X12_OK && found != story->right)
            fail_msg("allocation %d: a wrong store and no word", (int)at);
        failed += status != X12_OK;
        if (held != before)
            fail_msg("allocation %d: memory is lost", (int)at);
    }
    assert_true(failed > tries / 2);
}

static void story_put(struct desk *desk, struct story *story, size_t at)
{
    const char name[] = { (char)('a' + at), '\0' };

    snprintf(story->files[at], sizeof(story->files[at]), "%s",
             desk_file(desk, name));
}

static void story_open(struct desk *desk, struct story *story)
{
    desk_open(desk);
    edi_store_close(&desk->store);
    desk_claims(desk, "000000001", "20250106",
                "PCN001 100 20250102;PCN002 50 20250103");
    story_put(desk, story, 0);
}

static void every_allocation_of_sqlite_may_fail(void **state)
{
    struct story story = {
        .query = "SELECT count(*) FROM match WHERE confidence = 1", .right = 2
    };
    static struct desk desk;

    (void)state;
    story_open(&desk, &story);
    desk_payments(&desk, "000000900", "20250120",
                  "PCN001 ICN1 1 100 70 20250102 CO*45*30;"
                  "PCN002 ICN2 1 50 0 20250103 CO*50*50");
    story_put(&desk, &story, 1);
    fail_everywhere(&story);
    desk_close(&desk);
}

/* TA1, 999 and 277CA: one claim is accepted (2), the other rejected (3). */
static void every_allocation_may_fail_while_answers_are_taken_in(void **state)
{
    static const char *const answers[] = {
        "TA1*000000001*250106*0900*A*000~\n",
        "AK1*HC*1*005010X222A1~\nAK2*837*0001*005010X222A1~\nIK5*A~\n"
        "AK9*A*1*1*1~\n",
        "STC*A1:19:PR*20250108*WQ*150~\nHL*3*2*19*1~\n"
        "NM1*85*2*RIVER PRACTICE*****XX*1234567893~\nHL*4*3*PT~\n"
        "NM1*QC*1*TORENDAL*IRENE****MI*XEH00001234~\nTRN*2*PCN001~\n"
        "STC*A2:20:PR*20250108*WQ*100~\nHL*5*3*PT~\n"
        "NM1*QC*1*TORENDAL*IRENE****MI*XEH00001234~\nTRN*2*PCN002~\n"
        "STC*A7:562:85*20250108*U*50~\n",
    };
    struct story story = {
        .query = "SELECT sum(state * 10 + claim) FROM standing", .right = 53
    };
    static struct desk desk;

    (void)state;
    story_open(&desk, &story);
    for (size_t i = 0; i < 3; i++) {
        char isa[16];

        snprintf(isa, sizeof(isa), "%09zu", 501 + i);
        desk_answer(&desk, isa, "20250108", "000000001", answers[i]);
        story_put(&desk, &story, 1 + i);
    }
    fail_everywhere(&story);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_of_sqlite_may_fail),
        cmocka_unit_test(every_allocation_may_fail_while_answers_are_taken_in),
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
