/* SPDX-License-Identifier: Apache-2.0 */
/* partner - a trading partner's profile: where to, how, as whom */
#include "edi/net/partner.h"

#include <stdio.h>

enum partner_kind {
    PARTNER_TEXT,      /* `shortest` to `longest` characters */
    PARTNER_DELIMITER, /* one character that is no letter, digit or blank */
    PARTNER_COUNT,     /* `shortest` to `longest`; `words` say so */
    PARTNER_PROTOCOL,  /* these take one of `words` */
    PARTNER_USAGE,
    PARTNER_ACK,
    PARTNER_ONE_DOT,
    PARTNER_LINE_END,
    PARTNER_CHARSET,
    PARTNER_WISH, /* yes or no */
    PARTNER_AFTER,
    PARTNER_DAYS, /* checked here, kept where it is asked for */
};

/* What words mean, in the order of the words below. */
static const char partner_usages[] = { 'T', 'P' };
static const char *const partner_ends[] = { "", "\n", "\r\n" };

/* A key of a profile: what it takes and where that goes. */
struct partner_key {
    const char *name;
    enum partner_kind kind;
    unsigned shortest, longest;
    const char *words;
    size_t offset;
    const char *otherwise; /* NULL: it must be set */
};

#define AT(member) offsetof(struct edi_partner, member)
#define TEXT(key, member, shortest, longest, otherwise)                   \
    {                                                                     \
        key, PARTNER_TEXT, shortest, longest, NULL, AT(member), otherwise \
    }
#define MARK(key, member, otherwise)                              \
    {                                                             \
        key, PARTNER_DELIMITER, 1, 1, NULL, AT(member), otherwise \
    }

#define COUNT(key, member, least, most, range, otherwise)             \
    {                                                                 \
        key, PARTNER_COUNT, least, most, range, AT(member), otherwise \
    }

#define WISH(key, member, otherwise)                             \
    {                                                            \
        key, PARTNER_WISH, 0, 0, "no yes", AT(member), otherwise \
    }

/* Texts, delimiters, wishes and numbers are found by offset. */
static const struct partner_key partner_keys[] = {
    { "protocol", PARTNER_PROTOCOL, 0, 0, "folder sftp", 0, "folder" },
    TEXT("folder", folder, 1, 180, NULL),
    TEXT("host", host, 1, 180, ""),
    COUNT("port", port, 1, 65535, "takes a number from 1 to 65535", "22"),
    TEXT("user", user, 1, 180, ""),
    TEXT("known_hosts", known_hosts, 1, 180, ""),
    TEXT("key_file", key_file, 1, 180, ""),
    TEXT("key_password_file", key_password_file, 1, 180, ""),
    TEXT("password_file", password_file, 1, 180, ""),
    TEXT("password_env", password_env, 1, 180, ""),
    WISH("agent", agent, "no"),
    WISH("rename", rename, "yes"),
    WISH("resume", resume, "no"),
    TEXT("receive_folder", receive_folder, 1, 180, ""),
    { "after_receive", PARTNER_AFTER, 0, 0, "keep delete move", 0, "keep" },
    TEXT("move_folder", move_folder, 1, 180, ""),
    TEXT("reports", reports, 1, 180, ""),
    TEXT("pgp_home", pgp_home, 1, 180, ""),
    TEXT("pgp_recipient", pgp_recipient, 1, 180, ""),
    TEXT("pgp_signer", pgp_signer, 1, 180, ""),
    TEXT("pgp_password_file", pgp_password_file, 1, 180, ""),
    TEXT("pgp_password_env", pgp_password_env, 1, 180, ""),
    WISH("pgp_signed", pgp_signed, "yes"),
    COUNT("timeout", timeout, 1, 3600, "takes seconds from 1 to 3600", "30"),
    COUNT("time_limit", time_limit, 1, 86400, "takes seconds from 1 to 86400",
          "3600"),
    COUNT("poll", poll, 1, 10080, "takes minutes from 1 to 10080", "15"),
    TEXT("sender_qualifier", sender_qualifier, 2, 2, "ZZ"),
    TEXT("sender", sender, 1, 15, NULL),
    TEXT("receiver_qualifier", receiver_qualifier, 2, 2, "ZZ"),
    TEXT("receiver", receiver, 1, 15, NULL),
    TEXT("authorization_qualifier", authorization_qualifier, 2, 2, "00"),
    TEXT("authorization", authorization, 1, 10, ""),
    TEXT("security_qualifier", security_qualifier, 2, 2, "00"),
    TEXT("security", security, 1, 10, ""),
    TEXT("gs_sender", gs_sender, 2, 15, ""),
    TEXT("gs_receiver", gs_receiver, 2, 15, ""),
    { "usage", PARTNER_USAGE, 0, 0, "T P", 0, NULL },
    { "ack_requested", PARTNER_ACK, 0, 0, "no yes", 0, "yes" },
    MARK("segment_terminator", delims.segment, "~"),
    MARK("element_separator", delims.element, "*"),
    MARK("component_separator", delims.component, ":"),
    MARK("repetition_separator", delims.repeat, "^"),
    { "charset", PARTNER_CHARSET, 0, 0, "ascii latin1 utf8", 0, "ascii" },
    { "line_end", PARTNER_LINE_END, 0, 0, "none lf crlf", 0, "none" },
    TEXT("submitter_name", submitter_name, 1, 60, NULL),
    TEXT("submitter_id", submitter_id, 2, 80, ""),
    TEXT("contact_name", contact_name, 1, 60, ""),
    TEXT("contact_phone", contact_phone, 1, 60, ""),
    TEXT("contact_email", contact_email, 1, 60, ""),
    TEXT("receiver_name", receiver_name, 1, 60, NULL),
    TEXT("receiver_id", receiver_id, 2, 80, ""),
    TEXT("file_name", file_name, 5, 100, "837{kind}-{isa}.x12"),
    { "one_dot", PARTNER_ONE_DOT, 0, 0, "no yes", 0, "no" },
    COUNT("claims_per_set", claims_per_set, 1, EDI_PARTNER_CLAIMS,
          "takes a number from 1 to 5000", "5000"),
    COUNT("sets_per_group", sets_per_group, 1, EDI_PARTNER_SETS,
          "takes a number from 1 to 999", "1"),
    COUNT("file_bytes", file_bytes, EDI_PARTNER_LEAST, EDI_PARTNER_MOST,
          "takes a number from 4096 to 1073741824", "1073741824"),
    TEXT("payers", payers, 1, 180, ""),
    { "ta1_after", PARTNER_DAYS, 0, 0, NULL, 0, "" },
    { "999_after", PARTNER_DAYS, 0, 0, NULL, 0, "" },
    { "277ca_after", PARTNER_DAYS, 0, 0, NULL, 0, "" },
    { "silent_after", PARTNER_DAYS, 0, 0, NULL, 0, "" },
};

enum { PARTNER_KEYS = sizeof(partner_keys) / sizeof(partner_keys[0]) };

static enum x12_status partner_fail(const struct edi_setting *setting,
                                    const char *why, struct x12_error *err)
{
    return x12_fail(err, X12_EMISUSE, "%s: line %u: %s %s", setting->path,
                    setting->line, setting->key, why);
}

/* The place of `value` among `words` from 0, or -1. */
static int partner_word(const char *words, const char *value)
{
    x12_str rest = x12_str_from(words);

    for (int i = 0; rest.len > 0; i++)
        if (x12_str_is(x12_str_cut(&rest, ' '), value))
            return i;
    return -1;
}

/* Sets a member from a word; false if it is none of the key's. */
static bool partner_set_word(struct edi_partner *p,
                             const struct partner_key *key, const char *value)
{
    const int word = partner_word(key->words, value);

    if (word < 0)
        return false;
    if (key->kind == PARTNER_USAGE)
        p->usage = partner_usages[word];
    else if (key->kind == PARTNER_ACK)
        p->ack = word == 0 ? EDI_WISH_NO : EDI_WISH_YES;
    else if (key->kind == PARTNER_ONE_DOT)
        p->one_dot = word == 0 ? EDI_WISH_NO : EDI_WISH_YES;
    else if (key->kind == PARTNER_CHARSET)
        p->charset = (enum edi_partner_charset)(EDI_CHARSET_ASCII + word);
    else if (key->kind == PARTNER_LINE_END)
        p->line_end = partner_ends[word];
    else if (key->kind == PARTNER_AFTER)
        p->after_receive = (enum edi_after)(EDI_AFTER_KEEP + word);
    else if (key->kind == PARTNER_WISH)
        memcpy((char *)p + key->offset,
               &(enum edi_wish){ word == 0 ? EDI_WISH_NO : EDI_WISH_YES },
               sizeof(enum edi_wish));
    else
        p->protocol = (enum edi_protocol)(EDI_PROTOCOL_FOLDER + word);
    return true;
}

static bool partner_is_delimiter(const char *value)
{
    unsigned char c = (unsigned char)value[0];
    bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

    return c > ' ' && c < 0x7F && value[1] == '\0' && !letter &&
           !(c >= '0' && c <= '9');
}

/* Sets a member from text; says why it cannot, or NULL. */
static const char *partner_set(struct edi_partner *p,
                               const struct partner_key *key, const char *value)
{
    char *member = (char *)p + key->offset;
    size_t len = strlen(value);
    uint64_t count;

    switch (key->kind) {
    case PARTNER_TEXT:
        if (len < key->shortest || len > key->longest)
            return "is too short or too long";
        memcpy(member, &value, sizeof(value));
        return NULL;
    case PARTNER_DELIMITER:
        if (!partner_is_delimiter(value))
            return "takes one character that is no letter, digit or blank";
        *member = value[0];
        return NULL;
    case PARTNER_COUNT:
        if (!x12_count_parse(x12_str_from(value), &count) ||
            count < key->shortest || count > key->longest)
            return key->words;
        memcpy(member, &(uint32_t){ (uint32_t)count }, sizeof(uint32_t));
        return NULL;
    case PARTNER_DAYS:
        return x12_count_parse(x12_str_from(value), &count)
                   ? NULL
                   : "takes a number of days";
    case PARTNER_PROTOCOL:
    case PARTNER_USAGE:
    case PARTNER_ACK:
    case PARTNER_ONE_DOT:
    case PARTNER_LINE_END:
    case PARTNER_CHARSET:
    case PARTNER_WISH:
    case PARTNER_AFTER:
        break;
    }
    return partner_set_word(p, key, value) ? NULL : "does not take this word";
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
    for (size_t i = 0; i < PARTNER_KEYS; i++) {
        const struct partner_key *key = &partner_keys[i];
        const char *why;

        if (strcmp(key->name, setting->key) != 0)
            continue;
        why = partner_set(p, key, setting->value);
        return why ? partner_fail(setting, why, err) : X12_OK;
    }
    return partner_fail(setting, "is no key of a partner", err);
}

/* Is the member of a key still as the profile began? */
static bool partner_is_unset(const struct edi_partner *p,
                             const struct partner_key *key)
{
    const char *const member = (const char *)p + key->offset;
    enum edi_wish wish;
    const char *text;
    uint32_t number;

    switch (key->kind) {
    case PARTNER_TEXT:
        memcpy(&text, member, sizeof(text));
        return text == NULL;
    case PARTNER_DELIMITER:
        return *member == '\0';
    case PARTNER_COUNT:
        memcpy(&number, member, sizeof(number));
        return number == 0;
    case PARTNER_PROTOCOL:
        return p->protocol == EDI_PROTOCOL_NONE;
    case PARTNER_USAGE:
        return p->usage == '\0';
    case PARTNER_ACK:
        return p->ack == EDI_WISH_UNSET;
    case PARTNER_ONE_DOT:
        return p->one_dot == EDI_WISH_UNSET;
    case PARTNER_LINE_END:
        return p->line_end == NULL;
    case PARTNER_CHARSET:
        return p->charset == EDI_CHARSET_UNSET;
    case PARTNER_AFTER:
        return p->after_receive == EDI_AFTER_UNSET;
    case PARTNER_WISH:
        memcpy(&wish, member, sizeof(wish));
        return wish == EDI_WISH_UNSET;
    case PARTNER_DAYS:
        return false;
    }
    return false;
}

static enum x12_status partner_complain(const struct edi_partner *p,
                                        const char *key, const char *why,
                                        struct x12_error *err)
{
    return x12_fail(err, X12_EMISUSE, "%s: line %u: partner %s: %s %s", p->path,
                    p->line, p->name, key, why);
}

/* What is "" by the table stands for another key's value. */
static void partner_inherit(struct edi_partner *p)
{
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
    const char *why;

    for (size_t i = 0; i < PARTNER_KEYS; i++) {
        const struct partner_key *key = &partner_keys[i];

        if (!partner_is_unset(p, key))
            continue;
        if (!key->otherwise)
            return partner_complain(p, key->name, "is not set", err);
        if (key->kind == PARTNER_TEXT && !*key->otherwise)
            memcpy((char *)p + key->offset, &key->otherwise,
                   sizeof(key->otherwise));
        else
            partner_set(p, key, key->otherwise);
    }
    partner_inherit(p);
    if (strchr(p->name, '/') || p->name[0] == '.' || strlen(p->name) > 40)
        return partner_complain(p, "name", "cannot be part of a file name",
                                err);
    if (!*p->contact_phone && !*p->contact_email)
        return partner_complain(p, "contact_phone",
                                "or contact_email must be set", err);
    if (!partner_delims_differ(p->delims))
        return partner_complain(p, "delimiters", "must differ", err);
    if (!partner_is_clean(p))
        return partner_complain(p, "a value", "holds a delimiter", err);
    if (!partner_has_one_dot(p))
        return partner_complain(p, "file_name", "must have one dot (one_dot)",
                                err);
    why = partner_pattern_fault(p->file_name);
    return why ? partner_complain(p, "file_name", why, err)
               : edi_partner_check_reach(p, err) != X12_OK
               ? X12_EMISUSE
               : edi_partner_check_pgp(p, err);
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
            return partner_complain(p, "payers",
                                    "is not set, nor in another profile", err);
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
