/* SPDX-License-Identifier: Apache-2.0 */
/* job_csv - what a file says, as a flat table */
#include "edi/jobs/job_csv.h"

#include "edi/claims/balance.h"

struct csv_maker {
    const struct edi_csv_job *job;
    struct x12_csv csv;
    struct edi_table_key
        key; /* in these copies: a set without its SE ends where
                                 another envelope stands already */
    char interchange[sizeof(((struct x12_envelope *)0)->isa_control)];
    char group[sizeof(((struct x12_envelope *)0)->gs_control)];
    char transaction[sizeof(((struct x12_envelope *)0)->st_control)];
};

static enum x12_status csv_open(void *self, const void *job,
                                struct x12_error *err)
{
    struct csv_maker *m = self;

    (void)err;
    m->job = job;
    return X12_OK;
}

static void csv_close(void *self)
{
    (void)self;
}

static enum x12_status csv_begin(void *self, struct x12_sink *sink,
                                 struct x12_error *err)
{
    struct csv_maker *m = self;

    x12_csv_init(&m->csv, sink, err);
    return x12_csv_flush(&m->csv);
}

static enum x12_status csv_end(void *self)
{
    struct csv_maker *m = self;
    enum x12_status status = x12_csv_flush(&m->csv);

    x12_csv_release(&m->csv);
    return status;
}

static enum x12_status csv_set(void *self, struct edi_extract *x)
{
    struct csv_maker *m = self;
    const struct x12_envelope *env = &x->cur.envelope;

    memcpy(m->interchange, env->isa_control, sizeof(m->interchange));
    memcpy(m->group, env->gs_control, sizeof(m->group));
    memcpy(m->transaction, env->st_control, sizeof(m->transaction));
    m->key = (struct edi_table_key){
        .file = m->job->file,
        .interchange = x12_str_from(m->interchange),
        .group = x12_str_from(m->group),
        .transaction = x12_str_from(m->transaction),
    };
    return X12_OK;
}

static enum x12_status csv_made(struct csv_maker *m, struct edi_extract *x,
                                size_t rows)
{
    x->items += rows;
    return x12_csv_status(&m->csv);
}

static enum x12_status csv_claim(void *self, struct edi_extract *x,
                                 const struct edi_claim *claim)
{
    struct csv_maker *m = self;
    struct edi_claim_sums sums;

    edi_claim_balance(claim, &sums, &x->findings);
    return csv_made(m, x,
                    edi_table_claim(&m->csv, m->job->table, &m->key, claim));
}

static enum x12_status csv_payment(void *self, struct edi_extract *x,
                                   const struct edi_payment *payment)
{
    struct csv_maker *m = self;
    struct edi_payment_sums sums;

    edi_payment_balance(payment, &sums, &x->findings);
    return csv_made(
        m, x, edi_table_payment(&m->csv, m->job->table, &m->key, payment));
}

/* A set without its SE may lack more than that, so it is not balanced. */
static enum x12_status csv_remittance(void *self, struct edi_extract *x,
                                      const struct edi_remittance *rem)
{
    struct csv_maker *m = self;
    struct edi_remittance_sums sums;

    edi_remittance_balance(rem, &sums,
                           x->cur.level == X12_AT_SE ? &x->findings : NULL);
    return csv_made(m, x,
                    edi_table_remittance(&m->csv, m->job->table, &m->key, rem));
}

enum x12_status edi_csv_head(const struct edi_csv_job *job)
{
    struct x12_csv csv;
    enum x12_status status;

    x12_csv_init(&csv, job->all.sink, job->all.err);
    edi_table_head(&csv, job->table);
    status = x12_csv_flush(&csv);
    x12_csv_release(&csv);
    return status;
}

enum x12_status edi_csv_file(struct edi_csv_job *job, struct x12_source *src)
{
    static const struct edi_extract_work work = {
        .size = sizeof(struct csv_maker),
        .open = csv_open,
        .close = csv_close,
        .begin = csv_begin,
        .end = csv_end,
        .set = csv_set,
        .claim = csv_claim,
        .payment = csv_payment,
        .remittance = csv_remittance,
    };

    job->all.work = &work;
    job->all.job = job;
    return edi_extract(&job->all, src);
}
