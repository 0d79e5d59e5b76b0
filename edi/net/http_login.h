/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http_login - how an HTTPS partner knows us: a header that goes with each request
 *
 *     status = edi_http_login(&login, &line, t, err);     a token is got at need
 *     if (status == X12_OK)
 *         status = edi_http_login_put(&login, partner, &headers, err);
 *     ...
 *     edi_http_login_forget(&login);      a token that they do not take any more
 *
 * A token of OAuth 2 (client credentials) lives in memory alone and is got anew
 * when it has run out. libcurl frees its copies of a header without wiping them;
 * ours are wiped.
 */
#ifndef EDI_HTTP_LOGIN_H
#define EDI_HTTP_LOGIN_H

#include "edi/net/curl_line.h"
#include "edi/net/secret.h"

struct edi_http_login {
    struct edi_secret token; /* "": none */
    struct timespec until;
};

/* Gets a token where one is asked for and none is at hand. */
enum x12_status edi_http_login(struct edi_http_login *login,
                               struct edi_curl *line, struct edi_transfer *t,
                               struct x12_error *err) X12_MUST_USE;

/* Appends what makes us known; edi_http_headers_free() for what comes of it. */
enum x12_status edi_http_login_put(const struct edi_http_login *login,
                                   const struct edi_partner *partner,
                                   struct curl_slist **headers,
                                   struct x12_error *err) X12_MUST_USE;

void edi_http_login_forget(struct edi_http_login *login);

/* The password of the profile. */
enum x12_status edi_http_secret(const struct edi_partner *partner,
                                struct edi_secret *secret,
                                struct x12_error *err) X12_MUST_USE;

/* False when memory is out. */
bool edi_http_header(struct curl_slist **headers, const char *name,
                     const char *value);

/* Wipes them, too. */
void edi_http_headers_free(struct curl_slist **headers);

#endif
