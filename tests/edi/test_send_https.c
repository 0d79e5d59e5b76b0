/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sending by HTTPS to a TLS server of our own, that answers as partners do when
 * something is wrong: where the batch stands then, and what is said of it.
 */
#include "tests/support/cm.h"
#include "tests/support/post.h"
#include "tests/support/tcp.h"
#include "tests/support/webd.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { CLAIMS = 400, SETTINGS = 24 };

struct desk_of {
    struct certs certs;
    struct webd server;
    struct post post;
    struct post_setting settings[SETTINGS];
    unsigned count;
    char url[128], look[128], token[128], secret[CERTS_PATH];
};

static void set(struct desk_of *d, const char *key, const char *value)
{
    for (unsigned i = 0; i < d->count; i++)
        if (strcmp(d->settings[i].key, key) == 0) {
            d->settings[i].value = value;
            return;
        }
    d->settings[d->count++] = (struct post_setting){ key, value };
}

static void ready(struct desk_of *d)
{
    post_partner(&d->post, d->settings, d->count);
}

/* A partner that takes POST by a bearer's secret, and cannot be asked. */
static void open_by(struct desk_of *d, const struct cert *cert)
{
    *d = (struct desk_of){ .count = 0 };
    certs_open(&d->certs);
    webd_open(&d->server, cert ? cert : &d->certs.good);
    post_open(&d->post);
    snprintf(d->url, sizeof(d->url), "https://127.0.0.1:%u/in?v=SESAME",
             d->server.port);
    snprintf(d->look, sizeof(d->look), "https://127.0.0.1:%u/in/{name}",
             d->server.port);
    snprintf(d->token, sizeof(d->token), "https://127.0.0.1:%u/token",
             d->server.port);
    snprintf(d->secret, sizeof(d->secret), "%s/secret", d->server.base);
    file_write(d->secret, "OPEN-SESAME\n", 12);
    set(d, "protocol", "https");
    set(d, "send_url", d->url);
    set(d, "method", "post");
    set(d, "auth", "bearer");
    set(d, "password_file", d->secret);
    set(d, "ca_file", d->certs.ca);
    ready(d);
    post_queue(&d->post, 1);
}

static void close_it(struct desk_of *d)
{
    post_close(&d->post);
    webd_close(&d->server);
    certs_close(&d->certs);
}

/* The one file that they have is the one that was queued. */
static void assert_arrived(struct desk_of *d, const char *name)
{
    char path[WEBD_PATH + EDI_BATCH_NAME];

    snprintf(path, sizeof(path), "%s/%s", d->server.drop, name);
    assert_int_equal(folder_names(d->server.drop), 1);
    assert_true(post_is(&d->post, path));
}

static void each_way_to_send_does(void **state)
{
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_arrived(&d, "post-1");
    assert_string_equal(d.server.plan->type, "application/edi-x12");
    assert_string_equal(d.server.plan->authorization, "Bearer OPEN-SESAME");
    assert_int_equal(post_run(&d.post), EDI_BATCH_SENT);
    assert_int_equal(d.server.plan->stored, 1); /* not again */

    folder_empty(d.server.drop);
    set(&d, "method", "multipart");
    set(&d, "field", "claims");
    set(&d, "content_type", "text/plain");
    ready(&d);
    post_queue(&d.post, CLAIMS);
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_arrived(&d, "post-2");

    folder_empty(d.server.drop);
    d.count = 6; /* without field and content_type */
    set(&d, "method", "put");
    set(&d, "send_url", d.look);
    ready(&d);
    post_queue(&d.post, CLAIMS);
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_arrived(&d, "837P-000000001.x12");
    close_it(&d);
}

static void each_way_to_log_in_does(void **state)
{
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    set(&d, "auth", "basic");
    set(&d, "user", "harbor");
    ready(&d);
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_string_equal(d.server.plan->authorization,
                        "Basic aGFyYm9yOk9QRU4tU0VTQU1F");
    d.count = 6;
    set(&d, "auth", "header");
    set(&d, "auth_name", "X-Api-Key");
    snprintf(d.server.plan->api_key, sizeof(d.server.plan->api_key),
             "OPEN-SESAME");
    ready(&d);
    post_queue(&d.post, 1);
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    snprintf(d.server.plan->api_key, sizeof(d.server.plan->api_key), "ANOTHER");
    post_queue(&d.post, 1);
    post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "login refused");
    assert_int_equal(chmod(d.secret, 0644), 0);
    post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "chmod 600");
    assert_int_equal(unlink(d.secret), 0);
    post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "No such file");
    assert_int_equal(d.server.plan->stored, 2);
    close_it(&d);
}

static void a_token_is_got_kept_and_got_anew(void **state)
{
    struct desk_of d;
    struct webd_plan *plan;

    (void)state;
    open_by(&d, NULL);
    plan = d.server.plan;
    snprintf(plan->client, sizeof(plan->client), "harbor:OPEN-SESAME");
    set(&d, "auth", "oauth");
    set(&d, "user", "harbor");
    set(&d, "token_url", d.token);
    set(&d, "scope", "claims all");
    set(&d, "look_url", d.look);
    set(&d, "file_name", "{isa}837P-x.x12");
    ready(&d);
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_int_equal(plan->tokens, 1); /* for the look and the file */

    set(&d, "token_login", "body");
    ready(&d);
    post_queue(&d.post, 1);
    plan->token_uses = 1; /* the look uses it up */
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_int_equal(plan->tokens, 4);
    plan->token_uses = 0;

    plan->token_life = 0; /* it has run out when it comes */
    post_queue(&d.post, 1);
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_int_equal(plan->tokens, 7);
    assert_int_equal(plan->stored, 3);

    file_write(d.secret, "WRONG\n", 6);
    post_queue(&d.post, 1);
    post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "login refused, no token");
    assert_null(strstr(d.post.send.why, "WRONG"));
    assert_int_equal(plan->stored, 3);
    close_it(&d);
}

/* A token that they never take is asked for once more, and no third time. */
static void a_token_that_is_refused_is_asked_for_once_more(void **state)
{
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    snprintf(d.server.plan->client, sizeof(d.server.plan->client),
             "harbor:OPEN-SESAME");
    set(&d, "auth", "oauth");
    set(&d, "user", "harbor");
    set(&d, "token_url", d.token);
    set(&d, "scope", "claims all");
    ready(&d);
    d.server.plan->status = 401;
    post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "login refused");
    assert_int_equal(d.server.plan->tokens, 2);
    close_it(&d);
}

/* What each answer means for a file that went. */
static void each_answer_has_its_state_and_says_what_to_do(void **state)
{
    static const struct {
        int status;
        enum edi_batch_state state;
        enum edi_trouble trouble;
        const char *says;
    } cases[] = {
        { 301, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "no redirect is" },
        { 307, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "no redirect is" },
        { 400, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "check the profile" },
        { 401, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "check user and secret" },
        { 403, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "ask the partner" },
        { 404, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "check the profile" },
        { 405, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "check method" },
        { 409, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "ask them which" },
        { 413, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "lower file_bytes" },
        { 415, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "check content_type" },
        { 418, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "ask them why" },
        { 422, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "ask them why" },
        { 429, EDI_BATCH_QUEUED, EDI_TROUBLE_UNREACHABLE, "too many" },
        { 500, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN, "ask them" },
        { 502, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN, "ask them" },
        { 503, EDI_BATCH_QUEUED, EDI_TROUBLE_UNREACHABLE, "is down" },
        { 504, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN, "ask them" },
        { 507, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "disk is full" },
    };
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char code[8];

        post_queue(&d.post, 1);
        d.server.plan->status = cases[i].status;
        snprintf(d.server.plan->location, sizeof(d.server.plan->location),
                 "https://127.0.0.1:%u/in", d.server.port);
        post_expect(&d.post, cases[i].state, cases[i].trouble, cases[i].says);
        snprintf(code, sizeof(code), "%d", cases[i].status);
        assert_non_null(strstr(d.post.send.why, code));
        assert_null(strstr(d.post.send.why, "SESAME"));
        assert_non_null(strstr(d.post.send.why, "/in:"));
    }
    assert_int_equal(d.server.plan->stored, 0);
    assert_int_equal(d.server.plan->requests, sizeof(cases) / sizeof(cases[0]));
    close_it(&d);
}

static void run_at(struct desk_of *d, const char *when, enum edi_trouble want)
{
    const struct edi_send_options options = { .partners = &d->post.partners,
                                              .when = when };

    edi_send_end(&d->post.send);
    edi_send_begin(&d->post.send, &d->post.store, &options, &d->post.err);
    assert_int_equal(edi_send_next(&d->post.send, &d->post.batch), X12_OK);
    if (d->post.send.trouble != want)
        fail_msg("%s: %s", when, d->post.send.why);
}

static void who_asks_to_wait_is_left_alone_so_long(void **state)
{
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    d.server.plan->status = 429;
    d.server.plan->times = 1;
    d.server.plan->retry_after = 90;
    run_at(&d, "2024-02-01T00:00:10Z", EDI_TROUBLE_UNREACHABLE);
    assert_non_null(strstr(d.post.send.why, "wait 90 s"));
    run_at(&d, "2024-02-01T00:01:30Z", EDI_TROUBLE_UNREACHABLE);
    assert_non_null(strstr(d.post.send.why, "asked to wait; not tried until "
                                            "2024-02-01T00:02:00Z"));
    assert_int_equal(d.server.plan->requests, 1);
    run_at(&d, "2024-02-01T00:02:00Z", EDI_TROUBLE_NONE);
    assert_int_equal(d.server.plan->stored, 1);
    close_it(&d);
}

/* Ten runs of cron with a wrong secret: no more than three are seen there, and
 * what came between is forgotten once it works. */
static void who_refuses_us_is_left_alone(void **state)
{
    struct desk_of d;
    char when[32];

    (void)state;
    open_by(&d, NULL);
    d.server.plan->status = 401;
    for (unsigned i = 0; i < 10; i++) {
        snprintf(when, sizeof(when), "2024-02-01T00:%02u:00Z", 2 * i);
        run_at(&d, when, i < 3 ? EDI_TROUBLE_REFUSED : EDI_TROUBLE_UNREACHABLE);
    }
    assert_int_equal(d.server.plan->connections, 3);
    run_at(&d, "2024-02-01T01:00:00Z", EDI_TROUBLE_REFUSED);
    assert_int_equal(d.server.plan->connections, 4);
    d.server.plan->status = 0;
    run_at(&d, "2024-02-01T04:00:00Z", EDI_TROUBLE_NONE);
    assert_int_equal(d.server.plan->stored, 1);
    close_it(&d);
}

static void an_answer_that_is_lost_is_not_sent_again_in_silence(void **state)
{
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    d.server.plan->mute = true;
    post_expect(&d.post, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN, "");
    d.server.plan->mute = false;
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(post_run(&d.post), EDI_BATCH_UNKNOWN);
    assert_int_equal(d.server.plan->requests, 1);

    set(&d, "look_url", d.look); /* they can be asked, but have taken it away */
    ready(&d);
    assert_int_equal(post_run(&d.post), EDI_BATCH_UNKNOWN);
    assert_int_equal(d.server.plan->requests, 2);
    assert_int_equal(d.server.plan->stored, 1);
    close_it(&d);
}

static void one_who_can_be_asked_is_asked(void **state)
{
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    set(&d, "method", "put");
    set(&d, "send_url", d.look);
    set(&d, "look_url", d.look);
    ready(&d);
    post_queue(&d.post, CLAIMS);
    d.server.plan->mute = true;
    post_expect(&d.post, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN, "");
    d.server.plan->mute = false;
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_int_equal(d.server.plan->stored, 1);

    post_queue(&d.post, 1); /* the same name, another file */
    post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "is there already");
    assert_int_equal(d.server.plan->stored, 1);
    close_it(&d);
}

static void who_takes_a_key_once_is_sent_it_again(void **state)
{
    char key[WEBD_TEXT];
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    set(&d, "idempotency_header", "Idempotency-Key");
    set(&d, "idempotent", "yes");
    ready(&d);
    d.server.plan->keyed = d.server.plan->mute = true;
    post_expect(&d.post, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN, "");
    memcpy(key, d.server.plan->key, sizeof(key));
    assert_int_equal(strlen(key), 36);
    d.server.plan->mute = false;
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_string_equal(key, d.server.plan->key);
    assert_int_equal(d.server.plan->stored, 1);

    set(&d, "idempotent", "no"); /* the key goes, but nothing rests on it */
    ready(&d);
    post_queue(&d.post, CLAIMS);
    d.server.plan->mute = true;
    post_expect(&d.post, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN, "");
    assert_string_not_equal(key, d.server.plan->key);
    d.server.plan->mute = false;
    assert_int_equal(post_run(&d.post), EDI_BATCH_UNKNOWN);
    assert_int_equal(d.server.plan->stored, 2);
    close_it(&d);
}

/* 202: they look at it later, and say where to ask. */
static void what_is_looked_at_later_is_asked_for(void **state)
{
    static const struct {
        int status;
        enum edi_batch_state state;
        enum edi_trouble trouble;
        const char *says;
    } cases[] = {
        { 200, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "" },
        { 303, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "" },
        { 422, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "ask them why" },
        { 404, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN, "it was taken" },
        { 401, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN, "it was taken" },
    };
    struct desk_of d;
    struct webd_plan *plan;

    (void)state;
    open_by(&d, NULL);
    plan = d.server.plan;
    plan->status = 202;
    plan->polls = 0;
    snprintf(plan->location, sizeof(plan->location), "/poll");
    set(&d, "time_limit", "3");
    ready(&d);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        post_queue(&d.post, 1);
        plan->poll_status = cases[i].status;
        post_expect(&d.post, cases[i].state, cases[i].trouble, cases[i].says);
    }
    assert_int_equal(plan->stored, 5);
    plan->poll_status = 202; /* for ever */
    plan->polled = 0;
    post_queue(&d.post, 1);
    post_expect(&d.post, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN, "time_limit");
    assert_in_range(plan->polled, 1, 4);

    snprintf(plan->location, sizeof(plan->location),
             "https://elsewhere.example/poll");
    post_queue(&d.post, 1);
    post_expect(&d.post, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN,
                "another host");
    plan->location[0] = '\0'; /* they do not say where: it is theirs */
    post_queue(&d.post, 1);
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    close_it(&d);
}

/* Who shows no certificate that we know gets nothing. */
static void a_certificate_that_is_wrong_is_refused(void **state)
{
    struct desk_of d;
    struct certs made;

    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        static const char *const says[] = { "ANOTHER NAME", "expired",
                                            "unable to get local issuer" };

        certs_open(&made);
        open_by(&d, i == 0 ? &made.name : i == 1 ? &made.expired : &made.good);
        if (i < 2)
            set(&d, "ca_file", made.ca);
        else
            set(&d, "ca_file", made.other_ca);
        ready(&d);
        post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, says[i]);
        assert_non_null(strstr(d.post.send.why, "do not send"));
        assert_int_equal(d.server.plan->requests, 0);
        close_it(&d);
        certs_close(&made);
    }
    open_by(&d, NULL);
    set(&d, "ca_file", "/nowhere/ca.pem");
    ready(&d);
    post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "ca_file");
    d.count--;
    ready(&d); /* the system's: it does not know our authority */
    post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED, "ca_file");
    assert_int_equal(d.server.plan->requests, 0);
    close_it(&d);
}

/* Cut at each tenth: it is not there, or nobody knows; never twice. */
static void a_connection_that_is_cut_ends_in_one_file(void **state)
{
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    set(&d, "method", "put");
    set(&d, "send_url", d.look);
    set(&d, "idempotency_header", "Idempotency-Key");
    set(&d, "idempotent", "yes");
    ready(&d);
    for (unsigned tenth = 1; tenth <= 10; tenth++) {
        enum edi_batch_state where;

        folder_empty(d.server.drop);
        post_queue(&d.post, CLAIMS);
        assert_int_equal(post_run(&d.post), EDI_BATCH_SENT);
        folder_empty(d.server.drop);
        post_queue(&d.post, CLAIMS);
        d.server.plan->cut = d.post.batch.bytes * tenth / 10;
        where = post_run(&d.post);
        d.server.plan->cut = 0;
        if (d.post.send.trouble == EDI_TROUBLE_UNREACHABLE)
            assert_int_equal(where, EDI_BATCH_QUEUED);
        else if (d.post.send.trouble != EDI_TROUBLE_UNKNOWN ||
                 where != EDI_BATCH_UNKNOWN)
            fail_msg("cut at %u/10: state %d, %s", tenth, (int)where,
                     d.post.send.why);
        assert_int_equal(folder_names(d.server.drop), 0);
        assert_int_equal(post_run(&d.post), EDI_BATCH_SENT);
        assert_arrived(&d, d.post.batch.name);
    }
    close_it(&d);
}

static void who_stalls_is_given_up(void **state)
{
    struct desk_of d;
    time_t start;

    (void)state;
    open_by(&d, NULL);
    set(&d, "timeout", "1");
    ready(&d);
    start = time(NULL);
    d.server.plan->deaf = true; /* nothing went yet */
    post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_UNREACHABLE,
                "no answer in time");
    d.server.plan->deaf = false;
    d.server.plan->stall = true; /* all went */
    post_expect(&d.post, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN,
                "no answer in time");
    assert_true(time(NULL) - start <= 8);
    close_it(&d);
}

static void nobody_there_is_unreachable(void **state)
{
    struct desk_of d;
    unsigned port;

    (void)state;
    open_by(&d, NULL);
    close(tcp_listen(&port));
    snprintf(d.url, sizeof(d.url), "https://127.0.0.1:%u/in", port);
    ready(&d);
    post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_UNREACHABLE,
                "nobody answers");
    set(&d, "send_url", "https://nobody.invalid/in");
    ready(&d);
    post_expect(&d.post, EDI_BATCH_QUEUED, EDI_TROUBLE_UNREACHABLE,
                "no address");
    close_it(&d);
}

/* What edi doctor asks: whom we would speak to, and the token; no file goes. */
static enum x12_status probe(struct desk_of *d, struct x12_error *err)
{
    const struct edi_partner *p = &d->post.partners.at[0];
    struct edi_transfer t = { 0 };
    enum x12_status status;

    *err = (struct x12_error){ 0 };
    status = edi_transfer_open(&t, p, edi_partner_place(p, false), err);
    if (status == X12_OK)
        status = edi_transfer_probe(&t, edi_partner_place(p, false), true, err);
    edi_transfer_close(&t);
    return status;
}

static void one_may_ask_without_sending(void **state)
{
    struct x12_error err;
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    assert_int_equal(probe(&d, &err), X12_OK);
    assert_int_equal(d.server.plan->requests, 0);
    set(&d, "look_url", d.look);
    ready(&d);
    assert_int_equal(probe(&d, &err), X12_OK);
    assert_int_equal(d.server.plan->requests, 1);
    set(&d, "ca_file", d.certs.other_ca);
    ready(&d);
    assert_int_equal(probe(&d, &err), X12_EIO);
    assert_non_null(strstr(err.text, "NOT TRUSTED"));

    d.count = 6;
    set(&d, "ca_file", d.certs.ca);
    set(&d, "auth", "oauth");
    set(&d, "user", "harbor");
    set(&d, "token_url", d.token);
    set(&d, "scope", "claims all");
    snprintf(d.server.plan->client, sizeof(d.server.plan->client), "harbor:NO");
    ready(&d);
    assert_int_equal(probe(&d, &err), X12_EIO);
    assert_non_null(strstr(err.text, "no token"));
    assert_int_equal(d.server.plan->stored, 0);
    close_it(&d);
}

/* What they list, by JSON with a place of its own and by lines. */
static void what_they_list_is_read_as_the_profile_says(void **state)
{
    char list[128], path[WEBD_PATH + 32];
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    snprintf(list, sizeof(list), "https://127.0.0.1:%u/list", d.server.port);
    set(&d, "list_url", list);
    set(&d, "fetch_url", d.look);
    for (unsigned i = 0; i < 2; i++) {
        snprintf(path, sizeof(path), "%s/%u.x12", d.server.drop, i);
        file_write(path, "bytes", 3 + i);
    }
    for (unsigned i = 0; i < 4; i++) {
        const struct edi_partner *p;
        struct edi_transfer t = { 0 };
        struct edi_remotes all = { 0 };
        struct x12_error err = { 0 };
        enum x12_status status;

        d.count = 8;
        d.server.plan->lines = i == 2;
        if (i < 2)
            set(&d, "list_items", i == 0 ? "result.files" : "elsewhere");
        if (i < 2)
            set(&d, "list_name", "fileName");
        if (i == 0)
            set(&d, "list_size", "bytes");
        if (i > 1)
            set(&d, "list_format", i == 2 ? "lines" : "json");
        ready(&d);
        p = &d.post.partners.at[0];
        assert_int_equal(
            edi_transfer_open(&t, p, edi_partner_place(p, true), &err), X12_OK);
        status = edi_transfer_list(&t, &all, &err);
        if (i % 2 == 0) {
            assert_int_equal(status, X12_OK);
            assert_int_equal(all.count, 2);
            assert_true(x12_str_is(all.at[1].name, "1.x12"));
            assert_int_equal(all.at[1].size, 4);
        } else {
            assert_int_equal(status, X12_EIO);
            assert_int_equal(t.trouble, EDI_TROUBLE_REFUSED);
            assert_non_null(strstr(err.text, "check list_format"));
        }
        edi_remotes_release(&all);
        edi_transfer_close(&t);
    }
    close_it(&d);
}

static void no_more_than_the_limit_goes_a_second(void **state)
{
    struct timespec start, end;
    struct desk_of d;

    (void)state;
    open_by(&d, NULL);
    set(&d, "rate_limit", "200000");
    ready(&d);
    post_queue(&d.post, CLAIMS);
    clock_gettime(CLOCK_MONOTONIC, &start);
    post_expect(&d.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    clock_gettime(CLOCK_MONOTONIC, &end);
    if (d.post.batch.bytes > 250000)
        assert_true(end.tv_sec - start.tv_sec >= 1);
    close_it(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_way_to_send_does),
        cmocka_unit_test(each_way_to_log_in_does),
        cmocka_unit_test(a_token_is_got_kept_and_got_anew),
        cmocka_unit_test(a_token_that_is_refused_is_asked_for_once_more),
        cmocka_unit_test(each_answer_has_its_state_and_says_what_to_do),
        cmocka_unit_test(who_asks_to_wait_is_left_alone_so_long),
        cmocka_unit_test(who_refuses_us_is_left_alone),
        cmocka_unit_test(an_answer_that_is_lost_is_not_sent_again_in_silence),
        cmocka_unit_test(one_who_can_be_asked_is_asked),
        cmocka_unit_test(who_takes_a_key_once_is_sent_it_again),
        cmocka_unit_test(what_is_looked_at_later_is_asked_for),
        cmocka_unit_test(a_certificate_that_is_wrong_is_refused),
        cmocka_unit_test(a_connection_that_is_cut_ends_in_one_file),
        cmocka_unit_test(who_stalls_is_given_up),
        cmocka_unit_test(nobody_there_is_unreachable),
        cmocka_unit_test(one_may_ask_without_sending),
        cmocka_unit_test(what_they_list_is_read_as_the_profile_says),
        cmocka_unit_test(no_more_than_the_limit_goes_a_second),
    };

    return cmocka_run_group_tests_name("send_https", tests, NULL, NULL);
}
