/* SPDX-License-Identifier: Apache-2.0 */
/*
 * chance - what falls to a claim by chance, the same for the same seed
 *
 *     uint64_t id = edi_chance_of_claim(seed, claim);
 *     if (edi_chance(id, "denied", 10000) < payer->rate[EDI_RATE_DENIED]) ...
 *
 * Nothing is drawn from a stream: each draw is a function of the seed, of what
 * the claim says and of a name. So claims may come in any order, in any file,
 * and read twice, and the same falls to them.
 */
#ifndef EDI_CHANCE_H
#define EDI_CHANCE_H

#include "edi/claims/claim.h"

/* One number for a claim: its number, frequency, charge, first day, member and
 * provider count. */
uint64_t edi_chance_of_claim(uint64_t seed, const struct edi_claim *claim);

/* The same for a text. */
uint64_t edi_chance_of_text(uint64_t seed, x12_str text);

/* 0 to below - 1; another name is another draw. */
uint32_t edi_chance(uint64_t id, const char *name, uint32_t below);

#endif
