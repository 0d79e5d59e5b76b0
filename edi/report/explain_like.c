/* SPDX-License-Identifier: Apache-2.0 */
/*
 * explain_like - what looks like a payment and is another: a remittance under the
 * same trace that answers the claim too, and the claim whose copy was refused
 */
#include "edi/report/explain_private.h"

/* Other remittances of the payer under this trace, not the same one in a new
 * envelope, that were posted to the claim. */
static const char like_trace[] =
    "SELECT f.name, i.control, o.control, sum(q.paid) FROM payment p"
    " JOIN remittance r ON r.id = p.remittance JOIN match m ON m.payment = p.id"
    " JOIN match n ON n.claim = m.claim AND n.confidence <= 2"
    " AND NOT n.repeated JOIN payment q ON q.id = n.payment"
    " JOIN remittance o ON o.id = q.remittance AND o.trace = r.trace"
    " AND o.payer = r.payer AND o.id <> r.id AND o.body <> r.body"
    " JOIN interchange i ON i.id = o.interchange JOIN file f ON f.id = i.file"
    " WHERE p.id = ?1 AND r.trace <> '' AND NOT r.repeated"
    " GROUP BY o.id ORDER BY o.day, i.control, o.control";

/* Claims that were sent before and say the same, by another number or this. */
static const char like_first[] =
    "SELECT o.number, s.sent, coalesce(t.state, 0) FROM match m"
    " JOIN claim c ON c.id = m.claim JOIN claim_set d ON d.id = c.claim_set"
    " JOIN claim o ON o.from_day = c.from_day AND o.charge = c.charge"
    " AND o.to_day = c.to_day AND o.npi = c.npi AND o.member = c.member"
    " AND o.id <> c.id JOIN claim_set s ON s.id = o.claim_set"
    " LEFT JOIN standing t ON t.claim = o.id"
    " WHERE m.payment = ?1 AND m.outcome = ?2 AND NOT m.repeated"
    " AND s.sent <= d.sent ORDER BY s.sent, o.number";

static enum x12_status like_each(struct edi_explain *e, struct edi_query *q,
                                 void (*tell)(struct x12_text *t,
                                              const struct edi_query *q))
{
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK)
        tell(&e->text, q);
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static void like_tell_trace(struct x12_text *t, const struct edi_query *q)
{
    edi_explain_label(t, "same trace");
    x12_text_data(t, edi_db_text(q, 0));
    x12_text_put(t, ", interchange ");
    x12_text_data(t, edi_db_text(q, 1));
    x12_text_put(t, ", set ");
    x12_text_data(t, edi_db_text(q, 2));
    x12_text_put(t, " pays ");
    x12_text_money(t, edi_db_int(q, 3));
    x12_text_put(t, " for this claim: it says other things, so it is another "
                    "remittance");
    x12_text_line(t);
}

static void like_tell_first(struct x12_text *t, const struct edi_query *q)
{
    edi_explain_label(t, "first one");
    x12_text_put(t, "claim ");
    x12_text_data(t, edi_db_text(q, 0));
    x12_text_put(t, ", sent ");
    x12_text_date(t, (x12_date)edi_db_int(q, 1));
    x12_text_put(t, ": ");
    x12_text_put(t, edi_state_text((enum edi_state)edi_db_int(q, 2)));
    x12_text_line(t);
}

enum x12_status edi_explain_like(struct edi_explain *e, int64_t payment)
{
    struct edi_query *q = edi_db_query(&e->store->db, like_trace);
    enum x12_status status;

    edi_db_bind_int(q, 1, payment);
    status = like_each(e, q, like_tell_trace);
    if (status != X12_OK)
        return status;
    q = edi_db_query(&e->store->db, like_first);
    edi_db_bind_int(q, 1, payment);
    edi_db_bind_int(q, 2, EDI_DUPLICATE);
    return like_each(e, q, like_tell_first);
}
