/* SPDX-License-Identifier: Apache-2.0 */
/* match - which claim each payment of a component answers, and what follows */
#include "edi/match/match.h"

#include "edi/match/acked_private.h"
#include "edi/match/key.h"
#include "edi/match/match_line.h"
#include "edi/match/standing_private.h"

#include <stdlib.h>

enum {
    MATCH_EVIDENCE = EDI_FIELD_CHARGE | EDI_FIELD_DAYS | EDI_FIELD_MEMBER |
                     EDI_FIELD_LAST,
    MATCH_IN_PLAY = EDI_FIELD_PAYEE | EDI_FIELD_SENT | EDI_FIELD_VOID,
    MATCH_NEEDED = 2, /* agreeing fields besides the number */
};

/* --- the order of the facts ------------------------------------------------ */

static int match_order(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int match_claim_order(const void *left, const void *right)
{
    const struct edi_match_claim *a = left, *b = right;
    int order = match_order(a->sent, b->sent);

    if (!order)
        order = x12_str_compare(a->isa, b->isa);
    if (!order)
        order = x12_str_compare(a->set, b->set);
    if (!order)
        order = match_order(a->ordinal, b->ordinal);
    return order ? order : match_order(a->id, b->id);
}

static int match_payment_order(const void *left, const void *right)
{
    const struct edi_match_payment *a = left, *b = right;
    int order = match_order(a->day, b->day);

    if (!order)
        order = match_order(a->isa_day, b->isa_day);
    if (!order)
        order = x12_str_compare(a->isa, b->isa);
    if (!order)
        order = x12_str_compare(a->set, b->set);
    if (!order)
        order = match_order(a->ordinal, b->ordinal);
    return order ? order : match_order(a->id, b->id);
}

/* --- comparing ---------------------------------------------------------- */

static void match_note(struct edi_compared *compared, enum edi_field field,
                       bool known, bool agrees)
{
    if (known && agrees)
        compared->agree |= (uint16_t)field;
    else if (known)
        compared->differ |= (uint16_t)field;
}

static bool match_both(x12_str a, x12_str b)
{
    return a.len && b.len;
}

static void match_compare_payee(const struct edi_match_claim *c,
                                const struct edi_match_payment *p,
                                struct edi_compared *out)
{
    bool npi = match_both(c->npi, p->npi);
    bool tax = match_both(c->tax_id, p->tax_id);

    match_note(out, EDI_FIELD_PAYEE, npi || tax,
               (npi && x12_str_equal(c->npi, p->npi)) ||
                   (tax && x12_str_equal(c->tax_id, p->tax_id)));
}

static void match_compare_person(const struct edi_match_claim *c,
                                 const struct edi_match_payment *p,
                                 struct edi_compared *out)
{
    match_note(out, EDI_FIELD_MEMBER,
               c->member.len && (p->member.len || p->other_member.len),
               edi_key_member_agrees(c->member, p->member) ||
                   edi_key_member_agrees(c->member, p->other_member));
    if (p->last.len)
        match_note(out, EDI_FIELD_LAST, c->last.len != 0,
                   x12_str_equal(c->last, p->last));
    else
        match_note(out, EDI_FIELD_LAST,
                   match_both(c->subscriber_last, p->insured_last),
                   x12_str_equal(c->subscriber_last, p->insured_last));
}

/* CLP02 1 and 19 answer a claim to the first payer, 2 and 20 to the second. */
static void match_compare_order(const struct edi_match_claim *c,
                                const struct edi_match_payment *p,
                                struct edi_compared *out)
{
    static const struct {
        const char *status, *responsibility;
    } rows[] = {
        { "1", "P" },  { "19", "P" }, { "2", "S" },
        { "20", "S" }, { "3", "T" },  { "21", "T" },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (x12_str_is(p->status, rows[i].status))
            match_note(out, EDI_FIELD_ORDER, c->responsibility.len != 0,
                       x12_str_is(c->responsibility, rows[i].responsibility));
}

static struct edi_compared match_compare(const struct edi_match_claim *c,
                                         const struct edi_match_payment *p)
{
    struct edi_compared out = { 0, 0 };

    match_note(&out, EDI_FIELD_NUMBER, match_both(c->number, p->number),
               x12_str_equal(c->number, p->number));
    match_note(&out, EDI_FIELD_CHARGE, true,
               edi_key_amounts_agree(c->charge, p->charge));
    match_note(&out, EDI_FIELD_DAYS, c->from && p->from,
               edi_key_days_agree(c->from, c->to, p->from, p->to));
    match_note(&out, EDI_FIELD_SENT, c->sent && p->day, c->sent <= p->day);
    match_note(&out, EDI_FIELD_VOID, true, !x12_str_is(c->frequency, "8"));
    match_compare_payee(c, p, &out);
    match_compare_person(c, p, &out);
    match_compare_order(c, p, &out);
    return out;
}

static unsigned match_count(unsigned fields)
{
    unsigned count = 0;

    for (; fields; fields &= fields - 1)
        count++;
    return count;
}

static bool match_in_play(struct edi_compared compared)
{
    return !(compared.differ & MATCH_IN_PLAY);
}

static bool match_enough(struct edi_compared compared)
{
    return match_count(compared.agree & MATCH_EVIDENCE) >= MATCH_NEEDED;
}

static bool match_full(struct edi_compared compared)
{
    return match_enough(compared) && !(compared.differ & MATCH_EVIDENCE);
}

/* --- the ladder ---------------------------------------------------------- */

static void match_take(struct edi_match_payment *p, struct edi_match_claim *c,
                       struct edi_compared compared, enum edi_rule rule,
                       enum edi_confidence confidence)
{
    p->found.claim = c;
    p->found.compared = compared;
    p->found.rule = rule;
    p->found.confidence = confidence;
}

/* How near a refused claim came: what agrees, less what differs. */
static int match_nearness(struct edi_compared compared)
{
    return (int)match_count(compared.agree) - (int)match_count(compared.differ);
}

/* The nearest claims, in their order: one more than is told, since the one that
 * is taken is among them. */
struct match_near {
    struct edi_candidate at[EDI_CANDIDATES + 1];
    size_t count;
};

static void match_near_add(struct match_near *near,
                           const struct edi_match_claim *c,
                           struct edi_compared compared)
{
    int nearness = match_nearness(compared);
    size_t i = near->count;

    while (i > 0 && nearness > match_nearness(near->at[i - 1].compared)) {
        if (i <= EDI_CANDIDATES)
            near->at[i] = near->at[i - 1];
        i--;
    }
    if (i > EDI_CANDIDATES)
        return;
    near->at[i] = (struct edi_candidate){ c, compared };
    if (near->count <= EDI_CANDIDATES)
        near->count++;
}

static void match_refuse(struct edi_match_payment *p,
                         const struct match_near *near)
{
    for (size_t i = 0; i < near->count; i++)
        if (near->at[i].claim != p->found.claim &&
            p->found.refused_count < EDI_CANDIDATES)
            p->found.refused[p->found.refused_count++] = near->at[i];
}

/* The claim to which earlier payments under this payer's number were laid, else
 * the one that a 277CA gave it to; NULL when there is none, or several. */
static struct edi_match_claim *match_by_control(
    const struct edi_component *component, size_t at)
{
    const struct edi_match_payment *p = &component->payments[at];
    struct edi_match_claim *claim = NULL;

    if (!p->control.len)
        return NULL;
    for (size_t i = 0; i < at; i++) {
        const struct edi_match_payment *q = &component->payments[i];

        if (!edi_match_is_posted(q) || !x12_str_equal(p->control, q->control) ||
            !x12_str_equal(p->payer, q->payer))
            continue;
        if (claim && claim != q->found.claim)
            return NULL;
        claim = q->found.claim;
    }
    return claim
               ? claim
               : edi_acked_by_control(component, p->control, p->payer, p->day);
}

/* M1. The claim number, where there is one, must not speak against it. */
static bool match_m1(struct edi_component *component, size_t at)
{
    struct edi_match_payment *p = &component->payments[at];
    struct edi_match_claim *c = match_by_control(component, at);
    struct edi_compared compared;

    if (!c)
        return false;
    compared = match_compare(c, p);
    compared.agree |= EDI_FIELD_CONTROL;
    if (compared.differ & EDI_FIELD_NUMBER || !match_in_play(compared) ||
        !(compared.agree & MATCH_EVIDENCE))
        return false;
    match_take(p, c, compared, EDI_RULE_M1, EDI_CERTAIN);
    return true;
}

struct match_tally {
    struct edi_match_claim *in_play, *full, *ordered; /* the last such one */
    struct edi_compared in_play_compared, full_compared, ordered_compared;
    unsigned in_plays, enoughs, fulls, ordereds;
};

static void match_tally_add(struct match_tally *tally,
                            struct edi_match_claim *c,
                            struct edi_compared compared)
{
    if (!match_in_play(compared))
        return;
    tally->in_plays++;
    tally->in_play = c;
    tally->in_play_compared = compared;
    tally->enoughs += match_enough(compared);
    if (!match_full(compared))
        return;
    tally->fulls++;
    tally->full = c;
    tally->full_compared = compared;
    if (!(compared.agree & EDI_FIELD_ORDER))
        return;
    tally->ordereds++;
    tally->ordered = c;
    tally->ordered_compared = compared;
}

/* M2, M3: of the claims that bear this very number. */
static void match_by_number(struct edi_match_payment *p,
                            const struct match_tally *tally)
{
    if (tally->in_plays == 1 && match_enough(tally->in_play_compared))
        match_take(p, tally->in_play, tally->in_play_compared, EDI_RULE_M2,
                   EDI_CERTAIN);
    else if (tally->in_plays > 1 && tally->fulls == 1)
        match_take(p, tally->full, tally->full_compared, EDI_RULE_M3,
                   EDI_STRONG);
    else if (tally->fulls > 1 && tally->ordereds == 1)
        match_take(p, tally->ordered, tally->ordered_compared, EDI_RULE_M3,
                   EDI_STRONG);
    else
        match_take(p, NULL, (struct edi_compared){ 0, 0 }, EDI_RULE_M8,
                   tally->enoughs ? EDI_AMBIGUOUS : EDI_UNMATCHED);
}

/* Was the claim rejected before that day? Then it was never adjudicated. */
static void match_compare_taken(const struct edi_component *component,
                                const struct edi_match_claim *c,
                                const struct edi_match_payment *p,
                                struct edi_compared *out)
{
    bool heard = c->ack_count || component->ack_count;

    if (heard &&
        edi_acked_claim(component, c, p->day).state == EDI_STATE_REJECTED)
        match_note(out, EDI_FIELD_TAKEN, true, false);
}

static void match_payment(struct edi_component *component, size_t at)
{
    struct edi_match_payment *p = &component->payments[at];
    struct match_tally tally = { 0 }, taken = { 0 };
    struct match_near near = { .count = 0 };

    memset(&p->found, 0, sizeof(p->found));
    for (size_t i = 0; i < component->claim_count; i++) {
        struct edi_match_claim *c = &component->claims[i];
        struct edi_compared compared = match_compare(c, p);

        if (compared.agree & EDI_FIELD_NUMBER)
            match_compare_taken(component, c, p, &compared);
        match_near_add(&near, c, compared);
        if (!(compared.agree & EDI_FIELD_NUMBER))
            continue;
        match_tally_add(&tally, c, compared);
        if (!(compared.differ & EDI_FIELD_TAKEN))
            match_tally_add(&taken, c, compared);
    }
    if (!match_m1(component, at))
        match_by_number(p, taken.in_plays ? &taken : &tally);
    match_refuse(p, &near);
}

/* Has the claim been answered by what comes before? */
static bool match_is_answered(const struct edi_component *component, size_t at,
                              const struct edi_match_claim *claim)
{
    for (size_t i = 0; i < at; i++) {
        const struct edi_match_payment *p = &component->payments[i];

        if (p->found.claim == claim && edi_match_is_posted(p) &&
            !x12_str_is(p->status, "22") && !x12_str_is(p->status, "25"))
            return true;
    }
    return false;
}

/* A payment with an amount that nobody can read, a reversal of a payment that
 * nobody has seen, and one that would pay again what it says it takes back move
 * no claim: a person must read them. */
static void match_hold(struct edi_component *component, size_t at)
{
    struct edi_match_payment *p = &component->payments[at];

    if (!edi_match_is_posted(p))
        return;
    if (p->unreadable) {
        p->found.confidence = EDI_PROBABLE;
        return;
    }
    if (!x12_str_is(p->status, "22"))
        return;
    if (p->charge > 0 || p->paid > 0 ||
        !match_is_answered(component, at, p->found.claim))
        p->found.confidence = EDI_PROBABLE;
}

enum x12_status edi_match_component(struct edi_component *component,
                                    const struct edi_denial_rules *rules,
                                    struct x12_arena *arena,
                                    struct x12_error *err)
{
    enum x12_status status = X12_OK;

    if (component->claim_count)
        qsort(component->claims, component->claim_count,
              sizeof(*component->claims), match_claim_order);
    if (component->payment_count)
        qsort(component->payments, component->payment_count,
              sizeof(*component->payments), match_payment_order);
    edi_acks_sort(component->acks, component->ack_count);
    edi_acked_lay(component);
    for (size_t i = 0; i < component->payment_count; i++) {
        match_payment(component, i);
        match_hold(component, i);
    }
    for (size_t i = 0; status == X12_OK && i < component->payment_count; i++)
        if (component->payments[i].found.claim)
            status = edi_match_lines(component->payments[i].found.claim,
                                     &component->payments[i], arena, err);
    if (status == X12_OK)
        status = edi_standing(component, rules, arena, err);
    return status;
}

/* --- words --------------------------------------------------------------- */

const char *edi_rule_text(enum edi_rule rule)
{
    static const char *const texts[] = {
        [EDI_RULE_NONE] = "", [EDI_RULE_M1] = "M1",
        [EDI_RULE_M2] = "M2", [EDI_RULE_M3] = "M3",
        [EDI_RULE_M4] = "M4", [EDI_RULE_M5] = "M5",
        [EDI_RULE_M6] = "M6", [EDI_RULE_M7] = "M7",
        [EDI_RULE_M8] = "M8", [EDI_RULE_PERSON] = "person",
    };

    return texts[rule];
}

const char *edi_confidence_text(enum edi_confidence confidence)
{
    static const char *const texts[] = {
        "", "certain", "strong", "probable", "ambiguous", "none",
    };

    return texts[confidence];
}

const char *edi_line_rule_text(enum edi_line_rule rule)
{
    static const char *const texts[] = {
        "", "L1", "L2", "L3", "L4", "L5", "L6"
    };

    return texts[rule];
}

const char *edi_field_text(enum edi_field field)
{
    switch (field) {
    case EDI_FIELD_NUMBER:
        return "claim number";
    case EDI_FIELD_CONTROL:
        return "payer's number";
    case EDI_FIELD_CHARGE:
        return "charge";
    case EDI_FIELD_DAYS:
        return "days of service";
    case EDI_FIELD_MEMBER:
        return "member id";
    case EDI_FIELD_LAST:
        return "last name";
    case EDI_FIELD_PAYEE:
        return "provider";
    case EDI_FIELD_SENT:
        return "sent before answered";
    case EDI_FIELD_VOID:
        return "not a void";
    case EDI_FIELD_ORDER:
        return "payer order";
    case EDI_FIELD_TAKEN:
        return "not rejected";
    case EDI_FIELDS:
        break;
    }
    return "";
}
