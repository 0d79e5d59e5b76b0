/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fetching from a real sshd: what is there is taken in once, however the run
 * ended, and nothing goes there before it is in the store.
 */
#include "edi/jobs/job_receive.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"
#include "tests/support/sshd.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KILLS = 15, KILLS_SOAK = 500, FILES = 3 };

struct mail {
    struct sshd server;
    struct desk desk; /* a folder and a store */
    struct edi_partners partners;
    struct edi_receive receive;
    char archive[64], store[64];
    bool now;
};

static void mail_open(struct mail *m, enum edi_after after)
{
    *m = (struct mail){ .archive = "" };
    desk_open(&m->desk);
    sshd_open(&m->server, "ed25519", "");
    sshd_key(&m->server, "ed25519", true);
    sshd_partner(&m->server, &m->partners);
    m->partners.at[0].receive_folder = m->server.drop;
    m->partners.at[0].after_receive = after;
    snprintf(m->archive, sizeof(m->archive), "%s/archive", m->server.base);
    snprintf(m->store, sizeof(m->store), "%s/edi.db", m->server.base);
}

static void mail_clear(const struct mail *m)
{
    pid_t pid = fork();

    if (pid == 0) {
        execlp("rm", "rm", "-rf", m->archive, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void mail_close(struct mail *m)
{
    edi_receive_end(&m->receive);
    edi_partners_release(&m->partners);
    mail_clear(m);
    desk_close(&m->desk);
    sshd_close(&m->server);
}

/* Lays `len` bytes of text into their folder. */
static void mail_lay(struct mail *m, const char *name, const char *text,
                     size_t len)
{
    char path[SSHD_PATH + 32];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", m->server.drop, name);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

/* Three files, each with a claim of its own. */
static void mail_lay_all(struct mail *m)
{
    for (unsigned i = 1; i <= FILES; i++) {
        char isa[12], claim[40], name[16];

        snprintf(isa, sizeof(isa), "%09u", i);
        snprintf(claim, sizeof(claim), "PCN%u 100 20240105", i);
        snprintf(name, sizeof(name), "in-%u.x12", i);
        desk_claims(&m->desk, isa, "20240110", claim);
        mail_lay(m, name, m->desk.text, strlen(m->desk.text));
    }
}

static void begin(struct mail *m)
{
    static const struct edi_ingest_options ingest = {
        .taken = "2024-02-01T00:00:00Z"
    };
    const struct edi_receive_options options = {
        .partners = &m->partners,
        .now = m->now,
        .archive = { m->archive, "2024-02-01T00:00:00Z" },
        .ingest = &ingest,
    };

    edi_receive_end(&m->receive);
    edi_receive_begin(&m->receive, &m->desk.store, &options, &m->desk.err);
}

/* A whole run; how many of its files had the verdict. */
static unsigned run(struct mail *m, enum edi_receive_verdict verdict)
{
    unsigned found = 0;
    enum x12_status status;

    begin(m);
    while ((status = edi_receive_next(&m->receive)) == X12_OK)
        found += m->receive.verdict == verdict;
    if (status != X12_END)
        fail_msg("%s", m->desk.err.text);
    return found;
}

static void what_is_there_is_taken_in_once(void **state)
{
    struct mail m;

    (void)state;
    mail_open(&m, EDI_AFTER_KEEP);
    mail_lay_all(&m);
    mail_lay(&m, "again.x12", m.desk.text, strlen(m.desk.text));
    mail_lay(&m, "letter.txt", "Dear customer", 13);
    begin(&m);
    assert_int_equal(run(&m, EDI_RECEIVE_TAKEN), FILES);
    assert_int_equal(desk_ask(&m.desk, "SELECT count(*) FROM claim"), FILES);
    assert_int_equal(desk_ask(&m.desk, "SELECT count(*) FROM received"),
                     FILES + 2);
    begin(&m);
    assert_int_equal(edi_receive_next(&m.receive), X12_END);
    assert_int_equal(sshd_names(&m.server), FILES + 2);
    mail_close(&m);
}

static void what_is_cut_off_is_left_for_the_next_run(void **state)
{
    struct mail m;

    (void)state;
    mail_open(&m, EDI_AFTER_DELETE);
    desk_claims(&m.desk, "000000001", "20240110", "PCN1 100 20240105");
    mail_lay(&m, "a.x12", m.desk.text, strlen(m.desk.text) - 30);
    assert_int_equal(run(&m, EDI_RECEIVE_CUT), 1);
    assert_int_equal(sshd_names(&m.server), 1);
    mail_lay(&m, "a.x12", m.desk.text, strlen(m.desk.text));
    assert_int_equal(run(&m, EDI_RECEIVE_TAKEN), 1);
    assert_int_equal(sshd_names(&m.server), 0);
    mail_close(&m);
}

static void odd_names_and_links_stop_nothing_else(void **state)
{
    char link[SSHD_PATH + 16];
    struct mail m;

    (void)state;
    mail_open(&m, EDI_AFTER_DELETE);
    mail_lay_all(&m);
    mail_lay(&m, "two\nlines", "ISA", 3);
    mail_lay(&m, "back\\slash", "ISA", 3);
    mail_lay(&m, ".hidden", "ISA", 3);
    snprintf(link, sizeof(link), "%s/link", m.server.drop);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    begin(&m);
    assert_int_equal(run(&m, EDI_RECEIVE_REFUSED), 3);
    assert_int_equal(desk_ask(&m.desk, "SELECT count(*) FROM claim"), FILES);
    assert_int_equal(sshd_names(&m.server), 4); /* none of ours to delete */
    begin(&m);
    assert_int_equal(edi_receive_next(&m.receive), X12_END);
    mail_close(&m);
}

/* Of ten thousand names those that are known cost one look, and no other is
 * overlooked. */
static void a_folder_may_be_large(void **state)
{
    static const char known[] =
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n"
        " WHERE i < 9999) INSERT INTO received SELECT 'hub',"
        " printf('old-%05d', i), 3, 1700000000, x'', '2024-01-01', 1 FROM n";
    const struct timespec when[2] = { { 1700000000, 0 }, { 1700000000, 0 } };
    char name[32], path[SSHD_PATH + 32];
    struct mail m;

    (void)state;
    mail_open(&m, EDI_AFTER_KEEP);
    mail_lay_all(&m);
    for (unsigned i = 0; i < 10000; i++) {
        snprintf(name, sizeof(name), "old-%05u", i);
        snprintf(path, sizeof(path), "%s/%s", m.server.drop, name);
        mail_lay(&m, name, "ISA", 3);
        assert_int_equal(utimensat(AT_FDCWD, path, when, 0), 0);
    }
    assert_int_equal(edi_db_script(&m.desk.store.db, known), X12_OK);
    assert_int_equal(run(&m, EDI_RECEIVE_TAKEN), FILES);
    begin(&m);
    assert_int_equal(edi_receive_next(&m.receive), X12_END);
    mail_close(&m);
}

/* ---- a wire that is cut or slow ---- */

/* The same partner, by the wire. */
static void mail_wire(struct mail *m, struct wire *wire, unsigned port,
                      const struct wire_how *how)
{
    const struct edi_partner before = m->partners.at[0];
    char own[SSHD_PATH + 4];

    edi_receive_end(&m->receive);
    snprintf(own, sizeof(own), "%s.pub", m->server.host_key);
    wire_open_as(wire, port, how);
    sshd_know(&m->server, wire->port, own);
    edi_partners_release(&m->partners);
    sshd_partner(&m->server, &m->partners);
    m->partners.at[0].receive_folder = before.receive_folder;
    m->partners.at[0].after_receive = before.after_receive;
}

/* Forty claims in one file. */
static void mail_lay_long(struct mail *m)
{
    static char claims[40 * 40];
    size_t len = 0;

    for (unsigned i = 0; i < 40; i++)
        len += (size_t)snprintf(claims + len, sizeof(claims) - len,
                                "%sPCN%u 100 20240105", i ? ";" : "", i);
    desk_claims(&m->desk, "000000001", "20240110", claims);
    mail_lay(m, "in.x12", m->desk.text, strlen(m->desk.text));
}

/* Cut at each tenth of what comes: told, nothing of it is kept, and it stays
 * there until it came whole. */
static void a_connection_that_is_cut_leaves_all_for_the_next_run(void **state)
{
    const struct wire_how whole = { 0 };
    struct mail m;
    struct wire wire;
    uint64_t back;
    unsigned port, failed = 0;

    (void)state;
    mail_open(&m, EDI_AFTER_KEEP);
    port = m.server.port;
    mail_lay_long(&m);
    mail_wire(&m, &wire, port, &whole);
    assert_int_equal(run(&m, EDI_RECEIVE_TAKEN), 1);
    edi_receive_end(&m.receive);
    wire_close(&wire);
    back = wire.back;
    edi_store_close(&m.desk.store);
    assert_int_equal(
        edi_store_open(&m.desk.store, ":memory:", EDI_DB_CREATE, &m.desk.err),
        X12_OK);
    m.partners.at[0].after_receive = EDI_AFTER_DELETE;
    for (unsigned tenth = 1; tenth < 10; tenth++) {
        const struct wire_how cut = { .back = back * tenth / 10 };

        mail_wire(&m, &wire, port, &cut);
        m.now = true; /* and not as the tenth failure in a row */
        failed += run(&m, EDI_RECEIVE_FAILED);
        edi_receive_end(&m.receive);
        wire_close(&wire);
        if (failed == tenth)
            assert_int_equal(desk_ask(&m.desk, "SELECT count(*) FROM claim"),
                             0);
        if (failed == tenth)
            assert_int_equal(sshd_names(&m.server), 1);
    }
    assert_true(failed >= 8); /* behind the last byte of the file it may end */
    mail_wire(&m, &wire, port, &whole);
    run(&m, EDI_RECEIVE_TAKEN);
    assert_int_equal(desk_ask(&m.desk, "SELECT count(*) FROM claim"), 40);
    assert_int_equal(desk_ask(&m.desk, "SELECT count(*) FROM received"), 1);
    assert_int_equal(sshd_names(&m.server), 0);
    edi_receive_end(&m.receive);
    wire_close(&wire);
    mail_close(&m);
}

static void a_server_that_stalls_is_given_up(void **state)
{
    const struct wire_how stalls = { .back = 6000, .dead = true };
    struct mail m;
    struct wire wire;
    time_t start;

    (void)state;
    mail_open(&m, EDI_AFTER_DELETE);
    mail_lay_long(&m);
    mail_wire(&m, &wire, m.server.port, &stalls);
    m.partners.at[0].timeout = 1;
    start = time(NULL);
    begin(&m);
    assert_int_equal(edi_receive_next(&m.receive), X12_OK);
    assert_int_equal(m.receive.verdict, EDI_RECEIVE_FAILED);
    assert_int_equal(m.receive.trouble, EDI_TROUBLE_UNREACHABLE);
    assert_non_null(strstr(m.receive.why, "no answer in time"));
    assert_true(time(NULL) - start <= 8);
    assert_int_equal(sshd_names(&m.server), 1);
    edi_receive_end(&m.receive);
    wire_close(&wire);
    mail_close(&m);
}

/* A whole run in another process, killed after so many microseconds; 0: not. */
static void run_killed(struct mail *m, long after)
{
    struct edi_store *store = &m->desk.store;
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
        if (edi_store_open(store, m->store, EDI_DB_CREATE, &m->desk.err) ==
            X12_OK)
            run(m, EDI_RECEIVE_TAKEN);
        edi_receive_end(&m->receive);
        edi_store_close(store);
        _exit(0);
    }
    if (after) {
        const struct timespec wait = { after / 1000000,
                                       after % 1000000 * 1000 };

        nanosleep(&wait, NULL);
        kill(pid, SIGKILL);
    }
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void killed_at_any_moment_all_is_taken_in_once(void **state)
{
    const int kills = getenv("EDI_SOAK") ? KILLS_SOAK : KILLS;
    struct timespec start, end;
    unsigned mix = 20260115, undone = 0;
    long took = 0;
    struct mail m;

    (void)state;
    mail_open(&m, EDI_AFTER_DELETE);
    edi_store_close(&m.desk.store);
    for (int i = 0; i <= kills; i++) {
        mail_clear(&m);
        unlink(m.store);
        mail_lay_all(&m);
        clock_gettime(CLOCK_MONOTONIC, &start);
        mix = mix * 1103515245 + 12345;
        run_killed(&m, i ? 1 + (long)(mix >> 8) % took : 0);
        clock_gettime(CLOCK_MONOTONIC, &end);
        if (i == 0)
            took = (end.tv_sec - start.tv_sec) * 1000000 +
                   (end.tv_nsec - start.tv_nsec) / 1000;
        undone += sshd_names(&m.server) > 0;
        assert_int_equal(
            edi_store_open(&m.desk.store, m.store, EDI_DB_CREATE, &m.desk.err),
            X12_OK);
        run(&m, EDI_RECEIVE_TAKEN);
        assert_int_equal(desk_ask(&m.desk, "SELECT count(*) FROM claim"),
                         FILES);
        assert_int_equal(desk_ask(&m.desk, "SELECT count(*) FROM received"),
                         FILES);
        assert_int_equal(sshd_names(&m.server), 0);
        edi_receive_end(&m.receive);
        edi_store_close(&m.desk.store);
    }
    print_message("%d kills in %ld us: %u left something to do\n", kills, took,
                  undone);
    assert_true(undone > 0);
    mail_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_there_is_taken_in_once),
        cmocka_unit_test(what_is_cut_off_is_left_for_the_next_run),
        cmocka_unit_test(odd_names_and_links_stop_nothing_else),
        cmocka_unit_test(a_folder_may_be_large),
        cmocka_unit_test(a_connection_that_is_cut_leaves_all_for_the_next_run),
        cmocka_unit_test(a_server_that_stalls_is_given_up),
        cmocka_unit_test(killed_at_any_moment_all_is_taken_in_once),
    };

    return cmocka_run_group_tests_name("receive_sftp", tests, NULL, NULL);
}
