/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_check_private - what a check by one thread (job_check.c), one by several
 * (check_team.c) and one of claims as they are written (claim_proof.c) have in
 * common
 */
#ifndef EDI_JOB_CHECK_PRIVATE_H
#define EDI_JOB_CHECK_PRIVATE_H

#include "edi/jobs/job_check.h"

/* What is refused as a whole may have sets in several parts of a shared input:
 * who gathers the parts takes the same steps again, in order. */
enum edi_check_verdict {
    CHECK_SET,        /* one begins */
    CHECK_ACCEPTED,   /* and ends */
    CHECK_REJECTED,   /* likewise */
    CHECK_GROUP_BAD,  /* the one at hand is refused */
    CHECK_ISA_BAD,    /* likewise */
    CHECK_GROUP_ENDS, /* or the interchange: the next one begins */
    CHECK_ISA_ENDS,
};

/* One segment on, outside of what is read claim by claim; a set that is met is
 * begun. */
enum x12_status edi_check_next_set(struct edi_check *check) X12_MUST_USE;

/* All looks at the segment of a body that was just met. */
enum x12_status edi_check_segment(struct edi_check *check) X12_MUST_USE;

/* Counts the set as rejected, and lists it where that is asked for. */
void edi_check_refuse(struct edi_check *check, uint64_t set);

/* A group or an interchange ends; what was refused as a whole counts as such. */
void edi_check_part_end(struct edi_check *check, struct edi_check_part *part);

/* edi_check_next of one thread that reads all of it. */
enum x12_status edi_check_alone(struct edi_check *check,
                                const struct x12_finding **finding)
    X12_MUST_USE;

/* Now all is known that is asked for: will others read it? */
enum x12_status edi_check_share(struct edi_check *check) X12_MUST_USE;

/* edi_check_next where others do: the next finding of the block at hand, or of
 * those behind it. */
enum x12_status edi_check_gather(struct edi_check *check,
                                 const struct x12_finding **finding)
    X12_MUST_USE;

#endif
