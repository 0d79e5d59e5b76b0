/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/cm.h"
#include "tests/support/webd_private.h"

#include <dirent.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { S3_SUM = 32, S3_HEX = 65, S3_PAGE = 2 /* keys of one */ };

/* ---- signature version 4 ---- */

static void s3_hex(const unsigned char sum[S3_SUM], char hex[S3_HEX])
{
    for (unsigned i = 0; i < S3_SUM; i++)
        snprintf(hex + 2 * i, 3, "%02x", sum[i]);
}

static void s3_hash(const char *bytes, size_t len, char hex[S3_HEX])
{
    unsigned char sum[S3_SUM];
    unsigned size = 0;

    EVP_Digest(bytes, len, sum, &size, EVP_sha256(), NULL);
    s3_hex(sum, hex);
}

static void s3_hmac(const void *key, size_t key_len, const char *text,
                    unsigned char sum[S3_SUM])
{
    unsigned size = 0;

    HMAC(EVP_sha256(), key, (int)key_len, (const unsigned char *)text,
         strlen(text), sum, &size);
}

/* "NAME=value" of the header, up to a comma. */
static bool s3_part(const char *header, const char *name, char *into,
                    size_t cap)
{
    const char *at = strstr(header, name);

    if (!at)
        return false;
    at += strlen(name);
    snprintf(into, cap, "%.*s", (int)strcspn(at, ","), at);
    return true;
}

/* The request as it must have been signed: the headers that are named, in their
 * order. */
static void s3_canonical(const struct webd_request *r, const char *names,
                         const char *payload, char *into, size_t cap)
{
    size_t at = (size_t)snprintf(into, cap, "%s\n%s\n%s\n", r->method, r->path,
                                 r->query);
    char name[64];

    for (const char *from = names; *from;) {
        const size_t len = strcspn(from, ";");

        snprintf(name, sizeof(name), "%.*s", (int)len, from);
        at += (size_t)snprintf(into + at, cap - at, "%s:%s\n", name,
                               webd_header(r, name));
        from += len + (from[len] == ';');
    }
    snprintf(into + at, cap - at, "\n%s\n%s", names, payload);
}

static void s3_sign(const struct webd_request *r, const char *day,
                    const char *canonical, char hex[S3_HEX])
{
    unsigned char key[S3_SUM], next[S3_SUM];
    char text[512], sum[S3_HEX];

    s3_hash(canonical, strlen(canonical), sum);
    snprintf(text, sizeof(text), "AWS4%s", WEBD_SECRET);
    s3_hmac(text, strlen(text), day, key);
    s3_hmac(key, S3_SUM, WEBD_REGION, next);
    s3_hmac(next, S3_SUM, "s3", key);
    s3_hmac(key, S3_SUM, "aws4_request", next);
    snprintf(text, sizeof(text),
             "AWS4-HMAC-SHA256\n%.64s\n%s/" WEBD_REGION "/s3/aws4_request\n%s",
             webd_header(r, "x-amz-date"), day, sum);
    s3_hmac(next, S3_SUM, text, key);
    s3_hex(key, hex);
}

bool webd_is_signed(const struct webd_request *r)
{
    char header[2048], scope[256], names[512], said[128], payload[S3_HEX + 32];
    char body[S3_HEX], signature[S3_HEX], day[9];
    static char canonical[WEBD_HEAD];

    snprintf(header, sizeof(header), "%.2000s",
             webd_header(r, "Authorization"));
    snprintf(payload, sizeof(payload), "%.90s",
             webd_header(r, "x-amz-content-sha256"));
    snprintf(day, sizeof(day), "%.8s", webd_header(r, "x-amz-date"));
    s3_hash(r->body, r->len, body);
    if (!s3_part(header, "Credential=", scope, sizeof(scope)) ||
        !s3_part(header, "SignedHeaders=", names, sizeof(names)) ||
        !s3_part(header, "Signature=", said, sizeof(said)) ||
        strncmp(scope, WEBD_ACCESS "/", sizeof(WEBD_ACCESS)) != 0 ||
        !strstr(names, "host") || !strstr(names, "x-amz-date") ||
        strcmp(payload, body) != 0)
        return false;
    s3_canonical(r, names, payload, canonical, sizeof(canonical));
    s3_sign(r, day, canonical, signature);
    return strcmp(signature, said) == 0;
}

/* ---- the bucket: keys out/NAME are the files of the drop folder ---- */

static int s3_order(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void s3_entry(const struct webd_request *r, const char *name, char *text,
                     size_t cap)
{
    char path[WEBD_PATH + 260];
    struct stat st = { 0 };
    size_t at = 0;

    snprintf(path, sizeof(path), "%s/%s", r->server->drop, name);
    stat(path, &st);
    at = (size_t)snprintf(text, cap, "<Contents><Key>out/");
    for (; *name && at + 8 < cap; name++)
        at += (size_t)snprintf(text + at, cap - at,
                               *name == '&' ? "&amp;" : "%c", *name);
    snprintf(text + at, cap - at,
             "</Key><LastModified>2024-01-31T09:05:01.000Z</LastModified>"
             "<Size>%ld</Size><Owner><ID>x</ID></Owner></Contents>",
             (long)st.st_size);
}

/* Two keys a page; the token is where the next one begins. */
static void s3_page(struct webd_request *r)
{
    static char names[200][64], text[4096];
    const char *token = strstr(r->query, "continuation-token=at%2F");
    size_t from = token ? strtoul(token + 24, NULL, 10) : 0, count = 0, at;
    DIR *dir = opendir(r->server->drop);
    const struct dirent *entry;

    while (dir && count < 200 && (entry = readdir(dir)))
        if (entry->d_name[0] != '.')
            snprintf(names[count++], sizeof(names[0]), "%.63s", entry->d_name);
    if (dir)
        closedir(dir);
    qsort(names, count, sizeof(names[0]), s3_order);
    at = (size_t)snprintf(
        text, sizeof(text),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns="
        "\"http://s3.example/\"><Name>bucket</Name><Prefix>out/</Prefix>"
        "<IsTruncated>%s</IsTruncated>",
        from + S3_PAGE < count ? "true" : "false");
    for (size_t i = from; i < count && i < from + S3_PAGE; i++) {
        s3_entry(r, names[i], text + at, sizeof(text) - at);
        at += strlen(text + at);
    }
    if (from + S3_PAGE < count)
        at += (size_t)snprintf(text + at, sizeof(text) - at,
                               "<NextContinuationToken>at/%zu"
                               "</NextContinuationToken>",
                               from + S3_PAGE);
    at += (size_t)snprintf(text + at, sizeof(text) - at, "</ListBucketResult>");
    webd_answer(r, 200, "Content-Type: application/xml\r\n", text, at);
}

/* "%20" and so on. */
static void s3_plain(const char *from, char *into, size_t cap)
{
    size_t at = 0;

    while (*from && at + 1 < cap) {
        char pair[3] = { 0 };

        if (*from == '%' && from[1] && from[2]) {
            memcpy(pair, from + 1, 2);
            into[at++] = (char)strtol(pair, NULL, 16);
            from += 3;
        } else {
            into[at++] = *from++;
        }
    }
    into[at] = '\0';
}

void webd_bucket(struct webd_request *r)
{
    static const char denied[] = "<Error><Code>SignatureDoesNotMatch</Code>"
                                 "</Error>";
    const char *key = strrchr(r->path, '/');

    if (!webd_is_signed(r)) {
        r->server->plan->bad_signature++;
        webd_answer(r, 403, "", denied, sizeof(denied) - 1);
    } else if (strcmp(r->path, "/bucket") == 0) {
        s3_page(r);
    } else {
        s3_plain(key + 1, r->name, sizeof(r->name));
        webd_file(r);
    }
}
