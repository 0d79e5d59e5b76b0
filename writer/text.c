/* SPDX-License-Identifier: Apache-2.0 */
/* text - lines for people to read */
#include "writer/text.h"

enum { TEXT_SMALL = 16 }; /* most bytes that one character of data becomes */

void x12_text_init(struct x12_text *t, struct x12_sink *sink,
                   struct x12_error *err)
{
    t->sink = sink;
    t->err = err;
    t->status = X12_OK;
    t->html = false;
    t->used = 0;
    t->column = 0;
    t->right = 0;
}

enum x12_status x12_text_flush(struct x12_text *t)
{
    if (t->status == X12_OK && t->used > 0)
        t->status = x12_sink_write(t->sink, (x12_str){ t->buffer, t->used },
                                   t->err);
    t->used = 0;
    return t->status;
}

/* Room for `need` bytes, at most TEXT_SMALL; false after a failure. */
static bool text_room(struct x12_text *t, size_t need)
{
    return sizeof(t->buffer) - t->used >= need || x12_text_flush(t) == X12_OK;
}

static void text_char(struct x12_text *t, char c)
{
    if (!text_room(t, 1))
        return;
    t->buffer[t->used++] = c;
    t->column = c == '\n' ? 0 : t->column + 1;
}

/* Blanks before a value of so many characters that stands at the right. */
static void text_lead(struct x12_text *t, size_t len)
{
    unsigned width = t->right;

    t->right = 0;
    for (; width > len; width--)
        text_char(t, ' ');
}

/* Printable ASCII, as most of all text is, in one go. Returns what it took. */
static size_t text_plain(struct x12_text *t, x12_str s)
{
    size_t len = 0, room = sizeof(t->buffer) - t->used;

    if (t->html)
        return 0;
    if (s.len < room)
        room = s.len;
    while (len < room && s.at[len] >= ' ' && s.at[len] <= '~')
        len++;
    if (len > 0)
        memcpy(t->buffer + t->used, s.at, len);
    t->used += len;
    t->column += (unsigned)len;
    return len;
}

static void text_value(struct x12_text *t, x12_str s)
{
    text_lead(t, s.len);
    for (size_t i = text_plain(t, s); i < s.len; i++)
        text_char(t, s.at[i]);
}

void x12_text_put(struct x12_text *t, const char *ours)
{
    if (t->html)
        x12_text_data(t, x12_str_from(ours));
    else
        text_value(t, x12_str_from(ours));
}

void x12_text_raw(struct x12_text *t, const char *markup)
{
    for (; *markup; markup++)
        text_char(t, *markup);
}

void x12_text_count(struct x12_text *t, uint64_t n)
{
    char digits[20], *end = digits + sizeof(digits), *at = end;

    do {
        *--at = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    text_value(t, (x12_str){ at, (size_t)(end - at) });
}

void x12_text_money(struct x12_text *t, x12_money m)
{
    char text[X12_MONEY_TEXT];
    size_t len = x12_money_format_plain(m, text);

    text_value(t, (x12_str){ text, len });
}

void x12_text_date(struct x12_text *t, x12_date d)
{
    char text[X12_DATE_TEXT];
    size_t len = x12_date_format(d, text);

    text_value(t, (x12_str){ text, len });
}

/* The character at s.at as UTF-8, and its bytes; 0 when it is no UTF-8. */
static size_t text_decode(x12_str s, uint32_t *code)
{
    static const struct {
        unsigned char mask, lead;
        uint32_t least;
    } form[] = {
        { 0x80, 0x00, 0 },
        { 0xE0, 0xC0, 0x80 },
        { 0xF0, 0xE0, 0x800 },
        { 0xF8, 0xF0, 0x10000 },
    };
    const unsigned char *at = (const unsigned char *)s.at;

    for (size_t more = 0; more < 4 && more < s.len; more++) {
        if ((at[0] & form[more].mask) != form[more].lead)
            continue;
        *code = at[0] & (unsigned char)~form[more].mask;
        for (size_t i = 1; i <= more; i++) {
            if ((at[i] & 0xC0) != 0x80)
                return 0;
            *code = *code << 6 | (at[i] & 0x3Fu);
        }
        if (*code < form[more].least || *code > 0x10FFFF ||
            (*code >= 0xD800 && *code <= 0xDFFF))
            return 0;
        return more + 1;
    }
    return 0;
}

/* Controls, and what turns the direction of writing or hides. */
static bool text_is_hidden(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x61C ||
           (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

static void text_escape(struct x12_text *t, uint32_t code)
{
    static const char digit[] = "0123456789ABCDEF";
    unsigned shift = code < 0x100 ? 8 : 16;

    text_char(t, '\\');
    text_char(t, shift == 8 ? 'x' : 'u');
    while (shift > 0) {
        shift -= 4;
        text_char(t, digit[code >> shift & 0xF]);
    }
}

/* What stands for a character that HTML gives a meaning; NULL: itself. */
static const char *text_entity(uint32_t code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void x12_text_data(struct x12_text *t, x12_str s)
{
    text_lead(t, s.len);
    while (s.len > 0) {
        size_t plain = text_plain(t, s);
        unsigned char byte;
        uint32_t code;
        size_t len;

        s.at += plain;
        s.len -= plain;
        if (s.len == 0 || !text_room(t, TEXT_SMALL))
            return;
        byte = (unsigned char)s.at[0];
        code = byte;
        len = text_decode(s, &code);
        if (len == 0)
            code = byte;
        if (text_is_hidden(code)) {
            text_escape(t, code);
        } else if (t->html && text_entity(code)) {
            x12_text_raw(t, text_entity(code));
        } else if (len == 0) {
            t->buffer[t->used++] = (char)(0xC0 | byte >> 6);
            t->buffer[t->used++] = (char)(0x80 | (byte & 0x3F));
            t->column++;
        } else {
            memcpy(t->buffer + t->used, s.at, len);
            t->used += len;
            t->column++;
        }
        len += len == 0;
        s.at += len;
        s.len -= len;
    }
}

void x12_text_pad(struct x12_text *t, unsigned column)
{
    if (t->column > 0 && t->column >= column)
        column = t->column + 1;
    while (t->column < column && t->status == X12_OK)
        text_char(t, ' ');
}

void x12_text_right(struct x12_text *t, unsigned width)
{
    t->right = width;
}

void x12_text_line(struct x12_text *t)
{
    text_char(t, '\n');
}
