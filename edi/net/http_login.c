/* SPDX-License-Identifier: Apache-2.0 */
/* http_login - how an HTTPS partner knows us */
#include "edi/net/http_login.h"

#include "edi/net/http.h"

#include <jansson.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>

enum {
    LOGIN_TEXT = 2 * EDI_SECRET_MOST,
    LOGIN_ANSWER = 16 << 10, /* most of what a token's server says */
    LOGIN_LIFE = 300,        /* seconds of a token that does not say */
    LOGIN_MARGIN = 20,       /* seconds before its end it is too old */
};

enum x12_status edi_http_secret(const struct edi_partner *p,
                                struct edi_secret *secret,
                                struct x12_error *err)
{
    return *p->password_file ? edi_secret_file(secret, p->password_file, err)
                             : edi_secret_env(secret, p->password_env, err);
}

bool edi_http_header(struct curl_slist **headers, const char *name,
                     const char *value)
{
    char text[LOGIN_TEXT];
    struct curl_slist *longer = NULL;
    const int len = snprintf(text, sizeof(text), "%s: %s", name, value);

    if (len > 0 && (size_t)len < sizeof(text) && !strpbrk(value, "\r\n"))
        longer = curl_slist_append(*headers, text);
    OPENSSL_cleanse(text, sizeof(text));
    if (longer)
        *headers = longer;
    return longer != NULL;
}

void edi_http_headers_free(struct curl_slist **headers)
{
    for (struct curl_slist *at = *headers; at; at = at->next)
        OPENSSL_cleanse(at->data, strlen(at->data));
    curl_slist_free_all(*headers);
    *headers = NULL;
}

/* "Basic " and user:secret in base 64. */
static bool login_basic(const char *user, const struct edi_secret *secret,
                        struct curl_slist **headers)
{
    unsigned char plain[EDI_SECRET_MOST / 2];
    char text[EDI_SECRET_MOST] = "Basic ";
    const size_t head = strlen(text);
    const int len = snprintf((char *)plain, sizeof(plain), "%s:%s", user,
                             secret->text);
    bool put = len > 0 && (size_t)len < sizeof(plain);

    if (put) {
        EVP_EncodeBlock((unsigned char *)text + head, plain, len);
        put = edi_http_header(headers, "Authorization", text);
    }
    OPENSSL_cleanse(plain, sizeof(plain));
    OPENSSL_cleanse(text, sizeof(text));
    return put;
}

static bool login_bearer(const struct edi_secret *secret,
                         struct curl_slist **headers)
{
    char text[EDI_SECRET_MOST + 8];
    bool put;

    snprintf(text, sizeof(text), "Bearer %s", secret->text);
    put = edi_http_header(headers, "Authorization", text);
    OPENSSL_cleanse(text, sizeof(text));
    return put;
}

enum x12_status edi_http_login_put(const struct edi_http_login *login,
                                   const struct edi_partner *p,
                                   struct curl_slist **headers,
                                   struct x12_error *err)
{
    struct edi_secret secret = { { 0 } };
    enum x12_status status = X12_OK;
    bool put = true;

    if (p->web.auth != EDI_AUTH_OAUTH && p->web.auth != EDI_AUTH_CERTIFICATE)
        status = edi_http_secret(p, &secret, err);
    if (status != X12_OK)
        return status;
    switch (p->web.auth) {
    case EDI_AUTH_UNSET:
    case EDI_AUTH_CERTIFICATE:
        break;
    case EDI_AUTH_BASIC:
        put = login_basic(p->user, &secret, headers);
        break;
    case EDI_AUTH_BEARER:
        put = login_bearer(&secret, headers);
        break;
    case EDI_AUTH_HEADER:
        put = edi_http_header(headers, p->web.auth_name, secret.text);
        break;
    case EDI_AUTH_OAUTH:
        put = login_bearer(&login->token, headers);
        break;
    }
    edi_secret_wipe(&secret);
    return put ? X12_OK
               : x12_fail(err, X12_EMISUSE,
                          "partner %s: the secret is too long for a header",
                          p->name);
}

void edi_http_login_forget(struct edi_http_login *login)
{
    edi_secret_wipe(&login->token);
}

/* "grant_type=client_credentials&..." */
static bool login_form(const struct edi_partner *p,
                       const struct edi_secret *secret, char *into, size_t cap)
{
    const bool body = p->web.token_login == EDI_TOKEN_LOGIN_BODY;
    bool fits = true;

    snprintf(into, cap, "grant_type=client_credentials");
    if (*p->web.scope) {
        snprintf(into + strlen(into), cap - strlen(into), "&scope=");
        fits = edi_curl_escape(into, cap, x12_str_from(p->web.scope), false);
    }
    if (!body || !fits || strlen(into) + 64 > cap)
        return fits && strlen(into) + 64 <= cap;
    snprintf(into + strlen(into), cap - strlen(into), "&client_id=");
    fits = edi_curl_escape(into, cap, x12_str_from(p->user), false) &&
           strlen(into) + 32 <= cap;
    if (fits) {
        snprintf(into + strlen(into), cap - strlen(into), "&client_secret=");
        fits = edi_curl_escape(into, cap, x12_str_from(secret->text), false);
    }
    return fits;
}

/* The token and its life out of what the server said. */
static bool login_read(struct edi_http_login *login, struct edi_curl *line)
{
    char text[LOGIN_ANSWER];
    const size_t len = edi_hold_read(&line->answer, text, sizeof(text));
    json_t *said = json_loadb(text, len, 0, NULL);
    const char *token = json_string_value(
        json_object_get(said, "access_token"));
    const json_t *life = json_object_get(said, "expires_in");
    json_int_t seconds = json_is_integer(life) ? json_integer_value(life)
                                               : LOGIN_LIFE;
    bool got = token && *token &&
               x12_str_put(x12_str_from(token), login->token.text,
                           sizeof(login->token.text));

    if (seconds < 0 || seconds > 86400)
        seconds = LOGIN_LIFE;
    clock_gettime(CLOCK_MONOTONIC, &login->until);
    login->until.tv_sec += (time_t)(seconds > 2 * LOGIN_MARGIN
                                        ? seconds - LOGIN_MARGIN
                                        : seconds / 2);
    json_decref(said);
    OPENSSL_cleanse(text, len);
    return got;
}

/* What the token's server answered is no token. */
static enum x12_status login_refused(struct edi_curl *line,
                                     struct edi_transfer *t, long code,
                                     struct x12_error *err)
{
    t->lost = true;
    t->trouble = code == 408 || code == 429 || code >= 500
                     ? EDI_TROUBLE_UNREACHABLE
                     : EDI_TROUBLE_REFUSED;
    if (t->trouble == EDI_TROUBLE_UNREACHABLE) {
        t->retry_after = edi_http_retry_after(line);
        return x12_fail(err, X12_EIO, "%s: gives no token now (HTTP %ld)",
                        line->shown, code);
    }
    return x12_fail(err, X12_EIO,
                    "%s: login refused, no token (HTTP %ld): check user, "
                    "password and scope with the partner",
                    line->shown, code);
}

static enum x12_status login_ask(struct edi_http_login *login,
                                 struct edi_curl *line, struct edi_transfer *t,
                                 const struct edi_secret *secret,
                                 struct x12_error *err)
{
    const struct edi_partner *p = line->partner;
    struct curl_slist *headers = NULL;
    char form[LOGIN_TEXT];
    enum x12_status status = edi_curl_begin(line, p->web.token_url, t, err);
    long code = 0;
    CURLcode went;

    if (status != X12_OK)
        return status;
    if (!login_form(p, secret, form, sizeof(form)) ||
        (p->web.token_login == EDI_TOKEN_LOGIN_HEADER &&
         !login_basic(p->user, secret, &headers)))
        status = x12_fail(err, X12_EMISUSE,
                          "partner %s: the secret is too long", p->name);
    if (status == X12_OK) {
        curl_easy_setopt(line->curl, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(line->curl, CURLOPT_POSTFIELDS, form);
        went = edi_curl_go(line);
        curl_easy_getinfo(line->curl, CURLINFO_RESPONSE_CODE, &code);
        if (went != CURLE_OK)
            status = edi_curl_fail(line, t, went, err);
        else if (code != 200 || !login_read(login, line))
            status = login_refused(line, t, code, err);
    }
    OPENSSL_cleanse(form, sizeof(form));
    edi_http_headers_free(&headers);
    edi_hold_empty(&line->answer);
    return status;
}

enum x12_status edi_http_login(struct edi_http_login *login,
                               struct edi_curl *line, struct edi_transfer *t,
                               struct x12_error *err)
{
    struct edi_secret secret = { { 0 } };
    enum x12_status status;
    struct timespec now;

    if (line->partner->web.auth != EDI_AUTH_OAUTH)
        return X12_OK;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (*login->token.text && now.tv_sec < login->until.tv_sec)
        return X12_OK;
    edi_http_login_forget(login);
    t->trouble = EDI_TROUBLE_REFUSED; /* our own file can be wrong */
    t->lost = true;
    status = edi_http_secret(line->partner, &secret, err);
    if (status == X12_OK)
        status = login_ask(login, line, t, &secret, err);
    edi_secret_wipe(&secret);
    if (status == X12_OK) {
        t->trouble = EDI_TROUBLE_NONE;
        t->lost = false;
    }
    return status;
}
