/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reach - the line to one partner at a time, opened at most once a run
 *
 *     struct edi_reach line = { .store = &store, .when = when };
 *     status = edi_reach_open(&line, partner);
 *     if (status == X12_OK && line.trouble == EDI_TROUBLE_NONE)
 *         ... &line.transfer ...
 *     edi_reach_close(&line);       right on every path, and twice
 *
 * A partner that could not be reached is asked no more in this run, and one that
 * could not be for several runs is left alone for a while (store_line.h): not a
 * folder, where nobody counts.
 */
#ifndef EDI_REACH_H
#define EDI_REACH_H

#include "edi/net/transfer.h"
#include "edi/store/store_line.h"

struct edi_reach {
    struct edi_store *store;
    const char *when;
    bool receiving; /* the folder that is fetched from */
    bool now;       /* though it was to be left alone */
    /* set by open */
    enum edi_trouble trouble; /* NONE: the transfer is open */
    struct x12_error fault;   /* why not */
    struct edi_transfer transfer;
    const struct edi_partner *partner; /* NULL: none so far */
    bool worked;                       /* private */
};

/* A failure is the store's. */
enum x12_status edi_reach_open(struct edi_reach *line,
                               const struct edi_partner *partner) X12_MUST_USE;

/* They have answered: failures in a row are over. For those who are asked nothing
 * when the transfer is opened; the others have. */
enum x12_status edi_reach_worked(struct edi_reach *line) X12_MUST_USE;

/* The connection was lost, or is not for us: no more with this partner in this run. */
enum x12_status edi_reach_lost(struct edi_reach *line,
                               const struct x12_error *why) X12_MUST_USE;

void edi_reach_close(struct edi_reach *line);

#endif
