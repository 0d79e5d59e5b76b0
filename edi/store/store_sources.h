/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_sources - where claims and payments stand, and what answers what
 */
#ifndef EDI_STORE_SOURCES_H
#define EDI_STORE_SOURCES_H

#include "edi/match/match.h"
#include "edi/store/digest.h"
#include "edi/store/store.h"
#include "parser/arena.h"

/* A loop in a file that was taken in. */
struct edi_source_row {
    x12_str name, path; /* of the file; zero-terminated in the arena */
    unsigned char digest[EDI_DIGEST_BYTES];
    x12_str set;      /* ST02 */
    uint32_t ordinal; /* CLM or CLP of its set */
    uint64_t start;   /* in the decoded file */
    int64_t batch;    /* in the outbox it has these bytes, too; 0: none */
};

enum x12_status edi_store_claim_source(struct edi_store *store, int64_t claim,
                                       struct x12_arena *arena,
                                       struct edi_source_row *row) X12_MUST_USE;

/* A posted payment of a claim. */
struct edi_answer_row {
    int64_t payment;
    struct edi_source_row source;
    x12_date day; /* of the remittance */
    enum edi_outcome outcome;
    x12_money at_stake;
    bool correction;
    uint32_t *lines; /* by service: LX01 of its line, 0: none */
    size_t line_count;
};

/* Those laid to the claim for certain, in the order of their days; a remittance
 * that came again is left out. */
enum x12_status edi_store_answers(struct edi_store *store, int64_t claim,
                                  struct x12_arena *arena,
                                  struct edi_answer_row **rows,
                                  size_t *count) X12_MUST_USE;

/* A claim that bears a number. */
struct edi_numbered_row {
    int64_t id;
    x12_str responsibility; /* SBR01 */
    enum edi_state state;
    x12_date sent;
    uint32_t payments;
    x12_str file; /* its name */
};

/* All that bear it, the last sent last. */
enum x12_status edi_store_numbered(struct edi_store *store, x12_str number,
                                   struct x12_arena *arena,
                                   struct edi_numbered_row **rows,
                                   size_t *count) X12_MUST_USE;

/* The number of the claim, CLM01 as sent. */
enum x12_status edi_store_claim_number(struct edi_store *store, int64_t claim,
                                       struct x12_arena *arena,
                                       x12_str *number) X12_MUST_USE;

#endif
