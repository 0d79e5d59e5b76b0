/* SPDX-License-Identifier: Apache-2.0 */
/* claim_read - cursor to claim */
#include "edi/claims/claim_read.h"

#include "edi/claims/claim_map_private.h"
#include "edi/claims/claim_stray_private.h"
#include "edi/claims/take_private.h"

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

/* A number into its member; false if the member cannot hold it. */
static bool read_number(const struct edi_take *t, const struct edi_part *part,
                        unsigned element, x12_str s, char *object)
{
    void *into = object + part->offset;

    if (part->kind == EDI_PART_MONEY ? !x12_money_parse(s, into)
                                     : !x12_decimal_parse(s, into)) {
        edi_take_unreadable(t, element, s, "no number we can hold; not read");
        return false;
    }
    if (part->has != EDI_MAP_NONE)
        *(bool *)(object + part->has) = true;
    return true;
}

/* One element or component into its member; text always fits. `at` is where it
 * stands behind the segment's first byte. */
static inline bool read_value(const struct edi_take *t,
                              const struct edi_part *part, unsigned element,
                              size_t at, size_t len, char *object)
{
    if (part->kind != EDI_PART_TEXT)
        return read_number(t, part, element, (x12_str){ t->from + at, len },
                           object);
    *(x12_str *)(void *)(object + part->offset) = (x12_str){ t->copy + at,
                                                             len };
    return true;
}

/* The components of an element; `part` is the first part of the element. They
 * are short, so they are cut byte by byte. */
static __attribute__((noinline)) bool read_components(
    const struct edi_take *t, const struct edi_part *part, unsigned element,
    size_t at, size_t len, char *object)
{
    const char by = t->seg->delims.component, *text = t->from;
    const size_t behind = at + len;
    const uint8_t own = part->element;
    bool whole = true;

    for (unsigned comp = 1; at <= behind; comp++) {
        const size_t from = at;

        while (at < behind && text[at] != by)
            at++;
        len = at++ - from;
        if (len == 0)
            continue;
        while (part->element == own && part->component < comp)
            part++;
        if (part->element == own && part->component == comp)
            whole &= read_value(t, part, element, from, len, object);
        else
            whole = false;
    }
    return whole;
}

static bool read_is_bare(const struct x12_segment *seg, unsigned first,
                         unsigned last)
{
    for (unsigned e = first; e <= last && e <= seg->count; e++)
        if (x12_element(seg, e).len > 0)
            return false;
    return true;
}

/* Elements first to last of the segment into `object`; the shape's own
 * positions are `shift` less. False when a value found no member. */
static bool read_elements(const struct edi_take *t,
                          const struct edi_shape *shape, unsigned first,
                          unsigned last, unsigned shift, char *object)
{
    const struct edi_part *part = shape->parts;
    const uint32_t *cut = t->seg->cut, start = t->seg->start;
    size_t at = cut[first - 1] - start;
    bool whole = true;

    if (last > t->seg->count)
        last = t->seg->count;
    if (last >= EDI_MAP_LAST) {
        whole = read_is_bare(t->seg, EDI_MAP_LAST, last);
        last = EDI_MAP_LAST - 1;
    }
    for (unsigned e = first; e <= last; e++) {
        const size_t from = at + 1;

        at = cut[e] - start;
        if (at == from)
            continue;
        while (part->element < e - shift)
            part++;
        if (part->element != e - shift)
            whole = false;
        else if (part->component == 0)
            whole &= read_value(t, part, e, from, at - from, object);
        else
            whole &= read_components(t, part, e, from, at - from, object);
    }
    return whole;
}

static uint32_t *read_ordinal(char *object, uint16_t offset)
{
    return (uint32_t *)(void *)(object + offset);
}

/* A segment of groups: each group that is not empty is an entry. An entry says
 * where it stood only if a group before it was left empty. */
static bool read_groups(const struct edi_take *t, const struct edi_place *place,
                        char *object)
{
    const struct edi_shape *shape = place->shape;
    size_t *count = (size_t *)(void *)(object + place->other);
    char **list = (char **)(void *)(object + place->offset);
    uint32_t ordinal = 1;
    bool whole = true, gap = false;
    unsigned first = shape->from;

    if (*count > 0)
        ordinal += *read_ordinal(*list + (*count - 1) * place->size,
                                 shape->ordinal);
    for (unsigned i = 0; i < shape->times && first <= t->seg->count;
         i++, first += shape->stride) {
        unsigned last = first + shape->stride - 1u;
        char *entry;

        if (read_is_bare(t->seg, first, last)) {
            gap = true;
            continue;
        }
        entry = x12_arena_push(t->arena, list, count, place->size);
        if (!entry)
            return false;
        whole &= read_elements(t, shape, 1, shape->from - 1u, 0, entry);
        whole &= read_elements(t, shape, first, last, first - shape->from,
                               entry);
        *read_ordinal(entry, shape->ordinal) = ordinal;
        *read_ordinal(entry, shape->position) = gap ? first : 0;
        gap = false;
    }
    return whole && read_is_bare(t->seg, first, t->seg->count);
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
    return read_elements(t, place->shape, 1, t->seg->count, 0, object);
}

static bool read_entry(const struct edi_take *t, const struct edi_place *place,
                       char *object)
{
    size_t *count = (size_t *)(void *)(object + place->other);
    char *entry = x12_arena_push(t->arena, object + place->offset, count,
                                 place->size);
    bool whole;

    if (!entry)
        return false;
    whole = read_elements(t, place->shape, 1, t->seg->count, 0, entry);
    if (place->shape->is_date) {
        struct edi_date *date = (struct edi_date *)(void *)entry;

        (void)x12_period_parse(date->format, date->text, &date->from,
                               &date->to);
    }
    return whole;
}

static bool read_place(struct edi_claim_reader *rd, const struct edi_take *t,
                       char *object)
{
    const struct edi_place *place = rd->row->place;

    if (place->how == EDI_HOW_ONE)
        return read_one(rd, t, object);
    if (place->shape->times > 0)
        return read_groups(t, place, object);
    return read_entry(t, place, object);
}

/* What the segments of a node fill from here on. */
static void read_into(struct edi_claim_reader *rd, unsigned node, void *object)
{
    rd->object[node] = object;
    rd->met[node] = 0;
}

/* A loop around the claims begins: what it holds, and what hangs below it, is
 * of the loop before and goes. The claim's own part is cleared when the next
 * claim is asked for. */
static void read_enter(struct edi_claim_reader *rd, enum edi_claim_level level)
{
    static const size_t from[] = {
        [EDI_LEVEL_PROVIDER] = offsetof(struct edi_claim, billing),
        [EDI_LEVEL_SUBSCRIBER] = offsetof(struct edi_claim, coverage),
        [EDI_LEVEL_PATIENT] = offsetof(struct edi_claim, patient_is_subscriber),
    };
    const size_t to = offsetof(struct edi_claim, id);

    memset((char *)&rd->claim + from[level], 0, to - from[level]);
    for (size_t i = level; i < EDI_LEVEL_CLAIM; i++) {
        x12_arena_reset(&rd->arena[i]);
        rd->latin1[i] = false;
    }
    for (size_t i = EDI_NODE_PROVIDER; i < EDI_NODES; i++)
        rd->object[i] = NULL;
    rd->level = level;
}

static void read_claim_begin(struct edi_claim_reader *rd)
{
    const struct x12_segment *seg = &rd->cur->seg;

    rd->level = EDI_LEVEL_CLAIM;
    rd->open = true;
    rd->told = rd->told_before;
    rd->claim.ordinal = ++rd->claims;
    rd->claim.offset = seg->place.offset;
    rd->claim.segment = seg->place.segment;
}

/* The loops that are no part of another struct. */
static void read_root(struct edi_claim_reader *rd, enum edi_node node)
{
    static const char *const roots[EDI_NODES] = {
        [EDI_NODE_PROVIDER] = "2000A",
        [EDI_NODE_SUBSCRIBER] = "2000B",
        [EDI_NODE_PATIENT] = "2000C",
        [EDI_NODE_CLAIM] = "2300",
    };
    struct edi_claim *claim = &rd->claim;
    uint32_t before;

    if (node == EDI_NODE_PROVIDER) {
        before = claim->provider_loop;
        read_enter(rd, EDI_LEVEL_PROVIDER);
        claim->provider_loop = before + 1;
        claim->patient_is_subscriber = true;
    } else if (node == EDI_NODE_SUBSCRIBER) {
        before = claim->subscriber_loop;
        read_enter(rd, EDI_LEVEL_SUBSCRIBER);
        claim->subscriber_loop = before + 1;
        claim->patients_follow = x12_str_is(x12_element(&rd->cur->seg, 4), "1");
        claim->patient_is_subscriber = true;
    } else if (node == EDI_NODE_PATIENT) {
        before = claim->patient_loop;
        read_enter(rd, EDI_LEVEL_PATIENT);
        claim->patient_loop = before + 1;
    } else if (node == EDI_NODE_CLAIM) {
        read_claim_begin(rd);
    }
    rd->root = roots[node];
    rd->root_segment = rd->cur->seg.place.segment;
    read_into(rd, node, claim);
}

static bool read_is_root(const struct edi_map_row *row)
{
    return row->opens && row->loop->parent == EDI_NODE_NONE;
}

/* A loop begins that is a part of another struct. A second one where there is
 * room for one has no struct: its segments are kept unread. */
static void read_part(struct edi_claim_reader *rd, const struct edi_loop *loop)
{
    char *parent = rd->object[loop->parent];
    void *object = NULL;

    if (parent && loop->how == EDI_HOW_LIST) {
        object = x12_arena_push(&rd->arena[rd->level], parent + loop->offset,
                                (size_t *)(void *)(parent + loop->other),
                                loop->size);
    } else if (parent) {
        struct edi_party *party = (struct edi_party *)(void *)(parent +
                                                               loop->offset);

        object = party->present ? NULL : party;
    }
    read_into(rd, loop->node, object);
}

/* The same where loops are missing: a party that is there already is that of
 * the next loop around it; and what was innermost before is no more. */
static void read_stray_part(struct edi_claim_reader *rd,
                            const struct edi_loop *loop)
{
    static const enum edi_node leaves[] = {
        EDI_NODE_BILLING,      EDI_NODE_PARTY, EDI_NODE_DRUG,
        EDI_NODE_ADJUDICATION, EDI_NODE_FORM,
    };

    read_part(rd, loop);
    if (!rd->object[loop->node] && loop->how == EDI_HOW_ONE &&
        loop->parent < EDI_NODE_CLAIM) {
        read_root(rd, (enum edi_node)loop->parent);
        read_part(rd, loop);
    }
    for (size_t i = 0; i < sizeof(leaves) / sizeof(*leaves); i++)
        if (leaves[i] != loop->node)
            rd->object[leaves[i]] = NULL;
}

/* The segment's text with the usual marks, "*:^"; false when its values hold
 * one of these. */
static bool read_usual(const struct x12_delims by, x12_str text, char *into)
{
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];

        if (c == by.element)
            into[i] = '*';
        else if (c == by.component)
            into[i] = ':';
        else if (by.repeat && c == by.repeat)
            into[i] = '^';
        else if (c == '*' || c == ':' || c == '^')
            return false;
        else
            into[i] = c;
    }
    return true;
}

/* Tells the marks of the segment, or makes them the usual ones. */
static void read_marks(struct edi_claim_reader *rd, struct edi_unread *unread)
{
    struct x12_arena *arena = &rd->arena[EDI_LEVEL_CLAIM];
    const struct x12_delims by = rd->cur->seg.delims;
    const char marks[] = { by.element, by.component, by.repeat };
    char *usual;

    if (memcmp(marks, "*:^", sizeof(marks)) == 0 || unread->text.len == 0)
        return;
    usual = x12_arena_bytes(arena, unread->text.len);
    if (usual && read_usual(by, unread->text, usual))
        unread->text.at = usual;
    else
        unread->marks = x12_arena_copy(arena,
                                       (x12_str){ marks, by.repeat ? 3 : 2 });
}

/* `replaces`: some of the segment found its place. */
static void read_unread(struct edi_claim_reader *rd, bool replaces)
{
    const char *loop = rd->cur->row ? rd->cur->row->loop
                                    : x12_walker_loop(rd->cur->walker);
    struct edi_unread *unread;
    struct edi_take t;

    edi_take_begin(&t, rd->cur, &rd->arena[EDI_LEVEL_CLAIM]);
    edi_take_unread(&t, loop, &rd->claim.unread, &rd->claim.unread_count);
    if (edi_take_is_latin1(rd->cur))
        rd->latin1[EDI_LEVEL_CLAIM] = true;
    if (rd->claim.unread_count == 0)
        return; /* out of memory */
    unread = &rd->claim.unread[rd->claim.unread_count - 1];
    read_marks(rd, unread);
    unread->replaces = replaces;
    if (!rd->root)
        return;
    unread->level = x12_str_from(rd->root);
    unread->place = rd->cur->seg.place.segment - rd->root_segment + 1;
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
        return !read_is_bare(&rd->cur->seg, shape->from,
                             shape->from +
                                 (unsigned)shape->times * shape->stride - 1);
    return rd->first && (place->other != EDI_MAP_NONE ||
                         edi_shape_is_filled(shape, object + place->offset));
}

static void read_row(struct edi_claim_reader *rd)
{
    const struct edi_map_row *row = rd->row;
    struct edi_take t;
    void *object;

    if (read_is_root(row))
        read_root(rd, (enum edi_node)row->node);
    else if (row->opens && rd->stray)
        read_stray_part(rd, row->loop);
    else if (row->opens)
        read_part(rd, row->loop);
    if (row->aside)
        return;
    object = rd->object[row->node];
    if (object && row->place) {
        edi_take_begin(&t, rd->cur, &rd->arena[rd->level]);
        if (edi_take_is_latin1(rd->cur))
            rd->latin1[rd->level] = true;
        if (t.copy && read_place(rd, &t, object))
            return;
        read_unread(rd, read_is_written(rd, object));
        return;
    }
    read_unread(rd, false);
}

static enum x12_status read_failed(struct edi_claim_reader *rd,
                                   enum x12_status failed, const char *limit)
{
    const struct x12_segment *seg = &rd->cur->seg;

    if (failed == X12_ENOMEM)
        limit = "out of memory";
    return x12_fail_at(rd->err, failed, seg->place.offset,
                       (uint32_t)seg->ordinal, "claim %lu of its set: %s",
                       (unsigned long)rd->claims, limit);
}

static enum x12_status read_segment(struct edi_claim_reader *rd)
{
    enum x12_status failed;

    if (rd->row)
        read_row(rd);
    else
        read_unread(rd, false);
    failed = rd->arena[rd->level].failed;
    if (failed == X12_OK)
        failed = rd->arena[EDI_LEVEL_CLAIM].failed;
    if (failed != X12_OK)
        return read_failed(rd, failed, "larger than EDI_CLAIM_BYTES");
    if (rd->claim.line_count > EDI_CLAIM_LINES)
        return read_failed(rd, X12_ELIMIT, "more lines than EDI_CLAIM_LINES");
    return X12_OK;
}

/* What the segment at hand is to us. Where a claim lacks the loops around it,
 * what has no row is placed without the guide, until one of them begins. */
static void read_find(struct edi_claim_reader *rd)
{
    const struct x12_cursor *cur = rd->cur;

    rd->row = NULL;
    if (cur->level != X12_AT_BODY)
        return;
    if (cur->row) {
        rd->row = &rd->map->rows[cur->row - rd->map->guide->rows];
        if (read_is_root(rd->row) && rd->row->node != EDI_NODE_CLAIM)
            rd->stray = false;
        return;
    }
    rd->stray = rd->stray || edi_stray_begins(rd);
    if (rd->stray && edi_stray_find(rd, rd->stray_row))
        rd->row = rd->stray_row;
}

/* Does the segment at hand end the claim? */
static bool read_is_behind(const struct edi_claim_reader *rd)
{
    const struct edi_map_row *row = rd->row;

    if (rd->cur->level != X12_AT_BODY)
        return true;
    return row && row->opens &&
           (row->loop->parent == EDI_NODE_NONE ||
            (rd->stray && row->loop->parent < EDI_NODE_CLAIM));
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
    read_enter(rd, EDI_LEVEL_PROVIDER);
    x12_arena_reset(&rd->arena[EDI_LEVEL_SET]);
    rd->latin1[EDI_LEVEL_SET] = false;
    rd->level = EDI_LEVEL_SET;
    rd->set = (struct edi_claim_set){ .kind = kind };
    read_into(rd, EDI_NODE_SET, &rd->set);
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
    const size_t from = offsetof(struct edi_claim, id);

    memset((char *)&rd->claim + from, 0, sizeof(rd->claim) - from);
    x12_arena_reset(&rd->arena[EDI_LEVEL_CLAIM]);
    rd->latin1[EDI_LEVEL_CLAIM] = false;
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
    struct x12_cursor *cur = rd->cur;
    enum x12_status status = X12_OK;

    while (status == X12_OK) {
        if (!rd->held)
            status = read_step(rd);
        if (status != X12_OK)
            return status;
        rd->held = cur->level != X12_AT_BODY ||
                   (rd->open && read_is_behind(rd));
        if (rd->held)
            return X12_END;
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
