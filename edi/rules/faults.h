/* SPDX-License-Identifier: Apache-2.0 */
/*
 * faults - every fault that there is, with what mends it
 *
 *     for (i = 0; edi_fault_at(i, &entry); i++)
 *         show(entry.fault->name, entry.remedy);
 *
 * The lists stand where what they tell is found out: X12 itself, balances,
 * tallies, codes. docs/faults.md is made from this and nothing else.
 */
#ifndef EDI_FAULTS_H
#define EDI_FAULTS_H

#include "parser/finding.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is told of a fault beside the fault itself. */
struct edi_fault_entry {
    const struct x12_fault *fault;
    const char *remedy; /* what to do about it; "": the text says it */
    const char *status; /* of a 277CA, category:status; "" where none fits */
};

/* In the order of the lists; false behind the last. */
X12_API bool edi_fault_at(size_t index, struct edi_fault_entry *entry);

/* What is known of one fault; false: it is in none of the lists. */
X12_API bool edi_fault_entry_of(const struct x12_fault *fault,
                                struct edi_fault_entry *entry);

#ifdef __cplusplus
}
#endif
#endif
