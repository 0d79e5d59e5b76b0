/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An ingest that is killed at any point, and run again until it ends, leaves the
 * store that an undisturbed run leaves: every table, row by row.
 */
#include "edi/report/report_matches.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    KILLS = 60,
    KILLS_QUICK = 3,
    CLAIMS_A_FILE = 80,
    FILES = 3, /* of claims, and as many of each that answers them */
    KINDS = 5, /* claims, TA1, 999, 277CA, payments */
    TEXT = 1 << 20,
};

static uint64_t seed = 20260115;

static uint64_t draw(uint64_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % below;
}

static char paths[KINDS * FILES][128];

static void keep(struct desk *desk, size_t at, const char *name)
{
    snprintf(paths[at], sizeof(paths[at]), "%s", desk_file(desk, name));
}

/* The n-th file of a kind: what desk->text holds. */
static void keep_kind(struct desk *desk, int kind, int n)
{
    const char name[] = { (char)('a' + kind), (char)('0' + n), '\0' };

    keep(desk, (size_t)(kind * FILES + n), name);
}

/* A TA1 and a 999 that take the claims of a file in; a 277CA that rejects every
 * tenth of them. */
static void make_answers(struct desk *desk, const char *of, int n)
{
    static char lines[DESK_TEXT];
    char isa[16];
    size_t len;

    snprintf(isa, sizeof(isa), "%09d", n + 301);
    snprintf(lines, sizeof(lines), "TA1*%s*250106*0900*A*000~\n", of);
    desk_answer(desk, isa, "20250107", of, lines);
    keep_kind(desk, 1, n);
    snprintf(isa, sizeof(isa), "%09d", n + 401);
    desk_answer(desk, isa, "20250107", of,
                "AK1*HC*1*005010X222A1~\nAK2*837*0001*005010X222A1~\nIK5*A~\n"
                "AK9*A*1*1*1~\n");
    keep_kind(desk, 2, n);
    snprintf(isa, sizeof(isa), "%09d", n + 501);
    len = (size_t)snprintf(lines, sizeof(lines),
                           "STC*A1:19:PR*20250108*WQ*8000~\nHL*3*2*19*1~\n"
                           "NM1*85*2*RIVER PRACTICE*****XX*1234567893~\n");
    for (int j = 0; j < CLAIMS_A_FILE; j++)
        len += (size_t)snprintf(
            lines + len, sizeof(lines) - len,
            "HL*%d*3*PT~\nNM1*QC*1*TORENDAL*IRENE****MI*XEH00001234~\n"
            "TRN*2*PCN%04d~\nSTC*%s*20250108*%s*100~\n",
            4 + j, n * CLAIMS_A_FILE + j, j % 10 ? "A2:20:PR" : "A7:562:85",
            j % 10 ? "WQ" : "U");
    desk_answer(desk, isa, "20250108", of, lines);
    keep_kind(desk, 3, n);
}

static void make_files(struct desk *desk)
{
    static char lines[DESK_TEXT];

    for (int i = 0; i < FILES; i++) {
        char isa[16];
        size_t len = 0;

        snprintf(isa, sizeof(isa), "%09d", i + 1);
        for (int j = 0; j < CLAIMS_A_FILE; j++)
            len += (size_t)snprintf(lines + len, sizeof(lines) - len,
                                    "%sPCN%04d 100 20250102", j ? ";" : "",
                                    i * CLAIMS_A_FILE + j);
        desk_claims(desk, isa, "20250106", lines);
        keep_kind(desk, 0, i);
        make_answers(desk, isa, i);
        snprintf(isa, sizeof(isa), "%09d", i + 901);
        len = 0;
        for (int j = 0; j < CLAIMS_A_FILE; j++)
            len += (size_t)snprintf(
                lines + len, sizeof(lines) - len,
                "%sPCN%04d ICN%d 1 100 70 20250102 CO*45*30", j ? ";" : "",
                i * CLAIMS_A_FILE + j + 20, i * CLAIMS_A_FILE + j);
        desk_payments(desk, isa, "20250120", lines);
        keep_kind(desk, 4, i);
    }
}

/* One run over all files, as the program does it. */
static void run(const char *store_path)
{
    const struct edi_ingest_options options = { .taken = "2025-02-01T00:00:00Z",
                                                .rules = &edi_denial_shipped };
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };

    if (edi_store_open(&store, store_path, EDI_DB_CREATE, &err) != X12_OK)
        _exit(2);
    for (size_t i = 0; i < KINDS * FILES; i++) {
        struct x12_source src = { 0 };
        struct edi_ingested told;

        if (x12_source_open_file(&src, paths[i], &err) != X12_OK ||
            edi_ingest(&store, paths[i], &src, &options, &told) != X12_OK)
            _exit(2);
    }
    edi_store_close(&store);
    _exit(0);
}

/* True when it ended by itself within so many microseconds. */
static bool run_for(const char *store_path, uint64_t microseconds, bool kill_it)
{
    struct timespec wait = { (time_t)(microseconds / 1000000),
                             (long)(microseconds % 1000000) * 1000 };
    pid_t child = fork();
    int status;

    assert_true(child >= 0);
    if (child == 0)
        run(store_path);
    if (kill_it) {
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status)) {
        assert_int_equal(WTERMSIG(status), SIGKILL);
        return false;
    }
    assert_int_equal(WEXITSTATUS(status), 0);
    return true;
}

/* Every row of every table as text. */
static void dump(const char *path, struct x12_sink *into)
{
    static const char *const tables[] = {
        "SELECT id, name, hex(digest), hex(content), kind, bytes, taken FROM"
        " file ORDER BY id",
        "SELECT id, file, control, sender, receiver, day, time FROM"
        " interchange ORDER BY id",
        "SELECT id, interchange, control, kind, sent, reference, 0 FROM"
        " claim_set ORDER BY id",
        "SELECT id, claim_set, ordinal, number, bare, charge, hex(lines) FROM"
        " claim ORDER BY id",
        "SELECT id, interchange, control, first_payment, payments, paid,"
        " hex(body) FROM remittance ORDER BY id",
        "SELECT id, remittance, ordinal, number, icn, paid, hex(details) FROM"
        " payment ORDER BY id",
        "SELECT id, interchange, ordinal, verdict, code, number, hex(details)"
        " FROM ack ORDER BY id",
        "SELECT ack, interchange, claim_set, claim, 0, 0, 0 FROM acked"
        " ORDER BY ack",
        "SELECT payment, claim, rule, confidence, outcome, live, hex(details)"
        " FROM match ORDER BY payment",
        "SELECT claim, state, paid, balance, last, payments, 0 FROM standing"
        " ORDER BY claim",
    };
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };

    assert_int_equal(edi_store_open(&store, path, EDI_DB_EXISTING, &err),
                     X12_OK);
    for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
        struct edi_query *q = edi_db_query(&store.db, tables[i]);

        while (edi_db_step(q) == X12_OK)
            for (int column = 0; column < 7; column++) {
                assert_int_equal(
                    x12_sink_write(into, edi_db_text(q, column), &err), X12_OK);
                assert_int_equal(x12_sink_write(into, X12_STR("|"), &err),
                                 X12_OK);
            }
        edi_db_end(q);
    }
    if (err.status != X12_OK)
        fail_msg("%s", err.text);
    edi_store_close(&store);
}

static void expect_same(const char *path, struct x12_sink *want)
{
    struct x12_sink got = { 0 };
    struct x12_error err = { 0 };

    assert_int_equal(x12_sink_open_memory(&got, TEXT, &err), X12_OK);
    dump(path, &got);
    assert_true(x12_sink_memory(&got).len > 10000);
    assert_true(x12_str_equal(x12_sink_memory(&got), x12_sink_memory(want)));
    x12_sink_close(&got);
}

static void forget(const char *path)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    char name[160];

    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof(name), "%s%s", path, ends[i]);
        unlink(name);
    }
}

static uint64_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static void leaves_what_an_undisturbed_run_leaves(void **state)
{
    static struct desk desk;
    char quiet[64], killed[64];
    struct x12_sink want = { 0 };
    unsigned kills = 0, most = getenv("EDI_SOAK") ? KILLS : KILLS_QUICK;
    uint64_t took;

    (void)state;
    desk_open(&desk);
    make_files(&desk);
    snprintf(quiet, sizeof(quiet), "%s/quiet.db", desk.folder);
    snprintf(killed, sizeof(killed), "%s/killed.db", desk.folder);
    took = now();
    assert_true(run_for(quiet, 0, false));
    took = now() - took;
    assert_int_equal(x12_sink_open_memory(&want, TEXT, &desk.err), X12_OK);
    dump(quiet, &want);
    while (kills < most) {
        /* The later a kill, the more is in the store already. */
        kills += !run_for(killed, draw(took), true);
        if (draw(4))
            continue;
        assert_true(run_for(killed, 0, false));
        expect_same(killed, &want);
        forget(killed);
    }
    assert_true(run_for(killed, 0, false));
    expect_same(killed, &want);
    x12_sink_close(&want);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_what_an_undisturbed_run_leaves),
    };

    return cmocka_run_group_tests_name("ingest_killed", tests, NULL, NULL);
}
