/* SPDX-License-Identifier: Apache-2.0 */
/*
 * zip_file - what is packed in a zip file, one member after the other (libarchive)
 *
 *     struct edi_zip zip = { 0 };
 *     status = edi_zip_open(&zip, path, err);
 *     while (status == X12_OK && (status = edi_zip_next(&zip, err)) == X12_OK)
 *         if (!zip.objection)
 *             ... zip.name, and its bytes from edi_zip_source(&zip) ...
 *     edi_zip_close(&zip);          right on every path, and twice
 *
 * Nothing is unpacked to where a member says: it has a last name and bytes, no
 * more. What all members unpack to is bounded by the size of the zip file.
 */
#ifndef EDI_ZIP_FILE_H
#define EDI_ZIP_FILE_H

#include "parser/source.h"

enum {
    EDI_ZIP_MEMBERS = 10000,
    EDI_ZIP_NAME = 256, /* longest last name, zero byte too */
};

struct edi_zip {
    /* of the member at hand */
    char name[EDI_ZIP_NAME];
    const char *objection; /* why it is not to be read; NULL: it may be */
    /* private below */
    void *reader;
    int fd;
    unsigned members;
    uint64_t left; /* bytes that may still be unpacked */
};

/* What `packed` bytes may unpack to: far more than any claims do, and far less
 * than what somebody packs to fill a disk. */
uint64_t edi_zip_most(uint64_t packed);

/* X12_END: it ends before its list of members: it is not whole. */
enum x12_status edi_zip_open(struct edi_zip *zip, const char *path,
                             struct x12_error *err) X12_MUST_USE;

/* The next member that is a file. X12_END behind the last; X12_ESYNTAX where the
 * zip file is damaged, X12_ELIMIT where it has too many. */
enum x12_status edi_zip_next(struct edi_zip *zip,
                             struct x12_error *err) X12_MUST_USE;

/* The bytes of the member at hand; good until the next. X12_ESYNTAX: they are
 * damaged or locked; X12_ELIMIT: they are too many. */
struct x12_source edi_zip_source(struct edi_zip *zip);

void edi_zip_close(struct edi_zip *zip);

#endif
