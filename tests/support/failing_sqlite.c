/* SPDX-License-Identifier: Apache-2.0 */
/* failing_sqlite - one allocation of SQLite's fails */
#include "tests/support/failing_sqlite.h"

#include <sqlite3.h>
#include <stddef.h>

static sqlite3_mem_methods plain;
static bool counting;
static long count, fails_at;

static bool failing_sqlite_now(void)
{
    return counting && count++ == fails_at;
}

static void *failing_sqlite_malloc(int size)
{
    return failing_sqlite_now() ? NULL : plain.xMalloc(size);
}

static void *failing_sqlite_realloc(void *old, int size)
{
    return failing_sqlite_now() ? NULL : plain.xRealloc(old, size);
}

bool failing_sqlite_install(void)
{
    sqlite3_mem_methods failing;

    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain) != SQLITE_OK)
        return false;
    failing = plain;
    failing.xMalloc = failing_sqlite_malloc;
    failing.xRealloc = failing_sqlite_realloc;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &failing) == SQLITE_OK;
}

void failing_sqlite_at(long n)
{
    counting = true;
    count = 0;
    fails_at = n;
}

long failing_sqlite_off(void)
{
    counting = false;
    return count;
}
