/* SPDX-License-Identifier: Apache-2.0 */
/*
 * small_guide - a claim guide of forty rows, invented for tests: hierarchical
 * levels, a loop under two parents, positions in any order, limits
 */
#ifndef TESTS_SMALL_GUIDE_H
#define TESTS_SMALL_GUIDE_H

#include "parser/guide.h"

extern const struct x12_guide small_guide;

/* By set "837" and any reference that begins with "005010X222"; X291 is a
 * sibling. As x12_guide_find_fn has it. */
const struct x12_guide *small_guide_find(x12_str set, x12_str reference,
                                         bool *sibling);

/* The index of a row by loop and segment (NULL: the loop row), the `nth` (from
 * 1) of its kind. */
size_t small_guide_row(const char *loop, const char *segment, unsigned nth);

#endif
