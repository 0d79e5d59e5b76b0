/* SPDX-License-Identifier: Apache-2.0 */
/*
 * generate - large invented files that balance, the same for the same seed
 */
#ifndef BENCH_GENERATE_H
#define BENCH_GENERATE_H

#include <stdbool.h>
#include <stdint.h>

enum bench_kind { BENCH_837P, BENCH_837I, BENCH_835, BENCH_KINDS };

extern const char *const bench_names[BENCH_KINDS];

/* Writes about `bytes` to `path`; false when that fails. */
bool bench_generate(const char *path, enum bench_kind kind, uint64_t bytes,
                    uint64_t seed);

#endif
