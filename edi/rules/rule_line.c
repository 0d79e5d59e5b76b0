/* SPDX-License-Identifier: Apache-2.0 */
/* rule_line - conditions and demands as text, made ready for a guide */
#include "edi/rules/rule_private.h"

static bool rule_paths(const struct edi_rule_map *map,
                       const struct edi_path *at, x12_str text,
                       struct edi_test *test, struct edi_rule_trouble *trouble)
{
    if (text.len == 0)
        return edi_rule_wrong(trouble, text, "a path is missing: 2300/REF*F8");
    while (text.len > 0) {
        x12_str one = x12_str_cut(&text, ',');

        if (test->paths == EDI_RULE_PATHS)
            return edi_rule_wrong(trouble, one, "more than six paths");
        if (!edi_rule_path(map, at, one, &test->path[test->paths++], trouble))
            return false;
    }
    return true;
}

/* "7", "7..11", "..11". */
static bool rule_range(x12_str text, struct edi_test *test,
                       struct edi_rule_trouble *trouble)
{
    uint64_t least = 0, most;
    x12_str rest = text, low = x12_str_cut(&rest, '.');
    bool range = rest.len > 1 && *rest.at == '.';

    if (range)
        rest = (x12_str){ rest.at + 1, rest.len - 1 };
    if (!range)
        rest = low;
    if ((low.len > 0 && !x12_count_parse(low, &least)) ||
        !x12_count_parse(rest, &most) || least > most)
        return edi_rule_wrong(trouble, text, "a length is 7, 7..11 or ..11");
    test->least = (int64_t)least;
    test->most = (int64_t)most;
    return true;
}

static bool rule_number(x12_str text, int64_t *out,
                        struct edi_rule_trouble *trouble)
{
    uint64_t number;

    if (!x12_count_parse(text, &number))
        return edi_rule_wrong(trouble, text, "a whole number is missing");
    *out = (int64_t)number;
    return true;
}

enum rule_takes {
    TAKES_NOTHING,
    TAKES_WORDS,
    TAKES_TWO,
    TAKES_PATTERN,
    TAKES_RANGE,
    TAKES_NUMBER,
    TAKES_PATH
};

static const struct {
    const char *name;
    enum edi_rule_op op;
    enum rule_takes takes;
} rule_ops[] = {
    { "one-of", EDI_RULE_ONE_OF, TAKES_WORDS },
    { "none-of", EDI_RULE_NONE_OF, TAKES_WORDS },
    { "other-than", EDI_RULE_OTHER_THAN, TAKES_WORDS },
    { "absent-or", EDI_RULE_ABSENT_OR, TAKES_WORDS },
    { "between", EDI_RULE_BETWEEN, TAKES_TWO },
    { "matches", EDI_RULE_MATCHES, TAKES_PATTERN },
    { "not-matches", EDI_RULE_NOT_MATCHES, TAKES_PATTERN },
    { "length", EDI_RULE_LENGTH, TAKES_RANGE },
    { "above", EDI_RULE_ABOVE, TAKES_NUMBER },
    { "same-as", EDI_RULE_SAME_AS, TAKES_PATH },
    { "differs-from", EDI_RULE_DIFFERS_FROM, TAKES_PATH },
    { "not-after", EDI_RULE_NOT_AFTER, TAKES_PATH },
    { "not-before", EDI_RULE_NOT_BEFORE, TAKES_PATH },
    { "spans-days", EDI_RULE_SPANS, TAKES_NOTHING },
};

static bool rule_argument(const struct edi_rule_map *map,
                          const struct edi_path *at, enum rule_takes takes,
                          x12_str *line, struct edi_test *test,
                          struct edi_rule_trouble *trouble)
{
    x12_str all = x12_str_trim(*line), word;

    if (takes == TAKES_NOTHING)
        return true;
    word = edi_rule_word(line);
    if (word.len == 0)
        return edi_rule_wrong(trouble, word,
                              "a value is missing behind this word");
    switch (takes) {
    case TAKES_NOTHING:
        return true;
    case TAKES_WORDS:
        test->words = all;
        *line = (x12_str){ all.at + all.len, 0 };
        return true;
    case TAKES_TWO:
        test->low = word;
        test->high = edi_rule_word(line);
        return test->high.len == word.len
                   ? true
                   : edi_rule_wrong(trouble, test->high,
                                    "two values of one length are wanted");
    case TAKES_PATTERN:
        test->low = word;
        return true;
    case TAKES_RANGE:
        return rule_range(word, test, trouble);
    case TAKES_NUMBER:
        return rule_number(word, &test->least, trouble);
    case TAKES_PATH:
        return edi_rule_path(map, at, word, &test->than, trouble);
    }
    return false;
}

static bool rule_end(x12_str line, struct edi_rule_trouble *trouble)
{
    x12_str word = edi_rule_word(&line);

    return word.len == 0 ||
           edi_rule_wrong(trouble, word, "nothing more is wanted on this line");
}

/* paths [word value...] */
static bool rule_compare(const struct edi_rule_map *map,
                         const struct edi_path *at, x12_str line,
                         struct edi_test *test,
                         struct edi_rule_trouble *trouble)
{
    x12_str paths = edi_rule_word(&line), word;

    if (!rule_paths(map, at, paths, test, trouble))
        return false;
    word = edi_rule_word(&line);
    test->op = EDI_RULE_PRESENT;
    if (word.len == 0)
        return true;
    for (size_t i = 0; i < sizeof(rule_ops) / sizeof(rule_ops[0]); i++) {
        if (!x12_str_is(word, rule_ops[i].name))
            continue;
        for (unsigned k = 0; k < test->paths; k++)
            if (test->path[k].element == 0)
                return edi_rule_wrong(trouble, paths,
                                      "an element is wanted: 2300/CLM-5-3");
        test->op = rule_ops[i].op;
        return rule_argument(map, at, rule_ops[i].takes, &line, test,
                             trouble) &&
               rule_end(line, trouble);
    }
    return edi_rule_wrong(trouble, word, "no such word; see the list of words");
}

static bool rule_line(const struct edi_rule_map *map, const struct edi_path *at,
                      x12_str line, bool demand, struct edi_test *test,
                      struct edi_rule_trouble *trouble)
{
    static const struct {
        const char *name;
        enum edi_rule_op op;
        bool demand;
    } verbs[] = {
        { "absent", EDI_RULE_ABSENT, false },
        { "require", EDI_RULE_REQUIRE, true },
        { "forbid", EDI_RULE_FORBID, true },
        { "limit", EDI_RULE_LIMIT, true },
    };
    x12_str rest = line, verb = edi_rule_word(&rest);

    *test = (struct edi_test){ 0 };
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
        if (!x12_str_is(verb, verbs[i].name) || verbs[i].demand != demand)
            continue;
        test->op = verbs[i].op;
        if (!rule_paths(map, at, edi_rule_word(&rest), test, trouble))
            return false;
        if (test->op == EDI_RULE_LIMIT &&
            !rule_number(edi_rule_word(&rest), &test->most, trouble))
            return false;
        return rule_end(rest, trouble);
    }
    if (!rule_compare(map, at, line, test, trouble))
        return false;
    if (demand && test->op == EDI_RULE_PRESENT)
        return edi_rule_wrong(
            trouble, verb,
            "a demand is wanted: require, forbid, limit, or a "
            "path and what its value must be");
    return true;
}

/* Into a list that is in order. */
static void rule_key_add(struct edi_test *test, uint64_t key)
{
    size_t i = test->keys++;

    for (; i > 0 && test->key[i - 1] > key; i--)
        test->key[i] = test->key[i - 1];
    test->key[i] = key;
}

/* Words as numbers, where all are short. Without memory they stay words. */
static void rule_keys(struct edi_test *test, struct x12_arena *arena)
{
    x12_str rest = test->words, word;
    size_t count = 0;

    while ((word = edi_rule_word(&rest)).len > 0) {
        if (edi_rule_pack(word) == 0)
            return;
        count++;
    }
    if (count == 0 || !arena)
        return;
    test->key = x12_arena_make(arena, count * sizeof(*test->key));
    for (rest = test->words; test->key && test->keys < count;)
        rule_key_add(test, edi_rule_pack(edi_rule_word(&rest)));
}

/* Does it name one element of one row? */
static bool rule_is_single(const struct edi_path *path)
{
    return path->element > 0 &&
           ((path->one && path->code.len == 0) || (path->self && !path->each));
}

/* Several elements of one row are looked at segment by segment. */
static void rule_runs(struct edi_test *test)
{
    for (unsigned k = 1; k < test->paths; k++) {
        const struct edi_path *before = &test->path[k - 1];
        struct edi_path *path = &test->path[k];

        path->same = path->one && before->one && path->element > 0 &&
                     before->element > 0 && path->code.len == 0 &&
                     before->code.len == 0 && path->up == before->up &&
                     path->row[0] == before->row[0];
    }
}

bool edi_rule_line(const struct edi_rule_map *map, const struct edi_path *at,
                   x12_str line, bool demand, struct edi_test *test,
                   struct x12_arena *arena, struct edi_rule_trouble *trouble)
{
    if (!rule_line(map, at, line, demand, test, trouble))
        return false;
    rule_keys(test, arena);
    rule_runs(test);
    test->summed = test->key || test->op == EDI_RULE_PRESENT ||
                   test->op == EDI_RULE_ABSENT ||
                   test->op == EDI_RULE_REQUIRE || test->op == EDI_RULE_FORBID;
    test->dated = (test->op == EDI_RULE_NOT_AFTER ||
                   test->op == EDI_RULE_NOT_BEFORE) &&
                  test->paths == 1 && rule_is_single(&test->path[0]) &&
                  rule_is_single(&test->than);
    return true;
}

/* The bit of an element; 0: it has none. */
static uint32_t rule_bit(const struct edi_path *path)
{
    return path->self && path->element > 0 && path->element < X12_KEEP_BITS
               ? UINT32_C(1) << path->element
               : 0;
}

/* The element of which a value must be there for the test to find one; 0: it
 * looks at more than one. */
static uint32_t rule_one_bit(const struct edi_test *test)
{
    uint32_t bit = rule_bit(&test->path[0]);

    for (unsigned k = 1; k < test->paths; k++)
        if (rule_bit(&test->path[k]) != bit)
            return 0;
    return bit;
}

/* The elements all of which must be empty for the test to find none. */
static uint32_t rule_all_bits(const struct edi_test *test)
{
    uint32_t bits = 0;

    for (unsigned k = 0; k < test->paths; k++)
        if (test->path[k].component == 0)
            bits |= rule_bit(&test->path[k]);
    return bits;
}

/* A condition that finds nothing holds only where it asks for that; a demand
 * that finds nothing is broken only where it asks for something. */
static void rule_guard(struct edi_ready *ready)
{
    const struct edi_test *demand = &ready->demand;

    for (unsigned k = 0; k < ready->whens; k++) {
        const struct edi_test *when = &ready->when[k];

        if (when->op == EDI_RULE_ABSENT)
            ready->absent |= rule_all_bits(when);
        else if (when->op != EDI_RULE_ABSENT_OR)
            ready->present |= rule_one_bit(when);
    }
    if (!ready->rule->demand)
        return;
    if (demand->op == EDI_RULE_REQUIRE)
        ready->absent |= rule_all_bits(demand);
    else if (demand->op != EDI_RULE_LIMIT)
        ready->present |= rule_one_bit(demand);
}

bool edi_rule_ready(const struct edi_rule *rule, const struct edi_rule_map *map,
                    const struct edi_path *at, struct edi_ready *ready,
                    struct x12_arena *arena, struct edi_rule_trouble *trouble)
{
    *ready = (struct edi_ready){ .rule = rule, .map = map, .at = *at };
    for (size_t i = 0; i < EDI_RULE_WHENS && rule->when[i]; i++)
        if (!edi_rule_line(map, at, x12_str_from(rule->when[i]), false,
                           &ready->when[ready->whens++], arena, trouble))
            return false;
    if (rule->demand && !edi_rule_line(map, at, x12_str_from(rule->demand),
                                       true, &ready->demand, arena, trouble))
        return false;
    rule_guard(ready);
    return true;
}

/* Each path of a line. A word that is none marks nothing, or too much. */
static void rule_refer(const struct edi_rule *rule,
                       const struct edi_rule_map *map, const char *line,
                       uint32_t *refers)
{
    x12_str rest = x12_str_from(line), word;

    while ((word = edi_rule_word(&rest)).len > 0)
        while (word.len > 0)
            edi_rule_path_refer(map, x12_str_cut(&word, ','),
                                x12_str_from(rule->at), refers);
}

void edi_rule_refer(const struct edi_rule *rule, const struct edi_rule_map *map,
                    uint32_t *refers)
{
    for (size_t i = 0; i < EDI_RULE_WHENS && rule->when[i]; i++)
        rule_refer(rule, map, rule->when[i], refers);
    if (rule->demand)
        rule_refer(rule, map, rule->demand, refers);
}

bool edi_rule_is_for(const struct edi_rule *rule, const char *guide)
{
    x12_str rest = x12_str_from(rule->guides), word;

    while ((word = edi_rule_word(&rest)).len > 0)
        if (x12_str_is(word, guide) ||
            (word.len == 1 && strlen(guide) == 4 && guide[3] == *word.at))
            return true;
    return false;
}
