/* SPDX-License-Identifier: Apache-2.0 */
/* partner - a trading partner's profile: where to, how, as whom */
#include "edi/net/partner.h"

#include "edi/net/partner_private.h"

#include <stdio.h>

static enum x12_status partner_fail(const struct edi_setting *setting,
                                    const char *why, struct x12_error *err)
{
    return x12_fail(err, X12_EMISUSE, "%s: line %u: %s %s", setting->path,
                    setting->line, setting->key, why);
}

/* "clearinghouse" of "partner clearinghouse"; NULL for other sections. */
static const char *partner_section(const char *section)
{
    static const char head[] = "partner ";

    if (strncmp(section, head, sizeof(head) - 1) != 0)
        return NULL;
    section += sizeof(head) - 1;
    return *section ? section : NULL;
}

/* The profile of this name, a new one at need; NULL: out of memory. */
static struct edi_partner *partner_of(struct edi_partners *partners,
                                      const struct edi_setting *setting)
{
    const char *name = partner_section(setting->section);
    struct edi_partner *p;

    for (size_t i = 0; i < partners->count; i++)
        if (strcmp(partners->at[i].name, name) == 0)
            return &partners->at[i];
    if (partners->arena.limit == 0)
        partners->arena.limit = EDI_PARTNERS_BYTES;
    p = x12_arena_push(&partners->arena, &partners->at, &partners->count,
                       sizeof(*p));
    if (!p)
        return NULL;
    *p = (struct edi_partner){ .name = name, .path = setting->path };
    p->line = setting->line;
    return p;
}

enum x12_status edi_partners_put(struct edi_partners *partners,
                                 const struct edi_setting *setting,
                                 struct x12_error *err)
{
    struct edi_partner *p;

    if (!partner_section(setting->section))
        return X12_OK;
    p = partner_of(partners, setting);
    if (!p)
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", setting->path);
    for (size_t i = 0; i < edi_partner_key_count; i++) {
        const struct edi_partner_key *key = &edi_partner_keys[i];
        const char *why;

        if (strcmp(key->name, setting->key) != 0)
            continue;
        why = edi_partner_key_set(p, key, setting->value);
        return why ? partner_fail(setting, why, err) : X12_OK;
    }
    return partner_fail(setting, "is no key of a partner", err);
}

enum x12_status edi_partner_complain(const struct edi_partner *p,
                                     const char *key, const char *why,
                                     struct x12_error *err)
{
    return x12_fail(err, X12_EMISUSE, "%s: line %u: partner %s: %s %s", p->path,
                    p->line, p->name, key, why);
}

/* The port that a protocol has by custom. */
static uint32_t partner_port(const struct edi_partner *p)
{
    switch (p->protocol) {
    case EDI_PROTOCOL_SFTP:
        return 22;
    case EDI_PROTOCOL_FTPS:
        return p->tls == EDI_TLS_IMPLICIT ? 990 : 21;
    case EDI_PROTOCOL_S3:
    case EDI_PROTOCOL_HTTPS:
        return 443;
    case EDI_PROTOCOL_FOLDER:
    case EDI_PROTOCOL_NONE:
        break;
    }
    return 0;
}

/* What is "" by the table stands for another key's value. */
static void partner_inherit(struct edi_partner *p)
{
    if (p->port == 0)
        p->port = partner_port(p);
    if (!*p->gs_sender)
        p->gs_sender = p->sender;
    if (!*p->gs_receiver)
        p->gs_receiver = p->receiver;
    if (!*p->submitter_id)
        p->submitter_id = p->gs_sender;
    if (!*p->receiver_id)
        p->receiver_id = p->gs_receiver;
}

/* No value that goes into an envelope may hold a delimiter. */
static bool partner_is_clean(const struct edi_partner *p)
{
    const char *const values[] = {
        p->sender_qualifier,   p->sender,
        p->receiver_qualifier, p->authorization_qualifier,
        p->authorization,      p->security_qualifier,
        p->security,           p->receiver,
        p->gs_sender,          p->gs_receiver,
        p->submitter_name,     p->submitter_id,
        p->contact_name,       p->contact_phone,
        p->contact_email,      p->receiver_name,
        p->receiver_id,
    };
    const char marks[] = { p->delims.segment, p->delims.element,
                           p->delims.component, p->delims.repeat, '\0' };

    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
        if (strpbrk(values[i], marks))
            return false;
    return true;
}

static bool partner_delims_differ(struct x12_delims d)
{
    return d.segment != d.element && d.segment != d.component &&
           d.segment != d.repeat && d.element != d.component &&
           d.element != d.repeat && d.component != d.repeat;
}

/* A pattern must keep two files apart and stay inside the folder. */
static const char *partner_pattern_fault(const char *pattern)
{
    static const char *const names[] = { "{kind}", "{isa}", "{date}", "{time}",
                                         "{partner}" };

    if (!strstr(pattern, "{isa}"))
        return "must hold {isa}, or two files had one name";
    if (pattern[0] == '.' || strchr(pattern, '/'))
        return "may not begin with a dot or hold a slash";
    for (const char *at = strchr(pattern, '{'); at; at = strchr(at + 1, '{')) {
        bool known = false;

        for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
            known |= strncmp(at, names[i], strlen(names[i])) == 0;
        if (!known)
            return "holds a {word} that means nothing";
    }
    return NULL;
}

static unsigned partner_dots(const char *text)
{
    unsigned dots = 0;

    for (; *text; text++)
        dots += *text == '.';
    return dots;
}

/* Some receivers tell what a file is by what stands behind its one dot. */
static bool partner_has_one_dot(const struct edi_partner *p)
{
    bool named = strstr(p->file_name, "{partner}") != NULL;

    return p->one_dot != EDI_WISH_YES ||
           partner_dots(p->file_name) + (named ? partner_dots(p->name) : 0) ==
               1;
}

static enum x12_status partner_check(struct edi_partner *p,
                                     struct x12_error *err)
{
    enum x12_status status = edi_partner_keys_fill(p, err);
    const char *why;

    if (status != X12_OK)
        return status;
    partner_inherit(p);
    if (strchr(p->name, '/') || p->name[0] == '.' || strlen(p->name) > 40)
        return edi_partner_complain(p, "name", "cannot be part of a file name",
                                    err);
    if (!*p->contact_phone && !*p->contact_email)
        return edi_partner_complain(p, "contact_phone",
                                    "or contact_email must be set", err);
    if (!partner_delims_differ(p->delims))
        return edi_partner_complain(p, "delimiters", "must differ", err);
    if (!partner_is_clean(p))
        return edi_partner_complain(p, "a value", "holds a delimiter", err);
    if (!partner_has_one_dot(p))
        return edi_partner_complain(p, "file_name",
                                    "must have one dot (one_dot)", err);
    why = partner_pattern_fault(p->file_name);
    if (why)
        return edi_partner_complain(p, "file_name", why, err);
    status = edi_partner_check_reach(p, err);
    return status == X12_OK ? edi_partner_check_pgp(p, err) : status;
}

enum x12_status edi_partners_check(struct edi_partners *partners,
                                   struct x12_error *err)
{
    const struct edi_partner *other = NULL;

    for (size_t i = 0; i < partners->count; i++) {
        struct edi_partner *p = &partners->at[i];
        enum x12_status status = partner_check(p, err);

        if (status != X12_OK)
            return status;
        if (!*p->payers && other)
            return edi_partner_complain(
                p, "payers", "is not set, nor in another profile", err);
        if (!*p->payers)
            other = p;
    }
    return X12_OK;
}

void edi_partners_release(struct edi_partners *partners)
{
    x12_arena_release(&partners->arena);
    *partners = (struct edi_partners){ 0 };
}

const struct edi_partner *edi_partner_find(const struct edi_partners *partners,
                                           const char *name)
{
    for (size_t i = 0; i < partners->count; i++)
        if (strcmp(partners->at[i].name, name) == 0)
            return &partners->at[i];
    return NULL;
}

void edi_partner_agreement(const struct edi_partner *partner,
                           struct x12_agreement *agreed)
{
    *agreed = (struct x12_agreement){
        .isa = {
            [1] = partner->authorization_qualifier,
            [2] = partner->authorization,
            [3] = partner->security_qualifier,
            [4] = partner->security,
            [5] = partner->sender_qualifier,
            [6] = partner->sender,
            [7] = partner->receiver_qualifier,
            [8] = partner->receiver,
            [12] = "00501",
            [15] = partner->usage == 'T' ? "T" : "P",
        },
        .delims = partner->delims,
    };
}

const struct edi_partner *edi_partner_route(const struct edi_partners *partners,
                                            x12_str payer_id)
{
    const struct edi_partner *otherwise = NULL;

    for (size_t i = 0; i < partners->count; i++) {
        const struct edi_partner *p = &partners->at[i];
        x12_str rest = x12_str_from(p->payers);

        if (rest.len == 0)
            otherwise = p;
        while (rest.len > 0) {
            x12_str listed = x12_str_cut(&rest, ' ');

            if (listed.len > 0 && x12_str_equal(listed, payer_id))
                return p;
        }
    }
    return otherwise;
}

/* The text of one {word} of a pattern. */
static void partner_word_text(const char *word, const char *partner, char kind,
                              uint64_t isa_control, x12_date date,
                              x12_time time, char *into, size_t cap)
{
    switch (word[1]) {
    case 'k':
        snprintf(into, cap, "%c", kind);
        break;
    case 'i':
        snprintf(into, cap, "%09llu", (unsigned long long)isa_control);
        break;
    case 'd':
        snprintf(into, cap, "%08d", (int)date);
        break;
    case 't':
        snprintf(into, cap, "%06d", (int)time);
        break;
    default:
        snprintf(into, cap, "%s", partner);
        break;
    }
}

void edi_partner_file_name(const struct edi_partner *partner, char kind,
                           uint64_t isa_control, x12_date date, x12_time time,
                           char into[EDI_PARTNER_FILE_NAME])
{
    const char *at = partner->file_name;
    size_t used = 0;

    while (*at && used + 1 < EDI_PARTNER_FILE_NAME) {
        const size_t left = EDI_PARTNER_FILE_NAME - used;

        if (*at != '{') {
            into[used++] = *at++;
            continue;
        }
        partner_word_text(at, partner->name, kind, isa_control, date, time,
                          into + used, left);
        used += strlen(into + used);
        at = strchr(at, '}') + 1; /* the pattern was checked */
    }
    into[used] = '\0';
}
