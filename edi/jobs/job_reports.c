/* SPDX-License-Identifier: Apache-2.0 */
/* job_reports - every report as a page of HTML in a folder */
#include "edi/jobs/job_reports.h"

#include "edi/report/report_page.h"
#include "edi/report/report_takebacks.h"
#include "edi/report/report_worklist.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

enum { REPORTS_PATH = 4096, REPORTS_NAME = 64 };

struct reports {
    struct edi_store *store;
    const struct edi_asked *asked;
    const char *folder;
    struct x12_error *err;
    struct edi_page page;
    struct x12_sink sink; /* of the page at hand */
};

/* What is no edi_report, but belongs to them. */
static const struct reports_extra {
    const char *name, *summary;
} reports_extra[] = {
    { "worklist", "what needs a person, most valuable and most urgent first" },
    { "takebacks", "the ledger of PLB takebacks and forward balances" },
};

static enum x12_status reports_open(struct reports *r, const char *name)
{
    char path[REPORTS_PATH];
    int len = snprintf(path, sizeof(path), "%s/%s.html", r->folder, name);

    if (len < 0 || (size_t)len >= sizeof(path))
        return x12_fail(r->err, X12_EIO, "%s: path is too long", r->folder);
    return x12_sink_open_file(&r->sink, path, X12_SINK_REPLACE, r->err);
}

static enum x12_status reports_close(struct reports *r, enum x12_status status)
{
    if (status >= 0)
        status = edi_report_page_end(&r->page, r->store);
    if (status == X12_OK)
        status = x12_sink_commit(&r->sink, r->err);
    x12_sink_close(&r->sink);
    return status;
}

static enum x12_status reports_begin(struct reports *r, const char *name,
                                     const char *summary)
{
    enum x12_status status = reports_open(r, name);

    if (status == X12_OK)
        edi_report_page_begin(&r->page, name, summary,
                              r->asked->deadlines->today, &r->sink, r->err);
    return status;
}

static enum x12_status reports_one(struct reports *r,
                                   const struct edi_report *report)
{
    enum x12_status status = reports_begin(r, report->name, report->summary);

    if (status == X12_OK)
        status = report->run(r->store, r->asked, EDI_LISTING_HTML, &r->sink);
    return reports_close(r, status);
}

static enum x12_status reports_worklist(struct reports *r)
{
    const struct edi_worklist_wanted wanted = {
        .today = r->asked->deadlines->today,
        .deadlines = r->asked->deadlines,
        .payer = r->asked->payer,
    };
    enum x12_status status = reports_begin(r, reports_extra[0].name,
                                           reports_extra[0].summary);

    if (status == X12_OK)
        status = edi_report_worklist(r->store, &wanted, EDI_LISTING_HTML,
                                     &r->sink);
    return reports_close(r, status);
}

static enum x12_status reports_takebacks(struct reports *r)
{
    const struct edi_takebacks_wanted wanted = { .payer = r->asked->payer };
    enum x12_status status = reports_begin(r, reports_extra[1].name,
                                           reports_extra[1].summary);

    if (status == X12_OK)
        status = edi_report_takebacks(r->store, &wanted, EDI_LISTING_HTML,
                                      &r->sink);
    return reports_close(r, status);
}

static void reports_link(struct x12_text *t, const char *name,
                         const char *summary)
{
    x12_text_raw(t, "<tr><td><a href=\"");
    x12_text_put(t, name);
    x12_text_raw(t, ".html\">");
    x12_text_put(t, name);
    x12_text_raw(t, "</a></td><td>");
    x12_text_put(t, summary);
    x12_text_raw(t, "</td></tr>\n");
}

static enum x12_status reports_index(struct reports *r)
{
    struct x12_text *t = &r->page.text;
    enum x12_status status = reports_begin(r, "index", "all reports");

    if (status == X12_OK) {
        x12_text_raw(t, "<table>\n");
        for (size_t i = 0; i < sizeof(reports_extra) / sizeof(*reports_extra);
             i++)
            reports_link(t, reports_extra[i].name, reports_extra[i].summary);
        for (size_t i = 0; edi_report_at(i); i++)
            reports_link(t, edi_report_at(i)->name, edi_report_at(i)->summary);
        x12_text_raw(t, "</table>\n");
    }
    return reports_close(r, status);
}

enum x12_status edi_reports(struct edi_store *store,
                            const struct edi_asked *asked, const char *folder,
                            struct x12_error *err)
{
    static struct reports r;
    enum x12_status status;

    r = (struct reports){
        .store = store, .asked = asked, .folder = folder, .err = err
    };
    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        return x12_fail(err, X12_EIO, "%s: %s", folder, strerror(errno));
    status = reports_worklist(&r);
    if (status == X12_OK)
        status = reports_takebacks(&r);
    for (size_t i = 0; status == X12_OK && edi_report_at(i); i++)
        status = reports_one(&r, edi_report_at(i));
    return status == X12_OK ? reports_index(&r) : status;
}
