/* SPDX-License-Identifier: Apache-2.0 */
/* team - the parts of one input, worked by several threads, taken in order */
#include "edi/jobs/team_private.h"

#include <stdlib.h>

void edi_team_tell(struct edi_team *team)
{
    pthread_cond_broadcast(&team->changed);
    pthread_cond_signal(&team->made);
}

void edi_team_fail(struct edi_team *team, const char *text)
{
    x12_fail(&team->err, X12_ENOMEM, "%s", text);
    team->stop = true;
    edi_team_tell(team);
}

void edi_team_wait(struct edi_team *team)
{
    pthread_cond_wait(&team->changed, &team->lock);
}

/* ---- threads ---- */

/* The next part that nobody has; NULL: there is none, and none will come. */
static struct edi_part *team_take(struct edi_team *team)
{
    while (!team->stop) {
        struct edi_part *part = team->head;

        while (part && part->taken)
            part = part->next;
        if (part) {
            part->taken = part->running = true;
            return part;
        }
        if (team->fed)
            return NULL;
        if (team->ahead < team->most_ahead)
            edi_team_feed(team);
        else
            edi_team_wait(team);
    }
    return NULL;
}

static void *team_run(void *self)
{
    struct edi_team *team = self;
    struct edi_part *part;
    struct x12_error err = { 0 };
    enum x12_status wanted;
    void *worker = calloc(1, team->work->size);
    bool ready = worker && team->work->open(worker, team->job, &err) == X12_OK;

    pthread_mutex_lock(&team->lock);
    if (!ready)
        edi_team_fail(team, err.text[0] ? err.text : "no memory for a worker");
    while ((part = team_take(team)) != NULL) {
        pthread_mutex_unlock(&team->lock);
        wanted = team->work->part(worker, part);
        pthread_mutex_lock(&team->lock);
        if (wanted < 0)
            edi_team_fail(team, "no memory for what is made of the input");
        part->running = false;
        edi_team_tell(team);
    }
    pthread_mutex_unlock(&team->lock);
    if (worker)
        team->work->close(worker);
    free(worker);
    return NULL;
}

static enum x12_status team_start(struct edi_team *team, unsigned threads,
                                  struct x12_error *err)
{
    team->thread = calloc(threads, sizeof(*team->thread));
    if (!team->thread)
        return x12_fail(err, X12_ENOMEM, "no memory for threads");
    while (team->threads < threads &&
           pthread_create(&team->thread[team->threads], NULL, team_run, team) ==
               0)
        team->threads++;
    if (team->threads == 0) /* fewer than asked for do as well */
        return x12_fail(err, X12_ENOMEM, "no thread can be started");
    return X12_OK;
}

/* ---- in order ---- */

/* Everything of the head is taken: on to the part behind it. */
static void team_retire(struct edi_team *team)
{
    struct edi_part *part = team->head;

    team->head = part->next;
    if (!team->head)
        team->tail = NULL;
    edi_part_free_chunks(part, NULL);
    team->ahead--;
    free(part);
    edi_team_tell(team);
}

static void team_give_back(struct edi_team *team)
{
    while (team->used) {
        struct edi_block *block = team->used;

        team->used = block->next;
        block->next = team->free_blocks;
        team->free_blocks = block;
    }
}

/* All blocks that are full, or all that there are when nothing more comes. */
static struct edi_block *team_blocks(struct edi_part *part)
{
    struct edi_block *first = part->block;

    if (!first || (part->running && part->queued <= TEAM_TAKEN))
        return NULL;
    if (part->running) {
        struct edi_block *last = first;

        while (last->next != part->block_last)
            last = last->next;
        part->block = last->next;
        part->queued = 1;
        last->next = NULL;
    } else {
        part->block = NULL;
        part->queued = 0;
    }
    if (part->full)
        pthread_cond_broadcast(&part->team->changed);
    return first;
}

/* Gives back what was taken, and takes the next blocks there are. */
static enum x12_status team_more(struct edi_team *team, struct x12_error *err)
{
    enum x12_status status = X12_END;

    pthread_mutex_lock(&team->lock);
    team_give_back(team);
    while (!team->stop && !team->taken && (team->head || !team->fed)) {
        struct edi_part *head = team->head;

        team->taken = head ? team_blocks(head) : NULL;
        if (team->taken)
            break;
        if (head && head->taken && !head->running && !head->block &&
            head->whole)
            team_retire(team);
        else
            pthread_cond_wait(&team->made, &team->lock);
    }
    if (team->taken)
        status = X12_OK;
    else if (team->err.status != X12_OK)
        status = x12_fail(err, team->err.status, "%s", team->err.text);
    pthread_mutex_unlock(&team->lock);
    return status;
}

enum x12_status edi_team_next(struct edi_team *team,
                              const struct edi_block **block,
                              struct x12_error *err)
{
    struct edi_block *next;

    *block = NULL;
    if (!team->taken) {
        enum x12_status status = team_more(team, err);

        if (status != X12_OK)
            return status;
    }
    next = team->taken;
    team->taken = next->next;
    next->next = team->used;
    team->used = next;
    *block = next;
    return X12_OK;
}

static void team_free_blocks(struct edi_block *block)
{
    while (block) {
        struct edi_block *next = block->next;

        free(block);
        block = next;
    }
}

static void team_release(struct edi_team *team)
{
    while (team->head) {
        edi_part_free_blocks(team->head);
        team_retire(team);
    }
    while (team->free_chunks) {
        struct team_chunk *chunk = team->free_chunks;

        team->free_chunks = chunk->next;
        x12_chunk_release(&chunk->chunk);
        free(chunk);
    }
    team_free_blocks(team->free_blocks);
    team_free_blocks(team->used);
    team_free_blocks(team->taken);
    x12_parts_release(&team->parts);
    pthread_cond_destroy(&team->made);
    pthread_cond_destroy(&team->changed);
    pthread_mutex_destroy(&team->lock);
    free(team->thread);
    free(team);
}

void edi_team_end(struct edi_team *team)
{
    if (!team)
        return;
    pthread_mutex_lock(&team->lock);
    team->stop = true;
    edi_team_tell(team);
    pthread_mutex_unlock(&team->lock);
    for (unsigned i = 0; i < team->threads; i++)
        pthread_join(team->thread[i], NULL);
    team_release(team);
}

static struct edi_team *team_make(const struct edi_team_work *work,
                                  const void *job, unsigned threads)
{
    struct edi_team *team = calloc(1, sizeof(*team));

    if (!team)
        return NULL;
    team->work = work;
    team->job = job;
    team->most_chunks = TEAM_CHUNKS + TEAM_CHUNKS_MORE * threads;
    team->most_ahead = threads + 2;
    pthread_mutex_init(&team->lock, NULL);
    pthread_cond_init(&team->changed, NULL);
    pthread_cond_init(&team->made, NULL);
    return team;
}

/* The whole input is one chunk: it is read as any small file is. */
static enum x12_status team_small(struct edi_team *team, struct x12_source *src,
                                  struct x12_error *err)
{
    const struct x12_chunk *chunk = &team->head->first->chunk;

    return x12_source_unread(src, (x12_str){ chunk->bytes, chunk->len }, err);
}

enum x12_status edi_team_begin(struct edi_team **made, struct x12_source *src,
                               const struct edi_sharing *sharing,
                               const struct edi_team_work *work,
                               const void *job, struct x12_error *err)
{
    struct edi_team *team = team_make(work, job, sharing->threads);
    enum x12_status status;

    *made = NULL;
    if (!team) {
        x12_source_close(src);
        return x12_fail(err, X12_ENOMEM, "no memory for threads");
    }
    status = x12_parts_init(&team->parts, src, err);
    if (sharing->block > 0)
        team->parts.block = sharing->block;
    if (status == X12_OK) {
        pthread_mutex_lock(&team->lock);
        edi_team_feed(team);
        pthread_mutex_unlock(&team->lock);
        status = team->stop ? x12_fail(err, X12_ENOMEM, "%s", team->err.text)
                            : X12_OK;
    }
    if (status == X12_OK && team->fed &&
        team->head->first->chunk.end == X12_END)
        status = team_small(team, src, err);
    else if (status == X12_OK)
        status = team_start(team, sharing->threads, err);
    if (team->threads > 0)
        *made = team;
    else
        edi_team_end(team);
    return status;
}
