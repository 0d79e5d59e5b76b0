/* SPDX-License-Identifier: Apache-2.0 */
/* claim_read - cursor to claim */
#include "edi/claims/claim_read.h"

#include "edi/claims/claim_map_private.h"
#include "edi/claims/claim_open_private.h"
#include "edi/claims/claim_stray_private.h"

_Static_assert((int)EDI_CLAIM_NODES >= (int)EDI_NODES, "a slot for each node");

void edi_claim_reader_init(struct edi_claim_reader *rd, struct x12_cursor *cur,
                           struct x12_error *err)
{
    *rd = (struct edi_claim_reader){ .cur = cur, .err = err };
    for (size_t i = 0; i < EDI_LEVELS; i++)
        rd->arena[i].limit = EDI_CLAIM_BYTES;
}

void edi_claim_reader_release(struct edi_claim_reader *rd)
{
    for (size_t i = 0; i < EDI_LEVELS; i++)
        x12_arena_release(&rd->arena[i]);
    x12_arena_release(&rd->map_arena);
    *rd = (struct edi_claim_reader){ .cur = NULL };
}

/* A segment that may come once. Where no such segment was read into this object
 * its members are empty, unseen. */
static bool read_one(struct edi_claim_reader *rd, const struct edi_take *t,
                     char *object)
{
    const struct edi_map_row *row = rd->row;
    const struct edi_place *place = row->place;
    const bool met = rd->met[row->node] & row->mark;
    bool *flag = place->other == EDI_MAP_NONE ? NULL
                                              : (bool *)(object + place->other);

    rd->met[row->node] |= row->mark;
    object += place->offset;
    rd->first = flag ? !*flag
                     : !met || !edi_shape_is_filled(place->shape, object);
    if (!rd->first)
        return false;
    if (flag)
        *flag = true;
    return edi_plan_read(t, row->plan, object);
}

static bool read_entry(const struct edi_take *t, const struct edi_map_row *row,
                       void *list, size_t *count)
{
    void *entry = x12_arena_push(t->arena, list, count, row->place->size);
    bool whole;

    if (!entry)
        return false;
    whole = edi_plan_read(t, row->plan, entry);
    if (row->place->shape->is_date) {
        struct edi_date *date = entry;

        (void)x12_period_parse(date->format, date->text, &date->from,
                               &date->to);
    }
    return whole;
}

static bool read_place(struct edi_claim_reader *rd, const struct edi_take *t,
                       char *object)
{
    const struct edi_map_row *row = rd->row;
    const struct edi_place *place = row->place;
    void *list = object + place->offset;
    size_t *count;

    if (place->how == EDI_HOW_ONE)
        return read_one(rd, t, object);
    count = (size_t *)(void *)(object + place->other);
    if (place->shape->times > 0)
        return edi_plan_read_groups(t, row->plan, list, count, place->size);
    return read_entry(t, row, list, count);
}

/* Would the segment at hand, which was not read in whole, be written of what was
 * read of it? */
static bool read_is_written(const struct edi_claim_reader *rd,
                            const char *object)
{
    const struct edi_place *place = rd->row->place;
    const struct edi_shape *shape = place->shape;

    if (rd->row->opens || (place->how == EDI_HOW_LIST && shape->times == 0))
        return true;
    if (place->how == EDI_HOW_LIST)
        return !edi_segment_is_bare(
            &rd->cur->seg, shape->from,
            shape->from + (unsigned)shape->times * shape->stride - 1);
    return rd->first && (place->other != EDI_MAP_NONE ||
                         edi_shape_is_filled(shape, object + place->offset));
}

/* An amount that is 0 although nobody said so: the first one is kept. */
static __attribute__((noinline)) void read_doubt(struct edi_claim_reader *rd,
                                                 const struct edi_take *t,
                                                 unsigned element)
{
    struct edi_claim *claim = &rd->claim;

    if (claim->doubt.segment || rd->level != EDI_LEVEL_CLAIM)
        return;
    claim->doubt_segment = edi_take_kept(t, x12_element(t->seg, 0));
    claim->doubt = t->seg->place;
    claim->doubt.element = (uint16_t)element;
}

/* Into the struct that its loop fills. */
static bool read_row(struct edi_claim_reader *rd, char *object)
{
    const unsigned charge = rd->row->charge;
    struct edi_lost lost = { false, 0 };
    struct edi_take t;

    edi_take_begin(&t, rd->cur, &rd->arena[rd->level]);
    t.lost = &lost;
    if (edi_take_is_latin1(rd->cur))
        rd->latin1[rd->level] = true;
    if (!rd->cur->seg.plain)
        rd->odd[rd->level] = true;
    if (t.arena->failed != X12_OK)
        return false;
    if (charge && x12_element(t.seg, charge).len == 0)
        read_doubt(rd, &t, charge);
    if (read_place(rd, &t, object))
        return true;
    if (lost.amount)
        read_doubt(rd, &t, lost.amount);
    edi_claim_keep(rd, read_is_written(rd, object));
    return false;
}

/* Memory is out, or a limit is passed. */
static enum x12_status read_failed(struct edi_claim_reader *rd,
                                   enum x12_status failed)
{
    const struct x12_segment *seg = &rd->cur->seg;
    const char *why = "more lines than EDI_CLAIM_LINES";

    if (failed == X12_ENOMEM)
        why = "out of memory";
    else if (failed != X12_OK)
        why = "larger than EDI_CLAIM_BYTES";
    return x12_fail_at(rd->err, failed == X12_OK ? X12_ELIMIT : failed,
                       seg->place.offset, (uint32_t)seg->ordinal,
                       "claim %lu of its set: %s", (unsigned long)rd->claims,
                       why);
}

static enum x12_status read_segment(struct edi_claim_reader *rd)
{
    const struct edi_map_row *row = rd->row;
    enum x12_status failed;

    if (row && row->opens)
        edi_claim_open(rd);
    /* What was read in whole has had its memory; only loops can be too many. */
    if (row && row->place && rd->object[row->node]) {
        if (read_row(rd, rd->object[row->node]) && !row->opens)
            return X12_OK;
    } else if (!row || !row->aside) {
        edi_claim_keep(rd, false);
    }
    failed = rd->arena[rd->level].failed;
    if (failed == X12_OK)
        failed = rd->arena[EDI_LEVEL_CLAIM].failed;
    if (failed == X12_OK && rd->claim.line_count <= EDI_CLAIM_LINES)
        return X12_OK;
    return read_failed(rd, failed);
}

/* Where a claim lacks the loops around it, what has no row is placed without the
 * guide, until one of them begins. */
static __attribute__((noinline)) void read_find_stray(
    struct edi_claim_reader *rd)
{
    rd->stray = rd->stray || edi_stray_begins(rd);
    if (rd->stray && edi_stray_find(rd, rd->stray_row))
        rd->row = rd->stray_row;
}

/* What the segment at hand is to us. */
static void read_find(struct edi_claim_reader *rd)
{
    const struct x12_cursor *cur = rd->cur;

    rd->row = NULL;
    if (cur->level != X12_AT_BODY)
        return;
    if (!cur->row) {
        read_find_stray(rd);
        return;
    }
    rd->row = &rd->map->rows[cur->row - rd->map->guide->rows];
    if (rd->row->is_root && rd->row->node != EDI_NODE_CLAIM)
        rd->stray = false;
}

/* Does the segment at hand end the claim? */
static inline bool read_is_behind(const struct edi_claim_reader *rd)
{
    const struct edi_map_row *row = rd->row;

    return row && row->opens &&
           (row->is_root || (rd->stray && row->loop->parent < EDI_NODE_CLAIM));
}

static enum edi_claim_kind read_kind(const struct x12_guide *guide)
{
    static const struct {
        const char *name;
        enum edi_claim_kind kind;
    } kinds[] = {
        { "837P", EDI_PROFESSIONAL },
        { "837I", EDI_INSTITUTIONAL },
        { "837D", EDI_DENTAL },
    };

    for (size_t i = 0; guide && i < sizeof(kinds) / sizeof(*kinds); i++)
        if (strcmp(guide->name, kinds[i].name) == 0)
            return kinds[i].kind;
    return (enum edi_claim_kind)0;
}

/* The set that edi_set_next has just given. */
static enum x12_status read_set_begin(struct edi_claim_reader *rd)
{
    const struct x12_guide *guide = rd->cur->walker->guide;
    enum edi_claim_kind kind = read_kind(guide);

    rd->given = rd->cur->given;
    rd->held = rd->open = rd->stray = false;
    rd->claims = 0;
    rd->map = NULL;
    rd->root = NULL;
    edi_claim_enter(rd, EDI_LEVEL_PROVIDER);
    x12_arena_reset(&rd->arena[EDI_LEVEL_SET]);
    rd->latin1[EDI_LEVEL_SET] = rd->odd[EDI_LEVEL_SET] = false;
    rd->level = EDI_LEVEL_SET;
    rd->set = (struct edi_claim_set){ .kind = kind };
    edi_claim_into(rd, EDI_NODE_SET, &rd->set);
    if (!kind)
        return X12_OK;
    rd->set.version = x12_arena_copy(&rd->arena[EDI_LEVEL_SET],
                                     x12_str_from(rd->cur->envelope.reference));
    rd->map = edi_map_of(&rd->maps, guide, &rd->map_arena);
    if (!rd->stray_row)
        rd->stray_row = x12_arena_make(&rd->map_arena, sizeof(*rd->stray_row));
    if (!rd->map || !rd->stray_row)
        return x12_fail(rd->err, X12_ENOMEM, "claims: out of memory");
    return X12_OK;
}

/* Clears the claim's own part for the next one. */
static void read_clear(struct edi_claim_reader *rd)
{
    edi_claim_clear(rd, offsetof(struct edi_claim, id), sizeof(rd->claim));
    x12_arena_reset(&rd->arena[EDI_LEVEL_CLAIM]);
    rd->latin1[EDI_LEVEL_CLAIM] = rd->odd[EDI_LEVEL_CLAIM] = false;
    for (size_t i = EDI_NODE_CLAIM; i < EDI_NODES; i++)
        rd->object[i] = NULL;
}

/* What the loops lack that this step leaves is told by it, but is no fault of
 * the segment it comes to. */
static enum x12_status read_step(struct edi_claim_reader *rd)
{
    const struct x12_findings *findings = rd->cur->findings;
    size_t kept = findings ? findings->count : 0;
    enum x12_status status;

    rd->told_before = edi_take_told(findings);
    status = x12_cursor_next(rd->cur);
    rd->told_before += edi_take_left_behind(findings, kept);
    if (status == X12_OK)
        read_find(rd);
    return status;
}

/* Goes on from segment to segment up to the one behind the claim. */
static enum x12_status read_on(struct edi_claim_reader *rd)
{
    enum x12_status status = X12_OK;

    while (status == X12_OK) {
        if (!rd->held)
            status = read_step(rd);
        if (status != X12_OK)
            return status;
        rd->held = true;
        if (rd->cur->level != X12_AT_BODY || (rd->open && read_is_behind(rd)))
            return X12_END;
        rd->held = false;
        status = read_segment(rd);
    }
    return status;
}

static void read_settle(struct edi_claim_reader *rd, bool at_end)
{
    struct edi_claim *claim = &rd->claim;
    uint64_t told = at_end ? edi_take_told(rd->cur->findings) : rd->told_before;

    claim->kind = rd->set.kind;
    claim->set = &rd->set;
    claim->findings = (uint32_t)(told - rd->told);
    claim->end = at_end ? rd->cur->reader.bytes : rd->cur->seg.place.offset;
    claim->latin1 = false;
    for (size_t i = EDI_LEVEL_PROVIDER; i < EDI_LEVELS; i++)
        claim->latin1 |= rd->latin1[i];
    for (size_t i = 0; i < claim->line_count; i++) {
        struct edi_line *line = &claim->lines[i];
        uint64_t number = i + 1;

        (void)x12_count_parse(line->number_text, &number);
        line->number = (uint32_t)number;
    }
    rd->open = false;
}

enum x12_status edi_claim_next(struct edi_claim_reader *rd,
                               const struct edi_claim **claim)
{
    enum x12_status status = x12_error_status(rd->err);

    if (status != X12_OK)
        return status;
    if (rd->cur->given != rd->given)
        status = read_set_begin(rd);
    if (status != X12_OK)
        return status;
    if (!rd->map)
        return X12_END;
    read_clear(rd);
    status = read_on(rd);
    if (status != X12_END || !rd->open)
        return status;
    read_settle(rd, !rd->held);
    *claim = &rd->claim;
    return X12_OK;
}
