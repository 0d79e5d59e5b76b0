/* SPDX-License-Identifier: Apache-2.0 */
/* report_explain - why a claim stands where it does */
#include "edi/match/key.h"
#include "edi/report/ack_show.h"
#include "edi/report/explain_private.h"
#include "edi/store/store_payments.h"

enum { EXPLAIN_ROWS = 1000 }; /* claims, and payments, of one number */

/* Those of a list of payments that another query gives by id. */
static enum x12_status explain_laid(struct edi_explain *e, int64_t claim)
{
    static const char LAID[] =
        "SELECT m.payment FROM match m JOIN payment p ON p.id = m.payment"
        " JOIN remittance r ON r.id = p.remittance"
        " JOIN interchange i ON i.id = r.interchange WHERE m.claim = ?1"
        " ORDER BY r.day, i.day, i.control, r.control, p.ordinal, p.id";
    struct edi_query *q = edi_db_query(&e->store->db, LAID);
    enum x12_status status;

    edi_db_bind_int(q, 1, claim);
    while ((status = edi_db_step(q)) == X12_OK) {
        struct edi_match_payment *payments = NULL;
        size_t count = 0;

        status = edi_store_payments_find(e->store, EDI_PAYMENTS_BY_ID,
                                         edi_db_int(q, 0), (x12_str){ NULL, 0 },
                                         &e->arena, &payments, &count, 1);
        for (size_t i = 0; status == X12_OK && i < count; i++)
            status = edi_explain_payment(e, &payments[i]);
        if (status != X12_OK)
            break;
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* What follows from all that was said of a claim. */
static enum x12_status explain_sum(struct edi_explain *e, int64_t claim)
{
    enum x12_status status;

    edi_explain_net(e);
    status = edi_explain_unanswered(e, claim);
    if (status == X12_OK)
        status = edi_explain_ledger(e, claim);
    if (status == X12_OK && e->late)
        status = edi_explain_proof(e, claim);
    e->words = NULL;
    e->word_count = e->word_payments = 0;
    e->changed = e->late = false;
    return status;
}

/* --- acknowledgements ---------------------------------------------------------- */

/* What names the claim, and what answers its set, its provider's claims, its
 * group or its interchange. */
static const char explain_acks_query[] =
    "SELECT a.day, a.kind, a.verdict, a.code, a.details, a.payer_control,"
    " f.name, i.control, a.control, a.ordinal, a.start, a.finish FROM claim c"
    " JOIN claim_set s ON s.id = c.claim_set JOIN acked w ON w.claim = c.id"
    " OR (w.interchange = s.interchange AND (w.claim_set IS NULL"
    " OR w.claim_set = s.id)) JOIN ack a ON a.id = w.ack"
    " AND (a.kind <> 3 OR a.names = s.group_control)"
    " AND (a.kind <> 5 OR a.npi = c.npi)"
    " JOIN interchange i ON i.id = a.interchange JOIN file f ON f.id = i.file"
    " WHERE c.id = ?1 ORDER BY a.day, a.kind > 1, a.kind > 3, i.control,"
    " a.control, a.ordinal, a.id";

enum {
    ACK_DAY,
    ACK_KIND,
    ACK_VERDICT,
    ACK_CODE,
    ACK_DETAILS,
    ACK_CONTROL,
    ACK_SOURCE,
};

static void explain_ack_head(struct x12_text *t, const struct edi_query *q,
                             const struct edi_ack_shown *shown)
{
    x12_text_put(t, "  ");
    x12_text_date(t, (x12_date)edi_db_int(q, ACK_DAY));
    x12_text_put(t, "  ");
    x12_text_put(t, edi_ack_file_text(shown->kind));
    x12_text_put(t, ", ");
    x12_text_put(t, edi_ack_kind_text(shown->kind));
    x12_text_put(t, ": ");
    x12_text_put(t, edi_verdict_text(shown->verdict));
    x12_text_line(t);
}

static enum x12_status explain_ack(struct x12_text *t,
                                   const struct edi_query *q, x12_str number)
{
    const struct edi_ack_shown shown = {
        .kind = (enum edi_ack_kind)edi_db_int(q, ACK_KIND),
        .verdict = (enum edi_verdict)edi_db_int(q, ACK_VERDICT),
        .code = edi_db_text(q, ACK_CODE),
        .details = edi_db_blob(q, ACK_DETAILS),
        .claim = number,
    };
    struct edi_words why;
    enum x12_status status = edi_ack_why(q->db, &shown, &why);

    if (status != X12_OK)
        return status;
    explain_ack_head(t, q, &shown);
    edi_explain_source(t, q, ACK_SOURCE, "item");
    if (why.len) {
        edi_explain_label(t, "says");
        x12_text_data(t, x12_str_from(why.text));
        x12_text_line(t);
    }
    if (edi_db_text(q, ACK_CONTROL).len) {
        edi_explain_label(t, "payer's no.");
        x12_text_data(t, edi_db_text(q, ACK_CONTROL));
        x12_text_line(t);
    }
    return X12_OK;
}

static enum x12_status explain_acks(struct edi_explain *e, int64_t claim,
                                    x12_str number)
{
    struct edi_query *q = edi_db_query(&e->store->db, explain_acks_query);
    enum x12_status status;

    edi_db_bind_int(q, 1, claim);
    while ((status = edi_db_step(q)) == X12_OK) {
        status = explain_ack(&e->text, q, number);
        if (status != X12_OK)
            break;
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static enum edi_state explain_state(const struct edi_explain *e,
                                    const struct edi_query *q)
{
    const struct edi_waiting claim = {
        .stored = (enum edi_state)edi_db_int(q, 2),
        .sent = (x12_date)edi_db_int(q, 6),
        .receiver = edi_db_text(q, 16),
        .payer = edi_db_text(q, 8),
        .payments = edi_db_int(q, 15),
    };

    return edi_state_today(&claim, e->deadlines);
}

/* What cannot be read is not shown as 0. */
static void explain_known(struct x12_text *t, const char *name,
                          const struct edi_query *q, int column)
{
    if (edi_db_is_null(q, column))
        return;
    x12_text_put(t, name);
    x12_text_money(t, edi_db_int(q, column));
}

static void explain_claim_head(struct edi_explain *e, const struct edi_query *q)
{
    struct x12_text *t = &e->text;

    x12_text_put(t, "claim ");
    x12_text_data(t, edi_db_text(q, 1));
    x12_text_put(t, ": ");
    x12_text_put(t, edi_state_text(explain_state(e, q)));
    explain_known(t, ", charge ", q, 3);
    explain_known(t, ", paid ", q, 4);
    explain_known(t, ", balance ", q, 5);
    x12_text_line(t);
    edi_explain_label(t, "sent");
    x12_text_date(t, (x12_date)edi_db_int(q, 6));
    x12_text_put(t, " to ");
    x12_text_data(t, edi_db_text(q, 7));
    x12_text_put(t, " (");
    x12_text_data(t, edi_db_text(q, 8));
    x12_text_put(t, ")");
    x12_text_line(t);
    edi_explain_source(t, q, 9, "claim");
    if (edi_db_text(q, 17).len == 0)
        return;
    edi_explain_label(t, "held");
    x12_text_put(t, "an amount is missing or cannot be read: ");
    x12_text_data(t, edi_db_text(q, 17));
    x12_text_line(t);
}

static enum x12_status explain_claims(struct edi_explain *e, x12_str bare,
                                      bool *found)
{
    static const char CLAIMS[] =
        "SELECT c.id, c.number, coalesce(t.state, 0),"
        " iif(d.what GLOB 'CLM02*', NULL, c.charge), coalesce(t.paid, 0),"
        " iif(d.what GLOB 'CLM02*', NULL, coalesce(t.balance, c.charge)),"
        " s.sent, c.payer_name, c.payer, f.name, i.control, s.control,"
        " c.ordinal, c.start, c.finish, coalesce(t.payments, 0), i.receiver,"
        " d.what FROM claim c LEFT JOIN claim_doubt d ON d.claim = c.id"
        " JOIN claim_set s ON s.id = c.claim_set"
        " JOIN interchange i ON i.id = s.interchange"
        " JOIN file f ON f.id = i.file LEFT JOIN standing t ON t.claim = c.id"
        " WHERE c.id IN (SELECT id FROM link WHERE number = 'N' || ?1"
        " AND kind = 0) ORDER BY s.sent, c.id";
    struct edi_query *q = edi_db_query(&e->store->db, CLAIMS);
    enum x12_status status;

    edi_db_bind_text(q, 1, bare);
    while ((status = edi_db_step(q)) == X12_OK) {
        *found = true;
        explain_claim_head(e, q);
        status = explain_acks(e, edi_db_int(q, 0), edi_db_text(q, 1));
        if (status == X12_OK)
            status = explain_laid(e, edi_db_int(q, 0));
        if (status == X12_OK)
            status = explain_sum(e, edi_db_int(q, 0));
        if (status != X12_OK)
            break;
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* Payments that bear the number, or are the payer's number, and have not been
 * shown under a claim. */
static enum x12_status explain_others(struct edi_explain *e,
                                      enum edi_payments_by by, x12_str number,
                                      bool *found)
{
    struct edi_match_payment *payments = NULL;
    enum x12_status status;
    size_t count = 0;

    status = edi_store_payments_find(e->store, by, 0, number, &e->arena,
                                     &payments, &count, EXPLAIN_ROWS);
    for (size_t i = 0; status == X12_OK && i < count; i++) {
        if (edi_explain_is_shown(e, payments[i].id))
            continue;
        *found = true;
        x12_text_put(&e->text, "payment that bears the number");
        x12_text_line(&e->text);
        status = edi_explain_payment(e, &payments[i]);
    }
    return status;
}

enum x12_status edi_report_explain(struct edi_store *store, x12_str number,
                                   const struct edi_deadlines *deadlines,
                                   struct x12_sink *out, bool *found)
{
    struct edi_explain e = { .store = store, .deadlines = deadlines };
    x12_str key = edi_key_number(&e.arena, number);
    enum x12_status status = X12_OK, flushed;

    *found = false;
    x12_text_init(&e.text, out, store->db.err);
    if (key.len)
        status = explain_claims(&e, edi_key_bare(key), found);
    if (status == X12_OK && key.len)
        status = explain_others(&e, EDI_PAYMENTS_BY_BARE, edi_key_bare(key),
                                found);
    if (status == X12_OK && key.len)
        status = explain_others(&e, EDI_PAYMENTS_BY_CONTROL, key, found);
    flushed = x12_text_flush(&e.text);
    x12_arena_release(&e.arena);
    return status < 0 ? status : flushed;
}
