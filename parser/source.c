/* SPDX-License-Identifier: Apache-2.0 */
/* source - where bytes come from: seam, file, memory; and what unpacks them */
#include "parser/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- a descriptor ---- */

struct source_fd {
    int fd;
    bool owned;
    char *name; /* for messages */
};

static enum x12_status source_fd_read(void *self, char *into, size_t cap,
                                      size_t *got, struct x12_error *err)
{
    struct source_fd *fd = self;
    ssize_t n;

    *got = 0;
    do
        n = read(fd->fd, into, cap);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return x12_fail(err, X12_EIO, "%s: %s", fd->name, strerror(errno));
    *got = (size_t)n;
    return n > 0 ? X12_OK : X12_END;
}

static void source_fd_close(void *self)
{
    struct source_fd *fd = self;

    if (fd->owned)
        close(fd->fd);
    free(fd);
}

static const struct x12_source_ops source_fd_ops = {
    source_fd_read,
    source_fd_close,
};

/* Makes the source; on failure the descriptor is closed if it is ours. */
static enum x12_status source_fd_make(struct x12_source *src, int fd,
                                      bool owned, const char *name,
                                      struct x12_error *err)
{
    size_t room = strlen(name) + 1;
    struct source_fd *self = malloc(sizeof(*self) + room);

    if (!self) {
        if (owned)
            close(fd);
        return x12_fail(err, X12_ENOMEM, "%s: no memory to read it", name);
    }
    self->fd = fd;
    self->owned = owned;
    self->name = (char *)(self + 1);
    memcpy(self->name, name, room);
    src->ops = &source_fd_ops;
    src->self = self;
    return X12_OK;
}

enum x12_status x12_source_open_file(struct x12_source *src, const char *path,
                                     struct x12_error *err)
{
    struct stat st;
    int fd;

    *src = (struct x12_source){ 0 };
    if (strcmp(path, "-") == 0)
        return source_fd_make(src, STDIN_FILENO, false, "standard input", err);
    do
        fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return x12_fail(err, X12_EIO, "%s: %s", path, strerror(errno));
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        return x12_fail(err, X12_EIO, "%s: %s", path, strerror(EISDIR));
    }
    return source_fd_make(src, fd, true, path, err);
}

enum x12_status x12_source_open_fd(struct x12_source *src, int fd, bool owned,
                                   struct x12_error *err)
{
    *src = (struct x12_source){ 0 };
    return source_fd_make(src, fd, owned, "input", err);
}

/* ---- memory, alone or in front of another source ---- */

struct source_head {
    struct x12_source inner; /* { 0 }: there is nothing behind the bytes */
    x12_str left;
    struct x12_error late; /* what the inner source met when looked at */
    char bytes[];
};

static enum x12_status source_head_read(void *self, char *into, size_t cap,
                                        size_t *got, struct x12_error *err)
{
    struct source_head *head = self;
    size_t n = head->left.len < cap ? head->left.len : cap;

    if (n == 0 && head->late.status < 0)
        return x12_fail(err, head->late.status, "%s", head->late.text);
    if (n == 0)
        return x12_source_read(&head->inner, into, cap, got, err);
    memcpy(into, head->left.at, n);
    head->left.at += n;
    head->left.len -= n;
    *got = n;
    return X12_OK;
}

static void source_head_close(void *self)
{
    struct source_head *head = self;

    x12_source_close(&head->inner);
    free(head);
}

static const struct x12_source_ops source_head_ops = {
    source_head_read,
    source_head_close,
};

enum x12_status x12_source_open_memory(struct x12_source *src, x12_str bytes,
                                       struct x12_error *err)
{
    struct source_head *self = malloc(sizeof(*self));

    *src = (struct x12_source){ 0 };
    if (!self)
        return x12_fail(err, X12_ENOMEM, "no memory to read from memory");
    *self = (struct source_head){ .left = bytes };
    src->ops = &source_head_ops;
    src->self = self;
    return X12_OK;
}

enum x12_status x12_source_unread(struct x12_source *src, x12_str head,
                                  struct x12_error *err)
{
    struct source_head *self;

    if (head.len == 0)
        return X12_OK;
    self = malloc(sizeof(*self) + head.len);
    if (!self)
        return x12_fail(err, X12_ENOMEM, "no memory for the first bytes");
    *self = (struct source_head){ .inner = *src };
    memcpy(self->bytes, head.at, head.len);
    self->left = (x12_str){ self->bytes, head.len };
    src->ops = &source_head_ops;
    src->self = self;
    return X12_OK;
}

/* ---- what the first bytes show ---- */

enum { SOURCE_PEEK = 256 }; /* an ISA, in two bytes a character */

/* Puts a head of the first bytes before `src`; `*seen` borrows from it. A
 * failure behind them is met when they are used up. */
static enum x12_status source_peek(struct x12_source *src, x12_str *seen,
                                   struct x12_error *err)
{
    struct source_head *head = malloc(sizeof(*head) + SOURCE_PEEK);
    enum x12_status status = X12_OK;
    size_t len = 0, got;

    if (!head)
        return x12_fail(err, X12_ENOMEM, "no memory for the first bytes");
    *head = (struct source_head){ .inner = *src };
    while (status == X12_OK && len < SOURCE_PEEK) {
        status = x12_source_read(&head->inner, head->bytes + len,
                                 SOURCE_PEEK - len, &got, &head->late);
        len += got;
    }
    head->left = *seen = (x12_str){ head->bytes, len };
    *src = (struct x12_source){ &source_head_ops, head };
    return X12_OK;
}

static bool source_is_gzip(x12_str seen)
{
    return x12_str_starts(seen, X12_STR("\x1F\x8B\x08"));
}

/* UTF-16 by its byte order mark, or by the ISA. */
static const char *source_utf16(x12_str seen)
{
    static const struct {
        x12_str head;
        const char *charset;
    } heads[] = {
        { { "\xFF\xFE", 2 }, "UTF-16LE" },
        { { "\xFE\xFF", 2 }, "UTF-16BE" },
        { { "I\0S\0A", 5 }, "UTF-16LE" },
        { { "\0I\0S\0A", 6 }, "UTF-16BE" },
    };

    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
        if (x12_str_starts(seen, heads[i].head))
            return heads[i].charset;
    return NULL;
}

/* The two EBCDIC sets of the United States differ in [ ] and ^, which stand in
 * an ISA only as marks: in ISA11, ISA16, between elements and at the end. */
static const char *source_ebcdic(x12_str seen)
{
    static const char blanks[] = { '\x40', '\x15', '\x25', '\x0D' };
    x12_str text = seen;

    while (text.len > 0 && memchr(blanks, text.at[0], sizeof(blanks))) {
        text.at++;
        text.len--;
    }
    if (!x12_str_starts(text, X12_STR("\xC9\xE2\xC1")))
        return NULL;
    for (size_t i = 3; i < text.len && i < 106; i++)
        switch ((unsigned char)text.at[i]) {
        case 0x5F: /* ^ */
        case 0xAD: /* [ */
        case 0xBD: /* ] */
            return "IBM1047";
        case 0xB0: /* the same in IBM037 */
        case 0xBA:
        case 0xBB:
            return "IBM037";
        default:
            break;
        }
    return "IBM037";
}

enum x12_status x12_source_detect(struct x12_source *src, const char *charset,
                                  struct x12_error *err)
{
    enum x12_status status;
    x12_str seen;

    status = source_peek(src, &seen, err);
    if (status == X12_OK && source_is_gzip(seen)) {
        status = x12_source_gunzip(src, err);
        if (status == X12_OK)
            status = source_peek(src, &seen, err);
    }
    if (status != X12_OK)
        return status;
    if (!charset)
        charset = source_utf16(seen);
    if (!charset)
        charset = source_ebcdic(seen);
    return charset ? x12_source_decode(src, charset, err) : X12_OK;
}

/* ---- the seam ---- */

enum x12_status x12_source_read(struct x12_source *src, char *into, size_t cap,
                                size_t *got, struct x12_error *err)
{
    *got = 0;
    if (!src->ops)
        return X12_END;
    return src->ops->read(src->self, into, cap, got, err);
}

void x12_source_close(struct x12_source *src)
{
    if (src->ops)
        src->ops->close(src->self);
    *src = (struct x12_source){ 0 };
}
