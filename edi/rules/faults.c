/* SPDX-License-Identifier: Apache-2.0 */
/*
 * faults - every fault that there is, with what mends it
 */
#include "edi/rules/faults.h"

#include "edi/claims/balance.h"
#include "edi/rules/code_form.h"
#include "edi/rules/fault_notes_private.h"
#include "edi/rules/rules.h"
#include "edi/rules/tally.h"

static const struct faults_list {
    const struct x12_fault *at;
    size_t count;
} lists[] = {
    { x12_faults, X12_FAULT_COUNT },
    { edi_faults, EDI_FAULT_COUNT },
    { edi_tally_faults, EDI_TALLY_FAULT_COUNT },
    { edi_code_faults, EDI_CODE_FAULT_COUNT },
    { &edi_rules_fault_over, 1 },
};

static void faults_fill(const struct x12_fault *fault,
                        struct edi_fault_entry *entry)
{
    const struct edi_fault_note *note = edi_fault_notes;

    while (note->name && strcmp(note->name, fault->name) != 0)
        note++;
    *entry = (struct edi_fault_entry){
        .fault = fault,
        .remedy = note->name ? note->remedy : "",
        .status = note->name ? note->status : "",
    };
}

/* Rules say themselves what would be right. */
static void faults_fill_rule(const struct edi_rule *rule,
                             struct edi_fault_entry *entry)
{
    *entry = (struct edi_fault_entry){
        .fault = &rule->fault,
        .remedy = "",
        .status = rule->status ? rule->status : "",
    };
}

/* A fault of several guides has a rule for each: the first stands for all. */
static bool faults_is_first(const struct edi_rule *rules, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(rules[k].fault.name, rules[i].fault.name) == 0)
            return false;
    return true;
}

/* The rule whose turn it is; NULL: it comes behind these, `*index` on. */
static const struct edi_rule *faults_rule(const struct edi_rule *rules,
                                          size_t count, size_t *index)
{
    for (size_t i = 0; i < count; i++)
        if (faults_is_first(rules, i) && (*index)-- == 0)
            return &rules[i];
    return NULL;
}

bool edi_fault_at(size_t index, struct edi_fault_entry *entry)
{
    const struct edi_rule *rule;

    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        if (index < lists[i].count) {
            faults_fill(&lists[i].at[index], entry);
            return true;
        }
        index -= lists[i].count;
    }
    rule = faults_rule(edi_rules_837, edi_rules_837_count, &index);
    if (!rule)
        rule = faults_rule(edi_rules_835, edi_rules_835_count, &index);
    if (rule)
        faults_fill_rule(rule, entry);
    return rule != NULL;
}

bool edi_fault_entry_of(const struct x12_fault *fault,
                        struct edi_fault_entry *entry)
{
    const struct edi_rule *rule = edi_rule_of(fault);

    if (rule) {
        faults_fill_rule(rule, entry);
        return true;
    }
    for (size_t i = 0; edi_fault_at(i, entry); i++)
        if (entry->fault == fault)
            return true;
    return false;
}
