/* SPDX-License-Identifier: Apache-2.0 */
/*
 * source - where bytes come from: seam, file, memory; and what unpacks them
 *
 *     struct x12_source src = { 0 };
 *     status = x12_source_open_file(&src, path, err);
 *     if (status == X12_OK)
 *         status = x12_source_detect(&src, NULL, err);   gzip, EBCDIC, UTF-16
 *     ...
 *     x12_source_close(&src);      right on every path, and twice
 *
 * A filter takes the inner source over and closes it. Whoever takes a source
 * over leaves { 0 } with the giver. { 0 } is an empty source.
 */
#ifndef X12_SOURCE_H
#define X12_SOURCE_H

#include "parser/error.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    X12_SOURCE_BLOCK = 256 << 10, /* bytes asked of the outside at once */
};

struct x12_source_ops {
    /* Up to `cap` (> 0) bytes into `into`; sets `*got`. X12_OK with *got > 0,
     * X12_END at the end, else a failure that is kept in `err`. Short reads are
     * allowed anywhere. */
    enum x12_status (*read)(void *self, char *into, size_t cap, size_t *got,
                            struct x12_error *err);
    void (*close)(void *self);
};

struct x12_source {
    const struct x12_source_ops *ops;
    void *self;
};

/* "-" is standard input, which is not closed. */
X12_API enum x12_status x12_source_open_file(
    struct x12_source *src, const char *path,
    struct x12_error *err) X12_MUST_USE;

/* Takes an open descriptor over; `owned` ones are closed with the source. */
X12_API enum x12_status x12_source_open_fd(struct x12_source *src, int fd,
                                           bool owned,
                                           struct x12_error *err) X12_MUST_USE;

/* `bytes` must outlive the source. */
X12_API enum x12_status x12_source_open_memory(
    struct x12_source *src, x12_str bytes, struct x12_error *err) X12_MUST_USE;

/* Looks at the first bytes and puts the filters that they call for on top:
 * gzip (any number of members), then `charset` if not NULL, else EBCDIC or
 * UTF-16 as the ISA shows. The bytes looked at are not lost. */
X12_API enum x12_status x12_source_detect(struct x12_source *src,
                                          const char *charset,
                                          struct x12_error *err) X12_MUST_USE;

/* Unpacks gzip; several members follow each other as one. Input that ends
 * inside a member gives what was whole and then X12_EIO. What one member may
 * unpack to is bounded only by the reader's own constant memory. */
X12_API enum x12_status x12_source_gunzip(struct x12_source *src,
                                          struct x12_error *err) X12_MUST_USE;

/* Recodes. Sets that ISO-8859-1 holds (EBCDIC IBM037 and IBM1047 among them)
 * become ISO-8859-1, so that a byte stays a byte and offsets stay true; others
 * become UTF-8, by iconv. UTF-8 stays as it is. X12_EMISUSE: the set is not
 * known here. */
X12_API enum x12_status x12_source_decode(struct x12_source *src,
                                          const char *charset,
                                          struct x12_error *err) X12_MUST_USE;

/* Gives `head` (copied) first, then the rest of `src`. */
X12_API enum x12_status x12_source_unread(struct x12_source *src, x12_str head,
                                          struct x12_error *err) X12_MUST_USE;

X12_API enum x12_status x12_source_read(struct x12_source *src, char *into,
                                        size_t cap, size_t *got,
                                        struct x12_error *err) X12_MUST_USE;

X12_API void x12_source_close(struct x12_source *src);

#ifdef __cplusplus
}
#endif
#endif
