/* SPDX-License-Identifier: Apache-2.0 */
/* ledger - which provider adjustments speak of one takeback */
#include "edi/match/ledger.h"

#include "edi/match/key.h"

#include <stdlib.h>

enum { LEDGER_TELLING = 5 };

/* A word of a reference. */
struct ledger_word {
    x12_str text;
    size_t entry;
    bool last, only;
};

struct ledger {
    struct ledger_word *words;
    size_t count;
};

bool edi_ledger_is_takeback(x12_str code)
{
    return x12_str_is(code, "WO") || x12_str_is(code, "FB") ||
           x12_str_is(code, "72");
}

static bool ledger_is_telling(x12_str word)
{
    x12_date day;

    return word.len >= LEDGER_TELLING && !x12_date_parse(word, &day);
}

x12_str edi_ledger_word(x12_str *reference, struct x12_arena *arena)
{
    while (reference->len) {
        x12_str word = edi_key_number(arena, x12_str_cut(reference, ' '));

        if (ledger_is_telling(word))
            return word;
    }
    return (x12_str){ NULL, 0 };
}

/* The words of a reference; one that has none that tells is one word whole. The
 * payer's claim number goes for the last. */
static void ledger_words(struct ledger *l, size_t entry,
                         const struct edi_ledger_entry *of,
                         struct x12_arena *arena)
{
    const size_t first = l->count;
    x12_str rest = of->reference, text;
    struct ledger_word *word;
    size_t last;

    do {
        text = edi_ledger_word(&rest, arena);
        if (!text.len && l->count > first)
            break;
        if (!text.len)
            text = edi_key_number(arena, of->reference);
        word = x12_arena_push(arena, &l->words, &l->count, sizeof(*word));
        if (!word)
            return;
        *word = (struct ledger_word){ .text = text, .entry = entry };
    } while (rest.len);
    last = l->count - 1;
    for (size_t i = first; i < l->count; i++) {
        l->words[i].only = l->count - first == 1;
        if (of->control.len && x12_str_equal(l->words[i].text, of->control))
            last = i;
    }
    l->words[last].last = true;
}

/* By text; of one text the last words first, those in their order. */
static int ledger_order(const void *left, const void *right)
{
    const struct ledger_word *a = left, *b = right;
    int order = x12_str_compare(a->text, b->text);

    if (!order)
        order = (int)b->last - (int)a->last;
    return order ? order : (a->entry > b->entry) - (a->entry < b->entry);
}

/* Entries that end in one word are the first one's. */
static void ledger_by_last(const struct ledger *l, size_t *first_of)
{
    for (size_t i = 0; i < l->count; i++) {
        const struct ledger_word *word = &l->words[i];
        const struct ledger_word *before = i ? word - 1 : NULL;

        if (!word->last)
            continue;
        first_of[word->entry] = before && before->last &&
                                        x12_str_equal(before->text, word->text)
                                    ? first_of[before->entry]
                                    : word->entry;
    }
}

/* The one takeback that has the word somewhere before its end; `none` when there
 * is none, or several. `at` is the first of the words with this text. */
static size_t ledger_elsewhere(const struct ledger *l, size_t at,
                               const size_t *first_of, size_t none)
{
    size_t found = none;

    for (size_t i = at;
         i < l->count && x12_str_equal(l->words[i].text, l->words[at].text);
         i++) {
        if (l->words[i].last)
            continue;
        if (found != none && found != first_of[l->words[i].entry])
            return none;
        found = first_of[l->words[i].entry];
    }
    return found;
}

/* References of one word join the takeback that has it elsewhere. All of them
 * do, or none: whoever ends in the word with others before it owns it. */
static void ledger_by_word(const struct ledger *l, size_t *first_of,
                           size_t count)
{
    for (size_t i = 0, next; i < l->count; i = next) {
        size_t joined;
        bool owned = false;

        for (next = i; next < l->count &&
                       x12_str_equal(l->words[next].text, l->words[i].text);
             next++)
            owned = owned || (l->words[next].last && !l->words[next].only);
        if (owned || !l->words[i].only)
            continue;
        joined = ledger_elsewhere(l, i, first_of, count);
        for (size_t j = i; joined < count && j < next; j++)
            if (l->words[j].only)
                first_of[l->words[j].entry] = joined;
    }
}

/* The first entry of a takeback may have been found from a later one. */
static void ledger_lowest(size_t *first_of, size_t *lowest, size_t count)
{
    for (size_t i = 0; i < count; i++)
        lowest[i] = count;
    for (size_t i = 0; i < count; i++)
        if (lowest[first_of[i]] == count)
            lowest[first_of[i]] = i;
    for (size_t i = 0; i < count; i++)
        first_of[i] = lowest[first_of[i]];
}

static void ledger_add(struct edi_ledger_row *row,
                       const struct edi_ledger_entry *entry)
{
    row->entries++;
    if (entry->amount < 0)
        row->opened -= entry->amount;
    else
        row->closed += entry->amount;
}

static enum x12_status ledger_out(struct x12_arena *arena,
                                  struct x12_error *err)
{
    return x12_fail(err, arena->failed, "takebacks: %s",
                    x12_status_text(arena->failed));
}

enum x12_status edi_ledger_merge(struct edi_ledger_entry *entries, size_t count,
                                 struct x12_arena *arena,
                                 struct edi_ledger_row **rows,
                                 size_t *row_count, struct x12_error *err)
{
    size_t *first_of = x12_arena_make(arena, (count + 1) * sizeof(*first_of));
    size_t *lowest = x12_arena_make(arena, (count + 1) * sizeof(*lowest));
    struct ledger l = { .words = NULL };

    *rows = NULL;
    *row_count = 0;
    for (size_t i = 0; i < count; i++)
        ledger_words(&l, i, &entries[i], arena);
    if (arena->failed)
        return ledger_out(arena, err);
    if (l.count)
        qsort(l.words, l.count, sizeof(*l.words), ledger_order);
    ledger_by_last(&l, first_of);
    ledger_by_word(&l, first_of, count);
    ledger_lowest(first_of, lowest, count);
    for (size_t i = 0; i < count; i++) {
        struct edi_ledger_row *row;

        if (first_of[i] == i) {
            row = x12_arena_push(arena, rows, row_count, sizeof(*row));
            if (!row)
                return ledger_out(arena, err);
            row->reference = entries[i].reference;
            entries[i].row = *row_count - 1;
        } else {
            entries[i].row = entries[first_of[i]].row;
        }
        ledger_add(&(*rows)[entries[i].row], &entries[i]);
    }
    for (size_t i = 0; i < l.count; i++)
        if (l.words[i].last && first_of[l.words[i].entry] == l.words[i].entry)
            (*rows)[entries[l.words[i].entry].row].number = l.words[i].text;
    return X12_OK;
}
