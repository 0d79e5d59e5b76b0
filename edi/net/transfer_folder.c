/* SPDX-License-Identifier: Apache-2.0 */
/* transfer_folder - a drop folder of this machine, or one that is mounted */
#include "edi/net/transfer.h"
#include "writer/sink.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct transfer_folder {
    const char *folder;
    int fd;
    char path[X12_SINK_PATH]; /* of the file at hand */
    char block[X12_SINK_BUFFER];
};

static enum x12_status folder_fail(struct edi_transfer *t,
                                   enum edi_trouble trouble, const char *path,
                                   const char *why, struct x12_error *err)
{
    t->trouble = trouble;
    return x12_fail(err, X12_EIO, "%s: %s", path, why);
}

/* A failure of the system; some say no for good. */
static enum x12_status folder_errno(struct edi_transfer *t, const char *path,
                                    struct x12_error *err)
{
    const bool refused = errno == EACCES || errno == EPERM || errno == EROFS;

    return folder_fail(t,
                       refused ? EDI_TROUBLE_REFUSED : EDI_TROUBLE_UNREACHABLE,
                       path, strerror(errno), err);
}

static enum x12_status folder_path(struct edi_transfer *t, const char *name,
                                   struct x12_error *err)
{
    struct transfer_folder *dir = t->self;
    int len = snprintf(dir->path, sizeof(dir->path), "%s/%s", dir->folder,
                       name);

    if (len < 0 || (size_t)len >= sizeof(dir->path) || strchr(name, '/'))
        return folder_fail(t, EDI_TROUBLE_REFUSED, dir->folder,
                           "the file's name cannot be", err);
    return X12_OK;
}

static enum x12_status folder_size(struct edi_transfer *t, const char *name,
                                   uint64_t *size, struct x12_error *err)
{
    struct transfer_folder *dir = t->self;
    enum x12_status status = folder_path(t, name, err);
    struct stat st;

    if (status != X12_OK)
        return status;
    if (lstat(dir->path, &st) != 0)
        return errno == ENOENT ? X12_END : folder_errno(t, dir->path, err);
    if (!S_ISREG(st.st_mode))
        return folder_fail(t, EDI_TROUBLE_REFUSED, dir->path,
                           "is no plain file", err);
    *size = (uint64_t)st.st_size;
    return X12_OK;
}

static enum x12_status folder_copy(struct transfer_folder *dir,
                                   struct x12_source *bytes,
                                   struct x12_sink *sink, uint64_t *total,
                                   struct x12_error *err)
{
    enum x12_status status;
    size_t got;

    while ((status = x12_source_read(bytes, dir->block, sizeof(dir->block),
                                     &got, err)) == X12_OK) {
        status = x12_sink_write(sink, (x12_str){ dir->block, got }, err);
        if (status != X12_OK)
            return status;
        *total += got;
    }
    return status == X12_END ? X12_OK : status;
}

static enum x12_status folder_put(struct edi_transfer *t, const char *name,
                                  struct x12_source *bytes, uint64_t *total,
                                  struct x12_error *err)
{
    struct transfer_folder *dir = t->self;
    struct x12_sink sink = { 0 };
    enum x12_status status = folder_path(t, name, err);
    int fd;

    if (status != X12_OK)
        return status;
    fd = openat(dir->fd, name,
                O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return folder_errno(t, dir->path, err);
    t->trouble = EDI_TROUBLE_UNREACHABLE;
    status = x12_sink_open_fd(&sink, fd, err);
    if (status == X12_OK)
        status = folder_copy(dir, bytes, &sink, total, err);
    x12_sink_close(&sink);
    if (status == X12_OK && fsync(fd) != 0)
        status = folder_errno(t, dir->path, err);
    if (close(fd) != 0 && status == X12_OK)
        status = folder_errno(t, dir->path, err);
    if (status != X12_OK)
        unlinkat(dir->fd, name, 0);
    return status;
}

/* By a second link, so that a file that was there stands; where there can be no
 * link, a look and a rename come next to it. */
static int folder_link(const struct transfer_folder *dir, const char *from,
                       int folder, const char *to)
{
    struct stat st;

    if (linkat(dir->fd, from, folder, to, 0) == 0)
        return unlinkat(dir->fd, from, 0);
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS &&
        errno != EMLINK)
        return -1;
    if (fstatat(folder, to, &st, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
        return -1;
    }
    return renameat(dir->fd, from, folder, to);
}

static enum x12_status folder_rename(struct edi_transfer *t, const char *from,
                                     const char *folder, const char *to,
                                     struct x12_error *err)
{
    const struct transfer_folder *dir = t->self;
    enum x12_status status = folder_path(t, to, err);
    int into;

    if (status != X12_OK)
        return status;
    into = open(folder ? folder : dir->folder,
                O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (into < 0)
        return folder_errno(t, folder ? folder : dir->folder, err);
    if (folder_link(dir, from, into, to) != 0)
        status = errno == EEXIST ? folder_fail(t, EDI_TROUBLE_REFUSED,
                                               dir->path, strerror(errno), err)
                                 : folder_errno(t, dir->path, err);
    else if (fsync(into) != 0 && errno != EINVAL)
        status = folder_fail(t, EDI_TROUBLE_UNKNOWN, dir->folder,
                             strerror(errno), err);
    close(into);
    return status;
}

static enum x12_status folder_remove(struct edi_transfer *t, const char *name,
                                     struct x12_error *err)
{
    const struct transfer_folder *dir = t->self;
    enum x12_status status = folder_path(t, name, err);

    if (status != X12_OK || unlinkat(dir->fd, name, 0) == 0)
        return status;
    return errno == ENOENT ? X12_END : folder_errno(t, dir->path, err);
}

static enum x12_status folder_list(struct edi_transfer *t,
                                   struct edi_remotes *all,
                                   struct x12_error *err)
{
    const struct transfer_folder *dir = t->self;
    enum x12_status status = X12_OK;
    const struct dirent *entry;
    struct stat st;
    DIR *names = opendir(dir->folder);

    if (!names)
        return folder_errno(t, dir->folder, err);
    while (status == X12_OK && (errno = 0, entry = readdir(names)))
        if (fstatat(dir->fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
            status = edi_remotes_put(
                all,
                &(struct edi_remote){ .name = x12_str_from(entry->d_name),
                                      .size = (uint64_t)st.st_size,
                                      .changed = st.st_mtime,
                                      .plain = S_ISREG(st.st_mode),
                                      .odd = !S_ISREG(st.st_mode) &&
                                             !S_ISDIR(st.st_mode) },
                err);
    if (status == X12_OK && errno != 0)
        status = folder_errno(t, dir->folder, err);
    closedir(names);
    return status;
}

static enum x12_status folder_get(struct edi_transfer *t, const char *name,
                                  struct x12_source *src, struct x12_error *err)
{
    const struct transfer_folder *dir = t->self;
    enum x12_status status = folder_path(t, name, err);
    int fd;

    if (status != X12_OK)
        return status;
    fd = openat(dir->fd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return folder_errno(t, dir->path, err);
    status = x12_source_open_fd(src, fd, true, err);
    if (status != X12_OK)
        t->trouble = EDI_TROUBLE_UNREACHABLE;
    return status;
}

static enum x12_status folder_probe(struct edi_transfer *t, const char *folder,
                                    bool writes, struct x12_error *err)
{
    struct stat st;

    if (stat(folder, &st) != 0 ||
        access(folder, R_OK | X_OK | (writes ? W_OK : 0)) != 0)
        return folder_errno(t, folder, err);
    return S_ISDIR(st.st_mode) ? X12_OK
                               : folder_fail(t, EDI_TROUBLE_REFUSED, folder,
                                             "is no folder", err);
}

static void folder_close(struct edi_transfer *t)
{
    const struct transfer_folder *dir = t->self;

    close(dir->fd);
    free(t->self);
}

static const struct edi_transfer_ops folder_ops = {
    .put = folder_put,
    .size = folder_size,
    .get = folder_get,
    .list = folder_list,
    .rename = folder_rename,
    .remove = folder_remove,
    .probe = folder_probe,
    .close = folder_close,
};

enum x12_status edi_transfer_open_folder(struct edi_transfer *t,
                                         const struct edi_partner *partner,
                                         const char *folder,
                                         struct x12_error *err)
{
    struct transfer_folder *dir;
    const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0 && errno == ENOTDIR)
        return folder_fail(t, EDI_TROUBLE_REFUSED, folder, "is no folder", err);
    if (fd < 0)
        return folder_errno(t, folder, err);
    dir = malloc(sizeof(*dir));
    if (!dir) {
        close(fd);
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", folder);
    }
    dir->folder = folder;
    dir->fd = fd;
    *t = (struct edi_transfer){ .ops = &folder_ops,
                                .self = dir,
                                .looks = true,
                                .hides = partner->rename != EDI_WISH_NO };
    return X12_OK;
}
