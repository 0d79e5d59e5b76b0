/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The doctor at a TLS server: what is wrong with it, or with what we show it, is
 * told; nothing is stored there, and a partner that refuses is left alone.
 */
#include "edi/jobs/job_doctor.h"
#include "tests/support/cm.h"
#include "tests/support/post.h"
#include "tests/support/tcp.h"
#include "tests/support/webd.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct visit {
    struct certs certs;
    struct webd server;
    struct post post; /* a store and a partner */
    char url[128], secret[CERTS_PATH], store[CERTS_PATH];
    char text[X12_ERROR_TEXT];
};

static void visit_open(struct visit *v, bool other_cert)
{
    struct edi_store store = { 0 };

    *v = (struct visit){ .text = "" };
    certs_open(&v->certs);
    webd_open(&v->server, other_cert ? &v->certs.name : &v->certs.good);
    post_open(&v->post);
    snprintf(v->url, sizeof(v->url), "https://127.0.0.1:%u/in?v=SESAME",
             v->server.port);
    snprintf(v->secret, sizeof(v->secret), "%s/secret", v->server.base);
    snprintf(v->store, sizeof(v->store), "%s/edi.db", v->server.base);
    file_write(v->secret, "OPEN-SESAME\n", 12);
    assert_int_equal(chmod(v->secret, 0600), 0);
    assert_int_equal(
        edi_store_open(&store, v->store, EDI_DB_CREATE, &v->post.err), X12_OK);
    edi_store_close(&store);
    post_partner(&v->post,
                 (struct post_setting[]){ { "protocol", "https" },
                                          { "send_url", v->url },
                                          { "method", "post" },
                                          { "auth", "bearer" },
                                          { "password_file", v->secret },
                                          { "ca_file", v->certs.ca } },
                 6);
}

static void visit_close(struct visit *v)
{
    unlink(v->store);
    post_close(&v->post);
    webd_close(&v->server);
    certs_close(&v->certs);
}

/* Everything is looked at; what is worst, and what it is told by. */
static enum edi_health visit(struct visit *v)
{
    const struct edi_doctor_options options = {
        .partners = &v->post.partners,
        .store = v->store,
        .archive = "/nonexistent",
        .aside = "/nonexistent",
        .intake = "/nonexistent",
        .when = "2024-02-01T00:00:00Z",
    };
    enum edi_health worst = EDI_HEALTH_OK;
    struct x12_error err = { 0 };
    struct edi_doctor doctor;
    enum x12_status status;

    edi_doctor_begin(&doctor, &options, &err);
    while ((status = edi_doctor_next(&doctor)) == X12_OK) {
        assert_null(strstr(doctor.text, "SESAME"));
        if (doctor.health <= worst)
            continue;
        worst = doctor.health;
        x12_str_put(x12_str_from(doctor.text), v->text, sizeof(v->text));
    }
    if (status != X12_END)
        fail_msg("%s", err.text);
    edi_doctor_end(&doctor);
    return worst;
}

static void finds_nothing_wrong_and_stores_nothing(void **state)
{
    struct visit v;

    (void)state;
    visit_open(&v, false);
    if (visit(&v) != EDI_HEALTH_OK)
        fail_msg("%s", v.text);
    assert_true(v.server.plan->connections > 0);
    assert_int_equal(v.server.plan->stored, 0);
    visit_close(&v);
}

static void tells_a_certificate_of_another_name(void **state)
{
    struct visit v;

    (void)state;
    visit_open(&v, true);
    assert_true(visit(&v) >= EDI_HEALTH_UNREACHABLE);
    assert_non_null(strstr(v.text, "CERTIFICATE OF ANOTHER NAME"));
    assert_int_equal(v.server.plan->requests, 0);
    visit_close(&v);
}

static void leaves_a_partner_alone_that_refused_three_times(void **state)
{
    struct visit v;

    (void)state;
    visit_open(&v, true);
    for (int i = 0; i < 6; i++)
        assert_true(visit(&v) >= EDI_HEALTH_UNREACHABLE);
    assert_non_null(strstr(v.text, "not tried until"));
    assert_true(v.server.plan->connections <= EDI_LINE_FAILURES);
    visit_close(&v);
}

static void asks_nobody_with_a_secret_that_others_may_read(void **state)
{
    struct visit v;

    (void)state;
    visit_open(&v, false);
    assert_int_equal(chmod(v.secret, 0644), 0);
    assert_int_equal(visit(&v), EDI_HEALTH_WRONG);
    assert_non_null(strstr(v.text, "chmod 600"));
    assert_int_equal(v.server.plan->connections, 0);
    visit_close(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_nothing_wrong_and_stores_nothing),
        cmocka_unit_test(tells_a_certificate_of_another_name),
        cmocka_unit_test(leaves_a_partner_alone_that_refused_three_times),
        cmocka_unit_test(asks_nobody_with_a_secret_that_others_may_read),
    };

    return cmocka_run_group_tests_name("doctor_web", tests, NULL, NULL);
}
