/* SPDX-License-Identifier: Apache-2.0 */
/* source - where bytes come from: seam, file, memory; and what unpacks them */
#include "parser/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- a descriptor ---- */

struct source_fd {
    int fd;
    bool owned;
    char *name; /* for messages */
};

static enum x12_status source_fd_read(void *self, char *into, size_t cap,
                                      size_t *got, struct x12_error *err)
{
    struct source_fd *fd = self;
    ssize_t n;

    *got = 0;
    do
        n = read(fd->fd, into, cap);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return x12_fail(err, X12_EIO, "%s: %s", fd->name, strerror(errno));
    *got = (size_t)n;
    return n > 0 ? X12_OK : X12_END;
}

static void source_fd_close(void *self)
{
    struct source_fd *fd = self;

    if (fd->owned)
        close(fd->fd);
    free(fd);
}

static const struct x12_source_ops source_fd_ops = {
    source_fd_read,
    source_fd_close,
};

/* Makes the source; on failure the descriptor is closed if it is ours. */
static enum x12_status source_fd_make(struct x12_source *src, int fd,
                                      bool owned, const char *name,
                                      struct x12_error *err)
{
    size_t room = strlen(name) + 1;
    struct source_fd *self = malloc(sizeof(*self) + room);

    if (!self) {
        if (owned)
            close(fd);
        return x12_fail(err, X12_ENOMEM, "%s: no memory to read it", name);
    }
    self->fd = fd;
    self->owned = owned;
    self->name = (char *)(self + 1);
    memcpy(self->name, name, room);
    src->ops = &source_fd_ops;
    src->self = self;
    return X12_OK;
}

enum x12_status x12_source_open_file(struct x12_source *src, const char *path,
                                     struct x12_error *err)
{
    struct stat st;
    int fd;

    *src = (struct x12_source){ 0 };
    if (strcmp(path, "-") == 0)
        return source_fd_make(src, STDIN_FILENO, false, "standard input", err);
    do
        fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return x12_fail(err, X12_EIO, "%s: %s", path, strerror(errno));
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        return x12_fail(err, X12_EIO, "%s: %s", path, strerror(EISDIR));
    }
    return source_fd_make(src, fd, true, path, err);
}

enum x12_status x12_source_open_fd(struct x12_source *src, int fd, bool owned,
                                   struct x12_error *err)
{
    *src = (struct x12_source){ 0 };
    return source_fd_make(src, fd, owned, "input", err);
}

/* ---- memory, alone or in front of another source ---- */

struct source_head {
    struct x12_source inner; /* { 0 }: there is nothing behind the bytes */
    x12_str left;
    enum x12_status late; /* what the inner source met when looked at */
    char bytes[];
};

static enum x12_status source_head_read(void *self, char *into, size_t cap,
                                        size_t *got, struct x12_error *err)
{
    struct source_head *head = self;
    size_t n = head->left.len < cap ? head->left.len : cap;

    if (n == 0)
        return x12_source_read(&head->inner, into, cap, got, err);
    memcpy(into, head->left.at, n);
    head->left.at += n;
    head->left.len -= n;
    *got = n;
    return X12_OK;
}

static void source_head_close(void *self)
{
    struct source_head *head = self;

    x12_source_close(&head->inner);
    free(head);
}

static const struct x12_source_ops source_head_ops = {
    source_head_read,
    source_head_close,
};

enum x12_status x12_source_open_memory(struct x12_source *src, x12_str bytes,
                                       struct x12_error *err)
{
    struct source_head *self = malloc(sizeof(*self));

    *src = (struct x12_source){ 0 };
    if (!self)
        return x12_fail(err, X12_ENOMEM, "no memory to read from memory");
    *self = (struct source_head){ .left = bytes };
    src->ops = &source_head_ops;
    src->self = self;
    return X12_OK;
}

enum x12_status x12_source_unread(struct x12_source *src, x12_str head,
                                  struct x12_error *err)
{
    struct source_head *self;

    if (head.len == 0)
        return X12_OK;
    self = malloc(sizeof(*self) + head.len);
    if (!self)
        return x12_fail(err, X12_ENOMEM, "no memory for the first bytes");
    *self = (struct source_head){ .inner = *src };
    memcpy(self->bytes, head.at, head.len);
    self->left = (x12_str){ self->bytes, head.len };
    src->ops = &source_head_ops;
    src->self = self;
    return X12_OK;
}

/* ---- the seam ---- */

enum x12_status x12_source_read(struct x12_source *src, char *into, size_t cap,
                                size_t *got, struct x12_error *err)
{
    *got = 0;
    if (!src->ops)
        return X12_END;
    return src->ops->read(src->self, into, cap, got, err);
}

void x12_source_close(struct x12_source *src)
{
    if (src->ops)
        src->ops->close(src->self);
    *src = (struct x12_source){ 0 };
}
