/* SPDX-License-Identifier: Apache-2.0 */
/*
 * glance - is there surely nothing wrong with a segment?
 *
 * Nearly all segments are right, and that is seen faster than what is wrong
 * with one: nothing is told here, so the first doubt ends it. What is said to
 * be right is right by validate.c, too; what is not is looked at there.
 */
#include "parser/scan.h"
#include "parser/validate.h"
#include "parser/validate_private.h"
#include "parser/value.h"

/* Of a segment; all else about it stays in registers. */
struct glance {
    struct x12_plans *plans;
    const struct x12_scan_kinds *kinds;
    const char *base;
};

#define GLANCE_INLINE static inline __attribute__((always_inline))
#define GLANCE_APART  static __attribute__((noinline)) /* it is rare */

enum {
    GLANCE_AT_ONCE = X12_SCAN_KINDS_AT_ONCE,
    GLANCE_LONGEST = 1024, /* of segments whose bytes nobody looked at yet */
};

/* The bits of a map for base[at] and what follows. */
GLANCE_INLINE uint64_t glance_map(const struct glance *g,
                                  const unsigned char *map, uint32_t at)
{
    return x12_scan_kinds_at(map, at - g->kinds->from);
}

/* Is a bit of the map set for one of `len` bytes, be they ever so many? */
GLANCE_APART bool glance_has_long(const struct glance *g,
                                  const unsigned char *map, uint32_t at,
                                  uint32_t len)
{
    for (; len > GLANCE_AT_ONCE; at += GLANCE_AT_ONCE, len -= GLANCE_AT_ONCE)
        if (glance_map(g, map, at) << (64 - GLANCE_AT_ONCE))
            return true;
    return glance_map(g, map, at) << (64 - len);
}

/* The same, of one byte at least. */
GLANCE_INLINE bool glance_has(const struct glance *g, const unsigned char *map,
                              uint32_t at, uint32_t len)
{
    return len > GLANCE_AT_ONCE ? glance_has_long(g, map, at, len)
                                : glance_map(g, map, at) << (64 - len);
}

/* x12_plan_pack of one to four characters. An id and a mark stand before any
 * value, so four bytes end with it. */
GLANCE_INLINE uint32_t glance_packed(const char *at, uint32_t len)
{
    uint32_t four;

    memcpy(&four, at + len - 4, 4);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    four = __builtin_bswap32(four);
#endif
    return four >> (32 - 8 * len);
}

/* Up to four characters, as its length says already. */
GLANCE_INLINE bool glance_code(const struct glance *g,
                               const struct x12_plan_fact *fact,
                               uint32_t packed)
{
    const uint32_t *code = &g->plans->code[x12_plan_slot(fact, packed)];

    while (*code != packed)
        if (*code++ == 0)
            return false;
    return true;
}

/* Digits, and one point if `points`; `least` of the former. */
GLANCE_INLINE bool glance_number(const struct glance *g, uint32_t at,
                                 uint32_t len, bool points, uint32_t least)
{
    uint64_t others = ~glance_map(g, g->kinds->digit, at) << (64 - len);

    if (others == 0)
        return true;
    others >>= 64 - len;
    return points && (others & (others - 1)) == 0 && len > least && len > 1 &&
           g->base[at + (unsigned)__builtin_ctzll(others)] == '.';
}

/* A day of the calendar: most were met before. */
GLANCE_INLINE bool glance_day(const struct glance *g, const char *at)
{
    uint64_t eight, *met;
    x12_date date;

    memcpy(&eight, at, 8);
    met = &g->plans->day[eight * 0x9E3779B97F4A7C15u >> 58];
    if (*met == eight)
        return true;
    if (!x12_date_parse((x12_str){ at, 8 }, &date))
        return false;
    *met = eight;
    return true;
}

/* A value of data element 1251, of the two formats that are met often. */
GLANCE_INLINE bool glance_period(const struct glance *g, uint32_t format,
                                 const char *at, uint32_t len)
{
    if (format == X12_ID('D', '8', 0))
        return len == 8 && glance_day(g, at);
    return format == X12_ID('R', 'D', '8') && len == 17 && at[8] == '-' &&
           glance_day(g, at) && glance_day(g, at + 9);
}

/* What is more than text and no composite, of a length that is right.
 * `*format` is x12_plan_pack of the last value of data element 1250. */
GLANCE_INLINE bool glance_value(const struct glance *g,
                                const struct x12_plan_fact *fact, uint32_t at,
                                uint32_t len, uint32_t *format)
{
    uint32_t packed;

    switch ((enum x12_plan_kind)fact->kind) {
    case X12_PLAN_CODE:
        return glance_code(g, fact, glance_packed(g->base + at, len));
    case X12_PLAN_FORMAT:
        packed = glance_packed(g->base + at, len);
        *format = packed;
        return glance_code(g, fact, packed);
    case X12_PLAN_DECIMAL:
        return glance_number(g, at, len, true, fact->shortest);
    case X12_PLAN_WHOLE:
        return glance_number(g, at, len, false, fact->shortest);
    case X12_PLAN_DAY:
        return len == 8 && glance_day(g, g->base + at);
    case X12_PLAN_PERIOD:
        return glance_period(g, *format, g->base + at, len);
    case X12_PLAN_TEXT:
    case X12_PLAN_COMPOSITE:
    case X12_PLAN_SLOW:
        return false;
    }
    return false;
}

/* Of most values their length says all. */
GLANCE_INLINE bool glance_fits(const struct x12_plan_fact *fact, uint32_t len)
{
    return len - fact->shortest <= fact->span;
}

/* Nearly all notes are of the kinds P and C. */
GLANCE_INLINE bool glance_note(const struct x12_plan_note *note,
                               uint64_t present)
{
    return note->trigger ? !(note->trigger & present) || !(note->all & ~present)
                         : x12_note_broken(note, present) == 0;
}

/* The notes about the segment (`composite` 0) or one composite element. */
GLANCE_APART bool glance_notes(const struct x12_plans *plans,
                               const struct x12_plan *plan, unsigned composite,
                               uint64_t present)
{
    const struct x12_plan_note *note = &plans->note[plan->note];
    const struct x12_plan_note *end = note + plan->note_count;

    for (; note < end; note++)
        if (note->composite == composite && !glance_note(note, present))
            return false;
    return true;
}

/* The components of a composite of `len` bytes; an empty one may not be the
 * last. */
GLANCE_INLINE bool glance_composite(const struct glance *g,
                                    const struct x12_plan *plan,
                                    const struct x12_plan_fact *fact,
                                    unsigned element, uint32_t at, uint32_t len,
                                    uint32_t *format)
{
    const struct x12_plan_fact *part = &g->plans->fact[fact->first];
    const struct x12_plan_fact *last = part + fact->parts;
    const uint64_t past = UINT64_C(1) << len % 64;
    uint64_t present = 0, bit = 1, marks;

    if (len >= GLANCE_AT_ONCE)
        return false;
    marks = (glance_map(g, g->kinds->part, at) & (past - 1)) | past;
    do {
        const uint32_t size = (uint32_t)__builtin_ctzll(marks);

        if (part++ == last)
            return false;
        bit <<= 1;
        if (size > 0) {
            if (!glance_fits(part, size) ||
                (part->kind != X12_PLAN_TEXT &&
                 !glance_value(g, part, at, size, format)))
                return false;
            present |= bit;
        }
        at += size + 1;
        marks = marks >> size >> 1;
    } while (marks);
    return (present & bit) && (fact->key & ~present) == 0 &&
           (!fact->has_notes || glance_notes(g->plans, plan, element, present));
}

/* Codes, numbers and dates are not searched for marks: letters, digits and the
 * point may not be one. */
static inline bool glance_is_mark(char mark)
{
    return mark != '.' && (unsigned char)(mark - '0') > 9 &&
           (unsigned char)((mark | 0x20) - 'a') > 25;
}

/* What follows from the marks, once an interchange. */
static void glance_take_marks(struct x12_plan_marks *marks,
                              struct x12_delims delims)
{
    *marks = (struct x12_plan_marks){
        .of = delims,
        .plain = glance_is_mark(delims.component) &&
                 glance_is_mark(delims.repeat),
    };
}

/* Are the elements there that must be, and the last one? */
GLANCE_INLINE bool glance_is_whole(const struct glance *g,
                                   struct x12_plan *plan, unsigned count,
                                   uint64_t present)
{
    if (present >> count == 0)
        return false;
    if (present == plan->met)
        return true;
    if ((plan->required & ~present) != 0 ||
        !glance_notes(g->plans, plan, 0, present))
        return false;
    plan->met = present;
    return true;
}

/* Does text hold a component mark? */
GLANCE_APART bool glance_has_parts(const struct glance *g,
                                   const struct x12_segment *seg,
                                   uint64_t texts)
{
    for (; texts; texts &= texts - 1) {
        const unsigned pos = (unsigned)__builtin_ctzll(texts);
        const uint32_t at = seg->cut[pos - 1] + 1;

        if (glance_has(g, g->kinds->part, at, seg->cut[pos] - at))
            return true;
    }
    return false;
}

GLANCE_INLINE bool glance_segment(const struct glance *g, struct x12_plan *plan,
                                  const struct x12_segment *seg)
{
    const struct x12_plan_fact *fact = &g->plans->fact[plan->fact];
    const unsigned count = seg->count;
    uint64_t present = 0, bit = 1;
    uint32_t format = 0, at = seg->cut[0] + 1;

    for (unsigned pos = 1; pos <= count; pos++) {
        uint32_t end = seg->cut[pos], len = end - at;

        fact++;
        bit <<= 1;
        if (len > 0) {
            present |= bit;
            if (!glance_fits(fact, len))
                return false;
            if (fact->kind != X12_PLAN_TEXT &&
                (fact->kind == X12_PLAN_COMPOSITE
                     ? !glance_composite(g, plan, fact, pos, at, len, &format)
                     : !glance_value(g, fact, at, len, &format)))
                return false;
        }
        at = end + 1;
    }
    return glance_is_whole(g, plan, count, present) &&
           (!glance_has(g, g->kinds->part, seg->cut[0], at - 1 - seg->cut[0]) ||
            !glance_has_parts(g, seg, present & plan->text));
}

static inline bool glance_is_right(struct x12_plans *plans,
                                   struct x12_plan *plan,
                                   const struct x12_segment *seg)
{
    struct x12_plan_marks *marks = &plans->marks;
    const struct glance g = { plans, seg->kinds, seg->base };

    if (memcmp(&marks->of, &seg->delims, sizeof(seg->delims)) != 0)
        glance_take_marks(marks, seg->delims);
    if (seg->count - 1 >= plan->last || !marks->plain)
        return false;
    return glance_segment(&g, plan, seg);
}

/* Looks at a segment whose bytes the reader did not look at; false if it is too
 * long, or not plain. */
static bool glance_look(struct x12_segment *seg, struct x12_scan_kinds *kinds)
{
    const struct x12_scan_marks marks = {
        .segment = (unsigned char)seg->delims.segment,
        .segment2 = (unsigned char)seg->delims.segment,
        .element = (unsigned char)seg->delims.element,
        .component = (unsigned char)seg->delims.component,
        .repeat = (unsigned char)seg->delims.repeat,
    };
    const uint32_t end = seg->cut[seg->count];
    const struct glance g = { .kinds = kinds };

    if (seg->count == 0 || end - seg->start > GLANCE_LONGEST ||
        seg->base[end - 1] == ' ')
        return false;
    x12_scan_kinds_scalar(seg->base, seg->start, end, marks, kinds);
    seg->kinds = kinds;
    seg->plain = !glance_has(&g, kinds->odd, seg->start, end - seg->start);
    return seg->plain;
}

GLANCE_APART bool glance_anew(const struct x12_segment *seg,
                              const struct x12_guide *guide,
                              const struct x12_row *row,
                              struct x12_plans *plans,
                              struct x12_findings *findings)
{
    enum { BYTES = GLANCE_LONGEST / 8 + X12_SCAN_KINDS_SPARE };
    unsigned char digit[BYTES] = { 0 }, part[BYTES] = { 0 }, odd[BYTES] = { 0 };
    struct x12_scan_kinds kinds = { 0, 0, digit, part, odd };
    struct x12_segment copy = *seg;

    if (seg->kinds || !glance_look(&copy, &kinds))
        return false;
    x12_validate(&copy, guide, row, plans, findings);
    return true;
}

void x12_validate(const struct x12_segment *seg, const struct x12_guide *guide,
                  const struct x12_row *row, struct x12_plans *plans,
                  struct x12_findings *findings)
{
    struct x12_plan *plan = NULL;

    if (row && row->rules) {
        plan = x12_plan_of(plans, guide, row);
        if (seg->plain ? glance_is_right(plans, plan, seg)
                       : glance_anew(seg, guide, row, plans, findings))
            return;
    }
    x12_validate_closely(seg, row, plans, plan, findings);
}
