/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_acks - acknowledgements in and out, and what they answer
 *
 * An item of a claim is laid to its claim where the claim's component is decided.
 * All others answer an interchange, a group or a set by its control numbers:
 * edi_store_acks_resolve finds it among all that was sent, and finds it anew when
 * a set comes that fits better.
 */
#ifndef EDI_STORE_ACKS_H
#define EDI_STORE_ACKS_H

#include "edi/match/match.h"
#include "edi/store/pack.h"
#include "edi/store/store.h"

struct edi_ack_row {
    struct edi_match_ack match; /* id and answer are set by put */
    int64_t interchange;
    const struct edi_ack *ack;
    uint64_t start, finish; /* bytes in the decoded file */
};

/* `first` is the row of the first item of the set it stands in (0: this one).
 * `arena` holds the packed details; `*details` is what was packed. */
enum x12_status edi_store_ack_put(struct edi_store *store,
                                  const struct edi_ack_row *row, int64_t first,
                                  struct x12_arena *arena, int64_t *id,
                                  x12_str *details) X12_MUST_USE;

/* As edi_store_claims_find; an item of a claim only. */
enum x12_status edi_store_ack_find(struct edi_store *store, int64_t id,
                                   struct x12_arena *arena,
                                   struct edi_match_ack **acks, size_t *count,
                                   size_t most) X12_MUST_USE;

/* What answers the set as a whole, its group or its interchange, in order. */
enum x12_status edi_store_acks_of_set(struct edi_store *store, int64_t set,
                                      struct x12_arena *arena,
                                      struct edi_match_ack **acks,
                                      size_t *count) X12_MUST_USE;

/* Which claim the item was laid to. */
enum x12_status edi_store_ack_laid(
    struct edi_store *store, const struct edi_match_ack *ack) X12_MUST_USE;

/* Finds what the new items answer, and anew what those answer that name one of
 * the new sets; 1 to 0 is none. `*sets` are the sets that are answered now, or
 * were before, each once. */
struct edi_acks_new {
    int64_t first_ack, last_ack;
    int64_t first_set, last_set;
};

enum x12_status edi_store_acks_resolve(struct edi_store *store,
                                       const struct edi_acks_new *facts,
                                       struct x12_arena *arena, int64_t **sets,
                                       size_t *count) X12_MUST_USE;

/* --- what stands in the packed value of an item --- */

struct edi_ack_details {
    struct edi_unpack statuses, faults;
    size_t status_count, fault_count;
    x12_str error[5];
};

/* Text borrows from `value`. */
enum x12_status edi_ack_details_read(struct edi_db *db, x12_str value,
                                     struct edi_ack_details *out) X12_MUST_USE;

struct edi_ack_fault {
    x12_str segment, position, loop, code, claim; /* IK3, CTX of CLM01 */
    struct edi_unpack elements;
    size_t element_count;
};

/* Take the next one off; call them as often as the counts say at most. */
struct edi_status edi_ack_details_status(struct edi_ack_details *details);
struct edi_ack_fault edi_ack_details_fault(struct edi_ack_details *details);
struct edi_ack_element edi_ack_fault_element(struct edi_ack_fault *fault);

#endif
