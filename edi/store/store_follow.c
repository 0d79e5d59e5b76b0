/* SPDX-License-Identifier: Apache-2.0 */
/* store_follow - what follows from new facts */
#include "edi/store/store_follow.h"

#include "edi/match/acked.h"
#include "edi/match/key.h"
#include "edi/store/store_acks.h"
#include "edi/store/store_claims.h"
#include "edi/store/store_matches.h"
#include "edi/store/store_outbox.h"
#include "edi/store/store_payments.h"

enum { FOLLOW_BITS = 8 };

/* Which of the new rows have been decided: a bit each. */
struct follow_marks {
    int64_t first, last;
    unsigned char *bits;
};

struct follow {
    struct edi_store *store;
    const struct edi_denial_rules *rules;
    struct x12_arena *arena; /* of the component at hand */
    struct edi_component component;
    struct follow_marks claims, payments, acks;
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

/* --- reading a component ------------------------------------------------------ */

static enum x12_status follow_claims(struct follow *f, enum edi_claims_by by,
                                     int64_t id, x12_str text)
{
    if (by != EDI_CLAIMS_BY_ID && !text.len)
        return X12_OK;
    if (by != EDI_CLAIMS_BY_ID && f->component.claim_count)
        id = f->component.claims[0].id;
    return edi_store_claims_find(f->store, by, id, text, f->arena,
                                 &f->component.claims,
                                 &f->component.claim_count, EDI_COMPONENT_ROWS);
}

static enum x12_status follow_payments(struct follow *f,
                                       enum edi_payments_by by, int64_t id,
                                       x12_str text)
{
    if (by != EDI_PAYMENTS_BY_ID && !text.len)
        return X12_OK;
    if (by != EDI_PAYMENTS_BY_ID && f->component.payment_count)
        id = f->component.payments[0].id;
    return edi_store_payments_find(
        f->store, by, id, text, f->arena, &f->component.payments,
        &f->component.payment_count, EDI_COMPONENT_ROWS);
}

static enum x12_status follow_acks(struct follow *f, enum edi_acks_by by,
                                   int64_t id, x12_str text)
{
    if (by != EDI_ACKS_BY_ID && !text.len)
        return X12_OK;
    if (by != EDI_ACKS_BY_ID && f->component.ack_count)
        id = f->component.acks[0].id;
    return edi_store_acks_find(f->store, by, id, text, f->arena,
                               &f->component.acks, &f->component.ack_count,
                               EDI_COMPONENT_ROWS);
}

/* A number whose rows are all in the component already: the one before bore it
 * too. Spares most of the questions of a component with one number. */
static bool follow_same(x12_str a, x12_str b)
{
    return x12_str_equal(edi_key_bare(a), edi_key_bare(b));
}

static enum x12_status follow_number(struct follow *f, x12_str number)
{
    enum x12_status status = follow_claims(f, EDI_CLAIMS_BY_BARE, 0,
                                           edi_key_bare(number));

    if (status == X12_OK)
        status = follow_payments(f, EDI_PAYMENTS_BY_BARE, 0,
                                 edi_key_bare(number));
    if (status == X12_OK)
        status = follow_acks(f, EDI_ACKS_BY_BARE, 0, edi_key_bare(number));
    return status;
}

static enum x12_status follow_control(struct follow *f, x12_str control)
{
    enum x12_status status = follow_payments(f, EDI_PAYMENTS_BY_CONTROL, 0,
                                             control);

    if (status == X12_OK)
        status = follow_claims(f, EDI_CLAIMS_BY_ORIGINAL, 0, control);
    if (status == X12_OK)
        status = follow_acks(f, EDI_ACKS_BY_CONTROL, 0, control);
    return status;
}

static enum x12_status follow_clearing(struct follow *f, x12_str clearing)
{
    enum x12_status status = follow_claims(f, EDI_CLAIMS_BY_CLEARING, 0,
                                           clearing);

    if (status == X12_OK)
        status = follow_acks(f, EDI_ACKS_BY_CLEARING, 0, clearing);
    return status;
}

/* What seeks this claim. */
static enum x12_status follow_seekers(struct follow *f, size_t at)
{
    const struct edi_match_claim claim = f->component.claims[at];

    return edi_store_payments_seeking(
        f->store, &claim, f->arena, &f->component.payments,
        &f->component.payment_count, EDI_COMPONENT_ROWS);
}

static enum x12_status follow_visit(struct follow *f, struct edi_visit visit,
                                    const struct edi_match_payment *payment)
{
    if (!visit.from)
        return X12_OK;
    return edi_store_claims_sought(
        f->store, visit, payment, f->arena, &f->component.claims,
        &f->component.claim_count, EDI_COMPONENT_ROWS);
}

/* What this payment seeks, and what it sought when it was decided last: claims
 * that it has to do with no more are to be decided without it. */
static enum x12_status follow_sought(struct follow *f, size_t at)
{
    const struct edi_match_payment payment = f->component.payments[at];
    struct edi_visit before = { 0, 0 };
    enum x12_status status = follow_visit(
        f, edi_match_seeks(&f->component, &payment), &payment);

    if (status != X12_OK ||
        (payment.id >= f->payments.first && payment.id <= f->payments.last))
        return status;
    status = edi_store_sought_before(f->store, payment.id, &before);
    return status == X12_OK ? follow_visit(f, before, &payment) : status;
}

/* The numbers of a row, and those of the row before. */
struct follow_numbers {
    x12_str number, control, clearing;
};

static enum x12_status follow_by_numbers(struct follow *f,
                                         struct follow_numbers *last,
                                         struct follow_numbers next)
{
    enum x12_status status = X12_OK;

    if (!follow_same(last->number, next.number))
        status = follow_number(f, next.number);
    if (status == X12_OK && !x12_str_equal(last->control, next.control))
        status = follow_control(f, next.control);
    if (status == X12_OK && !x12_str_equal(last->clearing, next.clearing))
        status = follow_clearing(f, next.clearing);
    *last = next;
    return status;
}

/* Everything that shares a number with what is there, or seeks it, until nothing
 * is new. The arrays move as they grow, so they are asked by index. */
static enum x12_status follow_all(struct follow *f)
{
    const struct edi_component *c = &f->component;
    struct follow_numbers last = { .number = { NULL, 0 } };
    size_t claim = 0, payment = 0, ack = 0;
    enum x12_status status = X12_OK;

    while (status == X12_OK) {
        if (claim < c->claim_count) {
            const struct edi_match_claim *row = &c->claims[claim];
            const struct follow_numbers next = { row->number, row->original,
                                                 row->clearing };

            status = follow_by_numbers(f, &last, next);
            if (status == X12_OK)
                status = follow_seekers(f, claim++);
        } else if (payment < c->payment_count) {
            const struct edi_match_payment *row = &c->payments[payment];
            const struct follow_numbers next = { .number = row->number,
                                                 .control = row->control };

            status = follow_by_numbers(f, &last, next);
            if (status == X12_OK)
                status = follow_sought(f, payment++);
        } else if (ack < c->ack_count) {
            const struct edi_match_ack *row = &c->acks[ack++];
            const struct follow_numbers next = { row->number, row->control,
                                                 row->clearing };

            status = follow_by_numbers(f, &last, next);
        } else {
            break;
        }
    }
    return status;
}

static enum x12_status follow_grow(struct follow *f)
{
    enum x12_status status = follow_all(f);

    if (status == X12_OK && f->arena->failed)
        status = x12_fail(f->store->db.err, f->arena->failed,
                          "reading what belongs together: %s",
                          x12_status_text(f->arena->failed));
    return status;
}

/* What answers the sets of the claims as a whole. The claims of a file come one
 * after the other, so the answers to one set are held; those of other sets are
 * read for the component alone. */
static enum x12_status follow_answers(struct follow *f, size_t at)
{
    struct edi_match_claim *claims = f->component.claims;
    struct edi_match_ack *acks = NULL;
    enum x12_status status;

    if (at == 0 && claims[at].set_id != f->held_set) {
        x12_arena_reset(&f->held);
        f->held_set = 0;
        f->held_acks = NULL;
        f->held_count = 0;
        status = edi_store_acks_of_set(f->store, claims[at].set_id, &f->held,
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
    status = edi_store_acks_of_set(f->store, claims[at].set_id, f->arena, &acks,
                                   &claims[at].ack_count);
    claims[at].acks = acks;
    return status;
}

/* Decides the component that the arrays have begun, and marks its rows. Claims
 * that nothing has answered need no decision: they are open. */
static enum x12_status follow_decide(struct follow *f)
{
    struct edi_component *c = &f->component;
    enum x12_status status = follow_grow(f);
    size_t words = c->payment_count + c->ack_count;

    for (size_t i = 0; status == X12_OK && i < c->claim_count; i++) {
        status = follow_answers(f, i);
        words += c->claims[i].ack_count;
    }
    if (status == X12_OK && words)
        status = edi_match_component(c, f->rules, f->arena, f->store->db.err);
    if (status == X12_OK && words)
        status = edi_store_decided(f->store, c, f->arena);
    for (size_t i = 0; i < c->claim_count; i++)
        follow_mark(&f->claims, c->claims[i].id);
    for (size_t i = 0; i < c->payment_count; i++)
        follow_mark(&f->payments, c->payments[i].id);
    for (size_t i = 0; i < c->ack_count; i++)
        follow_mark(&f->acks, c->acks[i].id);
    f->component = (struct edi_component){ 0 };
    x12_arena_reset(f->arena);
    return status;
}

static enum x12_status follow_payment(struct follow *f, int64_t id)
{
    enum x12_status status = follow_payments(f, EDI_PAYMENTS_BY_ID, id,
                                             (x12_str){ NULL, 0 });

    return status == X12_OK ? follow_decide(f) : status;
}

static enum x12_status follow_claim(struct follow *f, int64_t id)
{
    enum x12_status status = follow_claims(f, EDI_CLAIMS_BY_ID, id,
                                           (x12_str){ NULL, 0 });

    return status == X12_OK ? follow_decide(f) : status;
}

/* X12_OK too for an item that is no claim's: it answers a set as a whole. */
static enum x12_status follow_ack(struct follow *f, int64_t id)
{
    enum x12_status status = follow_acks(f, EDI_ACKS_BY_ID, id,
                                         (x12_str){ NULL, 0 });

    return status == X12_OK && f->component.ack_count ? follow_decide(f)
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
    struct edi_query *q = edi_db_query(&f->store->db, RANGE);
    enum x12_status status;

    edi_db_bind_int(q, 1, set);
    status = edi_db_step(q);
    if (status == X12_OK &&
        !follow_marks_make(&f->claims, marks, edi_db_int(q, 0),
                           edi_db_int(q, 1)))
        status = x12_fail(f->store->db.err, marks->failed,
                          "answered claims: %s",
                          x12_status_text(marks->failed));
    edi_db_end(q);
    return status;
}

/* A file of ours that is in the outbox stands where its set stands. */
static enum x12_status follow_batch(struct follow *f, int64_t set,
                                    const char *when)
{
    static const enum edi_batch_state states[] = {
        [EDI_STAGE_NONE] = EDI_BATCH_SENT,
        [EDI_STAGE_TA1] = EDI_BATCH_TA1,
        [EDI_STAGE_999] = EDI_BATCH_999,
        [EDI_STAGE_277CA] = EDI_BATCH_277CA,
    };
    struct edi_match_ack *acks = NULL;
    struct edi_acked acked;
    size_t count = 0;
    enum x12_status status = edi_store_acks_of_set(f->store, set, f->arena,
                                                   &acks, &count);

    acked = edi_acked_set(acks, count);
    x12_arena_reset(f->arena);
    if (status != X12_OK || acked.stage == EDI_STAGE_NONE)
        return status;
    return edi_batch_acked(f->store, set,
                           acked.state == EDI_STATE_REJECTED
                               ? EDI_BATCH_REJECTED
                               : states[acked.stage],
                           when);
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
    struct edi_query *q = edi_db_query(&f->store->db, NEXT);
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
        return x12_fail(f->store->db.err, marks->failed, "new facts: %s",
                        x12_status_text(marks->failed));
    return X12_OK;
}

enum x12_status edi_store_follow(struct edi_store *store,
                                 const struct edi_new_facts *facts,
                                 const struct edi_denial_rules *rules,
                                 const char *when)
{
    const struct edi_acks_new answers = { facts->first_ack, facts->last_ack,
                                          facts->first_set, facts->last_set };
    struct x12_arena marks = { 0 }, arena = { 0 };
    struct follow f = { .store = store, .rules = rules, .arena = &arena };
    int64_t *sets = NULL;
    size_t set_count = 0;
    enum x12_status status = follow_marks_all(&f, &marks, facts);

    if (status == X12_OK)
        status = edi_store_acks_resolve(store, &answers, &marks, &sets,
                                        &set_count);
    for (int64_t id = facts->first_payment;
         status == X12_OK && id <= facts->last_payment; id++)
        if (!follow_is_marked(&f.payments, id))
            status = follow_payment(&f, id);
    for (int64_t id = facts->first_ack;
         status == X12_OK && id <= facts->last_ack; id++)
        if (!follow_is_marked(&f.acks, id))
            status = follow_ack(&f, id);
    for (int64_t id = facts->first_claim;
         status == X12_OK && id <= facts->last_claim; id++)
        if (!follow_is_marked(&f.claims, id))
            status = follow_claim(&f, id);
    if (status == X12_OK)
        status = follow_repeated(&f, facts);
    for (size_t i = 0; status == X12_OK && i < set_count; i++)
        status = follow_set(&f, sets[i], &marks, when);
    x12_arena_release(&f.held);
    x12_arena_release(&arena);
    x12_arena_release(&marks);
    return status;
}
