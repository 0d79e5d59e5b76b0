/* SPDX-License-Identifier: Apache-2.0 */
/* payment_json - remittances, claim payments and acknowledged items as JSON */
#include "edi/claims/payment_json.h"

#include "edi/claims/payment_fields_private.h"

static const struct x12_json_name charset = X12_JSON_NAME("charset");

/* A record with its own character set, which is that of its object alone. */
static void payment_record_json(struct x12_json *j, bool latin1,
                                const struct edi_record *record,
                                const void *object)
{
    const bool before = j->latin1;
    char *to = x12_json_put_begin(j);

    if (!to)
        return;
    to = x12_json_put_open(to, '{');
    if (latin1)
        to = x12_json_put_text(j, to, &charset, X12_STR("ISO-8859-1"));
    j->latin1 = latin1;
    to = record->json(j, to, object);
    j->latin1 = before;
    x12_json_put_end(j, x12_json_put_close(to, '}'));
}

void edi_remittance_json(struct x12_json *j, const struct edi_remittance *rem)
{
    payment_record_json(j, rem->latin1, &edi_remittance_record, rem);
}

void edi_payment_json(struct x12_json *j, const struct edi_payment *p)
{
    payment_record_json(j, p->latin1, &edi_payment_record, p);
}

void edi_ack_json(struct x12_json *j, const struct edi_ack *ack)
{
    payment_record_json(j, ack->latin1, &edi_ack_record, ack);
}

/* The four sums of a balance. */
static void payment_sums_json(struct x12_json *j,
                              const struct x12_json_name names[4],
                              const x12_money sums[4])
{
    char *to = x12_json_put_begin(j);

    if (!to)
        return;
    to = x12_json_put_open(to, '{');
    for (size_t i = 0; i < 4; i++)
        to = x12_json_put_money(x12_json_put_key(to, &names[i]), sums[i]);
    x12_json_put_end(j, x12_json_put_close(to, '}'));
}

void edi_payment_balance_json(struct x12_json *j,
                              const struct edi_payment_sums *sums)
{
    static const struct x12_json_name names[4] = {
        X12_JSON_NAME("charge"),
        X12_JSON_NAME("adjusted"),
        X12_JSON_NAME("paid"),
        X12_JSON_NAME("difference"),
    };
    const x12_money all[4] = {
        sums->charge,
        sums->claim_adjusted + sums->lines_adjusted,
        sums->paid,
        sums->paid - sums->right_paid,
    };

    if (sums->in_doubt)
        x12_json_null(j);
    else
        payment_sums_json(j, names, all);
}

void edi_remittance_balance_json(struct x12_json *j,
                                 const struct edi_remittance_sums *sums)
{
    static const struct x12_json_name names[4] = {
        X12_JSON_NAME("amount"),
        X12_JSON_NAME("paid"),
        X12_JSON_NAME("adjusted"),
        X12_JSON_NAME("difference"),
    };
    const x12_money all[4] = {
        sums->amount,
        sums->paid,
        sums->adjusted,
        sums->amount - sums->right_amount,
    };

    if (sums->in_doubt)
        x12_json_null(j);
    else
        payment_sums_json(j, names, all);
}
