/* SPDX-License-Identifier: Apache-2.0 */
/* reversal - which payment a reversal takes back, and whether to the cent */
#include "edi/match/reversal_private.h"

/* Of the reasons the amounts of this one. */
static x12_money reversal_reason(const struct edi_reason *reasons, size_t count,
                                 const struct edi_reason *of)
{
    x12_money sum = 0;

    for (size_t i = 0; i < count; i++)
        if (x12_str_equal(reasons[i].group, of->group) &&
            x12_str_equal(reasons[i].code, of->code))
            sum += reasons[i].amount;
    return sum;
}

static bool reversal_undoes_reasons(const struct edi_reason *a, size_t a_count,
                                    const struct edi_reason *b, size_t b_count)
{
    for (size_t i = 0; i < a_count; i++)
        if (reversal_reason(a, a_count, &a[i]) !=
            -reversal_reason(b, b_count, &a[i]))
            return false;
    for (size_t i = 0; i < b_count; i++)
        if (reversal_reason(b, b_count, &b[i]) !=
            -reversal_reason(a, a_count, &b[i]))
            return false;
    return true;
}

static bool reversal_undoes_service(const struct edi_match_service *a,
                                    const struct edi_match_service *b)
{
    return x12_str_equal(a->code, b->code) &&
           x12_str_equal(a->modifiers, b->modifiers) &&
           a->charge == -b->charge && a->paid == -b->paid &&
           reversal_undoes_reasons(a->reasons, a->reason_count, b->reasons,
                                   b->reason_count);
}

/* How many services of `of` say the same as this one. */
static size_t reversal_alike(const struct edi_match_payment *of,
                             const struct edi_match_service *as, bool negated)
{
    size_t count = 0;

    for (size_t i = 0; i < of->service_count; i++) {
        const struct edi_match_service *s = &of->services[i];

        count += negated ? reversal_undoes_service(s, as)
                         : x12_str_equal(s->code, as->code) &&
                               x12_str_equal(s->modifiers, as->modifiers) &&
                               s->charge == as->charge && s->paid == as->paid &&
                               s->reason_count == as->reason_count;
    }
    return count;
}

static enum edi_negation reversal_negation(const struct edi_match_payment *r,
                                           const struct edi_match_payment *q)
{
    for (size_t i = 0; i < r->service_count; i++)
        if (reversal_alike(q, &r->services[i], true) <
            reversal_alike(r, &r->services[i], false))
            return EDI_NEGATES_NOT;
    if (r->charge == -q->charge && r->paid == -q->paid &&
        r->service_count == q->service_count &&
        reversal_undoes_reasons(r->reasons, r->reason_count, q->reasons,
                                q->reason_count))
        return EDI_NEGATES_ALL;
    return r->service_count && r->service_count < q->service_count
               ? EDI_NEGATES_LINES
               : EDI_NEGATES_NOT;
}

/* Is there anything of `q` that nobody has taken back before `at`? */
static bool reversal_leaves(const struct edi_component *component, size_t at,
                            const struct edi_match_payment *q)
{
    x12_money left = q->charge;
    bool any = false;

    for (size_t i = 0; i < at; i++) {
        const struct edi_match_payment *r = &component->payments[i];

        if (r->found.reverses != q || !edi_match_is_posted(r))
            continue;
        left += r->charge;
        any = true;
    }
    return left > 0 || !any;
}

static bool reversal_may_undo(const struct edi_match_payment *r,
                              const struct edi_match_payment *q)
{
    static const char *const no_money[] = { "22", "25" };

    for (size_t i = 0; i < sizeof(no_money) / sizeof(*no_money); i++)
        if (x12_str_is(q->status, no_money[i]))
            return false;
    return q->found.claim == r->found.claim && edi_match_is_posted(q);
}

void edi_pair_reversal(struct edi_component *component, size_t at)
{
    struct edi_match_payment *r = &component->payments[at];
    int best = -1;

    if (!x12_str_is(r->status, "22") || !r->found.claim)
        return;
    for (size_t i = at; i-- > 0;) {
        const struct edi_match_payment *q = &component->payments[i];
        enum edi_negation negation;
        int score;

        if (!reversal_may_undo(r, q) || !reversal_leaves(component, at, q))
            continue;
        negation = reversal_negation(r, q);
        score = (int)negation;
        if (r->control.len && x12_str_equal(r->control, q->control))
            score += EDI_NEGATES_ALL + 1;
        if (score <= best)
            continue;
        best = score;
        r->found.reverses = q;
        r->found.negation = negation;
    }
}
