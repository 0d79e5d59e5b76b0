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

static void arena_enter(struct x12_arena *arena, struct x12_arena_block *block)
{
    arena->now = block;
    arena->at = arena_begin(block);
    arena->end = arena->at + block->size;
}

/* Makes the block at hand one that has `size` bytes left. */
static bool arena_more(struct x12_arena *arena, size_t size)
{
    struct x12_arena_block *block;
    size_t room = size > X12_ARENA_BLOCK ? size : X12_ARENA_BLOCK;

    while (arena->now && arena->now->next) {
        arena_enter(arena, arena->now->next);
        if (arena->now->size >= size)
            return true;
    }
    if (room > SIZE_MAX - sizeof(*block))
        block = NULL;
    else
        block = malloc(sizeof(*block) + room);
    if (!block) {
        arena->failed = X12_ENOMEM;
        return false;
    }
    block->next = NULL;
    block->size = room;
    if (arena->now)
        arena->now->next = block;
    else
        arena->first = block;
    arena_enter(arena, block);
    return true;
}

static char *arena_take(struct x12_arena *arena, size_t size, size_t align)
{
    size_t limit = arena->limit ? arena->limit : X12_ARENA_LIMIT;
    size_t pad = arena->at ? (size_t)(-(uintptr_t)arena->at & (align - 1)) : 0;
    char *taken;

    if (arena->failed)
        return NULL;
    if (size > limit - arena->used) {
        arena->failed = X12_ELIMIT;
        return NULL;
    }
    if (!arena->at || (size_t)(arena->end - arena->at) < pad ||
        (size_t)(arena->end - arena->at) - pad < size) {
        if (!arena_more(arena, size))
            return NULL;
        pad = 0; /* a block begins aligned */
    }
    taken = arena->at + pad;
    arena->at = taken + size;
    arena->used += size;
    return taken;
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

/* Room doubles at 4, 8, 16, ... elements: the count alone tells when the array
 * is full, so no capacity needs keeping beside it. */
static bool arena_is_full(size_t count)
{
    return count == 0 || (count >= 4 && (count & (count - 1)) == 0);
}

void *x12_arena_push(struct x12_arena *arena, void *items_pointer,
                     size_t *count, size_t size)
{
    char *items;

    memcpy(&items, items_pointer, sizeof(items));
    if (arena_is_full(*count)) {
        size_t room = *count ? *count * 2 : 4;
        char *grown;

        if (room > SIZE_MAX / size) {
            arena->failed = X12_ELIMIT;
            return NULL;
        }
        grown = arena_take(arena, room * size, _Alignof(max_align_t));
        if (!grown)
            return NULL;
        if (*count)
            memcpy(grown, items, *count * size);
        items = grown;
        memcpy(items_pointer, &items, sizeof(items));
    }
    items += *count * size;
    memset(items, 0, size);
    *count += 1;
    return items;
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
