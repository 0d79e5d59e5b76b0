/* SPDX-License-Identifier: Apache-2.0 */
/* csv - rows for spreadsheets (RFC 4180, LF line ends) */
#include "writer/csv.h"

#include "writer/json.h"

#include <stdlib.h>

enum {
    CSV_PART = 4 << 10, /* bytes of a cell copied at once */
    CSV_SHORT = 256,    /* of one that is copied as it is */
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

enum x12_status x12_csv_status(const struct x12_csv *csv)
{
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

/* What of an ASCII byte keeps a cell from being copied as it is. */
enum { CSV_QUOTES = 1, CSV_FORMULA = 2, CSV_HIGH = 0x80 };

static const unsigned char csv_kinds[256] = {
    ['"'] = CSV_QUOTES,   [','] = CSV_QUOTES,
    ['\n'] = CSV_QUOTES,  ['\r'] = CSV_QUOTES | CSV_FORMULA,
    ['\t'] = CSV_FORMULA, ['='] = CSV_FORMULA,
    ['+'] = CSV_FORMULA,  ['-'] = CSV_FORMULA,
    ['@'] = CSV_FORMULA,
};

/* CSV_QUOTES and CSV_HIGH of any byte, CSV_FORMULA of the first; 0: the bytes
 * are the cell. */
static unsigned csv_kind(x12_str s)
{
    unsigned all = 0, high = 0;

    for (size_t i = 0; i < s.len; i++) {
        const unsigned char c = (unsigned char)s.at[i];

        all |= csv_kinds[c];
        high |= c;
    }
    all = (all & CSV_QUOTES) | (high & CSV_HIGH);
    return s.len > 0 ? all | csv_kinds[(unsigned char)s.at[0]] : 0;
}

/* Would a spreadsheet run it? A negative amount is a number, no formula. */
bool x12_csv_is_formula(x12_str s)
{
    x12_decimal number;

    return s.len > 0 && csv_kinds[(unsigned char)s.at[0]] & CSV_FORMULA &&
           !x12_decimal_parse(s, &number);
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

/* As it is, or as a spreadsheet takes it without harm. */
static void csv_value(struct x12_csv *csv, x12_str s, unsigned kind)
{
    if (kind == 0 && s.len <= CSV_SHORT && csv_room(csv, CSV_SHORT)) {
        if (s.len > 0)
            memcpy(csv->buffer + csv->used, s.at, s.len);
        csv->used += s.len;
    } else {
        csv_text(csv, s, csv->latin1 || !x12_utf8_is_valid(s));
    }
}

void x12_csv_cell(struct x12_csv *csv, x12_str s)
{
    x12_csv_list(csv, &s, 1);
}

void x12_csv_list(struct x12_csv *csv, const x12_str *at, size_t count)
{
    unsigned kind = 0;
    bool some = false;

    for (size_t i = 0; i < count; i++)
        kind |= csv_kind(at[i]);
    if (!csv_start(csv))
        return;
    if (kind & CSV_QUOTES)
        csv->buffer[csv->used++] = '"';
    for (size_t i = 0; i < count; i++) {
        if (at[i].len == 0)
            continue;
        if (some && csv_room(csv, 1))
            csv->buffer[csv->used++] = ' ';
        else if (!some && kind & CSV_FORMULA && x12_csv_is_formula(at[i]))
            csv->buffer[csv->used++] = '\'';
        some = true;
        csv_value(csv, at[i], kind);
    }
    if (kind & CSV_QUOTES && csv_room(csv, 1))
        csv->buffer[csv->used++] = '"';
}

void x12_csv_decimal(struct x12_csv *csv, x12_decimal number)
{
    if (csv_start(csv))
        csv->used += x12_decimal_format(number, csv->buffer + csv->used);
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
