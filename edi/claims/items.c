/* SPDX-License-Identifier: Apache-2.0 */
/*
 * items - what the readers of payments and acknowledgements share: a set pulled
 * item by item
 */
#include "edi/claims/items.h"

#include "edi/claims/take_private.h"

void edi_items_init(struct edi_items *it, struct x12_cursor *cur,
                    struct x12_error *err, size_t limit)
{
    memset(it, 0, sizeof(*it));
    it->cur = cur;
    it->err = err;
    it->over = true; /* until a set is begun */
    for (size_t i = 0; i < EDI_ITEM_PARTS; i++)
        it->arena[i].limit = limit;
}

void edi_items_release(struct edi_items *it)
{
    for (size_t i = 0; i < EDI_ITEM_PARTS; i++)
        x12_arena_release(&it->arena[i]);
    it->open = it->held = false;
    it->over = true;
}

bool edi_items_set_is_new(const struct edi_items *it)
{
    const struct x12_cursor *cur = it->cur;

    return cur->level == X12_AT_ST && cur->given == cur->seg.ordinal &&
           cur->envelope.set_ordinal != it->set_ordinal;
}

/* 0: the table has no row for it. */
static uint8_t items_find(const struct edi_item_table *table,
                          const struct x12_row *row)
{
    for (size_t i = 0; i < table->count && row->segment; i++)
        if (strcmp(row->loop, table->rows[i].loop) == 0 &&
            strcmp(row->segment, table->rows[i].segment) == 0)
            return (uint8_t)(i + 1);
    return 0;
}

static void items_map(struct edi_items *it, const struct x12_guide *guide)
{
    for (size_t i = 0; i < guide->count && i < X12_GUIDE_ROWS; i++)
        it->map[i] = items_find(it->table, &guide->rows[i]);
    it->guide = guide;
}

void edi_items_set_begin(struct edi_items *it,
                         const struct edi_item_table *table)
{
    const struct x12_guide *guide = it->cur->walker->guide;

    for (size_t i = 0; i < EDI_ITEM_PARTS; i++) {
        x12_arena_reset(&it->arena[i]);
        it->latin1[i] = it->odd[i] = false;
        it->taken[i] = 0;
    }
    it->set_ordinal = it->cur->envelope.set_ordinal;
    it->open = it->held = false;
    it->over = !guide || strcmp(guide->set, table->set) != 0;
    if (it->over || (it->guide == guide && it->table == table))
        return;
    it->table = table;
    items_map(it, guide);
}

/* What reads a segment of this row; NULL: nothing does. */
static const struct edi_item_row *items_row_of(const struct edi_items *it,
                                               const struct x12_row *row)
{
    unsigned found = row ? it->map[row - it->guide->rows] : 0;

    return found ? &it->table->rows[found - 1] : NULL;
}

static bool items_is_of_item(const struct edi_items *it,
                             const struct x12_row *guide_row)
{
    const struct edi_item_row *row = items_row_of(it, guide_row);

    return row && row->part == EDI_ITEM;
}

/* What a loop lacks is told when it is left, so by the step that ends the item:
 * how many of the findings from `before` on are of that kind. */
static uint32_t items_left_behind(const struct edi_items *it, size_t before)
{
    const struct x12_findings *findings = it->cur->findings;
    uint32_t left = 0;

    for (size_t i = before; findings && i < findings->count; i++) {
        const struct x12_finding *found = &findings->at[i];

        if (x12_finding_is(found, X12_FAULT_SEGMENT_MISSING))
            left += items_is_of_item(it, found->row);
    }
    return left;
}

/* Is the segment at hand outside of the item at hand? One without a place
 * belongs to what is at hand. */
static bool items_is_over(const struct edi_items *it)
{
    const struct edi_item_row *row = it->row;

    return it->over || (row && (row->part != EDI_ITEM || row->opens));
}

/* One step. What it told of the item that it left belongs to that item, the
 * rest to the segment it came to. */
static enum x12_status items_step(struct edi_items *it)
{
    struct x12_cursor *cur = it->cur;
    size_t before = cur->findings ? cur->findings->count : 0;
    enum x12_status status;

    it->told = edi_take_told(cur->findings);
    status = x12_cursor_next(cur);
    if (status < 0)
        return status;
    it->over = status == X12_END || cur->level != X12_AT_BODY ||
               cur->envelope.set_ordinal != it->set_ordinal;
    it->row = it->over ? NULL : items_row_of(it, cur->row);
    if (!it->open || !items_is_over(it))
        return X12_OK;
    it->told += items_left_behind(it, before);
    it->findings = (uint32_t)(it->told - it->told_before);
    it->end = status == X12_END ? cur->reader.bytes : cur->seg.place.offset;
    return X12_END;
}

static void items_open(struct edi_items *it, unsigned part)
{
    x12_arena_reset(&it->arena[part]);
    it->latin1[part] = it->odd[part] = false;
    if (part != EDI_ITEM)
        return;
    it->open = true;
    it->told_before = it->told;
    it->offset = it->cur->seg.place.offset;
}

static void items_take(struct edi_items *it, void *reader)
{
    const struct edi_item_row *row = it->row;
    unsigned part = row ? row->part : it->open ? EDI_ITEM : 0;
    struct edi_take t;
    struct edi_lost lost = { false, 0 };

    if (row && row->opens)
        items_open(it, part);
    if (edi_take_is_latin1(it->cur))
        it->latin1[part] = true;
    if (!it->cur->seg.plain)
        it->odd[part] = true;
    it->taken[part]++;
    edi_take_begin(&t, it->cur, &it->arena[part]);
    if (it->arena[part].failed != X12_OK)
        return;
    t.lost = &lost;
    if (row)
        row->take(reader, &t);
    /* A number that was read as none stands there as it was sent. */
    if (!row || (lost.any && part == (it->open ? EDI_ITEM : 0)))
        it->table->unread(reader, &t);
}

/* The item is whole; or is it cut short by lack of memory? */
static enum x12_status items_give(struct edi_items *it)
{
    const struct x12_segment *seg = &it->cur->seg;

    for (size_t i = 0; i < EDI_ITEM_PARTS; i++)
        if (it->arena[i].failed != X12_OK)
            return x12_fail_at(it->err, it->arena[i].failed, seg->place.offset,
                               (uint32_t)seg->ordinal,
                               it->arena[i].failed == X12_ELIMIT
                                   ? "limit %s is passed"
                                   : "out of memory (limit %s)",
                               it->table->limit);
    if (!it->open)
        return X12_END;
    it->open = false;
    it->held = true;
    it->told_given = edi_take_told(it->cur->findings);
    return X12_OK;
}

enum x12_status edi_items_next(struct edi_items *it, void *reader)
{
    enum x12_status status = X12_OK;

    it->open = false;
    if (it->held) /* what others told meanwhile is not of the segment */
        it->told += edi_take_told(it->cur->findings) - it->told_given;
    while (!it->over) {
        if (!it->held)
            status = items_step(it);
        it->held = false;
        if (status < 0)
            return status;
        if (status == X12_END || it->over)
            break;
        items_take(it, reader);
    }
    return items_give(it);
}
