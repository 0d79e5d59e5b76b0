/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/match/key.h"
#include "tests/support/cm.h"

#include <stdio.h>

static void same_text(size_t i, x12_str got, const char *want)
{
    char text[64];

    x12_str_put(got, text, sizeof(text));
    if (!x12_str_is(got, want))
        fail_msg("case %u: %s, not %s", (unsigned)i, text, want);
}

static void numbers_are_letters_and_digits(void **state)
{
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "PCN001", "PCN001" },
        { " pcn-001 ", "PCN001" },
        { "PC/N 0.01", "PCN001" },
        { "000123", "000123" },
        { "0", "" },
        { "00000000", "" },
        { "0-0", "" },
        { "n/a", "" },
        { "UNKNOWN", "" },
        { "Not on file", "" },
        { "NANCY", "NANCY" },
        { "UNKNOWN1", "UNKNOWN1" },
        { "", "" },
        { "--", "" },
        { "\xC3\x89"
          "1",
          "1" },
    };
    struct x12_arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        same_text(i, edi_key_number(&arena, x12_str_from(cases[i].in)),
                  cases[i].want);
    same_text(0, edi_key_bare(X12_STR("000123")), "123");
    same_text(1, edi_key_bare(X12_STR("A00")), "A00");
    x12_arena_release(&arena);
}

static void names_lose_accents_punctuation_and_suffix(void **state)
{
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "O'Brien", "OBRIEN" },
        { "DE LA CRUZ", "DELACRUZ" },
        { "Smith-Jones", "SMITHJONES" },
        { "M\xC3\xBCller", "MULLER" },
        { "M\xFCller", "MULLER" },
        { "STRAU\xDF", "STRAUSS" },
        { "TORENDAL JR", "TORENDAL" },
        { "TORENDAL, III", "TORENDAL" },
        { "TORENDAL Jr.", "TORENDAL" },
        { "JR", "JR" },
        { "IVAN", "IVAN" },
        { "  ", "" },
        { "", "" },
    };
    struct x12_arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        same_text(i, edi_key_name(&arena, x12_str_from(cases[i].in)),
                  cases[i].want);
    x12_arena_release(&arena);
}

static void members_agree_without_zeros_and_family_suffix(void **state)
{
    static const struct {
        const char *a, *b;
        bool agree;
    } cases[] = {
        { "XEH00007919001", "XEH00007919001", true },
        { "0000197975", "197975", true },
        { "YPA000245489A", "YPA000245489", true },
        { "XEH000079190", "XEH00007919001", true },
        { "XEH0000791", "XEH00007919001", false },
        { "123", "1234", false },
        { "", "", false },
        { "000", "000", false },
        { "XEH00007919001", "XEH00007919002", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        if (edi_key_member_agrees(x12_str_from(cases[i].a),
                                  x12_str_from(cases[i].b)) != cases[i].agree)
            fail_msg("case %u", (unsigned)i);
}

static void days_agree_when_they_overlap(void **state)
{
    (void)state;
    assert_true(edi_key_days_agree(20250101, 20250105, 20250105, 20250107));
    assert_true(edi_key_days_agree(20250101, 0, 20250101, 20250101));
    assert_false(edi_key_days_agree(20250101, 20250102, 20250103, 20250103));
    assert_false(edi_key_days_agree(0, 0, 0, 0));
    assert_false(edi_key_days_agree(20250101, 20250101, 0, 0));
}

static void amounts_agree_but_for_the_sign(void **state)
{
    (void)state;
    assert_true(edi_key_amounts_agree(12500, -12500));
    assert_true(edi_key_amounts_agree(12500, 12500));
    assert_false(edi_key_amounts_agree(12500, 12501));
}

static void knows_a_number_that_a_payer_has_altered(void **state)
{
    static const struct {
        const char *claim, *payment;
        bool related;
    } cases[] = {
        { "PCN001", "PCN001", false }, /* equal */
        { "PCN001", "000PCN001", true },
        { "00PCN001", "PCN001", true },
        { "PCN001", "AB1PCN001X", true },
        { "PCN01", "AB1PCN01X", false },
        { "ABCDEFGHIJKLM", "ABCDEFGHIJKL", true },
        { "ABCDEFGHIJKLM", "BCDEFGHIJKLM", false },
        { "ABCDEFGHIJKL", "ABCDEFGHIJK", false },
        { "PCN001", "", false },
        { "", "PCN001", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        if (edi_key_number_related(x12_str_from(cases[i].claim),
                                   x12_str_from(cases[i].payment)) !=
            cases[i].related)
            fail_msg("%s, %s", cases[i].claim, cases[i].payment);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_a_number_that_a_payer_has_altered),
        cmocka_unit_test(numbers_are_letters_and_digits),
        cmocka_unit_test(names_lose_accents_punctuation_and_suffix),
        cmocka_unit_test(members_agree_without_zeros_and_family_suffix),
        cmocka_unit_test(days_agree_when_they_overlap),
        cmocka_unit_test(amounts_agree_but_for_the_sign),
    };

    return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
