/* SPDX-License-Identifier: Apache-2.0 */
/*
 * truth_file - what is true of each claim payment that was made up
 *
 * One line of JSON a claim payment, with the keys of edi matches and three of
 * its own; docs/simulator.md has them.
 */
#ifndef EDI_TRUTH_FILE_H
#define EDI_TRUTH_FILE_H

#include "edi/jobs/remit_file.h"
#include "writer/json.h"

/* Which claim is answered: a file, an interchange, a set, a CLM of it. */
struct edi_truth_claim {
    x12_str file, interchange, transaction;
    uint32_t clm;
};

/* The payment, and its copy where the remittance comes again. */
void edi_truth_put(struct x12_json *j, const struct edi_truth_claim *claim,
                   const struct edi_reply *reply, size_t item,
                   const struct edi_remit_place *place);

#endif
