/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_decide - a person's own decision on a match
 *
 * Attach: the payment answers this claim. Detach: it does not, and the ladder is
 * asked without that claim. Both are kept with who, when and why, and hold
 * whatever comes later.
 */
#ifndef EDI_JOB_DECIDE_H
#define EDI_JOB_DECIDE_H

#include "edi/match/denial.h"
#include "edi/store/store_decisions.h"

struct edi_decide_options {
    enum edi_decided kind;
    x12_str payment; /* as edi_store_payment_named takes it */
    x12_str claim;   /* as edi_store_claim_named; to detach, empty is the claim
                        that it stands at */
    const char *made;
    x12_str who, note;
    const struct edi_denial_rules *rules;
};

/* One transaction. X12_EMISUSE, told, where payment or claim is not found. */
enum x12_status edi_decide(struct edi_store *store,
                           const struct edi_decide_options *options)
    X12_MUST_USE;

#endif
