/* SPDX-License-Identifier: Apache-2.0 */
/* store_payments - payments in and out */
#include "edi/store/store_payments.h"

#include "edi/match/key.h"
#include "edi/store/pack.h"

/* --- remittances ----------------------------------------------------------- */

enum x12_status edi_store_remittance_begin(struct edi_store *store,
                                           struct edi_remittance_row *row)
{
    static const char PUT[] =
        "INSERT INTO remittance (interchange, control, payer, payer_name, npi,"
        " tax_id, payee_name, day, production, amount, credit_debit, method,"
        " trace, payer_tax_id, first_payment, payments, paid, body, repeated)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
        " 0, 0, 0, x'', 0)";
    const struct edi_remittance *r = row->remittance;
    struct edi_query *q = edi_db_query(&store->db, PUT);
    enum x12_status status;

    edi_db_bind_int(q, 1, row->interchange);
    edi_db_bind_text(q, 2, row->control);
    edi_db_bind_text(q, 3, row->payer);
    edi_db_bind_text(q, 4, r->payer.name);
    edi_db_bind_text(q, 5, row->npi);
    edi_db_bind_text(q, 6, row->tax_id);
    edi_db_bind_text(q, 7, r->payee.name);
    edi_db_bind_int(q, 8, row->day);
    edi_db_bind_int(q, 9, r->production);
    edi_db_bind_int(q, 10, r->amount);
    edi_db_bind_text(q, 11, r->credit_debit);
    edi_db_bind_text(q, 12, r->method);
    edi_db_bind_text(q, 13, r->trace);
    edi_db_bind_text(q, 14, r->payer_tax_id);
    status = edi_db_run(q);
    if (status == X12_OK)
        row->id = edi_db_last_id(&store->db);
    return status;
}

static enum x12_status payments_put_plb(struct edi_store *store,
                                        const struct edi_remittance_row *row,
                                        size_t at)
{
    static const char PUT[] =
        "INSERT INTO provider_adjustment (remittance, ordinal, provider,"
        " fiscal, code, reference, amount)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    const struct edi_provider_adjustment *a = &row->remittance->adjustments[at];
    struct edi_query *q = edi_db_query(&store->db, PUT);

    edi_db_bind_int(q, 1, row->id);
    edi_db_bind_int(q, 2, (int64_t)at + 1);
    edi_db_bind_text(q, 3, a->provider);
    edi_db_bind_text(q, 4, a->fiscal_date);
    edi_db_bind_text(q, 5, a->code);
    edi_db_bind_text(q, 6, a->reference);
    edi_db_bind_int(q, 7, a->amount);
    return edi_db_run(q);
}

static enum x12_status payments_put_doubt(struct edi_store *store,
                                          const struct edi_remittance_row *row)
{
    static const char PUT[] =
        "INSERT INTO remittance_doubt (remittance, amount, adjustment)"
        " VALUES (?1, ?2, ?3)";
    struct edi_query *q;

    if (!row->amount_doubt.len && !row->adjustment_doubt.len)
        return X12_OK;
    q = edi_db_query(&store->db, PUT);
    edi_db_bind_int(q, 1, row->id);
    edi_db_bind_text(q, 2, row->amount_doubt);
    edi_db_bind_text(q, 3, row->adjustment_doubt);
    return edi_db_run(q);
}

/* Of those that say the same the first is that of the earliest interchange, so
 * a late one may make an older one the repeated one. */
static enum x12_status payments_repeated(struct edi_store *store, x12_str body)
{
    static const char SET[] =
        "UPDATE remittance AS r SET repeated = EXISTS (SELECT 1"
        " FROM remittance e JOIN interchange j ON j.id = e.interchange"
        " JOIN interchange i ON i.id = r.interchange WHERE e.body = ?1"
        " AND (j.day, j.control, e.control, e.id)"
        " < (i.day, i.control, r.control, r.id)) WHERE r.body = ?1";
    struct edi_query *q = edi_db_query(&store->db, SET);

    edi_db_bind_blob(q, 1, body);
    return edi_db_run(q);
}

enum x12_status edi_store_remittance_end(struct edi_store *store,
                                         const struct edi_remittance_row *row)
{
    static const char SET[] =
        "UPDATE remittance SET first_payment = ?2, payments = ?3, paid = ?4,"
        " body = ?5 WHERE id = ?1";
    const x12_str body = { (const char *)row->body, EDI_DIGEST_BYTES };
    struct edi_query *q = edi_db_query(&store->db, SET);
    enum x12_status status;

    edi_db_bind_int(q, 1, row->id);
    edi_db_bind_int(q, 2, row->first_payment);
    edi_db_bind_int(q, 3, row->remittance->payments);
    edi_db_bind_int(q, 4, row->remittance->paid);
    edi_db_bind_blob(q, 5, body);
    status = edi_db_run(q);
    if (status == X12_OK)
        status = payments_repeated(store, body);
    if (status == X12_OK)
        status = payments_put_doubt(store, row);
    /* What cannot be read is no entry of the ledger. */
    for (size_t i = 0;
         status == X12_OK && i < row->remittance->adjustment_count; i++)
        if (!row->remittance->adjustments[i].unread)
            status = payments_put_plb(store, row, i);
    return status;
}

/* --- reasons and lines as one value ------------------------------------------ */

static void payments_pack_reasons(struct edi_pack *pack,
                                  const struct edi_reason *reasons,
                                  size_t reason_count, const x12_str *remarks,
                                  size_t remark_count)
{
    edi_pack_int(pack, (int64_t)reason_count);
    for (size_t i = 0; i < reason_count; i++) {
        edi_pack_text(pack, reasons[i].group);
        edi_pack_text(pack, reasons[i].code);
        edi_pack_int(pack, reasons[i].amount);
    }
    edi_pack_int(pack, (int64_t)remark_count);
    for (size_t i = 0; i < remark_count; i++)
        edi_pack_text(pack, remarks[i]);
}

static x12_str payments_pack(const struct edi_match_payment *p,
                             struct x12_arena *arena)
{
    struct edi_pack pack = { .arena = arena };

    payments_pack_reasons(&pack, p->reasons, p->reason_count, p->remarks,
                          p->remark_count);
    edi_pack_int(&pack, (int64_t)p->service_count);
    for (size_t i = 0; i < p->service_count; i++) {
        const struct edi_match_service *s = &p->services[i];

        edi_pack_text(&pack, s->control);
        edi_pack_text(&pack, s->code);
        edi_pack_text(&pack, s->revenue);
        edi_pack_text(&pack, s->modifiers);
        edi_pack_int(&pack, s->charge);
        edi_pack_int(&pack, s->paid);
        edi_pack_int(&pack, s->units.value);
        edi_pack_int(&pack, s->units.scale);
        edi_pack_int(&pack, s->from);
        edi_pack_int(&pack, s->to - s->from);
        payments_pack_reasons(&pack, s->reasons, s->reason_count, s->remarks,
                              s->remark_count);
    }
    edi_pack_text(&pack, p->corrected.last);
    edi_pack_text(&pack, p->corrected.first);
    edi_pack_text(&pack, p->corrected.member);
    edi_pack_text(&pack, p->corrected.payer_name);
    edi_pack_text(&pack, p->corrected.payer);
    if (p->interest)
        edi_pack_int(&pack, p->interest);
    return edi_pack_done(&pack);
}

static void payments_unpack_reasons(struct edi_unpack *from,
                                    struct x12_arena *arena,
                                    const struct edi_reason **reasons,
                                    size_t *reason_count,
                                    const x12_str **remarks,
                                    size_t *remark_count)
{
    size_t count = edi_unpack_count(from);
    struct edi_reason *reason = x12_arena_make(arena,
                                               (count + 1) * sizeof(*reason));
    x12_str *remark;

    for (size_t i = 0; reason && i < count; i++) {
        reason[i].group = edi_unpack_text(from);
        reason[i].code = edi_unpack_text(from);
        reason[i].amount = edi_unpack_int(from);
    }
    *reasons = reason;
    *reason_count = reason ? count : 0;
    count = edi_unpack_count(from);
    remark = x12_arena_make(arena, (count + 1) * sizeof(*remark));
    for (size_t i = 0; remark && i < count; i++)
        remark[i] = edi_unpack_text(from);
    *remarks = remark;
    *remark_count = remark ? count : 0;
}

static enum x12_status payments_unpack(struct edi_db *db, x12_str value,
                                       struct x12_arena *arena,
                                       struct edi_match_payment *p)
{
    struct edi_unpack from = { .rest = value };
    size_t count;

    payments_unpack_reasons(&from, arena, &p->reasons, &p->reason_count,
                            &p->remarks, &p->remark_count);
    count = edi_unpack_count(&from);
    p->services = x12_arena_make(arena, (count + 1) * sizeof(*p->services));
    for (size_t i = 0; p->services && i < count; i++) {
        struct edi_match_service *s = &p->services[p->service_count++];

        s->control = edi_unpack_text(&from);
        s->code = edi_unpack_text(&from);
        s->revenue = edi_unpack_text(&from);
        s->modifiers = edi_unpack_text(&from);
        s->charge = edi_unpack_int(&from);
        s->paid = edi_unpack_int(&from);
        s->units.value = edi_unpack_int(&from);
        s->units.scale = (uint8_t)edi_unpack_int(&from);
        s->from = (x12_date)edi_unpack_int(&from);
        s->to = (x12_date)(s->from + edi_unpack_int(&from));
        payments_unpack_reasons(&from, arena, &s->reasons, &s->reason_count,
                                &s->remarks, &s->remark_count);
    }
    p->corrected.last = edi_unpack_text(&from);
    p->corrected.first = edi_unpack_text(&from);
    p->corrected.member = edi_unpack_text(&from);
    p->corrected.payer_name = edi_unpack_text(&from);
    p->corrected.payer = edi_unpack_text(&from);
    if (from.rest.len)
        p->interest = edi_unpack_int(&from);
    if (arena->failed)
        return x12_fail(db->err, arena->failed, "payments: %s",
                        x12_status_text(arena->failed));
    if (from.failed)
        return x12_fail(db->err, X12_EIO, "claim store: a payment is damaged");
    return X12_OK;
}

/* --- in ---------------------------------------------------------------------- */

enum x12_status edi_store_payment_put(struct edi_store *store,
                                      const struct edi_payment_row *payment,
                                      struct x12_arena *arena, int64_t *id)
{
    static const char PUT[] =
        "INSERT INTO payment (remittance, ordinal, number, key, bare, control,"
        " icn, status, charge, paid, adjusted, patient, member, other_member,"
        " last, insured_last, from_day, to_day, start, finish, details,"
        " doubt, imbalance, first)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
        " ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)";
    const struct edi_match_payment *m = &payment->match;
    x12_str details = payments_pack(m, arena);
    struct edi_query *q = edi_db_query(&store->db, PUT);
    enum x12_status status;

    if (arena->failed)
        return x12_fail(store->db.err, arena->failed, "payment: %s",
                        x12_status_text(arena->failed));
    edi_db_bind_int(q, 1, payment->remittance);
    edi_db_bind_int(q, 2, m->ordinal);
    edi_db_bind_text(q, 3, payment->number);
    edi_db_bind_text(q, 4, m->number);
    edi_db_bind_text(q, 5, edi_key_bare(m->number));
    edi_db_bind_text(q, 6, payment->control);
    edi_db_bind_text(q, 7, m->control);
    edi_db_bind_text(q, 8, m->status);
    edi_db_bind_int(q, 9, m->charge);
    edi_db_bind_int(q, 10, m->paid);
    edi_db_bind_int(q, 11, payment->adjusted);
    edi_db_bind_int(q, 12, payment->patient);
    edi_db_bind_text(q, 13, m->member);
    edi_db_bind_text(q, 14, m->other_member);
    edi_db_bind_text(q, 15, m->last);
    edi_db_bind_text(q, 16, m->insured_last);
    edi_db_bind_int(q, 17, m->from);
    edi_db_bind_int(q, 18, m->to);
    edi_db_bind_int(q, 19, (int64_t)payment->start);
    edi_db_bind_int(q, 20, (int64_t)payment->finish);
    edi_db_bind_blob(q, 21, details);
    edi_db_bind_text(q, 22, payment->doubt);
    edi_db_bind_int(q, 23, payment->imbalance);
    edi_db_bind_text(q, 24, m->first);
    status = edi_db_run(q);
    if (status == X12_OK)
        *id = edi_db_last_id(&store->db);
    return status;
}

/* --- out --------------------------------------------------------------------- */

#define PAYMENTS_SELECT                                                        \
    "SELECT p.id, p.key, p.icn, p.status, r.payer, r.npi, r.tax_id, p.member," \
    " p.other_member, p.last, p.insured_last, i.control, r.control, p.charge," \
    " p.paid, p.from_day, p.to_day, r.day, i.day, p.ordinal, r.id, p.details," \
    " r.repeated, p.doubt <> '', p.first, r.trace"                             \
    " FROM payment p JOIN remittance r ON r.id = p.remittance"                 \
    " JOIN interchange i ON i.id = r.interchange WHERE "

static const char payments_by_id[] = PAYMENTS_SELECT "p.id = ?1";
static const char payments_by_bare[] = PAYMENTS_SELECT
    "p.id IN (SELECT id FROM link WHERE number = 'N' || ?1 AND kind = 1)";
static const char payments_by_control[] = PAYMENTS_SELECT
    "p.id IN (SELECT id FROM link WHERE number = 'C' || ?1 AND kind = 1)";

static enum x12_status payments_read(struct edi_query *q,
                                     struct x12_arena *arena,
                                     struct edi_match_payment *out)
{
    x12_str *const texts[] = {
        &out->number, &out->control,      &out->status, &out->payer,
        &out->npi,    &out->tax_id,       &out->member, &out->other_member,
        &out->last,   &out->insured_last, &out->isa,    &out->set,
    };

    *out = (struct edi_match_payment){ .id = edi_db_int(q, 0) };
    for (int i = 0; i < (int)(sizeof(texts) / sizeof(*texts)); i++)
        *texts[i] = x12_arena_copy(arena, edi_db_text(q, i + 1));
    out->charge = edi_db_int(q, 13);
    out->paid = edi_db_int(q, 14);
    out->from = (x12_date)edi_db_int(q, 15);
    out->to = (x12_date)edi_db_int(q, 16);
    out->day = (x12_date)edi_db_int(q, 17);
    out->isa_day = (x12_date)edi_db_int(q, 18);
    out->ordinal = (uint32_t)edi_db_int(q, 19);
    out->remittance = edi_db_int(q, 20);
    out->repeated = edi_db_int(q, 22) != 0;
    out->unreadable = edi_db_int(q, 23) != 0;
    out->first = x12_arena_copy(arena, edi_db_text(q, 24));
    out->trace = x12_arena_copy(arena, edi_db_text(q, 25));
    return payments_unpack(q->db, x12_arena_copy(arena, edi_db_blob(q, 21)),
                           arena, out);
}

static bool payments_has(const struct edi_match_payment *payments, size_t count,
                         int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (payments[i].id == id)
            return true;
    return false;
}

static struct edi_query *payments_query(struct edi_store *store,
                                        enum edi_payments_by by, int64_t id,
                                        x12_str text)
{
    struct edi_query *q = NULL;

    switch (by) {
    case EDI_PAYMENTS_BY_ID:
        q = edi_db_query(&store->db, payments_by_id);
        edi_db_bind_int(q, 1, id);
        return q;
    case EDI_PAYMENTS_BY_BARE:
        q = edi_db_query(&store->db, payments_by_bare);
        break;
    case EDI_PAYMENTS_BY_CONTROL:
        q = edi_db_query(&store->db, payments_by_control);
        break;
    }
    edi_db_bind_text(q, 1, text);
    return q;
}

/* Adds what the query gives; where there is a claim, only what seeks it. */
static enum x12_status payments_gather(struct edi_query *q,
                                       const struct edi_match_claim *sought,
                                       struct x12_arena *arena,
                                       struct edi_match_payment **payments,
                                       size_t *count, size_t most)
{
    struct edi_match_payment read, *payment;
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK) {
        if (payments_has(*payments, *count, edi_db_int(q, 0)))
            continue;
        status = payments_read(q, arena, &read);
        if (status != X12_OK)
            break;
        if (sought && !edi_match_is_sought(sought, &read))
            continue;
        if (*count == most)
            status = x12_fail(q->db->err, X12_ELIMIT,
                              "more than %u payments share one number",
                              (unsigned)most);
        else if (!(payment = x12_arena_push(arena, payments, count,
                                            sizeof(*payment))))
            status = x12_fail(q->db->err, arena->failed, "payments: %s",
                              x12_status_text(arena->failed));
        else
            *payment = read;
        if (status != X12_OK)
            break;
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_store_payments_find(struct edi_store *store,
                                        enum edi_payments_by by, int64_t id,
                                        x12_str text, struct x12_arena *arena,
                                        struct edi_match_payment **payments,
                                        size_t *count, size_t most)
{
    return payments_gather(payments_query(store, by, id, text), NULL, arena,
                           payments, count, most);
}

enum x12_status edi_store_payments_seeking(struct edi_store *store,
                                           const struct edi_match_claim *claim,
                                           struct x12_arena *arena,
                                           struct edi_match_payment **payments,
                                           size_t *count, size_t most)
{
    static const char SEEKING[] =
        "SELECT payment FROM seeking WHERE day = ?1 AND charge = ?2";
    struct edi_query *q;
    enum x12_status status;

    if (!claim->from)
        return X12_OK;
    q = edi_db_query(&store->db, SEEKING);
    edi_db_bind_int(q, 1, claim->from);
    edi_db_bind_int(q, 2, claim->charge);
    while ((status = edi_db_step(q)) == X12_OK) {
        int64_t id = edi_db_int(q, 0);

        if (payments_has(*payments, *count, id))
            continue;
        status = payments_gather(
            payments_query(store, EDI_PAYMENTS_BY_ID, id, (x12_str){ NULL, 0 }),
            claim, arena, payments, count, most);
        if (status != X12_OK)
            break;
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}
