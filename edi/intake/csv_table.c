/* SPDX-License-Identifier: Apache-2.0 */
/* csv_table - a CSV whose first row names its columns */
#include "edi/intake/csv_table.h"

#include "edi/intake/intake_columns_private.h"

enum x12_status edi_csv_table_open(struct edi_csv_table *table,
                                   struct x12_source *src,
                                   struct x12_error *err)
{
    const x12_str mark = X12_STR("\xEF\xBB\xBF");
    enum x12_status status;

    *table = (struct edi_csv_table){ .row = { .number = 0 } };
    edi_intake_init(&table->in, src, err);
    status = x12_error_status(err);
    if (status == X12_OK)
        status = edi_intake_fill(&table->in);
    if (status < 0)
        return status;
    if (x12_str_starts((x12_str){ table->in.window, table->in.filled }, mark))
        table->in.at = mark.len;
    edi_csv_rows_begin(&table->rows, &table->in);
    status = edi_csv_row_next(&table->rows, &table->head);
    return status == X12_END
               ? x12_fail(err, X12_EMISUSE, "the CSV has no first row")
               : status;
}

static char csv_table_small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool csv_table_is(x12_str cell, const char *name)
{
    const size_t len = strlen(name);

    for (size_t i = 0; cell.len == len && i < len; i++)
        if (csv_table_small(cell.at[i]) != name[i])
            return false;
    return cell.len == len;
}

int edi_csv_table_column(const struct edi_csv_table *table, const char *name)
{
    for (size_t i = 0; i < edi_csv_cells(&table->head) && i < EDI_CSV_COLUMNS;
         i++)
        if (csv_table_is(edi_csv_cell(&table->head, i), name))
            return (int)i;
    return EDI_CSV_NONE;
}

enum x12_status edi_csv_table_next(struct edi_csv_table *table)
{
    return edi_csv_row_next(&table->rows, &table->row);
}

x12_str edi_csv_table_value(const struct edi_csv_table *table, int column)
{
    x12_str cell = { NULL, 0 };

    if (column >= 0)
        cell = edi_csv_cell(&table->row, (size_t)column);
    if (cell.len > 1 && cell.at[0] == '\'' && strchr("=+-@", cell.at[1]))
        cell = (x12_str){ cell.at + 1, cell.len - 1 };
    return cell;
}

void edi_csv_table_close(struct edi_csv_table *table)
{
    edi_csv_rows_release(&table->rows);
    edi_intake_release(&table->in);
    x12_arena_release(&table->head.arena);
    x12_arena_release(&table->row.arena);
}
