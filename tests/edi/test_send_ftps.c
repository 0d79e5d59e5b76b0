/* SPDX-License-Identifier: Apache-2.0 */
/*
 * FTP by TLS with a real proftpd: sending, and what can go wrong on the way;
 * listing, fetching and moving.
 */
#include "edi/net/ftp_list.h"
#include "tests/support/cm.h"
#include "tests/support/ftpsd.h"
#include "tests/support/post.h"
#include "tests/support/sshd.h"
#include "tests/support/tcp.h"

#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { CLAIMS = 400, SETTINGS = 24 };

struct office {
    struct certs certs;
    struct ftpsd server;
    struct post post;
    struct post_setting settings[SETTINGS];
    unsigned count;
    char port[8];
};

static void set(struct office *o, const char *key, const char *value)
{
    for (unsigned i = 0; i < o->count; i++)
        if (strcmp(o->settings[i].key, key) == 0) {
            o->settings[i].value = value;
            return;
        }
    o->settings[o->count++] = (struct post_setting){ key, value };
}

static void ready(struct office *o)
{
    post_partner(&o->post, o->settings, o->count);
}

static void office_at(struct office *o, unsigned port)
{
    snprintf(o->port, sizeof(o->port), "%u", port);
    ready(o);
}

static void open_by(struct office *o, const char *extra, unsigned long most)
{
    *o = (struct office){ .count = 0 };
    certs_open(&o->certs);
    ftpsd_open(&o->server, &o->certs.good, extra, most);
    post_open(&o->post);
    set(o, "protocol", "ftps");
    set(o, "host", "127.0.0.1");
    set(o, "port", o->port);
    set(o, "user", "harbor");
    set(o, "password_file", o->server.password);
    set(o, "ca_file", o->certs.ca);
    set(o, "folder", "in");
    set(o, "receive_folder", o->server.out);
    set(o, "after_receive", "move");
    set(o, "move_folder", "in");
    office_at(o, o->server.port);
    post_queue(&o->post, CLAIMS);
}

static void close_it(struct office *o)
{
    post_close(&o->post);
    ftpsd_close(&o->server);
    certs_close(&o->certs);
}

static void assert_arrived(struct office *o)
{
    char path[FTPSD_PATH + EDI_BATCH_NAME];

    snprintf(path, sizeof(path), "%s/%s", o->server.drop, o->post.batch.name);
    assert_int_equal(folder_names(o->server.drop), 1);
    assert_true(post_is(&o->post, path));
}

static void what_is_sent_arrives_under_its_name(void **state)
{
    char path[FTPSD_PATH + EDI_BATCH_NAME];
    struct office o;

    (void)state;
    open_by(&o, "", 0);
    post_expect(&o.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_arrived(&o);
    assert_int_equal(post_run(&o.post), EDI_BATCH_SENT);

    set(&o, "rename", "no");
    set(&o, "folder", o.server.drop); /* from the root */
    ready(&o);
    folder_empty(o.server.drop);
    post_queue(&o.post, CLAIMS);
    post_expect(&o.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_arrived(&o);

    set(&o, "rename", "yes");
    ready(&o);
    snprintf(path, sizeof(path), "%s/%s", o.server.drop, o.post.batch.name);
    file_write(path, "theirs", 6);
    post_queue(&o.post, CLAIMS);
    post_expect(&o.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "is there already");
    assert_int_equal(folder_names(o.server.drop), 1);
    close_it(&o);
}

static void implicit_tls_does_too(void **state)
{
    struct office o;

    (void)state;
    open_by(&o, "TLSOptions UseImplicitSSL", 0);
    set(&o, "tls", "implicit");
    ready(&o);
    post_expect(&o.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_arrived(&o);
    close_it(&o);
}

/* What is wrong with the server's rights and disk, and what is said of it. */
static void what_they_refuse_is_told(void **state)
{
    static const struct {
        const char *extra;
        unsigned long most;
        enum edi_trouble trouble;
        const char *says;
    } cases[] = {
        { "<Limit WRITE>\nDenyAll\n</Limit>", 0, EDI_TROUBLE_REFUSED,
          "cannot be written there" },
        { "<Limit RNFR RNTO>\nDenyAll\n</Limit>", 0, EDI_TROUBLE_REFUSED,
          "the server says no" },
        /* refused if they say so before they close */
        { "", 8192, EDI_TROUBLE_REFUSED, "their disk is full" },
        { "TLSEngine off", 0, EDI_TROUBLE_REFUSED, "offers no TLS" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct office o;

        open_by(&o, cases[i].extra, cases[i].most);
        if (post_run(&o.post) != EDI_BATCH_QUEUED ||
            (o.post.send.trouble != cases[i].trouble && !cases[i].most) ||
            o.post.send.trouble == EDI_TROUBLE_UNKNOWN ||
            !strstr(o.post.send.why, cases[i].says))
            fail_msg("%s: %d, %s", cases[i].extra, (int)o.post.send.trouble,
                     o.post.send.why);
        close_it(&o);
    }
}

static void a_login_or_certificate_that_is_wrong_is_refused(void **state)
{
    struct office o;

    (void)state;
    open_by(&o, "", 0);
    set(&o, "ca_file", o.certs.other_ca);
    ready(&o);
    post_expect(&o.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "CERTIFICATE NOT TRUSTED");
    set(&o, "ca_file", o.certs.ca);
    ready(&o);
    file_write(o.server.password, "WRONG\n", 6);
    post_expect(&o.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "login refused");
    assert_null(strstr(o.post.send.why, "WRONG"));
    assert_int_equal(chmod(o.server.password, 0640), 0);
    post_expect(&o.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "chmod 600");
    set(&o, "folder", "nowhere");
    file_write(o.server.password, "OPEN-SESAME\n", 12);
    ready(&o);
    post_expect(&o.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "cannot be written there");
    assert_int_equal(folder_names(o.server.drop), 0);
    close_it(&o);
}

/* The wire carries the commands: cut at each tenth of them, and dead. */
static void a_line_that_is_cut_ends_in_one_file(void **state)
{
    struct office o;
    struct wire wire;
    uint64_t whole;

    (void)state;
    open_by(&o, "", 0);
    wire_open(&wire, o.server.port, 0, false);
    office_at(&o, wire.port);
    post_expect(&o.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    edi_send_end(&o.post.send);
    wire_close(&wire);
    whole = wire.bytes;
    for (unsigned tenth = 1; tenth < 10; tenth++) {
        enum edi_batch_state where;

        folder_empty(o.server.drop);
        post_queue(&o.post, CLAIMS);
        wire_open(&wire, o.server.port, whole * tenth / 10, false);
        office_at(&o, wire.port);
        where = post_run(&o.post);
        if (o.post.send.trouble == EDI_TROUBLE_UNREACHABLE)
            assert_int_equal(where, EDI_BATCH_QUEUED);
        else if (o.post.send.trouble == EDI_TROUBLE_UNKNOWN)
            assert_int_equal(where, EDI_BATCH_UNKNOWN);
        else if (where != EDI_BATCH_SENT) /* what is cut is the farewell */
            fail_msg("cut at %u/10: state %d, %s", tenth, (int)where,
                     o.post.send.why);
        edi_send_end(&o.post.send);
        wire_close(&wire);
        office_at(&o, o.server.port);
        assert_int_equal(post_run(&o.post), EDI_BATCH_SENT);
        assert_arrived(&o);
    }
    close_it(&o);
}

static void who_stalls_is_given_up(void **state)
{
    struct office o;
    struct wire wire;
    time_t start;

    (void)state;
    open_by(&o, "", 0);
    wire_open(&wire, o.server.port, 900, true);
    set(&o, "timeout", "1");
    office_at(&o, wire.port);
    start = time(NULL);
    post_expect(&o.post, EDI_BATCH_QUEUED, EDI_TROUBLE_UNREACHABLE,
                "no answer in time");
    assert_true(time(NULL) - start <= 6);
    wire_close(&wire);
    wire_open(&wire, o.server.port, 0, false);
    wire_close(&wire); /* nobody listens there now */
    office_at(&o, wire.port);
    post_expect(&o.post, EDI_BATCH_QUEUED, EDI_TROUBLE_UNREACHABLE,
                "nobody answers");
    close_it(&o);
}

static void lay(struct office *o, const char *name, const char *text)
{
    char path[FTPSD_PATH + EDI_BATCH_NAME];

    snprintf(path, sizeof(path), "%s/%s", o->server.out, name);
    file_write(path, text, strlen(text));
}

static void open_line(struct office *o, struct edi_transfer *t,
                      struct edi_remotes *all)
{
    const struct edi_partner *p = &o->post.partners.at[0];

    if (edi_transfer_open(t, p, edi_partner_place(p, true), &o->post.err) !=
            X12_OK ||
        edi_transfer_list(t, all, &o->post.err) != X12_OK)
        fail_msg("%s", o->post.err.text);
}

/* By facts, and by names alone where the server knows no MLSD. */
static void what_they_have_is_listed_fetched_and_moved(void **state)
{
    static const char *const extras[] = { "",
                                          "<Limit MLSD>\nDenyAll\n</Limit>" };
    char block[64], path[FTPSD_PATH + 16];

    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        struct edi_transfer t = { 0 };
        struct edi_remotes all = { 0 };
        struct x12_source src = { 0 };
        struct office o;
        size_t got;

        open_by(&o, extras[i], 0);
        lay(&o, "b c.x12", "two");
        lay(&o, "a.x12", "one's");
        snprintf(path, sizeof(path), "%s/folder", o.server.out);
        assert_int_equal(mkdir(path, 0700), 0);
        open_line(&o, &t, &all);
        if (i == 1) { /* who is asked for its size is known to be a file */
            assert_int_equal(all.count, 2);
            assert_true(x12_str_is(all.at[0].name, "a.x12"));
            assert_int_equal(all.at[0].size, 5);
            assert_true(all.at[0].changed > 1700000000);
            assert_true(x12_str_is(all.at[1].name, "b c.x12"));
        } else {
            assert_int_equal(all.count, 3);
            assert_true(x12_str_is(all.at[0].name, "a.x12"));
            assert_int_equal(all.at[0].size, 5);
            assert_true(all.at[0].plain && all.at[1].plain);
            assert_true(all.at[0].changed > 1700000000);
            assert_true(x12_str_is(all.at[1].name, "b c.x12"));
            assert_false(all.at[2].plain || all.at[2].odd);
            if (edi_transfer_get(&t, "a.x12", &src, &o.post.err) != X12_OK ||
                edi_transfer_move(&t, "a.x12", "in", &o.post.err) != X12_OK)
                fail_msg("%s", o.post.err.text);
            assert_int_equal(
                x12_source_read(&src, block, sizeof(block), &got, &o.post.err),
                X12_OK);
            assert_int_equal(got, 5);
            assert_memory_equal(block, "one's", 5);
            x12_source_close(&src);
            assert_int_equal(folder_names(o.server.drop), 1);
            assert_int_equal(edi_transfer_remove(&t, "b c.x12", &o.post.err),
                             X12_OK);
            assert_int_equal(edi_transfer_remove(&t, "b c.x12", &o.post.err),
                             X12_END);
            assert_int_equal(folder_names(o.server.out), 1);
        }
        edi_remotes_release(&all);
        edi_transfer_close(&t);
        close_it(&o);
    }
}

static void a_line_of_facts_is_read_or_odd(void **state)
{
    static const struct {
        const char *line, *name;
        uint64_t size;
        int64_t changed;
        bool plain, odd;
    } cases[] = {
        { "type=file;size=120;modify=20240131090501; a b.x12", "a b.x12", 120,
          1706691901, true, false },
        { "Type=FILE;Size=7;Modify=20240131090501.123;Perm=r; c", "c", 7,
          1706691901, true, false },
        { "type=cdir;modify=20240131090501; .", ".", 0, 1706691901, false,
          false },
        { "type=dir; d", "d", 0, 0, false, false },
        { "type=OS.unix=slink:/etc/passwd; e", "e", 0, 0, false, true },
        { "type=file;size=x;modify=2024; f", "f", EDI_REMOTE_UNSIZED, 0, true,
          false },
        { "the rest of a name", "the rest of a name", 0, 0, false, true },
        { "type=file;size=1;", "type=file;size=1;", 0, 0, false, true },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct edi_remote remote;

        edi_ftp_facts(x12_str_from(cases[i].line), &remote);
        if (!x12_str_is(remote.name, cases[i].name) ||
            remote.size != cases[i].size ||
            remote.changed != cases[i].changed ||
            remote.plain != cases[i].plain || remote.odd != cases[i].odd)
            fail_msg("%s: %.*s %llu %lld %d %d", cases[i].line,
                     (int)remote.name.len, remote.name.at,
                     (unsigned long long)remote.size, (long long)remote.changed,
                     remote.plain, remote.odd);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sent_arrives_under_its_name),
        cmocka_unit_test(implicit_tls_does_too),
        cmocka_unit_test(what_they_refuse_is_told),
        cmocka_unit_test(a_login_or_certificate_that_is_wrong_is_refused),
        cmocka_unit_test(a_line_that_is_cut_ends_in_one_file),
        cmocka_unit_test(who_stalls_is_given_up),
        cmocka_unit_test(what_they_have_is_listed_fetched_and_moved),
        cmocka_unit_test(a_line_of_facts_is_read_or_odd),
    };

    return cmocka_run_group_tests_name("send_ftps", tests, NULL, NULL);
}
