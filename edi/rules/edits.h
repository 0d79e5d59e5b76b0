/* SPDX-License-Identifier: Apache-2.0 */
/*
 * edits - a payer's own rules (level 7) from a text file
 *
 *     # Therapy needs an authorization.
 *     rule ACME-01 error "Prior authorization number is missing"
 *       for payer 60054 P
 *       from 2024-01-01 to 2025-12-31
 *       when 2400/SV1-1-2 one-of 97110 97140
 *       require 2300/REF*G1
 *
 * docs/edits.md tells the language. A file becomes rules of the same shape as
 * those of the guides.
 */
#ifndef EDI_EDITS_H
#define EDI_EDITS_H

#include "edi/rules/rule.h"
#include "parser/arena.h"
#include "parser/source.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    EDI_EDITS_LINE = 1024,  /* longest line of the file */
    EDI_EDITS_RULES = 5000, /* most rules, each demand counted */
};

/* { 0 } is valid and holds none. All its memory is in the arena. */
struct edi_edits {
    struct edi_rule *rules;
    size_t count;
};

/* Adds the rules of `src`, which stays the caller's. `name` stands in front of
 * messages: "acme.edits:4:11: no such word". After a failure `edits` holds what
 * it held. */
X12_API enum x12_status edi_edits_load(struct edi_edits *edits,
                                       struct x12_arena *arena,
                                       struct x12_source *src, const char *name,
                                       struct x12_error *err) X12_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
