/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is old and done with goes, whole; what is open, new or somebody's work
 * stays, whole. What went is known when it comes again, money adds up as before,
 * and a purge that is killed leaves a store as it was or one that is purged.
 */
#include "edi/jobs/job_decide.h"
#include "edi/jobs/job_purge.h"
#include "edi/jobs/job_replay.h"
#include "edi/report/report_takebacks.h"
#include "edi/report/worklist_things.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"
#include "tests/support/failing_sqlite.h"
#include "tests/support/program.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern const struct edi_command edi_cmd_acts, edi_cmd_claims, edi_cmd_generate,
    edi_cmd_ingest, edi_cmd_purge, edi_cmd_receive, edi_cmd_report,
    edi_cmd_takebacks, edi_cmd_worklist;

enum { LINE = 640, KILLS = 12, KILLS_SOAK = 200, MEMORY = 40 };

#define THEN "2025-02-01T00:00:00Z"

static const struct edi_ingest_options early = { .taken = THEN,
                                                 .rules = &edi_denial_shipped };

static void take_in(struct desk *d, const char *name, const char *taken)
{
    struct edi_ingest_options how = early;
    struct x12_source src = { 0 };
    struct edi_ingested told;
    const char *path = desk_file(d, name);

    how.taken = taken;
    assert_int_equal(x12_source_open_file(&src, path, &d->err), X12_OK);
    assert_int_equal(edi_ingest(&d->store, path, &src, &how, &told), X12_OK);
    assert_int_equal(told.verdict, EDI_INGEST_TAKEN);
    x12_source_close(&src);
}

static struct edi_purged purge_at(struct desk *d, x12_date before)
{
    const struct edi_purge_options options = {
        .before = before,
        .today = 20330101,
        .when = "2033-01-01T00:00:00Z",
        .who = X12_STR("biller"),
        .archive = "/nonexistent",
    };
    struct edi_purge_told told;

    if (edi_purge_all(&d->store, &options, &told) != X12_OK)
        fail_msg("%s", d->err.text);
    return told.store;
}

/* PCN1 is paid, PCN2 is denied, PCN3 has no answer. */
static void take_in_three(struct desk *d)
{
    desk_open(d);
    desk_claims(d, "000000001", "20250106",
                "PCN1 100 20250102;PCN2 100 20250102;PCN3 100 20250102");
    take_in(d, "claims", THEN);
    desk_payments(d, "000000901", "20250120",
                  "PCN1 ICN1 1 100 70 20250102 CO*45*30;"
                  "PCN2 ICN2 4 100 0 20250102 CO*197*100");
    take_in(d, "remit", THEN);
}

static void takes_what_is_done_with_and_keeps_what_is_open(void **state)
{
    struct edi_purged told;
    struct desk d;

    (void)state;
    take_in_three(&d);
    told = purge_at(&d, 20250601);
    assert_int_equal(told.claims, 1);
    assert_int_equal(told.payments, 1);
    assert_int_equal(told.files, 0);
    assert_int_equal(
        desk_ask(&d, "SELECT count(*) FROM claim WHERE number = 'PCN1'"), 0);
    assert_int_equal(desk_ask(&d, "SELECT count(*) FROM claim"), 2);
    assert_int_equal(desk_ask(&d, "SELECT count(*) FROM payment"), 1);
    assert_int_equal(desk_ask(&d, "SELECT count(*) FROM match"), 1);
    assert_int_equal(desk_ask(&d, "SELECT count(*) FROM link WHERE kind = 0"
                                  " AND id NOT IN (SELECT id FROM claim)"),
                     0);
    assert_int_equal(desk_ask(&d, "SELECT count(*) FROM link WHERE kind = 1"),
                     2);
    /* the remittance adds up: 70 of 70 */
    assert_int_equal(desk_ask(&d, "SELECT gone_posted FROM remittance"), 7000);
    assert_int_equal(desk_ask(&d, "SELECT gone_other FROM remittance"), 0);
    told = purge_at(&d, 20250601);
    assert_int_equal(told.claims + told.payments + told.files, 0);
    desk_close(&d);
}

static void takes_what_a_person_has_closed_and_the_notes_with_it(void **state)
{
    const struct edi_task closed = { .status = EDI_TASK_CLOSED,
                                     .made = X12_STR(THEN) };
    struct edi_worklist_things things;
    struct edi_purged told;
    struct desk d;

    (void)state;
    take_in_three(&d);
    assert_int_equal(edi_worklist_things(&d.store, 20330101, &things), X12_OK);
    assert_int_equal(things.count, 1);
    assert_false(things.at[0].closed);
    assert_int_equal(edi_store_task_put(&d.store, &things.at[0].key, &closed,
                                        X12_STR("biller")),
                     X12_OK);
    edi_worklist_things_release(&things);
    told = purge_at(&d, 20250601);
    assert_int_equal(told.claims, 2);
    assert_int_equal(told.files, 1); /* PCN3 is open: its file stays */
    assert_int_equal(desk_ask(&d, "SELECT count(*) FROM task"), 1);
    /* the thing is no more, so the next purge takes the notes */
    assert_int_equal(purge_at(&d, 20250601).tasks, 1);
    assert_int_equal(desk_ask(&d, "SELECT count(*) FROM task"), 0);
    desk_close(&d);
}

static void keeps_who_decided_of_what_went(void **state)
{
    struct desk d;

    (void)state;
    take_in_three(&d);
    assert_int_equal(edi_decide(&d.store,
                                &(struct edi_decide_options){
                                    .kind = EDI_ATTACHED,
                                    .payment = X12_STR("000000901/0001/1"),
                                    .claim = X12_STR("PCN1"),
                                    .made = THEN,
                                    .who = X12_STR("biller"),
                                    .rules = &edi_denial_shipped }),
                     X12_OK);
    assert_int_equal(purge_at(&d, 20250601).claims, 1);
    assert_int_equal(desk_ask(&d, "SELECT count(*) FROM decision"), 0);
    assert_int_equal(
        desk_ask(&d, "SELECT count(*) FROM act WHERE kind = 1 AND who ="
                     " 'biller' AND what NOT LIKE '%PCN%'"),
        1);
    desk_close(&d);
}

/* Nothing of what stays hung on what went. */
static void leaves_what_stays_as_it_was_decided(void **state)
{
    struct edi_replayed told;
    struct desk d;

    (void)state;
    take_in_three(&d);
    purge_at(&d, 20250601);
    assert_int_equal(edi_replay(&d.store, &edi_denial_shipped, THEN, &told),
                     X12_OK);
    assert_int_equal(edi_replay_end(&d.store, true), X12_OK);
    assert_int_equal(told.claims, 2);
    assert_int_equal(told.payments, 1);
    assert_int_equal(told.otherwise + told.moved, 0);
    desk_close(&d);
}

static void keeps_what_was_sent_told_or_taken_in_since(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    desk_claims(&d, "000000001", "20250106", "PCN1 100 20250102");
    take_in(&d, "claims", THEN);
    desk_payments(&d, "000000901", "20250120",
                  "PCN1 ICN1 1 100 70 20250102 CO*45*30");
    take_in(&d, "remit", "2025-02-02T00:00:00Z");
    assert_int_equal(purge_at(&d, 20250106).claims, 0); /* sent that day */
    assert_int_equal(purge_at(&d, 20250120).claims, 0); /* told that day */
    assert_int_equal(purge_at(&d, 20250202).claims, 0); /* taken in that day */
    assert_int_equal(purge_at(&d, 20250203).claims, 1);
    assert_int_equal(desk_ask(&d, "SELECT count(*) FROM payment"), 0);
    assert_int_equal(
        desk_ask(&d, "SELECT count(*) FROM file WHERE purged <> ''"), 2);
    assert_int_equal(
        desk_ask(&d, "SELECT count(*) FROM file WHERE name || path <> ''"), 0);
    desk_close(&d);
}

static void knows_what_went_when_it_comes_again(void **state)
{
    struct edi_ingested told;
    struct desk d;

    (void)state;
    desk_open(&d);
    desk_claims(&d, "000000001", "20250106", "PCN1 100 20250102");
    take_in(&d, "claims", THEN);
    desk_payments(&d, "000000901", "20250120",
                  "PCN1 ICN1 1 100 70 20250102 CO*45*30");
    take_in(&d, "remit", THEN);
    assert_int_equal(purge_at(&d, 20250601).files, 2);
    /* the same bytes */
    assert_int_equal(desk_ingest(&d, "again", &told), X12_OK);
    assert_int_equal(told.verdict, EDI_INGEST_SEEN);
    /* the same remittance in another envelope counts no more */
    desk_payments(&d, "000000902", "20250120",
                  "PCN1 ICN1 1 100 70 20250102 CO*45*30");
    assert_int_equal(desk_ingest(&d, "other", &told), X12_OK);
    assert_int_equal(told.verdict, EDI_INGEST_TAKEN);
    assert_int_equal(desk_ask(&d, "SELECT max(repeated) FROM remittance"), 1);
    assert_int_equal(
        desk_ask(&d, "SELECT count(*) FROM match WHERE NOT repeated"), 0);
    /* the same claims in another file are left out */
    desk_claims(&d, "000000001", "20250106", "PCN1 100 20250102");
    d.text[strlen(d.text) - 1] = ' '; /* other bytes, behind the last segment */
    desk_ingest(&d, "claims again", &told);
    assert_int_equal(desk_ask(&d, "SELECT count(*) FROM claim"), 0);
    desk_close(&d);
}

static void gives_ids_of_what_went_to_nobody_else(void **state)
{
    struct desk d;

    (void)state;
    take_in_three(&d);
    assert_int_equal(purge_at(&d, 20250601).payments, 1);
    desk_payments(&d, "000000903", "20250201",
                  "PCN3 ICN3 1 100 90 20250102 CO*45*10");
    take_in(&d, "remit 3", "2025-03-01T00:00:00Z");
    /* each payment is in the row of ids of its own remittance alone */
    assert_int_equal(desk_ask(&d,
                              "SELECT count(*) FROM payment p JOIN remittance r"
                              " ON p.id >= r.first_payment"
                              " AND p.id < r.first_payment + r.payments"
                              " WHERE r.id <> p.remittance"),
                     0);
    assert_int_equal(purge_at(&d, 20250601).claims, 1);
    desk_close(&d);
}

static void keeps_the_claim_of_a_takeback_that_is_open(void **state)
{
    struct x12_arena arena = { 0 };
    struct edi_takeback_open *open;
    size_t count;
    struct desk d;

    (void)state;
    desk_open(&d);
    desk_claims(&d, "000000001", "20250106", "PCN1 100 20250102");
    take_in(&d, "claims", THEN);
    desk_payments(&d, "000000901", "20250120",
                  "PCN1 26000001394 1 100 70 20250102 CO*45*30");
    take_in(&d, "remit", THEN);
    assert_int_equal(
        edi_db_script(
            &d.store.db,
            "INSERT INTO provider_adjustment (remittance, ordinal,"
            " provider, fiscal, code, reference, amount) SELECT id, 1,"
            " '1234567893', '20251231', 'WO', '26000001394', -7000"
            " FROM remittance"),
        X12_OK);
    assert_int_equal(edi_takebacks_open(&d.store, &arena, &open, &count),
                     X12_OK);
    assert_int_equal(count, 1);
    x12_arena_release(&arena);
    assert_int_equal(purge_at(&d, 20250601).claims, 0);
    assert_int_equal(
        edi_db_script(
            &d.store.db,
            "INSERT INTO provider_adjustment (remittance, ordinal,"
            " provider, fiscal, code, reference, amount) SELECT id, 2,"
            " '1234567893', '20251231', 'WO', '26000001394', 7000"
            " FROM remittance"),
        X12_OK);
    assert_int_equal(purge_at(&d, 20250601).claims, 1);
    desk_close(&d);
}

static void takes_answers_behind_the_last_claim_they_answer(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    desk_claims(&d, "000000001", "20250106", "PCN1 100 20250102");
    take_in(&d, "claims", THEN);
    desk_answer(&d, "000000301", "20250107", "000000001",
                "TA1*000000001*250106*0900*A*000~\n");
    take_in(&d, "ta1", THEN);
    desk_answer(&d, "000000401", "20250107", "000000001",
                "AK1*HC*1*005010X222A1~\nAK2*837*0001*005010X222A1~\nIK5*A~\n"
                "AK9*A*1*1*1~\n");
    take_in(&d, "999", THEN);
    assert_int_equal(purge_at(&d, 20250601).acks, 0); /* not paid yet */
    assert_true(desk_ask(&d, "SELECT count(*) FROM ack") > 2);
    desk_payments(&d, "000000901", "20250120",
                  "PCN1 ICN1 1 100 70 20250102 CO*45*30");
    take_in(&d, "remit", THEN);
    assert_true(purge_at(&d, 20250601).acks > 2);
    assert_int_equal(desk_ask(&d, "SELECT count(*) FROM ack"), 0);
    assert_int_equal(
        desk_ask(&d, "SELECT count(*) FROM file WHERE purged = ''"), 0);
    desk_close(&d);
}

/* --- as the program does it, with an archive --------------------------------- */

static char folder[] = "/tmp/edi-purge-XXXXXX";
static char config[64], store[64], archive[80], saved[64];

static int run(const struct edi_command *command, const char *rest)
{
    char line[LINE];
    int len = snprintf(line, sizeof(line), "--config %s --store %s %s", config,
                       store, rest);

    assert_in_range(len, 1, LINE - 1);
    return program_run(command, line);
}

static void shell(const char *a, const char *b, const char *c, const char *e)
{
    pid_t pid = fork();
    int code;

    assert_true(pid >= 0);
    if (pid == 0) {
        execlp(a, a, b, c, e, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(pid, &code, 0), pid);
    assert_int_equal(code, 0);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* Claims sent, remittances fetched into an archive in March 2025. */
static void make_desk(void)
{
    char text[1024], path[128];

    shell("rm", "-rf", folder, NULL);
    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(text, sizeof(text),
             "[general]\narchive = %s\n[partner clearinghouse]\nfolder = %s\n"
             "receive_folder = %s/from\nsender = 931112223\n"
             "receiver = CLEARHOUSE\nusage = T\n"
             "submitter_name = HARBOR BILLING\ncontact_name = BILLING DESK\n"
             "contact_phone = 5035550100\nreceiver_name = CLEARINGHOUSE\n",
             archive, folder, folder);
    write_file(config, text);
    snprintf(path, sizeof(path), "%s/from", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(run(&edi_cmd_generate,
                         "--as-of 2025-02-03 -q"
                         " samples/claims-professional.jsonl"),
                     0);
    assert_int_equal(run(&edi_cmd_generate,
                         "--as-of 2025-02-03 -q"
                         " samples/claims-institutional.jsonl"),
                     0);
    shell("cp", "samples/remit-01.835", "samples/remit-03.835", path);
    snprintf(path, sizeof(path), "%s/from/letter.txt", folder);
    write_file(path, "Dear customer, nothing\n");
    assert_int_equal(run(&edi_cmd_receive, "--as-of 2025-03-10"), 1);
}

static unsigned originals(void)
{
    char command[256];
    unsigned count = 0;
    int ends[2];
    pid_t pid;
    char c;

    snprintf(command, sizeof(command), "%s", archive);
    assert_int_equal(pipe(ends), 0);
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        dup2(ends[1], 1);
        execlp("find", "find", command, "-type", "f", (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    while (read(ends[0], &c, 1) == 1)
        count += c == '\n';
    close(ends[0]);
    waitpid(pid, NULL, 0);
    return count;
}

static void takes_originals_out_of_the_archive(void **state)
{
    static char balance[PROGRAM_TOLD];

    (void)state;
    make_desk();
    assert_int_equal(originals(), 3);
    assert_int_equal(run(&edi_cmd_report, "balance --as-of 2033-01-01"), 0);
    memcpy(balance, program_told, sizeof(balance));
    /* younger than what is kept, and no day at all */
    assert_int_equal(run(&edi_cmd_purge, "--before 2026-02-01"
                                         " --as-of 2033-01-01"),
                     64);
    assert_int_equal(run(&edi_cmd_purge, "--as-of 2033-01-01"), 64);
    assert_int_equal(run(&edi_cmd_purge, "--before 2025-12-01 --dry-run --json"
                                         " --as-of 2033-01-01"),
                     0);
    assert_non_null(strstr(program_told, "\"files\":1,\"claims\":5,"));
    assert_int_equal(originals(), 3);
    assert_int_equal(run(&edi_cmd_purge, "--before 2025-12-01 --json"
                                         " --as-of 2033-01-01"),
                     0);
    assert_non_null(strstr(program_told, "\"files\":1,\"claims\":5,"));
    /* remit-01 has a denied claim: it stays; the letter is nobody's */
    assert_int_equal(originals(), 1);
    assert_int_equal(run(&edi_cmd_report, "balance --as-of 2033-01-01"), 0);
    assert_string_equal(program_told, balance);
    assert_int_equal(run(&edi_cmd_acts, ""), 0);
    assert_non_null(
        strstr(program_told, "purge     before 2025-12-01: 1 file"));
    /* what is fetched once more is known */
    assert_int_equal(run(&edi_cmd_ingest, "--as-of 2033-01-01 --json"
                                          " samples/remit-03.835"),
                     0);
    assert_non_null(strstr(program_told, "\"seen\""));
}

static int64_t ask(const char *sql)
{
    sqlite3_stmt *st;
    sqlite3 *db;
    int64_t n;

    assert_int_equal(sqlite3_open(store, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    n = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    sqlite3_close(db);
    return n;
}

static void one_that_is_killed_leaves_the_store_whole(void **state)
{
    const int kills = getenv("EDI_SOAK") ? KILLS_SOAK : KILLS;
    struct timespec pause = { 0, 0 };
    int before = 0;

    (void)state;
    make_desk();
    shell("rm", "-rf", saved, NULL);
    shell("cp", "-a", folder, saved);
    for (int i = 0; i < kills; i++) {
        int64_t claims;
        pid_t child;

        shell("rm", "-rf", folder, NULL);
        shell("cp", "-a", saved, folder);
        child = fork();
        assert_true(child >= 0);
        if (child == 0)
            _exit(
                run(&edi_cmd_purge, "--before 2025-12-01 --as-of 2033-01-01"));
        pause.tv_nsec = i * (24000000L / kills);
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, NULL, 0), child);
        claims = ask("SELECT count(*) FROM claim");
        assert_true(claims == 13 || claims == 8);
        before += claims == 13;
        assert_int_equal(ask("SELECT count(*) FROM pragma_foreign_key_check"),
                         0);
        /* done again it ends as one that nobody disturbed */
        assert_int_equal(run(&edi_cmd_purge, "--before 2025-12-01"
                                             " --as-of 2033-01-01"),
                         0);
        assert_int_equal(ask("SELECT count(*) FROM claim"), 8);
        assert_int_equal(originals(), 1);
    }
    assert_true(before > 0);
    shell("rm", "-rf", saved, NULL);
}

static void any_allocation_of_sqlite_may_fail(void **state)
{
    const struct edi_purge_options options = {
        .before = 20251201,
        .today = 20330101,
        .when = "2033-01-01T00:00:00Z",
        .who = X12_STR("biller"),
        .archive = archive,
    };
    struct edi_purge_told told;
    struct x12_error err = { 0 };
    struct edi_store at = { 0 };
    int failed = 0;
    long all = 0;

    (void)state;
    make_desk();
    shell("rm", "-rf", saved, NULL);
    shell("cp", "-a", folder, saved);
    for (int i = -1; i < MEMORY; i++) {
        enum x12_status status;
        int64_t claims;

        shell("rm", "-rf", folder, NULL);
        shell("cp", "-a", saved, folder);
        err = (struct x12_error){ 0 };
        failing_sqlite_at(i < 0 ? -1 : all * i / MEMORY);
        status = edi_store_open(&at, store, EDI_DB_EXISTING, &err);
        if (status == X12_OK)
            status = edi_purge_all(&at, &options, &told);
        edi_store_close(&at);
        all = i < 0 ? failing_sqlite_off() : all;
        failing_sqlite_off();
        failed += status != X12_OK;
        assert_true(i >= 0 || status == X12_OK);
        assert_int_equal(status == X12_OK, err.text[0] == '\0');
        claims = ask("SELECT count(*) FROM claim");
        assert_true(claims == 13 || claims == 8);
        assert_true(status != X12_OK || claims == 8);
    }
    assert_true(failed > MEMORY / 4);
    shell("rm", "-rf", saved, NULL);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(config, sizeof(config), "%s/edi.conf", folder);
    snprintf(store, sizeof(store), "%s/edi.db", folder);
    snprintf(archive, sizeof(archive), "%s/archive", folder);
    snprintf(saved, sizeof(saved), "%s.saved", folder);
    return 0;
}

static int drop_folder(void **state)
{
    (void)state;
    shell("rm", "-rf", folder, NULL);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_done_with_and_keeps_what_is_open),
        cmocka_unit_test(takes_what_a_person_has_closed_and_the_notes_with_it),
        cmocka_unit_test(keeps_who_decided_of_what_went),
        cmocka_unit_test(leaves_what_stays_as_it_was_decided),
        cmocka_unit_test(keeps_what_was_sent_told_or_taken_in_since),
        cmocka_unit_test(knows_what_went_when_it_comes_again),
        cmocka_unit_test(gives_ids_of_what_went_to_nobody_else),
        cmocka_unit_test(keeps_the_claim_of_a_takeback_that_is_open),
        cmocka_unit_test(takes_answers_behind_the_last_claim_they_answer),
        cmocka_unit_test(takes_originals_out_of_the_archive),
        cmocka_unit_test(one_that_is_killed_leaves_the_store_whole),
        cmocka_unit_test(any_allocation_of_sqlite_may_fail),
    };

    if (!failing_sqlite_install())
        return 1;
    return cmocka_run_group_tests_name("job_purge", tests, make_folder,
                                       drop_folder);
}
