/* SPDX-License-Identifier: Apache-2.0 */
/* value - amounts, decimals, dates and times: from text and to text */
#include "parser/value.h"

enum {
    VALUE_MONEY_DIGITS = 15, /* of cents */
    VALUE_DIGITS = 18,
    VALUE_SCALE = 9,
};

/* One to eight bytes, the first one lowest, zeros behind the last. Where two
 * loads overlap they say the same. */
static inline uint64_t value_bytes(const char *at, size_t len)
{
    uint32_t head, tail;

    if (len >= 4) {
        memcpy(&head, at, 4);
        memcpy(&tail, at + len - 4, 4);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        head = __builtin_bswap32(head);
        tail = __builtin_bswap32(tail);
#endif
        return head | (uint64_t)tail << (8 * (len - 4));
    }
    return (uint64_t)(unsigned char)at[0] |
           (uint64_t)(unsigned char)at[len / 2] << (8 * (len / 2)) |
           (uint64_t)(unsigned char)at[len - 1] << (8 * (len - 1));
}

static bool value_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits with at most one point and an optional minus: the value without the
 * point, and how many digits stood behind it. Zeros behind the point that
 * exceed `scale_max` are dropped; other digits there refuse the number. */
static bool value_number(x12_str s, unsigned scale_max, unsigned digits_max,
                         int64_t *out, unsigned *scale)
{
    size_t i = s.len > 0 && s.at[0] == '-';
    int64_t value = 0;
    unsigned digits = 0, behind = 0, significant = 0;
    bool point = false;

    for (size_t k = i; k < s.len; k++) {
        if (s.at[k] == '.' && !point) {
            point = true;
            continue;
        }
        if (!value_is_digit(s.at[k]))
            return false;
        digits++;
        if (point && behind == scale_max) {
            if (s.at[k] != '0')
                return false;
            continue;
        }
        behind += point;
        significant += value > 0 || s.at[k] != '0';
        if (significant > digits_max)
            return false;
        value = value * 10 + (s.at[k] - '0');
    }
    if (digits == 0)
        return false;
    *out = i ? -value : value;
    *scale = behind;
    return true;
}

bool x12_money_parse(x12_str s, x12_money *out)
{
    int64_t value;
    unsigned scale;

    if (s.len - 1 < 8 && x12_money_short(value_bytes(s.at, s.len), s.len, out))
        return true;
    if (!value_number(s, 2, VALUE_MONEY_DIGITS, &value, &scale))
        return false;
    for (; scale < 2; scale++)
        value *= 10;
    if (value >= INT64_C(1000000000000000) ||
        value <= -INT64_C(1000000000000000))
        return false;
    *out = value;
    return true;
}

/* The digits of `n`, backwards from `end`; returns the first. */
static char *value_digits(uint64_t n, char *end)
{
    do {
        *--end = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    return end;
}

static size_t value_out(char *into, bool negative, const char *from,
                        const char *end)
{
    size_t len = (size_t)(end - from);

    if (negative)
        *into++ = '-';
    memcpy(into, from, len);
    into[len] = '\0';
    return len + negative;
}

static uint64_t value_abs(int64_t n)
{
    return n < 0 ? (uint64_t)0 - (uint64_t)n : (uint64_t)n;
}

size_t x12_money_format(x12_money amount, char *into)
{
    return x12_decimal_format((x12_decimal){ amount, 2 }, into);
}

size_t x12_money_format_plain(x12_money amount, char *into)
{
    char text[X12_MONEY_TEXT], *end = text + sizeof(text), *at = end;
    uint64_t cents = value_abs(amount);

    *--at = (char)('0' + cents % 10);
    *--at = (char)('0' + cents / 10 % 10);
    *--at = '.';
    at = value_digits(cents / 100, at);
    return value_out(into, amount < 0, at, end);
}

bool x12_decimal_parse(x12_str s, x12_decimal *out)
{
    int64_t value;
    uint32_t small;
    unsigned scale;

    if (s.len - 1 < 8 &&
        x12_number_short(value_bytes(s.at, s.len), s.len, &small, &scale)) {
        *out = (x12_decimal){ small, (uint8_t)scale };
        return true;
    }
    if (!value_number(s, VALUE_SCALE, VALUE_DIGITS, &value, &scale))
        return false;
    *out = (x12_decimal){ value, (uint8_t)scale };
    return true;
}

size_t x12_decimal_format(x12_decimal number, char *into)
{
    char text[X12_MONEY_TEXT + VALUE_SCALE], *end = text + sizeof(text);
    char *at = end;
    uint64_t value = value_abs(number.value);
    unsigned scale = number.scale;

    for (; scale > 0 && value % 10 == 0; scale--)
        value /= 10;
    if (scale > 0) {
        for (; scale > 0; scale--, value /= 10)
            *--at = (char)('0' + value % 10);
        *--at = '.';
        if (value)
            at = value_digits(value, at);
    } else {
        at = value_digits(value, at);
    }
    return value_out(into, number.value < 0, at, end);
}

int x12_decimal_compare(x12_decimal a, x12_decimal b)
{
    /* Whole parts first, so that evening out the scales cannot overflow. */
    int64_t unit_a = 1, unit_b = 1, rest_a, rest_b;

    for (unsigned i = 0; i < a.scale; i++)
        unit_a *= 10;
    for (unsigned i = 0; i < b.scale; i++)
        unit_b *= 10;
    if (a.value / unit_a != b.value / unit_b)
        return a.value / unit_a < b.value / unit_b ? -1 : 1;
    rest_a = a.value % unit_a;
    rest_b = b.value % unit_b;
    for (; unit_a < unit_b; unit_a *= 10)
        rest_a *= 10;
    for (; unit_b < unit_a; unit_b *= 10)
        rest_b *= 10;
    return rest_a < rest_b ? -1 : rest_a > rest_b;
}

bool x12_count_parse(x12_str s, uint64_t *out)
{
    uint64_t n = 0;

    if (s.len == 0 || s.len > VALUE_DIGITS)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (!value_is_digit(s.at[i]))
            return false;
        n = n * 10 + (uint64_t)(s.at[i] - '0');
    }
    *out = n;
    return true;
}

static bool value_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool value_day_is_valid(int year, int month, int day)
{
    static const char days[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };

    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
        return false;
    return day <= 28 ||
           day <= days[month - 1] + (month == 2 && value_is_leap(year));
}

bool x12_date_is_valid(x12_date date)
{
    return value_day_is_valid(date / 10000, date / 100 % 100, date % 100);
}

/* Dates are every tenth value of a claim, so nothing is divided. */
bool x12_date_parse(x12_str s, x12_date *out)
{
    uint64_t pairs;
    int year, month, day;

    if (s.len != 8)
        return false;
    pairs = value_bytes(s.at, 8) ^ X12_EACH_BYTE('0');
    if (x12_no_digits(pairs) != 0)
        return false;
    pairs = x12_digit_pairs(pairs);
    year = (int)(pairs & 0xFF) * 100 + (int)(pairs >> 16 & 0xFF);
    month = (int)(pairs >> 32 & 0xFF);
    day = (int)(pairs >> 48);
    if (!value_day_is_valid(year, month, day))
        return false;
    *out = year * 10000 + month * 100 + day;
    return true;
}

bool x12_date_parse_short(x12_str s, x12_date *out)
{
    uint64_t n;
    x12_date date;

    if (s.len != 6 || !x12_count_parse(s, &n))
        return false;
    date = (x12_date)n + (n < 700000 ? 20000000 : 19000000);
    if (!x12_date_is_valid(date))
        return false;
    *out = date;
    return true;
}

static x12_str value_slice(x12_str s, size_t from, size_t len)
{
    return (x12_str){ s.at + from, len };
}

bool x12_period_parse(x12_str qualifier, x12_str s, x12_date *from,
                      x12_date *to)
{
    x12_date first, last;
    x12_time clock;

    if (x12_str_equal(X12_STR("D8"), qualifier) && x12_date_parse(s, &first)) {
        *from = *to = first;
        return true;
    }
    if (x12_str_equal(X12_STR("RD8"), qualifier) && s.len == 17 &&
        s.at[8] == '-' && x12_date_parse(value_slice(s, 0, 8), &first) &&
        x12_date_parse(value_slice(s, 9, 8), &last)) {
        *from = first;
        *to = last;
        return true;
    }
    if (x12_str_equal(X12_STR("DT"), qualifier) && s.len == 12 &&
        x12_date_parse(value_slice(s, 0, 8), &first) &&
        x12_time_parse(value_slice(s, 8, 4), &clock)) {
        *from = *to = first;
        return true;
    }
    return false;
}

bool x12_time_parse(x12_str s, x12_time *out)
{
    uint64_t n;
    unsigned hour, minute, second = 0;

    if ((s.len != 4 && (s.len < 6 || s.len > 8)) || !x12_count_parse(s, &n))
        return false;
    for (size_t len = s.len; len > 6; len--)
        n /= 10;
    if (s.len > 4) {
        second = (unsigned)(n % 100);
        hour = (unsigned)(n / 10000);
        minute = (unsigned)(n / 100 % 100);
    } else {
        hour = (unsigned)(n / 100);
        minute = (unsigned)(n % 100);
        n *= 100;
    }
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *out = (x12_time)n;
    return true;
}

size_t x12_date_format(x12_date date, char into[X12_DATE_TEXT])
{
    int part[] = { date / 10000, date / 100 % 100, date % 100 };

    into[0] = '\0';
    if (!x12_date_is_valid(date))
        return 0;
    for (int i = 3; i >= 0; i--, part[0] /= 10)
        into[i] = (char)('0' + part[0] % 10);
    into[4] = into[7] = '-';
    into[5] = (char)('0' + part[1] / 10);
    into[6] = (char)('0' + part[1] % 10);
    into[8] = (char)('0' + part[2] / 10);
    into[9] = (char)('0' + part[2] % 10);
    into[10] = '\0';
    return 10;
}

bool x12_date_parse_iso(x12_str s, x12_date *out)
{
    char digits[8];

    if (s.len != 10 || s.at[4] != '-' || s.at[7] != '-')
        return false;
    memcpy(digits, s.at, 4);
    memcpy(digits + 4, s.at + 5, 2);
    memcpy(digits + 6, s.at + 8, 2);
    return x12_date_parse((x12_str){ digits, 8 }, out);
}

/* Days by counting from March, so that the leap day ends the year. */
int32_t x12_date_to_days(x12_date date)
{
    int32_t year = date / 10000, month = date / 100 % 100, day = date % 100;
    int32_t from_march = (month + 9) % 12;

    year -= month <= 2;
    return year * 365 + year / 4 - year / 100 + year / 400 +
           (from_march * 153 + 2) / 5 + day - 1 - 719468;
}

x12_date x12_date_from_days(int32_t days)
{
    int32_t since = days + 719468; /* 0000-03-01 */
    int32_t era = since / 146097, of_era = since % 146097;
    int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
                   365;
    int32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int32_t from_march = (of_year * 5 + 2) / 153;
    int32_t day = of_year - (from_march * 153 + 2) / 5 + 1;
    int32_t month = from_march < 10 ? from_march + 3 : from_march - 9;

    return (era * 400 + year + (month <= 2)) * 10000 + month * 100 + day;
}

bool x12_npi_is_valid(x12_str npi)
{
    unsigned sum = 24; /* what the prefix 80840 adds */

    if (npi.len != 10 || (npi.at[0] != '1' && npi.at[0] != '2'))
        return false;
    for (size_t i = 0; i < 10; i++) {
        unsigned digit = (unsigned)(npi.at[i] - '0');

        if (!value_is_digit(npi.at[i]))
            return false;
        if (i % 2 == 0)
            digit = digit > 4 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}
