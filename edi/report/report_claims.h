/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_claims - every claim and where it stands
 */
#ifndef EDI_REPORT_CLAIMS_H
#define EDI_REPORT_CLAIMS_H

#include "edi/match/match.h"
#include "edi/report/rows.h"
#include "edi/store/store.h"

/* What makes a claim without a payment or refusal a silent one. */
struct edi_silence {
    x12_date today;
    unsigned after; /* days without an answer */
};

/* Silence is not stored: it is how long no remittance has answered by this day,
 * acknowledged or not. `payments` are those that were laid to it. */
enum edi_state edi_state_today(enum edi_state stored, int64_t payments,
                               x12_date sent,
                               const struct edi_silence *silence);

struct edi_claims_wanted {
    struct edi_silence silence;
    x12_str payer;         /* empty: all */
    unsigned older_than;   /* days since it was sent; 0: all */
    bool by_state;         /* then only `state` */
    enum edi_state state;
};

/* False: there is no state of this name. */
bool edi_state_named(x12_str name, enum edi_state *state);

/* X12_END when nobody reads `out` any more. */
enum x12_status edi_report_claims(struct edi_store *store,
                                  const struct edi_claims_wanted *wanted,
                                  enum edi_listing form,
                                  struct x12_sink *out) X12_MUST_USE;

#endif
