/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ack_read - cursor to acknowledged items
 */
#include "edi/claims/ack_read.h"

#include "edi/claims/take_private.h"

/* Parts of a 277CA, each with the memory of its lifetime; a 999 has the first
 * and the last. */
enum { ACK_SET, ACK_PROVIDER, ACK_PATIENT, ACK_ITEM = EDI_ITEM };

/* Kept as it stands. Outside of an item there is nothing to keep it with; it
 * has its finding. */
static void ack_unread(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    if (rd->items.open)
        edi_take_unread(t, x12_walker_loop(rd->items.cur->walker),
                        &rd->ack.unread, &rd->ack.unread_count);
}

/* A new item: it begins as what is said of all items around it. */
static struct edi_ack *ack_begin(struct edi_ack_reader *rd,
                                 enum edi_ack_kind kind)
{
    rd->ack = rd->around;
    rd->ack.kind = kind;
    rd->ack.ordinal = ++rd->around.ordinal;
    return &rd->ack;
}

/* --- TA1 --- */

static void ack_take_ta1(struct edi_ack_reader *rd, const struct edi_take *t)
{
    struct edi_ack *ack = ack_begin(rd, EDI_ACK_INTERCHANGE);

    ack->interchange = edi_take_text(t, 1);
    (void)x12_date_parse_short(x12_element(t->seg, 2), &ack->date);
    ack->time = edi_take_text(t, 3);
    ack->code = edi_take_text(t, 4);
    ack->note = edi_take_text(t, 5);
}

/* --- 999 --- */

static void ack_take_ak1(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    rd->around.functional = edi_take_text(t, 1);
    rd->around.group = edi_take_text(t, 2);
    rd->around.version = edi_take_text(t, 3);
}

static void ack_take_ak2(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;
    struct edi_ack *ack = ack_begin(rd, EDI_ACK_SET);

    ack->set = edi_take_text(t, 1);
    ack->transaction = edi_take_text(t, 2);
    ack->reference = edi_take_text(t, 3);
}

static void ack_take_ik5(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    rd->ack.code = edi_take_text(t, 1);
    for (unsigned i = 0; i < 5; i++)
        rd->ack.error[i] = edi_take_text(t, 2 + i);
}

static void ack_take_ak9(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;
    struct edi_ack *ack = ack_begin(rd, EDI_ACK_GROUP);

    ack->code = edi_take_text(t, 1);
    ack->included = edi_take_text(t, 2);
    ack->received = edi_take_text(t, 3);
    ack->accepted = edi_take_text(t, 4);
    for (unsigned i = 0; i < 5; i++)
        ack->error[i] = edi_take_text(t, 5 + i);
}

static void ack_take_ik3(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;
    struct edi_ack_segment *segment = x12_arena_push(
        t->arena, &rd->ack.segments, &rd->ack.segment_count, sizeof(*segment));

    if (!segment)
        return;
    segment->segment = edi_take_text(t, 1);
    segment->position = edi_take_text(t, 2);
    segment->loop = edi_take_text(t, 3);
    segment->code = edi_take_text(t, 4);
}

/* The IK3 at hand; none when memory ran out. */
static struct edi_ack_segment *ack_segment(struct edi_ack_reader *rd)
{
    struct edi_ack *ack = &rd->ack;

    return ack->segment_count > 0 ? &ack->segments[ack->segment_count - 1]
                                  : NULL;
}

static void ack_take_ik4(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;
    struct edi_ack_segment *segment = ack_segment(rd);
    struct edi_ack_element *element;

    if (!segment)
        return;
    element = x12_arena_push(t->arena, &segment->elements,
                             &segment->element_count, sizeof(*element));
    if (!element)
        return;
    element->element = edi_take_part(t, 1, 1);
    element->component = edi_take_part(t, 1, 2);
    element->repeat = edi_take_part(t, 1, 3);
    element->data_element = edi_take_text(t, 2);
    element->code = edi_take_text(t, 3);
    element->value = edi_take_text(t, 4);
}

static void ack_context(const struct edi_take *t, struct edi_ack_context **list,
                        size_t *count)
{
    struct edi_ack_context *ctx = x12_arena_push(t->arena, list, count,
                                                 sizeof(*ctx));

    if (!ctx)
        return;
    ctx->name = edi_take_part(t, 1, 1);
    ctx->value = edi_take_part(t, 1, 2);
    ctx->segment = edi_take_text(t, 2);
    ctx->position = edi_take_text(t, 3);
    ctx->loop = edi_take_text(t, 4);
    ctx->element = edi_take_part(t, 5, 1);
    ctx->component = edi_take_part(t, 5, 2);
    ctx->repeat = edi_take_part(t, 5, 3);
    ctx->reference = edi_take_text(t, 6);
}

static void ack_take_segment_ctx(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;
    struct edi_ack_segment *segment = ack_segment(rd);

    if (segment)
        ack_context(t, &segment->contexts, &segment->context_count);
}

static void ack_take_element_ctx(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;
    struct edi_ack_segment *segment = ack_segment(rd);
    struct edi_ack_element *element;

    if (!segment || segment->element_count == 0)
        return;
    element = &segment->elements[segment->element_count - 1];
    ack_context(t, &element->contexts, &element->context_count);
}

/* --- 277CA: around the item --- */

static void ack_take_bht(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    rd->around.answer = edi_take_text(t, 3);
    rd->around.answer_date = edi_take_text(t, 4);
}

/* A level opens: what stood below the one before is gone. */
static void ack_take_hl_source(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    (void)t;
    memset(&rd->around.source, 0, sizeof(rd->around.source));
    memset(&rd->around.receiver, 0, sizeof(rd->around.receiver));
    memset(&rd->around.provider, 0, sizeof(rd->around.provider));
    memset(&rd->around.patient, 0, sizeof(rd->around.patient));
    rd->around.source_trace = rd->around.batch = (x12_str){ NULL, 0 };
    rd->around.source_dates = NULL;
    rd->around.source_date_count = 0;
}

static void ack_take_hl_receiver(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    (void)t;
    memset(&rd->around.receiver, 0, sizeof(rd->around.receiver));
    memset(&rd->around.provider, 0, sizeof(rd->around.provider));
    memset(&rd->around.patient, 0, sizeof(rd->around.patient));
    rd->around.batch = (x12_str){ NULL, 0 };
}

static void ack_take_hl_provider(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    (void)t;
    memset(&rd->around.provider, 0, sizeof(rd->around.provider));
    memset(&rd->around.patient, 0, sizeof(rd->around.patient));
}

static void ack_take_hl_patient(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    (void)t;
    memset(&rd->around.patient, 0, sizeof(rd->around.patient));
}

static void ack_take_nm1_source(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    edi_take_nm1(t, &rd->around.source);
}

static void ack_take_nm1_receiver(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    edi_take_nm1(t, &rd->around.receiver);
}

static void ack_take_nm1_provider(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    edi_take_nm1(t, &rd->around.provider);
}

static void ack_take_nm1_patient(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    edi_take_nm1(t, &rd->around.patient);
}

static void ack_take_source_trn(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    rd->around.source_trace = edi_take_text(t, 2);
}

static void ack_take_source_dtp(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    edi_take_dtp(t, &rd->around.source_dates, &rd->around.source_date_count);
}

/* --- 277CA: the item --- */

static void ack_take_batch(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    rd->around.batch = x12_arena_copy(&rd->items.arena[ACK_SET],
                                      x12_element(t->seg, 2));
    ack_begin(rd, EDI_ACK_TRANSMISSION)->trace = edi_take_text(t, 2);
}

static void ack_take_provider_trn(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    ack_begin(rd, EDI_ACK_PROVIDER)->trace = edi_take_text(t, 2);
}

static void ack_take_claim_trn(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    ack_begin(rd, EDI_ACK_CLAIM)->trace = edi_take_text(t, 2);
}

/* STC01, 10 and 11 are triples: category, status, entity. */
static void ack_status(const struct edi_take *t, struct edi_status **list,
                       size_t *count)
{
    static const uint8_t triple[] = { 1, 10, 11 };
    struct edi_status *stc = x12_arena_push(t->arena, list, count,
                                            sizeof(*stc));

    if (!stc)
        return;
    for (unsigned i = 0; i < 3; i++) {
        stc->code[i].category = edi_take_part(t, triple[i], 1);
        stc->code[i].code = edi_take_part(t, triple[i], 2);
        stc->code[i].entity = edi_take_part(t, triple[i], 3);
    }
    (void)x12_date_parse(x12_element(t->seg, 2), &stc->date);
    stc->action = edi_take_text(t, 3);
    stc->has_amount = x12_element(t->seg, 4).len > 0;
    stc->amount = edi_take_money(t, 4);
    stc->text = edi_take_text(t, 12);
}

static void ack_take_stc(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    ack_status(t, &rd->ack.statuses, &rd->ack.status_count);
}

static void ack_take_ref(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    edi_take_reference(t, &rd->ack.references, &rd->ack.reference_count);
}

static void ack_take_dtp(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    edi_take_dtp(t, &rd->ack.dates, &rd->ack.date_count);
}

static void ack_take_qty(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    edi_take_quantity(t, &rd->ack.quantities, &rd->ack.quantity_count);
}

static void ack_take_amt(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;

    edi_take_amount(t, &rd->ack.amounts, &rd->ack.amount_count);
}

static void ack_take_svc(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;
    struct edi_ack_line *line = x12_arena_push(
        t->arena, &rd->ack.lines, &rd->ack.line_count, sizeof(*line));

    if (!line)
        return;
    line->qualifier = edi_take_part(t, 1, 1);
    line->procedure = edi_take_part(t, 1, 2);
    for (unsigned i = 0; i < 4; i++)
        line->modifier[i] = edi_take_part(t, 1, 3 + i);
    line->charge = edi_take_money(t, 2);
    line->revenue = edi_take_text(t, 4);
    line->units = edi_take_decimal(t, 7, &line->has_units);
}

/* The line at hand; none when memory ran out. */
static struct edi_ack_line *ack_line(struct edi_ack_reader *rd)
{
    struct edi_ack *ack = &rd->ack;

    return ack->line_count > 0 ? &ack->lines[ack->line_count - 1] : NULL;
}

static void ack_take_line_stc(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;
    struct edi_ack_line *line = ack_line(rd);

    if (line)
        ack_status(t, &line->statuses, &line->status_count);
}

static void ack_take_line_ref(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;
    struct edi_ack_line *line = ack_line(rd);

    if (line)
        edi_take_reference(t, &line->references, &line->reference_count);
}

static void ack_take_line_dtp(void *reader, const struct edi_take *t)
{
    struct edi_ack_reader *rd = reader;
    struct edi_ack_line *line = ack_line(rd);

    if (line)
        edi_take_dtp(t, &line->dates, &line->date_count);
}

/* --- what reads which segment --- */

static const struct edi_item_row ack_999_rows[] = {
    { "TS", "AK1", ACK_SET, false, ack_take_ak1 },
    { "2000", "AK2", ACK_ITEM, true, ack_take_ak2 },
    { "2100", "IK3", ACK_ITEM, false, ack_take_ik3 },
    { "2100", "CTX", ACK_ITEM, false, ack_take_segment_ctx },
    { "2110", "IK4", ACK_ITEM, false, ack_take_ik4 },
    { "2110", "CTX", ACK_ITEM, false, ack_take_element_ctx },
    { "2000", "IK5", ACK_ITEM, false, ack_take_ik5 },
    { "TS", "AK9", ACK_ITEM, true, ack_take_ak9 },
};

static const struct edi_item_table ack_999_table = {
    .set = "999",
    .rows = ack_999_rows,
    .count = sizeof(ack_999_rows) / sizeof(*ack_999_rows),
    .unread = ack_unread,
    .limit = "EDI_ACK_BYTES",
};

static const struct edi_item_row ack_277_rows[] = {
    { "TS", "BHT", ACK_SET, false, ack_take_bht },
    { "2000A", "HL", ACK_SET, false, ack_take_hl_source },
    { "2100A", "NM1", ACK_SET, false, ack_take_nm1_source },
    { "2200A", "TRN", ACK_SET, false, ack_take_source_trn },
    { "2200A", "DTP", ACK_SET, false, ack_take_source_dtp },
    { "2000B", "HL", ACK_SET, false, ack_take_hl_receiver },
    { "2100B", "NM1", ACK_SET, false, ack_take_nm1_receiver },
    { "2200B", "TRN", ACK_ITEM, true, ack_take_batch },
    { "2200B", "STC", ACK_ITEM, false, ack_take_stc },
    { "2200B", "QTY", ACK_ITEM, false, ack_take_qty },
    { "2200B", "AMT", ACK_ITEM, false, ack_take_amt },
    { "2000C", "HL", ACK_PROVIDER, true, ack_take_hl_provider },
    { "2100C", "NM1", ACK_PROVIDER, false, ack_take_nm1_provider },
    { "2200C", "TRN", ACK_ITEM, true, ack_take_provider_trn },
    { "2200C", "STC", ACK_ITEM, false, ack_take_stc },
    { "2200C", "REF", ACK_ITEM, false, ack_take_ref },
    { "2200C", "QTY", ACK_ITEM, false, ack_take_qty },
    { "2200C", "AMT", ACK_ITEM, false, ack_take_amt },
    { "2000D", "HL", ACK_PATIENT, true, ack_take_hl_patient },
    { "2100D", "NM1", ACK_PATIENT, false, ack_take_nm1_patient },
    { "2200D", "TRN", ACK_ITEM, true, ack_take_claim_trn },
    { "2200D", "STC", ACK_ITEM, false, ack_take_stc },
    { "2200D", "REF", ACK_ITEM, false, ack_take_ref },
    { "2200D", "DTP", ACK_ITEM, false, ack_take_dtp },
    { "2220D", "SVC", ACK_ITEM, false, ack_take_svc },
    { "2220D", "STC", ACK_ITEM, false, ack_take_line_stc },
    { "2220D", "REF", ACK_ITEM, false, ack_take_line_ref },
    { "2220D", "DTP", ACK_ITEM, false, ack_take_line_dtp },
};

static const struct edi_item_table ack_277_table = {
    .set = "277",
    .rows = ack_277_rows,
    .count = sizeof(ack_277_rows) / sizeof(*ack_277_rows),
    .unread = ack_unread,
    .limit = "EDI_ACK_BYTES",
};

void edi_ack_reader_init(struct edi_ack_reader *rd, struct x12_cursor *cur,
                         struct x12_error *err)
{
    memset(rd, 0, sizeof(*rd));
    rd->err = err;
    edi_items_init(&rd->items, cur, err, EDI_ACK_BYTES);
}

/* A TA1 is an item by itself. */
static enum x12_status ack_give_ta1(struct edi_ack_reader *rd,
                                    const struct edi_ack **ack)
{
    const struct x12_cursor *cur = rd->items.cur;
    struct x12_arena *arena = &rd->items.arena[ACK_ITEM];
    struct edi_take t;

    rd->ta1 = cur->seg.ordinal;
    memset(&rd->around, 0, sizeof(rd->around));
    x12_arena_reset(arena);
    edi_take_begin(&t, cur, arena);
    ack_take_ta1(rd, &t);
    rd->ack.offset = cur->seg.place.offset;
    rd->ack.end = rd->ack.offset + x12_segment_text(&cur->seg).len;
    rd->ack.latin1 = edi_take_is_latin1(cur);
    *ack = &rd->ack;
    if (arena->failed != X12_OK)
        return x12_fail(rd->err, arena->failed, "TA1: out of memory");
    return X12_OK;
}

static void ack_set_begin(struct edi_ack_reader *rd)
{
    bool is_999 = strcmp(rd->items.cur->envelope.set, "999") == 0;

    edi_items_set_begin(&rd->items, is_999 ? &ack_999_table : &ack_277_table);
    memset(&rd->around, 0, sizeof(rd->around));
}

enum x12_status edi_ack_next(struct edi_ack_reader *rd,
                             const struct edi_ack **ack)
{
    struct edi_items *it = &rd->items;
    enum x12_status status;

    if (it->cur->level == X12_AT_TA1 && it->cur->given == it->cur->seg.ordinal)
        return rd->ta1 == it->cur->seg.ordinal ? X12_END
                                               : ack_give_ta1(rd, ack);
    if (edi_items_set_is_new(it))
        ack_set_begin(rd);
    status = edi_items_next(it, rd);
    if (status != X12_OK)
        return status;
    rd->ack.offset = it->offset;
    rd->ack.end = it->end;
    rd->ack.findings = it->findings;
    for (unsigned i = 0; i < EDI_ITEM_PARTS; i++)
        rd->ack.latin1 |= it->latin1[i];
    *ack = &rd->ack;
    return X12_OK;
}

void edi_ack_reader_release(struct edi_ack_reader *rd)
{
    edi_items_release(&rd->items);
}
