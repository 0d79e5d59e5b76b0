/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_content - what a claim says, as a digest: is it the same claim again?
 *
 *     struct edi_content content = { 0 };
 *     status = edi_content_claim(&content, &claim, use, sum, err);
 *     edi_content_release(&content);
 */
#ifndef EDI_CLAIM_CONTENT_H
#define EDI_CLAIM_CONTENT_H

#include "edi/claims/claim_write.h"
#include "edi/store/digest.h"

struct edi_content {
    char why[X12_ERROR_TEXT]; /* of a claim that cannot be written */
    /* private below */
    struct edi_digest digest;
    struct edi_claim_writer cw;
};

/* SHA-256 of all that is written of the claim, from its billing provider to its
 * last line, and of BHT06; nothing of what a file adds: neither numbers nor
 * days nor delimiters. X12_END: it cannot be written, see `why`. */
enum x12_status edi_content_claim(struct edi_content *content,
                                  const struct edi_claim *claim, x12_str use,
                                  unsigned char sum[EDI_DIGEST_BYTES],
                                  struct x12_error *err) X12_MUST_USE;

void edi_content_release(struct edi_content *content);

#endif
