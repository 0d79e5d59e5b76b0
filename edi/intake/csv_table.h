/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_table - a CSV whose first row names its columns
 *
 *     status = edi_csv_table_open(&table, &src, &err);       src is { 0 } now
 *     key = edi_csv_table_column(&table, "key");
 *     while (status == X12_OK &&
 *            (status = edi_csv_table_next(&table)) == X12_OK)
 *         use(edi_csv_table_value(&table, key));
 *     edi_csv_table_close(&table);               right on every path, and twice
 */
#ifndef EDI_CSV_TABLE_H
#define EDI_CSV_TABLE_H

#include "edi/intake/csv_rows.h"

enum { EDI_CSV_NONE = -1 }; /* no such column */

struct edi_csv_table {
    struct edi_csv_row row; /* at hand; its number counts blank rows, too */
    /* private below */
    struct edi_intake in;
    struct edi_csv_rows rows;
    struct edi_csv_row head;
};

/* Takes `src` over and reads the first row. X12_EMISUSE: there is none. */
enum x12_status edi_csv_table_open(struct edi_csv_table *table,
                                   struct x12_source *src,
                                   struct x12_error *err) X12_MUST_USE;

/* By its name, whatever the case of its letters. */
int edi_csv_table_column(const struct edi_csv_table *table, const char *name);

enum x12_status edi_csv_table_next(struct edi_csv_table *table) X12_MUST_USE;

/* A cell of the row at hand, valid until the next one; empty where it has none,
 * or for EDI_CSV_NONE. The apostrophe that keeps a cell from being taken for a
 * formula is not part of it. */
x12_str edi_csv_table_value(const struct edi_csv_table *table, int column);

void edi_csv_table_close(struct edi_csv_table *table);

#endif
