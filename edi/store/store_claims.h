/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_claims - claims in, claims out
 */
#ifndef EDI_STORE_CLAIMS_H
#define EDI_STORE_CLAIMS_H

#include "edi/match/match.h"
#include "edi/store/digest.h"
#include "edi/store/store.h"

struct edi_claim_set_row {
    int64_t interchange;
    x12_str group;   /* GS06 without leading zeros */
    x12_str control; /* ST02 */
    unsigned kind;   /* enum edi_claim_kind */
    x12_date sent;
    x12_str reference; /* BHT03 */
};

enum x12_status edi_store_claim_set_put(struct edi_store *store,
                                        const struct edi_claim_set_row *set,
                                        int64_t *id) X12_MUST_USE;

/* Behind its claims: `body` is the digest of all that it and its envelope say.
 * X12_END: an earlier set says the same; this one and its claims are taken out
 * again. */
enum x12_status edi_store_claim_set_end(
    struct edi_store *store, int64_t id,
    const unsigned char body[EDI_DIGEST_BYTES]) X12_MUST_USE;

struct edi_claim_row {
    struct edi_match_claim match; /* normal forms and lines; sent, isa, set are
                                     those of the set */
    int64_t set;
    x12_str number; /* CLM01 as sent */
    x12_str payer_name;
    x12_str doubt; /* "CLM02, segment 17": an amount that could not be read */
    uint64_t start, finish; /* bytes in the decoded file */
};

/* `arena` holds the packed lines until they are written. */
enum x12_status edi_store_claim_put(struct edi_store *store,
                                    const struct edi_claim_row *claim,
                                    struct x12_arena *arena,
                                    int64_t *id) X12_MUST_USE;

/* What a claim is asked for by. */
enum edi_claims_by {
    EDI_CLAIMS_BY_ID,
    EDI_CLAIMS_BY_BARE, /* number without leading zeros */
};

/* Adds the claims to a growing array in the arena, all their text and lines with
 * them, leaving out those that are there already. X12_ELIMIT when there would be
 * more than `most`. */
enum x12_status edi_store_claims_find(struct edi_store *store,
                                      enum edi_claims_by by, int64_t id,
                                      x12_str text, struct x12_arena *arena,
                                      struct edi_match_claim **claims,
                                      size_t *count, size_t most) X12_MUST_USE;

/* The same for the claims of a visit that a payment seeks (edi_match_is_sought).
 */
enum x12_status edi_store_claims_sought(
    struct edi_store *store, struct edi_visit visit,
    const struct edi_match_payment *payment, struct x12_arena *arena,
    struct edi_match_claim **claims, size_t *count, size_t most) X12_MUST_USE;

#endif
