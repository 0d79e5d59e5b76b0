/* SPDX-License-Identifier: Apache-2.0 */
/*
 * value - amounts, decimals, dates and times: from text and to text
 *
 * Money is whole cents, quantities and rates are a whole number with a scale,
 * dates are 20240131; nothing here is a floating-point number. Every parse says
 * false on what it does not take and then leaves `*out` alone.
 */
#ifndef X12_VALUE_H
#define X12_VALUE_H

#include "parser/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int64_t x12_money; /* cents; |amount| < 10^15 */
typedef int32_t x12_date;  /* 20240131; 0: none */
typedef int32_t x12_time;  /* 143205; 90500 is five past nine; -1: none */

typedef struct x12_decimal {
    int64_t value; /* 125 with scale 2 is 1.25 */
    uint8_t scale; /* digits behind the point, 0 to 9 */
} x12_decimal;

enum {
    X12_MONEY_TEXT = 24, /* room for any formatted amount or decimal */
    X12_DATE_TEXT = 11,  /* "2024-01-31" and the zero byte */
};

/* Element type R as an amount: "100", "100.", ".5", "-.50", "12.30"; at most
 * two digits behind the point unless the rest are zeros. No plus sign, no
 * exponent, no separators, no blanks. */
X12_API bool x12_money_parse(x12_str s, x12_money *out);

/* As X12 writes it: no trailing zeros, no trailing point ("12.5", "-0.05" is
 * "-.05"). Returns the length; `into` holds X12_MONEY_TEXT bytes. */
X12_API size_t x12_money_format(x12_money amount, char *into);

/* As people and programs outside X12 read it: always two places ("12.50"). */
X12_API size_t x12_money_format_plain(x12_money amount, char *into);

/* Element type R as a quantity or rate, up to 18 digits, 9 behind the point. */
X12_API bool x12_decimal_parse(x12_str s, x12_decimal *out);
X12_API size_t x12_decimal_format(x12_decimal number, char *into);

/* -1, 0, 1; 1.50 equals 1.5. */
X12_API int x12_decimal_compare(x12_decimal a, x12_decimal b);

/* Digits alone, at most 18 of them: counts and control numbers. */
X12_API bool x12_count_parse(x12_str s, uint64_t *out);

/* CCYYMMDD, a day of the calendar. "00000000" is refused. */
X12_API bool x12_date_parse(x12_str s, x12_date *out);

/* YYMMDD of the ISA: 1970 to 2069. */
X12_API bool x12_date_parse_short(x12_str s, x12_date *out);

/* D8, RD8 (from-to) or DT (date and time, of which the date is kept) by the
 * qualifier of element 1250; a single day gives from = to. */
X12_API bool x12_period_parse(x12_str qualifier, x12_str s, x12_date *from,
                              x12_date *to);

/* HHMM, HHMMSS, HHMMSSD or HHMMSSDD; fractions are dropped. */
X12_API bool x12_time_parse(x12_str s, x12_time *out);

/* "2024-01-31"; "" for 0. Returns the length. */
X12_API size_t x12_date_format(x12_date date, char into[X12_DATE_TEXT]);

/* "2024-01-31" back to 20240131. */
X12_API bool x12_date_parse_iso(x12_str s, x12_date *out);

X12_API bool x12_date_is_valid(x12_date date);

/* Days since 1970-01-01 and back, by the proleptic Gregorian calendar. */
X12_API int32_t x12_date_to_days(x12_date date);
X12_API x12_date x12_date_from_days(int32_t days);

/* The Luhn check digit of a ten-digit NPI over the prefix 80840. */
X12_API bool x12_npi_is_valid(x12_str npi);

/* ---- short numbers, inlined where they are read ----
 *
 * Eight bytes of text are one number here, the first byte lowest. */

#define X12_EACH_BYTE(c) (UINT64_C(0x0101010101010101) * (unsigned char)(c))

/* Eight bytes may be read at `at`. */
static inline uint64_t x12_eight_bytes(const char *at)
{
    uint64_t eight;

    memcpy(&eight, at, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight;
}

/* The high bit of each byte that is none of 0 to 9. One over 0x7F may carry
 * over and mark the next one too. */
static inline uint64_t x12_no_digits(uint64_t digits)
{
    return ((digits + X12_EACH_BYTE(0x76)) | digits) & X12_EACH_BYTE(0x80);
}

/* Neighbours among eight digits, 0 to 9 in each byte, as numbers of two digits
 * in every other byte. */
static inline uint64_t x12_digit_pairs(uint64_t digits)
{
    return (digits * 10 + (digits >> 8)) & UINT64_C(0x00FF00FF00FF00FF);
}

static inline uint32_t x12_eight_digits(uint64_t digits)
{
    uint64_t fours = x12_digit_pairs(digits);

    fours = (fours * 100 + (fours >> 16)) & UINT64_C(0x0000FFFF0000FFFF);
    return (uint32_t)(fours * 10000 + (fours >> 32));
}

/* Digits as nearly all numbers have them: `len` characters, 1 to 8 of them, a
 * digit first and last and one point between them at most; what `eight` holds
 * behind them is no matter. False for all others: ask x12_decimal_parse. */
static inline bool x12_number_short(uint64_t eight, size_t len, uint32_t *value,
                                    unsigned *scale)
{
    const unsigned before = (unsigned)(64 - 8 * len); /* bits */
    uint64_t digits = (eight ^ X12_EACH_BYTE('0')) << before;
    uint64_t others = x12_no_digits(digits);

    *scale = 0;
    if (others != 0) {
        unsigned point = (unsigned)__builtin_ctzll(others) - 7;
        uint64_t below = (UINT64_C(1) << point) - 1;

        if ((others & (others - 1)) != 0 || point == 56 || point == before ||
            (digits >> point & 0xFF) != ('0' ^ '.'))
            return false;
        digits = (digits & below) << 8 | (digits & ~(below << 8 | 0xFF));
        *scale = 7 - point / 8;
    }
    *value = x12_eight_digits(digits);
    return true;
}

/* The same as an amount. False for all others: ask x12_money_parse. */
static inline bool x12_money_short(uint64_t eight, size_t len, x12_money *out)
{
    uint32_t value;
    unsigned scale;

    if (!x12_number_short(eight, len, &value, &scale) || scale > 2)
        return false;
    *out = (x12_money)value * (scale == 0 ? 100 : scale == 1 ? 10 : 1);
    return true;
}

#ifdef __cplusplus
}
#endif
#endif
