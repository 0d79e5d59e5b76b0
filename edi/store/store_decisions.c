/* SPDX-License-Identifier: Apache-2.0 */
/* store_decisions - what persons decided of payments */
#include "edi/store/store_decisions.h"

#include "edi/match/key.h"
#include "edi/store/store_acts.h"

/* --- in -------------------------------------------------------------------- */

/* In the words of edi_store_act_put: it names the places of both. */
static enum x12_status decisions_act(struct edi_store *store,
                                     const struct edi_decision_row *row)
{
    static const char ACT[] =
        "INSERT INTO act (kind, made, who, what) SELECT ?3, ?4, ?5,"
        " 'payment ' || pi.control || '/' || r.control || '/' || p.ordinal ||"
        " ', claim ' || ci.control || '/' || s.control || '/' || c.ordinal"
        " FROM payment p JOIN remittance r ON r.id = p.remittance"
        " JOIN interchange pi ON pi.id = r.interchange JOIN claim c ON c.id = "
        "?2"
        " JOIN claim_set s ON s.id = c.claim_set"
        " JOIN interchange ci ON ci.id = s.interchange WHERE p.id = ?1";
    struct edi_query *q = edi_db_query(&store->db, ACT);

    _Static_assert((int)EDI_ATTACHED == EDI_ACT_ATTACH &&
                       (int)EDI_DETACHED == EDI_ACT_DETACH,
                   "a decision is an act of the same kind");
    edi_db_bind_int(q, 1, row->payment);
    edi_db_bind_int(q, 2, row->claim);
    edi_db_bind_int(q, 3, row->kind);
    edi_db_bind_text(q, 4, x12_str_from(row->made));
    edi_db_bind_text(q, 5, row->who);
    return edi_db_run(q);
}

enum x12_status edi_store_decision_put(struct edi_store *store,
                                       const struct edi_decision_row *row)
{
    static const char PUT[] =
        "INSERT INTO decision (payment, claim, kind, made,"
        " who, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    struct edi_query *q = edi_db_query(&store->db, PUT);
    enum x12_status status;

    edi_db_bind_int(q, 1, row->payment);
    edi_db_bind_int(q, 2, row->claim);
    edi_db_bind_int(q, 3, row->kind);
    edi_db_bind_text(q, 4, x12_str_from(row->made));
    edi_db_bind_text(q, 5, row->who);
    edi_db_bind_text(q, 6, row->note);
    status = edi_db_run(q);
    return status == X12_OK ? decisions_act(store, row) : status;
}

/* --- out ------------------------------------------------------------------- */

/* The payment that a decision was made of, and the same one in remittances that
 * say the same. */
#define DECISIONS_TWINS                                                   \
    " FROM decision d JOIN payment dp ON dp.id = d.payment"               \
    " JOIN remittance dr ON dr.id = dp.remittance"                        \
    " JOIN remittance r ON r.body = dr.body JOIN payment p"               \
    " ON p.id >= r.first_payment AND p.id < r.first_payment + r.payments" \
    " AND p.ordinal = dp.ordinal "

enum x12_status edi_store_decisions_any(struct edi_store *store, bool *any)
{
    static const char ANY[] = "SELECT EXISTS (SELECT 1 FROM decision)";
    struct edi_query *q = edi_db_query(&store->db, ANY);
    enum x12_status status = edi_db_step(q);

    *any = status == X12_OK && edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

enum x12_status edi_store_decisions_of(struct edi_store *store, int64_t payment,
                                       struct x12_arena *arena,
                                       struct edi_decision **decisions,
                                       size_t *count)
{
    /* From the payment to its twins, and from them to what was decided. */
    static const char OF[] =
        "SELECT d.claim, d.kind FROM payment p"
        " JOIN remittance r ON r.id = p.remittance"
        " JOIN remittance dr ON dr.body = r.body JOIN payment dp"
        " ON dp.id >= dr.first_payment AND dp.id < dr.first_payment +"
        " dr.payments AND dp.ordinal = p.ordinal"
        " JOIN decision d ON d.payment = dp.id WHERE p.id = ?1 ORDER BY d.id";
    struct edi_query *q = edi_db_query(&store->db, OF);
    enum x12_status status;

    *decisions = NULL;
    *count = 0;
    edi_db_bind_int(q, 1, payment);
    while ((status = edi_db_step(q)) == X12_OK) {
        struct edi_decision *decision = x12_arena_push(arena, decisions, count,
                                                       sizeof(*decision));

        if (!decision) {
            status = x12_fail(store->db.err, arena->failed, "decisions: %s",
                              x12_status_text(arena->failed));
            break;
        }
        decision->claim = edi_db_int(q, 0);
        decision->attached = edi_db_int(q, 1) == EDI_ATTACHED;
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_store_decided_payment(struct edi_store *store,
                                          int64_t claim, int64_t *payment)
{
    static const char NEXT[] = "SELECT min(p.id)" DECISIONS_TWINS
                               "WHERE d.claim = ?1 AND p.id > ?2";
    struct edi_query *q = edi_db_query(&store->db, NEXT);
    enum x12_status status;

    edi_db_bind_int(q, 1, claim);
    edi_db_bind_int(q, 2, *payment);
    status = edi_db_step(q);
    if (status == X12_OK && edi_db_is_null(q, 0))
        status = X12_END;
    if (status == X12_OK)
        *payment = edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

/* --- names ----------------------------------------------------------------- */

/* "FILE:INTERCHANGE/TRANSACTION/ORDINAL" */
struct decisions_place {
    x12_str file, interchange, transaction;
    uint64_t ordinal;
};

static bool decisions_place(x12_str name, struct decisions_place *out)
{
    size_t colon = name.len;

    while (colon && name.at[colon - 1] != ':')
        colon--;
    out->file = colon ? x12_str_of(name.at, colon - 1) : (x12_str){ NULL, 0 };
    name = x12_str_of(name.at + colon, name.len - colon);
    out->interchange = x12_str_cut(&name, '/');
    out->transaction = x12_str_cut(&name, '/');
    return out->interchange.len && out->transaction.len &&
           x12_count_parse(name, &out->ordinal);
}

/* The only row of the query. */
static enum x12_status decisions_only(struct edi_query *q, const char *what,
                                      int64_t *id)
{
    enum x12_status status = edi_db_step(q);

    if (status == X12_OK) {
        *id = edi_db_int(q, 0);
        status = edi_db_step(q);
        if (status == X12_OK)
            status = x12_fail(q->db->err, X12_EMISUSE,
                              "more than one %s is named so; write "
                              "FILE:INTERCHANGE/TRANSACTION/NUMBER",
                              what);
        else if (status == X12_END)
            status = X12_OK;
    } else if (status == X12_END) {
        status = x12_fail(q->db->err, X12_EMISUSE,
                          "there is no such %s in the store", what);
    }
    edi_db_end(q);
    return status;
}

static void decisions_bind(struct edi_query *q,
                           const struct decisions_place *place)
{
    edi_db_bind_text(q, 1, place->interchange);
    edi_db_bind_text(q, 2, place->transaction);
    edi_db_bind_int(q, 3, (int64_t)place->ordinal);
    edi_db_bind_text(q, 4, place->file);
}

enum x12_status edi_store_payment_named(struct edi_store *store, x12_str name,
                                        int64_t *payment)
{
    static const char PLACE[] =
        "SELECT p.id FROM interchange i JOIN file f ON f.id = i.file"
        " JOIN remittance r ON r.interchange = i.id JOIN payment p"
        " ON p.id >= r.first_payment AND p.id < r.first_payment + r.payments"
        " WHERE i.control = ?1 AND r.control = ?2 AND p.ordinal = ?3"
        " AND (?4 = '' OR f.name = ?4)";
    struct decisions_place place;
    struct edi_query *q;

    if (!decisions_place(name, &place))
        return x12_fail(store->db.err, X12_EMISUSE,
                        "a payment is named INTERCHANGE/TRANSACTION/CLP, such "
                        "as 000000900/0001/3");
    q = edi_db_query(&store->db, PLACE);
    decisions_bind(q, &place);
    return decisions_only(q, "payment", payment);
}

enum x12_status edi_store_claim_named(struct edi_store *store, x12_str name,
                                      int64_t *claim)
{
    static const char PLACE[] =
        "SELECT c.id FROM interchange i JOIN file f ON f.id = i.file"
        " JOIN claim_set s ON s.interchange = i.id"
        " JOIN claim c ON c.claim_set = s.id"
        " WHERE i.control = ?1 AND s.control = ?2 AND c.ordinal = ?3"
        " AND (?4 = '' OR f.name = ?4)";
    static const char NUMBER[] = "SELECT id FROM link WHERE kind = 0"
                                 " AND number = 'N' || ?1";
    struct decisions_place place;
    struct x12_arena arena = { 0 };
    struct edi_query *q;
    enum x12_status status;

    if (decisions_place(name, &place)) {
        q = edi_db_query(&store->db, PLACE);
        decisions_bind(q, &place);
        return decisions_only(q, "claim", claim);
    }
    q = edi_db_query(&store->db, NUMBER);
    edi_db_bind_text(q, 1, edi_key_bare(edi_key_number(&arena, name)));
    status = decisions_only(q, "claim", claim);
    x12_arena_release(&arena);
    return status;
}
