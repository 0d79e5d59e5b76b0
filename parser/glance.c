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

struct glance {
    const struct x12_plan_note *notes;
    const struct x12_plan_fact *facts;
    const uint32_t *codes;
    const struct x12_plan *plan;
    char component;
    uint64_t components, repeats; /* the marks, in each of eight bytes */
    uint32_t format;              /* x12_plan_pack of the last value of 1250 */
};

#define ONES  0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* Not 0 if a control character or a mark is among eight bytes; nor if a byte
 * over 0x7F is, which is all right but rare. A subtraction sets the high bit of
 * a byte that was less, an addition that of 0x7F; what they carry over into the
 * next byte can only raise a doubt. */
static inline uint64_t glance_doubt(const struct glance *g, uint64_t eight)
{
    return ((eight - ONES * 0x20) | (eight + ONES) |
            ((eight ^ g->components) - ONES) | ((eight ^ g->repeats) - ONES)) &
           HIGHS;
}

/* One to seven bytes as eight, some of them more than once. */
static inline uint64_t glance_short(const char *at, size_t len)
{
    uint32_t head, tail;

    if (len >= 4) {
        memcpy(&head, at, 4);
        memcpy(&tail, at + len - 4, 4);
        return (uint64_t)head << 32 | tail;
    }
    return ONES * (unsigned char)at[0] ^
           (uint64_t)(unsigned char)(at[0] ^ at[len / 2]) << 8 ^
           (uint64_t)(unsigned char)(at[0] ^ at[len - 1]) << 16;
}

/* Text without control characters, marks and a blank at the end. */
static inline bool glance_text(const struct glance *g, x12_str value)
{
    const char *last;
    uint64_t eight, doubt = 0;

    if (value.at[value.len - 1] == ' ')
        return false;
    if (value.len < 8)
        return glance_doubt(g, glance_short(value.at, value.len)) == 0;
    last = value.at + value.len - 8;
    for (const char *at = value.at; at < last; at += 8) {
        memcpy(&eight, at, 8);
        doubt |= glance_doubt(g, eight);
    }
    memcpy(&eight, last, 8);
    return (doubt | glance_doubt(g, eight)) == 0;
}

/* Codes, numbers and dates are not searched for marks: letters, digits and the
 * point may not be one. */
static inline bool glance_is_mark(char mark)
{
    return mark != '.' && (unsigned char)(mark - '0') > 9 &&
           (unsigned char)((mark | 0x20) - 'a') > 25;
}

static inline bool glance_code(const struct glance *g,
                               const struct x12_plan_fact *fact, x12_str value)
{
    const uint32_t *code = g->codes + fact->code;
    uint32_t packed;

    if (value.len > 4)
        return false;
    packed = x12_plan_pack(value.at, value.len);
    for (size_t i = 0; i < fact->code_count; i++)
        if (code[i] == packed)
            return true;
    return false;
}

/* Digits, and one point if `points` is 1; `least` of the former. */
static inline bool glance_number(x12_str value, size_t points, size_t least)
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

static inline bool glance_day(x12_str value, size_t at)
{
    x12_date date;

    return x12_date_parse((x12_str){ value.at + at, 8 }, &date);
}

/* A value of data element 1251, of the two formats that are met often. */
static inline bool glance_period(const struct glance *g, x12_str value)
{
    if (g->format == ('D' << 8 | '8'))
        return value.len == 8 && glance_day(value, 0);
    return g->format == ('R' << 16 | 'D' << 8 | '8') && value.len == 17 &&
           value.at[8] == '-' && glance_day(value, 0) && glance_day(value, 9);
}

/* A value that is no composite. */
static inline bool glance_value(struct glance *g,
                                const struct x12_plan_fact *fact, x12_str value)
{
    if (value.len < fact->shortest || value.len > fact->longest)
        return false;
    if (fact->code_count && !glance_code(g, fact, value))
        return false;
    switch ((enum x12_plan_kind)fact->kind) {
    case X12_PLAN_TEXT:
        return fact->code_count || glance_text(g, value);
    case X12_PLAN_FORMAT:
        g->format = value.len <= 4 ? x12_plan_pack(value.at, value.len) : 0;
        return fact->code_count || glance_text(g, value);
    case X12_PLAN_PERIOD:
        return glance_period(g, value);
    case X12_PLAN_DAY:
        return value.len == 8 && glance_day(value, 0);
    case X12_PLAN_DECIMAL:
        return glance_number(value, 1, fact->shortest);
    case X12_PLAN_WHOLE:
        return glance_number(value, 0, fact->shortest);
    case X12_PLAN_COMPOSITE:
    case X12_PLAN_SLOW:
        return false;
    }
    return false;
}

/* The notes about the segment (`composite` 0) or one composite element. */
static inline bool glance_notes(const struct glance *g, unsigned composite,
                                uint64_t present)
{
    for (size_t i = 0; i < g->plan->note_count; i++)
        if (g->notes[i].composite == composite &&
            x12_note_broken(&g->notes[i], present))
            return false;
    return true;
}

/* The components of a composite; `fact` is its own, theirs are behind it. */
static bool glance_composite(struct glance *g, const struct x12_plan_fact *fact,
                             unsigned element, x12_str value)
{
    const char *at = value.at, *end = at + value.len;
    uint64_t present = 0;
    unsigned pos = 1;

    if (end[-1] == g->component)
        return false;
    for (; at <= end; pos++) {
        const char *from = at;

        while (at < end && *at != g->component)
            at++;
        if (at > from) {
            x12_str part = { from, (size_t)(at - from) };

            if (pos > fact->parts || !glance_value(g, fact + pos, part))
                return false;
            present |= (uint64_t)1 << pos;
        }
        at++;
    }
    return (fact->needed & ~present) == 0 &&
           (!fact->has_notes || glance_notes(g, element, present));
}

bool x12_glance(const struct x12_plans *plans, const struct x12_plan *plan,
                const struct x12_segment *seg)
{
    struct glance g = {
        .notes = &plans->note[plan->note],
        .facts = &plans->fact[plan->fact],
        .codes = plans->code,
        .plan = plan,
        .component = seg->delims.component,
        .components = ONES * (unsigned char)seg->delims.component,
        .repeats = ONES * (unsigned char)seg->delims.repeat,
    };
    const unsigned count = seg->count;
    uint64_t present = 0;

    if (count == 0 || count > plan->last || !glance_is_mark(g.component) ||
        !glance_is_mark(seg->delims.repeat))
        return false;
    for (unsigned pos = 1; pos <= count; pos++) {
        const struct x12_plan_fact *fact = &g.facts[plan->rule[pos]];
        const char *at = seg->base + seg->cut[pos - 1] + 1;
        x12_str value = { at, (size_t)(seg->base + seg->cut[pos] - at) };

        if (value.len == 0)
            continue;
        if (plan->rule[pos] == X12_PLAN_NONE)
            return false;
        if (fact->kind == X12_PLAN_COMPOSITE
                ? !glance_composite(&g, fact, pos, value)
                : !glance_value(&g, fact, value))
            return false;
        present |= (uint64_t)1 << pos;
    }
    return present >> count != 0 && (plan->required & ~present) == 0 &&
           glance_notes(&g, 0, present);
}
