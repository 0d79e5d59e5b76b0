/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http_list - a listing that an HTTPS partner gives: lines, or JSON
 *
 * Lines are names, with a tab and the size behind where it is said. JSON is an
 * array of names or of objects, at the place that the profile names.
 */
#ifndef EDI_HTTP_LIST_H
#define EDI_HTTP_LIST_H

#include "edi/net/http.h"

enum { EDI_HTTP_LIST_MOST = 4 << 20 };

/* Of what stands in the hold. X12_ESYNTAX: it is no such listing. */
enum x12_status edi_http_list(const struct edi_partner *partner,
                              struct edi_hold *answer, struct edi_remotes *all,
                              struct x12_error *err) X12_MUST_USE;

/* All of a hold into the arena; empty when it is too long. */
x12_str edi_http_text(struct edi_hold *answer, struct x12_arena *arena);

#endif
