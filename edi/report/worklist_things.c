/* SPDX-License-Identifier: Apache-2.0 */
/* worklist_things - what is on the worklist, without words */
#include "edi/report/worklist_things.h"

#include "edi/report/worklist_items_private.h"

/* The arena holds the places of a million items, and they. */
enum { THINGS_ARENA = 1 << 30 };

static enum x12_status things_put(struct edi_store *store,
                                  const struct edi_worklist_item *item,
                                  struct edi_worklist_things *things)
{
    struct edi_worklist_thing *thing = x12_arena_push(
        &things->arena, &things->at, &things->count, sizeof(*thing));
    struct edi_query *q;
    struct edi_task task;
    enum x12_status status;

    if (!thing)
        return x12_fail(store->db.err, things->arena.failed, "worklist: %s",
                        x12_status_text(things->arena.failed));
    *thing = (struct edi_worklist_thing){ .payment = item->payment,
                                          .claim = item->claim,
                                          .key = item->key };
    status = edi_store_task_find(store, &item->key, &q, &task);
    thing->closed = status == X12_OK && task.status == EDI_TASK_CLOSED &&
                    task.of_event;
    edi_db_end(q);
    return status;
}

enum x12_status edi_worklist_things(struct edi_store *store, x12_date today,
                                    struct edi_worklist_things *things)
{
    const struct edi_worklist_wanted all = { .today = today, .closed = true };
    struct x12_arena arena = { .limit = THINGS_ARENA };
    struct edi_worklist_items items;
    enum x12_status status = edi_worklist_gather(store, &all, &arena, &items);

    *things = (struct edi_worklist_things){ .arena = {
                                                .limit = THINGS_ARENA } };
    for (size_t i = 0; i < items.count && status == X12_OK; i++)
        status = things_put(store, &items.at[i], things);
    x12_arena_release(&arena);
    return status;
}

void edi_worklist_things_release(struct edi_worklist_things *things)
{
    x12_arena_release(&things->arena);
    *things = (struct edi_worklist_things){ .at = NULL };
}
