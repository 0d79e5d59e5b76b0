/* SPDX-License-Identifier: Apache-2.0 */
/*
 * denials_load - the rules of denials, and the words of codes, from files
 *
 *     struct edi_denials_held held = { 0 };
 *     status = edi_denials_load(&held, "denials.tsv", "codes.tsv", err);
 *     ... &held.rules ...
 *     edi_denials_release(&held);
 */
#ifndef EDI_DENIALS_LOAD_H
#define EDI_DENIALS_LOAD_H

#include "edi/match/denial.h"

enum { EDI_DENIALS_BYTES = 1 << 20 }; /* longest file of rules */

struct edi_denials_held {
    struct edi_denial_rules rules;
    struct edi_code_book book;
    struct x12_arena arena;
};

/* NULL for either: what comes with the program alone. */
enum x12_status edi_denials_load(struct edi_denials_held *held,
                                 const char *denials, const char *codes,
                                 struct x12_error *err) X12_MUST_USE;

void edi_denials_release(struct edi_denials_held *held);

#endif
