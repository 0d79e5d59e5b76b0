/* SPDX-License-Identifier: Apache-2.0 */
/*
 * worklist_words - what a row of the worklist says of a payment
 */
#ifndef EDI_WORKLIST_WORDS_PRIVATE_H
#define EDI_WORKLIST_WORDS_PRIVATE_H

#include "edi/report/worklist_items_private.h"
#include "edi/store/store_matches.h"

/* The payment ?1, by these columns. */
extern const char edi_worklist_one[];

enum {
    EDI_ONE_CLAIM,
    EDI_ONE_PAYER,
    EDI_ONE_PAYER_NAME,
    EDI_ONE_CONFIDENCE,
    EDI_ONE_OUTCOME,
    EDI_ONE_ACTION,
    EDI_ONE_DAY,
    EDI_ONE_FILE,
    EDI_ONE_ISA,
    EDI_ONE_SET,
    EDI_ONE_CLP,
    EDI_ONE_DETAILS,
    EDI_ONE_DOUBT,
    EDI_ONE_IMBALANCE,
    EDI_ONE_AT_STAKE,
    EDI_ONE_OVERLAP,
    EDI_ONE_NPI,
    EDI_ONE_CLAIM_DOUBT,
};

/* What a worklist row says of a payment, in two halves of one sentence. */
struct edi_worklist_words {
    const char *class;
    x12_str why, next;
    char reason[16];
};

struct edi_worklist_words edi_worklist_words_of(
    const struct edi_query *q, const char *class,
    const struct edi_match_details *d, struct x12_arena *arena);

/* Both texts as one; only the first when memory is out. */
x12_str edi_worklist_join(x12_str a, x12_str b, struct x12_arena *arena);

/* "The time for filing had passed: send the proof ..."; before it, where it was
 * closed before, that it is back. */
x12_str edi_worklist_sentence(const struct edi_worklist_words *words,
                              x12_str again, struct x12_arena *arena);

#endif
