/* SPDX-License-Identifier: Apache-2.0 */
/* plan - a row's rules, made ready for checking its segments */
#include "parser/plan.h"

#include <assert.h>

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

static void plan_make(struct x12_plans *plans, struct x12_plan *plan,
                      const struct x12_row *row)
{
    *plan = (struct x12_plan){ .row = row, .note = (uint16_t)plans->notes };
    memset(plan->rule, X12_PLAN_NONE, sizeof(plan->rule));
    for (size_t i = 0; i < row->rule_count; i++) {
        const struct x12_rule *rule = &row->rules[i];

        if (rule->component != 0)
            continue;
        plan->rule[rule->element] = (uint8_t)i;
        plan->last = rule->element;
        if (rule->use == X12_REQUIRED)
            plan->needed = rule->element;
    }
    for (const char *at = row->syntax; at && *at; plan->note_count++) {
        assert(plans->notes < X12_GUIDE_NOTES);
        at = plan_take_note(at, &plans->pool[plans->notes++]);
    }
}

const struct x12_plan *x12_plan_of(struct x12_plans *plans,
                                   const struct x12_guide *guide,
                                   const struct x12_row *row)
{
    struct x12_plan *plan = &plans->at[row - guide->rows];

    if (plans->guide != guide) {
        memset(plans->at, 0, sizeof(plans->at));
        plans->notes = 0;
        plans->guide = guide;
    }
    if (!plan->row)
        plan_make(plans, plan, row);
    return plan;
}
