/* SPDX-License-Identifier: Apache-2.0 */
/* receive_pgp - what came encrypted, decrypted and verified, into the archive */
#include "edi/jobs/outgoing.h"
#include "edi/jobs/receive_private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* The name without what says that it is encrypted. */
static x12_str receive_plain_name(x12_str name)
{
    static const char *const ends[] = { ".pgp", ".gpg", ".asc",
                                        ".PGP", ".GPG", ".ASC" };
    enum { END = 4 };

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        if (name.len > END &&
            x12_str_is(x12_str_of(name.at + name.len - END, END), ends[i]))
            return x12_str_of(name.at, name.len - END);
    return name;
}

/* What was decrypted into `fd` has its place beside what came. */
static enum x12_status receive_plain(struct edi_receive *r, int fd)
{
    struct x12_source src = { 0 };
    bool ours;
    enum x12_status status = lseek(fd, 0, SEEK_SET) == 0
                                 ? x12_source_open_fd(&src, fd, false, r->err)
                                 : x12_fail(r->err, X12_EIO, "%s",
                                            strerror(errno));

    if (status == X12_OK)
        status = edi_archive_fetch(&r->options.archive, r->partner->name, &src,
                                   &r->file, &ours, r->err);
    x12_source_close(&src);
    return status == X12_OK
               ? edi_archive_keep(&r->options.archive, r->partner->name,
                                  receive_plain_name(r->name), &r->file, r->err)
               : status;
}

/* It stays where it is until it can be read. */
static enum x12_status receive_locked(struct edi_receive *r)
{
    edi_archive_drop(&r->file);
    edi_receive_tell(r, EDI_RECEIVE_LOCKED, r->fault.text);
    return X12_END;
}

enum x12_status edi_receive_unseal(struct edi_receive *r)
{
    const uint64_t most = edi_zip_most(r->file.bytes);
    enum x12_status status = X12_OK;
    int from, to;

    if (!edi_pgp_wanted(r->partner)) {
        x12_fail(&r->fault, X12_EMISUSE,
                 "is encrypted by PGP, and the profile has no pgp_home: left "
                 "for the next run");
        return receive_locked(r);
    }
    from = open(r->file.path, O_RDONLY | O_CLOEXEC);
    to = edi_nameless(r->options.archive.folder);
    if (from < 0 || to < 0)
        status = x12_fail(r->err, X12_EIO, "%s: %s", r->options.archive.folder,
                          strerror(errno));
    else if (edi_pgp_unseal(r->partner, from, to, most, &r->fault) != X12_OK)
        status = receive_locked(r);
    else
        status = receive_plain(r, to);
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    return status;
}
