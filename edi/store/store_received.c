/* SPDX-License-Identifier: Apache-2.0 */
/* store_received - which files of a partner's folder were fetched */
#include "edi/store/store_received.h"

enum x12_status edi_received_find(struct edi_store *store,
                                  struct edi_received *file)
{
    static const char FIND[] =
        "SELECT verdict FROM received WHERE partner = ?1 AND name = ?2"
        " AND size = ?3 AND changed = ?4";
    struct edi_query *q = edi_db_query(&store->db, FIND);
    enum x12_status status;

    edi_db_bind_text(q, 1, x12_str_from(file->partner));
    edi_db_bind_text(q, 2, file->name);
    edi_db_bind_int(q, 3, (int64_t)file->size);
    edi_db_bind_int(q, 4, file->changed);
    status = edi_db_step(q);
    if (status == X12_OK)
        file->receipt = (enum edi_receipt)edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

enum x12_status edi_received_put(struct edi_store *store,
                                 const struct edi_received *file)
{
    static const char PUT[] =
        "REPLACE INTO received (partner, name, size, changed, digest, taken,"
        " verdict) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    enum x12_status status = edi_db_begin(&store->db);
    struct edi_query *q;

    if (status != X12_OK)
        return status;
    q = edi_db_query(&store->db, PUT);
    edi_db_bind_text(q, 1, x12_str_from(file->partner));
    edi_db_bind_text(q, 2, file->name);
    edi_db_bind_int(q, 3, (int64_t)file->size);
    edi_db_bind_int(q, 4, file->changed);
    edi_db_bind_blob(q, 5,
                     (x12_str){ (const char *)file->digest, EDI_DIGEST_BYTES });
    edi_db_bind_text(q, 6, x12_str_from(file->taken));
    edi_db_bind_int(q, 7, file->receipt);
    status = edi_db_run(q);
    if (status == X12_OK)
        status = edi_db_commit(&store->db);
    if (status != X12_OK)
        edi_db_rollback(&store->db);
    return status;
}
