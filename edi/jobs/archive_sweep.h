/* SPDX-License-Identifier: Apache-2.0 */
/*
 * archive_sweep - takes originals out of the archive of which nothing is left
 *
 * Of FOLDER/2024/02/PARTNER/SHA256/NAME (archive.h) a month goes that was over
 * before the day, but for files of which the store still has something. What does
 * not look like the archive is not touched, and no link is followed.
 */
#ifndef EDI_ARCHIVE_SWEEP_H
#define EDI_ARCHIVE_SWEEP_H

#include "edi/store/store.h"
#include "parser/value.h"

struct edi_sweep {
    struct edi_store *store;
    const char *folder; /* it need not exist */
    x12_date before;
};

/* `*count` files were taken out. */
enum x12_status edi_archive_sweep(const struct edi_sweep *sweep,
                                  uint64_t *count) X12_MUST_USE;

#endif
