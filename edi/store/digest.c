/* SPDX-License-Identifier: Apache-2.0 */
/* digest - SHA-256 of what passes: of a file while it is read, of a set */
#include "edi/store/digest.h"

#include <openssl/evp.h>

static enum x12_status digest_fail(struct edi_digest *digest)
{
    digest->status = x12_fail(digest->err, X12_ENOMEM,
                              "SHA-256: the library refused");
    return digest->status;
}

enum x12_status edi_digest_begin(struct edi_digest *digest,
                                 struct x12_error *err)
{
    digest->err = err;
    digest->status = X12_OK;
    digest->bytes = 0;
    if (!digest->context)
        digest->context = EVP_MD_CTX_new();
    if (!digest->context ||
        EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1)
        return digest_fail(digest);
    return X12_OK;
}

void edi_digest_add(struct edi_digest *digest, x12_str bytes)
{
    digest->bytes += bytes.len;
    if (digest->status == X12_OK && bytes.len &&
        EVP_DigestUpdate(digest->context, bytes.at, bytes.len) != 1)
        digest_fail(digest);
}

static enum x12_status digest_read(void *self, char *into, size_t cap,
                                   size_t *got, struct x12_error *err)
{
    struct edi_digest *digest = self;
    enum x12_status status = x12_source_read(&digest->inner, into, cap, got,
                                             err);

    if (status == X12_OK)
        edi_digest_add(digest, (x12_str){ into, *got });
    return status;
}

static void digest_close(void *self)
{
    struct edi_digest *digest = self;

    x12_source_close(&digest->inner);
}

void edi_digest_source(struct edi_digest *digest, struct x12_source *src)
{
    static const struct x12_source_ops ops = { digest_read, digest_close };

    digest->inner = *src;
    *src = (struct x12_source){ &ops, digest };
}

/* A reader may have stopped before the end of the bytes. */
static enum x12_status digest_drain(struct edi_digest *digest)
{
    char block[4096];
    enum x12_status status;
    size_t got;

    if (!digest->inner.ops)
        return X12_OK;
    while ((status = x12_source_read(&digest->inner, block, sizeof(block), &got,
                                     digest->err)) == X12_OK)
        edi_digest_add(digest, (x12_str){ block, got });
    return status == X12_END ? X12_OK : status;
}

enum x12_status edi_digest_end(struct edi_digest *digest,
                               unsigned char sum[EDI_DIGEST_BYTES])
{
    enum x12_status status = digest_drain(digest);

    if (status != X12_OK)
        return status;
    if (digest->status != X12_OK)
        return digest->status;
    if (EVP_DigestFinal_ex(digest->context, sum, NULL) != 1)
        return digest_fail(digest);
    return X12_OK;
}

void edi_digest_release(struct edi_digest *digest)
{
    x12_source_close(&digest->inner);
    EVP_MD_CTX_free(digest->context);
    digest->context = NULL;
}
