/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_put - values put one behind the other, for tables of fields
 *
 *     char *to = x12_json_put_begin(j);             NULL: there is no buffer
 *
 *     to = x12_json_put_open(to, '{');
 *     to = x12_json_put_text(j, to, &name, s);
 *     to = x12_json_put_money(x12_json_put_key(to, &price), cents);
 *     to = x12_json_put_close(to, '}');
 *     x12_json_put_end(j, to);
 *
 * The calls of json.h keep their place in the emitter, these hand it on in a
 * register. Each value puts the comma behind itself, and what closes around it
 * takes the last one back; so no value asks what stands before it. There is room
 * for X12_JSON_ROOM bytes at what begin and room return: for many values, of
 * which each takes X12_JSON_VALUE at most. Only long texts see to their room
 * themselves, and leave as much behind them.
 */
#ifndef X12_JSON_PUT_PRIVATE_H
#define X12_JSON_PUT_PRIVATE_H

#include "writer/json.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && defined(__x86_64__)
#define X12_JSON_X86 1
#endif

enum {
    X12_JSON_ROOM = 8 << 10,
    X12_JSON_VALUE = 80, /* key, brief text and what stands around them */
};

/* A key of ours with what stands around it, ready to be copied as a whole. */
struct x12_json_name {
    char text[31]; /* `"key":"` */
    uint8_t len;
};
#define X12_JSON_NAME(key)                \
    {                                     \
        "\"" key "\":\"", sizeof(key) + 3 \
    }

static inline x12_str x12_json_name_key(const struct x12_json_name *name)
{
    return x12_str_of(name->text + 1, name->len - (size_t)4);
}

char *x12_json_make_room(struct x12_json *j, char *to);

static inline char *x12_json_put_room(struct x12_json *j, char *to)
{
    return to <= j->high ? to : x12_json_make_room(j, to);
}

char *x12_json_put_begin(struct x12_json *j);

static inline void x12_json_put_end(struct x12_json *j, char *to)
{
    j->at = to;
}

/* Most names are short. That more is copied than there is costs less than to
 * ask how much. */
static inline char *x12_json_put_name(char *to,
                                      const struct x12_json_name *name)
{
    if (name->len <= 16)
        memcpy(to, name->text, 16);
    else
        memcpy(to, name->text, sizeof(name->text));
    return to + name->len;
}

/* The same without the quotation mark. */
static inline char *x12_json_put_key(char *to, const struct x12_json_name *name)
{
    return x12_json_put_name(to, name) - 1;
}

static inline char *x12_json_put_open(char *to, char open)
{
    *to = open;
    return to + 1;
}

/* A branch, since what comes next then need not wait for the byte. */
static inline char *x12_json_put_close(char *to, char close)
{
    if (to[-1] == ',')
        to--;
    to[0] = close;
    to[1] = ',';
    return to + 2;
}

/* A text behind its first quotation mark. The emitter has the fastest of these
 * that runs here; the scalar one is what the others are tested against. */
x12_json_quoted_fn x12_json_quoted_scalar, x12_json_quoted_avx512;
bool x12_json_has_avx512(void);

/* What the wide variant compares with, a unit each. It stands in another file
 * because a compiler that knows the bytes would make units of them anew for each
 * text, which costs more than to load them. */
struct x12_json_units {
    char one[X12_JSON_BRIEF], first[X12_JSON_BRIEF]; /* '!': behind a blank */
    char quote[X12_JSON_BRIEF], backslash[X12_JSON_BRIEF];
};
extern const struct x12_json_units x12_json_units;

/* A text that is not brief, or may need escapes. */
x12_json_quoted_fn x12_json_quoted_rest;

static inline char *x12_json_put_quote(char *to)
{
    memcpy(to, "\",", 2);
    return to + 2;
}

static inline char *x12_json_put_quoted(struct x12_json *j, char *to, x12_str s)
{
    return j->quoted(j, to, s);
}

static inline char *x12_json_put_string(struct x12_json *j, char *to, x12_str s)
{
    return x12_json_put_quoted(j, x12_json_put_open(to, '"'), s);
}

/* Name and text. */
static inline char *x12_json_put_text(struct x12_json *j, char *to,
                                      const struct x12_json_name *name,
                                      x12_str s)
{
    return x12_json_put_quoted(j, x12_json_put_name(to, name), s);
}

/* The same where j->plain may tell of the text. */
static inline char *x12_json_put_plain(struct x12_json *j, char *to, x12_str s)
{
    if (s.len - 1 >= j->plain) /* an empty one may be nowhere */
        return x12_json_put_quoted(j, to, s);
    memcpy(to, s.at, X12_JSON_BRIEF);
    return x12_json_put_quote(to + s.len);
}

char *x12_json_put_money(char *to, x12_money m);
char *x12_json_put_decimal(char *to, x12_decimal d);
char *x12_json_put_date(struct x12_json *j, char *to, x12_date d);
char *x12_json_put_count(char *to, uint64_t n);
char *x12_json_put_word(char *to, x12_str word); /* true, false, null */

#ifdef __cplusplus
}
#endif
#endif
