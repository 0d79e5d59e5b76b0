/* SPDX-License-Identifier: Apache-2.0 */
/* desk - what the commands of the desk share */
#include "edi/cli/desk.h"

#include <pwd.h>
#include <stdio.h>
#include <unistd.h>

enum { DESK_DAYS_MOST = 100000 };

enum edi_listing edi_desk_listing(enum edi_format format)
{
    switch (format) {
    case EDI_TEXT:
        return EDI_LISTING_TEXT;
    case EDI_JSONL:
        return EDI_LISTING_JSONL;
    case EDI_CSV:
        return EDI_LISTING_CSV;
    case EDI_XLSX:
        return EDI_LISTING_XLSX;
    case EDI_HTML:
        return EDI_LISTING_HTML;
    }
    return EDI_LISTING_TEXT;
}

/* --- days that answers may take --- */

/* Days that answers may take; settings say otherwise. */
static const struct edi_limits desk_limits = {
    .ta1 = 2,
    .ack_999 = 3,
    .ack_277ca = 5,
    .remittance = EDI_DESK_SILENT_AFTER,
};

/* What one section of the settings says of them. */
static enum x12_status desk_days(struct edi_run *run, const char *section,
                                 struct edi_limits *limits)
{
    const struct {
        const char *key;
        unsigned *days;
    } rows[] = {
        { "ta1_after", &limits->ta1 },
        { "999_after", &limits->ack_999 },
        { "277ca_after", &limits->ack_277ca },
        { "silent_after", &limits->remittance },
    };
    enum x12_status status = X12_OK;

    for (size_t i = 0; status == X12_OK && i < sizeof(rows) / sizeof(*rows);
         i++) {
        uint64_t days = *rows[i].days;

        status = edi_config_count(&run->config, section, rows[i].key, days,
                                  &days, &run->err);
        *rows[i].days = days < DESK_DAYS_MOST ? (unsigned)days : DESK_DAYS_MOST;
    }
    return status;
}

/* "180", "365 from service", "90 from remittance". */
static bool desk_work_parse(x12_str text, bool from_service,
                            struct edi_work_limit *limit)
{
    x12_str rest = x12_str_trim(text), number = x12_str_cut(&rest, ' ');
    uint64_t days;

    rest = x12_str_trim(rest);
    if (!x12_count_parse(number, &days) || days > DESK_DAYS_MOST ||
        (rest.len && !x12_str_is(rest, "from service") &&
         !x12_str_is(rest, "from remittance")))
        return false;
    limit->days = (unsigned)days;
    limit->from_service = rest.len ? x12_str_is(rest, "from service")
                                   : from_service;
    return true;
}

/* What one section says of the days in which work must be done. */
static enum x12_status desk_work(struct edi_run *run, const char *section,
                                 struct edi_work_limit work[EDI_WORKS])
{
    for (enum edi_work i = EDI_WORK_APPEAL; i < EDI_WORKS; i++) {
        const char *text = edi_config_find(&run->config, section,
                                           edi_work_key(i));

        if (!text)
            continue;
        if (!desk_work_parse(x12_str_from(text), i == EDI_WORK_FILING,
                             &work[i]))
            return x12_fail(&run->err, X12_EMISUSE,
                            "%s: [%s] %s is days, as 180 or 365 from service",
                            run->config.path, section, edi_work_key(i));
        work[i].section = section;
    }
    return X12_OK;
}

/* [partner NAME] has a receiver; [payer ID] is one. A section has as many rows
 * as keys, all alike. */
static bool desk_names(struct edi_run *run, const char *section,
                       struct edi_limit_row *row)
{
    const char *receiver = edi_config_find(&run->config, section, "receiver");

    if (strncmp(section, "payer ", 6) == 0)
        row->payer = x12_str_from(section + 6);
    else if (strncmp(section, "partner ", 8) == 0 && receiver)
        row->receiver = x12_str_from(receiver);
    return row->payer.len || row->receiver.len;
}

enum x12_status edi_desk_deadlines(struct edi_run *run,
                                   struct edi_deadlines *deadlines,
                                   struct x12_arena *arena)
{
    struct edi_limit_row *rows = NULL;
    enum x12_status status;

    *deadlines = (struct edi_deadlines){ .today = run->today,
                                         .limits = desk_limits };
    status = desk_days(run, "general", &deadlines->limits);
    if (status == X12_OK)
        status = desk_work(run, "general", deadlines->work);
    for (size_t i = 0; status == X12_OK && i < run->config.count; i++) {
        const char *section = run->config.entries[i].section;
        struct edi_limit_row row = { .limits = deadlines->limits };
        struct edi_limit_row *at;

        if (!desk_names(run, section, &row))
            continue;
        status = desk_days(run, section, &row.limits);
        if (status == X12_OK)
            status = desk_work(run, section, row.work);
        at = x12_arena_push(arena, &rows, &deadlines->row_count, sizeof(*at));
        if (!at)
            return x12_fail(&run->err, arena->failed, "limits: %s",
                            x12_status_text(arena->failed));
        *at = row;
    }
    deadlines->rows = rows;
    return status;
}

enum x12_status edi_desk_lists(struct edi_run *run, const char *file,
                               struct edi_check_lists *lists)
{
    const char *const files[] = {
        edi_config_find(&run->config, "general", "codes"),
        file,
    };
    enum x12_status status = X12_OK;

    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
        if (status == X12_OK && files[i])
            status = edi_check_lists_read(lists, files[i], &run->err);
    return status;
}

enum x12_status edi_desk_rules(struct edi_run *run,
                               struct edi_denials_held *held)
{
    return edi_denials_load(
        held, edi_config_find(&run->config, "general", "denial_rules"),
        edi_config_find(&run->config, "general", "codes"), &run->err);
}

enum x12_status edi_desk_folder(struct edi_run *run, const char *key,
                                char *into, size_t cap)
{
    const char *set = edi_config_find(&run->config, "general", key);
    const int len = set ? snprintf(into, cap, "%s", set)
                        : snprintf(into, cap, "%s.%s", run->store, key);

    return len > 0 && (size_t)len < cap
               ? X12_OK
               : x12_fail(&run->err, X12_EMISUSE,
                          "[general] %s is no path of a folder", key);
}

enum x12_status edi_desk_intake(struct edi_run *run, char *into, size_t cap)
{
    const char *set = edi_config_find(&run->config, "general", "intake");
    const char *slash = strrchr(run->store, '/');
    const int before = slash ? (int)(slash - run->store) + 1 : 0;
    const int len = set ? snprintf(into, cap, "%s", set)
                        : snprintf(into, cap, "%.*sintake", before, run->store);

    return len > 0 && (size_t)len < cap
               ? X12_OK
               : x12_fail(&run->err, X12_EMISUSE,
                          "[general] intake is no path of a folder");
}

enum edi_exit edi_desk_trouble(enum edi_trouble trouble)
{
    switch (trouble) {
    case EDI_TROUBLE_NONE:
        break;
    case EDI_TROUBLE_UNREACHABLE:
        return EDI_EXIT_UNREACHABLE;
    case EDI_TROUBLE_REFUSED:
        return EDI_EXIT_REFUSED;
    case EDI_TROUBLE_UNKNOWN:
        return EDI_EXIT_FOUND;
    }
    return EDI_EXIT_OK;
}

x12_str edi_desk_who(char into[EDI_DESK_WHO])
{
    const struct passwd *account = getpwuid(getuid());

    if (account)
        return x12_str_from(account->pw_name);
    snprintf(into, EDI_DESK_WHO, "user %lu", (unsigned long)getuid());
    return x12_str_from(into);
}

enum x12_status edi_desk_lock(struct edi_run *run, struct edi_lock *lock)
{
    enum x12_status status = edi_lock_take(lock, run->store, &run->err);

    if (status != X12_END)
        return status;
    edi_run_exit(run, EDI_EXIT_LOCKED);
    return x12_fail(&run->err, X12_EIO, "another run holds the lock");
}

bool edi_desk_age(const char *text, unsigned *days)
{
    x12_str s = x12_str_from(text);
    uint64_t n;

    if (s.len && s.at[s.len - 1] == 'd')
        s.len--;
    if (!x12_count_parse(s, &n) || n > DESK_DAYS_MOST)
        return false;
    *days = (unsigned)n;
    return true;
}

int edi_desk_end(struct edi_run *run, const struct edi_store *store,
                 enum x12_status status)
{
    if (store->db.busy)
        edi_run_exit(run, EDI_EXIT_LOCKED);
    return edi_run_end(run, status);
}
