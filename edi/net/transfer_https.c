/* SPDX-License-Identifier: Apache-2.0 */
/* transfer_https - a partner's HTTPS addresses: files go by PUT or POST, and come
 * by what a listing names */
#include "edi/net/http_list.h"

#include <stdlib.h>

enum {
    HTTPS_WAIT_LEAST = 200, /* milliseconds between two looks */
    HTTPS_WAIT_FIRST = 250,
    HTTPS_WAIT_MOST = 30000,
};

struct transfer_https {
    struct edi_http http;
    struct edi_hold body;
    const char *get_url;    /* of a file of theirs */
    struct timespec last;   /* when the time of all is over */
    char url[EDI_CURL_URL]; /* of the file at hand */
};

/* The address with the file's name in it. */
static enum x12_status https_url(struct edi_transfer *t, const char *pattern,
                                 const char *name, struct x12_error *err)
{
    struct transfer_https *to = t->self;
    static const char word[] = "{name}";
    bool fits = true;

    to->url[0] = '\0';
    while (*pattern && fits) {
        const char *next = strstr(pattern, word);
        const size_t len = next ? (size_t)(next - pattern) : strlen(pattern);
        const size_t at = strlen(to->url);

        fits = x12_str_put((x12_str){ pattern, len }, to->url + at,
                           sizeof(to->url) - at);
        pattern += len;
        if (next) {
            pattern += sizeof(word) - 1;
            fits = fits && edi_curl_escape(to->url, sizeof(to->url),
                                           x12_str_from(name), false);
        }
    }
    if (fits)
        return X12_OK;
    t->trouble = EDI_TROUBLE_REFUSED;
    return x12_fail(err, X12_EIO, "%s: the name is too long for an address",
                    to->http.line.partner->name);
}

/* ---- a file of ours ---- */

/* The place that an answer names, of the same host: nobody else gets what makes
 * us known. */
static bool https_place(struct transfer_https *to)
{
    const char *url = to->http.line.partner->web.send_url;
    const size_t host = strcspn(url + 8, "/?") + 8; /* https:// */
    const char *said = to->http.location;
    size_t head = 0;

    if (said[0] == '/' && said[1] != '/') {
        x12_str_put((x12_str){ url, host }, to->url, sizeof(to->url));
        head = host;
    } else if (strncmp(said, url, host) != 0 ||
               (said[host] != '/' && said[host] != '?')) {
        return false;
    }
    return x12_str_put(x12_str_from(said), to->url + head,
                       sizeof(to->url) - head);
}

/* Until the next look, as long as they ask; false when the time is over. */
static bool https_wait(struct transfer_https *to, uint32_t asked, long *wait)
{
    struct timespec now, pause;
    long length = asked ? (long)asked * 1000 : *wait;

    if (*wait < HTTPS_WAIT_MOST / 2)
        *wait *= 2;
    if (length < HTTPS_WAIT_LEAST)
        length = HTTPS_WAIT_LEAST;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec + length / 1000 >= to->last.tv_sec)
        return false;
    pause = (struct timespec){ length / 1000, length % 1000 * 1000000 };
    nanosleep(&pause, NULL);
    return true;
}

static enum x12_status https_unknown(struct edi_transfer *t, const char *why,
                                     struct x12_error *err)
{
    const struct transfer_https *to = t->self;

    t->trouble = EDI_TROUBLE_UNKNOWN;
    return x12_fail(err, X12_EIO, "%s: taken (HTTP 202), but %s: ask them",
                    to->http.line.shown, why);
}

/* What has become of a file that they took, and had yet to look at. */
static enum x12_status https_poll(struct edi_transfer *t, struct x12_error *err)
{
    static const struct edi_http_ask ask = { .method = EDI_HTTP_GET };
    struct transfer_https *to = t->self;
    long wait = HTTPS_WAIT_FIRST;

    if (!https_place(to))
        return https_unknown(t, "they name another host to ask, not asked",
                             err);
    while (https_wait(to, edi_http_retry_after(&to->http.line), &wait)) {
        struct x12_error late = { 0 };
        enum x12_status status = edi_http_ask(&to->http, t, to->url, &ask,
                                              &late);

        if (status == X12_OK && to->http.code != 202)
            return X12_OK;
        if (status == X12_OK || to->http.code == 429 || to->http.code >= 500)
            continue; /* not yet */
        if (to->http.code == 303)
            return X12_OK; /* it is done; what came of it stands elsewhere */
        if (to->http.code == 400 || to->http.code == 409 ||
            to->http.code == 422)
            return x12_fail(err, status, "%s", late.text);
        t->trouble = EDI_TROUBLE_UNKNOWN;
        return x12_fail(err, status, "%s; it was taken (HTTP 202): ask them",
                        late.text);
    }
    return https_unknown(t, "not looked at in time (time_limit)", err);
}

static enum x12_status https_send(struct edi_transfer *t, const char *name,
                                  struct x12_error *err)
{
    static const enum edi_http_method methods[] = {
        [EDI_METHOD_PUT] = EDI_HTTP_PUT,
        [EDI_METHOD_POST] = EDI_HTTP_POST,
        [EDI_METHOD_MULTIPART] = EDI_HTTP_MULTIPART,
    };
    struct transfer_https *to = t->self;
    const struct edi_partner_web *web = &to->http.line.partner->web;
    const bool keyed = *web->idempotency_header && *t->key;
    const struct edi_http_ask ask = {
        .method = methods[web->method],
        .body = &to->body,
        .content_type = *web->content_type ? web->content_type
                                           : "application/edi-x12",
        .field = *web->field ? web->field : "file",
        .name = name,
        .header = keyed ? web->idempotency_header : NULL,
        .value = t->key,
    };
    enum x12_status status = https_url(t, web->send_url, name, err);

    if (status == X12_OK)
        status = edi_http_ask(&to->http, t, to->url, &ask, err);
    if (status == X12_OK && to->http.code == 202 && *to->http.location)
        status = https_poll(t, err);
    return status;
}

static enum x12_status https_put(struct edi_transfer *t, const char *name,
                                 struct x12_source *bytes, uint64_t *total,
                                 struct x12_error *err)
{
    struct transfer_https *to = t->self;
    enum x12_status status = edi_hold_open(&to->body, err);

    t->trouble = EDI_TROUBLE_UNREACHABLE; /* if the source fails */
    if (status == X12_OK)
        status = edi_hold_fill(&to->body, bytes, err);
    *total = to->body.bytes;
    if (status == X12_OK)
        status = https_send(t, name, err);
    return status;
}

/* ---- files of theirs ---- */

static enum x12_status https_read(struct edi_transfer *t, const char *name,
                                  enum edi_http_method method,
                                  struct x12_error *err)
{
    struct transfer_https *to = t->self;
    const struct edi_http_ask ask = { .method = method,
                                      .missing = method == EDI_HTTP_HEAD,
                                      .resume = true };
    enum x12_status status = https_url(t, to->get_url, name, err);

    return status == X12_OK ? edi_http_ask(&to->http, t, to->url, &ask, err)
                            : status;
}

static enum x12_status https_size(struct edi_transfer *t, const char *name,
                                  uint64_t *size, struct x12_error *err)
{
    const struct transfer_https *to = t->self;
    enum x12_status status = https_read(t, name, EDI_HTTP_HEAD, err);

    if (status != X12_OK || edi_http_length(&to->http, size))
        return status;
    status = https_read(t, name, EDI_HTTP_GET, err); /* so it is counted */
    *size = to->http.line.answer.bytes;
    return status;
}

static enum x12_status https_get(struct edi_transfer *t, const char *name,
                                 struct x12_source *src, struct x12_error *err)
{
    struct transfer_https *to = t->self;
    enum x12_status status = https_read(t, name, EDI_HTTP_GET, err);

    return status == X12_OK ? edi_curl_source(&to->http.line, src, err)
                            : status;
}

static enum x12_status https_list(struct edi_transfer *t,
                                  struct edi_remotes *all,
                                  struct x12_error *err)
{
    static const struct edi_http_ask ask = { .method = EDI_HTTP_GET };
    struct transfer_https *to = t->self;
    const struct edi_partner *p = to->http.line.partner;
    enum x12_status status = edi_http_ask(&to->http, t, p->web.list_url, &ask,
                                          err);

    if (status == X12_OK)
        status = edi_http_list(p, &to->http.line.answer, all, err);
    if (status != X12_ESYNTAX)
        return status;
    t->trouble = EDI_TROUBLE_REFUSED;
    return x12_fail(err, X12_EIO,
                    "%s: is no listing as the profile has it: check "
                    "list_format, list_items and list_name",
                    to->http.line.shown);
}

static enum x12_status https_remove(struct edi_transfer *t, const char *name,
                                    struct x12_error *err)
{
    static const struct edi_http_ask ask = { .method = EDI_HTTP_DELETE,
                                             .missing = true };
    struct transfer_https *to = t->self;
    enum x12_status status = https_url(t, to->http.line.partner->web.delete_url,
                                       name, err);

    return status == X12_OK ? edi_http_ask(&to->http, t, to->url, &ask, err)
                            : status;
}

/* Where nothing can be asked, whom we would speak to, and the token. */
static enum x12_status https_knock(struct edi_transfer *t,
                                   struct x12_error *err)
{
    struct transfer_https *to = t->self;
    struct edi_curl *line = &to->http.line;
    enum x12_status status = https_url(t, line->partner->web.send_url,
                                       "edi-doctor", err);
    CURLcode went;

    if (status == X12_OK)
        status = edi_http_login(&to->http.login, line, t, err);
    if (status == X12_OK)
        status = edi_curl_begin(line, to->url, t, err);
    if (status != X12_OK)
        return status;
    curl_easy_setopt(line->curl, CURLOPT_CONNECT_ONLY, 1L);
    went = edi_curl_go(line);
    if (went != CURLE_OK)
        status = edi_curl_fail(line, t, went, err);
    if (!edi_curl_renew(line))
        status = x12_fail(err, X12_ENOMEM, "%s: out of memory", line->shown);
    return status;
}

static enum x12_status https_probe(struct edi_transfer *t, const char *url,
                                   bool writes, struct x12_error *err)
{
    const struct transfer_https *to = t->self;
    struct edi_remotes all = { .arena = { .limit = EDI_REMOTES_BYTES } };
    enum x12_status status;
    uint64_t size;

    (void)writes; /* only a file would tell */
    if (url == to->http.line.partner->web.list_url)
        status = https_list(t, &all, err);
    else if (t->looks)
        status = https_size(t, "edi-doctor", &size, err);
    else
        status = https_knock(t, err);
    edi_remotes_release(&all);
    return status == X12_END ? X12_OK : status;
}

static void https_close(struct edi_transfer *t)
{
    struct transfer_https *to = t->self;

    edi_http_close(&to->http);
    edi_hold_close(&to->body);
    free(to);
}

static const struct edi_transfer_ops https_ops = {
    .put = https_put,
    .size = https_size,
    .get = https_get,
    .list = https_list,
    .remove = https_remove,
    .probe = https_probe,
    .close = https_close,
};

enum x12_status edi_transfer_open_https(struct edi_transfer *t,
                                        const struct edi_partner *partner,
                                        const char *url, struct x12_error *err)
{
    const struct edi_partner_web *web = &partner->web;
    const bool receives = url == web->list_url;
    struct transfer_https *to = calloc(1, sizeof(*to));
    enum x12_status status;

    if (!to)
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", partner->name);
    status = edi_curl_open(&to->http.line, partner, err);
    if (status != X12_OK) {
        free(to);
        return status;
    }
    to->get_url = receives ? web->fetch_url : web->look_url;
    clock_gettime(CLOCK_MONOTONIC, &to->last);
    to->last.tv_sec += (time_t)partner->time_limit;
    *t = (struct edi_transfer){
        .ops = &https_ops,
        .self = to,
        .looks = !receives && *web->look_url,
        .repeats = web->idempotent == EDI_WISH_YES,
        .whole = true,
        .lazy = true,
    };
    return X12_OK;
}
