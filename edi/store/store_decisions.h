/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_decisions - what persons decided of payments: which claim they answer
 *
 * Decisions are facts: they are added to, never changed, and hold for the same
 * payment in a remittance that comes again in another envelope.
 */
#ifndef EDI_STORE_DECISIONS_H
#define EDI_STORE_DECISIONS_H

#include "edi/match/match.h"
#include "edi/store/store.h"

enum edi_decided { EDI_ATTACHED = 1, EDI_DETACHED = 2 }; /* stored */

struct edi_decision_row {
    enum edi_decided kind;
    int64_t payment, claim;
    const char *made; /* when: 2025-01-31T09:15:00Z */
    x12_str who, note;
};

/* Keeps the act, too. */
enum x12_status edi_store_decision_put(
    struct edi_store *store, const struct edi_decision_row *row) X12_MUST_USE;

/* Is there any? Spares asking for each payment. */
enum x12_status edi_store_decisions_any(struct edi_store *store,
                                        bool *any) X12_MUST_USE;

/* Those of a payment, the oldest first. */
enum x12_status edi_store_decisions_of(struct edi_store *store, int64_t payment,
                                       struct x12_arena *arena,
                                       struct edi_decision **decisions,
                                       size_t *count) X12_MUST_USE;

/* The next payment behind `payment` of which something was decided that concerns
 * the claim. X12_END: there is none. */
enum x12_status edi_store_decided_payment(struct edi_store *store,
                                          int64_t claim,
                                          int64_t *payment) X12_MUST_USE;

/* Where a claim or a payment stands: "FILE:INTERCHANGE/TRANSACTION/ORDINAL", the
 * file may be left out; a claim also by its number alone. X12_EMISUSE, with what
 * is wrong, where none or several bear it. */
enum x12_status edi_store_payment_named(struct edi_store *store, x12_str name,
                                        int64_t *payment) X12_MUST_USE;
enum x12_status edi_store_claim_named(struct edi_store *store, x12_str name,
                                      int64_t *claim) X12_MUST_USE;

#endif
