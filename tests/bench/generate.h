/* SPDX-License-Identifier: Apache-2.0 */
/*
 * generate - large invented files that balance, the same for the same seed
 */
#ifndef BENCH_GENERATE_H
#define BENCH_GENERATE_H

#include <stdbool.h>
#include <stdint.h>

enum bench_kind { BENCH_837P, BENCH_837I, BENCH_835, BENCH_KINDS };

/* What is wrong with a file: nothing; one thing in each hundredth claim,
 * another one in each; something in each segment but those of the envelope. */
enum bench_wrong { BENCH_RIGHT, BENCH_HUNDREDTH, BENCH_ALL_WRONG };

extern const char *const bench_names[BENCH_KINDS];

struct bench_file {
    enum bench_kind kind;
    enum bench_wrong wrong;
    uint64_t bytes, seed;
    uint64_t broken; /* out: segments with something wrong */
};

/* Writes about `file->bytes` to `path`; false when that fails. */
bool bench_generate(const char *path, struct bench_file *file);

#endif
