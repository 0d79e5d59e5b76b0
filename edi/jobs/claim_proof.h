/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_proof - is a claim right, as it stands behind the others of its set?
 *
 *     struct edi_proof proof = { .lists = lists, .snip = 5 };
 *     ... cw writes a claim, behind the mark of its writer ...
 *     status = edi_proof_begin(&proof, &set, delims, &cw, err);    the first time
 *     status = edi_proof_claim(&proof, x12_writer_held(w), segments);
 *     X12_END: take it back, and let edi_probe_claim say what it is
 *     edi_proof_release(&proof);
 *
 * The bytes that will stand in the file are looked at once, as `edi check` does:
 * of a claim only what was written for it, so that the loops it shares with the
 * one before it are not looked at again. A claim without an error here has none
 * alone (claim_probe.h). Of one that has, nothing is told but that: behind it the
 * proof begins anew.
 */
#ifndef EDI_CLAIM_PROOF_H
#define EDI_CLAIM_PROOF_H

#include "edi/claims/claim_write.h"
#include "edi/jobs/check_lists.h"
#include "parser/arena.h"
#include "writer/sink.h"

struct edi_check; /* job_check.h */

struct edi_proof {
    const struct edi_check_lists *lists; /* NULL: those built in */
    unsigned snip;                       /* look up to this level */
    /* private below */
    struct x12_sink sink;       /* what stands before the next claim, */
    struct edi_claim_writer cw; /* and what writes that, */
    uint32_t segments, hl;      /* so many behind the ST, up to this HL01 */
    struct edi_check *check;    /* in here: */
    struct x12_arena arena;
    x12_str rest; /* to be read */
};

/* In a set like that of the file, in the loops that the claim which `cw` wrote last
 * found open. What is wrong with those is told of each claim in them. */
enum x12_status edi_proof_begin(struct edi_proof *proof,
                                const struct edi_claim_set *set,
                                struct x12_delims delims,
                                const struct edi_claim_writer *cw,
                                struct x12_error *err) X12_MUST_USE;

/* X12_OK: no error in it. X12_END: it may have one; begin anew. */
enum x12_status edi_proof_claim(struct edi_proof *proof, x12_str written,
                                uint32_t segments) X12_MUST_USE;

void edi_proof_release(struct edi_proof *proof);

#endif
