/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_stray - claims whose outer loops are missing
 *
 * Where the HL loops are missing, the parties in front of a CLM have no row of
 * the guide. So that a claim is not given the parties of the one before it,
 * they are placed by their roles and what follows by its ids: the findings have
 * told already that all of it is wrong.
 */
#ifndef EDI_CLAIM_STRAY_PRIVATE_H
#define EDI_CLAIM_STRAY_PRIVATE_H

#include "edi/claims/claim_map_private.h"
#include "edi/claims/claim_read.h"

/* Does the segment at hand, which has no row, begin such a claim or the parties
 * in front of it? */
bool edi_stray_begins(const struct edi_claim_reader *rd);

/* Where the segment at hand goes; false: nowhere. */
bool edi_stray_find(const struct edi_claim_reader *rd,
                    struct edi_map_row *into);

#endif
