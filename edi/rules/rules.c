/* SPDX-License-Identifier: Apache-2.0 */
/* rules - the situational rules of a guide, asked claim by claim */
#include "edi/rules/rules.h"

#include "edi/guides/guides.h"
#include "edi/rules/rule_book_private.h"

enum { RULES_GUIDES = 4 };

const struct x12_fault edi_rules_fault_over = {
    .name = "RULES_CLAIM_TOO_LARGE",
    .snip = 4,
    .severity = X12_WARNING,
    .ta105 = "",
    .ak905 = "",
    .ik502 = "",
    .ik304 = "",
    .ik403 = "",
    .text = "the claim is too large for situational rules; it was not looked "
            "at by them",
};

struct edi_rules {
    unsigned snip;
    const struct edi_edits *edits;
    struct x12_arena *arena;
    struct edi_scope scope;
    struct edi_rule_book *books[RULES_GUIDES];
    struct edi_rule_book *book; /* of the set at hand; NULL: no rules */
    uint64_t now, begun;        /* changes of steady rows; when the set began */
    bool broken;                /* a rule was, at the segment that is asked */
    struct x12_findings *findings;
    struct x12_error *err;
    char interchange[10], group[10], transaction[10]; /* of the set at hand */
};

const struct edi_rule *edi_rule_of(const struct x12_fault *fault)
{
    for (size_t i = 0; i < edi_rules_837_count; i++)
        if (fault == &edi_rules_837[i].fault)
            return &edi_rules_837[i];
    for (size_t i = 0; i < edi_rules_835_count; i++)
        if (fault == &edi_rules_835[i].fault)
            return &edi_rules_835[i];
    return NULL;
}

struct edi_rules *edi_rules_make(struct x12_arena *arena, unsigned snip,
                                 const struct edi_edits *edits)
{
    struct edi_rules *rules = x12_arena_make(arena, sizeof(*rules));

    if (!rules)
        return NULL;
    rules->snip = snip;
    rules->edits = edits;
    rules->arena = arena;
    return rules;
}

void edi_rules_limit(struct edi_rules *rules, size_t limit)
{
    rules->scope.keep.limit = limit;
}

void edi_rules_release(struct edi_rules *rules)
{
    if (rules)
        x12_keep_release(&rules->scope.keep);
}

/* The book of a guide, made when it is met first. */
static enum x12_status rules_find_book(struct edi_rules *rules,
                                       const struct x12_guide *guide,
                                       struct x12_error *err)
{
    size_t i = 0;

    rules->book = NULL;
    rules->err = err;
    if (!guide || (strncmp(guide->name, "837", 3) != 0 &&
                   strcmp(guide->name, "835") != 0))
        return X12_OK;
    while (rules->books[i] && rules->books[i]->map.guide != guide)
        i++;
    if (!rules->books[i])
        rules->books[i] = edi_book_make(rules->arena, guide, rules->snip,
                                        rules->edits);
    rules->book = rules->books[i];
    return rules->book ? X12_OK
                       : x12_fail(err, X12_ENOMEM, "rules: out of memory");
}

/* --- a payer's own rules are for some claims ------------------------------ */

static bool rules_is_payer(const struct edi_rules *rules,
                           const struct edi_rule *rule)
{
    const struct edi_rule_book *book = rules->book;
    const struct edi_scope *s = &rules->scope;
    uint32_t i = s->last[book->payer];
    x12_str rest, payer;

    if (!rule->payers)
        return true;
    if (i == EDI_SCOPE_NONE)
        return false;
    payer = edi_scope_value(s, i, book->payer_element, 0);
    rest = x12_str_from(rule->payers);
    while (rest.len > 0) {
        x12_str one = x12_str_cut(&rest, ' ');

        if (one.len > 0 && x12_str_equal(one, payer))
            return true;
    }
    return false;
}

/* The day of service: of the line, else of the statement or claim, else when
 * the set was made. */
static x12_date rules_day(const struct edi_rules *rules)
{
    const struct edi_scope *s = &rules->scope;
    x12_date from = 0, to;

    for (size_t k = 0; k < 3 && !from; k++) {
        uint16_t row = rules->book->day[k];
        uint32_t i = row ? s->last[row] : EDI_SCOPE_NONE;

        if (i == EDI_SCOPE_NONE)
            continue;
        if (s->keep.kept[i].id == X12_ID('D', 'T', 'M'))
            (void)x12_date_parse(edi_scope_value(s, i, 2, 0), &from);
        else
            (void)x12_period_parse(edi_scope_value(s, i, 2, 0),
                                   edi_scope_value(s, i, 3, 0), &from, &to);
    }
    return from;
}

static bool rules_is_for_claim(const struct edi_rules *rules,
                               const struct edi_rule *rule)
{
    x12_date day;

    if (!rules_is_payer(rules, rule))
        return false;
    if (!rule->from && !rule->to)
        return true;
    day = rules_day(rules);
    return day && (!rule->from || day >= rule->from) &&
           (!rule->to || day <= rule->to);
}

/* --- asking ---------------------------------------------------------------- */

/* The row that a finding is about: of the missing segment where one is. */
static const struct x12_row *rules_told_row(const struct edi_ready *ready,
                                            const struct edi_scope *s,
                                            const struct edi_spot *spot)
{
    const struct edi_path *path = &ready->demand.path[0];

    if (spot->missing && ready->rule->demand && path->id == spot->missing)
        return &ready->map->guide->rows[path->row[0]];
    return edi_scope_row(s, spot->kept);
}

/* What called for it: where a condition holds, else where the rule stands. */
static void rules_trigger(const struct edi_ready *ready,
                          const struct edi_scope *s, uint32_t at,
                          struct x12_finding *found)
{
    struct edi_spot spot = { .kept = at };
    const struct x12_kept *kept;

    for (unsigned k = 0; k < ready->whens; k++)
        if (edi_test_spot(s, &ready->when[k], at, &spot))
            break;
    kept = &s->keep.kept[spot.kept];
    found->trigger_row = edi_scope_row(s, spot.kept);
    found->trigger = (struct x12_place){
        .offset = kept->offset,
        .segment = kept->segment,
        .element = (uint16_t)spot.element,
        .component = (uint16_t)spot.component,
    };
}

static void rules_tell(struct edi_rules *rules, const struct edi_ready *ready,
                       uint32_t at, const struct edi_spot *spot)
{
    const struct edi_scope *s = &rules->scope;
    const struct x12_kept *kept = &s->keep.kept[spot->kept];
    struct x12_place place = {
        .offset = kept->offset,
        .segment = kept->segment,
        .element = (uint16_t)(spot->missing ? 0 : spot->element),
        .component = (uint16_t)(spot->missing ? 0 : spot->component),
    };
    struct x12_findings *list = rules->findings;
    unsigned snip = list ? list->snip : 0;
    struct x12_finding *found;

    if (!list)
        return;
    list->snip = 0; /* which levels are asked was settled before */
    found = x12_found_fault(list, &ready->rule->fault, place,
                            rules_told_row(ready, s, spot));
    list->snip = snip;
    if (!found)
        return;
    found->segment_id = spot->missing ? spot->missing : kept->id;
    found->has_numbers = spot->has_numbers;
    found->told = spot->told;
    found->right = spot->right;
    if (place.element)
        x12_finding_value(found, edi_scope_value(s, spot->kept, spot->element,
                                                 spot->component));
    rules_trigger(ready, s, at, found);
    memcpy(found->interchange, rules->interchange, sizeof(found->interchange));
    memcpy(found->group, rules->group, sizeof(found->group));
    memcpy(found->transaction, rules->transaction, sizeof(found->transaction));
}

/* Its first condition holds. */
static void rules_ask(struct edi_rules *rules, const struct edi_ready *ready,
                      uint32_t i)
{
    const struct edi_scope *s = &rules->scope;
    struct edi_spot spot = { .kept = i };

    for (unsigned k = 1; k < ready->whens; k++)
        if (!edi_test_holds(s, &ready->when[k], i))
            return;
    if (ready->rule->look) {
        if (!ready->rule->look(s, &spot))
            return;
    } else if (edi_test_met(s, &ready->demand, i, &spot)) {
        return;
    }
    rules->broken = true;
    if (ready->rule->fault.snip < 7 || rules_is_for_claim(rules, ready->rule))
        rules_tell(rules, ready, i, &spot);
}

/* All rules of one row, for one segment. Most are passed over at a glance, by
 * what the segment has and has not. */
static void rules_ask_group(struct edi_rules *rules,
                            const struct edi_rule_group *group, uint32_t i)
{
    const struct edi_scope *s = &rules->scope;
    uint32_t has = s->keep.kept[i].has;
    enum { UNKNOWN, HOLDS, FAILS } first = UNKNOWN;
    uint64_t code = 0;

    if (group->coded)
        code = edi_rule_pack(edi_scope_value(s, i, group->coded->code_element,
                                             group->coded->code_component));
    for (size_t k = 0; k < group->ready; k++) {
        const struct edi_ready *ready = group->at[k];

        if (!ready->again)
            first = UNKNOWN;
        if ((has & ready->present) != ready->present || (has & ready->absent) ||
            (ready->at.key && ready->at.key != code) ||
            (ready->at.code.len > 0 && !ready->at.key &&
             !edi_path_fits(s, &ready->at, i)))
            continue;
        if (first == UNKNOWN)
            first = ready->whens == 0 || edi_test_holds(s, &ready->when[0], i)
                        ? HOLDS
                        : FAILS;
        if (first == HOLDS)
            rules_ask(rules, ready, i);
    }
}

/* All rules of one row in the innermost loop, its last segment first. */
static void rules_ask_row(struct edi_rules *rules, struct edi_rule_group *group)
{
    const struct edi_scope *s = &rules->scope;
    uint32_t from = s->loop[s->depth - 1].first;
    uint32_t i = edi_scope_last(s, group->row, from);

    for (; i != EDI_SCOPE_NONE; i = edi_scope_before(s, i, from)) {
        rules->broken = false;
        rules_ask_group(rules, group, i);
        if (group->memo.lasting && !rules->broken)
            edi_memo_set(&group->memo, s, i, rules->now);
    }
}

/* All rules of the innermost loop whose segments came, in the order in which
 * they were filed. */
static void rules_ask_loop(struct edi_rules *rules)
{
    const struct edi_scope *s = &rules->scope;
    const struct edi_scope_loop *loop = &s->loop[s->depth - 1];
    const struct edi_rule_row *end = &rules->book->row[loop->row];
    uint64_t seen = loop->implied ? 0 : loop->seen;

    for (; seen; seen &= seen - 1) {
        size_t k = (size_t)__builtin_ctzll(seen);

        do
            rules_ask_row(rules, end->asked[k]);
        while (++k >= EDI_BOOK_BITS && k < end->count);
    }
}

/* Notes that the rules of `group` are to be asked when their loop ends. */
static void rules_note(struct edi_rules *rules,
                       const struct edi_rule_group *group)
{
    struct edi_scope_loop *loop = rules->scope.loop;
    unsigned k = rules->scope.depth;

    while (k-- > 0)
        if (loop[k].row == group->loop) {
            loop[k].seen |= group->bit;
            break;
        }
}

/* A segment came at which rules stand: are any of them to be asked? */
static bool rules_see(struct edi_rules *rules, struct edi_rule_group *group,
                      const struct x12_segment *seg, uint32_t has)
{
    bool any = false;

    for (; group; group = group->other) {
        if (!group->made && !edi_book_ready(rules->book, rules->arena, group))
            return false;
        if (edi_memo_is(&group->memo, seg, has, rules->now, rules->begun))
            continue;
        rules_note(rules, group);
        any = true;
    }
    return any;
}

/* --- the loops come and go -------------------------------------------------- */

static void rules_close(struct edi_rules *rules)
{
    struct edi_scope *s = &rules->scope;

    if (!s->loop[s->depth - 1].nested)
        rules_ask_loop(rules);
    rules->now += s->loop[s->depth - 1].root;
    edi_scope_close(s);
}

/* What a loop around claims says of itself is whole when the first one comes. */
static void rules_nest(struct edi_rules *rules)
{
    struct edi_scope *s = &rules->scope;
    struct edi_scope_loop *loop = &s->loop[s->depth - 1];

    if (!loop->root || loop->nested)
        return;
    loop->nested = true;
    rules_ask_loop(rules);
}

/* Opens the loop of the segment, and those around it that were never opened. */
static void rules_open(struct edi_rules *rules, size_t of, unsigned depth)
{
    const struct edi_rule_map *map = &rules->book->map;
    struct edi_scope *s = &rules->scope;
    size_t row = map->loop[of];
    size_t around[X12_GUIDE_DEPTH];
    unsigned missing = 0;

    around[0] = row;
    while (s->depth + missing + 1 < depth && row > 0 &&
           missing + 1 < X12_GUIDE_DEPTH) {
        row = map->loop[row];
        around[++missing] = row;
    }
    for (; missing > 0; missing--)
        (void)edi_scope_open(s, around[missing],
                             rules->book->root[around[missing]], true);
    if (rules->book->root[around[0]])
        rules_nest(rules);
    (void)edi_scope_open(s, around[0], rules->book->root[around[0]], false);
}

/* Takes in a segment that some rule may look at. */
static enum x12_status rules_take(struct edi_rules *rules,
                                  const struct x12_cursor *cur)
{
    struct edi_rule_book *book = rules->book;
    size_t row = (size_t)(cur->row - book->map.guide->rows);
    struct edi_rule_group *group = book->row[row].group;
    uint32_t has;
    bool asked;

    if (!group && !book->refers[row])
        return X12_OK;
    has = x12_segment_has(&cur->seg);
    asked = group && rules_see(rules, group, &cur->seg, has);
    if (rules->arena->failed)
        return x12_fail(rules->err, X12_ENOMEM, "rules: out of memory");
    if (!asked && !(book->refers[row] & has))
        return X12_OK;
    rules->now += book->steady[row];
    if (edi_scope_take(&rules->scope, &cur->seg, has, row))
        return X12_OK;
    (void)x12_found_fault(rules->findings, &edi_rules_fault_over,
                          cur->seg.place, cur->row);
    rules->book = NULL;
    return X12_OK;
}

enum x12_status edi_rules_begin(struct edi_rules *rules,
                                const struct x12_cursor *cur,
                                const struct x12_findings *findings,
                                struct x12_error *err)
{
    enum x12_status status = rules_find_book(rules, cur->walker->guide, err);

    if (status != X12_OK || !rules->book)
        return status;
    if (findings) {
        memcpy(rules->interchange, findings->interchange,
               sizeof(rules->interchange));
        memcpy(rules->group, findings->group, sizeof(rules->group));
        memcpy(rules->transaction, findings->transaction,
               sizeof(rules->transaction));
    }
    rules->findings = NULL;
    rules->begun = ++rules->now;
    edi_scope_begin(&rules->scope, cur->walker->guide);
    return cur->row ? rules_take(rules, cur) : X12_OK;
}

enum x12_status edi_rules_step(struct edi_rules *rules,
                               const struct x12_cursor *cur,
                               struct x12_findings *findings)
{
    const struct x12_walker *w = cur->walker;
    struct edi_scope *s = &rules->scope;
    unsigned stay = w->depth - w->entered;

    if (!rules->book || !cur->row)
        return X12_OK;
    rules->findings = findings;
    for (unsigned left = w->left; s->depth > 1 && (left > 0 || s->depth > stay);
         left -= left > 0)
        rules_close(rules);
    if (w->entered)
        rules_open(rules, (size_t)(cur->row - s->guide->rows), w->depth);
    return rules_take(rules, cur);
}

void edi_rules_leave(struct edi_rules *rules, const struct x12_cursor *cur,
                     struct x12_findings *findings)
{
    rules->findings = findings;
    while (rules->book && rules->scope.depth > 1 &&
           rules->scope.depth > cur->walker->depth)
        rules_close(rules);
}

void edi_rules_end(struct edi_rules *rules, struct x12_findings *findings)
{
    rules->findings = findings;
    while (rules->book && rules->scope.depth > 0)
        rules_close(rules);
    rules->book = NULL;
}
