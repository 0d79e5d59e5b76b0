/* SPDX-License-Identifier: Apache-2.0 */
/* job_json - what a file says, as JSON Lines */
#include "edi/jobs/job_json.h"

#include "edi/claims/balance.h"
#include "edi/claims/claim_json.h"
#include "edi/claims/payment_json.h"
#include "writer/json.h"

_Static_assert((int)X12_ARENA_WIDE >= (int)X12_JSON_BRIEF,
               "what readers keep can be copied as a whole");

/* Text that every object of a set repeats is made once. */
struct json_ready {
    struct x12_sink sink;
    struct x12_json j;
};

struct json_maker {
    x12_str file;
    struct x12_json j;
    struct json_ready head; /* the envelope of the set at hand */
    struct json_ready
        remittance; /* of the set at hand, as far as it was read */
    uint64_t remittance_set;
    uint32_t remittance_segments;
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

static enum x12_status json_open(void *self, const void *job,
                                 struct x12_error *err)
{
    struct json_maker *m = self;
    enum x12_status status = json_ready_open(&m->head, err);

    m->file = ((const struct edi_json_job *)job)->file;
    return status == X12_OK ? json_ready_open(&m->remittance, err) : status;
}

static void json_close(void *self)
{
    struct json_maker *m = self;

    json_ready_release(&m->head);
    json_ready_release(&m->remittance);
}

static enum x12_status json_begin(void *self, struct x12_sink *sink,
                                  struct x12_error *err)
{
    struct json_maker *m = self;

    m->head.j.err = m->remittance.j.err = err;
    m->remittance_set = 0;
    x12_json_init(&m->j, sink, err);
    return x12_json_status(&m->j);
}

static enum x12_status json_end(void *self)
{
    struct json_maker *m = self;
    enum x12_status status = x12_json_flush(&m->j);

    x12_json_release(&m->j);
    return status;
}

/* The envelope as it is now, when a set begins: a set without its SE ends where
 * another envelope stands already. */
static enum x12_status json_set(void *self, struct edi_extract *x)
{
    struct json_maker *m = self;
    const struct x12_envelope *env = &x->cur.envelope;
    struct x12_json *j = json_ready_begin(&m->head);

    x12_json_text(j, "file", m->file);
    x12_json_text(j, "interchange", x12_str_from(env->isa_control));
    x12_json_text(j, "group", x12_str_from(env->gs_control));
    x12_json_text(j, "transaction", x12_str_from(env->st_control));
    x12_json_text(j, "version", x12_str_from(env->gs_version));
    x12_json_text(j, "sender", x12_str_from(env->sender));
    x12_json_text(j, "receiver", x12_str_from(env->receiver));
    x12_json_day(j, "date", env->isa_date);
    x12_json_text(j, "usage", x12_str_from(env->usage));
    return json_ready_end(&m->head);
}

/* The head of an object: its kind, and the envelope around it. */
static struct x12_json *json_object(struct json_maker *m, const char *kind)
{
    struct x12_json *j = &m->j;

    x12_json_object(j);
    x12_json_text(j, "kind", x12_str_from(kind));
    x12_json_members(j, json_ready_members(&m->head));
    return j;
}

static void json_count(struct x12_json *j, const char *key, uint64_t n)
{
    x12_json_key(j, key);
    x12_json_count(j, n);
}

/* Ends the object; X12_END when nobody reads any more. */
static enum x12_status json_object_end(struct json_maker *m,
                                       struct edi_extract *x)
{
    x12_json_end(&m->j);
    x12_json_line(&m->j);
    x->items++;
    return x12_json_status(&m->j);
}

static enum x12_status json_claim(void *self, struct edi_extract *x,
                                  const struct edi_claim *claim)
{
    struct json_maker *m = self;
    struct x12_json *j;
    struct edi_claim_sums sums;

    edi_claim_balance(claim, &sums, &x->findings);
    j = json_object(m, "claim");
    json_count(j, "clm", claim->ordinal);
    if (!x12_str_is(claim->set->use, "CH")) /* nearly all are */
        x12_json_text(j, "use", claim->set->use);
    if (claim->latin1)
        x12_json_text(j, "charset", X12_STR("ISO-8859-1"));
    x12_json_key(j, "claim");
    j->plain = edi_claim_reader_is_plain(&x->claims) ? X12_JSON_BRIEF : 0;
    edi_claim_json(j, claim);
    j->plain = 0;
    return json_object_end(m, x);
}

/* The remittance, which changes only when a segment is read into it. */
static enum x12_status json_put_remittance(struct json_maker *m,
                                           const struct edi_extract *x,
                                           const struct edi_remittance *rem)
{
    const uint64_t set = x->payments.items.set_ordinal;
    enum x12_status status = X12_OK;

    if (m->remittance_set != set || m->remittance_segments != rem->segments) {
        struct x12_json *j = json_ready_begin(&m->remittance);

        x12_json_key(j, "remittance");
        edi_remittance_json(j, rem);
        status = json_ready_end(&m->remittance);
        m->remittance_set = set;
        m->remittance_segments = rem->segments;
    }
    x12_json_members(&m->j, json_ready_members(&m->remittance));
    return status;
}

static enum x12_status json_payment(void *self, struct edi_extract *x,
                                    const struct edi_payment *p)
{
    struct json_maker *m = self;
    struct x12_json *j;
    struct edi_payment_sums sums;
    enum x12_status status;

    edi_payment_balance(p, &sums, &x->findings);
    j = json_object(m, "payment");
    json_count(j, "clp", p->ordinal);
    x12_json_key(j, "payment");
    j->plain = edi_payment_reader_is_plain(&x->payments) ? X12_JSON_BRIEF : 0;
    edi_payment_json(j, p);
    j->plain = 0;
    x12_json_key(j, "balance");
    edi_payment_balance_json(j, &sums);
    status = json_put_remittance(m, x, p->remittance);
    return status == X12_OK ? json_object_end(m, x) : status;
}

/* A set without its SE may lack more than that, so it is not balanced. */
static enum x12_status json_remittance(void *self, struct edi_extract *x,
                                       const struct edi_remittance *rem)
{
    struct json_maker *m = self;
    struct x12_json *j;
    struct edi_remittance_sums sums;

    edi_remittance_balance(rem, &sums,
                           x->cur.level == X12_AT_SE ? &x->findings : NULL);
    if (rem->adjustment_count == 0 && rem->payments > 0)
        return X12_OK;
    j = json_object(m, "remittance");
    x12_json_key(j, "remittance");
    edi_remittance_json(j, rem);
    x12_json_key(j, "balance");
    edi_remittance_balance_json(j, &sums);
    return json_object_end(m, x);
}

static const char *json_ack_kind(enum edi_set_kind kind)
{
    return kind == EDI_SET_999 ? "999" : kind == EDI_SET_TA1 ? "TA1" : "277CA";
}

static enum x12_status json_ack(void *self, struct edi_extract *x,
                                const struct edi_ack *ack)
{
    struct json_maker *m = self;
    struct x12_json *j = json_object(m, json_ack_kind(x->kind));

    json_count(j, "item", ack->ordinal);
    x12_json_text(j, "answers", x12_str_from(edi_ack_kind_text(ack->kind)));
    x12_json_key(j, "ack");
    edi_ack_json(j, ack);
    return json_object_end(m, x);
}

enum x12_status edi_json_file(struct edi_json_job *job, struct x12_source *src)
{
    static const struct edi_extract_work work = {
        .size = sizeof(struct json_maker),
        .open = json_open,
        .close = json_close,
        .begin = json_begin,
        .end = json_end,
        .set = json_set,
        .claim = json_claim,
        .payment = json_payment,
        .remittance = json_remittance,
        .ack = json_ack,
    };

    job->all.work = &work;
    job->all.job = job;
    return edi_extract(&job->all, src);
}
