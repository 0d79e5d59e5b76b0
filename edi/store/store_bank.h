/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_bank - what the bank says came in
 */
#ifndef EDI_STORE_BANK_H
#define EDI_STORE_BANK_H

#include "edi/store/digest.h"
#include "edi/store/store.h"
#include "parser/value.h"

struct edi_deposit {
    x12_date day;
    x12_money amount;
    x12_str trace; /* TRN02 as the bank passed it on; empty: it did not */
};

/* X12_END: these bytes were taken in before. */
enum x12_status edi_store_bank_begin(
    struct edi_store *store, x12_str name,
    const unsigned char digest[EDI_DIGEST_BYTES], const char *taken,
    int64_t *file) X12_MUST_USE;

/* X12_END: another file told of it before: same trace, day and amount. */
enum x12_status edi_store_deposit_put(struct edi_store *store, int64_t file,
                                      const struct edi_deposit *deposit)
    X12_MUST_USE;

#endif
