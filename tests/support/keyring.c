/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/keyring.h"

#include "parser/str.h"
#include "tests/support/cm.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KEYRING_ARGS = 24 };

/* Output goes into the file, if there is one. */
static int keyring_run(const char *const args[], const char *out)
{
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        int to = open(out ? out : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC,
                      0600);
        int none = open("/dev/null", O_RDWR);

        if (to < 0 || none < 0 || dup2(to, 1) < 0 || dup2(none, 0) < 0 ||
            dup2(none, 2) < 0)
            _exit(127);
        execvp(args[0], (char *const *)args);
        _exit(127);
    }
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

static int keyring_gpg_into(const struct keyring *ring,
                            const char *const more[], const char *out)
{
    const char *args[KEYRING_ARGS] = {
        "gpg",   "--homedir",       ring->home, "--batch",       "--quiet",
        "--yes", "--pinentry-mode", "loopback", "--trust-model", "always",
    };
    unsigned n = 10;

    for (unsigned i = 0; more[i] && n < KEYRING_ARGS - 1; i++)
        args[n++] = more[i];
    return keyring_run(args, out);
}

void keyring_gpg(const struct keyring *ring, const char *const more[])
{
    assert_int_equal(keyring_gpg_into(ring, more, NULL), 0);
}

/* The fingerprint of the first key. */
static void keyring_print(struct keyring *ring)
{
    static const char *const list[] = { "--with-colons", "--list-keys", NULL };
    char path[64], line[256];
    FILE *file;

    snprintf(path, sizeof(path), "%s/list", ring->home);
    assert_int_equal(keyring_gpg_into(ring, list, path), 0);
    file = fopen(path, "r");
    assert_non_null(file);
    while (!*ring->print && fgets(line, sizeof(line), file))
        if (strncmp(line, "fpr:::::::::", 12) == 0)
            x12_str_put(x12_str_of(line + 12, 40), ring->print,
                        sizeof(ring->print));
    fclose(file);
    unlink(path);
    assert_int_equal(strlen(ring->print), 40);
}

static void keyring_make(struct keyring *ring, const char *when,
                         const char *password, const char *until)
{
    const char *const make[] = { "--faked-system-time",
                                 when,
                                 "--passphrase",
                                 password,
                                 "--quick-generate-key",
                                 "hill.example",
                                 "future-default",
                                 "default",
                                 until,
                                 NULL };

    *ring = (struct keyring){ .home = "/tmp/edi-k-XXXXXX" };
    assert_non_null(mkdtemp(ring->home));
    keyring_gpg(ring, make);
    keyring_print(ring);
}

void keyring_open(struct keyring *ring, const char *password)
{
    keyring_make(ring, "20200101T000000", password, "never");
}

void keyring_open_expired(struct keyring *ring)
{
    keyring_make(ring, "20200101T000000", "", "20200201T000000");
}

static void keyring_give(const struct keyring *from, const struct keyring *to)
{
    char path[64];
    const char *const give[] = { "--export", NULL };
    const char *const take[] = { "--import", path, NULL };

    snprintf(path, sizeof(path), "%s/key", to->home);
    assert_int_equal(keyring_gpg_into(from, give, path), 0);
    keyring_gpg(to, take);
    unlink(path);
}

void keyring_know(struct keyring *ring, struct keyring *other)
{
    keyring_give(ring, other);
    keyring_give(other, ring);
}

void keyring_close(struct keyring *ring)
{
    const char *const end[] = { "gpgconf", "--homedir", ring->home,
                                "--kill",  "gpg-agent", NULL };
    const char *const clear[] = { "rm", "-rf", ring->home, NULL };

    keyring_run(end, NULL);
    assert_int_equal(keyring_run(clear, NULL), 0);
}
