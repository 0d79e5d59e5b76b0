/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_reports - every report as a page of HTML in a folder
 *
 * index.html leads to the others; none needs a server or a script. The folder is
 * made for its owner alone where it is not there, and so is each file; a page that
 * was there before gives way to the new one whole.
 */
#ifndef EDI_JOB_REPORTS_H
#define EDI_JOB_REPORTS_H

#include "edi/report/report.h"

enum x12_status edi_reports(struct edi_store *store,
                            const struct edi_asked *asked, const char *folder,
                            struct x12_error *err) X12_MUST_USE;

#endif
