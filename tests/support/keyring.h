/* SPDX-License-Identifier: Apache-2.0 */
/*
 * keyring - a folder of GnuPG's with keys made for a test
 *
 *     static struct keyring ours, theirs;
 *     keyring_open(&ours, "");
 *     keyring_open(&theirs, "SESAME");
 *     keyring_know(&ours, &theirs);
 *     ... ours.home, ours.print ...
 *     keyring_close(&ours);
 */
#ifndef TESTS_KEYRING_H
#define TESTS_KEYRING_H

struct keyring {
    char home[24];  /* short: gpg-agent has a socket in it */
    char print[48]; /* of its own key */
};

/* With a key of its own, opened by the password. */
void keyring_open(struct keyring *ring, const char *password);

/* The same, with a key that expired long ago. */
void keyring_open_expired(struct keyring *ring);

/* Both know each other's public keys. */
void keyring_know(struct keyring *ring, struct keyring *other);

/* Runs gpg there with these arguments; NULL behind the last. */
void keyring_gpg(const struct keyring *ring, const char *const more[]);

/* Ends its gpg-agent, and removes the folder. */
void keyring_close(struct keyring *ring);

#endif
