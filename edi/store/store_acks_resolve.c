/* SPDX-License-Identifier: Apache-2.0 */
/* store_acks_resolve - which interchange, group or set an acknowledgement means */
#include "edi/store/store_acks.h"
#include "parser/value.h"

/* What an item says of what it answers. */
struct resolve_ack {
    int64_t id;
    unsigned kind;
    x12_date day, names_day;
    x12_str names, names_set, sender, receiver;
};

struct resolve_found {
    int64_t interchange, set; /* 0: none */
};

struct resolve {
    struct edi_store *store;
    struct x12_arena *arena;
    int64_t **sets;
    size_t *count;
};

/* Of those that bear the numbers and were not sent later, the last one is meant:
 * control numbers begin anew. A TA1 tells the day of what it answers. ?1 is the
 * number, ?2 who answers, ?3 to whom, ?4 the last day, ?5 ST02, ?6 that day. */
static const char resolve_interchange[] =
    "SELECT i.id, 0 FROM interchange i WHERE i.control = ?1"
    " AND i.receiver = ?2 AND i.sender = ?3 AND i.day <= ?4 AND EXISTS"
    " (SELECT 1 FROM claim_set s WHERE s.interchange = i.id)"
    " ORDER BY i.day = ?6 DESC, i.day DESC, i.time DESC, i.id DESC LIMIT 1";
static const char resolve_group[] =
    "SELECT i.id, 0 FROM claim_set s JOIN interchange i ON i.id = s.interchange"
    " WHERE s.group_control = ?1 AND i.receiver = ?2 AND i.sender = ?3"
    " AND i.day <= ?4 ORDER BY i.day DESC, i.time DESC, i.id DESC LIMIT 1";
static const char resolve_set[] =
    "SELECT i.id, s.id FROM claim_set s JOIN interchange i"
    " ON i.id = s.interchange WHERE s.group_control = ?1 AND s.control = ?5"
    " AND i.receiver = ?2 AND i.sender = ?3 AND i.day <= ?4"
    " ORDER BY i.day DESC, i.time DESC, s.id DESC LIMIT 1";

/* A 277CA may come from who stands behind the receiver. */
static const char resolve_batch[] =
    "SELECT i.id, s.id FROM claim_set s JOIN interchange i"
    " ON i.id = s.interchange WHERE s.reference = ?1 AND ?1 <> ''"
    " AND i.sender = ?3 AND i.day <= ?4 ORDER BY i.receiver = ?2 DESC,"
    " i.day DESC, i.time DESC, s.id DESC LIMIT 1";

static const char *resolve_query(unsigned kind)
{
    switch ((enum edi_ack_kind)kind) {
    case EDI_ACK_INTERCHANGE:
        return resolve_interchange;
    case EDI_ACK_GROUP:
        return resolve_group;
    case EDI_ACK_SET:
        return resolve_set;
    case EDI_ACK_TRANSMISSION:
    case EDI_ACK_PROVIDER:
    case EDI_ACK_CLAIM:
        break;
    }
    return resolve_batch;
}

/* Clocks differ: an answer may bear the day before. */
static x12_date resolve_until(x12_date day)
{
    return day ? x12_date_from_days(x12_date_to_days(day) + 1) : 99991231;
}

static enum x12_status resolve_find(struct edi_store *store,
                                    const struct resolve_ack *ack,
                                    struct resolve_found *found)
{
    struct edi_query *q = edi_db_query(&store->db, resolve_query(ack->kind));
    enum x12_status status;

    *found = (struct resolve_found){ 0, 0 };
    edi_db_bind_text(q, 1, ack->names);
    edi_db_bind_text(q, 2, ack->sender);
    edi_db_bind_text(q, 3, ack->receiver);
    edi_db_bind_int(q, 4, resolve_until(ack->day));
    if (ack->kind == EDI_ACK_SET)
        edi_db_bind_text(q, 5, ack->names_set);
    if (ack->kind == EDI_ACK_INTERCHANGE)
        edi_db_bind_int(q, 6, ack->names_day);
    status = edi_db_step(q);
    if (status == X12_OK)
        *found = (struct resolve_found){ edi_db_int(q, 0), edi_db_int(q, 1) };
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status resolve_before(struct edi_store *store, int64_t ack,
                                      struct resolve_found *before)
{
    static const char BEFORE[] =
        "SELECT interchange, claim_set FROM acked WHERE ack = ?1";
    struct edi_query *q = edi_db_query(&store->db, BEFORE);
    enum x12_status status;

    *before = (struct resolve_found){ 0, 0 };
    edi_db_bind_int(q, 1, ack);
    status = edi_db_step(q);
    if (status == X12_OK)
        *before = (struct resolve_found){ edi_db_int(q, 0), edi_db_int(q, 1) };
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status resolve_put(struct edi_store *store, int64_t ack,
                                   const struct resolve_found *found)
{
    static const char PUT[] =
        "INSERT INTO acked (ack, interchange, claim_set)"
        " VALUES (?1, ?2, nullif(?3, 0)) ON CONFLICT (ack)"
        " DO UPDATE SET interchange = ?2, claim_set = nullif(?3, 0)";
    struct edi_query *q = edi_db_query(&store->db, PUT);

    edi_db_bind_int(q, 1, ack);
    edi_db_bind_int(q, 2, found->interchange);
    edi_db_bind_int(q, 3, found->set);
    return edi_db_run(q);
}

static bool resolve_has(const struct resolve *r, int64_t set)
{
    for (size_t i = *r->count; i-- > 0;)
        if ((*r->sets)[i] == set)
            return true;
    return false;
}

/* The set, or all sets of the interchange. */
static enum x12_status resolve_touch(struct resolve *r,
                                     const struct resolve_found *found)
{
    static const char SETS[] = "SELECT id FROM claim_set WHERE interchange = ?1"
                               " AND (?2 = 0 OR id = ?2) ORDER BY id";
    struct edi_query *q;
    enum x12_status status = X12_OK;

    if (!found->interchange)
        return X12_OK;
    q = edi_db_query(&r->store->db, SETS);
    edi_db_bind_int(q, 1, found->interchange);
    edi_db_bind_int(q, 2, found->set);
    while ((status = edi_db_step(q)) == X12_OK) {
        int64_t *set;

        if (resolve_has(r, edi_db_int(q, 0)))
            continue;
        set = x12_arena_push(r->arena, r->sets, r->count, sizeof(*set));
        if (!set) {
            status = x12_fail(r->store->db.err, r->arena->failed,
                              "answered sets: %s",
                              x12_status_text(r->arena->failed));
            break;
        }
        *set = edi_db_int(q, 0);
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status resolve_one(struct resolve *r,
                                   const struct resolve_ack *ack)
{
    struct resolve_found before, found;
    enum x12_status status = resolve_before(r->store, ack->id, &before);

    if (status == X12_OK)
        status = resolve_find(r->store, ack, &found);
    if (status != X12_OK ||
        (before.interchange == found.interchange && before.set == found.set))
        return status;
    status = resolve_put(r->store, ack->id, &found);
    if (status == X12_OK)
        status = resolve_touch(r, &before);
    return status == X12_OK ? resolve_touch(r, &found) : status;
}

#define RESOLVE_SELECT                                               \
    "SELECT a.id, a.kind, a.day, a.names_day, a.names, a.names_set," \
    " i.sender, i.receiver FROM ack a JOIN interchange i"            \
    " ON i.id = a.interchange WHERE a.kind < 6 AND "

/* The items that a query gives, one after the other; the row is done with before
 * the next query is asked. */
static enum x12_status resolve_all(struct resolve *r, struct edi_query *q)
{
    struct x12_arena arena = { 0 };
    struct resolve_ack *acks = NULL;
    size_t count = 0;
    enum x12_status status;

    while ((status = edi_db_step(q)) == X12_OK) {
        struct resolve_ack *ack = x12_arena_push(&arena, &acks, &count,
                                                 sizeof(*ack));

        if (!ack)
            break;
        *ack = (struct resolve_ack){
            .id = edi_db_int(q, 0),
            .kind = (unsigned)edi_db_int(q, 1),
            .day = (x12_date)edi_db_int(q, 2),
            .names_day = (x12_date)edi_db_int(q, 3),
            .names = x12_arena_copy(&arena, edi_db_text(q, 4)),
            .names_set = x12_arena_copy(&arena, edi_db_text(q, 5)),
            .sender = x12_arena_copy(&arena, edi_db_text(q, 6)),
            .receiver = x12_arena_copy(&arena, edi_db_text(q, 7)),
        };
    }
    edi_db_end(q);
    if (status >= X12_OK && arena.failed)
        status = x12_fail(r->store->db.err, arena.failed,
                          "acknowledgements: %s",
                          x12_status_text(arena.failed));
    else if (status == X12_END)
        status = X12_OK;
    for (size_t i = 0; status == X12_OK && i < count; i++)
        status = resolve_one(r, &acks[i]);
    x12_arena_release(&arena);
    return status;
}

enum x12_status edi_store_acks_resolve(struct edi_store *store,
                                       const struct edi_acks_new *facts,
                                       struct x12_arena *arena, int64_t **sets,
                                       size_t *count)
{
    static const char NEW[] = RESOLVE_SELECT "a.id BETWEEN ?1 AND ?2";
    static const char NAMED[] = RESOLVE_SELECT
        "a.id IN (SELECT o.id FROM claim_set s JOIN interchange j"
        " ON j.id = s.interchange JOIN ack o ON (o.kind = 1"
        " AND o.names = j.control) OR (o.kind IN (2, 3)"
        " AND o.names = s.group_control) OR (o.kind IN (4, 5)"
        " AND o.names = s.reference) WHERE s.id BETWEEN ?1 AND ?2)";
    struct resolve r = { store, arena, sets, count };
    enum x12_status status = X12_OK;
    struct edi_query *q;

    if (facts->first_ack <= facts->last_ack) {
        q = edi_db_query(&store->db, NEW);
        edi_db_bind_int(q, 1, facts->first_ack);
        edi_db_bind_int(q, 2, facts->last_ack);
        status = resolve_all(&r, q);
    }
    if (status == X12_OK && facts->first_set <= facts->last_set) {
        q = edi_db_query(&store->db, NAMED);
        edi_db_bind_int(q, 1, facts->first_set);
        edi_db_bind_int(q, 2, facts->last_set);
        status = resolve_all(&r, q);
    }
    return status;
}
