/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ftpsd - a real proftpd with TLS on 127.0.0.1, as whoever runs the tests
 *
 *     ftpsd_open(&server, &certs, "");
 *     ... server.port, server.drop; user "harbor", password "OPEN-SESAME" ...
 *     ftpsd_close(&server);
 */
#ifndef TESTS_FTPSD_H
#define TESTS_FTPSD_H

#include "tests/support/certs.h"

#include <sys/types.h>

enum { FTPSD_PATH = 96 };

struct ftpsd {
    char base[32], drop[FTPSD_PATH], out[FTPSD_PATH], password[FTPSD_PATH];
    unsigned port;
    pid_t pid;
};

/* `extra` are lines of its settings; no file may have more bytes than `most`
 * (0: any), as on a disk that is full. */
void ftpsd_open(struct ftpsd *server, const struct cert *cert,
                const char *extra, unsigned long most);
void ftpsd_close(struct ftpsd *server);

#endif
