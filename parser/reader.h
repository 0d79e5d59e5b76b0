/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader - bytes to segments; delimiters from the ISA; one window
 *
 *     struct x12_reader rd = { 0 };
 *     status = x12_reader_init(&rd, &src, err);      src is { 0 } now
 *     while (status == X12_OK &&
 *            (status = x12_reader_next(&rd, &seg)) == X12_OK)
 *         ...
 *     x12_reader_release(&rd);
 *
 * Every ISA brings its own delimiters. Blanks, line ends, NUL and Ctrl-Z
 * between segments and at the end of the input belong to nothing. CR and LF
 * inside a segment (lines wrapped at a column) are taken out. Memory is one
 * window, whatever the size of the input.
 */
#ifndef X12_READER_H
#define X12_READER_H

#include "parser/finding.h"
#include "parser/scan.h"
#include "parser/segment.h"
#include "parser/source.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    X12_SEGMENT_LIMIT = 256 << 10, /* longest segment, in bytes */
    X12_HEAD_LIMIT = 64 << 10,     /* bytes searched for the first ISA */
};

struct x12_reader {
    struct x12_findings *findings; /* may be NULL; set it after init */
    uint64_t segments;             /* delivered so far */
    uint64_t bytes;                /* of the decoded input, taken in so far */
    struct x12_delims delims;      /* of the interchange at hand */
    /* private below */
    struct x12_source source;
    struct x12_error *err;
    enum x12_status status; /* X12_OK until the end or a failure */
    enum x12_status end;    /* the same of the source */
    struct x12_error late;  /* its failure, until it is met */
    x12_scan_fn *scan;
    struct x12_scan_marks marks;
    struct x12_scan_found found; /* the delimiters of window[.., scanned) */
    char *window;
    size_t filled, scanned; /* bytes in the window, bytes scanned */
    uint64_t base_offset;   /* of window[0] in the input */
    size_t at;              /* where the next segment begins */
    size_t next_cut;        /* the first cut of the next segment */
    size_t next_term;       /* its end, in found.term */
    size_t plain;           /* ends below this need no second look */
    size_t chunk;           /* where the last stretch scanned began */
    uint64_t opened;        /* 1 + offset of the ISA at hand; 0: none */
    bool high, wrapped;     /* in what is not delivered yet */
    bool between;           /* before the first ISA, or behind an IEA */
    bool glued;             /* a letter or digit stands before `at` */
    bool junk;              /* of it was told */
};

/* Allocates the window. Takes `src` over, on failure too. */
X12_API enum x12_status x12_reader_init(struct x12_reader *rd,
                                        struct x12_source *src,
                                        struct x12_error *err) X12_MUST_USE;

/* X12_OK with the next segment, valid until the next call; X12_END; or a
 * failure: X12_ESYNTAX when the input holds no ISA, X12_ELIMIT, X12_EIO,
 * X12_ENOMEM. A tail without terminator is told as TRUNCATED and not delivered,
 * but for a whole IEA, which ends an interchange with or without its mark.
 * Blanks before a terminator belong to no element. seg->place.segment is left
 * 0: the envelope counts it. */
X12_API enum x12_status x12_reader_next(struct x12_reader *rd,
                                        struct x12_segment *seg) X12_MUST_USE;

X12_API void x12_reader_release(struct x12_reader *rd);

#ifdef __cplusplus
}
#endif
#endif
