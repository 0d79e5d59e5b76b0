/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "writer/json_put_private.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 20000 };

/* Knuth's MMIX generator; its high bits are the good ones. */
static uint64_t pick(uint64_t *state, uint64_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (*state >> 20) % below;
}

struct desk {
    struct x12_sink sink;
    struct x12_error err;
    struct x12_json j;
};

static void desk_open(struct desk *d)
{
    *d = (struct desk){ 0 };
    assert_int_equal(x12_sink_open_memory(&d->sink, 64 << 20, &d->err), X12_OK);
    x12_json_init(&d->j, &d->sink, &d->err);
}

static void desk_close(struct desk *d)
{
    x12_json_release(&d->j);
    x12_sink_close(&d->sink);
}

static void assert_put(const char *from, const char *to, const char *want)
{
    const size_t len = (size_t)(to - from);

    if (len != strlen(want) || memcmp(from, want, len) != 0)
        fail_msg("got %.*s, not %s", (int)len, from, want);
}

/* Amounts of each number of digits, held against another way to write them. */
static void puts_amounts_as_people_read_them(void **state)
{
    uint64_t seed = 1, bound = 1;
    char text[X12_JSON_VALUE], plain[X12_MONEY_TEXT], want[X12_JSON_VALUE];

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        x12_money m = (x12_money)pick(&seed, bound);

        bound = bound < UINT64_C(100000000000000000) ? bound * 10 : 1;
        if (round < 2000)
            m = 1000000 - 1000 + round;
        if (round % 2)
            m = -m;
        plain[x12_money_format_plain(m, plain)] = 0;
        snprintf(want, sizeof(want), "\"%s\",", plain);
        assert_put(text, x12_json_put_money(text, m), want);
    }
}

static void puts_counts_and_decimals(void **state)
{
    uint64_t seed = 2, bound = 1;
    char text[X12_JSON_VALUE], want[X12_JSON_VALUE];

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        const uint64_t n = pick(&seed, bound);

        bound = bound < UINT64_C(10000000000000000) ? bound * 10 : 1;
        snprintf(want, sizeof(want), "%llu,", (unsigned long long)n);
        assert_put(text, x12_json_put_count(text, n), want);
        snprintf(want, sizeof(want), "\"%lld\",", (long long)n);
        assert_put(text,
                   x12_json_put_decimal(text, (x12_decimal){ (int64_t)n, 0 }),
                   want);
        snprintf(want, sizeof(want), "\"-%lld.%d\",", (long long)n, 5);
        assert_put(text,
                   x12_json_put_decimal(
                       text, (x12_decimal){ -(int64_t)n * 100 - 50, 2 }),
                   want);
    }
}

static void puts_each_day_and_the_one_before_it(void **state)
{
    uint64_t seed = 3;
    char text[X12_JSON_VALUE], want[X12_JSON_VALUE];
    struct desk d;

    (void)state;
    desk_open(&d);
    for (int round = 0; round < ROUNDS; round++) {
        const unsigned year = (unsigned)pick(&seed, 10000);
        const unsigned month = 1 + (unsigned)pick(&seed, 12);
        const unsigned day = 1 + (unsigned)pick(&seed, 31);

        snprintf(want, sizeof(want), "\"%04u-%02u-%02u\",", year, month, day);
        for (int i = 0; i < 2; i++)
            assert_put(
                text,
                x12_json_put_date(&d.j, text,
                                  (x12_date)(year * 10000 + month * 100 + day)),
                want);
    }
    assert_put(text, x12_json_put_date(&d.j, text, 0), "null,");
    assert_put(text, x12_json_put_date(&d.j, text, 99991331), "null,");
    desk_close(&d);
}

/* One byte at a time, as JSON has it. */
static size_t escape(x12_str s, char *into)
{
    static const char from[] = "\"\\\b\f\n\r\t", by[] = "\"\\bfnrt";
    char *to = into;

    for (size_t i = 0; i < s.len; i++) {
        const unsigned char c = (unsigned char)s.at[i];
        const char *found = c ? strchr(from, c) : NULL;

        if (found)
            to += snprintf(to, 3, "\\%c", by[found - from]);
        else if (c < 0x20 || c == 0x7F)
            to += snprintf(to, 7, "\\u%04x", c);
        else if (c < 0x80)
            *to++ = (char)c;
        else
            to += snprintf(to, 3, "%c%c", 0xC0 | c >> 6, 0x80 | (c & 0x3F));
    }
    return (size_t)(to - into);
}

/* Mostly of common bytes, some of any printable ones, few of any. */
static char pick_byte(uint64_t *seed, uint64_t odd)
{
    if (pick(seed, 64) < odd)
        return (char)pick(seed, 256);
    return (char)(pick(seed, 4) ? 'A' + pick(seed, 26) : ' ' + pick(seed, 95));
}

/* Texts of exactly their bytes in memory, so that a look behind them is told. */
static void assert_escapes(x12_json_quoted_fn *quoted)
{
    static const struct x12_json_name name = X12_JSON_NAME("k");
    uint64_t seed = 4;
    char want[6 * 80 + 16];
    struct desk d;

    desk_open(&d);
    d.j.quoted = quoted;
    d.j.latin1 = true;
    for (int round = 0; round < ROUNDS; round++) {
        const size_t len = pick(&seed, 80);
        char *text = malloc(len + !len);
        char *to = x12_json_put_begin(&d.j), *end;
        size_t all;

        assert_non_null(text);
        for (size_t i = 0; i < len; i++)
            text[i] = pick_byte(&seed, (uint64_t)round % 3);
        memcpy(want, "\"k\":\"", 5);
        all = 5 + escape((x12_str){ text, len }, want + 5);
        memcpy(want + all, "\",", 3);
        end = x12_json_put_text(&d.j, to, &name, (x12_str){ text, len });
        assert_put(to, end, want);
        free(text);
    }
    desk_close(&d);
}

static void escapes_as_one_byte_at_a_time_does(void **state)
{
    (void)state;
    assert_escapes(x12_json_quoted_scalar);
#ifdef X12_JSON_X86
    if (x12_json_has_avx512())
        assert_escapes(x12_json_quoted_avx512);
#endif
}

/* Each byte at each place of a text of each length that is copied as a whole. */
static void every_variant_gives_the_same(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    d.j.latin1 = true;
    for (size_t len = 1; len <= X12_JSON_BRIEF + 1; len++)
        for (size_t at = 0; at < len; at++)
            for (int c = 0; c < 256; c++) {
                char text[X12_JSON_BRIEF + 1], first[6 * sizeof(text)];
                char *to = x12_json_put_begin(&d.j), *end;
                size_t all;

                memset(text, 'x', sizeof(text));
                text[at] = (char)c;
                end = x12_json_quoted_scalar(&d.j, to, (x12_str){ text, len });
                all = (size_t)(end - to);
                memcpy(first, to, all);
                end = x12_json_put_quoted(&d.j, to, (x12_str){ text, len });
                assert_int_equal(end - to, all);
                assert_memory_equal(to, first, all);
            }
    desk_close(&d);
}

/* What stands behind a text is read with it, and is no part of it. */
static void copies_plain_texts_of_each_length(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    for (size_t len = 0; len <= X12_JSON_BRIEF + 8; len++) {
        char text[2 * X12_JSON_BRIEF + 8], want[sizeof(text) + 16];
        char *to = x12_json_put_begin(&d.j);

        memset(text, '"', sizeof(text));
        for (size_t i = 0; i < len; i++)
            text[i] = (char)('A' + i % 26);
        snprintf(want, sizeof(want), "%.*s\",", (int)len, text);
        d.j.plain = X12_JSON_BRIEF;
        assert_put(to, x12_json_put_plain(&d.j, to, (x12_str){ text, len }),
                   want);
    }
    desk_close(&d);
}

/* Unless it is told to be plain, or if it is long, a text is looked at. */
static void escapes_texts_that_are_not_told_to_be_plain(void **state)
{
    char text[X12_JSON_BRIEF + 1], want[2 * sizeof(text) + 16];
    struct desk d;

    (void)state;
    desk_open(&d);
    memset(text, '"', sizeof(text));
    for (size_t len = 1; len <= sizeof(text); len += X12_JSON_BRIEF) {
        char *to = x12_json_put_begin(&d.j);
        size_t all;

        d.j.plain = len == 1 ? 0 : X12_JSON_BRIEF;
        all = escape((x12_str){ text, len }, want);
        memcpy(want + all, "\",", 3);
        assert_put(to, x12_json_put_plain(&d.j, to, (x12_str){ text, len }),
                   want);
    }
    desk_close(&d);
}

/* However long the texts before it are, what begins a row finds room. */
static void has_room_after_each_text(void **state)
{
    uint64_t seed = 5, told = 0;
    const size_t most = 3 * X12_JSON_BUFFER;
    char *text = malloc(most);
    struct desk d;
    char *to;

    (void)state;
    assert_non_null(text);
    memset(text, 'x', most);
    desk_open(&d);
    to = x12_json_put_begin(&d.j);
    for (int round = 0; round < 300; round++) {
        const size_t len = pick(&seed, round % 7 ? 6000 : most);

        text[len / 2] = round % 2 ? 'x' : '\001';
        to = x12_json_put_string(&d.j, to, (x12_str){ text, len });
        text[len / 2] = 'x';
        told += 3 + len + (len > 0 && round % 2 == 0 ? 5 : 0);
        to = x12_json_put_room(&d.j, to);
        assert_true((size_t)(d.j.buffer + X12_JSON_BUFFER - to) >=
                    X12_JSON_ROOM);
    }
    x12_json_put_end(&d.j, to);
    assert_int_equal(x12_json_flush(&d.j), X12_OK);
    assert_int_equal(x12_sink_memory(&d.sink).len, told - 1);
    desk_close(&d);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(puts_amounts_as_people_read_them),
        cmocka_unit_test(puts_counts_and_decimals),
        cmocka_unit_test(puts_each_day_and_the_one_before_it),
        cmocka_unit_test(escapes_as_one_byte_at_a_time_does),
        cmocka_unit_test(every_variant_gives_the_same),
        cmocka_unit_test(copies_plain_texts_of_each_length),
        cmocka_unit_test(escapes_texts_that_are_not_told_to_be_plain),
        cmocka_unit_test(has_room_after_each_text),
    };

    return cmocka_run_group_tests_name("json_put", tests, NULL, NULL);
}
