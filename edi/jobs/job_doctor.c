/* SPDX-License-Identifier: Apache-2.0 */
/* job_doctor - is all as it must be, so that files go and come? */
#include "edi/jobs/job_doctor.h"

#include "edi/net/pgp.h"
#include "edi/net/secret.h"
#include "edi/store/schema.h"
#include "edi/store/store_copy.h"
#include "edi/store/store_outbox.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { DOCTOR_ROOM = 100 << 20 /* bytes that should be free for the store */ };

const char *edi_health_text(enum edi_health health)
{
    static const char *const texts[] = {
        [EDI_HEALTH_OK] = "ok",
        [EDI_HEALTH_LOOK] = "look",
        [EDI_HEALTH_UNREACHABLE] = "unreachable",
        [EDI_HEALTH_REFUSED] = "refused",
        [EDI_HEALTH_WRONG] = "wrong",
    };

    return texts[health];
}

/* Each check gives X12_OK with what it tells, X12_END where it has nothing to look
 * at, or a failure of the store. */
static enum x12_status doctor_tell(struct edi_doctor *d, enum edi_health health,
                                   const char *text)
{
    d->health = health;
    d->text = text;
    return X12_OK;
}

static enum x12_status doctor_say(struct edi_doctor *d, enum edi_health health,
                                  const char *format, ...) X12_PRINTF(3, 4);

static enum x12_status doctor_say(struct edi_doctor *d, enum edi_health health,
                                  const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(d->said, sizeof(d->said), format, args);
    va_end(args);
    return doctor_tell(d, health, d->said);
}

/* --- ours ---------------------------------------------------------------------- */

static enum x12_status doctor_settings(struct edi_doctor *d)
{
    const char *path = d->options.settings;
    struct stat st;

    if (!path || stat(path, &st) != 0)
        return X12_END;
    if (st.st_mode & (S_IWGRP | S_IWOTH))
        return doctor_say(d, EDI_HEALTH_WRONG,
                          "%s: others may change it: chmod go-w", path);
    return doctor_say(d, EDI_HEALTH_OK, "%s, %zu partner%s", path,
                      d->options.partners->count,
                      d->options.partners->count == 1 ? "" : "s");
}

/* It is opened in any case: failures in a row are counted in it; in memory where
 * there is none yet. */
static enum x12_status doctor_store(struct edi_doctor *d)
{
    const char *path = d->options.store;
    const bool there = access(path, F_OK) == 0;
    enum x12_status status;
    struct stat st;

    if (there && stat(path, &st) == 0)
        d->mode = st.st_mode & 0777;
    status = edi_store_open(&d->store, there ? path : ":memory:", EDI_DB_CREATE,
                            d->err);
    if (status != X12_OK)
        return status;
    if (!there)
        return doctor_say(d, EDI_HEALTH_OK,
                          "%s: not there yet; the first run makes it", path);
    return doctor_say(d, EDI_HEALTH_OK, "%s, version %u", path,
                      edi_schema_newest());
}

static enum x12_status doctor_rights(struct edi_doctor *d)
{
    if (!d->mode || d->mode == (S_IRUSR | S_IWUSR))
        return X12_END;
    return doctor_say(d, EDI_HEALTH_LOOK,
                      "%s: others could use it (mode %03o); it is 600 now, "
                      "find out who did that",
                      d->options.store, d->mode);
}

static enum x12_status doctor_sound(struct edi_doctor *d)
{
    static const char CHECK[] = "PRAGMA quick_check(1)";
    struct edi_query *q;
    enum x12_status status;
    bool sound;

    if (!d->mode)
        return X12_END;
    q = edi_db_query(&d->store.db, CHECK);
    status = edi_db_step(q);
    sound = status == X12_OK && x12_str_is(edi_db_text(q, 0), "ok");
    edi_db_end(q);
    if (status != X12_OK)
        return status;
    return sound ? doctor_tell(d, EDI_HEALTH_OK, "the store is whole")
                 : doctor_tell(d, EDI_HEALTH_WRONG,
                               "the store is damaged: restore a backup, see "
                               "docs/operations.md");
}

static enum x12_status doctor_copy(struct edi_doctor *d)
{
    char when[EDI_COPY_TIME];
    enum x12_status status = edi_store_is_copy(&d->store, when);

    return status == X12_OK
               ? doctor_say(d, EDI_HEALTH_WRONG,
                            "the store is a copy of %s and sends nothing: edi "
                            "control --at-least N",
                            when)
               : status;
}

/* The folder in which the file lies, or would. */
static enum x12_status doctor_room(struct edi_doctor *d)
{
    char folder[X12_ERROR_TEXT];
    struct statvfs room;
    char *slash;

    x12_str_put(x12_str_from(d->options.store), folder, sizeof(folder));
    slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder] = '\0';
    else
        x12_str_put(X12_STR("."), folder, sizeof(folder));
    if (access(folder, W_OK | X_OK) != 0)
        return doctor_say(d, EDI_HEALTH_WRONG,
                          "%s: the store's folder cannot be written: chown or "
                          "chmod it",
                          folder);
    if (statvfs(folder, &room) != 0 ||
        (uint64_t)room.f_bavail * room.f_frsize >= DOCTOR_ROOM)
        return X12_END;
    return doctor_say(d, EDI_HEALTH_LOOK,
                      "%s: less than 100 MiB are free: make room", folder);
}

/* What lies in it is about people, and others have no business there; unless they
 * `drop` files. */
static enum x12_status doctor_own(struct edi_doctor *d, const char *path,
                                  bool drop)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return X12_END;
    if (!S_ISDIR(st.st_mode) || access(path, R_OK | W_OK | X_OK) != 0)
        return doctor_say(d, EDI_HEALTH_WRONG,
                          "%s: is no folder that can be written", path);
    if (st.st_mode & (drop ? S_IRWXO : S_IRWXG | S_IRWXO))
        return doctor_say(d, EDI_HEALTH_LOOK,
                          "%s: others may look into it: chmod %s", path,
                          drop ? "o-rwx" : "700");
    return doctor_say(d, EDI_HEALTH_OK, "%s", path);
}

static enum x12_status doctor_archive(struct edi_doctor *d)
{
    return doctor_own(d, d->options.archive, false);
}

static enum x12_status doctor_aside(struct edi_doctor *d)
{
    return doctor_own(d, d->options.aside, false);
}

static enum x12_status doctor_intake(struct edi_doctor *d)
{
    return doctor_own(d, d->options.intake, true);
}

/* --- a partner's --------------------------------------------------------------- */

static const struct edi_partner *doctor_partner(const struct edi_doctor *d)
{
    return &d->options.partners->at[d->at - 1];
}

static bool doctor_says(const char *text, const char *word)
{
    const size_t len = strlen(word);

    for (; *text; text++)
        if (strncasecmp(text, word, len) == 0)
            return true;
    return false;
}

/* A test file that is adjudicated, or a real one that is thrown away, is told by
 * nobody: names that speak for the other usage are. */
static enum x12_status doctor_usage(struct edi_doctor *d)
{
    const struct edi_partner *p = doctor_partner(d);
    const bool test = p->usage == 'T';
    const struct {
        const char *key, *value;
    } texts[] = {
        { "receiver", p->receiver }, { "gs_receiver", p->gs_receiver },
        { "host", p->host },         { "user", p->user },
        { "folder", p->folder },     { "receive_folder", p->receive_folder },
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (doctor_says(texts[i].value, test ? "prod" : "test"))
            return doctor_say(d, EDI_HEALTH_LOOK,
                              "usage = %c, but %s = %s: ask the partner which "
                              "one it is",
                              p->usage, texts[i].key, texts[i].value);
    return doctor_tell(d, EDI_HEALTH_OK,
                       test ? "test (ISA15 T): nothing is adjudicated"
                            : "production (ISA15 P): claims are adjudicated");
}

/* Files that nobody but their owner may use, and what stands in the environment. */
static const struct doctor_secret {
    bool is_file;
    size_t offset;
} doctor_kept[] = {
    { true, offsetof(struct edi_partner, key_file) },
    { true, offsetof(struct edi_partner, key_password_file) },
    { true, offsetof(struct edi_partner, password_file) },
    { true, offsetof(struct edi_partner, cert_key_file) },
    { true, offsetof(struct edi_partner, cert_key_password_file) },
    { true, offsetof(struct edi_partner, pgp_password_file) },
    { true, offsetof(struct edi_partner, cert_key_file) },
    { true, offsetof(struct edi_partner, cert_key_password_file) },
    { false, offsetof(struct edi_partner, password_env) },
    { false, offsetof(struct edi_partner, pgp_password_env) },
};

static enum x12_status doctor_secret(struct edi_doctor *d,
                                     const struct doctor_secret *kept,
                                     const char *where)
{
    struct edi_secret secret;
    enum x12_status status;

    if (kept->is_file)
        return edi_secret_guard(where, &d->fault);
    status = edi_secret_env(&secret, where, &d->fault);
    edi_secret_wipe(&secret);
    return status;
}

static enum x12_status doctor_secrets(struct edi_doctor *d)
{
    const struct edi_partner *p = doctor_partner(d);
    unsigned count = 0;

    for (size_t i = 0; i < sizeof(doctor_kept) / sizeof(doctor_kept[0]); i++) {
        const char *where;

        memcpy(&where, (const char *)p + doctor_kept[i].offset, sizeof(where));
        count += *where != '\0';
        if (*where && doctor_secret(d, &doctor_kept[i], where) != X12_OK) {
            d->sick = true;
            return doctor_tell(d, EDI_HEALTH_WRONG, d->fault.text);
        }
    }
    return count ? doctor_tell(d, EDI_HEALTH_OK,
                               "nobody else may read the files of its keys and "
                               "passwords")
                 : X12_END;
}

/* Nothing, sealed, goes nowhere: both keys are there and can be used. */
static enum x12_status doctor_pgp(struct edi_doctor *d)
{
    const struct edi_partner *p = doctor_partner(d);
    struct x12_source nothing = { 0 };
    enum x12_status status;
    int nowhere;

    if (!edi_pgp_wanted(p))
        return X12_END;
    nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    status = x12_source_open_memory(&nothing, X12_STR("edi"), &d->fault);
    if (status == X12_OK)
        status = edi_pgp_seal(p, &nothing, nowhere, &d->fault);
    x12_source_close(&nothing);
    if (nowhere >= 0)
        close(nowhere);
    return status == X12_OK
               ? doctor_tell(d, EDI_HEALTH_OK, "its PGP keys can be used")
               : doctor_tell(d, EDI_HEALTH_WRONG, d->fault.text);
}

static enum x12_status doctor_line(struct edi_doctor *d)
{
    static const enum edi_health healths[] = {
        [EDI_TROUBLE_NONE] = EDI_HEALTH_OK,
        [EDI_TROUBLE_UNREACHABLE] = EDI_HEALTH_UNREACHABLE,
        [EDI_TROUBLE_REFUSED] = EDI_HEALTH_REFUSED,
        [EDI_TROUBLE_UNKNOWN] = EDI_HEALTH_UNREACHABLE,
    };
    const struct edi_partner *p = doctor_partner(d);
    enum x12_status status;

    if (d->sick)
        return X12_END;
    status = edi_reach_open(&d->line, p);
    if (status != X12_OK)
        return status;
    d->sick = d->line.trouble != EDI_TROUBLE_NONE;
    if (d->sick && p->protocol == EDI_PROTOCOL_FOLDER)
        return doctor_say(d, healths[d->line.trouble],
                          "%s: make the folder, or mount what it is on",
                          d->line.fault.text);
    if (d->sick)
        return doctor_tell(d, healths[d->line.trouble], d->line.fault.text);
    if (d->line.transfer.lazy)
        return X12_END; /* nobody was asked so far */
    if (p->protocol == EDI_PROTOCOL_SFTP)
        return doctor_say(d, EDI_HEALTH_OK,
                          "%s shows the host key that is known, and takes the "
                          "login",
                          p->host);
    return *p->host ? doctor_say(d, EDI_HEALTH_OK, "%s", p->host) : X12_END;
}

/* Where opening has asked nobody, this is the first thing that does: it counts as
 * a try. */
static enum x12_status doctor_counted(struct edi_doctor *d, bool failed)
{
    struct edi_transfer *t = &d->line.transfer;

    if (!t->lazy && !(failed && t->lost))
        return X12_OK;
    d->sick = failed;
    return failed ? edi_reach_lost(&d->line, &d->fault)
                  : edi_reach_worked(&d->line);
}

static enum x12_status doctor_probe(struct edi_doctor *d, const char *folder,
                                    bool writes)
{
    struct edi_transfer *t = &d->line.transfer;
    enum edi_health health = EDI_HEALTH_REFUSED;
    enum x12_status status;

    if (d->sick || !*folder)
        return X12_END;
    if (edi_transfer_probe(t, folder, writes, &d->fault) == X12_OK) {
        status = doctor_counted(d, false);
        return status == X12_OK ? doctor_say(d, EDI_HEALTH_OK, "%.*s",
                                             (int)strcspn(folder, "?"), folder)
                                : status;
    }
    if (t->trouble == EDI_TROUBLE_UNREACHABLE)
        health = EDI_HEALTH_UNREACHABLE;
    status = doctor_counted(d, true);
    return status == X12_OK ? doctor_tell(d, health, d->fault.text) : status;
}

static enum x12_status doctor_folder(struct edi_doctor *d)
{
    return doctor_probe(d, edi_partner_place(doctor_partner(d), false), true);
}

static enum x12_status doctor_receive(struct edi_doctor *d)
{
    const struct edi_partner *p = doctor_partner(d);

    return doctor_probe(d, edi_partner_place(p, true),
                        p->after_receive != EDI_AFTER_KEEP);
}

static enum x12_status doctor_moved(struct edi_doctor *d)
{
    return doctor_probe(d, doctor_partner(d)->move_folder, true);
}

/* What only a person can decide. */
static enum x12_status doctor_outbox(struct edi_doctor *d)
{
    static const char UNKNOWN[] =
        "SELECT count(*) FROM batch WHERE partner = ?1 AND state = ?2";
    struct edi_query *q = edi_db_query(&d->store.db, UNKNOWN);
    enum x12_status status;
    int64_t count = 0;

    edi_db_bind_text(q, 1, x12_str_from(doctor_partner(d)->name));
    edi_db_bind_int(q, 2, EDI_BATCH_UNKNOWN);
    status = edi_db_step(q);
    if (status == X12_OK)
        count = edi_db_int(q, 0);
    edi_db_end(q);
    if (status != X12_OK || !count)
        return status == X12_OK ? X12_END : status;
    return doctor_say(d, EDI_HEALTH_LOOK,
                      "%lld file%s may have arrived: ask the partner, then edi "
                      "outbox --retry or --forget",
                      (long long)count, count == 1 ? "" : "s");
}

/* --- the visit ------------------------------------------------------------------ */

struct doctor_check {
    const char *topic;
    enum x12_status (*look)(struct edi_doctor *d);
};

static const struct doctor_check doctor_ours[] = {
    { "settings", doctor_settings }, { "folder", doctor_room },
    { "store", doctor_store },       { "rights", doctor_rights },
    { "store", doctor_sound },       { "store", doctor_copy },
    { "archive", doctor_archive },   { "aside", doctor_aside },
    { "intake", doctor_intake },
};

static const struct doctor_check doctor_theirs[] = {
    { "usage", doctor_usage },       { "secrets", doctor_secrets },
    { "pgp", doctor_pgp },           { "login", doctor_line },
    { "folder", doctor_folder },     { "receive_folder", doctor_receive },
    { "move_folder", doctor_moved }, { "outbox", doctor_outbox },
};

void edi_doctor_begin(struct edi_doctor *d,
                      const struct edi_doctor_options *options,
                      struct x12_error *err)
{
    *d = (struct edi_doctor){ .options = *options, .err = err };
}

static bool doctor_is_wanted(const struct edi_doctor *d)
{
    const char *only = d->options.partner;

    return d->at == 0 || !only || strcmp(doctor_partner(d)->name, only) == 0;
}

static enum x12_status doctor_look(struct edi_doctor *d,
                                   const struct doctor_check *check)
{
    d->fault = (struct x12_error){ 0 };
    d->partner = d->at ? doctor_partner(d)->name : "";
    d->topic = check->topic;
    d->line.store = &d->store;
    d->line.when = d->options.when;
    d->line.now = d->options.now;
    return check->look(d);
}

enum x12_status edi_doctor_next(struct edi_doctor *d)
{
    const size_t counts[] = {
        sizeof(doctor_ours) / sizeof(doctor_ours[0]),
        sizeof(doctor_theirs) / sizeof(doctor_theirs[0]),
    };

    for (; d->at <= d->options.partners->count; d->at++, d->check = 0) {
        d->sick = d->check ? d->sick : false;
        while (doctor_is_wanted(d) && d->check < counts[d->at > 0]) {
            const size_t check = d->check++;
            enum x12_status status = doctor_look(
                d, d->at ? &doctor_theirs[check] : &doctor_ours[check]);

            if (status != X12_END)
                return status;
        }
    }
    return X12_END;
}

void edi_doctor_end(struct edi_doctor *d)
{
    edi_reach_close(&d->line);
    edi_store_close(&d->store);
}
