/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_replay - what a replay decides otherwise, payment by payment and claim
 * by claim, as it was and as it is now
 */
#ifndef EDI_REPORT_REPLAY_H
#define EDI_REPORT_REPLAY_H

#include "edi/report/rows.h"
#include "edi/store/store.h"

/* Between the two halves of a replay (edi_replay, edi_replay_end). X12_END when
 * nobody reads `out` any more. */
enum x12_status edi_report_replay(struct edi_store *store,
                                  enum edi_listing form,
                                  struct x12_sink *out) X12_MUST_USE;

#endif
