/* SPDX-License-Identifier: Apache-2.0 */
/* json_put - texts by AVX-512, whose loads read no more than they are asked for */
#include "writer/json_put_private.h"

#ifdef X12_JSON_X86

#include <immintrin.h>

#define QUOTE_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,bmi2")))

#define QUOTE_UNIT(name) \
    _mm256_loadu_si256((const __m256i *)(const void *)x12_json_units.name)

_Static_assert(X12_JSON_BRIEF == sizeof(__m256i), "a text that one unit holds");

/* Lengths are as good as random; so there is no branch for them, and only one
 * for what needs an escape. */
QUOTE_TARGET
char *x12_json_quoted_avx512(struct x12_json *j, char *to, x12_str s)
{
    const __mmask32 there = _bzhi_u32(UINT32_MAX, (unsigned)s.len);
    __m256i text;
    __mmask32 odd;

    if (s.len > X12_JSON_BRIEF)
        return x12_json_quoted_rest(j, to, s);
    text = _mm256_maskz_loadu_epi8(there, s.at);
    /* signed, one more than a control character, DEL or a high byte is < '!' */
    odd = _mm256_mask_cmplt_epi8_mask(there,
                                      _mm256_add_epi8(text, QUOTE_UNIT(one)),
                                      QUOTE_UNIT(first)) |
          _mm256_mask_cmpeq_epi8_mask(there, text, QUOTE_UNIT(quote)) |
          _mm256_mask_cmpeq_epi8_mask(there, text, QUOTE_UNIT(backslash));
    if (odd)
        return x12_json_quoted_rest(j, to, s);
    _mm256_storeu_si256((__m256i *)(void *)to, text);
    return x12_json_put_quote(to + s.len);
}

bool x12_json_has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("bmi2");
}

#endif
