/* SPDX-License-Identifier: Apache-2.0 */
/* rule_test - does a condition hold, is a demand met */
#include "edi/rules/rule_private.h"

/* The values of a path, one after the other. */
struct test_values {
    const struct edi_scope *s;
    const struct edi_path *path;
    uint32_t from, i; /* bound and segment at hand */
    unsigned row, element, component;
    bool begun;
};

bool edi_path_fits(const struct edi_scope *s, const struct edi_path *path,
                   uint32_t i)
{
    return path->code.len == 0 ||
           x12_str_equal(
               edi_scope_value(s, i, path->code_element, path->code_component),
               path->code);
}

static struct test_values test_values(const struct edi_scope *s,
                                      const struct edi_path *path, uint32_t at)
{
    struct test_values v = { .s = s, .path = path, .i = EDI_SCOPE_NONE };

    if (path->self) {
        v.i = at;
        v.row = path->rows;
        return v;
    }
    v.row = path->rows;
    for (unsigned k = s->depth; k-- > 0;)
        if (s->loop[k].row == path->up) {
            v.from = s->loop[k].first;
            v.row = 0;
            break;
        }
    return v;
}

/* The next segment of the path, the last one first; false: no more. */
static bool test_next_segment(struct test_values *v)
{
    if (v->path->self) {
        if (v->begun)
            return false;
        v->begun = true;
        return true;
    }
    if (v->i != EDI_SCOPE_NONE)
        v->i = edi_scope_before(v->s, v->i, v->from);
    for (;;) {
        while (v->i != EDI_SCOPE_NONE && !edi_path_fits(v->s, v->path, v->i))
            v->i = edi_scope_before(v->s, v->i, v->from);
        if (v->i != EDI_SCOPE_NONE)
            return true;
        if (v->row >= v->path->rows)
            return false;
        v->i = edi_scope_last(v->s, v->path->row[v->row++], v->from);
    }
}

/* The next place in the segment at hand; false: no more. */
static bool test_next_place(struct test_values *v)
{
    const struct edi_path *path = v->path;
    unsigned elements = v->s->keep.kept[v->i].count;

    if (path->component == EDI_PATH_ALL && v->element > 0) {
        x12_str whole = edi_scope_value(v->s, v->i, v->element, 0);

        if (v->component < x12_part_count(whole, v->s->keep.delims.component)) {
            v->component++;
            return true;
        }
    }
    v->component = path->component == EDI_PATH_ALL ? 1 : path->component;
    if (path->element != EDI_PATH_ALL) {
        bool first = v->element == 0;

        v->element = path->element;
        return first;
    }
    return ++v->element <= elements;
}

/* The next value that is not empty. */
static bool test_next(struct test_values *v, x12_str *value)
{
    for (;;) {
        if (v->element == 0 && !test_next_segment(v))
            return false;
        while (test_next_place(v)) {
            *value = edi_scope_value(v->s, v->i, v->element, v->component);
            if (value->len > 0)
                return true;
        }
        v->element = v->component = 0;
    }
}

/* Does anything stand at the path: the segment, or a value in it? */
static bool test_is_there(const struct edi_scope *s,
                          const struct edi_path *path, uint32_t at)
{
    struct test_values v = test_values(s, path, at);
    x12_str value;

    return path->element ? test_next(&v, &value) : test_next_segment(&v);
}

static bool test_is_any_there(const struct edi_scope *s,
                              const struct edi_test *test, uint32_t at)
{
    for (unsigned k = 0; k < test->paths; k++)
        if (test_is_there(s, &test->path[k], at))
            return true;
    return false;
}

/* Is the value one of the words between blanks? */
static bool test_has_word(x12_str words, x12_str value)
{
    while (words.len > 0) {
        x12_str word = x12_str_cut(&words, ' ');

        if (word.len == value.len && x12_str_equal(word, value))
            return true;
    }
    return false;
}

/* 9 a digit, A a letter, X a letter or digit, ? any, * at the end: anything;
 * else itself. */
static bool test_matches(x12_str pattern, x12_str value)
{
    for (size_t i = 0; i < pattern.len; i++) {
        char want = pattern.at[i], is = i < value.len ? value.at[i] : '\0';
        bool digit = is >= '0' && is <= '9';
        bool letter = (is >= 'A' && is <= 'Z') || (is >= 'a' && is <= 'z');

        if (want == '*' && i + 1 == pattern.len)
            return true;
        if (i >= value.len)
            return false;
        if (want == '9'   ? !digit
            : want == 'A' ? !letter
            : want == 'X' ? !(digit || letter)
                          : want != '?' && want != is)
            return false;
    }
    return pattern.len == value.len;
}

/* First or last day of "20250101", "20250101-20250131" or a day with a time;
 * 0: it is none. */
static x12_date test_day(x12_str value, bool last)
{
    x12_date day = 0;

    if (last && value.len == 17)
        value = (x12_str){ value.at + 9, 8 };
    if (value.len > 8)
        value.len = 8;
    return x12_date_parse(value, &day) ? day : 0;
}

static bool test_days(const struct edi_test *test, const struct edi_scope *s,
                      uint32_t at, x12_str value)
{
    bool after = test->op == EDI_RULE_NOT_AFTER;
    struct test_values v = test_values(s, &test->than, at);
    x12_date day, bound;
    x12_str other;

    while (test_next(&v, &other)) {
        int order = x12_str_compare(value, other);

        /* Two whole days, as nearly all are, need not be read. */
        if (value.len == 8 && other.len == 8 &&
            (after ? order <= 0 : order >= 0))
            continue;
        day = test_day(value, after);
        bound = test_day(other, after);
        if (!day)
            return true;
        if (bound && (after ? day > bound : day < bound))
            return false;
    }
    return true;
}

/* Is it the value of the other path, in one of its places? Amounts are the same
 * however they are written. */
static bool test_is_same(const struct edi_test *test, const struct edi_scope *s,
                         uint32_t at, x12_str value)
{
    struct test_values v = test_values(s, &test->than, at);
    x12_decimal one, two;
    x12_str other;

    while (test_next(&v, &other)) {
        if (x12_str_equal(value, other))
            return true;
        if (memchr(value.at, '.', value.len) ||
            memchr(other.at, '.', other.len))
            if (x12_decimal_parse(value, &one) &&
                x12_decimal_parse(other, &two) &&
                x12_decimal_compare(one, two) == 0)
                return true;
    }
    return false;
}

static bool test_is_above(x12_str value, int64_t bound)
{
    x12_decimal number;

    return !x12_decimal_parse(value, &number) ||
           x12_decimal_compare(number, (x12_decimal){ bound, 0 }) > 0;
}

static bool test_value(const struct edi_scope *s, const struct edi_test *test,
                       uint32_t at, x12_str value)
{
    switch (test->op) {
    case EDI_RULE_ONE_OF:
    case EDI_RULE_ABSENT_OR:
        return test_has_word(test->words, value);
    case EDI_RULE_NONE_OF:
    case EDI_RULE_OTHER_THAN:
        return !test_has_word(test->words, value);
    case EDI_RULE_BETWEEN:
        return value.len == test->low.len &&
               x12_str_compare(value, test->low) >= 0 &&
               x12_str_compare(value, test->high) <= 0;
    case EDI_RULE_MATCHES:
        return test_matches(test->low, value);
    case EDI_RULE_NOT_MATCHES:
        return !test_matches(test->low, value);
    case EDI_RULE_LENGTH:
        return (int64_t)value.len >= test->least &&
               (int64_t)value.len <= test->most;
    case EDI_RULE_ABOVE:
        return test_is_above(value, test->least);
    case EDI_RULE_SAME_AS:
        return test_is_same(test, s, at, value);
    case EDI_RULE_DIFFERS_FROM:
        return !test_is_same(test, s, at, value);
    case EDI_RULE_NOT_AFTER:
    case EDI_RULE_NOT_BEFORE:
        return test_days(test, s, at, value);
    case EDI_RULE_SPANS:
        return value.len == 17 && test_day(value, false) &&
               test_day(value, false) != test_day(value, true);
    case EDI_RULE_PRESENT:
    case EDI_RULE_ABSENT:
    case EDI_RULE_REQUIRE:
    case EDI_RULE_FORBID:
    case EDI_RULE_LIMIT:
        break;
    }
    return true;
}

/* The first value that is (`like`) or is not what the test says. */
static bool test_find(const struct edi_scope *s, const struct edi_test *test,
                      uint32_t at, bool like, struct test_values *found)
{
    x12_str value;

    for (unsigned k = 0; k < test->paths; k++) {
        *found = test_values(s, &test->path[k], at);
        while (test_next(found, &value))
            if (test_value(s, test, at, value) == like)
                return true;
    }
    return false;
}

/* The value of a plain test. */
static x12_str test_plain(const struct edi_scope *s,
                          const struct edi_test *test, uint32_t i)
{
    return edi_scope_value(s, i, test->path[0].element,
                           test->path[0].component);
}

static bool test_plain_holds(const struct edi_scope *s,
                             const struct edi_test *test, uint32_t i)
{
    x12_str value = test_plain(s, test, i);

    if (test->op == EDI_RULE_PRESENT)
        return value.len > 0;
    if (value.len == 0)
        return test->op == EDI_RULE_ABSENT || test->op == EDI_RULE_ABSENT_OR;
    return test->op != EDI_RULE_ABSENT && test_value(s, test, i, value);
}

/* Is a demand of one value met? Most are. */
static bool test_plain_met(const struct edi_scope *s,
                           const struct edi_test *test, uint32_t i)
{
    x12_str value = test_plain(s, test, i);

    if (test->op == EDI_RULE_REQUIRE)
        return value.len > 0;
    if (test->op == EDI_RULE_FORBID || value.len == 0)
        return value.len == 0;
    return test_value(s, test, i, value);
}

bool edi_test_holds(const struct edi_scope *s, const struct edi_test *test,
                    uint32_t i)
{
    struct test_values found;

    if (test->plain)
        return test_plain_holds(s, test, i);
    if (test->op == EDI_RULE_PRESENT)
        return test_is_any_there(s, test, i);
    if (test->op == EDI_RULE_ABSENT)
        return !test_is_any_there(s, test, i);
    if (test->op == EDI_RULE_ABSENT_OR)
        return !test_find(s, test, i, false, &found);
    if (test->op == EDI_RULE_NONE_OF)
        return test_is_any_there(s, test, i) &&
               !test_find(s, test, i, false, &found);
    return test_find(s, test, i, true, &found);
}

bool edi_test_spot(const struct edi_scope *s, const struct edi_test *test,
                   uint32_t i, struct edi_spot *spot)
{
    struct test_values found;
    x12_str value;

    for (unsigned k = 0; k < test->paths; k++) {
        const struct edi_path *path = &test->path[k];

        found = test_values(s, path, i);
        while (path->element ? test_next(&found, &value)
                             : test_next_segment(&found)) {
            if (path->element && !test_value(s, test, i, value))
                continue;
            *spot = (struct edi_spot){ .kept = found.i,
                                       .element = found.element,
                                       .component = found.component };
            return true;
        }
    }
    return false;
}

/* Where something is missing: in its segment, else where the rule stands. */
static void test_missing(const struct edi_scope *s, const struct edi_path *path,
                         uint32_t at, struct edi_spot *spot)
{
    struct test_values v = test_values(s, path, at);

    if (path->element && test_next_segment(&v)) {
        spot->kept = v.i;
        spot->element = path->element;
        spot->component = path->component;
    } else {
        spot->missing = path->id;
    }
}

static bool test_limit(const struct edi_scope *s, const struct edi_test *test,
                       uint32_t at, struct edi_spot *spot)
{
    int64_t count = 0;

    for (unsigned k = 0; k < test->paths; k++) {
        struct test_values v = test_values(s, &test->path[k], at);

        while (test_next_segment(&v)) {
            if (count++ == 0)
                spot->kept = v.i;
        }
    }
    spot->has_numbers = true;
    spot->told = count;
    spot->right = test->most;
    return count <= test->most;
}

/* Does anything stand where nothing may? */
static bool test_forbidden(const struct edi_scope *s,
                           const struct edi_test *test, uint32_t at,
                           struct test_values *found)
{
    x12_str value;

    for (unsigned k = 0; k < test->paths; k++) {
        *found = test_values(s, &test->path[k], at);
        if (test->path[k].element ? test_next(found, &value)
                                  : test_next_segment(found))
            return true;
    }
    return false;
}

bool edi_test_met(const struct edi_scope *s, const struct edi_test *test,
                  uint32_t i, struct edi_spot *spot)
{
    struct test_values found;

    if (test->plain && test_plain_met(s, test, i))
        return true;
    if (test->op == EDI_RULE_LIMIT)
        return test_limit(s, test, i, spot);
    if (test->op == EDI_RULE_REQUIRE) {
        if (test_is_any_there(s, test, i))
            return true;
        test_missing(s, &test->path[0], i, spot);
        return false;
    }
    if (test->op == EDI_RULE_FORBID ? !test_forbidden(s, test, i, &found)
                                    : !test_find(s, test, i, false, &found))
        return true;
    spot->kept = found.i;
    spot->element = found.element;
    spot->component = found.component;
    return false;
}
