/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mutant - a sample with one segment or element changed
 *
 *     mutant_load(&sample, "samples/remit-01.835");
 *     if (mutant_make(&state, &sample, &mutant))
 *         look_at(mutant.bytes, mutant.len);
 *
 * Dropped, doubled, swapped, retyped, lengthened or recoded: which and where
 * follows from the state, so that a seed gives the same mutants again. SE01 is
 * kept right, so that a count does not give the change away.
 */
#ifndef TESTS_MUTANT_H
#define TESTS_MUTANT_H

#include "parser/guide.h"

enum {
    MUTANT_SEGMENTS = 1 << 10,
    MUTANT_BYTES = 1 << 16,
};

/* What is done to a segment or element. */
enum op {
    DROP_SEGMENT,
    DOUBLE_SEGMENT,
    SWAP_SEGMENTS,
    RETYPE_SEGMENT,
    DROP_ELEMENT,
    DOUBLE_ELEMENT,
    SWAP_ELEMENTS,
    RETYPE_ELEMENT,
    LENGTHEN_ELEMENT,
    RECODE_ELEMENT,
    OPS,
};

/* A segment of a sample, with what the guide says of it. */
struct segment {
    x12_str text;
    struct x12_delims marks;
    const struct x12_guide *guide;
    const struct x12_row *row; /* NULL: of the envelope */
    unsigned depth;
    bool entered; /* it opens its loop */
};

struct sample {
    const char *path;
    char bytes[MUTANT_BYTES];
    struct segment segments[MUTANT_SEGMENTS];
    size_t count;
};

/* A file with one thing changed. */
struct mutant {
    char bytes[2 * MUTANT_BYTES];
    size_t len;
    uint64_t starts[MUTANT_SEGMENTS + 2];
    size_t count;
    enum op op; /* what was done */
    size_t at;  /* the segment that was changed */
    int delta;  /* segments more or less */
    unsigned element;
};

/* "drop segment" */
extern const char *const mutant_op_names[OPS];

/* False: it cannot be read. */
bool mutant_load(struct sample *s, const char *path);

/* A number below `below`. */
size_t mutant_pick(uint64_t *state, size_t below);

/* False: what came up cannot be done to that segment; try again. */
bool mutant_make(uint64_t *state, const struct sample *s, struct mutant *m);

#endif
