/* SPDX-License-Identifier: Apache-2.0 */
/* team_input - what each part of an input reads: chunks, cut as they are asked */
#include "edi/jobs/team_private.h"

#include <stdlib.h>

/* ---- chunks ---- */

static void team_free_chunk(struct edi_team *team, struct team_chunk *chunk)
{
    chunk->next = team->free_chunks;
    team->free_chunks = chunk;
}

/* Gives back the chunks up to `to`, which stays. */
void edi_part_free_chunks(struct edi_part *part, const struct team_chunk *to)
{
    while (part->first && part->first != to) {
        struct team_chunk *chunk = part->first;

        part->first = chunk->next;
        team_free_chunk(part->team, chunk);
    }
}

/* Memory for the next chunk; NULL: there is none now. What the head has read
 * nobody else will ask for. */
static struct team_chunk *team_chunk(struct edi_team *team)
{
    struct team_chunk *chunk;

    if (!team->free_chunks && team->head && team->head->reading)
        edi_part_free_chunks(team->head, team->head->reading);
    chunk = team->free_chunks;
    if (chunk) {
        team->free_chunks = chunk->next;
    } else if (team->chunks < team->most_chunks) {
        chunk = calloc(1, sizeof(*chunk));
        if (!chunk)
            edi_team_fail(team, "no memory for a chunk of the input");
        else
            team->chunks++;
    }
    return chunk;
}

static void team_append(struct edi_team *team, struct team_chunk *chunk)
{
    struct edi_part *part = team->tail;

    chunk->next = NULL;
    if (chunk->chunk.begins) {
        part = calloc(1, sizeof(*part));
        if (!part) {
            team_free_chunk(team, chunk);
            edi_team_fail(team, "no memory for a part of the input");
            return;
        }
        part->team = team;
        if (team->tail) {
            team->tail->next = part;
            team->tail->whole = true;
        } else {
            team->head = part;
        }
        team->tail = part;
        team->ahead++;
        part->first = chunk;
    } else {
        part->last->next = chunk;
    }
    part->last = chunk;
    part->whole = team->fed = chunk->chunk.last;
}

/* Reads on in the input, or waits until there is something new. */
void edi_team_feed(struct edi_team *team)
{
    struct team_chunk *chunk = team->feeding ? NULL : team_chunk(team);
    enum x12_status status;

    if (!chunk) {
        if (!team->stop)
            edi_team_wait(team);
        return;
    }
    team->feeding = true;
    pthread_mutex_unlock(&team->lock);
    status = x12_parts_next(&team->parts, &chunk->chunk);
    pthread_mutex_lock(&team->lock);
    team->feeding = false;
    if (status == X12_OK) {
        team_append(team, chunk);
    } else {
        team_free_chunk(team, chunk);
        edi_team_fail(team, "no memory for a chunk of the input");
    }
    edi_team_tell(team);
}

/* ---- the source of a part ---- */

/* Goes to the next chunk; false: there is none (yet). */
static bool part_next_chunk(struct edi_part *part)
{
    struct team_chunk *next = part->reading ? part->reading->next : part->first;

    if (!next)
        return false;
    part->reading = next;
    part->given = 0;
    if (part == part->team->head) {
        edi_part_free_chunks(part, next);
        pthread_cond_broadcast(&part->team->changed);
    }
    return true;
}

/* The next part does not begin where we are: its bytes become ours. */
static void part_absorb(struct edi_part *part, struct edi_part *next)
{
    struct edi_team *team = part->team;

    next->dropped = next->taken = true;
    edi_team_tell(team);
    while (next->running)
        edi_team_wait(team);
    part->last->next = next->first;
    part->last = next->last;
    part->whole = next->whole;
    part->next = next->next;
    if (team->tail == next)
        team->tail = part;
    team->ahead--;
    edi_part_free_blocks(next);
    free(next);
    edi_team_tell(team);
}

/* Does the input end with the part, or another go on from where we are? */
static bool part_is_over(const struct edi_part *part)
{
    return !part->next ||
           x12_cursor_is_at(part->cur, &part->next->first->chunk.mark);
}

/* Sees to it that bytes of a chunk are left; X12_END: there are no more. */
static enum x12_status part_fill(struct edi_part *part, struct x12_error *err)
{
    struct edi_team *team = part->team;

    while (!team->stop && !part->dropped) {
        const struct x12_chunk *chunk = part->reading ? &part->reading->chunk
                                                      : NULL;

        if (chunk && part->given < chunk->len)
            return X12_OK;
        if (chunk && chunk->last) {
            if (chunk->end < 0)
                *err = chunk->late;
            return chunk->end;
        }
        if (part_next_chunk(part))
            continue;
        if (!part->whole)
            edi_team_feed(team);
        else if (part_is_over(part))
            return X12_END;
        else
            part_absorb(part, part->next);
    }
    return X12_END;
}

static enum x12_status part_read(void *self, char *into, size_t cap,
                                 size_t *got, struct x12_error *err)
{
    struct edi_part *part = self;
    struct edi_team *team = part->team;
    const struct x12_chunk *chunk;
    enum x12_status status;

    *got = 0;
    pthread_mutex_lock(&team->lock);
    status = part_fill(part, err);
    pthread_mutex_unlock(&team->lock);
    if (status != X12_OK)
        return status;
    chunk = &part->reading->chunk; /* it stays ours: we are at it */
    *got = chunk->len - part->given < cap ? chunk->len - part->given : cap;
    memcpy(into, chunk->bytes + part->given, *got);
    part->given += *got;
    return X12_OK;
}

static void part_close(void *self)
{
    (void)self;
}

static enum x12_more part_more(void *self, const struct x12_cursor *cur)
{
    struct edi_part *part = self;
    struct edi_team *team = part->team;
    enum x12_more more = X12_MORE;

    (void)cur;
    pthread_mutex_lock(&team->lock);
    if (team->stop || part->dropped)
        more = X12_MORE_ELSE;
    else if (!part->next)
        more = X12_MORE_NONE;
    else if (part_is_over(part))
        more = X12_MORE_ELSE;
    pthread_mutex_unlock(&team->lock);
    return more;
}

void edi_part_begin(struct edi_part *part, struct x12_cursor *cur)
{
    static const struct x12_source_ops ops = { part_read, part_close };
    struct x12_source src = { &ops, part };

    part->cur = cur;
    x12_cursor_resume(cur, &src, &part->first->chunk.mark, part_more, part);
}
