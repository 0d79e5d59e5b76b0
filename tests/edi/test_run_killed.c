/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `edi run` killed at any point of generate, send, receive and ingest, against a
 * real sshd and a payer that takes and answers when it likes: each claim arrives
 * once, each answer is posted once, no number is used twice, nothing is left.
 */
#include "edi/store/store_outbox.h"
#include "tests/support/cm.h"
#include "tests/support/night.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { KILLS = 25, KILLS_SOAK = 500, CLAIMS = 3, QUIET_MOST = 200 };

static struct night night;

static uint32_t draw(uint32_t below)
{
    static uint32_t seed = 20240131;

    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

static int64_t clock_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

static void pause_us(int64_t us)
{
    const struct timespec wait = { (time_t)(us / 1000000),
                                   (long)(us % 1000000) * 1000 };

    nanosleep(&wait, NULL);
}

/* Did the kill come before its end? */
static bool run_killed(int64_t after)
{
    pid_t pid = night_start(&night, NULL);
    int how;

    pause_us(after);
    kill(pid, SIGKILL);
    how = night_wait(pid);
    if (how != -1 && how != 0 && how != 1)
        fail_msg("a run ended with %d: %s%s", how,
                 night_read(&night, night.err), "");
    return how == -1;
}

/* What is neither answered nor on its way to be. */
static int64_t restless(void)
{
    static const char RESTLESS[] =
        "SELECT count(*) FROM batch WHERE state IN (1, 2, 3, 4, 10)";

    return night_ask(&night, RESTLESS) + night_names(night.intake, false) +
           night_names(night.from, false) +
           night_names(night.server.drop, false);
}

/* Runs that nobody kills, until all is answered and the payer is gone. */
static void run_until_quiet(pid_t payer)
{
    unsigned runs = 0;

    do {
        const int how = night_run(&night, NULL);

        if (how != 0 && how != 1)
            fail_msg("a run ended with %d: %s", how,
                     night_read(&night, night.err));
        if (++runs > QUIET_MOST)
            fail_msg("it does not come to rest: %lld", (long long)restless());
        pause_us(20000);
    } while (restless() > 0);
    kill(payer, SIGTERM);
    assert_int_equal(night_wait(payer), 0);
    assert_int_equal(night_run(&night, NULL), 0);
    assert_int_equal(restless(), 0);
}

/* ---- what the payer has ---- */

/* How often `mark` stands in the files of a folder whose names hold `part`. */
static unsigned count_marks(const char *folder, const char *part,
                            const char *mark)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    unsigned found = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        char path[NIGHT_FULL];

        if (!strstr(entry->d_name, part))
            continue;
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        for (const char *at = night_read(&night, path); (at = strstr(at, mark));
             at++)
            found++;
    }
    closedir(dir);
    return found;
}

static void each_claim_arrived_once(void)
{
    for (unsigned i = 1; i <= night.claims; i++) {
        char mark[32];
        unsigned times;

        snprintf(mark, sizeof(mark), "~CLM*ACCT%06u*", i);
        times = count_marks(night.taken, "837P", mark);
        if (times != 1)
            fail_msg("claim %u of %u arrived %u times", i, night.claims, times);
    }
}

static unsigned compare_numbers(const unsigned *seen, size_t count)
{
    unsigned twice = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            twice += seen[i] == seen[k];
    return twice;
}

/* The number behind the nth star of the first segment that begins so. */
static unsigned number_of(const char *text, const char *segment, unsigned star)
{
    const char *at = strstr(text, segment);

    assert_non_null(at);
    for (at++; star > 0; star--) {
        at = strchr(at, '*');
        assert_non_null(at);
        at++;
    }
    return (unsigned)strtoul(at, NULL, 10);
}

/* ISA13, GS06, ST02 and BHT03 of what arrived: each once. */
static void no_number_was_used_twice(void)
{
    static const struct {
        const char *segment;
        unsigned star;
    } places[] = {
        { "~GS*", 6 }, { "~ST*", 2 }, { "~BHT*", 3 }, { "~IEA*", 2 }
    };
    static unsigned seen[4][4 * KILLS_SOAK];
    DIR *dir = opendir(night.taken);
    const struct dirent *entry;
    size_t count = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        char path[NIGHT_FULL];

        if (entry->d_name[0] == '.')
            continue;
        assert_true(count < 4 * KILLS_SOAK);
        snprintf(path, sizeof(path), "%s/%s", night.taken, entry->d_name);
        night_read(&night, path);
        for (size_t i = 0; i < 4; i++)
            seen[i][count] = number_of(night.text, places[i].segment,
                                       places[i].star);
        count++;
    }
    closedir(dir);
    assert_true(count > 0);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(compare_numbers(seen[i], count), 0);
}

/* ---- what the store has ---- */

static void each_answer_was_posted_once(void)
{
    static const char FILES[] =
        "SELECT count(*) FROM file f WHERE NOT EXISTS"
        " (SELECT 1 FROM batch WHERE digest = f.digest)";
    static const char PAYMENTS[] = "SELECT count(*) FROM payment";
    static const char NUMBERS[] = "SELECT count(DISTINCT number) FROM payment";
    static const char POSTED[] =
        "SELECT count(*) FROM match WHERE claim IS NOT NULL AND live";
    const int64_t paid = count_marks(night.given, ".835", "\nCLP*");

    assert_true(paid > 0);
    assert_int_equal(night_ask(&night, FILES), night_names(night.given, false));
    assert_int_equal(night_ask(&night, PAYMENTS), paid);
    assert_int_equal(night_ask(&night, NUMBERS), paid);
    assert_int_equal(night_ask(&night, POSTED), paid);
}

static void each_claim_was_queued_once(void)
{
    static const char QUEUED[] = "SELECT count(*) FROM batch_claim";
    static const char NUMBERS[] =
        "SELECT count(DISTINCT number) FROM batch_claim";
    static const char OPENED[] = "SELECT count(*) FROM claim";

    assert_int_equal(night_ask(&night, QUEUED), night.claims);
    assert_int_equal(night_ask(&night, NUMBERS), night.claims);
    assert_int_equal(night_ask(&night, OPENED), night.claims);
}

static void nothing_is_left(void)
{
    char folder[NIGHT_FULL];

    assert_int_equal(night_names(night.base, true), 0);
    assert_int_equal(night_names(night.intake, true), 0);
    assert_int_equal(night_names(night.from, true), 0);
    assert_int_equal(night_names(night.server.drop, true), 0);
    snprintf(folder, sizeof(folder), "%s.archive", night.store);
    assert_int_equal(night_names(folder, true), 0);
    snprintf(folder, sizeof(folder), "%s.aside", night.store);
    assert_int_equal(night_names(folder, false), 0);
    snprintf(folder, sizeof(folder), "%s-wal", night.store);
    assert_int_not_equal(access(folder, F_OK), 0);
}

/* How often an upload was in doubt, and its answer had to tell. */
static unsigned count_doubts(void)
{
    char line[4096];
    unsigned doubts = 0;
    FILE *log = fopen(night.log, "r");

    assert_non_null(log);
    while (fgets(line, sizeof(line), log))
        doubts += strstr(line, " is unknown: ") != NULL;
    fclose(log);
    return doubts;
}

/* Lines that begin so are shown by the runner. */
static void tell(unsigned kills, unsigned ends)
{
    print_message("told: edi run: %u kills, %u runs ended before theirs; %u "
                  "claims in %u files, %u answers; %u uploads in doubt\n",
                  kills, ends, night.claims, night_names(night.taken, false),
                  night_names(night.given, false), count_doubts());
    for (int state = EDI_BATCH_BUILT; state <= EDI_BATCH_UNKNOWN; state++) {
        struct edi_store store = { 0 };
        struct x12_error err = { 0 };
        uint64_t count = 0;

        assert_int_equal(
            edi_store_open(&store, night.store, EDI_DB_EXISTING, &err), X12_OK);
        assert_int_equal(
            edi_batch_count(&store, (enum edi_batch_state)state, &count),
            X12_OK);
        edi_store_close(&store);
        print_message("told:   %s %llu\n",
                      edi_batch_state_text((enum edi_batch_state)state),
                      (unsigned long long)count);
    }
}

static void killed_at_any_moment_all_arrives_and_is_posted_once(void **state)
{
    const unsigned most = getenv("EDI_SOAK") ? KILLS_SOAK : KILLS;
    unsigned kills = 0, ends = 0;
    int64_t took;
    pid_t payer;

    (void)state;
    night_open(&night, "poll = 1\nafter_receive = delete\n");
    payer = night_payer(&night, 20260115);
    night_drop(&night, CLAIMS);
    took = clock_us();
    assert_int_equal(night_run(&night, NULL), 0);
    took = clock_us() - took;
    while (kills < most) {
        if (draw(2) == 0)
            night_drop(&night, CLAIMS);
        /* runs take as long as the machine lets them: a fifth may end */
        if (run_killed(draw(1024) * (took / 1024))) {
            kills++;
            took += took / 32;
        } else {
            ends++;
            took -= took / 8;
        }
    }
    run_until_quiet(payer);
    each_claim_arrived_once();
    no_number_was_used_twice();
    each_claim_was_queued_once();
    each_answer_was_posted_once();
    nothing_is_left();
    tell(kills, ends);
    night_close(&night);
}

/* ---- killed where it hurts ---- */

static int64_t newest_state(void)
{
    static const char NEWEST[] =
        "SELECT state FROM batch ORDER BY id DESC LIMIT 1";

    return night_ask(&night, NEWEST);
}

static unsigned visible_files(void)
{
    return night_visible(night.server.drop);
}

/* Killed as soon as its file has its name. */
static void kill_at_the_name(void)
{
    pid_t pid = night_start(&night, NULL);

    for (int i = 0; i < 600000 && visible_files() == 0; i++)
        pause_us(50);
    kill(pid, SIGKILL);
    night_wait(pid);
    assert_int_equal(visible_files(), 1);
}

/* It was taken and not answered: the next run does not know, and sends nothing;
 * told once, it is looked for again. */
static void nobody_knows(void)
{
    assert_int_equal(night_run(&night, NULL), 1);
    assert_int_equal(newest_state(), EDI_BATCH_UNKNOWN);
    assert_int_equal(night_run(&night, NULL), 0);
    assert_int_equal(newest_state(), EDI_BATCH_UNKNOWN);
    assert_int_equal(visible_files(), 0);
}

/* It is still there: it was sent. */
static void it_stands_there(void)
{
    assert_int_equal(night_run(&night, NULL), 0);
    assert_int_equal(newest_state(), EDI_BATCH_SENT);
    assert_int_equal(visible_files(), 1);
}

/* The next run finds the file, or its answer, or does not know. */
static void look_before_sending(unsigned file, uint32_t *seed)
{
    const unsigned then = draw(3);
    char name[NIGHT_NAME];

    if (then == 0)
        it_stands_there();
    assert_true(night_take(&night, name));
    if (then == 1)
        nobody_knows();
    night_answer(&night, name, file, seed);
    /* nobody's turn: it is asked because of the doubt */
    assert_int_equal(night_run(&night, then == 2 ? NULL : "--now"), 0);
    assert_true(newest_state() >= EDI_BATCH_TA1 &&
                newest_state() <= EDI_BATCH_DONE);
    assert_int_equal(visible_files(), 0);
}

static void what_may_have_arrived_is_looked_for_and_not_sent_again(void **state)
{
    const unsigned most = getenv("EDI_SOAK") ? 4 * KILLS : KILLS / 5;
    uint32_t seed = 20260117;
    unsigned doubts = 0, file = 0;

    (void)state;
    night_open(&night, "poll = 10080\n");
    while (doubts < most) {
        char name[NIGHT_NAME];

        assert_true(++file < 20 * most);
        night_drop(&night, 1);
        kill_at_the_name();
        if (newest_state() == EDI_BATCH_SENDING) {
            doubts++;
            look_before_sending(file, &seed);
        } else { /* the kill came too late */
            assert_int_equal(newest_state(), EDI_BATCH_SENT);
            assert_true(night_take(&night, name));
        }
        assert_int_equal(visible_files(), 0);
    }
    each_claim_arrived_once();
    print_message("told: edi run: killed %u times behind the name of a file: "
                  "looked for, and not sent again\n",
                  doubts);
    night_close(&night);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_at_any_moment_all_arrives_and_is_posted_once),
        cmocka_unit_test(
            what_may_have_arrived_is_looked_for_and_not_sent_again),
    };

    (void)argc;
    night_program(argv[0]);
    return cmocka_run_group_tests_name("run_killed", tests, NULL, NULL);
}
