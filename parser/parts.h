/* SPDX-License-Identifier: Apache-2.0 */
/*
 * parts - an input cut into parts that can be worked side by side
 *
 *     struct x12_parts parts = { 0 };
 *     struct x12_chunk chunk = { 0 };
 *     status = x12_parts_init(&parts, &src, err);    src is { 0 } now
 *     while (status == X12_OK && !chunk.last) {
 *         status = x12_parts_next(&parts, &chunk);
 *         if (chunk.begins)
 *             ... a cursor may begin here, at chunk.mark ...
 *     }
 *     x12_chunk_release(&chunk);
 *     x12_parts_release(&parts);
 *
 * The bytes come in chunks of bounded size, decoded, in order and unchanged. A
 * part begins before a set, or before an interchange, and goes on to where the
 * next one begins; a set that is longer than a chunk makes a part of several.
 * Only control segments are looked at, by the code that reads them anyway, so a
 * mark is a claim about what a cursor has met up to there. Odd input may prove
 * it wrong: who works a part asks x12_cursor_is_at at its end whether the next
 * mark holds, and reads on where it does not.
 */
#ifndef X12_PARTS_H
#define X12_PARTS_H

#include "parser/cursor.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    X12_PART_BLOCK = 64 << 10,      /* bytes read at once */
    X12_PART_BLOCK_LEAST = 1 << 10, /* as small as they may be set */
    X12_PART_BLOCKS = 5,  /* a part is cut where it can be, from here */
    X12_CHUNK_BLOCKS = 8, /* the largest chunk */
};

struct x12_chunk {
    char *bytes; /* owned; made by the first x12_parts_next */
    size_t len;
    bool begins;           /* a part does, at its first byte */
    bool last;             /* the input ends behind it */
    struct x12_mark mark;  /* where it begins */
    enum x12_status end;   /* of the last: X12_END or a failure */
    struct x12_error late; /* that failure */
};

struct x12_parts {
    size_t block; /* X12_PART_BLOCK unless set between init and next */
    /* private below */
    struct x12_source source;
    struct x12_envelope envelope;
    struct x12_findings findings; /* keeps none: it holds control numbers */
    struct x12_reader_mark at;    /* of the next chunk */
    uint64_t part; /* bytes of the part at hand in chunks given */
    uint64_t isa;  /* offset of the last ISA */
    char *rest;    /* bytes behind the last chunk */
    size_t rest_len;
    size_t seen;          /* of the chunk at hand: looked at up to here */
    bool cut;             /* the next chunk begins a part */
    bool edge;            /* it begins where a segment does */
    bool clean;           /* only blanks since the IEA */
    enum x12_status end;  /* of the source */
    struct x12_error err; /* its failure */
};

/* Takes `src` over, on failure too. */
X12_API enum x12_status x12_parts_init(struct x12_parts *parts,
                                       struct x12_source *src,
                                       struct x12_error *err) X12_MUST_USE;

/* The next chunk, in the memory of `chunk`. Not to be called behind the last.
 * X12_ENOMEM is the only failure: that of the source comes with the last. */
X12_API enum x12_status x12_parts_next(struct x12_parts *parts,
                                       struct x12_chunk *chunk) X12_MUST_USE;

X12_API void x12_parts_release(struct x12_parts *parts);
X12_API void x12_chunk_release(struct x12_chunk *chunk);

#ifdef __cplusplus
}
#endif
#endif
