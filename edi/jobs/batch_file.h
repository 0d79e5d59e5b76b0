/* SPDX-License-Identifier: Apache-2.0 */
/*
 * batch_file - one 837 file that is being written: numbers, headers, sets
 *
 *     status = edi_batch_file_open(&file, &desk, partner, &sort);
 *     status = edi_batch_file_claim(&file, claim);     X12_END: file.full, or
 *                                                      file.why says it
 *     status = edi_batch_file_end(&file);
 *     ... file.sink is committed by whoever keeps it ...
 *     edi_batch_file_drop(&file);
 *
 * All claims of a file are of one sort. It holds as many sets, claims a set and
 * bytes as its partner takes; claims that stood in one set of the input stand
 * in one set again.
 */
#ifndef EDI_BATCH_FILE_H
#define EDI_BATCH_FILE_H

#include "edi/claims/claim_write.h"
#include "edi/net/partner.h"
#include "edi/store/digest.h"
#include "edi/store/store_numbers.h"
#include "edi/store/store_outbox.h"

enum {
    EDI_BATCH_FILE_PACKED = 1 << 29, /* most bytes of one file, packed */
    EDI_BATCH_VERSION = 13,
};

/* Where files go, and when. */
struct edi_batch_desk {
    struct edi_store *store;
    const char *out; /* a folder; NULL: the outbox */
    x12_date today;
    x12_time now; /* hhmmss */
    struct x12_error *err;
};

/* What the claims of one file have in common. */
struct edi_batch_sort {
    enum edi_claim_kind kind;
    char use[3];                     /* BHT06 */
    char version[EDI_BATCH_VERSION]; /* GS08 */
};

/* Writer over digest over gzip over memory, or writer over digest over a file
 * that has no name yet. */
struct edi_batch_file {
    struct edi_batch_desk desk;
    const struct edi_partner *partner; /* NULL: it is not open */
    struct edi_batch_sort sort;
    struct edi_batch batch;
    struct x12_error err;     /* of the writer: a claim's fault is undone */
    char why[X12_ERROR_TEXT]; /* of a claim that could not be written */
    bool full;                /* takes no more: the claim was not written */
    size_t left_out; /* segments in `unread` of the claim written last */
    struct edi_claim_set set; /* BHT, 1000A and 1000B of the set at hand */
    struct x12_sink sink;
    /* private below */
    struct edi_digest digest;
    struct x12_sink seen;   /* the digest over the sink */
    struct x12_sink memory; /* the innermost, borrowed; for its bytes */
    struct x12_writer w;
    struct x12_interchange ic;
    struct edi_claim_writer cw;
    struct edi_contact contact;
    char reference[EDI_BATCH_ID], date[9], time[5];
    uint64_t origin; /* of the claims of the set at hand */
    uint32_t sets, set_claims;
};

/* BHT06, version and kind that a file for this claim has. */
struct edi_batch_sort edi_batch_sort_of(const struct edi_claim *claim);
bool edi_batch_sort_equal(const struct edi_batch_sort *a,
                          const struct edi_batch_sort *b);

/* Takes control numbers in the store's transaction, and writes the headers. */
enum x12_status edi_batch_file_open(
    struct edi_batch_file *file, const struct edi_batch_desk *desk,
    const struct edi_partner *partner,
    const struct edi_batch_sort *sort) X12_MUST_USE;

/* Writes the claim, but counts it not: that is edi_batch_claim's. X12_END: not
 * written; the file is full, or the claim cannot be written (why). */
enum x12_status edi_batch_file_claim(
    struct edi_batch_file *file, const struct edi_claim *claim) X12_MUST_USE;

/* The same in two steps: what was put is kept or taken back before the next
 * claim; X12_END: it was taken back already. */
enum x12_status edi_batch_file_put(struct edi_batch_file *file,
                                   const struct edi_claim *claim) X12_MUST_USE;
void edi_batch_file_keep(struct edi_batch_file *file,
                         const struct edi_claim *claim);
enum x12_status edi_batch_file_undo(struct edi_batch_file *file) X12_MUST_USE;

/* Would the claim stand in the set at hand, behind others? */
bool edi_batch_file_goes_on(const struct edi_batch_file *file,
                            const struct edi_claim *claim);

/* Ends set, group and interchange; batch.bytes and batch.digest are known. */
enum x12_status edi_batch_file_end(struct edi_batch_file *file) X12_MUST_USE;

/* Whose control numbers a partner's files bear. Text borrows from the profile. */
struct edi_pair edi_batch_pair(const struct edi_partner *partner);

/* The bytes of a file for the outbox, packed, once file->sink is committed. */
x12_str edi_batch_file_body(const struct edi_batch_file *file);

/* Safe twice; a file that was not ended is no file. */
void edi_batch_file_drop(struct edi_batch_file *file);

#endif
