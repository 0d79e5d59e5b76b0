/* SPDX-License-Identifier: Apache-2.0 */
/* webd_private - one request to the server, and what answers it */
#ifndef TESTS_WEBD_PRIVATE_H
#define TESTS_WEBD_PRIVATE_H

#include "tests/support/webd.h"

#include <openssl/ssl.h>
#include <stddef.h>

enum { WEBD_HEAD = 16 << 10, WEBD_BODY = 4 << 20 };

struct webd_request {
    struct webd *server;
    SSL *ssl;
    char head[WEBD_HEAD];
    char method[16], path[1024], query[4096];
    char *body;
    size_t len;
    char name[256]; /* of a file in the path */
    bool close;     /* no more by this connection */
};

/* The value of a header, "" where there is none; static. */
const char *webd_header(const struct webd_request *r, const char *name);

/* `headers` are lines with their ends. */
void webd_answer(struct webd_request *r, int status, const char *headers,
                 const char *body, size_t len);

/* The file of the drop folder: PUT, GET, HEAD and DELETE. */
void webd_file(struct webd_request *r);

/* Is the request signed as it should be, by its key and its body? */
bool webd_is_signed(const struct webd_request *r);

void webd_bucket(struct webd_request *r);

#endif
