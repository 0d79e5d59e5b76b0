/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_maker - an 837 of one invented claim, by the rows of its guide
 *
 * Required segments and elements are there, situational ones by chance; codes
 * are of their lists, dates and numbers of their forms, syntax notes are kept.
 * What situational rules and balances ask is put right by claim_settle. The same
 * seed makes the same claims.
 */
#ifndef SOAK_CLAIM_MAKER_H
#define SOAK_CLAIM_MAKER_H

#include "parser/guide.h"

enum {
    MAKER_TEXT = 256 << 10, /* room for one interchange */
    MAKER_VALUE = 81,
    MAKER_PARTS = 10, /* components of an element, 0 is the whole */
};

struct claim_maker {
    const struct x12_guide *guide;
    uint64_t state;
    uint64_t claims;
    /* of the claim at hand */
    bool patient;    /* it stands under a 2000C */
    bool subrogates; /* BHT06 is 31 */
    unsigned others; /* loops 2320 */
    unsigned parent[4], hl;
    unsigned segments;
    char text[MAKER_TEXT];
    size_t used;
    char value[X12_GUIDE_ELEMENTS][MAKER_PARTS][MAKER_VALUE];
};

/* 0 to below - 1. */
unsigned claim_maker_pick(struct claim_maker *m, unsigned below);

/* The next claim as an interchange; valid until the next call. */
x12_str claim_maker_next(struct claim_maker *m);

/* A valid NPI. */
void claim_maker_npi(struct claim_maker *m, char into[11]);

#endif
