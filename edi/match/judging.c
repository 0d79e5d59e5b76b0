/* SPDX-License-Identifier: Apache-2.0 */
/* judging - what each matched payment says, and of which lines */
#include "edi/guides/codes.h"
#include "edi/match/standing_private.h"

bool edi_payment_status_is(const struct edi_match_payment *p,
                           const char *const *list)
{
    for (; *list; list++)
        if (x12_str_is(p->status, *list))
            return true;
    return false;
}

bool edi_payment_is_reversal(const struct edi_match_payment *p)
{
    return x12_str_is(p->status, "22");
}

/* Do both answer one line, or is one of them for the claim as a whole? */
static bool judging_overlaps(const struct edi_match_payment *a,
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
char edi_payment_place(const struct edi_match_payment *p)
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
static bool judging_is_correction(const struct edi_component *component,
                                  size_t at)
{
    static const char *const no_answer[] = { "22", "23", "25", NULL };
    const struct edi_match_payment *p = &component->payments[at];

    if (!edi_match_is_posted(p) || edi_payment_status_is(p, no_answer))
        return false;
    for (size_t i = 0; i < at; i++) {
        const struct edi_match_payment *q = &component->payments[i];

        if (edi_match_is_posted(q) && q->found.claim == p->found.claim &&
            !edi_payment_status_is(q, no_answer) &&
            x12_str_equal(p->payer, q->payer) &&
            edi_payment_place(p) == edi_payment_place(q) &&
            judging_overlaps(p, q))
            return true;
    }
    return false;
}

bool edi_payment_answers(const struct edi_match_payment *p,
                         const struct edi_match_line *line)
{
    for (size_t i = 0; i < p->service_count; i++)
        if (p->services[i].line == line)
            return true;
    return false;
}

/* Adds what `before` said of lines that `p` answers too. */
static void judging_add_before(const struct edi_match_payment *p,
                               const struct edi_match_payment *before,
                               struct edi_said *sum)
{
    if (!p->service_count || !before->service_count) {
        sum->charge += before->charge;
        sum->paid += before->paid;
        return;
    }
    for (size_t i = 0; i < before->service_count; i++)
        if (before->services[i].line &&
            edi_payment_answers(p, before->services[i].line)) {
            sum->charge += before->services[i].charge;
            sum->paid += before->services[i].paid;
        }
}

/* Charge less all reasons but the patient's share. */
static x12_money judging_allowed(const struct edi_match_payment *p)
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

/* What earlier answers of this payer said of the same lines and nobody has taken
 * back. */
struct edi_said edi_payment_not_taken_back(
    const struct edi_component *component, size_t at)
{
    const struct edi_match_payment *p = &component->payments[at];
    struct edi_said before = { 0, 0 };

    for (size_t i = at; i-- > 0;) {
        const struct edi_match_payment *q = &component->payments[i];

        if (!edi_match_is_posted(q) || q->found.claim != p->found.claim)
            continue;
        if (edi_payment_is_reversal(q))
            break;
        if (x12_str_equal(p->payer, q->payer) &&
            edi_payment_place(p) == edi_payment_place(q) &&
            !x12_str_is(q->status, "25"))
            judging_add_before(p, q, &before);
    }
    return before;
}

/* A correction that pays again what was paid and never taken back: by how much
 * both are above what the later one allows. */
static x12_money judging_overlap(const struct edi_component *component,
                                 size_t at)
{
    const struct edi_match_payment *p = &component->payments[at];
    x12_money before, over;

    if (!p->found.correction || p->paid <= 0)
        return 0;
    before = edi_payment_not_taken_back(component, at).paid;
    over = before + p->paid - judging_allowed(p);
    return before > 0 && over > 0 ? over : 0;
}

/* Was another payment of this claim in the same set worth money? */
static bool judging_has_sibling(const struct edi_component *component,
                                size_t at)
{
    const struct edi_match_payment *p = &component->payments[at];

    if (!edi_match_is_posted(p))
        return false;
    for (size_t i = 0; i < component->payment_count; i++) {
        const struct edi_match_payment *q = &component->payments[i];

        if (i != at && q->remittance == p->remittance && q->paid > 0 &&
            q->found.claim == p->found.claim && !edi_payment_is_reversal(q))
            return true;
    }
    return false;
}

/* What is not judged by its amounts: the payment and all of its lines. */
static void judging_whole(struct edi_match_payment *p, enum edi_outcome outcome,
                          enum edi_action action, x12_str why)
{
    p->found.outcome = outcome;
    p->found.at_stake = 0;
    p->found.action = action;
    p->found.cause_text = why;
    for (size_t i = 0; i < p->service_count; i++) {
        p->services[i].outcome = outcome;
        p->services[i].at_stake = 0;
    }
}

/* A set that came before counts no more; it is told as what it is. */
static void judging_repeat(struct edi_match_payment *p)
{
    judging_whole(p, EDI_DUPLICATE, EDI_ACTION_CLOSE,
                  X12_STR("the same remittance came before"));
}

/* Nothing is made of amounts that nobody has sent. */
static void judging_unreadable(struct edi_match_payment *p)
{
    judging_whole(p, EDI_UNREADABLE, EDI_ACTION_LOOK,
                  X12_STR("an amount is missing or cannot be read"));
}

/* The row's words; a reason without a row of its own has those of its code. */
static x12_str judging_why(const struct edi_denial_rules *rules,
                           const struct edi_judged *judged)
{
    x12_str text = { NULL, 0 };

    if (!judged->cause)
        return text;
    if (judged->cause->code[0] == '*')
        text = edi_code_text(rules->book, EDI_LIST_CARC, judged->cause_code);
    return text.len ? text : x12_str_from(judged->cause->text);
}

static void judging_by_reasons(struct edi_component *component, size_t at,
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
        .sibling = judging_has_sibling(component, at),
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
    for (size_t i = 0; i < p->service_count; i++) {
        p->services[i].outcome = lines[i].outcome;
        p->services[i].at_stake = lines[i].at_stake;
    }
    p->found.outcome = judged.outcome;
    p->found.at_stake = judged.at_stake;
    p->found.action = judged.cause ? judged.cause->action : EDI_ACTION_LOOK;
    p->found.cause_text = judging_why(rules, &judged);
    p->found.cause_group = judged.cause_group;
    p->found.cause_code = judged.cause_code;
    p->found.cause_remark = judged.cause_remark;
}

enum x12_status edi_judge_payments(struct edi_component *component,
                                   const struct edi_denial_rules *rules,
                                   struct x12_arena *arena,
                                   struct x12_error *err)
{
    for (size_t i = 0; i < component->payment_count; i++) {
        struct edi_match_payment *p = &component->payments[i];
        struct edi_judged_line *lines = x12_arena_make(
            arena, (p->service_count + 1) * sizeof(*lines));

        if (!lines)
            return x12_fail(err, arena->failed, "judging payments: %s",
                            x12_status_text(arena->failed));
        p->found.live = !p->repeated;
        p->found.correction = judging_is_correction(component, i);
        p->found.overlap = judging_overlap(component, i);
        if (p->repeated)
            judging_repeat(p);
        else if (p->unreadable)
            judging_unreadable(p);
        else
            judging_by_reasons(component, i, rules, lines);
        p->found.left = p->found.at_stake;
        for (size_t j = 0; j < p->service_count; j++)
            p->services[j].outdated = false;
    }
    return X12_OK;
}
