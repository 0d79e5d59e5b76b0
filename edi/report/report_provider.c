/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_provider - what payers gave to and took from providers by PLB
 *
 * By payer, provider and reason; amounts are as sent, so a negative one raised a
 * payment. A remittance that came again counts once. References of the kinds that
 * are opened and closed (WO, FB, 72) are in the ledger of takebacks.
 */
#include "edi/report/report_query.h"

static const struct edi_column provider_columns[] = {
    { "payer", "payer", 10, false },
    { "payer_name", "name", 24, false },
    { "provider", "provider", 10, false },
    { "code", "reason", 6, false },
    { "meaning", "what it is", 34, false },
    { "times", "times", 5, true },
    { "raised", "raised", 12, true },
    { "lowered", "lowered", 12, true },
    { "net", "net", 12, true },
    { "first", "first", 10, false },
    { "last", "last", 0, false },
};

static const char provider_sql[] =
    "SELECT r.payer, max(r.payer_name), a.provider, a.code, a.code, count(*),"
    " -sum(min(a.amount, 0)), sum(max(a.amount, 0)), sum(a.amount),"
    " min(r.day), max(r.day) FROM provider_adjustment a"
    " JOIN remittance r ON r.id = a.remittance"
    " WHERE NOT r.repeated AND ?1 IN ('', r.payer)"
    " GROUP BY r.payer, a.provider, a.code ORDER BY r.payer, a.provider, "
    "a.code";

static const struct edi_query_report provider = {
    .sql = provider_sql,
    .binds = 1,
    .columns = provider_columns,
    .cells = "ttttpimmmdd",
    .count = sizeof(provider_columns) / sizeof(*provider_columns),
};

static enum x12_status provider_run(struct edi_store *store,
                                    const struct edi_asked *asked,
                                    enum edi_listing form, struct x12_sink *out)
{
    return edi_report_query(store, &provider, asked, form, out);
}

const struct edi_report edi_report_provider = {
    .name = "provider",
    .summary = "what payers gave to and took from providers (PLB)",
    .run = provider_run,
};
