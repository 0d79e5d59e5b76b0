/* SPDX-License-Identifier: Apache-2.0 */
/*
 * same_trace FILE... - each file read in small steps gives the same trace
 */
#include "edi/jobs/job_trace.h"
#include "tests/support/drip.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { SAME_TRACE_LIMIT = 512 << 20 };

static const size_t steps[] = { 1, 2, 3, 7, 4096 };
enum { SAME_TRACE_STEPS = sizeof(steps) / sizeof(steps[0]) };

static char *same_trace_load(const char *path, size_t *len)
{
    struct stat about;
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;

    if (file && stat(path, &about) == 0) {
        *len = (size_t)about.st_size;
        bytes = malloc(*len + 1);
        if (bytes && fread(bytes, 1, *len, file) != *len) {
            free(bytes);
            bytes = NULL;
        }
    }
    if (file)
        fclose(file);
    return bytes;
}

/* The trace of the bytes read so many at a time; its status too. */
static enum x12_status same_trace_of(x12_str bytes, size_t step,
                                     struct x12_sink *sink)
{
    struct x12_source src = { 0 };
    struct x12_error err = { 0 };
    enum x12_status status = drip_open(&src, bytes, step, X12_END);
    bool cut_off;

    if (status == X12_OK)
        status = x12_sink_open_memory(sink, SAME_TRACE_LIMIT, &err);
    if (status == X12_OK)
        status = x12_source_detect(&src, NULL, &err);
    if (status == X12_OK)
        status = edi_trace(&src, false, sink, &cut_off, &err);
    x12_source_close(&src);
    return status;
}

static unsigned same_trace_file(const char *path)
{
    struct x12_sink whole = { 0 };
    size_t len = 0;
    char *bytes = same_trace_load(path, &len);
    x12_str all = { bytes, len };
    enum x12_status want;
    unsigned failed = 0;

    if (!bytes) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return SAME_TRACE_STEPS;
    }
    want = same_trace_of(all, 0, &whole);
    for (size_t i = 0; i < SAME_TRACE_STEPS; i++) {
        struct x12_sink sink = { 0 };

        if (same_trace_of(all, steps[i], &sink) != want ||
            !x12_str_equal(x12_sink_memory(&sink), x12_sink_memory(&whole))) {
            printf("%s: %zu bytes at a time give another trace\n", path,
                   steps[i]);
            failed++;
        }
        x12_sink_close(&sink);
    }
    x12_sink_close(&whole);
    free(bytes);
    return failed;
}

int main(int argc, char **argv)
{
    unsigned failed = 0;
    unsigned all = (unsigned)(argc - 1) * SAME_TRACE_STEPS;

    for (int i = 1; i < argc; i++)
        failed += same_trace_file(argv[i]);
    printf("drip: %u passed, %u failed\n", all - failed, failed);
    return failed > 0;
}
