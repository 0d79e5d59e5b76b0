/* SPDX-License-Identifier: Apache-2.0 */
/*
 * breaks - a file that is right, one edit, and the one finding that it yields
 *
 *     breaks_load(&table, "tests/breaks/codes.txt");
 *     for (i = 0; i < table.count; i++)
 *         failed += !breaks_hold(&table.rows[i], note, data);
 *
 * tests/breaks/README.md tells how rows are written. The check is that of `edi
 * check --snip 7`, so that nothing is found in another way than users find it.
 */
#ifndef TESTS_BREAKS_H
#define TESTS_BREAKS_H

#include "parser/agreement.h"

enum {
    BREAKS_ROWS = 1024,
    BREAKS_TEXT = 1 << 18,
    BREAKS_BASES = 8,
    BREAKS_EDITS = 4,
};

/* This text, by that. */
struct breaks_edit {
    const char *old, *by;
};

/* A row; its texts lie in the table's. */
struct breaks_row {
    const char *file;
    unsigned line;
    const char *fault; /* "-": nothing is told */
    const char
        *bases[BREAKS_BASES]; /* "every-loop-835"; NULL behind the last */
    struct breaks_edit edits[BREAKS_EDITS]; /* `old` NULL behind the last */
    const char *at;   /* the finding stands at the segment that begins so */
    const char *loop; /* that it names; "-": none */
    unsigned element, component;
    const char
        *missing; /* it tells of this segment; NULL: of the one at `at` */
    const char *codes, *rules;   /* files to check with, or NULL */
    unsigned long limit;         /* of edi_rules_limit; 0: as it is */
    struct x12_agreement agreed; /* with the sender; all zero: nothing */
};

struct breaks_table {
    struct breaks_row rows[BREAKS_ROWS];
    size_t count;
    char text[BREAKS_TEXT];
    size_t used;
};

/* Adds the rows of a file; fails the test when it cannot be read. */
void breaks_load(struct breaks_table *table, const char *path);

/* Told of each finding that is as its row says, with the base it was met in. */
typedef void breaks_note_fn(void *data, const struct x12_fault *fault,
                            x12_str base);

/* Does the row yield its finding and no other, in each of its bases? Prints
 * what is not so. */
bool breaks_hold(const struct breaks_row *row, breaks_note_fn *note,
                 void *data);

/* Does the base yield nothing as it is? Prints what it yields. */
bool breaks_base_is_right(const char *base);

#endif
