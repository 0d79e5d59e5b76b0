/* SPDX-License-Identifier: Apache-2.0 */
/* rule_book - the rules of one guide, filed by where they are asked */
#include "edi/rules/rule_book_private.h"

enum { BOOK_ANCHORS = 160 };

/* Many rules of one row begin with the same condition: it is asked once. */
static bool book_again(const struct edi_rule_group *group,
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
bool edi_book_ready(struct edi_rule_book *book, struct x12_arena *arena,
                    struct edi_rule_group *group)
{
    const struct edi_rule_map *map = &book->map;
    struct edi_memo_rows rows = { book->root, NULL };
    struct edi_rule_trouble trouble;

    group->memo.lasting = group->loop == map->loop[group->row];
    for (size_t i = 0; i < group->count; i++) {
        const struct edi_rule_item *item = &group->items[i];
        struct edi_ready *ready = x12_arena_make(arena, sizeof(*ready));
        const struct edi_ready **slot;

        if (!ready)
            return false;
        if (!edi_rule_ready(item->rule, map, &item->at, ready, arena, &trouble))
            continue;
        ready->again = book_again(group, ready);
        slot = x12_arena_push(arena, &group->at, &group->ready, sizeof(*slot));
        if (!slot)
            return false;
        *slot = ready;
        if (ready->at.key)
            group->coded = &ready->at;
        edi_memo_add(&group->memo, ready, &rows);
    }
    rows.steady = book->steady;
    for (size_t i = 0; i < group->ready && group->memo.lasting; i++)
        edi_memo_add(&group->memo, group->at[i], &rows);
    group->made = true;
    return !arena->failed;
}

/* The group of a row that is asked at the end of `loop`. */
static struct edi_rule_group *book_group(struct x12_arena *arena,
                                         struct edi_rule_book *book,
                                         uint16_t row, uint16_t loop)
{
    struct edi_rule_row *end = &book->row[loop];
    struct edi_rule_group **slot, *group = book->row[row].group;

    for (; group; group = group->other)
        if (group->loop == loop)
            return group;
    group = x12_arena_make(arena, sizeof(*group));
    slot = x12_arena_push(arena, &end->asked, &end->count, sizeof(*slot));
    if (!group || !slot)
        return NULL;
    *slot = group;
    group->row = row;
    group->loop = loop;
    group->bit = (uint64_t)1
                 << (end->count < EDI_BOOK_BITS ? end->count - 1
                                                : EDI_BOOK_BITS - 1);
    group->other = book->row[row].group;
    book->row[row].group = group;
    return group;
}

/* A demand not to have what the guide does not use is told by the guide. */
static bool book_is_moot(const struct edi_rule_map *map,
                         const struct edi_rule *rule, const struct edi_path *at)
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
static uint16_t book_payer_end(const struct edi_rule_book *book, uint16_t end)
{
    uint16_t loop = book->map.loop[book->payer];
    uint16_t around = book->map.loop[loop];

    return end < loop && book->map.loop[end] == around ? around : end;
}

static bool book_add_at(struct x12_arena *arena, struct edi_rule_book *book,
                        const struct edi_rule *rule, const struct edi_path *at)
{
    uint16_t row = at->row[0], end = book->map.loop[row];
    struct edi_rule_item *item = NULL;
    struct edi_rule_group *group;

    if (book_is_moot(&book->map, rule, at))
        return true;
    if (rule->close)
        end = (uint16_t)edi_rule_loop_named(&book->map,
                                            x12_str_from(rule->close));
    else if (rule->payers)
        end = book_payer_end(book, end);
    group = book_group(arena, book, row, end);
    if (group)
        item = x12_arena_push(arena, &group->items, &group->count,
                              sizeof(*item));
    if (!item)
        return false;
    item->rule = rule;
    item->at = *at;
    return true;
}

/* One rule at all its places. */
static bool book_add(struct x12_arena *arena, struct edi_rule_book *book,
                     const struct edi_rule *rule)
{
    const struct edi_rule_map *map = &book->map;
    struct edi_path at[BOOK_ANCHORS];
    struct edi_rule_trouble trouble;
    size_t count;

    if (!edi_rule_is_for(rule, map->guide->name))
        return true;
    count = edi_rule_anchors(map, x12_str_from(rule->at), at, BOOK_ANCHORS,
                             &trouble);
    for (size_t i = 0; i < count; i++)
        if (!book_add_at(arena, book, rule, &at[i]))
            return false;
    if (count > 0)
        edi_rule_refer(rule, map, book->refers);
    return true;
}

static bool book_add_all(struct x12_arena *arena, struct edi_rule_book *book,
                         unsigned snip, const struct edi_edits *edits)
{
    const struct {
        const struct edi_rule *at;
        size_t count;
    } lists[] = {
        { edi_rules_837, edi_rules_837_count },
        { edi_rules_835, edi_rules_835_count },
    };

    for (size_t k = 0; k < sizeof(lists) / sizeof(lists[0]); k++)
        for (size_t i = 0; i < lists[k].count; i++)
            if (lists[k].at[i].fault.snip <= snip &&
                !book_add(arena, book, &lists[k].at[i]))
                return false;
    for (size_t i = 0; edits && i < edits->count; i++)
        if (!book_add(arena, book, &edits->rules[i]))
            return false;
    return true;
}

/* The row of a segment in a loop with a qualifier; 0: there is none. */
static uint16_t book_row(struct edi_rule_book *book, const char *path)
{
    struct edi_rule_trouble trouble;
    struct edi_path at;

    if (!edi_rule_anchors(&book->map, x12_str_from(path), &at, 1, &trouble))
        return 0;
    book->refers[at.row[0]] |= 1;
    return at.row[0];
}

/* What a payer's own rules ask of a claim: whose it is, and of which day. */
static void book_rows_of_edits(struct edi_rule_book *book)
{
    bool remittance = strcmp(book->map.guide->name, "835") == 0;

    book->payer = book_row(book, remittance ? "1000A/N1" : "2010BB/NM1");
    book->payer_element = remittance ? 4 : 9;
    book->day[0] = book_row(book, remittance ? "2110/DTM" : "2400/DTP*472");
    book->day[1] = book_row(book, remittance ? "2100/DTM*232" : "2300/DTP*434");
    book->day[2] = book_row(book, "2300/DTP*472");
}

static void book_rows(struct edi_rule_book *book)
{
    static const char *const roots[] = { "2000A", "2000B", "2000C",
                                         "2300",  "2000",  "2100" };
    /* What functions look for in claims. */
    static const char *const looked[] = {
        "2300/HI",   "2300/DTP",  "2300/CL1", "2320/SBR",
        "2320/CAS",  "2320/MIA",  "2320/MOA", "2320/AMT",
        "2330B/NM1", "2330B/DTP", "2430/SVD", "2430/DTP",
    };

    for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
        size_t row = edi_rule_loop_named(&book->map, x12_str_from(roots[i]));

        if (row != SIZE_MAX)
            book->root[row] = true;
    }
    for (size_t i = 0; i < sizeof(looked) / sizeof(looked[0]); i++)
        edi_rule_path_refer(&book->map, x12_str_from(looked[i]),
                            x12_str_from("TS/ST"), book->refers);
}

struct edi_rule_book *edi_book_make(struct x12_arena *arena,
                                    const struct x12_guide *guide,
                                    unsigned snip,
                                    const struct edi_edits *edits)
{
    struct edi_rule_book *book = x12_arena_make(arena, sizeof(*book));

    if (!book)
        return NULL;
    edi_rule_map_make(&book->map, guide);
    book_rows(book);
    if (edits)
        book_rows_of_edits(book);
    return book_add_all(arena, book, snip, edits) ? book : NULL;
}
