/* SPDX-License-Identifier: Apache-2.0 */
/* outbox_ingest - what we send is taken in like what others send */
#include "edi/jobs/outbox_ingest.h"

enum x12_status edi_outbox_ingest(struct edi_store *store,
                                  const struct edi_batch *batch,
                                  const struct edi_ingest_options *options)
{
    struct edi_ingest_options once = *options;
    struct edi_ingested told;
    struct x12_source src = { 0 };
    struct edi_query *q;
    x12_str body;
    int64_t id;
    enum x12_status status = edi_store_file_find(store, batch->digest, &id);

    once.once = true;
    if (status != X12_END)
        return status;
    status = edi_batch_body(store, batch->id, &q, &body);
    if (status == X12_OK)
        status = x12_source_open_memory(&src, body, store->db.err);
    if (status == X12_OK)
        status = x12_source_gunzip(&src, store->db.err);
    if (status == X12_OK)
        status = edi_ingest(store, batch->name, &src, &once, &told);
    x12_source_close(&src);
    edi_db_end(q);
    return status;
}
