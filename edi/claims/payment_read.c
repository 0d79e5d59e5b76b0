/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payment_read - cursor to remittance and claim payments
 */
#include "edi/claims/payment_read.h"

#include "edi/claims/take_private.h"

/* Parts of an 835, each with the memory of its lifetime. */
enum { PAYMENT_SET, PAYMENT_HEADER, PAYMENT_CLAIM = EDI_ITEM };

/* Kept as it stands, with what is at hand. */
static void payment_unread(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    const char *loop = x12_walker_loop(rd->items.cur->walker);

    if (rd->items.open)
        edi_take_unread(t, loop, &rd->payment.unread,
                        &rd->payment.unread_count);
    else
        edi_take_unread(t, loop, &rd->remittance.unread,
                        &rd->remittance.unread_count);
}

/* True the first time: what may stand once is not overwritten by a second. */
static bool payment_first(struct edi_payment_reader *rd,
                          const struct edi_take *t, bool *present)
{
    bool first = !*present;

    *present = true;
    if (!first)
        payment_unread(rd, t);
    return first;
}

static struct edi_origin payment_origin(const struct edi_take *t)
{
    return (struct edi_origin){ .offset = t->seg->place.offset,
                                .segment = t->seg->place.segment,
                                .id = t->seg->id,
                                .row = t->row };
}

/* --- the set: BPR to 1000B, and PLB --- */

static void payment_take_bpr(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_remittance *rem = &rd->remittance;
    bool sent = rem->origin.segment != 0;

    if (!payment_first(rd, t, &sent))
        return;
    edi_take_texts(t, 16, rem->bpr);
    rem->handling = rem->bpr[1];
    rem->amount = edi_take_money(t, 2);
    rem->credit_debit = rem->bpr[3];
    rem->method = rem->bpr[4];
    rem->format = rem->bpr[5];
    (void)x12_date_parse(rem->bpr[16], &rem->date);
    rem->origin = payment_origin(t);
}

static void payment_take_trn(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_remittance *rem = &rd->remittance;
    bool sent = rem->trace_type.len > 0 || rem->trace.len > 0;

    if (!payment_first(rd, t, &sent))
        return;
    rem->trace_type = edi_take_text(t, 1);
    rem->trace = edi_take_text(t, 2);
    rem->payer_tax_id = edi_take_text(t, 3);
    rem->trace_supplement = edi_take_text(t, 4);
}

static void payment_take_cur(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_texts(t, 5, rd->remittance.currency);
}

static void payment_take_set_ref(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_reference(t, &rd->remittance.references,
                       &rd->remittance.reference_count);
}

static void payment_take_set_dtm(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_remittance *rem = &rd->remittance;

    edi_take_dtm(t, &rem->dates, &rem->date_count);
    if (rem->date_count > 0 &&
        x12_str_is(rem->dates[rem->date_count - 1].qualifier, "405"))
        rem->production = rem->dates[rem->date_count - 1].from;
}

/* The payer, or the payee, by the loop the segment stands in. */
static struct edi_party *payment_party(struct edi_payment_reader *rd,
                                       const struct edi_take *t)
{
    return t->row->loop[4] == 'A' ? &rd->remittance.payer
                                  : &rd->remittance.payee;
}

static void payment_take_n1(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_party *party = payment_party(rd, t);

    if (payment_first(rd, t, &party->present))
        edi_take_n1(t, party);
}

static void payment_take_n3(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_n3(t, payment_party(rd, t));
}

static void payment_take_n4(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_n4(t, payment_party(rd, t));
}

static void payment_take_party_ref(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_party *party = payment_party(rd, t);

    edi_take_reference(t, &party->references, &party->reference_count);
}

static void payment_take_party_per(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_party *party = payment_party(rd, t);

    edi_take_contact(t, &party->contacts, &party->contact_count);
}

static void payment_take_rdm(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    rd->remittance.delivery.present = true;
    rd->remittance.delivery.code = edi_take_text(t, 1);
    rd->remittance.delivery.name = edi_take_text(t, 2);
    rd->remittance.delivery.number = edi_take_text(t, 3);
}

/* A third component has no place in the guide: the segment is kept as it is. */
static void payment_take_plb_rest(struct edi_payment_reader *rd,
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
static void payment_take_plb(void *reader, const struct edi_take *t)
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
        plb->plb = rd->plbs;
        plb->position = pos == next ? 0 : pos;
        next = pos + 2;
    }
    payment_take_plb_rest(rd, t);
}

/* --- loop 2000: what claim payments are grouped by --- */

static void payment_take_lx(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    const uint32_t loop = rd->header.loop + 1;

    memset(&rd->header, 0, sizeof(rd->header));
    rd->header.loop = loop;
    rd->header.number = edi_take_text(t, 1);
}

static void payment_take_ts3(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_texts(t, 24, rd->header.ts3);
    rd->header.has_ts3 = true;
}

static void payment_take_ts2(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_texts(t, 19, rd->header.ts2);
    rd->header.has_ts2 = true;
}

/* --- loop 2100: the claim payment --- */

static void payment_begin(struct edi_payment_reader *rd)
{
    struct edi_payment *p = &rd->payment;

    memset(p, 0, sizeof(*p));
    p->remittance = &rd->remittance;
    p->header = rd->header.number;
    p->header_loop = rd->header.loop;
    memcpy(p->ts3, rd->header.ts3, sizeof(p->ts3));
    memcpy(p->ts2, rd->header.ts2, sizeof(p->ts2));
    p->has_ts3 = rd->header.has_ts3;
    p->has_ts2 = rd->header.has_ts2;
}

/* An amount that is 0 here although nobody said so: the first one is kept. */
static void payment_doubt(struct edi_payment_reader *rd,
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

/* What could not be read of the segment, else the first of two elements that
 * has to be there and is not. */
static void payment_doubts(struct edi_payment_reader *rd,
                           const struct edi_take *t, const char *segment,
                           unsigned first)
{
    if (t->lost)
        payment_doubt(rd, t, segment, t->lost->amount);
    for (unsigned pos = first; pos <= first + 1; pos++)
        if (x12_element(t->seg, pos).len == 0)
            payment_doubt(rd, t, segment, pos);
}

static void payment_take_clp(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_payment *p = &rd->payment;

    payment_begin(rd);
    p->origin = payment_origin(t);
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
    payment_doubts(rd, t, "CLP", 3);
}

static void payment_take_cas(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_adjustments(t, &rd->payment.adjustments,
                         &rd->payment.adjustment_count);
    if (t->lost)
        payment_doubt(rd, t, "CAS", t->lost->amount);
}

static void payment_take_nm1(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_payment *p = &rd->payment;
    const struct {
        const char *role;
        struct edi_party *party;
    } roles[] = {
        { "QC", &p->patient_name },  { "IL", &p->insured },
        { "74", &p->corrected },     { "82", &p->provider },
        { "TT", &p->crossover },     { "PR", &p->corrected_payer },
        { "GB", &p->other_insured },
    };
    x12_str role = x12_element(t->seg, 1);

    for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
        if (role.len == 2 && memcmp(role.at, roles[i].role, 2) == 0) {
            if (payment_first(rd, t, &roles[i].party->present))
                edi_take_nm1(t, roles[i].party);
            return;
        }
    payment_unread(rd, t);
}

static void payment_take_mia(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    if (payment_first(rd, t, &rd->payment.has_mia))
        edi_take_texts(t, EDI_MIA_ELEMENTS, rd->payment.mia);
}

static void payment_take_moa(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    if (payment_first(rd, t, &rd->payment.has_moa))
        edi_take_texts(t, EDI_MOA_ELEMENTS, rd->payment.moa);
}

static void payment_take_ref(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_reference(t, &rd->payment.references,
                       &rd->payment.reference_count);
}

static void payment_take_dtm(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_dtm(t, &rd->payment.dates, &rd->payment.date_count);
}

static void payment_take_per(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_contact(t, &rd->payment.contacts, &rd->payment.contact_count);
}

static void payment_take_amt(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_amount(t, &rd->payment.amounts, &rd->payment.amount_count);
}

static void payment_take_qty(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    edi_take_quantity(t, &rd->payment.quantities, &rd->payment.quantity_count);
}

/* --- loop 2110: the service line --- */

/* The line at hand. The walker enters 2110 by an SVC only; none is there when
 * memory ran out. */
static struct edi_service *payment_line(struct edi_payment_reader *rd)
{
    struct edi_payment *p = &rd->payment;

    return p->service_count > 0 ? &p->services[p->service_count - 1] : NULL;
}

/* SVC01 or SVC06: qualifier : procedure : four modifiers : description */
enum { PAYMENT_PROCEDURE = 7 };

static void payment_take_svc(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_payment *p = &rd->payment;
    x12_str paid[PAYMENT_PROCEDURE + 1], sent[PAYMENT_PROCEDURE + 1];
    struct edi_service *line = x12_arena_push(t->arena, &p->services,
                                              &p->service_count, sizeof(*line));

    if (!line)
        return;
    edi_take_parts(t, 1, PAYMENT_PROCEDURE, paid);
    edi_take_parts(t, 6, PAYMENT_PROCEDURE, sent);
    line->ordinal = (uint32_t)p->service_count;
    line->origin = payment_origin(t);
    line->qualifier = paid[1];
    line->procedure = paid[2];
    line->description = paid[7];
    line->charge = edi_take_money(t, 2);
    line->paid = edi_take_money(t, 3);
    payment_doubts(rd, t, "SVC", 2);
    line->revenue = edi_take_text(t, 4);
    line->units = edi_take_decimal(t, 5, &line->has_units);
    if (x12_element(t->seg, 5).len == 0)
        line->units = (x12_decimal){ 1, 0 };
    line->submitted_qualifier = sent[1];
    line->submitted_procedure = sent[2];
    line->submitted_description = sent[7];
    memcpy(line->modifier, paid + 3, sizeof(line->modifier));
    memcpy(line->submitted_modifier, sent + 3,
           sizeof(line->submitted_modifier));
    line->submitted_units = edi_take_decimal(t, 7, &line->has_submitted_units);
}

static void payment_take_line_dtm(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_line(rd);

    if (line)
        edi_take_dtm(t, &line->dates, &line->date_count);
}

static void payment_take_line_cas(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_line(rd);

    if (line)
        edi_take_adjustments(t, &line->adjustments, &line->adjustment_count);
    if (t->lost)
        payment_doubt(rd, t, "CAS", t->lost->amount);
}

static void payment_take_line_ref(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_line(rd);

    if (line)
        edi_take_reference(t, &line->references, &line->reference_count);
}

static void payment_take_line_amt(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_line(rd);

    if (line)
        edi_take_amount(t, &line->amounts, &line->amount_count);
}

static void payment_take_line_qty(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_line(rd);

    if (line)
        edi_take_quantity(t, &line->quantities, &line->quantity_count);
}

static void payment_take_lq(void *reader, const struct edi_take *t)
{
    struct edi_payment_reader *rd = reader;
    struct edi_service *line = payment_line(rd);
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

/* --- what reads which segment --- */

static const struct edi_item_row payment_rows[] = {
    { "TS", "BPR", PAYMENT_SET, false, payment_take_bpr },
    { "TS", "TRN", PAYMENT_SET, false, payment_take_trn },
    { "TS", "CUR", PAYMENT_SET, false, payment_take_cur },
    { "TS", "REF", PAYMENT_SET, false, payment_take_set_ref },
    { "TS", "DTM", PAYMENT_SET, false, payment_take_set_dtm },
    { "1000A", "N1", PAYMENT_SET, false, payment_take_n1 },
    { "1000A", "N3", PAYMENT_SET, false, payment_take_n3 },
    { "1000A", "N4", PAYMENT_SET, false, payment_take_n4 },
    { "1000A", "REF", PAYMENT_SET, false, payment_take_party_ref },
    { "1000A", "PER", PAYMENT_SET, false, payment_take_party_per },
    { "1000B", "N1", PAYMENT_SET, false, payment_take_n1 },
    { "1000B", "N3", PAYMENT_SET, false, payment_take_n3 },
    { "1000B", "N4", PAYMENT_SET, false, payment_take_n4 },
    { "1000B", "REF", PAYMENT_SET, false, payment_take_party_ref },
    { "1000B", "RDM", PAYMENT_SET, false, payment_take_rdm },
    { "TS", "PLB", PAYMENT_SET, false, payment_take_plb },
    { "2000", "LX", PAYMENT_HEADER, true, payment_take_lx },
    { "2000", "TS3", PAYMENT_HEADER, false, payment_take_ts3 },
    { "2000", "TS2", PAYMENT_HEADER, false, payment_take_ts2 },
    { "2100", "CLP", PAYMENT_CLAIM, true, payment_take_clp },
    { "2100", "CAS", PAYMENT_CLAIM, false, payment_take_cas },
    { "2100", "NM1", PAYMENT_CLAIM, false, payment_take_nm1 },
    { "2100", "MIA", PAYMENT_CLAIM, false, payment_take_mia },
    { "2100", "MOA", PAYMENT_CLAIM, false, payment_take_moa },
    { "2100", "REF", PAYMENT_CLAIM, false, payment_take_ref },
    { "2100", "DTM", PAYMENT_CLAIM, false, payment_take_dtm },
    { "2100", "PER", PAYMENT_CLAIM, false, payment_take_per },
    { "2100", "AMT", PAYMENT_CLAIM, false, payment_take_amt },
    { "2100", "QTY", PAYMENT_CLAIM, false, payment_take_qty },
    { "2110", "SVC", PAYMENT_CLAIM, false, payment_take_svc },
    { "2110", "DTM", PAYMENT_CLAIM, false, payment_take_line_dtm },
    { "2110", "CAS", PAYMENT_CLAIM, false, payment_take_line_cas },
    { "2110", "REF", PAYMENT_CLAIM, false, payment_take_line_ref },
    { "2110", "AMT", PAYMENT_CLAIM, false, payment_take_line_amt },
    { "2110", "QTY", PAYMENT_CLAIM, false, payment_take_line_qty },
    { "2110", "LQ", PAYMENT_CLAIM, false, payment_take_lq },
};

static const struct edi_item_table payment_table = {
    .set = "835",
    .rows = payment_rows,
    .count = sizeof(payment_rows) / sizeof(*payment_rows),
    .unread = payment_unread,
    .limit = "EDI_PAYMENT_BYTES",
};

void edi_payment_reader_init(struct edi_payment_reader *rd,
                             struct x12_cursor *cur, struct x12_error *err)
{
    memset(rd, 0, sizeof(*rd));
    rd->err = err;
    edi_items_init(&rd->items, cur, err, EDI_PAYMENT_BYTES);
}

/* Nothing carries over from the set before. */
static void payment_set_begin(struct edi_payment_reader *rd)
{
    struct edi_items *it = &rd->items;

    edi_items_set_begin(it, &payment_table);
    memset(&rd->remittance, 0, sizeof(rd->remittance));
    memset(&rd->header, 0, sizeof(rd->header));
    rd->plbs = 0;
    rd->remittance.version = x12_arena_copy(
        &it->arena[PAYMENT_SET], x12_str_from(it->cur->envelope.gs_version));
}

enum x12_status edi_payment_next(struct edi_payment_reader *rd,
                                 const struct edi_payment **payment)
{
    struct edi_items *it = &rd->items;
    enum x12_status status;

    if (edi_items_set_is_new(it))
        payment_set_begin(rd);
    status = edi_items_next(it, rd);
    rd->remittance.latin1 = it->latin1[PAYMENT_SET];
    rd->remittance.segments = it->taken[PAYMENT_SET];
    if (status != X12_OK)
        return status;
    rd->payment.offset = it->offset;
    rd->payment.end = it->end;
    rd->payment.findings = it->findings;
    rd->payment.latin1 = it->latin1[PAYMENT_HEADER] | it->latin1[PAYMENT_CLAIM];
    *payment = &rd->payment;
    return X12_OK;
}

const struct edi_remittance *edi_payment_remittance(
    const struct edi_payment_reader *rd)
{
    return &rd->remittance;
}

void edi_payment_reader_release(struct edi_payment_reader *rd)
{
    edi_items_release(&rd->items);
}
