/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sending by SFTP to a real sshd: what can go wrong on the way, and where the
 * batch stands then. Each file arrives once, whole, or not at all.
 */
#include "tests/support/cm.h"
#include "tests/support/office.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CLAIMS = 400, KILLS = 15, KILLS_SOAK = 500 };

static void each_kind_of_host_key_and_user_key_does(void **state)
{
    static const char *const kinds[] = { "rsa", "ecdsa", "ed25519" };

    (void)state;
    for (unsigned host = 0; host < 3; host++) {
        struct office o;

        office_open(&o, kinds[host], "ed25519", "");
        office_store(&o, ":memory:");
        for (unsigned user = 0; user < 3; user++) {
            sshd_key(&o.server, kinds[user], true);
            office_partner(&o);
            edi_store_close(&o.store);
            office_store(&o, ":memory:");
            sshd_empty(&o.server);
            office_queue(&o, 1);
            if (office_run(&o) != EDI_BATCH_SENT)
                fail_msg("%s to %s: %s", kinds[user], kinds[host], o.send.why);
            office_arrived(&o);
        }
        office_close(&o);
    }
}

static void what_is_sent_is_not_sent_again(void **state)
{
    struct edi_batch batch;
    struct office o;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    office_queue(&o, CLAIMS);
    assert_int_equal(office_run(&o), EDI_BATCH_SENT);
    office_arrived(&o);
    sshd_empty(&o.server); /* they have taken it */
    assert_int_equal(edi_send_next(&o.send, &batch), X12_END);
    assert_int_equal(office_run(&o), EDI_BATCH_SENT);
    assert_int_equal(sshd_names(&o.server), 0);
    office_close(&o);
}

static void a_host_that_is_not_pinned_is_refused(void **state)
{
    char strange[SSHD_PATH + 4], own[SSHD_PATH + 4];
    struct office o;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    snprintf(own, sizeof(own), "%s.pub", o.server.host_key);
    snprintf(strange, sizeof(strange), "%s.pub", o.server.key);
    sshd_know(&o.server, o.server.port, strange);
    office_refused(&o, "ANOTHER HOST KEY");
    assert_non_null(strstr(o.send.why, "SHA256:"));
    assert_int_equal(truncate(o.server.known_hosts, 0), 0);
    office_refused(&o, "no host key in known_hosts");
    assert_int_equal(unlink(o.server.known_hosts), 0);
    office_refused(&o, "no such file (known_hosts)");
    sshd_know(&o.server, o.server.port, own);
    assert_int_equal(office_run(&o), EDI_BATCH_SENT);
    office_close(&o);
}

static void a_login_that_is_wrong_is_refused(void **state)
{
    struct office o;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    sshd_key(&o.server, "rsa", false);
    office_partner(&o);
    office_refused(&o, "login refused");
    assert_int_equal(chmod(o.server.key, 0644), 0);
    office_refused(&o, "chmod 600");
    assert_int_equal(unlink(o.server.key), 0);
    office_refused(&o, "No such file");
    office_close(&o);
}

/* The server's own switch, so that it holds for root, too. */
static void a_folder_that_cannot_be_written_is_refused(void **state)
{
    struct office o;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "-R");
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    office_refused(&o, "permission denied");
    office_close(&o);
}

static void a_name_that_is_taken_is_refused(void **state)
{
    char path[SSHD_PATH + 32];
    struct office o;
    FILE *file;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    snprintf(path, sizeof(path), "%s/837P-000000001.x12", o.server.drop);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs("theirs", file);
    fclose(file);
    assert_int_equal(office_run(&o), EDI_BATCH_QUEUED);
    assert_int_equal(o.send.trouble, EDI_TROUBLE_REFUSED);
    assert_non_null(strstr(o.send.why, "is there already"));
    assert_int_equal(sshd_names(&o.server), 1);
    office_close(&o);
}

static void a_port_where_nobody_listens_is_unreachable(void **state)
{
    struct office o;
    struct wire wire;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    wire_open(&wire, o.server.port, 0, false);
    wire_close(&wire);
    o.partners.at[0].port = wire.port;
    assert_int_equal(office_run(&o), EDI_BATCH_QUEUED);
    assert_int_equal(o.send.trouble, EDI_TROUBLE_UNREACHABLE);
    office_close(&o);
}

/* Cut at each tenth: whatever the run could see, the next one brings the file
 * there, once. */
static void a_connection_that_is_cut_ends_in_one_file(void **state)
{
    struct office o;
    struct wire wire;
    uint64_t whole;
    unsigned port;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    port = o.server.port;
    office_queue(&o, CLAIMS);
    office_wire(&o, &wire, port, 0, false);
    assert_int_equal(office_run(&o), EDI_BATCH_SENT);
    edi_send_end(&o.send);
    wire_close(&wire);
    whole = wire.bytes;
    for (unsigned tenth = 1; tenth < 10; tenth++) {
        enum edi_batch_state where;

        sshd_empty(&o.server);
        edi_store_close(&o.store);
        office_store(&o, ":memory:");
        office_queue(&o, CLAIMS);
        office_wire(&o, &wire, port, whole * tenth / 10, false);
        where = office_run(&o);
        if (where != EDI_BATCH_QUEUED ||
            o.send.trouble != EDI_TROUBLE_UNREACHABLE)
            fail_msg("cut at %u/10: state %d, %s", tenth, (int)where,
                     o.send.why);
        edi_send_end(&o.send);
        wire_close(&wire);
        office_wire(&o, &wire, port, 0, false);
        assert_int_equal(office_run(&o), EDI_BATCH_SENT);
        office_arrived(&o);
        edi_send_end(&o.send);
        wire_close(&wire);
    }
    office_close(&o);
}

static void a_server_that_stalls_is_given_up(void **state)
{
    struct office o;
    struct wire wire;
    time_t start;
    unsigned port;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    port = o.server.port;
    office_queue(&o, CLAIMS);
    office_wire(&o, &wire, port, 30000, true);
    start = time(NULL);
    assert_int_equal(office_run(&o), EDI_BATCH_QUEUED);
    assert_int_equal(o.send.trouble, EDI_TROUBLE_UNREACHABLE);
    assert_non_null(strstr(o.send.why, "no answer in time"));
    assert_true(time(NULL) - start <= 10);
    edi_send_end(&o.send);
    wire_close(&wire);
    office_close(&o);
}

/* Ten runs of cron with a wrong key: no more than three are seen there. */
static void a_partner_that_refuses_is_left_alone(void **state)
{
    static const char *const whens[] = {
        "2024-02-01T00:00:00Z", "2024-02-01T00:05:00Z", "2024-02-01T00:10:00Z",
        "2024-02-01T00:12:00Z", "2024-02-01T00:15:00Z", "2024-02-01T00:18:00Z",
        "2024-02-01T00:20:00Z", "2024-02-01T00:21:00Z", "2024-02-01T00:22:00Z",
        "2024-02-01T00:23:00Z",
    };
    struct edi_send_options options = { 0 };
    struct office o;
    struct wire wire;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    sshd_key(&o.server, "ecdsa", false);
    office_wire(&o, &wire, o.server.port, 0, false);
    options.partners = &o.partners;
    for (unsigned i = 0; i < 10; i++) {
        options.when = whens[i];
        edi_send_begin(&o.send, &o.store, &options, &o.err);
        assert_int_equal(edi_send_next(&o.send, &o.batch), X12_OK);
        assert_int_equal(o.batch.state, EDI_BATCH_QUEUED);
        assert_int_equal(o.send.trouble,
                         i < 3 ? EDI_TROUBLE_REFUSED : EDI_TROUBLE_UNREACHABLE);
        edi_send_end(&o.send);
    }
    assert_non_null(strstr(o.send.line.fault.text, "3 times"));
    options.when = "2024-02-01T00:40:00Z"; /* cooled down: one more */
    edi_send_begin(&o.send, &o.store, &options, &o.err);
    assert_int_equal(edi_send_next(&o.send, &o.batch), X12_OK);
    assert_int_equal(o.send.trouble, EDI_TROUBLE_REFUSED);
    edi_send_end(&o.send);
    wire_close(&wire);
    assert_int_equal(wire.connections, 4);
    office_close(&o);
}

/* A whole run in another process, killed after so many microseconds; 0: not. */
static void run_killed(struct office *o, const char *path, long after)
{
    pid_t pid = fork();
    int status;

    assert_true(pid >= 0);
    if (pid == 0) {
        office_store(o, path);
        office_run(o);
        edi_send_end(&o->send);
        edi_store_close(&o->store);
        _exit(0);
    }
    if (after) {
        const struct timespec wait = { after / 1000000,
                                       after % 1000000 * 1000 };

        nanosleep(&wait, NULL);
        kill(pid, SIGKILL);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
}

static void killed_at_any_moment_a_file_arrives_once(void **state)
{
    const int kills = getenv("EDI_SOAK") ? KILLS_SOAK : KILLS;
    struct timespec start, end;
    char path[SSHD_PATH];
    struct office o;
    unsigned mix = 20260115, anew = 0, there = 0;
    long took = 0;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    snprintf(path, sizeof(path), "%s/edi.db", o.server.base);
    for (int i = 0; i <= kills; i++) {
        sshd_empty(&o.server);
        unlink(path);
        office_store(&o, path);
        office_queue(&o, CLAIMS);
        edi_store_close(&o.store);
        clock_gettime(CLOCK_MONOTONIC, &start);
        mix = mix * 1103515245 + 12345;
        run_killed(&o, path, i ? 1 + (long)(mix >> 8) % took : 0);
        clock_gettime(CLOCK_MONOTONIC, &end);
        if (i == 0)
            took = (end.tv_sec - start.tv_sec) * 1000000 +
                   (end.tv_nsec - start.tv_nsec) / 1000;
        office_store(&o, path);
        there += sshd_names(&o.server) > 0;
        assert_int_equal(office_run(&o), EDI_BATCH_SENT);
        anew += o.send.phase == 2; /* of queued, and not of sending */
        office_arrived(&o);
        edi_send_end(&o.send);
        edi_store_close(&o.store);
    }
    print_message("%d kills in %ld us: a file was there after %u, %u were sent "
                  "anew\n",
                  kills, took, there, anew);
    assert_true(anew > 0);
    office_close(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_host_key_and_user_key_does),
        cmocka_unit_test(what_is_sent_is_not_sent_again),
        cmocka_unit_test(a_host_that_is_not_pinned_is_refused),
        cmocka_unit_test(a_login_that_is_wrong_is_refused),
        cmocka_unit_test(a_folder_that_cannot_be_written_is_refused),
        cmocka_unit_test(a_name_that_is_taken_is_refused),
        cmocka_unit_test(a_port_where_nobody_listens_is_unreachable),
        cmocka_unit_test(a_connection_that_is_cut_ends_in_one_file),
        cmocka_unit_test(a_server_that_stalls_is_given_up),
        cmocka_unit_test(a_partner_that_refuses_is_left_alone),
        cmocka_unit_test(killed_at_any_moment_a_file_arrives_once),
    };

    return cmocka_run_group_tests_name("send_sftp", tests, NULL, NULL);
}
