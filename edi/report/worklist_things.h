/* SPDX-License-Identifier: Apache-2.0 */
/*
 * worklist_things - what is on the worklist, without words: for those who must not
 * touch it
 */
#ifndef EDI_WORKLIST_THINGS_H
#define EDI_WORKLIST_THINGS_H

#include "edi/store/store_tasks.h"
#include "parser/arena.h"
#include "parser/value.h"

struct edi_worklist_thing {
    int64_t payment, claim; /* one of them; the other is 0 */
    struct edi_task_key key;
    bool closed; /* by a person, and nothing was said of it since */
};

/* { 0 } is empty. */
struct edi_worklist_things {
    struct edi_worklist_thing *at;
    size_t count;
    struct x12_arena arena; /* private */
};

/* Release `things` in any case. */
enum x12_status edi_worklist_things(struct edi_store *store, x12_date today,
                                    struct edi_worklist_things *things)
    X12_MUST_USE;
void edi_worklist_things_release(struct edi_worklist_things *things);

#endif
