/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A real sshd that will not, cannot, or is slow; other ways to log in; and a file
 * that is gone on with where it was cut.
 */
#include "tests/support/cm.h"
#include "tests/support/office.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CLAIMS = 400, DISK = 40000 };

/* RSA by SHA-2, each of the two for each side. */
static void rsa_is_signed_by_sha_2(void **state)
{
    static const char *const kinds[] = { "rsa-sha2-256", "rsa-sha2-512" };

    (void)state;
    for (unsigned i = 0; i < 4; i++) {
        char more[128];
        struct office o;

        snprintf(more, sizeof(more),
                 "HostKeyAlgorithms %s\nPubkeyAcceptedAlgorithms %s\n",
                 kinds[i & 1], kinds[i >> 1]);
        office_open_as(
            &o, &(struct sshd_how){ .kind = "rsa", .sftp = "", .more = more },
            "rsa");
        office_store(&o, ":memory:");
        office_queue(&o, 1);
        if (office_run(&o) != EDI_BATCH_SENT)
            fail_msg("%s: %s", more, o.send.why);
        office_close(&o);
    }
}

/* ---- logins ---- */

static void word_write(const char *path, const char *word, mode_t mode)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fprintf(file, "%s\n", word);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, mode), 0);
}

static void a_password_is_read_from_a_file_or_the_environment(void **state)
{
    struct edi_partner *p;
    char path[SSHD_PATH];
    struct office o;

    (void)state;
    office_open_as(
        &o, &(struct sshd_how){ .kind = "ed25519", .sftp = "", .word = true },
        "ed25519");
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    snprintf(path, sizeof(path), "%s/word", o.server.base);
    p = &o.partners.at[0];
    p->user = SSHD_USER;
    p->key_file = "";
    p->password_file = path;
    word_write(path, "wrong", 0600);
    office_refused(&o, "check user and password");
    assert_null(strstr(o.send.why, "wrong"));
    word_write(path, SSHD_PASSWORD, 0644);
    office_refused(&o, "chmod 600");
    word_write(path, "", 0600);
    office_refused(&o, "holds nothing");
    word_write(path, SSHD_PASSWORD, 0600);
    assert_int_equal(office_run(&o), EDI_BATCH_SENT);
    office_arrived(&o);
    /* and from the environment */
    sshd_empty(&o.server);
    edi_store_close(&o.store);
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    p->password_file = "";
    p->password_env = "EDI_TEST_WORD";
    office_refused(&o, "EDI_TEST_WORD: is not in the environment");
    setenv("EDI_TEST_WORD", SSHD_PASSWORD, 1);
    assert_int_equal(office_run(&o), EDI_BATCH_SENT);
    unsetenv("EDI_TEST_WORD");
    office_close(&o);
}

static void keys_are_taken_from_an_agent(void **state)
{
    static const char *const kinds[] = { "ed25519", "rsa", "ecdsa" };
    struct office o;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    unsetenv("SSH_AUTH_SOCK");
    for (unsigned i = 0; i < 3; i++) {
        char own[SSHD_PATH + 8];
        pid_t agent;

        sshd_key(&o.server, kinds[i], true);
        office_partner(&o);
        snprintf(own, sizeof(own), "%s.away", o.server.key);
        office_store(&o, ":memory:");
        office_queue(&o, 1);
        o.partners.at[0].agent = EDI_WISH_YES;
        o.partners.at[0].key_file = "";
        office_refused(&o, "ssh-agent");
        agent = sshd_agent(&o.server);
        assert_int_equal(rename(o.server.key, own), 0); /* it has it alone */
        if (office_run(&o) != EDI_BATCH_SENT)
            fail_msg("%s: %s", kinds[i], o.send.why);
        sshd_agent_end(agent);
        sshd_empty(&o.server);
        edi_store_close(&o.store);
    }
    office_store(&o, ":memory:");
    office_close(&o);
}

static void a_key_may_have_a_password(void **state)
{
    char path[SSHD_PATH], command[SSHD_PATH + 8];
    struct office o;
    pid_t pid;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    snprintf(command, sizeof(command), "%s", o.server.key);
    pid = fork();
    if (pid == 0) {
        if (!freopen("/dev/null", "w", stdout))
            _exit(127);
        execlp("ssh-keygen", "ssh-keygen", "-q", "-p", "-N", SSHD_PASSWORD,
               "-P", "", "-f", command, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    office_refused(&o, "key_password_file");
    snprintf(path, sizeof(path), "%s/word", o.server.base);
    word_write(path, "wrong", 0600);
    o.partners.at[0].key_password_file = path;
    office_refused(&o, "its password is another");
    word_write(path, SSHD_PASSWORD, 0600);
    assert_int_equal(office_run(&o), EDI_BATCH_SENT);
    office_close(&o);
}

/* ---- what the server will not or cannot ---- */

static unsigned files_in(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    unsigned files = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir)))
        files += strcmp(entry->d_name, ".") != 0 &&
                 strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return files;
}

static void a_server_that_renames_nothing_is_told(void **state)
{
    struct office o;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "-P rename,posix-rename");
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    office_refused(&o, "rename = no"); /* nor is the hidden file left */
    o.partners.at[0].rename = EDI_WISH_NO;
    assert_int_equal(office_run(&o), EDI_BATCH_SENT);
    office_arrived(&o);
    office_close(&o);
}

/* A file that is too large for the disk is refused, and those behind it go. */
static void a_disk_that_is_full_is_told(void **state)
{
    static const struct edi_batch_wanted all = { 0 };
    struct edi_batch batch;
    struct office o;

    (void)state;
    office_open_as(
        &o, &(struct sshd_how){ .kind = "ed25519", .sftp = "", .most = DISK },
        "ed25519");
    office_store(&o, ":memory:");
    office_queue(&o, CLAIMS);
    office_queue(&o, 1);
    office_refused(&o, "disk full");
    assert_int_equal(edi_send_next(&o.send, &batch), X12_OK);
    assert_int_equal(batch.state, EDI_BATCH_SENT);
    assert_int_equal(edi_send_next(&o.send, &batch), X12_END);
    assert_int_equal(edi_batch_after(&o.store, 0, &all, &batch), X12_OK);
    assert_int_equal(batch.state, EDI_BATCH_QUEUED);
    assert_int_equal(files_in(o.server.drop), 1);
    office_close(&o);
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    struct office o;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    o.partners.at[0].folder = "nowhere/at/all";
    office_refused(&o, "no such file or folder");
    office_close(&o);
}

/* ---- slow and stopped ---- */

static void a_server_that_is_slow_is_waited_for_up_to_the_limit(void **state)
{
    static const struct wire_how slow = { .pause = 10 },
                                 slower = { .pause = 200 };
    struct office o;
    struct wire wire;
    unsigned port;
    time_t start;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    port = o.server.port;
    office_queue(&o, CLAIMS);
    office_wire_as(&o, &wire, port, &slower);
    o.partners.at[0].time_limit = 2;
    start = time(NULL);
    assert_int_equal(office_run(&o), EDI_BATCH_QUEUED);
    assert_int_equal(o.send.trouble, EDI_TROUBLE_UNREACHABLE);
    assert_true(time(NULL) - start <= 8);
    edi_send_end(&o.send);
    wire_close(&wire);
    office_wire_as(&o, &wire, port, &slow);
    assert_int_equal(office_run(&o), EDI_BATCH_SENT);
    office_arrived(&o);
    edi_send_end(&o.send);
    wire_close(&wire);
    office_close(&o);
}

/* The kernel takes the connection; nobody says a word. */
static void a_server_that_is_stopped_is_given_up(void **state)
{
    struct office o;
    time_t start;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    office_store(&o, ":memory:");
    office_queue(&o, 1);
    o.partners.at[0].timeout = 1;
    assert_int_equal(kill(o.server.pid, SIGSTOP), 0);
    start = time(NULL);
    assert_int_equal(office_run(&o), EDI_BATCH_QUEUED);
    assert_int_equal(o.send.trouble, EDI_TROUBLE_UNREACHABLE);
    assert_non_null(strstr(o.send.why, "imeout"));
    assert_true(time(NULL) - start <= 6);
    assert_int_equal(kill(o.server.pid, SIGCONT), 0);
    assert_int_equal(office_run(&o), EDI_BATCH_SENT);
    office_close(&o);
}

/* ---- gone on with ---- */

/* Sends through a wire that is cut; what went over it, and what is there. */
static uint64_t cut_at(struct office *o, unsigned port, uint64_t limit,
                       enum edi_batch_state wanted)
{
    struct wire wire;

    office_wire(o, &wire, port, limit, false);
    o->partners.at[0].resume = EDI_WISH_YES;
    if (office_run(o) != wanted)
        fail_msg("limit %u: %s", (unsigned)limit, o->send.why);
    edi_send_end(&o->send);
    wire_close(&wire);
    return wire.bytes;
}

/* Spoils one byte of what is left there. */
static void spoil(const struct office *o)
{
    char path[SSHD_PATH + EDI_BATCH_NAME + 8];
    FILE *file;

    snprintf(path, sizeof(path), "%s/.%s.tmp", o->server.drop, o->batch.name);
    file = fopen(path, "r+");
    assert_non_null(file);
    assert_int_equal(fseek(file, 300, SEEK_SET), 0);
    assert_int_equal(fputc('!', file), '!');
    assert_int_equal(fclose(file), 0);
}

static void a_file_that_was_cut_is_gone_on_with_if_it_is_the_same(void **state)
{
    struct office o;
    uint64_t whole;
    unsigned port;

    (void)state;
    office_open(&o, "ed25519", "ed25519", "");
    port = o.server.port;
    office_store(&o, ":memory:");
    office_queue(&o, CLAIMS);
    whole = cut_at(&o, port, 0, EDI_BATCH_SENT);
    for (unsigned spoiled = 0; spoiled < 2; spoiled++) {
        uint64_t rest;

        sshd_empty(&o.server);
        edi_store_close(&o.store);
        office_store(&o, ":memory:");
        office_queue(&o, CLAIMS);
        cut_at(&o, port, whole * 8 / 10, EDI_BATCH_QUEUED);
        assert_int_equal(sshd_names(&o.server), 1);
        if (spoiled)
            spoil(&o);
        rest = cut_at(&o, port, 0, EDI_BATCH_SENT);
        office_arrived(&o);
        if (spoiled ? rest < whole * 9 / 10 : rest > whole / 2)
            fail_msg("%u of %u bytes went again", (unsigned)rest,
                     (unsigned)whole);
    }
    office_close(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rsa_is_signed_by_sha_2),
        cmocka_unit_test(a_password_is_read_from_a_file_or_the_environment),
        cmocka_unit_test(keys_are_taken_from_an_agent),
        cmocka_unit_test(a_key_may_have_a_password),
        cmocka_unit_test(a_server_that_renames_nothing_is_told),
        cmocka_unit_test(a_disk_that_is_full_is_told),
        cmocka_unit_test(a_folder_that_is_not_there_is_told),
        cmocka_unit_test(a_server_that_is_slow_is_waited_for_up_to_the_limit),
        cmocka_unit_test(a_server_that_is_stopped_is_given_up),
        cmocka_unit_test(a_file_that_was_cut_is_gone_on_with_if_it_is_the_same),
    };

    return cmocka_run_group_tests_name("sftp_trouble", tests, NULL, NULL);
}
