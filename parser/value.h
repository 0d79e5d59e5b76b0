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

#ifdef __cplusplus
}
#endif
#endif
