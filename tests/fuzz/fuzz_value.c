/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_value - any text as amount, decimal, date, time and period
 *
 * What is taken must come back the same by way of its text, and what is said
 * to be a day must be one.
 */
#include "parser/value.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_expect(bool holds)
{
    if (!holds)
        abort();
}

static void fuzz_money(x12_str s)
{
    char text[X12_MONEY_TEXT], plain[X12_MONEY_TEXT];
    x12_money amount = -7, again = 0;

    if (!x12_money_parse(s, &amount)) {
        fuzz_expect(amount == -7);
        return;
    }
    s = (x12_str){ text, x12_money_format(amount, text) };
    fuzz_expect(s.len < sizeof(text));
    fuzz_expect(x12_money_parse(s, &again) && again == amount);
    s = (x12_str){ plain, x12_money_format_plain(amount, plain) };
    fuzz_expect(s.len < sizeof(plain) && s.at[s.len - 3] == '.');
    fuzz_expect(x12_money_parse(s, &again) && again == amount);
}

static void fuzz_decimal(x12_str s)
{
    char text[X12_MONEY_TEXT];
    x12_decimal number = { 0, 0 }, again = { 0, 0 };

    if (!x12_decimal_parse(s, &number))
        return;
    fuzz_expect(number.scale <= 9);
    s = (x12_str){ text, x12_decimal_format(number, text) };
    fuzz_expect(s.len < sizeof(text));
    fuzz_expect(x12_decimal_parse(s, &again));
    fuzz_expect(x12_decimal_compare(number, again) == 0);
}

static void fuzz_day(x12_date day)
{
    char text[X12_DATE_TEXT];
    x12_date again = 0;

    fuzz_expect(x12_date_is_valid(day));
    fuzz_expect(x12_date_from_days(x12_date_to_days(day)) == day);
    fuzz_expect(x12_date_format(day, text) == 10);
    fuzz_expect(x12_date_parse_iso(x12_str_from(text), &again));
    fuzz_expect(again == day);
}

static void fuzz_dates(x12_str s)
{
    static const char *const qualifiers[] = { "D8", "RD8", "DT", "TM", "" };
    x12_date from = 0, to = 0;
    x12_time time = -1;
    uint64_t count;

    if (x12_date_parse(s, &from))
        fuzz_day(from);
    if (x12_date_parse_short(s, &from))
        fuzz_day(from);
    if (x12_date_parse_iso(s, &from))
        fuzz_day(from);
    for (size_t i = 0; i < sizeof(qualifiers) / sizeof(*qualifiers); i++)
        if (x12_period_parse(x12_str_from(qualifiers[i]), s, &from, &to)) {
            fuzz_day(from);
            fuzz_day(to);
        }
    if (x12_time_parse(s, &time))
        fuzz_expect(time >= 0 && time <= 235959);
    (void)x12_count_parse(s, &count);
    (void)x12_npi_is_valid(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const x12_str s = { (const char *)data, size };

    fuzz_money(s);
    fuzz_decimal(s);
    fuzz_dates(s);
    return 0;
}
