/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_files - what was read: digest, control numbers, never twice
 */
#ifndef EDI_STORE_FILES_H
#define EDI_STORE_FILES_H

#include "edi/store/digest.h"
#include "edi/store/store.h"
#include "parser/envelope.h"

/* What a file holds; stored, a set of these. */
enum edi_file_kind {
    EDI_FILE_CLAIMS = 1 << 0,
    EDI_FILE_PAYMENTS = 1 << 1,
    EDI_FILE_999 = 1 << 2,
    EDI_FILE_277CA = 1 << 3,
    EDI_FILE_TA1 = 1 << 4,
    EDI_FILE_OTHER = 1 << 5,
};

struct edi_file_row {
    x12_str name, path; /* the name is what stands behind the last slash */
    unsigned char digest[EDI_DIGEST_BYTES];  /* of the bytes as they came */
    unsigned char content[EDI_DIGEST_BYTES]; /* of what was read from them */
    unsigned kind;
    uint64_t bytes;
    const char *taken; /* when: 2025-01-31T09:15:00Z */
};

/* X12_OK: these bytes were taken in before, as file `*id`. X12_END: never. */
enum x12_status edi_store_file_find(struct edi_store *store,
                                    const unsigned char digest[EDI_DIGEST_BYTES],
                                    int64_t *id) X12_MUST_USE;

/* Puts a file whose bytes are still to be read, and says at the end what they
 * were. X12_END from the end: another file has these bytes, or says the same in
 * other bytes (packed, wrapped, recoded); roll back. */
enum x12_status edi_store_file_begin(struct edi_store *store,
                                     const struct edi_file_row *file,
                                     int64_t *id) X12_MUST_USE;
enum x12_status edi_store_file_end(struct edi_store *store, int64_t id,
                                   const struct edi_file_row *file)
    X12_MUST_USE;

enum x12_status edi_store_interchange_put(struct edi_store *store,
                                          int64_t file,
                                          const struct x12_envelope *env,
                                          int64_t *id) X12_MUST_USE;

/* Takes one out again of which nothing was kept. */
enum x12_status edi_store_interchange_out(struct edi_store *store,
                                          int64_t id) X12_MUST_USE;

#endif
