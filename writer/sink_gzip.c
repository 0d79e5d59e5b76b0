/* SPDX-License-Identifier: Apache-2.0 */
/* sink_gzip - a sink that packs into another (zlib) */
#include "writer/sink.h"

#define ZLIB_CONST /* next_in only looks */
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

enum {
    GZIP_WINDOW = 15 + 16, /* 16: a gzip header, which zlib leaves bare */
    GZIP_MEMORY = 8,
};

struct sink_gzip {
    struct x12_sink inner;
    z_stream z;
    enum x12_status status;
    unsigned char packed[X12_SINK_BUFFER];
};

/* Runs the packer until it has taken all input or, with Z_FINISH, written its
 * trailer. */
static enum x12_status sink_gzip_run(struct sink_gzip *gz, int flush,
                                     struct x12_error *err)
{
    int rc;

    do {
        size_t len;

        gz->z.next_out = gz->packed;
        gz->z.avail_out = sizeof(gz->packed);
        rc = deflate(&gz->z, flush);
        if (rc == Z_STREAM_ERROR) {
            gz->status = x12_fail(err, X12_EIO, "gzip: stream is damaged");
            break;
        }
        len = sizeof(gz->packed) - gz->z.avail_out;
        gz->status = x12_sink_write(
            &gz->inner, (x12_str){ (const char *)gz->packed, len }, err);
    } while (gz->status == X12_OK && gz->z.avail_out == 0);
    return gz->status;
}

static enum x12_status sink_gzip_write(void *self, const char *at, size_t len,
                                       struct x12_error *err)
{
    struct sink_gzip *gz = self;

    while (len > 0 && gz->status == X12_OK) {
        size_t part = len < INT_MAX ? len : INT_MAX;

        gz->z.next_in = (const unsigned char *)at;
        gz->z.avail_in = (uInt)part;
        sink_gzip_run(gz, Z_NO_FLUSH, err);
        at += part;
        len -= part;
    }
    return gz->status;
}

static enum x12_status sink_gzip_commit(void *self, struct x12_error *err)
{
    struct sink_gzip *gz = self;

    if (gz->status == X12_OK)
        sink_gzip_run(gz, Z_FINISH, err);
    if (gz->status == X12_OK)
        gz->status = x12_sink_commit(&gz->inner, err);
    return gz->status;
}

static void sink_gzip_close(void *self)
{
    struct sink_gzip *gz = self;

    deflateEnd(&gz->z);
    x12_sink_close(&gz->inner);
    free(gz);
}

static const struct x12_sink_ops sink_gzip_ops = {
    .write = sink_gzip_write,
    .commit = sink_gzip_commit,
    .close = sink_gzip_close,
};

enum x12_status x12_sink_gzip(struct x12_sink *sink, struct x12_error *err)
{
    struct sink_gzip *gz = malloc(sizeof(*gz));

    if (!gz)
        return x12_fail(err, X12_ENOMEM, "gzip: out of memory");
    gz->status = X12_OK;
    gz->z = (z_stream){ .zalloc = Z_NULL };
    if (deflateInit2(&gz->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW,
                     GZIP_MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) {
        free(gz);
        return x12_fail(err, X12_ENOMEM, "gzip: out of memory");
    }
    gz->inner = *sink;
    *sink = (struct x12_sink){ &sink_gzip_ops, gz };
    return X12_OK;
}
