/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_denials - what was denied, by payer, provider and reason, month by month
 *
 * Each remittance that denies counts, what was paid later as well; "open" is what
 * still is at stake. A payment counts under the reason of its largest denied sum.
 */
#include "edi/report/answers_private.h"
#include "edi/report/report_query.h"

static const struct edi_column denials_columns[] = {
    { "payer", "payer", 10, false },
    { "payer_name", "name", 24, false },
    { "provider", "provider", 10, false },
    { "reason", "reason", 7, false },
    { "payments", "times", 5, true },
    { "denied", "denied", 12, true },
    { "open", "open", 12, true },
    { "this_month", "this month", 12, true },
    { "last_month", "last month", 12, true },
    { "month_before", "before it", 12, true },
    { "earlier", "earlier", 12, true },
    { "first", "first", 10, false },
    { "last", "last", 10, false },
};

/* Months since the year 0. */
#define DENIALS_MONTH(x) "(" x "/10000*12 + " x "/100%100)"
#define DENIALS_OF(condition)                                          \
    " sum(CASE WHEN " DENIALS_MONTH("?2") " - " DENIALS_MONTH("r.day") \
        condition " THEN m.at_stake ELSE 0 END),"

static const char denials_sql[] =
    "SELECT r.payer, max(r.payer_name), coalesce(nullif(c.npi, ''), r.npi),"
    " d.reason, count(*), sum(m.at_stake),"
    " sum(CASE WHEN m.live THEN coalesce(d.left, m.at_stake) ELSE 0 END)," DENIALS_OF("<= 0")
        DENIALS_OF("= 1") DENIALS_OF("= 2") DENIALS_OF(
            "> 2") " min(r.day), max(r.day) FROM temp.answer d"
                   " JOIN match m ON m.payment = d.payment JOIN claim c ON "
                   "c.id = m.claim"
                   " JOIN payment p ON p.id = m.payment JOIN remittance r"
                   " ON r.id = p.remittance WHERE m.at_stake > 0 AND ?1 IN "
                   "('', r.payer)"
                   " GROUP BY 1, 3, 4 ORDER BY 6 DESC, 1, 3, 4";

static const struct edi_query_report denials = {
    .sql = denials_sql,
    .binds = 2,
    .columns = denials_columns,
    .cells = "ttttimmmmmmdd",
    .count = sizeof(denials_columns) / sizeof(*denials_columns),
};

static enum x12_status denials_run(struct edi_store *store,
                                   const struct edi_asked *asked,
                                   enum edi_listing form, struct x12_sink *out)
{
    enum x12_status status = edi_answers_lay_out(store);

    if (status != X12_OK)
        return status;
    return edi_report_query(store, &denials, asked, form, out);
}

const struct edi_report edi_report_denials = {
    .name = "denials",
    .summary = "what was denied, by payer, provider and reason",
    .run = denials_run,
};
