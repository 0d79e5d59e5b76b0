/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_diff - two files compared by meaning: claims, lines, money
 *
 *     edi_diff_load(&diff, EDI_DIFF_A, &src, "a.837");
 *     edi_diff_load(&diff, EDI_DIFF_B, &src, "b.837");
 *     edi_diff_run(&diff, tell, self);
 *     edi_diff_release(&diff);
 *
 * What is compared is what edi json says of a file, without the envelope, the
 * places things stand at, and the order of lists. Claims and payments are laid
 * together by their numbers, the n-th of one number to the n-th.
 */
#ifndef EDI_JOB_DIFF_H
#define EDI_JOB_DIFF_H

#include "parser/arena.h"
#include "parser/source.h"
#include "parser/value.h"

enum edi_diff_side { EDI_DIFF_A, EDI_DIFF_B };

enum {
    EDI_DIFF_BYTES = 1 << 30, /* most text that is kept of a file */
    EDI_DIFF_PATH = 256,
    EDI_DIFF_DEPTH = 16,
};

/* One thing that a file says something of. */
struct edi_diff_item {
    x12_str kind, key; /* "claim" and its number */
    x12_str text;      /* JSON, keys in order */
    size_t ordinal;
    const struct edi_diff_item *other; /* of the other file, or NULL */
};

struct edi_diff_file {
    struct edi_diff_item *items;
    size_t count;
    x12_money charge, paid; /* of its claims and payments */
    size_t claims, payments;
};

/* One difference. `path` empty: the thing is in one file only, and the value of
 * the other is. */
struct edi_difference {
    const struct edi_diff_item *item;
    enum edi_diff_side only; /* where path is empty: in which */
    const char *path;
    x12_str a, b;
};

typedef enum x12_status edi_difference_fn(void *self,
                                          const struct edi_difference *d);

struct edi_diff {
    struct edi_diff_file file[2];
    uint64_t changed, only[2]; /* things */
    struct x12_error *err;
    /* private below */
    struct x12_arena arena;
};

/* Takes `src` over. */
enum x12_status edi_diff_load(struct edi_diff *diff, enum edi_diff_side side,
                              struct x12_source *src) X12_MUST_USE;

/* Tells every difference, in the order of the first file, then what only the
 * second one has. What is told is valid until the call returns. */
enum x12_status edi_diff_run(struct edi_diff *diff, edi_difference_fn *tell,
                             void *self) X12_MUST_USE;

void edi_diff_release(struct edi_diff *diff);

#endif
