/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/cli/progress.h"
#include "tests/support/cm.h"

static void draws_what_part_has_been_read(void **state)
{
    static const struct {
        uint64_t done, total;
        const char *want;
    } cases[] = {
        { 0, 300, "[>                             ]   0%  0 MB" },
        { 150000000, 300000000,
          "[==============>               ]  49%  150 MB" },
        { 4000, 3000, "[=============================>]  96%  0 MB" },
        { 5000000000, 5000000000,
          "[=============================>]  99%  5000 MB" },
        { 42000000, 0, "42 MB" },
        { UINT64_MAX, UINT64_MAX,
          "[=============================>]  99%  18446744073709 MB" },
    };
    char text[80];

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        edi_progress_text(cases[i].done, cases[i].total, text, sizeof(text));
        assert_string_equal(text, cases[i].want);
    }
}

static void gives_the_bytes_on_as_they_are(void **state)
{
    struct x12_source src = { 0 };
    struct edi_progress progress = { 0 };
    char into[8];
    size_t got;

    (void)state;
    assert_int_equal(x12_source_open_memory(&src, X12_STR("ISA*00"), NULL),
                     X12_OK);
    edi_progress_watch(&progress, &src, "-");
    assert_int_equal(x12_source_read(&src, into, sizeof(into), &got, NULL),
                     X12_OK);
    assert_int_equal(got, 6);
    assert_memory_equal(into, "ISA*00", 6);
    assert_int_equal(x12_source_read(&src, into, sizeof(into), &got, NULL),
                     X12_END);
    x12_source_close(&src);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_what_part_has_been_read),
        cmocka_unit_test(gives_the_bytes_on_as_they_are),
    };

    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
