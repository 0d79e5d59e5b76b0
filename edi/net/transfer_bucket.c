/* SPDX-License-Identifier: Apache-2.0 */
/* transfer_bucket - a bucket of an S3 store, and what stands under a prefix of it */
#include "edi/net/http.h"
#include "edi/net/s3_list.h"

#include <stdio.h>
#include <stdlib.h>

struct transfer_bucket {
    struct edi_http http;
    struct edi_hold body;
    char prefix[EDI_TRANSFER_NAME]; /* "claims/in/", or "" */
    char url[4 * EDI_CURL_URL];     /* of the file at hand */
};

static enum x12_status bucket_fail(struct edi_transfer *t, const char *why,
                                   struct x12_error *err)
{
    const struct transfer_bucket *to = t->self;

    t->trouble = EDI_TROUBLE_REFUSED;
    return x12_fail(err, X12_EIO, "%s: %s", to->http.line.partner->host, why);
}

/* https://HOST:PORT/BUCKET/: the bucket stands in the path, as all stores take
 * it. */
static enum x12_status bucket_base(struct edi_transfer *t,
                                   struct x12_error *err)
{
    struct transfer_bucket *to = t->self;
    const struct edi_partner *p = to->http.line.partner;
    int len = p->port == 443
                  ? snprintf(to->url, sizeof(to->url), "https://%s/", p->host)
                  : snprintf(to->url, sizeof(to->url), "https://%s:%u/",
                             p->host, (unsigned)p->port);

    if (len > 0 && (size_t)len < sizeof(to->url) &&
        edi_curl_escape(to->url, sizeof(to->url), x12_str_from(p->bucket),
                        false))
        return X12_OK;
    return bucket_fail(t, "the address is too long", err);
}

static enum x12_status bucket_url(struct edi_transfer *t, const char *name,
                                  struct x12_error *err)
{
    struct transfer_bucket *to = t->self;
    enum x12_status status = bucket_base(t, err);

    if (status != X12_OK ||
        (x12_str_put(X12_STR("/"), to->url + strlen(to->url), 2) &&
         edi_curl_escape(to->url, sizeof(to->url), x12_str_from(to->prefix),
                         true) &&
         edi_curl_escape(to->url, sizeof(to->url), x12_str_from(name), false)))
        return status;
    return bucket_fail(t, "the file's name is too long", err);
}

/* A request for the file, without a body. */
static enum x12_status bucket_ask(struct edi_transfer *t, const char *name,
                                  const struct edi_http_ask *ask,
                                  struct x12_error *err)
{
    struct transfer_bucket *to = t->self;
    enum x12_status status = bucket_url(t, name, err);

    return status == X12_OK ? edi_http_ask(&to->http, t, to->url, ask, err)
                            : status;
}

static enum x12_status bucket_put(struct edi_transfer *t, const char *name,
                                  struct x12_source *bytes, uint64_t *total,
                                  struct x12_error *err)
{
    struct transfer_bucket *to = t->self;
    const struct edi_http_ask ask = { .method = EDI_HTTP_PUT,
                                      .body = &to->body,
                                      .content_type = "application/"
                                                      "octet-stream" };
    enum x12_status status = edi_hold_open(&to->body, err);

    t->trouble = EDI_TROUBLE_UNREACHABLE; /* if the source fails */
    if (status == X12_OK)
        status = edi_hold_fill(&to->body, bytes, err);
    *total = to->body.bytes;
    return status == X12_OK ? bucket_ask(t, name, &ask, err) : status;
}

static enum x12_status bucket_size(struct edi_transfer *t, const char *name,
                                   uint64_t *size, struct x12_error *err)
{
    static const struct edi_http_ask ask = { .method = EDI_HTTP_HEAD,
                                             .missing = true };
    const struct transfer_bucket *to = t->self;
    enum x12_status status = bucket_ask(t, name, &ask, err);

    if (status == X12_OK && !edi_http_length(&to->http, size))
        return bucket_fail(t, "does not say how long a file is", err);
    return status;
}

static enum x12_status bucket_get(struct edi_transfer *t, const char *name,
                                  struct x12_source *src, struct x12_error *err)
{
    static const struct edi_http_ask ask = { .method = EDI_HTTP_GET,
                                             .resume = true };
    struct transfer_bucket *to = t->self;
    enum x12_status status = bucket_ask(t, name, &ask, err);

    return status == X12_OK ? edi_curl_source(&to->http.line, src, err)
                            : status;
}

static enum x12_status bucket_remove(struct edi_transfer *t, const char *name,
                                     struct x12_error *err)
{
    static const struct edi_http_ask ask = { .method = EDI_HTTP_DELETE,
                                             .missing = true };

    return bucket_ask(t, name, &ask, err);
}

/* "?continuation-token=...&delimiter=%2F&list-type=2&prefix=...": in the order
 * of the alphabet, as it is signed. */
static enum x12_status bucket_page_url(struct edi_transfer *t, const char *next,
                                       struct x12_error *err)
{
    struct transfer_bucket *to = t->self;
    enum x12_status status = bucket_base(t, err);
    const size_t cap = sizeof(to->url);
    bool fits = true;

    if (status != X12_OK)
        return status;
    fits = x12_str_put(X12_STR("?"), to->url + strlen(to->url), 2);
    if (*next) {
        size_t at = strlen(to->url);

        fits = x12_str_put(X12_STR("continuation-token="), to->url + at,
                           cap - at) &&
               edi_curl_escape(to->url, cap, x12_str_from(next), false);
        at = strlen(to->url);
        fits = fits && x12_str_put(X12_STR("&"), to->url + at, cap - at);
    }
    if (fits) {
        const size_t at = strlen(to->url);

        fits = x12_str_put(X12_STR("delimiter=%2F&list-type=2&prefix="),
                           to->url + at, cap - at) &&
               edi_curl_escape(to->url, cap, x12_str_from(to->prefix), false);
    }
    return fits ? X12_OK : bucket_fail(t, "the address is too long", err);
}

static enum x12_status bucket_list(struct edi_transfer *t,
                                   struct edi_remotes *all,
                                   struct x12_error *err)
{
    static const struct edi_http_ask ask = { .method = EDI_HTTP_GET };
    struct transfer_bucket *to = t->self;
    struct edi_s3_page page = { .more = true };
    enum x12_status status = X12_OK;

    while (status == X12_OK && page.more && !all->more) {
        status = bucket_page_url(t, page.next, err);
        if (status == X12_OK)
            status = edi_http_ask(&to->http, t, to->url, &ask, err);
        if (status == X12_OK)
            status = edi_s3_list(&to->http.line.answer, to->prefix, &page, all,
                                 err);
    }
    return status == X12_ESYNTAX
               ? bucket_fail(t,
                             "what it gives is no listing of a bucket: check "
                             "host and bucket",
                             err)
               : status;
}

static void bucket_close(struct edi_transfer *t)
{
    struct transfer_bucket *to = t->self;

    edi_http_close(&to->http);
    edi_hold_close(&to->body);
    free(to);
}

static const struct edi_transfer_ops bucket_ops = {
    .put = bucket_put,
    .size = bucket_size,
    .get = bucket_get,
    .list = bucket_list,
    .remove = bucket_remove,
    .close = bucket_close,
};

enum x12_status edi_transfer_open_s3(struct edi_transfer *t,
                                     const struct edi_partner *partner,
                                     const char *folder, struct x12_error *err)
{
    struct transfer_bucket *to = calloc(1, sizeof(*to));
    const size_t len = strlen(folder);
    enum x12_status status;

    if (!to)
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", partner->host);
    status = edi_curl_open(&to->http.line, partner, err);
    if (status != X12_OK) {
        free(to);
        return status;
    }
    snprintf(to->prefix, sizeof(to->prefix), "%s%s", folder,
             len == 0 || folder[len - 1] == '/' ? "" : "/");
    *t = (struct edi_transfer){
        .ops = &bucket_ops,
        .self = to,
        .looks = true,
        .whole = true,
        .lazy = true,
    };
    return X12_OK;
}
