/* SPDX-License-Identifier: Apache-2.0 */
/*
 * worklist_key - a name for a thing on the worklist that is the same in any store
 *
 * It is a digest of what was said, and of nothing that this store has given it.
 */
#ifndef EDI_WORKLIST_KEY_PRIVATE_H
#define EDI_WORKLIST_KEY_PRIVATE_H

#include "edi/store/store_tasks.h"

enum { EDI_KEY_PARTS = 8 };

struct edi_key_parts {
    x12_str at[EDI_KEY_PARTS];
    size_t count;
};

static inline void edi_key_part(struct edi_key_parts *parts, x12_str part)
{
    parts->at[parts->count++] = part;
}

enum x12_status edi_worklist_key(struct edi_db *db,
                                 const struct edi_key_parts *thing,
                                 const struct edi_key_parts *event,
                                 struct edi_task_key *key) X12_MUST_USE;

#endif
