/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outbox_ingest - what we send is taken in like what others send
 *
 * Claims of the outbox are open from the moment they are queued, so that an
 * answer finds them. The bytes are those of the file: whoever ingests the file
 * itself later is told that it was taken in before.
 */
#ifndef EDI_OUTBOX_INGEST_H
#define EDI_OUTBOX_INGEST_H

#include "edi/jobs/job_ingest.h"
#include "edi/store/store_outbox.h"

/* X12_OK, too, where it was taken in before. */
enum x12_status edi_outbox_ingest(
    struct edi_store *store, const struct edi_batch *batch,
    const struct edi_ingest_options *options) X12_MUST_USE;

/* All that waits for the partner (NULL: for anybody): a run that was killed may
 * have left that undone. Before it is sent, so that it is done when answers
 * come, whatever is killed then. */
enum x12_status edi_outbox_ingest_waiting(
    struct edi_store *store, const char *partner,
    const struct edi_ingest_options *options) X12_MUST_USE;

#endif
