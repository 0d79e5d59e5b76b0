/* SPDX-License-Identifier: Apache-2.0 */
/* team_private - the parts of a team, for the files that make one */
#ifndef EDI_TEAM_PRIVATE_H
#define EDI_TEAM_PRIVATE_H

#include "edi/jobs/team.h"

#include <pthread.h>

enum {
    TEAM_QUEUED = 48, /* blocks that wait in a part */
    TEAM_TAKEN = 4,   /* that are worth to wake the taker for */
    TEAM_CHUNKS = 6,  /* at once; and so many more a thread: */
    TEAM_CHUNKS_MORE = 6,
};

struct team_chunk {
    struct x12_chunk chunk;
    struct team_chunk *next;
};

/* Everything in it is under the team's lock, but for the bytes of chunks and
 * blocks, and what is said to be the worker's. */
struct edi_part {
    struct edi_team *team;
    struct edi_part *next;           /* in the input */
    struct team_chunk *first, *last; /* its bytes */
    struct team_chunk *reading;      /* NULL: none yet */
    size_t given;                    /* of that */
    struct x12_cursor *cur;          /* that reads it */
    struct edi_block *block, *block_last;
    struct edi_block *filling; /* the worker's: the last, or NULL */
    unsigned queued;           /* blocks; one may still be filled */
    bool whole;                /* it has all its chunks */
    bool taken;                /* a worker has it, or had it */
    bool running;              /* the worker is at it */
    bool full;                 /* the worker waits for blocks to be taken */
    bool dropped; /* another reads it: what is made of it is void */
};

struct edi_team {
    const struct edi_team_work *work;
    const void *job;
    struct x12_parts parts;
    pthread_mutex_t lock;
    pthread_cond_t changed;       /* for workers */
    pthread_cond_t made;          /* for the taker */
    struct edi_part *head, *tail; /* the head's blocks are being taken */
    struct team_chunk *free_chunks;
    struct edi_block *free_blocks;
    struct edi_block *used, *taken; /* the taker's: by edi_team_next, and to be
                                       given by it */
    unsigned chunks, most_chunks;
    unsigned ahead, most_ahead; /* parts in the list */
    pthread_t *thread;
    unsigned threads;
    bool feeding, fed; /* a thread is at it; the input has ended */
    bool stop;
    struct x12_error err; /* of the team itself */
};

/* All of these are called under the lock. */

void edi_team_fail(struct edi_team *team, const char *text);
void edi_team_wait(struct edi_team *team);
void edi_team_tell(struct edi_team *team); /* everybody */

/* Reads on in the input, or waits until there is something new. */
void edi_team_feed(struct edi_team *team);

/* Gives back the chunks up to `to`, which stays. */
void edi_part_free_chunks(struct edi_part *part, const struct team_chunk *to);
void edi_part_free_blocks(struct edi_part *part);

#endif
