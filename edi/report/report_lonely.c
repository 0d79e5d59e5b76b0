/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_lonely - remittances without their money, and money without its 835
 *
 * Both are laid together by their trace (TRN02) and the amount under it; what the
 * bank passed on without a trace is nobody's.
 */
#include "edi/report/report_query.h"

static const struct edi_column lonely_columns[] = {
    { "what", "what", 14, false },       { "day", "day", 10, false },
    { "days", "days", 5, true },         { "payer", "payer", 10, false },
    { "payer_name", "name", 24, false }, { "remitted", "remitted", 12, true },
    { "banked", "banked", 12, true },    { "trace", "trace", 0, false },
    { "file", NULL, 0, false },
};

/* clang-format off */
#define LONELY_KEY(x) "ltrim(upper(" x "), '0')"

/* An amount that cannot be read is not 0: it is told, and stays empty. */
static const char lonely_sql[] =
    "WITH remitted AS (SELECT " LONELY_KEY("r.trace") " AS k,"
    " min(r.day) AS day, max(r.payer) AS payer,"
    " max(r.payer_name) AS payer_name,"
    " CASE WHEN max(coalesce(d.amount, '')) = '' THEN"
    " sum(CASE r.credit_debit WHEN 'D' THEN -r.amount ELSE r.amount END) END"
    " AS amount, max(r.trace) AS trace, min(f.name) AS name FROM remittance r"
    " LEFT JOIN remittance_doubt d ON d.remittance = r.id"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " WHERE NOT r.repeated"
    " AND (r.amount <> 0 OR coalesce(d.amount, '') <> '')"
    " AND ?1 IN ('', r.payer) GROUP BY 1),"
    " banked AS (SELECT " LONELY_KEY("d.trace") " AS k, min(d.day) AS day,"
    " sum(d.amount) AS amount, max(d.trace) AS trace, min(b.name) AS name"
    " FROM deposit d JOIN bank_file b ON b.id = d.bank_file"
    " GROUP BY CASE d.trace WHEN '' THEN 'deposit ' || d.id"
    " ELSE " LONELY_KEY("d.trace") " END)"
    " SELECT what, day, " EDI_SQL_DAYS("?2") " - " EDI_SQL_DAYS("day") ","
    " payer, payer_name, remitted, banked, trace, name FROM ("
    "SELECT 'no money' AS what, r.day, r.payer, r.payer_name,"
    " r.amount AS remitted, NULL AS banked, r.trace, r.name FROM remitted r"
    " WHERE r.k NOT IN (SELECT k FROM banked)"
    " UNION ALL "
    "SELECT 'other amount', b.day, r.payer, r.payer_name, r.amount, b.amount,"
    " r.trace, r.name FROM remitted r JOIN banked b ON b.k = r.k"
    " WHERE r.k <> '' AND b.amount IS NOT r.amount"
    " UNION ALL "
    "SELECT CASE b.k WHEN '' THEN 'no trace' ELSE 'no remittance' END,"
    " b.day, '', '', NULL, b.amount, b.trace, b.name FROM banked b"
    " WHERE ?1 = '' AND b.amount <> 0 AND (b.k = ''"
    " OR b.k NOT IN (SELECT k FROM remitted)))"
    " ORDER BY what, day, trace";
/* clang-format on */

static const struct edi_query_report lonely = {
    .sql = lonely_sql,
    .binds = 2,
    .columns = lonely_columns,
    .cells = "tdittmmtt",
    .count = sizeof(lonely_columns) / sizeof(*lonely_columns),
};

static enum x12_status lonely_run(struct edi_store *store,
                                  const struct edi_asked *asked,
                                  enum edi_listing form, struct x12_sink *out)
{
    return edi_report_query(store, &lonely, asked, form, out);
}

const struct edi_report edi_report_lonely = {
    .name = "lonely",
    .summary = "remittances without their money, and the reverse",
    .run = lonely_run,
};
