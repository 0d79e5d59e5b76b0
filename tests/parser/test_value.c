/* SPDX-License-Identifier: Apache-2.0 */
#include "parser/value.h"
#include "tests/support/cm.h"

#include <stdio.h>

static void reads_amounts_as_payers_write_them(void **state)
{
    static const struct {
        const char *in;
        bool ok;
        x12_money want;
    } cases[] = {
        /* as long as is read at once, and longer */
        { "999999999999", true, 99999999999900 },
        { "9999999999999", true, 999999999999900 },
        { "123456789.01", true, 12345678901 },
        { "1234567890.12", true, 123456789012 },
        { "1.2.", false, 0 },
        { "1..2", false, 0 },
        { "1.x", false, 0 },
        { "1.2x", false, 0 },
        { "12345x", false, 0 },
        { "12.340", true, 1234 },
        { "100", true, 10000 },
        { "100.", true, 10000 },
        { ".5", true, 50 },
        { "-.50", true, -50 },
        { "12.30", true, 1230 },
        { "0012.3", true, 1230 },
        { "1.2300", true, 123 },
        { "-0", true, 0 },
        { "9999999999999.99", true, 999999999999999 },
        { "10000000000000.00", false, 0 },
        { "99999999999999999999", false, 0 },
        { "000000000000000000000000001", true, 100 },
        { "", false, 0 },
        { ".", false, 0 },
        { "-", false, 0 },
        { "+5", false, 0 },
        { "1e3", false, 0 },
        { "1,000", false, 0 },
        { "1.234", false, 0 },
        { "12O.50", false, 0 },
        { "1.2.3", false, 0 },
        { " 5", false, 0 },
        { "--5", false, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        x12_money got = -77;

        if (x12_money_parse(x12_str_from(cases[i].in), &got) != cases[i].ok)
            fail_msg("case %zu: \"%s\"", i, cases[i].in);
        if (got != (cases[i].ok ? cases[i].want : -77))
            fail_msg("case %zu: \"%s\" is %lld", i, cases[i].in,
                     (long long)got);
    }
}

static void writes_amounts_in_both_forms(void **state)
{
    static const struct {
        x12_money in;
        const char *x12, *plain;
    } cases[] = {
        { 0, "0", "0.00" },
        { 5, ".05", "0.05" },
        { -5, "-.05", "-0.05" },
        { 1250, "12.5", "12.50" },
        { 12500, "125", "125.00" },
        { 100001, "1000.01", "1000.01" },
        { -12500, "-125", "-125.00" },
    };
    char text[X12_MONEY_TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(x12_money_format(cases[i].in, text),
                         strlen(cases[i].x12));
        assert_string_equal(text, cases[i].x12);
        assert_int_equal(x12_money_format_plain(cases[i].in, text),
                         strlen(cases[i].plain));
        assert_string_equal(text, cases[i].plain);
    }
}

static void amounts_survive_writing_and_reading(void **state)
{
    char text[X12_MONEY_TEXT];

    (void)state;
    for (x12_money m = -250000; m <= 250000; m += 37) {
        x12_money back = 0;
        size_t len = x12_money_format(m, text);

        assert_true(x12_money_parse((x12_str){ text, len }, &back));
        assert_int_equal(back, m);
    }
}

/* As the header has it, character by character. */
static bool plain_number(const char *at, int64_t *value, unsigned *behind)
{
    bool minus = *at == '-', point = false;
    unsigned digits = 0;

    *value = 0;
    *behind = 0;
    for (at += minus; *at; at++) {
        if (*at == '.' && !point) {
            point = true;
        } else if (*at >= '0' && *at <= '9') {
            *value = *value * 10 + (*at - '0');
            *behind += point;
            digits++;
        } else {
            return false;
        }
    }
    *value *= minus ? -1 : 1;
    return digits > 0;
}

/* Any characters up to ten, some of which are digits. */
static void short_numbers_are_read_as_long_ones_are(void **state)
{
    static const char letters[] = "0123456789012345678901234567890123456789."
                                  ".- /:9\xb0";
    uint32_t seed = 4711;

    (void)state;
    for (int round = 0; round < 400000; round++) {
        char text[11] = { 0 };
        size_t len = (seed >> 8) % 11;
        x12_decimal decimal = { -77, 77 };
        x12_money money = -77;
        int64_t value;
        unsigned behind;
        bool ok;

        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = letters[(seed >> 16) % (sizeof(letters) - 1)];
        }
        seed = seed * 1664525 + 1013904223;
        ok = plain_number(text, &value, &behind);
        if (x12_decimal_parse(x12_str_from(text), &decimal) !=
            (ok && behind <= 9))
            fail_msg("\"%s\" as a decimal", text);
        if (ok && (decimal.value != value || decimal.scale != behind))
            fail_msg("\"%s\" has another value", text);
        for (; ok && behind > 2 && value % 10 == 0; behind--)
            value /= 10;
        for (; ok && behind < 2; behind++)
            value *= 10;
        if (x12_money_parse(x12_str_from(text), &money) != (ok && behind == 2))
            fail_msg("\"%s\" as money", text);
        if (ok && behind == 2 && money != value)
            fail_msg("\"%s\" is another amount", text);
    }
}

static bool is_a_day(int year, int month, int day)
{
    static const int days[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return year > 0 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && leap);
}

static void dates_are_the_days_of_the_calendar(void **state)
{
    char text[20];

    (void)state;
    for (int year = 0; year <= 9999; year += year < 2100 ? 1 : 37)
        for (int rest = 0; rest < 1400; rest += rest % 100 < 32 ? 1 : 68) {
            int n = year * 10000 + rest;
            bool ok = is_a_day(year, rest / 100, rest % 100);
            x12_date date = -7;

            snprintf(text, sizeof(text), "%08d", n);
            if (x12_date_parse((x12_str){ text, 8 }, &date) != ok ||
                date != (ok ? n : -7))
                fail_msg("%s", text);
        }
}

static void dates_are_digits_alone(void **state)
{
    (void)state;
    for (size_t at = 0; at < 8; at++)
        for (int c = 0; c < 256; c++) {
            char text[] = "19991231";
            x12_date date = -7;

            if (c >= '0' && c <= '9')
                continue;
            text[at] = (char)c;
            assert_false(x12_date_parse((x12_str){ text, 8 }, &date));
            assert_int_equal(date, -7);
        }
}

static void decimals_keep_their_scale(void **state)
{
    x12_decimal one, two;
    char text[X12_MONEY_TEXT + 12];

    (void)state;
    assert_true(x12_decimal_parse(X12_STR("1.50"), &one));
    assert_true(x12_decimal_parse(X12_STR("1.5"), &two));
    assert_int_equal(x12_decimal_compare(one, two), 0);
    x12_decimal_format(one, text);
    assert_string_equal(text, "1.5");
    assert_true(x12_decimal_parse(X12_STR("-0.000000001"), &two));
    assert_int_equal(x12_decimal_compare(one, two), 1);
    x12_decimal_format(two, text);
    assert_string_equal(text, "-.000000001");
    assert_false(x12_decimal_parse(X12_STR("0.0000000001"), &two));
    assert_true(x12_decimal_parse(X12_STR("999999999999999999"), &two));
    assert_int_equal(x12_decimal_compare(two, one), 1);
}

static void refuses_days_that_are_none(void **state)
{
    static const struct {
        const char *in;
        bool ok;
    } cases[] = {
        { "20240229", true },   { "20230229", false }, { "19000229", false },
        { "20000229", true },   { "00000000", false }, { "20241301", false },
        { "20240431", false },  { "2024043", false },  { "2024O430", false },
        { "202404301", false },
    };
    x12_date date;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        if (x12_date_parse(x12_str_from(cases[i].in), &date) != cases[i].ok)
            fail_msg("case %zu: %s", i, cases[i].in);
    assert_true(x12_date_parse_short(X12_STR("691231"), &date));
    assert_int_equal(date, 20691231);
    assert_true(x12_date_parse_short(X12_STR("700101"), &date));
    assert_int_equal(date, 19700101);
}

static void reads_days_and_periods_by_their_qualifier(void **state)
{
    x12_date from = 0, to = 0;

    (void)state;
    assert_true(x12_period_parse(X12_STR("RD8"), X12_STR("20240101-20240105"),
                                 &from, &to));
    assert_int_equal(from, 20240101);
    assert_int_equal(to, 20240105);
    assert_true(
        x12_period_parse(X12_STR("DT"), X12_STR("202402030915"), &from, &to));
    assert_int_equal(from, 20240203);
    assert_int_equal(to, 20240203);
    assert_false(x12_period_parse(X12_STR("D8"), X12_STR("20240101-20240105"),
                                  &from, &to));
    assert_false(x12_period_parse(X12_STR("TM"), X12_STR("0915"), &from, &to));
}

static void counts_days_as_the_calendar_does(void **state)
{
    char text[X12_DATE_TEXT];
    x12_date back;

    (void)state;
    assert_int_equal(x12_date_to_days(19700101), 0);
    assert_int_equal(x12_date_to_days(20240301) - x12_date_to_days(20240228),
                     2);
    for (int32_t day = -1000; day < 40000; day++) {
        x12_date date = x12_date_from_days(day);

        assert_true(x12_date_is_valid(date));
        assert_int_equal(x12_date_to_days(date), day);
        assert_int_equal(x12_date_format(date, text), 10);
        assert_true(x12_date_parse_iso(x12_str_from(text), &back));
        assert_int_equal(back, date);
    }
    assert_int_equal(x12_date_format(0, text), 0);
}

static void reads_times_of_four_to_eight_digits(void **state)
{
    x12_time at = -1;

    (void)state;
    assert_true(x12_time_parse(X12_STR("1432"), &at));
    assert_int_equal(at, 143200);
    assert_true(x12_time_parse(X12_STR("14320599"), &at));
    assert_int_equal(at, 143205);
    assert_true(x12_time_parse(X12_STR("000012"), &at));
    assert_int_equal(at, 12);
    assert_true(x12_time_parse(X12_STR("0012"), &at));
    assert_int_equal(at, 1200);
    assert_false(x12_time_parse(X12_STR("2400"), &at));
    assert_false(x12_time_parse(X12_STR("1260"), &at));
    assert_false(x12_time_parse(X12_STR("12301"), &at));
}

static void knows_the_check_digit_of_an_npi(void **state)
{
    (void)state;
    assert_true(x12_npi_is_valid(X12_STR("1234567893")));
    assert_false(x12_npi_is_valid(X12_STR("1234567890")));
    assert_false(x12_npi_is_valid(X12_STR("3234567893")));
    assert_false(x12_npi_is_valid(X12_STR("123456789")));
    assert_false(x12_npi_is_valid(X12_STR("12345A7893")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_amounts_as_payers_write_them),
        cmocka_unit_test(writes_amounts_in_both_forms),
        cmocka_unit_test(amounts_survive_writing_and_reading),
        cmocka_unit_test(short_numbers_are_read_as_long_ones_are),
        cmocka_unit_test(dates_are_the_days_of_the_calendar),
        cmocka_unit_test(dates_are_digits_alone),
        cmocka_unit_test(decimals_keep_their_scale),
        cmocka_unit_test(refuses_days_that_are_none),
        cmocka_unit_test(reads_days_and_periods_by_their_qualifier),
        cmocka_unit_test(counts_days_as_the_calendar_does),
        cmocka_unit_test(reads_times_of_four_to_eight_digits),
        cmocka_unit_test(knows_the_check_digit_of_an_npi),
    };

    return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
