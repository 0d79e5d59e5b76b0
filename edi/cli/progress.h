/* SPDX-License-Identifier: Apache-2.0 */
/*
 * progress - a bar on a terminal, nothing elsewhere
 *
 *     struct edi_progress progress = { 0 };
 *     edi_progress_watch(&progress, &src, path);
 *
 * A filter over a source: it shows how much of the file has been read once that
 * takes longer than a second, and wipes the bar when the source is closed.
 */
#ifndef EDI_PROGRESS_H
#define EDI_PROGRESS_H

#include "parser/source.h"

struct edi_progress {
    struct x12_source inner;
    uint64_t done, total; /* bytes; total 0: not known */
    int64_t begun, drawn; /* milliseconds of the monotonic clock */
    bool shown;
};

/* Takes `src` over and puts itself in its place, if standard error is a
 * terminal; `progress` must outlive the source. */
void edi_progress_watch(struct edi_progress *progress, struct x12_source *src,
                        const char *path);

/* What is drawn for so many bytes of `total`, without the line's start:
 * "[=====>    ]  52%  1234 MB"; `into` is zero-terminated. */
void edi_progress_text(uint64_t done, uint64_t total, char *into, size_t cap);

#endif
