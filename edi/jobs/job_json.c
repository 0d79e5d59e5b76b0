/* SPDX-License-Identifier: Apache-2.0 */
/* job_json - what a file says, as JSON Lines */
#include "edi/jobs/job_json.h"

#include "edi/claims/ack_read.h"
#include "edi/claims/balance.h"
#include "edi/claims/claim_json.h"
#include "edi/claims/claim_read.h"
#include "edi/claims/payment_json.h"
#include "edi/claims/payment_read.h"
#include "edi/guides/guides.h"
#include "edi/jobs/team.h"

_Static_assert((int)X12_ARENA_WIDE >= (int)X12_JSON_BRIEF,
               "what readers keep can be copied as a whole");

/* Text that every object of a set repeats is made once. */
struct json_ready {
    struct x12_sink sink;
    struct x12_json j;
};

struct json_run {
    struct edi_json_job *job;
    struct x12_cursor cur;
    struct x12_findings findings;
    struct x12_finding room[EDI_JSON_FINDINGS];
    struct json_ready head; /* the envelope of the set at hand */
    struct json_ready
        remittance; /* of the set at hand, as far as it was read */
    uint64_t remittance_set;
    uint32_t remittance_segments;
    struct edi_claim_reader claims;
    struct edi_payment_reader payments;
    struct edi_ack_reader acks;
};

static enum x12_status json_ready_open(struct json_ready *ready,
                                       struct x12_error *err)
{
    enum x12_status status = x12_sink_open_memory(&ready->sink, EDI_JSON_READY,
                                                  err);

    x12_json_init(&ready->j, &ready->sink, err);
    return status;
}

static void json_ready_release(struct json_ready *ready)
{
    x12_json_release(&ready->j);
    x12_sink_close(&ready->sink);
}

/* Makes it anew: between begin and end its members are written to ready->j. */
static struct x12_json *json_ready_begin(struct json_ready *ready)
{
    x12_sink_memory_clear(&ready->sink);
    x12_json_object(&ready->j);
    return &ready->j;
}

static enum x12_status json_ready_end(struct json_ready *ready)
{
    x12_json_end(&ready->j);
    x12_json_line(&ready->j);
    return x12_json_flush(&ready->j);
}

/* Without its braces and the end of the line. */
static x12_str json_ready_members(const struct json_ready *ready)
{
    x12_str text = x12_sink_memory(&ready->sink);

    if (text.len <= 3)
        return (x12_str){ NULL, 0 };
    return (x12_str){ text.at + 1, text.len - 3 };
}

/* The envelope as it is now, when a set begins: a set without its SE ends where
 * another envelope stands already. */
static enum x12_status json_head(struct json_run *run)
{
    const struct x12_envelope *env = &run->cur.envelope;
    struct x12_json *j = json_ready_begin(&run->head);

    x12_json_text(j, "file", run->job->file);
    x12_json_text(j, "interchange", x12_str_from(env->isa_control));
    x12_json_text(j, "group", x12_str_from(env->gs_control));
    x12_json_text(j, "transaction", x12_str_from(env->st_control));
    x12_json_text(j, "version", x12_str_from(env->gs_version));
    x12_json_text(j, "sender", x12_str_from(env->sender));
    x12_json_text(j, "receiver", x12_str_from(env->receiver));
    x12_json_day(j, "date", env->isa_date);
    x12_json_text(j, "usage", x12_str_from(env->usage));
    return json_ready_end(&run->head);
}

/* The head of an object: its kind, and the envelope around it. */
static void json_begin(struct json_run *run, const char *kind)
{
    struct x12_json *j = run->job->j;

    x12_json_object(j);
    x12_json_text(j, "kind", x12_str_from(kind));
    x12_json_members(j, json_ready_members(&run->head));
}

static void json_count(struct x12_json *j, const char *key, uint64_t n)
{
    x12_json_key(j, key);
    x12_json_count(j, n);
}

/* Empties the list of findings: they are counted, and the next object needs the
 * room. */
static void json_forget(struct json_run *run)
{
    run->findings.count = 0;
}

/* Ends the object; X12_END when nobody reads any more. */
static enum x12_status json_end(struct json_run *run)
{
    struct x12_json *j = run->job->j;

    x12_json_end(j);
    x12_json_line(j);
    run->job->objects++;
    json_forget(run);
    return x12_json_status(j);
}

static enum x12_status json_claim(struct json_run *run)
{
    struct x12_json *j = run->job->j;
    const struct edi_claim *claim;
    struct edi_claim_sums sums;
    enum x12_status status = edi_claim_next(&run->claims, &claim);

    if (status != X12_OK)
        return status;
    edi_claim_balance(claim, &sums, &run->findings);
    json_begin(run, "claim");
    json_count(j, "clm", claim->ordinal);
    if (!x12_str_is(claim->set->use, "CH")) /* nearly all are */
        x12_json_text(j, "use", claim->set->use);
    if (claim->latin1)
        x12_json_text(j, "charset", X12_STR("ISO-8859-1"));
    x12_json_key(j, "claim");
    j->plain = edi_claim_reader_is_plain(&run->claims) ? X12_JSON_BRIEF : 0;
    edi_claim_json(j, claim);
    j->plain = 0;
    return json_end(run);
}

/* The remittance, which changes only when a segment is read into it. */
static enum x12_status json_put_remittance(struct json_run *run,
                                           const struct edi_remittance *rem)
{
    enum x12_status status = X12_OK;

    if (run->remittance_set != run->payments.items.set_ordinal ||
        run->remittance_segments != rem->segments) {
        struct x12_json *j = json_ready_begin(&run->remittance);

        x12_json_key(j, "remittance");
        edi_remittance_json(j, rem);
        status = json_ready_end(&run->remittance);
        run->remittance_set = run->payments.items.set_ordinal;
        run->remittance_segments = rem->segments;
    }
    x12_json_members(run->job->j, json_ready_members(&run->remittance));
    return status;
}

static enum x12_status json_payment(struct json_run *run)
{
    struct x12_json *j = run->job->j;
    const struct edi_payment *p;
    struct edi_payment_sums sums;
    enum x12_status status = edi_payment_next(&run->payments, &p);

    if (status != X12_OK)
        return status;
    edi_payment_balance(p, &sums, &run->findings);
    json_begin(run, "payment");
    json_count(j, "clp", p->ordinal);
    x12_json_key(j, "payment");
    j->plain = edi_payment_reader_is_plain(&run->payments) ? X12_JSON_BRIEF : 0;
    edi_payment_json(j, p);
    j->plain = 0;
    x12_json_key(j, "balance");
    edi_payment_balance_json(j, &sums);
    status = json_put_remittance(run, p->remittance);
    return status == X12_OK ? json_end(run) : status;
}

/* The PLBs stand behind the last claim payment. A set without its SE may lack
 * more than that, so it is not balanced. */
static enum x12_status json_remittance(struct json_run *run)
{
    struct x12_json *j = run->job->j;
    const struct edi_remittance *rem = edi_payment_remittance(&run->payments);
    struct edi_remittance_sums sums;

    edi_remittance_balance(rem, &sums,
                           run->cur.level == X12_AT_SE ? &run->findings : NULL);
    if (rem->adjustment_count == 0 && rem->payments > 0)
        return X12_OK;
    json_begin(run, "remittance");
    x12_json_key(j, "remittance");
    edi_remittance_json(j, rem);
    x12_json_key(j, "balance");
    edi_remittance_balance_json(j, &sums);
    return json_end(run);
}

static enum x12_status json_ack(struct json_run *run, const char *kind)
{
    struct x12_json *j = run->job->j;
    const struct edi_ack *ack;
    enum x12_status status = edi_ack_next(&run->acks, &ack);

    if (status != X12_OK)
        return status;
    json_begin(run, kind);
    json_count(j, "item", ack->ordinal);
    x12_json_text(j, "answers", x12_str_from(edi_ack_kind_text(ack->kind)));
    x12_json_key(j, "ack");
    edi_ack_json(j, ack);
    return json_end(run);
}

/* The next object of a set; X12_END behind its last. */
static enum x12_status json_next(struct json_run *run, enum edi_set_kind kind)
{
    switch (kind) {
    case EDI_SET_CLAIM:
        return json_claim(run);
    case EDI_SET_PAYMENT:
        return json_payment(run);
    case EDI_SET_999:
        return json_ack(run, "999");
    case EDI_SET_277CA:
        return json_ack(run, "277CA");
    case EDI_SET_TA1:
        return json_ack(run, "TA1");
    case EDI_SET_OTHER:
        run->job->unknown++;
        break;
    }
    return X12_END;
}

/* All objects of one set. The end of a set and the end of all reading are both
 * X12_END: it is the emitter that knows the latter. */
static enum x12_status json_set(struct json_run *run, enum edi_set_kind kind)
{
    enum x12_status status = json_head(run);

    json_forget(run); /* its claims have the room, whatever came before */
    while (status == X12_OK)
        status = json_next(run, kind);
    if (status == X12_END && kind == EDI_SET_PAYMENT &&
        x12_json_status(run->job->j) == X12_OK)
        status = json_remittance(run);
    return status < 0 ? status : x12_json_status(run->job->j);
}

static enum x12_status json_sets(struct json_run *run)
{
    enum x12_status status = X12_OK;
    enum edi_set_kind kind;

    while (status == X12_OK) {
        status = edi_set_next(&run->cur, &kind);
        if (status == X12_END)
            return X12_OK;
        if (status == X12_OK)
            status = json_set(run, kind);
    }
    return status;
}

/* Nothing is read yet, or another part of the input begins. */
static void json_begin_part(struct json_run *run)
{
    struct edi_json_job *job = run->job;

    x12_findings_init(&run->findings, run->room, EDI_JSON_FINDINGS);
    run->cur.findings = &run->findings;
    run->remittance_set = 0;
    edi_claim_reader_init(&run->claims, &run->cur, job->err);
    edi_payment_reader_init(&run->payments, &run->cur, job->err);
    edi_ack_reader_init(&run->acks, &run->cur, job->err);
}

static void json_end_part(struct json_run *run)
{
    memcpy(run->job->told, run->findings.told, sizeof(run->job->told));
    run->job->truncated = run->cur.reader.cut_off != 0;
    run->job->end = run->job->truncated ? run->cur.reader.cut_off - 1 : 0;
    edi_ack_reader_release(&run->acks);
    edi_payment_reader_release(&run->payments);
    edi_claim_reader_release(&run->claims);
}

static enum x12_status json_open(struct json_run *run, struct x12_source *src)
{
    struct edi_json_job *job = run->job;
    enum x12_status status = x12_cursor_init(&run->cur, src, edi_guide_find,
                                             job->err);

    if (status == X12_OK)
        status = json_ready_open(&run->head, job->err);
    if (status == X12_OK)
        status = json_ready_open(&run->remittance, job->err);
    return status;
}

static void json_close(struct json_run *run)
{
    json_ready_release(&run->head);
    json_ready_release(&run->remittance);
    x12_cursor_release(&run->cur);
}

static enum x12_status json_alone(struct edi_json_job *job,
                                  struct x12_source *src)
{
    struct json_run run = { .job = job };
    enum x12_status status = json_open(&run, src);

    json_begin_part(&run);
    if (status == X12_OK)
        status = json_sets(&run);
    json_end_part(&run);
    json_close(&run);
    return status;
}

/* --- by several threads ------------------------------------------------------ */

enum { JSON_LINES, JSON_RESULT };

/* What a part comes to. */
struct json_result {
    enum x12_status status;
    struct x12_error err;
    struct edi_json_job job;
    uint64_t segments;
};

struct json_worker {
    struct json_run run;
    struct json_result result; /* of the part at hand */
};

static enum x12_status json_worker_open(void *self, const void *job,
                                        struct x12_error *err)
{
    struct json_worker *w = self;
    struct x12_source none = { 0 };

    w->result.job.file = ((const struct edi_json_job *)job)->file;
    w->result.job.err = err;
    w->run.job = &w->result.job;
    return json_open(&w->run, &none);
}

static void json_worker_close(void *self)
{
    struct json_worker *w = self;

    json_close(&w->run);
}

static enum x12_status json_worker_part(void *self, struct edi_part *part)
{
    struct json_worker *w = self;
    struct json_result *result = &w->result;
    struct x12_sink sink;
    struct x12_json j;

    result->err = (struct x12_error){ 0 };
    result->job = (struct edi_json_job){ .file = result->job.file,
                                         .j = &j,
                                         .err = &result->err };
    edi_part_sink(part, &sink);
    x12_json_init(&j, &sink, &result->err);
    w->run.cur.reader.err = &result->err;
    json_begin_part(&w->run);
    edi_part_begin(part, &w->run.cur);
    result->status = x12_json_status(&j);
    if (result->status == X12_OK)
        result->status = json_sets(&w->run);
    json_end_part(&w->run);
    result->segments = w->run.cur.reader.segments;
    if (result->status == X12_OK)
        result->status = x12_json_flush(&j);
    else if (x12_json_flush(&j) < 0)
        result->status = x12_json_status(&j);
    x12_json_release(&j);
    return edi_part_put(part, JSON_RESULT, true,
                        (x12_str){ (const char *)result, sizeof(*result) });
}

/* The totals of a part behind those of the parts before it. */
static enum x12_status json_add(struct edi_json_job *job, uint64_t *segments,
                                const struct json_result *part)
{
    for (size_t i = 0; i < 3; i++)
        job->told[i] += part->job.told[i];
    job->objects += part->job.objects;
    job->unknown += part->job.unknown;
    if (part->job.truncated) {
        job->truncated = true;
        job->end = part->job.end;
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

static enum x12_status json_gather(struct edi_json_job *job,
                                   struct edi_team *team)
{
    const struct edi_block *block;
    struct json_result result;
    uint64_t segments = 0;
    enum x12_status status;

    while ((status = edi_team_next(team, &block, job->err)) == X12_OK) {
        if (block->kind == JSON_LINES) {
            x12_json_lines(job->j, (x12_str){ block->at, block->len });
            status = x12_json_status(job->j);
        } else {
            memcpy(&result, block->at, sizeof(result));
            status = json_add(job, &segments, &result);
        }
        if (status != X12_OK)
            return status;
    }
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_json_file(struct edi_json_job *job, struct x12_source *src)
{
    static const struct edi_team_work work = {
        .size = sizeof(struct json_worker),
        .open = json_worker_open,
        .part = json_worker_part,
        .close = json_worker_close,
    };
    struct edi_team *team = NULL;
    enum x12_status status = X12_OK;

    if (job->sharing.threads > 1)
        status = edi_team_begin(&team, src, &job->sharing, &work, job,
                                job->err);
    if (team)
        status = json_gather(job, team);
    else if (status == X12_OK)
        status = json_alone(job, src);
    edi_team_end(team);
    return status;
}
