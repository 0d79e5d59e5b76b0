/* SPDX-License-Identifier: Apache-2.0 */
/* extract - all that an input says, item by item, made into something */
#include "edi/jobs/extract.h"

#include "edi/guides/guides.h"

#include <stdlib.h>

/* One thread's: what it reads with, and what makes something of it. */
struct extract_run {
    struct edi_extract x;
    const struct edi_extract_work *work;
    void *maker;
    struct x12_error *err;
    struct edi_extracted sum; /* of the part at hand */
    bool unwanted;            /* nobody wants more */
};

/* ---- an item ---- */

/* Empties the list of findings: they are counted, and the next item needs the
 * room. */
static enum x12_status extract_made(struct extract_run *run,
                                    enum x12_status status)
{
    run->x.findings.count = 0;
    run->unwanted = status == X12_END;
    return status;
}

static enum x12_status extract_claim(struct extract_run *run)
{
    const struct edi_claim *claim;
    enum x12_status status = edi_claim_next(&run->x.claims, &claim);

    if (status != X12_OK || !run->work->claim)
        return status;
    return extract_made(run, run->work->claim(run->maker, &run->x, claim));
}

static enum x12_status extract_payment(struct extract_run *run)
{
    const struct edi_payment *payment;
    enum x12_status status = edi_payment_next(&run->x.payments, &payment);

    if (status != X12_OK || !run->work->payment)
        return status;
    return extract_made(run, run->work->payment(run->maker, &run->x, payment));
}

/* The PLBs stand behind the last claim payment: only now are they read. */
static enum x12_status extract_remittance(struct extract_run *run)
{
    const struct edi_remittance *rem = edi_payment_remittance(&run->x.payments);

    if (!run->work->remittance)
        return X12_OK;
    return extract_made(run, run->work->remittance(run->maker, &run->x, rem));
}

static enum x12_status extract_ack(struct extract_run *run)
{
    const struct edi_ack *ack;
    enum x12_status status = edi_ack_next(&run->x.acks, &ack);

    if (status != X12_OK || !run->work->ack)
        return status;
    return extract_made(run, run->work->ack(run->maker, &run->x, ack));
}

/* The next item of a set; X12_END behind its last, or nobody wants it. */
static enum x12_status extract_item(struct extract_run *run)
{
    switch (run->x.kind) {
    case EDI_SET_CLAIM:
        return extract_claim(run);
    case EDI_SET_PAYMENT:
        return extract_payment(run);
    case EDI_SET_999:
    case EDI_SET_277CA:
    case EDI_SET_TA1:
        return extract_ack(run);
    case EDI_SET_OTHER:
        run->sum.unknown++;
        break;
    }
    return X12_END;
}

/* ---- sets ---- */

/* All items of one set. The end of a set and the end of all making are both
 * X12_END: `unwanted` is the latter. */
static enum x12_status extract_set(struct extract_run *run)
{
    enum x12_status status = X12_OK;

    if (run->work->set)
        status = run->work->set(run->maker, &run->x);
    run->unwanted = status == X12_END;
    run->x.findings.count =
        0; /* the items have the room, whatever came before */
    while (status == X12_OK)
        status = extract_item(run);
    if (status == X12_END && !run->unwanted && run->x.kind == EDI_SET_PAYMENT)
        status = extract_remittance(run);
    return status < 0 || run->unwanted ? status : X12_OK;
}

static enum x12_status extract_sets(struct extract_run *run)
{
    enum x12_status status = X12_OK;

    while (status == X12_OK) {
        status = edi_set_next(&run->x.cur, &run->x.kind);
        if (status == X12_END)
            return X12_OK;
        if (status == X12_OK)
            status = extract_set(run);
    }
    return status;
}

/* ---- a run over all of the input, or a part of it ---- */

static enum x12_status extract_open(struct extract_run *run,
                                    const struct edi_extract_job *job,
                                    struct x12_source *src,
                                    struct x12_error *err)
{
    enum x12_status status = x12_cursor_init(&run->x.cur, src, edi_guide_find,
                                             err);

    run->work = job->work;
    run->err = err;
    run->maker = calloc(1, job->work->size);
    if (status == X12_OK && !run->maker)
        status = x12_fail(err, X12_ENOMEM, "no memory for what is made");
    if (status == X12_OK)
        status = job->work->open(run->maker, job->job, err);
    return status;
}

static void extract_close(struct extract_run *run)
{
    if (run->maker)
        run->work->close(run->maker);
    free(run->maker);
    x12_cursor_release(&run->x.cur);
}

/* `part` is NULL for all of the input. */
static enum x12_status extract_part(struct extract_run *run,
                                    struct edi_part *part,
                                    struct x12_sink *sink,
                                    struct x12_error *err)
{
    struct edi_extract *x = &run->x;
    enum x12_status status, ended;

    run->sum = (struct edi_extracted){ 0 };
    run->unwanted = false;
    x->items = 0;
    x12_findings_init(&x->findings, x->room, EDI_EXTRACT_FINDINGS);
    x->cur.findings = &x->findings;
    x->cur.reader.err = err;
    edi_claim_reader_init(&x->claims, &x->cur, err);
    edi_payment_reader_init(&x->payments, &x->cur, err);
    edi_ack_reader_init(&x->acks, &x->cur, err);
    if (part)
        edi_part_begin(part, &x->cur);
    status = run->work->begin(run->maker, sink, err);
    if (status == X12_OK)
        status = extract_sets(run);
    ended = run->work->end(run->maker); /* what is whole, after a failure too */
    memcpy(run->sum.told, x->findings.told, sizeof(run->sum.told));
    run->sum.items = x->items;
    run->sum.truncated = x->cur.reader.cut_off != 0;
    run->sum.end = run->sum.truncated ? x->cur.reader.cut_off - 1 : 0;
    edi_ack_reader_release(&x->acks);
    edi_payment_reader_release(&x->payments);
    edi_claim_reader_release(&x->claims);
    return status == X12_OK || (status == X12_END && ended < 0) ? ended
                                                                : status;
}

static enum x12_status extract_alone(struct edi_extract_job *job,
                                     struct x12_source *src)
{
    struct extract_run *run = calloc(1, sizeof(*run));
    enum x12_status status;

    if (!run) {
        x12_source_close(src);
        return x12_fail(job->err, X12_ENOMEM, "no memory to read with");
    }
    status = extract_open(run, job, src, job->err);
    if (status == X12_OK)
        status = extract_part(run, NULL, job->sink, job->err);
    job->sum = run->sum;
    extract_close(run);
    free(run);
    return status;
}

/* ---- by several threads ---- */

enum { EXTRACT_MADE, EXTRACT_RESULT };

/* What a part comes to. */
struct extract_result {
    enum x12_status status;
    struct x12_error err;
    struct edi_extracted sum;
    uint64_t segments;
};

struct extract_worker {
    struct extract_run run;
    struct extract_result result; /* of the part at hand */
};

static enum x12_status extract_worker_open(void *self, const void *job,
                                           struct x12_error *err)
{
    struct extract_worker *w = self;
    struct x12_source none = { 0 };

    return extract_open(&w->run, job, &none, err);
}

static void extract_worker_close(void *self)
{
    struct extract_worker *w = self;

    extract_close(&w->run);
}

static enum x12_status extract_worker_part(void *self, struct edi_part *part)
{
    struct extract_worker *w = self;
    struct extract_result *result = &w->result;
    struct x12_sink sink;

    result->err = (struct x12_error){ 0 };
    edi_part_sink(part, &sink);
    result->status = extract_part(&w->run, part, &sink, &result->err);
    result->sum = w->run.sum;
    result->segments = w->run.x.cur.reader.segments;
    return edi_part_put(part, EXTRACT_RESULT, true,
                        (x12_str){ (const char *)result, sizeof(*result) });
}

/* The totals of a part behind those of the parts before it. */
static enum x12_status extract_add(struct edi_extract_job *job,
                                   uint64_t *segments,
                                   const struct extract_result *part)
{
    for (size_t i = 0; i < 3; i++)
        job->sum.told[i] += part->sum.told[i];
    job->sum.items += part->sum.items;
    job->sum.unknown += part->sum.unknown;
    if (part->sum.truncated) {
        job->sum.truncated = true;
        job->sum.end = part->sum.end;
    }
    if (part->status < 0)
        x12_fail_at(
            job->err, part->status, part->err.offset,
            part->err.segment ? part->err.segment + (uint32_t)*segments : 0,
            "%s",
            part->err.text[0] ? part->err.text : x12_status_text(part->status));
    *segments += part->segments;
    return part->status < 0 ? part->status : X12_OK;
}

static enum x12_status extract_gather(struct edi_extract_job *job,
                                      struct edi_team *team)
{
    const struct edi_block *block;
    struct extract_result result;
    uint64_t segments = 0;
    enum x12_status status;

    while ((status = edi_team_next(team, &block, job->err)) == X12_OK) {
        if (block->kind == EXTRACT_MADE) {
            status = x12_sink_write(
                job->sink, (x12_str){ block->at, block->len }, job->err);
        } else {
            memcpy(&result, block->at, sizeof(result));
            status = extract_add(job, &segments, &result);
        }
        if (status != X12_OK)
            return status;
    }
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_extract(struct edi_extract_job *job, struct x12_source *src)
{
    static const struct edi_team_work work = {
        .size = sizeof(struct extract_worker),
        .open = extract_worker_open,
        .part = extract_worker_part,
        .close = extract_worker_close,
    };
    struct edi_team *team = NULL;
    enum x12_status status = X12_OK;

    job->sum = (struct edi_extracted){ 0 };
    if (job->sharing.threads > 1)
        status = edi_team_begin(&team, src, &job->sharing, &work, job,
                                job->err);
    if (team)
        status = extract_gather(job, team);
    else if (status == X12_OK)
        status = extract_alone(job, src);
    edi_team_end(team);
    return status;
}
