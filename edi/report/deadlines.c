/* SPDX-License-Identifier: Apache-2.0 */
/* deadlines - the days that answers may take, and what is silent by them */
#include "edi/report/deadlines.h"

const struct edi_limits *edi_deadlines_limits(
    const struct edi_deadlines *deadlines, x12_str receiver)
{
    for (size_t i = 0; i < deadlines->row_count; i++)
        if (deadlines->rows[i].receiver.len &&
            x12_str_equal(deadlines->rows[i].receiver, receiver))
            return &deadlines->rows[i].limits;
    return &deadlines->limits;
}

unsigned edi_deadlines_remittance(const struct edi_deadlines *deadlines,
                                  x12_str receiver, x12_str payer)
{
    for (size_t i = 0; i < deadlines->row_count; i++)
        if (deadlines->rows[i].payer.len &&
            x12_str_equal(deadlines->rows[i].payer, payer))
            return deadlines->rows[i].limits.remittance;
    return edi_deadlines_limits(deadlines, receiver)->remittance;
}

int64_t edi_deadlines_age(const struct edi_deadlines *deadlines, x12_date sent)
{
    if (!sent)
        return 0;
    return x12_date_to_days(deadlines->today) - x12_date_to_days(sent);
}

enum edi_state edi_state_today(const struct edi_waiting *claim,
                               const struct edi_deadlines *deadlines)
{
    unsigned limit = edi_deadlines_remittance(deadlines, claim->receiver,
                                              claim->payer);
    bool waits = claim->stored == EDI_STATE_OPEN ||
                 claim->stored == EDI_STATE_SENT ||
                 claim->stored == EDI_STATE_ACCEPTED;

    if (waits && claim->payments == 0 && limit > 0 &&
        edi_deadlines_age(deadlines, claim->sent) > limit)
        return EDI_STATE_SILENT;
    return claim->stored;
}
