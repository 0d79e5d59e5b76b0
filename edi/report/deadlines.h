/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deadlines - the days that answers may take, and what is silent by them; and the
 * days in which work on a denied claim must be done
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

/* What a payer takes no longer than so many days. */
enum edi_work {
    EDI_WORK_APPEAL,
    EDI_WORK_CORRECTED,
    EDI_WORK_FILING,
    EDI_WORKS
};

struct edi_work_limit {
    unsigned days;       /* 0: nobody has said */
    bool from_service;   /* counted from the service, else from the last word */
    const char *section; /* of the settings that says so */
};

/* The limits of one receiver (ISA08), or those of a payer. */
struct edi_limit_row {
    x12_str receiver, payer; /* one of them is empty */
    struct edi_limits limits;
    struct edi_work_limit work[EDI_WORKS];
};

struct edi_deadlines {
    x12_date today;
    struct edi_limits limits; /* where no row says more */
    struct edi_work_limit work[EDI_WORKS];
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

/* "appeal_limit": the key of the settings. */
const char *edi_work_key(enum edi_work work);

/* Until when something is to be done, and by whose word. */
struct edi_due {
    x12_date day, from; /* from: the day that it is counted from */
    unsigned days;
    bool from_service;
    const char *key, *section; /* of the settings; NULL: nobody has said */
};

/* What the payer's limit for this action says; else `days` from the last word.
 * `deadlines` NULL: no settings. */
struct edi_due edi_deadlines_due(const struct edi_deadlines *deadlines,
                                 x12_str payer, enum edi_action action,
                                 unsigned days, x12_date said,
                                 x12_date service);

/* The same for a claim that was rejected, which must be filed again. */
struct edi_due edi_deadlines_file_again(const struct edi_deadlines *deadlines,
                                        x12_str payer, unsigned days,
                                        x12_date said, x12_date service);

enum { EDI_DUE_TEXT = 192 };

/* "180 days from the remittance of 2025-02-17, appeal_limit of [payer 54821]";
 * `said` is what was said that day: "remittance". */
void edi_due_format(const struct edi_due *due, const char *said,
                    char into[EDI_DUE_TEXT]);

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
