/* SPDX-License-Identifier: Apache-2.0 */
/* store_sealed - what a batch was as it went to its partner, encrypted */
#include "edi/store/store_sealed.h"

enum x12_status edi_sealed_find(struct edi_store *store, int64_t batch,
                                struct edi_sealed *sealed)
{
    static const char FIND[] =
        "SELECT bytes, digest FROM sealed WHERE batch = ?1";
    struct edi_query *q = edi_db_query(&store->db, FIND);
    enum x12_status status;

    edi_db_bind_int(q, 1, batch);
    status = edi_db_step(q);
    if (status == X12_OK) {
        const x12_str digest = edi_db_blob(q, 1);

        sealed->bytes = (uint64_t)edi_db_int(q, 0);
        memset(sealed->digest, 0, sizeof(sealed->digest));
        if (digest.len == sizeof(sealed->digest))
            memcpy(sealed->digest, digest.at, digest.len);
    }
    edi_db_end(q);
    return status;
}

enum x12_status edi_sealed_put(struct edi_store *store, int64_t batch,
                               const struct edi_sealed *sealed)
{
    static const char PUT[] =
        "REPLACE INTO sealed (batch, bytes, digest) VALUES (?1, ?2, ?3)";
    static const char DROP[] = "DELETE FROM sealed WHERE batch = ?1";
    enum x12_status status = edi_db_begin(&store->db);
    struct edi_query *q;

    if (status != X12_OK)
        return status;
    q = edi_db_query(&store->db, sealed ? PUT : DROP);
    edi_db_bind_int(q, 1, batch);
    if (sealed) {
        edi_db_bind_int(q, 2, (int64_t)sealed->bytes);
        edi_db_bind_blob(
            q, 3,
            x12_str_of((const char *)sealed->digest, sizeof(sealed->digest)));
    }
    status = edi_db_run(q);
    if (status == X12_OK)
        status = edi_db_commit(&store->db);
    if (status != X12_OK)
        edi_db_rollback(&store->db);
    return status;
}
