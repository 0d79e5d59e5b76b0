/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_sealed - what a batch was as it went to its partner, encrypted
 *
 * Each sealing gives other bytes, so what stands at the partner's can be told
 * from half of it only by what the last sealing gave.
 */
#ifndef EDI_STORE_SEALED_H
#define EDI_STORE_SEALED_H

#include "edi/store/digest.h"
#include "edi/store/store.h"

struct edi_sealed {
    uint64_t bytes;
    unsigned char digest[EDI_DIGEST_BYTES];
};

/* X12_END: it was never sealed. */
enum x12_status edi_sealed_find(struct edi_store *store, int64_t batch,
                                struct edi_sealed *sealed) X12_MUST_USE;

/* In a transaction of its own; NULL: it goes as it is. */
enum x12_status edi_sealed_put(struct edi_store *store, int64_t batch,
                               const struct edi_sealed *sealed) X12_MUST_USE;

#endif
