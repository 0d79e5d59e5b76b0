/* SPDX-License-Identifier: Apache-2.0 */
/* body - the digest of all that a remittance says, its envelope not */
#include "edi/store/body.h"

#include "edi/store/pack.h"

static void body_texts(struct edi_pack *pack, const x12_str *texts,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        edi_pack_text(pack, texts[i]);
}

static void body_references(struct edi_pack *pack,
                            const struct edi_reference *at, size_t count)
{
    edi_pack_int(pack, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        edi_pack_text(pack, at[i].qualifier);
        edi_pack_text(pack, at[i].value);
    }
}

static void body_dates(struct edi_pack *pack, const struct edi_date *at,
                       size_t count)
{
    edi_pack_int(pack, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        edi_pack_text(pack, at[i].qualifier);
        edi_pack_text(pack, at[i].text);
    }
}

static void body_amounts(struct edi_pack *pack, const struct edi_amount *at,
                         size_t count)
{
    edi_pack_int(pack, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        edi_pack_text(pack, at[i].qualifier);
        edi_pack_int(pack, at[i].amount);
    }
}

static void body_adjustments(struct edi_pack *pack,
                             const struct edi_adjustment *at, size_t count)
{
    edi_pack_int(pack, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        edi_pack_text(pack, at[i].group);
        edi_pack_text(pack, at[i].reason);
        edi_pack_int(pack, at[i].amount);
        edi_pack_int(pack, at[i].quantity.value);
    }
}

static void body_party(struct edi_pack *pack, const struct edi_party *party)
{
    const x12_str texts[] = { party->name,   party->first,        party->middle,
                              party->suffix, party->id_qualifier, party->id };

    body_texts(pack, texts, sizeof(texts) / sizeof(*texts));
    body_references(pack, party->references, party->reference_count);
}

static void body_service(struct edi_pack *pack, const struct edi_service *s)
{
    const x12_str texts[] = { s->qualifier, s->procedure, s->revenue,
                              s->submitted_qualifier, s->submitted_procedure };

    body_texts(pack, texts, sizeof(texts) / sizeof(*texts));
    body_texts(pack, s->modifier, 4);
    body_texts(pack, s->submitted_modifier, 4);
    edi_pack_int(pack, s->charge);
    edi_pack_int(pack, s->paid);
    edi_pack_int(pack, s->units.value);
    edi_pack_int(pack, s->submitted_units.value);
    body_dates(pack, s->dates, s->date_count);
    body_adjustments(pack, s->adjustments, s->adjustment_count);
    body_references(pack, s->references, s->reference_count);
    body_amounts(pack, s->amounts, s->amount_count);
    edi_pack_int(pack, (int64_t)s->remark_count);
    for (size_t i = 0; i < s->remark_count; i++)
        edi_pack_text(pack, s->remarks[i].code);
}

static void body_unread(struct edi_pack *pack, const struct edi_unread *at,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        edi_pack_text(pack, at[i].text);
}

static void body_done(struct edi_digest *digest, struct edi_pack *pack)
{
    edi_digest_add(digest, edi_pack_done(pack));
}

void edi_body_payment(struct edi_digest *digest, const struct edi_payment *p,
                      struct x12_arena *arena)
{
    struct edi_pack pack = { .arena = arena };
    const x12_str texts[] = { p->id,    p->status,    p->filing, p->control,
                              p->place, p->frequency, p->drg };
    const struct edi_party *const parties[] = {
        &p->patient_name, &p->insured,         &p->corrected,     &p->provider,
        &p->crossover,    &p->corrected_payer, &p->other_insured,
    };

    body_texts(&pack, texts, sizeof(texts) / sizeof(*texts));
    edi_pack_int(&pack, p->charge);
    edi_pack_int(&pack, p->paid);
    edi_pack_int(&pack, p->patient);
    body_adjustments(&pack, p->adjustments, p->adjustment_count);
    for (size_t i = 0; i < sizeof(parties) / sizeof(*parties); i++)
        body_party(&pack, parties[i]);
    body_texts(&pack, p->mia + 1, EDI_MIA_ELEMENTS);
    body_texts(&pack, p->moa + 1, EDI_MOA_ELEMENTS);
    body_references(&pack, p->references, p->reference_count);
    body_dates(&pack, p->dates, p->date_count);
    body_amounts(&pack, p->amounts, p->amount_count);
    edi_pack_int(&pack, (int64_t)p->service_count);
    for (size_t i = 0; i < p->service_count; i++)
        body_service(&pack, &p->services[i]);
    /* An amount that cannot be read is not the 0 that it is read as. */
    if (p->doubt.segment) {
        edi_pack_int(&pack, p->doubt.segment);
        edi_pack_int(&pack, p->doubt.element);
        body_unread(&pack, p->unread, p->unread_count);
    }
    body_done(digest, &pack);
}

void edi_body_remittance(struct edi_digest *digest,
                         const struct edi_remittance *r,
                         struct x12_arena *arena)
{
    struct edi_pack pack = { .arena = arena };
    const x12_str texts[] = { r->trace_type, r->trace, r->payer_tax_id,
                              r->trace_supplement };

    body_texts(&pack, r->bpr + 1, 16);
    body_texts(&pack, texts, sizeof(texts) / sizeof(*texts));
    body_texts(&pack, r->currency + 1, 5);
    body_references(&pack, r->references, r->reference_count);
    body_dates(&pack, r->dates, r->date_count);
    body_party(&pack, &r->payer);
    body_party(&pack, &r->payee);
    edi_pack_int(&pack, (int64_t)r->adjustment_count);
    for (size_t i = 0; i < r->adjustment_count; i++) {
        edi_pack_text(&pack, r->adjustments[i].provider);
        edi_pack_text(&pack, r->adjustments[i].fiscal_date);
        edi_pack_text(&pack, r->adjustments[i].code);
        edi_pack_text(&pack, r->adjustments[i].reference);
        edi_pack_int(&pack, r->adjustments[i].amount);
    }
    if (r->adjustment_doubt.segment)
        body_unread(&pack, r->unread, r->unread_count);
    body_done(digest, &pack);
}

/* `details` hold what is wrong; the rest is what it answers, and how. */
void edi_body_ack(struct edi_digest *digest, const struct edi_ack *ack,
                  x12_str details, struct x12_arena *arena)
{
    struct edi_pack pack = { .arena = arena };
    const x12_str texts[] = { ack->interchange, ack->group, ack->transaction,
                              ack->batch,       ack->trace, ack->code,
                              ack->note,        details };

    edi_pack_int(&pack, ack->kind);
    body_texts(&pack, texts, sizeof(texts) / sizeof(*texts));
    body_references(&pack, ack->references, ack->reference_count);
    for (size_t i = 0; i < ack->status_count; i++) {
        edi_pack_int(&pack, ack->statuses[i].date);
        edi_pack_int(&pack, ack->statuses[i].amount);
    }
    body_done(digest, &pack);
}

void edi_body_claim(struct edi_digest *digest, x12_str number,
                    const struct edi_match_claim *c, struct x12_arena *arena)
{
    struct edi_pack pack = { .arena = arena };
    const x12_str texts[] = { number,      c->payer,           c->npi,
                              c->tax_id,   c->member,          c->last,
                              c->first,    c->subscriber_last, c->frequency,
                              c->original, c->responsibility };

    body_texts(&pack, texts, sizeof(texts) / sizeof(*texts));
    edi_pack_int(&pack, c->charge);
    edi_pack_int(&pack, c->from);
    edi_pack_int(&pack, c->to);
    edi_pack_int(&pack, (int64_t)c->line_count);
    for (size_t i = 0; i < c->line_count; i++) {
        const struct edi_match_line *line = &c->lines[i];

        edi_pack_text(&pack, line->control);
        edi_pack_text(&pack, line->code);
        edi_pack_text(&pack, line->modifiers);
        edi_pack_int(&pack, line->charge);
        edi_pack_int(&pack, line->from);
        edi_pack_int(&pack, line->to);
    }
    if (c->unreadable)
        edi_pack_text(&pack, X12_STR("unreadable"));
    body_done(digest, &pack);
}
