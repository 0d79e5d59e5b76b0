/* SPDX-License-Identifier: Apache-2.0 */
/* csv - rows for spreadsheets (RFC 4180, LF line ends) */
#include "writer/csv.h"

#include "writer/json.h"

#include <stdlib.h>

enum {
    CSV_PART = 4 << 10, /* bytes of a cell copied at once */
    CSV_SMALL = 64,     /* room for any cell that is no text */
};

void x12_csv_init(struct x12_csv *csv, struct x12_sink *sink,
                  struct x12_error *err)
{
    *csv = (struct x12_csv){ .sink = sink, .err = err };
    csv->buffer = malloc(X12_CSV_BUFFER);
    if (!csv->buffer)
        csv->status = x12_fail(err, X12_ENOMEM, "csv: out of memory");
}

void x12_csv_release(struct x12_csv *csv)
{
    free(csv->buffer);
    *csv = (struct x12_csv){ .status = X12_EMISUSE };
}

enum x12_status x12_csv_flush(struct x12_csv *csv)
{
    if (csv->status == X12_OK && csv->used > 0)
        csv->status = x12_sink_write(
            csv->sink, (x12_str){ csv->buffer, csv->used }, csv->err);
    csv->used = 0;
    return csv->status;
}

/* Makes room for `need` bytes, at most the buffer; false after a failure. */
static bool csv_room(struct x12_csv *csv, size_t need)
{
    if (!csv->buffer && csv->status == X12_OK)
        csv->status = x12_fail(csv->err, X12_EMISUSE, "csv: used before init");
    if (csv->buffer && X12_CSV_BUFFER - csv->used >= need)
        return true;
    return x12_csv_flush(csv) == X12_OK;
}

/* The comma before a cell, where there is one. */
static bool csv_start(struct x12_csv *csv)
{
    if (!csv_room(csv, CSV_SMALL))
        return false;
    if (csv->comma)
        csv->buffer[csv->used++] = ',';
    csv->comma = true;
    return true;
}

/* Would a spreadsheet run it? A negative amount is a number, no formula. */
bool x12_csv_is_formula(x12_str s)
{
    x12_decimal number;

    return s.len > 0 && memchr("=+-@\t\r", s.at[0], 6) &&
           !x12_decimal_parse(s, &number);
}

static bool csv_needs_quotes(x12_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == '"' || s.at[i] == ',' || s.at[i] == '\n' ||
            s.at[i] == '\r')
            return true;
    return false;
}

/* The bytes of a cell: quotes doubled, high bytes as UTF-8. */
static void csv_text(struct x12_csv *csv, x12_str s, bool latin1)
{
    while (s.len > 0) {
        size_t part = s.len < CSV_PART ? s.len : CSV_PART;

        if (!csv_room(csv, 2 * part))
            return;
        for (size_t i = 0; i < part; i++) {
            unsigned char c = (unsigned char)s.at[i];

            if (c > 0x7F && latin1) {
                csv->buffer[csv->used++] = (char)(0xC0 | c >> 6);
                c = 0x80 | (c & 0x3F);
            } else if (c == '"') {
                csv->buffer[csv->used++] = '"';
            }
            csv->buffer[csv->used++] = (char)c;
        }
        s.at += part;
        s.len -= part;
    }
}

void x12_csv_cell(struct x12_csv *csv, x12_str s)
{
    const bool quotes = csv_needs_quotes(s);
    const bool latin1 = csv->latin1 || !x12_utf8_is_valid(s);

    if (!csv_start(csv))
        return;
    if (quotes)
        csv->buffer[csv->used++] = '"';
    if (x12_csv_is_formula(s))
        csv->buffer[csv->used++] = '\'';
    csv_text(csv, s, latin1);
    if (quotes && csv_room(csv, 1))
        csv->buffer[csv->used++] = '"';
}

void x12_csv_empty(struct x12_csv *csv)
{
    csv_start(csv);
}

void x12_csv_money(struct x12_csv *csv, x12_money m)
{
    if (csv_start(csv))
        csv->used += x12_money_format_plain(m, csv->buffer + csv->used);
}

void x12_csv_date(struct x12_csv *csv, x12_date d)
{
    if (csv_start(csv))
        csv->used += x12_date_format(d, csv->buffer + csv->used);
}

void x12_csv_count(struct x12_csv *csv, uint64_t n)
{
    char text[20], *end = text + sizeof(text), *at = end;

    if (!csv_start(csv))
        return;
    do {
        *--at = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    memcpy(csv->buffer + csv->used, at, (size_t)(end - at));
    csv->used += (size_t)(end - at);
}

void x12_csv_row_end(struct x12_csv *csv)
{
    if (csv_room(csv, 1))
        csv->buffer[csv->used++] = '\n';
    csv->comma = false;
}
