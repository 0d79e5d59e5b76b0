/* SPDX-License-Identifier: Apache-2.0 */
/* xlsx - rows as a spreadsheet: amounts are numbers and days are days */
#include "edi/report/xlsx.h"

#include "parser/source.h"
#include "writer/csv.h"
#include "writer/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* What a cell can hold at most, by the file format; and the last row. */
enum { XLSX_CELL = 32767, XLSX_LAST_ROW = 1048575 };

enum { XLSX_BLOCK = 64 << 10 };

static const char *xlsx_folder(void)
{
    const char *folder = getenv("TMPDIR");

    return folder && *folder ? folder : "/tmp";
}

/* A file that nobody else can read, for the library to write over. */
static bool xlsx_file(struct edi_xlsx *xlsx)
{
    int len = snprintf(xlsx->path, sizeof(xlsx->path), "%s/edi-XXXXXX",
                       xlsx_folder());
    int fd = -1;

    if (len > 0 && (size_t)len < sizeof(xlsx->path))
        fd = mkstemp(xlsx->path);
    if (fd < 0) {
        xlsx->path[0] = '\0';
        xlsx->status = x12_fail(xlsx->err, X12_EIO,
                                "xlsx: no file can be made in TMPDIR");
        return false;
    }
    close(fd);
    return true;
}

static void xlsx_fail(struct edi_xlsx *xlsx, lxw_error error)
{
    if (error != LXW_NO_ERROR && xlsx->status == X12_OK)
        xlsx->status = x12_fail(xlsx->err, X12_EIO, "xlsx: %s",
                                lxw_strerror(error));
}

void edi_xlsx_init(struct edi_xlsx *xlsx, struct x12_sink *sink,
                   struct x12_error *err)
{
    char folder[EDI_XLSX_PATH];
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };

    *xlsx = (struct edi_xlsx){ .sink = sink, .err = err };
    if (!xlsx_file(xlsx))
        return;
    snprintf(folder, sizeof(folder), "%s", xlsx_folder());
    options.tmpdir = folder;
    xlsx->book = workbook_new_opt(xlsx->path, &options);
    if (xlsx->book)
        xlsx->sheet = workbook_add_worksheet(xlsx->book, NULL);
    if (!xlsx->sheet) {
        xlsx->status = x12_fail(err, X12_ENOMEM, "xlsx: out of memory");
        return;
    }
    xlsx->bold = workbook_add_format(xlsx->book);
    xlsx->cents = workbook_add_format(xlsx->book);
    xlsx->day = workbook_add_format(xlsx->book);
    if (!xlsx->bold || !xlsx->cents || !xlsx->day) {
        xlsx->status = x12_fail(err, X12_ENOMEM, "xlsx: out of memory");
        return;
    }
    format_set_bold(xlsx->bold);
    format_set_num_format(xlsx->cents, "#,##0.00");
    format_set_num_format(xlsx->day, "yyyy-mm-dd");
    worksheet_freeze_panes(xlsx->sheet, 1, 0);
}

/* A column for the next cell; false after a failure. */
static bool xlsx_next(struct edi_xlsx *xlsx, uint16_t *column)
{
    *column = xlsx->column++;
    if (xlsx->status == X12_OK && xlsx->row > EDI_XLSX_ROWS)
        xlsx->status = x12_fail(xlsx->err, X12_ELIMIT,
                                "a sheet has EDI_XLSX_ROWS rows at most");
    return xlsx->status == X12_OK;
}

void edi_xlsx_head(struct edi_xlsx *xlsx, const char *name, unsigned width)
{
    uint16_t column;

    if (!xlsx_next(xlsx, &column))
        return;
    xlsx->columns = xlsx->column;
    xlsx_fail(xlsx, worksheet_set_column(xlsx->sheet, column, column, width + 2,
                                         NULL));
    xlsx_fail(xlsx,
              worksheet_write_string(xlsx->sheet, 0, column, name, xlsx->bold));
}

/* In UTF-8, ended by a zero, and no longer than a cell takes. */
static const char *xlsx_string(struct edi_xlsx *xlsx, x12_str s)
{
    const bool latin1 = !x12_utf8_is_valid(s);
    char *text;
    size_t len = 0;

    if (s.len > XLSX_CELL / 4)
        s.len = XLSX_CELL / 4;
    while (!latin1 && s.len > 0 && !x12_utf8_is_valid(s))
        s.len--;
    text = x12_arena_bytes(&xlsx->arena, 2 * s.len + 2);
    if (!text)
        return NULL;
    if (x12_csv_is_formula(s))
        text[len++] = '\'';
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];

        if (c > 0x7F && latin1) {
            text[len++] = (char)(0xC0 | c >> 6);
            c = 0x80 | (c & 0x3F);
        }
        /* XML has no place for the others */
        if (c >= 0x20 || c == '\n' || c == '\t')
            text[len++] = (char)c;
    }
    text[len] = '\0';
    return text;
}

void edi_xlsx_text(struct edi_xlsx *xlsx, x12_str s)
{
    uint16_t column;
    const char *text;

    if (!xlsx_next(xlsx, &column) || s.len == 0)
        return;
    text = xlsx_string(xlsx, s);
    if (text)
        xlsx_fail(xlsx, worksheet_write_string(xlsx->sheet, xlsx->row, column,
                                               text, NULL));
    else
        xlsx->status = x12_fail(xlsx->err, X12_ENOMEM, "xlsx: out of memory");
    x12_arena_reset(&xlsx->arena);
}

void edi_xlsx_money(struct edi_xlsx *xlsx, x12_money m)
{
    uint16_t column;

    if (xlsx_next(xlsx, &column))
        xlsx_fail(xlsx, worksheet_write_number(xlsx->sheet, xlsx->row, column,
                                               (double)m / 100, xlsx->cents));
}

void edi_xlsx_date(struct edi_xlsx *xlsx, x12_date d)
{
    lxw_datetime day = { .year = d / 10000,
                         .month = d / 100 % 100,
                         .day = d % 100 };
    uint16_t column;

    if (xlsx_next(xlsx, &column) && d)
        xlsx_fail(xlsx, worksheet_write_datetime(xlsx->sheet, xlsx->row, column,
                                                 &day, xlsx->day));
}

void edi_xlsx_int(struct edi_xlsx *xlsx, int64_t n)
{
    uint16_t column;

    if (xlsx_next(xlsx, &column))
        xlsx_fail(xlsx, worksheet_write_number(xlsx->sheet, xlsx->row, column,
                                               (double)n, NULL));
}

void edi_xlsx_row_end(struct edi_xlsx *xlsx)
{
    xlsx->row++;
    xlsx->column = 0;
}

void edi_xlsx_choose(struct edi_xlsx *xlsx, unsigned column,
                     const char *const *words)
{
    /* the library copies the words, and takes them as not const */
    lxw_data_validation rule = { .validate = LXW_VALIDATION_TYPE_LIST,
                                 .value_list = (char **)(uintptr_t)words };

    if (xlsx->status == X12_OK)
        xlsx_fail(xlsx, worksheet_data_validation_range(
                            xlsx->sheet, 1, (uint16_t)column, XLSX_LAST_ROW,
                            (uint16_t)column, &rule));
}

/* What the library wrote, into the sink. */
static void xlsx_give(struct edi_xlsx *xlsx)
{
    struct x12_source src = { 0 };
    char *block = x12_arena_bytes(&xlsx->arena, XLSX_BLOCK);
    size_t got = 0;

    if (!block)
        xlsx->status = x12_fail(xlsx->err, X12_ENOMEM, "xlsx: out of memory");
    if (xlsx->status == X12_OK)
        xlsx->status = x12_source_open_file(&src, xlsx->path, xlsx->err);
    while (xlsx->status == X12_OK &&
           (xlsx->status = x12_source_read(&src, block, XLSX_BLOCK, &got,
                                           xlsx->err)) == X12_OK)
        xlsx->status = x12_sink_write(xlsx->sink, (x12_str){ block, got },
                                      xlsx->err);
    if (got == 0 && xlsx->status == X12_END)
        xlsx->status = X12_OK;
    x12_source_close(&src);
}

enum x12_status edi_xlsx_finish(struct edi_xlsx *xlsx)
{
    if (xlsx->sheet && xlsx->row && xlsx->columns)
        xlsx_fail(xlsx, worksheet_autofilter(xlsx->sheet, 0, 0, xlsx->row - 1,
                                             xlsx->columns - 1));
    if (xlsx->book)
        xlsx_fail(xlsx, workbook_close(xlsx->book));
    xlsx->book = NULL;
    xlsx->sheet = NULL;
    if (xlsx->status == X12_OK)
        xlsx_give(xlsx);
    if (xlsx->path[0])
        unlink(xlsx->path);
    xlsx->path[0] = '\0';
    x12_arena_release(&xlsx->arena);
    return xlsx->status;
}
