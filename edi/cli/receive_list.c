/* SPDX-License-Identifier: Apache-2.0 */
/* receive_list - what became of a file of a partner's, in words */
#include "edi/cli/receive_list.h"

#include "edi/cli/desk.h"
#include "edi/cli/ingest_list.h"

static const char *const receive_verdicts[] = {
    [EDI_RECEIVE_TAKEN] = "taken",       [EDI_RECEIVE_SEEN] = "seen",
    [EDI_RECEIVE_UNKNOWN] = "unknown",   [EDI_RECEIVE_CUT] = "cut",
    [EDI_RECEIVE_GROWING] = "growing",   [EDI_RECEIVE_REFUSED] = "refused",
    [EDI_RECEIVE_FAILED] = "failed",     [EDI_RECEIVE_REPORT] = "report",
    [EDI_RECEIVE_UNPACKED] = "unpacked", [EDI_RECEIVE_LOCKED] = "locked",
};

const char *edi_receive_list_verdict(const struct edi_receive *r)
{
    return receive_verdicts[r->verdict];
}

const char *edi_receive_list_why(const struct edi_receive *r)
{
    if (*r->why)
        return r->why;
    switch (r->verdict) {
    case EDI_RECEIVE_SEEN:
        return "the same bytes came before";
    case EDI_RECEIVE_UNKNOWN:
        return "kept in the archive: no claims, remittances or answers in it";
    case EDI_RECEIVE_CUT:
        return "ends before its IEA: left for the next run";
    case EDI_RECEIVE_REPORT:
        return "a text for people: kept in the archive";
    case EDI_RECEIVE_UNPACKED:
    case EDI_RECEIVE_LOCKED:
    case EDI_RECEIVE_TAKEN:
    case EDI_RECEIVE_GROWING:
    case EDI_RECEIVE_REFUSED:
    case EDI_RECEIVE_FAILED:
        break;
    }
    return "";
}

void edi_receive_list_exit(struct edi_run *run, const struct edi_receive *r)
{
    edi_run_exit(run, edi_desk_trouble(r->trouble));
    if (r->verdict == EDI_RECEIVE_UNKNOWN || r->verdict == EDI_RECEIVE_CUT ||
        r->verdict == EDI_RECEIVE_LOCKED ||
        (r->verdict == EDI_RECEIVE_REPORT && !r->expected) ||
        (r->verdict == EDI_RECEIVE_TAKEN && edi_ingest_is_trouble(&r->told)))
        edi_run_exit(run, EDI_EXIT_FOUND);
}
