/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_files - what a desk looks at each morning, as files of a folder
 *
 * worklist, aging, denials, lonely, silent, unmatched and balance, each a CSV
 * that is replaced as a whole: whoever has one open has yesterday's, and nobody
 * ever sees half of one. They tell of people: 0600, in a folder of 0700.
 */
#ifndef EDI_REPORT_FILES_H
#define EDI_REPORT_FILES_H

#include "edi/report/report.h"

/* Were they written on this day, all of them? `now` is the machine's clock. */
bool edi_report_files_are_fresh(const char *folder, int64_t now);

/* Writes each of them; failures are in store->db.err. */
enum x12_status edi_report_files(struct edi_store *store, const char *folder,
                                 const struct edi_asked *asked) X12_MUST_USE;

#endif
