/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Generate and send, killed at any moment: no control number is given twice, no
 * half file stands under its name, and what was kept is whole.
 */
#include "edi/jobs/job_generate.h"
#include "edi/jobs/job_send.h"
#include "edi/jobs/outbox_ingest.h"
#include "edi/store/digest.h"
#include "tests/support/cm.h"
#include "tests/support/small_claim.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    KILLS = 25,
    KILLS_SOAK = 500,
    KILLS_LEAST = 200,
    FILES = 12,
    AT_ONCE = 4,
    ROUNDS = 5
};

static char base[] = "/tmp/edi-kill-XXXXXX";
static char store_path[64], out[64], drop[64];

static int folder_make(void **state)
{
    (void)state;
    snprintf(base, sizeof(base), "/tmp/edi-kill-XXXXXX");
    if (!mkdtemp(base))
        return -1;
    snprintf(store_path, sizeof(store_path), "%s/edi.db", base);
    snprintf(out, sizeof(out), "%s/out", base);
    snprintf(drop, sizeof(drop), "%s/drop", base);
    return mkdir(out, 0700) || mkdir(drop, 0700);
}

static void folder_clear(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    while (dir && (entry = readdir(dir)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir)
        closedir(dir);
}

static int folder_drop(void **state)
{
    (void)state;
    folder_clear(out);
    folder_clear(drop);
    rmdir(out);
    rmdir(drop);
    folder_clear(base);
    return rmdir(base);
}

static uint32_t random_next(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* What a run of the program does; ends when it is killed, or by itself. */
static void work(bool into_folder)
{
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };
    struct edi_partners partners = { 0 };
    struct edi_generate_options options = { .partners = &partners,
                                            .out = into_folder ? out : NULL,
                                            .again = true,
                                            .today = 20240131,
                                            .now = 90501 };
    struct edi_generate g;
    struct edi_send send;
    struct edi_batch batch;
    struct small_claim small;
    enum x12_status status;

    small_partner_put(&partners, drop);
    partners.at[0].claims_per_set = 3;
    status = edi_store_open(&store, store_path, EDI_DB_CREATE, &err);
    edi_generate_begin(&g, &store, &options, &err);
    small_claim_fill(&small, EDI_PROFESSIONAL, "PCN1", 12550);
    for (int i = 0; i < 3 * FILES && status == X12_OK; i++)
        status = edi_generate_claim(&g, &small.claim);
    status = edi_generate_end(&g, status);
    edi_generate_release(&g);
    edi_send_begin(
        &send, &store,
        &(struct edi_send_options){ .partners = &partners, .when = "now" },
        &err);
    while (status == X12_OK)
        status = edi_send_next(&send, &batch);
    edi_send_end(&send);
    edi_store_close(&store);
    edi_partners_release(&partners);
    _exit(status == X12_END ? 0 : 1);
}

/* A file holds one interchange from ISA to IEA; gives its ISA13. */
static unsigned long whole_file(const char *folder, const char *name)
{
    char path[128], text[1 << 15];
    ssize_t len;
    int fd;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    len = read(fd, text, sizeof(text) - 1);
    close(fd);
    assert_true(len > 120 && len < (ssize_t)sizeof(text) - 1);
    text[len] = '\0';
    assert_int_equal(strncmp(text, "ISA*00*", 7), 0);
    assert_int_equal(strncmp(text + len - 17, "~IEA*1*", 7), 0);
    /* ISA13 is IEA02 */
    assert_int_equal(strncmp(text + 90, text + len - 10, 9), 0);
    return strtoul(text + 90, NULL, 10);
}

/* Looks at all names of a folder: hidden ones are no files. */
static unsigned check_folder(const char *folder, unsigned char *seen,
                             unsigned long most)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    unsigned files = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        unsigned long isa;

        if (entry->d_name[0] == '.')
            continue;
        isa = whole_file(folder, entry->d_name);
        assert_true(isa < most);
        assert_int_equal(seen[isa], 0);
        seen[isa] = 1;
        files++;
    }
    closedir(dir);
    return files;
}

/* What the store says of its batches is so: complete, and their bytes whole. */
static unsigned check_store(const unsigned char *seen, unsigned long most)
{
    static const struct edi_batch_wanted all = { 0 };
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };
    struct edi_batch batch = { 0 };
    unsigned batches = 0;

    assert_int_equal(edi_store_open(&store, store_path, EDI_DB_CREATE, &err),
                     X12_OK);
    while (edi_batch_after(&store, batch.id, &all, &batch) == X12_OK) {
        unsigned char sum[EDI_DIGEST_BYTES];
        struct edi_digest digest = { 0 };
        struct x12_source src = { 0 };
        struct edi_query *q;
        x12_str body;

        assert_int_not_equal(batch.state, EDI_BATCH_BUILT);
        assert_int_equal(batch.claims, 3);
        assert_true(batch.isa < most);
        /* dropped: sent, or a run that was killed at it, or it is unknown */
        if (seen[batch.isa])
            assert_int_not_equal(batch.state, EDI_BATCH_QUEUED);
        if (batch.state == EDI_BATCH_SENT)
            assert_int_equal(seen[batch.isa], 1);
        assert_int_equal(edi_batch_body(&store, batch.id, &q, &body), X12_OK);
        assert_int_equal(x12_source_open_memory(&src, body, &err), X12_OK);
        assert_int_equal(x12_source_gunzip(&src, &err), X12_OK);
        assert_int_equal(edi_digest_begin(&digest, &err), X12_OK);
        edi_digest_source(&digest, &src);
        assert_int_equal(edi_digest_end(&digest, sum), X12_OK);
        assert_memory_equal(sum, batch.digest, sizeof(sum));
        assert_int_equal(digest.bytes, batch.bytes);
        edi_digest_release(&digest);
        edi_db_end(q);
        batches++;
    }
    assert_int_equal(err.status, X12_OK);
    edi_store_close(&store);
    return batches;
}

static int64_t clock_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

static unsigned killed; /* runs that had not ended by themselves */

/* In soak: as many as were promised. */
static void assert_killed(const char *what)
{
    if (getenv("EDI_SOAK")) {
        printf("told: generate: %u %s killed before their end\n", killed, what);
        assert_true(killed >= KILLS_LEAST);
    }
    killed = 0;
}

/* A run that is killed after so many microseconds, or (-1) not at all; returns
 * how long it took. */
static long run_killed(bool into_folder, long after_us)
{
    const struct timespec wait = { after_us / 1000000,
                                   after_us % 1000000 * 1000 };
    const int64_t from = clock_us();
    pid_t pid = fork();
    int how;

    if (pid == 0)
        work(into_folder);
    if (after_us >= 0) {
        nanosleep(&wait, NULL);
        kill(pid, SIGKILL);
    }
    assert_int_equal(waitpid(pid, &how, 0), pid);
    if (after_us < 0)
        assert_true(WIFEXITED(how));
    if (WIFEXITED(how))
        assert_int_equal(WEXITSTATUS(how), 0);
    killed += WIFSIGNALED(how);
    return (long)(clock_us() - from);
}

static void no_number_is_used_twice_and_no_file_is_half(void **state)
{
    const int kills = getenv("EDI_SOAK") ? KILLS_SOAK : KILLS;
    const unsigned long most = 2ul * FILES * (KILLS_SOAK + 2);
    unsigned char *seen = calloc(most, 1), *out_seen = calloc(most, 1);
    uint32_t seed = 20240131;
    unsigned files;
    long longest;

    (void)state;
    assert_non_null(seen);
    assert_non_null(out_seen);
    /* undisturbed, into either place: how long kills may come */
    longest = run_killed(false, -1);
    longest = longest / 2 + run_killed(true, -1) / 2;
    for (int i = 0; i < kills; i++)
        run_killed(i % 2 == 1,
                   (long)(random_next(&seed) % 1024) * (longest / 900));
    files = check_folder(out, out_seen, most);
    memcpy(seen, out_seen, most);
    /* one row of numbers: a file of either folder has its own */
    files += check_folder(drop, seen, most);
    for (unsigned long isa = 0; isa < most; isa++)
        seen[isa] = (unsigned char)(seen[isa] && !out_seen[isa]);
    assert_true(check_store(seen, most) > 0);
    assert_true(files > 0);
    assert_killed("runs into outbox, partner and folder");
    free(seen);
    free(out_seen);
}

/* A run that writes the same claims as all others of its round, each with its own
 * id. */
static void work_once(int round)
{
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };
    struct edi_partners partners = { 0 };
    const struct edi_generate_options options = { .partners = &partners,
                                                  .today = 20240131,
                                                  .now = 90501 };
    const struct edi_ingest_options taken = { .taken = "2024-01-31T09:05:01Z",
                                              .rules = &edi_denial_shipped };
    struct edi_generate g;
    struct small_claim small;
    enum x12_status status;

    small_partner_put(&partners, drop);
    partners.at[0].claims_per_set = 3;
    status = edi_store_open(&store, store_path, EDI_DB_CREATE, &err);
    edi_generate_begin(&g, &store, &options, &err);
    for (int i = 0; i < 3 * FILES && status >= X12_OK; i++) {
        char id[20];

        snprintf(id, sizeof(id), "PCN%dR%d", i, round);
        small_claim_fill(&small, EDI_PROFESSIONAL, id, 12550);
        status = edi_generate_claim(&g, &small.claim);
    }
    status = edi_generate_end(&g, status);
    for (size_t i = 0; i < g.batch_count && status == X12_OK; i++)
        status = edi_outbox_ingest(&store, &g.batches[i], &taken);
    if (status < X12_OK)
        print_error("%s\n", err.text);
    edi_generate_release(&g);
    edi_store_close(&store);
    edi_partners_release(&partners);
    _exit(status == X12_OK ? 0 : 1);
}

static pid_t start_once(int round)
{
    pid_t pid = fork();

    if (pid == 0)
        work_once(round);
    assert_true(pid > 0);
    return pid;
}

static void end_well(pid_t pid)
{
    int how;

    assert_int_equal(waitpid(pid, &how, 0), pid);
    assert_true(WIFEXITED(how));
    assert_int_equal(WEXITSTATUS(how), 0);
}

static int64_t ask(const char *sql)
{
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };
    struct edi_query *q;
    int64_t n;

    assert_int_equal(edi_store_open(&store, store_path, EDI_DB_CREATE, &err),
                     X12_OK);
    q = edi_db_query(&store.db, sql);
    assert_int_equal(edi_db_step(q), X12_OK);
    n = edi_db_int(q, 0);
    edi_db_end(q);
    edi_store_close(&store);
    return n;
}

/* What was killed behind its queueing: the next who sends does it. */
static void open_what_waits(void)
{
    const struct edi_ingest_options taken = { .taken = "2024-01-31T09:05:01Z",
                                              .rules = &edi_denial_shipped };
    struct edi_store store = { 0 };
    struct x12_error err = { 0 };

    assert_int_equal(edi_store_open(&store, store_path, EDI_DB_CREATE, &err),
                     X12_OK);
    assert_int_equal(edi_outbox_ingest_waiting(&store, NULL, &taken), X12_OK);
    edi_store_close(&store);
}

/* Of so many rounds; in batches that each bear their own number. */
static void each_claim_is_queued_once(int rounds)
{
    static const char CLAIMS[] = "SELECT count(*) FROM batch_claim";
    static const char NUMBERS[] =
        "SELECT count(DISTINCT number) FROM batch_claim";
    static const char BATCHES[] =
        "SELECT count(*) - count(DISTINCT isa) FROM batch";

    assert_int_equal(ask(CLAIMS), 3 * FILES * rounds);
    assert_int_equal(ask(NUMBERS), 3 * FILES * rounds);
    assert_int_equal(ask(BATCHES), 0);
}

/* Each of them may be the one that makes the store, and finds the others at every
 * step of theirs. */
static void runs_at_once_queue_each_claim_once(void **state)
{
    pid_t runs[AT_ONCE];

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < AT_ONCE; i++)
            runs[i] = start_once(round);
        for (int i = 0; i < AT_ONCE; i++)
            end_well(runs[i]);
        each_claim_is_queued_once(1);
        folder_clear(base);
    }
}

static long run_once(int round)
{
    const int64_t from = clock_us();

    end_well(start_once(round));
    return (long)(clock_us() - from);
}

/* Each round has claims of its own: one run is killed at them, two others that go
 * on at the same time write what it left. */
static void runs_that_are_killed_queue_each_claim_once(void **state)
{
    static const char OPENED[] = "SELECT count(*) FROM claim";
    const int kills = getenv("EDI_SOAK") ? KILLS_SOAK : KILLS;
    uint32_t seed = 20240201;
    long longest;

    (void)state;
    longest = run_once(0);
    longest = longest / 2 + run_once(1) / 2;
    for (int round = 2; round < kills + 2; round++) {
        const long after = (long)(random_next(&seed) % 1024) * (longest / 1000);
        const struct timespec wait = { after / 1000000,
                                       after % 1000000 * 1000 };
        pid_t pid = start_once(round), other;
        int how;

        nanosleep(&wait, NULL);
        kill(pid, SIGKILL);
        assert_int_equal(waitpid(pid, &how, 0), pid);
        killed += WIFSIGNALED(how);
        other = start_once(round);
        end_well(start_once(round));
        end_well(other);
        if (round < 5 || round % 50 == 1)
            each_claim_is_queued_once(round + 1);
    }
    each_claim_is_queued_once(kills + 2);
    assert_killed("runs beside others");
    open_what_waits();
    assert_int_equal(ask(OPENED), 3 * FILES * (kills + 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            no_number_is_used_twice_and_no_file_is_half, folder_make,
            folder_drop),
        cmocka_unit_test_setup_teardown(runs_at_once_queue_each_claim_once,
                                        folder_make, folder_drop),
        cmocka_unit_test_setup_teardown(
            runs_that_are_killed_queue_each_claim_once, folder_make,
            folder_drop),
    };

    return cmocka_run_group_tests_name("generate_killed", tests, NULL, NULL);
}
