/* SPDX-License-Identifier: Apache-2.0 */
/*
 * glance - is there surely nothing wrong with a segment?
 *
 * Nearly all segments are right, and that is seen faster than what is wrong
 * with one: nothing is told here, so the first doubt ends it. What is said to
 * be right is right by validate.c, too; what is not is looked at there.
 */
#include "parser/validate_private.h"
#include "parser/value.h"

/* Of a segment; all else about it stays in registers. */
struct glance {
    const struct x12_plans *plans;
    const char *base; /* what may be read before a value begins here */
    bool plain;       /* no value needs to be searched */
};

#define GLANCE_INLINE static inline __attribute__((always_inline))
#define GLANCE_APART  static __attribute__((noinline)) /* it is rare */
#define ONES          0x0101010101010101u
#define HIGHS         0x8080808080808080u

/* The four bytes before `end`, and the eight, the first one lowest. */
GLANCE_INLINE uint32_t glance_four(const char *end)
{
    uint32_t four;

    memcpy(&four, end - 4, 4);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    four = __builtin_bswap32(four);
#endif
    return four;
}

GLANCE_INLINE uint64_t glance_eight(const char *end)
{
    uint64_t eight;

    memcpy(&eight, end - 8, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight;
}

/* Not 0 if a control character or a mark is among eight bytes; nor if a byte
 * over 0x7F is, which is all right but rare. A subtraction sets the high bit of
 * a byte that was less, an addition that of 0x7F; what they carry over into the
 * next byte can only raise a doubt. */
GLANCE_INLINE uint64_t glance_doubt(const struct x12_plan_marks *marks,
                                    uint64_t eight)
{
    return ((eight - ONES * 0x20) | (eight + ONES) |
            ((eight ^ marks->components) - ONES) |
            ((eight ^ marks->repeats) - ONES)) &
           HIGHS;
}

/* One to seven bytes as eight, some of them more than once. */
static inline uint64_t glance_short(const char *at, size_t len)
{
    if (len >= 4)
        return (uint64_t)glance_four(at + len) << 32 | glance_four(at + 4);
    return ONES * (unsigned char)at[0] ^
           (uint64_t)(unsigned char)(at[0] ^ at[len / 2]) << 8 ^
           (uint64_t)(unsigned char)(at[0] ^ at[len - 1]) << 16;
}

/* Text without control characters and marks. */
GLANCE_INLINE bool glance_plain(const struct x12_plan_marks *marks,
                                const char *at, size_t len)
{
    const char *end = at + len;
    uint64_t doubt;

    if (len < 8)
        return glance_doubt(marks, glance_short(at, len)) == 0;
    doubt = glance_doubt(marks, glance_eight(end));
    for (; end - at > 8; at += 8)
        doubt |= glance_doubt(marks, glance_eight(at + 8));
    return doubt == 0;
}

GLANCE_APART bool glance_search(const struct x12_plan_marks *marks,
                                x12_str value)
{
    return glance_plain(marks, value.at, value.len);
}

/* Nor may text end with a blank. */
GLANCE_INLINE bool glance_text(const struct glance *g, x12_str value)
{
    return value.at[value.len - 1] != ' ' &&
           (g->plain || glance_search(&g->plans->marks, value));
}

/* x12_plan_pack of one to four characters. An id and a mark stand before any
 * value, so four bytes end with it. */
GLANCE_INLINE uint32_t glance_packed(x12_str value)
{
    return glance_four(value.at + value.len) >> (32 - 8 * value.len);
}

GLANCE_INLINE bool glance_code(const struct glance *g,
                               const struct x12_plan_fact *fact, x12_str value)
{
    const uint32_t *code = g->plans->code + fact->code;
    const uint32_t *end = code + fact->code_count;
    uint32_t packed;

    if (value.len > 4)
        return false;
    packed = glance_packed(value);
    while (code < end)
        if (*code++ == packed)
            return true;
    return false;
}

/* Digits, and one point if `points` is 1; `least` of the former. */
GLANCE_APART bool glance_long_number(x12_str value, size_t points, size_t least)
{
    size_t digits = 0;

    for (size_t i = 0; i < value.len; i++) {
        bool digit = (unsigned char)(value.at[i] - '0') < 10;

        digits += digit;
        if (!digit && value.at[i] != '.')
            return false;
    }
    return value.len - digits <= points && digits > 0 && digits >= least;
}

/* The same, up to eight bytes at once: those that are no digits must be those
 * that are points. A byte over 0x7F is neither, whatever it carries over. */
GLANCE_INLINE bool glance_number(const struct glance *g, x12_str value,
                                 size_t points, size_t least)
{
    const char *end = value.at + value.len;
    uint64_t eight, mine, others, point;

    if (value.len > 8 || end - g->base < 8)
        return glance_long_number(value, points, least);
    mine = HIGHS << (64 - 8 * value.len);
    eight = glance_eight(end) ^ ONES * '0'; /* digits are 0 to 9 now */
    others = ((eight + ONES * 0x76) | eight) & mine;
    if (others == 0)
        return value.len >= least;
    eight ^= ONES * ('0' ^ '.');
    point = ~(((eight & ~HIGHS) + ~HIGHS) | eight) & mine;
    return others == point && (others & (others - 1)) == 0 && points == 1 &&
           value.len > 1 && value.len > least;
}

GLANCE_INLINE bool glance_day(x12_str value, size_t at)
{
    x12_date date;

    return x12_date_parse((x12_str){ value.at + at, 8 }, &date);
}

/* A value of data element 1251, of the two formats that are met often. */
GLANCE_INLINE bool glance_period(uint32_t format, x12_str value)
{
    if (format == X12_ID('D', '8', 0))
        return value.len == 8 && glance_day(value, 0);
    return format == X12_ID('R', 'D', '8') && value.len == 17 &&
           value.at[8] == '-' && glance_day(value, 0) && glance_day(value, 9);
}

/* A value that is no composite. `*format` is x12_plan_pack of the last value of
 * data element 1250. */
GLANCE_INLINE bool glance_value(const struct glance *g,
                                const struct x12_plan_fact *fact, x12_str value,
                                uint32_t *format)
{
    if (value.len < fact->shortest || value.len > fact->longest ||
        (fact->code_count && !glance_code(g, fact, value)))
        return false;
    if (fact->kind <= X12_PLAN_FORMAT) {
        if (fact->kind == X12_PLAN_FORMAT)
            *format = value.len <= 4 ? glance_packed(value) : 0;
        return fact->code_count || glance_text(g, value);
    }
    switch ((enum x12_plan_kind)fact->kind) {
    case X12_PLAN_PERIOD:
        return glance_period(*format, value);
    case X12_PLAN_DAY:
        return value.len == 8 && glance_day(value, 0);
    case X12_PLAN_DECIMAL:
        return glance_number(g, value, 1, fact->shortest);
    case X12_PLAN_WHOLE:
        return glance_number(g, value, 0, fact->shortest);
    case X12_PLAN_TEXT:
    case X12_PLAN_FORMAT:
    case X12_PLAN_COMPOSITE:
    case X12_PLAN_SLOW:
        return false;
    }
    return false;
}

/* Nearly all notes are of the kinds P and C. */
GLANCE_INLINE bool glance_note(const struct x12_plan_note *note,
                               uint64_t present)
{
    return note->trigger ? !(note->trigger & present) || !(note->all & ~present)
                         : x12_note_broken(note, present) == 0;
}

/* The notes about the segment (`composite` 0) or one composite element. */
GLANCE_INLINE bool glance_notes(const struct x12_plans *plans,
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

/* The components of a composite; `fact` is its own, theirs are behind it. */
GLANCE_APART bool glance_composite(const struct glance *g,
                                   const struct x12_plan *plan,
                                   unsigned element, x12_str value,
                                   uint32_t *format)
{
    const struct x12_plan_fact *fact =
        &g->plans->fact[plan->fact + plan->rule[element]];
    const char *at = value.at, *end = at + value.len;
    const char mark = g->plans->marks.of.component;
    const struct glance parts = { g->plans, g->base, g->plain };
    uint64_t present = 0;
    unsigned pos = 1;

    if (end[-1] == mark)
        return false;
    for (; at <= end; pos++) {
        const char *from = at;

        while (at < end && *at != mark)
            at++;
        if (at > from) {
            x12_str part = { from, (size_t)(at - from) };

            if (pos > fact->parts ||
                !glance_value(&parts, fact + pos, part, format))
                return false;
            present |= (uint64_t)1 << pos;
        }
        at++;
    }
    return (fact->needed & ~present) == 0 &&
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
        .components = ONES * (unsigned char)delims.component,
        .repeats = ONES * (unsigned char)delims.repeat,
    };
}

GLANCE_INLINE bool glance_segment(const struct glance *g,
                                  const struct x12_plan *plan,
                                  const struct x12_segment *seg)
{
    const struct x12_plan_fact *facts = &g->plans->fact[plan->fact];
    const uint32_t *cut = seg->cut;
    const unsigned count = seg->count;
    uint64_t present = 0;
    uint32_t format = 0, at = cut[0] + 1;

    for (unsigned pos = 1; pos <= count; pos++) {
        x12_str value = { g->base + at, cut[pos] - at };
        const struct x12_plan_fact *fact = &facts[plan->rule[pos]];

        at = cut[pos] + 1;
        if (value.len == 0)
            continue;
        if (plan->rule[pos] == X12_PLAN_NONE)
            return false;
        if (fact->kind == X12_PLAN_COMPOSITE
                ? !glance_composite(g, plan, pos, value, &format)
                : !glance_value(g, fact, value, &format))
            return false;
        present |= (uint64_t)1 << pos;
    }
    return present >> count != 0 && (plan->required & ~present) == 0 &&
           glance_notes(g->plans, plan, 0, present);
}

bool x12_glance(struct x12_plans *plans, const struct x12_plan *plan,
                const struct x12_segment *seg)
{
    struct x12_plan_marks *marks = &plans->marks;
    const unsigned count = seg->count;
    struct glance g = { .plans = plans, .base = seg->base };

    if (memcmp(&marks->of, &seg->delims, sizeof(seg->delims)) != 0)
        glance_take_marks(marks, seg->delims);
    if (count == 0 || count > plan->last || !marks->plain)
        return false;
    g.plain = glance_plain(marks, seg->base + seg->start,
                           seg->cut[count] - seg->start);
    return glance_segment(&g, plan, seg);
}
