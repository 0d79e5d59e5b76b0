/* SPDX-License-Identifier: Apache-2.0 */
/* store_postings - what was given to the practice system, line by line */
#include "edi/store/store_postings.h"

enum x12_status edi_store_postings_begin(struct edi_store *store,
                                         const char *made, x12_str who,
                                         int64_t *batch)
{
    static const char PUT[] = "INSERT INTO posting_batch (made, who)"
                              " VALUES (?1, ?2)";
    struct edi_query *q = edi_db_query(&store->db, PUT);
    enum x12_status status;

    edi_db_bind_text(q, 1, x12_str_from(made));
    edi_db_bind_text(q, 2, who);
    status = edi_db_run(q);
    if (status == X12_OK)
        *batch = edi_db_last_id(&store->db);
    return status;
}

#define POSTINGS_NEGATE                                                        \
    "INSERT INTO posting (batch, sign, body, ordinal, service, claim,"         \
    " sent_as, line, payer, trace, came_as, day, code, outcome, charge, paid," \
    " adjusted, patient) SELECT ?1, -1, o.body, o.ordinal, o.service,"         \
    " o.claim, o.sent_as, o.line, o.payer, o.trace, o.came_as, o.day, o.code," \
    " o.outcome, -o.charge, -o.paid, -o.adjusted, -o.patient FROM posting o "

/* The last word on the line; X12_END when nothing is put. */
static enum x12_status postings_last(struct edi_store *store,
                                     const struct edi_posting *p, int64_t *id,
                                     bool *same)
{
    static const char LAST[] =
        "SELECT id, sign, sent_as = ?4 AND line = ?5 AND outcome = ?6"
        " AND paid = ?7 AND adjusted = ?8 AND patient = ?9 FROM posting"
        " WHERE body = ?1 AND ordinal = ?2 AND service = ?3"
        " ORDER BY id DESC LIMIT 1";
    struct edi_query *q = edi_db_query(&store->db, LAST);
    enum x12_status status;

    edi_db_bind_blob(q, 1, p->body);
    edi_db_bind_int(q, 2, p->ordinal);
    edi_db_bind_int(q, 3, p->service);
    edi_db_bind_text(q, 4, p->sent_as);
    edi_db_bind_int(q, 5, p->line);
    edi_db_bind_int(q, 6, p->outcome);
    edi_db_bind_int(q, 7, p->paid);
    edi_db_bind_int(q, 8, p->adjusted);
    edi_db_bind_int(q, 9, p->patient);
    status = edi_db_step(q);
    if (status == X12_OK && edi_db_int(q, 1) < 0)
        status = X12_END;
    *id = status == X12_OK ? edi_db_int(q, 0) : 0;
    *same = status == X12_OK && edi_db_int(q, 2);
    edi_db_end(q);
    return status;
}

static enum x12_status postings_negate(struct edi_store *store, int64_t batch,
                                       int64_t id)
{
    static const char NEGATE[] = POSTINGS_NEGATE "WHERE o.id = ?2";
    struct edi_query *q = edi_db_query(&store->db, NEGATE);

    edi_db_bind_int(q, 1, batch);
    edi_db_bind_int(q, 2, id);
    return edi_db_run(q);
}

static enum x12_status postings_insert(struct edi_store *store, int64_t batch,
                                       const struct edi_posting *p)
{
    static const char PUT[] =
        "INSERT INTO posting (batch, sign, body, ordinal, service, claim,"
        " sent_as, line, payer, trace, came_as, day, code, outcome, charge,"
        " paid, adjusted, patient) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
        " ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
    struct edi_query *q = edi_db_query(&store->db, PUT);

    edi_db_bind_int(q, 1, batch);
    edi_db_bind_blob(q, 2, p->body);
    edi_db_bind_int(q, 3, p->ordinal);
    edi_db_bind_int(q, 4, p->service);
    edi_db_bind_text(q, 5, p->claim);
    edi_db_bind_text(q, 6, p->sent_as);
    edi_db_bind_int(q, 7, p->line);
    edi_db_bind_text(q, 8, p->payer);
    edi_db_bind_text(q, 9, p->trace);
    edi_db_bind_text(q, 10, p->came_as);
    edi_db_bind_int(q, 11, p->day);
    edi_db_bind_text(q, 12, p->code);
    edi_db_bind_int(q, 13, p->outcome);
    edi_db_bind_int(q, 14, p->charge);
    edi_db_bind_int(q, 15, p->paid);
    edi_db_bind_int(q, 16, p->adjusted);
    edi_db_bind_int(q, 17, p->patient);
    return edi_db_run(q);
}

enum x12_status edi_store_posting_put(struct edi_store *store, int64_t batch,
                                      const struct edi_posting *posting)
{
    int64_t id;
    bool same;
    enum x12_status status = postings_last(store, posting, &id, &same);

    if (status < 0 || same)
        return status;
    if (status == X12_OK)
        status = postings_negate(store, batch, id);
    return status < 0 ? status : postings_insert(store, batch, posting);
}

enum x12_status edi_store_postings_take_back(struct edi_store *store,
                                             int64_t batch)
{
    static const char GONE[] = POSTINGS_NEGATE
        "WHERE o.sign = 1 AND o.id = (SELECT max(l.id) FROM posting l"
        " WHERE l.body = o.body AND l.ordinal = o.ordinal"
        " AND l.service = o.service) AND NOT EXISTS (SELECT 1"
        " FROM remittance r JOIN payment p ON p.id >= r.first_payment"
        " AND p.id < r.first_payment + r.payments AND p.ordinal = o.ordinal"
        " JOIN match m ON m.payment = p.id WHERE r.body = o.body"
        " AND m.claim IS NOT NULL AND m.confidence <= 2 AND NOT m.repeated)";
    struct edi_query *q = edi_db_query(&store->db, GONE);

    edi_db_bind_int(q, 1, batch);
    return edi_db_run(q);
}
