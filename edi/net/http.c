/* SPDX-License-Identifier: Apache-2.0 */
/* http - one request to a partner, and what the answer means */
#include "edi/net/http.h"

#include <stdio.h>

/* What an answer means, after a request that carried a file and after others, and
 * what to do about it. */
static const struct http_told {
    long code;
    enum edi_trouble sent, asked;
    bool lost; /* the line is: no more by it in this run */
    const char *text;
} http_says[] = {
    { 400, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "they cannot use the request, or do not know our certificate: check the "
      "profile with them" },
    { 401, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, true,
      "login refused: check user and secret with the partner" },
    { 403, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, true,
      "we may not do that: ask the partner for the right" },
    { 404, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "no such address: check the profile" },
    { 405, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "cannot be done there: check method and address" },
    { 408, EDI_TROUBLE_UNREACHABLE, EDI_TROUBLE_UNREACHABLE, true,
      "they have waited for us too long" },
    { 409, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "they have one of this name or key already: ask them which before it is "
      "sent again" },
    { 412, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "is there already" },
    { 413, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "too large for them: lower file_bytes or claims_per_set and generate "
      "again" },
    { 415, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "they take no such content: check content_type" },
    { 422, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "they will not have this file: ask them why" },
    { 429, EDI_TROUBLE_UNREACHABLE, EDI_TROUBLE_UNREACHABLE, true,
      "too many requests" },
    { 500, EDI_TROUBLE_UNKNOWN, EDI_TROUBLE_UNREACHABLE, true,
      "their server failed" },
    { 501, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "cannot be done there: check method" },
    { 503, EDI_TROUBLE_UNREACHABLE, EDI_TROUBLE_UNREACHABLE, true,
      "their service is down" },
    { 507, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "their disk is full: tell the partner" },
};

/* Codes that are not in the table, by their hundreds. */
static const struct http_told http_others[] = {
    { 300, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "they send us elsewhere, and no redirect is followed: check the address "
      "with them" },
    { 400, EDI_TROUBLE_REFUSED, EDI_TROUBLE_REFUSED, false,
      "they say no: ask them why" },
    { 500, EDI_TROUBLE_UNKNOWN, EDI_TROUBLE_UNREACHABLE, true,
      "their server failed, or one before it" },
};

static const struct http_told *http_meaning(long code)
{
    for (size_t i = 0; i < sizeof(http_says) / sizeof(http_says[0]); i++)
        if (http_says[i].code == code)
            return &http_says[i];
    return &http_others[code >= 500 ? 2 : code >= 400 ? 1 : 0];
}

uint32_t edi_http_retry_after(const struct edi_curl *line)
{
    curl_off_t seconds = 0;

    curl_easy_getinfo(line->curl, CURLINFO_RETRY_AFTER, &seconds);
    if (seconds < 0)
        return 0;
    return seconds > 86400 ? 86400 : (uint32_t)seconds;
}

enum x12_status edi_http_refused(struct edi_http *http, struct edi_transfer *t,
                                 bool sent, struct x12_error *err)
{
    const struct http_told *told = http_meaning(http->code);
    const bool unknown = sent && told->sent == EDI_TROUBLE_UNKNOWN;
    char wait[40] = "";

    t->trouble = sent ? told->sent : told->asked;
    t->lost = told->lost;
    t->retry_after = told->lost ? edi_http_retry_after(&http->line) : 0;
    if (t->retry_after)
        snprintf(wait, sizeof(wait), "; they ask to wait %u s",
                 (unsigned)t->retry_after);
    return x12_fail(err, X12_EIO, "%s: %s (HTTP %ld)%s%s", http->line.shown,
                    told->text, http->code, wait,
                    unknown ? "; it may be there: ask them" : "");
}

/* ---- a request ---- */

static size_t http_give(char *into, size_t size, size_t count, void *self)
{
    return edi_hold_read(self, into, size * count);
}

/* libcurl begins anew, behind a first answer that was none. */
static int http_seek(void *self, curl_off_t offset, int origin)
{
    struct edi_hold *body = self;

    if (origin != SEEK_SET || offset < 0 || (uint64_t)offset > body->bytes)
        return CURL_SEEKFUNC_FAIL;
    body->at = (uint64_t)offset;
    return CURL_SEEKFUNC_OK;
}

/* A form of one part: the file. NULL: out of memory. */
static curl_mime *http_mime(CURL *curl, const struct edi_http_ask *ask)
{
    curl_mime *mime = curl_mime_init(curl);
    curl_mimepart *part = mime ? curl_mime_addpart(mime) : NULL;

    if (part && curl_mime_name(part, ask->field) == CURLE_OK &&
        curl_mime_filename(part, ask->name) == CURLE_OK &&
        curl_mime_type(part, ask->content_type) == CURLE_OK &&
        curl_mime_data_cb(part, (curl_off_t)ask->body->bytes, http_give,
                          http_seek, NULL, ask->body) == CURLE_OK &&
        curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime) == CURLE_OK)
        return mime;
    curl_mime_free(mime);
    return NULL;
}

static void http_body(CURL *curl, struct edi_hold *body)
{
    body->at = 0;
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, http_give);
    curl_easy_setopt(curl, CURLOPT_READDATA, body);
    curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, http_seek);
    curl_easy_setopt(curl, CURLOPT_SEEKDATA, body);
}

static bool http_method(CURL *curl, const struct edi_http_ask *ask,
                        curl_mime **mime)
{
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    if (ask->body)
        http_body(curl, ask->body);
    switch (ask->method) {
    case EDI_HTTP_GET:
        curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
        break;
    case EDI_HTTP_HEAD:
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
        break;
    case EDI_HTTP_DELETE:
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "DELETE");
        break;
    case EDI_HTTP_PUT:
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE,
                         (curl_off_t)ask->body->bytes);
        break;
    case EDI_HTTP_POST:
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                         (curl_off_t)ask->body->bytes);
        break;
    case EDI_HTTP_MULTIPART:
        *mime = http_mime(curl, ask);
        return *mime != NULL;
    }
    return true;
}

/* AWS signature version 4, of the body too. */
static enum x12_status http_sign(struct edi_http *http,
                                 const struct edi_http_ask *ask,
                                 struct curl_slist **headers,
                                 struct x12_error *err)
{
    const struct edi_partner *p = http->line.partner;
    struct edi_secret secret = { { 0 } };
    enum x12_status status = edi_http_secret(p, &secret, err);
    char text[EDI_PARTNER_FILE_NAME];
    /* of no body */
    char sum[2 * EDI_HOLD_DIGEST + 1] = "e3b0c44298fc1c149afbf4c8996fb924"
                                        "27ae41e4649b934ca495991b7852b855";
    CURL *curl = http->line.curl;

    if (status != X12_OK)
        return status;
    snprintf(text, sizeof(text), "aws:amz:%s:s3", p->region);
    curl_easy_setopt(curl, CURLOPT_AWS_SIGV4, text);
    curl_easy_setopt(curl, CURLOPT_USERNAME, p->user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, secret.text);
    edi_secret_wipe(&secret);
    for (size_t i = 0; ask->body && i < EDI_HOLD_DIGEST; i++)
        snprintf(sum + 2 * i, 3, "%02x", ask->body->digest[i]);
    if (!edi_http_header(headers, "x-amz-content-sha256", sum))
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", p->name);
    return X12_OK;
}

static enum x12_status http_headers(struct edi_http *http,
                                    const struct edi_http_ask *ask,
                                    struct curl_slist **headers,
                                    struct x12_error *err)
{
    const struct edi_partner *p = http->line.partner;
    enum x12_status status = p->protocol == EDI_PROTOCOL_S3
                                 ? http_sign(http, ask, headers, err)
                                 : edi_http_login_put(&http->login, p, headers,
                                                      err);

    if (status != X12_OK)
        return status;
    if ((ask->body && ask->method != EDI_HTTP_MULTIPART &&
         !edi_http_header(headers, "Content-Type", ask->content_type)) ||
        (ask->header && !edi_http_header(headers, ask->header, ask->value)))
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", p->name);
    curl_easy_setopt(http->line.curl, CURLOPT_HTTPHEADER, *headers);
    return X12_OK;
}

/* The file went out in full, or nobody can say: it may have arrived. */
static bool http_may_have_it(const struct edi_http *http)
{
    curl_off_t sent = 0, all = 0;

    curl_easy_getinfo(http->line.curl, CURLINFO_SIZE_UPLOAD_T, &sent);
    curl_easy_getinfo(http->line.curl, CURLINFO_CONTENT_LENGTH_UPLOAD_T, &all);
    return sent > 0 && sent >= all;
}

/* They said what they think of it, though the line was lost behind that. */
static bool http_has_answered(const struct edi_http *http,
                              const struct edi_http_ask *ask)
{
    return http->code >= 400 || (http->code >= 200 && http->code < 300 &&
                                 ask->body && http_may_have_it(http));
}

static void http_answer(struct edi_http *http)
{
    struct curl_header *location;

    curl_easy_getinfo(http->line.curl, CURLINFO_RESPONSE_CODE, &http->code);
    http->location[0] = '\0';
    if (curl_easy_header(http->line.curl, "Location", 0, CURLH_HEADER, -1,
                         &location) == CURLHE_OK)
        x12_str_put(x12_str_from(location->value), http->location,
                    sizeof(http->location));
}

/* The rest of what was cut, if it is still the same there: by its strong tag. */
static bool http_go_on(struct edi_http *http, const struct edi_http_ask *ask,
                       struct curl_slist **headers, CURLcode went)
{
    struct curl_header *tag;

    if (!ask->resume || http->code < 200 || http->code >= 300 ||
        curl_easy_header(http->line.curl, "ETag", 0, CURLH_HEADER, -1, &tag) !=
            CURLHE_OK ||
        tag->value[0] != '"')
        return false;
    if (http->line.again == 0 &&
        !edi_http_header(headers, "If-Range", tag->value))
        return false;
    curl_easy_setopt(http->line.curl, CURLOPT_HTTPHEADER, *headers);
    return edi_curl_go_on(&http->line, went);
}

/* Asks once. X12_OK: there is an answer in http->code. */
static enum x12_status http_try(struct edi_http *http, struct edi_transfer *t,
                                const char *url, const struct edi_http_ask *ask,
                                struct x12_error *err)
{
    struct curl_slist *headers = NULL;
    curl_mime *mime = NULL;
    enum x12_status status = edi_curl_begin(&http->line, url, t, err);
    CURLcode went;

    http->code = 0;
    if (status != X12_OK)
        return status;
    t->trouble = EDI_TROUBLE_REFUSED; /* our own files can be wrong */
    status = http_headers(http, ask, &headers, err);
    if (status == X12_OK && !http_method(http->line.curl, ask, &mime))
        status = x12_fail(err, X12_ENOMEM, "%s: out of memory",
                          http->line.shown);
    if (status == X12_OK) {
        t->trouble = EDI_TROUBLE_NONE;
        do {
            went = edi_curl_go(&http->line);
            http_answer(http);
        } while (went != CURLE_OK && http_go_on(http, ask, &headers, went));
        if (went != CURLE_OK && !http_has_answered(http, ask)) {
            status = edi_curl_fail(&http->line, t, went, err);
            if (ask->body && t->trouble == EDI_TROUBLE_UNREACHABLE &&
                http_may_have_it(http))
                t->trouble = EDI_TROUBLE_UNKNOWN;
        }
    }
    edi_http_headers_free(&headers);
    curl_mime_free(mime);
    return status;
}

/* Once more if the token had run out. */
static enum x12_status http_known(struct edi_http *http, struct edi_transfer *t,
                                  const char *url,
                                  const struct edi_http_ask *ask,
                                  struct x12_error *err)
{
    const bool oauth = http->line.partner->web.auth == EDI_AUTH_OAUTH;
    enum x12_status status = X12_OK;

    for (unsigned again = 0; again < 2; again++) {
        status = edi_http_login(&http->login, &http->line, t, err);
        if (status == X12_OK)
            status = http_try(http, t, url, ask, err);
        if (status != X12_OK || http->code != 401 || !oauth)
            break;
        edi_http_login_forget(&http->login);
    }
    return status;
}

enum x12_status edi_http_ask(struct edi_http *http, struct edi_transfer *t,
                             const char *url, const struct edi_http_ask *ask,
                             struct x12_error *err)
{
    enum x12_status status = http_known(http, t, url, ask, err);

    if (status != X12_OK || (http->code >= 200 && http->code < 300))
        return status;
    if (ask->missing && (http->code == 404 || http->code == 410))
        return X12_END;
    return edi_http_refused(http, t, ask->body != NULL, err);
}

bool edi_http_length(const struct edi_http *http, uint64_t *size)
{
    curl_off_t length = -1;

    curl_easy_getinfo(http->line.curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T,
                      &length);
    *size = length < 0 ? 0 : (uint64_t)length;
    return length >= 0;
}

void edi_http_close(struct edi_http *http)
{
    edi_http_login_forget(&http->login);
    edi_curl_close(&http->line);
}
