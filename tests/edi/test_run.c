/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `edi run` by the clock: one at a time, nothing when there is nothing to do, few
 * connections to a server that refuses, and an end when it is told to stop.
 */
#include "edi/store/store_line.h"
#include "tests/support/cm.h"
#include "tests/support/night.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum {
    IDLE_RUNS = 100,
    IDLE_MS = 50, /* what one may take; sanitizers take their own time */
    TRIES = 50,
    PASSES = 10,
    PASS_MINUTES = 5,
    MANY = 8,
    WAITS = 300000, /* a machine may be busy with other things */
};

static struct night night;

static bool lock_is_held(void)
{
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    char path[NIGHT_FULL];
    bool held = false;
    int fd;

    snprintf(path, sizeof(path), "%s.lock", night.store);
    fd = open(path, O_RDWR | O_CLOEXEC);
    if (fd >= 0) {
        held = fcntl(fd, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
        close(fd);
    }
    return held;
}

static void pause_us(long us)
{
    nanosleep(&(struct timespec){ 0, us * 1000 }, NULL);
}

/* A run that has the lock and was stopped; 0: it was over too soon. */
static pid_t stopped_at_work(void)
{
    pid_t pid = night_start(&night, NULL);

    for (int i = 0; i < WAITS && !lock_is_held(); i++)
        pause_us(100);
    kill(pid, SIGSTOP);
    if (lock_is_held())
        return pid;
    kill(pid, SIGCONT);
    assert_int_equal(night_wait(pid), 0);
    return 0;
}

static void of_two_runs_at_once_one_works_and_one_ends_with_75(void **state)
{
    pid_t first = 0;

    (void)state;
    night_open(&night, "poll = 60\n");
    for (int i = 0; i < TRIES && first == 0; i++) {
        night_drop(&night, 20);
        first = stopped_at_work();
    }
    assert_int_not_equal(first, 0);
    assert_int_equal(night_run(&night, NULL), 75);
    assert_string_equal(night_read(&night, night.out), "");
    assert_int_equal(night_edi(&night, "send", NULL), 75);
    kill(first, SIGCONT);
    assert_int_equal(night_wait(first), 0);
    assert_int_equal(night_run(&night, NULL), 0);
    assert_int_equal(night_names(night.intake, false), 0);
    assert_int_equal(night_names(night.server.drop, false), night.files);
    night_close(&night);
}

/* ---- nothing to do ---- */

static int64_t clock_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

static int64_t cpu_us(void)
{
    struct rusage used;

    getrusage(RUSAGE_CHILDREN, &used);
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * INT64_C(1000000) +
           used.ru_utime.tv_usec + used.ru_stime.tv_usec;
}

static int by_size(const void *a, const void *b)
{
    const int64_t *one = a, *other = b;

    return (*one > *other) - (*one < *other);
}

/* A sum of all bytes of the store: FNV-1a. */
static uint64_t store_sum(void)
{
    uint64_t sum = UINT64_C(14695981039346656037);
    FILE *file = fopen(night.store, "r");
    int c;

    assert_non_null(file);
    while ((c = getc(file)) != EOF)
        sum = (sum ^ (unsigned char)c) * UINT64_C(1099511628211);
    fclose(file);
    return sum;
}

static void a_hundred_runs_with_nothing_to_do_change_nothing(void **state)
{
    int64_t took[IDLE_RUNS], cpu;
    struct stat before, after;
    struct wire wire;
    uint64_t sum;
    unsigned names;
    char own[SSHD_PATH + 4];

    (void)state;
    night_open(&night, "poll = 1440\n");
    night_drop(&night, 3);
    assert_int_equal(night_run(&night, NULL), 0);
    wire_open(&wire, night.server.port, 0, false);
    snprintf(own, sizeof(own), "%s.pub", night.server.host_key);
    sshd_know(&night.server, wire.port, own);
    night_settings(&night, wire.port, "poll = 1440\n");
    names = night_names(night.base, false);
    sum = store_sum();
    assert_int_equal(stat(night.log, &before), 0);
    cpu = cpu_us();
    for (int i = 0; i < IDLE_RUNS; i++) {
        const int64_t from = clock_us();

        assert_int_equal(night_run(&night, NULL), 0);
        took[i] = clock_us() - from;
        assert_string_equal(night_read(&night, night.out), "nothing to do\n");
    }
    cpu = (cpu_us() - cpu) / IDLE_RUNS;
    assert_int_equal(stat(night.log, &after), 0);
    assert_int_equal(after.st_size, before.st_size);
    assert_int_equal(store_sum(), sum);
    assert_int_equal(night_names(night.base, false), names);
    wire_close(&wire);
    assert_int_equal(wire.connections, 0);
    qsort(took, IDLE_RUNS, sizeof(took[0]), by_size);
    print_message("told: edi run with nothing to do: %ld.%03ld ms of a core, "
                  "%ld.%03ld ms by the clock (median of %d)\n",
                  (long)cpu / 1000, (long)cpu % 1000,
                  (long)took[IDLE_RUNS / 2] / 1000,
                  (long)took[IDLE_RUNS / 2] % 1000, IDLE_RUNS);
    assert_true(SANITIZED || cpu < IDLE_MS * 1000);
    /* others may have the machine: the quickest has it to itself */
    assert_true(SANITIZED || took[0] < IDLE_MS * 1000);
    night_close(&night);
}

/* ---- a server that refuses ---- */

static struct edi_partner_line line_now(void)
{
    struct edi_partner_line line;
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };

    assert_int_equal(edi_store_open(&store, night.store, EDI_DB_CREATE, &err),
                     X12_OK);
    assert_int_equal(edi_partner_line_read(&store, "hub", &line), X12_OK);
    edi_store_close(&store);
    return line;
}

static void a_server_that_refuses_is_asked_three_times_and_then_seldom(
    void **state)
{
    unsigned after_cooling = 0;
    char own[SSHD_PATH + 4], when[64];
    struct wire wire;

    (void)state;
    night_open(&night, "poll = 1\n");
    sshd_key(&night.server, "rsa", false); /* the login is refused */
    wire_open(&wire, night.server.port, 0, false);
    snprintf(own, sizeof(own), "%s.pub", night.server.host_key);
    sshd_know(&night.server, wire.port, own);
    night_settings(&night, wire.port, "poll = 1\n");
    for (unsigned pass = 0; pass < PASSES; pass++) {
        const struct edi_partner_line line = line_now();
        const unsigned minute = night.minute + PASS_MINUTES;
        int how;

        snprintf(when, sizeof(when), "2026-01-%02uT%02u:%02u:00Z",
                 15 + minute / 1440, minute / 60 % 24, minute % 60);
        after_cooling += line.failures >= EDI_LINE_FAILURES &&
                         strcmp(when, line.until) >= 0;
        night.minute = minute - 1; /* a start adds one */
        night_drop(&night, 1);
        how = night_run(&night, NULL);
        assert_true(how == 3 || how == 4);
    }
    wire_close(&wire);
    assert_true(after_cooling > 0);
    if (wire.connections > 3 + after_cooling)
        fail_msg("%u connections, %u passes after the cooling",
                 (unsigned)wire.connections, after_cooling);
    assert_int_equal(wire.connections, 3 + after_cooling);
    print_message("told: a server that refuses: %u connections in %u passes, "
                  "%u of them after the cooling\n",
                  (unsigned)wire.connections, (unsigned)PASSES, after_cooling);
    assert_int_equal(night_names(night.server.drop, false), 0);
    night_close(&night);
}

/* ---- told to stop ---- */

static void told_to_stop_it_ends_after_the_unit_at_hand(void **state)
{
    static const char QUEUED[] = "SELECT count(*) FROM batch_claim";
    bool stopped = false;

    (void)state;
    night_open(&night, "poll = 60\n");
    for (int i = 0; i < TRIES && !stopped; i++) {
        pid_t pid;

        for (int k = 0; k < MANY; k++)
            night_drop(&night, 10);
        pid = night_start(&night, "--json");
        for (int k = 0; k < WAITS && !lock_is_held(); k++)
            pause_us(100);
        kill(pid, SIGTERM);
        assert_int_equal(night_wait(pid), 0);
        stopped = strstr(night_read(&night, night.out), "\"stopped\":true");
        assert_int_equal(night_ask(&night, QUEUED),
                         night.claims - 10 * night_names(night.intake, false));
    }
    assert_true(stopped);
    assert_int_equal(night_run(&night, NULL), 0);
    assert_int_equal(night_names(night.intake, false), 0);
    assert_int_equal(night_ask(&night, QUEUED), night.claims);
    assert_int_equal(night_names(night.server.drop, false), night.files);
    night_close(&night);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_two_runs_at_once_one_works_and_one_ends_with_75),
        cmocka_unit_test(a_hundred_runs_with_nothing_to_do_change_nothing),
        cmocka_unit_test(
            a_server_that_refuses_is_asked_three_times_and_then_seldom),
        cmocka_unit_test(told_to_stop_it_ends_after_the_unit_at_hand),
    };

    (void)argc;
    night_program(argv[0]);
    return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
