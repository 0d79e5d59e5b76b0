/* SPDX-License-Identifier: Apache-2.0 */
/* json_put - values put one behind the other, for tables of fields */
#include "writer/json_put_private.h"

enum {
    PUT_PART = 1 << 10, /* bytes of a text escaped at once */
    PUT_LONGEST = 6,    /* what a byte may become: \u001f */
};

_Static_assert(PUT_PART *PUT_LONGEST + X12_JSON_VALUE <= X12_JSON_ROOM,
               "a part with nothing but escapes fits");

/* Where a byte of a word goes that is stored as a whole, and the word without
 * its first bytes. */
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define PUT_AT(byte, size)    (8 * (8 - (size) - (byte)))
#define PUT_WITHOUT(v, bytes) ((v) << 8 * (bytes))
#else
#define PUT_AT(byte, size)    (8 * (byte))
#define PUT_WITHOUT(v, bytes) ((v) >> 8 * (bytes))
#endif

#define PUT_EACH(byte) ((uint64_t)(byte)*UINT64_C(0x0101010101010101))

static inline uint64_t put_load(const char *at)
{
    uint64_t v;

    memcpy(&v, at, sizeof(v));
    return v;
}

static bool put_is_special(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\' ||
           (unsigned char)c > 0x7E;
}

/* Not zero if one of eight bytes is such: a subtraction sets the high bit of a
 * byte that was less, an addition that of 0x7F. What they carry over may, beside
 * such a byte, blame one that is none. */
static inline uint64_t put_special(uint64_t v)
{
    return ((v - PUT_EACH(0x20)) | (v + PUT_EACH(1)) |
            ((v ^ PUT_EACH('"')) - PUT_EACH(1)) |
            ((v ^ PUT_EACH('\\')) - PUT_EACH(1))) &
           PUT_EACH(0x80);
}

/* Zero only if all bytes are of '#' to '[': digits, capitals and most of what
 * stands between them, so nearly all that codes and identifiers are made of. */
static inline uint64_t put_uncommon(uint64_t v)
{
    return ((v - PUT_EACH('#')) | (v + PUT_EACH(0x7F - '['))) & PUT_EACH(0x80);
}

/* The same of four bytes. */
static inline uint32_t put_uncommon_four(uint32_t v)
{
    return ((v - (uint32_t)PUT_EACH('#')) |
            (v + (uint32_t)PUT_EACH(0x7F - '['))) &
           (uint32_t)PUT_EACH(0x80);
}

static char *put_escape(char *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char brief[] = "\"\"\\\\\bb\ff\nn\rr\tt";

    *to++ = '\\';
    for (size_t i = 0; i + 1 < sizeof(brief); i += 2)
        if ((unsigned char)brief[i] == c) {
            *to++ = brief[i + 1];
            return to;
        }
    memcpy(to, "u00", 3);
    to[3] = hex[c >> 4];
    to[4] = hex[c & 15];
    return to + 5;
}

/* Part by part, with escapes. */
static __attribute__((noinline, cold)) char *put_escaped(struct x12_json *j,
                                                         char *to, x12_str s)
{
    const bool latin1 = j->latin1 || !x12_utf8_is_valid(s);

    while (s.len > 0) {
        size_t part = s.len < PUT_PART ? s.len : PUT_PART;

        to = x12_json_put_room(j, to);
        for (size_t i = 0; i < part; i++) {
            unsigned char c = (unsigned char)s.at[i];

            if (!put_is_special((char)c) || (c > 0x7F && !latin1)) {
                *to++ = (char)c;
            } else if (c > 0x7F) {
                *to++ = (char)(0xC0 | c >> 6);
                *to++ = (char)(0x80 | (c & 0x3F));
            } else {
                to = put_escape(to, c);
            }
        }
        s.at += part;
        s.len -= part;
    }
    return x12_json_put_room(j, x12_json_put_quote(to));
}

/* Eight bytes at a time, the last of which may overlap. */
static bool put_is_plain(x12_str s)
{
    uint64_t special = 0;

    if (s.len < 8) {
        for (size_t i = 0; i < s.len; i++)
            if (put_is_special(s.at[i]))
                return false;
        return true;
    }
    for (size_t i = 0; i + 8 < s.len; i += 8)
        special |= put_special(put_load(s.at + i));
    return !(special | put_special(put_load(s.at + s.len - 8)));
}

/* Names of organisations, notes. */
char *x12_json_quoted_rest(struct x12_json *j, char *to, x12_str s)
{
    if (s.len > PUT_PART || !put_is_plain(s))
        return put_escaped(j, to, s);
    to = x12_json_put_room(j, to);
    memcpy(to, s.at, s.len);
    return x12_json_put_room(j, x12_json_put_quote(to + s.len));
}

/* A text of few bytes is copied as its first and its last ones, which may
 * overlap; what was copied counts for nothing if one of them is uncommon. */
#define PUT_ENDS(type)                                        \
    type first, last;                                         \
                                                              \
    memcpy(&first, s.at, sizeof(type));                       \
    memcpy(&last, s.at + s.len - sizeof(type), sizeof(type)); \
    memcpy(to, &first, sizeof(type));                         \
    memcpy(to + s.len - sizeof(type), &last, sizeof(type))

static inline bool put_eight(char *to, x12_str s)
{
    PUT_ENDS(uint64_t);
    return !(put_uncommon(first) | put_uncommon(last));
}

static inline bool put_four(char *to, x12_str s)
{
    PUT_ENDS(uint32_t);
    return !(put_uncommon_four(first) | put_uncommon_four(last));
}

static inline bool put_two_or_three(char *to, x12_str s)
{
    PUT_ENDS(uint16_t);
    return !put_uncommon_four((uint32_t)last << 16 | first);
}

static inline bool put_one(char *to, x12_str s)
{
    to[0] = s.at[0];
    return s.at[0] >= '#' && s.at[0] <= '[';
}

char *x12_json_quoted_scalar(struct x12_json *j, char *to, x12_str s)
{
    bool done;

    if (s.len >= 8)
        done = s.len <= 16 && put_eight(to, s);
    else if (s.len >= 4)
        done = put_four(to, s);
    else if (s.len >= 2)
        done = put_two_or_three(to, s);
    else
        done = s.len == 0 || put_one(to, s);
    return done ? x12_json_put_quote(to + s.len)
                : x12_json_quoted_rest(j, to, s);
}

#define PUT_EIGHT(c) c, c, c, c, c, c, c, c
#define PUT_UNIT(c)                                            \
    {                                                          \
        PUT_EIGHT(c), PUT_EIGHT(c), PUT_EIGHT(c), PUT_EIGHT(c) \
    }

const struct x12_json_units x12_json_units = {
    .one = PUT_UNIT(1),
    .first = PUT_UNIT('!'),
    .quote = PUT_UNIT('"'),
    .backslash = PUT_UNIT('\\'),
};

/* The digits of 0 to 99, two each. */
static const char put_pairs[] = "00010203040506070809"
                                "10111213141516171819"
                                "20212223242526272829"
                                "30313233343536373839"
                                "40414243444546474849"
                                "50515253545556575859"
                                "60616263646566676869"
                                "70717273747576777879"
                                "80818283848586878889"
                                "90919293949596979899";

static inline char *put_two(char *to, uint64_t n)
{
    memcpy(to, put_pairs + 2 * n, 2);
    return to + 2;
}

/* Two digits as the bytes from `byte` on of a word. */
static inline uint64_t put_two_at(unsigned byte, uint64_t n)
{
    uint16_t pair;

    memcpy(&pair, put_pairs + 2 * n, 2);
    return (uint64_t)pair << PUT_AT(byte, 2);
}

static char *put_digits(char *to, uint64_t n)
{
    char text[20], *end = text + sizeof(text), *at = end;

    for (; n >= 100; n /= 100)
        put_two(at -= 2, n % 100);
    if (n >= 10)
        put_two(at -= 2, n);
    else
        *--at = (char)('0' + n);
    memcpy(to, at, (size_t)(end - at));
    return to + (end - at);
}

char *x12_json_put_count(char *to, uint64_t n)
{
    if (n < 10)
        *to++ = (char)('0' + n);
    else
        to = put_digits(to, n);
    *to++ = ',';
    return to;
}

/* An amount under ten thousand is one word, `1234.56"`, without its leading
 * zeros; no branch asks how many they are. */
static inline char *put_amount(char *to, uint32_t cents)
{
    const uint32_t whole = cents / 100;
    const size_t zeros = (size_t)(cents < 1000) + (cents < 10000) +
                         (cents < 100000);
    const uint64_t text = put_two_at(0, whole / 100) |
                          put_two_at(2, whole % 100) |
                          (uint64_t)'.' << PUT_AT(4, 1) |
                          put_two_at(5, cents % 100) |
                          (uint64_t)'"' << PUT_AT(7, 1);
    const uint64_t word = PUT_WITHOUT(text, zeros);

    memcpy(to, &word, sizeof(word));
    to += sizeof(word) - zeros;
    *to++ = ',';
    return to;
}

/* As x12_money_format_plain has it. */
char *x12_json_put_money(char *to, x12_money m)
{
    const uint64_t cents = m < 0 ? 0 - (uint64_t)m : (uint64_t)m;

    *to++ = '"';
    if (m < 0)
        *to++ = '-';
    if (cents < 1000000)
        return put_amount(to, (uint32_t)cents);
    to = put_digits(to, cents / 100);
    *to++ = '.';
    return x12_json_put_quote(put_two(to, cents % 100));
}

/* X12 writes ".5"; programs outside want a digit before the point. */
char *x12_json_put_decimal(char *to, x12_decimal d)
{
    char text[X12_MONEY_TEXT];
    size_t len, sign;

    *to++ = '"';
    if (d.scale == 0 && d.value >= 0)
        return x12_json_put_quote(x12_json_put_count(to, (uint64_t)d.value) -
                                  1);
    len = x12_decimal_format(d, text);
    sign = len > 0 && text[0] == '-';
    memcpy(to, text, sign);
    to += sign;
    if (sign < len && text[sign] == '.')
        *to++ = '0';
    memcpy(to, text + sign, len - sign);
    return x12_json_put_quote(to + len - sign);
}

char *x12_json_put_word(char *to, x12_str word)
{
    memcpy(to, word.at, word.len);
    to[word.len] = ',';
    return to + word.len + 1;
}

static void put_day(char *to, unsigned day)
{
    *to++ = '"';
    to = put_two(to, day / 1000000);
    to = put_two(to, day / 10000 % 100);
    *to++ = '-';
    to = put_two(to, day / 100 % 100);
    *to++ = '-';
    x12_json_put_quote(put_two(to, day % 100));
}

/* One day is often told many times, one behind the other. */
char *x12_json_put_date(struct x12_json *j, char *to, x12_date d)
{
    if (d <= 0 || d > 99991231)
        return x12_json_put_word(to, X12_STR("null"));
    if (d != j->day) {
        put_day(j->day_text, (unsigned)d);
        j->day = d;
    }
    memcpy(to, j->day_text, sizeof(j->day_text));
    return to + X12_DATE_TEXT - 1 + 3;
}

/* How long the UTF-8 character at the head of `at` is; 0 if it is none. */
static size_t put_utf8_length(const unsigned char *at, size_t left)
{
    size_t len = at[0] < 0x80   ? 1
                 : at[0] < 0xC2 ? 0
                 : at[0] < 0xE0 ? 2
                 : at[0] < 0xF0 ? 3
                 : at[0] < 0xF5 ? 4
                                : 0;

    if (len > left)
        return 0;
    for (size_t i = 1; i < len; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    /* overlong forms, surrogates, and what lies behind U+10FFFF */
    if ((at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xED && at[1] > 0x9F) ||
        (at[0] == 0xF0 && at[1] < 0x90) || (at[0] == 0xF4 && at[1] > 0x8F))
        return 0;
    return len;
}

bool x12_utf8_is_valid(x12_str s)
{
    size_t i = 0;

    while (i < s.len) {
        size_t len;

        for (; i + 8 <= s.len; i += 8)
            if (put_load(s.at + i) & PUT_EACH(0x80))
                break;
        if (i == s.len)
            break;
        len = put_utf8_length((const unsigned char *)s.at + i, s.len - i);
        if (len == 0)
            return false;
        i += len;
    }
    return true;
}
