/* SPDX-License-Identifier: Apache-2.0 */
/* json - values for other programs */
#include "writer/json.h"

#include <stdlib.h>

enum {
    JSON_PART = 4 << 10, /* bytes of a string escaped at once */
    JSON_LONGEST = 6,    /* what a byte may become: \u001f */
    JSON_SMALL = 64,     /* room for any value that is no string */
    JSON_SHORT = 16,     /* a string that two words hold */
};

/* Kept out of its callers, which are short and met for every value. */
#define JSON_RARE static __attribute__((noinline, cold))

void x12_json_init(struct x12_json *j, struct x12_sink *sink,
                   struct x12_error *err)
{
    *j = (struct x12_json){ .sink = sink, .err = err };
    j->buffer = malloc(X12_JSON_BUFFER);
    if (!j->buffer)
        j->status = x12_fail(err, X12_ENOMEM, "json: out of memory");
}

void x12_json_release(struct x12_json *j)
{
    free(j->buffer);
    *j = (struct x12_json){ .status = X12_EMISUSE };
}

enum x12_status x12_json_status(const struct x12_json *j)
{
    return j->status;
}

static void json_misuse(struct x12_json *j, const char *why)
{
    if (j->status == X12_OK)
        j->status = x12_fail(j->err, X12_EMISUSE, "json: %s", why);
}

enum x12_status x12_json_flush(struct x12_json *j)
{
    if (j->status == X12_OK && j->used > 0)
        j->status = x12_sink_write(j->sink, (x12_str){ j->buffer, j->used },
                                   j->err);
    j->used = 0;
    return j->status;
}

JSON_RARE bool json_room_slow(struct x12_json *j)
{
    if (!j->buffer)
        json_misuse(j, "used before init");
    return x12_json_flush(j) == X12_OK;
}

static inline bool json_fits(const struct x12_json *j, size_t need)
{
    return j->buffer && X12_JSON_BUFFER - j->used >= need;
}

/* Makes room for `need` bytes, at most the buffer; false after a failure. */
static inline bool json_room(struct x12_json *j, size_t need)
{
    return json_fits(j, need) || json_room_slow(j);
}

/* memcpy without a call: keys and values are short. The pieces overlap. */
static inline char *json_copy(char *to, const char *from, size_t len)
{
    if (len > 16) {
        memcpy(to, from, len);
    } else if (len >= 8) {
        memcpy(to, from, 8);
        memcpy(to + len - 8, from + len - 8, 8);
    } else if (len >= 4) {
        memcpy(to, from, 4);
        memcpy(to + len - 4, from + len - 4, 4);
    } else {
        for (size_t i = 0; i < len; i++)
            to[i] = from[i];
    }
    return to + len;
}

/* The comma before a value, where there is one; counts the value. */
static inline char *json_start(struct x12_json *j)
{
    char *to = j->buffer + j->used;

    if (j->comma)
        *to++ = ',';
    j->comma = true;
    return to;
}

static inline void json_stop(struct x12_json *j, const char *to)
{
    j->used = (size_t)(to - j->buffer);
}

static void json_open(struct x12_json *j, char open, char close)
{
    char *to;

    if (j->depth == X12_JSON_DEPTH) {
        json_misuse(j, "nested too deep");
        return;
    }
    if (!json_room(j, JSON_SMALL))
        return;
    to = json_start(j);
    *to++ = open;
    json_stop(j, to);
    j->close[j->depth++] = close;
    j->comma = false;
}

void x12_json_object(struct x12_json *j)
{
    json_open(j, '{', '}');
}

void x12_json_array(struct x12_json *j)
{
    json_open(j, '[', ']');
}

void x12_json_end(struct x12_json *j)
{
    if (j->depth == 0) {
        json_misuse(j, "ended more often than opened");
        return;
    }
    if (!json_room(j, JSON_SMALL))
        return;
    j->buffer[j->used++] = j->close[--j->depth];
    j->comma = true;
}

void x12_json_line(struct x12_json *j)
{
    if (j->depth != 0) {
        json_misuse(j, "a line ended inside an object");
        return;
    }
    if (!json_room(j, JSON_SMALL))
        return;
    j->buffer[j->used++] = '\n';
    j->comma = false;
}

/* `"key":` at `to`. */
static inline char *json_put_key(char *to, x12_str key)
{
    *to++ = '"';
    to = json_copy(to, key.at, key.len);
    *to++ = '"';
    *to++ = ':';
    return to;
}

static bool json_key_fits(struct x12_json *j, x12_str key)
{
    if (key.len > JSON_PART)
        json_misuse(j, "key is too long");
    return key.len <= JSON_PART;
}

void x12_json_key_str(struct x12_json *j, x12_str key)
{
    if (!json_key_fits(j, key) || !json_room(j, key.len + JSON_SMALL))
        return;
    json_stop(j, json_put_key(json_start(j), key));
    j->comma = false;
}

void x12_json_members(struct x12_json *j, x12_str members)
{
    if (members.len == 0 || !json_room(j, JSON_SMALL))
        return;
    json_stop(j, json_start(j));
    while (members.len > 0) {
        size_t part = members.len < JSON_PART ? members.len : JSON_PART;

        if (!json_room(j, part))
            return;
        json_stop(j, json_copy(j->buffer + j->used, members.at, part));
        members.at += part;
        members.len -= part;
    }
}

#define JSON_EACH(byte) ((uint64_t)(byte)*UINT64_C(0x0101010101010101))

/* Not zero if one of eight bytes is < 0x20, '"', '\\' or > 0x7E: a subtraction
 * sets the high bit of a byte that was less, an addition that of 0x7F. What they
 * carry over may, beside such a byte, blame one that is none. */
static inline uint64_t json_special(uint64_t v)
{
    return ((v - JSON_EACH(0x20)) | (v + JSON_EACH(1)) |
            ((v ^ JSON_EACH('"')) - JSON_EACH(1)) |
            ((v ^ JSON_EACH('\\')) - JSON_EACH(1))) &
           JSON_EACH(0x80);
}

static inline uint64_t json_load(const char *at, size_t len)
{
    uint32_t half;
    uint64_t v = 0;

    if (len == 8) {
        memcpy(&v, at, 8);
    } else {
        memcpy(&half, at, 4);
        v = half;
    }
    return v;
}

static bool json_is_special(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\' ||
           (unsigned char)c > 0x7E;
}

/* Zero only if all bytes are of '#' to '[': digits, capitals and most of what
 * stands between them, so nearly all that codes and identifiers are made of. */
static inline uint64_t json_uncommon(uint64_t v)
{
    return ((v - JSON_EACH('#')) | (v + JSON_EACH(0x7F - '['))) &
           JSON_EACH(0x80);
}

static inline int json_uncommon_byte(int c)
{
    return (c - '#') | ('[' - c); /* negative if it is */
}

/* Up to three bytes: the first, the middle one and the last are all. */
static inline bool json_copy_brief(char *to, const char *from, size_t len)
{
    unsigned char first, middle, last;

    if (len == 0)
        return true;
    first = (unsigned char)from[0];
    middle = (unsigned char)from[len / 2];
    last = (unsigned char)from[len - 1];
    to[0] = (char)first;
    to[len / 2] = (char)middle;
    to[len - 1] = (char)last;
    if ((json_uncommon_byte(first) | json_uncommon_byte(middle) |
         json_uncommon_byte(last)) >= 0)
        return true;
    return !json_is_special((char)first) && !json_is_special((char)middle) &&
           !json_is_special((char)last);
}

/* Copies up to 16 bytes in which nothing needs an escape; false if something may
 * (what was copied then counts for nothing). */
static inline __attribute__((always_inline)) bool json_copy_plain(
    char *to, const char *from, size_t len)
{
    uint64_t head, tail;

    if (len < 4)
        return json_copy_brief(to, from, len);
    if (len < 8) {
        head = json_load(from, 4);
        tail = json_load(from + len - 4, 4);
        memcpy(to, from, 4);
        memcpy(to + len - 4, from + len - 4, 4);
        head |= tail << 32;
        return json_uncommon(head) == 0 || json_special(head) == 0;
    }
    head = json_load(from, 8);
    tail = json_load(from + len - 8, 8);
    memcpy(to, &head, 8);
    memcpy(to + len - 8, &tail, 8);
    return (json_uncommon(head) | json_uncommon(tail)) == 0 ||
           (json_special(head) | json_special(tail)) == 0;
}

static char *json_escape(char *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char brief[] = "\"\"\\\\\bb\ff\nn\rr\tt";

    *to++ = '\\';
    for (size_t i = 0; i + 1 < sizeof(brief); i += 2)
        if ((unsigned char)brief[i] == c) {
            *to++ = brief[i + 1];
            return to;
        }
    to = json_copy(to, "u00", 3);
    *to++ = hex[c >> 4];
    *to++ = hex[c & 15];
    return to;
}

/* From `begin` on, behind the quotation mark: part by part, with escapes. */
JSON_RARE void json_string_slow(struct x12_json *j, const char *begin,
                                x12_str s)
{
    const bool latin1 = j->latin1 || !x12_utf8_is_valid(s);

    json_stop(j, begin);
    while (s.len > 0) {
        size_t part = s.len < JSON_PART ? s.len : JSON_PART;
        char *to;

        if (!json_room(j, part * JSON_LONGEST))
            return;
        to = j->buffer + j->used;
        for (size_t i = 0; i < part; i++) {
            unsigned char c = (unsigned char)s.at[i];

            if (!json_is_special((char)c) || (c > 0x7F && !latin1)) {
                *to++ = (char)c;
            } else if (c > 0x7F) {
                *to++ = (char)(0xC0 | c >> 6);
                *to++ = (char)(0x80 | (c & 0x3F));
            } else {
                to = json_escape(to, c);
            }
        }
        json_stop(j, to);
        s.at += part;
        s.len -= part;
    }
    if (json_room(j, 1))
        j->buffer[j->used++] = '"';
}

/* More than 16 bytes: names of organisations, notes. */
static __attribute__((noinline)) void json_string_long(struct x12_json *j,
                                                       char *to, x12_str s)
{
    uint64_t special = 0;

    for (size_t i = 0; i + 8 < s.len && s.len <= JSON_PART; i += 8) {
        special |= json_special(json_load(s.at + i, 8));
        memcpy(to + i, s.at + i, 8);
    }
    special |= json_special(json_load(s.at + s.len - 8, 8));
    if (special || s.len > JSON_PART) {
        json_string_slow(j, to, s);
        return;
    }
    memcpy(to + s.len - 8, s.at + s.len - 8, 8);
    to[s.len] = '"';
    json_stop(j, to + s.len + 1);
}

/* The string at `to`, behind its quotation mark; there is room for it if it needs
 * no escapes and is no longer than JSON_PART. */
static inline void json_put_quoted(struct x12_json *j, char *to, x12_str s)
{
    if (s.len > JSON_SHORT) {
        json_string_long(j, to, s);
    } else if (json_copy_plain(to, s.at, s.len)) {
        to[s.len] = '"';
        json_stop(j, to + s.len + 1);
    } else {
        json_string_slow(j, to, s);
    }
}

static inline void json_put_string(struct x12_json *j, char *to, x12_str s)
{
    *to++ = '"';
    json_put_quoted(j, to, s);
}

static inline size_t json_head(x12_str s)
{
    return s.len <= JSON_PART ? s.len : 0;
}

void x12_json_string(struct x12_json *j, x12_str s)
{
    if (json_room(j, json_head(s) + JSON_SMALL))
        json_put_string(j, json_start(j), s);
}

void x12_json_pair(struct x12_json *j, x12_str key, x12_str s)
{
    if (json_key_fits(j, key) &&
        json_room(j, key.len + json_head(s) + JSON_SMALL))
        json_put_string(j, json_put_key(json_start(j), key), s);
}

/* The name up to its last quotation mark, or without the comma in front of it;
 * that more is copied costs less than to ask how much. */
static inline char *json_put_name(const struct x12_json *j,
                                  const struct x12_json_name *name)
{
    char *to = j->buffer + j->used;
    const size_t skip = !j->comma;

    memcpy(to, (const char *)name + skip, sizeof(*name) - 1);
    return to + name->len - skip;
}

void x12_json_member(struct x12_json *j, const struct x12_json_name *name)
{
    if (!json_room(j, JSON_SMALL))
        return;
    json_stop(j, json_put_name(j, name) - 1);
    j->comma = false;
}

/* A text that is long, or needs escapes, or room that is not there. */
static __attribute__((noinline)) void json_member_rare(
    struct x12_json *j, const struct x12_json_name *name, x12_str s)
{
    char *to;

    if (!json_room(j, json_head(s) + JSON_SMALL))
        return;
    to = json_put_name(j, name);
    j->comma = true;
    json_put_quoted(j, to, s);
}

void x12_json_member_text(struct x12_json *j, const struct x12_json_name *name,
                          x12_str s)
{
    char *to;

    if (s.len > JSON_SHORT || !json_fits(j, JSON_SHORT + JSON_SMALL)) {
        json_member_rare(j, name, s);
        return;
    }
    to = json_put_name(j, name);
    if (!json_copy_plain(to, s.at, s.len)) {
        json_member_rare(j, name, s);
        return;
    }
    j->comma = true;
    to[s.len] = '"';
    json_stop(j, to + s.len + 1);
}

/* The digits of 0 to 99, two each. */
static const char json_pairs[] = "00010203040506070809"
                                 "10111213141516171819"
                                 "20212223242526272829"
                                 "30313233343536373839"
                                 "40414243444546474849"
                                 "50515253545556575859"
                                 "60616263646566676869"
                                 "70717273747576777879"
                                 "80818283848586878889"
                                 "90919293949596979899";

static inline char *json_two(char *to, unsigned n)
{
    memcpy(to, json_pairs + 2 * n, 2);
    return to + 2;
}

static inline char *json_digits(char *to, uint64_t n)
{
    char text[20], *end = text + sizeof(text), *at = end;

    for (; n >= 100; n /= 100)
        json_two(at -= 2, (unsigned)(n % 100));
    if (n >= 10)
        json_two(at -= 2, (unsigned)n);
    else
        *--at = (char)('0' + n);
    return json_copy(to, at, (size_t)(end - at));
}

void x12_json_count(struct x12_json *j, uint64_t n)
{
    if (json_room(j, JSON_SMALL))
        json_stop(j, json_digits(json_start(j), n));
}

void x12_json_int(struct x12_json *j, int64_t n)
{
    char *to;

    if (!json_room(j, JSON_SMALL))
        return;
    to = json_start(j);
    if (n < 0)
        *to++ = '-';
    json_stop(j, json_digits(to, n < 0 ? 0 - (uint64_t)n : (uint64_t)n));
}

static void json_word(struct x12_json *j, x12_str word)
{
    if (json_room(j, JSON_SMALL))
        json_stop(j, json_copy(json_start(j), word.at, word.len));
}

void x12_json_bool(struct x12_json *j, bool b)
{
    json_word(j, b ? X12_STR("true") : X12_STR("false"));
}

void x12_json_null(struct x12_json *j)
{
    json_word(j, X12_STR("null"));
}

/* As x12_money_format_plain has it, in place: amounts are every tenth value. */
void x12_json_money(struct x12_json *j, x12_money m)
{
    uint64_t cents = m < 0 ? 0 - (uint64_t)m : (uint64_t)m;
    char *to;

    if (!json_room(j, JSON_SMALL))
        return;
    to = json_start(j);
    *to++ = '"';
    if (m < 0)
        *to++ = '-';
    to = json_digits(to, cents / 100);
    *to++ = '.';
    to = json_two(to, (unsigned)(cents % 100));
    *to++ = '"';
    json_stop(j, to);
}

/* X12 writes ".5"; programs outside want a digit before the point. */
void x12_json_decimal(struct x12_json *j, x12_decimal d)
{
    char text[X12_MONEY_TEXT];
    size_t len = x12_decimal_format(d, text);
    size_t sign = len > 0 && text[0] == '-';
    char *to;

    if (!json_room(j, JSON_SMALL))
        return;
    to = json_start(j);
    *to++ = '"';
    to = json_copy(to, text, sign);
    if (sign < len && text[sign] == '.')
        *to++ = '0';
    to = json_copy(to, text + sign, len - sign);
    *to++ = '"';
    json_stop(j, to);
}

void x12_json_date(struct x12_json *j, x12_date d)
{
    const unsigned day = (unsigned)d;
    char *to;

    if (d <= 0 || d > 99991231) {
        x12_json_null(j);
        return;
    }
    if (!json_room(j, JSON_SMALL))
        return;
    to = json_start(j);
    *to++ = '"';
    to = json_two(to, day / 1000000);
    to = json_two(to, day / 10000 % 100);
    *to++ = '-';
    to = json_two(to, day / 100 % 100);
    *to++ = '-';
    to = json_two(to, day % 100);
    *to++ = '"';
    json_stop(j, to);
}

/* How long the UTF-8 character at the head of `at` is; 0 if it is none. */
static size_t json_utf8_length(const unsigned char *at, size_t left)
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
            if (json_load(s.at + i, 8) & JSON_EACH(0x80))
                break;
        if (i == s.len)
            break;
        len = json_utf8_length((const unsigned char *)s.at + i, s.len - i);
        if (len == 0)
            return false;
        i += len;
    }
    return true;
}
