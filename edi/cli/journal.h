/* SPDX-License-Identifier: Apache-2.0 */
/*
 * journal - what a run by the clock says of itself: to syslog, a file or standard
 * error
 *
 *     status = edi_journal_open(&j, "/var/log/edi.log", "edi run", err);
 *     edi_journal_say(&j, EDI_JOURNAL_NOTE, "sent %s to %s", name, partner);
 *     edi_journal_close(&j);
 *
 * A line is one write, so runs at the same time do not mix; a file is opened anew
 * by each run, so it may be turned over in between. Lines name files of ours and
 * of partners, places, counts and control numbers: nobody who is in them.
 */
#ifndef EDI_JOURNAL_H
#define EDI_JOURNAL_H

#include "parser/error.h"

enum edi_journal_level {
    EDI_JOURNAL_NOTE,    /* what went as it should */
    EDI_JOURNAL_WARNING, /* somebody should look */
    EDI_JOURNAL_ERROR,   /* the run failed */
};

struct edi_journal {
    bool notes; /* on standard error, too */
    /* private below */
    bool is_syslog;
    int fd; /* of the file; 0: there is none */
    const char *head;
};

/* `where`: "syslog", the path of a file, or NULL: standard error, without notes.
 * X12_EMISUSE: it cannot be written. */
enum x12_status edi_journal_open(struct edi_journal *j, const char *where,
                                 const char *head,
                                 struct x12_error *err) X12_MUST_USE;

/* Is it a log, that others than whoever started the run will read? */
bool edi_journal_is_kept(const struct edi_journal *j);

void edi_journal_say(struct edi_journal *j, enum edi_journal_level level,
                     const char *format, ...) X12_PRINTF(3, 4);

/* Safe twice, and on { 0 }. */
void edi_journal_close(struct edi_journal *j);

#endif
