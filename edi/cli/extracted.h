/* SPDX-License-Identifier: Apache-2.0 */
/* extracted - telling what a file came to, for commands that list what it says */
#ifndef EDI_EXTRACTED_H
#define EDI_EXTRACTED_H

#include "edi/cli/command.h"
#include "edi/jobs/extract.h"

/* Sets the exit code, and says what has to be said of the file at hand; `items`
 * is the word for what was made of it. */
void edi_extracted_tell(struct edi_run *run, const struct edi_extracted *sum,
                        const char *items);

#endif
