/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_rows - findings as rows of a table, for spreadsheets
 *
 *     edi_finding_rows_init(&rows, sink, err);
 *     edi_finding_row(&rows, file, finding);
 *     status = edi_rows_finish(&rows);
 */
#ifndef EDI_FINDING_ROWS_H
#define EDI_FINDING_ROWS_H

#include "edi/report/rows.h"
#include "parser/finding.h"

/* As CSV; the columns are named as the keys of edi_finding_json are. */
void edi_finding_rows_init(struct edi_rows *rows, struct x12_sink *sink,
                           struct x12_error *err);

/* `file` as the user named it. */
void edi_finding_row(struct edi_rows *rows, x12_str file,
                     const struct x12_finding *finding);

#endif
