/* SPDX-License-Identifier: Apache-2.0 */
/* spool - segments that wait until what stands before them is known */
#include "edi/jobs/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static enum x12_status spool_fail(const struct edi_spool *spool)
{
    return x12_fail(spool->err, X12_EIO, "%s: %s", spool->folder,
                    strerror(errno));
}

enum x12_status edi_spool_empty(struct edi_spool *spool)
{
    spool->w.set_segments = 0;
    if (ftruncate(spool->fd, 0) != 0 || lseek(spool->fd, 0, SEEK_SET) < 0)
        return spool_fail(spool);
    return X12_OK;
}

void edi_spool_close(struct edi_spool *spool)
{
    if (!spool->open)
        return;
    x12_writer_release(&spool->w);
    x12_sink_close(&spool->sink);
    close(spool->fd);
    *spool = (struct edi_spool){ .fd = -1 };
}

enum x12_status edi_spool_open(struct edi_spool *spool, const char *folder,
                               struct x12_delims delims, struct x12_error *err)
{
    char path[X12_SINK_PATH];
    int n = snprintf(path, sizeof(path), "%s/.edi-XXXXXX", folder);
    enum x12_status status;

    if (spool->open && memcmp(&spool->w.delims, &delims, sizeof(delims)) == 0)
        return edi_spool_empty(spool);
    edi_spool_close(spool);
    *spool = (struct edi_spool){ .fd = -1, .err = err, .folder = folder };
    if (n < 0 || (size_t)n >= sizeof(path))
        return x12_fail(err, X12_ELIMIT, "%s: the path is too long", folder);
    spool->fd = mkstemp(path);
    if (spool->fd < 0)
        return x12_fail(err, X12_EIO, "%s: %s", folder, strerror(errno));
    unlink(path);
    spool->open = true;
    status = x12_sink_open_fd(&spool->sink, spool->fd, err);
    x12_writer_init(&spool->w, &spool->sink, delims, err);
    spool->w.line_end = "\n";
    return status;
}

static enum x12_status spool_bytes(struct edi_spool *spool,
                                   struct x12_sink *sink)
{
    char block[16 << 10];
    enum x12_status status = X12_OK;
    ssize_t n = 1;

    if (lseek(spool->fd, 0, SEEK_SET) < 0)
        return spool_fail(spool);
    while (status == X12_OK && n > 0) {
        do
            n = read(spool->fd, block, sizeof(block));
        while (n < 0 && errno == EINTR);
        if (n > 0)
            status = x12_sink_write(sink, (x12_str){ block, (size_t)n },
                                    spool->err);
    }
    return n < 0 ? spool_fail(spool) : status;
}

enum x12_status edi_spool_copy(struct edi_spool *spool, struct x12_writer *to,
                               struct x12_sink *sink)
{
    enum x12_status status = x12_writer_finish(&spool->w);

    if (status == X12_OK)
        status = x12_writer_finish(to);
    if (status == X12_OK)
        status = spool_bytes(spool, sink);
    if (status == X12_OK && lseek(spool->fd, 0, SEEK_END) < 0)
        status = spool_fail(spool);
    to->set_segments += spool->w.set_segments;
    return status;
}
