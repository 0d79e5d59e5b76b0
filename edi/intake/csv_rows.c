/* SPDX-License-Identifier: Apache-2.0 */
/* csv_rows - rows and cells of a CSV */
#include "edi/intake/csv_rows.h"

#include "edi/intake/intake_columns_private.h"

/* The next byte, or -1; in->err tells a failure. */
static int csv_rows_peek(struct edi_intake *in)
{
    while (in->at == in->filled)
        if (in->ended || edi_intake_fill(in) != X12_OK)
            return -1;
    return (unsigned char)in->window[in->at];
}

static enum x12_status csv_rows_put(struct edi_intake *in,
                                    struct edi_csv_row *row, char c)
{
    if (row->len == row->cap) {
        size_t cap = row->cap ? 2 * row->cap : 1024;
        char *grown = x12_arena_bytes(&row->arena, cap);

        if (!grown || cap > 2 * (size_t)EDI_INTAKE_LINE)
            return x12_fail(in->err, X12_ELIMIT,
                            "row %llu is longer than EDI_INTAKE_LINE",
                            (unsigned long long)row->number);
        if (row->len > 0)
            memcpy(grown, row->text, row->len);
        row->text = grown;
        row->cap = cap;
    }
    row->text[row->len++] = c;
    return X12_OK;
}

/* A cell begins here; or, for the last one, ends. */
static enum x12_status csv_rows_cut(struct edi_intake *in,
                                    struct edi_csv_row *row)
{
    size_t *from = x12_arena_push(&row->arena, &row->from, &row->count,
                                  sizeof(*row->from));

    if (!from)
        return x12_fail(in->err, row->arena.failed, "row: out of memory");
    *from = row->len;
    return X12_OK;
}

static void csv_rows_clear(struct edi_csv_row *row, uint64_t number)
{
    x12_arena_reset(&row->arena);
    row->arena.limit = 8 * (size_t)EDI_INTAKE_LINE;
    row->text = NULL;
    row->from = NULL;
    row->len = row->cap = row->count = 0;
    row->number = number;
}

/* Is the quote at hand one of two, which stand for one? */
static bool csv_rows_is_twin(struct edi_intake *in)
{
    if (csv_rows_peek(in) != '"')
        return false;
    in->at++;
    return true;
}

/* One row; X12_END behind the last. */
static enum x12_status csv_rows_read(struct edi_csv_rows *rows,
                                     struct edi_csv_row *row)
{
    struct edi_intake *in = rows->in;
    enum x12_status status;
    bool quoted = false, any = false;
    int c;

    csv_rows_clear(row, ++rows->count);
    status = csv_rows_cut(in, row);
    while (status == X12_OK && (c = csv_rows_peek(in)) >= 0) {
        const bool starts = row->len == row->from[row->count - 1];

        in->at++;
        any = true;
        if (c == '"' && (quoted ? !csv_rows_is_twin(in) : starts))
            quoted = !quoted;
        else if (!quoted && c == '\n')
            break;
        else if (!quoted && c == rows->by)
            status = csv_rows_cut(in, row);
        else if (quoted || c != '\r')
            status = csv_rows_put(in, row, (char)c);
    }
    if (status == X12_OK)
        status = csv_rows_cut(in, row);
    if (status == X12_OK)
        status = x12_error_status(in->err);
    return status == X12_OK && !any ? X12_END : status;
}

size_t edi_csv_cells(const struct edi_csv_row *row)
{
    return row->count - 1;
}

x12_str edi_csv_cell(const struct edi_csv_row *row, size_t i)
{
    if (i >= edi_csv_cells(row))
        return (x12_str){ NULL, 0 };
    return x12_str_trim(
        (x12_str){ row->text + row->from[i], row->from[i + 1] - row->from[i] });
}

enum x12_status edi_csv_row_next(struct edi_csv_rows *rows,
                                 struct edi_csv_row *row)
{
    enum x12_status status;

    do
        status = csv_rows_read(rows, row);
    while (status == X12_OK && edi_csv_cells(row) == 1 &&
           edi_csv_cell(row, 0).len == 0);
    return status;
}

/* What parts cells: of comma, semicolon and TAB the one that the first line has
 * most of. */
static char csv_rows_mark(struct edi_intake *in)
{
    static const char marks[] = { ',', ';', '\t' };
    size_t times[3] = { 0 }, best = 0;

    (void)csv_rows_peek(in);
    for (size_t i = in->at; i < in->filled && in->window[i] != '\n'; i++)
        for (size_t k = 0; k < 3; k++)
            times[k] += in->window[i] == marks[k];
    for (size_t k = 1; k < 3; k++)
        if (times[k] > times[best])
            best = k;
    return marks[best];
}

void edi_csv_rows_begin(struct edi_csv_rows *rows, struct edi_intake *in)
{
    *rows = (struct edi_csv_rows){ .in = in };
    rows->by = csv_rows_mark(in);
}
