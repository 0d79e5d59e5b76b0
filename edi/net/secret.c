/* SPDX-License-Identifier: Apache-2.0 */
/* secret - a password from a file or the environment, never from elsewhere */
#include "edi/net/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static enum x12_status secret_judge(const char *path, const struct stat *st,
                                    struct x12_error *err)
{
    if (!S_ISREG(st->st_mode))
        return x12_fail(err, X12_EMISUSE, "%s: is no plain file", path);
    if (st->st_mode & (S_IRWXG | S_IRWXO))
        return x12_fail(err, X12_EMISUSE,
                        "%s: others than its owner may use it: chmod 600",
                        path);
    return X12_OK;
}

enum x12_status edi_secret_guard(const char *path, struct x12_error *err)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return x12_fail(err, X12_EMISUSE, "%s: %s", path, strerror(errno));
    return secret_judge(path, &st, err);
}

/* Ends the text at its line's end; a secret of no letters is none. */
static enum x12_status secret_cut(struct edi_secret *secret, const char *from,
                                  struct x12_error *err)
{
    secret->text[strcspn(secret->text, "\r\n")] = '\0';
    return *secret->text
               ? X12_OK
               : x12_fail(err, X12_EMISUSE, "%s: holds nothing", from);
}

enum x12_status edi_secret_file(struct edi_secret *secret, const char *path,
                                struct x12_error *err)
{
    enum x12_status status;
    struct stat st;
    ssize_t got;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    *secret = (struct edi_secret){ { 0 } };
    if (fd < 0 || fstat(fd, &st) != 0) {
        status = x12_fail(err, X12_EMISUSE, "%s: %s", path, strerror(errno));
        if (fd >= 0)
            close(fd);
        return status;
    }
    status = secret_judge(path, &st, err);
    if (status == X12_OK) {
        got = read(fd, secret->text, sizeof(secret->text) - 1);
        status = got < 0
                     ? x12_fail(err, X12_EIO, "%s: %s", path, strerror(errno))
                     : secret_cut(secret, path, err);
    }
    close(fd);
    return status;
}

enum x12_status edi_secret_env(struct edi_secret *secret, const char *name,
                               struct x12_error *err)
{
    const char *value = getenv(name);

    *secret = (struct edi_secret){ { 0 } };
    if (!value)
        return x12_fail(err, X12_EMISUSE, "%s: is not in the environment",
                        name);
    x12_str_put(x12_str_from(value), secret->text, sizeof(secret->text));
    return secret_cut(secret, name, err);
}

void edi_secret_wipe(struct edi_secret *secret)
{
    OPENSSL_cleanse(secret->text, sizeof(secret->text));
}
