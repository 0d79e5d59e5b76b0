/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mask - a segment shown without what tells who somebody is
 *
 * Shown are: the segment id, the delimiters, codes that the guide lists for
 * their element, amounts and counts, and the envelope but for its passwords
 * (ISA02, ISA04). Every other byte becomes an x, so lengths can still be seen.
 * What the guide does not know is hidden.
 */
#ifndef EDI_MASK_H
#define EDI_MASK_H

#include "parser/cursor.h"
#include "writer/text.h"

/* Writes the segment the cursor stands on, masked. */
void edi_mask_put(struct x12_text *t, const struct x12_cursor *cur);

#endif
