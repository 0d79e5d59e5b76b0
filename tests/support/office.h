/* SPDX-License-Identifier: Apache-2.0 */
/*
 * office - a store with files to send, and a real sshd that takes them
 *
 *     struct office o;
 *     office_open(&o, "ed25519", "ed25519", "");
 *     office_store(&o, ":memory:");
 *     office_queue(&o, 1);
 *     assert_int_equal(office_run(&o), EDI_BATCH_SENT);
 *     office_arrived(&o);
 *     office_close(&o);
 */
#ifndef TESTS_OFFICE_H
#define TESTS_OFFICE_H

#include "edi/jobs/job_send.h"
#include "tests/support/sshd.h"

struct office {
    struct sshd server;
    struct edi_store store;
    struct x12_error err;
    struct edi_partners partners;
    struct edi_send send;
    struct edi_batch batch; /* the first, after office_run */
    const char *when;
};

/* A server, its key and ours of these kinds, and the partner "hub". */
void office_open(struct office *o, const char *host_kind, const char *user_kind,
                 const char *sftp);
void office_open_as(struct office *o, const struct sshd_how *how,
                    const char *user_kind);
void office_close(struct office *o);

void office_store(struct office *o, const char *path);

/* The partner again, after a key, port or file of it has changed. */
void office_partner(struct office *o);

/* Queues one file of so many claims. */
void office_queue(struct office *o, unsigned claims);

/* One run up to the first batch that is told; where the first one stands. */
enum edi_batch_state office_run(struct office *o);

/* Is the file there under its name, alone, and just as it was queued? */
void office_arrived(struct office *o);

/* A run that is refused in such words: queued, and nothing is there. */
void office_refused(struct office *o, const char *says);

/* A wire between us and the server; the partner is asked by its port. */
void office_wire(struct office *o, struct wire *wire, unsigned port,
                 uint64_t limit, bool dead);
void office_wire_as(struct office *o, struct wire *wire, unsigned port,
                    const struct wire_how *how);

#endif
