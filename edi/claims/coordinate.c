/* SPDX-License-Identifier: Apache-2.0 */
/* coordinate - a claim and what its payer paid of it to that for the next payer */
#include "edi/claims/coordinate.h"

#include "edi/claims/balance.h"
#include "edi/claims/coordinate_private.h"

/* --- refusals ---------------------------------------------------------------- */

static enum x12_status coordinate_refuse(struct edi_coordinating *co,
                                         const char *why)
{
    x12_fail(&co->c->fault, X12_ESYNTAX, "%s", why);
    return X12_END;
}

/* "claim payment 3: 240.00 charged less 130.00 adjusted is 110.00, and 100.00
 * paid" */
static enum x12_status coordinate_off(struct edi_coordinating *co,
                                      const char *what, uint32_t number,
                                      x12_money charge, x12_money adjusted,
                                      x12_money paid)
{
    char texts[4][X12_MONEY_TEXT];

    x12_money_format_plain(charge, texts[0]);
    x12_money_format_plain(adjusted, texts[1]);
    x12_money_format_plain(charge - adjusted, texts[2]);
    x12_money_format_plain(paid, texts[3]);
    x12_fail(
        &co->c->fault, X12_ESYNTAX,
        "%s %u does not balance: %s charged less %s adjusted is %s, but %s "
        "was paid",
        what, (unsigned)number, texts[0], texts[1], texts[2], texts[3]);
    return X12_END;
}

/* "line 2: 100.00 was claimed, 90.00 was answered" */
static enum x12_status coordinate_short(struct edi_coordinating *co,
                                        uint32_t line, x12_money claimed,
                                        x12_money answered)
{
    char of[32] = "the claim", texts[2][X12_MONEY_TEXT];
    struct x12_error name = { 0 };

    if (line) {
        x12_fail(&name, X12_ESYNTAX, "line %u", (unsigned)line);
        x12_str_put(x12_str_from(name.text), of, sizeof(of));
    }
    x12_money_format_plain(claimed, texts[0]);
    x12_money_format_plain(answered, texts[1]);
    x12_fail(&co->c->fault, X12_ESYNTAX,
             "of %s %s was claimed, and the payer has answered %s", of,
             texts[0], texts[1]);
    return X12_END;
}

/* --- what stands ------------------------------------------------------------- */

static bool coordinate_status_is(const struct edi_payment *p,
                                 const char *const *list)
{
    for (; *list; list++)
        if (x12_str_is(p->status, *list))
            return true;
    return false;
}

static bool coordinate_is_reversal(const struct edi_payment *p)
{
    return x12_str_is(p->status, "22");
}

static bool coordinate_answers(const struct edi_payer_answer *a, uint32_t line)
{
    for (size_t i = 0; i < a->payment->service_count; i++)
        if (line && a->lines[i] == line)
            return true;
    return false;
}

/* Does the claim level of the answer stand: all of it, or some of its lines? */
static bool coordinate_has(const struct edi_coordinating *co, size_t i)
{
    return co->stands[i][co->c->answers[i].payment->service_count];
}

/* What was said before holds no more: of the lines that `by` answers, or all of
 * it where `by` is about the whole. */
static void coordinate_undo(struct edi_coordinating *co, size_t before,
                            const struct edi_payer_answer *by)
{
    for (size_t i = 0; i < before; i++) {
        const struct edi_payer_answer *a = &co->c->answers[i];
        const size_t count = a->payment->service_count;
        bool left = false;

        for (size_t j = 0; j < count; j++) {
            if (by->payment->service_count == 0 ||
                coordinate_answers(by, a->lines[j]))
                co->stands[i][j] = false;
            left |= co->stands[i][j];
        }
        co->stands[i][count] = left;
    }
}

/* In their order: a reversal takes back, a correction takes the place. */
static enum x12_status coordinate_stand(struct edi_coordinating *co,
                                        struct x12_error *err)
{
    const size_t answers = co->c->answer_count;

    co->stands = x12_arena_make(co->arena, (answers + 1) * sizeof(bool *));
    for (size_t i = 0; co->stands && i < answers; i++) {
        const struct edi_payer_answer *a = &co->c->answers[i];
        const size_t count = a->payment->service_count;

        co->stands[i] = x12_arena_make(co->arena, count + 1);
        if (!co->stands[i])
            break;
        if (coordinate_is_reversal(a->payment) || a->correction)
            coordinate_undo(co, i, a);
        if (coordinate_is_reversal(a->payment))
            continue;
        memset(co->stands[i], true, count + 1);
    }
    if (co->arena->failed)
        return x12_fail(err, co->arena->failed, "answers: %s",
                        x12_status_text(co->arena->failed));
    for (size_t i = 0; i < answers; i++)
        for (size_t j = 0; j < co->c->answers[i].payment->service_count; j++)
            co->any_line |= co->stands[i][j];
    return X12_OK;
}

/* --- may there be a claim? --------------------------------------------------- */

static enum x12_status coordinate_check_balance(struct edi_coordinating *co,
                                                const struct edi_payment *p)
{
    struct edi_payment_sums sums;
    struct edi_service_sums line;

    if (p->doubt_segment)
        return coordinate_refuse(
            co, "an amount of the payment is missing or cannot be read");
    if (edi_payment_balance(p, &sums, NULL))
        return X12_OK;
    for (size_t i = 0; i < p->service_count; i++)
        if (!edi_service_balance(&p->services[i], &line, NULL))
            return coordinate_off(co, "line of the payment", (uint32_t)i + 1,
                                  line.charge, line.adjusted, line.paid);
    if (sums.charge != sums.lines_charge)
        return coordinate_short(co, 0, sums.charge, sums.lines_charge);
    return coordinate_off(co, "claim payment", p->ordinal, sums.charge,
                          sums.claim_adjusted + sums.lines_adjusted, sums.paid);
}

static enum x12_status coordinate_check_answer(struct edi_coordinating *co,
                                               size_t i)
{
    static const char *const forwarded[] = { "19", "20", "21", "23", NULL };
    const struct edi_payer_answer *a = &co->c->answers[i];

    if (!co->c->anyway && (coordinate_status_is(a->payment, forwarded) ||
                           a->payment->crossover.present))
        return coordinate_refuse(co, "the payer has forwarded the claim to the "
                                     "next one itself (--anyway claims it all "
                                     "the same)");
    for (size_t j = 0; j < a->payment->service_count; j++)
        if (co->stands[i][j] && !a->lines[j])
            return coordinate_refuse(co, "a line of the payment is no line of "
                                         "the claim");
    return coordinate_check_balance(co, a->payment);
}

static x12_money coordinate_answered(const struct edi_coordinating *co,
                                     uint32_t line)
{
    x12_money sum = 0;

    for (size_t i = 0; i < co->c->answer_count; i++) {
        const struct edi_payer_answer *a = &co->c->answers[i];

        for (size_t j = 0; j < a->payment->service_count; j++)
            if (co->stands[i][j] && a->lines[j] == line)
                sum += a->payment->services[j].charge;
    }
    return sum;
}

/* Every line is answered by what it was claimed for; or the whole claim is. */
static enum x12_status coordinate_check_charges(struct edi_coordinating *co)
{
    x12_money sum = 0;

    for (size_t i = 0; co->any_line && i < co->from->line_count; i++) {
        const struct edi_line *line = &co->from->lines[i];

        sum = coordinate_answered(co, line->number);
        if (sum != line->charge)
            return coordinate_short(co, line->number, line->charge, sum);
    }
    if (co->any_line)
        return X12_OK;
    for (size_t i = 0; i < co->c->answer_count; i++)
        if (coordinate_has(co, i))
            sum += co->c->answers[i].payment->charge;
    return sum == co->from->charge
               ? X12_OK
               : coordinate_short(co, 0, co->from->charge, sum);
}

static enum x12_status coordinate_check(struct edi_coordinating *co)
{
    enum x12_status status = X12_OK;
    bool any = false;

    for (size_t i = 0; status == X12_OK && i < co->c->answer_count; i++)
        if (coordinate_has(co, i)) {
            any = true;
            status = coordinate_check_answer(co, i);
        }
    if (!any)
        return coordinate_refuse(co, co->c->answer_count
                                         ? "the payer has taken its answer "
                                           "back, and nothing stands"
                                         : "its payer has not answered yet");
    return status == X12_OK ? coordinate_check_charges(co) : status;
}

/* What the patient owes, and what was refused, is left to claim. */
static enum x12_status coordinate_check_left(struct edi_coordinating *co)
{
    x12_money left = co->c->patient;

    if (co->from->charge != co->c->paid + co->c->adjusted)
        return coordinate_off(co, "the claim after payment",
                              (uint32_t)co->c->answer_count, co->from->charge,
                              co->c->adjusted, co->c->paid);
    for (size_t i = 0; i < co->c->answer_count; i++)
        if (coordinate_has(co, i))
            left += co->c->answers[i].at_stake;
    if (left <= 0 && !co->c->anyway)
        return coordinate_refuse(co, "nothing is left to claim: the payer has "
                                     "left no amount to the patient and "
                                     "refused none");
    return X12_OK;
}

/* --- the claim --------------------------------------------------------------- */

int edi_payer_rank(x12_str responsibility)
{
    static const char order[] = "PSTABCDEFGH";

    for (int i = 0; responsibility.len == 1 && order[i]; i++)
        if (order[i] == responsibility.at[0])
            return i;
    return -1;
}

const struct edi_other_payer *edi_claim_next_payer(
    const struct edi_claim *claim)
{
    const int own = edi_payer_rank(claim->coverage.responsibility);
    const struct edi_other_payer *next = NULL;
    int best = 0;

    for (size_t i = 0; own >= 0 && i < claim->other_payer_count; i++) {
        const struct edi_other_payer *payer = &claim->other_payers[i];
        const int rank = edi_payer_rank(payer->coverage.responsibility);
        x12_money paid;

        if (rank <= own || (next && rank >= best) ||
            edi_amount_find(payer->amounts, payer->amount_count, "D", &paid))
            continue;
        next = payer;
        best = rank;
    }
    return next;
}

static enum x12_status coordinate_make(struct edi_coordinating *co,
                                       struct x12_error *err)
{
    co->to = x12_arena_make(co->arena, sizeof(*co->to));
    if (co->to)
        edi_coordinate_swap(co);
    if (!co->arena->failed)
        edi_coordinate_money(co);
    if (co->arena->failed)
        return x12_fail(err, co->arena->failed, "claim for the next payer: %s",
                        x12_status_text(co->arena->failed));
    return coordinate_check_left(co);
}

enum x12_status edi_coordinate(struct edi_coordination *c,
                               struct x12_arena *arena, struct x12_error *err,
                               const struct edi_claim **out)
{
    struct edi_coordinating co = { .c = c, .arena = arena, .from = c->claim };
    enum x12_status status;

    c->fault = (struct x12_error){ 0 };
    c->paid = c->adjusted = c->patient = 0;
    c->remarks_left = 0;
    c->next = edi_claim_next_payer(c->claim);
    if (x12_str_is(c->claim->frequency, "8"))
        return coordinate_refuse(&co, "it is a void");
    if (c->claim->doubt.segment)
        return coordinate_refuse(
            &co, "an amount of it is missing or cannot be read");
    if (!c->next)
        return coordinate_refuse(&co, "it names no other payer that comes "
                                      "behind its own (loop 2320)");
    status = coordinate_stand(&co, err);
    if (status == X12_OK)
        status = coordinate_check(&co);
    if (status == X12_OK)
        status = coordinate_make(&co, err);
    *out = co.to;
    return status;
}
