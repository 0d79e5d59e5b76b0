/* SPDX-License-Identifier: Apache-2.0 */
/* receive_list - what became of a file of a partner's, in words */
#ifndef EDI_RECEIVE_LIST_H
#define EDI_RECEIVE_LIST_H

#include "edi/cli/command.h"
#include "edi/jobs/job_receive.h"

/* "taken" */
const char *edi_receive_list_verdict(const struct edi_receive *r);

/* What is said of a file, also of one that has no trouble of its own to tell;
 * "": nothing. */
const char *edi_receive_list_why(const struct edi_receive *r);

/* Keeps how it ends the run. */
void edi_receive_list_exit(struct edi_run *run, const struct edi_receive *r);

#endif
