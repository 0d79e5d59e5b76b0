/* SPDX-License-Identifier: Apache-2.0 */
/* transfer - what a transport is: put, look, read, list, rename, remove */
#include "edi/net/transfer.h"

#include <stdio.h>
#include <stdlib.h>

enum { TRANSFER_BLOCK = 16384 };

enum x12_status edi_transfer_open(struct edi_transfer *t,
                                  const struct edi_partner *partner,
                                  const char *folder, struct x12_error *err)
{
    switch (partner->protocol) {
    case EDI_PROTOCOL_NONE:
        break;
    case EDI_PROTOCOL_FOLDER:
        return edi_transfer_open_folder(t, partner, folder, err);
    case EDI_PROTOCOL_SFTP:
        return edi_transfer_open_sftp(t, partner, folder, err);
    case EDI_PROTOCOL_HTTPS:
        return edi_transfer_open_https(t, partner, folder, err);
    case EDI_PROTOCOL_FTPS:
        return edi_transfer_open_ftps(t, partner, folder, err);
    case EDI_PROTOCOL_S3:
        return edi_transfer_open_s3(t, partner, folder, err);
    }
    return x12_fail(err, X12_EMISUSE, "partner %s: no such protocol",
                    partner->name);
}

static enum x12_status transfer_fail(struct edi_transfer *t,
                                     enum edi_trouble trouble, const char *name,
                                     const char *why, struct x12_error *err)
{
    t->trouble = trouble;
    return x12_fail(err, X12_EIO, "%s: %s", name, why);
}

/* Where the file stands until it has its name. */
static enum x12_status transfer_hidden(struct edi_transfer *t, const char *name,
                                       char into[EDI_TRANSFER_NAME],
                                       struct x12_error *err)
{
    const int len = t->hides
                        ? snprintf(into, EDI_TRANSFER_NAME, ".%s.tmp", name)
                        : snprintf(into, EDI_TRANSFER_NAME, "%s", name);

    t->trouble = EDI_TROUBLE_NONE;
    if (len < 0 || len >= EDI_TRANSFER_NAME || strchr(name, '/') ||
        name[0] == '.' || name[0] == '\0')
        return transfer_fail(t, EDI_TROUBLE_REFUSED, "the file",
                             "its name cannot be", err);
    return X12_OK;
}

/* Nothing is overwritten. */
static enum x12_status transfer_free(struct edi_transfer *t, const char *name,
                                     struct x12_error *err)
{
    uint64_t size;
    enum x12_status status = t->ops->size(t, name, &size, err);

    if (status == X12_END)
        return X12_OK;
    return status == X12_OK
               ? transfer_fail(t, EDI_TROUBLE_REFUSED, name,
                               "is there already; nothing is overwritten", err)
               : status;
}

/* After a failure: what they refused is not left lying there. */
static void transfer_undo(struct edi_transfer *t, const char *hidden)
{
    struct x12_error fault = { 0 };

    if (!t->hides || t->lost || t->trouble != EDI_TROUBLE_REFUSED)
        return;
    t->ops->remove(t, hidden, &fault);
    t->trouble = EDI_TROUBLE_REFUSED; /* as before, whatever became of that */
}

/* Is what stands there as long as it was written? Where it has its name at once,
 * they may have taken it, and a question that fails leaves it open. */
static enum x12_status transfer_measure(struct edi_transfer *t,
                                        const char *name, const char *hidden,
                                        uint64_t total, struct x12_error *err)
{
    uint64_t size = 0;
    enum x12_status status = t->ops->size(t, hidden, &size, err);

    if (status == X12_END && !t->hides)
        return X12_OK;
    if (status == X12_END || (status == X12_OK && size != total))
        status = transfer_fail(t, EDI_TROUBLE_REFUSED, name,
                               "is not as long there as it was written", err);
    if (status < X12_OK && !t->hides && t->trouble != EDI_TROUBLE_REFUSED)
        t->trouble = EDI_TROUBLE_UNKNOWN;
    return status;
}

enum x12_status edi_transfer_put(struct edi_transfer *t, const char *name,
                                 struct x12_source *bytes,
                                 struct x12_error *err)
{
    char hidden[EDI_TRANSFER_NAME];
    uint64_t total = 0;
    enum x12_status status = transfer_hidden(t, name, hidden, err);

    if (status == X12_OK && t->looks)
        status = transfer_free(t, name, err);
    if (status == X12_OK && t->hides) {
        status = t->ops->remove(t, hidden, err); /* of an earlier try */
        if (status == X12_END)
            status = X12_OK;
    }
    if (status == X12_OK) {
        status = t->ops->put(t, hidden, bytes, &total, err);
        if (status == X12_OK && t->looks)
            status = transfer_measure(t, name, hidden, total, err);
        if (status != X12_OK)
            transfer_undo(t, hidden);
    }
    if (status < X12_OK && !t->hides && !t->whole &&
        t->trouble != EDI_TROUBLE_REFUSED)
        t->trouble = EDI_TROUBLE_UNKNOWN;
    return status;
}

/* Does `bytes` begin with all of a file of theirs? X12_END: it does not. */
static enum x12_status transfer_begins(struct edi_transfer *t,
                                       const char *hidden,
                                       struct x12_source *bytes,
                                       struct x12_error *err)
{
    struct x12_source there = { 0 };
    char theirs[TRANSFER_BLOCK], ours[TRANSFER_BLOCK];
    size_t got = 0, more = 0;
    enum x12_status status = t->ops->get(t, hidden, &there, err);

    while (status == X12_OK &&
           (status = x12_source_read(&there, theirs, sizeof(theirs), &got,
                                     err)) == X12_OK)
        for (size_t done = 0; done < got && status == X12_OK; done += more) {
            status = x12_source_read(bytes, ours, got - done, &more, err);
            if (status == X12_OK && memcmp(theirs + done, ours, more) != 0)
                status = X12_END;
            if (status == X12_END) {
                x12_source_close(&there);
                return X12_END;
            }
        }
    x12_source_close(&there);
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_transfer_resume(struct edi_transfer *t, const char *name,
                                    struct x12_source *bytes,
                                    struct x12_error *err)
{
    char hidden[EDI_TRANSFER_NAME];
    uint64_t left = 0, total = 0;
    enum x12_status status = transfer_hidden(t, name, hidden, err);

    if (status == X12_OK && (!t->resumes || !t->hides || !t->ops->append))
        return X12_END;
    if (status == X12_OK)
        status = transfer_free(t, name, err);
    if (status == X12_OK)
        status = t->ops->size(t, hidden, &left, err);
    if (status == X12_OK && left == 0)
        status = X12_END;
    if (status == X12_OK)
        status = transfer_begins(t, hidden, bytes, err);
    if (status == X12_OK)
        status = t->ops->append(t, hidden, left, bytes, &total, err);
    return status == X12_OK
               ? transfer_measure(t, name, hidden, left + total, err)
               : status;
}

void edi_transfer_key(struct edi_transfer *t, const unsigned char *digest)
{
    char *at = t->key;

    /* in the form of a UUID of version 8, which more servers take than others */
    for (unsigned i = 0; i < 16; i++) {
        unsigned byte = digest[i];

        if (i == 6)
            byte = (byte & 0x0F) | 0x80;
        if (i == 8)
            byte = (byte & 0x3F) | 0x80;
        at += snprintf(at, 4,
                       i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x",
                       byte);
    }
}

enum x12_status edi_transfer_show(struct edi_transfer *t, const char *name,
                                  struct x12_error *err)
{
    char hidden[EDI_TRANSFER_NAME];
    enum x12_status status = transfer_hidden(t, name, hidden, err);

    if (status != X12_OK || !t->hides)
        return status;
    status = t->ops->rename(t, hidden, NULL, name, err);
    if (status < X12_OK && t->trouble == EDI_TROUBLE_UNREACHABLE)
        t->trouble = EDI_TROUBLE_UNKNOWN;
    if (status < X12_OK)
        transfer_undo(t, hidden);
    return status;
}

enum x12_status edi_transfer_size(struct edi_transfer *t, const char *name,
                                  uint64_t *size, struct x12_error *err)
{
    t->trouble = EDI_TROUBLE_NONE;
    return t->ops->size(t, name, size, err);
}

enum x12_status edi_transfer_get(struct edi_transfer *t, const char *name,
                                 struct x12_source *src, struct x12_error *err)
{
    t->trouble = EDI_TROUBLE_NONE;
    return t->ops->get(t, name, src, err);
}

static int transfer_order(const void *a, const void *b)
{
    const struct edi_remote *one = a, *other = b;

    return x12_str_compare(one->name, other->name);
}

enum x12_status edi_transfer_list(struct edi_transfer *t,
                                  struct edi_remotes *all,
                                  struct x12_error *err)
{
    enum x12_status status;

    *all = (struct edi_remotes){ .arena = { .limit = EDI_REMOTES_BYTES } };
    t->trouble = EDI_TROUBLE_NONE;
    status = t->ops->list(t, all, err);
    if (all->count > 1)
        qsort(all->at, all->count, sizeof(*all->at), transfer_order);
    return status;
}

void edi_remotes_release(struct edi_remotes *all)
{
    x12_arena_release(&all->arena);
    *all = (struct edi_remotes){ 0 };
}

enum x12_status edi_remotes_put(struct edi_remotes *all,
                                const struct edi_remote *remote,
                                struct x12_error *err)
{
    struct edi_remote *entry;

    if (x12_str_is(remote->name, ".") || x12_str_is(remote->name, ".."))
        return X12_OK;
    if (all->count == EDI_REMOTES_MOST) {
        all->more = true;
        return X12_OK;
    }
    entry = x12_arena_push(&all->arena, &all->at, &all->count, sizeof(*entry));
    if (entry) {
        *entry = *remote;
        entry->name = x12_arena_copy(&all->arena, remote->name);
    }
    if (all->arena.failed)
        return x12_fail(err, all->arena.failed, "a listing: out of memory");
    return X12_OK;
}

enum x12_status edi_transfer_remove(struct edi_transfer *t, const char *name,
                                    struct x12_error *err)
{
    t->trouble = EDI_TROUBLE_NONE;
    return t->ops->remove(t, name, err);
}

enum x12_status edi_transfer_move(struct edi_transfer *t, const char *name,
                                  const char *folder, struct x12_error *err)
{
    t->trouble = EDI_TROUBLE_NONE;
    if (!t->ops->rename)
        return transfer_fail(t, EDI_TROUBLE_REFUSED, name,
                             "nothing can be moved there", err);
    return t->ops->rename(t, name, folder, name, err);
}

enum x12_status edi_transfer_tidy(struct edi_transfer *t, const char *name,
                                  struct x12_error *err)
{
    char hidden[EDI_TRANSFER_NAME];
    uint64_t size;
    enum x12_status status = transfer_hidden(t, name, hidden, err);

    if (status != X12_OK || !t->hides)
        return status == X12_OK ? X12_END : status;
    return t->resumes ? t->ops->size(t, hidden, &size, err)
                      : t->ops->remove(t, hidden, err);
}

void edi_transfer_rest(struct edi_transfer *t)
{
    if (t->ops && t->ops->rest)
        t->ops->rest(t);
}

enum x12_status edi_transfer_probe(struct edi_transfer *t, const char *folder,
                                   bool writes, struct x12_error *err)
{
    enum x12_status status;
    uint64_t size;

    t->trouble = EDI_TROUBLE_NONE;
    if (t->ops->probe)
        return t->ops->probe(t, folder, writes, err);
    status = t->ops->size(t, "edi-doctor", &size, err);
    return status == X12_END ? X12_OK : status;
}

void edi_transfer_close(struct edi_transfer *t)
{
    if (t->ops)
        t->ops->close(t);
    *t = (struct edi_transfer){ .trouble = t->trouble,
                                .retry_after = t->retry_after };
}
