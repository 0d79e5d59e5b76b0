/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_underpaid - posted lines for which less was allowed than was agreed
 *
 * Allowed is what was paid, what the patient owes (PR), and what others paid before
 * (OA-23). Agreed is the fee times the units, but no more than was charged. Lines
 * that were denied are no underpayment: they stand in the worklist. Without a
 * schedule the fee is what the payer has allowed most often for a unit of the same
 * code with the same modifiers, where it has done so several times.
 */
#include "edi/report/report_query.h"
#include "edi/store/store_matches.h"
#include "edi/store/store_payments.h"

static const struct edi_column underpaid_columns[] = {
    { "day", "day", 10, false },      { "payer", "payer", 10, false },
    { "claim", "claim", 20, false },  { "line", "line", 4, true },
    { "code", "code", 8, false },     { "modifiers", "mod", 4, false },
    { "charge", "charge", 12, true }, { "fee", "fee", 12, true },
    { "agreed", "agreed", 12, true }, { "allowed", "allowed", 12, true },
    { "short", "short", 12, true },   { "trace", "trace", 20, false },
    { "evidence", "agreed by", 44, false },
    { "came_as", NULL, 0, false },    { "svc", NULL, 0, true },
};

static const char underpaid_begin[] =
    "DROP TABLE IF EXISTS temp.line;"
    "CREATE TEMP TABLE line (payment INTEGER, svc INTEGER, number INTEGER,"
    " code TEXT, modifiers TEXT, units INTEGER, per INTEGER, charge INTEGER,"
    " allowed INTEGER)";

/* With more digits the product would not fit 64 bits. */
#define UNDERPAID_UNITS 1000000000

static bool underpaid_is_allowed(const struct edi_reason *reason)
{
    return x12_str_is(reason->group, "PR") ||
           (x12_str_is(reason->group, "OA") && x12_str_is(reason->code, "23"));
}

static bool underpaid_is_paid(enum edi_outcome outcome)
{
    return outcome == EDI_PAID || outcome == EDI_PATIENT_RESP ||
           outcome == EDI_CORRECTED;
}

static enum x12_status underpaid_line(struct edi_db *db, int64_t payment,
                                      size_t svc,
                                      const struct edi_match_line_row *row,
                                      const struct edi_match_service *s)
{
    static const char PUT[] = "INSERT INTO temp.line VALUES (?1, ?2, ?3, ?4,"
                              " ?5, ?6, ?7, ?8, ?9)";
    struct edi_query *q = edi_db_query(db, PUT);
    x12_money allowed = s->paid;
    int64_t per = 1;

    for (size_t i = 0; i < s->reason_count; i++)
        if (underpaid_is_allowed(&s->reasons[i]))
            allowed += s->reasons[i].amount;
    for (unsigned i = 0; i < s->units.scale; i++)
        per *= 10;
    edi_db_bind_int(q, 1, payment);
    edi_db_bind_int(q, 2, (int64_t)svc);
    edi_db_bind_int(q, 3, row->number);
    edi_db_bind_text(q, 4, s->code);
    edi_db_bind_text(q, 5, s->modifiers);
    edi_db_bind_int(q, 6, s->units.value);
    edi_db_bind_int(q, 7, per);
    edi_db_bind_int(q, 8, s->charge);
    edi_db_bind_int(q, 9, allowed);
    return edi_db_run(q);
}

static enum x12_status underpaid_payment(struct edi_store *store,
                                         const struct edi_query *q,
                                         struct x12_arena *arena)
{
    struct edi_match_payment *p = NULL;
    struct edi_match_details details;
    size_t count = 0;
    enum x12_status status = edi_match_details_read(q->db, edi_db_blob(q, 1),
                                                    &details);

    if (status == X12_OK)
        status = edi_store_payments_find(store, EDI_PAYMENTS_BY_ID,
                                         edi_db_int(q, 0), X12_STR(""), arena,
                                         &p, &count, 1);
    for (size_t i = 0; status == X12_OK && count == 1 && i < p->service_count &&
                       i < details.line_count;
         i++) {
        const struct edi_match_line_row row = edi_match_details_line(&details);

        if (underpaid_is_paid(row.outcome) && p->services[i].units.value > 0 &&
            p->services[i].units.value < UNDERPAID_UNITS)
            status = underpaid_line(q->db, p->id, i + 1, &row, &p->services[i]);
    }
    x12_arena_reset(arena);
    return status;
}

static enum x12_status underpaid_lay_out(struct edi_store *store)
{
    static const char POSTED[] =
        "SELECT payment, details FROM match WHERE claim IS NOT NULL"
        " AND confidence <= 2 AND live AND NOT repeated";
    enum x12_status status = edi_db_script(&store->db, underpaid_begin);
    struct x12_arena arena = { 0 };
    struct edi_query *q;

    if (status != X12_OK)
        return status;
    q = edi_db_query(&store->db, POSTED);
    while ((status = edi_db_step(q)) == X12_OK)
        if ((status = underpaid_payment(store, q, &arena)) != X12_OK)
            break;
    edi_db_end(q);
    x12_arena_release(&arena);
    return status == X12_END ? X12_OK : status;
}

/* What a payer allowed for a unit, how often, and the amount that it allowed most
 * often; of two as often the lower one. Fractions of a cent are left off, so that
 * rounding makes no row. */
static const char underpaid_usual[] =
    "DROP TABLE IF EXISTS temp.fee;"
    "CREATE TEMP TABLE fee (payer TEXT, code TEXT, modifiers TEXT,"
    " amount INTEGER, evidence TEXT);"
    "INSERT INTO temp.fee WITH unit AS (SELECT r.payer, l.code, l.modifiers,"
    " l.allowed * l.per / l.units AS amount, count(*) AS n, min(r.day) AS since"
    " FROM temp.line l JOIN payment p ON p.id = l.payment"
    " JOIN remittance r ON r.id = p.remittance WHERE l.allowed > 0"
    " AND l.code <> '' GROUP BY 1, 2, 3, 4),"
    " best AS (SELECT *, sum(n) OVER w AS k, row_number() OVER (PARTITION BY"
    " payer, code, modifiers ORDER BY n DESC, amount) AS place FROM unit"
    " WINDOW w AS (PARTITION BY payer, code, modifiers))"
    " SELECT payer, code, modifiers, amount, 'usual: allowed in ' || n || ' of '"
    " || k || ' lines since ' || format('%04d-%02d-%02d', since/10000,"
    " since/100%100, since%100) FROM best WHERE place = 1 AND n >= 3;"
    "CREATE INDEX temp.fee_code ON fee (code)";

/* The row of the payer and the modifiers comes before one that fits all. */
static const char underpaid_sql[] =
    "SELECT r.day, r.payer, c.number, l.number, l.code, l.modifiers, l.charge,"
    " f.amount, min(f.amount * l.units / l.per, l.charge) AS agreed, l.allowed,"
    " min(f.amount * l.units / l.per, l.charge) - l.allowed, r.trace,"
    " f.evidence, i.control || '/' || r.control || '/' || p.ordinal, l.svc"
    " FROM temp.line l JOIN payment p ON p.id = l.payment"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange"
    " JOIN match m ON m.payment = p.id JOIN claim c ON c.id = m.claim"
    " JOIN temp.fee f ON f.rowid = (SELECT g.rowid FROM temp.fee g"
    " WHERE g.code = l.code AND g.payer IN ('', r.payer)"
    " AND g.modifiers IN ('', l.modifiers)"
    " ORDER BY g.payer DESC, g.modifiers DESC, g.rowid LIMIT 1)"
    " WHERE ?1 IN ('', r.payer) AND agreed > l.allowed"
    " ORDER BY 11 DESC, r.day, i.control, r.control, p.ordinal, l.svc";

static const struct edi_query_report underpaid = {
    .sql = underpaid_sql,
    .binds = 1,
    .columns = underpaid_columns,
    .cells = "dttittmmmmmttti",
    .count = sizeof(underpaid_columns) / sizeof(*underpaid_columns),
};

static enum x12_status underpaid_run(struct edi_store *store,
                                     const struct edi_asked *asked,
                                     enum edi_listing form,
                                     struct x12_sink *out)
{
    enum x12_status status = underpaid_lay_out(store);

    if (status == X12_OK && !asked->fees)
        status = edi_db_script(&store->db, underpaid_usual);
    return status == X12_OK
               ? edi_report_query(store, &underpaid, asked, form, out)
               : status;
}

const struct edi_report edi_report_underpaid = {
    .name = "underpaid",
    .summary = "posted lines for which less was allowed than was agreed",
    .run = underpaid_run,
};
