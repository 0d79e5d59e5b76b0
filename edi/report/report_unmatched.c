/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_unmatched - money without a claim
 *
 * A row is a claim payment that is not posted: no claim of ours fits it, or
 * several do, or a person must confirm the one that probably does.
 */
#include "edi/report/report_query.h"

static const struct edi_column unmatched_columns[] = {
    { "day", "day", 10, false },
    { "payer", "payer", 10, false },
    { "payer_name", "name", 24, false },
    { "claim", "claim as printed", 20, false },
    { "control", "payer's number", 18, false },
    { "status", "status", 6, false },
    { "charge", "charge", 12, true },
    { "paid", "paid", 12, true },
    { "confidence", "match", 9, false },
    { "trace", "trace", 0, false },
    { "file", NULL, 0, false },
    { "interchange", NULL, 0, false },
    { "transaction", NULL, 0, false },
    { "clp", NULL, 0, true },
};

static const char unmatched_sql[] =
    "SELECT r.day, r.payer, r.payer_name, p.number, p.control, p.status,"
    " p.charge, p.paid, CASE m.confidence WHEN 3 THEN 'probable'"
    " WHEN 4 THEN 'ambiguous' ELSE 'none' END, r.trace, f.name, i.control,"
    " r.control, p.ordinal FROM match m JOIN payment p ON p.id = m.payment"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " WHERE m.confidence > 2 AND p.paid <> 0 AND NOT r.repeated"
    " AND ?1 IN ('', r.payer)"
    " ORDER BY r.day, i.control, r.control, p.ordinal";

static const struct edi_query_report unmatched = {
    .sql = unmatched_sql,
    .binds = 1,
    .columns = unmatched_columns,
    .cells = "dtttttmmttttti",
    .count = sizeof(unmatched_columns) / sizeof(*unmatched_columns),
};

static enum x12_status unmatched_run(struct edi_store *store,
                                     const struct edi_asked *asked,
                                     enum edi_listing form,
                                     struct x12_sink *out)
{
    return edi_report_query(store, &unmatched, asked, form, out);
}

const struct edi_report edi_report_unmatched = {
    .name = "unmatched",
    .summary = "money without a claim",
    .run = unmatched_run,
};
