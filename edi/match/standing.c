/* SPDX-License-Identifier: Apache-2.0 */
/* standing - what the matched payments of a component make of its claims */
#include "edi/match/acked_private.h"
#include "edi/match/compare_private.h"
#include "edi/match/standing_private.h"

/* What has been said of a claim since it was last taken back. */
struct standing {
    x12_money paid, answered, at_stake;
    bool reversed, refused, any;
    bool by_lines; /* some lines were answered anew, the others stand */
    char place;    /* of the payer who answered first */
    const struct edi_match_payment *last;
};

static bool standing_is_refusal(enum edi_outcome outcome)
{
    return outcome == EDI_DENIED || outcome == EDI_PARTIAL ||
           outcome == EDI_NOT_OURS || outcome == EDI_ZERO_UNKNOWN ||
           outcome == EDI_DUPLICATE;
}

/* Of the lines of a claim, some are taken back, the others stay answered. */
static void standing_take_back(struct standing *s,
                               const struct edi_match_payment *p)
{
    if (!s->any || -p->charge >= s->answered || !p->service_count) {
        *s = (struct standing){ .reversed = true, .last = p };
        return;
    }
    s->answered += p->charge;
    s->paid += p->paid;
    s->reversed = s->by_lines = true;
    s->last = p;
}

static void standing_add(struct standing *s, const struct edi_match_payment *p,
                         struct edi_said replaced)
{
    if (edi_payment_is_reversal(p)) {
        standing_take_back(s, p);
        return;
    }
    if (p->found.correction && !s->reversed) {
        if (p->service_count && p->charge < s->answered) {
            s->answered -= replaced.charge;
            s->paid -= replaced.paid;
            s->by_lines = true;
        } else {
            *s = (struct standing){ 0 };
        }
    }
    s->reversed = false;
    s->any = true;
    s->last = p;
    s->refused = s->refused || standing_is_refusal(p->found.outcome);
    if (p->found.outcome == EDI_PREDETERMINATION)
        return;
    s->paid += p->paid;
    s->at_stake += p->found.at_stake;
    if (!s->place)
        s->place = edi_payment_place(p);
    if (edi_payment_place(p) == s->place) /* the next payer answers the same */
        s->answered += p->charge;
}

/* Of a claim that has been paid or refused, or taken back. */
static enum edi_state standing_state(const struct standing *s,
                                     const struct edi_match_claim *c)
{
    static const char *const forwarded[] = { "19", "20", "21", "23", NULL };

    if (s->reversed)
        return EDI_STATE_REVERSED;
    if (edi_payment_status_is(s->last, forwarded))
        return EDI_STATE_FORWARDED;
    if (s->last->found.outcome == EDI_PREDETERMINATION)
        return EDI_STATE_ACCEPTED;
    if (s->refused)
        return s->paid > 0 ? EDI_STATE_PARTIAL : EDI_STATE_DENIED;
    return s->answered < c->charge ? EDI_STATE_PARTIAL : EDI_STATE_PAID;
}

/* The lines of a payment that `by` answers count no more; nor does the payment
 * when none is left. */
static void standing_outdate_lines(struct edi_match_payment *p,
                                   const struct edi_match_payment *by)
{
    bool any = p->service_count == 0;

    for (size_t i = 0; i < p->service_count; i++) {
        struct edi_match_service *s = &p->services[i];

        if (!s->outdated && s->line && edi_payment_answers(by, s->line)) {
            s->outdated = true;
            p->found.left -= s->at_stake;
        }
        any = any || !s->outdated;
    }
    if (!any) {
        p->found.live = false;
        p->found.left = 0;
    }
}

/* What was said of the claim up to here counts no more; where `by` answers only
 * some of the lines, what was said of others still does. */
static void standing_outdate(struct edi_component *component, size_t before,
                             const struct edi_match_claim *c,
                             const struct edi_match_payment *by)
{
    for (size_t i = 0; i < before; i++) {
        struct edi_match_payment *p = &component->payments[i];

        if (p->found.claim != c)
            continue;
        if (by) {
            standing_outdate_lines(p, by);
        } else {
            p->found.live = false;
            p->found.left = 0;
        }
    }
}

/* Is anything refused of what still counts? */
static bool standing_still_refused(const struct edi_match_payment *p)
{
    bool outdated = false;

    if (!standing_is_refusal(p->found.outcome))
        return false;
    for (size_t i = 0; i < p->service_count; i++) {
        const struct edi_match_service *s = &p->services[i];

        outdated = outdated || s->outdated;
        if (!s->outdated && standing_is_refusal(s->outcome))
            return true;
    }
    return !outdated || p->found.left > 0;
}

/* Refusals and dollars at stake of the answers that count. */
static void standing_look_again(const struct edi_component *component,
                                const struct edi_match_claim *c,
                                struct standing *s)
{
    s->refused = false;
    s->at_stake = 0;
    for (size_t i = 0; i < component->payment_count; i++) {
        const struct edi_match_payment *p = &component->payments[i];

        if (p->found.claim != c || !edi_match_is_posted(p) || !p->found.live ||
            edi_payment_is_reversal(p))
            continue;
        s->refused = s->refused || standing_still_refused(p);
        s->at_stake += p->found.left;
    }
}

/* The state that a payment would bring which a person is asked about: it moves no
 * money, but the claim is not silent. */
static void standing_probable(const struct edi_component *component,
                              struct edi_match_claim *c)
{
    struct standing s = { 0 };

    for (size_t i = 0; i < component->payment_count; i++) {
        const struct edi_match_payment *p = &component->payments[i];

        if (p->found.claim == c && !p->found.held && !p->repeated &&
            p->found.confidence == EDI_PROBABLE)
            standing_add(&s, p, (struct edi_said){ 0, 0 });
    }
    if (s.any || s.reversed) {
        c->stand.state = standing_state(&s, c);
        c->stand.last = s.last->day;
    }
}

/* A payment implies whatever was to be acknowledged before. */
static void standing_settle(const struct edi_component *component,
                            const struct standing *s, struct edi_match_claim *c)
{
    struct edi_acked acked = edi_acked_claim(component, c, 0);

    if (acked.last > c->stand.last)
        c->stand.last = acked.last;
    if (s->any || s->reversed) {
        c->stand.state = standing_state(s, c);
        return;
    }
    c->stand.state = acked.state;
    c->stand.ack = acked.ack;
    standing_probable(component, c);
}

static void standing_claim(struct edi_component *component,
                           struct edi_match_claim *c)
{
    struct standing s = { 0 };

    memset(&c->stand, 0, sizeof(c->stand));
    for (size_t i = 0; i < component->payment_count; i++) {
        const struct edi_match_payment *p = &component->payments[i];

        if (p->found.claim != c || !edi_match_is_posted(p))
            continue;
        standing_add(&s, p, edi_payment_not_taken_back(component, i));
        if (edi_payment_is_reversal(p) || p->found.correction)
            standing_outdate(component, i, c, s.by_lines ? p : NULL);
        c->stand.payments++;
        c->stand.last = p->day;
        if (p->found.outcome != EDI_PREDETERMINATION)
            c->stand.paid += p->paid;
    }
    if (s.by_lines)
        standing_look_again(component, c, &s);
    standing_settle(component, &s, c);
    c->stand.balance = c->charge - s.answered + s.at_stake;
}

/* The same was claimed before, under this number or another, and answered; this
 * one was refused as the duplicate of it. */
static void standing_copy(const struct edi_component *component,
                          struct edi_match_claim *copy)
{
    const struct edi_match_payment *answer = NULL;

    for (size_t i = 0; i < component->payment_count; i++) {
        const struct edi_match_payment *p = &component->payments[i];

        if (p->found.claim == copy && edi_match_is_posted(p))
            answer = p;
    }
    if (!answer || answer->found.outcome != EDI_DUPLICATE)
        return;
    for (const struct edi_match_claim *c = component->claims; c < copy; c++) {
        if (c->stand.payments == 0 || c->stand.state == EDI_STATE_SUPERSEDED ||
            !edi_compare_is_copy(c, copy))
            continue;
        copy->stand.state = EDI_STATE_SUPERSEDED;
        copy->stand.balance = 0;
        return;
    }
}

/* A payer may answer a late charge, which we claimed for itself, under the claim
 * that it belongs to: a service there bears the number of a line of ours here.
 * The money was posted there; here the line is answered. */
static void standing_late_charge(const struct edi_component *component,
                                 struct edi_match_claim *c)
{
    struct standing s = { 0 };

    for (size_t i = 0; i < component->payment_count; i++) {
        const struct edi_match_payment *p = &component->payments[i];

        if (p->found.claim == c || !edi_match_is_posted(p))
            continue;
        for (size_t j = 0; j < p->service_count; j++) {
            const struct edi_match_service *service = &p->services[j];

            if (service->line || !edi_compare_tells_line(c, service->control))
                continue;
            s.any = true;
            s.last = p;
            s.answered += service->charge;
            s.paid += service->paid;
            s.refused = s.refused || standing_is_refusal(service->outcome);
        }
    }
    if (!s.any)
        return;
    c->stand.state = standing_state(&s, c);
    c->stand.last = s.last->day;
    c->stand.balance = c->charge - s.answered;
}

/* The claim that a replacement or void names by the payer's number: the one to
 * which a payment under that number was laid. */
static struct edi_match_claim *standing_original(
    const struct edi_component *component, const struct edi_match_claim *later)
{
    for (size_t i = 0; later->original.len && i < component->payment_count;
         i++) {
        const struct edi_match_payment *p = &component->payments[i];

        if (edi_match_is_posted(p) && p->found.claim != later &&
            x12_str_equal(p->control, later->original) &&
            p->found.claim->sent <= later->sent)
            return p->found.claim;
    }
    return NULL;
}

/* Frequency 7 supersedes the claim it names, 8 voids it and itself. */
static void standing_chain(struct edi_component *component,
                           struct edi_match_claim *later)
{
    bool voids = x12_str_is(later->frequency, "8");
    struct edi_match_claim *original;

    if (!voids && !x12_str_is(later->frequency, "7"))
        return;
    original = standing_original(component, later);
    if (!original)
        return;
    original->stand.state = voids ? EDI_STATE_VOIDED : EDI_STATE_SUPERSEDED;
    original->stand.balance = 0;
    standing_outdate(component, component->payment_count, original, NULL);
    if (voids) {
        later->stand.state = EDI_STATE_VOIDED;
        later->stand.balance = 0;
    }
}

void edi_stand_claims(struct edi_component *component)
{
    struct edi_match_claim *claims = component->claims;

    for (size_t i = 0; i < component->claim_count; i++)
        standing_claim(component, &claims[i]);
    for (size_t i = 0; i < component->claim_count; i++)
        if (claims[i].stand.payments == 0)
            standing_late_charge(component, &claims[i]);
    for (size_t i = 0; i < component->claim_count; i++)
        standing_copy(component, &claims[i]);
    for (size_t i = 0; i < component->claim_count; i++)
        standing_chain(component, &claims[i]);
}

const char *edi_state_text(enum edi_state state)
{
    static const char *const texts[EDI_STATES] = {
        [EDI_STATE_OPEN] = "open",
        [EDI_STATE_SENT] = "sent",
        [EDI_STATE_ACCEPTED] = "accepted",
        [EDI_STATE_REJECTED] = "rejected",
        [EDI_STATE_PAID] = "paid",
        [EDI_STATE_DENIED] = "denied",
        [EDI_STATE_PARTIAL] = "partial",
        [EDI_STATE_REVERSED] = "reversed",
        [EDI_STATE_SUPERSEDED] = "superseded",
        [EDI_STATE_VOIDED] = "voided",
        [EDI_STATE_FORWARDED] = "forwarded",
        [EDI_STATE_SILENT] = "silent",
    };

    return texts[state];
}
