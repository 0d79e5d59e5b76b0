/* SPDX-License-Identifier: Apache-2.0 */
/* acked - where a claim or a file stands by what acknowledged it */
#include "edi/match/acked_private.h"
#include "edi/match/key.h"

#include <stdlib.h>

enum edi_ack_stage edi_ack_stage(enum edi_ack_kind kind)
{
    switch (kind) {
    case EDI_ACK_INTERCHANGE:
        return EDI_STAGE_TA1;
    case EDI_ACK_SET:
    case EDI_ACK_GROUP:
        return EDI_STAGE_999;
    case EDI_ACK_TRANSMISSION:
    case EDI_ACK_PROVIDER:
    case EDI_ACK_CLAIM:
        return EDI_STAGE_277CA;
    }
    return EDI_STAGE_NONE;
}

/* --- the order of the answers ----------------------------------------------- */

static int acked_compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int acked_order(const void *left, const void *right)
{
    const struct edi_match_ack *a = left, *b = right;
    int order = acked_compare(a->day, b->day);

    if (!order)
        order = acked_compare(edi_ack_stage(a->kind), edi_ack_stage(b->kind));
    if (!order)
        order = x12_str_compare(a->isa, b->isa);
    if (!order)
        order = x12_str_compare(a->set, b->set);
    if (!order)
        order = acked_compare(a->ordinal, b->ordinal);
    return order ? order : acked_compare(a->id, b->id);
}

void edi_acks_sort(struct edi_match_ack *acks, size_t count)
{
    if (count)
        qsort(acks, count, sizeof(*acks), acked_order);
}

/* --- one word after the other -------------------------------------------------- */

/* The items that bear on one claim: those of its set, and those that name it
 * among the acknowledgements of the component. */
struct acked_words {
    const struct edi_match_ack *wide, *narrow;
    size_t wide_count, narrow_count;
    const struct edi_match_claim *claim; /* NULL: only the wide ones */
};

static bool acked_bears(const struct acked_words *words,
                        const struct edi_match_ack *ack)
{
    if (ack->kind == EDI_ACK_CLAIM)
        return words->claim && ack->found.claim == words->claim;
    if (ack->kind == EDI_ACK_PROVIDER)
        return words->claim && ack->npi.len &&
               x12_str_equal(ack->npi, words->claim->npi);
    return true;
}

/* How narrow an item is among those of its answer. */
static int acked_narrowness(enum edi_ack_kind kind)
{
    switch (kind) {
    case EDI_ACK_SET:
    case EDI_ACK_PROVIDER:
        return 1;
    case EDI_ACK_CLAIM:
        return 2;
    case EDI_ACK_INTERCHANGE:
    case EDI_ACK_GROUP:
    case EDI_ACK_TRANSMISSION:
        break;
    }
    return 0;
}

/* A narrower item of the same answer has a verdict of its own. */
static bool acked_is_narrower(const struct acked_words *words,
                              const struct edi_match_ack *list, size_t count,
                              const struct edi_match_ack *ack)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].answer == ack->answer && list[i].verdict &&
            acked_narrowness(list[i].kind) > acked_narrowness(ack->kind) &&
            acked_bears(words, &list[i]))
            return true;
    return false;
}

static bool acked_speaks(const struct acked_words *words,
                         const struct edi_match_ack *ack)
{
    if (!acked_bears(words, ack) || !ack->verdict)
        return false;
    if (ack->kind == EDI_ACK_GROUP && ack->verdict == EDI_VERDICT_REJECTED)
        return true;
    return !acked_is_narrower(words, words->wide, words->wide_count, ack) &&
           !acked_is_narrower(words, words->narrow, words->narrow_count, ack);
}

/* Of a set that the group's verdict rejects, whatever its own was. */
static bool acked_is_group_rejected(const struct acked_words *words,
                                    const struct edi_match_ack *ack)
{
    for (size_t i = 0; i < words->wide_count; i++)
        if (words->wide[i].answer == ack->answer &&
            words->wide[i].kind == EDI_ACK_GROUP &&
            words->wide[i].verdict == EDI_VERDICT_REJECTED)
            return true;
    return false;
}

static enum edi_verdict acked_verdict(const struct acked_words *words,
                                      const struct edi_match_ack *ack)
{
    if (ack->kind == EDI_ACK_SET && acked_is_group_rejected(words, ack))
        return EDI_VERDICT_REJECTED;
    return ack->verdict;
}

struct acked_walk {
    struct edi_acked so_far;
    enum edi_ack_stage accepted, rejected; /* how far on */
};

static void acked_move(struct acked_walk *walk, enum edi_state state,
                       const struct edi_match_ack *ack)
{
    walk->so_far.state = state;
    walk->so_far.ack = ack->id;
}

static void acked_take(struct acked_walk *walk, enum edi_ack_stage stage,
                       const struct edi_match_ack *ack)
{
    if (stage <= walk->rejected)
        return;
    if (stage > walk->accepted)
        walk->accepted = stage;
    walk->rejected = EDI_STAGE_NONE;
    if (stage == EDI_STAGE_277CA && walk->so_far.state != EDI_STATE_ACCEPTED)
        acked_move(walk, EDI_STATE_ACCEPTED, ack);
    else if (stage == EDI_STAGE_999 && walk->so_far.state != EDI_STATE_SENT &&
             walk->so_far.state != EDI_STATE_ACCEPTED)
        acked_move(walk, EDI_STATE_SENT, ack);
}

/* Received by who answers claims: its 999 was good, whether we saw it or not. */
static void acked_receive(struct acked_walk *walk, enum edi_ack_stage stage,
                          const struct edi_match_ack *ack)
{
    if (stage == EDI_STAGE_277CA)
        acked_take(walk, EDI_STAGE_999, ack);
}

static void acked_refuse(struct acked_walk *walk, enum edi_ack_stage stage,
                         const struct edi_match_ack *ack)
{
    if (stage <= walk->rejected ||
        (stage <= walk->accepted && stage < EDI_STAGE_277CA))
        return;
    walk->rejected = stage;
    acked_move(walk, EDI_STATE_REJECTED, ack);
}

static void acked_word(struct acked_walk *walk, const struct acked_words *words,
                       const struct edi_match_ack *ack)
{
    enum edi_ack_stage stage = edi_ack_stage(ack->kind);

    if (!acked_speaks(words, ack))
        return;
    if (stage > walk->so_far.stage)
        walk->so_far.stage = stage;
    walk->so_far.last = ack->day;
    switch (acked_verdict(words, ack)) {
    case EDI_VERDICT_NONE:
        break;
    case EDI_VERDICT_RECEIVED:
        acked_receive(walk, stage, ack);
        break;
    case EDI_VERDICT_ACCEPTED:
        acked_take(walk, stage, ack);
        break;
    case EDI_VERDICT_REJECTED:
        acked_refuse(walk, stage, ack);
        break;
    }
}

/* Both lists are in order: they are gone through as one. */
static struct edi_acked acked_walk(const struct acked_words *words,
                                   x12_date until)
{
    struct acked_walk walk = { .so_far = { .state = EDI_STATE_OPEN } };
    size_t wide = 0, narrow = 0;

    while (wide < words->wide_count || narrow < words->narrow_count) {
        const struct edi_match_ack *ack;

        if (narrow == words->narrow_count ||
            (wide < words->wide_count &&
             acked_order(&words->wide[wide], &words->narrow[narrow]) < 0))
            ack = &words->wide[wide++];
        else
            ack = &words->narrow[narrow++];
        if (until && ack->day > until)
            break;
        acked_word(&walk, words, ack);
    }
    return walk.so_far;
}

struct edi_acked edi_acked_set(const struct edi_match_ack *acks, size_t count)
{
    const struct acked_words words = { .wide = acks, .wide_count = count };

    return acked_walk(&words, 0);
}

struct edi_acked edi_acked_claim(const struct edi_component *component,
                                 const struct edi_match_claim *claim,
                                 x12_date until)
{
    const struct acked_words words = {
        .wide = claim->acks,
        .wide_count = claim->ack_count,
        .narrow = component->acks,
        .narrow_count = component->ack_count,
        .claim = claim,
    };

    return acked_walk(&words, until);
}

/* --- which claim ---------------------------------------------------------------- */

/* Clocks differ: an answer may bear the day before. */
static bool acked_is_after(const struct edi_match_ack *ack,
                           const struct edi_match_claim *claim)
{
    return !ack->day || !claim->sent ||
           x12_date_to_days(ack->day) + 1 >= x12_date_to_days(claim->sent);
}

/* One answer tells each claim once: of equal ones the next is meant. */
static bool acked_is_told(const struct edi_component *component, size_t at,
                          const struct edi_match_claim *claim)
{
    for (size_t i = 0; i < at; i++)
        if (component->acks[i].answer == component->acks[at].answer &&
            component->acks[i].found.claim == claim)
            return true;
    return false;
}

/* How well the claim fits an item that bears its number; 0: not at all. */
static unsigned acked_fits(const struct edi_component *component, size_t at,
                           const struct edi_match_claim *claim)
{
    const struct edi_match_ack *ack = &component->acks[at];

    if (!ack->names.len || !ack->number.len ||
        !x12_str_equal(ack->names, claim->reference) ||
        !x12_str_equal(ack->number, claim->number) ||
        !acked_is_after(ack, claim))
        return 0;
    return 1u + (ack->has_charge && ack->charge == claim->charge ? 4u : 0u) +
           (edi_key_days_agree(ack->from, ack->to, claim->from, claim->to)
                ? 2u
                : 0u) +
           (acked_is_told(component, at, claim) ? 0u : 8u);
}

static struct edi_match_claim *acked_by_number(
    const struct edi_component *component, size_t at)
{
    struct edi_match_claim *best = NULL;
    unsigned most = 0;

    for (size_t i = 0; i < component->claim_count; i++) {
        unsigned fits = acked_fits(component, at, &component->claims[i]);

        if (fits > most) {
            most = fits;
            best = &component->claims[i];
        }
    }
    return best;
}

/* The clearinghouse gives our own number of the way back. */
static struct edi_match_claim *acked_by_clearing(
    const struct edi_component *component, const struct edi_match_ack *ack)
{
    struct edi_match_claim *found = NULL;

    for (size_t i = 0; ack->clearing.len && i < component->claim_count; i++) {
        struct edi_match_claim *claim = &component->claims[i];

        if (!x12_str_equal(ack->clearing, claim->clearing) ||
            !acked_is_after(ack, claim))
            continue;
        if (found)
            return NULL;
        found = claim;
    }
    return found;
}

/* An item before it bore the same payer's number. */
static struct edi_match_claim *acked_by_earlier(
    const struct edi_component *component, size_t at)
{
    const struct edi_match_ack *ack = &component->acks[at];
    struct edi_match_claim *found = NULL;

    for (size_t i = 0; ack->control.len && i < at; i++) {
        const struct edi_match_ack *other = &component->acks[i];

        if (!other->found.claim || !x12_str_equal(ack->control, other->control))
            continue;
        if (found && found != other->found.claim)
            return NULL;
        found = other->found.claim;
    }
    return found;
}

void edi_acked_lay(struct edi_component *component)
{
    for (size_t i = 0; i < component->ack_count; i++)
        component->acks[i].found.claim = NULL;
    for (size_t i = 0; i < component->ack_count; i++) {
        struct edi_match_ack *ack = &component->acks[i];

        ack->found.claim = acked_by_number(component, i);
        if (!ack->found.claim)
            ack->found.claim = acked_by_clearing(component, ack);
        if (!ack->found.claim)
            ack->found.claim = acked_by_earlier(component, i);
    }
}

struct edi_match_claim *edi_acked_by_control(
    const struct edi_component *component, x12_str control, x12_str payer,
    x12_date until)
{
    struct edi_match_claim *found = NULL;

    for (size_t i = 0; control.len && i < component->ack_count; i++) {
        const struct edi_match_ack *ack = &component->acks[i];

        if (!ack->found.claim || ack->day > until ||
            !x12_str_equal(control, ack->control) ||
            !x12_str_equal(payer, ack->found.claim->payer))
            continue;
        if (found && found != ack->found.claim)
            return NULL;
        found = ack->found.claim;
    }
    return found;
}
