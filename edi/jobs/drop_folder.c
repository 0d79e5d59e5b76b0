/* SPDX-License-Identifier: Apache-2.0 */
/* drop_folder - files of claims that others lay into a folder of ours */
#include "edi/jobs/drop_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DROP_PATIENCE = 30 /* times the settling time, where a line is cut */ };

/* Names under which others write what is not whole yet. */
static bool drop_is_waiting(x12_str name)
{
    static const char *const endings[] = { ".tmp", ".part", ".filepart" };

    if (name.len == 0 || name.at[0] == '.')
        return true;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        const size_t len = strlen(endings[i]);

        if (name.len > len &&
            memcmp(name.at + name.len - len, endings[i], len) == 0)
            return true;
    }
    return false;
}

/* The folder is listed as a partner's is. */
enum x12_status edi_drop_list(const struct edi_drop *drop,
                              struct edi_remotes *all, struct x12_error *err)
{
    static const struct edi_partner office = {
        .name = "intake", .protocol = EDI_PROTOCOL_FOLDER
    };
    struct edi_transfer t = { 0 };
    enum x12_status status;
    size_t kept = 0;

    *all = (struct edi_remotes){ .count = 0 };
    if (access(drop->folder, F_OK) != 0 && errno == ENOENT)
        return X12_OK;
    status = edi_transfer_open(&t, &office, drop->folder, err);
    if (status == X12_OK)
        status = edi_transfer_list(&t, all, err);
    edi_transfer_close(&t);
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].plain && !drop_is_waiting(all->at[i].name))
            all->at[kept++] = all->at[i];
    all->count = kept;
    return status;
}

static void drop_note(struct edi_dropped_file *file, const struct stat *st)
{
    file->size = (uint64_t)st->st_size;
    file->changed = st->st_mtim.tv_sec;
    file->nanoseconds = st->st_mtim.tv_nsec;
    file->inode = (uint64_t)st->st_ino;
}

/* Does its last line end, or is it packed, so that its own sum tells? */
static bool drop_is_ended(int fd, uint64_t size)
{
    unsigned char head[2] = { 0 }, last = 0;

    if (pread(fd, head, sizeof(head), 0) == (ssize_t)sizeof(head) &&
        head[0] == 0x1F && head[1] == 0x8B)
        return true;
    return pread(fd, &last, 1, (off_t)size - 1) == 1 && last == '\n';
}

static enum x12_status drop_look(const struct edi_drop *drop, int fd,
                                 struct edi_dropped_file *file)
{
    struct stat st;
    int64_t age;

    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return X12_END;
    drop_note(file, &st);
    age = drop->now - file->changed;
    file->young = age < (int64_t)drop->settle * DROP_PATIENCE;
    if (age < (int64_t)drop->settle || file->size == 0)
        return X12_END;
    return drop_is_ended(fd, file->size) || !file->young ? X12_OK : X12_END;
}

enum x12_status edi_drop_open(const struct edi_drop *drop,
                              const struct edi_remote *remote,
                              struct edi_dropped_file *file,
                              struct x12_source *src, struct x12_error *err)
{
    const int len = snprintf(file->path, sizeof(file->path), "%s/%.*s",
                             drop->folder, (int)remote->name.len,
                             remote->name.at);
    enum x12_status status;
    int fd;

    if (len < 0 || (size_t)len >= sizeof(file->path))
        return x12_fail(err, X12_ELIMIT, "intake: a path is too long");
    fd = open(file->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return X12_END;
    if (fd < 0) {
        const char *why = strerror(errno);
        struct stat st = { .st_ino = 0 };

        return x12_fail(
            err, X12_EIO, "intake: inode %llu: %s",
            lstat(file->path, &st) == 0 ? (unsigned long long)st.st_ino : 0,
            why);
    }
    status = drop_look(drop, fd, file);
    if (status == X12_OK)
        return x12_source_open_fd(src, fd, true, err);
    close(fd);
    return status;
}

bool edi_drop_is_same(const struct edi_dropped_file *file)
{
    struct edi_dropped_file now = { .size = 0 };
    struct stat st;

    if (lstat(file->path, &st) != 0)
        return false;
    drop_note(&now, &st);
    return now.size == file->size && now.changed == file->changed &&
           now.nanoseconds == file->nanoseconds && now.inode == file->inode;
}

enum x12_status edi_drop_remove(const struct edi_dropped_file *file,
                                struct x12_error *err)
{
    if (!edi_drop_is_same(file) || unlink(file->path) == 0)
        return X12_OK;
    return x12_fail(err, X12_EIO, "intake: inode %llu: %s",
                    (unsigned long long)file->inode, strerror(errno));
}
