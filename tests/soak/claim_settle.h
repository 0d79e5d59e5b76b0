/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_settle - an invented claim put right: what the situational rules and the
 * balances of the guides ask of fields that chance has filled
 */
#ifndef SOAK_CLAIM_SETTLE_H
#define SOAK_CLAIM_SETTLE_H

#include "edi/claims/claim.h"
#include "parser/arena.h"
#include "tests/soak/claim_maker.h"

/* The claim is the caller's own, its lists too; new texts are of `arena`. */
void claim_settle(struct edi_claim *claim, struct claim_maker *maker,
                  struct x12_arena *arena);

#endif
