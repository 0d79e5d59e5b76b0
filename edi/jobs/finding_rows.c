/* SPDX-License-Identifier: Apache-2.0 */
/* finding_rows - findings as rows of a table, for spreadsheets */
#include "edi/jobs/finding_rows.h"

#include "edi/guides/finding_codes.h"
#include "parser/guide.h"

static const struct edi_column finding_columns[] = {
    { "file", NULL, 0, false },
    { "interchange", NULL, 0, false },
    { "group", NULL, 0, false },
    { "transaction", NULL, 0, false },
    { "segment", NULL, 0, true },
    { "offset", NULL, 0, true },
    { "id", NULL, 0, false },
    { "loop", NULL, 0, false },
    { "element", NULL, 0, true },
    { "component", NULL, 0, true },
    { "repeat", NULL, 0, true },
    { "severity", NULL, 0, false },
    { "snip", NULL, 0, true },
    { "fault", NULL, 0, false },
    { "interchange_code", NULL, 0, false },
    { "group_code", NULL, 0, false },
    { "set_code", NULL, 0, false },
    { "segment_code", NULL, 0, false },
    { "element_code", NULL, 0, false },
    { "text", NULL, 0, false },
};

void edi_finding_rows_init(struct edi_rows *rows, struct x12_sink *sink,
                           struct x12_error *err)
{
    edi_rows_init(rows, EDI_LISTING_CSV, finding_columns,
                  sizeof(finding_columns) / sizeof(*finding_columns), sink,
                  err);
}

void edi_finding_row(struct edi_rows *rows, x12_str file,
                     const struct x12_finding *finding)
{
    const struct x12_fault *fault = finding->fault;
    const struct x12_place *place = &finding->place;
    bool in_loop = finding->row && finding->row->loop &&
                   strcmp(finding->row->loop, "TS") != 0;
    char id[4];

    x12_finding_segment(finding, id);
    edi_rows_text(rows, file);
    edi_rows_text(rows, x12_str_from(finding->interchange));
    edi_rows_text(rows, x12_str_from(finding->group));
    edi_rows_text(rows, x12_str_from(finding->transaction));
    edi_rows_int(rows, place->segment);
    edi_rows_int(rows, (int64_t)place->offset);
    edi_rows_text(rows, x12_str_from(id));
    edi_rows_text(rows, x12_str_from(in_loop ? finding->row->loop : ""));
    edi_rows_int(rows, place->element);
    edi_rows_int(rows, place->component);
    edi_rows_int(rows, place->repeat);
    edi_rows_text(rows, x12_str_from(x12_severity_text(
                            (enum x12_severity)fault->severity)));
    edi_rows_int(rows, fault->snip);
    edi_rows_text(rows, x12_str_from(fault->name));
    edi_rows_text(rows, x12_str_from(x12_finding_ta105(finding)));
    edi_rows_text(rows, x12_str_from(x12_finding_ak905(finding)));
    edi_rows_text(rows, x12_str_from(fault->ik502));
    edi_rows_text(rows, x12_str_from(edi_finding_ik304(finding)));
    edi_rows_text(rows, x12_str_from(edi_finding_ik403(finding)));
    edi_rows_text(rows, x12_str_from(fault->text));
    edi_rows_end(rows);
}
