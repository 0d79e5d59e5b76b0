/* SPDX-License-Identifier: Apache-2.0 */
/* report_files - what a desk looks at each morning, as files of a folder */
#include "edi/jobs/report_files.h"

#include "edi/jobs/archive.h"
#include "edi/report/report_worklist.h"
#include "writer/sink.h"

#include <stdio.h>
#include <sys/stat.h>

enum { REPORT_PATH = 1024, REPORT_DAY = 24 * 60 * 60 };

/* The first is no report of `edi report`; the last is written last. */
static const char *const report_files[] = {
    "worklist", "aging", "balance", "denials", "lonely", "silent", "unmatched",
};

enum { REPORT_FILES = sizeof(report_files) / sizeof(report_files[0]) };

static bool report_path(char path[REPORT_PATH], const char *folder, size_t i)
{
    const int len = snprintf(path, REPORT_PATH, "%s/%s.csv", folder,
                             report_files[i]);

    return len > 0 && len < REPORT_PATH;
}

bool edi_report_files_are_fresh(const char *folder, int64_t now)
{
    char path[REPORT_PATH];
    struct stat st;

    return report_path(path, folder, REPORT_FILES - 1) &&
           stat(path, &st) == 0 &&
           (int64_t)st.st_mtime / REPORT_DAY == now / REPORT_DAY;
}

static enum x12_status report_rows(struct edi_store *store, size_t i,
                                   const struct edi_asked *asked,
                                   struct x12_sink *sink)
{
    const struct edi_worklist_wanted wanted = {
        .today = asked->deadlines->today,
        .deadlines = asked->deadlines,
    };

    if (i == 0)
        return edi_report_worklist(store, &wanted, EDI_LISTING_CSV, sink);
    return edi_report_named(report_files[i])
        ->run(store, asked, EDI_LISTING_CSV, sink);
}

enum x12_status edi_report_files(struct edi_store *store, const char *folder,
                                 const struct edi_asked *asked)
{
    struct x12_error *err = store->db.err;
    enum x12_status status = X12_OK;

    for (size_t i = 0; i < REPORT_FILES && status == X12_OK; i++) {
        struct x12_sink sink = { 0 };
        char path[REPORT_PATH];

        if (!report_path(path, folder, i))
            return x12_fail(err, X12_ELIMIT, "reports: a path is too long");
        status = edi_archive_folders(path, err);
        if (status == X12_OK)
            status = x12_sink_open_file(&sink, path, X12_SINK_REPLACE, err);
        if (status == X12_OK)
            status = report_rows(store, i, asked, &sink);
        if (status == X12_OK)
            status = x12_sink_commit(&sink, err);
        x12_sink_close(&sink);
    }
    return status;
}
