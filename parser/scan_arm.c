/* SPDX-License-Identifier: Apache-2.0 */
/* scan - the variant for 64-bit ARM: NEON */
#include "parser/scan_private.h"

#ifdef X12_SCAN_NEON

#include <arm_neon.h>

/* Four vectors of 0x00 or 0xFF to 64 bits: each byte keeps the bit of its
 * place, and neighbours are added until a byte holds eight of them. */
SCAN_INLINE uint64_t scan_neon_mask(const uint8x16_t part[4])
{
    const uint8x16_t place = { 1, 2, 4, 8, 16, 32, 64, 128,
                               1, 2, 4, 8, 16, 32, 64, 128 };
    uint8x16_t low = vpaddq_u8(vandq_u8(part[0], place),
                               vandq_u8(part[1], place));
    uint8x16_t high = vpaddq_u8(vandq_u8(part[2], place),
                                vandq_u8(part[3], place));
    uint8x16_t sum = vpaddq_u8(low, high);

    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
}

SCAN_INLINE uint64_t scan_neon_either(const uint8x16_t part[4], uint8_t c,
                                      uint8_t d)
{
    uint8x16_t one = vdupq_n_u8(c), two = vdupq_n_u8(d), equal[4];

    for (int i = 0; i < 4; i++)
        equal[i] = vorrq_u8(vceqq_u8(part[i], one), vceqq_u8(part[i], two));
    return scan_neon_mask(equal);
}

SCAN_INLINE struct scan_bits scan_neon_bits(const char *at,
                                            struct x12_scan_marks marks)
{
    uint8x16_t part[4], high[4];
    struct scan_bits bits;

    for (int i = 0; i < 4; i++) {
        part[i] = vld1q_u8((const uint8_t *)at + 16 * i);
        high[i] = vcgeq_u8(part[i], vdupq_n_u8(0x80));
    }
    bits.segment = scan_neon_either(part, marks.segment, marks.segment2);
    bits.element = scan_neon_either(part, marks.element, marks.element) &
                   ~bits.segment;
    bits.line = scan_neon_either(part, '\n', '\r');
    bits.high = scan_neon_mask(high);
    return bits;
}

void x12_scan_neon(const char *base, size_t from, size_t to,
                   struct x12_scan_marks marks, struct x12_scan_found *found)
{
    struct scan_run run = scan_begin(found);

    SCAN_STRETCH(scan_neon_bits, scan_put);
    scan_end(found, run);
}

SCAN_INLINE uint64_t scan_neon_within(const uint8x16_t part[4], uint8_t low,
                                      uint8_t high)
{
    uint8x16_t less = vdupq_n_u8(low);
    uint8x16_t width = vdupq_n_u8((uint8_t)(high - low)), in[4];

    for (int i = 0; i < 4; i++)
        in[i] = vcleq_u8(vsubq_u8(part[i], less), width);
    return scan_neon_mask(in);
}

SCAN_INLINE struct scan_kinds scan_neon_kinds(const char *at,
                                              struct x12_scan_marks marks)
{
    struct scan_kinds kinds;
    uint8x16_t part[4];

    for (int i = 0; i < 4; i++)
        part[i] = vld1q_u8((const uint8_t *)at + 16 * i);
    kinds.digit = scan_neon_within(part, '0', '9');
    kinds.part = scan_neon_either(part, marks.component, marks.component);
    kinds.odd = ~scan_neon_within(part, ' ', '~') |
                scan_neon_either(part, marks.repeat, marks.repeat) |
                scan_neon_either(part, '"', '\\');
    kinds.segment = scan_neon_either(part, marks.segment, marks.segment2);
    kinds.element = scan_neon_either(part, marks.element, marks.element);
    kinds.line = scan_neon_either(part, '\n', '\r');
    kinds.blank = scan_neon_either(part, ' ', ' ');
    return kinds;
}

void x12_scan_kinds_neon(const char *base, size_t from, size_t to,
                         struct x12_scan_marks marks,
                         struct x12_scan_kinds *kinds)
{
    SCAN_KINDS(scan_neon_kinds);
}

#endif
