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

#define SSHD_USER     "harbor"
#define SSHD_PASSWORD "SESAME"

/* How a server is to be. */
struct sshd_how {
    const char *kind; /* of the host's key */
    const char *sftp; /* what is said to the SFTP server */
    const char *more; /* lines for its settings; NULL: none */
    bool word;        /* "harbor" may log in by SSHD_PASSWORD */
    uint64_t most;    /* bytes of a file: the disk is full then; 0: no limit */
};

/* `kind` of the host's key: rsa, ecdsa or ed25519; `sftp` is what is said to the
 * SFTP server: "-R" lets nothing be written. */
void sshd_open(struct sshd *server, const char *kind, const char *sftp);
void sshd_open_as(struct sshd *server, const struct sshd_how *how);
void sshd_close(struct sshd *server);

/* A fresh key of the kind, that the server takes or does not. */
void sshd_key(struct sshd *server, const char *kind, bool known);

/* A profile "hub" that goes there by the key made last. */
void sshd_partner(struct sshd *server, struct edi_partners *partners);

/* Writes known_hosts anew for this port; `path` is a public key. */
void sshd_know(struct sshd *server, unsigned port, const char *path);

unsigned sshd_names(const struct sshd *server); /* in the drop folder */
void sshd_empty(const struct sshd *server);

/* ---- an agent ---- */

/* A real ssh-agent with the key made last; SSH_AUTH_SOCK is set. */
pid_t sshd_agent(const struct sshd *server);
void sshd_agent_end(pid_t agent);

/* ---- the wire ---- */

struct wire {
    pid_t pid;
    unsigned port;
    int told; /* bytes to the server and back, and connections: after wire_close */
    uint64_t bytes, back, connections;
};

struct wire_how {
    uint64_t limit, back; /* bytes to the server and from it; 0: no limit */
    bool dead; /* then it goes dead with both ends open; else it is cut */
    int pause; /* milliseconds after each 4 KiB or less */
};

/* Passes bytes on to the port. */
void wire_open_as(struct wire *wire, unsigned to_port,
                  const struct wire_how *how);
void wire_open(struct wire *wire, unsigned to_port, uint64_t limit, bool dead);
void wire_close(struct wire *wire);

#endif
