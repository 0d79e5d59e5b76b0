/* SPDX-License-Identifier: Apache-2.0 */
/*
 * validate - a segment's elements against their rules: presence, length, type,
 * code, repeats, syntax notes; x12_validate itself stands in glance.c
 */
#include "parser/validate_private.h"
#include "parser/value.h"

/* What stands somewhere in the segment, found in one pass over its text, so
 * that the elements of a clean one need not be searched. */
enum { HAS_CONTROL = 1, HAS_REPEAT = 2, HAS_COMPONENT = 4 };

#define ONES  0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* Is a byte of the eight zero? */
static inline uint64_t validate_zero(uint64_t eight)
{
    return (eight - ONES) & ~eight & HIGHS;
}

/* What is looked for, once in each byte of eight. */
struct validate_marks {
    uint64_t repeat, component;
    uint64_t control_seen, repeat_seen, component_seen;
};

static inline void validate_look(struct validate_marks *m, uint64_t eight)
{
    m->control_seen |= ((eight - ONES * 0x20) & ~eight & HIGHS) |
                       validate_zero(eight ^ ONES * 0x7F);
    m->repeat_seen |= validate_zero(eight ^ m->repeat);
    m->component_seen |= validate_zero(eight ^ m->component);
}

static unsigned validate_scan(const struct x12_segment *seg)
{
    x12_str text = x12_segment_text(seg);
    struct validate_marks m = {
        .repeat = ONES * (unsigned char)seg->delims.repeat,
        .component = ONES * (unsigned char)seg->delims.component,
    };
    uint64_t eight;

    for (size_t i = 0; i + 8 <= text.len; i += 8) {
        memcpy(&eight, text.at + i, 8);
        validate_look(&m, eight);
    }
    if (text.len >= 8) {
        memcpy(&eight, text.at + text.len - 8, 8);
        validate_look(&m, eight);
    } else {
        for (size_t i = 0; i < text.len; i++)
            validate_look(&m, ONES * (unsigned char)text.at[i]);
    }
    return (m.control_seen ? HAS_CONTROL : 0u) |
           (m.repeat_seen ? HAS_REPEAT : 0u) |
           (m.component_seen ? HAS_COMPONENT : 0u);
}

static bool validate_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits with a leading minus, and a point where one is allowed; `digits` is
 * their number. */
static bool validate_number(x12_str value, bool point, size_t *digits)
{
    size_t i = value.at[0] == '-', points = 0;
    size_t sign = i;

    for (; i < value.len; i++) {
        if (value.at[i] == '.')
            points++;
        else if (!validate_is_digit(value.at[i]))
            return false;
    }
    *digits = value.len - sign - points;
    return *digits > 0 && points <= (point ? 1 : 0);
}

static bool validate_day(x12_str value, size_t at)
{
    x12_date date;

    return x12_date_parse((x12_str){ value.at + at, 8 }, &date);
}

/* Values of data element 1251 by the format that data element 1250 gave. */
static void validate_period(const struct x12_validation *v, x12_str value)
{
    x12_time time;
    bool day = true, hour = true;

    switch (x12_id_pack(v->format)) {
    case X12_ID('D', '8', 0):
        day = value.len == 8 && validate_day(value, 0);
        break;
    case X12_ID('R', 'D', '8'):
        day = value.len == 17 && value.at[8] == '-' && validate_day(value, 0) &&
              validate_day(value, 9);
        break;
    case X12_ID('D', 'T', 0):
        day = value.len == 12 && validate_day(value, 0);
        hour = !day || x12_time_parse((x12_str){ value.at + 8, 4 }, &time);
        break;
    case X12_ID('T', 'M', 0):
        hour = value.len == 4 && x12_time_parse(value, &time);
        break;
    default: /* a format that is told as a code, if it is wrong */
        break;
    }
    if (!day)
        x12_validate_tell(v, X12_FAULT_ELEMENT_DATE);
    if (!hour)
        x12_validate_tell(v, X12_FAULT_ELEMENT_TIME);
}

/* A delimiter may be a control, and is no part of the value. */
static void validate_controls(const struct x12_validation *v, x12_str value)
{
    const struct x12_delims *d = &v->seg->delims;

    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];

        if (((unsigned char)c < 0x20 || c == 0x7F) && c != d->component &&
            (c != d->repeat || c == '\0')) {
            x12_validate_tell(v, X12_FAULT_ELEMENT_CHARACTER);
            return;
        }
    }
}

static void validate_text(const struct x12_validation *v, x12_str value)
{
    if (value.at[value.len - 1] == ' ')
        x12_validate_tell(v, X12_FAULT_TRAILING_BLANKS);
    if (v->has & HAS_CONTROL)
        validate_controls(v, value);
}

static void validate_date(const struct x12_validation *v, x12_str value)
{
    x12_date date;

    if ((value.len == 8 && !x12_date_parse(value, &date)) ||
        (value.len == 6 && !x12_date_parse_short(value, &date)))
        x12_validate_tell(v, X12_FAULT_ELEMENT_DATE);
}

/* The type; `length` is what counts for the length. False when the value is so
 * far from its type that its length means nothing. */
static bool validate_type(const struct x12_validation *v,
                          const struct x12_data_element *element, x12_str value,
                          size_t *length)
{
    x12_time time;

    *length = value.len;
    switch ((enum x12_type)element->type) {
    case X12_TYPE_AN:
    case X12_TYPE_ID:
        validate_text(v, value);
        return true;
    case X12_TYPE_R:
    case X12_TYPE_N:
        if (validate_number(value, element->type == X12_TYPE_R, length))
            return true;
        x12_validate_tell(v, X12_FAULT_ELEMENT_CHARACTER);
        return false;
    case X12_TYPE_DT:
        validate_date(v, value);
        return true;
    case X12_TYPE_TM:
        if (!x12_time_parse(value, &time))
            x12_validate_tell(v, X12_FAULT_ELEMENT_TIME);
        return true;
    case X12_TYPE_NONE:
    case X12_TYPE_B:
    case X12_TYPE_COMPOSITE:
        return false;
    }
    return false;
}

/* False when it is told: a value of such a length need not be looked at. */
static bool validate_length(const struct x12_validation *v,
                            const struct x12_data_element *element,
                            const struct x12_rule *rule, size_t length)
{
    if (length < element->shortest)
        x12_validate_tell(v, X12_FAULT_ELEMENT_SHORT);
    else if (length > element->longest)
        x12_validate_tell(v, X12_FAULT_ELEMENT_LONG);
    else if (rule->longest && length > rule->longest)
        x12_validate_tell(v, X12_FAULT_GUIDE_LONG);
    else
        return true;
    return false;
}

/* A code that is none is told as that alone, whatever its length, unless only
 * the standard is looked at. */
static bool validate_tells_codes(const struct x12_validation *v)
{
    return !v->findings || v->findings->snip != 1;
}

static const struct x12_data_element *validate_element(
    const struct x12_validation *v, const struct x12_rule *rule)
{
    static const struct x12_data_element unknown = { X12_TYPE_NONE, 0, 0 };

    if (!v->dictionary || rule->data_element >= v->dictionary->count)
        return &unknown;
    return &v->dictionary->at[rule->data_element];
}

/* A value that is not empty against its rule. */
static void validate_value(struct x12_validation *v,
                           const struct x12_rule *rule, x12_str value)
{
    const struct x12_data_element *element = validate_element(v, rule);
    bool wrong = rule->codes && !x12_rule_is_key(v->row, rule) &&
                 !x12_codes_have(rule->codes, value);
    size_t length;

    if (validate_type(v, element, value, &length) &&
        !(wrong && validate_tells_codes(v)) &&
        !validate_length(v, element, rule, length))
        return;
    if (rule->data_element == X12_DE_FORMAT)
        v->format = value;
    else if (rule->data_element == X12_DE_PERIOD)
        validate_period(v, value);
    if (wrong)
        x12_validate_tell(v, X12_FAULT_ELEMENT_CODE);
}

/* Tells a value where the guide wants none; false: it wants one, or may. */
static bool validate_unused(const struct x12_validation *v,
                            const struct x12_rule *rule)
{
    if (rule->use == X12_NOT_USED)
        x12_validate_tell(v, X12_FAULT_ELEMENT_NOT_USED);
    else if (rule->use == X12_TOLERATED)
        x12_validate_tell(v, X12_FAULT_ELEMENT_TOLERATED);
    else
        return false;
    return true;
}

/* Use and presence; true when there is a value to look at. */
static bool validate_use(const struct x12_validation *v,
                         const struct x12_rule *rule, x12_str value)
{
    if (value.len == 0) {
        if (rule->use == X12_REQUIRED)
            x12_validate_tell(v, X12_FAULT_ELEMENT_MISSING);
        return false;
    }
    return !validate_unused(v, rule);
}

/* x12_str_cut for texts of a few bytes. */
static inline x12_str validate_cut(x12_str *rest, char by)
{
    x12_str head = *rest;

    for (size_t i = 0; i < head.len; i++)
        if (head.at[i] == by) {
            head.len = i;
            rest->at += i + 1;
            rest->len -= i + 1;
            return head;
        }
    *rest = (x12_str){ NULL, 0 };
    return head;
}

/* The components of one occurrence of a composite against the rules behind its
 * own. */
static void validate_composite(struct x12_validation *v,
                               const struct x12_rule *rule,
                               const struct x12_rule *end, x12_str value)
{
    char by = v->seg->delims.component;
    const struct x12_rule *part = rule + 1;
    uint64_t outer = v->present;

    v->present = 0;
    if (value.len > 0 && value.at[value.len - 1] == by)
        x12_validate_tell(v, X12_FAULT_TRAILING_SEPARATORS);
    for (v->component = 1;; v->component++) {
        bool ruled = part < end && part->element == rule->element;
        x12_str text = { NULL, 0 };

        if (value.at)
            text = validate_cut(&value, by);
        else if (!ruled)
            break;
        if (text.len > 0)
            v->present |= (uint64_t)1 << v->component % X12_GUIDE_ELEMENTS;
        if (ruled && part->component == v->component) {
            if (validate_use(v, part, text))
                validate_value(v, part, text);
            part++;
        } else if (text.len > 0) {
            x12_validate_tell(v, X12_FAULT_COMPONENT_TOO_MANY);
        }
    }
    if (v->plan->note_count)
        x12_validate_notes(v, rule->element);
    v->component = 0;
    v->present = outer;
}

/* One occurrence of an element that is there. */
static void validate_occurrence(struct x12_validation *v,
                                const struct x12_rule *rule,
                                const struct x12_rule *end, x12_str value)
{
    if (validate_element(v, rule)->type == X12_TYPE_COMPOSITE) {
        validate_composite(v, rule, end, value);
        return;
    }
    if (v->has & HAS_COMPONENT &&
        validate_cut(&(x12_str){ value.at, value.len },
                     v->seg->delims.component)
                .len < value.len)
        x12_validate_tell(v, X12_FAULT_COMPONENT_TOO_MANY);
    else
        validate_value(v, rule, value);
}

static void validate_repeats(struct x12_validation *v,
                             const struct x12_rule *rule,
                             const struct x12_rule *end, x12_str value)
{
    char by = v->seg->delims.repeat;
    unsigned count = x12_part_count(value, by);

    if (count > 1 && count > rule->repeat)
        x12_validate_tell(v, X12_FAULT_REPEAT_TOO_MANY);
    for (unsigned i = 1; i <= count; i++) {
        x12_str occurrence = x12_str_cut(&value, by);

        v->repeat = (uint16_t)(count > 1 ? i : 0);
        if (occurrence.len > 0)
            validate_occurrence(v, rule, end, occurrence);
    }
    v->repeat = 0;
}

/* One element that is there. */
static void validate_one(struct x12_validation *v, x12_str value)
{
    const struct x12_row *row = v->row;
    size_t index = v->element <= v->plan->last ? v->plan->rule[v->element]
                                               : X12_PLAN_NONE;
    const struct x12_rule *rule = &row->rules[index];

    if (index == X12_PLAN_NONE) {
        x12_validate_tell(v, X12_FAULT_ELEMENT_TOO_MANY);
        return;
    }
    v->present |= (uint64_t)1 << v->element;
    if (validate_unused(v, rule))
        return;
    if (v->has & HAS_REPEAT && v->seg->delims.repeat)
        validate_repeats(v, rule, row->rules + row->rule_count, value);
    else
        validate_occurrence(v, rule, row->rules + row->rule_count, value);
}

/* An element that is not there, or not any more. */
static void validate_none(struct x12_validation *v)
{
    size_t index;

    if (v->element > v->plan->needed)
        return;
    index = v->plan->rule[v->element];
    if (index != X12_PLAN_NONE && v->row->rules[index].use == X12_REQUIRED)
        x12_validate_tell(v, X12_FAULT_ELEMENT_MISSING);
}

/* Is the element required? Then it is told when it is empty. */
static bool validate_needs(const struct x12_validation *v, unsigned pos)
{
    size_t index = v->plan && pos <= v->plan->last ? v->plan->rule[pos]
                                                   : X12_PLAN_NONE;

    return index != X12_PLAN_NONE && v->row->rules[index].use == X12_REQUIRED;
}

/* A segment without elements, or one whose last has no value. */
static void validate_tail(struct x12_validation *v)
{
    unsigned count = v->seg->count;

    v->element = v->component = 0;
    if (count == 0)
        x12_validate_tell(v, X12_FAULT_SEGMENT_EMPTY);
    else if (x12_element(v->seg, count).len == 0 && !validate_needs(v, count))
        x12_validate_tell(v, X12_FAULT_TRAILING_SEPARATORS);
}

static void validate_rules(struct x12_validation *v)
{
    unsigned count = v->seg->count;

    for (unsigned pos = 1; pos <= count; pos++) {
        x12_str value = x12_element(v->seg, pos);

        v->element = (uint16_t)pos;
        if (value.len > 0)
            validate_one(v, value);
        else
            validate_none(v);
    }
    for (unsigned pos = count + 1; pos <= v->plan->needed; pos++) {
        v->element = (uint16_t)pos;
        validate_none(v);
    }
    if (v->plan->note_count)
        x12_validate_notes(v, 0);
    validate_tail(v);
}

/* A segment without rules: control characters are wrong in any. */
static void validate_unruled(struct x12_validation *v)
{
    for (unsigned pos = 1; v->has & HAS_CONTROL && pos <= v->seg->count;
         pos++) {
        v->element = (uint16_t)pos;
        validate_controls(v, x12_element(v->seg, pos));
    }
    validate_tail(v);
}

void x12_validate_closely(const struct x12_segment *seg,
                          const struct x12_row *row,
                          const struct x12_plans *plans,
                          const struct x12_plan *plan,
                          struct x12_findings *findings)
{
    struct x12_validation v = {
        .seg = seg,
        .row = row,
        .plan = plan,
        .findings = findings,
        .has = validate_scan(seg),
    };

    if (!plan) {
        validate_unruled(&v);
        return;
    }
    v.notes = &plans->note[plan->note];
    v.dictionary = plans->guide->dictionary;
    validate_rules(&v);
}
