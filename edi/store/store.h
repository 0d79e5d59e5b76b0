/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store - open, close, transaction: the claim store
 *
 *     struct edi_store store = { 0 };
 *     status = edi_store_open(&store, "edi.db", EDI_DB_CREATE, &err);
 *     ... edi_store_claim_put(&store, ...) ...
 *     edi_store_close(&store);     right on every path, and twice
 *
 * The store keeps facts (what came), and what follows from them. What came is
 * never changed; what follows is put anew with the facts that change it, in one
 * transaction (docs/store.md). Statements are prepared once, at first use.
 */
#ifndef EDI_STORE_H
#define EDI_STORE_H

#include "edi/store/db.h"

struct edi_store {
    struct edi_db db;
};

/* Opens it and brings it to the newest version. X12_EMISUSE: made by a newer
 * program. `err` must outlive the store; store->db.busy tells a lock that was
 * held too long. */
enum x12_status edi_store_open(struct edi_store *store, const char *path,
                               enum edi_db_mode mode, struct x12_error *err)
    X12_MUST_USE;

void edi_store_close(struct edi_store *store);

#endif
