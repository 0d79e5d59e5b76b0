/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rows - one list in five forms: text for people, JSON Lines, CSV, XLSX, and a
 * table of HTML (edi/report/report_page.h has the page around it)
 *
 *     static const struct edi_column columns[] = {
 *         { "claim", "claim", 20, false }, { "charge", "charge", 12, true },
 *     };
 *     edi_rows_init(&rows, form, columns, 2, sink, err);
 *     edi_rows_text(&rows, claim->number), edi_rows_money(&rows, claim->charge);
 *     edi_rows_end(&rows);
 *     status = edi_rows_finish(&rows);
 *
 * Values are given in the order of the columns. In JSON an empty text or date
 * leaves its key out. A column without a title is not shown to people; in HTML it
 * is if it has a width.
 */
#ifndef EDI_ROWS_H
#define EDI_ROWS_H

#include "edi/report/xlsx.h"
#include "writer/csv.h"
#include "writer/json.h"
#include "writer/text.h"

enum edi_listing {
    EDI_LISTING_TEXT,
    EDI_LISTING_JSONL,
    EDI_LISTING_CSV,
    EDI_LISTING_XLSX,
    EDI_LISTING_HTML,
};

struct edi_column {
    const char *key;   /* of JSON, and the head of the column in a table */
    const char *title; /* for people; NULL: not shown */
    unsigned width;    /* for people; 0: the last, as long as it is */
    bool right;
};

struct edi_rows {
    enum edi_listing form;
    /* private below */
    const struct edi_column *columns;
    size_t count, at;
    unsigned edge; /* where the next column of text begins */
    struct x12_json json;
    struct x12_csv csv;
    struct x12_text text;
    struct edi_xlsx xlsx;
    bool begun;
};

/* The sink stays the caller's. */
void edi_rows_init(struct edi_rows *rows, enum edi_listing form,
                   const struct edi_column *columns, size_t count,
                   struct x12_sink *sink, struct x12_error *err);

void edi_rows_text(struct edi_rows *rows, x12_str s);
void edi_rows_money(struct edi_rows *rows, x12_money m);
void edi_rows_date(struct edi_rows *rows, x12_date d);
void edi_rows_int(struct edi_rows *rows, int64_t n);

/* In a spreadsheet one of these words is chosen, behind NULL the last one. The
 * words must outlive the rows. */
void edi_rows_choose(struct edi_rows *rows, const char *key,
                     const char *const *words);

/* Ends a row; all its columns must have been given. */
void edi_rows_end(struct edi_rows *rows);

/* X12_OK, or why nothing more is taken: X12_END when nobody reads it. */
enum x12_status edi_rows_status(const struct edi_rows *rows);

/* Flushes and releases. */
enum x12_status edi_rows_finish(struct edi_rows *rows) X12_MUST_USE;

#endif
