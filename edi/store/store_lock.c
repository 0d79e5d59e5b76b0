/* SPDX-License-Identifier: Apache-2.0 */
/* store_lock - one run at a time sends for a store */
#include "edi/store/store_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { LOCK_PATH = 4096 };

enum x12_status edi_lock_take(struct edi_lock *lock, const char *store_path,
                              struct x12_error *err)
{
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    char path[LOCK_PATH];
    int len = snprintf(path, sizeof(path), "%s.lock", store_path);
    int fd;

    if (len < 0 || (size_t)len >= sizeof(path))
        return x12_fail(err, X12_EIO, "%s: path is too long", store_path);
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return x12_fail(err, X12_EIO, "%s: %s", path, strerror(errno));
    if (fcntl(fd, F_SETLK, &whole) == 0) {
        *lock = (struct edi_lock){ .held = true, .fd = fd };
        return X12_OK;
    }
    len = errno;
    close(fd);
    if (len == EAGAIN || len == EACCES)
        return X12_END;
    return x12_fail(err, X12_EIO, "%s: %s", path, strerror(len));
}

void edi_lock_drop(struct edi_lock *lock)
{
    if (lock->held)
        close(lock->fd);
    *lock = (struct edi_lock){ 0 };
}
