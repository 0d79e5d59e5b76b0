/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_balance - each remittance once, and whether its money adds up
 *
 * What was posted to claims and what was not, less the provider adjustments (PLB,
 * each code, its sign as sent), is the payment (BPR02): 005010X221A1 1.10.2. What
 * is left over stands in the last column of money. What cannot be read is not 0:
 * its column is empty, and so is the last one.
 */
#include "edi/report/report_query.h"

static const struct edi_column balance_columns[] = {
    { "day", "day", 10, false },
    { "payer", "payer", 10, false },
    { "payer_name", "name", 24, false },
    { "posted", "posted", 12, true },
    { "not_posted", "not posted", 12, true },
    { "adjustments", "PLB", 12, true },
    { "amount", "payment", 12, true },
    { "difference", "difference", 12, true },
    { "trace", "trace", 0, false },
    { "file", NULL, 0, false },
    { "interchange", NULL, 0, false },
    { "transaction", NULL, 0, false },
};

/* clang-format off */
/* The payments of a remittance that are posted (1), or are not (0). */
#define BALANCE_PAID(posted) \
    " FROM payment p LEFT JOIN match m ON m.payment = p.id" \
    " WHERE p.id >= r.first_payment" \
    " AND p.id < r.first_payment + r.payments" \
    " AND coalesce(m.claim IS NOT NULL AND m.confidence <= 2, 0) = " posted

static const char balance_sql[] =
    "SELECT day, payer, payer_name, posted, other, plb, sent,"
    " sent - (posted + other - plb), trace, name, isa, control FROM"
    " (SELECT r.day, r.payer, r.payer_name, r.trace, r.control, f.name,"
    " i.control AS isa,"
    " (SELECT coalesce(sum(p.paid), 0)" BALANCE_PAID("1") ")"
    " + r.gone_posted AS posted,"
    " (SELECT CASE WHEN max(p.doubt <> '') THEN NULL"
    " ELSE coalesce(sum(p.paid), 0) END" BALANCE_PAID("0") ")"
    " + r.gone_other AS other,"
    " CASE WHEN coalesce(d.adjustment, '') = '' THEN"
    " (SELECT coalesce(sum(a.amount), 0) FROM provider_adjustment a"
    " WHERE a.remittance = r.id) END AS plb,"
    " CASE WHEN coalesce(d.amount, '') = '' THEN r.amount END AS sent"
    " FROM remittance r LEFT JOIN remittance_doubt d ON d.remittance = r.id"
    " JOIN interchange i ON i.id = r.interchange JOIN file f ON f.id = i.file"
    " WHERE NOT r.repeated AND ?1 IN ('', r.payer))"
    " ORDER BY day, isa, control, trace";
/* clang-format on */

static const struct edi_query_report balance = {
    .sql = balance_sql,
    .binds = 1,
    .columns = balance_columns,
    .cells = "dttmmmmmtttt",
    .count = sizeof(balance_columns) / sizeof(*balance_columns),
};

static enum x12_status balance_run(struct edi_store *store,
                                   const struct edi_asked *asked,
                                   enum edi_listing form, struct x12_sink *out)
{
    return edi_report_query(store, &balance, asked, form, out);
}

const struct edi_report edi_report_balance = {
    .name = "balance",
    .summary = "each remittance, and whether its money adds up",
    .run = balance_run,
};
