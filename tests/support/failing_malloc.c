/* SPDX-License-Identifier: Apache-2.0 */
/* failing_malloc - the nth of our own allocations fails */
#include "tests/support/failing_malloc.h"

#include <stddef.h>

/* names that the linker makes for --wrap=malloc and its kin */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

/* A test is one thread where it counts allocations. */
static bool counting, failed;
static long left;

void failing_malloc_from(long n)
{
    counting = true;
    failed = false;
    left = n;
}

void failing_malloc_off(void)
{
    counting = false;
}

bool failing_malloc_failed(void)
{
    return failed;
}

static bool failing_malloc_now(void)
{
    if (!counting)
        return false;
    if (left-- > 0)
        return false;
    left = 0;
    failed = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return failing_malloc_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return failing_malloc_now() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return failing_malloc_now() ? NULL : __real_realloc(old, size);
}
