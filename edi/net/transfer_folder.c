/* SPDX-License-Identifier: Apache-2.0 */
/* transfer_folder - a drop folder of this machine, or one that is mounted */
#include "edi/net/transfer.h"
#include "writer/sink.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct transfer_folder {
    const char *folder;
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

static enum x12_status folder_find(struct edi_transfer *t, const char *name,
                                   uint64_t *size, struct x12_error *err)
{
    struct transfer_folder *dir = t->self;
    enum x12_status status = folder_path(t, name, err);
    struct stat st;

    if (status != X12_OK)
        return status;
    if (lstat(dir->path, &st) != 0)
        return errno == ENOENT ? X12_END
                               : folder_fail(t, EDI_TROUBLE_UNREACHABLE,
                                             dir->path, strerror(errno), err);
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

/* Is what stands under the name as long as what was written? */
static enum x12_status folder_verify(struct edi_transfer *t, const char *name,
                                     uint64_t total, struct x12_error *err)
{
    const struct transfer_folder *dir = t->self;
    uint64_t size = 0;
    enum x12_status status = folder_find(t, name, &size, err);

    if (status == X12_OK && size == total)
        return X12_OK;
    return folder_fail(t, EDI_TROUBLE_UNKNOWN, dir->path,
                       "is not there as it was written", err);
}

static enum x12_status folder_put(struct edi_transfer *t, const char *name,
                                  struct x12_source *bytes,
                                  struct x12_error *err)
{
    struct transfer_folder *dir = t->self;
    struct x12_sink sink = { 0 };
    uint64_t total = 0;
    enum x12_status status = folder_find(t, name, &total, err);

    if (status == X12_OK)
        return folder_fail(t, EDI_TROUBLE_REFUSED, dir->path,
                           "is there already; nothing is overwritten", err);
    if (status != X12_END)
        return status;
    total = 0;
    t->trouble = EDI_TROUBLE_UNREACHABLE; /* until it has its name */
    status = x12_sink_open_file(&sink, dir->path, X12_SINK_NEW, err);
    if (status == X12_OK)
        status = folder_copy(dir, bytes, &sink, &total, err);
    if (status == X12_OK) {
        t->trouble = EDI_TROUBLE_UNKNOWN;
        status = x12_sink_commit(&sink, err);
    }
    x12_sink_close(&sink);
    if (status != X12_OK)
        return status;
    t->trouble = EDI_TROUBLE_NONE;
    return folder_verify(t, name, total, err);
}

static enum x12_status folder_get(struct edi_transfer *t, const char *name,
                                  struct x12_source *src, struct x12_error *err)
{
    const struct transfer_folder *dir = t->self;
    enum x12_status status = folder_path(t, name, err);

    if (status == X12_OK)
        status = x12_source_open_file(src, dir->path, err);
    if (status != X12_OK)
        t->trouble = EDI_TROUBLE_UNREACHABLE;
    return status;
}

/* Is it what a sink writes under before `name` is its name? See sink.h. */
static bool folder_is_hidden(const char *entry, const char *name)
{
    static const char tail[] = ".tmp";
    const size_t len = strlen(entry), head = strlen(name);

    return entry[0] == '.' && strncmp(entry + 1, name, head) == 0 &&
           len > head + 1 && entry[1 + head] == '.' && len > sizeof(tail) &&
           strcmp(entry + len - (sizeof(tail) - 1), tail) == 0;
}

static void folder_tidy(struct edi_transfer *t, const char *name)
{
    const struct transfer_folder *dir = t->self;
    const struct dirent *entry;
    DIR *names = opendir(dir->folder);

    while (names && (entry = readdir(names)))
        if (folder_is_hidden(entry->d_name, name))
            unlinkat(dirfd(names), entry->d_name, 0);
    if (names)
        closedir(names);
}

static void folder_close(struct edi_transfer *t)
{
    free(t->self);
}

static const struct edi_transfer_ops folder_ops = {
    .put = folder_put,
    .find = folder_find,
    .get = folder_get,
    .tidy = folder_tidy,
    .close = folder_close,
};

enum x12_status edi_transfer_open_folder(struct edi_transfer *t,
                                         const struct edi_partner *partner,
                                         struct x12_error *err)
{
    struct transfer_folder *dir;
    struct stat st;

    if (stat(partner->folder, &st) != 0)
        return folder_fail(t, EDI_TROUBLE_UNREACHABLE, partner->folder,
                           strerror(errno), err);
    if (!S_ISDIR(st.st_mode))
        return folder_fail(t, EDI_TROUBLE_REFUSED, partner->folder,
                           "is no folder", err);
    dir = malloc(sizeof(*dir));
    if (!dir)
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", partner->folder);
    dir->folder = partner->folder;
    *t = (struct edi_transfer){ &folder_ops, dir, EDI_TROUBLE_NONE };
    return X12_OK;
}
