/* SPDX-License-Identifier: Apache-2.0 */
/* plan - a row's rules, made ready for checking its segments */
#include "parser/plan.h"

#include "parser/scan.h"

#include <assert.h>

static void plan_drop(struct x12_plans *plans)
{
    memset(plans->at, 0, sizeof(plans->at));
    plans->notes = plans->facts = plans->codes = 0;
}

static uint8_t plan_position(const char *digits)
{
    return (uint8_t)((digits[0] - '0') * 10 + (digits[1] - '0'));
}

static bool plan_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes one note, "P0304" or "05:P0102", and returns what stands behind it. */
static const char *plan_take_note(const char *at, struct x12_plan_note *note)
{
    *note = (struct x12_plan_note){ 0 };
    if (plan_is_digit(at[0])) {
        note->composite = plan_position(at);
        at += 3;
    }
    note->kind = *at++;
    note->first = plan_position(at);
    for (; plan_is_digit(at[0]); at += 2)
        note->all |= (uint64_t)1 << plan_position(at) % X12_GUIDE_ELEMENTS;
    if (note->kind == 'P')
        note->trigger = note->all;
    else if (note->kind == 'C')
        note->trigger = (uint64_t)1 << note->first % X12_GUIDE_ELEMENTS;
    while (*at == ' ')
        at++;
    return at;
}

/* ---- codes: a small table each, with room in it, so that one look nearly
 * always tells ---- */

enum { PLAN_CODES = 255, PLAN_TRIES = 32 };

static bool plan_is_number(x12_str code)
{
    for (size_t i = 0; i < code.len; i++)
        if (!plan_is_digit(code.at[i]))
            return false;
    return true;
}

/* Packs the codes of a rule that are of the length and type of its element; 0
 * if there is one that cannot be packed. */
static size_t plan_pack_codes(const char *codes, bool number,
                              struct x12_plan_fact *fact,
                              uint32_t packed[PLAN_CODES])
{
    x12_str rest = x12_str_from(codes);
    size_t count = 0, least = 4, most = 1;

    while (rest.len > 0) {
        x12_str code = x12_str_cut(&rest, ' ');

        if (code.len == 0)
            continue;
        if (code.len > 4 || memchr(code.at, '_', code.len) ||
            count == PLAN_CODES)
            return 0;
        if (code.len < fact->shortest ||
            code.len > (size_t)fact->shortest + fact->span ||
            (number && !plan_is_number(code)))
            continue;
        least = code.len < least ? code.len : least;
        most = code.len > most ? code.len : most;
        packed[count++] = x12_plan_pack(code.at, code.len);
    }
    fact->shortest = (uint16_t)least;
    fact->span = (uint16_t)(most - least);
    return count;
}

/* Puts the codes into empty slots; returns how many were not where they are
 * looked for first. */
static size_t plan_put_codes(struct x12_plans *plans,
                             const struct x12_plan_fact *fact,
                             const uint32_t *packed, size_t count, size_t slots)
{
    size_t aside = 0;

    memset(&plans->code[fact->first], 0, slots * sizeof(plans->code[0]));
    for (size_t i = 0; i < count; i++) {
        uint32_t slot = x12_plan_slot(fact, packed[i]);

        while (plans->code[slot] != 0 && plans->code[slot] != packed[i]) {
            aside++;
            slot++;
        }
        plans->code[slot] = packed[i];
    }
    return aside;
}

/* Lays the codes of a rule in slots; false if they do not all fit. */
static bool plan_take_codes(struct x12_plans *plans, const char *codes,
                            bool number, struct x12_plan_fact *fact)
{
    uint32_t packed[PLAN_CODES], best = 0;
    size_t count = plan_pack_codes(codes, number, fact, packed), slots = 2;
    size_t least = SIZE_MAX;

    fact->shift = 31;
    for (; slots < 2 * count; slots *= 2)
        fact->shift--;
    slots += count + 1; /* the last ones have nowhere to go but behind */
    if (count == 0 || plans->codes + slots > X12_PLAN_CODES)
        return false;
    fact->first = (uint16_t)plans->codes;
    for (uint32_t i = 1; i <= PLAN_TRIES && least > 0; i++) {
        size_t aside;

        fact->key = i * 0x9E3779B9u | 1;
        aside = plan_put_codes(plans, fact, packed, count, slots);
        if (aside < least) {
            least = aside;
            best = fact->key;
        }
    }
    fact->key = best;
    plan_put_codes(plans, fact, packed, count, slots);
    plans->codes += slots;
    return true;
}

/* ---- facts ---- */

/* How a value of its type can be seen to be right. Times, binary data and days
 * that have codes are left to the full check. */
static enum x12_plan_kind plan_kind(const struct x12_rule *rule, uint8_t type,
                                    bool coded)
{
    switch ((enum x12_type)type) {
    case X12_TYPE_AN:
    case X12_TYPE_ID:
        if (rule->data_element == X12_DE_FORMAT)
            return coded ? X12_PLAN_FORMAT : X12_PLAN_SLOW;
        if (rule->data_element == X12_DE_PERIOD)
            return coded ? X12_PLAN_SLOW : X12_PLAN_PERIOD;
        return coded ? X12_PLAN_CODE : X12_PLAN_TEXT;
    case X12_TYPE_N:
        return coded ? X12_PLAN_CODE : X12_PLAN_WHOLE;
    case X12_TYPE_R:
        return coded ? X12_PLAN_CODE : X12_PLAN_DECIMAL;
    case X12_TYPE_DT:
        return coded ? X12_PLAN_SLOW : X12_PLAN_DAY;
    case X12_TYPE_NONE:
    case X12_TYPE_TM:
    case X12_TYPE_B:
    case X12_TYPE_COMPOSITE:
        return X12_PLAN_SLOW;
    }
    return X12_PLAN_SLOW;
}

/* What a value must be to be right at a glance. */
static void plan_take_fact(struct x12_plans *plans, const struct x12_row *row,
                           const struct x12_rule *rule,
                           struct x12_plan_fact *fact)
{
    const struct x12_dictionary *dictionary = plans->guide->dictionary;
    const struct x12_data_element *element;
    bool coded = rule->codes && !x12_rule_is_key(row, rule);
    enum x12_plan_kind kind;
    uint16_t longest;
    bool number;

    if (!dictionary || rule->data_element >= dictionary->count ||
        rule->use == X12_NOT_USED || rule->use == X12_TOLERATED)
        return;
    element = &dictionary->at[rule->data_element];
    longest = element->longest;
    if (rule->longest && rule->longest < longest)
        longest = rule->longest;
    if (element->shortest == 0 || longest < element->shortest)
        return;
    kind = plan_kind(rule, element->type, coded);
    if (kind != X12_PLAN_TEXT && longest > X12_SCAN_KINDS_AT_ONCE)
        longest = X12_SCAN_KINDS_AT_ONCE;
    fact->shortest = element->shortest;
    fact->span = (uint16_t)(longest - element->shortest);
    number = element->type == X12_TYPE_N || element->type == X12_TYPE_R;
    if (!coded || plan_take_codes(plans, rule->codes, number, fact))
        fact->kind = (uint8_t)kind;
}

/* A composite whose components all have their rules. */
static void plan_take_composite(struct x12_plans *plans,
                                const struct x12_plan *plan,
                                const struct x12_rule *rule,
                                struct x12_plan_fact *fact)
{
    const struct x12_dictionary *dictionary = plans->guide->dictionary;
    const struct x12_row *row = plan->row;
    const struct x12_rule *part = rule + 1;
    const struct x12_rule *end = row->rules + row->rule_count;

    if (!dictionary || rule->data_element >= dictionary->count ||
        dictionary->at[rule->data_element].type != X12_TYPE_COMPOSITE ||
        rule->use == X12_NOT_USED || rule->use == X12_TOLERATED ||
        part == end || part->element != rule->element)
        return;
    *fact = (struct x12_plan_fact){
        .kind = X12_PLAN_SLOW,
        .first = (uint16_t)(plans->facts - 1),
    };
    for (; part < end && part->element == rule->element; part++) {
        if (part->component != ++fact->parts || fact->parts > 31)
            return;
        if (part->use == X12_REQUIRED)
            fact->key |= UINT32_C(1) << fact->parts;
        plan_take_fact(plans, row, part, &plans->fact[plans->facts++]);
    }
    for (size_t k = 0; k < plan->note_count; k++)
        fact->has_notes |= plans->note[plan->note + k].composite ==
                           rule->element;
    fact->span = UINT16_MAX;
    fact->kind = X12_PLAN_COMPOSITE;
}

/* The notes, the facts of the rules, and where the rule of each element is. */
static void plan_fill(struct x12_plans *plans, struct x12_plan *plan)
{
    const struct x12_row *row = plan->row;

    for (const char *at = row->syntax; at && *at; plan->note_count++) {
        assert(plans->notes < X12_GUIDE_NOTES);
        at = plan_take_note(at, &plans->note[plans->notes++]);
    }
    for (size_t i = 0; i < row->rule_count; i++) {
        const struct x12_rule *rule = &row->rules[i];
        struct x12_plan_fact *fact = &plans->fact[plan->fact + rule->element];

        if (rule->component != 0)
            continue;
        plan_take_fact(plans, row, rule, fact);
        plan_take_composite(plans, plan, rule, fact);
        if (fact->kind == X12_PLAN_TEXT)
            plan->text |= (uint64_t)1 << rule->element;
        plan->rule[rule->element] = (uint8_t)i;
        plan->last = rule->element;
        if (rule->use != X12_REQUIRED)
            continue;
        plan->needed = rule->element;
        plan->required |= (uint64_t)1 << rule->element;
    }
}

/* Room in the pool for as many facts as the row can have: of each element up to
 * the last one ruled, and of each component. All slow until they are taken. */
static size_t plan_room(const struct x12_row *row)
{
    return row->rule_count + X12_GUIDE_ELEMENTS;
}

struct x12_plan *x12_plan_new(struct x12_plans *plans,
                              const struct x12_guide *guide,
                              const struct x12_row *row)
{
    struct x12_plan *plan = &plans->at[row - guide->rows];
    size_t elements = 1;

    if (plans->guide != guide ||
        plans->facts + plan_room(row) > X12_PLAN_FACTS) {
        plan_drop(plans);
        plans->guide = guide;
    }
    *plan = (struct x12_plan){
        .row = row,
        .note = (uint16_t)plans->notes,
        .fact = (uint16_t)plans->facts,
    };
    for (size_t i = 0; i < plan_room(row); i++)
        plans->fact[plans->facts + i] = (struct x12_plan_fact){
            .kind = X12_PLAN_SLOW,
        };
    for (size_t i = 0; i < row->rule_count; i++)
        if (row->rules[i].element >= elements)
            elements = row->rules[i].element + 1u;
    plans->facts += elements;
    memset(plan->rule, X12_PLAN_NONE, sizeof(plan->rule));
    plan_fill(plans, plan);
    return plan;
}
