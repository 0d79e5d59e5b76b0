/* SPDX-License-Identifier: Apache-2.0 */
/* source - a source that recodes another (iconv) */
#include "parser/source.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

enum { CHARSET_ROOM = 32 << 10 };

/* ---- a byte for a byte: sets that ISO-8859-1 holds ---- */

/* EBCDIC of the United States, IBM037, as ISO-8859-1. Both have all 256
 * characters; not every iconv knows it. */
static const unsigned char charset_ibm037[256] = {
    0x00, 0x01, 0x02, 0x03, 0x9C, 0x09, 0x86, 0x7F, 0x97, 0x8D, 0x8E, 0x0B,
    0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x9D, 0x85, 0x08, 0x87,
    0x18, 0x19, 0x92, 0x8F, 0x1C, 0x1D, 0x1E, 0x1F, 0x80, 0x81, 0x82, 0x83,
    0x84, 0x0A, 0x17, 0x1B, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x05, 0x06, 0x07,
    0x90, 0x91, 0x16, 0x93, 0x94, 0x95, 0x96, 0x04, 0x98, 0x99, 0x9A, 0x9B,
    0x14, 0x15, 0x9E, 0x1A, 0x20, 0xA0, 0xE2, 0xE4, 0xE0, 0xE1, 0xE3, 0xE5,
    0xE7, 0xF1, 0xA2, 0x2E, 0x3C, 0x28, 0x2B, 0x7C, 0x26, 0xE9, 0xEA, 0xEB,
    0xE8, 0xED, 0xEE, 0xEF, 0xEC, 0xDF, 0x21, 0x24, 0x2A, 0x29, 0x3B, 0xAC,
    0x2D, 0x2F, 0xC2, 0xC4, 0xC0, 0xC1, 0xC3, 0xC5, 0xC7, 0xD1, 0xA6, 0x2C,
    0x25, 0x5F, 0x3E, 0x3F, 0xF8, 0xC9, 0xCA, 0xCB, 0xC8, 0xCD, 0xCE, 0xCF,
    0xCC, 0x60, 0x3A, 0x23, 0x40, 0x27, 0x3D, 0x22, 0xD8, 0x61, 0x62, 0x63,
    0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0xAB, 0xBB, 0xF0, 0xFD, 0xFE, 0xB1,
    0xB0, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70, 0x71, 0x72, 0xAA, 0xBA,
    0xE6, 0xB8, 0xC6, 0xA4, 0xB5, 0x7E, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78,
    0x79, 0x7A, 0xA1, 0xBF, 0xD0, 0xDD, 0xDE, 0xAE, 0x5E, 0xA3, 0xA5, 0xB7,
    0xA9, 0xA7, 0xB6, 0xBC, 0xBD, 0xBE, 0x5B, 0x5D, 0xAF, 0xA8, 0xB4, 0xD7,
    0x7B, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0xAD, 0xF4,
    0xF6, 0xF2, 0xF3, 0xF5, 0x7D, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E, 0x4F, 0x50,
    0x51, 0x52, 0xB9, 0xFB, 0xFC, 0xF9, 0xFA, 0xFF, 0x5C, 0xF7, 0x53, 0x54,
    0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0xB2, 0xD4, 0xD6, 0xD2, 0xD3, 0xD5,
    0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0xB3, 0xDB,
    0xDC, 0xD9, 0xDA, 0x9F,
};

/* IBM1047 is the same but for these. */
static const struct {
    unsigned char from, to;
} charset_ibm1047[] = {
    { 0x5F, '^' },  { 0xAD, '[' },  { 0xBD, ']' },
    { 0xB0, 0xAC }, { 0xBA, 0xDD }, { 0xBB, 0xA8 },
};

struct source_bytes {
    struct x12_source inner;
    unsigned char to[256];
};

static enum x12_status source_bytes_read(void *self, char *into, size_t cap,
                                         size_t *got, struct x12_error *err)
{
    struct source_bytes *bytes = self;
    enum x12_status status = x12_source_read(&bytes->inner, into, cap, got,
                                             err);

    for (size_t i = 0; i < *got; i++)
        into[i] = (char)bytes->to[(unsigned char)into[i]];
    return status;
}

static void source_bytes_close(void *self)
{
    struct source_bytes *bytes = self;

    x12_source_close(&bytes->inner);
    free(bytes);
}

static const struct x12_source_ops source_bytes_ops = {
    source_bytes_read,
    source_bytes_close,
};

static bool charset_known_table(const char *charset, unsigned char to[256])
{
    bool is_1047 = strcasecmp(charset, "IBM1047") == 0;

    if (!is_1047 && strcasecmp(charset, "IBM037") != 0)
        return false;
    memcpy(to, charset_ibm037, sizeof(charset_ibm037));
    for (size_t i = 0; is_1047 && i < 6; i++)
        to[charset_ibm1047[i].from] = charset_ibm1047[i].to;
    return true;
}

/* Asks iconv byte by byte. False: some characters take more than a byte, or are
 * not in ISO-8859-1. A byte without meaning stays as it is. */
static bool charset_asked_table(iconv_t cd, unsigned char to[256])
{
    for (unsigned byte = 0; byte < 256; byte++) {
        unsigned char out[16];
        char in = (char)byte, *from = &in, *into = (char *)out;
        size_t in_left = 1, out_left = sizeof(out);

        to[byte] = (unsigned char)byte;
        iconv(cd, NULL, NULL, NULL, NULL);
        if (iconv(cd, &from, &in_left, &into, &out_left) == (size_t)-1) {
            if (errno != EILSEQ)
                return false;
        } else if (out_left == sizeof(out) - 1) {
            to[byte] = out[0];
        } else if (out_left == sizeof(out) - 2 && out[0] <= 0xC3) {
            to[byte] = (unsigned char)(out[0] << 6 | (out[1] & 0x3F));
        } else {
            return false;
        }
    }
    iconv(cd, NULL, NULL, NULL, NULL);
    return true;
}

/* ---- any set to UTF-8 ---- */

struct source_iconv {
    struct x12_source inner;
    iconv_t cd;
    size_t unit; /* bytes passed over where the input is not in the set */
    bool drained, begun;
    enum x12_status status;
    struct x12_error late; /* told when what was whole has been given */
    size_t in_len;
    x12_str left;
    char in[CHARSET_ROOM], out[CHARSET_ROOM];
};

/* Gives what was recoded into `out`. */
static void iconv_flush(struct source_iconv *ic, size_t len)
{
    static const char bom[] = { '\xEF', '\xBB', '\xBF' };

    ic->left = (x12_str){ ic->out, len };
    if (!ic->begun && len > 0) {
        ic->begun = true;
        if (len >= sizeof(bom) && memcmp(ic->out, bom, sizeof(bom)) == 0)
            ic->left = (x12_str){ ic->out + 3, len - 3 };
    }
}

/* Recodes what is in `in`; keeps what is no whole character yet. */
static void iconv_recode(struct source_iconv *ic)
{
    static const char unknown[] = { '\xEF', '\xBF', '\xBD' }; /* U+FFFD */
    char *from = ic->in, *into = ic->out;
    size_t in_left = ic->in_len, out_left = CHARSET_ROOM;

    while (iconv(ic->cd, &from, &in_left, &into, &out_left) == (size_t)-1 &&
           errno == EILSEQ && out_left >= sizeof(unknown)) {
        size_t skip = in_left < ic->unit ? in_left : ic->unit;

        memcpy(into, unknown, sizeof(unknown));
        into += sizeof(unknown);
        out_left -= sizeof(unknown);
        from += skip;
        in_left -= skip;
    }
    memmove(ic->in, from, in_left);
    ic->in_len = in_left;
    iconv_flush(ic, CHARSET_ROOM - out_left);
}

static enum x12_status iconv_step(struct source_iconv *ic)
{
    size_t had = ic->in_len, got;

    if (!ic->drained) {
        enum x12_status status = x12_source_read(
            &ic->inner, ic->in + had, CHARSET_ROOM - had, &got, &ic->late);

        if (status < 0)
            return status;
        ic->drained = status == X12_END;
        ic->in_len += got;
    }
    iconv_recode(ic);
    if (ic->left.len > 0 || !ic->drained)
        return X12_OK;
    if (ic->in_len == 0)
        return X12_END;
    return x12_fail(&ic->late, X12_EIO, "the input ends inside a character");
}

static enum x12_status source_iconv_read(void *self, char *into, size_t cap,
                                         size_t *got, struct x12_error *err)
{
    struct source_iconv *ic = self;

    *got = 0;
    while (ic->left.len == 0 && ic->status == X12_OK)
        ic->status = iconv_step(ic);
    if (ic->left.len == 0 && ic->status < 0)
        return x12_fail(err, ic->status, "%s", ic->late.text);
    if (ic->left.len == 0)
        return X12_END;
    *got = ic->left.len < cap ? ic->left.len : cap;
    memcpy(into, ic->left.at, *got);
    ic->left.at += *got;
    ic->left.len -= *got;
    return X12_OK;
}

static void source_iconv_close(void *self)
{
    struct source_iconv *ic = self;

    iconv_close(ic->cd);
    x12_source_close(&ic->inner);
    free(ic);
}

static const struct x12_source_ops source_iconv_ops = {
    source_iconv_read,
    source_iconv_close,
};

/* ---- which of the two ---- */

static bool charset_starts(const char *charset, const char *with)
{
    return strncasecmp(charset, with, strlen(with)) == 0;
}

static enum x12_status source_decode_bytes(struct x12_source *src,
                                           const unsigned char to[256],
                                           struct x12_error *err)
{
    struct source_bytes *bytes = malloc(sizeof(*bytes));

    if (!bytes)
        return x12_fail(err, X12_ENOMEM, "no memory to recode");
    bytes->inner = *src;
    memcpy(bytes->to, to, sizeof(bytes->to));
    *src = (struct x12_source){ &source_bytes_ops, bytes };
    return X12_OK;
}

/* Takes `cd` over, on failure too. */
static enum x12_status source_decode_iconv(struct x12_source *src,
                                           const char *charset, iconv_t cd,
                                           struct x12_error *err)
{
    struct source_iconv *ic = malloc(sizeof(*ic));

    if (!ic) {
        iconv_close(cd);
        return x12_fail(err, X12_ENOMEM, "no memory to recode");
    }
    memset(ic, 0, offsetof(struct source_iconv, in));
    ic->inner = *src;
    ic->cd = cd;
    ic->unit = 1;
    if (charset_starts(charset, "UTF-16") || charset_starts(charset, "UCS-2"))
        ic->unit = 2;
    if (charset_starts(charset, "UTF-32") || charset_starts(charset, "UCS-4"))
        ic->unit = 4;
    *src = (struct x12_source){ &source_iconv_ops, ic };
    return X12_OK;
}

enum x12_status x12_source_decode(struct x12_source *src, const char *charset,
                                  struct x12_error *err)
{
    unsigned char to[256];
    iconv_t cd;

    if (charset_starts(charset, "UTF-8") || charset_starts(charset, "UTF8"))
        return X12_OK; /* bytes stay as they are, the wrong ones too */
    if (charset_known_table(charset, to))
        return source_decode_bytes(src, to, err);
    cd = iconv_open("UTF-8", charset);
    if (cd == (iconv_t)-1)
        return x12_fail(err, errno == ENOMEM ? X12_ENOMEM : X12_EMISUSE,
                        "the character set %s is not known here", charset);
    if (!charset_asked_table(cd, to))
        return source_decode_iconv(src, charset, cd, err);
    iconv_close(cd);
    return source_decode_bytes(src, to, err);
}
