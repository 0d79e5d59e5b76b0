/* SPDX-License-Identifier: Apache-2.0 */
/* rule_test - does a condition hold, is a demand met */
#include "edi/rules/rule_private.h"

/* The values of a path, one after the other. */
struct test_values {
    const struct edi_scope *s;
    const struct edi_path *path;
    uint32_t i, next, from; /* segment at hand, the next one, and the bound */
    unsigned row, element, component;
};

bool edi_path_fits(const struct edi_scope *s, const struct edi_path *path,
                   uint32_t i)
{
    x12_str code;

    if (path->code.len == 0)
        return true;
    code = edi_scope_value(s, i, path->code_element, path->code_component);
    return path->key ? edi_rule_pack(code) == path->key
                     : x12_str_equal(code, path->code);
}

static inline struct test_values test_values(const struct edi_scope *s,
                                             const struct edi_path *path,
                                             uint32_t at)
{
    struct test_values v = {
        .s = s, .path = path, .i = EDI_SCOPE_NONE, .next = EDI_SCOPE_NONE
    };

    v.from = path->self ? 0 : s->from[path->up];
    if (path->self)
        v.next = at;
    if (path->self || v.from == EDI_SCOPE_NONE)
        v.row = path->rows;
    if (!path->each) {
        v.element = path->element;
        v.component = path->component;
    }
    return v;
}

/* The next segment of the path, the last one first; false: no more. */
static inline bool test_next_segment(struct test_values *v)
{
    const struct edi_path *path = v->path;
    uint32_t i = v->next;

    for (;;) {
        while (i != EDI_SCOPE_NONE && !path->self &&
               !edi_path_fits(v->s, path, i))
            i = edi_scope_before(v->s, i, v->from);
        if (i != EDI_SCOPE_NONE)
            break;
        if (v->row >= path->rows)
            return false;
        i = edi_scope_last(v->s, path->row[v->row++], v->from);
    }
    v->i = i;
    v->next = path->self ? EDI_SCOPE_NONE : edi_scope_before(v->s, i, v->from);
    return true;
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

/* The next value of a path that names each element or component. */
static bool test_next_each(struct test_values *v, x12_str *value)
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

/* The next value that is not empty. */
static inline bool test_next(struct test_values *v, x12_str *value)
{
    if (v->path->each)
        return test_next_each(v, value);
    while (test_next_segment(v)) {
        *value = edi_scope_value(v->s, v->i, v->element, v->component);
        if (value->len > 0)
            return true;
    }
    return false;
}

/* The last segment of a path that is of one row. */
static inline uint32_t test_last(const struct edi_scope *s,
                                 const struct edi_path *path)
{
    uint32_t from = s->from[path->up];

    return from == EDI_SCOPE_NONE ? from
                                  : edi_scope_last(s, path->row[0], from);
}

/* Is the number in the list, which is in order? */
static inline bool test_has_key(const struct edi_test *test, uint64_t key)
{
    size_t low = 0, high = test->keys;

    while (high - low > 8) {
        size_t middle = low + (high - low) / 2;

        if (test->key[middle] <= key)
            low = middle;
        else
            high = middle;
    }
    for (; low < high; low++)
        if (test->key[low] == key)
            return true;
    return false;
}

/* What stands at the paths of a test, all in one pass. */
struct test_sum {
    bool some;   /* a value, or a segment where no element is named */
    bool fit;    /* one that is among the words */
    bool misfit; /* one that is not */
};

static inline void test_sum_value(const struct edi_test *test, x12_str value,
                                  struct test_sum *sum)
{
    bool fits;

    if (value.len == 0)
        return;
    sum->some = true;
    if (!test->key)
        return;
    fits = test_has_key(test, edi_rule_pack(value));
    sum->fit |= fits;
    sum->misfit |= !fits;
}

static void test_sum_many(const struct edi_scope *s,
                          const struct edi_test *test,
                          const struct edi_path *path, uint32_t at,
                          struct test_sum *sum)
{
    struct test_values v = test_values(s, path, at);
    x12_str value;

    if (path->element == 0)
        sum->some |= test_next_segment(&v);
    else
        while (test_next(&v, &value))
            test_sum_value(test, value, sum);
}

/* The values of one segment at paths [path, end). */
static inline void test_sum_at(const struct edi_scope *s,
                               const struct edi_test *test, uint32_t i,
                               const struct edi_path *path,
                               const struct edi_path *end, struct test_sum *sum)
{
    uint32_t has = s->keep.kept[i].has;

    for (; path < end; path++)
        if (path->element >= X12_KEEP_BITS || has >> path->element & 1)
            test_sum_value(
                test, edi_scope_value(s, i, path->element, path->component),
                sum);
}

/* Nearly all paths mean the segment itself, or those of one row. */
static struct test_sum test_sum(const struct edi_scope *s,
                                const struct edi_test *test, uint32_t at)
{
    const struct edi_path *path, *end, *all = test->path + test->paths;
    struct test_sum sum = { false, false, false };

    for (path = test->path; path < all; path = end) {
        uint32_t i = path->self ? at : test_last(s, path);

        end = path + 1;
        while (end < all && end->same)
            end++;
        if (!path->one && (!path->self || path->each)) {
            test_sum_many(s, test, path, at, &sum);
            continue;
        }
        while (i != EDI_SCOPE_NONE) {
            bool fits = path->self || !path->key || edi_path_fits(s, path, i);

            if (fits && path->element > 0)
                test_sum_at(s, test, i, path, end, &sum);
            else if (fits)
                sum.some = true;
            if (path->self || sum.some > (path->element > 0))
                break;
            i = edi_scope_before(s, i, s->from[path->up]);
        }
        if (sum.some && !test->key)
            break;
    }
    return sum;
}

/* Is the value one of the words between blanks? */
static bool test_has_word(const struct edi_test *test, x12_str value)
{
    x12_str words = test->words;

    if (test->key)
        return test_has_key(test, edi_rule_pack(value));
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

/* Eight characters as a number that is in their order. */
static inline uint64_t test_eight(const char *at)
{
    const unsigned char *c = (const unsigned char *)at;

    return (uint64_t)c[0] << 56 | (uint64_t)c[1] << 48 | (uint64_t)c[2] << 40 |
           (uint64_t)c[3] << 32 | (uint64_t)c[4] << 24 | (uint64_t)c[5] << 16 |
           (uint64_t)c[6] << 8 | c[7];
}

static bool test_days(const struct edi_test *test, const struct edi_scope *s,
                      uint32_t at, x12_str value)
{
    bool after = test->op == EDI_RULE_NOT_AFTER;
    struct test_values v = test_values(s, &test->than, at);
    x12_date day, bound;
    x12_str other;

    while (test_next(&v, &other)) {
        /* Two whole days, as nearly all are, need not be read. */
        if (value.len == 8 && other.len == 8 &&
            (after ? test_eight(value.at) <= test_eight(other.at)
                   : test_eight(value.at) >= test_eight(other.at)))
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
        return test_has_word(test, value);
    case EDI_RULE_NONE_OF:
    case EDI_RULE_OTHER_THAN:
        return !test_has_word(test, value);
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
        const struct edi_path *path = &test->path[k];

        /* Its own value, as nearly all, is looked at before all is set up. */
        if (path->self && !path->each) {
            value = edi_scope_value(s, at, path->element, path->component);
            if (value.len == 0 || test_value(s, test, at, value) != like)
                continue;
        }
        *found = test_values(s, path, at);
        while (test_next(found, &value))
            if (test_value(s, test, at, value) == like)
                return true;
    }
    return false;
}

/* The value at a path that names one element of one row. False: there are
 * several. */
static inline bool test_single(const struct edi_scope *s,
                               const struct edi_path *path, uint32_t at,
                               x12_str *value)
{
    uint32_t i = path->self ? at : test_last(s, path);

    *value = x12_str_of(NULL, 0);
    if (i == EDI_SCOPE_NONE)
        return true;
    *value = edi_scope_value(s, i, path->element, path->component);
    return path->self ||
           edi_scope_before(s, i, s->from[path->up]) == EDI_SCOPE_NONE;
}

/* Days as they nearly always are: whole ones, in order. */
enum test_glance { GLANCE_UNSURE, GLANCE_NONE, GLANCE_RIGHT };

static enum test_glance test_days_glance(const struct edi_scope *s,
                                         const struct edi_test *test,
                                         uint32_t at)
{
    x12_str value, other;

    if (!test_single(s, &test->path[0], at, &value))
        return GLANCE_UNSURE;
    if (value.len == 0)
        return GLANCE_NONE;
    if (!test_single(s, &test->than, at, &other))
        return GLANCE_UNSURE;
    if (other.len == 0)
        return GLANCE_RIGHT;
    if (value.len != 8 || other.len != 8)
        return GLANCE_UNSURE;
    if (test->op == EDI_RULE_NOT_AFTER
            ? test_eight(value.at) <= test_eight(other.at)
            : test_eight(value.at) >= test_eight(other.at))
        return GLANCE_RIGHT;
    return GLANCE_UNSURE;
}

/* What is neither words nor presence. */
static bool test_other_holds(const struct edi_scope *s,
                             const struct edi_test *test, uint32_t i)
{
    struct test_values found;

    if (test->dated) {
        enum test_glance glance = test_days_glance(s, test, i);

        if (glance != GLANCE_UNSURE)
            return glance == GLANCE_RIGHT;
    }
    if (test->op == EDI_RULE_ABSENT_OR)
        return !test_find(s, test, i, false, &found);
    if (test->op == EDI_RULE_NONE_OF)
        return test_sum(s, test, i).some &&
               !test_find(s, test, i, false, &found);
    return test_find(s, test, i, true, &found);
}

bool edi_test_holds(const struct edi_scope *s, const struct edi_test *test,
                    uint32_t i)
{
    struct test_sum sum;

    if (!test->summed)
        return test_other_holds(s, test, i);
    sum = test_sum(s, test, i);
    switch (test->op) {
    case EDI_RULE_ABSENT:
        return !sum.some;
    case EDI_RULE_ONE_OF:
        return sum.fit;
    case EDI_RULE_NONE_OF:
        return sum.some && !sum.fit;
    case EDI_RULE_OTHER_THAN:
        return sum.misfit;
    case EDI_RULE_ABSENT_OR:
        return !sum.misfit;
    default:
        return sum.some;
    }
}

/* Is a demand of words or presence met? */
static bool test_summed_met(const struct edi_scope *s,
                            const struct edi_test *test, uint32_t i)
{
    struct test_sum sum = test_sum(s, test, i);

    switch (test->op) {
    case EDI_RULE_REQUIRE:
        return sum.some;
    case EDI_RULE_FORBID:
        return !sum.some;
    case EDI_RULE_ONE_OF:
    case EDI_RULE_ABSENT_OR:
        return !sum.misfit;
    default: /* none-of, other-than */
        return !sum.fit;
    }
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

    if (test->summed
            ? test_summed_met(s, test, i)
            : test->dated && test_days_glance(s, test, i) != GLANCE_UNSURE)
        return true;
    if (test->op == EDI_RULE_LIMIT)
        return test_limit(s, test, i, spot);
    if (test->op == EDI_RULE_REQUIRE) {
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
