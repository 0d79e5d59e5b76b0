/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guides - find a guide by its reference
 */
#ifndef EDI_GUIDES_H
#define EDI_GUIDES_H

#include "parser/cursor.h"
#include "parser/guide.h"

#ifdef __cplusplus
extern "C" {
#endif

/* For x12_cursor_init. Errata of one guide (005010X222, X222A1, X222A2) share
 * its table; X291/X292 predetermination and X298/X299/X300 post-adjudicated
 * claims are read by the P, I and D tables with `*sibling` set. NULL: none. */
X12_API x12_guide_find_fn edi_guide_find;

/* Every guide there is; NULL behind the last. */
X12_API const struct x12_guide *edi_guide_at(size_t index);

/* What the standard says of data elements; all guides share it. */
X12_API const struct x12_dictionary *edi_guide_dictionary(void);

/* By short name: "837P" "837I" "837D" "835" "999" "277CA"; NULL: none. */
X12_API const struct x12_guide *edi_guide_named(x12_str name);

#ifdef __cplusplus
}
#endif
#endif
