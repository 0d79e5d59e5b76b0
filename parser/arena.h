/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arena - memory with one lifetime and a limit
 *
 *     struct x12_arena arena = { .limit = 1 << 20 };
 *     x12_str kept = x12_arena_copy(&arena, slice);
 *     x12_arena_reset(&arena);    all of it is gone, the blocks are kept
 *     x12_arena_release(&arena);  the blocks too
 *
 * { 0 } is valid (limit: X12_ARENA_LIMIT) and may be released. When memory or
 * limit is out, `failed` holds X12_ENOMEM or X12_ELIMIT until the next reset,
 * and every request gives NULL or the empty slice: ask once, at the end.
 */
#ifndef X12_ARENA_H
#define X12_ARENA_H

#include "parser/error.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { X12_ARENA_LIMIT = 64 << 20, X12_ARENA_BLOCK = 64 << 10 };

struct x12_arena_block;

struct x12_arena {
    size_t limit;           /* most bytes handed out between two resets */
    enum x12_status failed; /* X12_OK, X12_ENOMEM or X12_ELIMIT */
    /* private below */
    struct x12_arena_block *first, *now;
    char *at, *end; /* of the block at hand, as far as the limit goes */
    size_t used;    /* of the blocks before it */
};

/* `size` zero bytes, aligned for any type; NULL when out. */
X12_API void *x12_arena_make(struct x12_arena *arena, size_t size);

/* The same without zeroing and alignment, for text. */
X12_API char *x12_arena_bytes(struct x12_arena *arena, size_t size);

/* A copy that lives until the reset; empty when out. */
X12_API x12_str x12_arena_copy_new(struct x12_arena *arena, x12_str s);

/* The same without a call where the block at hand has room: segments are. */
static inline x12_str x12_arena_copy(struct x12_arena *arena, x12_str s)
{
    char *copy = arena->at;

    if (!copy || s.len == 0 || s.len > (size_t)(arena->end - copy))
        return x12_arena_copy_new(arena, s);
    memcpy(copy, s.at, s.len);
    arena->at = copy + s.len;
    return x12_str_of(copy, s.len);
}

/* So many bytes may be read at any of what an arena gave, however short. */
enum { X12_ARENA_WIDE = 32 };

/* The same where X12_ARENA_WIDE bytes may be read at `s`, however short it is:
 * what is no longer is copied without a call. */
static inline x12_str x12_arena_copy_wide(struct x12_arena *arena, x12_str s)
{
    char *copy = arena->at;

    if (!copy || s.len - 1 >= X12_ARENA_WIDE ||
        (size_t)(arena->end - copy) < X12_ARENA_WIDE)
        return x12_arena_copy(arena, s);
    memcpy(copy, s.at, X12_ARENA_WIDE);
    arena->at = copy + s.len;
    return x12_str_of(copy, s.len);
}

/* Moves an array that is full to where it has more room; false when out. */
X12_API bool x12_arena_widen(struct x12_arena *arena, void *items_pointer,
                             size_t count, size_t size);

/* memset, but not in place: compilers clear what is large and of a known size
 * by a loop of words. Returns `at`. */
X12_API void *x12_arena_clear(void *at, size_t size);

/* The same; what is small in place, by stores that may overlap. */
static inline void *x12_arena_zero(char *at, size_t size)
{
    if (size > 128 || size < 32)
        return x12_arena_clear(at, size);
    if (size <= 64) {
        memset(at, 0, 32);
        memset(at + size - 32, 0, 32);
    } else {
        memset(at, 0, 64);
        memset(at + size - 64, 0, 64);
    }
    return at;
}

/* One more element at the end of a growing array in the arena: `*items` holds
 * `*count` elements of `size` bytes. Returns the new, zeroed one and counts it,
 * or NULL when out. The array may move, so keep indices, not pointers. */
static inline void *x12_arena_push(struct x12_arena *arena, void *items_pointer,
                                   size_t *count, size_t size)
{
    size_t at = *count;
    char *items;

    /* Full at 0, 4, 8, 16, ...: the count alone tells, so no capacity needs
     * keeping beside it. */
    if ((at & (at - 1)) == 0 && at != 1 && at != 2 &&
        !x12_arena_widen(arena, items_pointer, at, size))
        return NULL;
    memcpy(&items, items_pointer, sizeof(items));
    *count = at + 1;
    return x12_arena_zero(items + at * size, size);
}

X12_API void x12_arena_reset(struct x12_arena *arena);
X12_API void x12_arena_release(struct x12_arena *arena);

#ifdef __cplusplus
}
#endif
#endif
