/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_replay - decides anew all that follows from what was taken in
 *
 * Facts stay as they are. New rules of denials and new code lists hold for what
 * was decided before they came as well; with the same rules nothing changes. It
 * is one transaction: all of it, or nothing.
 */
#ifndef EDI_JOB_REPLAY_H
#define EDI_JOB_REPLAY_H

#include "edi/match/denial.h"
#include "edi/store/store.h"

struct edi_replayed {
    uint64_t claims, payments; /* decided anew */
    uint64_t otherwise;        /* of the payments, those decided otherwise */
    uint64_t moved;            /* claims that stand somewhere else now */
};

/* Decides all anew and leaves the transaction open, with what is otherwise in
 * temp.replayed_payment and temp.replayed_claim, and what was before in
 * temp.match_before and temp.standing_before. `when`: 2025-01-31T09:15:00Z. */
enum x12_status edi_replay(struct edi_store *store,
                           const struct edi_denial_rules *rules,
                           const char *when,
                           struct edi_replayed *told) X12_MUST_USE;

/* On every path: all of it is kept, or all of it taken back. */
enum x12_status edi_replay_end(struct edi_store *store, bool keep) X12_MUST_USE;

#endif
