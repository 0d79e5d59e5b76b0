/* SPDX-License-Identifier: Apache-2.0 */
/* team - the parts of one input, worked by several threads, taken in order */
#include "edi/jobs/team.h"

#include "writer/sink.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

enum {
    TEAM_QUEUED = 1 << 20, /* bytes that wait in the blocks of a part */
    TEAM_CHUNKS = 6,       /* at once; and so many more a thread: */
    TEAM_CHUNKS_MORE = 6,
};

struct team_chunk {
    struct x12_chunk chunk;
    struct team_chunk *next;
};

/* Everything in it is under the team's lock, but for the bytes of chunks. */
struct edi_part {
    struct edi_team *team;
    struct edi_part *next;           /* in the input */
    struct team_chunk *first, *last; /* its bytes */
    struct team_chunk *reading;      /* NULL: none yet */
    size_t given;                    /* of that */
    struct x12_cursor *cur;          /* that reads it */
    struct edi_block *block, *block_last;
    size_t queued;
    bool whole;   /* it has all its chunks */
    bool taken;   /* a worker has it, or had it */
    bool running; /* the worker is at it */
    bool dropped; /* another reads it: what is made of it is void */
};

struct edi_team {
    const struct edi_team_work *work;
    const void *job;
    struct x12_parts parts;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct edi_part *head, *tail; /* the head's blocks are being taken */
    struct team_chunk *free_chunks;
    struct edi_block *free_blocks, *taken; /* `taken`: by edi_team_next */
    unsigned chunks, most_chunks;
    unsigned ahead, most_ahead; /* parts in the list */
    pthread_t *thread;
    unsigned threads;
    bool feeding, fed; /* a thread is at it; the input has ended */
    bool stop;
    struct x12_error err; /* of the team itself */
};

static void team_fail(struct edi_team *team, const char *text)
{
    x12_fail(&team->err, X12_ENOMEM, "%s", text);
    team->stop = true;
    pthread_cond_broadcast(&team->changed);
}

static void team_wait(struct edi_team *team)
{
    pthread_cond_wait(&team->changed, &team->lock);
}

/* ---- chunks ---- */

static void team_free_chunk(struct edi_team *team, struct team_chunk *chunk)
{
    chunk->next = team->free_chunks;
    team->free_chunks = chunk;
}

/* Gives back the chunks up to `to`, which stays. */
static void part_free_chunks(struct edi_part *part, const struct team_chunk *to)
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
        part_free_chunks(team->head, team->head->reading);
    chunk = team->free_chunks;
    if (chunk) {
        team->free_chunks = chunk->next;
    } else if (team->chunks < team->most_chunks) {
        chunk = calloc(1, sizeof(*chunk));
        if (!chunk)
            team_fail(team, "no memory for a chunk of the input");
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
            team_fail(team, "no memory for a part of the input");
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
static void team_feed(struct edi_team *team)
{
    struct team_chunk *chunk = team->feeding ? NULL : team_chunk(team);
    enum x12_status status;

    if (!chunk) {
        if (!team->stop)
            team_wait(team);
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
        team_fail(team, "no memory for a chunk of the input");
    }
    pthread_cond_broadcast(&team->changed);
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
        part_free_chunks(part, next);
        pthread_cond_broadcast(&part->team->changed);
    }
    return true;
}

static void part_free_blocks(struct edi_part *part)
{
    while (part->block) {
        struct edi_block *block = part->block;

        part->block = block->next;
        block->next = part->team->free_blocks;
        part->team->free_blocks = block;
    }
    part->queued = 0;
}

/* The next part does not begin where we are: its bytes become ours. */
static void part_absorb(struct edi_part *part, struct edi_part *next)
{
    struct edi_team *team = part->team;

    next->dropped = next->taken = true;
    pthread_cond_broadcast(&team->changed);
    while (next->running)
        team_wait(team);
    part->last->next = next->first;
    part->last = next->last;
    part->whole = next->whole;
    part->next = next->next;
    if (team->tail == next)
        team->tail = part;
    team->ahead--;
    part_free_blocks(next);
    free(next);
    pthread_cond_broadcast(&team->changed);
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
            team_feed(team);
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

/* ---- what is made of it ---- */

/* An empty block at the end of the part's; NULL: nobody wants it. */
static struct edi_block *part_block(struct edi_part *part, unsigned kind)
{
    struct edi_team *team = part->team;
    struct edi_block *block;

    while (part->queued > TEAM_QUEUED && !team->stop && !part->dropped)
        team_wait(team);
    if (team->stop || part->dropped)
        return NULL;
    block = team->free_blocks;
    if (block)
        team->free_blocks = block->next;
    else
        block = malloc(sizeof(*block));
    if (!block) {
        team_fail(team, "no memory for what is made of the input");
        return NULL;
    }
    block->next = NULL;
    block->kind = kind;
    block->len = 0;
    if (part->block)
        part->block_last->next = block;
    else
        part->block = block;
    part->block_last = block;
    return block;
}

enum x12_status edi_part_put(struct edi_part *part, unsigned kind, bool whole,
                             x12_str bytes)
{
    struct edi_team *team = part->team;
    enum x12_status status = X12_OK;

    pthread_mutex_lock(&team->lock);
    while (bytes.len > 0 && status == X12_OK) {
        struct edi_block *block = part->block ? part->block_last : NULL;
        size_t need = whole ? bytes.len : 1, n;

        if (!block || block->kind != kind || EDI_BLOCK - block->len < need) {
            block = part_block(part, kind);
            if (part == team->head)
                pthread_cond_broadcast(&team->changed);
        }
        if (!block) {
            status = X12_END;
            break;
        }
        n = EDI_BLOCK - block->len < bytes.len ? EDI_BLOCK - block->len
                                               : bytes.len;
        memcpy(block->at + block->len, bytes.at, n);
        block->len += n;
        part->queued += n;
        bytes.at += n;
        bytes.len -= n;
    }
    pthread_mutex_unlock(&team->lock);
    return status;
}

static enum x12_status part_write(void *self, const char *at, size_t len,
                                  struct x12_error *err)
{
    (void)err;
    return edi_part_put(self, 0, false, (x12_str){ at, len });
}

void edi_part_sink(struct edi_part *part, struct x12_sink *sink)
{
    static const struct x12_sink_ops ops = { part_write, NULL, part_close };

    *sink = (struct x12_sink){ &ops, part };
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
            team_feed(team);
        else
            team_wait(team);
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
        team_fail(team, err.text[0] ? err.text : "no memory for a worker");
    while ((part = team_take(team)) != NULL) {
        pthread_mutex_unlock(&team->lock);
        wanted = team->work->part(worker, part);
        pthread_mutex_lock(&team->lock);
        if (wanted < 0)
            team_fail(team, "no memory for what is made of the input");
        part->running = false;
        pthread_cond_broadcast(&team->changed);
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
    part_free_chunks(part, NULL);
    team->ahead--;
    free(part);
    pthread_cond_broadcast(&team->changed);
}

static void team_give_back(struct edi_team *team)
{
    if (!team->taken)
        return;
    team->taken->next = team->free_blocks;
    team->free_blocks = team->taken;
    team->taken = NULL;
}

/* A block is taken while it is still being filled only when it is full, or
 * nothing more comes. */
static struct edi_block *team_block(struct edi_part *part)
{
    struct edi_block *block = part->block;

    if (!block || (!block->next && part->running))
        return NULL;
    part->block = block->next;
    part->queued -= block->len;
    return block;
}

enum x12_status edi_team_next(struct edi_team *team,
                              const struct edi_block **block,
                              struct x12_error *err)
{
    enum x12_status status = X12_END;

    pthread_mutex_lock(&team->lock);
    team_give_back(team);
    while (!team->stop && !team->taken && (team->head || !team->fed)) {
        struct edi_part *head = team->head;

        team->taken = head ? team_block(head) : NULL;
        if (team->taken)
            pthread_cond_broadcast(&team->changed);
        else if (head && head->taken && !head->running && !head->block &&
                 head->whole)
            team_retire(team);
        else
            team_wait(team);
    }
    if (team->taken)
        status = X12_OK;
    else if (team->err.status != X12_OK)
        status = x12_fail(err, team->err.status, "%s", team->err.text);
    pthread_mutex_unlock(&team->lock);
    *block = team->taken;
    return status;
}

static void team_release(struct edi_team *team)
{
    while (team->head) {
        part_free_blocks(team->head);
        team_retire(team);
    }
    team_give_back(team);
    while (team->free_chunks) {
        struct team_chunk *chunk = team->free_chunks;

        team->free_chunks = chunk->next;
        x12_chunk_release(&chunk->chunk);
        free(chunk);
    }
    while (team->free_blocks) {
        struct edi_block *block = team->free_blocks;

        team->free_blocks = block->next;
        free(block);
    }
    x12_parts_release(&team->parts);
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
    pthread_cond_broadcast(&team->changed);
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
        team_feed(team);
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
