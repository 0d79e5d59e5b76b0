/* SPDX-License-Identifier: Apache-2.0 */
/* store_gather - reads what hangs together: one component of facts */
#include "edi/store/store_gather.h"

#include "edi/match/key.h"
#include "edi/store/store_acks.h"
#include "edi/store/store_claims.h"
#include "edi/store/store_decisions.h"
#include "edi/store/store_matches.h"
#include "edi/store/store_payments.h"

/* Each adds a row that is not there. */
static enum x12_status gather_claim(struct edi_gathering *g, int64_t id)
{
    for (size_t i = 0; i < g->component.claim_count; i++)
        if (g->component.claims[i].id == id)
            return X12_OK;
    return edi_store_claims_find(
        g->store, EDI_CLAIMS_BY_ID, id, (x12_str){ NULL, 0 }, g->arena,
        &g->component.claims, &g->component.claim_count, EDI_COMPONENT_ROWS);
}

static enum x12_status gather_payment(struct edi_gathering *g, int64_t id)
{
    for (size_t i = 0; i < g->component.payment_count; i++)
        if (g->component.payments[i].id == id)
            return X12_OK;
    return edi_store_payments_find(
        g->store, EDI_PAYMENTS_BY_ID, id, (x12_str){ NULL, 0 }, g->arena,
        &g->component.payments, &g->component.payment_count,
        EDI_COMPONENT_ROWS);
}

static enum x12_status gather_ack(struct edi_gathering *g, int64_t id)
{
    for (size_t i = 0; i < g->component.ack_count; i++)
        if (g->component.acks[i].id == id)
            return X12_OK;
    return edi_store_ack_find(g->store, id, g->arena, &g->component.acks,
                              &g->component.ack_count, EDI_COMPONENT_ROWS);
}

/* Everything that bears the number. */
static enum x12_status gather_linked(struct edi_gathering *g,
                                     enum edi_link_by by, x12_str number)
{
    struct edi_link *links;
    size_t count;
    enum x12_status status;

    if (!number.len)
        return X12_OK;
    status = edi_store_links_find(g->store, by, number, g->arena, &links,
                                  &count);
    for (size_t i = 0; status == X12_OK && i < count; i++)
        switch (links[i].kind) {
        case EDI_LINK_CLAIM:
            status = gather_claim(g, links[i].id);
            break;
        case EDI_LINK_PAYMENT:
            status = gather_payment(g, links[i].id);
            break;
        case EDI_LINK_ACK:
            status = gather_ack(g, links[i].id);
            break;
        case EDI_LINK_KINDS:
            break;
        }
    return status;
}

/* What seeks this claim. */
static enum x12_status gather_seekers(struct edi_gathering *g, size_t at)
{
    const struct edi_match_claim claim = g->component.claims[at];

    if (!g->seeking)
        return X12_OK;
    return edi_store_payments_seeking(
        g->store, &claim, g->arena, &g->component.payments,
        &g->component.payment_count, EDI_COMPONENT_ROWS);
}

/* Payments of which a person has said something that concerns this claim. */
static enum x12_status gather_decided_of(struct edi_gathering *g, size_t at)
{
    const int64_t claim = g->component.claims[at].id;
    enum x12_status status = X12_OK;
    int64_t payment = 0;

    while (g->decided && status == X12_OK) {
        status = edi_store_decided_payment(g->store, claim, &payment);
        if (status == X12_OK)
            status = gather_payment(g, payment);
    }
    return status == X12_END ? X12_OK : status;
}

/* What persons have said of this payment, and the claims that it concerns. */
static enum x12_status gather_decisions(struct edi_gathering *g, size_t at)
{
    struct edi_match_payment *payment = &g->component.payments[at];
    struct edi_decision *decisions;
    size_t count;
    enum x12_status status;

    if (!g->decided)
        return X12_OK;
    status = edi_store_decisions_of(g->store, payment->id, g->arena, &decisions,
                                    &count);
    payment->decisions = decisions;
    payment->decision_count = count;
    for (size_t i = 0; status == X12_OK && i < count; i++)
        status = gather_claim(g, decisions[i].claim);
    return status;
}

static enum x12_status gather_visit(struct edi_gathering *g,
                                    struct edi_visit visit,
                                    const struct edi_match_payment *payment)
{
    if (!visit.from)
        return X12_OK;
    return edi_store_claims_sought(
        g->store, visit, payment, g->arena, &g->component.claims,
        &g->component.claim_count, EDI_COMPONENT_ROWS);
}

/* What this payment seeks, and what it sought when it was decided last: claims
 * that it has to do with no more are to be decided without it. */
static enum x12_status gather_sought(struct edi_gathering *g, size_t at)
{
    const struct edi_match_payment payment = g->component.payments[at];
    struct edi_visit before = { 0, 0 };
    enum x12_status status = gather_visit(
        g, edi_match_seeks(&g->component, &payment), &payment);
    bool first = payment.id >= g->first_payment &&
                 payment.id <= g->last_payment;

    if (status != X12_OK || first)
        return status;
    status = edi_store_sought_before(g->store, payment.id, &before);
    return status == X12_OK ? gather_visit(g, before, &payment) : status;
}

/* The numbers of a row, and those of the row before. */
struct gather_numbers {
    enum edi_link_kind kind;
    int64_t id;
    x12_str number, control, clearing;
};

/* The rows that bear the number are asked for unless all of them are there, since
 * the row before bears it too, or there are none but this one. */
static enum x12_status gather_by(struct edi_gathering *g,
                                 const struct gather_numbers *row,
                                 enum edi_link_by by, x12_str number,
                                 x12_str before)
{
    int64_t claim = 0;

    if (x12_str_equal(number, before) ||
        (g->linked && !edi_linked_by(g->linked, row->kind, row->id, by)))
        return X12_OK;
    if (g->linked && row->kind == EDI_LINK_PAYMENT && by == EDI_LINK_NUMBER)
        claim = edi_linked_claim(g->linked, row->id);
    return claim ? gather_claim(g, claim) : gather_linked(g, by, number);
}

static enum x12_status gather_by_numbers(struct edi_gathering *g,
                                         struct gather_numbers *last,
                                         const struct gather_numbers *next)
{
    enum x12_status status = gather_by(g, next, EDI_LINK_NUMBER,
                                       edi_key_bare(next->number),
                                       edi_key_bare(last->number));

    if (status == X12_OK)
        status = gather_by(g, next, EDI_LINK_CONTROL, next->control,
                           last->control);
    if (status == X12_OK)
        status = gather_by(g, next, EDI_LINK_CLEARING, next->clearing,
                           last->clearing);
    *last = *next;
    return status;
}

/* Everything that shares a number with what is there, or seeks it, until nothing
 * is new. The arrays move as they grow, so they are asked by index. */
static enum x12_status gather_all(struct edi_gathering *g)
{
    const struct edi_component *c = &g->component;
    struct gather_numbers last = { .number = { NULL, 0 } };
    size_t claim = 0, payment = 0, ack = 0;
    enum x12_status status = X12_OK;

    while (status == X12_OK) {
        if (claim < c->claim_count) {
            const struct edi_match_claim *row = &c->claims[claim];
            const struct gather_numbers next = { EDI_LINK_CLAIM, row->id,
                                                 row->number, row->original,
                                                 row->clearing };

            status = gather_by_numbers(g, &last, &next);
            if (status == X12_OK)
                status = gather_decided_of(g, claim);
            if (status == X12_OK)
                status = gather_seekers(g, claim++);
        } else if (payment < c->payment_count) {
            const struct edi_match_payment *row = &c->payments[payment];
            const struct gather_numbers next = { EDI_LINK_PAYMENT,
                                                 row->id,
                                                 row->number,
                                                 row->control,
                                                 { NULL, 0 } };

            status = gather_by_numbers(g, &last, &next);
            if (status == X12_OK)
                status = gather_decisions(g, payment);
            if (status == X12_OK)
                status = gather_sought(g, payment++);
        } else if (ack < c->ack_count) {
            const struct edi_match_ack *row = &c->acks[ack++];
            const struct gather_numbers next = { EDI_LINK_ACK, row->id,
                                                 row->number, row->control,
                                                 row->clearing };

            status = gather_by_numbers(g, &last, &next);
        } else {
            break;
        }
    }
    return status;
}

enum x12_status edi_gather(struct edi_gathering *g)
{
    enum x12_status status = gather_all(g);

    if (status == X12_OK && g->arena->failed)
        status = x12_fail(g->store->db.err, g->arena->failed,
                          "reading what belongs together: %s",
                          x12_status_text(g->arena->failed));
    return status;
}

enum x12_status edi_gather_claim(struct edi_gathering *g, int64_t id)
{
    return gather_claim(g, id);
}

enum x12_status edi_gather_payment(struct edi_gathering *g, int64_t id)
{
    return gather_payment(g, id);
}

enum x12_status edi_gather_ack(struct edi_gathering *g, int64_t id)
{
    return gather_ack(g, id);
}
