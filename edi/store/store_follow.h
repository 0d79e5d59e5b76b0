/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_follow - what follows from new facts: each component that they touch is
 * read whole, decided anew, and put in place of what was decided before
 */
#ifndef EDI_STORE_FOLLOW_H
#define EDI_STORE_FOLLOW_H

#include "edi/match/denial.h"
#include "edi/store/store_gather.h"

/* New rows have ids that follow each other; 0 to -1 is none. */
struct edi_new_facts {
    int64_t first_claim, last_claim;
    int64_t first_payment, last_payment;
    int64_t first_remittance, last_remittance;
    int64_t first_set, last_set; /* of claims */
    int64_t first_ack, last_ack;
    bool
        known; /* they are not new: all that was decided of them is asked for */
};

/* None. */
#define EDI_NO_FACTS                        \
    {                                       \
        1, 0, 1, 0, 1, 0, 1, 0, 1, 0, false \
    }

/* Inside the transaction that brought the facts, at the time `when`. `changed`
 * is set to how many payments from before are matched or valued otherwise now;
 * NULL: nobody asks. X12_ELIMIT: more rows than EDI_COMPONENT_ROWS share
 * numbers. */
enum x12_status edi_store_follow(struct edi_store *store,
                                 const struct edi_new_facts *facts,
                                 const struct edi_denial_rules *rules,
                                 const char *when,
                                 uint64_t *changed) X12_MUST_USE;

#endif
