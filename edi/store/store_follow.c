/* SPDX-License-Identifier: Apache-2.0 */
/* store_follow - what follows from new facts */
#include "edi/store/store_follow.h"

#include "edi/match/key.h"
#include "edi/store/store_claims.h"
#include "edi/store/store_matches.h"
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
    struct follow_marks claims, payments;
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
    return status;
}

static enum x12_status follow_control(struct follow *f, x12_str control)
{
    enum x12_status status = follow_payments(f, EDI_PAYMENTS_BY_CONTROL, 0,
                                             control);

    if (status == X12_OK)
        status = follow_claims(f, EDI_CLAIMS_BY_ORIGINAL, 0, control);
    return status;
}

/* Everything that shares a number with what is there, until nothing is new. The
 * arrays move as they grow, so they are asked by index. */
static enum x12_status follow_grow(struct follow *f)
{
    struct edi_component *c = &f->component;
    x12_str number = { NULL, 0 }, control = { NULL, 0 };
    enum x12_status status = X12_OK;
    size_t claim = 0, payment = 0;

    while (status == X12_OK &&
           (claim < c->claim_count || payment < c->payment_count)) {
        bool is_claim = claim < c->claim_count;
        x12_str next_number = is_claim ? c->claims[claim].number
                                       : c->payments[payment].number;
        x12_str next_control = is_claim ? c->claims[claim].original
                                        : c->payments[payment].control;

        if (is_claim)
            claim++;
        else
            payment++;
        if (!follow_same(number, next_number))
            status = follow_number(f, next_number);
        if (status == X12_OK && !x12_str_equal(control, next_control))
            status = follow_control(f, next_control);
        number = next_number;
        control = next_control;
    }
    if (status == X12_OK && f->arena->failed)
        status = x12_fail(f->store->db.err, f->arena->failed,
                          "reading what belongs together: %s",
                          x12_status_text(f->arena->failed));
    return status;
}

/* Decides the component that the arrays have begun, and marks its rows. Claims
 * without any payment need no decision: they are open. */
static enum x12_status follow_decide(struct follow *f)
{
    struct edi_component *c = &f->component;
    enum x12_status status = follow_grow(f);

    if (status == X12_OK && c->payment_count)
        status = edi_match_component(c, f->rules, f->arena, f->store->db.err);
    if (status == X12_OK && c->payment_count)
        status = edi_store_decided(f->store, c, f->arena);
    for (size_t i = 0; i < c->claim_count; i++)
        follow_mark(&f->claims, c->claims[i].id);
    for (size_t i = 0; i < c->payment_count; i++)
        follow_mark(&f->payments, c->payments[i].id);
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

enum x12_status edi_store_follow(struct edi_store *store,
                                 const struct edi_new_facts *facts,
                                 const struct edi_denial_rules *rules)
{
    struct x12_arena marks = { 0 }, arena = { 0 };
    struct follow f = { .store = store, .rules = rules, .arena = &arena };
    enum x12_status status = X12_OK;

    if (!follow_marks_make(&f.claims, &marks, facts->first_claim,
                           facts->last_claim) ||
        !follow_marks_make(&f.payments, &marks, facts->first_payment,
                           facts->last_payment))
        status = x12_fail(store->db.err, marks.failed, "new facts: %s",
                          x12_status_text(marks.failed));
    for (int64_t id = facts->first_payment;
         status == X12_OK && id <= facts->last_payment; id++)
        if (!follow_is_marked(&f.payments, id))
            status = follow_payment(&f, id);
    for (int64_t id = facts->first_claim;
         status == X12_OK && id <= facts->last_claim; id++)
        if (!follow_is_marked(&f.claims, id))
            status = follow_claim(&f, id);
    if (status == X12_OK)
        status = follow_repeated(&f, facts);
    x12_arena_release(&arena);
    x12_arena_release(&marks);
    return status;
}
