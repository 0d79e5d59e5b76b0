/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fault_notes_private - what mends each fault, and what a 277CA says of it
 */
#ifndef EDI_RULES_FAULT_NOTES_PRIVATE_H
#define EDI_RULES_FAULT_NOTES_PRIVATE_H

struct edi_fault_note {
    const char *name, *status, *remedy;
};

/* A NULL name behind the last. */
extern const struct edi_fault_note edi_fault_notes[];

#endif
