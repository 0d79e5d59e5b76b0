/* SPDX-License-Identifier: Apache-2.0 */
/*
 * curl_line - a line to a partner by libcurl: TLS, limits, and what a failure of
 * it means
 *
 *     status = edi_curl_open(&line, partner, err);
 *     ...
 *     status = edi_curl_begin(&line, "https://...", t, err);
 *     curl_easy_setopt(line.curl, ...);   what this one thing needs
 *     code = edi_curl_go(&line);
 *     if (code != CURLE_OK)
 *         status = edi_curl_fail(&line, t, code, err);
 *     edi_curl_close(&line);        right on every path, and twice
 *
 * TLS 1.2 is the least and the partner's certificate is always verified, against
 * ca_file if the profile has one, else against what the system trusts: nothing
 * turns that off. Nothing of .netrc is read and no redirect is followed.
 */
#ifndef EDI_CURL_LINE_H
#define EDI_CURL_LINE_H

#include "edi/net/hold.h"
#include "edi/net/transfer.h"

#include <curl/curl.h>
#include <time.h>

enum {
    EDI_CURL_URL = 1024,
    EDI_CURL_SHOWN = 100, /* of a URL in a message */
    EDI_CURL_AGAIN = 3,   /* goes on with a file */
};

struct edi_curl {
    const struct edi_partner *partner;
    CURL *curl;
    struct edi_hold answer;     /* what came back; empty before each go */
    char shown[EDI_CURL_SHOWN]; /* the URL at hand, for messages: no query */
    /* private below */
    struct timespec last;  /* when the time of all is over */
    struct timespec heard; /* when something came or went last */
    curl_off_t moved;      /* and how much had, then */
    unsigned again;        /* what came was gone on with so often */
};

enum x12_status edi_curl_open(struct edi_curl *line,
                              const struct edi_partner *partner,
                              struct x12_error *err) X12_MUST_USE;

/* Sets the handle to what every request needs; what comes goes to `answer`. A
 * failure is set in t->trouble: our own files can be wrong. */
enum x12_status edi_curl_begin(struct edi_curl *line, const char *url,
                               struct edi_transfer *t,
                               struct x12_error *err) X12_MUST_USE;

CURLcode edi_curl_go(struct edi_curl *line);

/* After a go that failed, of a file that comes: may it be gone on with, by the
 * profile and as it failed? The next go asks for the rest, then. */
bool edi_curl_go_on(struct edi_curl *line, CURLcode went);

/* Says what went wrong, and sets t->trouble and t->lost: never NONE. A failure
 * that `err` holds already (of what was to be sent) is left. */
enum x12_status edi_curl_fail(struct edi_curl *line, struct edi_transfer *t,
                              CURLcode code, struct x12_error *err);

/* Makes a source of the answer, which stays good when the line is closed. */
enum x12_status edi_curl_source(struct edi_curl *line, struct x12_source *src,
                                struct x12_error *err) X12_MUST_USE;

/* Appends the text as one part of a URL: %2F and so on. With `slashes` they stay
 * as they are. False when there is no room. */
bool edi_curl_escape(char *into, size_t cap, x12_str text, bool slashes);

/* A new handle, and so a new connection; false when memory is out. */
bool edi_curl_renew(struct edi_curl *line);

void edi_curl_close(struct edi_curl *line);

#endif
