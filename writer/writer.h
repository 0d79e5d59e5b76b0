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
 * Empty elements, repeats and components at the end are left out. A value that
 * holds a delimiter, CR, LF or a zero byte is a failure (X12_ESYNTAX, with
 * segment and element): X12 has no escape, and dropping the character would
 * change what was said. After a failure nothing more goes to the sink.
 *
 * What may turn out bad is written behind a mark, and taken back:
 *
 *     x12_writer_mark(w);
 *     edi_claim_write(&cw, claim);
 *     if (x12_writer_status(w) == X12_OK)
 *         x12_writer_keep(w);
 *     else                                     tell err->text, put aside, then
 *         status = x12_writer_undo(w);
 */
#ifndef X12_WRITER_H
#define X12_WRITER_H

#include "parser/segment.h"
#include "parser/value.h"
#include "writer/sink.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    X12_WRITER_BUFFER = 64 << 10,
    X12_WRITER_HELD = 32 << 20, /* most bytes behind a mark, or in one value */
};

struct x12_writer {
    struct x12_delims delims;
    const char *line_end;  /* behind each terminator: "", "\n" or "\r\n" */
    uint32_t set_segments; /* of this set, for SE01; the caller resets it */
    uint64_t bytes;        /* of whole segments, in the sink or the buffer */
    /* private below */
    struct x12_sink *sink;
    struct x12_error *err;
    struct x12_error own; /* stands in where the caller gave none */
    enum x12_status status;
    char *buffer; /* owned */
    size_t used, cap;
    uint64_t given; /* bytes in the sink */
    bool marked;
    size_t mark; /* place in the buffer to go back to */
    uint32_t mark_segments;
    bool in_segment;
    unsigned element, component; /* at hand, for the text of a failure */
    size_t elements, repeats,
        components; /* delimiters owed to the next value */
    char id[4];
    unsigned char refused[256]; /* 1: the byte may not stand in a value */
};

/* The sink stays the caller's and must outlive the writer. A failure to
 * allocate is told by the first finish. */
X12_API void x12_writer_init(struct x12_writer *w, struct x12_sink *sink,
                             struct x12_delims delims, struct x12_error *err);
X12_API void x12_writer_release(struct x12_writer *w);

X12_API void x12_writer_begin(struct x12_writer *w, const char *id);

/* The next element; what follows by put_component and put_repeat belongs to
 * it. Empty values hold their place. */
X12_API void x12_put(struct x12_writer *w, x12_str value);
X12_API void x12_put_empty(struct x12_writer *w, unsigned elements);
X12_API void x12_put_component(struct x12_writer *w, x12_str value);
X12_API void x12_put_repeat(struct x12_writer *w, x12_str value);
X12_API void x12_put_money(struct x12_writer *w, x12_money amount);
X12_API void x12_put_decimal(struct x12_writer *w, x12_decimal number);
X12_API void x12_put_count(struct x12_writer *w, uint64_t count);
X12_API void x12_put_date(struct x12_writer *w, x12_date date); /* CCYYMMDD */
X12_API void x12_put_time(struct x12_writer *w, x12_time time); /* HHMM[SS] */
X12_API void x12_put_component_money(struct x12_writer *w, x12_money amount);
X12_API void x12_put_component_decimal(struct x12_writer *w,
                                       x12_decimal number);
X12_API void x12_put_component_date(struct x12_writer *w, x12_date date);

/* An element that is one byte and may be a delimiter: ISA11 and ISA16. */
X12_API void x12_put_byte(struct x12_writer *w, char byte);

X12_API void x12_writer_end(struct x12_writer *w);

/* A segment that was read, in this writer's delimiters, else as it stands
 * (empty elements at its end too). Not for the ISA, whose elements 11 and 16
 * are delimiters. */
X12_API void x12_put_segment(struct x12_writer *w,
                             const struct x12_segment *seg);

/* From here on all is held back (up to X12_WRITER_HELD, then X12_ELIMIT) until
 * keep or undo. There is one mark; between segments. */
X12_API void x12_writer_mark(struct x12_writer *w);
X12_API void x12_writer_keep(struct x12_writer *w);

/* What is held back; borrowed until the writer is used again. */
X12_API x12_str x12_writer_held(const struct x12_writer *w);

/* Takes back what was written behind the mark, and forgets the failure of it:
 * X12_ESYNTAX or X12_ELIMIT, in `err` too. Returns what is left: X12_OK, or a
 * failure that cannot be taken back. X12_EMISUSE without a mark. */
X12_API enum x12_status x12_writer_undo(struct x12_writer *w) X12_MUST_USE;

/* A failure told by who uses the writer; `why` names no person. */
X12_API void x12_writer_fail(struct x12_writer *w, enum x12_status status,
                             const char *why);

/* The status so far, without flushing: X12_OK or the first failure. */
X12_API enum x12_status x12_writer_status(const struct x12_writer *w);

/* Gives all that waits to the sink; a mark ends by it as by keep. X12_END when
 * nobody reads the sink any more. */
X12_API enum x12_status x12_writer_finish(struct x12_writer *w) X12_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
