/* SPDX-License-Identifier: Apache-2.0 */
/* report_claims - every claim and where it stands */
#include "edi/report/report_claims.h"

/* What rests on a CLM02 that cannot be read is not known. */
static const char claims_all[] =
    "SELECT c.number, f.name, i.control, s.control, c.ordinal, c.payer,"
    " coalesce(t.state, 0), iif(d.what GLOB 'CLM02*', NULL, c.charge),"
    " coalesce(t.paid, 0), iif(d.what GLOB 'CLM02*', NULL,"
    " coalesce(t.balance, c.charge)), s.sent, coalesce(t.last, 0),"
    " coalesce(t.payments, 0), i.receiver"
    " FROM claim c JOIN claim_set s ON s.id = c.claim_set"
    " JOIN interchange i ON i.id = s.interchange JOIN file f ON f.id = i.file"
    " LEFT JOIN standing t ON t.claim = c.id"
    " LEFT JOIN claim_doubt d ON d.claim = c.id ORDER BY c.id";

enum {
    CLAIMS_NUMBER,
    CLAIMS_FILE,
    CLAIMS_ISA,
    CLAIMS_SET,
    CLAIMS_CLM,
    CLAIMS_PAYER,
    CLAIMS_STATE,
    CLAIMS_CHARGE,
    CLAIMS_PAID,
    CLAIMS_BALANCE,
    CLAIMS_SENT,
    CLAIMS_LAST,
    CLAIMS_PAYMENTS,
    CLAIMS_RECEIVER,
};

static const struct edi_column claims_columns[] = {
    { "claim", "claim", 20, false },   { "file", NULL, 0, false },
    { "interchange", NULL, 0, false }, { "transaction", NULL, 0, false },
    { "clm", NULL, 0, true },          { "payer", "payer", 10, false },
    { "state", "state", 10, false },   { "charge", "charge", 12, true },
    { "paid", "paid", 12, true },      { "balance", "balance", 12, true },
    { "sent", "sent", 10, false },     { "last", "last word", 10, false },
};

bool edi_state_named(x12_str name, enum edi_state *state)
{
    for (unsigned i = 0; i < EDI_STATES; i++)
        if (x12_str_is(name, edi_state_text((enum edi_state)i))) {
            *state = (enum edi_state)i;
            return true;
        }
    return false;
}

static enum edi_state claims_state(const struct edi_query *q,
                                   const struct edi_claims_wanted *wanted)
{
    const struct edi_waiting claim = {
        .stored = (enum edi_state)edi_db_int(q, CLAIMS_STATE),
        .sent = (x12_date)edi_db_int(q, CLAIMS_SENT),
        .receiver = edi_db_text(q, CLAIMS_RECEIVER),
        .payer = edi_db_text(q, CLAIMS_PAYER),
        .payments = edi_db_int(q, CLAIMS_PAYMENTS),
    };

    return edi_state_today(&claim, wanted->deadlines);
}

static bool claims_is_wanted(const struct edi_query *q,
                             const struct edi_claims_wanted *wanted)
{
    if (wanted->by_state && claims_state(q, wanted) != wanted->state)
        return false;
    if (wanted->older_than &&
        edi_deadlines_age(wanted->deadlines,
                          (x12_date)edi_db_int(q, CLAIMS_SENT)) <=
            wanted->older_than)
        return false;
    return !wanted->payer.len ||
           x12_str_equal(edi_db_text(q, CLAIMS_PAYER), wanted->payer);
}

/* What cannot be read is not shown as 0. */
static void claims_money(struct edi_rows *rows, const struct edi_query *q,
                         int column)
{
    if (edi_db_is_null(q, column))
        edi_rows_text(rows, (x12_str){ NULL, 0 });
    else
        edi_rows_money(rows, edi_db_int(q, column));
}

static void claims_row(struct edi_rows *rows, const struct edi_query *q,
                       const struct edi_claims_wanted *wanted)
{
    edi_rows_text(rows, edi_db_text(q, CLAIMS_NUMBER));
    edi_rows_text(rows, edi_db_text(q, CLAIMS_FILE));
    edi_rows_text(rows, edi_db_text(q, CLAIMS_ISA));
    edi_rows_text(rows, edi_db_text(q, CLAIMS_SET));
    edi_rows_int(rows, edi_db_int(q, CLAIMS_CLM));
    edi_rows_text(rows, edi_db_text(q, CLAIMS_PAYER));
    edi_rows_text(rows, x12_str_from(edi_state_text(claims_state(q, wanted))));
    claims_money(rows, q, CLAIMS_CHARGE);
    edi_rows_money(rows, edi_db_int(q, CLAIMS_PAID));
    claims_money(rows, q, CLAIMS_BALANCE);
    edi_rows_date(rows, (x12_date)edi_db_int(q, CLAIMS_SENT));
    edi_rows_date(rows, (x12_date)edi_db_int(q, CLAIMS_LAST));
    edi_rows_end(rows);
}

enum x12_status edi_report_claims(struct edi_store *store,
                                  const struct edi_claims_wanted *wanted,
                                  enum edi_listing form, struct x12_sink *out)
{
    struct edi_query *q = edi_db_query(&store->db, claims_all);
    enum x12_status status, finished;
    struct edi_rows rows;

    edi_rows_init(&rows, form, claims_columns,
                  sizeof(claims_columns) / sizeof(*claims_columns), out,
                  store->db.err);
    while ((status = edi_db_step(q)) == X12_OK) {
        if (claims_is_wanted(q, wanted))
            claims_row(&rows, q, wanted);
        if (edi_rows_status(&rows) != X12_OK)
            break;
    }
    edi_db_end(q);
    finished = edi_rows_finish(&rows);
    return status < 0 ? status : finished;
}
