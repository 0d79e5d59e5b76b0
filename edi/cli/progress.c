/* SPDX-License-Identifier: Apache-2.0 */
/* progress - a bar on a terminal, nothing elsewhere */
#include "edi/cli/progress.h"

#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PROGRESS_WAIT = 1000, PROGRESS_STEP = 200, PROGRESS_CELLS = 30 };

static int64_t progress_clock(void)
{
    struct timespec now = { 0, 0 };

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void edi_progress_text(uint64_t done, uint64_t total, char *into, size_t cap)
{
    char cells[PROGRESS_CELLS + 1];
    uint64_t part = done < total ? done : total;
    size_t full;

    if (total == 0) {
        snprintf(into, cap, "%llu MB", (unsigned long long)(done / 1000000));
        return;
    }
    full = (size_t)(part / (total / PROGRESS_CELLS + 1));
    memset(cells, ' ', PROGRESS_CELLS);
    memset(cells, '=', full);
    if (full < PROGRESS_CELLS)
        cells[full] = '>';
    cells[PROGRESS_CELLS] = '\0';
    snprintf(into, cap, "[%s] %3u%%  %llu MB", cells,
             (unsigned)(part / (total / 100 + 1)),
             (unsigned long long)(done / 1000000));
}

static void progress_draw(struct edi_progress *progress)
{
    int64_t now = progress_clock();
    char text[80];

    if (now - progress->begun < PROGRESS_WAIT ||
        now - progress->drawn < PROGRESS_STEP)
        return;
    edi_progress_text(progress->done, progress->total, text, sizeof(text));
    fprintf(stderr, "\r%s", text);
    progress->drawn = now;
    progress->shown = true;
}

static enum x12_status progress_read(void *self, char *into, size_t cap,
                                     size_t *got, struct x12_error *err)
{
    struct edi_progress *progress = self;
    enum x12_status status = x12_source_read(&progress->inner, into, cap, got,
                                             err);

    if (status == X12_OK) {
        progress->done += *got;
        progress_draw(progress);
    }
    return status;
}

static void progress_close(void *self)
{
    struct edi_progress *progress = self;

    if (progress->shown)
        fprintf(stderr, "\r%70s\r", "");
    x12_source_close(&progress->inner);
}

static const struct x12_source_ops progress_ops = { progress_read,
                                                    progress_close };

void edi_progress_watch(struct edi_progress *progress, struct x12_source *src,
                        const char *path)
{
    struct stat about;

    if (!isatty(STDERR_FILENO))
        return;
    *progress = (struct edi_progress){ .inner = *src };
    progress->begun = progress->drawn = progress_clock();
    if (stat(path, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0)
        progress->total = (uint64_t)about.st_size;
    *src = (struct x12_source){ &progress_ops, progress };
}
