/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/store/pack.h"
#include "tests/support/cm.h"

static void gives_back_numbers_and_texts(void **state)
{
    static const int64_t numbers[] = { 0,         1,         -1,  63,
                                       64,        -64,       -65, 127,
                                       128,       20250131,  -1,  1234,
                                       INT64_MAX, INT64_MIN, 0 };
    struct x12_arena arena = { 0 };
    struct edi_pack pack = { .arena = &arena };
    struct edi_unpack from = { { NULL, 0 }, false };

    (void)state;
    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
        edi_pack_int(&pack, numbers[i]);
        edi_pack_text(&pack, i % 2 ? X12_STR("PCN001") : X12_STR(""));
    }
    from.rest = edi_pack_done(&pack);
    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
        assert_true(edi_unpack_int(&from) == numbers[i]);
        assert_true(x12_str_is(edi_unpack_text(&from), i % 2 ? "PCN001" : ""));
    }
    assert_int_equal(from.rest.len, 0);
    assert_false(from.failed);
    x12_arena_release(&arena);
}

static void grows_over_many_values(void **state)
{
    struct x12_arena arena = { 0 };
    struct edi_pack pack = { .arena = &arena };
    struct edi_unpack from = { { NULL, 0 }, false };

    (void)state;
    for (int64_t i = 0; i < 10000; i++)
        edi_pack_int(&pack, i * i);
    from.rest = edi_pack_done(&pack);
    for (int64_t i = 0; i < 10000; i++)
        assert_true(edi_unpack_int(&from) == i * i);
    x12_arena_release(&arena);
}

static void a_value_that_ends_too_early_fails_and_gives_nothing(void **state)
{
    struct x12_arena arena = { 0 };
    struct edi_pack pack = { .arena = &arena };
    x12_str whole;

    (void)state;
    edi_pack_int(&pack, 1000000);
    edi_pack_text(&pack, X12_STR("PCN001"));
    whole = edi_pack_done(&pack);
    for (size_t len = 0; len < whole.len; len++) {
        struct edi_unpack from = { { whole.at, len }, false };

        edi_unpack_int(&from);
        edi_unpack_text(&from);
        assert_true(from.failed);
        assert_int_equal(edi_unpack_int(&from), 0);
        assert_int_equal(edi_unpack_text(&from).len, 0);
    }
    x12_arena_release(&arena);
}

static void a_count_is_never_more_than_what_is_left(void **state)
{
    struct x12_arena arena = { 0 };
    struct edi_pack large = { .arena = &arena }, minus = { .arena = &arena };
    struct edi_unpack from = { { NULL, 0 }, false };

    (void)state;
    edi_pack_int(&large, 1 << 30);
    from.rest = edi_pack_done(&large);
    assert_int_equal(edi_unpack_count(&from), 0);
    assert_true(from.failed);
    edi_pack_int(&minus, -1);
    from = (struct edi_unpack){ edi_pack_done(&minus), false };
    assert_int_equal(edi_unpack_count(&from), 0);
    assert_true(from.failed);
    x12_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_back_numbers_and_texts),
        cmocka_unit_test(grows_over_many_values),
        cmocka_unit_test(a_value_that_ends_too_early_fails_and_gives_nothing),
        cmocka_unit_test(a_count_is_never_more_than_what_is_left),
    };

    return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
