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

/* For each byte: is it in [low, high]? Both are less than 0x80. A byte less
 * `low` is high or greater than the width. */
SCAN_INLINE uint64_t scan_sse2_within(const __m128i part[4], char low,
                                      char high)
{
    __m128i less = _mm_set1_epi8(low);
    __m128i width = _mm_set1_epi8((char)(high - low));
    uint64_t bits = 0;

    for (int i = 0; i < 4; i++) {
        __m128i at = _mm_sub_epi8(part[i], less);
        __m128i in = _mm_cmpeq_epi8(_mm_min_epu8(at, width), at);

        bits |= (uint64_t)(unsigned)_mm_movemask_epi8(in) << (16 * i);
    }
    return bits;
}

SCAN_INLINE struct scan_kinds scan_sse2_kinds(const char *at,
                                              struct x12_scan_marks marks)
{
    struct scan_kinds kinds;
    __m128i part[4];

    for (int i = 0; i < 4; i++)
        part[i] = _mm_loadu_si128((const __m128i *)(const void *)at + i);
    kinds.digit = scan_sse2_within(part, '0', '9');
    kinds.part = scan_sse2_equal(part, (char)marks.component);
    kinds.odd = ~scan_sse2_within(part, ' ', '~') |
                scan_sse2_equal(part, (char)marks.repeat) |
                scan_sse2_equal(part, '"') | scan_sse2_equal(part, '\\');
    kinds.segment = scan_sse2_equal(part, (char)marks.segment) |
                    scan_sse2_equal(part, (char)marks.segment2);
    kinds.element = scan_sse2_equal(part, (char)marks.element);
    kinds.line = scan_sse2_equal(part, '\n') | scan_sse2_equal(part, '\r');
    kinds.blank = scan_sse2_equal(part, ' ');
    return kinds;
}

void x12_scan_kinds_sse2(const char *base, size_t from, size_t to,
                         struct x12_scan_marks marks,
                         struct x12_scan_kinds *kinds)
{
    SCAN_KINDS(scan_sse2_kinds);
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

/* For each byte the numbers of its bits that are set, one a byte, lowest first:
 * eight positions are spread by one load instead of eight dependent steps. */
/* clang-format off */
static const uint64_t scan_avx2_places[256] = {
    0x0, 0x0, 0x1, 0x100, 0x2, 0x200, 0x201, 0x20100, 0x3, 0x300, 0x301,
    0x30100, 0x302, 0x30200, 0x30201, 0x3020100, 0x4, 0x400, 0x401, 0x40100,
    0x402, 0x40200, 0x40201, 0x4020100, 0x403, 0x40300, 0x40301, 0x4030100,
    0x40302, 0x4030200, 0x4030201, 0x403020100, 0x5, 0x500, 0x501, 0x50100,
    0x502, 0x50200, 0x50201, 0x5020100, 0x503, 0x50300, 0x50301, 0x5030100,
    0x50302, 0x5030200, 0x5030201, 0x503020100, 0x504, 0x50400, 0x50401,
    0x5040100, 0x50402, 0x5040200, 0x5040201, 0x504020100, 0x50403, 0x5040300,
    0x5040301, 0x504030100, 0x5040302, 0x504030200, 0x504030201, 0x50403020100,
    0x6, 0x600, 0x601, 0x60100, 0x602, 0x60200, 0x60201, 0x6020100, 0x603,
    0x60300, 0x60301, 0x6030100, 0x60302, 0x6030200, 0x6030201, 0x603020100,
    0x604, 0x60400, 0x60401, 0x6040100, 0x60402, 0x6040200, 0x6040201,
    0x604020100, 0x60403, 0x6040300, 0x6040301, 0x604030100, 0x6040302,
    0x604030200, 0x604030201, 0x60403020100, 0x605, 0x60500, 0x60501, 0x6050100,
    0x60502, 0x6050200, 0x6050201, 0x605020100, 0x60503, 0x6050300, 0x6050301,
    0x605030100, 0x6050302, 0x605030200, 0x605030201, 0x60503020100, 0x60504,
    0x6050400, 0x6050401, 0x605040100, 0x6050402, 0x605040200, 0x605040201,
    0x60504020100, 0x6050403, 0x605040300, 0x605040301, 0x60504030100,
    0x605040302, 0x60504030200, 0x60504030201, 0x6050403020100, 0x7, 0x700,
    0x701, 0x70100, 0x702, 0x70200, 0x70201, 0x7020100, 0x703, 0x70300, 0x70301,
    0x7030100, 0x70302, 0x7030200, 0x7030201, 0x703020100, 0x704, 0x70400,
    0x70401, 0x7040100, 0x70402, 0x7040200, 0x7040201, 0x704020100, 0x70403,
    0x7040300, 0x7040301, 0x704030100, 0x7040302, 0x704030200, 0x704030201,
    0x70403020100, 0x705, 0x70500, 0x70501, 0x7050100, 0x70502, 0x7050200,
    0x7050201, 0x705020100, 0x70503, 0x7050300, 0x7050301, 0x705030100,
    0x7050302, 0x705030200, 0x705030201, 0x70503020100, 0x70504, 0x7050400,
    0x7050401, 0x705040100, 0x7050402, 0x705040200, 0x705040201, 0x70504020100,
    0x7050403, 0x705040300, 0x705040301, 0x70504030100, 0x705040302,
    0x70504030200, 0x70504030201, 0x7050403020100, 0x706, 0x70600, 0x70601,
    0x7060100, 0x70602, 0x7060200, 0x7060201, 0x706020100, 0x70603, 0x7060300,
    0x7060301, 0x706030100, 0x7060302, 0x706030200, 0x706030201, 0x70603020100,
    0x70604, 0x7060400, 0x7060401, 0x706040100, 0x7060402, 0x706040200,
    0x706040201, 0x70604020100, 0x7060403, 0x706040300, 0x706040301,
    0x70604030100, 0x706040302, 0x70604030200, 0x70604030201, 0x7060403020100,
    0x70605, 0x7060500, 0x7060501, 0x706050100, 0x7060502, 0x706050200,
    0x706050201, 0x70605020100, 0x7060503, 0x706050300, 0x706050301,
    0x70605030100, 0x706050302, 0x70605030200, 0x70605030201, 0x7060503020100,
    0x7060504, 0x706050400, 0x706050401, 0x70605040100, 0x706050402,
    0x70605040200, 0x70605040201, 0x7060504020100, 0x706050403, 0x70605040300,
    0x70605040301, 0x7060504030100, 0x70605040302, 0x7060504030200,
    0x7060504030201, 0x706050403020100,
};
/* clang-format on */

/* The index in `cut` of each segment's end; four or fewer take one turn. */
SCAN_INLINE SCAN_TARGET(SCAN_AVX2) void scan_avx2_terms(struct scan_run *run,
                                                        struct scan_bits bits,
                                                        uint64_t all)
{
    unsigned count = (unsigned)__builtin_popcountll(bits.segment);
    uint64_t left = bits.segment;

    for (unsigned done = 0; done < count; done += 4)
        for (unsigned i = 0; i < 4; i++) {
            uint64_t below = all & (_blsi_u64(left) - 1);

            run->term[done + i] = run->cuts +
                                  (uint32_t)__builtin_popcountll(below);
            left = _blsr_u64(left);
        }
    run->term += count;
    run->cuts += (uint32_t)__builtin_popcountll(all);
}

SCAN_INLINE SCAN_TARGET(SCAN_AVX2) void scan_avx2_put(struct scan_run *run,
                                                      struct scan_bits bits,
                                                      uint32_t pos)
{
    const __m256i eight = _mm256_set1_epi32(8);
    __m256i plus = _mm256_set1_epi32((int)pos);
    uint64_t all = bits.segment | bits.element;
    uint32_t *cut = run->cut;

    scan_avx2_terms(run, bits, all);
    for (unsigned i = 0; i < 64; i += 8) {
        unsigned byte = (unsigned)(all >> i) & 0xFF;
        __m128i places = _mm_cvtsi64_si128((long long)scan_avx2_places[byte]);
        __m256i at = _mm256_add_epi32(_mm256_cvtepu8_epi32(places), plus);

        _mm256_storeu_si256((__m256i *)(void *)cut, at);
        plus = _mm256_add_epi32(plus, eight);
        cut += __builtin_popcount(byte);
    }
    run->cut = cut;
}

SCAN_TARGET(SCAN_AVX2)
void x12_scan_avx2(const char *base, size_t from, size_t to,
                   struct x12_scan_marks marks, struct x12_scan_found *found)
{
    struct scan_run run = scan_begin(found);

    SCAN_STRETCH(scan_avx2_bits, scan_avx2_put);
    scan_end(found, run);
}

SCAN_INLINE SCAN_TARGET(SCAN_AVX2)
__m256i scan_avx2_within(__m256i a, char low, char high)
{
    __m256i at = _mm256_sub_epi8(a, _mm256_set1_epi8(low));
    __m256i width = _mm256_set1_epi8((char)(high - low));

    return _mm256_cmpeq_epi8(_mm256_min_epu8(at, width), at);
}

/* What is odd in one half, but for what is no printable ASCII. */
SCAN_INLINE SCAN_TARGET(SCAN_AVX2)
__m256i scan_avx2_escaped(__m256i a, char repeat)
{
    return _mm256_or_si256(
        _mm256_cmpeq_epi8(a, _mm256_set1_epi8(repeat)),
        _mm256_or_si256(_mm256_cmpeq_epi8(a, _mm256_set1_epi8('"')),
                        _mm256_cmpeq_epi8(a, _mm256_set1_epi8('\\'))));
}

SCAN_INLINE SCAN_TARGET(SCAN_AVX2)
struct scan_kinds scan_avx2_kinds(const char *at, struct x12_scan_marks marks)
{
    __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)at);
    __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)at + 1);
    struct scan_kinds kinds;

    kinds.digit = scan_avx2_mask(scan_avx2_within(a, '0', '9'),
                                 scan_avx2_within(b, '0', '9'));
    kinds.part = scan_avx2_either(a, b, (char)marks.component,
                                  (char)marks.component);
    kinds.odd = ~scan_avx2_mask(scan_avx2_within(a, ' ', '~'),
                                scan_avx2_within(b, ' ', '~')) |
                scan_avx2_mask(scan_avx2_escaped(a, (char)marks.repeat),
                               scan_avx2_escaped(b, (char)marks.repeat));
    kinds.segment = scan_avx2_either(a, b, (char)marks.segment,
                                     (char)marks.segment2);
    kinds.element = scan_avx2_either(a, b, (char)marks.element,
                                     (char)marks.element);
    kinds.line = scan_avx2_either(a, b, '\n', '\r');
    kinds.blank = scan_avx2_either(a, b, ' ', ' ');
    return kinds;
}

SCAN_TARGET(SCAN_AVX2)
void x12_scan_kinds_avx2(const char *base, size_t from, size_t to,
                         struct x12_scan_marks marks,
                         struct x12_scan_kinds *kinds)
{
    SCAN_KINDS(scan_avx2_kinds);
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

SCAN_INLINE SCAN_TARGET(SCAN_AVX512)
uint64_t scan_avx512_within(__m512i a, char low, char high)
{
    return _mm512_cmple_epu8_mask(_mm512_sub_epi8(a, _mm512_set1_epi8(low)),
                                  _mm512_set1_epi8((char)(high - low)));
}

SCAN_INLINE SCAN_TARGET(SCAN_AVX512)
uint64_t scan_avx512_equal(__m512i a, unsigned char c)
{
    return _mm512_cmpeq_epi8_mask(a, _mm512_set1_epi8((char)c));
}

SCAN_INLINE SCAN_TARGET(SCAN_AVX512)
struct scan_kinds scan_avx512_kinds(const char *at, struct x12_scan_marks marks)
{
    __m512i a = _mm512_loadu_si512(at);
    struct scan_kinds kinds;

    kinds.digit = scan_avx512_within(a, '0', '9');
    kinds.part = scan_avx512_equal(a, marks.component);
    kinds.odd = ~scan_avx512_within(a, ' ', '~') |
                scan_avx512_equal(a, marks.repeat) | scan_avx512_equal(a, '"') |
                scan_avx512_equal(a, '\\');
    kinds.segment = scan_avx512_equal(a, marks.segment) |
                    scan_avx512_equal(a, marks.segment2);
    kinds.element = scan_avx512_equal(a, marks.element);
    kinds.line = scan_avx512_equal(a, '\n') | scan_avx512_equal(a, '\r');
    kinds.blank = scan_avx512_equal(a, ' ');
    return kinds;
}

SCAN_TARGET(SCAN_AVX512)
void x12_scan_kinds_avx512(const char *base, size_t from, size_t to,
                           struct x12_scan_marks marks,
                           struct x12_scan_kinds *kinds)
{
    SCAN_KINDS(scan_avx512_kinds);
}

bool x12_scan_has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vbmi2") && x12_scan_has_avx2();
}

#endif
