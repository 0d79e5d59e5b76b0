/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_aging - what payers still owe, by how long ago it was billed
 *
 * Owed is the balance of a claim: its charge less what was answered, plus what is
 * at stake. A claim that took the place of another counts alone; so does one that
 * was rejected and sent again. What was paid too much is told beside it.
 */
#include "edi/report/report_query.h"

static const struct edi_column aging_columns[] = {
    { "payer", "payer", 10, false },
    { "payer_name", "name", 24, false },
    { "claims", "claims", 6, true },
    { "days_0_30", "0-30", 12, true },
    { "days_31_60", "31-60", 12, true },
    { "days_61_90", "61-90", 12, true },
    { "days_91_120", "91-120", 12, true },
    { "days_over_120", "120+", 12, true },
    { "total", "total", 12, true },
    { "credit", "credit", 12, true },
};

#define AGING_AGE "(" EDI_SQL_DAYS("?2") " - " EDI_SQL_DAYS("s.sent") ")"

#define AGING_OWED(condition) \
    " sum(CASE WHEN " condition " THEN max(balance, 0) ELSE 0 END),"

static const char
    aging_sql[] =
        "SELECT payer, max(payer_name), count(*)," AGING_OWED("age <= 30")
            AGING_OWED("age BETWEEN 31 AND 60")
                AGING_OWED("age BETWEEN 61 AND 90")
                    AGING_OWED("age BETWEEN 91 AND 120")
                        AGING_OWED("age > 120") " sum(max(balance, 0)), "
                                                "sum(min(balance, 0)) FROM"
                                                " (SELECT c.payer, "
                                                "c.payer_name, "
                                                "coalesce(t.balance, c.charge) "
                                                "AS balance,"
                                                " coalesce(" AGING_AGE
                                                ", 0) AS age FROM claim c"
                                                " JOIN claim_set s ON s.id = "
                                                "c.claim_set"
                                                " LEFT JOIN standing t ON "
                                                "t.claim = c.id"
                                                " WHERE ?1 IN ('', c.payer) "
                                                "AND c.frequency <> '8'"
                                                " AND coalesce(t.state, 0) NOT "
                                                "IN (8, 9)" /* superseded, voided */
                                                " AND NOT (t.state IS 3 AND "
                                                "EXISTS" /* rejected, and sent again */
                                                " (SELECT 1 FROM link l JOIN "
                                                "claim n ON n.id = l.id JOIN "
                                                "claim_set m ON m.id = "
                                                "n.claim_set"
                                                " WHERE l.number = 'N' || "
                                                "c.bare AND l.kind = 0 AND "
                                                "n.npi = c.npi"
                                                " AND n.from_day = c.from_day "
                                                "AND n.to_day = c.to_day"
                                                " AND m.sent >= s.sent AND "
                                                "n.id <> c.id AND m.id <> "
                                                "s.id)))"
                                                " WHERE balance <> 0 GROUP BY "
                                                "payer ORDER BY 9 DESC, payer";

static const struct edi_query_report aging = {
    .sql = aging_sql,
    .binds = 2,
    .columns = aging_columns,
    .cells = "ttimmmmmmm",
    .count = sizeof(aging_columns) / sizeof(*aging_columns),
};

static enum x12_status aging_run(struct edi_store *store,
                                 const struct edi_asked *asked,
                                 enum edi_listing form, struct x12_sink *out)
{
    return edi_report_query(store, &aging, asked, form, out);
}

const struct edi_report edi_report_aging = {
    .name = "aging",
    .summary = "what payers still owe, by how long ago it was billed",
    .run = aging_run,
};
