/* SPDX-License-Identifier: Apache-2.0 */
/* payment_claim - the segments of loops 2000, 2100 and 2110 */
#include "edi/claims/payment_take_private.h"

/* --- loop 2000: what claim payments are grouped by --- */

void edi_payment_take_lx(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    const uint32_t loop = rd->header.loop + 1;

    memset(&rd->header, 0, sizeof(rd->header));
    rd->header.loop = loop;
    rd->header.number = edi_take_text(t, 1);
}

void edi_payment_take_ts3(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_texts(t, 24, rd->header.ts3);
    rd->header.has_ts3 = true;
}

void edi_payment_take_ts2(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_texts(t, 19, rd->header.ts2);
    rd->header.has_ts2 = true;
}

/* --- loop 2100: the claim payment --- */

/* Parties of a claim payment, by NM101. */
static const struct {
    char role[3];
    uint16_t offset;
} payment_claim_parties[] = {
    { "QC", offsetof(struct edi_payment, patient_name) },
    { "IL", offsetof(struct edi_payment, insured) },
    { "74", offsetof(struct edi_payment, corrected) },
    { "82", offsetof(struct edi_payment, provider) },
    { "TT", offsetof(struct edi_payment, crossover) },
    { "PR", offsetof(struct edi_payment, corrected_payer) },
    { "GB", offsetof(struct edi_payment, other_insured) },
};

enum {
    PAYMENT_PARTIES = sizeof(payment_claim_parties) /
                      sizeof(*payment_claim_parties)
};

static struct edi_party *payment_claim_party(struct edi_payment *p, size_t i)
{
    return (struct edi_party *)(void *)((char *)p +
                                        payment_claim_parties[i].offset);
}

/* All members from one up to another are zero. */
#define PAYMENT_CLEAR(p, from, to)                                          \
    (void)x12_arena_clear((char *)(p) + offsetof(struct edi_payment, from), \
                          offsetof(struct edi_payment, to) -                \
                              offsetof(struct edi_payment, from))

/* What stands between the ranges that are cleared has flags. */
_Static_assert(offsetof(struct edi_payment, has_ts3) ==
                       offsetof(struct edi_payment, ts3) +
                           sizeof(((struct edi_payment *)0)->ts3) +
                           sizeof(((struct edi_payment *)0)->ts2) &&
                   offsetof(struct edi_payment, has_mia) ==
                       offsetof(struct edi_payment, patient_name) +
                           PAYMENT_PARTIES * sizeof(struct edi_party) +
                           sizeof(((struct edi_payment *)0)->mia) +
                           sizeof(((struct edi_payment *)0)->moa),
               "clear what was added to edi_payment");

/* Clears the payment before. Its parties and long lists of texts are most of
 * it, and nearly all empty: what their flags say. */
static void payment_claim_clear(struct edi_payment *p)
{
    for (size_t i = 0; i < PAYMENT_PARTIES; i++) {
        struct edi_party *party = payment_claim_party(p, i);

        if (party->present)
            (void)x12_arena_clear(party, sizeof(*party));
    }
    if (p->has_ts3)
        memset(p->ts3, 0, sizeof(p->ts3));
    if (p->has_ts2)
        memset(p->ts2, 0, sizeof(p->ts2));
    if (p->has_mia)
        memset(p->mia, 0, sizeof(p->mia));
    if (p->has_moa)
        memset(p->moa, 0, sizeof(p->moa));
    PAYMENT_CLEAR(p, remittance, ts3);
    PAYMENT_CLEAR(p, has_ts3, patient_name);
    (void)x12_arena_clear(&p->has_mia,
                          sizeof(*p) - offsetof(struct edi_payment, has_mia));
}

static void payment_claim_begin(struct edi_payment_reader *rd)
{
    struct edi_payment *p = &rd->payment;

    payment_claim_clear(p);
    p->remittance = &rd->remittance;
    p->header = rd->header.number;
    p->header_loop = rd->header.loop;
    p->has_ts3 = rd->header.has_ts3;
    p->has_ts2 = rd->header.has_ts2;
    if (p->has_ts3)
        memcpy(p->ts3, rd->header.ts3, sizeof(p->ts3));
    if (p->has_ts2)
        memcpy(p->ts2, rd->header.ts2, sizeof(p->ts2));
}

/* An amount that is 0 here although nobody said so: the first one is kept. */
static void payment_claim_doubt(struct edi_payment_reader *rd,
                                const struct edi_take *t, const char *segment,
                                unsigned element)
{
    struct edi_payment *p = &rd->payment;

    if (!element || p->doubt.segment)
        return;
    p->doubt_segment = segment;
    p->doubt = t->seg->place;
    p->doubt.element = (uint16_t)element;
}

/* What could not be read of the segment. */
static void payment_claim_lost(struct edi_payment_reader *rd,
                               const struct edi_take *t, const char *segment)
{
    if (t->lost)
        payment_claim_doubt(rd, t, segment, t->lost->amount);
}

/* The same, else the first of two elements that has to be there and is not. */
static void payment_claim_doubts(struct edi_payment_reader *rd,
                                 const struct edi_take *t, const char *segment,
                                 unsigned first)
{
    payment_claim_lost(rd, t, segment);
    for (unsigned pos = first; pos <= first + 1; pos++)
        if (x12_element(t->seg, pos).len == 0)
            payment_claim_doubt(rd, t, segment, pos);
}

void edi_payment_take_clp(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_payment *p = &rd->payment;

    payment_claim_begin(rd);
    p->origin = edi_payment_origin(t);
    p->ordinal = ++rd->remittance.payments;
    p->id = edi_take_text(t, 1);
    p->status = edi_take_text(t, 2);
    p->charge = edi_take_money(t, 3);
    p->paid = edi_take_money(t, 4);
    p->patient = edi_take_money(t, 5);
    p->has_patient = x12_element(t->seg, 5).len > 0;
    p->filing = edi_take_text(t, 6);
    p->control = edi_take_text(t, 7);
    p->place = edi_take_text(t, 8);
    p->frequency = edi_take_text(t, 9);
    p->drg = edi_take_text(t, 11);
    p->drg_weight_text = edi_take_text(t, 12);
    p->discharge_text = edi_take_text(t, 13);
    rd->remittance.paid += p->paid;
    payment_claim_doubts(rd, t, "CLP", 3);
    rd->remittance.has_doubt |= p->doubt.segment != 0;
}

void edi_payment_take_cas(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_adjustments(t, &rd->payment.adjustments,
                         &rd->payment.adjustment_count);
    payment_claim_lost(rd, t, "CAS");
}

void edi_payment_take_nm1(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    x12_str role = x12_element(t->seg, 1);

    for (size_t i = 0; role.len == 2 && i < PAYMENT_PARTIES; i++)
        if (memcmp(role.at, payment_claim_parties[i].role, 2) == 0) {
            struct edi_party *party = payment_claim_party(&rd->payment, i);

            if (edi_payment_first(rd, t, &party->present))
                edi_take_nm1(t, party);
            return;
        }
    edi_payment_unread(rd, t);
}

void edi_payment_take_mia(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    if (edi_payment_first(rd, t, &rd->payment.has_mia))
        edi_take_texts(t, EDI_MIA_ELEMENTS, rd->payment.mia);
}

void edi_payment_take_moa(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    if (edi_payment_first(rd, t, &rd->payment.has_moa))
        edi_take_texts(t, EDI_MOA_ELEMENTS, rd->payment.moa);
}

void edi_payment_take_ref(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_reference(t, &rd->payment.references,
                       &rd->payment.reference_count);
}

void edi_payment_take_dtm(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_dtm(t, &rd->payment.dates, &rd->payment.date_count);
}

void edi_payment_take_per(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_contact(t, &rd->payment.contacts, &rd->payment.contact_count);
}

void edi_payment_take_amt(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_amount(t, &rd->payment.amounts, &rd->payment.amount_count);
    payment_claim_lost(rd, t, "AMT");
}

void edi_payment_take_qty(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_quantity(t, &rd->payment.quantities, &rd->payment.quantity_count);
}

/* --- loop 2110: the service line --- */

/* The line at hand. The walker enters 2110 by an SVC only; none is there when
 * memory ran out. */
static struct edi_service *payment_claim_line(struct edi_payment_reader *rd)
{
    struct edi_payment *p = &rd->payment;

    return p->service_count > 0 ? &p->services[p->service_count - 1] : NULL;
}

/* SVC01 and SVC06: qualifier, procedure, four modifiers, description */
#define LINE(member) offsetof(struct edi_service, member)
static const uint16_t payment_claim_paid[] = {
    LINE(qualifier),   LINE(procedure),   LINE(modifier[0]), LINE(modifier[1]),
    LINE(modifier[2]), LINE(modifier[3]), LINE(description),
};
static const uint16_t payment_claim_sent[] = {
    LINE(submitted_qualifier),   LINE(submitted_procedure),
    LINE(submitted_modifier[0]), LINE(submitted_modifier[1]),
    LINE(submitted_modifier[2]), LINE(submitted_modifier[3]),
    LINE(submitted_description),
};
enum { PAYMENT_PROCEDURE = sizeof(payment_claim_paid) / sizeof(uint16_t) };

void edi_payment_take_svc(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_payment *p = &rd->payment;
    struct edi_service *line = x12_arena_push(t->arena, &p->services,
                                              &p->service_count, sizeof(*line));

    if (!line)
        return;
    line->ordinal = (uint32_t)p->service_count;
    line->origin = edi_payment_origin(t);
    edi_take_members(t, 1, payment_claim_paid, PAYMENT_PROCEDURE, line);
    line->charge = edi_take_money(t, 2);
    line->paid = edi_take_money(t, 3);
    payment_claim_doubts(rd, t, "SVC", 2);
    line->revenue = edi_take_text(t, 4);
    line->units = edi_take_decimal(t, 5, &line->has_units);
    if (x12_element(t->seg, 5).len == 0)
        line->units = (x12_decimal){ 1, 0 };
    if (t->seg->count < 6)
        return;
    edi_take_members(t, 6, payment_claim_sent, PAYMENT_PROCEDURE, line);
    line->submitted_units = edi_take_decimal(t, 7, &line->has_submitted_units);
}

void edi_payment_take_line_dtm(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_claim_line(rd);

    if (line)
        edi_take_dtm(t, &line->dates, &line->date_count);
}

void edi_payment_take_line_cas(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_claim_line(rd);

    if (line)
        edi_take_adjustments(t, &line->adjustments, &line->adjustment_count);
    payment_claim_lost(rd, t, "CAS");
}

void edi_payment_take_line_ref(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_claim_line(rd);

    if (line)
        edi_take_reference(t, &line->references, &line->reference_count);
}

void edi_payment_take_line_amt(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_claim_line(rd);

    if (line)
        edi_take_amount(t, &line->amounts, &line->amount_count);
    payment_claim_lost(rd, t, "AMT");
}

void edi_payment_take_line_qty(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_claim_line(rd);

    if (line)
        edi_take_quantity(t, &line->quantities, &line->quantity_count);
}

void edi_payment_take_lq(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_claim_line(rd);
    struct edi_remark *remark;

    if (!line)
        return;
    remark = x12_arena_push(t->arena, &line->remarks, &line->remark_count,
                            sizeof(*remark));
    if (!remark)
        return;
    remark->qualifier = edi_take_text(t, 1);
    remark->code = edi_take_text(t, 2);
}
