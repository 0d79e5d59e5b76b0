/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_send - what waits in the outbox to its partners
 *
 *     struct edi_send s;
 *     edi_send_begin(&s, &store, &options, err);
 *     while ((status = edi_send_next(&s, &batch)) == X12_OK)
 *         ... batch.state says where it stands now; s.why what went wrong ...
 *
 *     edi_send_end(&s);          right on every path, and twice
 *
 * Partner by partner, over one connection each. First it looks after what an
 * earlier run left in `sending`: what nobody can have seen yet is sent anew, what
 * stands at the partner's with all its bytes is sent, and the rest is unknown, for
 * a person to decide; what is unknown is looked for again each time. Then it sends
 * what is queued. The state is durable before the connection is made, before the
 * file gets its name, and after. One run at a time: the caller holds the store's
 * lock.
 */
#ifndef EDI_JOB_SEND_H
#define EDI_JOB_SEND_H

#include "edi/jobs/reach.h"
#include "edi/store/store_outbox.h"

struct edi_send_options {
    const struct edi_partners *partners;
    const char *partner; /* this one only; NULL: all */
    const char *when;    /* "2024-01-31T09:05:01Z" */
    bool now;            /* partners that were to be left alone, too */
};

struct edi_send {
    /* of the batch at hand */
    enum edi_trouble trouble; /* NONE: it is sent */
    const char *why;          /* "" without trouble */
    bool down;                /* nothing more goes to its partner in this run */
    /* private below */
    struct edi_store *store;
    struct edi_send_options options;
    struct x12_error *err;
    struct x12_error fault; /* of the batch: `why` points to it */
    struct edi_reach line;
    size_t at; /* the partner; behind the last: none that is in the settings */
    unsigned phase;
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

void edi_send_end(struct edi_send *s);

#endif
