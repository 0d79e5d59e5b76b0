/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xlsx - rows as a spreadsheet: amounts are numbers and days are days
 *
 *     edi_xlsx_init(&xlsx, sink, err);
 *     edi_xlsx_head(&xlsx, "claim", 20), edi_xlsx_head(&xlsx, "charge", 12);
 *     edi_xlsx_row_end(&xlsx);
 *     edi_xlsx_text(&xlsx, number), edi_xlsx_money(&xlsx, charge);
 *     edi_xlsx_row_end(&xlsx);
 *     status = edi_xlsx_finish(&xlsx);
 *
 * The head stays where it is and can filter. A text that begins as a formula
 * does is given a leading apostrophe, as in a CSV. The library that packs the
 * sheet wants files of its own: they lie in $TMPDIR, for the owner alone, and
 * are gone at the end.
 */
#ifndef EDI_XLSX_H
#define EDI_XLSX_H

#include "parser/arena.h"
#include "parser/value.h"
#include "writer/sink.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

enum {
    EDI_XLSX_ROWS = 1048575, /* most rows below the head that a sheet has */
    EDI_XLSX_PATH = 512,
};

struct edi_xlsx {
    enum x12_status status;
    /* private below */
    struct x12_sink *sink;
    struct x12_error *err;
    struct lxw_workbook *book;
    struct lxw_worksheet *sheet;
    struct lxw_format *bold, *cents, *day;
    struct x12_arena arena; /* the text of one cell */
    uint32_t row;
    uint16_t column, columns;
    char path[EDI_XLSX_PATH];
};

/* The sink stays the caller's. */
void edi_xlsx_init(struct edi_xlsx *xlsx, struct x12_sink *sink,
                   struct x12_error *err);

/* Cells of the first row; `width` in letters. */
void edi_xlsx_head(struct edi_xlsx *xlsx, const char *name, unsigned width);

void edi_xlsx_text(struct edi_xlsx *xlsx, x12_str s);
void edi_xlsx_money(struct edi_xlsx *xlsx, x12_money m);
void edi_xlsx_date(struct edi_xlsx *xlsx, x12_date d);
void edi_xlsx_int(struct edi_xlsx *xlsx, int64_t n);
void edi_xlsx_row_end(struct edi_xlsx *xlsx);

/* Cells of the column, from 0, hold one of these words; NULL ends them. */
void edi_xlsx_choose(struct edi_xlsx *xlsx, unsigned column,
                     const char *const *words);

/* Packs it, gives it to the sink and releases. */
enum x12_status edi_xlsx_finish(struct edi_xlsx *xlsx) X12_MUST_USE;

#endif
