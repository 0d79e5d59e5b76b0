/* SPDX-License-Identifier: Apache-2.0 */
/*
 * generated - what commands that write claims do when their files are ended
 *
 *     edi_generate_begin(&g, &store, &how, &run->err);
 *     status = ... edi_generate_claim(&g, claim) ...
 *     edi_generated_end(run, &store, &g, status);
 *     edi_generate_release(&g);
 */
#ifndef EDI_GENERATED_H
#define EDI_GENERATED_H

#include "edi/cli/command.h"
#include "edi/jobs/job_generate.h"

/* Ends the files of `g` and keeps them, takes those of the outbox in like what
 * others send, and lists them; after a failure (`status`) none. */
void edi_generated_end(struct edi_run *run, struct edi_store *store,
                       struct edi_generate *g, enum x12_status status);

#endif
