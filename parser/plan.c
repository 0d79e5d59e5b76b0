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

/* What a value must be to be right at a glance. Dates, formats of dates,
 * composites and long codes are left to the full check. */
static void plan_take_fact(struct x12_plans *plans, const struct x12_row *row,
                           const struct x12_rule *rule,
                           struct x12_plan_fact *fact)
{
    static const uint8_t kinds[] = {
        [X12_TYPE_AN] = X12_PLAN_TEXT,        [X12_TYPE_ID] = X12_PLAN_TEXT,
        [X12_TYPE_R] = X12_PLAN_DECIMAL,      [X12_TYPE_N] = X12_PLAN_WHOLE,
        [X12_TYPE_COMPOSITE] = X12_PLAN_SLOW,
    };
    const struct x12_dictionary *dictionary = plans->guide->dictionary;
    const struct x12_data_element *element;

    *fact = (struct x12_plan_fact){ .kind = X12_PLAN_SLOW };
    if (!dictionary || rule->data_element >= dictionary->count ||
        rule->data_element == X12_DE_FORMAT ||
        rule->data_element == X12_DE_PERIOD || rule->use == X12_NOT_USED)
        return;
    element = &dictionary->at[rule->data_element];
    if (rule->codes && !x12_rule_is_key(row, rule) &&
        !plan_take_codes(plans, rule->codes, fact))
        return;
    fact->shortest = element->shortest;
    fact->longest = element->longest;
    if (rule->longest && rule->longest < fact->longest)
        fact->longest = rule->longest;
    fact->kind = kinds[element->type];
}

static void plan_make(struct x12_plans *plans, struct x12_plan *plan,
                      const struct x12_row *row)
{
    if (plans->facts + row->rule_count > X12_PLAN_FACTS)
        plan_drop(plans); /* a table of unheard-of size: begin again */
    *plan = (struct x12_plan){
        .row = row,
        .note = (uint16_t)plans->notes,
        .fact = (uint16_t)plans->facts,
    };
    plans->facts += row->rule_count;
    memset(plan->rule, X12_PLAN_NONE, sizeof(plan->rule));
    for (size_t i = 0; i < row->rule_count; i++) {
        const struct x12_rule *rule = &row->rules[i];

        plan_take_fact(plans, row, rule, &plans->fact[plan->fact + i]);
        if (rule->component != 0)
            continue;
        plan->rule[rule->element] = (uint8_t)i;
        plan->last = rule->element;
        if (rule->use == X12_REQUIRED)
            plan->needed = rule->element;
    }
    for (const char *at = row->syntax; at && *at; plan->note_count++) {
        assert(plans->notes < X12_GUIDE_NOTES);
        at = plan_take_note(at, &plans->note[plans->notes++]);
    }
}

const struct x12_plan *x12_plan_of(struct x12_plans *plans,
                                   const struct x12_guide *guide,
                                   const struct x12_row *row)
{
    struct x12_plan *plan = &plans->at[row - guide->rows];

    if (plans->guide != guide) {
        plan_drop(plans);
        plans->guide = guide;
    }
    if (!plan->row)
        plan_make(plans, plan, row);
    return plan;
}
