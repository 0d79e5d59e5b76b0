/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json - values for other programs
 *
 *     x12_json_object(j);
 *     x12_json_key(j, "charge"), x12_json_money(j, claim->charge);
 *     x12_json_text(j, "id", claim->id);        key and value, left out if empty
 *     x12_json_end(j);
 *     x12_json_line(j);                         newline: JSON Lines
 *
 * Output is always UTF-8. In an object whose bytes are not UTF-8 the caller
 * sets `latin1`: then each byte over 0x7F is taken as its ISO-8859-1 character.
 * Else the caller has seen to it that text is UTF-8; a string that is not, all
 * the same, is taken as ISO-8859-1. Control characters and DEL are escaped.
 * Commas are set by the emitter; no formatting calls, no allocation after init.
 */
#ifndef X12_JSON_H
#define X12_JSON_H

#include "parser/value.h"
#include "writer/sink.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    X12_JSON_BUFFER = 64 << 10,
    X12_JSON_DEPTH = 16,
    X12_JSON_BRIEF = 32, /* a text that is copied as a whole */
};

struct x12_json;
typedef char *x12_json_quoted_fn(struct x12_json *j, char *to, x12_str s);

struct x12_json {
    bool latin1; /* bytes over 0x7F are ISO-8859-1 */
    /* Texts of records up to so long surely need no escape, and so many bytes
     * can be read where they are: X12_JSON_BRIEF, or 0 for none. */
    size_t plain;
    /* private below */
    struct x12_sink *sink;
    struct x12_error *err;
    enum x12_status status;
    char *buffer;
    char *at;   /* where the next byte goes; NULL: there is no buffer */
    char *high; /* behind this, room is made */
    x12_json_quoted_fn *quoted;
    x12_date day;
    char day_text[16]; /* `"2024-01-31",`: it is often asked for again */
    unsigned depth;
    char close[X12_JSON_DEPTH];
};

/* The sink stays the caller's. */
X12_API void x12_json_init(struct x12_json *j, struct x12_sink *sink,
                           struct x12_error *err);
X12_API void x12_json_release(struct x12_json *j);

X12_API void x12_json_object(struct x12_json *j);
X12_API void x12_json_array(struct x12_json *j);
X12_API void x12_json_end(struct x12_json *j); /* the innermost of the two */

/* `key` needs no escaping: it is ours. A literal's length costs nothing. */
X12_API void x12_json_key_str(struct x12_json *j, x12_str key);
static inline void x12_json_key(struct x12_json *j, const char *key)
{
    x12_json_key_str(j, x12_str_of(key, strlen(key)));
}

X12_API void x12_json_string(struct x12_json *j, x12_str s);
X12_API void x12_json_count(struct x12_json *j, uint64_t n);
X12_API void x12_json_int(struct x12_json *j, int64_t n);
X12_API void x12_json_bool(struct x12_json *j, bool b);
X12_API void x12_json_null(struct x12_json *j);
X12_API void x12_json_money(struct x12_json *j, x12_money m);     /* "125.00" */
X12_API void x12_json_decimal(struct x12_json *j, x12_decimal d); /* "0.5" */
X12_API void x12_json_date(struct x12_json *j, x12_date d); /* "2024-01-31",
                                                               null if none */

/* Key and value at once. */
X12_API void x12_json_pair(struct x12_json *j, x12_str key, x12_str s);

/* The same, left out when the value is empty, or no date. */
static inline void x12_json_text(struct x12_json *j, const char *key, x12_str s)
{
    if (s.len > 0)
        x12_json_pair(j, x12_str_of(key, strlen(key)), s);
}

static inline void x12_json_day(struct x12_json *j, const char *key, x12_date d)
{
    if (d == 0)
        return;
    x12_json_key(j, key);
    x12_json_date(j, d);
}

/* Members of the object at hand, ready made: "a":1,"b":2 without braces. What
 * stays the same from object to object is written once and put by this. */
X12_API void x12_json_members(struct x12_json *j, x12_str members);

/* Ends a line of JSON Lines; must stand outside all objects. */
X12_API void x12_json_line(struct x12_json *j);

/* Gives what waits to the sink. X12_END when nobody reads it any more. */
X12_API enum x12_status x12_json_flush(struct x12_json *j) X12_MUST_USE;
X12_API enum x12_status x12_json_status(const struct x12_json *j);

/* Is it well-formed UTF-8 (no overlong forms, no surrogates)? */
X12_API bool x12_utf8_is_valid(x12_str s);

#ifdef __cplusplus
}
#endif
#endif
