/* SPDX-License-Identifier: Apache-2.0 */
/* report_query - a report that is one query of the store */
#include "edi/report/report_query.h"

#include "edi/guides/codes.h"

static void query_row(struct edi_rows *rows, const struct edi_query *q,
                      const struct edi_query_report *report)
{
    for (int i = 0; i < (int)report->count; i++)
        switch (report->cells[i]) {
        case 'm':
            if (edi_db_is_null(q, i))
                edi_rows_text(rows, (x12_str){ NULL, 0 });
            else
                edi_rows_money(rows, edi_db_int(q, i));
            break;
        case 'o':
            edi_rows_text(rows, x12_str_from(edi_outcome_text(
                                    (enum edi_outcome)edi_db_int(q, i))));
            break;
        case 'p':
            edi_rows_text(rows,
                          edi_code_text(NULL, EDI_LIST_PLB, edi_db_text(q, i)));
            break;
        case 'd':
            edi_rows_date(rows, (x12_date)edi_db_int(q, i));
            break;
        case 'i':
            edi_rows_int(rows, edi_db_int(q, i));
            break;
        default:
            edi_rows_text(rows, edi_db_text(q, i));
        }
    edi_rows_end(rows);
}

enum x12_status edi_report_query(struct edi_store *store,
                                 const struct edi_query_report *report,
                                 const struct edi_asked *asked,
                                 enum edi_listing form, struct x12_sink *out)
{
    struct edi_query *q = edi_db_query(&store->db, report->sql);
    enum x12_status status, finished;
    struct edi_rows rows;

    if (report->binds > 0)
        edi_db_bind_text(q, 1, asked->payer);
    if (report->binds > 1)
        edi_db_bind_int(q, 2, asked->deadlines->today);
    if (report->binds > 2)
        edi_db_bind_int(q, 3, asked->batch);
    edi_rows_init(&rows, form, report->columns, report->count, out,
                  store->db.err);
    while ((status = edi_db_step(q)) == X12_OK) {
        query_row(&rows, q, report);
        if (edi_rows_status(&rows) != X12_OK)
            break;
    }
    edi_db_end(q);
    finished = edi_rows_finish(&rows);
    return status < 0 ? status : finished;
}
