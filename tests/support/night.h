/* SPDX-License-Identifier: Apache-2.0 */
/*
 * night - an office whose program runs by the clock: the real `edi`, a real sshd
 * and a payer that answers
 *
 *     static struct night n;
 *     night_program(argv[0]);
 *     night_open(&n, "poll = 1\n");
 *     night_drop(&n, 3);
 *     assert_int_equal(night_run(&n, NULL), 0);
 *     night_close(&n);
 *
 * Everybody and everything in it is invented.
 */
#ifndef TESTS_NIGHT_H
#define TESTS_NIGHT_H

#include "tests/support/sshd.h"

#include <stdbool.h>

enum {
    NIGHT_PATH = 160,
    NIGHT_NAME = 256,
    NIGHT_FULL = 512,
    NIGHT_TEXT = 64 << 10
};

struct night {
    struct sshd server; /* files are sent into server.drop */
    char base[32];
    char conf[NIGHT_PATH], store[NIGHT_PATH], intake[NIGHT_PATH];
    char from[NIGHT_PATH];  /* where the payer lays answers */
    char taken[NIGHT_PATH]; /* where it keeps what it took */
    char given[NIGHT_PATH]; /* and copies of what it answered */
    char out[NIGHT_PATH], err[NIGHT_PATH], log[NIGHT_PATH];
    unsigned port; /* that the settings name */
    unsigned files, claims;
    unsigned minute; /* of the clock that runs go by; each start adds one */
    char text[NIGHT_TEXT]; /* of what was read last */
};

/* Where the program lies, from where the test does. */
void night_program(const char *argv0);

/* `more`: keys of the partner. */
void night_open(struct night *n, const char *more);
void night_close(struct night *n);

/* The settings anew, for this port of the server. */
void night_settings(struct night *n, unsigned port, const char *more);

/* Lays a file of so many claims into the intake folder, each claim another. */
void night_drop(struct night *n, unsigned claims);

/* Starts "edi run" with these words behind (NULL: none; parted by blanks). Its
 * clock is a minute later than that of the run before. */
pid_t night_start(struct night *n, const char *words);

/* How it ended; -1: by a signal. */
int night_wait(pid_t pid);

int night_run(struct night *n, const char *words);

/* Another command. */
int night_edi(struct night *n, const char *command, const char *words);

/* What stands in a file, in n->text. */
const char *night_read(struct night *n, const char *path);

/* Names of a folder: hidden ones alone, or all; those that are not hidden. */
unsigned night_names(const char *folder, bool hidden);
unsigned night_visible(const char *folder);

/* The number that a query gives of the store. */
int64_t night_ask(struct night *n, const char *sql);

/* The payer: takes what stands in the drop folder, and answers it at some time.
 * It is ended with SIGTERM and then has answered all it has taken. */
pid_t night_payer(struct night *n, uint32_t seed);

/* The same by steps: takes one file, if there is one; answers it as file number
 * so and so. What goes wrong there ends the process. */
bool night_take(struct night *n, char name[NIGHT_NAME]);
void night_answer(struct night *n, const char *name, unsigned file,
                  uint32_t *seed);

#endif
