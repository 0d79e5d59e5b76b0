/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tally_ack - the counts and amounts of 277CA and 999
 */
#include "edi/rules/tally_private.h"

/* --- 277CA ----------------------------------------------------------------- */

/* Claims are listed all, or the rejected ones only; how many are in a provider
 * that is answered as a whole is not told. */
static void answer_end(struct edi_tally *t, const struct edi_tally_answer *a)
{
    int64_t accepted = a->accepted.amount, claims = (int64_t)a->claims;

    if (a->accepted.has && claims > 0 && !a->partial &&
        claims != accepted + a->rejected && claims != a->rejected)
        edi_tally_tell_count(t, TALLY(QTY_NOT_CLAIMS), &a->accepted.origin, 2,
                             accepted + a->rejected, claims);
    if (a->total.has && a->has_amounts && !a->unsure &&
        a->total.amount != a->accepted_amount + a->rejected_amount)
        edi_tally_tell_money(t, TALLY(STC04_NOT_SUM), &a->total.origin, 4,
                             a->total.amount,
                             a->accepted_amount + a->rejected_amount);
}

static void answer_provider_end(struct edi_tally *t)
{
    struct edi_tally_answer *a = &t->provider;
    bool open = t->level[2].open;

    if (open && a->claims == 0)
        t->receiver.partial = true;
    if (open)
        answer_end(t, a);
    *a = (struct edi_tally_answer){ 0 };
}

void edi_tally_answer_end(struct edi_tally *t)
{
    if (t->kind != EDI_SET_277CA)
        return;
    answer_provider_end(t);
    answer_end(t, &t->receiver);
    t->receiver = (struct edi_tally_answer){ 0 };
}

static void answer_hl(struct edi_tally *t, const struct x12_cursor *cur)
{
    x12_str code = x12_element(&cur->seg, 3);

    if (x12_str_is(code, "19"))
        answer_provider_end(t);
    else if (!x12_str_is(code, "PT"))
        edi_tally_answer_end(t);
    edi_tally_hl(t, cur);
}

/* A patient may have several claims. */
static void answer_claim(struct edi_tally *t, const struct x12_cursor *cur)
{
    (void)cur;
    t->receiver.claims++;
    t->provider.claims++;
}

static void answer_stc(struct edi_tally *t, const struct x12_cursor *cur,
                       struct edi_tally_answer *a)
{
    if (!a->total.has)
        a->total = edi_tally_amount(t, cur, 4, &a->unsure);
}

static void answer_qty(const struct x12_cursor *cur, struct edi_tally_answer *a)
{
    x12_str code = x12_element(&cur->seg, 1);
    uint64_t count;

    if (!x12_count_parse(x12_element(&cur->seg, 2), &count))
        return;
    if (x12_str_is(code, "90") || x12_str_is(code, "QA"))
        a->accepted.amount = (int64_t)count;
    else
        a->rejected = (int64_t)count;
    if (!a->accepted.has)
        a->accepted.origin = edi_tally_origin(cur);
    a->accepted.has = true;
}

static void answer_amt(struct edi_tally *t, const struct x12_cursor *cur,
                       struct edi_tally_answer *a)
{
    x12_money amount = edi_tally_money(t, cur, 2, &a->unsure);

    a->has_amounts = true;
    if (x12_str_is(x12_element(&cur->seg, 1), "YU"))
        a->accepted_amount = amount;
    else
        a->rejected_amount = amount;
}

static void answer_receiver_stc(struct edi_tally *t,
                                const struct x12_cursor *cur)
{
    answer_stc(t, cur, &t->receiver);
}

static void answer_receiver_qty(struct edi_tally *t,
                                const struct x12_cursor *cur)
{
    answer_qty(cur, &t->receiver);
}

static void answer_receiver_amt(struct edi_tally *t,
                                const struct x12_cursor *cur)
{
    answer_amt(t, cur, &t->receiver);
}

static void answer_provider_stc(struct edi_tally *t,
                                const struct x12_cursor *cur)
{
    answer_stc(t, cur, &t->provider);
}

static void answer_provider_qty(struct edi_tally *t,
                                const struct x12_cursor *cur)
{
    answer_qty(cur, &t->provider);
}

static void answer_provider_amt(struct edi_tally *t,
                                const struct x12_cursor *cur)
{
    answer_amt(t, cur, &t->provider);
}

const struct edi_tally_row edi_tally_rows_277ca[] = {
    { NULL, "HL", answer_hl },
    { "2200B", "STC", answer_receiver_stc },
    { "2200B", "QTY", answer_receiver_qty },
    { "2200B", "AMT", answer_receiver_amt },
    { "2200C", "STC", answer_provider_stc },
    { "2200C", "QTY", answer_provider_qty },
    { "2200C", "AMT", answer_provider_amt },
    { "2200D", "TRN", answer_claim },
    { NULL, NULL, NULL },
};

/* --- 999 --------------------------------------------------------------------- */

static void group_set(struct edi_tally *t, const struct x12_cursor *cur)
{
    (void)cur;
    t->sets++;
}

static void group_verdict(struct edi_tally *t, const struct x12_cursor *cur)
{
    x12_str code = x12_element(&cur->seg, 1);

    if (x12_str_is(code, "A") || x12_str_is(code, "E"))
        t->sets_accepted++;
    else if (code.len > 0)
        t->sets_rejected++;
}

/* Does AK901 agree? Sets that are not listed were accepted. */
static bool group_agrees(const struct edi_tally *t, x12_str code,
                         uint64_t accepted)
{
    if (x12_str_is(code, "A") || x12_str_is(code, "E"))
        return t->sets_rejected == 0;
    if (x12_str_is(code, "P"))
        return t->sets_rejected > 0 && accepted > 0;
    return true; /* a group may be refused whatever its sets are */
}

static void group_end(struct edi_tally *t, const struct x12_cursor *cur)
{
    struct edi_origin origin = edi_tally_origin(cur);
    x12_str code = x12_element(&cur->seg, 1);
    uint64_t received, told, accepted;
    bool refused = !x12_str_is(code, "A") && !x12_str_is(code, "E") &&
                   !x12_str_is(code, "P");

    if (!x12_count_parse(x12_element(&cur->seg, 3), &received) ||
        !x12_count_parse(x12_element(&cur->seg, 4), &told))
        return;
    if (received < t->sets) {
        edi_tally_tell_count(t, TALLY(AK903_COUNT), &origin, 3,
                             (int64_t)received, (int64_t)t->sets);
        return;
    }
    accepted = received - t->sets_rejected;
    if (told != accepted && !(refused && told == 0))
        edi_tally_tell_count(t, TALLY(AK904_COUNT), &origin, 4, (int64_t)told,
                             (int64_t)accepted);
    else if (!group_agrees(t, code, accepted))
        edi_tally_tell(t, TALLY(AK901_VERDICT), &origin, 1);
}

const struct edi_tally_row edi_tally_rows_999[] = {
    { "2000", "AK2", group_set },
    { "2000", "IK5", group_verdict },
    { "TS", "AK9", group_end },
    { NULL, NULL, NULL },
};
