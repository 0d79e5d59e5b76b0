/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_send - what waits in the outbox to its partners
 *
 *     struct edi_send s;
 *     edi_send_begin(&s, &store, &options, err);
 *     while ((status = edi_send_next(&s, &batch)) == X12_OK)
 *         ... batch.state says where it stands now; s.why what went wrong ...
 *
 * First it looks after batches that an earlier run left in `sending`: one that
 * stands at the partner's with all its bytes is sent, one that cannot be found
 * is unknown, and a person decides. Then it sends what is queued. The state is
 * durable before anybody else can see a file, and after. One run at a time: the
 * caller holds the store's lock.
 */
#ifndef EDI_JOB_SEND_H
#define EDI_JOB_SEND_H

#include "edi/net/transfer.h"
#include "edi/store/store_outbox.h"

struct edi_send_options {
    const struct edi_partners *partners;
    const char *partner; /* this one only; NULL: all */
    const char *when;    /* "2024-01-31T09:05:01Z" */
};

struct edi_send {
    /* of the batch at hand */
    enum edi_trouble trouble; /* NONE: it is sent */
    const char *why;          /* "" without trouble */
    /* private below */
    struct edi_store *store;
    struct edi_send_options options;
    struct x12_error *err;
    struct x12_error fault; /* of the batch: `why` points to it */
    enum edi_batch_state phase;
    int64_t after;
};

/* All that `options` point to must outlive the run. */
void edi_send_begin(struct edi_send *s, struct edi_store *store,
                    const struct edi_send_options *options,
                    struct x12_error *err);

/* The next batch that was dealt with, sent or not; X12_END behind the last. A
 * failure is the store's, and ends the run. */
enum x12_status edi_send_next(struct edi_send *s,
                              struct edi_batch *batch) X12_MUST_USE;

#endif
