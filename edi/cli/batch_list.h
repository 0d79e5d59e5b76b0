/* SPDX-License-Identifier: Apache-2.0 */
/*
 * batch_list - files that were written, wait or were sent, a line each
 *
 *     edi_batch_list_begin(&list, run);
 *     edi_batch_list_put(&list, &batch, "");
 *     status = edi_batch_list_end(&list);
 */
#ifndef EDI_BATCH_LIST_H
#define EDI_BATCH_LIST_H

#include "edi/cli/command.h"
#include "edi/store/store_outbox.h"
#include "writer/csv.h"
#include "writer/json.h"
#include "writer/text.h"

/* Writers of the three forms; one of them is used. */
struct edi_batch_list {
    struct edi_run *run;
    struct x12_text text;
    struct x12_json json;
    struct x12_csv csv;
};

void edi_batch_list_begin(struct edi_batch_list *list, struct edi_run *run);

/* `why`: what went wrong with it, or "". A batch without an id was written into
 * a folder and is not of the outbox. */
void edi_batch_list_put(struct edi_batch_list *list,
                        const struct edi_batch *batch, const char *why);

/* Gives what waits to the run's output; releases the list. */
enum x12_status edi_batch_list_end(struct edi_batch_list *list) X12_MUST_USE;

#endif
