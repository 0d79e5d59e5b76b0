/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reading - a cursor over text at hand, with findings kept, for tests of what
 * reads claims, payments and acknowledgements
 */
#ifndef READING_H
#define READING_H

#include "parser/cursor.h"

enum { READING_FINDINGS = 256 };

struct reading {
    struct x12_cursor cur;
    struct x12_error err;
    struct x12_findings findings;
    struct x12_finding room[READING_FINDINGS];
};

/* `text` must outlive the reading. Fails the test when it cannot begin. */
void reading_open(struct reading *r, const char *text);
void reading_close(struct reading *r);

/* How many kept findings have this name. */
size_t reading_count(const struct reading *r, const char *fault);

/* The first of this name; fails the test when there is none. */
const struct x12_finding *reading_find(const struct reading *r,
                                       const char *fault);

#endif
