/* SPDX-License-Identifier: Apache-2.0 */
/*
 * faults - every fault that there is, with what mends it
 */
#include "edi/rules/faults.h"

#include "edi/claims/balance.h"
#include "edi/rules/code_form.h"
#include "edi/rules/fault_notes_private.h"
#include "edi/rules/tally.h"

static const struct faults_list {
    const struct x12_fault *at;
    size_t count;
} lists[] = {
    { x12_faults, X12_FAULT_COUNT },
    { edi_faults, EDI_FAULT_COUNT },
    { edi_tally_faults, EDI_TALLY_FAULT_COUNT },
    { edi_code_faults, EDI_CODE_FAULT_COUNT },
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

bool edi_fault_at(size_t index, struct edi_fault_entry *entry)
{
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        if (index < lists[i].count) {
            faults_fill(&lists[i].at[index], entry);
            return true;
        }
        index -= lists[i].count;
    }
    return false;
}

bool edi_fault_entry_of(const struct x12_fault *fault,
                        struct edi_fault_entry *entry)
{
    for (size_t i = 0; edi_fault_at(i, entry); i++)
        if (entry->fault == fault)
            return true;
    return false;
}
