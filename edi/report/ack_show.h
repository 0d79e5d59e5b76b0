/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ack_show - an item of an acknowledgement of a claim, for a person
 */
#ifndef EDI_ACK_SHOW_H
#define EDI_ACK_SHOW_H

#include "edi/match/ack_words.h"
#include "edi/match/match.h"
#include "edi/store/store.h"

struct edi_ack_shown {
    enum edi_ack_kind kind;
    enum edi_verdict verdict;
    x12_str code;    /* as stored: "A7:562", "R:025", "R" */
    x12_str details; /* packed */
    x12_str claim;   /* CLM01: whose faults of a set are told */
};

/* "received", "accepted", "rejected" */
const char *edi_verdict_text(enum edi_verdict verdict);

/* Why: the statuses of a 277CA, the place and the fault of a 999, TA105. */
enum x12_status edi_ack_why(struct edi_db *db, const struct edi_ack_shown *ack,
                            struct edi_words *words) X12_MUST_USE;

/* What a person does about a rejection. */
const char *edi_ack_next_step(const struct edi_ack_shown *ack);

#endif
