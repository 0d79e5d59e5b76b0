/* SPDX-License-Identifier: Apache-2.0 */
/* scan - the variants for x86-64: SSE2, AVX2, AVX-512 */
#include "parser/scan_private.h"

#ifdef X12_SCAN_X86

#include <immintrin.h>

#define SCAN_TARGET(features) __attribute__((target(features)))
#define SCAN_AVX2             "avx2,bmi,popcnt"
#define SCAN_AVX512           "avx512f,avx512bw,avx512vbmi2,bmi,bmi2,popcnt"

/* ---- SSE2: every x86-64 has it ---- */

SCAN_INLINE uint64_t scan_sse2_equal(const __m128i part[4], char c)
{
    __m128i want = _mm_set1_epi8(c);
    uint64_t bits = 0;

    for (int i = 0; i < 4; i++) {
        __m128i equal = _mm_cmpeq_epi8(part[i], want);

        bits |= (uint64_t)(unsigned)_mm_movemask_epi8(equal) << (16 * i);
    }
    return bits;
}

SCAN_INLINE struct scan_bits scan_sse2_bits(const char *at,
                                            struct x12_scan_marks marks)
{
    struct scan_bits bits;
    __m128i part[4];

    bits.high = 0;
    for (int i = 0; i < 4; i++) {
        part[i] = _mm_loadu_si128((const __m128i *)(const void *)at + i);
        bits.high |= (uint64_t)(unsigned)_mm_movemask_epi8(part[i]) << (16 * i);
    }
    bits.segment = scan_sse2_equal(part, (char)marks.segment) |
                   scan_sse2_equal(part, (char)marks.segment2);
    bits.element = scan_sse2_equal(part, (char)marks.element) & ~bits.segment;
    bits.line = scan_sse2_equal(part, '\n') | scan_sse2_equal(part, '\r');
    return bits;
}

void x12_scan_sse2(const char *base, size_t from, size_t to,
                   struct x12_scan_marks marks, struct x12_scan_found *found)
{
    struct scan_run run = scan_begin(found);

    SCAN_STRETCH(scan_sse2_bits, scan_put);
    scan_end(found, run);
}

/* ---- AVX2 ---- */

SCAN_INLINE SCAN_TARGET(SCAN_AVX2)
uint64_t scan_avx2_mask(__m256i a, __m256i b)
{
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(a) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
}

SCAN_INLINE SCAN_TARGET(SCAN_AVX2)
uint64_t scan_avx2_either(__m256i a, __m256i b, char c, char d)
{
    __m256i one = _mm256_set1_epi8(c), two = _mm256_set1_epi8(d);

    return scan_avx2_mask(
        _mm256_or_si256(_mm256_cmpeq_epi8(a, one), _mm256_cmpeq_epi8(a, two)),
        _mm256_or_si256(_mm256_cmpeq_epi8(b, one), _mm256_cmpeq_epi8(b, two)));
}

SCAN_INLINE SCAN_TARGET(SCAN_AVX2)
struct scan_bits scan_avx2_bits(const char *at, struct x12_scan_marks marks)
{
    __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)at);
    __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)at + 1);
    struct scan_bits bits;

    bits.segment = scan_avx2_either(a, b, (char)marks.segment,
                                    (char)marks.segment2);
    bits.element = scan_avx2_either(a, b, (char)marks.element,
                                    (char)marks.element) &
                   ~bits.segment;
    bits.line = scan_avx2_either(a, b, '\n', '\r');
    bits.high = scan_avx2_mask(a, b);
    return bits;
}

SCAN_TARGET(SCAN_AVX2)
void x12_scan_avx2(const char *base, size_t from, size_t to,
                   struct x12_scan_marks marks, struct x12_scan_found *found)
{
    struct scan_run run = scan_begin(found);

    SCAN_STRETCH(scan_avx2_bits, scan_put);
    scan_end(found, run);
}

bool x12_scan_has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("popcnt");
}

/* ---- AVX-512 with VBMI2: the positions are pressed out of 0..63 at once ---- */

static const unsigned char scan_avx512_count_up[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
    48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
};

SCAN_INLINE SCAN_TARGET(SCAN_AVX512)
struct scan_bits scan_avx512_bits(const char *at, struct x12_scan_marks marks)
{
    __m512i a = _mm512_loadu_si512(at);
    struct scan_bits bits;

    bits.segment =
        _mm512_cmpeq_epi8_mask(a, _mm512_set1_epi8((char)marks.segment)) |
        _mm512_cmpeq_epi8_mask(a, _mm512_set1_epi8((char)marks.segment2));
    bits.element = _mm512_cmpeq_epi8_mask(
                       a, _mm512_set1_epi8((char)marks.element)) &
                   ~bits.segment;
    bits.line = _mm512_cmpeq_epi8_mask(a, _mm512_set1_epi8('\n')) |
                _mm512_cmpeq_epi8_mask(a, _mm512_set1_epi8('\r'));
    bits.high = _mm512_movepi8_mask(a);
    return bits;
}

/* The numbers of the bits set in `bits`, each plus `first`, as 32-bit words.
 * Nearly all blocks have at most 32, which takes no branch. */
SCAN_INLINE SCAN_TARGET(SCAN_AVX512) void scan_avx512_spread(uint32_t *into,
                                                             uint64_t bits,
                                                             unsigned usual,
                                                             uint32_t first)
{
    __m512i plus = _mm512_set1_epi32((int)first);
    __m512i at = _mm512_maskz_compress_epi8(
        bits, _mm512_loadu_si512(scan_avx512_count_up));
    unsigned count = (unsigned)__builtin_popcountll(bits);

#define SCAN_AVX512_QUARTER(i) \
    _mm512_storeu_si512(       \
        into + 16 * (i),       \
        _mm512_add_epi32(      \
            plus, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(at, (i)))))
    SCAN_AVX512_QUARTER(0);
    if (usual > 16 || count > 16)
        SCAN_AVX512_QUARTER(1);
    if (count > 32) {
        SCAN_AVX512_QUARTER(2);
        SCAN_AVX512_QUARTER(3);
    }
#undef SCAN_AVX512_QUARTER
}

SCAN_INLINE SCAN_TARGET(SCAN_AVX512) void scan_avx512_put(struct scan_run *run,
                                                          struct scan_bits bits,
                                                          uint32_t pos)
{
    uint64_t all = bits.segment | bits.element;

    scan_avx512_spread(run->term, _pext_u64(bits.segment, all), 16, run->cuts);
    scan_avx512_spread(run->cut, all, 32, pos);
    run->term += __builtin_popcountll(bits.segment);
    run->cut += __builtin_popcountll(all);
    run->cuts += (uint32_t)__builtin_popcountll(all);
}

SCAN_TARGET(SCAN_AVX512)
void x12_scan_avx512(const char *base, size_t from, size_t to,
                     struct x12_scan_marks marks, struct x12_scan_found *found)
{
    struct scan_run run = scan_begin(found);

    SCAN_STRETCH(scan_avx512_bits, scan_avx512_put);
    scan_end(found, run);
}

bool x12_scan_has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vbmi2") && x12_scan_has_avx2();
}

#endif
