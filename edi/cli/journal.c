/* SPDX-License-Identifier: Apache-2.0 */
/* journal - what a run by the clock says of itself */
#include "edi/cli/journal.h"

#include "writer/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

enum { JOURNAL_LINE = 2048, JOURNAL_TIME = 32 };

/* By enum edi_journal_level. */
static const struct {
    const char *word;
    int priority;
} journal_levels[] = {
    [EDI_JOURNAL_NOTE] = { "note", LOG_INFO },
    [EDI_JOURNAL_WARNING] = { "warning", LOG_WARNING },
    [EDI_JOURNAL_ERROR] = { "error", LOG_ERR },
};

enum x12_status edi_journal_open(struct edi_journal *j, const char *where,
                                 const char *head, struct x12_error *err)
{
    *j = (struct edi_journal){ .head = head };
    if (!where)
        return X12_OK;
    j->is_syslog = strcmp(where, "syslog") == 0;
    if (j->is_syslog) {
        openlog("edi", LOG_PID, LOG_DAEMON);
        return X12_OK;
    }
    j->fd = open(where,
                 O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NOCTTY |
                     O_CLOEXEC,
                 0600);
    if (j->fd > 0)
        return X12_OK;
    j->fd = 0;
    return x12_fail(err, X12_EMISUSE, "log: %s: %s", where, strerror(errno));
}

/* What others named may hold anything: a line stays one, and a terminal is not
 * told what to do. */
static x12_str journal_clean(struct x12_sink *sink, x12_str text)
{
    struct x12_error err = { 0 };
    struct x12_text t;

    if (x12_sink_open_memory(sink, 8 * (size_t)JOURNAL_LINE, &err) != X12_OK)
        return X12_STR("out of memory");
    x12_text_init(&t, sink, &err);
    x12_text_data(&t, text);
    return x12_text_flush(&t) == X12_OK ? x12_sink_memory(sink)
                                        : X12_STR("out of memory");
}

/* The clock of the machine: it is to be compared with other logs. */
static void journal_time(char into[JOURNAL_TIME])
{
    const time_t now = time(NULL);
    struct tm utc;

    if (!gmtime_r(&now, &utc) ||
        strftime(into, JOURNAL_TIME, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        into[0] = '\0';
}

static void journal_write(struct edi_journal *j, const char *word, x12_str text)
{
    char line[8 * JOURNAL_LINE], when[JOURNAL_TIME];
    int len;

    journal_time(when);
    len = snprintf(line, sizeof(line), "%s %s[%ld]: %s: %.*s\n", when, j->head,
                   (long)getpid(), word, (int)text.len, text.at);
    if (len > 0 && (size_t)len < sizeof(line) &&
        write(j->fd, line, (size_t)len) != len)
        fprintf(stderr, "%s: the log cannot be written: %s\n", j->head,
                strerror(errno));
}

bool edi_journal_is_kept(const struct edi_journal *j)
{
    return j->is_syslog || j->fd > 0;
}

void edi_journal_say(struct edi_journal *j, enum edi_journal_level level,
                     const char *format, ...)
{
    struct x12_sink sink = { 0 };
    char said[JOURNAL_LINE];
    x12_str text;
    va_list args;

    va_start(args, format);
    vsnprintf(said, sizeof(said), format, args);
    va_end(args);
    text = journal_clean(&sink, x12_str_from(said));
    if (j->is_syslog)
        syslog(journal_levels[level].priority, "%s: %.*s", j->head,
               (int)text.len, text.at);
    if (j->fd)
        journal_write(j, journal_levels[level].word, text);
    if (j->notes || (level != EDI_JOURNAL_NOTE && !edi_journal_is_kept(j)))
        fprintf(stderr, "%s: %.*s\n", j->head, (int)text.len, text.at);
    x12_sink_close(&sink);
}

void edi_journal_close(struct edi_journal *j)
{
    if (j->is_syslog)
        closelog();
    if (j->fd)
        close(j->fd);
    *j = (struct edi_journal){ .fd = 0 };
}
