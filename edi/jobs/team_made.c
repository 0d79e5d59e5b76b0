/* SPDX-License-Identifier: Apache-2.0 */
/* team_made - what each part is made into: blocks, filled without the lock */
#include "edi/jobs/team_private.h"
#include "writer/sink.h"

#include <stdlib.h>

void edi_part_free_blocks(struct edi_part *part)
{
    while (part->block) {
        struct edi_block *block = part->block;

        part->block = block->next;
        block->next = part->team->free_blocks;
        part->team->free_blocks = block;
    }
    part->queued = 0;
}

/* Waits for room among the part's blocks; false: nobody wants more. */
static bool made_wait(struct edi_part *part)
{
    struct edi_team *team = part->team;

    while (part->queued >= TEAM_QUEUED && !team->stop && !part->dropped) {
        part->full = true;
        edi_team_wait(team);
    }
    part->full = false;
    return !team->stop && !part->dropped;
}

/* An empty block, from those that were taken; NULL: there is no memory. */
static struct edi_block *made_empty(struct edi_team *team)
{
    struct edi_block *block = team->free_blocks;

    if (block)
        team->free_blocks = block->next;
    else
        block = malloc(sizeof(*block));
    if (!block)
        edi_team_fail(team, "no memory for what is made of the input");
    return block;
}

/* The block at the end is full, as another is put behind it. The taker is not
 * called for each one: to wake it costs more than to copy it. */
static void made_append(struct edi_part *part, struct edi_block *block)
{
    if (part->block)
        part->block_last->next = block;
    else
        part->block = block;
    part->block_last = block;
    if (++part->queued > TEAM_TAKEN && part == part->team->head)
        pthread_cond_signal(&part->team->made);
}

/* Has the worker fill another block; false: nobody wants it. */
static bool made_next(struct edi_part *part, unsigned kind)
{
    struct edi_team *team = part->team;
    struct edi_block *block = NULL;

    pthread_mutex_lock(&team->lock);
    if (made_wait(part))
        block = made_empty(team);
    if (block) {
        block->next = NULL;
        block->kind = kind;
        block->len = 0;
        made_append(part, block);
    }
    part->filling = block;
    pthread_mutex_unlock(&team->lock);
    return block != NULL;
}

enum x12_status edi_part_put(struct edi_part *part, unsigned kind, bool whole,
                             x12_str bytes)
{
    while (bytes.len > 0) {
        struct edi_block *block = part->filling;
        size_t need = whole ? bytes.len : 1, n;

        if (!block || block->kind != kind || EDI_BLOCK - block->len < need) {
            if (!made_next(part, kind))
                return X12_END;
            block = part->filling;
        }
        n = EDI_BLOCK - block->len < bytes.len ? EDI_BLOCK - block->len
                                               : bytes.len;
        memcpy(block->at + block->len, bytes.at, n);
        block->len += n;
        bytes.at += n;
        bytes.len -= n;
    }
    return X12_OK;
}

static enum x12_status part_write(void *self, const char *at, size_t len,
                                  struct x12_error *err)
{
    (void)err;
    return edi_part_put(self, 0, false, (x12_str){ at, len });
}

static void part_close(void *self)
{
    (void)self;
}

void edi_part_sink(struct edi_part *part, struct x12_sink *sink)
{
    static const struct x12_sink_ops ops = { part_write, NULL, part_close };

    *sink = (struct x12_sink){ &ops, part };
}
