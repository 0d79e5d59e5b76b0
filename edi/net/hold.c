/* SPDX-License-Identifier: Apache-2.0 */
/* hold - bytes that are kept in a nameless file */
#include "edi/net/hold.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

enum { HOLD_BLOCK = 32 << 10 };

static enum x12_status hold_fail(struct x12_error *err)
{
    return x12_fail(err, X12_EIO, "a nameless file (/tmp): %s",
                    strerror(errno));
}

enum x12_status edi_hold_open(struct edi_hold *hold, struct x12_error *err)
{
    if (hold->file) {
        edi_hold_empty(hold);
        return X12_OK;
    }
    *hold = (struct edi_hold){ 0 };
    hold->file = tmpfile();
    if (!hold->file)
        return hold_fail(err);
    fcntl(fileno(hold->file), F_SETFD, FD_CLOEXEC);
    return X12_OK;
}

bool edi_hold_put(struct edi_hold *hold, const char *bytes, size_t count)
{
    if (count > EDI_HOLD_MOST - hold->bytes ||
        fwrite(bytes, 1, count, hold->file) != count)
        return false;
    hold->bytes += count;
    return true;
}

void edi_hold_empty(struct edi_hold *hold)
{
    rewind(hold->file);
    /* what cannot be cut off is written over, and read no further */
    if (ftruncate(fileno(hold->file), 0) == 0)
        rewind(hold->file);
    hold->bytes = hold->at = 0;
}

static enum x12_status hold_copy(struct edi_hold *hold,
                                 struct x12_source *bytes, EVP_MD_CTX *sum,
                                 struct x12_error *err)
{
    char block[HOLD_BLOCK];
    enum x12_status status;
    unsigned len = 0;
    size_t got;

    while ((status = x12_source_read(bytes, block, sizeof(block), &got, err)) ==
           X12_OK) {
        if (EVP_DigestUpdate(sum, block, got) != 1 ||
            !edi_hold_put(hold, block, got))
            return hold_fail(err);
    }
    if (status != X12_END)
        return status;
    if (fflush(hold->file) != 0)
        return hold_fail(err);
    return EVP_DigestFinal_ex(sum, hold->digest, &len) == 1
               ? X12_OK
               : x12_fail(err, X12_EIO, "SHA-256 cannot be reckoned");
}

enum x12_status edi_hold_fill(struct edi_hold *hold, struct x12_source *bytes,
                              struct x12_error *err)
{
    EVP_MD_CTX *sum = EVP_MD_CTX_new();
    enum x12_status status;

    if (!sum || EVP_DigestInit_ex(sum, EVP_sha256(), NULL) != 1)
        status = x12_fail(err, X12_ENOMEM, "SHA-256: out of memory");
    else
        status = hold_copy(hold, bytes, sum, err);
    EVP_MD_CTX_free(sum);
    return status;
}

size_t edi_hold_read(struct edi_hold *hold, char *into, size_t cap)
{
    ssize_t got;

    if (fflush(hold->file) != 0)
        return 0;
    if (cap > hold->bytes - hold->at)
        cap = (size_t)(hold->bytes - hold->at);
    got = cap ? pread(fileno(hold->file), into, cap, (off_t)hold->at) : 0;
    if (got > 0)
        hold->at += (uint64_t)got;
    return got > 0 ? (size_t)got : 0;
}

enum x12_status edi_hold_source(struct edi_hold *hold, struct x12_source *src,
                                struct x12_error *err)
{
    enum x12_status status;
    int fd = -1;

    if (fflush(hold->file) == 0)
        fd = fcntl(fileno(hold->file), F_DUPFD_CLOEXEC, 0);
    if (fd < 0)
        return hold_fail(err);
    edi_hold_close(hold); /* the file lives on by its second descriptor */
    if (lseek(fd, 0, SEEK_SET) == 0)
        return x12_source_open_fd(src, fd, true, err);
    status = hold_fail(err);
    close(fd);
    return status;
}

void edi_hold_close(struct edi_hold *hold)
{
    if (hold->file)
        fclose(hold->file);
    *hold = (struct edi_hold){ 0 };
}
