/* SPDX-License-Identifier: Apache-2.0 */
/* ingest_payments - a remittance and its claim payments into the store */
#include "edi/claims/balance.h"
#include "edi/jobs/ingest_private.h"
#include "edi/store/body.h"
#include "edi/store/store_payments.h"

static enum x12_status ingest_remittance(struct edi_ingest *in,
                                         const struct edi_remittance *r,
                                         const struct edi_envelope_facts *env,
                                         struct edi_remittance_row *row)
{
    enum x12_status status;

    if (row->id)
        return X12_OK;
    row->interchange = in->interchange;
    row->control = env->set;
    row->remittance = r;
    row->payer = edi_facts_payer(r);
    row->npi = edi_facts_npi(&r->payee);
    row->tax_id = edi_facts_tax_id(&r->payee);
    row->day = edi_facts_day(r, env);
    status = edi_digest_begin(&in->body, in->err);
    if (status == X12_OK)
        status = edi_store_remittance_begin(in->store, row);
    if (status == X12_OK)
        edi_ingest_new(row->id, &in->facts.first_remittance,
                       &in->facts.last_remittance);
    return status;
}

/* What the claim does not add up by; where its sums agree, the first line that
 * does not. */
static x12_money ingest_imbalance(const struct edi_payment *payment,
                                  const struct edi_payment_sums *sums)
{
    x12_money off = sums->paid - sums->right_paid;

    if (!off)
        off = sums->charge - sums->lines_charge;
    for (size_t i = 0; !off && i < payment->service_count; i++) {
        struct edi_service_sums line;

        if (!edi_service_balance(&payment->services[i], &line, NULL))
            off = line.paid - line.right_paid;
    }
    return off;
}

static enum x12_status ingest_payment(struct edi_ingest *in,
                                      const struct edi_payment *payment,
                                      const struct edi_envelope_facts *env,
                                      struct edi_remittance_row *remittance)
{
    struct edi_payment_row row = {
        .remittance = remittance->id,
        .number = payment->id,
        .control = payment->control,
        .patient = edi_payment_adjusted(payment, "PR"),
        .start = payment->offset,
        .finish = payment->end,
    };
    struct edi_payment_sums sums;
    enum x12_status status;
    char doubt[EDI_INGEST_DOUBT];
    int64_t id;

    if (payment->doubt.segment)
        row.doubt = edi_ingest_doubt(x12_str_from(payment->doubt_segment),
                                     &payment->doubt, doubt);
    row.adjusted = edi_payment_adjusted(payment, NULL) - row.patient;
    if (!edi_payment_balance(payment, &sums, NULL)) {
        in->told->unbalanced++;
        if (!row.doubt.len)
            row.imbalance = ingest_imbalance(payment, &sums);
    }
    x12_arena_reset(&in->arena);
    edi_facts_payment(payment, env, &in->arena, &row.match);
    status = edi_store_payment_put(in->store, &row, &in->arena, &id);
    if (status != X12_OK)
        return status;
    edi_body_payment(&in->body, payment, &in->arena);
    if (!remittance->first_payment)
        remittance->first_payment = id;
    edi_ingest_new(id, &in->facts.first_payment, &in->facts.last_payment);
    in->told->payments++;
    return X12_OK;
}

/* Behind the last payment: the PLBs are known now. */
static enum x12_status ingest_remittance_end(
    struct edi_ingest *in, const struct edi_envelope_facts *env,
    struct edi_remittance_row *row)
{
    const struct edi_remittance *r = edi_payment_remittance(&in->payments);
    char amount[EDI_INGEST_DOUBT], adjustment[EDI_INGEST_DOUBT];
    struct edi_remittance_sums sums;
    enum x12_status status = ingest_remittance(in, r, env, row);

    if (status != X12_OK)
        return status;
    row->remittance = r;
    row->amount_doubt = edi_ingest_doubt(X12_STR("BPR"), &r->amount_doubt,
                                         amount);
    row->adjustment_doubt = edi_ingest_doubt(X12_STR("PLB"),
                                             &r->adjustment_doubt, adjustment);
    in->told->unbalanced += !edi_remittance_balance(r, &sums, NULL);
    x12_arena_reset(&in->arena);
    edi_body_remittance(&in->body, r, &in->arena);
    status = edi_digest_end(&in->body, row->body);
    edi_digest_add(&in->content,
                   (x12_str){ (const char *)row->body, EDI_DIGEST_BYTES });
    if (status == X12_OK && in->arena.failed)
        status = x12_fail(in->err, in->arena.failed, "remittance: %s",
                          x12_status_text(in->arena.failed));
    return status == X12_OK ? edi_store_remittance_end(in->store, row) : status;
}

enum x12_status edi_ingest_payments(struct edi_ingest *in)
{
    struct edi_envelope_facts envelope = edi_ingest_envelope(in);
    struct edi_remittance_row row = { 0 };
    const struct edi_payment *payment;
    enum x12_status status;

    while ((status = edi_payment_next(&in->payments, &payment)) == X12_OK) {
        status = ingest_remittance(in, payment->remittance, &envelope, &row);
        if (status == X12_OK)
            status = ingest_payment(in, payment, &envelope, &row);
        if (status != X12_OK)
            return status;
    }
    return status == X12_END ? ingest_remittance_end(in, &envelope, &row)
                             : status;
}
