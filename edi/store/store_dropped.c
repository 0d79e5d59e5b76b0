/* SPDX-License-Identifier: Apache-2.0 */
/* store_dropped - which files of claims were taken from the intake folder */
#include "edi/store/store_dropped.h"

static x12_str dropped_blob(const unsigned char digest[EDI_DIGEST_BYTES])
{
    return (x12_str){ (const char *)digest, EDI_DIGEST_BYTES };
}

enum x12_status edi_dropped_find(struct edi_store *store,
                                 const unsigned char digest[EDI_DIGEST_BYTES])
{
    static const char FIND[] = "SELECT 1 FROM dropped WHERE digest = ?1";
    struct edi_query *q = edi_db_query(&store->db, FIND);
    enum x12_status status;

    edi_db_bind_blob(q, 1, dropped_blob(digest));
    status = edi_db_step(q);
    edi_db_end(q);
    return status;
}

enum x12_status edi_dropped_put(struct edi_store *store,
                                const unsigned char digest[EDI_DIGEST_BYTES],
                                uint64_t bytes, const char *when)
{
    static const char PUT[] = "INSERT INTO dropped VALUES (?1, ?2, ?3)";
    struct edi_query *q = edi_db_query(&store->db, PUT);

    edi_db_bind_blob(q, 1, dropped_blob(digest));
    edi_db_bind_int(q, 2, (int64_t)bytes);
    edi_db_bind_text(q, 3, x12_str_from(when));
    return edi_db_run(q);
}
