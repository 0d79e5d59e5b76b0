/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PGP by a real GnuPG: what is sealed is read by whom it is for, and what comes
 * is taken only from those who have signed it.
 */
#include "edi/jobs/job_generate.h"
#include "edi/jobs/job_receive.h"
#include "edi/jobs/job_send.h"
#include "edi/net/pgp.h"
#include "edi/store/store_sealed.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"
#include "tests/support/keyring.h"
#include "tests/support/small_claim.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH = 96, PLAIN = 400000 };

static const char password[] = "SESAME";

/* Made once: keys take their time. */
static struct keyring ours, theirs, strange, expired;
static char password_file[] = "/tmp/edi-word-XXXXXX";

static int keys_make(void **state)
{
    int fd = mkstemp(password_file);

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, password, strlen(password)), strlen(password));
    close(fd);
    keyring_open(&ours, password);
    keyring_open(&theirs, "");
    keyring_open(&strange, "");
    keyring_open_expired(&expired);
    keyring_know(&ours, &theirs);
    keyring_know(&ours, &strange);
    keyring_know(&ours, &expired);
    return 0;
}

static int keys_drop(void **state)
{
    (void)state;
    keyring_close(&ours);
    keyring_close(&theirs);
    keyring_close(&strange);
    keyring_close(&expired);
    unlink(password_file);
    return 0;
}

/* As the two see each other. */
static struct edi_partner we_see(const struct keyring *other)
{
    return (struct edi_partner){ .name = "hub",
                                 .protocol = EDI_PROTOCOL_FOLDER,
                                 .reports = "",
                                 .move_folder = "",
                                 .sender = "SENDER",
                                 .pgp_home = ours.home,
                                 .pgp_recipient = other->print,
                                 .pgp_signer = ours.print,
                                 .pgp_password_file = password_file,
                                 .pgp_password_env = "",
                                 .pgp_signed = EDI_WISH_YES };
}

static struct edi_partner they_see(const struct keyring *who)
{
    return (struct edi_partner){ .name = "office",
                                 .pgp_home = who->home,
                                 .pgp_recipient = ours.print,
                                 .pgp_signer = who->print,
                                 .pgp_password_file = "",
                                 .pgp_password_env = "",
                                 .pgp_signed = EDI_WISH_YES };
}

static int nameless(void)
{
    char path[] = "/tmp/edi-pgp-XXXXXX";
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    unlink(path);
    return fd;
}

static enum x12_status seal(const struct edi_partner *p, x12_str plain, int to,
                            struct x12_error *err)
{
    struct x12_source src = { 0 };
    enum x12_status status = x12_source_open_memory(&src, plain, err);

    if (status == X12_OK)
        status = edi_pgp_seal(p, &src, to, err);
    x12_source_close(&src);
    assert_int_equal(lseek(to, 0, SEEK_SET), 0);
    return status;
}

static void assert_says(const struct x12_error *err, const char *says)
{
    if (err->status != X12_EMISUSE || !strstr(err->text, says))
        fail_msg("%d: \"%s\" does not say \"%s\"", (int)err->status, err->text,
                 says);
    assert_null(strstr(err->text, password));
}

static void what_we_seal_they_can_read_and_know_it_is_ours(void **state)
{
    static char plain[PLAIN], back[PLAIN + 1];
    const struct edi_partner there = we_see(&theirs), here = they_see(&theirs);
    struct x12_error err = { 0 };
    int sealed = nameless(), opened = nameless();

    (void)state;
    for (size_t i = 0; i < PLAIN; i++)
        plain[i] = (char)('A' + i * i % 23);
    assert_int_equal(seal(&there, x12_str_of(plain, PLAIN), sealed, &err),
                     X12_OK);
    assert_int_equal(edi_pgp_unseal(&here, sealed, opened, PLAIN, &err),
                     X12_OK);
    assert_int_equal(lseek(opened, 0, SEEK_SET), 0);
    assert_int_equal(read(opened, back, sizeof(back)), PLAIN);
    assert_memory_equal(plain, back, PLAIN);
    /* no more than was asked for is written: there are bombs of this kind, too */
    assert_int_equal(lseek(sealed, 0, SEEK_SET), 0);
    assert_int_equal(edi_pgp_unseal(&here, sealed, opened, PLAIN - 1, &err),
                     X12_ELIMIT);
    close(sealed);
    close(opened);
}

static void nothing_is_sealed_by_a_key_that_will_not_do(void **state)
{
    struct edi_partner p = we_see(&expired);
    struct x12_error err = { 0 };
    char missing[48];
    int sealed = nameless();

    (void)state;
    assert_int_equal(seal(&p, X12_STR("ISA"), sealed, &err), X12_EMISUSE);
    assert_says(&err, "has expired: ask the partner for the new one");
    err = (struct x12_error){ 0 };
    x12_str_put(X12_STR("0123456789ABCDEF0123456789ABCDEF01234567"), missing,
                sizeof(missing));
    p = we_see(&theirs);
    p.pgp_recipient = missing;
    assert_int_equal(seal(&p, X12_STR("ISA"), sealed, &err), X12_EMISUSE);
    assert_says(&err, "is not in pgp_home");
    err = (struct x12_error){ 0 };
    p = we_see(&theirs);
    p.pgp_signer = theirs.print; /* we have no secret key of theirs */
    assert_int_equal(seal(&p, X12_STR("ISA"), sealed, &err), X12_EMISUSE);
    assert_says(&err, "our secret key");
    assert_int_equal(lseek(sealed, 0, SEEK_END), 0);
    close(sealed);
}

/* gpg-agent remembers a password that was right: it is asked anew. */
static void a_password_that_is_wrong_or_not_there_is_told(void **state)
{
    static const char *const none[] = { "--version", NULL };
    const char *const forget[] = { "gpgconf", "--homedir", ours.home,
                                   "--kill",  "gpg-agent", NULL };
    struct edi_partner p = we_see(&theirs);
    struct x12_error err = { 0 };
    int sealed = nameless();

    (void)state;
    keyring_gpg(&ours, none);
    for (unsigned i = 0; i < 3; i++) {
        pid_t pid = fork();

        if (pid == 0) {
            execvp(forget[0], (char *const *)forget);
            _exit(127);
        }
        assert_int_equal(waitpid(pid, NULL, 0), pid);
        err = (struct x12_error){ 0 };
        p.pgp_password_file = "";
        p.pgp_password_env = i == 0 ? "" : "EDI_TEST_WORD";
        setenv("EDI_TEST_WORD", i == 1 ? "OPEN" : password, 1);
        assert_int_equal(seal(&p, X12_STR("ISA"), sealed, &err),
                         i == 2 ? X12_OK : X12_EMISUSE);
        if (i < 2)
            assert_says(&err, i == 0 ? "set pgp_password_file"
                                     : "the password opens no key");
    }
    unsetenv("EDI_TEST_WORD");
    close(sealed);
}

/* ---- through outbox and archive ---- */

struct mail {
    struct desk desk;
    char base[32], drop[PATH], from[PATH], archive[PATH];
    struct edi_partner partner;
    struct edi_partners partners;
    struct edi_send send;
    struct edi_batch batch;
    struct edi_receive receive;
};

static void mail_open(struct mail *m, const struct keyring *other)
{
    *m = (struct mail){ .base = "/tmp/edi-pgp-XXXXXX" };
    desk_open(&m->desk);
    assert_non_null(mkdtemp(m->base));
    snprintf(m->drop, sizeof(m->drop), "%s/drop", m->base);
    snprintf(m->from, sizeof(m->from), "%s/from", m->base);
    snprintf(m->archive, sizeof(m->archive), "%s/archive", m->base);
    assert_int_equal(mkdir(m->drop, 0700), 0);
    assert_int_equal(mkdir(m->from, 0700), 0);
    m->partner = we_see(other);
    m->partner.folder = m->drop;
    m->partner.receive_folder = m->from;
    m->partner.after_receive = EDI_AFTER_DELETE;
    m->partners = (struct edi_partners){ .at = &m->partner, .count = 1 };
}

static void mail_close(struct mail *m)
{
    pid_t pid = fork();

    edi_send_end(&m->send);
    edi_receive_end(&m->receive);
    desk_close(&m->desk);
    if (pid == 0) {
        execlp("rm", "rm", "-rf", m->base, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}

/* Queues a file of one claim, by a profile that says all of it. */
static void mail_queue(struct mail *m)
{
    static const char *const keys[][2] = {
        { "folder", "drop" },         { "sender", "SENDER" },
        { "receiver", "RECEIVER" },   { "usage", "T" },
        { "submitter_name", "HILL" }, { "contact_phone", "5550100123" },
        { "contact_name", "ANN" },    { "receiver_name", "HUB" },
    };
    struct edi_partners whole = { 0 };
    struct edi_generate_options options = {
        .partners = &whole, .again = true, .today = 20240131, .now = 90501
    };
    struct small_claim small;
    struct edi_generate g;
    struct x12_error *err = &m->desk.err;

    for (unsigned i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        assert_int_equal(edi_partners_put(&whole,
                                          &(struct edi_setting){
                                              "edi.conf", i + 1, "partner hub",
                                              keys[i][0], keys[i][1] },
                                          err),
                         X12_OK);
    assert_int_equal(edi_partners_check(&whole, err), X12_OK);
    small_claim_fill(&small, EDI_PROFESSIONAL, "PCN1", 12550);
    edi_generate_begin(&g, &m->desk.store, &options, err);
    assert_int_equal(edi_generate_claim(&g, &small.claim), X12_OK);
    assert_int_equal(edi_generate_end(&g, X12_END), X12_OK);
    edi_generate_release(&g);
    edi_partners_release(&whole);
    m->partner.usage = 'T';
    m->partner.receiver = "RECEIVER";
}

static enum edi_batch_state mail_send(struct mail *m)
{
    static const struct edi_batch_wanted all = { 0 };
    const struct edi_send_options options = { .partners = &m->partners,
                                              .when = "2024-02-01T00:00:00Z" };
    enum x12_status status;

    edi_send_end(&m->send);
    edi_send_begin(&m->send, &m->desk.store, &options, &m->desk.err);
    status = edi_send_next(&m->send, &m->batch);
    if (status < X12_OK)
        fail_msg("%s", m->desk.err.text);
    assert_int_equal(edi_batch_after(&m->desk.store, 0, &all, &m->batch),
                     X12_OK);
    return m->batch.state;
}

/* The first verdict of a run. */
static enum edi_receive_verdict mail_receive(struct mail *m)
{
    static const struct edi_ingest_options ingest = {
        .taken = "2024-02-01T00:00:00Z"
    };
    const struct edi_receive_options options = {
        .partners = &m->partners,
        .archive = { m->archive, "2024-02-01T00:00:00Z" },
        .ingest = &ingest,
    };
    enum x12_status status;

    edi_receive_end(&m->receive);
    edi_receive_begin(&m->receive, &m->desk.store, &options, &m->desk.err);
    status = edi_receive_next(&m->receive);
    if (status != X12_OK)
        fail_msg("%d %s", (int)status, m->desk.err.text);
    return m->receive.verdict;
}

static unsigned names_in(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    unsigned names = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir)))
        names += entry->d_name[0] != '.';
    closedir(dir);
    return names;
}

static int mail_fd(const struct mail *m, const char *folder, const char *name,
                   int flags)
{
    char path[2 * PATH + EDI_BATCH_NAME];
    int fd;

    (void)m;
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    fd = open(path, flags, 0600);
    assert_true(fd >= 0);
    return fd;
}

static void what_is_sent_is_sealed_and_known_again(void **state)
{
    const struct edi_partner here = they_see(&theirs);
    struct edi_sealed sealed;
    struct mail m;
    int there, opened;
    char head[4];

    (void)state;
    mail_open(&m, &theirs);
    mail_queue(&m);
    assert_int_equal(mail_send(&m), EDI_BATCH_SENT);
    assert_int_equal(names_in(m.drop), 1);
    there = mail_fd(&m, m.drop, m.batch.name, O_RDONLY);
    opened = nameless();
    assert_int_equal(edi_sealed_find(&m.desk.store, m.batch.id, &sealed),
                     X12_OK);
    assert_int_equal(lseek(there, 0, SEEK_END), sealed.bytes);
    assert_int_equal(lseek(there, 0, SEEK_SET), 0);
    assert_int_equal(edi_pgp_unseal(&here, there, opened, PLAIN, &m.desk.err),
                     X12_OK);
    assert_int_equal(lseek(opened, 0, SEEK_END), m.batch.bytes);
    assert_int_equal(pread(opened, head, 4, 0), 4);
    assert_memory_equal(head, "ISA*", 4);
    close(there);
    close(opened);
    /* a run that was ended before it could say so: it is there, and whole */
    assert_int_equal(edi_db_script(&m.desk.store.db,
                                   "UPDATE batch SET state = 3, shown = 1"),
                     X12_OK);
    assert_int_equal(mail_send(&m), EDI_BATCH_SENT);
    assert_int_equal(names_in(m.drop), 1);
    mail_close(&m);
}

static void what_cannot_be_sealed_waits(void **state)
{
    struct mail m;

    (void)state;
    mail_open(&m, &expired);
    mail_queue(&m);
    assert_int_equal(mail_send(&m), EDI_BATCH_QUEUED);
    assert_int_equal(m.send.trouble, EDI_TROUBLE_REFUSED);
    assert_non_null(strstr(m.send.why, "has expired"));
    assert_int_equal(names_in(m.drop), 0);
    m.partner.pgp_recipient = theirs.print; /* the new one */
    assert_int_equal(mail_send(&m), EDI_BATCH_SENT);
    mail_close(&m);
}

/* Lays a claim into their folder, sealed as `from` says. A name with the size
 * and time of one that was fetched is that one: so each has a time of its own. */
static void mail_lay(struct mail *m, const char *name,
                     const struct edi_partner *from)
{
    static time_t laid = 1706745600;
    const struct timespec at[2] = { { .tv_sec = laid }, { .tv_sec = laid } };
    int fd = mail_fd(m, m->from, name, O_RDWR | O_CREAT | O_TRUNC);

    desk_claims(&m->desk, "000000001", "20240110", "PCN1 100 20240105");
    assert_int_equal(seal(from, x12_str_from(m->desk.text), fd, &m->desk.err),
                     X12_OK);
    assert_int_equal(futimens(fd, at), 0);
    laid += 60;
    close(fd);
}

static void what_comes_sealed_is_taken_in(void **state)
{
    const struct edi_partner hub = they_see(&theirs);
    struct mail m;

    (void)state;
    mail_open(&m, &theirs);
    mail_lay(&m, "remit.x12.pgp", &hub);
    if (mail_receive(&m) != EDI_RECEIVE_TAKEN)
        fail_msg("%d: %s", (int)m.receive.verdict, m.receive.why);
    assert_non_null(strstr(m.receive.file.path, "/remit.x12"));
    assert_null(strstr(m.receive.file.path, ".pgp"));
    assert_int_equal(names_in(m.from), 0);
    assert_int_equal(desk_ask(&m.desk, "SELECT count(*) FROM claim"), 1);
    mail_lay(&m, "remit.x12.pgp", &hub); /* other bytes, and the same in them */
    assert_int_equal(mail_receive(&m), EDI_RECEIVE_SEEN);
    mail_close(&m);
}

/* Each is left where it is, and told; nothing of it is taken in. */
static void assert_locked(struct mail *m, const char *says)
{
    if (mail_receive(m) != EDI_RECEIVE_LOCKED)
        fail_msg("%d: %s", (int)m->receive.verdict, m->receive.why);
    if (!strstr(m->receive.why, says))
        fail_msg("\"%s\" does not say \"%s\"", m->receive.why, says);
    assert_int_equal(names_in(m->from), 1);
    assert_int_equal(desk_ask(&m->desk, "SELECT count(*) FROM claim"), 0);
    assert_int_equal(desk_ask(&m->desk, "SELECT count(*) FROM received"), 0);
}

static void what_others_have_sealed_is_not_taken_in(void **state)
{
    struct edi_partner from = they_see(&strange);
    struct mail m;
    int fd;

    (void)state;
    mail_open(&m, &theirs);
    mail_lay(&m, "a.pgp", &from);
    assert_locked(&m, "signed by another key than pgp_recipient");
    from = they_see(&theirs);
    from.pgp_signer = "";
    mail_lay(&m, "a.pgp", &from);
    assert_locked(&m, "it is not signed");
    from = we_see(&theirs); /* to them, and not to us */
    mail_lay(&m, "a.pgp", &from);
    assert_locked(&m, "none of our keys");
    from = they_see(&theirs);
    mail_lay(&m, "a.pgp", &from);
    fd = mail_fd(&m, m.from, "a.pgp", O_WRONLY);
    assert_int_equal(lseek(fd, -40, SEEK_END) > 0, 1);
    assert_int_equal(write(fd, "changed", 7), 7);
    close(fd);
    assert_locked(&m, "not decrypted");
    mail_lay(&m, "a.pgp", &from);
    m.partner.pgp_home = "";
    assert_locked(&m, "no pgp_home");
    /* unsigned, where the profile says that it may be */
    from.pgp_signer = "";
    m.partner.pgp_home = ours.home;
    m.partner.pgp_signed = EDI_WISH_NO;
    mail_lay(&m, "a.pgp", &from);
    assert_int_equal(mail_receive(&m), EDI_RECEIVE_TAKEN);
    mail_close(&m);
}

/* Signed when the key was good; it is none now. */
static void what_an_expired_key_has_signed_is_not_taken_in(void **state)
{
    struct mail m;
    char in[2 * PATH], out[2 * PATH];
    const char *const sign[] = { "--faked-system-time",
                                 "20200115T000000",
                                 "--sign",
                                 "--encrypt",
                                 "-r",
                                 ours.print,
                                 "-o",
                                 out,
                                 in,
                                 NULL };
    FILE *file;

    (void)state;
    mail_open(&m, &expired);
    snprintf(in, sizeof(in), "%s/plain", m.base);
    snprintf(out, sizeof(out), "%s/a.pgp", m.from);
    desk_claims(&m.desk, "000000001", "20240110", "PCN1 100 20240105");
    file = fopen(in, "w");
    assert_non_null(file);
    fputs(m.desk.text, file);
    fclose(file);
    keyring_gpg(&expired, sign);
    assert_locked(&m, "signed by a key that has expired");
    mail_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_we_seal_they_can_read_and_know_it_is_ours),
        cmocka_unit_test(nothing_is_sealed_by_a_key_that_will_not_do),
        cmocka_unit_test(a_password_that_is_wrong_or_not_there_is_told),
        cmocka_unit_test(what_is_sent_is_sealed_and_known_again),
        cmocka_unit_test(what_cannot_be_sealed_waits),
        cmocka_unit_test(what_comes_sealed_is_taken_in),
        cmocka_unit_test(what_others_have_sealed_is_not_taken_in),
        cmocka_unit_test(what_an_expired_key_has_signed_is_not_taken_in),
    };

    return cmocka_run_group_tests_name("pgp", tests, keys_make, keys_drop);
}
