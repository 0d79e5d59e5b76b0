/* SPDX-License-Identifier: Apache-2.0 */
/*
 * batch_quick - a claim into its file, looked at where it stands
 *
 *     status = edi_quick_claim(&quick, file, claim, err);
 *     if (status == X12_END)
 *         ... edi_probe_claim and edi_batch_file_claim ...
 *
 * Nearly all claims follow others in a set and have no error. Such a one is
 * written once and what was written is looked at (claim_proof.h). Whatever is
 * not so simple is not written here: it goes the long way, which says what is
 * wrong with it. What stands in the file is the same either way.
 */
#ifndef EDI_BATCH_QUICK_H
#define EDI_BATCH_QUICK_H

#include "edi/jobs/batch_file.h"
#include "edi/jobs/claim_proof.h"

enum {
    EDI_QUICK_PAUSE = 64
}; /* most claims that go the long way at a stretch */

/* One for each file that is open, with `proof.lists` and `proof.snip` set; snip 0:
 * it is not looked at. */
struct edi_quick {
    struct edi_proof proof;
    /* private below */
    bool ready; /* the proof stands where the file stands */
    uint32_t pause, patience;
};

/* X12_OK: it is written. X12_END: it is not. */
enum x12_status edi_quick_claim(struct edi_quick *quick,
                                struct edi_batch_file *file,
                                const struct edi_claim *claim,
                                struct x12_error *err) X12_MUST_USE;

void edi_quick_release(struct edi_quick *quick);

#endif
