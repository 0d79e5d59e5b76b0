/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "tests/support/failing_malloc.h"
#include "writer/writer.h"

#include <stdlib.h>

static const struct x12_delims usual = { '~', '*', ':', '^' };

/* A writer over memory, and what came of it. */
struct desk {
    struct x12_sink sink;
    struct x12_error err;
    struct x12_writer w;
};

static void desk_open(struct desk *d)
{
    *d = (struct desk){ 0 };
    assert_int_equal(x12_sink_open_memory(&d->sink, 256 << 20, &d->err),
                     X12_OK);
    x12_writer_init(&d->w, &d->sink, usual, &d->err);
}

static void desk_close(struct desk *d)
{
    x12_writer_release(&d->w);
    x12_sink_close(&d->sink);
}

static void assert_written(struct desk *d, const char *want)
{
    x12_str got;

    assert_int_equal(x12_writer_finish(&d->w), X12_OK);
    got = x12_sink_memory(&d->sink);
    assert_int_equal(got.len, strlen(want));
    assert_memory_equal(got.at, want, got.len);
    assert_int_equal(d->w.bytes, got.len);
}

static void put_segment(struct x12_writer *w, const char *id, x12_str value)
{
    x12_writer_begin(w, id);
    x12_put(w, value);
    x12_writer_end(w);
}

static void writes_elements_components_and_repeats(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    x12_writer_begin(&d.w, "CLM");
    x12_put(&d.w, X12_STR("A1"));
    x12_put_money(&d.w, 12550);
    x12_put_empty(&d.w, 2);
    x12_put(&d.w, X12_STR("11"));
    x12_put_component(&d.w, X12_STR("B"));
    x12_put_component(&d.w, X12_STR("1"));
    x12_put(&d.w, X12_STR("Y"));
    x12_put_repeat(&d.w, X12_STR("N"));
    x12_put_component(&d.w, X12_STR("Z"));
    x12_writer_end(&d.w);
    x12_writer_begin(&d.w, "LX");
    x12_put_count(&d.w, 0);
    x12_writer_end(&d.w);
    assert_written(&d, "CLM*A1*125.5***11:B:1*Y^N:Z~LX*0~");
    assert_int_equal(d.w.set_segments, 2);
    desk_close(&d);
}

static void leaves_out_what_is_empty_at_an_end(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    x12_writer_begin(&d.w, "SV1");
    x12_put(&d.w, X12_STR("HC"));
    x12_put_component(&d.w, X12_STR(""));
    x12_put_component(&d.w, X12_STR(""));
    x12_put(&d.w, X12_STR(""));
    x12_put_component(&d.w, X12_STR("B"));
    x12_put(&d.w, X12_STR("C"));
    x12_put_repeat(&d.w, X12_STR(""));
    x12_put_repeat(&d.w, X12_STR("D"));
    x12_put_repeat(&d.w, X12_STR(""));
    x12_put(&d.w, X12_STR(""));
    x12_put_empty(&d.w, 40);
    x12_writer_end(&d.w);
    x12_writer_begin(&d.w, "SE");
    x12_writer_end(&d.w);
    assert_written(&d, "SV1*HC*:B*C^^D~SE~");
    desk_close(&d);
}

static void writes_values_as_x12_has_them(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    d.w.line_end = "\r\n";
    x12_writer_begin(&d.w, "AMT");
    x12_put_money(&d.w, -5);
    x12_put_decimal(&d.w, (x12_decimal){ 1500, 3 });
    x12_put_date(&d.w, 20240131);
    x12_put_date(&d.w, 0);
    x12_put_time(&d.w, 90500);
    x12_put_time(&d.w, 143205);
    x12_put_time(&d.w, -1);
    x12_put_time(&d.w, 0);
    x12_put_count(&d.w, UINT64_MAX);
    x12_put_component_money(&d.w, 100);
    x12_put_component_decimal(&d.w, (x12_decimal){ 25, 2 });
    x12_put_component_date(&d.w, 19700101);
    x12_put_byte(&d.w, '^');
    x12_writer_end(&d.w);
    assert_written(&d, "AMT*-.05*1.5*20240131**0905*143205**0000*"
                       "18446744073709551615:1:.25:19700101*^~\r\n");
    desk_close(&d);
}

static void refuses_a_value_that_holds_a_delimiter(void **state)
{
    static const x12_str cases[] = {
        { "a~b", 3 },  { "a*b", 3 },  { "a:b", 3 },
        { "a^b", 3 },  { "a\rb", 3 }, { "a\nb", 3 },
        { "a\0b", 3 }, { "*", 1 },    { "abcdefghijklmnopqrstuvwxyz:", 27 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct desk d;

        desk_open(&d);
        x12_writer_begin(&d.w, "NM1");
        x12_put(&d.w, X12_STR("85"));
        x12_put(&d.w, X12_STR("x"));
        x12_put_component(&d.w, cases[i]);
        x12_writer_end(&d.w);
        put_segment(&d.w, "N3", X12_STR("behind it"));
        assert_int_equal(x12_writer_finish(&d.w), X12_ESYNTAX);
        assert_int_equal(x12_writer_status(&d.w), X12_ESYNTAX);
        assert_non_null(strstr(d.err.text, "NM1 element 2 component 2"));
        assert_null(strstr(d.err.text, "abc"));
        assert_int_equal(x12_sink_memory(&d.sink).len, 0);
        desk_close(&d);
    }
}

static void takes_all_other_bytes(void **state)
{
    struct desk d;
    char all[256];
    size_t len = 0;

    (void)state;
    for (int c = 1; c < 256; c++)
        if (!strchr("~*:^\r\n", c))
            all[len++] = (char)c;
    desk_open(&d);
    put_segment(&d.w, "NTE", (x12_str){ all, len });
    assert_int_equal(x12_writer_finish(&d.w), X12_OK);
    assert_memory_equal(x12_sink_memory(&d.sink).at + 4, all, len);
    desk_close(&d);
}

static void keeps_its_first_failure(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    put_segment(&d.w, "N3", X12_STR("~"));
    put_segment(&d.w, "N4", X12_STR("*"));
    x12_writer_end(&d.w);
    assert_int_equal(x12_writer_finish(&d.w), X12_ESYNTAX);
    assert_non_null(strstr(d.err.text, "N3 element 1"));
    desk_close(&d);
}

static void tells_a_call_out_of_order(void **state)
{
    static const char *const calls[] = { "begin twice",  "end alone",
                                         "value",        "component first",
                                         "repeat first", "finish inside",
                                         "mark inside" };

    (void)state;
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        struct desk d;

        desk_open(&d);
        if (i != 1 && i != 2)
            x12_writer_begin(&d.w, "NM1");
        switch (i) {
        case 0:
            x12_writer_begin(&d.w, "N3");
            break;
        case 1:
            x12_writer_end(&d.w);
            break;
        case 2:
            x12_put(&d.w, X12_STR("a"));
            break;
        case 3:
            x12_put_component(&d.w, X12_STR("a"));
            break;
        case 4:
            x12_put_repeat(&d.w, X12_STR("a"));
            break;
        case 6:
            x12_writer_mark(&d.w);
            break;
        }
        assert_int_equal(x12_writer_finish(&d.w), X12_EMISUSE);
        desk_close(&d);
    }
}

static void an_empty_writer_fails_and_is_released(void **state)
{
    struct x12_writer w = { 0 };

    (void)state;
    w.line_end = "";
    put_segment(&w, "N3", X12_STR("a"));
    assert_int_equal(x12_writer_finish(&w), X12_EMISUSE);
    x12_writer_release(&w);
    x12_writer_release(&w);
}

static void writes_far_more_than_its_buffer(void **state)
{
    struct desk d;
    char value[1000];
    x12_str got;

    (void)state;
    memset(value, 'v', sizeof(value));
    desk_open(&d);
    for (int i = 0; i < 1000; i++)
        put_segment(&d.w, "NTE", (x12_str){ value, (size_t)i });
    assert_int_equal(x12_writer_finish(&d.w), X12_OK);
    got = x12_sink_memory(&d.sink);
    assert_int_equal(got.len, 1000 * 999 / 2 + 999 * 5 + 4);
    assert_int_equal(got.at[got.len - 1], '~');
    assert_int_equal(d.w.bytes, got.len);
    assert_int_equal(d.w.cap, X12_WRITER_BUFFER);
    desk_close(&d);
}

static void writes_a_value_larger_than_its_buffer(void **state)
{
    struct desk d;
    size_t len = 200000;
    char *value = malloc(len);

    (void)state;
    assert_non_null(value);
    memset(value, 'v', len);
    desk_open(&d);
    put_segment(&d.w, "BIN", (x12_str){ value, len });
    assert_int_equal(x12_writer_finish(&d.w), X12_OK);
    assert_int_equal(x12_sink_memory(&d.sink).len, len + 5);
    put_segment(&d.w, "BIN", (x12_str){ value, SIZE_MAX });
    assert_int_equal(x12_writer_finish(&d.w), X12_ELIMIT);
    desk_close(&d);
    free(value);
}

static void takes_back_what_stands_behind_the_mark(void **state)
{
    struct desk d;

    (void)state;
    desk_open(&d);
    put_segment(&d.w, "N3", X12_STR("kept"));
    x12_writer_mark(&d.w);
    put_segment(&d.w, "N3", X12_STR("gone"));
    put_segment(&d.w, "N3", X12_STR("bad~"));
    assert_int_equal(x12_writer_status(&d.w), X12_ESYNTAX);
    assert_int_equal(x12_writer_undo(&d.w), X12_OK);
    assert_int_equal(d.err.status, X12_OK);
    assert_int_equal(d.w.set_segments, 1);
    assert_int_equal(x12_writer_undo(&d.w), X12_EMISUSE);
    x12_writer_mark(&d.w);
    put_segment(&d.w, "N4", X12_STR("kept too"));
    x12_writer_keep(&d.w);
    assert_written(&d, "N3*kept~N4*kept too~");
    desk_close(&d);
}

/* More than the buffer waits behind the mark: none of it has gone out. */
static void takes_back_more_than_its_buffer(void **state)
{
    struct desk d;
    char value[5000];

    (void)state;
    memset(value, 'v', sizeof(value));
    desk_open(&d);
    for (int i = 0; i < 5; i++)
        put_segment(&d.w, "NTE", (x12_str){ value, sizeof(value) });
    x12_writer_mark(&d.w);
    for (int i = 0; i < 100; i++)
        put_segment(&d.w, "NTE", (x12_str){ value, sizeof(value) });
    assert_int_equal(x12_writer_undo(&d.w), X12_OK);
    put_segment(&d.w, "N3", X12_STR("last"));
    assert_int_equal(x12_writer_finish(&d.w), X12_OK);
    assert_int_equal(x12_sink_memory(&d.sink).len, 5 * 5005 + 8);
    assert_int_equal(d.w.set_segments, 6);
    desk_close(&d);
}

static void holds_back_no_more_than_its_limit(void **state)
{
    struct desk d;
    static char value[1 << 20];

    (void)state;
    memset(value, 'v', sizeof(value));
    desk_open(&d);
    put_segment(&d.w, "N3", X12_STR("kept"));
    x12_writer_mark(&d.w);
    for (int i = 0; i < 40; i++)
        put_segment(&d.w, "NTE", (x12_str){ value, sizeof(value) });
    assert_int_equal(x12_writer_status(&d.w), X12_ELIMIT);
    assert_int_equal(x12_writer_undo(&d.w), X12_OK);
    assert_written(&d, "N3*kept~");
    desk_close(&d);
}

static enum x12_status sink_refuses(void *self, const char *at, size_t len,
                                    struct x12_error *err)
{
    (void)self, (void)at, (void)len;
    return x12_fail(err, X12_EIO, "disk is full");
}

static void a_failure_of_the_sink_is_not_taken_back(void **state)
{
    static const struct x12_sink_ops ops = { .write = sink_refuses };
    struct x12_sink sink = { &ops, NULL };
    struct x12_error err = { 0 };
    struct x12_writer w;

    (void)state;
    x12_writer_init(&w, &sink, usual, &err);
    x12_writer_mark(&w);
    put_segment(&w, "N3", X12_STR("a"));
    x12_writer_keep(&w);
    assert_int_equal(x12_writer_finish(&w), X12_EIO);
    put_segment(&w, "N3", X12_STR("~"));
    assert_int_equal(x12_writer_finish(&w), X12_EIO);
    assert_int_equal(x12_writer_undo(&w), X12_EMISUSE);
    assert_int_equal(err.status, X12_EIO);
    x12_writer_release(&w);
}

static void copies_a_segment_into_its_own_delimiters(void **state)
{
    static const struct x12_delims odd = { '\n', '|', '>', '!' };
    struct x12_segment seg;
    uint32_t cut[16];
    struct desk d;

    (void)state;
    assert_true(
        x12_segment_split(&seg, X12_STR("SV1|HC>99213||1!2|"), odd, cut, 16));
    desk_open(&d);
    x12_put_segment(&d.w, &seg);
    assert_written(&d, "SV1*HC:99213**1^2*~");
    assert_true(x12_segment_split(&seg, X12_STR("NTE|ADD|a*b"), odd, cut, 16));
    x12_put_segment(&d.w, &seg);
    assert_int_equal(x12_writer_finish(&d.w), X12_ESYNTAX);
    assert_non_null(strstr(d.err.text, "NTE element 2"));
    desk_close(&d);
}

static enum x12_status write_a_lot(struct x12_error *err)
{
    static char value[60000];
    struct x12_sink sink = { 0 };
    struct x12_writer w = { 0 };
    enum x12_status status = x12_sink_open_memory(&sink, 1 << 20, err);

    memset(value, 'v', sizeof(value));
    if (status == X12_OK) {
        x12_writer_init(&w, &sink, usual, err);
        x12_writer_mark(&w);
        for (int i = 0; i < 3; i++)
            put_segment(&w, "NTE", (x12_str){ value, sizeof(value) });
        x12_writer_keep(&w);
        status = x12_writer_finish(&w);
    }
    x12_writer_release(&w);
    x12_sink_close(&sink);
    return status;
}

static void each_allocation_may_fail(void **state)
{
    long n;

    (void)state;
    for (n = 0;; n++) {
        struct x12_error err = { 0 };
        enum x12_status status;

        failing_malloc_from(n);
        status = write_a_lot(&err);
        failing_malloc_off();
        if (!failing_malloc_failed())
            break;
        assert_int_equal(status, X12_ENOMEM);
        assert_int_equal(err.status, X12_ENOMEM);
    }
    assert_true(n >= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_elements_components_and_repeats),
        cmocka_unit_test(leaves_out_what_is_empty_at_an_end),
        cmocka_unit_test(writes_values_as_x12_has_them),
        cmocka_unit_test(refuses_a_value_that_holds_a_delimiter),
        cmocka_unit_test(takes_all_other_bytes),
        cmocka_unit_test(keeps_its_first_failure),
        cmocka_unit_test(tells_a_call_out_of_order),
        cmocka_unit_test(an_empty_writer_fails_and_is_released),
        cmocka_unit_test(writes_far_more_than_its_buffer),
        cmocka_unit_test(writes_a_value_larger_than_its_buffer),
        cmocka_unit_test(takes_back_what_stands_behind_the_mark),
        cmocka_unit_test(takes_back_more_than_its_buffer),
        cmocka_unit_test(holds_back_no_more_than_its_limit),
        cmocka_unit_test(a_failure_of_the_sink_is_not_taken_back),
        cmocka_unit_test(copies_a_segment_into_its_own_delimiters),
        cmocka_unit_test(each_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("writer", tests, NULL, NULL);
}
