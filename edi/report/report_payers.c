/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_payers - how each payer answers
 *
 * Posted claim payments: how many print a claim number that is not the one sent,
 * how many lines come back with their number (REF*6R), the median of days from
 * sending a claim to the first word on it, and the denial reasons that the payer
 * has used only in the last 90 days.
 */
#include "edi/report/answers_private.h"
#include "edi/report/report_query.h"

static const struct edi_column payers_columns[] = {
    { "payer", "payer", 10, false },
    { "payer_name", "name", 24, false },
    { "payments", "payments", 8, true },
    { "paid", "paid", 12, true },
    { "denied", "denied", 6, true },
    { "altered", "altered", 7, true },
    { "lines", "lines", 6, true },
    { "lines_named", "named", 6, true },
    { "median_days", "days", 5, true },
    { "new_reasons", "new reasons", 0, false },
};

static const char payers_sql[] =
    "WITH posted AS (SELECT r.payer, r.payer_name, r.day, p.paid, m.at_stake,"
    " m.claim, p.key <> c.key AS altered, a.reason, a.services, a.named, s.sent"
    " FROM temp.answer a JOIN match m ON m.payment = a.payment"
    " JOIN payment p ON p.id = a.payment"
    " JOIN remittance r ON r.id = p.remittance JOIN claim c ON c.id = m.claim"
    " JOIN claim_set s ON s.id = c.claim_set WHERE ?1 IN ('', r.payer)),"
    /* the first answer to each claim, in the order of days */
    " waited AS (SELECT payer, days, row_number() OVER (PARTITION BY payer"
    " ORDER BY days) AS n, count(*) OVER (PARTITION BY payer) AS k FROM"
    " (SELECT payer, " EDI_SQL_DAYS("min(day)") " - " EDI_SQL_DAYS(
        "min(sent)") " AS days FROM posted GROUP BY payer, claim)),"
                     " fresh AS (SELECT payer, group_concat(reason, ' ') AS "
                     "reasons FROM"
                     " (SELECT payer, reason FROM posted WHERE at_stake > 0 "
                     "AND reason <> ''"
                     " GROUP BY payer, reason HAVING " EDI_SQL_DAYS(
                         "?2") " - " EDI_SQL_DAYS("min(day)") " <= 90 ORDER BY "
                                                              "payer, reason) "
                                                              "GROUP BY payer)"
                                                              " SELECT "
                                                              "o.payer, "
                                                              "max(o.payer_"
                                                              "name), "
                                                              "count(*), "
                                                              "sum(o.paid),"
                                                              " sum(o.at_stake "
                                                              "> 0), "
                                                              "sum(o.altered), "
                                                              "sum(o.services),"
                                                              " sum(o.named),"
                                                              " (SELECT days "
                                                              "FROM waited w "
                                                              "WHERE w.payer = "
                                                              "o.payer AND n = "
                                                              "(k + 1) / 2),"
                                                              " coalesce(("
                                                              "SELECT reasons "
                                                              "FROM fresh f "
                                                              "WHERE f.payer = "
                                                              "o.payer), '')"
                                                              " FROM posted o "
                                                              "GROUP BY "
                                                              "o.payer ORDER "
                                                              "BY 4 DESC, "
                                                              "o.payer";

static const struct edi_query_report payers = {
    .sql = payers_sql,
    .binds = 2,
    .columns = payers_columns,
    .cells = "ttimiiiiit",
    .count = sizeof(payers_columns) / sizeof(*payers_columns),
};

static enum x12_status payers_run(struct edi_store *store,
                                  const struct edi_asked *asked,
                                  enum edi_listing form, struct x12_sink *out)
{
    enum x12_status status = edi_answers_lay_out(store);

    if (status != X12_OK)
        return status;
    return edi_report_query(store, &payers, asked, form, out);
}

const struct edi_report edi_report_payers = {
    .name = "payers",
    .summary = "how each payer answers",
    .run = payers_run,
};
