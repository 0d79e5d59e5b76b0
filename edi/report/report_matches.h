/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_matches - every claim payment of an 835, and what it was laid to
 */
#ifndef EDI_REPORT_MATCHES_H
#define EDI_REPORT_MATCHES_H

#include "edi/report/rows.h"
#include "edi/store/store.h"

/* X12_END when nobody reads `out` any more. */
enum x12_status edi_report_matches(struct edi_store *store, enum edi_listing form,
                                   struct x12_sink *out) X12_MUST_USE;

#endif
