/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tally - what must add up in a set, segment by segment (SNIP level 3)
 */
#include "edi/rules/tally_private.h"

#define TALLY_ROW(id, level, sev, ta, ak, ik5, ik3, ik4, what) \
    [EDI_TALLY_##id] = {                                       \
        .name = #id,                                           \
        .snip = level,                                         \
        .severity = sev,                                       \
        .ta105 = ta,                                           \
        .ak905 = ak,                                           \
        .ik502 = ik5,                                          \
        .ik304 = ik3,                                          \
        .ik403 = ik4,                                          \
        .text = what,                                          \
    },

const struct x12_fault edi_tally_faults[EDI_TALLY_FAULT_COUNT] = {
    EDI_TALLY_FAULTS(TALLY_ROW)
};

struct edi_origin edi_tally_origin(const struct x12_cursor *cur)
{
    return (struct edi_origin){
        .offset = cur->seg.place.offset,
        .segment = cur->seg.place.segment,
        .id = cur->seg.id,
        .row = cur->row,
    };
}

/* Was the element told already, as empty or by its form? Then what does not add
 * up follows from that. */
static bool tally_is_told(const struct x12_findings *list,
                          struct x12_place place)
{
    for (size_t i = list ? list->count : 0; i-- > 0;)
        if (list->at[i].fault->snip < 3 &&
            list->at[i].place.offset == place.offset &&
            list->at[i].place.element == place.element)
            return true;
    return false;
}

struct x12_finding *edi_tally_tell(struct edi_tally *t,
                                   const struct x12_fault *fault,
                                   const struct edi_origin *origin,
                                   unsigned element)
{
    struct x12_place place = { .offset = origin->offset,
                               .segment = origin->segment,
                               .element = (uint16_t)element };
    struct x12_finding *found;

    if (tally_is_told(t->findings, place))
        return NULL;
    found = x12_found_fault(t->findings, fault, place, origin->row);
    if (found)
        found->segment_id = origin->id;
    return found;
}

void edi_tally_tell_money(struct edi_tally *t, const struct x12_fault *fault,
                          const struct edi_origin *origin, unsigned element,
                          x12_money told, x12_money right)
{
    struct x12_finding *found = edi_tally_tell(t, fault, origin, element);

    if (!found)
        return;
    found->has_numbers = found->is_money = true;
    found->told = told;
    found->right = right;
}

void edi_tally_tell_count(struct edi_tally *t, const struct x12_fault *fault,
                          const struct edi_origin *origin, unsigned element,
                          int64_t told, int64_t right)
{
    struct x12_finding *found = edi_tally_tell(t, fault, origin, element);

    if (!found)
        return;
    found->has_numbers = true;
    found->told = told;
    found->right = right;
}

x12_money edi_tally_money(struct edi_tally *t, const struct x12_cursor *cur,
                          unsigned element, bool *unsure)
{
    x12_str text = x12_element(&cur->seg, element);
    const struct x12_rule *rule;
    struct edi_origin origin;
    x12_money amount = 0;
    x12_decimal number;

    if (text.len == 0) { /* one that is required is told */
        rule = x12_row_rule(cur->row, element, 0);
        *unsure |= rule && rule->use == X12_REQUIRED;
        return 0;
    }
    if (x12_money_parse(text, &amount))
        return amount;
    *unsure = true;
    if (!x12_decimal_parse(text, &number) || number.scale <= 2)
        return 0; /* the validator has told it */
    origin = edi_tally_origin(cur);
    edi_tally_tell(t, TALLY(AMOUNT_NOT_CENTS), &origin, element);
    return 0;
}

struct edi_tally_amount edi_tally_amount(struct edi_tally *t,
                                         const struct x12_cursor *cur,
                                         unsigned element, bool *unsure)
{
    return (struct edi_tally_amount){
        .amount = edi_tally_money(t, cur, element, unsure),
        .has = x12_element(&cur->seg, element).len > 0,
        .origin = edi_tally_origin(cur),
    };
}

bool edi_tally_units(const struct x12_cursor *cur, unsigned element,
                     int64_t *out)
{
    enum { SCALE = 9 };
    const int64_t most = INT64_MAX / 1000;
    x12_decimal number;
    int64_t value;

    if (!x12_decimal_parse(x12_element(&cur->seg, element), &number))
        return false;
    value = number.value;
    for (unsigned scale = number.scale; scale < SCALE; scale++) {
        if (value > most / 10 || value < -most / 10)
            return false;
        value *= 10;
    }
    *out = value;
    return value <= most && value >= -most;
}

x12_money edi_tally_cas(struct edi_tally *t, const struct x12_cursor *cur,
                        bool *unsure)
{
    x12_money sum = 0;

    for (unsigned pos = 3; pos == 3 || (pos <= cur->seg.count && pos <= 18);
         pos += 3)
        sum += edi_tally_money(t, cur, pos, unsure);
    return sum;
}

bool edi_tally_cas_units(const struct x12_cursor *cur, int64_t *sum, bool *any)
{
    int64_t units;

    for (unsigned pos = 4; pos <= cur->seg.count && pos <= 19; pos += 3) {
        if (x12_element(&cur->seg, pos).len == 0)
            continue;
        if (!edi_tally_units(cur, pos, &units))
            return false;
        *sum += units;
        *any = true;
    }
    return true;
}

/* --- the numbers of HL and LX ------------------------------------------ */

/* HL03 from the top down. */
static unsigned tally_depth(const struct edi_tally *t, x12_str code)
{
    static const char *const claim[] = { "20", "22", "23", NULL };
    static const char *const answer[] = { "20", "21", "19", "PT" };
    const char *const *codes = t->kind == EDI_SET_CLAIM ? claim : answer;

    for (unsigned i = 0; i < EDI_TALLY_LEVELS && codes[i]; i++)
        if (x12_str_is(code, codes[i]))
            return i;
    return EDI_TALLY_LEVELS;
}

/* A level ends. The top one has a level below it that the guide requires, so
 * that what is missing there is told already. */
static void tally_level_close(struct edi_tally *t, unsigned depth)
{
    struct edi_tally_level *level = &t->level[depth];

    if (level->open &&
        ((level->child == '1' && !level->has_child && depth > 0) ||
         (level->child == '0' && level->has_child)))
        edi_tally_tell_count(t, TALLY(HL04_CHILD), &level->origin, 4,
                             level->child - '0', level->has_child);
    level->open = false;
}

/* HL02 against the level that this one stands under. */
static void tally_parent(struct edi_tally *t, unsigned depth,
                         const struct edi_origin *origin, x12_str told)
{
    struct edi_tally_level *parent = &t->level[depth - 1];
    uint64_t number;

    parent->has_child = true;
    if (!parent->open || told.len == 0)
        return; /* told as missing */
    if (!x12_count_parse(told, &number))
        edi_tally_tell(t, TALLY(HL02_PARENT), origin, 2);
    else if (number != parent->number && number != parent->right)
        edi_tally_tell_count(t, TALLY(HL02_PARENT), origin, 2, (int64_t)number,
                             (int64_t)parent->number);
}

/* One more than the last. Behind a number that is wrong both are taken: one
 * more than it, and one more than what it had to be. */
static uint64_t tally_number(struct edi_tally *t, const struct x12_cursor *cur,
                             const struct x12_fault *fault,
                             struct edi_tally_number *n)
{
    struct edi_origin origin = edi_tally_origin(cur);
    x12_str text = x12_element(&cur->seg, 1);
    uint64_t number = n->next, right = n->next;

    if (text.len > 0 && !x12_count_parse(text, &number))
        edi_tally_tell(t, fault, &origin, 1);
    else if (number == n->other)
        right = number;
    else if (number != right)
        edi_tally_tell_count(t, fault, &origin, 1, (int64_t)number,
                             (int64_t)right);
    n->next = right + 1;
    n->other = number + 1;
    return number;
}

void edi_tally_hl(struct edi_tally *t, const struct x12_cursor *cur)
{
    unsigned depth = tally_depth(t, x12_element(&cur->seg, 3));
    struct edi_origin origin = edi_tally_origin(cur);
    x12_str child = x12_element(&cur->seg, 4);
    uint64_t number = tally_number(t, cur, TALLY(HL01_SEQUENCE), &t->hl);

    if (depth == EDI_TALLY_LEVELS)
        return; /* a code that is told */
    for (unsigned i = EDI_TALLY_LEVELS; i-- > depth;)
        tally_level_close(t, i);
    if (depth > 0)
        tally_parent(t, depth, &origin, x12_element(&cur->seg, 2));
    t->level[depth] = (struct edi_tally_level){
        .open = true,
        .child = child.len == 1 ? child.at[0] : 0,
        .number = number,
        .right = t->hl.next - 1,
        .origin = origin,
    };
}

void edi_tally_hl_end(struct edi_tally *t)
{
    for (unsigned i = EDI_TALLY_LEVELS; i-- > 0;)
        tally_level_close(t, i);
}

void edi_tally_lx(struct edi_tally *t, const struct x12_cursor *cur)
{
    tally_number(t, cur, TALLY(LX01_SEQUENCE), &t->lx);
}

/* --- the set ------------------------------------------------------------- */

static const struct edi_tally_row *tally_rows(enum edi_set_kind kind)
{
    switch (kind) {
    case EDI_SET_CLAIM:
        return edi_tally_rows_837;
    case EDI_SET_PAYMENT:
        return edi_tally_rows_835;
    case EDI_SET_999:
        return edi_tally_rows_999;
    case EDI_SET_277CA:
        return edi_tally_rows_277ca;
    case EDI_SET_OTHER:
    case EDI_SET_TA1:
        break;
    }
    return NULL;
}

/* Which row of the guide goes to which of ours, plus one; 0: to none. */
static void tally_map(struct edi_tally *t, const struct edi_tally_row *rows)
{
    memset(t->take, 0, sizeof(t->take));
    for (size_t i = 0; i < t->guide->count; i++) {
        const struct x12_row *row = &t->guide->rows[i];

        for (unsigned k = 0; row->segment && rows[k].take; k++)
            if (strcmp(row->segment, rows[k].segment) == 0 &&
                (!rows[k].loop || strcmp(row->loop, rows[k].loop) == 0)) {
                t->take[i] = (uint8_t)(k + 1);
                break;
            }
    }
    t->mapped = t->guide;
}

void edi_tally_begin(struct edi_tally *t, enum edi_set_kind kind,
                     const struct x12_guide *guide)
{
    const struct edi_tally_row *rows = tally_rows(kind);

    t->kind = kind;
    t->guide = rows ? guide : NULL;
    t->hl = t->lx = (struct edi_tally_number){ 1, 1 };
    t->responsibility = 0;
    t->sets = t->sets_accepted = t->sets_rejected = 0;
    memset(t->level, 0, sizeof(t->level));
    t->claim.open = t->payment.open = false;
    memset(&t->remittance, 0, sizeof(t->remittance));
    memset(&t->receiver, 0, sizeof(t->receiver));
    memset(&t->provider, 0, sizeof(t->provider));
    if (t->guide && t->guide != t->mapped)
        tally_map(t, rows);
}

/* A segment without a place is told; what does not add up without its amounts
 * follows from that, and so does the number of the line that comes next. */
static void tally_homeless(struct edi_tally *t, uint32_t id)
{
    switch (id) {
    case X12_ID('S', 'V', '1'):
    case X12_ID('S', 'V', '2'):
    case X12_ID('S', 'V', '3'):
        t->lx.other = t->lx.next + 1;
        t->claim.unsure = true;
        break;
    case X12_ID('S', 'V', 'D'):
    case X12_ID('S', 'V', 'C'):
    case X12_ID('C', 'A', 'S'):
        t->claim.unsure = t->payment.unsure = true;
        t->remittance.unsure = t->remittance.charges_unsure = true;
        break;
    case X12_ID('P', 'L', 'B'):
        t->remittance.unsure = true;
        break;
    default:
        break;
    }
}

void edi_tally_step(struct edi_tally *t, const struct x12_cursor *cur)
{
    unsigned take;

    if (!t->guide)
        return;
    if (!cur->row) {
        tally_homeless(t, cur->seg.id);
        return;
    }
    take = t->take[cur->row - t->guide->rows];
    if (take == 0)
        return;
    t->findings = cur->findings;
    tally_rows(t->kind)[take - 1].take(t, cur);
}

void edi_tally_claim_whole(struct edi_tally *t, const struct x12_cursor *cur)
{
    if (!t->guide)
        return;
    t->findings = cur->findings;
    edi_tally_claim_end(t);
}

void edi_tally_end(struct edi_tally *t, const struct x12_cursor *cur,
                   bool whole)
{
    if (!t->guide)
        return;
    t->findings = cur->findings;
    if (whole) {
        edi_tally_claim_end(t);
        edi_tally_payment_end(t);
        edi_tally_remittance_end(t);
        edi_tally_answer_end(t);
        edi_tally_hl_end(t);
    }
    t->guide = NULL;
}
