/* SPDX-License-Identifier: Apache-2.0 */
/* batch_quick - a claim into its file, looked at where it stands */
#include "edi/jobs/batch_quick.h"

/* Alone it says what it says here: no segments that the loops around it have for
 * it alone, no patients who are yet to come. */
static bool quick_is_simple(const struct edi_claim *claim)
{
    return claim->unread_count == 0 &&
           (claim->patient.present || !claim->patients_follow);
}

/* Where one claim after the other has errors, beginning anew for each is not
 * worth it. */
static void quick_rest(struct edi_quick *quick)
{
    quick->patience = quick->patience ? 2 * quick->patience : 1;
    if (quick->patience > EDI_QUICK_PAUSE)
        quick->patience = EDI_QUICK_PAUSE;
    quick->pause = quick->patience;
}

/* X12_END: it may be wrong. */
static enum x12_status quick_look(struct edi_quick *quick,
                                  const struct edi_batch_file *file,
                                  uint32_t before, struct x12_error *err)
{
    enum x12_status status = X12_OK;

    if (quick->proof.snip == 0)
        return X12_OK;
    if (!quick->ready)
        status = edi_proof_begin(&quick->proof, &file->set,
                                 file->partner->delims, &file->cw, err);
    if (status == X12_OK)
        status = edi_proof_claim(&quick->proof, x12_writer_held(&file->w),
                                 file->w.set_segments - before);
    if (status == X12_END)
        quick_rest(quick);
    else
        quick->patience = 0;
    return status;
}

static enum x12_status quick_write(struct edi_quick *quick,
                                   struct edi_batch_file *file,
                                   const struct edi_claim *claim,
                                   struct x12_error *err)
{
    const uint32_t before = file->w.set_segments;
    enum x12_status status = edi_batch_file_put(file, claim), undone;

    if (status != X12_OK)
        return status;
    status = quick_look(quick, file, before, err);
    if (status == X12_OK) {
        edi_batch_file_keep(file, claim);
        return X12_OK;
    }
    undone = edi_batch_file_undo(file);
    return undone == X12_OK ? status : undone;
}

enum x12_status edi_quick_claim(struct edi_quick *quick,
                                struct edi_batch_file *file,
                                const struct edi_claim *claim,
                                struct x12_error *err)
{
    enum x12_status status = X12_END;

    if (quick->pause > 0)
        quick->pause--;
    else if (quick_is_simple(claim) && edi_batch_file_goes_on(file, claim))
        status = quick_write(quick, file, claim, err);
    quick->ready = status == X12_OK && quick->proof.snip > 0;
    return status;
}

void edi_quick_release(struct edi_quick *quick)
{
    edi_proof_release(&quick->proof);
}
