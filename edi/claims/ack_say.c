/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ack_say - a finding as IK3, IK4 and CTX
 */
#include "edi/claims/ack_say_private.h"
#include "edi/guides/finding_codes.h"
#include "edi/guides/guides.h"

void edi_ack_value(x12_str value, char *into, size_t cap)
{
    const struct x12_delims *d = &edi_ack_delims;

    value = x12_str_trim_right(value);
    into[0] = '\0';
    if (value.len >= cap)
        value = x12_str_trim_right((x12_str){ value.at, cap - 1 });
    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];

        if (c < 0x20 || c > 0x7E || c == d->segment || c == d->element ||
            c == d->component || c == d->repeat)
            return;
    }
    x12_str_put(value, into, cap);
}

static bool say_is_alnum(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9');
}

/* IK301 has two or three characters. What is no id at all is called ZZZ. */
static void say_segment_id(struct x12_writer *w,
                           const struct x12_finding *finding)
{
    char id[4];
    size_t len = 0;

    x12_finding_segment(finding, id);
    if (!*id)
        x12_str_put(x12_str_from(finding->value), id, sizeof(id));
    while (say_is_alnum(id[len]))
        len++;
    x12_put(w, len < 2 ? X12_STR("ZZZ") : (x12_str){ id, len });
}

/* IK303 has four characters: 2010AA is 2010. */
static x12_str say_loop(const struct x12_row *row)
{
    x12_str loop = x12_str_from(row ? row->loop : NULL);

    if (loop.len > 4)
        loop.len = 4;
    return loop.len < 4 ? (x12_str){ NULL, 0 } : loop;
}

static uint64_t say_most(unsigned n, uint64_t most)
{
    return n < most ? n : most;
}

/* A number as the next component, empty for 0. */
static void say_component(struct x12_writer *w, unsigned n, uint64_t most)
{
    char digits[20];
    size_t at = sizeof(digits);

    for (uint64_t rest = say_most(n, most); rest > 0; rest /= 10)
        digits[--at] = (char)('0' + rest % 10);
    x12_put_component(w, (x12_str){ digits + at, sizeof(digits) - at });
}

/* "5", "5:3", "5::2" */
static void say_position(struct x12_writer *w, const struct x12_place *place)
{
    x12_put_count(w, say_most(place->element, 99));
    say_component(w, place->component, 99);
    say_component(w, place->repeat, 9999);
}

/* What the guide says of a place; NULL: nothing. */
static const struct x12_rule *say_rule(const struct x12_row *row,
                                       const struct x12_place *place)
{
    return row && place->element > 0
               ? x12_row_rule(row, place->element, place->component)
               : NULL;
}

/* IK402 and CTX06 have four digits; a composite has no number of its own. */
static void say_data_element(struct x12_writer *w, const struct x12_rule *rule)
{
    if (rule && rule->data_element < X12_COMPOSITE_FROM)
        x12_put_count(w, rule->data_element);
    else
        x12_put_empty(w, 1);
}

static void say_trigger(struct x12_writer *w, const struct x12_finding *finding)
{
    const struct x12_row *row = finding->trigger_row;
    const struct x12_place *place = &finding->trigger;

    if (!row || !row->segment || place->segment == 0)
        return;
    x12_writer_begin(w, "CTX");
    x12_put(w, X12_STR("SITUATIONAL TRIGGER"));
    x12_put(w, x12_str_from(row->segment));
    x12_put_count(w, place->segment);
    x12_put(w, say_loop(row));
    if (place->element > 0) {
        say_position(w, place);
        say_data_element(w, say_rule(row, place));
    }
    x12_writer_end(w);
}

void edi_ack_say_segment(struct x12_writer *w,
                         const struct x12_finding *finding,
                         const struct edi_ack_unit *unit, const char *code)
{
    x12_writer_begin(w, "IK3");
    say_segment_id(w, finding);
    x12_put_count(w, finding->place.segment);
    x12_put(w, say_loop(finding->row));
    x12_put(w, x12_str_from(code ? code : edi_finding_ik304(finding)));
    x12_writer_end(w);
    if (!code)
        say_trigger(w, finding);
    if (!unit || !*unit->value)
        return;
    x12_writer_begin(w, "CTX");
    x12_put(w, x12_str_from(unit->name));
    x12_put_component(w, x12_str_from(unit->value));
    x12_writer_end(w);
}

/* --- which values may be said --- */

/* Are they digits, but for two characters at most? An amount with a slip. */
static bool say_is_number(x12_str value)
{
    size_t digits = 0;

    for (size_t i = 0; i < value.len; i++)
        digits += value.at[i] >= '0' && value.at[i] <= '9';
    return digits > 0 && value.len - digits <= 2 && value.len <= 18;
}

static bool say_is_day(x12_str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.at[i] != '-' && (value.at[i] < '0' || value.at[i] > '9'))
            return false;
    return true;
}

/* Nothing of what says who somebody is, where they live, when they were born or
 * what they have: only amounts and counts, codes no longer than a code is, the
 * dates of events, and control numbers. A value that slipped into another's
 * element is judged by its form as well. */
static bool say_is_open(const struct x12_finding *finding, x12_str value)
{
    const struct x12_rule *rule = say_rule(finding->row, &finding->place);
    const struct x12_data_element *de;
    x12_str segment;

    if (!rule || rule->data_element >= edi_guide_dictionary()->count)
        return false;
    de = &edi_guide_dictionary()->at[rule->data_element];
    segment = x12_str_from(finding->row->segment);
    if (x12_codes_have(" DMG N3 N4 ", segment))
        return false;
    switch ((enum x12_type)de->type) {
    case X12_TYPE_R:
    case X12_TYPE_N:
        return say_is_number(value);
    case X12_TYPE_ID:
        if (value.len > de->longest)
            return false;
        return rule->codes ||
               (rule->list &&
                x12_codes_have(" CARC RARC PLB POS TOB FREQUENCY STATCAT "
                               "STATCODE ADMTYPE ADMSOURCE PATSTATUS ",
                               x12_str_from(rule->list)));
    case X12_TYPE_TM:
        return say_is_number(value);
    case X12_TYPE_DT:
        return say_is_day(value);
    case X12_TYPE_AN:
        if (rule->data_element == X12_DE_PERIOD)
            return x12_str_is(segment, "DTP") && say_is_day(value);
        return x12_str_is(segment, "ST") || x12_str_is(segment, "SE");
    case X12_TYPE_NONE:
    case X12_TYPE_B:
    case X12_TYPE_COMPOSITE:
        break;
    }
    return false;
}

void edi_ack_say_element(struct x12_writer *w,
                         const struct x12_finding *finding)
{
    x12_str value = x12_str_from(finding->value);
    char said[X12_FINDING_VALUE + 1] = "";

    if (say_is_open(finding, value))
        edi_ack_value(value, said, sizeof(said));
    x12_writer_begin(w, "IK4");
    say_position(w, &finding->place);
    say_data_element(w, say_rule(finding->row, &finding->place));
    x12_put(w, x12_str_from(edi_finding_ik403(finding)));
    x12_put(w, x12_str_from(said));
    x12_writer_end(w);
    say_trigger(w, finding);
}
