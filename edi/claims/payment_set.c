/* SPDX-License-Identifier: Apache-2.0 */
/* payment_set - the segments of an 835 outside of its claim payments */
#include "edi/claims/payment_take_private.h"

/* The place of an amount that is missing or could not be read: the first one. */
static void payment_set_doubt(const struct edi_take *t, unsigned pos,
                              struct x12_place *doubt)
{
    if (doubt->segment)
        return;
    *doubt = t->seg->place;
    doubt->element = (uint16_t)pos;
}

/* Is there an amount to read in this element, or none that we can? */
static bool payment_set_is_lost(const struct edi_take *t, unsigned pos)
{
    x12_money amount;

    return !x12_money_parse(x12_element(t->seg, pos), &amount);
}

void edi_payment_take_bpr(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_remittance *rem = &rd->remittance;
    bool sent = rem->origin.segment != 0;

    if (!edi_payment_first(rd, t, &sent))
        return;
    edi_take_texts(t, 16, rem->bpr);
    rem->handling = rem->bpr[1];
    rem->amount = edi_take_money(t, 2);
    if (payment_set_is_lost(t, 2))
        payment_set_doubt(t, 2, &rem->amount_doubt);
    rem->credit_debit = rem->bpr[3];
    rem->method = rem->bpr[4];
    rem->format = rem->bpr[5];
    (void)x12_date_parse(rem->bpr[16], &rem->date);
    rem->origin = edi_payment_origin(t);
}

void edi_payment_take_trn(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_remittance *rem = &rd->remittance;
    bool sent = rem->trace_type.len > 0 || rem->trace.len > 0;

    if (!edi_payment_first(rd, t, &sent))
        return;
    rem->trace_type = edi_take_text(t, 1);
    rem->trace = edi_take_text(t, 2);
    rem->payer_tax_id = edi_take_text(t, 3);
    rem->trace_supplement = edi_take_text(t, 4);
}

void edi_payment_take_cur(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_texts(t, 5, rd->remittance.currency);
}

void edi_payment_take_set_ref(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_reference(t, &rd->remittance.references,
                       &rd->remittance.reference_count);
}

void edi_payment_take_set_dtm(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_remittance *rem = &rd->remittance;

    edi_take_dtm(t, &rem->dates, &rem->date_count);
    if (rem->date_count > 0 &&
        x12_str_is(rem->dates[rem->date_count - 1].qualifier, "405"))
        rem->production = rem->dates[rem->date_count - 1].from;
}

/* The payer, or the payee, by the loop the segment stands in. */
static struct edi_party *payment_set_party(struct edi_payment_reader *rd,
                                           const struct edi_take *t)
{
    return t->cur->row->loop[4] == 'A' ? &rd->remittance.payer
                                       : &rd->remittance.payee;
}

void edi_payment_take_n1(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_party *party = payment_set_party(rd, t);

    if (edi_payment_first(rd, t, &party->present))
        edi_take_n1(t, party);
}

void edi_payment_take_n3(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_n3(t, payment_set_party(rd, t));
}

void edi_payment_take_n4(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_n4(t, payment_set_party(rd, t));
}

void edi_payment_take_party_ref(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_party *party = payment_set_party(rd, t);

    edi_take_reference(t, &party->references, &party->reference_count);
}

void edi_payment_take_party_per(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_party *party = payment_set_party(rd, t);

    edi_take_contact(t, &party->contacts, &party->contact_count);
}

void edi_payment_take_rdm(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    rd->remittance.delivery.present = true;
    rd->remittance.delivery.code = edi_take_text(t, 1);
    rd->remittance.delivery.name = edi_take_text(t, 2);
    rd->remittance.delivery.number = edi_take_text(t, 3);
}

/* A third component has no place in the guide: the segment is kept as it is. */
static void payment_set_plb_rest(struct edi_payment_reader *rd,
                                 const struct edi_take *t)
{
    for (unsigned pos = 3; pos <= 13 && pos <= t->seg->count; pos += 2)
        if (x12_component(t->seg, pos, 3).len > 0) {
            edi_take_unread(t, x12_walker_loop(rd->items.cur->walker),
                            &rd->remittance.unread,
                            &rd->remittance.unread_count);
            return;
        }
}

/* PLB03 to PLB14 are six pairs of a composite and its amount. */
void edi_payment_take_plb(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_remittance *rem = &rd->remittance;
    unsigned next = 3;

    rd->plbs++;
    for (unsigned pos = 3; pos <= 13 && pos <= t->seg->count; pos += 2) {
        struct edi_provider_adjustment *plb;

        if (x12_element(t->seg, pos).len == 0 &&
            x12_element(t->seg, pos + 1).len == 0)
            continue;
        plb = x12_arena_push(t->arena, &rem->adjustments,
                             &rem->adjustment_count, sizeof(*plb));
        if (!plb)
            return;
        plb->provider = edi_take_text(t, 1);
        plb->fiscal_date = edi_take_text(t, 2);
        plb->code = edi_take_part(t, pos, 1);
        plb->reference = edi_take_part(t, pos, 2);
        plb->amount = edi_take_money(t, pos + 1);
        plb->unread = payment_set_is_lost(t, pos + 1);
        if (plb->unread)
            payment_set_doubt(t, pos + 1, &rem->adjustment_doubt);
        plb->plb = rd->plbs;
        plb->position = pos == next ? 0 : pos;
        next = pos + 2;
    }
    payment_set_plb_rest(rd, t);
}
