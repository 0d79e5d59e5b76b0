/* SPDX-License-Identifier: Apache-2.0 */
/*
 * nginxd - a real nginx with TLS on 127.0.0.1, as whoever runs the tests
 *
 *     /in/NAME    PUT, GET, HEAD, DELETE by WebDAV, for who shows a certificate
 *     /out/       a listing in JSON, and its files
 *     /post       POST: each body is kept in server.posts
 *     /small/     PUT of no more than 4 KiB;  /shut/ of nothing
 *     /busy       503, with Retry-After
 */
#ifndef TESTS_NGINXD_H
#define TESTS_NGINXD_H

#include "tests/support/certs.h"

#include <sys/types.h>

enum { NGINXD_PATH = 96 };

struct nginxd {
    char base[32], in[NGINXD_PATH], out[NGINXD_PATH], posts[NGINXD_PATH];
    unsigned port;
    pid_t pid;
};

/* No file may have more bytes than `most` (0: any), as on a disk that is full. */
void nginxd_open(struct nginxd *server, const struct certs *certs,
                 unsigned long most);
void nginxd_close(struct nginxd *server);

#endif
