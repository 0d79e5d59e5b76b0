/* SPDX-License-Identifier: Apache-2.0 */
/* partner_keys - the keys of a profile, a row each */
#include "edi/net/partner_private.h"

#include <stdio.h>

/* What words mean, in the order of the words below. */
static const char keys_usages[] = { 'T', 'P' };
static const char *const keys_ends[] = { "", "\n", "\r\n" };

/* In the order of enum edi_protocol. */
static const char keys_protocols[] = "folder sftp https ftps s3";

enum {
    FOLDER = 1 << EDI_PROTOCOL_FOLDER,
    SFTP = 1 << EDI_PROTOCOL_SFTP,
    HTTPS = 1 << EDI_PROTOCOL_HTTPS,
    FTPS = 1 << EDI_PROTOCOL_FTPS,
    S3 = 1 << EDI_PROTOCOL_S3,
    TLS = HTTPS | FTPS | S3,
    HOST = SFTP | FTPS | S3,
    TREE = FOLDER | SFTP | FTPS, /* of folders in folders */
};

#define AT(member) offsetof(struct edi_partner, member)
#define ROW(key, kind, shortest, longest, words, member, otherwise, may, must) \
    {                                                                          \
        key, kind, shortest, longest, words, AT(member), otherwise, (may),     \
            must                                                               \
    }
#define TEXT(key, member, shortest, longest, otherwise) \
    ROW(key, PARTNER_TEXT, shortest, longest, NULL, member, otherwise, 0, 0)
#define MARK(key, member, otherwise) \
    ROW(key, PARTNER_DELIMITER, 1, 1, NULL, member, otherwise, 0, 0)
#define COUNT(key, member, least, most, range, otherwise) \
    ROW(key, PARTNER_COUNT, least, most, range, member, otherwise, 0, 0)
#define WORD(key, member, words, otherwise) \
    ROW(key, PARTNER_WORD, 0, 0, words, member, otherwise, 0, 0)
/* These have a meaning by some protocols only. */
#define PATH(key, member, may, must) \
    ROW(key, PARTNER_TEXT, 1, 180, NULL, member, "", may, must)
#define LINK(key, member, must) \
    ROW(key, PARTNER_URL, 1, 180, NULL, member, "", HTTPS, must)
#define PICK(key, member, words, otherwise, may) \
    ROW(key, PARTNER_WORD, 0, 0, words, member, otherwise, may, 0)

/* clang-format off */
const struct edi_partner_key edi_partner_keys[] = {
    WORD("protocol", protocol, keys_protocols, "folder"),
    PATH("folder", folder, TREE | S3, TREE),
    PATH("host", host, HOST, HOST),
    ROW("port", PARTNER_COUNT, 1, 65535, "takes a number from 1 to 65535",
        port, "", HOST, 0),
    PATH("user", user, HOST | HTTPS, HOST),
    PATH("known_hosts", known_hosts, SFTP, SFTP),
    PATH("key_file", key_file, SFTP, 0),
    PATH("key_password_file", key_password_file, SFTP, 0),
    PATH("password_file", password_file, HOST | HTTPS, 0),
    PATH("password_env", password_env, HOST | HTTPS, 0),
    PICK("agent", agent, "no yes", "no", SFTP),
    PICK("rename", rename, "no yes", "yes", TREE),
    PATH("receive_folder", receive_folder, TREE | S3, 0),
    WORD("after_receive", after_receive, "keep delete move", "keep"),
    PATH("move_folder", move_folder, TREE, 0),
    TEXT("reports", reports, 1, 180, ""),
    TEXT("pgp_home", pgp_home, 1, 180, ""),
    TEXT("pgp_recipient", pgp_recipient, 1, 180, ""),
    TEXT("pgp_signer", pgp_signer, 1, 180, ""),
    TEXT("pgp_password_file", pgp_password_file, 1, 180, ""),
    TEXT("pgp_password_env", pgp_password_env, 1, 180, ""),
    WORD("pgp_signed", pgp_signed, "no yes", "yes"),
    COUNT("timeout", timeout, 1, 3600, "takes seconds from 1 to 3600", "30"),
    COUNT("time_limit", time_limit, 1, 86400, "takes seconds from 1 to 86400",
          "3600"),
    COUNT("poll", poll, 1, 10080, "takes minutes from 1 to 10080", "15"),
    ROW("rate_limit", PARTNER_COUNT, 1024, 1 << 30,
        "takes bytes a second from 1024 to 1073741824", rate_limit, "", TLS, 0),
    PICK("resume", resume, "no yes", "no", SFTP | HTTPS | S3),
    PICK("tls", tls, "explicit implicit", "explicit", FTPS),
    PATH("ca_file", ca_file, TLS, 0),
    PATH("cert_file", cert_file, HTTPS | FTPS, 0),
    PATH("cert_key_file", cert_key_file, HTTPS | FTPS, 0),
    PATH("cert_key_password_file", cert_key_password_file, HTTPS | FTPS, 0),
    PATH("bucket", bucket, S3, S3),
    PATH("region", region, S3, S3),
    LINK("send_url", web.send_url, HTTPS),
    LINK("look_url", web.look_url, 0),
    LINK("list_url", web.list_url, 0),
    LINK("fetch_url", web.fetch_url, 0),
    LINK("delete_url", web.delete_url, 0),
    PICK("method", web.method, "put post multipart", "put", HTTPS),
    PATH("field", web.field, HTTPS, 0),
    PATH("content_type", web.content_type, HTTPS, 0),
    ROW("auth", PARTNER_WORD, 0, 0, "certificate basic bearer header oauth",
        web.auth, "certificate", HTTPS, HTTPS),
    PATH("auth_name", web.auth_name, HTTPS, 0),
    LINK("token_url", web.token_url, 0),
    PATH("scope", web.scope, HTTPS, 0),
    PICK("token_login", web.token_login, "header body", "header", HTTPS),
    PATH("idempotency_header", web.idempotency_header, HTTPS, 0),
    PICK("idempotent", web.idempotent, "no yes", "no", HTTPS),
    PICK("list_format", web.list_format, "json lines", "json", HTTPS),
    PATH("list_items", web.list_items, HTTPS, 0),
    PATH("list_name", web.list_name, HTTPS, 0),
    PATH("list_size", web.list_size, HTTPS, 0),
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
    ROW("usage", PARTNER_USAGE, 0, 0, "T P", usage, NULL, 0, 0),
    WORD("ack_requested", ack, "no yes", "yes"),
    MARK("segment_terminator", delims.segment, "~"),
    MARK("element_separator", delims.element, "*"),
    MARK("component_separator", delims.component, ":"),
    MARK("repetition_separator", delims.repeat, "^"),
    WORD("charset", charset, "ascii latin1 utf8", "ascii"),
    ROW("line_end", PARTNER_LINE_END, 0, 0, "none lf crlf", line_end, "none",
        0, 0),
    TEXT("submitter_name", submitter_name, 1, 60, NULL),
    TEXT("submitter_id", submitter_id, 2, 80, ""),
    TEXT("contact_name", contact_name, 1, 60, ""),
    TEXT("contact_phone", contact_phone, 1, 60, ""),
    TEXT("contact_email", contact_email, 1, 60, ""),
    TEXT("receiver_name", receiver_name, 1, 60, NULL),
    TEXT("receiver_id", receiver_id, 2, 80, ""),
    TEXT("file_name", file_name, 5, 100, "837{kind}-{isa}.x12"),
    WORD("one_dot", one_dot, "no yes", "no"),
    COUNT("claims_per_set", claims_per_set, 1, EDI_PARTNER_CLAIMS,
          "takes a number from 1 to 5000", "5000"),
    COUNT("sets_per_group", sets_per_group, 1, EDI_PARTNER_SETS,
          "takes a number from 1 to 999", "1"),
    COUNT("file_bytes", file_bytes, EDI_PARTNER_LEAST, EDI_PARTNER_MOST,
          "takes a number from 4096 to 1073741824", "1073741824"),
    TEXT("payers", payers, 1, 180, ""),
    { "ta1_after", PARTNER_DAYS, 0, 0, NULL, 0, "", 0, 0 },
    { "999_after", PARTNER_DAYS, 0, 0, NULL, 0, "", 0, 0 },
    { "277ca_after", PARTNER_DAYS, 0, 0, NULL, 0, "", 0, 0 },
    { "silent_after", PARTNER_DAYS, 0, 0, NULL, 0, "", 0, 0 },
};
/* clang-format on */

const size_t edi_partner_key_count = sizeof(edi_partner_keys) /
                                     sizeof(edi_partner_keys[0]);

/* The place of `value` among `words` from 0, or -1. */
static int keys_word(const char *words, const char *value)
{
    x12_str rest = x12_str_from(words);

    for (int i = 0; rest.len > 0; i++)
        if (x12_str_is(x12_str_cut(&rest, ' '), value))
            return i;
    return -1;
}

/* Sets a member from a word; false if it is none of the key's. */
static bool keys_set_word(struct edi_partner *p,
                          const struct edi_partner_key *key, const char *value)
{
    const int word = keys_word(key->words, value);
    const unsigned number = (unsigned)word + 1;

    /* what words are kept in: every enum of a profile is as wide */
    _Static_assert(sizeof(enum edi_wish) == sizeof(unsigned) &&
                       sizeof(enum edi_auth) == sizeof(unsigned),
                   "an enum is an int");
    if (word < 0)
        return false;
    if (key->kind == PARTNER_USAGE)
        p->usage = keys_usages[word];
    else if (key->kind == PARTNER_LINE_END)
        p->line_end = keys_ends[word];
    else
        memcpy((char *)p + key->offset, &number, sizeof(number));
    return true;
}

static bool keys_is_delimiter(const char *value)
{
    unsigned char c = (unsigned char)value[0];
    bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

    return c > ' ' && c < 0x7F && value[1] == '\0' && !letter &&
           !(c >= '0' && c <= '9');
}

/* A URL goes by TLS to a host, and bears no name or password. */
static const char *keys_url_fault(const char *value)
{
    static const char head[] = "https://";
    const size_t len = sizeof(head) - 1;

    if (strncmp(value, head, len) != 0)
        return "must begin with https://";
    value += len;
    if (strcspn(value, "/?#@") == 0 || value[strcspn(value, "/?#@")] == '@')
        return "must name a host, and no user before it";
    return strpbrk(value, " #\\") ? "may not hold a blank, # or \\" : NULL;
}

const char *edi_partner_key_set(struct edi_partner *p,
                                const struct edi_partner_key *key,
                                const char *value)
{
    char *member = (char *)p + key->offset;
    size_t len = strlen(value);
    const char *why = NULL;
    uint64_t count;

    switch (key->kind) {
    case PARTNER_URL:
        why = keys_url_fault(value);
        if (why)
            return why;
        /* fall through */
    case PARTNER_TEXT:
        if (len < key->shortest || len > key->longest)
            return "is too short or too long";
        memcpy(member, &value, sizeof(value));
        return NULL;
    case PARTNER_DELIMITER:
        if (!keys_is_delimiter(value))
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
    case PARTNER_WORD:
    case PARTNER_USAGE:
    case PARTNER_LINE_END:
        break;
    }
    return keys_set_word(p, key, value) ? NULL : "does not take this word";
}

/* Is the member of a key still as the profile began? */
static bool keys_is_unset(const struct edi_partner *p,
                          const struct edi_partner_key *key)
{
    const char *const member = (const char *)p + key->offset;
    const char *text;
    uint32_t number;

    switch (key->kind) {
    case PARTNER_TEXT:
    case PARTNER_URL:
    case PARTNER_LINE_END:
        memcpy(&text, member, sizeof(text));
        return text == NULL;
    case PARTNER_DELIMITER:
    case PARTNER_USAGE:
        return *member == '\0';
    case PARTNER_COUNT:
    case PARTNER_WORD:
        memcpy(&number, member, sizeof(number));
        return number == 0;
    case PARTNER_DAYS:
        return false;
    }
    return false;
}

/* "is set, but protocol = folder" */
static enum x12_status keys_contradiction(const struct edi_partner *p,
                                          const struct edi_partner_key *key,
                                          struct x12_error *err)
{
    x12_str words = x12_str_from(keys_protocols), word = words;
    char why[40];

    for (unsigned i = 0; i < p->protocol; i++)
        word = x12_str_cut(&words, ' ');
    snprintf(why, sizeof(why), "is set, but protocol = %.*s", (int)word.len,
             word.at);
    return edi_partner_complain(p, key->name, why, err);
}

enum x12_status edi_partner_keys_fill(struct edi_partner *p,
                                      struct x12_error *err)
{
    for (size_t i = 0; i < edi_partner_key_count && !p->filled; i++) {
        const struct edi_partner_key *key = &edi_partner_keys[i];
        const unsigned bit = 1U << p->protocol; /* it stands first */

        if (!keys_is_unset(p, key)) {
            if (key->may && !(key->may & bit))
                return keys_contradiction(p, key, err);
            continue;
        }
        if (!key->otherwise || (key->must & bit))
            return edi_partner_complain(p, key->name, "is not set", err);
        if (*key->otherwise)
            edi_partner_key_set(p, key, key->otherwise);
        else if (key->kind == PARTNER_TEXT || key->kind == PARTNER_URL)
            memcpy((char *)p + key->offset, &key->otherwise,
                   sizeof(key->otherwise));
    }
    p->filled = true;
    return X12_OK;
}
