/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_ids - numbers of claims and lines that come back from any payer
 *
 *     struct edi_claim_ids ids = { 0 };
 *     status = edi_claim_ids_give(&ids, claim, use, &claim, err);
 *     edi_claim_ids_release(&ids);
 *
 * A claim without a number is given one of 17 characters, what the shortest of
 * the payers' fields holds: E, fifteen digits and capitals out of the SHA-256 of
 * what the claim says, and a check character. The same claim has the same number
 * each time, so that it is known again when it comes twice.
 *
 * A line without REF*6R is given the claim's number, L, the line's number in
 * three digits and a check character: it tells by itself whose it is, and is
 * found damaged when it is.
 */
#ifndef EDI_CLAIM_IDS_H
#define EDI_CLAIM_IDS_H

#include "edi/jobs/claim_content.h"
#include "parser/arena.h"

enum {
    EDI_CLAIM_ID = 17,     /* length of a number that we make */
    EDI_LINE_ID_TAIL = 5,  /* L001 and its check character */
    EDI_LINE_ID_MOST = 30, /* REF*6R holds no more */
    EDI_CLAIM_IDS_BYTES = 64 << 20,
};

struct edi_claim_ids {
    const char *why; /* of a claim that cannot be written */
    /* private below */
    struct x12_arena arena;
    struct edi_content content;
    struct edi_claim claim;
};

/* `*out` is the claim with its numbers: the one given, where it has them all,
 * else a copy, valid until the next call, whose texts are the first one's. `use`
 * is BHT06. X12_END: it cannot be written, see `why`. */
enum x12_status edi_claim_ids_give(struct edi_claim_ids *ids,
                                   const struct edi_claim *claim, x12_str use,
                                   const struct edi_claim **out,
                                   struct x12_error *err) X12_MUST_USE;

void edi_claim_ids_release(struct edi_claim_ids *ids);

/* The check character of a text by ISO 7064 MOD 37,36; what is no digit and no
 * capital counts as 0. */
char edi_id_check(x12_str text);

/* Does a text end with its check character? */
bool edi_id_is_whole(x12_str text);

#endif
