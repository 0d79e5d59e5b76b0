/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_payments - posted lines for the practice system, each of them once
 *
 * What is posted and was not yet given is a batch; --new keeps it under its number
 * and never gives it again, unless that batch is asked for. A reversal is lines of
 * its own, negative as they were sent. What is posted no more, or at another claim,
 * is given negated.
 */
#include "edi/report/report_query.h"
#include "edi/store/store_matches.h"
#include "edi/store/store_payments.h"
#include "edi/store/store_postings.h"

#include <stdio.h>

static const struct edi_column payments_columns[] = {
    { "batch", "batch", 5, true },
    { "what", "what", 7, false },
    { "day", "day", 10, false },
    { "payer", "payer", 10, false },
    { "claim", "claim", 20, false },
    { "line", "line", 4, true },
    { "code", "code", 8, false },
    { "class", "class", 12, false },
    { "charge", "charge", 12, true },
    { "paid", "paid", 12, true },
    { "adjusted", "adjusted", 12, true },
    { "patient", "patient", 12, true },
    { "trace", "trace", 0, false },
    { "sent_as", NULL, 0, false },
    { "came_as", NULL, 0, false },
    { "svc", NULL, 0, true },
    { "left", NULL, 0, true },
};

enum { PAYMENTS_PLACE = 64 };

struct payments {
    struct edi_store *store;
    bool later; /* the payment at hand is of a payer behind the first */
    struct x12_arena arena; /* of the payment at hand */
    int64_t batch;
};

/* --- putting ------------------------------------------------------------------ */

static const char payments_posted[] =
    "SELECT p.id, r.body, p.ordinal, c.number, r.payer, r.trace, r.day,"
    " m.details, m.outcome, j.control || '/' || s.control || '/' || c.ordinal,"
    " i.control || '/' || r.control || '/' || p.ordinal FROM match m"
    " JOIN payment p ON p.id = m.payment"
    " JOIN remittance r ON r.id = p.remittance"
    " JOIN interchange i ON i.id = r.interchange"
    " JOIN claim c ON c.id = m.claim JOIN claim_set s ON s.id = c.claim_set"
    " JOIN interchange j ON j.id = s.interchange"
    " WHERE m.confidence <= 2 AND NOT m.repeated"
    " ORDER BY r.day, i.control, r.control, p.ordinal";

/* A payer behind the first repeats what was cut before it, and what others paid
 * (OA-23): that is written off by the first one's remittance, and not again. */
static bool payments_is_later(x12_str status)
{
    static const char *const later[] = { "2", "3", "20", "21" };

    for (size_t i = 0; i < sizeof(later) / sizeof(*later); i++)
        if (x12_str_is(status, later[i]))
            return true;
    return false;
}

static void payments_add(const struct edi_reason *reasons, size_t count,
                         bool later, struct edi_posting *posting)
{
    for (size_t i = 0; i < count; i++)
        if (x12_str_is(reasons[i].group, "PR"))
            posting->patient += reasons[i].amount;
        else if (!later)
            posting->adjusted += reasons[i].amount;
}

/* What the claim says beyond its services, where it says anything. */
static enum x12_status payments_put_rest(struct payments *s,
                                         const struct edi_match_payment *p,
                                         struct edi_posting *posting)
{
    posting->charge = p->charge;
    posting->paid = p->paid;
    for (size_t i = 0; i < p->service_count; i++) {
        posting->charge -= p->services[i].charge;
        posting->paid -= p->services[i].paid;
    }
    payments_add(p->reasons, p->reason_count, s->later, posting);
    if (p->service_count && !posting->paid && !posting->adjusted &&
        !posting->patient)
        return X12_OK;
    return edi_store_posting_put(s->store, s->batch, posting);
}

static enum x12_status payments_put(struct payments *s,
                                    const struct edi_match_payment *p,
                                    struct edi_match_details *details,
                                    const struct edi_posting *head)
{
    struct edi_posting posting = *head;
    enum x12_status status = payments_put_rest(s, p, &posting);

    for (size_t i = 0; status == X12_OK && i < p->service_count; i++) {
        const struct edi_match_service *service = &p->services[i];
        struct edi_match_line_row line = { 0 };

        if (i < details->line_count)
            line = edi_match_details_line(details);
        posting = *head;
        posting.service = (int64_t)i + 1;
        posting.line = line.number;
        posting.outcome = line.outcome ? line.outcome : head->outcome;
        posting.code = service->code;
        posting.charge = service->charge;
        posting.paid = service->paid;
        payments_add(service->reasons, service->reason_count, s->later,
                     &posting);
        status = edi_store_posting_put(s->store, s->batch, &posting);
    }
    return status;
}

/* A reversal is of the payer whose payment it takes back. */
static enum x12_status payments_place(struct payments *s,
                                      const struct edi_match_payment *p,
                                      const struct edi_match_details *details)
{
    static const char STATUS[] = "SELECT status FROM payment WHERE id = ?1";
    const struct edi_match_more more = edi_match_details_more(details);
    struct edi_query *q;
    enum x12_status status;

    s->later = payments_is_later(p->status);
    if (!more.reverses)
        return X12_OK;
    q = edi_db_query(&s->store->db, STATUS);
    edi_db_bind_int(q, 1, more.reverses);
    status = edi_db_step(q);
    if (status == X12_OK)
        s->later = payments_is_later(edi_db_text(q, 0));
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status payments_one(struct payments *s,
                                    const struct edi_query *q)
{
    const struct edi_posting head = {
        .body = edi_db_blob(q, 1),
        .ordinal = edi_db_int(q, 2),
        .claim = edi_db_text(q, 3),
        .payer = edi_db_text(q, 4),
        .trace = edi_db_text(q, 5),
        .day = (x12_date)edi_db_int(q, 6),
        .outcome = (enum edi_outcome)edi_db_int(q, 8),
        .sent_as = edi_db_text(q, 9),
        .came_as = edi_db_text(q, 10),
    };
    struct edi_match_payment *payments = NULL;
    struct edi_match_details details;
    size_t count = 0;
    enum x12_status status = edi_match_details_read(q->db, edi_db_blob(q, 7),
                                                    &details);

    if (status == X12_OK)
        status = edi_store_payments_find(s->store, EDI_PAYMENTS_BY_ID,
                                         edi_db_int(q, 0), X12_STR(""),
                                         &s->arena, &payments, &count, 1);
    if (status == X12_OK && count == 1)
        status = payments_place(s, &payments[0], &details);
    if (status == X12_OK && count == 1)
        status = payments_put(s, &payments[0], &details, &head);
    x12_arena_reset(&s->arena);
    return status;
}

static enum x12_status payments_batch(struct payments *s,
                                      const struct edi_asked *asked)
{
    enum x12_status status = edi_store_postings_begin(s->store, asked->made,
                                                      asked->who, &s->batch);
    struct edi_query *q;

    if (status == X12_OK)
        status = edi_store_postings_take_back(s->store, s->batch);
    if (status != X12_OK)
        return status;
    q = edi_db_query(&s->store->db, payments_posted);
    while ((status = edi_db_step(q)) == X12_OK)
        if ((status = payments_one(s, q)) != X12_OK)
            break;
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* --- showing ------------------------------------------------------------------ */

static const char payments_sql[] =
    "SELECT batch, CASE sign WHEN 1 THEN 'posted' ELSE 'undone' END, day,"
    " payer, claim, line, code, outcome, charge, paid, adjusted, patient,"
    " trace, sent_as, came_as, service, charge - paid - adjusted - patient"
    " FROM posting WHERE batch = ?3 AND ?1 IN ('', payer)"
    " AND ?2 IS NOT NULL ORDER BY id";

static const struct edi_query_report payments = {
    .sql = payments_sql,
    .binds = 3,
    .columns = payments_columns,
    .cells = "itdttitommmmtttim",
    .count = sizeof(payments_columns) / sizeof(*payments_columns),
};

static enum x12_status payments_has(struct edi_store *store, int64_t batch)
{
    static const char ASK[] = "SELECT 1 FROM posting_batch WHERE id = ?1";
    struct edi_query *q = edi_db_query(&store->db, ASK);
    enum x12_status status;

    edi_db_bind_int(q, 1, batch);
    status = edi_db_step(q);
    edi_db_end(q);
    return status == X12_END
               ? x12_fail(store->db.err, X12_EMISUSE, "there is no such batch")
               : status;
}

/* Nothing new is no batch. */
static enum x12_status payments_any(struct edi_store *store, int64_t batch,
                                    bool *any)
{
    static const char ASK[] = "SELECT EXISTS (SELECT 1 FROM posting"
                              " WHERE batch = ?1)";
    struct edi_query *q = edi_db_query(&store->db, ASK);
    enum x12_status status;

    edi_db_bind_int(q, 1, batch);
    status = edi_db_step(q);
    *any = status == X12_OK && edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

static enum x12_status payments_run(struct edi_store *store,
                                    const struct edi_asked *asked,
                                    enum edi_listing form, struct x12_sink *out)
{
    struct payments s = { .store = store, .batch = asked->batch };
    struct edi_asked batch = *asked;
    enum x12_status status, shown = X12_OK;
    bool any = false;

    if (asked->fresh && asked->payer.len)
        return x12_fail(store->db.err, X12_EMISUSE,
                        "a new batch is of all payers");

    if (asked->batch) {
        status = payments_has(store, asked->batch);
        return status == X12_OK
                   ? edi_report_query(store, &payments, asked, form, out)
                   : status;
    }
    status = edi_db_begin(&store->db);
    if (status == X12_OK)
        status = payments_batch(&s, asked);
    if (status == X12_OK)
        status = payments_any(store, s.batch, &any);
    batch.batch = s.batch;
    if (status == X12_OK)
        shown = edi_report_query(store, &payments, &batch, form, out);
    /* what nobody read to its end was not given */
    if (status == X12_OK && shown == X12_OK && asked->fresh && any)
        status = edi_db_commit(&store->db);
    edi_db_rollback(&store->db);
    x12_arena_release(&s.arena);
    return status == X12_OK ? shown : status;
}

const struct edi_report edi_report_payments = {
    .name = "payments",
    .summary = "posted lines for the practice system, each of them once",
    .run = payments_run,
};
