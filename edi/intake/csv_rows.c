/* SPDX-License-Identifier: Apache-2.0 */
/* csv_rows - rows and cells of a CSV, by libcsv */
#include "edi/intake/csv_rows.h"

#include "edi/intake/intake_columns_private.h"

/* Are there bytes at hand? in->err tells a failure. */
static bool csv_rows_more(struct edi_intake *in)
{
    while (in->at == in->filled)
        if (in->ended || edi_intake_fill(in) != X12_OK)
            return false;
    return true;
}

static enum x12_status csv_rows_out(struct edi_intake *in)
{
    return x12_fail(in->err, X12_ENOMEM, "row: out of memory");
}

/* The limit of a row is held before a byte of it gets here. */
static enum x12_status csv_rows_put(struct edi_intake *in,
                                    struct edi_csv_row *row, x12_str text)
{
    if (text.len > row->cap - row->len) {
        size_t cap = 2 * (row->len + text.len) + 1024;
        char *grown = x12_arena_bytes(&row->arena, cap);

        if (!grown)
            return csv_rows_out(in);
        if (row->len > 0)
            memcpy(grown, row->text, row->len);
        row->text = grown;
        row->cap = cap;
    }
    if (text.len > 0)
        memcpy(row->text + row->len, text.at, text.len);
    row->len += text.len;
    return X12_OK;
}

/* A cell begins here; or, for the last one, ends. */
static enum x12_status csv_rows_cut(struct edi_intake *in,
                                    struct edi_csv_row *row)
{
    size_t *cut = x12_arena_push(&row->arena, &row->cut, &row->count,
                                 sizeof(*row->cut));

    if (!cut)
        return csv_rows_out(in);
    *cut = row->len;
    return X12_OK;
}

static void csv_rows_clear(struct edi_csv_row *row, uint64_t number)
{
    x12_arena_reset(&row->arena);
    row->arena.limit = 16 * (size_t)EDI_INTAKE_LINE;
    row->text = NULL;
    row->cut = NULL;
    row->len = row->cap = row->count = 0;
    row->number = number;
}

/* libcsv pushes cells, and then that their row ended, with cells or without. It
 * is given so little at a time that it pushes no second row. */
static void csv_rows_take_cell(void *text, size_t len, void *self)
{
    struct edi_csv_rows *rows = self;

    if (csv_rows_put(rows->in, rows->reading, (x12_str){ text, len }) == X12_OK)
        (void)csv_rows_cut(rows->in, rows->reading);
}

static void csv_rows_take_end(int mark, void *self)
{
    struct edi_csv_rows *rows = self;

    (void)mark;
    rows->row_ended = true;
}

/* A CR is no more than a blank: rows end with LF. */
static int csv_rows_is_end(unsigned char c)
{
    return c == '\n';
}

static int csv_rows_is_blank(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* What is at hand up to the next LF, which may stand inside a cell. */
static enum x12_status csv_rows_feed(struct edi_csv_rows *rows, size_t *fed)
{
    struct edi_intake *in = rows->in;
    const char *from = in->window + in->at;
    size_t len = in->filled - in->at;
    const char *end = memchr(from, '\n', len);

    if (end)
        len = (size_t)(end - from) + 1;
    in->at += len;
    *fed += len;
    if (*fed > EDI_INTAKE_LINE)
        return x12_fail(in->err, X12_ELIMIT,
                        "row %llu is longer than %d bytes: a quotation mark "
                        "that never ends?",
                        (unsigned long long)rows->count, EDI_INTAKE_LINE);
    if (csv_parse(&rows->parser, from, len, csv_rows_take_cell,
                  csv_rows_take_end, rows) != len)
        return csv_rows_out(in);
    return x12_error_status(in->err);
}

/* One row; X12_END behind the last. */
static enum x12_status csv_rows_read(struct edi_csv_rows *rows,
                                     struct edi_csv_row *row)
{
    struct edi_intake *in = rows->in;
    enum x12_status status;
    size_t fed = 0;

    csv_rows_clear(row, ++rows->count);
    row->from = edi_intake_offset(in);
    rows->reading = row;
    rows->row_ended = false;
    status = csv_rows_cut(in, row);
    while (status == X12_OK && !rows->row_ended && csv_rows_more(in))
        status = csv_rows_feed(rows, &fed);
    row->to = edi_intake_offset(in);
    if (status == X12_OK)
        status = x12_error_status(in->err);
    if (status != X12_OK || rows->row_ended)
        return status;
    if (fed == 0)
        return X12_END;
    /* the last one, without its LF */
    if (csv_fini(&rows->parser, csv_rows_take_cell, csv_rows_take_end, rows))
        return csv_rows_out(in);
    return x12_error_status(in->err);
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
        (x12_str){ row->text + row->cut[i], row->cut[i + 1] - row->cut[i] });
}

enum x12_status edi_csv_row_next(struct edi_csv_rows *rows,
                                 struct edi_csv_row *row)
{
    enum x12_status status;

    do
        status = csv_rows_read(rows, row);
    while (status == X12_OK && edi_csv_cells(row) <= 1 &&
           edi_csv_cell(row, 0).len == 0);
    return status;
}

/* What parts cells: of comma, semicolon and TAB the one that the first line has
 * most of. */
static char csv_rows_mark(struct edi_intake *in)
{
    static const char marks[] = { ',', ';', '\t' };
    size_t times[3] = { 0 }, best = 0;

    (void)csv_rows_more(in);
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
    (void)csv_init(&rows->parser, CSV_REPALL_NL); /* 0 but for no parser */
    csv_set_blk_size(&rows->parser, EDI_INTAKE_WINDOW); /* a cell grows by it */
    csv_set_delim(&rows->parser, (unsigned char)rows->by);
    csv_set_term_func(&rows->parser, csv_rows_is_end);
    csv_set_space_func(&rows->parser, csv_rows_is_blank);
}

void edi_csv_rows_release(struct edi_csv_rows *rows)
{
    if (rows->in)
        csv_free(&rows->parser);
    *rows = (struct edi_csv_rows){ 0 };
}
