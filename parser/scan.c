/* SPDX-License-Identifier: Apache-2.0 */
/* scan - find the delimiters of a stretch of bytes, 64 at a time */
#include "parser/scan_private.h"

/* ---- byte by byte: the twin the others are tested against ---- */

void x12_scan_scalar(const char *base, size_t from, size_t to,
                     struct x12_scan_marks marks, struct x12_scan_found *found)
{
    for (size_t pos = from; pos < to; pos++) {
        unsigned char c = (unsigned char)base[pos];
        bool segment = c == marks.segment || c == marks.segment2;

        if (segment)
            found->term[found->terms++] = (uint32_t)found->cuts;
        if (segment || c == marks.element)
            found->cut[found->cuts++] = (uint32_t)pos;
        found->high |= c >= 0x80;
        if (segment) {
            found->behind = true;
        } else if (c == '\n' || c == '\r') {
            found->control |= !found->behind;
        } else {
            found->behind = false;
        }
    }
}

/* ---- which one ---- */

struct scan_variant {
    const char *name;
    x12_scan_fn *scan;
    bool (*runs)(void);
};

static bool scan_always(void)
{
    return true;
}

/* From the plainest to the fastest. */
static const struct scan_variant scan_variants[] = {
    { "scalar", x12_scan_scalar, scan_always },
#ifdef X12_SCAN_X86
    { "sse2", x12_scan_sse2, scan_always },
    { "avx2", x12_scan_avx2, x12_scan_has_avx2 },
    { "avx512", x12_scan_avx512, x12_scan_has_avx512 },
#endif
#ifdef X12_SCAN_NEON
    { "neon", x12_scan_neon, scan_always },
#endif
};

enum { SCAN_VARIANTS = sizeof(scan_variants) / sizeof(scan_variants[0]) };

x12_scan_fn *x12_scan_variant(unsigned which, const char **name)
{
    for (size_t i = 0; i < SCAN_VARIANTS; i++) {
        if (!scan_variants[i].runs() || which-- > 0)
            continue;
        if (name)
            *name = scan_variants[i].name;
        return scan_variants[i].scan;
    }
    return NULL;
}

x12_scan_fn *x12_scan_best(const char **name)
{
    size_t i = SCAN_VARIANTS - 1;

    while (!scan_variants[i].runs())
        i--;
    if (name)
        *name = scan_variants[i].name;
    return scan_variants[i].scan;
}
