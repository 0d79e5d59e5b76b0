/* SPDX-License-Identifier: Apache-2.0 */
/* plan - a row's rules, made ready for checking its segments */
#include "parser/plan.h"

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

/* Packs the codes of a rule; false if they do not all fit. */
static bool plan_take_codes(struct x12_plans *plans, const char *codes,
                            struct x12_plan_fact *fact)
{
    x12_str rest = x12_str_from(codes);

    fact->code = (uint16_t)plans->codes;
    while (rest.len > 0) {
        x12_str code = x12_str_cut(&rest, ' ');

        if (code.len == 0)
            continue;
        if (code.len > 4 || memchr(code.at, '_', code.len) ||
            plans->codes == X12_PLAN_CODES || fact->code_count == UINT8_MAX)
            return false;
        plans->code[plans->codes++] = x12_plan_pack(code.at, code.len);
        fact->code_count++;
    }
    return true;
}

/* What a value must be to be right at a glance. Times, binary data and long
 * codes are left to the full check. */
static void plan_take_fact(struct x12_plans *plans, const struct x12_row *row,
                           const struct x12_rule *rule,
                           struct x12_plan_fact *fact)
{
    static const uint8_t kinds[] = {
        [X12_TYPE_AN] = X12_PLAN_TEXT,        [X12_TYPE_ID] = X12_PLAN_TEXT,
        [X12_TYPE_R] = X12_PLAN_DECIMAL,      [X12_TYPE_N] = X12_PLAN_WHOLE,
        [X12_TYPE_DT] = X12_PLAN_DAY,         [X12_TYPE_TM] = X12_PLAN_SLOW,
        [X12_TYPE_COMPOSITE] = X12_PLAN_SLOW,
    };
    const struct x12_dictionary *dictionary = plans->guide->dictionary;
    const struct x12_data_element *element;

    *fact = (struct x12_plan_fact){ .kind = X12_PLAN_SLOW };
    if (!dictionary || rule->data_element >= dictionary->count ||
        rule->use == X12_NOT_USED || rule->use == X12_TOLERATED)
        return;
    element = &dictionary->at[rule->data_element];
    if (rule->codes && !x12_rule_is_key(row, rule) &&
        !plan_take_codes(plans, rule->codes, fact))
        return;
    fact->shortest = element->shortest;
    fact->longest = element->longest;
    if (rule->longest && rule->longest < fact->longest)
        fact->longest = rule->longest;
    fact->kind = rule->data_element == X12_DE_FORMAT   ? X12_PLAN_FORMAT
                 : rule->data_element == X12_DE_PERIOD ? X12_PLAN_PERIOD
                                                       : kinds[element->type];
}

/* A composite whose components all have their rules. */
static void plan_take_composite(struct x12_plans *plans,
                                const struct x12_plan *plan, size_t i)
{
    const struct x12_row *row = plan->row;
    struct x12_plan_fact *fact = &plans->fact[plan->fact + i];
    const struct x12_rule *rule = &row->rules[i], *part = rule + 1;
    const struct x12_rule *end = row->rules + row->rule_count;

    if (rule->use == X12_NOT_USED || rule->use == X12_TOLERATED ||
        part == end || part->element != rule->element)
        return;
    for (; part < end && part->element == rule->element; part++) {
        if (part->component != ++fact->parts || fact->parts > 31)
            return;
        if (part->use == X12_REQUIRED)
            fact->needed |= UINT32_C(1) << fact->parts;
    }
    for (size_t k = 0; k < plan->note_count; k++)
        fact->has_notes |= plans->note[plan->note + k].composite ==
                           rule->element;
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

        plan_take_fact(plans, row, rule, &plans->fact[plan->fact + i]);
        if (rule->component != 0)
            continue;
        plan_take_composite(plans, plan, i);
        plan->rule[rule->element] = (uint8_t)i;
        plan->last = rule->element;
        if (rule->use != X12_REQUIRED)
            continue;
        plan->needed = rule->element;
        plan->required |= (uint64_t)1 << rule->element;
    }
}

const struct x12_plan *x12_plan_new(struct x12_plans *plans,
                                    const struct x12_guide *guide,
                                    const struct x12_row *row)
{
    struct x12_plan *plan = &plans->at[row - guide->rows];

    if (plans->guide != guide ||
        plans->facts + row->rule_count > X12_PLAN_FACTS) {
        plan_drop(plans);
        plans->guide = guide;
    }
    *plan = (struct x12_plan){
        .row = row,
        .note = (uint16_t)plans->notes,
        .fact = (uint16_t)plans->facts,
    };
    plans->facts += row->rule_count;
    memset(plan->rule, X12_PLAN_NONE, sizeof(plan->rule));
    plan_fill(plans, plan);
    return plan;
}
