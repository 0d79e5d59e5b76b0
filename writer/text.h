/* SPDX-License-Identifier: Apache-2.0 */
/*
 * text - lines for people to read
 *
 *     x12_text_put(t, "claim ");
 *     x12_text_data(t, claim->id);             control characters escaped
 *     x12_text_pad(t, 24);                     up to column 24 of this line
 *     x12_text_right(t, 12), x12_text_money(t, claim->charge);
 *     x12_text_line(t);
 *
 * Output is UTF-8; what is no UTF-8 is taken as ISO-8859-1. Control,
 * bidirectional and escape characters of data are shown as \x1B or \u202E, so
 * that no input moves the cursor of a terminal. No allocation.
 *
 * With `html` set behind init the same goes into a page of HTML: all but
 * x12_text_raw is escaped.
 */
#ifndef X12_TEXT_H
#define X12_TEXT_H

#include "parser/value.h"
#include "writer/sink.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { X12_TEXT_BUFFER = 16 << 10 };

struct x12_text {
    enum x12_status status; /* X12_OK, or why nothing more is taken */
    bool html;
    /* private below */
    struct x12_sink *sink;
    struct x12_error *err;
    size_t used;
    unsigned column; /* characters on this line so far */
    unsigned right;  /* width asked for by x12_text_right, or 0 */
    char buffer[X12_TEXT_BUFFER];
};

/* The sink stays the caller's. There is nothing to release. */
X12_API void x12_text_init(struct x12_text *t, struct x12_sink *sink,
                           struct x12_error *err);

X12_API void x12_text_put(struct x12_text *t, const char *ours);

/* Markup of our own, as it stands. */
X12_API void x12_text_raw(struct x12_text *t, const char *markup);

X12_API void x12_text_data(struct x12_text *t, x12_str s);
X12_API void x12_text_count(struct x12_text *t, uint64_t n);
X12_API void x12_text_money(struct x12_text *t, x12_money m); /* 12.50 */
X12_API void x12_text_date(struct x12_text *t, x12_date d);   /* 2024-01-31 */

/* Blanks up to `column` (from 0), one at least unless the line is empty. */
X12_API void x12_text_pad(struct x12_text *t, unsigned column);

/* The next put, count, money or date stands at the right of `width`. */
X12_API void x12_text_right(struct x12_text *t, unsigned width);

X12_API void x12_text_line(struct x12_text *t);

/* Gives what waits to the sink. X12_END when nobody reads it any more. */
X12_API enum x12_status x12_text_flush(struct x12_text *t) X12_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
