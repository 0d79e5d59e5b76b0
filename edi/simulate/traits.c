/* SPDX-License-Identifier: Apache-2.0 */
/* traits - what befalls an answer on its way, whatever its story */
#include "edi/simulate/reply_private.h"

#include <stdint.h>

static void reply_lose_controls(struct reply_make *make)
{
    for (size_t i = 0; i < make->reply->count; i++) {
        struct edi_payment *p = &make->reply->items[i].payment;

        for (size_t k = 0; k < p->service_count; k++)
            p->services[k].reference_count = 0;
    }
}

static void reply_drop_modifiers(struct reply_make *make)
{
    for (size_t i = 0; i < make->reply->count; i++) {
        struct edi_payment *p = &make->reply->items[i].payment;

        for (size_t k = 0; k < p->service_count; k++) {
            struct edi_service *line = &p->services[k];

            memset(line->modifier, 0, sizeof(line->modifier));
            memset(line->submitted_modifier, 0,
                   sizeof(line->submitted_modifier));
        }
    }
}

static bool reply_has_controls(const struct edi_reply *reply)
{
    return reply->count > 0 &&
           reply->items[0].payment.services[0].reference_count > 0;
}

/* In lower case, filled with zeros, behind the payer's own prefix, or 0. */
static x12_str reply_alter(struct reply_make *make, x12_str id)
{
    struct edi_reply *reply = make->reply;
    x12_str altered;

    reply->evidence = "altered";
    switch (reply_draw(make, "alteration", 4)) {
    case 0:
        return edi_reply_text(make, make->payer->prefix, id, "");
    case 1:
        return edi_reply_text(make, "000", id, "");
    case 2:
        reply->evidence = reply_has_controls(reply) ? "lines" : "demographic";
        return X12_STR("0");
    default:
        break;
    }
    reply->evidence = "key";
    altered = edi_reply_text(make, "", id, "");
    for (size_t i = 0; i < altered.len; i++)
        if (altered.at[i] >= 'A' && altered.at[i] <= 'Z')
            ((char *)(uintptr_t)altered.at)[i] = (char)(altered.at[i] | 0x20);
    return altered;
}

static void reply_rename(struct reply_make *make)
{
    struct edi_reply *reply = make->reply;
    x12_str id = make->claim->id;

    if (edi_reply_is_hit(make, EDI_RATE_TRUNCATED) &&
        id.len > make->payer->truncate) {
        id.len = make->payer->truncate;
        reply->evidence = "altered";
    } else if (edi_reply_is_hit(make, EDI_RATE_ALTERED) && id.len < 30) {
        id = reply_alter(make, id);
    } else {
        return;
    }
    for (size_t i = 0; i < reply->count; i++)
        reply->items[i].payment.id = id;
}

/* One percent, on what is paid first. */
static void reply_pay_interest(struct reply_make *make)
{
    struct edi_reply_item *item = &make->reply->items[0];
    struct edi_payment *p = &item->payment;
    struct edi_amount *amount;

    if (make->reply->count == 0 || item->apart || reply_part(p->paid, 100) <= 0)
        return;
    amount = x12_arena_push(make->arena, &p->amounts, &p->amount_count,
                            sizeof(*amount));
    if (!amount)
        return;
    item->interest = reply_part(p->paid, 100);
    *amount = (struct edi_amount){ X12_STR("I"), item->interest };
}

void edi_reply_traits(struct reply_make *make)
{
    if (edi_reply_is_hit(make, EDI_RATE_LOST_6R))
        reply_lose_controls(make);
    if (edi_reply_is_hit(make, EDI_RATE_DROPPED_MODIFIERS))
        reply_drop_modifiers(make);
    reply_rename(make);
    if (edi_reply_is_hit(make, EDI_RATE_INTEREST))
        reply_pay_interest(make);
}
