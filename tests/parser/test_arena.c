/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/arena.h"
#include "tests/support/cm.h"

static void copies_live_until_the_reset(void **state)
{
    struct x12_arena arena = { 0 };
    char text[] = "PCN001";
    x12_str kept = x12_arena_copy(&arena, x12_str_from(text));

    (void)state;
    text[0] = 'X';
    assert_true(x12_str_is(kept, "PCN001"));
    assert_int_equal(x12_arena_copy(&arena, X12_STR("")).len, 0);
    x12_arena_release(&arena);
    x12_arena_release(&arena);
}

static void copies_short_texts_as_long_ones(void **state)
{
    char text[3 * X12_ARENA_WIDE];

    (void)state;
    for (size_t i = 0; i < sizeof(text); i++)
        text[i] = (char)('A' + i % 26);
    for (size_t limit = 60; limit < 200; limit += 7) {
        struct x12_arena arena = { .limit = limit };
        size_t taken = 0;

        for (size_t len = 0; len < 2 * X12_ARENA_WIDE; len++) {
            x12_str copy = x12_arena_copy_wide(&arena,
                                               (x12_str){ text + 3, len });

            taken += len;
            if (taken > limit)
                assert_int_equal(arena.failed, X12_ELIMIT);
            if (taken > limit || len == 0)
                assert_int_equal(copy.len, 0);
            else
                assert_true(x12_str_equal(copy, (x12_str){ text + 3, len }));
        }
        x12_arena_release(&arena);
    }
}

static void gives_aligned_zeros(void **state)
{
    struct x12_arena arena = { 0 };

    (void)state;
    for (size_t size = 1; size < 300; size += 7) {
        unsigned char *made;

        assert_non_null(x12_arena_bytes(&arena, 1));
        made = x12_arena_make(&arena, size);
        assert_non_null(made);
        assert_int_equal((uintptr_t)made % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(made[i], 0);
        memset(made, 0xff, size);
    }
    x12_arena_release(&arena);
}

static void stops_at_its_limit_until_the_reset(void **state)
{
    struct x12_arena arena = { .limit = 100 };

    (void)state;
    assert_non_null(x12_arena_make(&arena, 60));
    assert_null(x12_arena_make(&arena, 60));
    assert_int_equal(arena.failed, X12_ELIMIT);
    assert_null(x12_arena_bytes(&arena, 1));
    x12_arena_reset(&arena);
    assert_int_equal(arena.failed, X12_OK);
    assert_non_null(x12_arena_make(&arena, 60));
    x12_arena_release(&arena);
}

static void counts_all_blocks_against_its_limit(void **state)
{
    struct x12_arena arena = { .limit = 2 * X12_ARENA_BLOCK + 1000 };
    size_t taken = 0;

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (taken = 0; x12_arena_bytes(&arena, 1000); taken += 1000)
            ;
        assert_int_equal(arena.failed, X12_ELIMIT);
        assert_in_range(taken, arena.limit - 1000, arena.limit);
        assert_int_equal(x12_arena_copy(&arena, X12_STR("X")).len, 0);
        assert_null(x12_arena_bytes(&arena, 1));
        x12_arena_reset(&arena);
    }
    x12_arena_release(&arena);
}

static void takes_things_larger_than_a_block(void **state)
{
    struct x12_arena arena = { 0 };
    char *first, *large;

    (void)state;
    first = x12_arena_bytes(&arena, 10);
    large = x12_arena_bytes(&arena, 3 * X12_ARENA_BLOCK);
    assert_non_null(large);
    memset(large, 1, 3 * X12_ARENA_BLOCK);
    x12_arena_reset(&arena);
    assert_ptr_equal(x12_arena_bytes(&arena, 10), first);
    assert_ptr_equal(x12_arena_bytes(&arena, 3 * X12_ARENA_BLOCK), large);
    x12_arena_release(&arena);
}

static void arrays_grow_and_keep_what_they_hold(void **state)
{
    struct x12_arena arena = { 0 };
    uint32_t *items = NULL;
    size_t count = 0;

    (void)state;
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t *item = x12_arena_push(&arena, &items, &count, sizeof(*item));

        assert_non_null(item);
        assert_int_equal(*item, 0);
        *item = i;
    }
    assert_int_equal(count, 1000);
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    x12_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_live_until_the_reset),
        cmocka_unit_test(copies_short_texts_as_long_ones),
        cmocka_unit_test(gives_aligned_zeros),
        cmocka_unit_test(stops_at_its_limit_until_the_reset),
        cmocka_unit_test(counts_all_blocks_against_its_limit),
        cmocka_unit_test(takes_things_larger_than_a_block),
        cmocka_unit_test(arrays_grow_and_keep_what_they_hold),
    };

    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
