/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan - find the delimiters of a stretch of bytes, 64 at a time
 *
 * One pass cuts a stretch into element ends (`cut`) and notes which of them end
 * a segment (`term`). The widest unit that the processor has is chosen at run
 * time (AVX2, SSE2, NEON); the scalar twin does the same byte by byte and is
 * what the others are tested against.
 */
#ifndef X12_SCAN_H
#define X12_SCAN_H

#include "parser/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is looked for. A newline that ends segments is written LF, CR or CRLF
 * as it comes: then `segment` and `segment2` are '\n' and '\r'; else both are
 * the same character. */
struct x12_scan_marks {
    unsigned char segment, segment2, element;
    unsigned char component, repeat; /* only kinds ask for these */
};

/* What was found. Positions count from `base` of the call. */
struct x12_scan_found {
    uint32_t *cut; /* position of each delimiter, element or segment */
    size_t cuts;
    uint32_t *term; /* for each segment end: its index in `cut` */
    size_t terms;
    bool high;    /* a byte over 0x7F was met */
    bool control; /* CR or LF was met that ends no segment and does not
                       stand right behind a segment's end: wrapped lines */
    bool behind;  /* the last byte before ended a segment, or is one of the
                       line breaks behind that end; true to begin with */
};

enum { X12_SCAN_UNIT = 64 };

/* Appends what stands in base[from, to) to `found`; `cut` and `term` have room
 * for to - from more and X12_SCAN_UNIT to spare. `to - from` need not be a
 * multiple of the unit; up to X12_SCAN_UNIT bytes behind `to` may be read (not
 * told), so the buffer has that much room behind it. */
typedef void x12_scan_fn(const char *base, size_t from, size_t to,
                         struct x12_scan_marks marks,
                         struct x12_scan_found *found);

X12_API x12_scan_fn x12_scan_scalar;

/* Of what kind the bytes of a stretch are: bit k of a map is for byte
 * `from + k`. A map has room for a bit a byte of whole units, and eight bytes
 * to spare. */
struct x12_scan_kinds {
    uint32_t from, size;
    unsigned char *digit; /* 0 to 9 */
    unsigned char *part;  /* the component mark */
    unsigned char *odd;   /* what values seldom hold: no printable ASCII, the
                             repetition mark, '"' and '\\' (which JSON
                             escapes), and any mark behind a blank; not other
                             marks of elements and segments, nor line breaks
                             behind a segment's end */
};

enum {
    X12_SCAN_KINDS_AT_ONCE = 57, /* bits that x12_scan_kinds_at gives */
    X12_SCAN_KINDS_SPARE = 8,
};

/* The bits of a map for byte `from + bit` and those behind it, that lowest; what
 * is above 57 of them means nothing. */
static inline uint64_t x12_scan_kinds_at(const unsigned char *map, uint32_t bit)
{
    uint64_t eight;

    memcpy(&eight, map + bit / 8, sizeof(eight));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight >> bit % 8;
}

/* Fills the maps for base[from, to), which is kinds->from and size then; a
 * segment begins at `from`. Reads behind `to` as x12_scan_fn does. */
typedef void x12_scan_kinds_fn(const char *base, size_t from, size_t to,
                               struct x12_scan_marks marks,
                               struct x12_scan_kinds *kinds);

X12_API x12_scan_kinds_fn x12_scan_kinds_scalar; /* reads to `to` */

/* The fastest for this machine; asked once per reader. `name` may be NULL. */
X12_API x12_scan_fn *x12_scan_best(const char **name);
X12_API x12_scan_kinds_fn *x12_scan_kinds_best(void);

/* Every variant this machine can run, for tests: 0 is the scalar one, NULL
 * behind the last. */
X12_API x12_scan_fn *x12_scan_variant(unsigned which, const char **name);
X12_API x12_scan_kinds_fn *x12_scan_kinds_variant(unsigned which,
                                                  const char **name);

#ifdef __cplusplus
}
#endif
#endif
