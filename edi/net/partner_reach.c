/* SPDX-License-Identifier: Apache-2.0 */
/* partner_reach - is how a partner is reached said in full, and once? */
#include "edi/net/partner_private.h"

/* What a way to log in by HTTPS takes; what it does not take may not be set. */
static const struct reach_auth {
    bool user, password, name, certificate, token;
} reach_auths[] = {
    [EDI_AUTH_CERTIFICATE] = { .certificate = true },
    [EDI_AUTH_BASIC] = { .user = true, .password = true },
    [EDI_AUTH_BEARER] = { .password = true },
    [EDI_AUTH_HEADER] = { .password = true, .name = true },
    [EDI_AUTH_OAUTH] = { .user = true, .password = true, .token = true },
};

/* A text that is there just when something else says so. */
struct reach_pair {
    const char *key, *value;
    bool wanted;
    const char *otherwise; /* why it may not be there; NULL: it may */
};

static enum x12_status reach_pairs(const struct edi_partner *p,
                                   const struct reach_pair *pairs, size_t count,
                                   struct x12_error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct reach_pair *pair = &pairs[i];

        if (pair->wanted && !*pair->value)
            return edi_partner_complain(p, pair->key, "is not set", err);
        if (!pair->wanted && *pair->value && pair->otherwise)
            return edi_partner_complain(p, pair->key, pair->otherwise, err);
    }
    return X12_OK;
}

#define PAIRS(p, pairs, err) \
    reach_pairs(p, pairs, sizeof(pairs) / sizeof((pairs)[0]), err)

/* One place for a password, and no second that nobody knows the use of. */
static enum x12_status reach_password(const struct edi_partner *p, bool wanted,
                                      struct x12_error *err)
{
    const int places = (*p->password_file != '\0') + (*p->password_env != '\0');

    if (places == (wanted ? 1 : 0))
        return X12_OK;
    return edi_partner_complain(
        p, "one of password_file and password_env",
        wanted ? "must be set" : "is set, but auth takes none", err);
}

static enum x12_status reach_sftp(const struct edi_partner *p,
                                  struct x12_error *err)
{
    const int ways = (*p->key_file != '\0') + (*p->password_file != '\0') +
                     (*p->password_env != '\0') + (p->agent == EDI_WISH_YES);

    if (ways != 1)
        return edi_partner_complain(p,
                                    "one of key_file, agent, password_file and "
                                    "password_env",
                                    "must be set", err);
    if (*p->key_password_file && !*p->key_file)
        return edi_partner_complain(p, "key_password_file",
                                    "is set without key_file", err);
    return X12_OK;
}

/* A certificate of ours goes with its key. */
static enum x12_status reach_certificate(const struct edi_partner *p,
                                         struct x12_error *err)
{
    const bool given = *p->cert_file != '\0';
    const struct reach_pair pairs[] = {
        { "cert_key_file", p->cert_key_file, given,
          "is set without cert_file" },
        { "cert_key_password_file", p->cert_key_password_file, false,
          given ? NULL : "is set without cert_file" },
    };

    return PAIRS(p, pairs, err);
}

/* A word in braces that is not {name}, or {name} where there must be one. */
static const char *reach_url_fault(const char *url, bool named)
{
    static const char name[] = "{name}";

    if (named && *url && !strstr(url, name))
        return "must hold {name}";
    for (const char *at = strchr(url, '{'); at; at = strchr(at + 1, '{'))
        if (strncmp(at, name, sizeof(name) - 1) != 0)
            return "holds a {word} that means nothing";
    return NULL;
}

static enum x12_status reach_urls(const struct edi_partner *p,
                                  struct x12_error *err)
{
    const struct edi_partner_web *web = &p->web;
    const struct {
        const char *key, *url;
        bool named;
    } urls[] = {
        { "send_url", web->send_url, web->method == EDI_METHOD_PUT },
        { "look_url", web->look_url, true },
        { "list_url", web->list_url, false },
        { "fetch_url", web->fetch_url, true },
        { "delete_url", web->delete_url, true },
        { "token_url", web->token_url, false },
    };

    for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
        const char *why = reach_url_fault(urls[i].url, urls[i].named);

        if (why)
            return edi_partner_complain(p, urls[i].key, why, err);
    }
    return X12_OK;
}

static enum x12_status reach_https(const struct edi_partner *p,
                                   struct x12_error *err)
{
    const struct edi_partner_web *web = &p->web;
    const struct reach_auth *auth = &reach_auths[web->auth];
    const bool lists = *web->list_url != '\0';
    const bool json = lists && web->list_format == EDI_LIST_JSON;
    const struct reach_pair pairs[] = {
        { "cert_file", p->cert_file, auth->certificate, NULL },
        { "user", p->user, auth->user, "is set, but auth takes none" },
        { "auth_name", web->auth_name, auth->name,
          "is set without auth = header" },
        { "token_url", web->token_url, auth->token,
          "is set without auth = oauth" },
        { "scope", web->scope, false,
          auth->token ? NULL : "is set without auth = oauth" },
        { "field", web->field, false,
          web->method == EDI_METHOD_MULTIPART
              ? NULL
              : "is set without method = multipart" },
        { "idempotency_header", web->idempotency_header,
          web->idempotent == EDI_WISH_YES, NULL },
        { "fetch_url", web->fetch_url, lists, "is set without list_url" },
        { "list_items", web->list_items, false,
          json ? NULL : "is set without a list in JSON" },
        { "list_name", web->list_name, false,
          json ? NULL : "is set without a list in JSON" },
        { "list_size", web->list_size, false,
          json ? NULL : "is set without a list in JSON" },
        { "delete_url", web->delete_url, p->after_receive == EDI_AFTER_DELETE,
          "is set without after_receive = delete" },
    };
    enum x12_status status = reach_password(p, auth->password, err);

    if (status == X12_OK)
        status = PAIRS(p, pairs, err);
    return status == X12_OK ? reach_urls(p, err) : status;
}

/* What is fetched, and what becomes of it there. */
static enum x12_status reach_receive(const struct edi_partner *p,
                                     struct x12_error *err)
{
    const bool moves = p->after_receive == EDI_AFTER_MOVE;

    if (p->after_receive != EDI_AFTER_KEEP && !edi_partner_receives(p))
        return edi_partner_complain(p, "after_receive",
                                    p->protocol == EDI_PROTOCOL_HTTPS
                                        ? "is set without list_url"
                                        : "is set without receive_folder",
                                    err);
    if (moves &&
        (p->protocol == EDI_PROTOCOL_HTTPS || p->protocol == EDI_PROTOCOL_S3))
        return edi_partner_complain(p, "after_receive",
                                    "= move cannot be by this protocol", err);
    if (moves != (*p->move_folder != '\0'))
        return edi_partner_complain(p, "move_folder",
                                    moves
                                        ? "is not set, but after_receive = move"
                                        : "is set without after_receive = move",
                                    err);
    return X12_OK;
}

bool edi_partner_receives(const struct edi_partner *p)
{
    return *p->receive_folder || *p->web.list_url;
}

const char *edi_partner_place(const struct edi_partner *p, bool receive)
{
    if (p->protocol == EDI_PROTOCOL_HTTPS)
        return receive ? p->web.list_url : p->web.send_url;
    return receive ? p->receive_folder : p->folder;
}

enum x12_status edi_partner_check_reach(const struct edi_partner *p,
                                        struct x12_error *err)
{
    enum x12_status status = X12_OK;

    switch (p->protocol) {
    case EDI_PROTOCOL_NONE:
    case EDI_PROTOCOL_FOLDER:
        break;
    case EDI_PROTOCOL_SFTP:
        status = reach_sftp(p, err);
        break;
    case EDI_PROTOCOL_HTTPS:
        status = reach_https(p, err);
        break;
    case EDI_PROTOCOL_FTPS:
    case EDI_PROTOCOL_S3:
        status = reach_password(p, true, err);
        break;
    }
    if (status == X12_OK)
        status = reach_certificate(p, err);
    return status == X12_OK ? reach_receive(p, err) : status;
}
