/* SPDX-License-Identifier: Apache-2.0 */
/* store_follow - what follows from new facts */
#include "edi/store/store_follow.h"

#include "edi/match/acked.h"
#include "edi/store/store_acks.h"
#include "edi/store/store_decisions.h"
#include "edi/store/store_gather.h"
#include "edi/store/store_matches.h"
#include "edi/store/store_outbox.h"

#include <stdlib.h>

enum {
    FOLLOW_BITS = 8,
    FOLLOW_WINDOW = 1 << 18, /* payments that are put into order at once */
};

/* Which of the new rows have been decided: a bit each. */
struct follow_marks {
    int64_t first, last;
    unsigned char *bits;
};

struct follow {
    struct edi_gathering g; /* of the component at hand */
    const struct edi_denial_rules *rules;
    struct follow_marks claims, payments, acks;
    int64_t file;      /* interchange whose batch was moved last */
    uint64_t *changed; /* payments from before, decided otherwise; or NULL */
    struct edi_linked linked;
    /* What answers the set that was asked about last. */
    struct x12_arena held;
    int64_t held_set;
    struct edi_match_ack *held_acks;
    size_t held_count;
};

static bool follow_marks_make(struct follow_marks *marks,
                              struct x12_arena *arena, int64_t first,
                              int64_t last)
{
    marks->first = first;
    marks->last = last;
    if (last < first)
        return true;
    marks->bits = x12_arena_make(arena,
                                 (size_t)(last - first) / FOLLOW_BITS + 1);
    return marks->bits != NULL;
}

static bool follow_is_marked(const struct follow_marks *marks, int64_t id)
{
    size_t at = (size_t)(id - marks->first);

    return marks->bits[at / FOLLOW_BITS] >> at % FOLLOW_BITS & 1;
}

static void follow_mark(struct follow_marks *marks, int64_t id)
{
    size_t at = (size_t)(id - marks->first);

    if (id >= marks->first && id <= marks->last)
        marks->bits[at / FOLLOW_BITS] |= (unsigned char)(1u
                                                         << at % FOLLOW_BITS);
}

/* What answers the sets of the claims as a whole. The claims of a file come one
 * after the other, so the answers to one set are held; those of other sets are
 * read for the component alone. */
static enum x12_status follow_answers(struct follow *f, size_t at)
{
    struct edi_match_claim *claims = f->g.component.claims;
    struct edi_match_ack *acks = NULL;
    enum x12_status status;

    if (at == 0 && claims[at].set_id != f->held_set) {
        x12_arena_reset(&f->held);
        f->held_set = 0;
        f->held_acks = NULL;
        f->held_count = 0;
        status = edi_store_acks_of_set(f->g.store, claims[at].set_id, &f->held,
                                       &f->held_acks, &f->held_count);
        if (status != X12_OK)
            return status;
        f->held_set = claims[at].set_id;
    }
    if (claims[at].set_id == f->held_set) {
        claims[at].acks = f->held_acks;
        claims[at].ack_count = f->held_count;
        return X12_OK;
    }
    if (claims[at].set_id == claims[at - 1].set_id) {
        claims[at].acks = claims[at - 1].acks;
        claims[at].ack_count = claims[at - 1].ack_count;
        return X12_OK;
    }
    status = edi_store_acks_of_set(f->g.store, claims[at].set_id, f->g.arena,
                                   &acks, &claims[at].ack_count);
    claims[at].acks = acks;
    return status;
}

/* Payments that were decided before, and otherwise. */
static enum x12_status follow_changed(struct follow *f)
{
    const struct edi_component *c = &f->g.component;
    enum x12_status status = X12_OK;

    for (size_t i = 0; status == X12_OK && i < c->payment_count; i++) {
        const struct edi_match_payment *p = &c->payments[i];
        bool otherwise = false;

        if (p->id >= f->payments.first && p->id <= f->payments.last)
            continue;
        status = edi_store_decided_otherwise(f->g.store, p, &otherwise);
        *f->changed += otherwise;
    }
    return status;
}

/* Decides the component that the arrays have begun, and marks its rows. Claims
 * that nothing has answered need no decision: they are open. */
static enum x12_status follow_decide(struct follow *f)
{
    struct edi_component *c = &f->g.component;
    enum x12_status status = edi_gather(&f->g);
    size_t words = c->payment_count + c->ack_count;

    for (size_t i = 0; status == X12_OK && i < c->claim_count; i++) {
        status = follow_answers(f, i);
        words += c->claims[i].ack_count;
    }
    if (status == X12_OK && words)
        status = edi_match_component(c, f->rules, f->g.arena,
                                     f->g.store->db.err);
    if (status == X12_OK && words && f->changed)
        status = follow_changed(f);
    if (status == X12_OK && words)
        status = edi_store_decided(f->g.store, c, f->g.arena, &f->g.seeking);
    for (size_t i = 0; i < c->claim_count; i++)
        follow_mark(&f->claims, c->claims[i].id);
    for (size_t i = 0; i < c->payment_count; i++)
        follow_mark(&f->payments, c->payments[i].id);
    for (size_t i = 0; i < c->ack_count; i++)
        follow_mark(&f->acks, c->acks[i].id);
    f->g.component = (struct edi_component){ 0 };
    x12_arena_reset(f->g.arena);
    return status;
}

static enum x12_status follow_payment(struct follow *f, int64_t id)
{
    enum x12_status status = edi_gather_payment(&f->g, id);

    return status == X12_OK ? follow_decide(f) : status;
}

static enum x12_status follow_claim(struct follow *f, int64_t id)
{
    enum x12_status status = edi_gather_claim(&f->g, id);

    return status == X12_OK ? follow_decide(f) : status;
}

/* X12_OK too for an item that is no claim's: it answers a set as a whole. */
static enum x12_status follow_ack(struct follow *f, int64_t id)
{
    enum x12_status status = edi_gather_ack(&f->g, id);

    return status == X12_OK && f->g.component.ack_count ? follow_decide(f)
                                                        : status;
}

/* --- sets that are answered as a whole ---------------------------------------- */

/* The claims of a set have ids that follow each other. */
static enum x12_status follow_set_claims(struct follow *f, int64_t set,
                                         struct x12_arena *marks)
{
    static const char RANGE[] = "SELECT coalesce(min(id), 1),"
                                " coalesce(max(id), 0) FROM claim"
                                " WHERE claim_set = ?1";
    struct edi_query *q = edi_db_query(&f->g.store->db, RANGE);
    enum x12_status status;

    edi_db_bind_int(q, 1, set);
    status = edi_db_step(q);
    if (status == X12_OK &&
        !follow_marks_make(&f->claims, marks, edi_db_int(q, 0),
                           edi_db_int(q, 1)))
        status = x12_fail(f->g.store->db.err, marks->failed,
                          "answered claims: %s",
                          x12_status_text(marks->failed));
    edi_db_end(q);
    return status;
}

/* How far the sets of an interchange have come. */
struct follow_file {
    enum edi_ack_stage least; /* of those that are not rejected */
    uint64_t sets, rejected;
};

/* The interchange of a set that may be a file of the outbox; 0: it is none. */
static enum x12_status follow_interchange(struct follow *f, int64_t set,
                                          int64_t *interchange)
{
    static const char WHICH[] =
        "SELECT i.id FROM claim_set s JOIN interchange i"
        " ON i.id = s.interchange JOIN batch b"
        " ON b.isa = CAST(i.control AS INTEGER) AND b.sender = i.sender"
        " AND b.receiver = i.receiver WHERE s.id = ?1";
    struct edi_query *q = edi_db_query(&f->g.store->db, WHICH);
    enum x12_status status;

    *interchange = 0;
    edi_db_bind_int(q, 1, set);
    status = edi_db_step(q);
    if (status == X12_OK)
        *interchange = edi_db_int(q, 0);
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

static enum x12_status follow_file(struct follow *f, int64_t interchange,
                                   struct follow_file *file)
{
    static const char SETS[] = "SELECT id FROM claim_set WHERE interchange = ?1"
                               " ORDER BY id";
    struct edi_query *q = edi_db_query(&f->g.store->db, SETS);
    enum x12_status status;

    edi_db_bind_int(q, 1, interchange);
    *file = (struct follow_file){ .least = EDI_STAGE_277CA };
    while ((status = edi_db_step(q)) == X12_OK) {
        struct edi_match_ack *acks = NULL;
        struct edi_acked acked;
        size_t count = 0;

        status = edi_store_acks_of_set(f->g.store, edi_db_int(q, 0), f->g.arena,
                                       &acks, &count);
        if (status != X12_OK)
            break;
        acked = edi_acked_set(acks, count);
        x12_arena_reset(f->g.arena);
        file->sets++;
        if (acked.state == EDI_STATE_REJECTED)
            file->rejected++;
        else if (acked.stage < file->least)
            file->least = acked.stage;
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* A file of ours that is in the outbox is as far as the last of its sets. Where
 * some are rejected and others not it is not: who sent it again would send what
 * was taken a second time, so the claims of the others are told, and not it. */
static enum x12_status follow_batch(struct follow *f, int64_t set,
                                    const char *when)
{
    static const enum edi_batch_state states[] = {
        [EDI_STAGE_NONE] = EDI_BATCH_SENT,
        [EDI_STAGE_TA1] = EDI_BATCH_TA1,
        [EDI_STAGE_999] = EDI_BATCH_999,
        [EDI_STAGE_277CA] = EDI_BATCH_277CA,
    };
    struct follow_file file;
    int64_t interchange;
    enum x12_status status = follow_interchange(f, set, &interchange);

    if (status != X12_OK || !interchange || interchange == f->file)
        return status;
    f->file = interchange;
    status = follow_file(f, interchange, &file);
    if (status != X12_OK)
        return status;
    if (file.rejected == file.sets)
        return edi_batch_acked(f->g.store, set, EDI_BATCH_REJECTED, when);
    if (file.least == EDI_STAGE_NONE)
        return X12_OK;
    return edi_batch_acked(f->g.store, set, states[file.least], when);
}

static enum x12_status follow_set(struct follow *f, int64_t set,
                                  struct x12_arena *marks, const char *when)
{
    enum x12_status status = follow_set_claims(f, set, marks);

    for (int64_t id = f->claims.first; status == X12_OK && id <= f->claims.last;
         id++)
        if (!follow_is_marked(&f->claims, id))
            status = follow_claim(f, id);
    return status == X12_OK ? follow_batch(f, set, when) : status;
}

/* --- remittances that came before ------------------------------------------------ */

/* A set that says the same as an older one may turn that one into the repeated
 * one. Payments with a number stand in one component with their like; those
 * without are found here, one after the other. */
static enum x12_status follow_next_repeated(struct follow *f,
                                            const struct edi_new_facts *facts,
                                            int64_t *payment)
{
    static const char NEXT[] =
        "SELECT min(p.id) FROM remittance n JOIN remittance o"
        " ON o.body = n.body AND o.id < ?1 JOIN payment p"
        " ON p.id >= o.first_payment AND p.id < o.first_payment + o.payments"
        " WHERE n.id BETWEEN ?1 AND ?2 AND p.id > ?3 AND p.bare = ''"
        " AND p.icn = ''";
    struct edi_query *q = edi_db_query(&f->g.store->db, NEXT);
    enum x12_status status;

    edi_db_bind_int(q, 1, facts->first_remittance);
    edi_db_bind_int(q, 2, facts->last_remittance);
    edi_db_bind_int(q, 3, *payment);
    status = edi_db_step(q);
    if (status == X12_OK && edi_db_is_null(q, 0))
        status = X12_END;
    if (status == X12_OK)
        *payment = edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

static enum x12_status follow_repeated(struct follow *f,
                                       const struct edi_new_facts *facts)
{
    enum x12_status status;
    int64_t payment = 0;

    if (facts->last_remittance < facts->first_remittance)
        return X12_OK;
    while ((status = follow_next_repeated(f, facts, &payment)) == X12_OK) {
        status = follow_payment(f, payment);
        if (status != X12_OK)
            break;
    }
    return status == X12_END ? X12_OK : status;
}

static enum x12_status follow_marks_all(struct follow *f,
                                        struct x12_arena *marks,
                                        const struct edi_new_facts *facts)
{
    if (!follow_marks_make(&f->claims, marks, facts->first_claim,
                           facts->last_claim) ||
        !follow_marks_make(&f->payments, marks, facts->first_payment,
                           facts->last_payment) ||
        !follow_marks_make(&f->acks, marks, facts->first_ack, facts->last_ack))
        return x12_fail(f->g.store->db.err, marks->failed, "new facts: %s",
                        x12_status_text(marks->failed));
    return X12_OK;
}

/* --- new rows ------------------------------------------------------------------ */

/* A payment, and a claim of its number. */
struct follow_pair {
    int64_t claim, payment;
};

static int follow_pair_order(const void *left, const void *right)
{
    const struct follow_pair *a = left, *b = right;

    if (a->claim != b->claim)
        return a->claim < b->claim ? -1 : 1;
    return (a->payment > b->payment) - (a->payment < b->payment);
}

/* In the order of their claims, which are read, and written about, from the
 * first to the last of the store; some thousands at a time, so that what is
 * written about the payments lies together too. */
static enum x12_status follow_window(struct follow *f,
                                     struct follow_pair *pairs, int64_t first,
                                     int64_t last)
{
    const struct edi_linked_rows *rows = &f->linked.rows[EDI_LINK_PAYMENT];
    enum x12_status status = X12_OK;
    size_t count = 0;

    for (int64_t id = first; id <= last; id++)
        pairs[count++] = (struct follow_pair){
            rows->claim ? rows->claim[id - rows->first] : 0, id
        };
    qsort(pairs, count, sizeof(*pairs), follow_pair_order);
    for (size_t i = 0; status == X12_OK && i < count; i++)
        if (!follow_is_marked(&f->payments, pairs[i].payment))
            status = follow_payment(f, pairs[i].payment);
    return status;
}

static enum x12_status follow_payments(struct follow *f,
                                       struct x12_arena *arena)
{
    const int64_t first = f->payments.first, last = f->payments.last;
    size_t most = last - first < FOLLOW_WINDOW ? (size_t)(last - first + 1)
                                               : FOLLOW_WINDOW;
    enum x12_status status = X12_OK;
    struct follow_pair *pairs;

    if (last < first)
        return X12_OK;
    pairs = x12_arena_make(arena, most * sizeof(*pairs));
    if (!pairs)
        return x12_fail(f->g.store->db.err, arena->failed, "new payments: %s",
                        x12_status_text(arena->failed));
    for (int64_t id = first; status == X12_OK && id <= last;
         id += FOLLOW_WINDOW)
        status = follow_window(
            f, pairs, id,
            last - id < FOLLOW_WINDOW ? last : id + FOLLOW_WINDOW - 1);
    return status;
}

/* A new claim that meets nothing is open; what answers its set as a whole comes
 * later. */
static enum x12_status follow_claims(struct follow *f)
{
    enum x12_status status = X12_OK;

    for (int64_t id = f->claims.first; status == X12_OK && id <= f->claims.last;
         id++)
        if (!follow_is_marked(&f->claims, id) &&
            edi_linked_any(&f->linked, EDI_LINK_CLAIM, id))
            status = follow_claim(f, id);
    return status;
}

static enum x12_status follow_acks(struct follow *f)
{
    enum x12_status status = X12_OK;

    for (int64_t id = f->acks.first; status == X12_OK && id <= f->acks.last;
         id++)
        if (!follow_is_marked(&f->acks, id))
            status = follow_ack(f, id);
    return status;
}

static enum x12_status follow_link(struct follow *f, struct x12_arena *marks,
                                   const struct edi_new_facts *facts)
{
    if (facts->known)
        return X12_OK;
    f->linked = (struct edi_linked){
        .rows = {
            [EDI_LINK_CLAIM] = { facts->first_claim, facts->last_claim, NULL,
                                 NULL },
            [EDI_LINK_PAYMENT] = { facts->first_payment, facts->last_payment,
                                   NULL, NULL },
            [EDI_LINK_ACK] = { facts->first_ack, facts->last_ack, NULL, NULL },
        },
    };
    f->g.linked = &f->linked;
    return edi_store_links_put(f->g.store, &f->linked, marks);
}

enum x12_status edi_store_follow(struct edi_store *store,
                                 const struct edi_new_facts *facts,
                                 const struct edi_denial_rules *rules,
                                 const char *when, uint64_t *changed)
{
    const struct edi_acks_new answers = { facts->first_ack, facts->last_ack,
                                          facts->first_set, facts->last_set };
    struct x12_arena marks = { .limit = SIZE_MAX }, arena = { 0 };
    struct follow f = { .g = { .store = store, .arena = &arena },
                        .rules = rules,
                        .changed = changed };
    int64_t *sets = NULL;
    size_t set_count = 0;
    enum x12_status status = follow_marks_all(&f, &marks, facts);

    f.g.first_payment = facts->known ? 0 : facts->first_payment;
    f.g.last_payment = facts->known ? -1 : facts->last_payment;
    if (status == X12_OK)
        status = follow_link(&f, &marks, facts);
    if (status == X12_OK)
        status = edi_store_decisions_any(store, &f.g.decided);
    if (status == X12_OK)
        status = edi_store_seeking(store, &f.g.seeking);
    if (status == X12_OK)
        status = edi_store_acks_resolve(store, &answers, &marks, &sets,
                                        &set_count);
    if (status == X12_OK)
        status = follow_payments(&f, &marks);
    if (status == X12_OK)
        status = follow_acks(&f);
    if (status == X12_OK)
        status = follow_claims(&f);
    if (status == X12_OK)
        status = follow_repeated(&f, facts);
    for (size_t i = 0; status == X12_OK && i < set_count; i++)
        status = follow_set(&f, sets[i], &marks, when);
    x12_arena_release(&f.held);
    x12_arena_release(&arena);
    x12_arena_release(&marks);
    return status;
}
