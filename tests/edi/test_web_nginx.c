/* SPDX-License-Identifier: Apache-2.0 */
/*
 * HTTPS with a real nginx: a certificate of ours, PUT and POST, what its rights,
 * limits and disk refuse; and what it lists, taken in once.
 */
#include "edi/jobs/job_receive.h"
#include "tests/support/cm.h"
#include "tests/support/desk.h"
#include "tests/support/nginxd.h"
#include "tests/support/post.h"
#include "tests/support/tcp.h"

#include <stdio.h>
#include <unistd.h>

enum { CLAIMS = 400, SETTINGS = 24, URL = 128 };

struct office {
    struct certs certs;
    struct nginxd server;
    struct post post;
    struct post_setting settings[SETTINGS];
    unsigned count;
    char in[URL], out[URL], file[URL], other[URL], archive[NGINXD_PATH];
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

static void url(const struct office *o, const char *path, char into[URL])
{
    snprintf(into, URL, "https://127.0.0.1:%u%s", o->server.port, path);
}

static void open_by(struct office *o, unsigned long most)
{
    *o = (struct office){ .count = 0 };
    certs_open(&o->certs);
    nginxd_open(&o->server, &o->certs, most);
    post_open(&o->post);
    url(o, "/in/{name}", o->in);
    url(o, "/out/", o->out);
    url(o, "/out/{name}", o->file);
    snprintf(o->archive, sizeof(o->archive), "%s/archive", o->server.base);
    set(o, "protocol", "https");
    set(o, "send_url", o->in);
    set(o, "look_url", o->in);
    set(o, "auth", "certificate");
    set(o, "cert_file", o->certs.client.cert);
    set(o, "cert_key_file", o->certs.client.key);
    set(o, "ca_file", o->certs.ca);
    ready(o);
    post_queue(&o->post, CLAIMS);
}

static void close_it(struct office *o)
{
    post_close(&o->post);
    nginxd_close(&o->server);
    certs_close(&o->certs);
}

static void assert_arrived(struct office *o, const char *folder,
                           const char *name)
{
    char path[NGINXD_PATH + EDI_BATCH_NAME];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    assert_int_equal(folder_names(folder), 1);
    assert_true(post_is(&o->post, path));
}

static void who_shows_our_certificate_may_put(void **state)
{
    struct office o;

    (void)state;
    open_by(&o, 0);
    post_expect(&o.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_arrived(&o, o.server.in, o.post.batch.name);
    assert_int_equal(post_run(&o.post), EDI_BATCH_SENT);
    post_queue(&o.post, 1);
    post_expect(&o.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "is there already");
    close_it(&o);
}

static void a_certificate_of_somebody_else_is_refused(void **state)
{
    struct office o;

    (void)state;
    open_by(&o, 0);
    set(&o, "cert_file", o.certs.strange.cert);
    set(&o, "cert_key_file", o.certs.strange.key);
    ready(&o);
    post_expect(&o.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "do not know our certificate");
    set(&o, "cert_key_file", o.certs.client.key); /* not of this one */
    ready(&o);
    post_expect(&o.post, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
                "our certificate cannot be used");
    assert_int_equal(folder_names(o.server.in), 0);
    close_it(&o);
}

static void what_is_posted_is_kept(void **state)
{
    struct office o;

    (void)state;
    open_by(&o, 0);
    url(&o, "/post", o.other);
    set(&o, "send_url", o.other);
    set(&o, "method", "post");
    o.settings[2] = o.settings[--o.count]; /* no look_url */
    set(&o, "ca_file", o.certs.ca);
    ready(&o);
    post_queue(&o.post, CLAIMS);
    post_expect(&o.post, EDI_BATCH_SENT, EDI_TROUBLE_NONE, "");
    assert_arrived(&o, o.server.posts, "0000000001");
    close_it(&o);
}

/* What its limits, rights and disk refuse, and what is said of it. */
static void what_they_refuse_is_told(void **state)
{
    static const struct {
        const char *path;
        unsigned long most;
        enum edi_batch_state state;
        enum edi_trouble trouble;
        const char *says;
    } cases[] = {
        { "/small/{name}", 0, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
          "HTTP 413" },
        { "/shut/{name}", 0, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
          "HTTP 403" },
        { "/nowhere/{name}", 0, EDI_BATCH_QUEUED, EDI_TROUBLE_REFUSED,
          "HTTP 405" },
        { "/in/no/{name}", 0, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN,
          "HTTP 500" },
        { "/busy?{name}", 0, EDI_BATCH_QUEUED, EDI_TROUBLE_UNREACHABLE,
          "wait 120 s" },
        { "/in/{name}", 20000, EDI_BATCH_UNKNOWN, EDI_TROUBLE_UNKNOWN,
          "HTTP 500" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct office o;

        open_by(&o, cases[i].most);
        url(&o, cases[i].path, o.other);
        set(&o, "send_url", o.other);
        ready(&o);
        post_expect(&o.post, cases[i].state, cases[i].trouble, cases[i].says);
        assert_int_equal(folder_names(o.server.in), 0);
        close_it(&o);
    }
}

/* ---- what they have ---- */

static void lay(struct office *o, const char *name, const char *text)
{
    char path[NGINXD_PATH + 32];

    snprintf(path, sizeof(path), "%s/%s", o->server.out, name);
    file_write(path, text, strlen(text));
}

/* A whole run; how many of its files had the verdict. */
static unsigned fetch(struct office *o, struct desk *desk,
                      enum edi_receive_verdict verdict)
{
    static const struct edi_ingest_options ingest = {
        .taken = "2024-02-01T00:00:00Z"
    };
    const struct edi_receive_options options = {
        .partners = &o->post.partners,
        .archive = { o->archive, "2024-02-01T00:00:00Z" },
        .ingest = &ingest,
        .now = true,
    };
    struct edi_receive r;
    enum x12_status status;
    unsigned found = 0;

    edi_receive_begin(&r, &desk->store, &options, &desk->err);
    while ((status = edi_receive_next(&r)) == X12_OK) {
        found += r.verdict == verdict;
        if (r.trouble != EDI_TROUBLE_NONE && verdict != EDI_RECEIVE_FAILED)
            fail_msg("%.*s: %s", (int)r.name.len, r.name.at, r.why);
    }
    if (status != X12_END)
        fail_msg("%s", desk->err.text);
    edi_receive_end(&r);
    return found;
}

static void what_they_list_is_taken_in_once_and_goes(void **state)
{
    struct desk desk;
    struct office o;

    (void)state;
    desk_open(&desk);
    open_by(&o, 0);
    set(&o, "list_url", o.out);
    set(&o, "fetch_url", o.file);
    set(&o, "delete_url", o.file);
    set(&o, "after_receive", "delete");
    set(&o, "list_size", "size");
    ready(&o);
    desk_claims(&desk, "000000001", "20240110", "PCN1 100 20240105");
    lay(&o, "in 1.x12", desk.text);
    desk_claims(&desk, "000000002", "20240110", "PCN2 100 20240105");
    lay(&o, "in-2+.x12", desk.text);
    assert_int_equal(fetch(&o, &desk, EDI_RECEIVE_TAKEN), 2);
    assert_int_equal(desk_ask(&desk, "SELECT count(*) FROM claim"), 2);
    assert_int_equal(folder_names(o.server.out), 0);
    lay(&o, "again.x12", desk.text);
    assert_int_equal(fetch(&o, &desk, EDI_RECEIVE_SEEN), 1);
    assert_int_equal(desk_ask(&desk, "SELECT count(*) FROM claim"), 2);

    set(&o, "list_url", o.in); /* no listing, and no right to it */
    ready(&o);
    assert_int_equal(fetch(&o, &desk, EDI_RECEIVE_FAILED), 1);
    close_it(&o);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_shows_our_certificate_may_put),
        cmocka_unit_test(a_certificate_of_somebody_else_is_refused),
        cmocka_unit_test(what_is_posted_is_kept),
        cmocka_unit_test(what_they_refuse_is_told),
        cmocka_unit_test(what_they_list_is_taken_in_once_and_goes),
    };

    return cmocka_run_group_tests_name("web_nginx", tests, NULL, NULL);
}
