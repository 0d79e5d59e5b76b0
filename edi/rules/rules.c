/* SPDX-License-Identifier: Apache-2.0 */
/* rules - the situational rules of a guide, asked claim by claim */
#include "edi/rules/rules.h"

#include "edi/guides/guides.h"
#include "edi/rules/rule_private.h"

enum {
    RULES_GUIDES = 4,
    RULES_ANCHORS = 160,
    RULES_BITS = 64, /* groups of a loop told apart; the last bit is the rest */
};

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

/* The rules that stand at one row and are asked at the end of one loop. They
 * are made ready when the first such segment comes: most never do. */
struct rules_group {
    uint16_t row, loop;
    uint64_t bit; /* in edi_scope_loop.seen */
    struct rules_item {
        const struct edi_rule *rule;
        struct edi_path at;
    } * items;
    size_t count;
    bool made;
    const struct edi_ready **at;
    size_t ready;
    const struct edi_path *coded; /* one that asks for a code; NULL: none */
    struct rules_group *other;    /* of the same row, asked at another end */
};

/* A row, and the groups that are asked at its end where it is a loop. */
struct rules_row {
    struct rules_group *group; /* that stand here */
    struct rules_group **asked;
    size_t count;
};

/* The rules of one guide. */
struct rules_book {
    struct edi_rule_map map;
    bool keep[X12_GUIDE_ROWS];     /* rows that a rule may look at */
    bool root[X12_GUIDE_ROWS];     /* loops that hold claims */
    uint16_t payer, payer_element; /* row of the payer's id */
    uint16_t day[3];               /* rows of days of service */
    struct rules_row row[X12_GUIDE_ROWS];
};

struct edi_rules {
    unsigned snip;
    const struct edi_edits *edits;
    struct x12_arena *arena;
    struct edi_scope scope;
    struct rules_book *books[RULES_GUIDES];
    const struct rules_book *book; /* of the set at hand; NULL: no rules */
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

/* Many rules of one row begin with the same condition: it is asked once. */
static bool rules_again(const struct rules_group *group,
                        const struct edi_ready *ready)
{
    const struct edi_ready *before;

    if (group->ready == 0)
        return false;
    before = group->at[group->ready - 1];
    return ready->whens > 0 && before->whens > 0 && ready->at.code.len == 0 &&
           before->at.code.len == 0 &&
           strcmp(ready->rule->when[0], before->rule->when[0]) == 0;
}

/* What a rule names and the guide does not have leaves it out; a test proves
 * that this befalls none of ours. */
static bool rules_make_ready(const struct edi_rules *rules,
                             struct rules_group *group)
{
    const struct edi_rule_map *map = &rules->book->map;
    struct edi_rule_trouble trouble;

    for (size_t i = 0; i < group->count; i++) {
        const struct rules_item *item = &group->items[i];
        struct edi_ready *ready = x12_arena_make(rules->arena, sizeof(*ready));
        const struct edi_ready **slot;

        if (!ready)
            return false;
        if (!edi_rule_ready(item->rule, map, &item->at, ready, rules->arena,
                            &trouble))
            continue;
        ready->again = rules_again(group, ready);
        slot = x12_arena_push(rules->arena, &group->at, &group->ready,
                              sizeof(*slot));
        if (!slot)
            return false;
        *slot = ready;
        if (ready->at.key)
            group->coded = &ready->at;
    }
    group->made = true;
    return !rules->arena->failed;
}

/* The group of a row that is asked at the end of `loop`. */
static struct rules_group *rules_group(struct edi_rules *rules,
                                       struct rules_book *book, uint16_t row,
                                       uint16_t loop)
{
    struct rules_row *end = &book->row[loop];
    struct rules_group **slot, *group = book->row[row].group;

    for (; group; group = group->other)
        if (group->loop == loop)
            return group;
    group = x12_arena_make(rules->arena, sizeof(*group));
    slot = x12_arena_push(rules->arena, &end->asked, &end->count,
                          sizeof(*slot));
    if (!group || !slot)
        return NULL;
    *slot = group;
    group->row = row;
    group->loop = loop;
    group->bit = (uint64_t)1
                 << (end->count < RULES_BITS ? end->count - 1 : RULES_BITS - 1);
    group->other = book->row[row].group;
    book->row[row].group = group;
    return group;
}

/* A demand not to have what the guide does not use is told by the guide. */
static bool rules_is_moot(const struct edi_rule_map *map,
                          const struct edi_rule *rule,
                          const struct edi_path *at)
{
    x12_str line = x12_str_from(rule->demand);
    const struct edi_path *path;
    struct edi_rule_trouble trouble;
    struct edi_test test;
    const struct x12_rule *of;

    if (!x12_str_starts(line, X12_STR("forbid ")))
        return false;
    if (!edi_rule_line(map, at, line, true, &test, NULL, &trouble))
        return true;
    path = &test.path[0];
    of = x12_row_rule(&map->guide->rows[path->row[0]], path->element,
                      path->component);
    return path->element > 0 && of && of->use == X12_NOT_USED;
}

/* Where a payer's own rule is asked: a loop that ends before the payer is named
 * is whole there, too. */
static uint16_t rules_payer_end(const struct rules_book *book, uint16_t end)
{
    uint16_t loop = book->map.loop[book->payer];
    uint16_t around = book->map.loop[loop];

    return end < loop && book->map.loop[end] == around ? around : end;
}

static bool rules_add_at(struct edi_rules *rules, struct rules_book *book,
                         const struct edi_rule *rule, const struct edi_path *at)
{
    uint16_t row = at->row[0], end = book->map.loop[row];
    struct rules_item *item = NULL;
    struct rules_group *group;

    if (rules_is_moot(&book->map, rule, at))
        return true;
    if (rule->close)
        end = (uint16_t)edi_rule_loop_named(&book->map,
                                            x12_str_from(rule->close));
    else if (rule->payers)
        end = rules_payer_end(book, end);
    group = rules_group(rules, book, row, end);
    if (group)
        item = x12_arena_push(rules->arena, &group->items, &group->count,
                              sizeof(*item));
    if (!item)
        return false;
    item->rule = rule;
    item->at = *at;
    book->keep[row] = true;
    return true;
}

/* One rule at all its places. */
static bool rules_add(struct edi_rules *rules, struct rules_book *book,
                      const struct edi_rule *rule)
{
    const struct edi_rule_map *map = &book->map;
    struct edi_path at[RULES_ANCHORS];
    struct edi_rule_trouble trouble;
    size_t count;

    if (!edi_rule_is_for(rule, map->guide->name))
        return true;
    count = edi_rule_anchors(map, x12_str_from(rule->at), at, RULES_ANCHORS,
                             &trouble);
    for (size_t i = 0; i < count; i++)
        if (!rules_add_at(rules, book, rule, &at[i]))
            return false;
    if (count > 0)
        edi_rule_mark(rule, map, book->keep);
    return true;
}

static bool rules_add_all(struct edi_rules *rules, struct rules_book *book)
{
    const struct {
        const struct edi_rule *at;
        size_t count;
        bool edits;
    } lists[] = {
        { edi_rules_837, edi_rules_837_count, false },
        { edi_rules_835, edi_rules_835_count, false },
        { rules->edits ? rules->edits->rules : NULL,
          rules->edits ? rules->edits->count : 0, true },
    };

    for (size_t k = 0; k < sizeof(lists) / sizeof(lists[0]); k++)
        for (size_t i = 0; i < lists[k].count; i++)
            if ((lists[k].edits || lists[k].at[i].fault.snip <= rules->snip) &&
                !rules_add(rules, book, &lists[k].at[i]))
                return false;
    return true;
}

/* The row of a segment in a loop with a qualifier; 0: there is none. */
static uint16_t rules_row(struct rules_book *book, const char *path)
{
    struct edi_rule_trouble trouble;
    struct edi_path at;

    if (!edi_rule_anchors(&book->map, x12_str_from(path), &at, 1, &trouble))
        return 0;
    book->keep[at.row[0]] = true;
    return at.row[0];
}

static void rules_rows(struct rules_book *book)
{
    static const char *const roots[] = { "2000A", "2000B", "2000C",
                                         "2300",  "2000",  "2100" };
    /* What functions look for. */
    static const char *const looked[] = { "HL",  "SBR", "NM1", "DTP",
                                          "HI",  "CL1", "AMT", "CAS",
                                          "MIA", "MOA", "SVD" };
    bool remittance = strcmp(book->map.guide->name, "835") == 0;

    for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
        size_t row = edi_rule_loop_named(&book->map, x12_str_from(roots[i]));

        if (row != SIZE_MAX)
            book->root[row] = true;
    }
    for (size_t i = 0; i < sizeof(looked) / sizeof(looked[0]) && !remittance;
         i++)
        edi_rule_path_mark(&book->map, x12_str_from(looked[i]), book->keep);
    book->payer = rules_row(book, remittance ? "1000A/N1" : "2010BB/NM1");
    book->payer_element = remittance ? 4 : 9;
    book->day[0] = rules_row(book, remittance ? "2110/DTM" : "2400/DTP*472");
    book->day[1] = rules_row(book,
                             remittance ? "2100/DTM*232" : "2300/DTP*434");
    book->day[2] = rules_row(book, "2300/DTP*472");
}

static struct rules_book *rules_book_make(struct edi_rules *rules,
                                          const struct x12_guide *guide)
{
    struct rules_book *book = x12_arena_make(rules->arena, sizeof(*book));

    if (!book)
        return NULL;
    edi_rule_map_make(&book->map, guide);
    rules_rows(book);
    return rules_add_all(rules, book) ? book : NULL;
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
        rules->books[i] = rules_book_make(rules, guide);
    rules->book = rules->books[i];
    return rules->book ? X12_OK
                       : x12_fail(err, X12_ENOMEM, "rules: out of memory");
}

/* --- a payer's own rules are for some claims ------------------------------ */

static bool rules_is_payer(const struct edi_rules *rules,
                           const struct edi_rule *rule)
{
    const struct rules_book *book = rules->book;
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
    if (ready->rule->fault.snip < 7 || rules_is_for_claim(rules, ready->rule))
        rules_tell(rules, ready, i, &spot);
}

/* All rules of one row, for one segment. Most are passed over at a glance, by
 * what the segment has and has not. */
static void rules_ask_group(struct edi_rules *rules,
                            const struct rules_group *group, uint32_t i)
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
static void rules_ask_row(struct edi_rules *rules,
                          const struct rules_group *group)
{
    const struct edi_scope *s = &rules->scope;
    uint32_t from = s->loop[s->depth - 1].first;
    uint32_t i = edi_scope_last(s, group->row, from);

    for (; i != EDI_SCOPE_NONE; i = edi_scope_before(s, i, from))
        rules_ask_group(rules, group, i);
}

/* All rules of the innermost loop whose segments came, in the order in which
 * they were filed. */
static void rules_ask_loop(struct edi_rules *rules)
{
    const struct edi_scope *s = &rules->scope;
    const struct edi_scope_loop *loop = &s->loop[s->depth - 1];
    const struct rules_row *end = &rules->book->row[loop->row];
    uint64_t seen = loop->implied ? 0 : loop->seen;

    for (; seen; seen &= seen - 1) {
        size_t k = (size_t)__builtin_ctzll(seen);

        do
            rules_ask_row(rules, end->asked[k]);
        while (++k >= RULES_BITS && k < end->count);
    }
}

/* A segment came at which rules stand. */
static bool rules_see(struct edi_rules *rules, struct rules_group *group)
{
    struct edi_scope_loop *loop = rules->scope.loop;

    for (; group; group = group->other) {
        unsigned k = rules->scope.depth;

        if (!group->made && !rules_make_ready(rules, group))
            return false;
        while (k-- > 0)
            if (loop[k].row == group->loop) {
                loop[k].seen |= group->bit;
                break;
            }
    }
    return true;
}

/* --- the loops come and go -------------------------------------------------- */

static void rules_close(struct edi_rules *rules)
{
    struct edi_scope *s = &rules->scope;

    if (!s->loop[s->depth - 1].nested)
        rules_ask_loop(rules);
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
    const struct rules_book *book = rules->book;
    size_t row;

    if (!cur->row)
        return X12_OK;
    row = (size_t)(cur->row - book->map.guide->rows);
    if (!book->keep[row])
        return X12_OK;
    if (!edi_scope_take(&rules->scope, &cur->seg, row)) {
        (void)x12_found_fault(rules->findings, &edi_rules_fault_over,
                              cur->seg.place, cur->row);
        rules->book = NULL;
        return X12_OK;
    }
    if (rules_see(rules, book->row[row].group))
        return X12_OK;
    return x12_fail(rules->err, X12_ENOMEM, "rules: out of memory");
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
    edi_scope_begin(&rules->scope, cur->walker->guide);
    return rules_take(rules, cur);
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

void edi_rules_end(struct edi_rules *rules, struct x12_findings *findings)
{
    rules->findings = findings;
    while (rules->book && rules->scope.depth > 0)
        rules_close(rules);
    rules->book = NULL;
}
