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

static void payment_money(struct x12_json *j, const char *key, x12_money amount)
{
    x12_json_key(j, key);
    x12_json_money(j, amount);
}

void edi_payment_balance_json(struct x12_json *j,
                              const struct edi_payment_sums *sums)
{
    x12_json_object(j);
    payment_money(j, "charge", sums->charge);
    payment_money(j, "adjusted", sums->claim_adjusted + sums->lines_adjusted);
    payment_money(j, "paid", sums->paid);
    payment_money(j, "difference", sums->paid - sums->right_paid);
    x12_json_end(j);
}

void edi_remittance_balance_json(struct x12_json *j,
                                 const struct edi_remittance_sums *sums)
{
    x12_json_object(j);
    payment_money(j, "amount", sums->amount);
    payment_money(j, "paid", sums->paid);
    payment_money(j, "adjusted", sums->adjusted);
    payment_money(j, "difference", sums->amount - sums->right_amount);
    x12_json_end(j);
}
