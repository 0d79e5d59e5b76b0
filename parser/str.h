/* SPDX-License-Identifier: Apache-2.0 */
/*
 * str - text as pointer and length
 *
 * An x12_str borrows bytes that somebody else owns; it is copied, compared and
 * returned by value and never freed. It is not terminated by a zero byte. The
 * empty slice is { NULL, 0 } or any pointer with length 0: test `len`.
 */
#ifndef X12_STR_H
#define X12_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a user of the shared library may call (all else is hidden). */
#if defined(__GNUC__)
#define X12_API               __attribute__((visibility("default")))
#define X12_MUST_USE          __attribute__((warn_unused_result))
#define X12_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define X12_API
#define X12_MUST_USE
#define X12_PRINTF(fmt, args)
#endif

typedef struct x12_str {
    const char *at;
    size_t len;
} x12_str;

/* A slice over a string literal: X12_STR("CLM"). C++ has no compound literals,
 * and C before C23 has no other constant. */
#ifdef __cplusplus
#define X12_STR(lit) (x12_str{ (lit), sizeof(lit) - 1 })
#else
#define X12_STR(lit) ((x12_str){ (lit), sizeof(lit) - 1 })
#endif

/* A slice of so many bytes, in words that both languages take. */
static inline x12_str x12_str_of(const char *at, size_t len)
{
    x12_str s = { at, len };

    return s;
}

/* A slice over a zero-terminated string; NULL gives the empty slice. */
X12_API x12_str x12_str_from(const char *text);

/* Same bytes. The empty slices are all equal. */
static inline bool x12_str_equal(x12_str a, x12_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

/* Same bytes as a zero-terminated literal. */
X12_API bool x12_str_is(x12_str s, const char *literal);

/* <0, 0, >0 as memcmp; a prefix sorts before what it begins. */
X12_API int x12_str_compare(x12_str a, x12_str b);

X12_API bool x12_str_starts(x12_str s, x12_str prefix);

/* Without blanks (0x20) at both ends / at the right end. */
X12_API x12_str x12_str_trim(x12_str s);
X12_API x12_str x12_str_trim_right(x12_str s);

/* Cuts the head of `*rest` up to `by`, which is dropped; the whole of `*rest`
 * when `by` does not occur (then `*rest` is empty with at NULL). */
X12_API x12_str x12_str_cut(x12_str *rest, char by);

/* Copies into a zero-terminated buffer of `cap` bytes, cut to fit; true when it
 * fitted whole. `cap` is at least 1. */
X12_API bool x12_str_put(x12_str s, char *into, size_t cap);

#ifdef __cplusplus
}
#endif
#endif
