/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An S3 store, played by the TLS server of our own, which reckons each signature:
 * sending to it, and what stands in it.
 */
#include "edi/net/transfer.h"
#include "tests/support/cm.h"
#include "tests/support/post.h"
#include "tests/support/tcp.h"
#include "tests/support/webd.h"

#include <stdio.h>
#include <unistd.h>

enum { CLAIMS = 400 };

struct shop {
    struct certs certs;
    struct webd server;
    struct post post;
    char port[8], secret[CERTS_PATH];
};

static void shop_partner(struct shop *s, const char *region, const char *resume)
{
    const struct post_setting settings[] = {
        { "protocol", "s3" },         { "host", "127.0.0.1" },
        { "port", s->port },          { "bucket", "bucket" },
        { "region", region },         { "folder", "out" },
        { "receive_folder", "out/" }, { "after_receive", "delete" },
        { "user", WEBD_ACCESS },      { "password_file", s->secret },
        { "ca_file", s->certs.ca },   { "file_name", "837 {kind}+{isa}.x12" },
        { "resume", resume },
    };

    post_partner(&s->post, settings, sizeof(settings) / sizeof(settings[0]));
}

static void shop_open(struct shop *s)
{
    *s = (struct shop){ .port = "" };
    certs_open(&s->certs);
    webd_open(&s->server, &s->certs.good);
    post_open(&s->post);
    snprintf(s->port, sizeof(s->port), "%u", s->server.port);
    snprintf(s->secret, sizeof(s->secret), "%s/secret", s->server.base);
    file_write(s->secret, WEBD_SECRET "\n", sizeof(WEBD_SECRET));
    shop_partner(s, WEBD_REGION, "no");
    post_queue(&s->post, CLAIMS);
}

static void shop_close(struct shop *s)
{
    post_close(&s->post);
    webd_close(&s->server);
    certs_close(&s->certs);
}

static void assert_arrived(struct shop *s)
{
    char path[WEBD_PATH + EDI_BATCH_NAME];

    snprintf(path, sizeof(path), "%s/837 P+000000001.x12", s->server.drop);
    assert_int_equal(folder_names(s->server.drop), 1);
    assert_true(post_is(&s->post, path));
}

static void what_is_sent_is_signed_and_arrives(void **state)
{
    struct shop s;

    (void)state;
    shop_open(&s);
    post_expect(&s.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_arrived(&s);
    assert_int_equal(s.server.plan->bad_signature, 0);

    post_queue(&s.post, 1); /* the name is taken, by other bytes */
    post_expect(&s.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "is there already");
    assert_int_equal(s.server.plan->stored, 1);
    shop_close(&s);
}

static void a_signature_that_does_not_fit_is_refused(void **state)
{
    struct shop s;

    (void)state;
    shop_open(&s);
    shop_partner(&s, "eu-west-3", "no");
    post_queue(&s.post, 1);
    post_expect(&s.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "HTTP 403");
    assert_int_equal(s.server.plan->bad_signature, 1);
    shop_partner(&s, WEBD_REGION, "no");
    file_write(s.secret, "WRONG\n", 6);
    post_queue(&s.post, 1);
    post_expect(&s.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "HTTP 403");
    assert_int_equal(s.server.plan->bad_signature, 2);
    assert_int_equal(s.server.plan->stored, 0);
    shop_close(&s);
}

static void what_was_cut_is_looked_for_before_it_is_sent_again(void **state)
{
    struct shop s;

    (void)state;
    shop_open(&s);
    assert_int_equal(post_run(&s.post), EDI_BATCH_SENT);
    for (unsigned tenth = 1; tenth <= 9; tenth += 2) {
        enum edi_batch_state where;

        folder_empty(s.server.drop);
        post_queue(&s.post, CLAIMS);
        s.server.plan->cut = s.post.batch.bytes * tenth / 10;
        where = post_run(&s.post);
        s.server.plan->cut = 0;
        assert_true(where == EDI_BATCH_QUEUED || where == EDI_BATCH_UNKNOWN);
        if (where == EDI_BATCH_UNKNOWN)
            assert_int_equal(s.post.send.trouble, EDI_TROUBLE_UNKNOWN);
        assert_int_equal(folder_names(s.server.drop), 0);
    }
    shop_close(&s);
}

/* Opens the line for what comes, and lists. */
static void shop_list(struct shop *s, struct edi_transfer *t,
                      struct edi_remotes *all)
{
    const struct edi_partner *p = &s->post.partners.at[0];

    if (edi_transfer_open(t, p, edi_partner_place(p, true), &s->post.err) !=
            X12_OK ||
        edi_transfer_list(t, all, &s->post.err) != X12_OK)
        fail_msg("%s", s->post.err.text);
}

static void a_listing_of_many_pages_is_read(void **state)
{
    static const char *const names[] = { "a.x12", "b&c.x12", "d e.x12", "f.txt",
                                         "g+h.835" };
    struct edi_transfer t = { 0 };
    struct edi_remotes all = { 0 };
    char path[WEBD_PATH + 32];
    struct shop s;

    (void)state;
    shop_open(&s);
    for (unsigned i = 0; i < 5; i++) {
        snprintf(path, sizeof(path), "%s/%s", s.server.drop, names[i]);
        file_write(path, "some bytes", i + 1);
    }
    shop_list(&s, &t, &all);
    assert_int_equal(all.count, 5);
    for (unsigned i = 0; i < 5; i++) {
        assert_true(x12_str_is(all.at[i].name, names[i]));
        assert_int_equal(all.at[i].size, i + 1);
        assert_int_equal(all.at[i].changed, 1706691901);
        assert_true(all.at[i].plain);
    }
    assert_int_equal(s.server.plan->requests, 3);
    for (unsigned i = 0; i < 5; i++)
        assert_int_equal(edi_transfer_remove(&t, names[i], &s.post.err),
                         X12_OK);
    assert_int_equal(folder_names(s.server.drop), 0);
    assert_int_equal(s.server.plan->bad_signature, 0);
    edi_remotes_release(&all);
    edi_transfer_close(&t);
    shop_close(&s);
}

/* Reads a file of theirs; how many bytes came. */
static size_t shop_get(struct shop *s, struct edi_transfer *t, const char *name)
{
    struct x12_source src = { 0 };
    size_t all = 0, got;
    char block[4096];

    if (edi_transfer_get(t, name, &src, &s->post.err) == X12_OK)
        while (x12_source_read(&src, block, sizeof(block), &got,
                               &s->post.err) == X12_OK)
            all += got;
    x12_source_close(&src);
    return all;
}

static void what_comes_is_gone_on_with_where_it_was_cut(void **state)
{
    static char bytes[100000];
    struct edi_transfer t = { 0 };
    struct edi_remotes all = { 0 };
    char path[WEBD_PATH + 32];
    struct shop s;

    (void)state;
    memset(bytes, 'x', sizeof(bytes));
    shop_open(&s);
    snprintf(path, sizeof(path), "%s/a.x12", s.server.drop);
    file_write(path, bytes, sizeof(bytes));
    shop_list(&s, &t, &all);
    s.server.plan->cut_answer = 30000;
    assert_int_equal(shop_get(&s, &t, "a.x12"), 0); /* not allowed */
    assert_int_equal(t.trouble, EDI_TROUBLE_UNREACHABLE);
    assert_true(t.lost);
    edi_transfer_close(&t);
    edi_remotes_release(&all);

    shop_partner(&s, WEBD_REGION, "yes");
    s.post.err = (struct x12_error){ 0 };
    shop_list(&s, &t, &all);
    s.server.plan->cut_answer = 30000;
    assert_int_equal(shop_get(&s, &t, "a.x12"), sizeof(bytes));
    assert_int_equal(s.server.plan->ranges, 1);
    assert_int_equal(s.server.plan->bad_signature, 0);
    edi_transfer_close(&t);
    edi_remotes_release(&all);
    shop_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sent_is_signed_and_arrives),
        cmocka_unit_test(a_signature_that_does_not_fit_is_refused),
        cmocka_unit_test(what_was_cut_is_looked_for_before_it_is_sent_again),
        cmocka_unit_test(a_listing_of_many_pages_is_read),
        cmocka_unit_test(what_comes_is_gone_on_with_where_it_was_cut),
    };

    return cmocka_run_group_tests_name("send_s3", tests, NULL, NULL);
}
