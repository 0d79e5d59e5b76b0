/* SPDX-License-Identifier: Apache-2.0 */
/* writer - elements to segments; delimiter safety; the first failure is kept */
#include "writer/writer.h"

#include <stdlib.h>

enum {
    WRITER_SLACK = 64, /* room beyond a value: id, terminator, line end */
    WRITER_COUNT = 20, /* digits of the largest count */
};

void x12_writer_init(struct x12_writer *w, struct x12_sink *sink,
                     struct x12_delims delims, struct x12_error *err)
{
    const unsigned char refused[] = {
        (unsigned char)delims.segment,
        (unsigned char)delims.element,
        (unsigned char)delims.component,
        (unsigned char)delims.repeat,
        '\r',
        '\n',
        '\0', /* read as wrapping or padding, not as text */
    };

    *w = (struct x12_writer){ .delims = delims, .line_end = "", .sink = sink };
    w->err = err ? err : &w->own;
    for (size_t i = 0; i < sizeof(refused); i++)
        w->refused[refused[i]] = 1;
    w->buffer = malloc(X12_WRITER_BUFFER);
    if (w->buffer)
        w->cap = X12_WRITER_BUFFER;
    else
        w->status = x12_fail(w->err, X12_ENOMEM, "writer: out of memory");
}

void x12_writer_release(struct x12_writer *w)
{
    free(w->buffer);
    *w = (struct x12_writer){ .status = X12_EMISUSE };
}

enum x12_status x12_writer_status(const struct x12_writer *w)
{
    return w->status;
}

void x12_writer_fail(struct x12_writer *w, enum x12_status status,
                     const char *why)
{
    if (w->status != X12_OK)
        return;
    if (w->in_segment && w->element > 0)
        w->status = x12_fail(w->err, status, "%s element %u component %u: %s",
                             w->id, w->element, w->component, why);
    else
        w->status = x12_fail(w->err, status, "%s: %s",
                             w->in_segment ? w->id : "writer", why);
}

/* Gives the buffer to the sink, but for what stands behind the mark. */
static void writer_flush(struct x12_writer *w)
{
    size_t out = w->marked ? w->mark : w->used;

    if (out == 0)
        return;
    w->status = x12_sink_write(w->sink, (x12_str){ w->buffer, out }, w->err);
    w->given += out;
    memmove(w->buffer, w->buffer + out, w->used - out);
    w->used -= out;
    w->mark -= w->marked ? out : 0;
}

static bool writer_grow(struct x12_writer *w, size_t need)
{
    size_t cap = w->cap;
    char *buffer;

    if (need > X12_WRITER_HELD) {
        x12_writer_fail(w, X12_ELIMIT, "more than a writer holds back");
        return false;
    }
    while (cap < need)
        cap *= 2;
    buffer = realloc(w->buffer, cap);
    if (!buffer) {
        x12_writer_fail(w, X12_ENOMEM, "out of memory");
        return false;
    }
    w->buffer = buffer;
    w->cap = cap;
    return true;
}

/* Makes room for `need` bytes and the slack; false after a failure. */
static bool writer_room_slow(struct x12_writer *w, size_t need)
{
    if (!w->sink)
        x12_writer_fail(w, X12_EMISUSE, "used before init");
    if (w->status != X12_OK)
        return false;
    if (need > X12_WRITER_HELD)
        return writer_grow(w, need);
    need += WRITER_SLACK;
    writer_flush(w);
    if (w->status != X12_OK)
        return false;
    return w->cap - w->used >= need || writer_grow(w, w->used + need);
}

static inline bool writer_room(struct x12_writer *w, size_t need)
{
    if (w->status == X12_OK && need < w->cap &&
        w->cap - w->used >= need + WRITER_SLACK)
        return true;
    return writer_room_slow(w, need);
}

/* Up to three characters. */
static inline void writer_name(struct x12_writer *w, const char *id)
{
    size_t len = 0;

    for (; len + 1 < sizeof(w->id) && id[len]; len++)
        w->id[len] = id[len];
    w->id[len] = '\0';
}

void x12_writer_begin(struct x12_writer *w, const char *id)
{
    if (w->in_segment) {
        x12_writer_fail(w, X12_EMISUSE, "not ended before the next");
        return;
    }
    w->in_segment = true;
    w->element = w->component = 0;
    w->elements = w->repeats = w->components = 0;
    writer_name(w, id);
    if (!writer_room(w, sizeof(w->id)))
        return;
    for (const char *p = w->id; *p; p++)
        w->buffer[w->used++] = *p;
}

/* The delimiters owed since the last value; most often it is one. */
static inline char *writer_owed(struct x12_writer *w, char *to)
{
    if (w->elements == 1 && w->repeats == 0 && w->components == 0) {
        w->elements = 0;
        *to = w->delims.element;
        return to + 1;
    }
    for (; w->elements > 0; w->elements--)
        *to++ = w->delims.element;
    for (; w->repeats > 0; w->repeats--)
        *to++ = w->delims.repeat;
    for (; w->components > 0; w->components--)
        *to++ = w->delims.component;
    return to;
}

/* Copies the value behind the delimiters owed, looking at each byte once. */
static inline void writer_value(struct x12_writer *w, x12_str value)
{
    unsigned bad = 0;
    char *to;

    if (value.len == 0)
        return;
    if (!w->in_segment) {
        x12_writer_fail(w, X12_EMISUSE, "a value outside a segment");
        return;
    }
    if (value.len > X12_WRITER_HELD ||
        !writer_room(w, value.len + w->elements + w->repeats + w->components)) {
        x12_writer_fail(w, X12_ELIMIT, "value is too long");
        return;
    }
    to = writer_owed(w, w->buffer + w->used);
    for (size_t i = 0; i < value.len; i++) {
        bad |= w->refused[(unsigned char)value.at[i]];
        to[i] = value.at[i];
    }
    w->used = (size_t)(to - w->buffer) + value.len;
    if (bad)
        x12_writer_fail(w, X12_ESYNTAX,
                        "value holds a delimiter or an end of line");
}

void x12_put(struct x12_writer *w, x12_str value)
{
    w->elements++;
    w->repeats = w->components = 0;
    w->element++;
    w->component = 1;
    if (value.len > 0)
        writer_value(w, value);
}

void x12_put_empty(struct x12_writer *w, unsigned elements)
{
    w->elements += elements;
    w->repeats = w->components = 0;
    w->element += elements;
    w->component = 1;
}

void x12_put_component(struct x12_writer *w, x12_str value)
{
    if (w->element == 0)
        x12_writer_fail(w, X12_EMISUSE, "a component before its element");
    w->components++;
    w->component++;
    writer_value(w, value);
}

void x12_put_repeat(struct x12_writer *w, x12_str value)
{
    if (w->element == 0)
        x12_writer_fail(w, X12_EMISUSE, "a repeat before its element");
    else if (w->delims.repeat == 0 && value.len > 0)
        x12_writer_fail(w, X12_ESYNTAX, "this interchange has no repeats");
    w->repeats++;
    w->components = 0;
    w->component = 1;
    writer_value(w, value);
}

/* `number` in decimal, with zeros in front up to `width`. */
static x12_str writer_digits(uint64_t number, size_t width,
                             char room[WRITER_COUNT])
{
    char *at = room + WRITER_COUNT;
    size_t len = 0;

    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
        len++;
    } while (number > 0 || len < width);
    return (x12_str){ at, len };
}

void x12_put_money(struct x12_writer *w, x12_money amount)
{
    char text[X12_MONEY_TEXT];

    x12_put(w, (x12_str){ text, x12_money_format(amount, text) });
}

void x12_put_component_money(struct x12_writer *w, x12_money amount)
{
    char text[X12_MONEY_TEXT];

    x12_put_component(w, (x12_str){ text, x12_money_format(amount, text) });
}

void x12_put_decimal(struct x12_writer *w, x12_decimal number)
{
    char text[X12_MONEY_TEXT];

    x12_put(w, (x12_str){ text, x12_decimal_format(number, text) });
}

void x12_put_component_decimal(struct x12_writer *w, x12_decimal number)
{
    char text[X12_MONEY_TEXT];

    x12_put_component(w, (x12_str){ text, x12_decimal_format(number, text) });
}

void x12_put_count(struct x12_writer *w, uint64_t count)
{
    char room[WRITER_COUNT];

    x12_put(w, writer_digits(count, 1, room));
}

static x12_str writer_date(x12_date date, char room[WRITER_COUNT])
{
    if (date <= 0)
        return (x12_str){ NULL, 0 };
    return writer_digits((uint64_t)date, 8, room);
}

void x12_put_date(struct x12_writer *w, x12_date date)
{
    char room[WRITER_COUNT];

    x12_put(w, writer_date(date, room));
}

void x12_put_component_date(struct x12_writer *w, x12_date date)
{
    char room[WRITER_COUNT];

    x12_put_component(w, writer_date(date, room));
}

void x12_put_time(struct x12_writer *w, x12_time time)
{
    char room[WRITER_COUNT];

    if (time < 0)
        x12_put_empty(w, 1);
    else
        x12_put(w, time % 100 ? writer_digits((uint64_t)time, 6, room)
                              : writer_digits((uint64_t)time / 100, 4, room));
}

void x12_put_byte(struct x12_writer *w, char byte)
{
    unsigned char kept = w->refused[(unsigned char)byte];

    w->refused[(unsigned char)byte] = 0;
    x12_put(w, (x12_str){ &byte, 1 });
    w->refused[(unsigned char)byte] = kept;
}

void x12_writer_end(struct x12_writer *w)
{
    if (!w->in_segment) {
        x12_writer_fail(w, X12_EMISUSE, "a segment ended twice");
        return;
    }
    if (!writer_room(w, 0))
        return;
    w->in_segment = false;
    w->buffer[w->used++] = w->delims.segment;
    for (const char *p = w->line_end; *p; p++)
        w->buffer[w->used++] = *p;
    w->bytes = w->given + w->used;
    w->set_segments++;
}

/* The segment's bytes with each delimiter of its own made this writer's. */
static void writer_translate(struct x12_writer *w,
                             const struct x12_segment *seg, x12_str text)
{
    const struct x12_delims from = seg->delims;
    char *to = w->buffer + w->used;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (c == from.element) {
            c = w->delims.element;
            w->element++;
        } else if (c == from.component) {
            c = w->delims.component;
        } else if (from.repeat && c == from.repeat) {
            c = w->delims.repeat;
        } else if (w->refused[(unsigned char)c]) {
            x12_writer_fail(w, X12_ESYNTAX,
                            "value holds a delimiter or an end of line");
            return;
        }
        to[i] = c;
    }
    w->used += text.len;
}

void x12_put_segment(struct x12_writer *w, const struct x12_segment *seg)
{
    const x12_str text = x12_segment_text(seg);

    x12_writer_begin(w, "");
    x12_str_put(x12_element(seg, 0), w->id, sizeof(w->id));
    if (text.len > X12_WRITER_HELD || !writer_room(w, text.len)) {
        x12_writer_fail(w, X12_ELIMIT, "segment is too long");
        return;
    }
    writer_translate(w, seg, text);
    x12_writer_end(w);
}

void x12_writer_mark(struct x12_writer *w)
{
    if (w->in_segment || w->marked) {
        x12_writer_fail(w, X12_EMISUSE, "a mark inside a segment or a mark");
        return;
    }
    w->marked = true;
    w->mark = w->used;
    w->mark_segments = w->set_segments;
}

void x12_writer_keep(struct x12_writer *w)
{
    w->marked = false;
}

x12_str x12_writer_held(const struct x12_writer *w)
{
    return w->marked ? (x12_str){ w->buffer + w->mark, w->used - w->mark }
                     : (x12_str){ NULL, 0 };
}

enum x12_status x12_writer_undo(struct x12_writer *w)
{
    if (!w->marked)
        return X12_EMISUSE;
    w->marked = false;
    if (w->status == X12_ESYNTAX || w->status == X12_ELIMIT) {
        w->status = X12_OK;
        *w->err = (struct x12_error){ 0 };
    }
    if (w->status != X12_OK)
        return w->status;
    w->used = w->mark;
    w->bytes = w->given + w->used;
    w->set_segments = w->mark_segments;
    w->in_segment = false;
    return X12_OK;
}

enum x12_status x12_writer_finish(struct x12_writer *w)
{
    if (w->in_segment)
        x12_writer_fail(w, X12_EMISUSE, "finished inside a segment");
    w->marked = false;
    if (w->status == X12_OK)
        writer_flush(w);
    return w->status;
}
