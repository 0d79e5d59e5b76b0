/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sink - where bytes go: seam, memory, descriptor, file that appears whole or
 * not at all; and what packs them
 *
 *     struct x12_sink sink = { 0 };
 *     status = x12_sink_open_file(&sink, path, X12_SINK_NEW, err);
 *     ... x12_sink_write(&sink, bytes, err) ...
 *     status = x12_sink_commit(&sink, err);   now it has its name
 *     x12_sink_close(&sink);                  without commit: nothing is left
 *
 * Files are made with mode 0600 whatever the umask, under a hidden name beside
 * their final one (".NAME.PID-N.tmp"), and are synced before they are renamed;
 * the folder is synced after. A process that is killed before commit leaves at
 * most the hidden file. After a failed write the sink takes nothing more and
 * cannot be committed.
 */
#ifndef X12_SINK_H
#define X12_SINK_H

#include "parser/error.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    X12_SINK_PATH = 4096,      /* longest path of a file, zero byte counted */
    X12_SINK_BUFFER = 64 << 10 /* bytes packed at once by gzip */
};

enum x12_sink_mode {
    X12_SINK_REPLACE, /* an older plain file of the name gives way */
    X12_SINK_NEW,     /* whatever has the name already is a failure */
    X12_SINK_LOOSE,   /* as REPLACE, but a power cut may lose it: for what can be
                         made again */
};

struct x12_sink_ops {
    /* Takes all of it, or fails. */
    enum x12_status (*write)(void *self, const char *at, size_t len,
                             struct x12_error *err);
    /* What was written becomes lasting and visible. */
    enum x12_status (*commit)(void *self, struct x12_error *err);
    void (*close)(void *self);
};

struct x12_sink {
    const struct x12_sink_ops *ops; /* NULL: bytes are dropped */
    void *self;
};

X12_API enum x12_status x12_sink_open_file(struct x12_sink *sink,
                                           const char *path,
                                           enum x12_sink_mode mode,
                                           struct x12_error *err) X12_MUST_USE;

/* An open descriptor, not owned: standard output. A reader that went away
 * (EPIPE) gives X12_END from write: nobody wants more, and no failure. The
 * program ignores SIGPIPE, or is ended by it. */
X12_API enum x12_status x12_sink_open_fd(struct x12_sink *sink, int fd,
                                         struct x12_error *err) X12_MUST_USE;

/* Memory that grows up to `limit`; see x12_sink_memory. */
X12_API enum x12_status x12_sink_open_memory(
    struct x12_sink *sink, size_t limit, struct x12_error *err) X12_MUST_USE;

/* What a memory sink holds; valid until the next write or close. Empty for any
 * other sink. */
X12_API x12_str x12_sink_memory(const struct x12_sink *sink);
X12_API void x12_sink_memory_clear(struct x12_sink *sink);

/* Packs by gzip, without name and time, into the inner sink, which it takes
 * over; on failure `sink` stays what it was. Commit ends the member. */
X12_API enum x12_status x12_sink_gzip(struct x12_sink *sink,
                                      struct x12_error *err) X12_MUST_USE;

X12_API enum x12_status x12_sink_write(struct x12_sink *sink, x12_str bytes,
                                       struct x12_error *err) X12_MUST_USE;
X12_API enum x12_status x12_sink_commit(struct x12_sink *sink,
                                        struct x12_error *err) X12_MUST_USE;

/* Safe twice. */
X12_API void x12_sink_close(struct x12_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
