/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv - rows for spreadsheets (RFC 4180, LF line ends)
 *
 *     x12_csv_cell(csv, claim->id);
 *     x12_csv_money(csv, claim->charge);
 *     x12_csv_row_end(csv);
 *
 * A cell that begins with = + - @, tab or CR and is no number is given a
 * leading apostrophe, so that no spreadsheet takes it for a formula. Output is
 * UTF-8: a cell whose bytes are not is taken as ISO-8859-1.
 */
#ifndef X12_CSV_H
#define X12_CSV_H

#include "parser/value.h"
#include "writer/sink.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { X12_CSV_BUFFER = 64 << 10 };

struct x12_csv {
    bool latin1; /* bytes over 0x7F are ISO-8859-1; output is UTF-8 */
    /* private below */
    struct x12_sink *sink;
    struct x12_error *err;
    enum x12_status status;
    char *buffer;
    size_t used;
    bool comma;
};

/* The sink stays the caller's. */
X12_API void x12_csv_init(struct x12_csv *csv, struct x12_sink *sink,
                          struct x12_error *err);
X12_API void x12_csv_release(struct x12_csv *csv);
X12_API void x12_csv_cell(struct x12_csv *csv, x12_str s);
/* Texts in one cell, parted by blanks; empty ones are passed over. */
X12_API void x12_csv_list(struct x12_csv *csv, const x12_str *at, size_t count);
X12_API void x12_csv_money(struct x12_csv *csv, x12_money m);
X12_API void x12_csv_decimal(struct x12_csv *csv, x12_decimal number);
X12_API void x12_csv_date(struct x12_csv *csv, x12_date d);
X12_API void x12_csv_count(struct x12_csv *csv, uint64_t n);
X12_API void x12_csv_empty(struct x12_csv *csv);
X12_API void x12_csv_row_end(struct x12_csv *csv);
/* Would a spreadsheet run it? */
X12_API bool x12_csv_is_formula(x12_str s);
/* X12_OK while all is well; else what every later call leaves alone. */
X12_API enum x12_status x12_csv_status(const struct x12_csv *csv);
/* Gives what waits to the sink. X12_END when nobody reads it any more. */
X12_API enum x12_status x12_csv_flush(struct x12_csv *csv) X12_MUST_USE;

#ifdef __cplusplus
}
#endif
#endif
