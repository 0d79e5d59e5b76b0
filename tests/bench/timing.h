/* SPDX-License-Identifier: Apache-2.0 */
/* timing - how long a command takes, and how much memory at most */
#ifndef BENCH_TIMING_H
#define BENCH_TIMING_H

#include <stdint.h>

/* Microseconds of a clock that only goes on. */
int64_t bench_clock(void);

/* Runs a command, and writes its microseconds and its peak in KB to the file
 * `result`. Its exit code; 127 where it could not be run. */
int bench_timing(const char *result, char *const command[]);

#endif
