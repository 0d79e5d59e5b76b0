/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_unread - segments that have no place in a claim, back where they stood
 *
 * The writer tells of each loop that begins a count, and asks before each
 * segment of its own: what stood there is written first, or in its stead.
 */
#ifndef EDI_CLAIM_UNREAD_PRIVATE_H
#define EDI_CLAIM_UNREAD_PRIVATE_H

#include "edi/claims/claim_write.h"

/* What stands behind the loop's last segment is written; then the loop `level`
 * begins: "2000A", "2000B", "2000C", "2300"; NULL: none, the claim is done. */
void edi_unread_level(struct edi_unread_out *out, struct x12_writer *w,
                      const char *level);

/* There are such segments: see edi_unread_before. */
bool edi_unread_stands(struct edi_unread_out *out, struct x12_writer *w);

/* A segment is about to be written. True: it is written already, as it was
 * sent, and the writer's own is left out. `out` may be NULL. */
static inline bool edi_unread_before(struct edi_unread_out *out,
                                     struct x12_writer *w)
{
    return out && out->count > 0 && edi_unread_stands(out, w);
}

#endif
