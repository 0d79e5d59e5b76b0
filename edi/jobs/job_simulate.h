/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_simulate - a payer that answers an 837
 *
 *     edi_simulate_begin(&sim);                 after its options are set
 *     for each file {
 *         edi_simulate_acks(&sim, &src);        TA1 and 999
 *         edi_simulate_answers(&sim, &src);     the same file again: 277CA, 835
 *     }
 *     edi_simulate_end(&sim);                   what is still open is written
 *     edi_simulate_release(&sim);
 *
 * Only what one answer lets through is answered by the next. The same options
 * and the same files give the same bytes. Memory does not grow with the claims.
 */
#ifndef EDI_JOB_SIMULATE_H
#define EDI_JOB_SIMULATE_H

#include "edi/claims/claim_read.h"
#include "edi/jobs/remit_file.h"
#include "edi/jobs/truth_file.h"
#include "edi/jobs/verdict_file.h"

struct edi_simulate {
    struct edi_simulate_files files; /* folder, err, time, tell and teller */
    struct edi_payer payer;
    uint64_t seed;
    size_t remits_at_once; /* 0: as many as are usual */
    /* so far */
    uint64_t claims;             /* in sets that are not refused */
    uint64_t stories[EDI_RATES]; /* of them; the rest is paid */
    uint64_t voids;              /* by which a payment was undone */
    uint64_t priced;             /* treatment plans, of which nothing is paid */
    uint64_t unanswered;         /* what cannot be paid */
    uint64_t refused;            /* sets */
    /* private below */
    struct edi_remits remits;
    struct edi_verdict_file verdicts;
    struct x12_json truth;
    struct x12_sink truth_sink;
    struct x12_arena arena; /* of one reply */
    uint64_t *refused_sets, *refused_interchanges;
    size_t refused_set_count, refused_interchange_count;
    struct x12_arena refusals; /* of one file */
};

enum x12_status edi_simulate_begin(struct edi_simulate *sim) X12_MUST_USE;

/* Both take `src` over. */
enum x12_status edi_simulate_acks(struct edi_simulate *sim,
                                  struct x12_source *src) X12_MUST_USE;

/* `file`: by what name the truth tells of it. */
enum x12_status edi_simulate_answers(struct edi_simulate *sim,
                                     struct x12_source *src,
                                     x12_str file) X12_MUST_USE;

enum x12_status edi_simulate_end(struct edi_simulate *sim) X12_MUST_USE;

/* Safe twice. */
void edi_simulate_release(struct edi_simulate *sim);

#endif
