/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/keep.h"
#include "tests/support/cm.h"

static const struct x12_delims delims = { '~', '*', ':', '^' };

static bool keep(struct x12_keep *k, const char *text)
{
    struct x12_segment seg;
    uint32_t cut[16];

    assert_true(x12_segment_split(&seg, x12_str_from(text), delims, cut, 16));
    return x12_keep_add(k, &seg, x12_segment_has(&seg), 7, 3);
}

static void is_kept(const struct x12_keep *k, size_t i, const char *text)
{
    assert_true(x12_str_is(x12_kept_text(k, i), text));
}

static void gives_back_what_it_took(void **state)
{
    struct x12_keep k = { 0 };

    (void)state;
    assert_true(keep(&k, "CLM*A1*155***11:B:1*Y"));
    assert_true(keep(&k, "HI"));
    assert_true(keep(&k, "N3*1 ELM**"));
    assert_int_equal(k.kept[0].id, X12_ID('C', 'L', 'M'));
    assert_int_equal(k.kept[0].count, 6);
    assert_int_equal(k.kept[0].has, 1u | 1u << 1 | 1u << 2 | 1u << 5 | 1u << 6);
    is_kept(&k, 0, "CLM*A1*155***11:B:1*Y");
    assert_true(x12_str_is(x12_kept_element(&k, 0, 2), "155"));
    assert_int_equal(x12_kept_element(&k, 0, 3).len, 0);
    assert_true(x12_str_is(x12_kept_element(&k, 0, 5), "11:B:1"));
    assert_int_equal(x12_kept_element(&k, 0, 7).len, 0);
    is_kept(&k, 1, "HI");
    is_kept(&k, 2, "N3*1 ELM**");
    x12_keep_release(&k);
}

static void forgets_from_the_end(void **state)
{
    struct x12_keep k = { 0 };

    (void)state;
    for (unsigned i = 0; i < 2000; i++) {
        assert_true(keep(&k, "HL*1**20*1"));
        assert_true(keep(&k, "CLM*A1*155"));
        assert_true(keep(&k, "LX*1"));
        x12_keep_cut(&k, 3);
        assert_int_equal(k.count, 3);
        x12_keep_cut(&k, 1);
        assert_int_equal(k.count, 1);
        assert_true(keep(&k, "HL*2*1*22*0"));
        is_kept(&k, 0, "HL*1**20*1");
        is_kept(&k, 1, "HL*2*1*22*0");
        x12_keep_cut(&k, 0);
    }
    assert_int_equal(k.count, 0);
    x12_keep_release(&k);
}

static void grows_and_keeps_all(void **state)
{
    struct x12_keep k = { 0 };
    char text[32] = "LX*";

    (void)state;
    for (unsigned i = 0; i < 9000; i++) {
        (void)x12_str_put(x12_str_from("12345678901234567890"), text + 3,
                          3 + i % 17);
        assert_true(keep(&k, text));
    }
    is_kept(&k, 16, "LX*123456789012345678");
    is_kept(&k, 17 * 500 + 1, "LX*123");
    x12_keep_release(&k);
}

static void says_when_it_is_over_its_limit(void **state)
{
    struct x12_keep k = { .limit = 1000 };
    unsigned taken = 0;

    (void)state;
    while (keep(&k, "REF*G1*123456"))
        taken++;
    assert_in_range(taken, 20, 60);
    is_kept(&k, taken - 1, "REF*G1*123456");
    x12_keep_release(&k);
    assert_int_equal(k.limit, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_back_what_it_took),
        cmocka_unit_test(forgets_from_the_end),
        cmocka_unit_test(grows_and_keeps_all),
        cmocka_unit_test(says_when_it_is_over_its_limit),
    };

    return cmocka_run_group_tests_name("keep", tests, NULL, NULL);
}
