/* SPDX-License-Identifier: Apache-2.0 */
/* match - which claim each payment of a component answers, and what follows */
#include "edi/match/match.h"

#include "edi/match/acked_private.h"
#include "edi/match/compare_private.h"
#include "edi/match/match_line.h"
#include "edi/match/reversal_private.h"
#include "edi/match/seek_private.h"
#include "edi/match/standing_private.h"

#include <stdlib.h>

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

/* --- the ladder ---------------------------------------------------------- */

/* Of the claims in play, those that agree in all of `all` and in one of `any`,
 * and do not differ in any of `none`. */
struct match_condition {
    unsigned all, any, none;
    bool enough;
};

enum match_choices {
    MATCH_NUMBERED, /* bear this very number */
    MATCH_ENOUGH,
    MATCH_FULL,
    MATCH_LINED,
    MATCH_BY_LINES, /* whatever number they bear */
    MATCH_BY_ALTERED,
    MATCH_BY_MEMBER,
    MATCH_BY_NAME,
    MATCH_CHOICES,
};

enum { MATCH_VISIT = EDI_FIELD_CHARGE | EDI_FIELD_DAYS };

static const struct match_condition match_conditions[MATCH_CHOICES] = {
    [MATCH_NUMBERED] = { .all = EDI_FIELD_NUMBER },
    [MATCH_ENOUGH] = { .all = EDI_FIELD_NUMBER, .enough = true },
    [MATCH_FULL] = { .all = EDI_FIELD_NUMBER,
                     .none = EDI_COMPARE_EVIDENCE,
                     .enough = true },
    [MATCH_LINED] = { .all = EDI_FIELD_NUMBER | EDI_FIELD_LINES,
                      .enough = true },
    [MATCH_BY_LINES] = { .all = EDI_FIELD_LINES, .any = EDI_COMPARE_EVIDENCE },
    [MATCH_BY_ALTERED] = { .all = EDI_FIELD_NEAR | EDI_FIELD_CHARGE,
                           .any = EDI_FIELD_DAYS | EDI_FIELD_MEMBER,
                           .none = EDI_FIELD_LINES },
    [MATCH_BY_MEMBER] = { .all = EDI_FIELD_MEMBER | MATCH_VISIT,
                          .none = EDI_FIELD_LAST | EDI_FIELD_FIRST |
                                  EDI_FIELD_LINES },
    [MATCH_BY_NAME] = { .all = EDI_FIELD_LAST | EDI_FIELD_FIRST | MATCH_VISIT,
                        .none = EDI_FIELD_LINES },
};

/* Where no claim that bears the number will do, in this order. */
static const struct match_rung {
    enum match_choices choice;
    enum edi_rule rule;
    enum edi_confidence confidence;
} match_rungs[] = {
    { MATCH_BY_LINES, EDI_RULE_M4, EDI_STRONG },
    { MATCH_BY_ALTERED, EDI_RULE_M5, EDI_STRONG },
    { MATCH_BY_MEMBER, EDI_RULE_M6, EDI_PROBABLE },
    { MATCH_BY_NAME, EDI_RULE_M7, EDI_PROBABLE },
};

/* How many fit, and the last of them; how many are of the payer's place in the
 * row of payers too. */
struct match_choice {
    struct edi_candidate one, ordered;
    unsigned count, ordereds;
};

static bool match_fits(const struct match_condition *condition,
                       struct edi_compared compared)
{
    return edi_compared_in_play(compared) &&
           (compared.agree & condition->all) == condition->all &&
           (!condition->any || compared.agree & condition->any) &&
           !(compared.differ & condition->none) &&
           (!condition->enough || edi_compared_enough(compared));
}

static void match_choose(struct match_choice choices[MATCH_CHOICES],
                         struct edi_match_claim *c,
                         struct edi_compared compared)
{
    for (size_t i = 0; i < MATCH_CHOICES; i++) {
        struct match_choice *choice = &choices[i];

        if (!match_fits(&match_conditions[i], compared))
            continue;
        choice->count++;
        choice->one = (struct edi_candidate){ c, compared };
        if (!(compared.agree & EDI_FIELD_ORDER))
            continue;
        choice->ordereds++;
        choice->ordered = choice->one;
    }
}

static void match_take(struct edi_match_payment *p,
                       const struct edi_candidate *taken, enum edi_rule rule,
                       enum edi_confidence confidence)
{
    p->found.claim = taken->claim;
    p->found.compared = taken->compared;
    p->found.rule = rule;
    p->found.confidence = confidence;
}

/* The only one that fits, or the only one for this payer's place. */
static bool match_one(struct edi_match_payment *p,
                      const struct match_choice *choice, enum edi_rule rule,
                      enum edi_confidence confidence)
{
    if (choice->count == 1)
        match_take(p, &choice->one, rule, confidence);
    else if (choice->ordereds == 1)
        match_take(p, &choice->ordered, rule, confidence);
    return p->found.claim != NULL;
}

/* The nearest claims, in their order: one more than is told, since the one that
 * is taken is among them. */
struct match_near {
    struct edi_candidate at[EDI_CANDIDATES + 1];
    size_t count;
};

static void match_near_add(struct match_near *near, struct edi_match_claim *c,
                           struct edi_compared compared)
{
    int nearness = edi_compared_nearness(compared);
    size_t i = near->count;

    while (i > 0 &&
           nearness > edi_compared_nearness(near->at[i - 1].compared)) {
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

/* M1. Where the claim number speaks against it, it must be this claim's number
 * altered, or two other fields must speak for it. */
static bool match_m1(struct edi_component *component, size_t at, bool against)
{
    struct edi_match_payment *p = &component->payments[at];
    struct edi_candidate found = { match_by_control(component, at), { 0, 0 } };

    if (!found.claim || edi_seek_is_detached(found.claim, p))
        return false;
    found.compared = edi_compare(found.claim, p);
    found.compared.agree |= EDI_FIELD_CONTROL;
    if (!edi_compared_in_play(found.compared) ||
        !(found.compared.agree & EDI_COMPARE_EVIDENCE))
        return false;
    if (found.compared.differ & EDI_FIELD_NUMBER &&
        !(against && (found.compared.agree & EDI_FIELD_NEAR ||
                      edi_compared_enough(found.compared))))
        return false;
    match_take(p, &found, EDI_RULE_M1, EDI_CERTAIN);
    return true;
}

/* M3 where one claim was sent again on a later day, word for word: the payer
 * answers the first copy, and the last one as the duplicate of it. Visits that
 * merely look alike are sent on one day, and stay a tie. */
static bool match_copies(const struct edi_component *component,
                         struct edi_match_payment *p)
{
    struct edi_candidate first = { NULL, { 0, 0 } }, last = first;

    for (size_t i = 0; i < component->claim_count; i++) {
        struct edi_match_claim *c = &component->claims[i];
        struct edi_compared compared = edi_compare(c, p);

        if (!match_fits(&match_conditions[MATCH_FULL], compared) ||
            edi_seek_is_detached(c, p))
            continue;
        if (last.claim && (!edi_compare_is_copy(last.claim, c) ||
                           c->sent <= last.claim->sent))
            return false;
        last = (struct edi_candidate){ c, compared };
        if (!first.claim)
            first = last;
    }
    if (!first.claim)
        return false;
    match_take(p, edi_seek_is_refused_as_copy(p) ? &last : &first, EDI_RULE_M3,
               EDI_STRONG);
    return true;
}

/* M2, M3: of the claims that bear this very number. */
static bool match_by_number(const struct edi_component *component,
                            struct edi_match_payment *p,
                            const struct match_choice choices[MATCH_CHOICES])
{
    unsigned numbered = choices[MATCH_NUMBERED].count;

    if (numbered == 1 && choices[MATCH_ENOUGH].count == 1)
        match_take(p, &choices[MATCH_ENOUGH].one, EDI_RULE_M2, EDI_CERTAIN);
    return p->found.claim ||
           match_one(p, &choices[MATCH_FULL], EDI_RULE_M3, EDI_STRONG) ||
           match_one(p, &choices[MATCH_LINED], EDI_RULE_M3, EDI_STRONG) ||
           match_copies(component, p);
}

/* M4 to M7: the first rung on which somebody stands; two are a tie. */
static bool match_by_content(struct edi_match_payment *p,
                             const struct match_choice choices[MATCH_CHOICES])
{
    for (size_t i = 0; i < sizeof(match_rungs) / sizeof(*match_rungs); i++) {
        const struct match_rung *rung = &match_rungs[i];
        const struct match_choice *choice = &choices[rung->choice];

        if (match_one(p, choice, rung->rule, rung->confidence))
            return true;
        if (choice->count) {
            p->found.confidence = EDI_AMBIGUOUS;
            return false;
        }
    }
    return false;
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
        edi_compare_note(out, EDI_FIELD_TAKEN, true, false);
}

/* What a person said last; a claim that was attached and later detached is not
 * it. */
static bool match_by_person(struct edi_component *component,
                            struct edi_match_payment *p)
{
    for (size_t i = p->decision_count; i-- > 0;)
        for (size_t j = 0;
             p->decisions[i].attached && j < component->claim_count; j++) {
            struct edi_candidate found = { &component->claims[j], { 0, 0 } };

            if (found.claim->id != p->decisions[i].claim ||
                edi_seek_is_detached(found.claim, p))
                continue;
            found.compared = edi_compare(found.claim, p);
            match_take(p, &found, EDI_RULE_PERSON, EDI_CERTAIN);
            return true;
        }
    return false;
}

static void match_payment(struct edi_component *component, size_t at)
{
    struct edi_match_payment *p = &component->payments[at];
    struct match_choice all[MATCH_CHOICES], taken[MATCH_CHOICES];
    const struct match_choice *choices = all;
    struct match_near near = { .count = 0 };
    bool any_taken = false, lost = edi_seek_is_lost(component, p);

    memset(&p->found, 0, sizeof(p->found));
    memset(all, 0, sizeof(all));
    memset(taken, 0, sizeof(taken));
    p->found.seeks = edi_match_seeks(component, p);
    for (size_t i = 0; i < component->claim_count; i++) {
        struct edi_match_claim *c = &component->claims[i];
        struct edi_compared compared;

        if (!edi_seek_is_candidate(c, p, lost))
            continue;
        compared = edi_compare(c, p);
        match_compare_taken(component, c, p, &compared);
        match_near_add(&near, c, compared);
        match_choose(all, c, compared);
        if (compared.differ & EDI_FIELD_TAKEN)
            continue;
        match_choose(taken, c, compared);
        any_taken = any_taken || edi_compared_in_play(compared);
    }
    if (any_taken)
        choices = taken;
    p->found.rule = EDI_RULE_M8;
    p->found.confidence = lost ? EDI_UNMATCHED : EDI_AMBIGUOUS;
    if (!match_by_person(component, p) && !match_m1(component, at, false) &&
        !match_by_number(component, p, choices) && lost &&
        !match_m1(component, at, true))
        match_by_content(p, choices);
    match_refuse(p, &near);
}

/* A payment with an amount that nobody can read, or of a claim with one, a
 * reversal of a payment that nobody has seen or that was taken back before, and
 * one that would pay again what it says it takes back move no claim: a person must
 * read them. */
static void match_hold(struct edi_match_payment *p)
{
    if (!edi_match_is_posted(p))
        return;
    p->found.held = p->unreadable ||
                    (p->found.rule != EDI_RULE_PERSON &&
                     (p->found.claim->unreadable ||
                      (x12_str_is(p->status, "22") &&
                       (p->charge > 0 || p->paid > 0 || !p->found.reverses))));
    if (p->found.held)
        p->found.confidence = EDI_PROBABLE;
}

/* A payer that mends one payment sends the whole remittance again under the same
 * trace: what it says of the other claims came before. */
static void match_repeat(struct edi_component *component, size_t at)
{
    struct edi_match_payment *p = &component->payments[at];

    for (size_t i = 0; !p->repeated && p->trace.len && i < at; i++) {
        const struct edi_match_payment *q = &component->payments[i];

        p->repeated = !q->repeated && q->remittance != p->remittance &&
                      x12_str_equal(q->trace, p->trace) &&
                      x12_str_equal(q->payer, p->payer) &&
                      edi_compare_is_same_payment(q, p);
    }
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
        match_repeat(component, i);
        match_payment(component, i);
        edi_pair_reversal(component, i);
        match_hold(&component->payments[i]);
    }
    for (size_t i = 0; status == X12_OK && i < component->payment_count; i++)
        if (component->payments[i].found.claim)
            status = edi_match_lines(component->payments[i].found.claim,
                                     &component->payments[i], arena, err);
    if (status == X12_OK)
        status = edi_judge_payments(component, rules, arena, err);
    if (status == X12_OK)
        edi_stand_claims(component);
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
    case EDI_FIELD_FIRST:
        return "first name";
    case EDI_FIELD_LINES:
        return "line numbers";
    case EDI_FIELD_NEAR:
        return "claim number, altered";
    case EDI_FIELDS:
        break;
    }
    return "";
}
