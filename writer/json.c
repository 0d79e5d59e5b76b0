/* SPDX-License-Identifier: Apache-2.0 */
/* json - values for other programs */
#include "writer/json.h"

#include "writer/json_put_private.h"

#include <stdlib.h>

enum { JSON_KEY = 4 << 10 /* longest key */ };

_Static_assert(JSON_KEY + X12_JSON_VALUE <= X12_JSON_ROOM, "a key fits");

static x12_json_quoted_fn *json_quoted(void)
{
#ifdef X12_JSON_X86
    if (x12_json_has_avx512())
        return x12_json_quoted_avx512;
#endif
    return x12_json_quoted_scalar;
}

/* The buffer's first byte is the last one given away, or nothing in particular:
 * what closes an object looks back by one. */
void x12_json_init(struct x12_json *j, struct x12_sink *sink,
                   struct x12_error *err)
{
    *j = (struct x12_json){ .sink = sink, .err = err };
    j->buffer = malloc(X12_JSON_BUFFER);
    if (!j->buffer) {
        j->status = x12_fail(err, X12_ENOMEM, "json: out of memory");
        return;
    }
    j->quoted = json_quoted();
    j->buffer[0] = '\n';
    j->at = j->buffer + 1;
    j->high = j->buffer + X12_JSON_BUFFER - X12_JSON_ROOM;
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

/* Gives away what is before `to`, but for a comma that may yet be taken back.
 * Returns where to go on. */
static char *json_give(struct x12_json *j, char *to)
{
    char *first = j->buffer + 1;
    const bool comma = to > first && to[-1] == ',';
    const size_t len = (size_t)(to - first) - comma;

    if (j->status == X12_OK && len > 0)
        j->status = x12_sink_write(j->sink, (x12_str){ first, len }, j->err);
    if (len > 0)
        j->buffer[0] = first[len - 1];
    first[0] = ',';
    return first + comma;
}

enum x12_status x12_json_flush(struct x12_json *j)
{
    if (j->at)
        j->at = json_give(j, j->at);
    return j->status;
}

char *x12_json_make_room(struct x12_json *j, char *to)
{
    return json_give(j, to);
}

char *x12_json_put_begin(struct x12_json *j)
{
    if (!j->at)
        json_misuse(j, "used before init");
    return j->at ? x12_json_put_room(j, j->at) : NULL;
}

static void json_open(struct x12_json *j, char open, char close)
{
    char *to = x12_json_put_begin(j);

    if (!to)
        return;
    if (j->depth == X12_JSON_DEPTH) {
        json_misuse(j, "nested too deep");
        return;
    }
    j->close[j->depth++] = close;
    x12_json_put_end(j, x12_json_put_open(to, open));
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
    char *to = x12_json_put_begin(j);

    if (j->depth == 0)
        json_misuse(j, "ended more often than opened");
    else if (to)
        x12_json_put_end(j, x12_json_put_close(to, j->close[--j->depth]));
}

void x12_json_line(struct x12_json *j)
{
    char *to = x12_json_put_begin(j);

    if (j->depth != 0)
        json_misuse(j, "a line ended inside an object");
    else if (to)
        x12_json_put_end(j, x12_json_put_close(to, '\n') - 1);
}

void x12_json_key_str(struct x12_json *j, x12_str key)
{
    char *to = x12_json_put_begin(j);

    if (!to)
        return;
    if (key.len > JSON_KEY) {
        json_misuse(j, "key is too long");
        return;
    }
    *to++ = '"';
    memcpy(to, key.at, key.len);
    to += key.len;
    *to++ = '"';
    *to++ = ':';
    x12_json_put_end(j, to);
}

void x12_json_members(struct x12_json *j, x12_str members)
{
    char *to = x12_json_put_begin(j);

    if (!to || members.len == 0)
        return;
    while (members.len > 0) {
        const size_t most = X12_JSON_ROOM - X12_JSON_VALUE;
        const size_t part = members.len < most ? members.len : most;

        to = x12_json_put_room(j, to);
        memcpy(to, members.at, part);
        to += part;
        members.at += part;
        members.len -= part;
    }
    *to++ = ',';
    x12_json_put_end(j, to);
}

void x12_json_pair(struct x12_json *j, x12_str key, x12_str s)
{
    x12_json_key_str(j, key);
    x12_json_string(j, s);
}

void x12_json_string(struct x12_json *j, x12_str s)
{
    char *to = x12_json_put_begin(j);

    if (to)
        x12_json_put_end(j, x12_json_put_string(j, to, s));
}

void x12_json_count(struct x12_json *j, uint64_t n)
{
    char *to = x12_json_put_begin(j);

    if (to)
        x12_json_put_end(j, x12_json_put_count(to, n));
}

void x12_json_int(struct x12_json *j, int64_t n)
{
    char *to = x12_json_put_begin(j);

    if (!to)
        return;
    if (n < 0)
        *to++ = '-';
    x12_json_put_end(
        j, x12_json_put_count(to, n < 0 ? 0 - (uint64_t)n : (uint64_t)n));
}

static void json_word(struct x12_json *j, x12_str word)
{
    char *to = x12_json_put_begin(j);

    if (to)
        x12_json_put_end(j, x12_json_put_word(to, word));
}

void x12_json_bool(struct x12_json *j, bool b)
{
    json_word(j, b ? X12_STR("true") : X12_STR("false"));
}

void x12_json_null(struct x12_json *j)
{
    json_word(j, X12_STR("null"));
}

void x12_json_money(struct x12_json *j, x12_money m)
{
    char *to = x12_json_put_begin(j);

    if (to)
        x12_json_put_end(j, x12_json_put_money(to, m));
}

void x12_json_decimal(struct x12_json *j, x12_decimal d)
{
    char *to = x12_json_put_begin(j);

    if (to)
        x12_json_put_end(j, x12_json_put_decimal(to, d));
}

void x12_json_date(struct x12_json *j, x12_date d)
{
    char *to = x12_json_put_begin(j);

    if (to)
        x12_json_put_end(j, x12_json_put_date(j, to, d));
}
