/* SPDX-License-Identifier: Apache-2.0 */
/* job_send - what waits in the outbox to its partners */
#include "edi/jobs/job_send.h"

#include "edi/jobs/outgoing.h"
#include "edi/store/store_copy.h"

/* What is looked after, in this order. */
static const enum edi_batch_state send_phases[] = {
    EDI_BATCH_SENDING,
    EDI_BATCH_UNKNOWN,
    EDI_BATCH_QUEUED,
};

enum { SEND_PHASES = sizeof(send_phases) / sizeof(send_phases[0]) };

void edi_send_begin(struct edi_send *s, struct edi_store *store,
                    const struct edi_send_options *options,
                    struct x12_error *err)
{
    *s = (struct edi_send){
        .store = store,
        .options = *options,
        .err = err,
        .why = "",
        .line = { .store = store, .when = options->when, .now = options->now },
    };
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

/* The line to the batch's partner; `*open` is false where there is none, which
 * is told. A failure is the store's. */
static enum x12_status send_open(struct edi_send *s,
                                 const struct edi_batch *batch, bool *open)
{
    const struct edi_partner *partner = send_partner(s, batch);
    enum x12_status status;

    *open = false;
    if (!partner)
        return X12_OK;
    status = edi_reach_open(&s->line, partner);
    *open = status == X12_OK && s->line.trouble == EDI_TROUBLE_NONE;
    if (status == X12_OK && !*open)
        send_trouble(s, s->line.trouble, s->line.fault.text);
    return status;
}

/* Without asking anybody: is there no way for the batch? */
static bool send_is_down(struct edi_send *s, const struct edi_batch *batch)
{
    const struct edi_partner *partner = send_partner(s, batch);

    if (!partner)
        return true;
    if (s->line.partner != partner || s->line.trouble == EDI_TROUBLE_NONE)
        return false;
    send_trouble(s, s->line.trouble, s->line.fault.text);
    return true;
}

/* After a failure of the transfer. */
static enum x12_status send_lost(struct edi_send *s)
{
    return s->line.transfer.lost ? edi_reach_lost(&s->line, &s->fault) : X12_OK;
}

/* Does the file at the partner's hold just the bytes of the batch? */
static enum x12_status send_compare(struct edi_send *s,
                                    const struct edi_batch *batch, bool *same,
                                    struct x12_error *err)
{
    struct edi_transfer *t = &s->line.transfer;
    struct edi_sealed there = { 0 };
    unsigned char sum[EDI_DIGEST_BYTES];
    struct edi_digest digest = { 0 };
    struct x12_source src = { 0 };
    uint64_t size = 0;
    enum x12_status status = edi_outgoing_expect(s->store, batch, &there);

    *same = false;
    if (status == X12_OK)
        status = edi_transfer_size(t, batch->name, &size, err);
    if (status == X12_END || (status == X12_OK && size != there.bytes))
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
        *same = memcmp(sum, there.digest, sizeof(sum)) == 0;
    edi_digest_release(&digest);
    x12_source_close(&src);
    return status;
}

/* Where a batch stands that an earlier run was at: a hidden file that is still
 * hidden was seen by nobody, and what may be sent twice is sent again. */
static enum x12_status send_look(struct edi_send *s,
                                 const struct edi_batch *batch,
                                 enum edi_batch_state *to)
{
    struct edi_transfer *t = &s->line.transfer;
    enum x12_status status;
    bool same = false;

    *to = batch->shown && !t->repeats ? EDI_BATCH_UNKNOWN : EDI_BATCH_QUEUED;
    if (!t->looks)
        return X12_OK;
    status = send_compare(s, batch, &same, &s->fault);
    if (same)
        *to = EDI_BATCH_SENT;
    if (status != X12_OK || same || t->repeats)
        return status;
    *to = EDI_BATCH_QUEUED;
    status = edi_transfer_tidy(t, batch->name, &s->fault);
    if (status == X12_END && batch->shown)
        *to = EDI_BATCH_UNKNOWN;
    return status == X12_END ? X12_OK : status;
}

/* A batch that an earlier run left in `sending`, or that is unknown. X12_END:
 * there is nothing to tell. */
static enum x12_status send_settle(struct edi_send *s, struct edi_batch *batch)
{
    const bool told = batch->state == EDI_BATCH_UNKNOWN;
    enum edi_batch_state to;
    enum x12_status status;
    bool open;

    status = send_open(s, batch, &open);
    if (status != X12_OK || !open)
        return status == X12_OK && told ? X12_END : status;
    if (send_look(s, batch, &to) != X12_OK) {
        send_trouble(s, s->line.transfer.trouble, s->fault.text);
        status = send_lost(s);
        return status == X12_OK && told ? X12_END : status;
    }
    if (told && to == EDI_BATCH_UNKNOWN)
        return X12_END;
    if (to == EDI_BATCH_UNKNOWN)
        send_trouble(s, EDI_TROUBLE_UNKNOWN,
                     "an earlier run was ended while it was sending this, and "
                     "it is not there: ask the partner, then edi outbox "
                     "--retry or --forget");
    status = edi_batch_move(s->store, batch, to, s->options.when);
    return status == X12_OK && to == EDI_BATCH_QUEUED ? X12_END : status;
}

/* Behind what an earlier try has left there; X12_END: from the beginning. What is
 * sealed begins otherwise each time. */
static enum x12_status send_resume(struct edi_send *s,
                                   const struct edi_batch *batch,
                                   struct edi_transfer *t, bool *failed)
{
    struct edi_outgoing out = { .fd = -1 };
    enum x12_status status, went;

    if (!t->resumes || edi_pgp_wanted(s->line.partner))
        return X12_END;
    status = edi_outgoing_open(&out, s->store, s->line.partner, batch,
                               &s->fault);
    went = status == X12_OK
               ? edi_transfer_resume(t, batch->name, &out.src, &s->fault)
               : status;
    edi_outgoing_close(&out);
    *failed = status == X12_OK && went < X12_OK;
    return *failed ? X12_OK : went;
}

/* The bytes of the batch to the partner. `*failed`: the transfer, told in
 * s->fault; else a failure is the store's. */
static enum x12_status send_put(struct edi_send *s,
                                const struct edi_batch *batch,
                                struct edi_transfer *t, bool *failed)
{
    struct edi_outgoing out = { .fd = -1 };
    enum x12_status status;

    edi_transfer_rest(t);
    status = send_resume(s, batch, t, failed);
    if (status != X12_END)
        return status;
    status = edi_outgoing_open(&out, s->store, s->line.partner, batch,
                               &s->fault);
    *failed = status == X12_END;
    if (*failed)
        t->trouble = EDI_TROUBLE_REFUSED;
    if (status == X12_OK)
        edi_transfer_key(t, batch->digest);
    if (status == X12_OK)
        *failed = edi_transfer_put(t, batch->name, &out.src, &s->fault) !=
                  X12_OK;
    edi_outgoing_close(&out);
    return *failed ? X12_OK : status;
}

/* The same, and its name: noted each time before somebody can see it. */
static enum x12_status send_file(struct edi_send *s, struct edi_batch *batch,
                                 bool *failed)
{
    struct edi_transfer *t = &s->line.transfer;
    enum x12_status status = X12_OK;

    *failed = false;
    if (!t->hides)
        status = edi_batch_show(s->store, batch);
    if (status == X12_OK)
        status = send_put(s, batch, t, failed);
    if (status != X12_OK || *failed)
        return status;
    if (t->hides)
        status = edi_batch_show(s->store, batch);
    if (status == X12_OK)
        *failed = edi_transfer_show(t, batch->name, &s->fault) != X12_OK;
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
    if (!t->lost && t->looks && send_compare(s, batch, &same, &err) == X12_OK &&
        same) {
        s->trouble = EDI_TROUBLE_NONE;
        s->why = "";
        return EDI_BATCH_SENT;
    }
    return s->trouble == EDI_TROUBLE_REFUSED ? EDI_BATCH_QUEUED
                                             : EDI_BATCH_UNKNOWN;
}

static enum x12_status send_one(struct edi_send *s, struct edi_batch *batch)
{
    enum edi_batch_state to = EDI_BATCH_SENT;
    enum x12_status status;
    bool open, failed = false;

    /* what cannot be sent, or by a line that is known to be down, stays */
    if (send_is_down(s, batch))
        return X12_OK;
    status = edi_batch_move(s->store, batch, EDI_BATCH_SENDING,
                            s->options.when);
    if (status == X12_OK)
        status = send_open(s, batch, &open);
    if (status != X12_OK)
        return status;
    if (!open)
        return edi_batch_move(s->store, batch, EDI_BATCH_QUEUED,
                              s->options.when);
    status = send_file(s, batch, &failed);
    if (failed) {
        to = send_judge(s, batch, &s->line.transfer);
        if (status == X12_OK)
            status = send_lost(s);
    } else if (status == X12_OK) {
        status = edi_reach_worked(&s->line);
    }
    return status == X12_OK
               ? edi_batch_move(s->store, batch, to, s->options.when)
               : status;
}

/* The next batch of the partner at hand in the state of the phase. Behind the
 * last partner come those that the settings do not know. */
static enum x12_status send_of_partner(struct edi_send *s,
                                       struct edi_batch *batch)
{
    const struct edi_partners *partners = s->options.partners;
    const bool known = s->at < partners->count;
    const struct edi_batch_wanted wanted = {
        known ? partners->at[s->at].name : s->options.partner,
        send_phases[s->phase],
    };
    enum x12_status status;

    do {
        status = edi_batch_after(s->store, s->after, &wanted, batch);
        s->after = batch->id;
    } while (status == X12_OK && !known &&
             edi_partner_find(partners, batch->partner));
    return status;
}

static enum x12_status send_find(struct edi_send *s, struct edi_batch *batch)
{
    const struct edi_partners *partners = s->options.partners;
    const char *only = s->options.partner;
    enum x12_status status = X12_END;

    for (; s->at <= partners->count; s->at++, s->phase = 0, s->after = 0) {
        if (only && s->at < partners->count &&
            strcmp(partners->at[s->at].name, only) != 0)
            continue;
        for (; s->phase < SEND_PHASES; s->phase++, s->after = 0) {
            status = send_of_partner(s, batch);
            if (status != X12_END)
                return status;
        }
    }
    return status;
}

enum x12_status edi_send_next(struct edi_send *s, struct edi_batch *batch)
{
    enum x12_status status;

    do {
        s->fault = (struct x12_error){ 0 };
        s->trouble = EDI_TROUBLE_NONE;
        s->why = "";
        status = edi_store_original(s->store);
        if (status == X12_OK)
            status = send_find(s, batch);
        if (status != X12_OK)
            return status;
        status = send_phases[s->phase] == EDI_BATCH_QUEUED
                     ? send_one(s, batch)
                     : send_settle(s, batch);
    } while (status == X12_END); /* nothing to tell, or not ours any more */
    s->down = s->line.partner && s->line.trouble != EDI_TROUBLE_NONE &&
              strcmp(s->line.partner->name, batch->partner) == 0;
    return status;
}

void edi_send_end(struct edi_send *s)
{
    edi_reach_close(&s->line);
}
