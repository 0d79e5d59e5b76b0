/* SPDX-License-Identifier: Apache-2.0 */
/*
 * edi - all that the library offers, for a program that wants one include
 *
 *     #include "edi/edi.h"
 *     cc -o program program.c $(pkg-config --cflags --libs edi)
 *
 * Each header serves alone, too, and says how it is used; the library itself
 * includes only what it needs. In C11 and in C++11.
 */
#ifndef EDI_EDI_H
#define EDI_EDI_H

#include "edi/claims/ack.h"
#include "edi/claims/ack_read.h"
#include "edi/claims/ack_write.h"
#include "edi/claims/balance.h"
#include "edi/claims/claim.h"
#include "edi/claims/claim_json.h"
#include "edi/claims/claim_read.h"
#include "edi/claims/claim_write.h"
#include "edi/claims/coordinate.h"
#include "edi/claims/items.h"
#include "edi/claims/payment.h"
#include "edi/claims/payment_json.h"
#include "edi/claims/payment_read.h"
#include "edi/claims/payment_write.h"
#include "edi/claims/set.h"
#include "edi/claims/verdict.h"
#include "edi/guides/codes.h"
#include "edi/guides/guides.h"
#include "edi/match/denial.h"
#include "edi/match/facts.h"
#include "edi/match/key.h"
#include "edi/match/match.h"
#include "edi/match/match_line.h"
#include "edi/rules/code_check.h"
#include "edi/rules/code_form.h"
#include "edi/rules/faults.h"
#include "edi/rules/tally.h"
#include "parser/arena.h"
#include "parser/cursor.h"
#include "parser/envelope.h"
#include "parser/error.h"
#include "parser/finding.h"
#include "parser/guide.h"
#include "parser/plan.h"
#include "parser/reader.h"
#include "parser/scan.h"
#include "parser/segment.h"
#include "parser/source.h"
#include "parser/str.h"
#include "parser/validate.h"
#include "parser/value.h"
#include "parser/walker.h"
#include "writer/csv.h"
#include "writer/interchange.h"
#include "writer/json.h"
#include "writer/sink.h"
#include "writer/text.h"
#include "writer/writer.h"

#endif
