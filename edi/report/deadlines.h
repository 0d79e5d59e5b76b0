/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deadlines - the days that answers may take, and what is silent by them
 *
 * A payer's own limit comes before that of whom its claims go through, and that
 * before the one for all.
 */
#ifndef EDI_DEADLINES_H
#define EDI_DEADLINES_H

#include "edi/match/match.h"

/* Days that an answer may take; 0: it is not waited for. */
struct edi_limits {
    unsigned ta1, ack_999, ack_277ca, remittance;
};

/* The limits of one receiver (ISA08), or the last one of a payer. */
struct edi_limit_row {
    x12_str receiver, payer; /* one of them is empty */
    struct edi_limits limits;
};

struct edi_deadlines {
    x12_date today;
    struct edi_limits limits; /* where no row says more */
    const struct edi_limit_row *rows;
    size_t row_count;
};

/* Of what was sent to this ISA08. */
const struct edi_limits *edi_deadlines_limits(
    const struct edi_deadlines *deadlines, x12_str receiver);

/* The days a remittance of this payer may take. */
unsigned edi_deadlines_remittance(const struct edi_deadlines *deadlines,
                                  x12_str receiver, x12_str payer);

/* Full days from then to today; 0 where the day is not known. */
int64_t edi_deadlines_age(const struct edi_deadlines *deadlines, x12_date sent);

/* A claim, whom it was sent to, and how many payments were laid to it. */
struct edi_waiting {
    enum edi_state stored;
    x12_date sent;
    x12_str receiver, payer;
    int64_t payments;
};

/* Silence is not stored: it is how long no remittance has answered by this day,
 * acknowledged or not. */
enum edi_state edi_state_today(const struct edi_waiting *claim,
                               const struct edi_deadlines *deadlines);

#endif
