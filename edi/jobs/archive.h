/* SPDX-License-Identifier: Apache-2.0 */
/*
 * archive - what came, as it came, by month and digest
 *
 *     FOLDER/2024/02/PARTNER/SHA256/NAME
 *
 * A file is fetched into FOLDER/.PARTNER.part, synced, and then given its place:
 * what a run that was killed has left there the next one writes over. Files are
 * 0600 and folders 0700. One run at a time.
 */
#ifndef EDI_ARCHIVE_H
#define EDI_ARCHIVE_H

#include "edi/store/digest.h"

enum { EDI_ARCHIVE_PATH = 1024 };

struct edi_archive {
    const char *folder;
    const char *when; /* "2024-01-31T09:05:01Z": the year and month */
};

/* Reads all of `src` into the part file. Sets sum, its bytes, and `path`: where
 * the file will stand. */
struct edi_archived {
    unsigned char digest[EDI_DIGEST_BYTES];
    uint64_t bytes;
    char part[EDI_ARCHIVE_PATH], path[EDI_ARCHIVE_PATH];
};

/* Reads all of `src`, which stays the caller's, into the part file. A failure of
 * the source stays in `err` as it told it; `*ours`: it was the archive's. */
enum x12_status edi_archive_fetch(const struct edi_archive *archive,
                                  const char *partner, struct x12_source *src,
                                  struct edi_archived *file, bool *ours,
                                  struct x12_error *err) X12_MUST_USE;

/* Gives the part its place under the name. */
enum x12_status edi_archive_keep(const struct edi_archive *archive,
                                 const char *partner, x12_str name,
                                 struct edi_archived *file,
                                 struct x12_error *err) X12_MUST_USE;

/* Makes each folder of the path that is not there, up to its last slash, for its
 * owner alone. */
enum x12_status edi_archive_folders(char *path,
                                    struct x12_error *err) X12_MUST_USE;

/* Takes away what runs that were killed have left in the folder itself: hidden
 * files that end in .part or .tmp. Not while another run may be writing there. */
enum x12_status edi_archive_tidy(const char *folder,
                                 struct x12_error *err) X12_MUST_USE;

/* Takes it out again: it was not whole. */
void edi_archive_drop(const struct edi_archived *file);

#endif
