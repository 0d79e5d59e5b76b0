/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan_private - what the wide scans have in common
 *
 * A wide scan makes three bitmaps of 64 bytes (`struct scan_bits`); what
 * follows from them is the same for all and stands here, to be inlined into
 * each.
 */
#ifndef X12_SCAN_PRIVATE_H
#define X12_SCAN_PRIVATE_H

#include "parser/scan.h"

#if defined(__GNUC__) && defined(__x86_64__)
#define X12_SCAN_X86 1
#elif defined(__GNUC__) && defined(__aarch64__) && !defined(__AARCH64EB__)
#define X12_SCAN_NEON 1
#endif

x12_scan_fn x12_scan_sse2, x12_scan_avx2, x12_scan_avx512, x12_scan_neon;
x12_scan_kinds_fn x12_scan_kinds_sse2, x12_scan_kinds_avx2,
    x12_scan_kinds_avx512, x12_scan_kinds_neon;
bool x12_scan_has_avx2(void);
bool x12_scan_has_avx512(void);

#if defined(X12_SCAN_X86) || defined(X12_SCAN_NEON)

#define SCAN_INLINE static inline __attribute__((always_inline))

/* Bit i stands for byte i of the 64. */
struct scan_bits {
    uint64_t segment; /* ends a segment */
    uint64_t element; /* ends an element and no segment */
    uint64_t line;    /* CR or LF */
    uint64_t high;
};

/* Found so far, held in registers over a stretch. */
struct scan_run {
    uint32_t *cut, *term;
    uint32_t cuts;   /* in found->cut */
    uint64_t behind; /* 1: the last byte before ended a segment, or stands in
                          the line breaks behind an end */
    uint64_t control, high;
};

SCAN_INLINE struct scan_run scan_begin(const struct x12_scan_found *found)
{
    return (struct scan_run){
        .cut = found->cut + found->cuts,
        .term = found->term + found->terms,
        .cuts = (uint32_t)found->cuts,
        .behind = found->behind,
    };
}

SCAN_INLINE void scan_end(struct x12_scan_found *found, struct scan_run run)
{
    found->cuts = (size_t)(run.cut - found->cut);
    found->terms = (size_t)(run.term - found->term);
    found->behind = run.behind != 0;
    found->control |= run.control != 0;
    found->high |= run.high != 0;
}

/* The first `count` of the 64, when the stretch ends inside a block. */
SCAN_INLINE struct scan_bits scan_head(struct scan_bits bits, size_t count)
{
    uint64_t keep = ~UINT64_C(0) >> (X12_SCAN_UNIT - count);

    bits.segment &= keep;
    bits.element &= keep;
    bits.line &= keep;
    bits.high &= keep;
    return bits;
}

/* Line breaks that do not stand behind a segment's end. A run of breaks behind
 * an end is carried away by adding its lowest bit. `last` is the bit of the
 * block's last byte. */
SCAN_INLINE void scan_lines(struct scan_run *run, struct scan_bits bits,
                            uint64_t last)
{
    uint64_t line = bits.line & ~bits.segment;
    uint64_t first = (bits.segment << 1 | run->behind) & line;
    uint64_t left = line & (line + first);

    run->control |= left;
    run->behind = ((bits.segment | (line & ~left)) & last) != 0;
}

/* The index in `cut` of each segment's end. */
SCAN_INLINE void scan_terms(struct scan_run *run, struct scan_bits bits)
{
    uint64_t all = bits.segment | bits.element;

    for (uint64_t left = bits.segment; left; left &= left - 1) {
        uint64_t below = (left & (~left + 1)) - 1;

        *run->term++ = run->cuts + (uint32_t)__builtin_popcountll(all & below);
    }
    run->cuts += (uint32_t)__builtin_popcountll(all);
}

/* The position of each delimiter. Writes more than there are, up to 64. */
SCAN_INLINE void scan_cuts(struct scan_run *run, uint64_t all, uint32_t pos)
{
    unsigned count = (unsigned)__builtin_popcountll(all);

    for (unsigned done = 0; done < count; done += 8) {
        for (unsigned i = 0; i < 8; i++) {
            run->cut[done + i] = pos + (uint32_t)__builtin_ctzll(
                                           all | UINT64_C(1) << 63);
            all &= all - 1;
        }
    }
    run->cut += count;
}

SCAN_INLINE void scan_put(struct scan_run *run, struct scan_bits bits,
                          uint32_t pos)
{
    scan_terms(run, bits);
    scan_cuts(run, bits.segment | bits.element, pos);
}

/* The body of a scan, so that `bits_of` is inlined with its own instructions:
 * whole blocks, then what is left. */
#define SCAN_STRETCH(bits_of, put)                                \
    do {                                                          \
        for (size_t pos = from; pos < to; pos += X12_SCAN_UNIT) { \
            struct scan_bits bits = bits_of(base + pos, marks);   \
            size_t count = to - pos;                              \
                                                                  \
            if (count < X12_SCAN_UNIT)                            \
                bits = scan_head(bits, count);                    \
            else                                                  \
                count = X12_SCAN_UNIT;                            \
            scan_lines(&run, bits, UINT64_C(1) << (count - 1));   \
            put(&run, bits, (uint32_t)pos);                       \
            run.high |= bits.high;                                \
        }                                                         \
    } while (0)

/* Bit i stands for byte i of the 64, as in struct x12_scan_kinds. */
struct scan_kinds {
    uint64_t digit, part;
    uint64_t odd; /* whatever else it is */
    uint64_t segment, element, line, blank;
};

/* What is odd where it stands; of the bytes before: are they line breaks behind
 * an end, is the last one a blank? */
SCAN_INLINE uint64_t scan_odd(struct scan_kinds k, uint64_t *behind,
                              uint64_t *blank)
{
    uint64_t end = k.segment | k.element, line = k.line & ~k.segment;
    uint64_t first = (k.segment << 1 | *behind) & line;
    uint64_t passed = line & ~(line + first);
    uint64_t odd = (k.odd & ~end & ~passed) |
                   ((end | k.part) & (k.blank << 1 | *blank));

    *behind = (k.segment | passed) >> 63;
    *blank = k.blank >> 63;
    return odd;
}

/* The body of a pass over kinds: `kinds_of` gives 64 bytes' at a time. */
#define SCAN_KINDS(kinds_of)                                   \
    do {                                                       \
        uint64_t behind = 1, blank = 0;                        \
                                                               \
        kinds->from = (uint32_t)from;                          \
        kinds->size = (uint32_t)(to - from);                   \
        for (size_t pos = from, at = 0; pos < to;              \
             pos += X12_SCAN_UNIT, at += 8) {                  \
            struct scan_kinds k = kinds_of(base + pos, marks); \
            uint64_t odd = scan_odd(k, &behind, &blank);       \
                                                               \
            memcpy(kinds->digit + at, &k.digit, 8);            \
            memcpy(kinds->part + at, &k.part, 8);              \
            memcpy(kinds->odd + at, &odd, 8);                  \
        }                                                      \
    } while (0)

#endif
#endif
