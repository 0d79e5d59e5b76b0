/* SPDX-License-Identifier: Apache-2.0 */
/* store_bank - what the bank says came in */
#include "edi/store/store_bank.h"

/* X12_END where the row is there already. */
static enum x12_status bank_insert(struct edi_query *q, int64_t *id)
{
    enum x12_status status = edi_db_step(q);

    if (status == X12_OK)
        *id = edi_db_int(q, 0);
    edi_db_end(q);
    return status;
}

enum x12_status edi_store_bank_begin(
    struct edi_store *store, x12_str name,
    const unsigned char digest[EDI_DIGEST_BYTES], const char *taken,
    int64_t *file)
{
    static const char PUT[] =
        "INSERT INTO bank_file (name, digest, taken) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO NOTHING RETURNING id";
    struct edi_query *q = edi_db_query(&store->db, PUT);

    edi_db_bind_text(q, 1, name);
    edi_db_bind_blob(q, 2, (x12_str){ (const char *)digest, EDI_DIGEST_BYTES });
    edi_db_bind_text(q, 3, x12_str_from(taken));
    return bank_insert(q, file);
}

enum x12_status edi_store_deposit_put(struct edi_store *store, int64_t file,
                                      const struct edi_deposit *deposit)
{
    static const char PUT[] =
        "INSERT INTO deposit (bank_file, day, amount, trace)"
        " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING RETURNING id";
    struct edi_query *q = edi_db_query(&store->db, PUT);
    int64_t id;

    edi_db_bind_int(q, 1, file);
    edi_db_bind_int(q, 2, deposit->day);
    edi_db_bind_int(q, 3, deposit->amount);
    edi_db_bind_text(q, 4, deposit->trace);
    return bank_insert(q, &id);
}
