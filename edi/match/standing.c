/* SPDX-License-Identifier: Apache-2.0 */
/* standing - what the matched payments of a component make of its claims */
#include "edi/guides/codes.h"
#include "edi/match/acked_private.h"
#include "edi/match/standing_private.h"

static bool standing_status_is(const struct edi_match_payment *p,
                               const char *const *list)
{
    for (; *list; list++)
        if (x12_str_is(p->status, *list))
            return true;
    return false;
}

static bool standing_is_reversal(const struct edi_match_payment *p)
{
    return x12_str_is(p->status, "22");
}

/* Do both answer one line, or is one of them for the claim as a whole? */
static bool standing_overlaps(const struct edi_match_payment *a,
                              const struct edi_match_payment *b)
{
    if (!a->service_count || !b->service_count)
        return true;
    for (size_t i = 0; i < a->service_count; i++)
        for (size_t j = 0; a->services[i].line && j < b->service_count; j++)
            if (a->services[i].line == b->services[j].line)
                return true;
    return false;
}

/* The payer's place in the row of payers; what is forwarded (19 to 21) and what
 * is not are the same payer's word. */
static char standing_place(const struct edi_match_payment *p)
{
    static const struct {
        const char *status;
        char place;
    } rows[] = {
        { "2", 'S' },
        { "20", 'S' },
        { "3", 'T' },
        { "21", 'T' },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (x12_str_is(p->status, rows[i].status))
            return rows[i].place;
    return 'P';
}

/* A correction is a later answer of the same payer to lines of the same claim
 * that it has answered before, taken back in between or not. */
static bool standing_is_correction(const struct edi_component *component,
                                   size_t at)
{
    static const char *const no_answer[] = { "22", "23", "25", NULL };
    const struct edi_match_payment *p = &component->payments[at];

    if (!edi_match_is_posted(p) || standing_status_is(p, no_answer))
        return false;
    for (size_t i = 0; i < at; i++) {
        const struct edi_match_payment *q = &component->payments[i];

        if (edi_match_is_posted(q) && q->found.claim == p->found.claim &&
            !standing_status_is(q, no_answer) &&
            x12_str_equal(p->payer, q->payer) &&
            standing_place(p) == standing_place(q) && standing_overlaps(p, q))
            return true;
    }
    return false;
}

static bool standing_answers(const struct edi_match_payment *p,
                             const struct edi_match_line *line)
{
    for (size_t i = 0; i < p->service_count; i++)
        if (p->services[i].line == line)
            return true;
    return false;
}

/* What `before` paid for lines that `p` pays for too. */
static x12_money standing_paid_before(const struct edi_match_payment *p,
                                      const struct edi_match_payment *before)
{
    x12_money paid = 0;

    if (!p->service_count || !before->service_count)
        return before->paid;
    for (size_t i = 0; i < before->service_count; i++)
        if (before->services[i].line &&
            standing_answers(p, before->services[i].line))
            paid += before->services[i].paid;
    return paid;
}

/* Charge less all reasons but the patient's share. */
static x12_money standing_allowed(const struct edi_match_payment *p)
{
    x12_money allowed = p->charge;

    for (size_t i = 0; i < p->reason_count; i++)
        if (!x12_str_is(p->reasons[i].group, "PR"))
            allowed -= p->reasons[i].amount;
    for (size_t i = 0; i < p->service_count; i++)
        for (size_t j = 0; j < p->services[i].reason_count; j++)
            if (!x12_str_is(p->services[i].reasons[j].group, "PR"))
                allowed -= p->services[i].reasons[j].amount;
    return allowed;
}

/* A correction that pays again what was paid and never taken back: by how much
 * both are above what the later one allows. */
static x12_money standing_overlap(const struct edi_component *component,
                                  size_t at)
{
    const struct edi_match_payment *p = &component->payments[at];
    x12_money before = 0, over;

    if (!p->found.correction || p->paid <= 0)
        return 0;
    for (size_t i = at; i-- > 0;) {
        const struct edi_match_payment *q = &component->payments[i];

        if (!edi_match_is_posted(q) || q->found.claim != p->found.claim)
            continue;
        if (standing_is_reversal(q))
            break;
        if (x12_str_equal(p->payer, q->payer) &&
            standing_place(p) == standing_place(q) &&
            !x12_str_is(q->status, "25"))
            before += standing_paid_before(p, q);
    }
    over = before + p->paid - standing_allowed(p);
    return before > 0 && over > 0 ? over : 0;
}

/* Was another payment of this claim in the same set worth money? */
static bool standing_has_sibling(const struct edi_component *component,
                                 size_t at)
{
    const struct edi_match_payment *p = &component->payments[at];

    if (!edi_match_is_posted(p))
        return false;
    for (size_t i = 0; i < component->payment_count; i++) {
        const struct edi_match_payment *q = &component->payments[i];

        if (i != at && q->remittance == p->remittance && q->paid > 0 &&
            q->found.claim == p->found.claim && !standing_is_reversal(q))
            return true;
    }
    return false;
}

/* What is not judged by its amounts: the payment and all of its lines. */
static void standing_whole(struct edi_match_payment *p,
                           enum edi_outcome outcome, enum edi_action action,
                           x12_str why)
{
    p->found.outcome = outcome;
    p->found.at_stake = 0;
    p->found.action = action;
    p->found.cause_text = why;
    for (size_t i = 0; i < p->service_count; i++)
        p->services[i].outcome = outcome;
}

/* A set that came before counts no more; it is told as what it is. */
static void standing_repeat(struct edi_match_payment *p)
{
    standing_whole(p, EDI_DUPLICATE, EDI_ACTION_CLOSE,
                   X12_STR("the same remittance came before"));
}

/* Nothing is made of amounts that nobody has sent. */
static void standing_unreadable(struct edi_match_payment *p)
{
    standing_whole(p, EDI_UNREADABLE, EDI_ACTION_LOOK,
                   X12_STR("an amount is missing or cannot be read"));
}

/* The row's words; a reason without a row of its own has those of its code. */
static x12_str standing_why(const struct edi_denial_rules *rules,
                            const struct edi_judged *judged)
{
    x12_str text = { NULL, 0 };

    if (!judged->cause)
        return text;
    if (judged->cause->code[0] == '*')
        text = edi_code_text(rules->book, EDI_LIST_CARC, judged->cause_code);
    return text.len ? text : x12_str_from(judged->cause->text);
}

static void standing_judge(struct edi_component *component, size_t at,
                           const struct edi_denial_rules *rules,
                           struct edi_judged_line *lines)
{
    struct edi_match_payment *p = &component->payments[at];
    struct edi_judged judged = {
        .payer = p->payer,
        .status = p->status,
        .charge = p->charge,
        .paid = p->paid,
        .reasons = p->reasons,
        .reason_count = p->reason_count,
        .remarks = p->remarks,
        .remark_count = p->remark_count,
        .lines = lines,
        .line_count = p->service_count,
        .correction = p->found.correction,
        .sibling = standing_has_sibling(component, at),
    };

    for (size_t i = 0; i < p->service_count; i++)
        lines[i] = (struct edi_judged_line){
            .charge = p->services[i].charge,
            .paid = p->services[i].paid,
            .reasons = p->services[i].reasons,
            .reason_count = p->services[i].reason_count,
            .remarks = p->services[i].remarks,
            .remark_count = p->services[i].remark_count,
        };
    edi_denial_judge(rules, &judged);
    for (size_t i = 0; i < p->service_count; i++)
        p->services[i].outcome = lines[i].outcome;
    p->found.outcome = judged.outcome;
    p->found.at_stake = judged.at_stake;
    p->found.action = judged.cause ? judged.cause->action : EDI_ACTION_LOOK;
    p->found.cause_text = standing_why(rules, &judged);
    p->found.cause_group = judged.cause_group;
    p->found.cause_code = judged.cause_code;
    p->found.cause_remark = judged.cause_remark;
}

/* --- the claim ----------------------------------------------------------- */

/* What has been said of a claim since it was last taken back. */
struct standing {
    x12_money paid, answered, at_stake;
    bool reversed, refused, any;
    const struct edi_match_payment *last;
};

static bool standing_is_refusal(enum edi_outcome outcome)
{
    return outcome == EDI_DENIED || outcome == EDI_PARTIAL ||
           outcome == EDI_NOT_OURS || outcome == EDI_ZERO_UNKNOWN;
}

static void standing_add(struct standing *s, const struct edi_match_payment *p)
{
    if (standing_is_reversal(p)) {
        *s = (struct standing){ .reversed = true, .last = p };
        return;
    }
    if (p->found.correction)
        *s = (struct standing){ 0 };
    s->reversed = false;
    s->any = true;
    s->last = p;
    s->refused = s->refused || standing_is_refusal(p->found.outcome) ||
                 p->found.outcome == EDI_DUPLICATE;
    if (p->found.outcome == EDI_PREDETERMINATION)
        return;
    s->paid += p->paid;
    s->answered += p->charge;
    s->at_stake += p->found.at_stake;
}

/* Of a claim that has been paid or refused, or taken back. */
static enum edi_state standing_state(const struct standing *s,
                                     const struct edi_match_claim *c)
{
    static const char *const forwarded[] = { "19", "20", "21", "23", NULL };

    if (s->reversed)
        return EDI_STATE_REVERSED;
    if (standing_status_is(s->last, forwarded))
        return EDI_STATE_FORWARDED;
    if (s->last->found.outcome == EDI_PREDETERMINATION)
        return EDI_STATE_ACCEPTED;
    if (s->refused)
        return s->paid > 0 ? EDI_STATE_PARTIAL : EDI_STATE_DENIED;
    return s->answered < c->charge ? EDI_STATE_PARTIAL : EDI_STATE_PAID;
}

/* What was said of the claim up to here counts no more. */
static void standing_outdate(struct edi_component *component, size_t before,
                             const struct edi_match_claim *c)
{
    for (size_t i = 0; i < before; i++)
        if (component->payments[i].found.claim == c)
            component->payments[i].found.live = false;
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
        if (standing_is_reversal(p) || p->found.correction)
            standing_outdate(component, i, c);
        standing_add(&s, p);
        c->stand.payments++;
        c->stand.last = p->day;
        if (p->found.outcome != EDI_PREDETERMINATION)
            c->stand.paid += p->paid;
    }
    standing_settle(component, &s, c);
    c->stand.balance = c->charge - s.answered + s.at_stake;
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
    standing_outdate(component, component->payment_count, original);
    if (voids) {
        later->stand.state = EDI_STATE_VOIDED;
        later->stand.balance = 0;
    }
}

enum x12_status edi_standing(struct edi_component *component,
                             const struct edi_denial_rules *rules,
                             struct x12_arena *arena, struct x12_error *err)
{
    for (size_t i = 0; i < component->payment_count; i++) {
        struct edi_match_payment *p = &component->payments[i];
        struct edi_judged_line *lines = x12_arena_make(
            arena, (p->service_count + 1) * sizeof(*lines));

        if (!lines)
            return x12_fail(err, arena->failed, "judging payments: %s",
                            x12_status_text(arena->failed));
        p->found.live = !p->repeated;
        p->found.correction = standing_is_correction(component, i);
        p->found.overlap = standing_overlap(component, i);
        if (p->repeated)
            standing_repeat(p);
        else if (p->unreadable)
            standing_unreadable(p);
        else
            standing_judge(component, i, rules, lines);
    }
    for (size_t i = 0; i < component->claim_count; i++)
        standing_claim(component, &component->claims[i]);
    for (size_t i = 0; i < component->claim_count; i++)
        standing_chain(component, &component->claims[i]);
    return X12_OK;
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
