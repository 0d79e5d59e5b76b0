/* SPDX-License-Identifier: Apache-2.0 */
/*
 * team - the parts of one input, worked by several threads, taken in order
 *
 *     status = edi_team_begin(&team, &src, &sharing, &work, &job, err);
 *     if (!team) ... the input is small: src is it, to be read as ever ...
 *     while ((status = edi_team_next(team, &block, err)) == X12_OK)
 *         ... block->kind, block->len bytes at block->at, in the input's order
 *     edi_team_end(team);
 *
 * Each thread has a worker of its own, which shares nothing with the others but
 * tables. A worker begins its cursor at a part by edi_part_begin and gives what
 * it makes by edi_part_put. Where a mark proves wrong, the thread that found it
 * reads on, and what was made from that mark is dropped; so the result is that
 * of one thread, whatever the input. Memory is bounded: a part that is ahead of
 * its turn waits when its blocks are full.
 */
#ifndef EDI_TEAM_H
#define EDI_TEAM_H

#include "parser/parts.h"

enum { EDI_BLOCK = 64 << 10 };

struct edi_team;
struct edi_part;

/* How an input is shared out; { 0 } is one thread. */
struct edi_sharing {
    unsigned threads; /* that work its sets, if it is large; 0 is 1 */
    size_t block;     /* as that of struct x12_parts; 0: the usual */
};

struct edi_team_work {
    size_t size; /* of a worker, zeroed and aligned for anything */
    enum x12_status (*open)(void *worker, const void *job,
                            struct x12_error *err);
    /* All of a part; failures of the input are told in what is put. Gives what
     * the last edi_part_put gave. */
    enum x12_status (*part)(void *worker, struct edi_part *part);
    void (*close)(void *worker);
};

struct edi_block {
    struct edi_block *next; /* private */
    unsigned kind;          /* the job's */
    size_t len;
    _Alignas(max_align_t) char at[EDI_BLOCK];
};

/* Takes `src` over. `*team` is NULL, and `*src` all there is, when that fits a
 * chunk. `work` and `job` must outlive the team. */
enum x12_status edi_team_begin(struct edi_team **team, struct x12_source *src,
                               const struct edi_sharing *sharing,
                               const struct edi_team_work *work,
                               const void *job,
                               struct x12_error *err) X12_MUST_USE;

/* X12_OK with a block, valid until the next call; X12_END behind the last; or a
 * failure of the team itself. */
enum x12_status edi_team_next(struct edi_team *team,
                              const struct edi_block **block,
                              struct x12_error *err) X12_MUST_USE;

/* At any time; NULL is none. */
void edi_team_end(struct edi_team *team);

/* ---- for workers ---- */

/* The cursor is initialised, its findings are set. */
void edi_part_begin(struct edi_part *part, struct x12_cursor *cur);

/* `len` bytes, in as many blocks as it takes; those of a record not longer than
 * a block are kept together if `whole`. X12_END: nobody wants them. */
enum x12_status edi_part_put(struct edi_part *part, unsigned kind, bool whole,
                             x12_str bytes) X12_MUST_USE;

/* The same as a sink, for bytes of kind 0; it need not be closed. */
struct x12_sink;
void edi_part_sink(struct edi_part *part, struct x12_sink *sink);

#endif
