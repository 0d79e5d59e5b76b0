/* SPDX-License-Identifier: Apache-2.0 */
/* outbox_ingest - what we send is taken in like what others send */
#include "edi/jobs/outbox_ingest.h"

#include "edi/jobs/batch_file.h"
#include "parser/arena.h"

/* A copy: the query must not be open while the file is taken in. What it sees is
 * as old as its beginning, and another run's commit since then would have the
 * transaction refused at once, however long a lock is waited for. */
static enum x12_status outbox_body(struct edi_store *store, int64_t batch,
                                   struct x12_arena *arena, x12_str *copy)
{
    struct edi_query *q;
    x12_str body;
    enum x12_status status = edi_batch_body(store, batch, &q, &body);

    if (status != X12_OK)
        return status;
    *copy = x12_arena_copy(arena, body);
    edi_db_end(q);
    if (arena->failed)
        return x12_fail(store->db.err, arena->failed, "file of the outbox: %s",
                        x12_status_text(arena->failed));
    return X12_OK;
}

enum x12_status edi_outbox_ingest(struct edi_store *store,
                                  const struct edi_batch *batch,
                                  const struct edi_ingest_options *options)
{
    struct edi_ingest_options once = *options;
    struct edi_ingested told;
    struct x12_source src = { 0 };
    struct x12_arena arena = { .limit = EDI_BATCH_FILE_PACKED };
    x12_str body;
    int64_t id;
    enum x12_status status = edi_store_file_find(store, batch->digest, &id);

    once.once = true;
    if (status != X12_END)
        return status;
    status = outbox_body(store, batch->id, &arena, &body);
    if (status == X12_OK)
        status = x12_source_open_memory(&src, body, store->db.err);
    if (status == X12_OK)
        status = x12_source_gunzip(&src, store->db.err);
    if (status == X12_OK)
        status = edi_ingest(store, batch->name, &src, &once, &told);
    x12_source_close(&src);
    x12_arena_release(&arena);
    return status;
}

enum x12_status edi_outbox_ingest_waiting(
    struct edi_store *store, const char *partner,
    const struct edi_ingest_options *options)
{
    const struct edi_batch_wanted queued = { partner, EDI_BATCH_QUEUED };
    struct edi_batch batch = { 0 };
    enum x12_status status;

    while ((status = edi_batch_after(store, batch.id, &queued, &batch)) ==
           X12_OK) {
        status = edi_outbox_ingest(store, &batch, options);
        if (status != X12_OK)
            break;
    }
    return status == X12_END ? X12_OK : status;
}
