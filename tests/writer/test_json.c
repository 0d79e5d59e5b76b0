/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "tests/support/failing_malloc.h"
#include "writer/json.h"

#include <stdlib.h>

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

static void assert_gives(struct desk *d, const char *want)
{
    x12_str got;

    assert_int_equal(x12_json_flush(&d->j), X12_OK);
    got = x12_sink_memory(&d->sink);
    assert_int_equal(got.len, strlen(want));
    assert_memory_equal(got.at, want, got.len);
}

static void sets_commas_between_values(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    for (int i = 0; i < 2; i++) {
        x12_json_object(&d.j);
        x12_json_text(&d.j, "id", X12_STR("A1"));
        x12_json_text(&d.j, "none", X12_STR(""));
        x12_json_key(&d.j, "lines");
        x12_json_array(&d.j);
        x12_json_object(&d.j), x12_json_end(&d.j);
        x12_json_array(&d.j), x12_json_end(&d.j);
        x12_json_count(&d.j, 18446744073709551615u);
        x12_json_int(&d.j, INT64_MIN);
        x12_json_bool(&d.j, true), x12_json_bool(&d.j, false);
        x12_json_null(&d.j);
        x12_json_end(&d.j);
        x12_json_day(&d.j, "none", 0);
        x12_json_day(&d.j, "from", 20240131);
        x12_json_end(&d.j);
        x12_json_line(&d.j);
    }
#define LINE                                                \
    "{\"id\":\"A1\",\"lines\":[{},[],18446744073709551615," \
    "-9223372036854775808,true,false,null],\"from\":\"2024-01-31\"}\n"
    assert_gives(&d, LINE LINE);
    desk_close(&d);
}

static void gives_money_with_two_places(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    x12_json_array(&d.j);
    x12_json_money(&d.j, 12500), x12_json_money(&d.j, -5);
    x12_json_money(&d.j, 0), x12_json_money(&d.j, 99999999999999999);
    x12_json_decimal(&d.j, (x12_decimal){ 150, 2 });
    x12_json_decimal(&d.j, (x12_decimal){ 5, 1 });
    x12_json_decimal(&d.j, (x12_decimal){ -25, 2 });
    x12_json_date(&d.j, 0), x12_json_date(&d.j, 20231201);
    x12_json_end(&d.j);
    assert_gives(&d, "[\"125.00\",\"-0.05\",\"0.00\",\"999999999999999.99\","
                     "\"1.5\",\"0.5\",\"-0.25\",null,\"2023-12-01\"]");
    desk_close(&d);
}

static void escapes_what_must_be_escaped(void **state)
{
    static const struct {
        const char *in;
        bool latin1;
        const char *want;
    } cases[] = {
        { "", false, "\"\"" },
        { "a\"b\\c", false, "\"a\\\"b\\\\c\"" },
        { "\b\f\n\r\t", false, "\"\\b\\f\\n\\r\\t\"" },
        { "\001\037\177", false, "\"\\u0001\\u001f\\u007f\"" },
        { "JOS\303\211", false, "\"JOS\303\211\"" },
        { "JOS\311", true, "\"JOS\303\211\"" },
        { "\200\377", true, "\"\302\200\303\277\"" },
        /* a promise that was not kept does no harm */
        { "JOS\311", false, "\"JOS\303\211\"" },
        { "JOS\303", false, "\"JOS\303\203\"" },
        { "plain text of more than sixteen", false,
          "\"plain text of more than sixteen\"" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct desk d;

        desk_open(&d);
        d.j.latin1 = cases[i].latin1;
        x12_json_string(&d.j, x12_str_from(cases[i].in));
        assert_gives(&d, cases[i].want);
        desk_close(&d);
    }
}

/* One odd byte at each place of strings of each length up to 40. */
static void finds_an_odd_byte_wherever_it_stands(void **state)
{
    static const char odd[] = { '"',        '\\',       0,
                                0x1f,       0x7f,       (char)0x80,
                                (char)0xa2, (char)0xdc, (char)0xff };

    (void)state;
    for (size_t len = 1; len <= 40; len++)
        for (size_t at = 0; at < len; at++)
            for (size_t k = 0; k < sizeof(odd); k++) {
                char text[40];
                struct desk d;
                x12_str got;
                bool high = (odd[k] & 0x80) != 0;
                size_t more = high || odd[k] == '"' || odd[k] == '\\' ? 1 : 5;

                memset(text, '!', sizeof(text));
                text[at] = odd[k];
                desk_open(&d);
                d.j.latin1 = true;
                x12_json_string(&d.j, (x12_str){ text, len });
                assert_int_equal(x12_json_flush(&d.j), X12_OK);
                got = x12_sink_memory(&d.sink);
                assert_int_equal(got.len, len + 2 + more);
                assert_int_equal((unsigned char)got.at[1 + at],
                                 high ? 0xC0 | (unsigned char)odd[k] >> 6
                                      : '\\');
                assert_int_equal(got.at[at], at == 0 ? '"' : '!');
                assert_int_equal(got.at[at + 2 + more],
                                 at + 1 == len ? '"' : '!');
                desk_close(&d);
            }
}

static void leaves_plain_bytes_alone(void **state)
{
    char text[96];
    size_t all = 0;

    (void)state;
    for (int c = 0x20; c < 0x7F; c++)
        if (c != '"' && c != '\\')
            text[all++] = (char)c;
    for (size_t from = 0; from < all; from++)
        for (size_t len = 0; from + len <= all; len++) {
            struct desk d;
            x12_str got;

            desk_open(&d);
            x12_json_string(&d.j, (x12_str){ text + from, len });
            assert_int_equal(x12_json_flush(&d.j), X12_OK);
            got = x12_sink_memory(&d.sink);
            assert_int_equal(got.len, len + 2);
            assert_memory_equal(got.at + 1, text + from, len);
            desk_close(&d);
        }
}

static void gives_strings_larger_than_its_buffer(void **state)
{
    size_t len = 300000;
    char *text = malloc(len);
    struct desk d;
    x12_str got;

    (void)state;
    assert_non_null(text);
    memset(text, '\001', len);
    desk_open(&d);
    x12_json_string(&d.j, (x12_str){ text, len });
    assert_int_equal(x12_json_flush(&d.j), X12_OK);
    got = x12_sink_memory(&d.sink);
    assert_int_equal(got.len, 6 * len + 2);
    for (size_t i = 1; i + 1 < got.len; i += 6)
        assert_memory_equal(got.at + i, "\\u0001", 6);
    desk_close(&d);
    free(text);
}

/* What is closed, or followed by a comma, just where the buffer ends. */
static void sets_commas_wherever_its_buffer_ends(void **state)
{
    static const char rest[] = "\",{},[{}],[[\"a\",1]],{\"k\":[]}],null";

    (void)state;
    for (size_t len = X12_JSON_BUFFER / 4 * 3; len < X12_JSON_BUFFER;
         len += 7) {
        char *text = malloc(len);
        struct desk d;
        x12_str got;

        assert_non_null(text);
        memset(text, 'x', len);
        desk_open(&d);
        x12_json_array(&d.j);
        x12_json_string(&d.j, (x12_str){ text, len });
        x12_json_object(&d.j), x12_json_end(&d.j);
        x12_json_array(&d.j);
        x12_json_object(&d.j), x12_json_end(&d.j);
        x12_json_end(&d.j);
        x12_json_array(&d.j), x12_json_array(&d.j);
        x12_json_string(&d.j, X12_STR("a")), x12_json_count(&d.j, 1);
        x12_json_end(&d.j), x12_json_end(&d.j);
        x12_json_object(&d.j), x12_json_key(&d.j, "k");
        x12_json_array(&d.j), x12_json_end(&d.j), x12_json_end(&d.j);
        x12_json_end(&d.j);
        x12_json_null(&d.j);
        assert_int_equal(x12_json_flush(&d.j), X12_OK);
        got = x12_sink_memory(&d.sink);
        assert_int_equal(got.len, 2 + len + sizeof(rest) - 1);
        assert_memory_equal(got.at, "[\"x", 3);
        assert_memory_equal(got.at + 2 + len, rest, sizeof(rest) - 1);
        desk_close(&d);
        free(text);
    }
}

/* A flush between any two of them changes nothing. */
static void sets_commas_after_a_flush(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
#define THEN(call) \
    x12_json_##call, assert_int_equal(x12_json_flush(&d.j), X12_OK)
    THEN(object(&d.j)), THEN(end(&d.j)), THEN(line(&d.j));
    THEN(object(&d.j));
    THEN(key(&d.j, "a")), THEN(array(&d.j)), THEN(end(&d.j));
    THEN(key(&d.j, "b")), THEN(array(&d.j)), THEN(count(&d.j, 10));
    THEN(string(&d.j, X12_STR("c,"))), THEN(end(&d.j));
    THEN(end(&d.j)), THEN(line(&d.j));
#undef THEN
    assert_gives(&d, "{}\n{\"a\":[],\"b\":[10,\"c,\"]}\n");
    desk_close(&d);
}

static void tells_a_call_out_of_order(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    x12_json_end(&d.j);
    assert_int_equal(x12_json_flush(&d.j), X12_EMISUSE);
    desk_close(&d);
    desk_open(&d);
    x12_json_object(&d.j);
    x12_json_line(&d.j);
    assert_int_equal(x12_json_status(&d.j), X12_EMISUSE);
    desk_close(&d);
    desk_open(&d);
    for (int i = 0; i <= X12_JSON_DEPTH; i++)
        x12_json_array(&d.j);
    assert_int_equal(x12_json_flush(&d.j), X12_EMISUSE);
    desk_close(&d);
}

static enum x12_status sink_is_left(void *self, const char *at, size_t len,
                                    struct x12_error *err)
{
    (void)at, (void)len, (void)err;
    ++*(int *)self;
    return X12_END;
}

static void stops_when_nobody_reads(void **state)
{
    static const struct x12_sink_ops ops = { .write = sink_is_left };
    int calls = 0;
    struct x12_sink sink = { &ops, &calls };
    struct x12_error err = { 0 };
    struct x12_json j;

    (void)state;
    x12_json_init(&j, &sink, &err);
    for (int i = 0; i < 100000; i++) {
        x12_json_string(&j, X12_STR("some text or other"));
        x12_json_money(&j, i);
    }
    assert_int_equal(x12_json_status(&j), X12_END);
    assert_int_equal(x12_json_flush(&j), X12_END);
    assert_int_equal(calls, 1);
    assert_int_equal(err.status, X12_OK);
    x12_json_release(&j);
}

static void tells_utf8_from_other_bytes(void **state)
{
    static const struct {
        const char *in;
        bool ok;
    } cases[] = {
        { "", true },
        { "plain ascii of some length", true },
        { "\303\251", true }, /* U+E9 */
        { "12345678\303\251", true },
        { "\342\202\254", true },      /* U+20AC */
        { "\360\237\230\200", true },  /* U+1F600 */
        { "\364\217\277\277", true },  /* U+10FFFF */
        { "\364\220\200\200", false }, /* behind it */
        { "\355\237\277", true },      /* U+D7FF */
        { "\355\240\200", false },     /* a surrogate */
        { "\300\257", false },         /* overlong */
        { "\340\237\277", false },
        { "\360\217\277\277", false },
        { "\303", false },
        { "\342\202", false },
        { "\251", false },
        { "\303a", false },
        { "\370\210\200\200\200", false },
        { "\377", false },
        { "1234567\351", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        if (x12_utf8_is_valid(x12_str_from(cases[i].in)) != cases[i].ok)
            fail_msg("case %zu", i);
}

static void an_allocation_may_fail(void **state)
{
    struct x12_error err = { 0 };
    struct x12_json j;

    (void)state;
    failing_malloc_from(0);
    x12_json_init(&j, &(struct x12_sink){ 0 }, &err);
    failing_malloc_off();
    x12_json_object(&j);
    x12_json_text(&j, "a", X12_STR("b"));
    x12_json_end(&j);
    assert_int_equal(x12_json_flush(&j), X12_ENOMEM);
    assert_int_equal(err.status, X12_ENOMEM);
    x12_json_release(&j);
    x12_json_release(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_commas_between_values),
        cmocka_unit_test(gives_money_with_two_places),
        cmocka_unit_test(escapes_what_must_be_escaped),
        cmocka_unit_test(finds_an_odd_byte_wherever_it_stands),
        cmocka_unit_test(leaves_plain_bytes_alone),
        cmocka_unit_test(gives_strings_larger_than_its_buffer),
        cmocka_unit_test(sets_commas_wherever_its_buffer_ends),
        cmocka_unit_test(sets_commas_after_a_flush),
        cmocka_unit_test(tells_a_call_out_of_order),
        cmocka_unit_test(stops_when_nobody_reads),
        cmocka_unit_test(tells_utf8_from_other_bytes),
        cmocka_unit_test(an_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
