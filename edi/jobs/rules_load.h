/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rules_load - the rules of denials, and the words of codes, from files
 *
 *     struct edi_rules_held held = { 0 };
 *     status = edi_rules_load(&held, "denials.tsv", "codes.tsv", err);
 *     ... &held.rules ...
 *     edi_rules_release(&held);
 */
#ifndef EDI_RULES_LOAD_H
#define EDI_RULES_LOAD_H

#include "edi/match/denial.h"

enum { EDI_RULES_BYTES = 1 << 20 }; /* longest file of rules */

struct edi_rules_held {
    struct edi_denial_rules rules;
    struct edi_code_book book;
    struct x12_arena arena;
};

/* NULL for either: what comes with the program alone. */
enum x12_status edi_rules_load(struct edi_rules_held *held,
                               const char *denials, const char *codes,
                               struct x12_error *err) X12_MUST_USE;

void edi_rules_release(struct edi_rules_held *held);

#endif
