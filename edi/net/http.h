/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http - one request to a partner, and what the answer means
 *
 *     struct edi_http_ask ask = { .method = EDI_HTTP_GET, .missing = true };
 *     status = edi_http_ask(&http, t, url, &ask, err);
 *     ... X12_OK: http.line.answer; X12_END: 404 ...
 *
 * A request that carries a file goes by a connection of its own: libcurl sends
 * anew by itself what it sent by one that turned out to be dead. After such a
 * request trouble is UNREACHABLE only if they cannot have all of it.
 */
#ifndef EDI_HTTP_H
#define EDI_HTTP_H

#include "edi/net/http_login.h"

enum edi_http_method {
    EDI_HTTP_GET,
    EDI_HTTP_HEAD,
    EDI_HTTP_DELETE,
    EDI_HTTP_PUT,
    EDI_HTTP_POST,
    EDI_HTTP_MULTIPART,
};

struct edi_http_ask {
    enum edi_http_method method;
    struct edi_hold *body;      /* of PUT, POST and MULTIPART */
    const char *content_type;   /* of it */
    const char *field, *name;   /* of MULTIPART */
    const char *header, *value; /* one more; NULL: none */
    bool missing;               /* 404 and 410 are an answer: X12_END */
    bool resume;                /* what is cut may be gone on with */
};

struct edi_http {
    struct edi_curl line;
    struct edi_http_login login;
    long code;                   /* of the last answer; 0: there was none */
    char location[EDI_CURL_URL]; /* of it; "": none */
};

enum x12_status edi_http_ask(struct edi_http *http, struct edi_transfer *t,
                             const char *url, const struct edi_http_ask *ask,
                             struct x12_error *err) X12_MUST_USE;

/* Seconds that the last answer asks to wait; 0: it does not say. */
uint32_t edi_http_retry_after(const struct edi_curl *line);

/* What an answer of this code means, in t->trouble, t->lost and `err`. */
enum x12_status edi_http_refused(struct edi_http *http, struct edi_transfer *t,
                                 bool sent, struct x12_error *err);

/* Of the last answer to HEAD or GET; false where it does not say. */
bool edi_http_length(const struct edi_http *http, uint64_t *size);

void edi_http_close(struct edi_http *http);

#endif
