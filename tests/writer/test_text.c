/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "writer/text.h"

static struct x12_sink sink;
static struct x12_text text;

static void begin(void)
{
    assert_int_equal(x12_sink_open_memory(&sink, 1 << 20, NULL), X12_OK);
    x12_text_init(&text, &sink, NULL);
}

static void said(const char *want)
{
    x12_str got;

    assert_int_equal(x12_text_flush(&text), X12_OK);
    got = x12_sink_memory(&sink);
    assert_int_equal(got.len, strlen(want));
    assert_memory_equal(got.at, want, got.len);
    x12_sink_close(&sink);
}

/* Data and our own words alike; only markup goes through as it stands. */
static void a_page_of_html_has_nothing_in_it_that_we_did_not_mark_up(
    void **state)
{
    (void)state;
    begin();
    text.html = true;
    x12_text_raw(&text, "<b title=\"x\">");
    x12_text_data(&text,
                  X12_STR("<script>alert('1' & \"2\")</script>\x1b\xe9"));
    x12_text_raw(&text, "</b>");
    x12_text_put(&text, "a < b & c");
    x12_text_money(&text, -1250);
    said("<b title=\"x\">&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)"
         "&lt;/script&gt;\\x1B\xc3\xa9</b>a &lt; b &amp; c-12.50");
}

static void sets_values_in_columns(void **state)
{
    (void)state;
    begin();
    x12_text_put(&text, "CLM");
    x12_text_pad(&text, 6);
    x12_text_right(&text, 8);
    x12_text_money(&text, -1250);
    x12_text_pad(&text, 2);
    x12_text_count(&text, 0);
    x12_text_line(&text);
    x12_text_pad(&text, 1);
    x12_text_date(&text, 20240131);
    x12_text_line(&text);
    said("CLM     -12.50 0\n 2024-01-31\n");
}

static void shows_what_would_move_a_terminal(void **state)
{
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "\x1b[31mred", "\\x1B[31mred" },
        { "a\tb\x7f", "a\\x09b\\x7F" },
        { "ab\xe2\x80\xae"
          "cd",
          "ab\\u202Ecd" },
        { "M\xc3\xbcller", "M\xc3\xbcller" },
        { "M\xfcller", "M\xc3\xbcller" },
        { "\x9b"
          "31m",
          "\\x9B31m" },
        { "\xc2\x9b", "\\x9B" },
        { "\xc3", "\xc3\x83" },
        { "\xc0\xaf", "\xc3\x80\xc2\xaf" },
        { "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        begin();
        x12_text_data(&text, x12_str_from(cases[i].in));
        said(cases[i].want);
    }
}

static void gives_all_of_what_is_longer_than_its_buffer(void **state)
{
    size_t lines = 3 * X12_TEXT_BUFFER / 16;

    (void)state;
    begin();
    for (size_t i = 0; i < lines; i++) {
        x12_text_data(&text, X12_STR("0123456789abcde"));
        x12_text_line(&text);
    }
    assert_int_equal(x12_text_flush(&text), X12_OK);
    assert_int_equal(x12_sink_memory(&sink).len, lines * 16);
    x12_sink_close(&sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_page_of_html_has_nothing_in_it_that_we_did_not_mark_up),
        cmocka_unit_test(sets_values_in_columns),
        cmocka_unit_test(shows_what_would_move_a_terminal),
        cmocka_unit_test(gives_all_of_what_is_longer_than_its_buffer),
    };

    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
