/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/str.h"
#include "tests/support/cm.h"

static void empty_slices_are_all_equal(void **state)
{
    (void)state;
    assert_true(x12_str_equal((x12_str){ NULL, 0 }, X12_STR("")));
    assert_int_equal(x12_str_compare((x12_str){ NULL, 0 }, X12_STR("")), 0);
    assert_true(x12_str_equal(x12_str_from(NULL), X12_STR("")));
}

static void compares_bytes_and_then_lengths(void **state)
{
    (void)state;
    assert_true(x12_str_compare(X12_STR("AB"), X12_STR("ABC")) < 0);
    assert_true(x12_str_compare(X12_STR("B"), X12_STR("ABC")) > 0);
    assert_true(x12_str_compare(X12_STR("\xff"), X12_STR("A")) > 0);
    assert_false(x12_str_is(X12_STR("ISAAC"), "ISA"));
    assert_true(x12_str_starts(X12_STR("ISAAC"), X12_STR("ISA")));
    assert_false(x12_str_starts(X12_STR("IS"), X12_STR("ISA")));
}

static void trims_blanks_and_nothing_else(void **state)
{
    (void)state;
    assert_true(x12_str_is(x12_str_trim(X12_STR("  A B ")), "A B"));
    assert_true(x12_str_is(x12_str_trim_right(X12_STR("  A\t ")), "  A\t"));
    assert_int_equal(x12_str_trim(X12_STR("   ")).len, 0);
}

static void cuts_heads_until_nothing_is_left(void **state)
{
    x12_str rest = X12_STR("HC:99213::25");

    (void)state;
    assert_true(x12_str_is(x12_str_cut(&rest, ':'), "HC"));
    assert_true(x12_str_is(x12_str_cut(&rest, ':'), "99213"));
    assert_true(x12_str_is(x12_str_cut(&rest, ':'), ""));
    assert_non_null(rest.at);
    assert_true(x12_str_is(x12_str_cut(&rest, ':'), "25"));
    assert_null(rest.at);
}

static void puts_what_fits_and_says_whether_it_did(void **state)
{
    char four[4];

    (void)state;
    assert_true(x12_str_put(X12_STR("837"), four, sizeof(four)));
    assert_string_equal(four, "837");
    assert_false(x12_str_put(X12_STR("277CA"), four, sizeof(four)));
    assert_string_equal(four, "277");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_slices_are_all_equal),
        cmocka_unit_test(compares_bytes_and_then_lengths),
        cmocka_unit_test(trims_blanks_and_nothing_else),
        cmocka_unit_test(cuts_heads_until_nothing_is_left),
        cmocka_unit_test(puts_what_fits_and_says_whether_it_did),
    };

    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
