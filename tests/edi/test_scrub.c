/* SPDX-License-Identifier: Apache-2.0 */
#include "edi/jobs/scrub.h"
#include "tests/support/cm.h"
#include "writer/json.h"

#include <stdio.h>

enum { KEYS = 50 };

static struct edi_scrub_key key_of(unsigned n)
{
    unsigned char secret[16] = { (unsigned char)n, (unsigned char)(n >> 8), 7 };
    struct edi_scrub_key key;

    edi_scrub_key_make(&key, secret);
    return key;
}

static char room[8][64];

static const char *as_words(const struct edi_scrub_key *key, const char *text,
                            unsigned n)
{
    snprintf(room[n], sizeof(room[n]), "%s", text);
    edi_scrub_words(key, " PO BOX ", room[n], strlen(room[n]));
    return room[n];
}

static const char *as_id(const struct edi_scrub_key *key, const char *text,
                         unsigned n)
{
    snprintf(room[n], sizeof(room[n]), "%s", text);
    edi_scrub_id(key, room[n], strlen(room[n]));
    return room[n];
}

static const char *as_date(const struct edi_scrub_key *key, const char *text,
                           unsigned n)
{
    snprintf(room[n], sizeof(room[n]), "%s", text);
    edi_scrub_dates(key, room[n], strlen(room[n]));
    return room[n];
}

static void gives_every_letter_and_digit_another(void **state)
{
    static const char text[] = "Smith-O'BRIEN 3rd 42 zz AAA 000";

    (void)state;
    for (unsigned n = 0; n < KEYS; n++) {
        struct edi_scrub_key key = key_of(n);
        const char *got = as_words(&key, text, 0);

        assert_int_equal(strlen(got), strlen(text));
        for (size_t i = 0; text[i]; i++) {
            bool upper = text[i] >= 'A' && text[i] <= 'Z';
            bool lower = text[i] >= 'a' && text[i] <= 'z';
            bool digit = text[i] >= '0' && text[i] <= '9';

            if (!upper && !lower && !digit)
                assert_int_equal(got[i], text[i]);
            else
                assert_int_not_equal(got[i], text[i]);
            assert_int_equal(upper, got[i] >= 'A' && got[i] <= 'Z');
            assert_int_equal(lower, got[i] >= 'a' && got[i] <= 'z');
            assert_int_equal(digit, got[i] >= '0' && got[i] <= '9');
        }
    }
}

static void replaces_a_word_alike_wherever_it_stands(void **state)
{
    struct edi_scrub_key key = key_of(1);
    const char *one = as_words(&key, "O'BRIEN", 0);
    const char *two = as_words(&key, "MARY OBRIEN", 1) + 5;

    (void)state;
    assert_int_equal(one[0], two[0]);
    assert_string_equal(one + 2, two + 1);
    one = as_words(&key, "Smith", 2);
    two = as_words(&key, "SMITH", 3);
    for (size_t i = 1; i < 5; i++)
        assert_int_equal(one[i] & ~0x20, two[i]);
    assert_string_equal(as_words(&key, "P.O. BOX", 4), "P.O. BOX");
}

static void keeps_text_in_its_character_set(void **state)
{
    static const char utf8[] = "M\xC3\x9CLLER \xC3\xA9 \xE2\x82\xAC";
    static const char latin1[] = "M\xDCLLER";

    (void)state;
    for (unsigned n = 0; n < KEYS; n++) {
        struct edi_scrub_key key = key_of(n);
        const char *got = as_words(&key, utf8, 0);

        assert_true(x12_utf8_is_valid(x12_str_from(got)));
        assert_int_not_equal(got[2], utf8[2]);
        got = as_words(&key, latin1, 1);
        assert_int_not_equal(got[1], latin1[1]);
        assert_true((unsigned char)got[1] >= 0xC0);
    }
}

static void keeps_what_ids_have_in_common(void **state)
{
    (void)state;
    for (unsigned n = 0; n < KEYS; n++) {
        struct edi_scrub_key key = key_of(n);
        const char *whole = as_id(&key, "PCN-0012345678", 0);

        assert_memory_equal(as_id(&key, "PCN-00123", 1), whole, 9);
        assert_memory_equal(as_id(&key, "pcn-0012345678", 2) + 4, whole + 4,
                            10);
        assert_string_equal(as_id(&key, "000PCN-0012345678", 3) + 3, whole);
        assert_string_equal(as_id(&key, "0", 4), "0");
        assert_string_not_equal(as_id(&key, "PCN-0012345679", 5), whole);
    }
}

/* No two ids become one. */
static void keeps_different_ids_different(void **state)
{
    static bool seen[10000];
    struct edi_scrub_key key = key_of(3);
    char text[8];

    (void)state;
    for (unsigned n = 1000; n < 10000; n++) {
        size_t got = 0;

        snprintf(text, sizeof(text), "%u", n);
        edi_scrub_id(&key, text, 4);
        for (size_t i = 0; i < 4; i++)
            got = got * 10 + (size_t)(text[i] - '0');
        assert_false(seen[got]);
        seen[got] = true;
    }
}

static void keeps_a_check_digit_right_or_as_wrong_as_it_was(void **state)
{
    (void)state;
    for (unsigned n = 0; n < KEYS; n++) {
        struct edi_scrub_key key = key_of(n);
        const char *got = as_id(&key, "1234567893", 0);

        assert_true(x12_npi_is_valid(x12_str_from(got)));
        assert_string_not_equal(got, "1234567893");
        memcpy(room[1], "1234567890", 11);
        edi_scrub_npi(&key, room[1], 10);
        assert_false(x12_npi_is_valid(x12_str_from(room[1])));
        assert_memory_equal(room[1], got, 9);
    }
}

static void keeps_order_and_intervals_of_dates(void **state)
{
    (void)state;
    for (unsigned n = 0; n < KEYS; n++) {
        struct edi_scrub_key key = key_of(n);
        const char *got = as_date(&key, "20240228-20240301", 0);
        x12_date from, to, isa, moment;

        assert_true(x12_date_parse((x12_str){ got, 8 }, &from));
        assert_true(x12_date_parse((x12_str){ got + 9, 8 }, &to));
        assert_int_equal(x12_date_to_days(to) - x12_date_to_days(from), 2);
        assert_int_equal(x12_date_to_days(20240228) - x12_date_to_days(from),
                         key.days);
        got = as_date(&key, "240228", 1);
        assert_true(x12_date_parse_short((x12_str){ got, 6 }, &isa));
        assert_int_equal(isa, from);
        got = as_date(&key, "202402281530", 2);
        assert_true(x12_date_parse((x12_str){ got, 8 }, &moment));
        assert_int_equal(moment, from);
        assert_string_equal(got + 8, "1530");
        assert_string_equal(as_date(&key, "20241332", 3), "20241332");
        assert_string_equal(as_date(&key, "00000000", 4), "00000000");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_every_letter_and_digit_another),
        cmocka_unit_test(replaces_a_word_alike_wherever_it_stands),
        cmocka_unit_test(keeps_text_in_its_character_set),
        cmocka_unit_test(keeps_what_ids_have_in_common),
        cmocka_unit_test(keeps_different_ids_different),
        cmocka_unit_test(keeps_a_check_digit_right_or_as_wrong_as_it_was),
        cmocka_unit_test(keeps_order_and_intervals_of_dates),
    };

    return cmocka_run_group_tests_name("scrub", tests, NULL, NULL);
}
