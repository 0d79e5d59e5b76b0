/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The doctor at a real sshd: what is wrong is told with what to do, nothing is
 * written there, and a partner that shuts us out is not asked over and over.
 */
#include "edi/jobs/job_doctor.h"
#include "tests/support/cm.h"
#include "tests/support/failing_sqlite.h"
#include "tests/support/keyring.h"
#include "tests/support/small_claim.h"
#include "tests/support/sshd.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MEMORY = 40 };

struct visit {
    struct sshd server;
    struct edi_partners partners;
    struct edi_doctor doctor;
    struct x12_error err;
    char store[64];
    unsigned told;
};

static void visit_open(struct visit *v)
{
    struct edi_store store = { 0 };

    *v = (struct visit){ .told = 0 };
    sshd_open(&v->server, "ed25519", "");
    sshd_key(&v->server, "ed25519", true);
    sshd_partner(&v->server, &v->partners);
    snprintf(v->store, sizeof(v->store), "%s/edi.db", v->server.base);
    assert_int_equal(edi_store_open(&store, v->store, EDI_DB_CREATE, &v->err),
                     X12_OK);
    edi_store_close(&store);
}

static void visit_close(struct visit *v)
{
    edi_doctor_end(&v->doctor);
    edi_partners_release(&v->partners);
    sshd_close(&v->server);
}

/* Everything is looked at; what is worst, and what is told of `topic`. */
static enum edi_health visit(struct visit *v, bool now, const char *topic,
                             char text[X12_ERROR_TEXT])
{
    const struct edi_doctor_options options = {
        .partners = &v->partners,
        .store = v->store,
        .archive = "/nonexistent",
        .aside = "/nonexistent",
        .intake = "/nonexistent",
        .when = "2024-02-01T00:00:00Z",
        .now = now,
    };
    enum edi_health worst = EDI_HEALTH_OK;
    enum x12_status status;

    *text = '\0';
    v->told = 0;
    edi_doctor_begin(&v->doctor, &options, &v->err);
    while ((status = edi_doctor_next(&v->doctor)) == X12_OK) {
        v->told++;
        if (v->doctor.health > worst)
            worst = v->doctor.health;
        if (strcmp(v->doctor.topic, topic) == 0)
            x12_str_put(x12_str_from(v->doctor.text), text, X12_ERROR_TEXT);
    }
    if (status != X12_END)
        fail_msg("%s", v->err.text);
    edi_doctor_end(&v->doctor);
    return worst;
}

static void finds_nothing_wrong_and_writes_nothing(void **state)
{
    char text[X12_ERROR_TEXT];
    struct visit v;

    (void)state;
    visit_open(&v);
    assert_int_equal(visit(&v, false, "login", text), EDI_HEALTH_OK);
    assert_non_null(strstr(text, "host key that is known"));
    assert_int_equal(visit(&v, false, "folder", text), EDI_HEALTH_OK);
    assert_string_equal(text, v.server.drop);
    assert_int_equal(sshd_names(&v.server), 0);
    assert_true(v.told >= 5);
    visit_close(&v);
}

static void tells_another_host_key_and_a_login_that_is_refused(void **state)
{
    char text[X12_ERROR_TEXT], other[SSHD_PATH + 8];
    struct visit v;

    (void)state;
    visit_open(&v);
    snprintf(other, sizeof(other), "%s.pub", v.server.key);
    sshd_know(&v.server, v.server.port, other);
    assert_int_equal(visit(&v, true, "login", text), EDI_HEALTH_REFUSED);
    assert_non_null(strstr(text, "ANOTHER HOST KEY"));
    snprintf(other, sizeof(other), "%s.pub", v.server.host_key);
    sshd_know(&v.server, v.server.port, other);
    sshd_key(&v.server, "ed25519", false);
    assert_int_equal(visit(&v, true, "login", text), EDI_HEALTH_REFUSED);
    assert_non_null(strstr(text, "login refused"));
    visit_close(&v);
}

static void tells_folders_that_are_not_there(void **state)
{
    char text[X12_ERROR_TEXT];
    struct visit v;

    (void)state;
    visit_open(&v);
    v.partners.at[0].receive_folder = "/nowhere/at/all";
    assert_int_equal(visit(&v, false, "receive_folder", text),
                     EDI_HEALTH_REFUSED);
    assert_non_null(strstr(text, "no such file or folder"));
    visit_close(&v);
}

static void asks_nobody_with_a_key_that_others_may_read(void **state)
{
    char text[X12_ERROR_TEXT];
    struct wire wire;
    struct visit v;

    (void)state;
    visit_open(&v);
    wire_open(&wire, v.server.port, 0, false);
    v.partners.at[0].port = wire.port;
    assert_int_equal(chmod(v.server.key, 0644), 0);
    assert_int_equal(visit(&v, false, "secrets", text), EDI_HEALTH_WRONG);
    assert_non_null(strstr(text, "chmod 600"));
    wire_close(&wire);
    assert_int_equal(wire.connections, 0);
    visit_close(&v);
}

static void leaves_a_partner_alone_that_failed_three_times(void **state)
{
    char text[X12_ERROR_TEXT], other[SSHD_PATH + 8];
    struct wire wire;
    struct visit v;

    (void)state;
    visit_open(&v);
    wire_open(&wire, v.server.port, 0, false);
    v.partners.at[0].port = wire.port;
    snprintf(other, sizeof(other), "%s.pub", v.server.host_key);
    sshd_know(&v.server, wire.port, other);
    sshd_key(&v.server, "ed25519", false);
    for (int i = 0; i < 6; i++)
        assert_true(visit(&v, false, "login", text) >= EDI_HEALTH_UNREACHABLE);
    assert_non_null(strstr(text, "not tried until"));
    wire_close(&wire);
    assert_int_equal(wire.connections, EDI_LINE_FAILURES);
    visit_close(&v);
}

static void tells_a_server_that_is_not_there(void **state)
{
    char text[X12_ERROR_TEXT];
    struct visit v;

    (void)state;
    visit_open(&v);
    v.partners.at[0].port = 1; /* nobody listens there */
    assert_int_equal(visit(&v, false, "login", text), EDI_HEALTH_UNREACHABLE);
    assert_true(*text != '\0');
    visit_close(&v);
}

static void tries_pgp_keys_and_sends_nothing(void **state)
{
    struct keyring ours, theirs, expired;
    struct edi_partner *hub;
    char text[X12_ERROR_TEXT];
    struct visit v;

    (void)state;
    visit_open(&v);
    keyring_open(&ours, "");
    keyring_open(&theirs, "");
    keyring_open_expired(&expired);
    keyring_know(&ours, &theirs);
    keyring_know(&ours, &expired);
    hub = &v.partners.at[0];
    hub->pgp_home = ours.home;
    hub->pgp_signer = ours.print;
    hub->pgp_recipient = theirs.print;
    assert_int_equal(visit(&v, false, "pgp", text), EDI_HEALTH_OK);
    assert_non_null(strstr(text, "can be used"));
    hub->pgp_recipient = expired.print;
    assert_int_equal(visit(&v, false, "pgp", text), EDI_HEALTH_WRONG);
    assert_non_null(strstr(text, "expired"));
    assert_int_equal(sshd_names(&v.server), 0);
    keyring_close(&ours);
    keyring_close(&theirs);
    keyring_close(&expired);
    visit_close(&v);
}

/* One visit to a folder of this machine; how it ended. */
static enum x12_status visit_folder(struct visit *v)
{
    const struct edi_doctor_options options = {
        .partners = &v->partners,
        .store = v->store,
        .archive = "/nonexistent",
        .aside = "/nonexistent",
        .intake = "/nonexistent",
        .when = "2024-02-01T00:00:00Z",
    };
    enum x12_status status;

    v->err = (struct x12_error){ 0 };
    edi_doctor_begin(&v->doctor, &options, &v->err);
    while ((status = edi_doctor_next(&v->doctor)) == X12_OK)
        ;
    edi_doctor_end(&v->doctor);
    return status;
}

static void any_allocation_of_sqlite_may_fail(void **state)
{
    struct visit v;
    int failed = 0;
    long all;

    (void)state;
    visit_open(&v);
    edi_partners_release(&v.partners);
    v.partners = (struct edi_partners){ 0 };
    small_partner_put(&v.partners, v.server.base);
    failing_sqlite_at(-1);
    assert_int_equal(visit_folder(&v), X12_END);
    all = failing_sqlite_off();
    assert_true(all > 50);
    for (int i = 0; i < MEMORY; i++) {
        enum x12_status status;

        failing_sqlite_at(all * i / MEMORY);
        status = visit_folder(&v);
        failing_sqlite_off();
        failed += status != X12_END;
        assert_int_equal(status == X12_END, v.err.text[0] == '\0');
        assert_int_equal(sqlite3_memory_used(), 0);
    }
    assert_true(failed > MEMORY / 4);
    visit_close(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_nothing_wrong_and_writes_nothing),
        cmocka_unit_test(tells_another_host_key_and_a_login_that_is_refused),
        cmocka_unit_test(tells_folders_that_are_not_there),
        cmocka_unit_test(asks_nobody_with_a_key_that_others_may_read),
        cmocka_unit_test(leaves_a_partner_alone_that_failed_three_times),
        cmocka_unit_test(tells_a_server_that_is_not_there),
        cmocka_unit_test(tries_pgp_keys_and_sends_nothing),
        cmocka_unit_test(any_allocation_of_sqlite_may_fail),
    };

    if (!failing_sqlite_install())
        return 1;
    return cmocka_run_group_tests_name("job_doctor", tests, NULL, NULL);
}
