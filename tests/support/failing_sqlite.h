/* SPDX-License-Identifier: Apache-2.0 */
/*
 * failing_sqlite - one allocation of SQLite's fails
 *
 *     failing_sqlite_install();          first thing in main
 *     failing_sqlite_at(n);              the nth from now (from 0) gives NULL
 *     ... work ...
 *     count = failing_sqlite_off();      how many there were since
 */
#ifndef TESTS_FAILING_SQLITE_H
#define TESTS_FAILING_SQLITE_H

#include <stdbool.h>

bool failing_sqlite_install(void);

/* Negative: none fails, all are counted. */
void failing_sqlite_at(long n);
long failing_sqlite_off(void);

#endif
