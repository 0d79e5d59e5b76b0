/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sshd - a real OpenSSH server on 127.0.0.1, with keys of its own, and a wire to
 * it that can be cut
 *
 *     static struct sshd server;
 *     sshd_open(&server, "ed25519", "");
 *     sshd_partner(&server, &partners, "rsa");
 *     ...
 *     sshd_close(&server);
 *
 * Runs as whoever runs the tests, root or not, and serves a folder of its own.
 */
#ifndef TESTS_SSHD_H
#define TESTS_SSHD_H

#include "edi/net/partner.h"

#include <sys/types.h>

enum { SSHD_PATH = 96 };

struct sshd {
    char base[32]; /* keys and settings; rooms of it below */
    char drop[SSHD_PATH], known_hosts[SSHD_PATH], key[SSHD_PATH];
    char host_key[SSHD_PATH];
    unsigned port;
    pid_t pid;
    char port_text[8];
    const char *user;
};

/* `kind` of the host's key: rsa, ecdsa or ed25519; `sftp` is what is said to the
 * SFTP server: "-R" lets nothing be written. */
void sshd_open(struct sshd *server, const char *kind, const char *sftp);
void sshd_close(struct sshd *server);

/* A fresh key of the kind, that the server takes or does not. */
void sshd_key(struct sshd *server, const char *kind, bool known);

/* A profile "hub" that goes there by the key made last. */
void sshd_partner(struct sshd *server, struct edi_partners *partners);

/* Writes known_hosts anew for this port; `path` is a public key. */
void sshd_know(struct sshd *server, unsigned port, const char *path);

unsigned sshd_names(const struct sshd *server); /* in the drop folder */
void sshd_empty(const struct sshd *server);

/* ---- the wire ---- */

struct wire {
    pid_t pid;
    unsigned port;
    int told; /* bytes to the server and connections, after wire_close */
    uint64_t bytes, connections;
};

/* Passes bytes on to the port; after `limit` bytes to the server (0: never) the
 * wire is cut, or goes dead with both ends open. */
void wire_open(struct wire *wire, unsigned to_port, uint64_t limit, bool dead);
void wire_close(struct wire *wire);

#endif
