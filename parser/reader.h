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

/* Where a reader may begin in the middle of an input: at a segment. */
struct x12_reader_mark {
    uint64_t offset;             /* in the input */
    uint64_t opened;             /* 1 + offset of the ISA at hand; 0: none */
    struct x12_scan_marks marks; /* of that ISA, like the next */
    struct x12_delims delims;
    bool between; /* before the first ISA, or behind an IEA */
};

struct x12_reader {
    struct x12_findings *findings; /* may be NULL; set it after init */
    uint64_t segments;             /* delivered so far */
    uint64_t cut_off;              /* 1 + where the input ends inside a segment;
                                      0: it does not */
    uint64_t bytes;                /* of the decoded input, taken in so far */
    struct x12_delims delims;      /* of the interchange at hand */
    bool kinds_wanted; /* look for the kinds of bytes; set it at any time */
    /* private below */
    struct x12_source source;
    struct x12_error *err;
    enum x12_status status; /* X12_OK until the end or a failure */
    enum x12_status end;    /* the same of the source */
    struct x12_error late;  /* its failure, until it is met */
    x12_scan_fn *scan;
    x12_scan_kinds_fn *scan_kinds;
    struct x12_scan_marks marks;
    struct x12_scan_found found; /* the delimiters of window[.., scanned) */
    struct x12_scan_kinds kinds; /* of the bytes from the next segment on */
    const struct x12_scan_kinds *kinds_now; /* NULL: not looked for */
    size_t odd; /* the next odd byte among them, or where they end; or 0 */
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
    bool inside;            /* `at` is in the middle of what is no segment */
    bool junk;              /* of it was told */
    bool part;              /* the input goes on behind the source */
};

/* When all is read: was the last interchange closed by its IEA? */
static inline bool x12_reader_is_whole(const struct x12_reader *rd)
{
    return rd->between;
}

/* Allocates the window. Takes `src` over, on failure too. */
X12_API enum x12_status x12_reader_init(struct x12_reader *rd,
                                        struct x12_source *src,
                                        struct x12_error *err) X12_MUST_USE;

/* Reads another input from its beginning, in the memory that it has; what was
 * read before is forgotten. Takes `src` over, on failure too. */
X12_API enum x12_status x12_reader_again(struct x12_reader *rd,
                                         struct x12_source *src) X12_MUST_USE;

X12_API void x12_reader_release(struct x12_reader *rd);

/* Begins anew, in the same memory, with `src`, which it takes over: a part of an
 * input from `mark` on. At the end of `src` nothing is told of what is left. */
X12_API void x12_reader_resume(struct x12_reader *rd, struct x12_source *src,
                               const struct x12_reader_mark *mark);

/* At the end of such a part: is all of it delivered, and would a reader at
 * `mark` deliver the rest as this one would? */
X12_API bool x12_reader_is_at(const struct x12_reader *rd,
                              const struct x12_reader_mark *mark);

/* At the end of such a part: the source has more now; or it has not, and the end
 * of the input is met (`last`). */
X12_API void x12_reader_go_on(struct x12_reader *rd, bool last);

/* ---- the step, inlined where it is called: a segment is a few numbers ---- */

/* x12_reader_next where there is more to the next segment than its ends. */
X12_API enum x12_status x12_reader_step(struct x12_reader *rd,
                                        struct x12_segment *seg) X12_MUST_USE;

/* Goes on to the next odd byte, at `pos` or behind it. */
X12_API void x12_reader_pass_odd(struct x12_reader *rd, size_t pos);

/* May it stand between segments and mean nothing? Blanks and controls (line
 * ends, NUL, Ctrl-Z), and all that is not ASCII: the line end of EBCDIC, a byte
 * order mark, the second byte of a terminator that was recoded. */
static inline bool x12_reader_is_blank(char c)
{
    return (unsigned char)(c - '!') > '~' - '!';
}

/* Delivers the segment that begins at `start` and has its ends at `cut`. Blanks
 * before its end are not part of it. */
static inline void x12_reader_give(struct x12_reader *rd,
                                   struct x12_segment *seg, size_t start,
                                   uint32_t *cut, size_t count, uint32_t id)
{
    const struct x12_place place = { rd->base_offset + start, 0, 0, 0, 0 };
    const char *w = rd->window;
    size_t low = count > 0 ? cut[count - 1] + 1 : start;
    size_t mark = cut[count], end = mark;

    if (end > low && w[end - 1] == ' ') {
        do
            end--;
        while (end > low && w[end - 1] == ' ');
        cut[count] = (uint32_t)end;
        if (count == 0)
            id = x12_id_pack(x12_str_of(w + start, end - start));
    }
    seg->base = w;
    seg->cut = cut;
    seg->start = (uint32_t)start;
    seg->count = (uint32_t)count;
    seg->id = id;
    seg->high = rd->high;
    seg->kinds = rd->kinds_now;
    seg->plain = mark < rd->odd;
    if (mark >= rd->odd && rd->kinds_now)
        x12_reader_pass_odd(rd, mark + 1);
    seg->delims = rd->delims;
    seg->place = place;
    seg->ordinal = ++rd->segments;
}

/* X12_OK with the next segment, valid until the next call; X12_END; or a
 * failure: X12_ESYNTAX when the input holds no ISA, X12_ELIMIT, X12_EIO,
 * X12_ENOMEM. A tail without terminator is told as TRUNCATED and not delivered,
 * but for a whole IEA, which ends an interchange with or without its mark.
 * Blanks before a terminator belong to no element. seg->place.segment is left
 * 0: the envelope counts it. */
static inline X12_MUST_USE enum x12_status x12_reader_next(
    struct x12_reader *rd, struct x12_segment *seg)
{
    static const uint32_t id_mask[4] = { 0, 0, 0xFFFF, 0xFFFFFF };
    const unsigned char *first;
    size_t start = rd->at, last, len;
    uint32_t *cut, id, end;

    if (rd->next_term >= rd->plain)
        return x12_reader_step(rd, seg);
    last = rd->found.term[rd->next_term];
    cut = rd->found.cut + rd->next_cut;
    end = cut[last - rd->next_cut];
    while (start < cut[0] && x12_reader_is_blank(rd->window[start]))
        start++;
    len = cut[0] - start;
    first = (const unsigned char *)rd->window + start;
    id = (uint32_t)first[0] | (uint32_t)first[1] << 8 |
         (uint32_t)first[2] << 16 | (uint32_t)first[3] << 24;
    id &= id_mask[len <= 3 ? len : 0];
    /* ISA and IEA open and close; what has no id may be an ISA all the same. */
    if (id == 0 || (id & 0xFF00FF) == X12_ID('I', 0, 'A'))
        return x12_reader_step(rd, seg);
    x12_reader_give(rd, seg, start, cut, last - rd->next_cut, id);
    rd->next_term++;
    rd->next_cut = last + 1;
    rd->at = end + (size_t)1;
    return X12_OK;
}

#ifdef __cplusplus
}
#endif
#endif
