/* SPDX-License-Identifier: Apache-2.0 */
/* job_bank - takes in what a bank says came in */
#include "edi/jobs/job_bank.h"

static enum x12_status bank_deposits(struct edi_store *store,
                                     struct edi_bank *bank, int64_t file,
                                     struct edi_bank_told *told)
{
    struct edi_deposit deposit;
    enum x12_status status;

    while ((status = edi_bank_next(bank, &deposit)) == X12_OK) {
        status = edi_store_deposit_put(store, file, &deposit);
        if (status < 0)
            return status;
        told->deposits += status == X12_OK;
        told->again += status == X12_END;
        told->traceless += status == X12_OK && deposit.trace.len == 0;
    }
    told->refused = bank->refused;
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_bank_ingest(struct edi_store *store, struct x12_source *src,
                                x12_str name, const char *taken,
                                struct edi_bank_told *told)
{
    struct edi_bank bank;
    enum x12_status status = edi_bank_open(&bank, src, store->db.err);
    int64_t file = 0;

    *told = (struct edi_bank_told){ 0 };
    if (status == X12_OK)
        status = edi_db_begin(&store->db);
    if (status == X12_OK) {
        status = edi_store_bank_begin(store, name, bank.digest, taken, &file);
        told->known = status == X12_END;
    }
    if (status == X12_OK)
        status = bank_deposits(store, &bank, file, told);
    if (status == X12_OK)
        status = edi_db_commit(&store->db);
    edi_db_rollback(&store->db);
    edi_bank_close(&bank);
    return told->known ? X12_OK : status;
}
