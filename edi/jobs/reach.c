/* SPDX-License-Identifier: Apache-2.0 */
/* reach - the line to one partner at a time, opened at most once a run */
#include "edi/jobs/reach.h"

/* Is there somebody who counts failures? */
static bool reach_counts(const struct edi_reach *line)
{
    return line->partner->protocol != EDI_PROTOCOL_FOLDER;
}

/* One more failure; they may have said when to come again. */
static enum x12_status reach_failed(struct edi_reach *line)
{
    const uint32_t wait = line->transfer.retry_after;

    return reach_counts(line)
               ? edi_partner_line_failed(line->store, line->partner->name,
                                         line->when, wait)
               : X12_OK;
}

static enum x12_status reach_try(struct edi_reach *line)
{
    if (edi_transfer_open(&line->transfer, line->partner,
                          edi_partner_place(line->partner, line->receiving),
                          &line->fault) == X12_OK)
        return line->transfer.lazy ? X12_OK : edi_reach_worked(line);
    line->trouble = line->transfer.trouble;
    if (line->trouble == EDI_TROUBLE_NONE)
        line->trouble = EDI_TROUBLE_UNREACHABLE;
    return reach_failed(line);
}

enum x12_status edi_reach_open(struct edi_reach *line,
                               const struct edi_partner *partner)
{
    struct edi_partner_line kept;
    enum x12_status status;

    if (line->partner == partner)
        return X12_OK; /* open, or in trouble already */
    edi_reach_close(line);
    line->partner = partner;
    line->trouble = EDI_TROUBLE_NONE;
    line->worked = false;
    line->fault = (struct x12_error){ 0 };
    status = edi_partner_line_read(line->store, partner->name, &kept);
    if (status != X12_OK)
        return status;
    if (line->now || strcmp(line->when, kept.until) >= 0)
        return reach_try(line);
    line->trouble = EDI_TROUBLE_UNREACHABLE;
    if (kept.failures < EDI_LINE_FAILURES)
        x12_fail(&line->fault, X12_EIO,
                 "they asked to wait; not tried until %s (--now tries at once)",
                 kept.until);
    else
        x12_fail(&line->fault, X12_EIO,
                 "failed %u times in a row; not tried until %s (--now tries at "
                 "once)",
                 (unsigned)kept.failures, kept.until);
    return X12_OK;
}

enum x12_status edi_reach_worked(struct edi_reach *line)
{
    if (line->worked || !reach_counts(line))
        return X12_OK;
    line->worked = true;
    return edi_partner_line_worked(line->store, line->partner->name);
}

enum x12_status edi_reach_lost(struct edi_reach *line,
                               const struct x12_error *why)
{
    line->trouble = line->transfer.trouble == EDI_TROUBLE_REFUSED
                        ? EDI_TROUBLE_REFUSED
                        : EDI_TROUBLE_UNREACHABLE;
    line->fault = *why;
    edi_transfer_close(&line->transfer);
    return reach_failed(line);
}

void edi_reach_close(struct edi_reach *line)
{
    edi_transfer_close(&line->transfer);
    line->partner = NULL;
}
