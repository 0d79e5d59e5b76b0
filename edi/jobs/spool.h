/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spool - segments that wait in a nameless file until what stands before them
 * is known
 *
 *     edi_spool_open(&spool, folder, delims, err);
 *     x12_writer_begin(&spool.w, "CLP"); ...
 *     edi_spool_copy(&spool, &w, &sink);        behind what `w` has written
 *     edi_spool_empty(&spool);
 *     edi_spool_close(&spool);
 */
#ifndef EDI_SPOOL_H
#define EDI_SPOOL_H

#include "writer/writer.h"

struct edi_spool {
    struct x12_writer w;
    /* private below */
    struct x12_sink sink;
    int fd;
    bool open;
    struct x12_error *err;
    const char *folder;
};

/* The file lies in `folder` without a name and is gone when it is closed. One
 * that is open already is begun anew. */
enum x12_status edi_spool_open(struct edi_spool *spool, const char *folder,
                               struct x12_delims delims,
                               struct x12_error *err) X12_MUST_USE;

/* Appends all that waits to `to`, whose sink is `sink`, and counts its segments
 * there. It may be copied again. */
enum x12_status edi_spool_copy(struct edi_spool *spool, struct x12_writer *to,
                               struct x12_sink *sink) X12_MUST_USE;

/* Begins anew. */
enum x12_status edi_spool_empty(struct edi_spool *spool) X12_MUST_USE;

/* Safe twice, and on { 0 }. */
void edi_spool_close(struct edi_spool *spool);

#endif
