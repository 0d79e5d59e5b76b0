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

void x12_scan_kinds_scalar(const char *base, size_t from, size_t to,
                           struct x12_scan_marks marks,
                           struct x12_scan_kinds *kinds)
{
    size_t bytes = (to - from + 7) / 8;
    bool blank = false, behind = true;

    memset(kinds->digit, 0, bytes);
    memset(kinds->part, 0, bytes);
    memset(kinds->odd, 0, bytes);
    for (size_t pos = from; pos < to; pos++) {
        unsigned char c = (unsigned char)base[pos];
        size_t at = (pos - from) / 8;
        unsigned char bit = (unsigned char)(1u << (pos - from) % 8);
        bool segment = c == marks.segment || c == marks.segment2;
        bool end = segment || c == marks.element;
        bool part = c == marks.component;
        bool odd = c < 0x20 || c > 0x7E || c == marks.repeat || c == '"' ||
                   c == '\\';

        behind = segment || (behind && (c == '\n' || c == '\r'));

        if (c >= '0' && c <= '9')
            kinds->digit[at] |= bit;
        if (part)
            kinds->part[at] |= bit;
        if ((odd && !end && !behind) || (blank && (end || part)))
            kinds->odd[at] |= bit;
        blank = c == ' ';
    }
    kinds->from = (uint32_t)from;
    kinds->size = (uint32_t)(to - from);
}

/* ---- which one ---- */

struct scan_variant {
    const char *name;
    x12_scan_fn *scan;
    x12_scan_kinds_fn *kinds;
    bool (*runs)(void);
};

static bool scan_always(void)
{
    return true;
}

/* From the plainest to the fastest. */
static const struct scan_variant scan_variants[] = {
    { "scalar", x12_scan_scalar, x12_scan_kinds_scalar, scan_always },
#ifdef X12_SCAN_X86
    { "sse2", x12_scan_sse2, x12_scan_kinds_sse2, scan_always },
    { "avx2", x12_scan_avx2, x12_scan_kinds_avx2, x12_scan_has_avx2 },
    { "avx512", x12_scan_avx512, x12_scan_kinds_avx512, x12_scan_has_avx512 },
#endif
#ifdef X12_SCAN_NEON
    { "neon", x12_scan_neon, x12_scan_kinds_neon, scan_always },
#endif
};

enum { SCAN_VARIANTS = sizeof(scan_variants) / sizeof(scan_variants[0]) };

/* The variant of this number among those that run here; NULL: too few do. */
static const struct scan_variant *scan_find(unsigned which, const char **name)
{
    for (size_t i = 0; i < SCAN_VARIANTS; i++) {
        if (!scan_variants[i].runs() || which-- > 0)
            continue;
        if (name)
            *name = scan_variants[i].name;
        return &scan_variants[i];
    }
    return NULL;
}

x12_scan_fn *x12_scan_variant(unsigned which, const char **name)
{
    const struct scan_variant *variant = scan_find(which, name);

    return variant ? variant->scan : NULL;
}

x12_scan_kinds_fn *x12_scan_kinds_variant(unsigned which, const char **name)
{
    const struct scan_variant *variant = scan_find(which, name);

    return variant ? variant->kinds : NULL;
}

static const struct scan_variant *scan_fastest(void)
{
    size_t i = SCAN_VARIANTS - 1;

    while (!scan_variants[i].runs())
        i--;
    return &scan_variants[i];
}

x12_scan_fn *x12_scan_best(const char **name)
{
    if (name)
        *name = scan_fastest()->name;
    return scan_fastest()->scan;
}

x12_scan_kinds_fn *x12_scan_kinds_best(void)
{
    return scan_fastest()->kinds;
}
