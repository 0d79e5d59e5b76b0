/* SPDX-License-Identifier: Apache-2.0 */
/* rule_line - conditions and demands as text, made ready for a guide */
#include "edi/rules/rule.h"
#include "edi/rules/rule_private.h"

/* A path as it is written; slices of its line. */
struct rule_words {
    x12_str loop, segment, code;
    unsigned element, component;
};

static bool rule_wrong(struct edi_rule_trouble *trouble, x12_str at,
                       const char *what)
{
    *trouble = (struct edi_rule_trouble){ .what = what, .at = at.at };
    return false;
}

static bool rule_no_segment(struct edi_rule_trouble *trouble, x12_str at)
{
    (void)rule_wrong(trouble, at, "the guide has no such segment");
    trouble->guide = true;
    return false;
}

/* The next word of a line, blanks before it dropped; empty at its end. What is
 * in quotation marks is one word. */
static x12_str rule_word(x12_str *line)
{
    x12_str rest = *line;
    size_t len = 0;

    while (rest.len > 0 && (*rest.at == ' ' || *rest.at == '\t')) {
        rest.at++;
        rest.len--;
    }
    while (len < rest.len && rest.at[len] != ' ' && rest.at[len] != '\t')
        len++;
    *line = (x12_str){ rest.at + len, rest.len - len };
    return (x12_str){ rest.at, len };
}

/* "-5", "-*", behind what was cut off. */
static bool rule_position(x12_str text, unsigned *out)
{
    uint64_t number;

    if (x12_str_is(text, "*")) {
        *out = EDI_PATH_ALL;
        return true;
    }
    if (!x12_count_parse(text, &number) || number == 0 ||
        number >= X12_GUIDE_ELEMENTS)
        return false;
    *out = (unsigned)number;
    return true;
}

/* loop/segment*code-element-component; "*" for the loop is any loop. */
static bool rule_path_words(x12_str text, struct rule_words *out,
                            struct edi_rule_trouble *trouble)
{
    x12_str rest = text, head;

    *out = (struct rule_words){ 0 };
    if (memchr(text.at, '/', text.len))
        out->loop = x12_str_cut(&rest, '/');
    head = x12_str_cut(&rest, '-');
    out->segment = x12_str_cut(&head, '*');
    out->code = head;
    if (x12_id_pack(out->segment) == 0)
        return rule_wrong(trouble, text, "a path names a segment: 2300/REF*F8");
    if (rest.at) {
        x12_str element = x12_str_cut(&rest, '-');

        if (!rule_position(element, &out->element))
            return rule_wrong(trouble, element,
                              "an element is a number from 1, or *");
    }
    if (rest.at && !rule_position(rest, &out->component))
        return rule_wrong(trouble, rest,
                          "a component is a number from 1, or *");
    return true;
}

size_t edi_rule_loop_of(const struct x12_guide *guide, size_t row)
{
    uint8_t depth = guide->rows[row].depth;

    while (guide->rows[row].segment || guide->rows[row].is_link ||
           guide->rows[row].depth >= depth)
        row--;
    return row;
}

size_t edi_rule_loop_named(const struct x12_guide *guide, x12_str loop)
{
    for (size_t i = 0; i < guide->count; i++)
        if (!guide->rows[i].segment && !guide->rows[i].is_link &&
            x12_str_is(loop, guide->rows[i].loop))
            return i;
    return SIZE_MAX;
}

/* Is `row` in the loop, at any depth, links followed? */
static bool rule_holds_row(const struct x12_guide *guide, size_t loop,
                           size_t row)
{
    size_t end = x12_guide_end(guide, loop);

    if (row >= loop && row < end)
        return true;
    for (size_t i = loop + 1; i < end; i++)
        if (guide->rows[i].is_link &&
            rule_holds_row(guide, x12_guide_target(guide, i), row))
            return true;
    return false;
}

/* The innermost loop that holds both rows. */
static size_t rule_around(const struct x12_guide *guide, size_t a, size_t b)
{
    size_t best = 0;

    for (size_t i = 1; i < guide->count; i++) {
        const struct x12_row *row = &guide->rows[i];

        if (!row->segment && !row->is_link && rule_holds_row(guide, i, a) &&
            rule_holds_row(guide, i, b) && rule_holds_row(guide, best, i))
            best = i;
    }
    return best;
}

/* The element that tells a segment from its namesakes: the guide's own, else
 * where the standard has it. */
static void rule_code_place(const struct x12_row *row, struct edi_path *path)
{
    path->code_element = row->key_element ? row->key_element : 1;
    path->code_component = row->key_component;
    if (!row->key_element && strcmp(row->segment, "HI") == 0)
        path->code_component = 1;
}

/* Can the row be what the path names? */
static bool rule_row_fits(const struct x12_row *row,
                          const struct rule_words *words)
{
    struct edi_path where = { 0 };
    const struct x12_rule *rule;

    if (!row->segment || !x12_str_is(words->segment, row->segment))
        return false;
    if (words->code.len == 0)
        return true;
    rule_code_place(row, &where);
    rule = x12_row_rule(row, where.code_element, where.code_component);
    return !rule || !rule->codes || x12_codes_have(rule->codes, words->code);
}

/* Is the code one that every segment of the row has? Then it need not be
 * asked. */
static bool rule_row_says(const struct x12_row *row, x12_str code)
{
    const struct x12_rule *rule = x12_row_rule(row, row->key_element,
                                               row->key_component);
    x12_str codes;

    if (!row->key_element || !rule || !rule->codes)
        return false;
    codes = x12_str_trim(x12_str_from(rule->codes));
    return x12_str_equal(codes, code);
}

static bool rule_path_add(const struct x12_guide *guide, size_t row,
                          struct edi_path *path)
{
    if (path->rows == EDI_PATH_ROWS)
        return false;
    if (path->rows == 0)
        rule_code_place(&guide->rows[row], path);
    path->row[path->rows++] = (uint16_t)row;
    return true;
}

/* The rows of a path in one loop. */
static bool rule_path_rows(const struct x12_guide *guide, x12_str loop,
                           const struct rule_words *words,
                           struct edi_path *path)
{
    bool certain = true;

    for (size_t i = 0; i < guide->count; i++) {
        const struct x12_row *row = &guide->rows[i];

        if (!x12_str_is(loop, row->loop) || !rule_row_fits(row, words))
            continue;
        if (!rule_path_add(guide, i, path))
            return false;
        certain = certain && rule_row_says(row, words->code);
    }
    path->id = x12_id_pack(words->segment);
    path->element = (uint8_t)words->element;
    path->component = (uint8_t)words->component;
    if (words->code.len > 0 && !certain)
        path->code = words->code;
    return path->rows > 0;
}

/* Does the path mean the segment that the rule stands at? */
static bool rule_is_self(const struct x12_guide *guide,
                         const struct edi_path *at, x12_str loop,
                         const struct rule_words *words)
{
    const struct x12_row *row = &guide->rows[at->row[0]];
    struct edi_path same = { 0 };

    if (!x12_str_is(words->segment, row->segment) ||
        !x12_str_is(loop, row->loop))
        return false;
    if (words->code.len == 0)
        return true;
    return rule_path_rows(guide, loop, words, &same) && same.rows == 1 &&
           same.row[0] == at->row[0] && x12_str_equal(same.code, at->code);
}

static bool rule_path(const struct x12_guide *guide, const struct edi_path *at,
                      x12_str text, struct edi_path *path,
                      struct edi_rule_trouble *trouble)
{
    struct rule_words words;
    x12_str loop;

    *path = (struct edi_path){ 0 };
    if (!rule_path_words(text, &words, trouble))
        return false;
    loop = words.loop.len ? words.loop
                          : x12_str_from(guide->rows[at->row[0]].loop);
    if (!rule_path_rows(guide, loop, &words, path))
        return rule_no_segment(trouble, text);
    path->self = rule_is_self(guide, at, loop, &words);
    path->up = (uint16_t)rule_around(guide, at->row[0], path->row[0]);
    return true;
}

size_t edi_rule_anchors(const struct x12_guide *guide, x12_str at,
                        struct edi_path *paths, size_t cap,
                        struct edi_rule_trouble *trouble)
{
    struct rule_words words;
    size_t count = 0;
    x12_str text;

    while ((text = rule_word(&at)).len > 0) {
        if (!rule_path_words(text, &words, trouble))
            return 0;
        for (size_t i = 0; i < guide->count && count < cap; i++) {
            const struct x12_row *row = &guide->rows[i];
            struct edi_path *path = &paths[count];

            if ((words.loop.len && !x12_str_is(words.loop, "*") &&
                 !x12_str_is(words.loop, row->loop)) ||
                !rule_row_fits(row, &words))
                continue;
            *path = (struct edi_path){ .id = x12_id_pack(words.segment) };
            (void)rule_path_add(guide, i, path);
            if (words.code.len > 0 && !rule_row_says(row, words.code))
                path->code = words.code;
            count++;
        }
        if (count == 0)
            (void)rule_no_segment(trouble, text);
    }
    return count;
}

static bool rule_paths(const struct x12_guide *guide, const struct edi_path *at,
                       x12_str text, struct edi_test *test,
                       struct edi_rule_trouble *trouble)
{
    if (text.len == 0)
        return rule_wrong(trouble, text, "a path is missing: 2300/REF*F8");
    while (text.len > 0) {
        x12_str one = x12_str_cut(&text, ',');

        if (test->paths == EDI_RULE_PATHS)
            return rule_wrong(trouble, one, "more than six paths");
        if (!rule_path(guide, at, one, &test->path[test->paths++], trouble))
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
        return rule_wrong(trouble, text, "a length is 7, 7..11 or ..11");
    test->least = (int64_t)least;
    test->most = (int64_t)most;
    return true;
}

static bool rule_number(x12_str text, int64_t *out,
                        struct edi_rule_trouble *trouble)
{
    uint64_t number;

    if (!x12_count_parse(text, &number))
        return rule_wrong(trouble, text, "a whole number is missing");
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

static bool rule_argument(const struct x12_guide *guide,
                          const struct edi_path *at, enum rule_takes takes,
                          x12_str *line, struct edi_test *test,
                          struct edi_rule_trouble *trouble)
{
    x12_str all = x12_str_trim(*line), word;

    if (takes == TAKES_NOTHING)
        return true;
    word = rule_word(line);
    if (word.len == 0)
        return rule_wrong(trouble, word, "a value is missing behind this word");
    switch (takes) {
    case TAKES_NOTHING:
        return true;
    case TAKES_WORDS:
        test->words = all;
        *line = (x12_str){ all.at + all.len, 0 };
        return true;
    case TAKES_TWO:
        test->low = word;
        test->high = rule_word(line);
        return test->high.len == word.len
                   ? true
                   : rule_wrong(trouble, test->high,
                                "two values of one length are wanted");
    case TAKES_PATTERN:
        test->low = word;
        return true;
    case TAKES_RANGE:
        return rule_range(word, test, trouble);
    case TAKES_NUMBER:
        return rule_number(word, &test->least, trouble);
    case TAKES_PATH:
        return rule_path(guide, at, word, &test->than, trouble);
    }
    return false;
}

static bool rule_end(x12_str line, struct edi_rule_trouble *trouble)
{
    x12_str word = rule_word(&line);

    return word.len == 0 ||
           rule_wrong(trouble, word, "nothing more is wanted on this line");
}

/* paths [word value...] */
static bool rule_compare(const struct x12_guide *guide,
                         const struct edi_path *at, x12_str line,
                         struct edi_test *test,
                         struct edi_rule_trouble *trouble)
{
    x12_str paths = rule_word(&line), word;

    if (!rule_paths(guide, at, paths, test, trouble))
        return false;
    word = rule_word(&line);
    test->op = EDI_RULE_PRESENT;
    if (word.len == 0)
        return true;
    for (size_t i = 0; i < sizeof(rule_ops) / sizeof(rule_ops[0]); i++) {
        if (!x12_str_is(word, rule_ops[i].name))
            continue;
        for (unsigned k = 0; k < test->paths; k++)
            if (test->path[k].element == 0)
                return rule_wrong(trouble, paths,
                                  "an element is wanted: 2300/CLM-5-3");
        test->op = rule_ops[i].op;
        return rule_argument(guide, at, rule_ops[i].takes, &line, test,
                             trouble) &&
               rule_end(line, trouble);
    }
    return rule_wrong(trouble, word, "no such word; see the list of words");
}

static bool rule_line(const struct x12_guide *guide, const struct edi_path *at,
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
    x12_str rest = line, verb = rule_word(&rest);

    *test = (struct edi_test){ 0 };
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
        if (!x12_str_is(verb, verbs[i].name) || verbs[i].demand != demand)
            continue;
        test->op = verbs[i].op;
        if (!rule_paths(guide, at, rule_word(&rest), test, trouble))
            return false;
        if (test->op == EDI_RULE_LIMIT &&
            !rule_number(rule_word(&rest), &test->most, trouble))
            return false;
        return rule_end(rest, trouble);
    }
    if (!rule_compare(guide, at, line, test, trouble))
        return false;
    if (demand && test->op == EDI_RULE_PRESENT)
        return rule_wrong(trouble, verb,
                          "a demand is wanted: require, forbid, limit, or a "
                          "path and what its value must be");
    return true;
}

bool edi_rule_line(const struct x12_guide *guide, const struct edi_path *at,
                   x12_str line, bool demand, struct edi_test *test,
                   struct edi_rule_trouble *trouble)
{
    const struct edi_path *path = &test->path[0];

    if (!rule_line(guide, at, line, demand, test, trouble))
        return false;
    test->plain = test->paths == 1 && path->self && path->element > 0 &&
                  path->element != EDI_PATH_ALL &&
                  path->component != EDI_PATH_ALL;
    return true;
}

bool edi_rule_ready(const struct edi_rule *rule, const struct x12_guide *guide,
                    const struct edi_path *at, struct edi_ready *ready,
                    struct edi_rule_trouble *trouble)
{
    *ready = (struct edi_ready){ .rule = rule, .guide = guide, .at = *at };
    ready->loop = (uint16_t)edi_rule_loop_of(guide, at->row[0]);
    if (rule->close)
        ready->loop = (uint16_t)edi_rule_loop_named(guide,
                                                    x12_str_from(rule->close));
    for (size_t i = 0; i < EDI_RULE_WHENS && rule->when[i]; i++)
        if (!edi_rule_line(guide, at, x12_str_from(rule->when[i]), false,
                           &ready->when[ready->whens++], trouble))
            return false;
    return !rule->demand || edi_rule_line(guide, at, x12_str_from(rule->demand),
                                          true, &ready->demand, trouble);
}

bool edi_rule_is_for(const struct edi_rule *rule, const char *guide)
{
    x12_str rest = x12_str_from(rule->guides), word;

    while ((word = rule_word(&rest)).len > 0)
        if (x12_str_is(word, guide) ||
            (word.len == 1 && strlen(guide) == 4 && guide[3] == *word.at))
            return true;
    return false;
}
