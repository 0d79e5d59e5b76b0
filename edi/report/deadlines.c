/* SPDX-License-Identifier: Apache-2.0 */
/* deadlines - the days that answers may take, and what is silent by them */
#include "edi/report/deadlines.h"

#include <stdio.h>

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

/* --- until when ---------------------------------------------------------------- */

const char *edi_work_key(enum edi_work work)
{
    static const char *const keys[EDI_WORKS] = {
        [EDI_WORK_APPEAL] = "appeal_limit",
        [EDI_WORK_CORRECTED] = "corrected_limit",
        [EDI_WORK_FILING] = "filing_limit",
    };

    return keys[work];
}

static const struct edi_work_limit *deadlines_work(
    const struct edi_deadlines *deadlines, x12_str payer, enum edi_work work)
{
    for (size_t i = 0; i < deadlines->row_count; i++)
        if (deadlines->rows[i].payer.len &&
            x12_str_equal(deadlines->rows[i].payer, payer) &&
            deadlines->rows[i].work[work].days)
            return &deadlines->rows[i].work[work];
    return &deadlines->work[work];
}

static struct edi_due deadlines_due(const struct edi_deadlines *deadlines,
                                    x12_str payer, enum edi_work work,
                                    unsigned days, x12_date said,
                                    x12_date service)
{
    struct edi_due due = { .from = said, .days = days };

    if (deadlines && work < EDI_WORKS) {
        const struct edi_work_limit *limit = deadlines_work(deadlines, payer,
                                                            work);

        if (limit->days && (service || !limit->from_service)) {
            due.days = limit->days;
            due.from_service = limit->from_service;
            due.key = edi_work_key(work);
            due.section = limit->section;
            if (limit->from_service)
                due.from = service;
        }
    }
    due.day = x12_date_from_days(x12_date_to_days(due.from) +
                                 (int32_t)due.days);
    return due;
}

struct edi_due edi_deadlines_due(const struct edi_deadlines *deadlines,
                                 x12_str payer, enum edi_action action,
                                 unsigned days, x12_date said, x12_date service)
{
    static const enum edi_work works[EDI_ACTIONS] = {
        [EDI_ACTION_LOOK] = EDI_WORK_APPEAL,
        [EDI_ACTION_CLOSE] = EDI_WORKS,
        [EDI_ACTION_FIX] = EDI_WORK_CORRECTED,
        [EDI_ACTION_APPEAL] = EDI_WORK_APPEAL,
        [EDI_ACTION_TIMELY] = EDI_WORK_APPEAL,
        [EDI_ACTION_COORDINATE] = EDI_WORKS,
        [EDI_ACTION_ELIGIBILITY] = EDI_WORK_APPEAL,
        [EDI_ACTION_DUPLICATE] = EDI_WORKS,
        [EDI_ACTION_BILL] = EDI_WORKS,
        [EDI_ACTION_RESEND] = EDI_WORK_FILING,
    };

    return deadlines_due(deadlines, payer, works[action], days, said, service);
}

struct edi_due edi_deadlines_file_again(const struct edi_deadlines *deadlines,
                                        x12_str payer, unsigned days,
                                        x12_date said, x12_date service)
{
    return deadlines_due(deadlines, payer, EDI_WORK_FILING, days, said,
                         service);
}

void edi_due_format(const struct edi_due *due, const char *said,
                    char into[EDI_DUE_TEXT])
{
    char day[X12_DATE_TEXT];

    day[x12_date_format(due->from, day)] = '\0';
    if (due->key)
        snprintf(into, EDI_DUE_TEXT, "%u days from the %s of %s, %s of [%s]",
                 due->days, due->from_service ? "service" : said, day, due->key,
                 due->section);
    else
        snprintf(into, EDI_DUE_TEXT,
                 "%u days from the %s of %s; the settings have no limit",
                 due->days, said, day);
}
