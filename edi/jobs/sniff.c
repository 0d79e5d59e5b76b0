/* SPDX-License-Identifier: Apache-2.0 */
/* sniff - what a file is, by its bytes and not by its name */
#include "edi/jobs/sniff.h"

#include "edi/jobs/zip_file.h"

#include <errno.h>
#include <sys/stat.h>

enum {
    SNIFF_HEAD = 4096,
    SNIFF_BLOCK = 65536,
    PGP_PACKET = 0x80,   /* the first byte of a packet has this bit */
    PGP_NEW = 0x40,      /* and this one in the newer form */
    PGP_SESSION_KEY = 1, /* "encrypted to the key of", version 3 */
    PGP_VERSION = 3,
};

/* Up to `cap` bytes, fewer only at the end. */
static enum x12_status sniff_read(struct x12_source *src, char *into,
                                  size_t cap, size_t *len,
                                  struct x12_error *err)
{
    enum x12_status status = X12_OK;
    size_t got = 0;

    for (*len = 0; *len < cap && status == X12_OK; *len += got)
        status = x12_source_read(src, into + *len, cap - *len, &got, err);
    return status == X12_END ? X12_OK : status;
}

static bool sniff_is_zip(x12_str head)
{
    return x12_str_starts(head, X12_STR("PK\3\4")) ||
           x12_str_starts(head, X12_STR("PK\5\6"));
}

/* How many bytes the length of a packet takes, by the first two. */
static size_t sniff_pgp_length(unsigned char first, unsigned char second)
{
    static const size_t older[] = { 1, 2, 4, 0 };

    if (!(first & PGP_NEW))
        return older[first & 3];
    if (second == 0xFF)
        return 5;
    return second < 192 || second >= 224 ? 1 : 2;
}

/* A message that begins with a key for its reader, armored or not. */
static bool sniff_is_pgp(x12_str head)
{
    unsigned char first;
    size_t version;

    if (x12_str_starts(x12_str_trim(head),
                       X12_STR("-----BEGIN PGP MESSAGE-----")))
        return true;
    if (head.len < 8)
        return false;
    first = (unsigned char)head.at[0];
    version = 1 + sniff_pgp_length(first, (unsigned char)head.at[1]);
    return (first & PGP_PACKET) && head.at[version] == PGP_VERSION &&
           (first & PGP_NEW ? first & 0x3F : (first >> 2) & 0x0F) ==
               PGP_SESSION_KEY;
}

/* Nothing that a screen does not show, but for ends of lines and pages. Bytes
 * over 127 are letters of some set. */
static bool sniff_is_text(x12_str head)
{
    if (head.len == 0)
        return false;
    for (size_t i = 0; i < head.len; i++) {
        const unsigned char c = (unsigned char)head.at[i];

        if (c == '\0' || c == 0x7F || (c < ' ' && !strchr("\t\n\r\f\x1A", c)))
            return false;
    }
    return !x12_str_starts(head, X12_STR("%PDF")) &&
           !x12_str_starts(head, X12_STR("ISA"));
}

/* The rest of what gzip has packed, to its end. */
static enum x12_status sniff_drain(struct x12_source *src, uint64_t left,
                                   struct x12_error *err)
{
    enum x12_status status;
    char block[SNIFF_BLOCK];
    size_t got;

    while ((status = x12_source_read(src, block, sizeof(block), &got, err)) ==
           X12_OK) {
        if (got > left)
            return x12_fail(err, X12_ELIMIT,
                            "unpacks to more than any claims do (a gzip "
                            "bomb?): kept in the archive as it is");
        left -= got;
    }
    return status == X12_END ? X12_OK : status;
}

/* `head` is what gzip has packed, from here on. */
static enum x12_status sniff_gzip(struct x12_source *src, uint64_t packed,
                                  char *head, size_t *len,
                                  struct x12_error *err)
{
    struct x12_error fault = { 0 };
    enum x12_status status = x12_source_gunzip(src, err);

    if (status != X12_OK)
        return status;
    status = sniff_read(src, head, SNIFF_HEAD, len, &fault);
    if (status == X12_OK)
        status = sniff_drain(src, edi_zip_most(packed), &fault);
    if (status == X12_OK || status == X12_ENOMEM)
        return status;
    return x12_fail(err, status == X12_ELIMIT ? X12_ELIMIT : X12_ESYNTAX, "%s",
                    fault.text);
}

enum x12_status edi_sniff(const char *path, enum edi_sniffed *kind,
                          struct x12_error *err)
{
    struct x12_source src = { 0 };
    char head[SNIFF_HEAD];
    size_t len = 0;
    struct stat st;
    enum x12_status status = stat(path, &st) == 0
                                 ? x12_source_open_file(&src, path, err)
                                 : x12_fail(err, X12_EIO, "%s: %s", path,
                                            strerror(errno));

    *kind = EDI_SNIFFED_OTHER;
    if (status == X12_OK)
        status = sniff_read(&src, head, sizeof(head), &len, err);
    if (status == X12_OK &&
        x12_str_starts(x12_str_of(head, len), X12_STR("\x1F\x8B"))) {
        status = x12_source_unread(&src, x12_str_of(head, len), err);
        if (status == X12_OK)
            status = sniff_gzip(&src, (uint64_t)st.st_size, head, &len, err);
    } else if (sniff_is_zip(x12_str_of(head, len))) {
        *kind = EDI_SNIFFED_ZIP;
    } else if (sniff_is_pgp(x12_str_of(head, len))) {
        *kind = EDI_SNIFFED_PGP;
    }
    if (*kind == EDI_SNIFFED_OTHER && sniff_is_text(x12_str_of(head, len)))
        *kind = EDI_SNIFFED_TEXT;
    x12_source_close(&src);
    return status;
}
