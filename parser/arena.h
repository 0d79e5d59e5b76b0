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
    char *at, *end;
    size_t used;
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
    size_t limit = X12_ARENA_LIMIT;

    if (arena->limit)
        limit = arena->limit;
    if (!copy || arena->failed || s.len == 0 ||
        s.len > (size_t)(arena->end - copy) || s.len > limit - arena->used)
        return x12_arena_copy_new(arena, s);
    memcpy(copy, s.at, s.len);
    arena->at += s.len;
    arena->used += s.len;
    return x12_str_of(copy, s.len);
}

/* One more element at the end of a growing array in the arena: `*items` holds
 * `*count` elements of `size` bytes. Returns the new, zeroed one and counts it,
 * or NULL when out. The array may move, so keep indices, not pointers. */
X12_API void *x12_arena_push(struct x12_arena *arena, void *items_pointer,
                             size_t *count, size_t size);

X12_API void x12_arena_reset(struct x12_arena *arena);
X12_API void x12_arena_release(struct x12_arena *arena);

#ifdef __cplusplus
}
#endif
#endif
