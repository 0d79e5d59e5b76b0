/* SPDX-License-Identifier: Apache-2.0 */
/* archive - what came, as it came, by month and digest */
#include "edi/jobs/archive.h"

#include "writer/sink.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ARCHIVE_BLOCK = 16384 };

static enum x12_status archive_fail(const char *path, struct x12_error *err)
{
    return x12_fail(err, X12_EIO, "%s: %s", path, strerror(errno));
}

/* What was renamed or made in the folder lasts. */
static enum x12_status archive_sync(const char *folder, struct x12_error *err)
{
    const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int failed;

    if (fd < 0)
        return archive_fail(folder, err);
    failed = fsync(fd) != 0 && errno != EINVAL ? errno : 0;
    close(fd);
    errno = failed;
    return failed ? archive_fail(folder, err) : X12_OK;
}

enum x12_status edi_archive_folders(char *path, struct x12_error *err)
{
    enum x12_status status = X12_OK;
    char *before = NULL;

    for (char *slash = strchr(path + 1, '/'); slash && status == X12_OK;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0700) != 0) {
            if (errno != EEXIST)
                status = archive_fail(path, err);
        } else if (before) {
            *before = '\0';
            status = archive_sync(path, err);
            *before = '/';
        }
        *slash = '/';
        before = slash;
    }
    return status;
}

static enum x12_status archive_path(char path[EDI_ARCHIVE_PATH], int len,
                                    struct x12_error *err)
{
    return len < 0 || len >= EDI_ARCHIVE_PATH
               ? x12_fail(err, X12_ELIMIT, "archive: a path is too long")
               : edi_archive_folders(path, err);
}

static enum x12_status archive_copy(struct x12_source *src, int fd,
                                    struct edi_archived *file, bool *ours,
                                    struct x12_error *err)
{
    struct edi_digest digest = { 0 };
    struct x12_sink sink = { 0 };
    char block[ARCHIVE_BLOCK];
    enum x12_status status = edi_digest_begin(&digest, err);
    size_t got;

    *ours = true;
    if (status == X12_OK)
        status = x12_sink_open_fd(&sink, fd, err);
    while (status == X12_OK) {
        *ours = false;
        status = x12_source_read(src, block, sizeof(block), &got, err);
        if (status != X12_OK)
            break;
        *ours = true;
        edi_digest_add(&digest, (x12_str){ block, got });
        file->bytes += got;
        status = x12_sink_write(&sink, (x12_str){ block, got }, err);
    }
    if (status == X12_END) {
        *ours = true;
        status = edi_digest_end(&digest, file->digest);
    }
    x12_sink_close(&sink);
    edi_digest_release(&digest);
    return status;
}

enum x12_status edi_archive_fetch(const struct edi_archive *archive,
                                  const char *partner, struct x12_source *src,
                                  struct edi_archived *file, bool *ours,
                                  struct x12_error *err)
{
    enum x12_status status;
    int fd;

    *ours = true;
    *file = (struct edi_archived){ .bytes = 0 };
    status = archive_path(file->part,
                          snprintf(file->part, sizeof(file->part),
                                   "%s/.%s.part", archive->folder, partner),
                          err);
    if (status != X12_OK)
        return status;
    fd = open(file->part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
              0600);
    if (fd < 0)
        return archive_fail(file->part, err);
    status = archive_copy(src, fd, file, ours, err);
    if (status == X12_OK && fsync(fd) != 0)
        status = archive_fail(file->part, err);
    close(fd);
    if (status != X12_OK)
        unlink(file->part);
    return status;
}

enum x12_status edi_archive_keep(const struct edi_archive *archive,
                                 const char *partner, x12_str name,
                                 struct edi_archived *file,
                                 struct x12_error *err)
{
    static const char digits[] = "0123456789abcdef";
    char sum[2 * EDI_DIGEST_BYTES + 1] = "", *slash;
    enum x12_status status;
    int len;

    for (size_t i = 0; i < EDI_DIGEST_BYTES; i++) {
        sum[2 * i] = digits[file->digest[i] >> 4];
        sum[2 * i + 1] = digits[file->digest[i] & 15];
    }
    len = snprintf(file->path, sizeof(file->path), "%s/%.4s/%.2s/%s/%s/%.*s",
                   archive->folder, archive->when, archive->when + 5, partner,
                   sum, (int)name.len, name.at);
    status = archive_path(file->path, len, err);
    if (status != X12_OK)
        return status;
    if (rename(file->part, file->path) != 0)
        return archive_fail(file->path, err);
    slash = strrchr(file->path, '/');
    *slash = '\0';
    status = archive_sync(file->path, err);
    *slash = '/';
    return status;
}

void edi_archive_drop(const struct edi_archived *file)
{
    char folder[EDI_ARCHIVE_PATH];
    const char *slash = strrchr(file->path, '/');

    unlink(*file->path ? file->path : file->part);
    if (slash &&
        x12_str_put(x12_str_of(file->path, (size_t)(slash - file->path)),
                    folder, sizeof(folder)))
        rmdir(folder); /* that of the digest, unless something else is in it */
}

static bool archive_is_left(const char *name)
{
    const char *ending = strrchr(name, '.');

    return name[0] == '.' && ending != name &&
           (strcmp(ending, ".part") == 0 || strcmp(ending, ".tmp") == 0);
}

enum x12_status edi_archive_tidy(const char *folder, struct x12_error *err)
{
    enum x12_status status = X12_OK;
    const struct dirent *entry;
    DIR *names = opendir(folder);

    if (!names)
        return errno == ENOENT ? X12_OK : archive_fail(folder, err);
    while (status == X12_OK && (entry = readdir(names)))
        if (archive_is_left(entry->d_name) &&
            unlinkat(dirfd(names), entry->d_name, 0) != 0)
            status = archive_fail(folder, err);
    closedir(names);
    return status;
}
