/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pairs - invented claims, and the remittances that pay them, as large as wanted
 *
 * What a claim says is a function of its number and the seed alone, so the file
 * that pays it is written without having seen it, in another order. Its numbers
 * (CLM01, REF*D9, CLP07) are as good as random: nothing of the store's keys lies
 * where the one before lay.
 */
#ifndef BENCH_PAIRS_H
#define BENCH_PAIRS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct bench_pairs {
    uint64_t seed;
    uint64_t first, count; /* of all claims, those of this file */
    unsigned number;       /* of the file, in its envelope */
};

/* An 837P of these claims; an 835 that pays them, each once. False when the
 * stream fails. */
bool bench_pairs_claims(const struct bench_pairs *pairs, FILE *file);
bool bench_pairs_payments(const struct bench_pairs *pairs, FILE *file);

#endif
