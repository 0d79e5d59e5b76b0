/* SPDX-License-Identifier: Apache-2.0 */
/*
 * writer - elements to segments; delimiter safety; the first failure is kept
 *
 *     x12_writer_begin(w, "CLM");
 *     x12_put(w, claim->id);
 *     x12_put_money(w, claim->charge);
 *     x12_put_empty(w, 2);
 *     x12_put(w, claim->place);                CLM05: place:qualifier:frequency
 *     x12_put_component(w, X12_STR("B"));
 *     x12_put_component(w, claim->frequency);
 *     x12_writer_end(w);
 *     ...
 *     status = x12_writer_finish(w);           asked once
 *
 * Empty elements and components at the end are left out. A value that holds a
 * delimiter is a failure (X12_ESYNTAX, with segment and element): X12 has no
 * escape, and dropping the character would change what was said.
 */
#ifndef X12_WRITER_H
#define X12_WRITER_H

#include "parser/segment.h"
#include "parser/value.h"
#include "writer/sink.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { X12_WRITER_BUFFER = 64 << 10 };

struct x12_writer {
    struct x12_delims delims;
    const char *line_end;  /* behind each terminator: "", "\n" or "\r\n" */
    uint32_t set_segments; /* of this set, for SE01; the caller resets it */
    uint64_t bytes;        /* given to the sink or waiting in the buffer */
    /* private below */
    struct x12_sink *sink;
    struct x12_error *err;
    enum x12_status status;
    char *buffer;          /* owned */
    size_t used;
    size_t segment_start, keep; /* of the segment at hand; end of last value */
    unsigned element, component;
    bool in_element;
    char id[4];
};

/* The sink stays the caller's and must outlive the writer. A failure to
 * allocate is told by the first finish. */
X12_API void x12_writer_init(struct x12_writer *w, struct x12_sink *sink,
                             struct x12_delims delims, struct x12_error *err);
X12_API void x12_writer_release(struct x12_writer *w);

X12_API void x12_writer_begin(struct x12_writer *w, const char *id);
X12_API void x12_put(struct x12_writer *w, x12_str value);
X12_API void x12_put_empty(struct x12_writer *w, unsigned elements);
X12_API void x12_put_component(struct x12_writer *w, x12_str value);
X12_API void x12_put_repeat(struct x12_writer *w, x12_str value);
X12_API void x12_put_money(struct x12_writer *w, x12_money amount);
X12_API void x12_put_decimal(struct x12_writer *w, x12_decimal number);
X12_API void x12_put_count(struct x12_writer *w, uint64_t count);
X12_API void x12_put_date(struct x12_writer *w, x12_date date); /* CCYYMMDD */
X12_API void x12_writer_end(struct x12_writer *w);

/* A segment as it stands, without terminator, in this writer's delimiters. */
X12_API void x12_put_segment(struct x12_writer *w,
                             const struct x12_segment *seg);

/* Room for the segments of one claim that may be taken back: mark, write,
 * and undo, as long as no flush came between (X12_EMISUSE then). */
struct x12_writer_mark { uint64_t bytes; uint32_t set_segments; };
X12_API struct x12_writer_mark x12_writer_mark(struct x12_writer *w);
X12_API enum x12_status x12_writer_undo(struct x12_writer *w,
                                        struct x12_writer_mark mark)
    X12_MUST_USE;

/* The status so far, without flushing: X12_OK or the first failure. */
X12_API enum x12_status x12_writer_status(const struct x12_writer *w);

/* Forgets a failure of one value (X12_ESYNTAX), after undo. */
X12_API void x12_writer_forgive(struct x12_writer *w);

/* Gives all that waits to the sink. */
X12_API enum x12_status x12_writer_finish(struct x12_writer *w) X12_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
