/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_dropped - which files of claims were taken from the intake folder
 *
 * By their bytes, whatever they were called. The row is put in the transaction
 * that puts their claims into the outbox: both are kept, or neither was.
 */
#ifndef EDI_STORE_DROPPED_H
#define EDI_STORE_DROPPED_H

#include "edi/store/digest.h"
#include "edi/store/store.h"

/* X12_END: these bytes were never taken. */
enum x12_status edi_dropped_find(struct edi_store *store,
                                 const unsigned char digest[EDI_DIGEST_BYTES])
    X12_MUST_USE;

/* Inside the caller's transaction. */
enum x12_status edi_dropped_put(struct edi_store *store,
                                const unsigned char digest[EDI_DIGEST_BYTES],
                                uint64_t bytes, const char *when) X12_MUST_USE;

#endif
