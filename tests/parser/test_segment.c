/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/segment.h"
#include "tests/support/cm.h"

static const struct x12_delims STARS = { '~', '*', ':', '^' };

static void gives_elements_by_their_number(void **state)
{
    uint32_t cut[8];
    struct x12_segment seg;

    (void)state;
    assert_true(x12_segment_split(&seg, X12_STR("CLM*PCN1*125***11:B:1"), STARS,
                                  cut, 8));
    assert_int_equal(seg.id, X12_ID('C', 'L', 'M'));
    assert_int_equal(seg.count, 5);
    assert_true(x12_str_is(x12_element(&seg, 0), "CLM"));
    assert_true(x12_str_is(x12_element(&seg, 1), "PCN1"));
    assert_true(x12_str_is(x12_element(&seg, 3), ""));
    assert_true(x12_str_is(x12_element(&seg, 5), "11:B:1"));
    assert_true(x12_str_is(x12_element(&seg, 6), ""));
    assert_true(x12_str_is(x12_component(&seg, 5, 1), "11"));
    assert_true(x12_str_is(x12_component(&seg, 5, 3), "1"));
    assert_true(x12_str_is(x12_component(&seg, 5, 4), ""));
    assert_true(x12_str_is(x12_segment_text(&seg), "CLM*PCN1*125***11:B:1"));
}

static void takes_components_of_the_first_repeat(void **state)
{
    uint32_t cut[4];
    struct x12_segment seg;

    (void)state;
    assert_true(
        x12_segment_split(&seg, X12_STR("AK*A:B^C:D*E"), STARS, cut, 4));
    assert_true(x12_str_is(x12_component(&seg, 1, 2), "B"));
    assert_int_equal(x12_part_count(x12_element(&seg, 1), '^'), 2);
    assert_int_equal(x12_part_count(X12_STR(""), '^'), 0);
    assert_int_equal(x12_part_count(X12_STR("A"), '\0'), 1);
}

static void says_when_the_room_for_cuts_is_too_small(void **state)
{
    uint32_t cut[2];
    struct x12_segment seg;

    (void)state;
    assert_false(x12_segment_split(&seg, X12_STR("N4*A*B*C"), STARS, cut, 2));
    assert_true(x12_segment_split(&seg, X12_STR("SE*4"), STARS, cut, 2));
    assert_int_equal(seg.id, X12_ID('S', 'E', 0));
}

static void packs_only_ids_of_two_or_three_characters(void **state)
{
    (void)state;
    assert_int_equal(x12_id_pack(X12_STR("ISAAC")), 0);
    assert_int_equal(x12_id_pack(X12_STR("N")), 0);
    assert_int_equal(x12_id_pack(X12_STR("N4")), X12_ID('N', '4', 0));
    assert_int_not_equal(x12_id_pack(X12_STR("N4")),
                         x12_id_pack(X12_STR("N40")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_elements_by_their_number),
        cmocka_unit_test(takes_components_of_the_first_repeat),
        cmocka_unit_test(says_when_the_room_for_cuts_is_too_small),
        cmocka_unit_test(packs_only_ids_of_two_or_three_characters),
    };

    return cmocka_run_group_tests_name("segment", tests, NULL, NULL);
}
