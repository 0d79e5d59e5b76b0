/* SPDX-License-Identifier: Apache-2.0 */
/* source - a source that unpacks another (zlib) */
#include "parser/source.h"

#include <stdlib.h>
#include <zlib.h>

enum {
    GUNZIP_ROOM = 64 << 10,  /* packed bytes read at once */
    GUNZIP_WINDOW = 15 + 16, /* zlib: the widest window, with a gzip header */
};

struct source_gunzip {
    struct x12_source inner;
    z_stream z;
    bool drained; /* the inner source is at its end */
    bool between; /* behind a member, before the next one */
    enum x12_status status;
    struct x12_error late; /* told when what was whole has been given */
    unsigned char packed[GUNZIP_ROOM];
};

static voidpf gunzip_alloc(voidpf opaque, uInt items, uInt size)
{
    (void)opaque;
    return calloc(items, size);
}

static void gunzip_free(voidpf opaque, voidpf at)
{
    (void)opaque;
    free(at);
}

/* Sees to it that there are packed bytes unless the input ends. */
static enum x12_status gunzip_fill(struct source_gunzip *gz,
                                   struct x12_error *err)
{
    enum x12_status status;
    size_t got;

    if (gz->z.avail_in > 0 || gz->drained)
        return X12_OK;
    status = x12_source_read(&gz->inner, (char *)gz->packed, GUNZIP_ROOM, &got,
                             err);
    gz->z.next_in = gz->packed;
    gz->z.avail_in = (uInt)got;
    gz->drained = status == X12_END;
    return gz->drained ? X12_OK : status;
}

/* Behind a member: another one, or padding with zeros, or the end. */
static enum x12_status gunzip_begin(struct source_gunzip *gz,
                                    struct x12_error *err)
{
    while (gz->z.avail_in > 0 && *gz->z.next_in == 0) {
        gz->z.next_in++;
        gz->z.avail_in--;
    }
    if (gz->z.avail_in == 0)
        return gz->drained ? X12_END : X12_OK;
    if (*gz->z.next_in != 0x1F || inflateReset(&gz->z) != Z_OK)
        return x12_fail(err, X12_EIO,
                        "bytes that are no gzip stand behind "
                        "the gzip data");
    gz->between = false;
    return X12_OK;
}

/* Unpacks into z.next_out; X12_OK also when nothing came of it yet. */
static enum x12_status gunzip_step(struct source_gunzip *gz,
                                   struct x12_error *err)
{
    enum x12_status status = gunzip_fill(gz, err);

    if (status == X12_OK && gz->between)
        return gunzip_begin(gz, err);
    if (status != X12_OK)
        return status;
    switch (inflate(&gz->z, Z_NO_FLUSH)) {
    case Z_STREAM_END:
        gz->between = true;
        return X12_OK;
    case Z_OK:
        return X12_OK;
    case Z_BUF_ERROR: /* no progress: fatal only when no more bytes come */
        if (gz->z.avail_in > 0 || !gz->drained)
            return X12_OK;
        return x12_fail(err, X12_EIO, "the gzip data end too early");
    case Z_MEM_ERROR:
        return x12_fail(err, X12_ENOMEM, "no memory to unpack gzip");
    default:
        return x12_fail(err, X12_EIO, "the gzip data are damaged");
    }
}

static enum x12_status source_gunzip_read(void *self, char *into, size_t cap,
                                          size_t *got, struct x12_error *err)
{
    struct source_gunzip *gz = self;
    uInt room = cap < X12_SOURCE_BLOCK ? (uInt)cap : X12_SOURCE_BLOCK;

    gz->z.next_out = (unsigned char *)into;
    gz->z.avail_out = room;
    while (gz->status == X12_OK && gz->z.avail_out == room)
        gz->status = gunzip_step(gz, &gz->late);
    *got = room - gz->z.avail_out;
    if (*got > 0)
        return X12_OK;
    if (gz->status == X12_END)
        return X12_END;
    return x12_fail(err, gz->status, "%s", gz->late.text);
}

static void source_gunzip_close(void *self)
{
    struct source_gunzip *gz = self;

    inflateEnd(&gz->z);
    x12_source_close(&gz->inner);
    free(gz);
}

static const struct x12_source_ops source_gunzip_ops = {
    source_gunzip_read,
    source_gunzip_close,
};

enum x12_status x12_source_gunzip(struct x12_source *src, struct x12_error *err)
{
    struct source_gunzip *gz = calloc(1, sizeof(*gz));

    if (!gz)
        return x12_fail(err, X12_ENOMEM, "no memory to unpack gzip");
    gz->z.zalloc = gunzip_alloc;
    gz->z.zfree = gunzip_free;
    if (inflateInit2(&gz->z, GUNZIP_WINDOW) != Z_OK) {
        free(gz);
        return x12_fail(err, X12_ENOMEM, "no memory to unpack gzip");
    }
    gz->inner = *src;
    *src = (struct x12_source){ &source_gunzip_ops, gz };
    return X12_OK;
}
