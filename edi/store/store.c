/* SPDX-License-Identifier: Apache-2.0 */
/* store - open, close, transaction: the claim store */
#include "edi/store/store.h"

#include "edi/store/schema.h"

enum x12_status edi_store_open(struct edi_store *store, const char *path,
                               enum edi_db_mode mode, struct x12_error *err)
{
    enum x12_status status = edi_db_open(&store->db, path, mode, err);

    if (status == X12_OK)
        status = edi_schema_migrate(&store->db);
    if (status != X12_OK)
        edi_store_close(store);
    return status;
}

void edi_store_close(struct edi_store *store)
{
    edi_db_close(&store->db);
}
