/* SPDX-License-Identifier: Apache-2.0 */
/* transfer_sftp - a folder of a partner's SFTP server */
#include "edi/net/transfer_ssh.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    SFTP_PATH = 512,
    SFTP_BLOCK = 32768, /* what every server takes at once */
};

struct transfer_sftp {
    struct edi_ssh ssh;
    const char *folder;
    struct edi_transfer *owner; /* of a file that is read */
    const char *advice;         /* what to do if the server says no */
    char path[SFTP_PATH];       /* of the file at hand */
    char other[SFTP_PATH];
    char block[SFTP_BLOCK];
};

struct sftp_told {
    int code;
    const char *text;
};

/* What servers say, in words that tell what to do. */
static const struct sftp_told sftp_says[] = {
    { SSH_FX_NO_SUCH_FILE, "no such file or folder" },
    { SSH_FX_PERMISSION_DENIED, "permission denied" },
    { SSH_FX_FAILURE, "the server says no, and not why" },
    { SSH_FX_OP_UNSUPPORTED, "the server cannot do that" },
    { SSH_FX_NO_SUCH_PATH, "no such folder" },
    { SSH_FX_FILE_ALREADY_EXISTS, "is there already" },
    { SSH_FX_WRITE_PROTECT, "cannot be written" },
};

static const char sftp_may_write[] =
    "; ask the partner whether you may write to this folder";

/* A failure of the last thing asked: did the server say no, or nothing more? */
static enum x12_status sftp_fail(struct edi_transfer *t, const char *path,
                                 struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    const int code = sftp_get_error(to->ssh.sftp);
    const char *host = to->ssh.partner->host;

    t->lost = edi_deadline_has_passed(&to->ssh.deadline) ||
              !ssh_is_connected(to->ssh.session);
    if (!t->lost)
        for (size_t i = 0; i < sizeof(sftp_says) / sizeof(sftp_says[0]); i++)
            if (sftp_says[i].code == code) {
                t->trouble = EDI_TROUBLE_REFUSED;
                return x12_fail(err, X12_EIO, "%s: %s: %s%s", host, path,
                                sftp_says[i].text, to->advice);
            }
    t->lost = true;
    t->trouble = EDI_TROUBLE_UNREACHABLE;
    return x12_fail(err, X12_EIO, "%s: %s: %s", host, path,
                    edi_deadline_has_passed(&to->ssh.deadline)
                        ? "no answer in time (timeout, time_limit)"
                        : "the connection was lost");
}

/* Asks for nothing yet, but is about to. */
static enum x12_status sftp_path_in(struct edi_transfer *t, const char *folder,
                                    const char *name, char path[SFTP_PATH],
                                    struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    const int len = snprintf(path, SFTP_PATH, "%s/%s", folder, name);

    to->advice = "";
    edi_deadline_touch(&to->ssh.deadline);
    if (len >= 0 && len < SFTP_PATH && !strchr(name, '/'))
        return X12_OK;
    t->trouble = EDI_TROUBLE_REFUSED;
    return x12_fail(err, X12_EIO, "%s: the file's name cannot be", folder);
}

static enum x12_status sftp_path(struct edi_transfer *t, const char *name,
                                 char path[SFTP_PATH], struct x12_error *err)
{
    const struct transfer_sftp *to = t->self;

    return sftp_path_in(t, to->folder, name, path, err);
}

/* Of what to->path says. */
static enum x12_status sftp_look(struct edi_transfer *t, uint64_t *size,
                                 struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    enum x12_status status = X12_OK;
    sftp_attributes found;

    edi_deadline_touch(&to->ssh.deadline);
    found = sftp_lstat(to->ssh.sftp, to->path);
    if (!found)
        return sftp_get_error(to->ssh.sftp) == SSH_FX_NO_SUCH_FILE
                   ? X12_END
                   : sftp_fail(t, to->path, err);
    if (found->type != SSH_FILEXFER_TYPE_REGULAR ||
        !(found->flags & SSH_FILEXFER_ATTR_SIZE)) {
        t->trouble = EDI_TROUBLE_REFUSED;
        status = x12_fail(err, X12_EIO, "%s: is no plain file", to->path);
    }
    *size = found->size;
    sftp_attributes_free(found);
    return status;
}

static enum x12_status sftp_size(struct edi_transfer *t, const char *name,
                                 uint64_t *size, struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    enum x12_status status = sftp_path(t, name, to->path, err);

    return status == X12_OK ? sftp_look(t, size, err) : status;
}

static enum x12_status sftp_copy(struct edi_transfer *t, sftp_file file,
                                 struct x12_source *bytes, uint64_t *total,
                                 struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    enum x12_status status;
    size_t got;

    while ((status = x12_source_read(bytes, to->block, sizeof(to->block), &got,
                                     err)) == X12_OK) {
        for (size_t done = 0; done < got;) {
            ssize_t wrote;

            edi_deadline_touch(&to->ssh.deadline);
            wrote = sftp_write(file, to->block + done, got - done);
            if (wrote <= 0)
                return sftp_fail(t, to->path, err);
            done += (size_t)wrote;
        }
        *total += got;
    }
    if (status != X12_END)
        return status;
    edi_deadline_touch(&to->ssh.deadline);
    if (sftp_extension_supported(to->ssh.sftp, "fsync@openssh.com", "1") &&
        sftp_fsync(file) != SSH_OK)
        return sftp_fail(t, to->path, err);
    return X12_OK;
}

/* What `bytes` gives goes into the file that was opened, which is closed. */
static enum x12_status sftp_fill(struct edi_transfer *t, sftp_file file,
                                 struct x12_source *bytes, uint64_t *total,
                                 struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    enum x12_status status;

    t->trouble = EDI_TROUBLE_UNREACHABLE; /* if the source fails */
    to->advice = "; is their disk full, or your share of it?";
    status = sftp_copy(t, file, bytes, total, err);
    edi_deadline_touch(&to->ssh.deadline);
    if (sftp_close(file) != SSH_OK && status == X12_OK)
        status = sftp_fail(t, to->path, err);
    return status;
}

static enum x12_status sftp_put(struct edi_transfer *t, const char *name,
                                struct x12_source *bytes, uint64_t *total,
                                struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    enum x12_status status = sftp_path(t, name, to->path, err);
    sftp_file file;

    if (status != X12_OK)
        return status;
    to->advice = sftp_may_write;
    file = sftp_open(to->ssh.sftp, to->path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    return file ? sftp_fill(t, file, bytes, total, err)
                : sftp_fail(t, to->path, err);
}

static enum x12_status sftp_append(struct edi_transfer *t, const char *name,
                                   uint64_t from, struct x12_source *bytes,
                                   uint64_t *total, struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    enum x12_status status = sftp_path(t, name, to->path, err);
    sftp_file file;

    if (status != X12_OK)
        return status;
    file = sftp_open(to->ssh.sftp, to->path, O_WRONLY, 0600);
    if (!file)
        return sftp_fail(t, to->path, err);
    if (sftp_seek64(file, from) == 0)
        return sftp_fill(t, file, bytes, total, err);
    sftp_close(file);
    return sftp_fail(t, to->path, err);
}

static enum x12_status sftp_move(struct edi_transfer *t, const char *from,
                                 const char *folder, const char *name,
                                 struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    uint64_t size;
    enum x12_status status = sftp_path(t, from, to->other, err);

    if (status == X12_OK)
        status = sftp_path_in(t, folder ? folder : to->folder, name, to->path,
                              err);
    /* some servers let a rename overwrite */
    if (status == X12_OK)
        status = sftp_look(t, &size, err);
    if (status == X12_OK) {
        t->trouble = EDI_TROUBLE_REFUSED;
        return x12_fail(err, X12_EIO, "%s: is there already", to->path);
    }
    if (status != X12_END)
        return status;
    edi_deadline_touch(&to->ssh.deadline);
    to->advice = folder ? "; may you write to this folder?"
                        : "; if they let nothing be renamed: rename = no";
    return sftp_rename(to->ssh.sftp, to->other, to->path) == SSH_OK
               ? X12_OK
               : sftp_fail(t, to->path, err);
}

static enum x12_status sftp_remove(struct edi_transfer *t, const char *name,
                                   struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    enum x12_status status = sftp_path(t, name, to->path, err);

    to->advice = sftp_may_write;
    if (status != X12_OK || sftp_unlink(to->ssh.sftp, to->path) == SSH_OK)
        return status;
    return sftp_get_error(to->ssh.sftp) == SSH_FX_NO_SUCH_FILE
               ? X12_END
               : sftp_fail(t, to->path, err);
}

static enum x12_status sftp_list(struct edi_transfer *t,
                                 struct edi_remotes *all, struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    const char *folder = to->folder;
    enum x12_status status = X12_OK;
    sftp_attributes entry;
    sftp_dir dir;

    to->advice = "";
    edi_deadline_touch(&to->ssh.deadline);
    dir = sftp_opendir(to->ssh.sftp, folder);
    if (!dir)
        return sftp_fail(t, folder, err);
    while (status == X12_OK && (entry = sftp_readdir(to->ssh.sftp, dir))) {
        status = edi_remotes_put(
            all,
            &(struct edi_remote){
                .name = x12_str_from(entry->name),
                .size = entry->size,
                .changed = entry->mtime,
                .plain = entry->type == SSH_FILEXFER_TYPE_REGULAR,
                .odd = entry->type != SSH_FILEXFER_TYPE_REGULAR &&
                       entry->type != SSH_FILEXFER_TYPE_DIRECTORY },
            err);
        sftp_attributes_free(entry);
        edi_deadline_touch(&to->ssh.deadline);
    }
    if (status == X12_OK && !sftp_dir_eof(dir))
        status = sftp_fail(t, folder, err);
    sftp_closedir(dir);
    return status;
}

/* Whether it can be written only a file tells. */
static enum x12_status sftp_probe(struct edi_transfer *t, const char *folder,
                                  bool writes, struct x12_error *err)
{
    struct transfer_sftp *to = t->self;
    sftp_dir dir;

    (void)writes;
    to->advice = "";
    edi_deadline_touch(&to->ssh.deadline);
    dir = sftp_opendir(to->ssh.sftp, folder);
    if (!dir)
        return sftp_fail(t, folder, err);
    sftp_closedir(dir);
    return X12_OK;
}

/* ---- a file of theirs, read ---- */

struct sftp_reading {
    struct transfer_sftp *from;
    sftp_file file;
};

static enum x12_status sftp_source_read(void *self, char *into, size_t cap,
                                        size_t *got, struct x12_error *err)
{
    struct sftp_reading *reading = self;
    struct transfer_sftp *from = reading->from;
    ssize_t n;

    edi_deadline_touch(&from->ssh.deadline);
    n = sftp_read(reading->file, into, cap < SFTP_BLOCK ? cap : SFTP_BLOCK);
    *got = n > 0 ? (size_t)n : 0;
    if (n < 0)
        return sftp_fail(from->owner, from->folder, err);
    return n > 0 ? X12_OK : X12_END;
}

static void sftp_source_close(void *self)
{
    struct sftp_reading *reading = self;

    edi_deadline_touch(&reading->from->ssh.deadline);
    sftp_close(reading->file);
    free(reading);
}

static const struct x12_source_ops sftp_source_ops = {
    sftp_source_read,
    sftp_source_close,
};

static enum x12_status sftp_get(struct edi_transfer *t, const char *name,
                                struct x12_source *src, struct x12_error *err)
{
    struct transfer_sftp *from = t->self;
    enum x12_status status = sftp_path(t, name, from->path, err);
    struct sftp_reading *reading;

    if (status != X12_OK)
        return status;
    from->owner = t;
    reading = malloc(sizeof(*reading));
    if (!reading)
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", from->path);
    reading->from = from;
    reading->file = sftp_open(from->ssh.sftp, from->path, O_RDONLY, 0);
    if (!reading->file) {
        free(reading);
        return sftp_fail(t, from->path, err);
    }
    *src = (struct x12_source){ &sftp_source_ops, reading };
    return X12_OK;
}

/* ---- opened and closed ---- */

static void sftp_rest(struct edi_transfer *t)
{
    struct transfer_sftp *to = t->self;

    edi_deadline_rest(&to->ssh.deadline);
}

static void sftp_end(struct edi_transfer *t)
{
    struct transfer_sftp *to = t->self;

    edi_ssh_close(&to->ssh);
    free(to);
}

static const struct edi_transfer_ops sftp_ops = {
    .put = sftp_put,
    .size = sftp_size,
    .get = sftp_get,
    .list = sftp_list,
    .rename = sftp_move,
    .remove = sftp_remove,
    .append = sftp_append,
    .rest = sftp_rest,
    .probe = sftp_probe,
    .close = sftp_end,
};

enum x12_status edi_transfer_open_sftp(struct edi_transfer *t,
                                       const struct edi_partner *partner,
                                       const char *folder,
                                       struct x12_error *err)
{
    struct transfer_sftp *to = malloc(sizeof(*to));
    enum edi_trouble trouble = EDI_TROUBLE_UNREACHABLE;
    enum x12_status status;

    if (!to)
        return x12_fail(err, X12_ENOMEM, "%s: out of memory", partner->host);
    status = edi_ssh_open(&to->ssh, partner, &trouble, err);
    if (status != X12_OK) {
        free(to);
        t->trouble = trouble;
        return status;
    }
    to->folder = folder;
    to->advice = "";
    *t = (struct edi_transfer){ .ops = &sftp_ops,
                                .self = to,
                                .looks = true,
                                .hides = partner->rename != EDI_WISH_NO,
                                .resumes = partner->resume == EDI_WISH_YES };
    return X12_OK;
}
