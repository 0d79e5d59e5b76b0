/* SPDX-License-Identifier: Apache-2.0 */
/*
 * validate - a segment's elements against their rules: presence, length, type,
 * code, repeats, syntax notes
 */
#include "parser/validate.h"

#include "parser/value.h"

/* What stands somewhere in the segment, found in one pass over its text, so
 * that the elements of a clean one need not be searched. */
enum { HAS_CONTROL = 1, HAS_REPEAT = 2, HAS_COMPONENT = 4 };

enum { DE_FORMAT = 1250, DE_PERIOD = 1251, NOTED = 64 };

struct validate {
    const struct x12_segment *seg;
    const struct x12_row *row;
    const struct x12_dictionary *dictionary;
    struct x12_findings *findings;
    x12_str format;   /* the last value of data element 1250 */
    uint64_t present; /* bit k: element k, or component k of a composite */
    unsigned has;
    uint16_t element, component, repeat; /* at hand */
};

#define ONES  0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* Is a byte of the eight zero? */
static uint64_t validate_zero(uint64_t eight)
{
    return (eight - ONES) & ~eight & HIGHS;
}

static unsigned validate_look(uint64_t eight, const struct x12_delims *d)
{
    uint64_t control = ((eight - ONES * 0x20) & ~eight & HIGHS) |
                       validate_zero(eight ^ ONES * 0x7F);
    uint64_t repeat = validate_zero(eight ^ ONES * (unsigned char)d->repeat);
    uint64_t component = validate_zero(eight ^
                                       ONES * (unsigned char)d->component);

    return (control ? HAS_CONTROL : 0u) | (repeat ? HAS_REPEAT : 0u) |
           (component ? HAS_COMPONENT : 0u);
}

static unsigned validate_scan(const struct x12_segment *seg)
{
    x12_str text = x12_segment_text(seg);
    uint64_t eight;
    unsigned has = 0;

    for (size_t i = 0; i + 8 <= text.len; i += 8) {
        memcpy(&eight, text.at + i, 8);
        has |= validate_look(eight, &seg->delims);
    }
    if (text.len >= 8) {
        memcpy(&eight, text.at + text.len - 8, 8);
        return has | validate_look(eight, &seg->delims);
    }
    for (size_t i = 0; i < text.len; i++)
        has |= validate_look(ONES * (unsigned char)text.at[i], &seg->delims);
    return has;
}

static struct x12_finding *validate_tell(const struct validate *v,
                                         enum x12_fault_id fault)
{
    struct x12_place place = v->seg->place;

    place.element = v->element;
    place.component = v->component;
    place.repeat = v->repeat;
    return x12_found(v->findings, fault, place, v->row);
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

/* Values of data element 1251 by the format that data element 1250 gave. */
static void validate_period(const struct validate *v, x12_str value)
{
    enum x12_fault_id fault = X12_FAULT_ELEMENT_DATE;
    x12_date from, to;
    x12_time time;
    bool good = true;

    if (x12_str_is(v->format, "TM")) {
        fault = X12_FAULT_ELEMENT_TIME;
        good = value.len == 4 && x12_time_parse(value, &time);
    } else if (x12_str_is(v->format, "DT")) {
        good = value.len == 12 &&
               x12_date_parse((x12_str){ value.at, 8 }, &from);
        if (good && !x12_time_parse((x12_str){ value.at + 8, 4 }, &time)) {
            fault = X12_FAULT_ELEMENT_TIME;
            good = false;
        }
    } else if (x12_str_is(v->format, "D8")) {
        good = x12_date_parse(value, &from);
    } else if (x12_str_is(v->format, "RD8")) {
        good = value.len == 17 && value.at[8] == '-' &&
               x12_date_parse((x12_str){ value.at, 8 }, &from) &&
               x12_date_parse((x12_str){ value.at + 9, 8 }, &to);
    }
    if (!good)
        validate_tell(v, fault);
}

static void validate_text(const struct validate *v, x12_str value)
{
    if (value.at[value.len - 1] == ' ')
        validate_tell(v, X12_FAULT_TRAILING_BLANKS);
    if (!(v->has & HAS_CONTROL))
        return;
    for (size_t i = 0; i < value.len; i++)
        if ((unsigned char)value.at[i] < 0x20 || value.at[i] == 0x7F) {
            validate_tell(v, X12_FAULT_ELEMENT_CHARACTER);
            return;
        }
}

static void validate_date(const struct validate *v, x12_str value)
{
    x12_date date;

    if ((value.len == 8 && !x12_date_parse(value, &date)) ||
        (value.len == 6 && !x12_date_parse_short(value, &date)))
        validate_tell(v, X12_FAULT_ELEMENT_DATE);
}

/* The type; `length` is what counts for the length. False when the value is so
 * far from its type that its length means nothing. */
static bool validate_type(const struct validate *v,
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
        validate_tell(v, X12_FAULT_ELEMENT_CHARACTER);
        return false;
    case X12_TYPE_DT:
        validate_date(v, value);
        return true;
    case X12_TYPE_TM:
        if (!x12_time_parse(value, &time))
            validate_tell(v, X12_FAULT_ELEMENT_TIME);
        return true;
    case X12_TYPE_NONE:
    case X12_TYPE_B:
    case X12_TYPE_COMPOSITE:
        return false;
    }
    return false;
}

static void validate_length(const struct validate *v,
                            const struct x12_data_element *element,
                            const struct x12_rule *rule, size_t length)
{
    if (length < element->shortest)
        validate_tell(v, X12_FAULT_ELEMENT_SHORT);
    else if (length > element->longest)
        validate_tell(v, X12_FAULT_ELEMENT_LONG);
    else if (rule->longest && length > rule->longest)
        validate_tell(v, X12_FAULT_GUIDE_LONG);
}

static bool validate_is_key(const struct x12_row *row,
                            const struct x12_rule *rule)
{
    return (row->key_element == rule->element &&
            row->key_component == rule->component) ||
           (row->key2_element == rule->element &&
            row->key2_component == rule->component);
}

static const struct x12_data_element *validate_element(
    const struct validate *v, const struct x12_rule *rule)
{
    static const struct x12_data_element unknown = { X12_TYPE_NONE, 0, 0 };

    if (!v->dictionary || rule->data_element >= v->dictionary->count)
        return &unknown;
    return &v->dictionary->at[rule->data_element];
}

/* A value that is not empty against its rule. */
static void validate_value(struct validate *v, const struct x12_rule *rule,
                           x12_str value)
{
    const struct x12_data_element *element = validate_element(v, rule);
    size_t length;

    if (validate_type(v, element, value, &length))
        validate_length(v, element, rule, length);
    if (rule->data_element == DE_FORMAT)
        v->format = value;
    else if (rule->data_element == DE_PERIOD)
        validate_period(v, value);
    if (rule->codes && !validate_is_key(v->row, rule) &&
        !x12_codes_have(rule->codes, value))
        validate_tell(v, X12_FAULT_ELEMENT_CODE);
}

/* Use and presence; true when there is a value to look at. */
static bool validate_use(const struct validate *v, const struct x12_rule *rule,
                         x12_str value)
{
    if (value.len == 0) {
        if (rule->use == X12_REQUIRED)
            validate_tell(v, X12_FAULT_ELEMENT_MISSING);
        return false;
    }
    if (rule->use == X12_NOT_USED) {
        validate_tell(v, X12_FAULT_ELEMENT_NOT_USED);
        return false;
    }
    return true;
}

static unsigned validate_position(const char *note)
{
    return (unsigned)(note[0] - '0') * 10u + (unsigned)(note[1] - '0');
}

/* A note calls for what is not there. Not told where the guide's own rule has
 * told it already, or does not want it. */
static void validate_tell_note(struct validate *v, unsigned composite,
                               unsigned position, enum x12_fault_id fault)
{
    const struct x12_rule *rule = composite ? x12_row_rule(v->row, composite,
                                                           position)
                                            : x12_row_rule(v->row, position, 0);
    struct x12_finding *finding;

    if (fault == X12_FAULT_ELEMENT_CONDITIONAL && rule &&
        rule->use != X12_SITUATIONAL)
        return;
    v->element = (uint16_t)(composite ? composite : position);
    v->component = (uint16_t)(composite ? position : 0);
    finding = validate_tell(v, fault);
    if (finding)
        finding->note = v->row->syntax;
}

/* One note, as "P0304": the letter, then positions of two digits. */
static void validate_note(struct validate *v, unsigned composite,
                          const char *note, size_t len)
{
    const size_t count = len / 2;
    size_t present = 0;
    bool first;

    for (size_t i = 0; i < count; i++)
        present += v->present >> validate_position(note + 1 + 2 * i) % NOTED &
                   1;
    first = v->present >> validate_position(note + 1) % NOTED & 1;
    switch (note[0]) {
    case 'R':
        if (present == 0)
            validate_tell_note(v, composite, validate_position(note + 1),
                               X12_FAULT_ELEMENT_CONDITIONAL);
        return;
    case 'L':
        if (first && present == 1 && count > 1)
            validate_tell_note(v, composite, validate_position(note + 3),
                               X12_FAULT_ELEMENT_CONDITIONAL);
        return;
    case 'E':
        if (present < 2)
            return;
        break;
    case 'P':
        if (present == 0 || present == count)
            return;
        break;
    default: /* C */
        if (!first || present == count)
            return;
        break;
    }
    /* E tells all present but the first, P and C all that are absent. */
    for (size_t i = 0, met = 0; i < count; i++) {
        unsigned position = validate_position(note + 1 + 2 * i);
        bool is_there = v->present >> position % NOTED & 1;

        if (note[0] == 'E' && is_there && met++ > 0)
            validate_tell_note(v, composite, position,
                               X12_FAULT_ELEMENT_EXCLUDED);
        else if (note[0] != 'E' && !is_there)
            validate_tell_note(v, composite, position,
                               X12_FAULT_ELEMENT_CONDITIONAL);
    }
}

/* The notes about the segment (`composite` 0) or about one composite element:
 * "P0304 C0605 05:P0102". */
static void validate_notes(struct validate *v, unsigned composite)
{
    for (const char *at = v->row->syntax; at && *at;) {
        unsigned about = 0;
        size_t len = 0;

        if (validate_is_digit(at[0])) {
            about = validate_position(at);
            at += 3;
        }
        while (at[len] && at[len] != ' ')
            len++;
        if (about == composite)
            validate_note(v, composite, at, len);
        at += len;
        while (*at == ' ')
            at++;
    }
}

/* The components of one occurrence of a composite against the rules behind its
 * own. */
static void validate_composite(struct validate *v, const struct x12_rule *rule,
                               const struct x12_rule *end, x12_str value)
{
    char by = v->seg->delims.component;
    const struct x12_rule *part = rule + 1;
    uint64_t outer = v->present;

    v->present = 0;
    if (value.len > 0 && value.at[value.len - 1] == by)
        validate_tell(v, X12_FAULT_TRAILING_SEPARATORS);
    for (v->component = 1;; v->component++) {
        bool ruled = part < end && part->element == rule->element;
        x12_str text = { NULL, 0 };

        if (value.at)
            text = x12_str_cut(&value, by);
        else if (!ruled)
            break;
        if (text.len > 0)
            v->present |= (uint64_t)1 << v->component % NOTED;
        if (ruled && part->component == v->component) {
            if (validate_use(v, part, text))
                validate_value(v, part, text);
            part++;
        } else if (text.len > 0) {
            validate_tell(v, X12_FAULT_COMPONENT_TOO_MANY);
        }
    }
    if (v->row->syntax)
        validate_notes(v, rule->element);
    v->component = 0;
    v->present = outer;
}

/* One occurrence of an element that is there. */
static void validate_occurrence(struct validate *v, const struct x12_rule *rule,
                                const struct x12_rule *end, x12_str value)
{
    if (validate_element(v, rule)->type == X12_TYPE_COMPOSITE) {
        validate_composite(v, rule, end, value);
        return;
    }
    if (v->has & HAS_COMPONENT &&
        memchr(value.at, v->seg->delims.component, value.len))
        validate_tell(v, X12_FAULT_COMPONENT_TOO_MANY);
    else
        validate_value(v, rule, value);
}

static void validate_repeats(struct validate *v, const struct x12_rule *rule,
                             const struct x12_rule *end, x12_str value)
{
    char by = v->seg->delims.repeat;
    unsigned count = x12_part_count(value, by);

    if (count > 1 && count > rule->repeat)
        validate_tell(v, X12_FAULT_REPEAT_TOO_MANY);
    for (unsigned i = 1; i <= count; i++) {
        x12_str occurrence = x12_str_cut(&value, by);

        v->repeat = (uint16_t)(count > 1 ? i : 0);
        if (occurrence.len > 0)
            validate_occurrence(v, rule, end, occurrence);
    }
    v->repeat = 0;
}

/* Elements behind the last rule, and separators behind the last value. */
static void validate_tail(struct validate *v, unsigned last)
{
    const struct x12_segment *seg = v->seg;

    for (unsigned pos = last + 1; pos <= seg->count; pos++)
        if (x12_element(seg, pos).len > 0) {
            v->element = (uint16_t)pos;
            validate_tell(v, X12_FAULT_ELEMENT_TOO_MANY);
        }
    v->element = 0;
    if (seg->count == 0)
        validate_tell(v, X12_FAULT_SEGMENT_EMPTY);
    else if (x12_element(seg, seg->count).len == 0)
        validate_tell(v, X12_FAULT_TRAILING_SEPARATORS);
}

static void validate_rules(struct validate *v)
{
    const struct x12_rule *rule = v->row->rules;
    const struct x12_rule *end = rule + v->row->rule_count;
    unsigned last = 0;

    for (; rule < end; rule++) {
        x12_str value;

        if (rule->component != 0)
            continue;
        last = v->element = rule->element;
        value = x12_element(v->seg, last);
        if (value.len > 0)
            v->present |= (uint64_t)1 << last % NOTED;
        if (!validate_use(v, rule, value))
            continue;
        if (v->has & HAS_REPEAT && v->seg->delims.repeat)
            validate_repeats(v, rule, end, value);
        else
            validate_occurrence(v, rule, end, value);
    }
    if (v->row->syntax)
        validate_notes(v, 0);
    v->component = 0;
    validate_tail(v, last);
}

/* A segment without rules: control characters are wrong in any. */
static void validate_unruled(struct validate *v)
{
    for (unsigned pos = 1; v->has & HAS_CONTROL && pos <= v->seg->count;
         pos++) {
        x12_str value = x12_element(v->seg, pos);

        v->element = (uint16_t)pos;
        for (size_t i = 0; i < value.len; i++)
            if ((unsigned char)value.at[i] < 0x20 || value.at[i] == 0x7F) {
                validate_tell(v, X12_FAULT_ELEMENT_CHARACTER);
                break;
            }
    }
    validate_tail(v, v->seg->count);
}

void x12_validate(const struct x12_segment *seg, const struct x12_row *row,
                  const struct x12_dictionary *dictionary,
                  struct x12_findings *findings)
{
    struct validate v = {
        .seg = seg,
        .row = row,
        .dictionary = dictionary,
        .findings = findings,
        .has = validate_scan(seg),
    };

    if (row && row->rules)
        validate_rules(&v);
    else
        validate_unruled(&v);
}
