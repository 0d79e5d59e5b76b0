/* SPDX-License-Identifier: Apache-2.0 */
/* job_send - what waits in the outbox to its partners */
#include "edi/jobs/job_send.h"

#include "edi/store/digest.h"

void edi_send_begin(struct edi_send *s, struct edi_store *store,
                    const struct edi_send_options *options,
                    struct x12_error *err)
{
    *s = (struct edi_send){ .store = store,
                            .options = *options,
                            .err = err,
                            .why = "",
                            .phase = EDI_BATCH_SENDING };
}

/* Trouble with this batch: the run goes on. */
static void send_trouble(struct edi_send *s, enum edi_trouble trouble,
                         const char *why)
{
    s->trouble = trouble;
    x12_fail(&s->fault, X12_EIO, "%s", why);
    s->why = s->fault.text;
}

/* What is sent goes to whom it was written for, test or production. */
static const struct edi_partner *send_partner(struct edi_send *s,
                                              const struct edi_batch *batch)
{
    const struct edi_partner *p = edi_partner_find(s->options.partners,
                                                   batch->partner);

    if (!p)
        send_trouble(s, EDI_TROUBLE_REFUSED,
                     "its partner is not in the settings");
    else if (p->usage != batch->usage ||
             strcmp(p->sender, batch->sender) != 0 ||
             strcmp(p->receiver, batch->receiver) != 0)
        send_trouble(s, EDI_TROUBLE_REFUSED,
                     "it was written for other ids, or another usage, than its "
                     "partner has now");
    else
        return p;
    return NULL;
}

static bool send_open(struct edi_send *s, const struct edi_batch *batch,
                      struct edi_transfer *t)
{
    const struct edi_partner *partner = send_partner(s, batch);

    if (!partner)
        return false;
    if (edi_transfer_open(t, partner, &s->fault) == X12_OK)
        return true;
    send_trouble(s, t->trouble, "the partner cannot be reached");
    return false;
}

/* Does the file at the partner's hold just the bytes of the batch? */
static enum x12_status send_compare(struct edi_transfer *t,
                                    const struct edi_batch *batch, bool *same,
                                    struct x12_error *err)
{
    unsigned char sum[EDI_DIGEST_BYTES];
    struct edi_digest digest = { 0 };
    struct x12_source src = { 0 };
    uint64_t size = 0;
    enum x12_status status = edi_transfer_find(t, batch->name, &size, err);

    *same = false;
    if (status == X12_END || (status == X12_OK && size != batch->bytes))
        return X12_OK;
    if (status == X12_OK)
        status = edi_transfer_get(t, batch->name, &src, err);
    if (status == X12_OK)
        status = edi_digest_begin(&digest, err);
    if (status == X12_OK) {
        edi_digest_source(&digest, &src);
        status = edi_digest_end(&digest, sum);
    }
    if (status == X12_OK)
        *same = memcmp(sum, batch->digest, sizeof(sum)) == 0;
    edi_digest_release(&digest);
    x12_source_close(&src);
    return status;
}

/* A batch that an earlier run left in `sending`. */
static enum x12_status send_settle(struct edi_send *s, struct edi_batch *batch)
{
    struct edi_transfer t = { 0 };
    enum x12_status status = X12_OK;
    bool same = false;

    if (!send_open(s, batch, &t))
        return X12_OK;
    edi_transfer_tidy(&t, batch->name);
    if (send_compare(&t, batch, &same, &s->fault) != X12_OK)
        send_trouble(s, t.trouble, "the partner cannot be reached");
    else if (same)
        status = edi_batch_move(s->store, batch, EDI_BATCH_SENT,
                                s->options.when);
    else {
        send_trouble(s, EDI_TROUBLE_UNKNOWN,
                     "an earlier run was ended while it was sending this, and "
                     "it is not there: it may have been taken already");
        status = edi_batch_move(s->store, batch, EDI_BATCH_UNKNOWN,
                                s->options.when);
    }
    edi_transfer_close(&t);
    return status;
}

/* The unpacked bytes of the batch to the partner. `*failed`: the transfer, told
 * in s->fault; else a failure is the store's. */
static enum x12_status send_put(struct edi_send *s,
                                const struct edi_batch *batch,
                                struct edi_transfer *t, bool *failed)
{
    struct x12_source src = { 0 };
    struct edi_query *q;
    x12_str body;
    enum x12_status status = edi_batch_body(s->store, batch->id, &q, &body);

    *failed = false;
    if (status == X12_OK)
        status = x12_source_open_memory(&src, body, s->err);
    if (status == X12_OK)
        status = x12_source_gunzip(&src, s->err);
    if (status == X12_OK)
        *failed = edi_transfer_put(t, batch->name, &src, &s->fault) != X12_OK;
    x12_source_close(&src);
    edi_db_end(q);
    return status;
}

/* Where a batch stands when its transfer has failed. */
static enum edi_batch_state send_judge(struct edi_send *s,
                                       const struct edi_batch *batch,
                                       struct edi_transfer *t)
{
    struct x12_error err = { 0 };
    bool same = false;

    send_trouble(s, t->trouble, s->fault.text);
    if (s->trouble == EDI_TROUBLE_NONE)
        s->trouble = EDI_TROUBLE_UNKNOWN;
    if (s->trouble == EDI_TROUBLE_UNREACHABLE)
        return EDI_BATCH_QUEUED;
    if (send_compare(t, batch, &same, &err) == X12_OK && same) {
        s->trouble = EDI_TROUBLE_NONE;
        s->why = "";
        return EDI_BATCH_SENT;
    }
    return s->trouble == EDI_TROUBLE_REFUSED ? EDI_BATCH_QUEUED
                                             : EDI_BATCH_UNKNOWN;
}

static enum x12_status send_one(struct edi_send *s, struct edi_batch *batch)
{
    struct edi_transfer t = { 0 };
    enum edi_batch_state to = EDI_BATCH_SENT;
    enum x12_status status;
    bool failed = false;

    if (!send_open(s, batch, &t))
        return X12_OK;
    status = edi_batch_move(s->store, batch, EDI_BATCH_SENDING,
                            s->options.when);
    if (status == X12_OK)
        status = send_put(s, batch, &t, &failed);
    if (failed)
        to = send_judge(s, batch, &t);
    if (status == X12_OK)
        status = edi_batch_move(s->store, batch, to, s->options.when);
    edi_transfer_close(&t);
    return status;
}

/* The next batch in the state of the phase; then the next phase. */
static enum x12_status send_find(struct edi_send *s, struct edi_batch *batch)
{
    struct edi_batch_wanted wanted = { s->options.partner, s->phase };
    enum x12_status status = edi_batch_after(s->store, s->after, &wanted,
                                             batch);

    if (status == X12_END && s->phase == EDI_BATCH_SENDING) {
        s->phase = wanted.state = EDI_BATCH_QUEUED;
        status = edi_batch_after(s->store, 0, &wanted, batch);
    }
    if (status == X12_OK)
        s->after = batch->id;
    return status;
}

enum x12_status edi_send_next(struct edi_send *s, struct edi_batch *batch)
{
    enum x12_status status;

    do {
        s->fault = (struct x12_error){ 0 };
        s->trouble = EDI_TROUBLE_NONE;
        s->why = "";
        status = send_find(s, batch);
        if (status != X12_OK)
            return status;
        status = s->phase == EDI_BATCH_SENDING ? send_settle(s, batch)
                                               : send_one(s, batch);
    } while (status == X12_END); /* another run moved it: it is not ours */
    return status;
}
