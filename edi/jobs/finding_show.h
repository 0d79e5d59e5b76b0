/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_show - a finding for people and for programs
 */
#ifndef EDI_FINDING_SHOW_H
#define EDI_FINDING_SHOW_H

#include "parser/finding.h"
#include "writer/json.h"
#include "writer/text.h"

/* "error: 2300 CLM02 (Total charge): CLM02 is not the sum of the line charges:
 * 125.00, not 130.00 [CLM02_NOT_SUM_OF_LINES]", without a line's end. */
void edi_finding_text(struct x12_text *t, const struct x12_finding *finding);

/* One object; `file` as the user named it. */
void edi_finding_json(struct x12_json *j, x12_str file,
                      const struct x12_finding *finding);

#endif
