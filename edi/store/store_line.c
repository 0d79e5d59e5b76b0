/* SPDX-License-Identifier: Apache-2.0 */
/* store_line - a partner that could not be reached is left alone for a while */
#include "edi/store/store_line.h"

#include <stdio.h>

enum { LINE_MINUTES = 15, LINE_MOST = 24 * 60, LINE_DOUBLINGS = 7 };

/* Minutes for which the partner is left alone after so many failures. */
static uint32_t line_minutes(const char *partner, uint64_t failures)
{
    const uint64_t more = failures - EDI_LINE_FAILURES;
    uint32_t minutes = more < LINE_DOUBLINGS ? (uint32_t)LINE_MINUTES << more
                                             : LINE_MOST;
    uint32_t mix = (uint32_t)failures;

    if (minutes > LINE_MOST)
        minutes = LINE_MOST;
    for (; *partner; partner++) /* not all of them at one moment */
        mix = mix * 31 + (unsigned char)*partner;
    return minutes + mix % (minutes / 4);
}

/* Two digits of a stamp. */
static uint32_t line_part(const char *when, size_t at)
{
    return (uint32_t)((when[at] - '0') * 10 + (when[at + 1] - '0'));
}

/* `when` and so many minutes, as text. */
static void line_later(const char *when, uint32_t minutes,
                       char into[EDI_LINE_TIME])
{
    const uint32_t all = line_part(when, 11) * 60 + line_part(when, 14) +
                         minutes;
    char day[X12_DATE_TEXT], clock[16];
    x12_date date;

    if (!x12_date_parse_iso((x12_str){ when, 10 }, &date))
        date = 0;
    date = x12_date_from_days(x12_date_to_days(date) +
                              (int32_t)(all / (24 * 60)));
    x12_date_format(date, day);
    snprintf(clock, sizeof(clock), "T%02u:%02u:00Z", (unsigned)(all / 60 % 24),
             (unsigned)(all % 60));
    memcpy(into, day, 10);
    memcpy(into + 10, clock, EDI_LINE_TIME - 10);
}

enum x12_status edi_partner_line_read(struct edi_store *store,
                                      const char *partner,
                                      struct edi_partner_line *line)
{
    static const char READ[] =
        "SELECT failures, until FROM partner_line WHERE partner = ?1";
    struct edi_query *q = edi_db_query(&store->db, READ);
    enum x12_status status;

    *line = (struct edi_partner_line){ 0 };
    edi_db_bind_text(q, 1, x12_str_from(partner));
    status = edi_db_step(q);
    if (status == X12_OK) {
        line->failures = (uint64_t)edi_db_int(q, 0);
        x12_str_put(edi_db_text(q, 1), line->until, sizeof(line->until));
    }
    edi_db_end(q);
    return status == X12_END ? X12_OK : status;
}

/* One statement in a transaction of its own. */
static enum x12_status line_keep(struct edi_store *store, const char *sql,
                                 const char *partner,
                                 const struct edi_partner_line *line)
{
    enum x12_status status = edi_db_begin(&store->db);
    struct edi_query *q;

    if (status != X12_OK)
        return status;
    q = edi_db_query(&store->db, sql);
    edi_db_bind_text(q, 1, x12_str_from(partner));
    if (line) {
        edi_db_bind_int(q, 2, (int64_t)line->failures);
        edi_db_bind_text(q, 3, x12_str_from(line->until));
    }
    status = edi_db_run(q);
    if (status == X12_OK)
        status = edi_db_commit(&store->db);
    if (status != X12_OK)
        edi_db_rollback(&store->db);
    return status;
}

enum x12_status edi_partner_line_failed(struct edi_store *store,
                                        const char *partner, const char *when,
                                        uint32_t seconds)
{
    static const char PUT[] = "REPLACE INTO partner_line VALUES (?1, ?2, ?3)";
    struct edi_partner_line line;
    enum x12_status status = edi_partner_line_read(store, partner, &line);
    uint32_t minutes = 0, asked = 0;

    if (status != X12_OK)
        return status;
    line.failures++;
    if (strlen(when) == EDI_LINE_TIME - 1) {
        if (line.failures >= EDI_LINE_FAILURES)
            minutes = line_minutes(partner, line.failures);
        if (seconds) /* up to the next whole minute */
            asked = (line_part(when, 17) + seconds + 59) / 60;
        if (minutes || asked)
            line_later(when, minutes > asked ? minutes : asked, line.until);
    }
    return line_keep(store, PUT, partner, &line);
}

enum x12_status edi_partner_line_worked(struct edi_store *store,
                                        const char *partner)
{
    static const char OUT[] = "DELETE FROM partner_line WHERE partner = ?1";
    struct edi_partner_line line;
    enum x12_status status = edi_partner_line_read(store, partner, &line);

    return status == X12_OK && line.failures
               ? line_keep(store, OUT, partner, NULL)
               : status;
}

enum x12_status edi_partner_poll_due(struct edi_store *store,
                                     const char *partner, const char *when,
                                     uint32_t minutes, bool *due)
{
    static const char LAST[] = "SELECT last FROM polled WHERE partner = ?1";
    struct edi_query *q = edi_db_query(&store->db, LAST);
    char last[EDI_LINE_TIME] = "", next[EDI_LINE_TIME];
    enum x12_status status;

    edi_db_bind_text(q, 1, x12_str_from(partner));
    status = edi_db_step(q);
    if (status == X12_OK)
        x12_str_put(edi_db_text(q, 0), last, sizeof(last));
    edi_db_end(q);
    *due = true;
    if (status != X12_OK || strlen(last) != EDI_LINE_TIME - 1)
        return status == X12_END ? X12_OK : status;
    line_later(last, minutes, next);
    /* a clock that was set back is no reason to wait for it */
    *due = strcmp(when, next) >= 0 || strcmp(when, last) < 0;
    return X12_OK;
}

enum x12_status edi_partner_polled(struct edi_store *store, const char *partner,
                                   const char *when)
{
    static const char PUT[] = "REPLACE INTO polled VALUES (?1, ?2)";
    enum x12_status status = edi_db_begin(&store->db);
    struct edi_query *q;

    if (status != X12_OK)
        return status;
    q = edi_db_query(&store->db, PUT);
    edi_db_bind_text(q, 1, x12_str_from(partner));
    edi_db_bind_text(q, 2, x12_str_from(when));
    status = edi_db_run(q);
    if (status == X12_OK)
        status = edi_db_commit(&store->db);
    if (status != X12_OK)
        edi_db_rollback(&store->db);
    return status;
}
