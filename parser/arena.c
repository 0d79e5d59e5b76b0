/* SPDX-License-Identifier: Apache-2.0 */
/* arena - memory with one lifetime and a limit */
#include "parser/arena.h"

#include <stdlib.h>

/* Blocks are chained in the order they were made and used again in that order
 * after a reset, so a reader in steady state allocates nothing. */
struct x12_arena_block {
    struct x12_arena_block *next;
    size_t size;
    max_align_t bytes[];
};

static char *arena_begin(struct x12_arena_block *block)
{
    return (char *)block->bytes;
}

/* The limit is part of `end`, so that what fits needs one look. */
static void arena_enter(struct x12_arena *arena, struct x12_arena_block *block)
{
    size_t left = (arena->limit ? arena->limit : X12_ARENA_LIMIT) - arena->used;

    arena->now = block;
    arena->at = arena_begin(block);
    arena->end = arena->at + (block->size < left ? block->size : left);
}

/* From here on nothing fits any more. */
static void *arena_fail(struct x12_arena *arena, enum x12_status failed)
{
    if (arena->failed == X12_OK)
        arena->failed = failed;
    arena->at = arena->end = NULL;
    return NULL;
}

static struct x12_arena_block *arena_block(size_t size)
{
    struct x12_arena_block *block = NULL;

    if (size <= SIZE_MAX - sizeof(*block) - X12_ARENA_WIDE)
        block = malloc(sizeof(*block) + size + X12_ARENA_WIDE);
    if (block)
        *block = (struct x12_arena_block){ .size = size };
    return block;
}

/* Takes from the next block that is large enough, a new one if need be. */
static char *arena_more(struct x12_arena *arena, size_t size)
{
    struct x12_arena_block *now = arena->now, *block;

    if (arena->failed)
        return NULL;
    if (now)
        arena->used += (size_t)(arena->at - arena_begin(now));
    if (size > (arena->limit ? arena->limit : X12_ARENA_LIMIT) - arena->used)
        return arena_fail(arena, X12_ELIMIT);
    for (block = now ? now->next : NULL; block && block->size < size;
         block = block->next)
        now = block;
    if (!block) {
        block = arena_block(size > X12_ARENA_BLOCK ? size : X12_ARENA_BLOCK);
        if (!block)
            return arena_fail(arena, X12_ENOMEM);
        if (now)
            now->next = block;
        else
            arena->first = block;
    }
    arena_enter(arena, block);
    arena->at += size; /* a block begins aligned */
    return arena_begin(block);
}

static inline char *arena_take(struct x12_arena *arena, size_t size,
                               size_t align)
{
    char *at = arena->at;
    size_t pad, left;

    if (!at)
        return arena_more(arena, size);
    pad = (size_t)(-(uintptr_t)at & (align - 1));
    left = (size_t)(arena->end - at);
    if (left < pad || left - pad < size)
        return arena_more(arena, size);
    arena->at = at + pad + size;
    return at + pad;
}

void *x12_arena_make(struct x12_arena *arena, size_t size)
{
    char *made = arena_take(arena, size, _Alignof(max_align_t));

    if (made)
        memset(made, 0, size);
    return made;
}

char *x12_arena_bytes(struct x12_arena *arena, size_t size)
{
    return arena_take(arena, size, 1);
}

x12_str x12_arena_copy_new(struct x12_arena *arena, x12_str s)
{
    char *copy;

    if (s.len == 0)
        return (x12_str){ NULL, 0 };
    copy = arena_take(arena, s.len, 1);
    if (!copy)
        return (x12_str){ NULL, 0 };
    memcpy(copy, s.at, s.len);
    return (x12_str){ copy, s.len };
}

/* Room doubles at 4, 8, 16, ... elements. */
static __attribute__((noinline)) bool arena_double(struct x12_arena *arena,
                                                   void *items_pointer,
                                                   size_t count, size_t size)
{
    char *items, *grown;

    if (count > SIZE_MAX / 2 / size)
        return arena_fail(arena, X12_ELIMIT) != NULL;
    grown = arena_take(arena, count * 2 * size, _Alignof(max_align_t));
    if (!grown)
        return false;
    memcpy(&items, items_pointer, sizeof(items));
    memcpy(grown, items, count * size);
    memcpy(items_pointer, &grown, sizeof(grown));
    return true;
}

static bool arena_first(struct x12_arena *arena, void *items_pointer,
                        size_t size)
{
    char *items = size > SIZE_MAX / 4
                      ? arena_fail(arena, X12_ELIMIT)
                      : arena_take(arena, 4 * size, _Alignof(max_align_t));

    memcpy(items_pointer, &items, sizeof(items));
    return items != NULL;
}

bool x12_arena_widen(struct x12_arena *arena, void *items_pointer, size_t count,
                     size_t size)
{
    return count ? arena_double(arena, items_pointer, count, size)
                 : arena_first(arena, items_pointer, size);
}

void *x12_arena_clear(void *at, size_t size)
{
    return memset(at, 0, size);
}

void x12_arena_reset(struct x12_arena *arena)
{
    arena->failed = X12_OK;
    arena->used = 0;
    if (arena->first)
        arena_enter(arena, arena->first);
}

void x12_arena_release(struct x12_arena *arena)
{
    struct x12_arena_block *block = arena->first;

    while (block) {
        struct x12_arena_block *next = block->next;

        free(block);
        block = next;
    }
    *arena = (struct x12_arena){ .limit = arena->limit };
}
