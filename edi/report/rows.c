/* SPDX-License-Identifier: Apache-2.0 */
/* rows - one list in five forms: text for people, JSON Lines, CSV, XLSX, HTML */
#include "edi/report/rows.h"

#include <assert.h>
#include <stdio.h>

enum { ROWS_INT = 24, ROWS_WIDE = 14 };

/* Moves to the column of text that is filled next; false: it is not shown. */
static bool rows_place(struct edi_rows *rows, const struct edi_column *column)
{
    if (!column->title)
        return false;
    if (rows->edge)
        x12_text_pad(&rows->text, rows->edge);
    rows->edge += column->width + 2;
    if (column->right)
        x12_text_right(&rows->text, column->width);
    return true;
}

static void rows_head_text(struct edi_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows_place(rows, &rows->columns[i]))
            x12_text_put(&rows->text, rows->columns[i].title);
    x12_text_line(&rows->text);
    rows->edge = 0;
}

/* --- HTML ------------------------------------------------------------------------ */

static bool rows_in_html(const struct edi_column *column)
{
    return column->title || column->width;
}

/* The key as words. */
static void rows_html_title(struct x12_text *t, const struct edi_column *column)
{
    x12_str rest = x12_str_from(column->title ? column->title : column->key);

    while (rest.len) {
        x12_text_data(t, x12_str_cut(&rest, '_'));
        if (rest.len)
            x12_text_put(t, " ");
    }
}

static void rows_head_html(struct edi_rows *rows)
{
    struct x12_text *t = &rows->text;

    x12_text_raw(t, "<table>\n<tr>");
    for (size_t i = 0; i < rows->count; i++) {
        if (!rows_in_html(&rows->columns[i]))
            continue;
        x12_text_raw(t, rows->columns[i].right ? "<th class=\"n\">" : "<th>");
        rows_html_title(t, &rows->columns[i]);
        x12_text_raw(t, "</th>");
    }
    x12_text_raw(t, "</tr>\n");
}

/* Begins a cell; false: it is not shown. */
static bool rows_html_cell(struct edi_rows *rows,
                           const struct edi_column *column)
{
    if (rows_in_html(column))
        x12_text_raw(&rows->text, column->right ? "<td class=\"n\">" : "<td>");
    return rows_in_html(column);
}

/* --- all of them ------------------------------------------------------------------ */

static void rows_head_csv(struct edi_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        x12_csv_cell(&rows->csv, x12_str_from(rows->columns[i].key));
    x12_csv_row_end(&rows->csv);
}

void edi_rows_init(struct edi_rows *rows, enum edi_listing form,
                   const struct edi_column *columns, size_t count,
                   struct x12_sink *sink, struct x12_error *err)
{
    rows->form = form;
    rows->columns = columns;
    rows->count = count;
    rows->at = 0;
    rows->edge = 0;
    rows->begun = false;
    switch (form) {
    case EDI_LISTING_TEXT:
        x12_text_init(&rows->text, sink, err);
        rows_head_text(rows);
        break;
    case EDI_LISTING_JSONL:
        x12_json_init(&rows->json, sink, err);
        break;
    case EDI_LISTING_CSV:
        x12_csv_init(&rows->csv, sink, err);
        rows_head_csv(rows);
        break;
    case EDI_LISTING_XLSX:
        edi_xlsx_init(&rows->xlsx, sink, err);
        for (size_t i = 0; i < count; i++)
            edi_xlsx_head(&rows->xlsx, columns[i].key,
                          columns[i].width ? columns[i].width : ROWS_WIDE);
        edi_xlsx_row_end(&rows->xlsx);
        break;
    case EDI_LISTING_HTML:
        x12_text_init(&rows->text, sink, err);
        rows->text.html = true;
        rows_head_html(rows);
        break;
    }
}

static const struct edi_column *rows_next(struct edi_rows *rows)
{
    assert(rows->at < rows->count);
    if (rows->form == EDI_LISTING_JSONL && !rows->begun)
        x12_json_object(&rows->json);
    if (rows->form == EDI_LISTING_HTML && !rows->begun)
        x12_text_raw(&rows->text, "<tr>");
    rows->begun = true;
    return &rows->columns[rows->at++];
}

void edi_rows_text(struct edi_rows *rows, x12_str s)
{
    const struct edi_column *column = rows_next(rows);
    bool latin1 = !x12_utf8_is_valid(s);

    switch (rows->form) {
    case EDI_LISTING_TEXT:
        if (rows_place(rows, column))
            x12_text_data(&rows->text, s);
        break;
    case EDI_LISTING_JSONL:
        rows->json.latin1 = latin1;
        x12_json_text(&rows->json, column->key, s);
        break;
    case EDI_LISTING_CSV:
        rows->csv.latin1 = latin1;
        x12_csv_cell(&rows->csv, s);
        break;
    case EDI_LISTING_XLSX:
        edi_xlsx_text(&rows->xlsx, s);
        break;
    case EDI_LISTING_HTML:
        if (rows_html_cell(rows, column)) {
            x12_text_data(&rows->text, s);
            x12_text_raw(&rows->text, "</td>");
        }
        break;
    }
}

void edi_rows_money(struct edi_rows *rows, x12_money m)
{
    const struct edi_column *column = rows_next(rows);

    switch (rows->form) {
    case EDI_LISTING_TEXT:
        if (rows_place(rows, column))
            x12_text_money(&rows->text, m);
        break;
    case EDI_LISTING_JSONL:
        x12_json_key(&rows->json, column->key);
        x12_json_money(&rows->json, m);
        break;
    case EDI_LISTING_CSV:
        x12_csv_money(&rows->csv, m);
        break;
    case EDI_LISTING_XLSX:
        edi_xlsx_money(&rows->xlsx, m);
        break;
    case EDI_LISTING_HTML:
        if (rows_html_cell(rows, column)) {
            x12_text_money(&rows->text, m);
            x12_text_raw(&rows->text, "</td>");
        }
        break;
    }
}

void edi_rows_date(struct edi_rows *rows, x12_date d)
{
    const struct edi_column *column = rows_next(rows);

    switch (rows->form) {
    case EDI_LISTING_TEXT:
        if (rows_place(rows, column) && d)
            x12_text_date(&rows->text, d);
        break;
    case EDI_LISTING_JSONL:
        x12_json_day(&rows->json, column->key, d);
        break;
    case EDI_LISTING_CSV:
        x12_csv_date(&rows->csv, d);
        break;
    case EDI_LISTING_XLSX:
        edi_xlsx_date(&rows->xlsx, d);
        break;
    case EDI_LISTING_HTML:
        if (rows_html_cell(rows, column)) {
            if (d)
                x12_text_date(&rows->text, d);
            x12_text_raw(&rows->text, "</td>");
        }
        break;
    }
}

void edi_rows_int(struct edi_rows *rows, int64_t n)
{
    const struct edi_column *column = rows_next(rows);
    char text[ROWS_INT];

    snprintf(text, sizeof(text), "%lld", (long long)n);
    switch (rows->form) {
    case EDI_LISTING_TEXT:
        if (rows_place(rows, column))
            x12_text_put(&rows->text, text);
        break;
    case EDI_LISTING_JSONL:
        x12_json_key(&rows->json, column->key);
        x12_json_int(&rows->json, n);
        break;
    case EDI_LISTING_CSV:
        x12_csv_cell(&rows->csv, x12_str_from(text));
        break;
    case EDI_LISTING_XLSX:
        edi_xlsx_int(&rows->xlsx, n);
        break;
    case EDI_LISTING_HTML:
        if (rows_html_cell(rows, column)) {
            x12_text_put(&rows->text, text);
            x12_text_raw(&rows->text, "</td>");
        }
        break;
    }
}

void edi_rows_choose(struct edi_rows *rows, const char *key,
                     const char *const *words)
{
    for (size_t i = 0; rows->form == EDI_LISTING_XLSX && i < rows->count; i++)
        if (strcmp(rows->columns[i].key, key) == 0)
            edi_xlsx_choose(&rows->xlsx, (unsigned)i, words);
}

void edi_rows_end(struct edi_rows *rows)
{
    assert(rows->at == rows->count);
    switch (rows->form) {
    case EDI_LISTING_TEXT:
        x12_text_line(&rows->text);
        break;
    case EDI_LISTING_JSONL:
        x12_json_end(&rows->json);
        x12_json_line(&rows->json);
        break;
    case EDI_LISTING_CSV:
        x12_csv_row_end(&rows->csv);
        break;
    case EDI_LISTING_XLSX:
        edi_xlsx_row_end(&rows->xlsx);
        break;
    case EDI_LISTING_HTML:
        x12_text_raw(&rows->text, "</tr>\n");
        break;
    }
    rows->at = 0;
    rows->edge = 0;
    rows->begun = false;
}

enum x12_status edi_rows_status(const struct edi_rows *rows)
{
    switch (rows->form) {
    case EDI_LISTING_TEXT:
    case EDI_LISTING_HTML:
        return rows->text.status;
    case EDI_LISTING_JSONL:
        return x12_json_status(&rows->json);
    case EDI_LISTING_CSV:
        return rows->csv.status;
    case EDI_LISTING_XLSX:
        return rows->xlsx.status;
    }
    return X12_OK;
}

enum x12_status edi_rows_finish(struct edi_rows *rows)
{
    enum x12_status status = X12_OK;

    switch (rows->form) {
    case EDI_LISTING_TEXT:
        return x12_text_flush(&rows->text);
    case EDI_LISTING_HTML:
        x12_text_raw(&rows->text, "</table>\n");
        return x12_text_flush(&rows->text);
    case EDI_LISTING_JSONL:
        status = x12_json_flush(&rows->json);
        x12_json_release(&rows->json);
        break;
    case EDI_LISTING_CSV:
        status = x12_csv_flush(&rows->csv);
        x12_csv_release(&rows->csv);
        break;
    case EDI_LISTING_XLSX:
        status = edi_xlsx_finish(&rows->xlsx);
        break;
    }
    return status;
}
