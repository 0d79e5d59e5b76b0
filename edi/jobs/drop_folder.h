/* SPDX-License-Identifier: Apache-2.0 */
/*
 * drop_folder - files of claims that others lay into a folder of ours
 *
 *     edi_drop_list(&drop, &all, err);
 *     status = edi_drop_open(&drop, &all.at[i], &file, &src, err);
 *     ... X12_END: it is being written, or is no file: not now ...
 *     status = edi_drop_remove(&drop, &file, err);
 *
 * A file is left alone while it may still be written: when it was changed within
 * the last `settle` seconds, or thirty times as long where its last line has no
 * end; under a hidden name; and under one that ends in .tmp, .part or .filepart.
 */
#ifndef EDI_DROP_FOLDER_H
#define EDI_DROP_FOLDER_H

#include "edi/net/transfer.h"

enum { EDI_DROP_PATH = 4096, EDI_DROP_SETTLE = 10 };

struct edi_drop {
    const char *folder;
    uint32_t settle; /* seconds */
    int64_t now;     /* the clock by which files are changed, since 1970 */
};

/* A file as it was when it was opened. */
struct edi_dropped_file {
    char path[EDI_DROP_PATH];
    uint64_t size;
    int64_t changed;
    long nanoseconds;
    uint64_t inode;
    bool young; /* so young that what cannot be read may not be whole yet */
};

/* Its plain files that have a name of their own, by name; none where there is no
 * folder. Release `all` on every path. */
enum x12_status edi_drop_list(const struct edi_drop *drop,
                              struct edi_remotes *all,
                              struct x12_error *err) X12_MUST_USE;

/* X12_END: not now. X12_EIO: it cannot be read; told by its inode, since its name
 * may tell of a person. */
enum x12_status edi_drop_open(const struct edi_drop *drop,
                              const struct edi_remote *remote,
                              struct edi_dropped_file *file,
                              struct x12_source *src,
                              struct x12_error *err) X12_MUST_USE;

/* Is it still as it was when it was opened? */
bool edi_drop_is_same(const struct edi_dropped_file *file);

/* Unless another file has come under its name. */
enum x12_status edi_drop_remove(const struct edi_dropped_file *file,
                                struct x12_error *err) X12_MUST_USE;

#endif
