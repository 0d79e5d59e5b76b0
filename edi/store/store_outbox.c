/* SPDX-License-Identifier: Apache-2.0 */
/* store_outbox - what waits to be sent, is sent, was refused, is unknown */
#include "edi/store/store_outbox.h"

static const char *const outbox_states[] = {
    [EDI_BATCH_BUILT] = "built",       [EDI_BATCH_QUEUED] = "queued",
    [EDI_BATCH_SENDING] = "sending",   [EDI_BATCH_SENT] = "sent",
    [EDI_BATCH_TA1] = "ta1",           [EDI_BATCH_999] = "999",
    [EDI_BATCH_277CA] = "277ca",       [EDI_BATCH_DONE] = "done",
    [EDI_BATCH_REJECTED] = "rejected", [EDI_BATCH_UNKNOWN] = "unknown",
};

const char *edi_batch_state_text(enum edi_batch_state state)
{
    if (state < EDI_BATCH_BUILT || state > EDI_BATCH_UNKNOWN)
        return "";
    return outbox_states[state];
}

enum x12_status edi_batch_begin(struct edi_store *store,
                                struct edi_batch *batch)
{
    static const char PUT[] =
        "INSERT INTO batch (partner, name, kind, state, made, changed,"
        " sender_qualifier, sender, receiver_qualifier, receiver, usage, isa,"
        " gs, st, reference, claims, charge, bytes, digest, body) VALUES (?1,"
        " ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 0, 0, 0,"
        " x'', x'')";
    struct edi_query *q = edi_db_query(&store->db, PUT);
    enum x12_status status;

    batch->state = EDI_BATCH_BUILT;
    x12_str_put(x12_str_from(batch->made), batch->changed, EDI_BATCH_TIME);
    edi_db_bind_text(q, 1, x12_str_from(batch->partner));
    edi_db_bind_text(q, 2, x12_str_from(batch->name));
    edi_db_bind_text(q, 3, (x12_str){ &batch->kind, 1 });
    edi_db_bind_int(q, 4, batch->state);
    edi_db_bind_text(q, 5, x12_str_from(batch->made));
    edi_db_bind_text(q, 6, x12_str_from(batch->sender_qualifier));
    edi_db_bind_text(q, 7, x12_str_from(batch->sender));
    edi_db_bind_text(q, 8, x12_str_from(batch->receiver_qualifier));
    edi_db_bind_text(q, 9, x12_str_from(batch->receiver));
    edi_db_bind_text(q, 10, (x12_str){ &batch->usage, 1 });
    edi_db_bind_int(q, 11, (int64_t)batch->isa);
    edi_db_bind_int(q, 12, (int64_t)batch->gs);
    edi_db_bind_int(q, 13, (int64_t)batch->st);
    edi_db_bind_text(q, 14, x12_str_from(batch->reference));
    status = edi_db_run(q);
    if (status == X12_OK)
        batch->id = edi_db_last_id(&store->db);
    return status;
}

enum x12_status edi_batch_claim(struct edi_store *store,
                                struct edi_batch *batch,
                                const struct edi_batch_item *item)
{
    static const char PUT[] =
        "INSERT INTO batch_claim VALUES (?1, ?2, ?3, ?4, ?5)";
    struct edi_query *q = edi_db_query(&store->db, PUT);

    batch->claims++;
    batch->charge += item->charge;
    edi_db_bind_int(q, 1, batch->id);
    edi_db_bind_int(q, 2, (int64_t)batch->claims);
    edi_db_bind_text(q, 3, item->number);
    edi_db_bind_int(q, 4, item->charge);
    edi_db_bind_blob(
        q, 5, (x12_str){ (const char *)item->content, EDI_BATCH_DIGEST });
    return edi_db_run(q);
}

enum x12_status edi_batch_holding(struct edi_store *store, const char *partner,
                                  char usage,
                                  const unsigned char content[EDI_BATCH_DIGEST],
                                  char name[EDI_BATCH_NAME])
{
    static const char HOLDING[] =
        "SELECT b.name FROM batch_claim c JOIN batch b ON b.id = c.batch"
        " WHERE c.content = ?1 AND b.partner = ?2 AND b.usage = ?3"
        " ORDER BY b.id LIMIT 1";
    struct edi_query *q = edi_db_query(&store->db, HOLDING);
    enum x12_status status;

    edi_db_bind_blob(q, 1,
                     (x12_str){ (const char *)content, EDI_BATCH_DIGEST });
    edi_db_bind_text(q, 2, x12_str_from(partner));
    edi_db_bind_text(q, 3, (x12_str){ &usage, 1 });
    status = edi_db_step(q);
    if (status == X12_OK)
        x12_str_put(edi_db_text(q, 0), name, EDI_BATCH_NAME);
    edi_db_end(q);
    return status;
}

enum x12_status edi_batch_finish(struct edi_store *store,
                                 struct edi_batch *batch, x12_str body)
{
    static const char FINISH[] =
        "UPDATE batch SET state = ?2, claims = ?3, charge = ?4, bytes = ?5,"
        " digest = ?6, body = ?7 WHERE id = ?1";
    struct edi_query *q = edi_db_query(&store->db, FINISH);

    batch->state = EDI_BATCH_QUEUED;
    edi_db_bind_int(q, 1, batch->id);
    edi_db_bind_int(q, 2, batch->state);
    edi_db_bind_int(q, 3, (int64_t)batch->claims);
    edi_db_bind_int(q, 4, batch->charge);
    edi_db_bind_int(q, 5, (int64_t)batch->bytes);
    edi_db_bind_blob(
        q, 6, (x12_str){ (const char *)batch->digest, EDI_BATCH_DIGEST });
    edi_db_bind_blob(q, 7, body);
    return edi_db_run(q);
}

enum x12_status edi_batch_cancel(struct edi_store *store,
                                 const struct edi_batch *batch)
{
    static const char CANCEL[] = "DELETE FROM batch WHERE id = ?1";
    struct edi_query *q = edi_db_query(&store->db, CANCEL);

    edi_db_bind_int(q, 1, batch->id);
    return edi_db_run(q);
}

static void outbox_text(const struct edi_query *q, int column, char *into,
                        size_t cap)
{
    x12_str_put(edi_db_text(q, column), into, cap);
}

static char outbox_letter(const struct edi_query *q, int column)
{
    x12_str s = edi_db_text(q, column);

    return s.len > 0 ? s.at[0] : '\0';
}

/* A row in the order of the columns of AFTER. */
static void outbox_row(const struct edi_query *q, struct edi_batch *out)
{
    x12_str digest = edi_db_blob(q, 19);

    *out = (struct edi_batch){ .id = edi_db_int(q, 0) };
    outbox_text(q, 1, out->partner, sizeof(out->partner));
    outbox_text(q, 2, out->name, sizeof(out->name));
    out->kind = outbox_letter(q, 3);
    out->state = (enum edi_batch_state)edi_db_int(q, 4);
    outbox_text(q, 5, out->made, sizeof(out->made));
    outbox_text(q, 6, out->changed, sizeof(out->changed));
    outbox_text(q, 7, out->sender_qualifier, sizeof(out->sender_qualifier));
    outbox_text(q, 8, out->sender, sizeof(out->sender));
    outbox_text(q, 9, out->receiver_qualifier, sizeof(out->receiver_qualifier));
    outbox_text(q, 10, out->receiver, sizeof(out->receiver));
    out->usage = outbox_letter(q, 11);
    out->isa = (uint64_t)edi_db_int(q, 12);
    out->gs = (uint64_t)edi_db_int(q, 13);
    out->st = (uint64_t)edi_db_int(q, 14);
    outbox_text(q, 15, out->reference, sizeof(out->reference));
    out->claims = (uint64_t)edi_db_int(q, 16);
    out->charge = edi_db_int(q, 17);
    out->bytes = (uint64_t)edi_db_int(q, 18);
    if (digest.len == EDI_BATCH_DIGEST)
        memcpy(out->digest, digest.at, EDI_BATCH_DIGEST);
    out->shown = edi_db_int(q, 20) != 0;
}

enum x12_status edi_batch_after(struct edi_store *store, int64_t after,
                                const struct edi_batch_wanted *wanted,
                                struct edi_batch *out)
{
    static const char AFTER[] =
        "SELECT id, partner, name, kind, state, made, changed,"
        " sender_qualifier, sender, receiver_qualifier, receiver, usage, isa,"
        " gs, st, reference, claims, charge, bytes, digest, shown FROM batch"
        " WHERE id > ?1 AND (?2 IS NULL OR partner = ?2)"
        " AND (?3 = 0 OR state = ?3) ORDER BY id LIMIT 1";
    struct edi_query *q = edi_db_query(&store->db, AFTER);
    enum x12_status status;

    edi_db_bind_int(q, 1, after);
    if (wanted->partner)
        edi_db_bind_text(q, 2, x12_str_from(wanted->partner));
    else
        edi_db_bind_null(q, 2);
    edi_db_bind_int(q, 3, wanted->state);
    status = edi_db_step(q);
    if (status == X12_OK)
        outbox_row(q, out);
    edi_db_end(q);
    return status;
}

enum x12_status edi_batch_count(struct edi_store *store,
                                enum edi_batch_state state, uint64_t *count)
{
    static const char COUNT[] = "SELECT count(*) FROM batch WHERE state = ?1";
    struct edi_query *q = edi_db_query(&store->db, COUNT);
    enum x12_status status;

    edi_db_bind_int(q, 1, state);
    status = edi_db_step(q);
    if (status == X12_OK)
        *count = (uint64_t)edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

enum x12_status edi_batch_body(struct edi_store *store, int64_t id,
                               struct edi_query **q, x12_str *body)
{
    static const char BODY[] = "SELECT body FROM batch WHERE id = ?1";
    enum x12_status status;

    *q = edi_db_query(&store->db, BODY);
    edi_db_bind_int(*q, 1, id);
    status = edi_db_step(*q);
    if (status == X12_OK)
        *body = edi_db_blob(*q, 0);
    return status;
}

/* Inside a transaction; X12_END: another run was at it. */
static enum x12_status outbox_move(struct edi_store *store,
                                   const struct edi_batch *batch,
                                   enum edi_batch_state to, const char *when)
{
    static const char MOVE[] = "UPDATE batch SET state = ?3, changed = ?4,"
                               " shown = CASE WHEN ?3 = 2 THEN 0 ELSE shown END"
                               " WHERE id = ?1 AND state = ?2 RETURNING id";
    struct edi_query *q = edi_db_query(&store->db, MOVE);
    enum x12_status status, ended;

    edi_db_bind_int(q, 1, batch->id);
    edi_db_bind_int(q, 2, batch->state);
    edi_db_bind_int(q, 3, to);
    edi_db_bind_text(q, 4, x12_str_from(when));
    status = edi_db_step(q);
    ended = status == X12_OK ? edi_db_run(q) : status;
    edi_db_end(q);
    return ended;
}

enum x12_status edi_batch_decide(struct edi_store *store,
                                 struct edi_batch *batch,
                                 enum edi_batch_state to,
                                 const struct edi_act_row *act)
{
    enum x12_status status = edi_db_begin(&store->db);

    if (status == X12_OK)
        status = outbox_move(store, batch, to, act->made);
    if (status == X12_OK && act->who.len)
        status = edi_store_act_put(store, act);
    if (status == X12_OK)
        status = edi_db_commit(&store->db);
    edi_db_rollback(&store->db);
    if (status != X12_OK)
        return status;
    batch->state = to;
    batch->shown &= to != EDI_BATCH_QUEUED;
    x12_str_put(x12_str_from(act->made), batch->changed, EDI_BATCH_TIME);
    return X12_OK;
}

enum x12_status edi_batch_move(struct edi_store *store, struct edi_batch *batch,
                               enum edi_batch_state to, const char *when)
{
    const struct edi_act_row nobody = { .made = when };

    return edi_batch_decide(store, batch, to, &nobody);
}

enum x12_status edi_batch_show(struct edi_store *store, struct edi_batch *batch)
{
    static const char SHOW[] = "UPDATE batch SET shown = 1 WHERE id = ?1";
    enum x12_status status = edi_db_begin(&store->db);
    struct edi_query *q;

    if (status != X12_OK)
        return status;
    q = edi_db_query(&store->db, SHOW);
    edi_db_bind_int(q, 1, batch->id);
    status = edi_db_run(q);
    if (status == X12_OK)
        status = edi_db_commit(&store->db);
    if (status != X12_OK)
        edi_db_rollback(&store->db);
    batch->shown = status == X12_OK;
    return status;
}

enum x12_status edi_batch_acked(struct edi_store *store, int64_t set,
                                enum edi_batch_state to, const char *when)
{
    static const char MOVE[] =
        "UPDATE batch SET state = ?2, changed = ?3 FROM claim_set s"
        " JOIN interchange i ON i.id = s.interchange WHERE s.id = ?1"
        " AND batch.isa = CAST(i.control AS INTEGER)"
        " AND batch.sender = i.sender AND batch.receiver = i.receiver"
        " AND EXISTS (SELECT 1 FROM claim_set o WHERE o.interchange = i.id"
        " AND o.reference = batch.reference)"
        " AND batch.state IN (3, 4, 5, 6, 7, 9, 10) AND batch.state <> ?2";
    struct edi_query *q = edi_db_query(&store->db, MOVE);

    edi_db_bind_int(q, 1, set);
    edi_db_bind_int(q, 2, to);
    edi_db_bind_text(q, 3, x12_str_from(when));
    return edi_db_run(q);
}
