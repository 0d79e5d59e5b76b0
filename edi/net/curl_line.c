/* SPDX-License-Identifier: Apache-2.0 */
/* curl_line - a line to a partner by libcurl: TLS, limits, failures */
#include "edi/net/curl_line.h"

#include "edi/net/secret.h"

#include <openssl/x509_vfy.h>

/* What a failure of libcurl means, and what to do about it. */
static const struct curl_told {
    CURLcode code;
    enum edi_trouble trouble;
    bool lost; /* the line is: no more by it in this run */
    const char *text;
} curl_says[] = {
    { CURLE_COULDNT_RESOLVE_HOST, EDI_TROUBLE_UNREACHABLE, true,
      "its name has no address: check the name and the network" },
    { CURLE_COULDNT_RESOLVE_PROXY, EDI_TROUBLE_UNREACHABLE, true,
      "the proxy's name has no address: check https_proxy" },
    { CURLE_COULDNT_CONNECT, EDI_TROUBLE_UNREACHABLE, true,
      "nobody answers there: check host, port and network" },
    { CURLE_OPERATION_TIMEDOUT, EDI_TROUBLE_UNREACHABLE, true,
      "no answer in time (timeout, time_limit)" },
    { CURLE_ABORTED_BY_CALLBACK, EDI_TROUBLE_UNREACHABLE, true,
      "no answer in time (timeout, time_limit)" },
    { CURLE_SSL_CONNECT_ERROR, EDI_TROUBLE_UNREACHABLE, true,
      "no TLS 1.2 or newer was agreed on, or the connection was lost" },
    { CURLE_SSL_CACERT_BADFILE, EDI_TROUBLE_REFUSED, true,
      "ca_file cannot be read, or holds no certificate" },
    { CURLE_SSL_CERTPROBLEM, EDI_TROUBLE_REFUSED, true,
      "our certificate cannot be used: check cert_file, cert_key_file and its "
      "password" },
    { CURLE_USE_SSL_FAILED, EDI_TROUBLE_REFUSED, true,
      "it offers no TLS, and nothing is sent without: ask the partner" },
    { CURLE_LOGIN_DENIED, EDI_TROUBLE_REFUSED, true,
      "login refused: check user and password with the partner" },
    { CURLE_REMOTE_ACCESS_DENIED, EDI_TROUBLE_REFUSED, false,
      "no such folder, or it is not ours to use: check the folder" },
    { CURLE_UPLOAD_FAILED, EDI_TROUBLE_REFUSED, false,
      "it cannot be written there: ask the partner for the right" },
    { CURLE_REMOTE_DISK_FULL, EDI_TROUBLE_REFUSED, false,
      "their disk is full: tell the partner" },
    { CURLE_REMOTE_FILE_EXISTS, EDI_TROUBLE_REFUSED, false,
      "is there already" },
    { CURLE_REMOTE_FILE_NOT_FOUND, EDI_TROUBLE_REFUSED, false,
      "no such file or folder" },
    { CURLE_FTP_COULDNT_RETR_FILE, EDI_TROUBLE_REFUSED, false,
      "it cannot be read there" },
    { CURLE_QUOTE_ERROR, EDI_TROUBLE_REFUSED, false,
      "the server says no: ask the partner for the right" },
    { CURLE_FILESIZE_EXCEEDED, EDI_TROUBLE_REFUSED, false,
      "is larger than 1 GiB" },
    { CURLE_URL_MALFORMAT, EDI_TROUBLE_REFUSED, true,
      "is no address: check the profile" },
    { CURLE_UNSUPPORTED_PROTOCOL, EDI_TROUBLE_REFUSED, true,
      "cannot be had by this libcurl" },
    { CURLE_PARTIAL_FILE, EDI_TROUBLE_UNREACHABLE, true,
      "the connection was lost" },
    { CURLE_GOT_NOTHING, EDI_TROUBLE_UNREACHABLE, true,
      "the connection was lost" },
    { CURLE_SEND_ERROR, EDI_TROUBLE_UNREACHABLE, true,
      "the connection was lost" },
    { CURLE_RECV_ERROR, EDI_TROUBLE_UNREACHABLE, true,
      "the connection was lost" },
};

enum { CURL_SAYS = sizeof(curl_says) / sizeof(curl_says[0]) };

static size_t curl_take(char *bytes, size_t size, size_t count, void *self)
{
    struct edi_curl *line = self;

    return edi_hold_put(&line->answer, bytes, size * count) ? size * count : 0;
}

enum x12_status edi_curl_open(struct edi_curl *line,
                              const struct edi_partner *partner,
                              struct x12_error *err)
{
    enum x12_status status;

    *line = (struct edi_curl){ .partner = partner };
    clock_gettime(CLOCK_MONOTONIC, &line->last);
    line->last.tv_sec += (time_t)partner->time_limit;
    status = edi_hold_open(&line->answer, err);
    if (status != X12_OK)
        return status;
    if (edi_curl_renew(line))
        return X12_OK;
    edi_curl_close(line);
    return x12_fail(err, X12_ENOMEM, "%s: out of memory", partner->name);
}

/* Seconds until the time of all is over; at least one. */
static long curl_seconds_left(const struct edi_curl *line)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec < line->last.tv_sec
               ? (long)(line->last.tv_sec - now.tv_sec)
               : 1;
}

/* Our certificate, if the profile has one. */
static enum x12_status curl_certificate(struct edi_curl *line,
                                        struct x12_error *err)
{
    const struct edi_partner *p = line->partner;
    struct edi_secret password = { { 0 } };
    enum x12_status status;

    if (!*p->cert_file)
        return X12_OK;
    status = edi_secret_guard(p->cert_key_file, err);
    if (status == X12_OK && *p->cert_key_password_file)
        status = edi_secret_file(&password, p->cert_key_password_file, err);
    curl_easy_setopt(line->curl, CURLOPT_SSLCERT, p->cert_file);
    curl_easy_setopt(line->curl, CURLOPT_SSLKEY, p->cert_key_file);
    /* "" and not NULL: nobody is there to be asked for a password */
    curl_easy_setopt(line->curl, CURLOPT_KEYPASSWD, password.text);
    edi_secret_wipe(&password);
    return status;
}

/* Has it been silent for too long? Asked about once a second. The low speed of
 * libcurl is one of several seconds. */
static int curl_watch(void *self, curl_off_t all_in, curl_off_t in,
                      curl_off_t all_out, curl_off_t out)
{
    struct edi_curl *line = self;
    struct timespec now;

    (void)all_in;
    (void)all_out;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (in + out != line->moved) {
        line->moved = in + out;
        line->heard = now;
    }
    return now.tv_sec - line->heard.tv_sec > (time_t)line->partner->timeout;
}

static void curl_limits(struct edi_curl *line)
{
    const struct edi_partner *p = line->partner;
    CURL *curl = line->curl;

    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)p->timeout);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)p->timeout);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, curl_watch);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, line);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, curl_seconds_left(line));
    curl_easy_setopt(curl, CURLOPT_MAX_SEND_SPEED_LARGE,
                     (curl_off_t)p->rate_limit);
    curl_easy_setopt(curl, CURLOPT_MAX_RECV_SPEED_LARGE,
                     (curl_off_t)p->rate_limit);
    curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE,
                     (curl_off_t)EDI_HOLD_MOST);
}

static void curl_tls(struct edi_curl *line)
{
    CURL *curl = line->curl;

    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,ftp,ftps");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (*line->partner->ca_file) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, line->partner->ca_file);
        curl_easy_setopt(curl, CURLOPT_CAPATH, NULL); /* it alone is trusted */
    }
}

enum x12_status edi_curl_begin(struct edi_curl *line, const char *url,
                               struct edi_transfer *t, struct x12_error *err)
{
    enum x12_status status;

    x12_str_put((x12_str){ url, strcspn(url, "?") }, line->shown,
                sizeof(line->shown));
    line->again = 0;
    status = edi_hold_open(&line->answer, err);
    if (status != X12_OK)
        return status;
    curl_easy_reset(line->curl); /* the connection stays */
    curl_limits(line);
    curl_tls(line);
    curl_easy_setopt(line->curl, CURLOPT_WRITEFUNCTION, curl_take);
    curl_easy_setopt(line->curl, CURLOPT_WRITEDATA, line);
    status = curl_certificate(line, err);
    if (status != X12_OK) {
        t->trouble = EDI_TROUBLE_REFUSED;
        t->lost = true;
        return status;
    }
    if (curl_easy_setopt(line->curl, CURLOPT_URL, url) == CURLE_OK)
        return X12_OK;
    t->trouble = EDI_TROUBLE_UNREACHABLE;
    return x12_fail(err, X12_ENOMEM, "%s: out of memory", line->shown);
}

CURLcode edi_curl_go(struct edi_curl *line)
{
    line->moved = 0;
    clock_gettime(CLOCK_MONOTONIC, &line->heard);
    return curl_easy_perform(line->curl);
}

bool edi_curl_go_on(struct edi_curl *line, CURLcode went)
{
    if (line->partner->resume != EDI_WISH_YES || line->answer.bytes == 0 ||
        line->again == EDI_CURL_AGAIN ||
        (went != CURLE_PARTIAL_FILE && went != CURLE_RECV_ERROR &&
         went != CURLE_OPERATION_TIMEDOUT && went != CURLE_ABORTED_BY_CALLBACK))
        return false;
    line->again++;
    /* it may not look dead so far */
    curl_easy_setopt(line->curl, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(line->curl, CURLOPT_TIMEOUT, curl_seconds_left(line));
    return curl_easy_setopt(line->curl, CURLOPT_RESUME_FROM_LARGE,
                            (curl_off_t)line->answer.bytes) == CURLE_OK;
}

/* A certificate that is not trusted, and why: it is never used all the same. */
static enum x12_status curl_fail_verify(struct edi_curl *line,
                                        struct x12_error *err)
{
    long why = X509_V_OK;

    curl_easy_getinfo(line->curl, CURLINFO_SSL_VERIFYRESULT, &why);
    /* what libcurl begins with: the chain is good, but not of this name */
    if (why == X509_V_OK || why == X509_V_ERR_UNSPECIFIED)
        return x12_fail(err, X12_EIO,
                        "%s: CERTIFICATE OF ANOTHER NAME; check the name, ask "
                        "the partner, and do not send",
                        line->shown);
    return x12_fail(err, X12_EIO,
                    "%s: CERTIFICATE NOT TRUSTED (%s); ask the partner, and "
                    "do not send (ca_file)",
                    line->shown, X509_verify_cert_error_string(why));
}

enum x12_status edi_curl_fail(struct edi_curl *line, struct edi_transfer *t,
                              CURLcode code, struct x12_error *err)
{
    t->trouble = EDI_TROUBLE_UNREACHABLE;
    t->lost = true;
    if (x12_error_status(err) < X12_OK) /* of the bytes that were to go */
        return x12_error_status(err);
    if (code == CURLE_OUT_OF_MEMORY)
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", line->shown);
    if (code == CURLE_PEER_FAILED_VERIFICATION ||
        code == CURLE_SSL_ISSUER_ERROR) {
        t->trouble = EDI_TROUBLE_REFUSED;
        return curl_fail_verify(line, err);
    }
    for (size_t i = 0; i < CURL_SAYS; i++)
        if (curl_says[i].code == code) {
            t->trouble = curl_says[i].trouble;
            t->lost = curl_says[i].lost;
            return x12_fail(err, X12_EIO, "%s: %s", line->shown,
                            curl_says[i].text);
        }
    return x12_fail(err, X12_EIO, "%s: %s", line->shown,
                    curl_easy_strerror(code));
}

enum x12_status edi_curl_source(struct edi_curl *line, struct x12_source *src,
                                struct x12_error *err)
{
    enum x12_status status = edi_hold_source(&line->answer, src, err);
    enum x12_status opened = edi_hold_open(&line->answer, err);

    return status == X12_OK ? opened : status;
}

bool edi_curl_escape(char *into, size_t cap, x12_str text, bool slashes)
{
    static const char digits[] = "0123456789ABCDEF";
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrs"
                                "tuvwxyz0123456789-._~";
    size_t at = strlen(into);

    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.at[i];

        if (at + 4 > cap)
            return false;
        if ((c != '\0' && strchr(plain, c)) || (slashes && c == '/')) {
            into[at++] = (char)c;
        } else {
            into[at++] = '%';
            into[at++] = digits[c >> 4];
            into[at++] = digits[c & 15];
        }
        into[at] = '\0';
    }
    return true;
}

bool edi_curl_renew(struct edi_curl *line)
{
    if (line->curl)
        curl_easy_cleanup(line->curl);
    line->curl = curl_easy_init();
    return line->curl != NULL;
}

void edi_curl_close(struct edi_curl *line)
{
    if (line->curl)
        curl_easy_cleanup(line->curl);
    edi_hold_close(&line->answer);
    line->curl = NULL;
}
