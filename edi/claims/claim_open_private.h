/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_open - what a loop of an 837 fills from its first segment on
 *
 * Each node has the struct at hand that its segments fill. A loop around the
 * claims empties what hung below it; a party, a line or another payer is a new
 * part of the struct around it. What finds no place is kept as it stands.
 */
#ifndef EDI_CLAIM_OPEN_PRIVATE_H
#define EDI_CLAIM_OPEN_PRIVATE_H

#include "edi/claims/claim_read.h"

/* The segment at hand, of rd->row, begins its loop. */
void edi_claim_open(struct edi_claim_reader *rd);

/* What the segments of a node fill from here on; NULL: nothing. */
void edi_claim_into(struct edi_claim_reader *rd, unsigned node, void *object);

/* Clears the claim's members from one offset up to another; not in place, where
 * compilers make a loop of words of it. */
void edi_claim_clear(struct edi_claim_reader *rd, size_t from, size_t to);

/* A loop around the claims begins: what it holds, and what hangs below it, is
 * of the loop before and goes. The claim's own part is cleared when the next
 * claim is asked for. */
void edi_claim_enter(struct edi_claim_reader *rd, enum edi_claim_level level);

/* Keeps the segment at hand. `replaces`: some of it found its place. */
void edi_claim_keep(struct edi_claim_reader *rd, bool replaces);

#endif
