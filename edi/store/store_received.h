/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_received - which files of a partner's folder were fetched
 *
 * A file is known by its name, size and time: one that is written anew under the
 * same name is another one. Whether its bytes came before is the digest's affair.
 */
#ifndef EDI_STORE_RECEIVED_H
#define EDI_STORE_RECEIVED_H

#include "edi/store/digest.h"
#include "edi/store/store.h"

/* What became of it. Stored: never renumber. */
enum edi_receipt {
    EDI_RECEIPT_TAKEN = 1,   /* taken in */
    EDI_RECEIPT_SEEN = 2,    /* the same bytes had come before */
    EDI_RECEIPT_UNKNOWN = 3, /* kept: nothing in it that we know */
    EDI_RECEIPT_REFUSED = 4, /* not fetched: its name, its size or what it is */
};

struct edi_received {
    const char *partner;
    x12_str name;
    uint64_t size;
    int64_t changed; /* seconds since 1970 */
    enum edi_receipt receipt;
    unsigned char digest[EDI_DIGEST_BYTES]; /* zeros where it was refused */
    const char *taken;                      /* "2024-01-31T09:05:01Z" */
};

/* By partner, name, size and time; sets the receipt. X12_END: never seen. */
enum x12_status edi_received_find(struct edi_store *store,
                                  struct edi_received *file) X12_MUST_USE;

/* In a transaction of its own. */
enum x12_status edi_received_put(struct edi_store *store,
                                 const struct edi_received *file) X12_MUST_USE;

#endif
