/* SPDX-License-Identifier: Apache-2.0 */
/* outgoing - the bytes of a batch as they go: as they are, or sealed by PGP */
#include "edi/jobs/outgoing.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { NAMELESS_PATH = 1024 };

int edi_nameless(const char *folder)
{
    char path[NAMELESS_PATH];
    const char *where = folder ? folder : getenv("TMPDIR");
    int fd, len = snprintf(path, sizeof(path), "%s/.edi-XXXXXX",
                           where && *where ? where : "/tmp");

    if (len < 0 || (size_t)len >= sizeof(path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    fd = mkstemp(path);
    if (fd >= 0)
        unlink(path);
    return fd;
}

/* The packed body of the batch, unpacked as it is read. */
static enum x12_status outgoing_body(struct edi_outgoing *out,
                                     struct edi_store *store,
                                     const struct edi_batch *batch,
                                     struct x12_source *src)
{
    x12_str body;
    enum x12_status status = edi_batch_body(store, batch->id, &out->body,
                                            &body);

    if (status == X12_OK)
        status = x12_source_open_memory(src, body, store->db.err);
    if (status == X12_OK)
        status = x12_source_gunzip(src, store->db.err);
    return status;
}

/* From the beginning of the file, and not to be closed with the source. */
static enum x12_status outgoing_rewind(int fd, struct x12_source *src,
                                       struct x12_error *err)
{
    if (lseek(fd, 0, SEEK_SET) != 0)
        return x12_fail(err, X12_EIO, "a temporary file: %s", strerror(errno));
    return x12_source_open_fd(src, fd, false, err);
}

static enum x12_status outgoing_measure(int fd, struct edi_sealed *sealed,
                                        struct x12_error *err)
{
    struct edi_digest digest = { 0 };
    struct x12_source src = { 0 };
    enum x12_status status = outgoing_rewind(fd, &src, err);

    if (status == X12_OK)
        status = edi_digest_begin(&digest, err);
    if (status == X12_OK) {
        edi_digest_source(&digest, &src);
        status = edi_digest_end(&digest, sealed->digest);
    }
    sealed->bytes = digest.bytes;
    edi_digest_release(&digest);
    x12_source_close(&src);
    return status;
}

/* Encrypts the body into a nameless file, and notes what came of it. X12_END:
 * it cannot be. */
static enum x12_status outgoing_seal(struct edi_outgoing *out,
                                     struct edi_store *store,
                                     const struct edi_partner *partner,
                                     const struct edi_batch *batch,
                                     struct x12_error *fault)
{
    struct x12_error *err = store->db.err;
    struct x12_source plain = { 0 };
    struct edi_sealed sealed;
    enum x12_status status = outgoing_body(out, store, batch, &plain);

    if (status == X12_OK) {
        out->fd = edi_nameless(NULL);
        if (out->fd < 0)
            status = x12_fail(err, X12_EIO, "a temporary file: %s",
                              strerror(errno));
    }
    if (status == X12_OK &&
        edi_pgp_seal(partner, &plain, out->fd, fault) != X12_OK)
        status = X12_END;
    x12_source_close(&plain);
    edi_db_end(out->body);
    out->body = NULL;
    if (status == X12_OK)
        status = outgoing_measure(out->fd, &sealed, err);
    if (status == X12_OK)
        status = edi_sealed_put(store, batch->id, &sealed);
    return status == X12_OK ? outgoing_rewind(out->fd, &out->src, err) : status;
}

enum x12_status edi_outgoing_open(struct edi_outgoing *out,
                                  struct edi_store *store,
                                  const struct edi_partner *partner,
                                  const struct edi_batch *batch,
                                  struct x12_error *fault)
{
    struct edi_sealed before;
    enum x12_status status;

    *out = (struct edi_outgoing){ .fd = -1 };
    if (edi_pgp_wanted(partner))
        return outgoing_seal(out, store, partner, batch, fault);
    status = edi_sealed_find(store, batch->id, &before);
    if (status == X12_OK) /* the profile wanted it once */
        status = edi_sealed_put(store, batch->id, NULL);
    return status < X12_OK ? status
                           : outgoing_body(out, store, batch, &out->src);
}

void edi_outgoing_close(struct edi_outgoing *out)
{
    x12_source_close(&out->src);
    if (out->body)
        edi_db_end(out->body);
    if (out->fd >= 0)
        close(out->fd);
    *out = (struct edi_outgoing){ .fd = -1 };
}

enum x12_status edi_outgoing_expect(struct edi_store *store,
                                    const struct edi_batch *batch,
                                    struct edi_sealed *there)
{
    enum x12_status status = edi_sealed_find(store, batch->id, there);

    if (status != X12_END)
        return status;
    there->bytes = batch->bytes;
    memcpy(there->digest, batch->digest, sizeof(there->digest));
    return X12_OK;
}
