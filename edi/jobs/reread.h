/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reread - a claim or a payment read once more from the file it came in
 *
 *     struct edi_reread again = { 0 };
 *     status = edi_reread_claim(&again, store, &row, &claim);
 *     if (status == X12_END)
 *         ... the file is gone, or is another now: again.fault.text ...
 *     edi_reread_release(&again);
 *
 * The store keeps of a claim what it is matched by; all the rest stands in its
 * file. The bytes must be those that were taken in: by their digest. Files of
 * the outbox are read from there.
 *
 * What is asked of the same file further on is read from where it stands, so many
 * in the order of their file are one pass.
 */
#ifndef EDI_REREAD_H
#define EDI_REREAD_H

#include "edi/claims/claim_read.h"
#include "edi/claims/payment_read.h"
#include "edi/store/store_sources.h"

struct edi_reread {
    struct x12_error fault; /* why the file cannot serve */
    /* private below */
    bool open;
    enum edi_set_kind kind; /* what is read of it */
    unsigned char digest[EDI_DIGEST_BYTES];
    int64_t batch;
    uint64_t at;            /* what was given last stands there */
    struct x12_arena bytes; /* those of the outbox */
    struct x12_cursor cur;
    struct edi_claim_reader claims;
    struct edi_payment_reader payments;
};

/* What is given lives until the next call or the release. The file is looked for
 * where it was taken in from. `again` is { 0 } at first. */
enum x12_status edi_reread_claim(struct edi_reread *again,
                                 struct edi_store *store,
                                 const struct edi_source_row *row,
                                 const struct edi_claim **claim) X12_MUST_USE;
enum x12_status edi_reread_payment(
    struct edi_reread *again, struct edi_store *store,
    const struct edi_source_row *row,
    const struct edi_payment **payment) X12_MUST_USE;

/* Would this be read from where it stands? */
bool edi_reread_goes_on(const struct edi_reread *again,
                        const struct edi_source_row *row,
                        enum edi_set_kind kind);

/* Safe twice. */
void edi_reread_release(struct edi_reread *again);

#endif
