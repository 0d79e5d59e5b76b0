/* SPDX-License-Identifier: Apache-2.0 */
/*
 * answers - what is packed in matches, laid out for the time of a report
 *
 * temp.answer has a row for each posted claim payment: payment, reason ("CO-16",
 * of the largest denied sum; empty: none), services, and how many of these came
 * with the line number that was sent (REF*6R).
 */
#ifndef EDI_ANSWERS_PRIVATE_H
#define EDI_ANSWERS_PRIVATE_H

#include "edi/store/store.h"

enum { EDI_REASON_TEXT = 16 };

/* "CO-16"; empty without a code. */
void edi_reason_format(x12_str group, x12_str code, char into[EDI_REASON_TEXT]);

enum x12_status edi_answers_lay_out(struct edi_store *store) X12_MUST_USE;

#endif
