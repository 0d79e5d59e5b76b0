/* SPDX-License-Identifier: Apache-2.0 */
/* zip_file - what is packed in a zip file, one member after the other */
#include "edi/jobs/zip_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    ZIP_BLOCK = 65536,
    ZIP_RATIO = 200,      /* claims pack to a tenth or less */
    ZIP_SMALL = 16 << 20, /* what any may unpack to */
};

uint64_t edi_zip_most(uint64_t packed)
{
    return ZIP_SMALL + ZIP_RATIO * packed;
}

enum x12_status edi_zip_open(struct edi_zip *zip, const char *path,
                             struct x12_error *err)
{
    struct archive *reader = archive_read_new();
    struct stat st;

    *zip = (struct edi_zip){ .reader = reader };
    if (!reader)
        return x12_fail(err, X12_ENOMEM, "no memory to unpack zip");
    zip->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (zip->fd < 0 || fstat(zip->fd, &st) != 0)
        return x12_fail(err, X12_EIO, "%s: %s", path, strerror(errno));
    zip->left = edi_zip_most((uint64_t)st.st_size);
    /* by its list of members alone, which stands at its end */
    if (archive_read_support_format_zip_seekable(reader) != ARCHIVE_OK)
        return x12_fail(err, X12_EIO, "zip: %s", archive_error_string(reader));
    return archive_read_open_fd(reader, zip->fd, ZIP_BLOCK) == ARCHIVE_OK
               ? X12_OK
               : X12_END;
}

/* The last part of the member's path, if it can be a name. One that nobody can
 * read is no reason to leave what is in there. */
static const char *zip_name(struct edi_zip *zip, const char *path)
{
    x12_str rest = x12_str_from(path ? path : ""), part = X12_STR("");

    if (rest.len == 0) {
        snprintf(zip->name, sizeof(zip->name), "member-%u", zip->members);
        return NULL;
    }
    if (rest.at[0] == '/')
        return "its path begins at the root: not unpacked";
    while (rest.len > 0) {
        part = x12_str_cut(&rest, '/');
        if (x12_str_is(part, ".."))
            return "its path leads out of the folder: not unpacked";
    }
    return x12_str_put(part, zip->name, sizeof(zip->name))
               ? NULL
               : "its name is too long: not unpacked";
}

static const char *zip_objection(struct edi_zip *zip,
                                 struct archive_entry *entry)
{
    const char *path = archive_entry_pathname(entry);
    const char *why;

    if (!path)
        path = archive_entry_pathname_utf8(entry);
    x12_str_put(x12_str_from(path ? path : "?"), zip->name, sizeof(zip->name));
    why = zip_name(zip, path);
    if (why)
        return why;
    if (archive_entry_filetype(entry) != AE_IFREG)
        return "is a link or device: not unpacked";
    return archive_entry_is_encrypted(entry)
               ? "is locked by a password: not unpacked"
               : NULL;
}

/* libarchive gives names in the letters of the locale: in UTF-8, whoever runs us. */
static int zip_header(struct edi_zip *zip, struct archive_entry **entry)
{
    const locale_t letters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    const locale_t before = letters ? uselocale(letters) : (locale_t)0;
    const int got = archive_read_next_header(zip->reader, entry);

    if (got == ARCHIVE_OK || got == ARCHIVE_WARN)
        zip->objection = zip_objection(zip, *entry);
    if (letters) {
        uselocale(before);
        freelocale(letters);
    }
    return got;
}

enum x12_status edi_zip_next(struct edi_zip *zip, struct x12_error *err)
{
    struct archive_entry *entry = NULL;
    int got;

    do {
        zip->members++;
        got = zip_header(zip, &entry);
        if (got == ARCHIVE_EOF)
            return X12_END;
        if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
            return x12_fail(err, X12_ESYNTAX, "the zip file is damaged");
        if (zip->members > EDI_ZIP_MEMBERS)
            return x12_fail(err, X12_ELIMIT,
                            "the zip file has more than %d members",
                            EDI_ZIP_MEMBERS);
    } while (archive_entry_filetype(entry) == AE_IFDIR);
    return X12_OK;
}

static enum x12_status zip_read(void *self, char *into, size_t cap, size_t *got,
                                struct x12_error *err)
{
    struct edi_zip *zip = self;
    const la_ssize_t n = archive_read_data(zip->reader, into, cap);

    *got = n > 0 ? (size_t)n : 0;
    if (n < 0)
        return x12_fail(err, X12_ESYNTAX, "is damaged inside the zip file");
    if (*got > zip->left) {
        zip->left = 0; /* nor does any other member go on for long */
        return x12_fail(err, X12_ELIMIT,
                        "unpacks to more than any claims do (a zip bomb?): not "
                        "unpacked");
    }
    zip->left -= *got;
    return *got > 0 ? X12_OK : X12_END;
}

static void zip_read_close(void *self)
{
    (void)self;
}

static const struct x12_source_ops zip_source_ops = {
    zip_read,
    zip_read_close,
};

struct x12_source edi_zip_source(struct edi_zip *zip)
{
    return (struct x12_source){ &zip_source_ops, zip };
}

void edi_zip_close(struct edi_zip *zip)
{
    if (zip->reader) {
        archive_read_free(zip->reader);
        if (zip->fd >= 0)
            close(zip->fd);
    }
    *zip = (struct edi_zip){ .members = 0 };
}
