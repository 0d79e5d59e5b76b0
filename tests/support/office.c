/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/office.h"

#include "edi/jobs/job_generate.h"
#include "edi/store/digest.h"
#include "tests/support/cm.h"
#include "tests/support/small_claim.h"

#include <stdio.h>

void office_store(struct office *o, const char *path)
{
    assert_int_equal(edi_store_open(&o->store, path, EDI_DB_CREATE, &o->err),
                     X12_OK);
}

void office_open_as(struct office *o, const struct sshd_how *how,
                    const char *user_kind)
{
    *o = (struct office){ .when = "2024-02-01T00:00:00Z" };
    sshd_open_as(&o->server, how);
    sshd_key(&o->server, user_kind, true);
    sshd_partner(&o->server, &o->partners);
}

void office_open(struct office *o, const char *host_kind, const char *user_kind,
                 const char *sftp)
{
    office_open_as(o, &(struct sshd_how){ .kind = host_kind, .sftp = sftp },
                   user_kind);
}

void office_close(struct office *o)
{
    edi_send_end(&o->send);
    edi_partners_release(&o->partners);
    edi_store_close(&o->store);
    sshd_close(&o->server);
}

/* The partner again, after a key, port or file of it has changed. */
void office_partner(struct office *o)
{
    edi_send_end(&o->send);
    edi_partners_release(&o->partners);
    sshd_partner(&o->server, &o->partners);
}

/* Queues one file of so many claims. */
void office_queue(struct office *o, unsigned claims)
{
    struct edi_generate_options options = {
        .partners = &o->partners, .again = true, .today = 20240131, .now = 90501
    };
    struct edi_generate g;
    struct small_claim small;

    small_claim_fill(&small, EDI_PROFESSIONAL, "PCN1", 12550);
    edi_generate_begin(&g, &o->store, &options, &o->err);
    for (unsigned i = 0; i < claims; i++)
        assert_int_equal(edi_generate_claim(&g, &small.claim), X12_OK);
    assert_int_equal(edi_generate_end(&g, X12_END), X12_OK);
    edi_generate_release(&g);
}

/* One run over the one batch; where it stands. */
enum edi_batch_state office_run(struct office *o)
{
    static const struct edi_batch_wanted all = { 0 };
    const struct edi_send_options options = { .partners = &o->partners,
                                              .when = o->when,
                                              .now = true };
    enum x12_status status;

    edi_send_end(&o->send);
    edi_send_begin(&o->send, &o->store, &options, &o->err);
    status = edi_send_next(&o->send, &o->batch);
    assert_true(status == X12_OK || status == X12_END);
    assert_int_equal(edi_batch_after(&o->store, 0, &all, &o->batch), X12_OK);
    return o->batch.state;
}

/* Is the file there under its name, and just as it was queued? */
void office_arrived(struct office *o)
{
    unsigned char sum[EDI_DIGEST_BYTES];
    struct edi_digest digest = { 0 };
    struct x12_source src = { 0 };
    char path[SSHD_PATH + EDI_BATCH_NAME];

    assert_int_equal(sshd_names(&o->server), 1);
    snprintf(path, sizeof(path), "%s/%s", o->server.drop, o->batch.name);
    assert_int_equal(x12_source_open_file(&src, path, &o->err), X12_OK);
    assert_int_equal(edi_digest_begin(&digest, &o->err), X12_OK);
    edi_digest_source(&digest, &src);
    assert_int_equal(edi_digest_end(&digest, sum), X12_OK);
    assert_memory_equal(sum, o->batch.digest, sizeof(sum));
    edi_digest_release(&digest);
    x12_source_close(&src);
}

/* What is wrong before a file goes: refused, queued, nothing there. */
void office_refused(struct office *o, const char *says)
{
    assert_int_equal(office_run(o), EDI_BATCH_QUEUED);
    assert_int_equal(o->send.trouble, EDI_TROUBLE_REFUSED);
    if (!strstr(o->send.why, says))
        fail_msg("\"%s\" does not say \"%s\"", o->send.why, says);
    assert_int_equal(sshd_names(&o->server), 0);
    assert_int_equal(o->err.status, X12_OK);
}

void office_wire_as(struct office *o, struct wire *wire, unsigned port,
                    const struct wire_how *how)
{
    char own[SSHD_PATH + 4];

    snprintf(own, sizeof(own), "%s.pub", o->server.host_key);
    wire_open_as(wire, port, how);
    sshd_know(&o->server, wire->port, own);
    office_partner(o);
}

void office_wire(struct office *o, struct wire *wire, unsigned port,
                 uint64_t limit, bool dead)
{
    office_wire_as(o, wire, port,
                   &(struct wire_how){ .limit = limit, .dead = dead });
}
