/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_rows - rows and cells of a CSV (RFC 4180, and what spreadsheets make of it)
 *
 *     edi_csv_rows_begin(&rows, in);
 *     while ((status = edi_csv_row_next(&rows, &row)) == X12_OK)
 *         use(edi_csv_cell(&row, 0));
 *     x12_arena_release(&row.arena);
 *     edi_csv_rows_release(&rows);
 */
#ifndef EDI_CSV_ROWS_H
#define EDI_CSV_ROWS_H

#include "edi/intake/intake_jsonl.h"

#include <csv.h>

/* A row: its text, and where its cells begin. */
struct edi_csv_row {
    uint64_t number;   /* the header is 1 */
    uint64_t from, to; /* the bytes of the input that it stands in */
    /* private below */
    struct x12_arena arena;
    char *text;
    size_t len, cap;
    size_t *cut; /* and behind the last one the end */
    size_t count;
};

struct edi_csv_rows {
    struct edi_intake *in;
    char by; /* of comma, semicolon, TAB what its first line has most of */
    uint64_t count;
    /* private below */
    struct csv_parser parser;
    struct edi_csv_row *reading;
    bool row_ended;
};

/* `in` must outlive the rows. */
void edi_csv_rows_begin(struct edi_csv_rows *rows, struct edi_intake *in);

/* The next row that is not blank; X12_END behind the last. */
enum x12_status edi_csv_row_next(struct edi_csv_rows *rows,
                                 struct edi_csv_row *row) X12_MUST_USE;

size_t edi_csv_cells(const struct edi_csv_row *row);

/* Without blanks at its ends; empty where the row is too short. */
x12_str edi_csv_cell(const struct edi_csv_row *row, size_t i);

/* Safe twice, and for { 0 }. */
void edi_csv_rows_release(struct edi_csv_rows *rows);

#endif
