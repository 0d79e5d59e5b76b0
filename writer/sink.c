/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sink - where bytes go: seam, memory, descriptor, file that appears whole or
 * not at all; and what packs them
 */
#include "writer/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum x12_status x12_sink_write(struct x12_sink *sink, x12_str bytes,
                               struct x12_error *err)
{
    if (!sink->ops || bytes.len == 0)
        return X12_OK;
    return sink->ops->write(sink->self, bytes.at, bytes.len, err);
}

enum x12_status x12_sink_commit(struct x12_sink *sink, struct x12_error *err)
{
    return sink->ops ? sink->ops->commit(sink->self, err) : X12_OK;
}

void x12_sink_close(struct x12_sink *sink)
{
    if (sink->ops)
        sink->ops->close(sink->self);
    *sink = (struct x12_sink){ 0 };
}

/* A descriptor that was set to not block is waited for. */
static bool sink_fd_wait(int fd)
{
    struct pollfd ready = { .fd = fd, .events = POLLOUT };

    return poll(&ready, 1, -1) >= 0 || errno == EINTR;
}

/* 0, or the errno of what went wrong. */
static int sink_fd_put(int fd, const char *at, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, at, len);

        if (n >= 0) {
            at += n;
            len -= (size_t)n;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (!sink_fd_wait(fd))
                return errno;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

struct sink_fd {
    int fd;
    enum x12_status status;
};

static enum x12_status sink_fd_write(void *self, const char *at, size_t len,
                                     struct x12_error *err)
{
    struct sink_fd *out = self;
    int trouble;

    if (out->status != X12_OK)
        return out->status;
    trouble = sink_fd_put(out->fd, at, len);
    if (trouble == EPIPE)
        out->status = X12_END;
    else if (trouble != 0)
        out->status = x12_fail(err, X12_EIO, "output: %s", strerror(trouble));
    return out->status;
}

static enum x12_status sink_fd_commit(void *self, struct x12_error *err)
{
    (void)err;
    return ((const struct sink_fd *)self)->status;
}

static const struct x12_sink_ops sink_fd_ops = {
    .write = sink_fd_write,
    .commit = sink_fd_commit,
    .close = free,
};

enum x12_status x12_sink_open_fd(struct x12_sink *sink, int fd,
                                 struct x12_error *err)
{
    struct sink_fd *out = malloc(sizeof(*out));

    if (!out)
        return x12_fail(err, X12_ENOMEM, "output: out of memory");
    *out = (struct sink_fd){ .fd = fd };
    *sink = (struct x12_sink){ &sink_fd_ops, out };
    return X12_OK;
}

struct sink_memory {
    char *at;
    size_t used, cap, limit;
    enum x12_status status;
};

static enum x12_status sink_memory_grow(struct sink_memory *mem, size_t need,
                                        struct x12_error *err)
{
    size_t cap = mem->cap ? mem->cap : 4096;
    char *at;

    if (need > mem->limit)
        return x12_fail(err, X12_ELIMIT, "memory output passes its limit");
    while (cap < need)
        cap = cap > mem->limit / 2 ? mem->limit : cap * 2;
    at = realloc(mem->at, cap);
    if (!at)
        return x12_fail(err, X12_ENOMEM, "memory output: out of memory");
    mem->at = at;
    mem->cap = cap;
    return X12_OK;
}

static enum x12_status sink_memory_write(void *self, const char *at, size_t len,
                                         struct x12_error *err)
{
    struct sink_memory *mem = self;

    if (mem->status != X12_OK)
        return mem->status;
    if (len > mem->cap - mem->used) {
        size_t need = len > SIZE_MAX - mem->used ? SIZE_MAX : mem->used + len;

        mem->status = sink_memory_grow(mem, need, err);
        if (mem->status != X12_OK)
            return mem->status;
    }
    memcpy(mem->at + mem->used, at, len);
    mem->used += len;
    return X12_OK;
}

static enum x12_status sink_memory_commit(void *self, struct x12_error *err)
{
    (void)err;
    return ((const struct sink_memory *)self)->status;
}

static void sink_memory_close(void *self)
{
    struct sink_memory *mem = self;

    free(mem->at);
    free(mem);
}

static const struct x12_sink_ops sink_memory_ops = {
    .write = sink_memory_write,
    .commit = sink_memory_commit,
    .close = sink_memory_close,
};

enum x12_status x12_sink_open_memory(struct x12_sink *sink, size_t limit,
                                     struct x12_error *err)
{
    struct sink_memory *mem = malloc(sizeof(*mem));

    if (!mem)
        return x12_fail(err, X12_ENOMEM, "memory output: out of memory");
    *mem = (struct sink_memory){ .limit = limit };
    *sink = (struct x12_sink){ &sink_memory_ops, mem };
    return X12_OK;
}

x12_str x12_sink_memory(const struct x12_sink *sink)
{
    const struct sink_memory *mem = sink->self;

    if (sink->ops != &sink_memory_ops)
        return (x12_str){ NULL, 0 };
    return (x12_str){ mem->at, mem->used };
}

void x12_sink_memory_clear(struct x12_sink *sink)
{
    struct sink_memory *mem = sink->self;

    if (sink->ops != &sink_memory_ops)
        return;
    mem->used = 0;
    mem->status = X12_OK;
}

enum { SINK_NAME = 256, SINK_TRIES = 1000 };

struct sink_file {
    int fd, folder;
    enum x12_sink_mode mode;
    enum x12_status status;
    bool hidden_stands; /* the hidden name is ours and there */
    char hidden[SINK_NAME];
    const char *name; /* the last part of `path` */
    char path[X12_SINK_PATH];
};

static enum x12_status sink_file_fail(struct sink_file *file, const char *what,
                                      int trouble, struct x12_error *err)
{
    file->status = x12_fail(err, X12_EIO, "%s: %s: %s", file->path, what,
                            strerror(trouble));
    return file->status;
}

/* Opens the folder of `path`: all that follows is done relative to it, so a
 * folder that is moved meanwhile does no harm. */
static enum x12_status sink_file_folder(struct sink_file *file,
                                        struct x12_error *err)
{
    char *slash = strrchr(file->path, '/');
    const char *folder = ".";

    file->name = slash ? slash + 1 : file->path;
    if (file->name[0] == '\0' || strlen(file->name) >= SINK_NAME)
        return sink_file_fail(file, "name", EINVAL, err);
    if (slash == file->path)
        folder = "/";
    else if (slash)
        *slash = '\0', folder = file->path;
    file->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (slash)
        *slash = '/';
    if (file->folder < 0)
        return sink_file_fail(file, "folder", errno, err);
    return X12_OK;
}

/* What has the final name must suit the mode; asked before any work is done
 * and, for a new file, answered for good by link(2) at commit. */
static enum x12_status sink_file_look(struct sink_file *file,
                                      struct x12_error *err)
{
    struct stat st;

    if (fstatat(file->folder, file->name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? X12_OK
                               : sink_file_fail(file, "look", errno, err);
    if (file->mode == X12_SINK_NEW)
        return sink_file_fail(file, "not replaced", EEXIST, err);
    if (!S_ISREG(st.st_mode)) {
        file->status = x12_fail(err, X12_EIO, "%s: is there and no plain file",
                                file->path);
        return file->status;
    }
    return X12_OK;
}

static enum x12_status sink_file_create(struct sink_file *file,
                                        struct x12_error *err)
{
    /* 200: the name's head, so that a person sees what it was to become */
    for (unsigned n = 0; n < SINK_TRIES; n++) {
        snprintf(file->hidden, sizeof(file->hidden), ".%.200s.%ld-%u.tmp",
                 file->name, (long)getpid(), n);
        file->fd = openat(file->folder, file->hidden,
                          O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                          0600);
        if (file->fd >= 0 || errno != EEXIST)
            break;
    }
    if (file->fd < 0)
        return sink_file_fail(file, "create", errno, err);
    file->hidden_stands = true;
    if (fchmod(file->fd, 0600) != 0)
        return sink_file_fail(file, "mode", errno, err);
    return X12_OK;
}

static enum x12_status sink_file_write(void *self, const char *at, size_t len,
                                       struct x12_error *err)
{
    struct sink_file *file = self;
    int trouble;

    if (file->status != X12_OK)
        return file->status;
    trouble = sink_fd_put(file->fd, at, len);
    return trouble == 0 ? X12_OK : sink_file_fail(file, "write", trouble, err);
}

/* Gives a new file its name, or the errno of why not. Where a file system has
 * no links, a look and a rename come next to it. */
static int sink_file_link(struct sink_file *file)
{
    struct stat st;

    if (linkat(file->folder, file->hidden, file->folder, file->name, 0) == 0) {
        if (unlinkat(file->folder, file->hidden, 0) == 0)
            file->hidden_stands = false;
        return 0;
    }
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS &&
        errno != EMLINK)
        return errno;
    if (fstatat(file->folder, file->name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        return EEXIST;
    if (renameat(file->folder, file->hidden, file->folder, file->name) != 0)
        return errno;
    file->hidden_stands = false;
    return 0;
}

static int sink_file_rename(struct sink_file *file)
{
    if (renameat(file->folder, file->hidden, file->folder, file->name) != 0)
        return errno;
    file->hidden_stands = false;
    return 0;
}

/* Not every file system lets a folder be synced; EINVAL says so. */
static int sink_file_sync_folder(const struct sink_file *file)
{
    if (file->mode == X12_SINK_LOOSE || fsync(file->folder) == 0)
        return 0;
    return errno == EINVAL ? 0 : errno;
}

static enum x12_status sink_file_commit(void *self, struct x12_error *err)
{
    struct sink_file *file = self;
    int fd = file->fd;
    int trouble;

    if (file->status != X12_OK)
        return file->status;
    if (fd < 0)
        return x12_fail(err, X12_EMISUSE, "%s: committed twice", file->path);
    if (file->mode != X12_SINK_LOOSE && fsync(fd) != 0)
        return sink_file_fail(file, "sync", errno, err);
    file->fd = -1;
    if (close(fd) != 0 && errno != EINTR)
        return sink_file_fail(file, "close", errno, err);
    trouble = file->mode == X12_SINK_NEW ? sink_file_link(file)
                                         : sink_file_rename(file);
    if (trouble != 0)
        return sink_file_fail(file, "name", trouble, err);
    trouble = sink_file_sync_folder(file);
    if (trouble != 0)
        return sink_file_fail(file, "sync folder", trouble, err);
    return X12_OK;
}

static void sink_file_close(void *self)
{
    struct sink_file *file = self;

    if (file->fd >= 0)
        close(file->fd);
    if (file->hidden_stands)
        unlinkat(file->folder, file->hidden, 0);
    if (file->folder >= 0)
        close(file->folder);
    free(file);
}

static const struct x12_sink_ops sink_file_ops = {
    .write = sink_file_write,
    .commit = sink_file_commit,
    .close = sink_file_close,
};

enum x12_status x12_sink_open_file(struct x12_sink *sink, const char *path,
                                   enum x12_sink_mode mode,
                                   struct x12_error *err)
{
    struct sink_file *file = malloc(sizeof(*file));
    enum x12_status status;

    if (!file)
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", path);
    *file = (struct sink_file){ .fd = -1, .folder = -1, .mode = mode };
    if (!x12_str_put(x12_str_from(path), file->path, sizeof(file->path)))
        status = sink_file_fail(file, "path", ENAMETOOLONG, err);
    else
        status = sink_file_folder(file, err);
    if (status == X12_OK)
        status = sink_file_look(file, err);
    if (status == X12_OK)
        status = sink_file_create(file, err);
    if (status != X12_OK) {
        sink_file_close(file);
        return status;
    }
    *sink = (struct x12_sink){ &sink_file_ops, file };
    return X12_OK;
}
