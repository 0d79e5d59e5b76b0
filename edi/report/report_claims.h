/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_claims - every claim and where it stands
 */
#ifndef EDI_REPORT_CLAIMS_H
#define EDI_REPORT_CLAIMS_H

#include "edi/report/deadlines.h"
#include "edi/report/rows.h"
#include "edi/store/store.h"

struct edi_claims_wanted {
    const struct edi_deadlines *deadlines;
    x12_str payer;       /* empty: all */
    unsigned older_than; /* days since it was sent; 0: all */
    bool by_state;       /* then only `state` */
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
