/* SPDX-License-Identifier: Apache-2.0 */
/*
 * failing_malloc - the nth of our own allocations fails
 *
 *     for (long n = 0;; n++) {
 *         failing_malloc_from(n);
 *         status = work(&err);
 *         failing_malloc_off();
 *         if (!failing_malloc_failed())
 *             break;                       every allocation has failed once
 *         assert_int_equal(status, X12_ENOMEM);
 *     }
 *
 * malloc, calloc and realloc of the objects that are linked into a test come
 * here by the linker's --wrap; those of shared libraries do not.
 */
#ifndef TESTS_FAILING_MALLOC_H
#define TESTS_FAILING_MALLOC_H

#include <stdbool.h>

/* The nth allocation from now (from 0) and all behind it fail. */
void failing_malloc_from(long n);
void failing_malloc_off(void);

/* Did one fail since the last failing_malloc_from? */
bool failing_malloc_failed(void);

#endif
