/* SPDX-License-Identifier: Apache-2.0 */
/*
 * intake_claim - a claim from the JSON object that tells it
 *
 * The object is walked by the rows of claim_fields, as it is written by them.
 */
#ifndef EDI_INTAKE_CLAIM_PRIVATE_H
#define EDI_INTAKE_CLAIM_PRIVATE_H

#include "edi/claims/claim.h"
#include "edi/intake/intake_jsonl.h"
#include "parser/arena.h"

#include <jansson.h>

/* The claim of one line of JSON Lines, and its set, of which the line tells the
 * kind, BHT06, version and origin; what they hold lives in `arena` (ask
 * arena->failed). False: the line is refused, and `why` says where and what was
 * expected there, without a value of the claim. */
bool edi_intake_claim(const json_t *line, struct x12_arena *arena,
                      struct edi_claim_set *set, struct edi_claim *claim,
                      char why[X12_ERROR_TEXT]);

/* The same from the text of the line, for what `edi json` prints and lines of
 * that kind; texts are borrowed from it. Behind it stands an end of line or a
 * zero, and EDI_INTAKE_ZEROS bytes from there on may be read.
 * `next` is zero at first; it remembers which key mostly comes behind which.
 * False: edi_intake_claim reads all others. */
bool edi_intake_plain(x12_str line, struct x12_arena *arena,
                      uint8_t next[EDI_INTAKE_NEXT], struct edi_claim_set *set,
                      struct edi_claim *claim);

/* --- what follows from what a line says, whoever read it -------------------- */

enum {
    EDI_INTAKE_ZEROS = 40, /* so far a look goes: longer than a key of ours */
    EDI_INTAKE_ORIGIN = 4, /* file, interchange, group, transaction */
};

/* A day by itself, or two, as the text that X12 has for them; and the days of
 * a text. */
void edi_intake_settle_date(struct x12_arena *arena, struct edi_date *date);

/* What the reader of an 837 would have told besides. */
void edi_intake_settle(struct edi_claim *claim);

/* "837P", "837I", "837D"; 0 for none of them. */
enum edi_claim_kind edi_intake_kind(x12_str name);

/* Which set of the input the claim stood in: a number made of what tells sets
 * apart (FNV-1a), 0 when nothing does. */
uint64_t edi_intake_origin(const x12_str parts[EDI_INTAKE_ORIGIN]);

#endif
