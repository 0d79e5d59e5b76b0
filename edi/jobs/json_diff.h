/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_diff - where two JSON values differ, by path: "lines[2].charge"
 *
 * Lists have no order: equal entries belong together, then those that bear the
 * same name (an adjustment CO-45, a reference F8, line 2); what is left is in
 * one of them only.
 */
#ifndef EDI_JSON_DIFF_H
#define EDI_JSON_DIFF_H

#include "parser/error.h"
#include "parser/str.h"

#include <jansson.h>

/* An absent value is empty. */
typedef enum x12_status edi_json_diff_fn(void *self, const char *path,
                                         x12_str a, x12_str b);

/* Takes out what says where a thing stands, not what it is. */
void edi_json_strip(json_t *value);

enum x12_status edi_json_diff(const json_t *a, const json_t *b,
                              edi_json_diff_fn *tell, void *self) X12_MUST_USE;

#endif
