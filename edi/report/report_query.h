/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_query - a report that is one query of the store
 *
 *     static const struct edi_query_report unmatched = {
 *         .sql = "SELECT ... WHERE ?1 IN ('', r.payer) ...", .binds = 1,
 *         .columns = columns, .cells = "tdm", .count = 3,
 *     };
 *     status = edi_report_query(store, &unmatched, asked, form, out);
 */
#ifndef EDI_REPORT_QUERY_H
#define EDI_REPORT_QUERY_H

#include "edi/report/report.h"

struct edi_query_report {
    const char *sql; /* ?1 the payer, empty: all; ?2 today; ?3 a batch */
    int binds;       /* how many of these it has */
    const struct edi_column *columns;
    const char *cells; /* a letter each: text, money, date, int, outcome,
                          words of a PLB reason */
    size_t count;
};

/* X12_END when nobody reads `out` any more. */
enum x12_status edi_report_query(struct edi_store *store,
                                 const struct edi_query_report *report,
                                 const struct edi_asked *asked,
                                 enum edi_listing form,
                                 struct x12_sink *out) X12_MUST_USE;

/* A day as a number that can be subtracted; of none NULL. */
#define EDI_SQL_DAYS(x)                                                   \
    "CAST(julianday(format('%04d-%02d-%02d'," x "/10000," x "/100%100," x \
    "%100)) AS INTEGER)"

#endif
