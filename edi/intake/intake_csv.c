/* SPDX-License-Identifier: Apache-2.0 */
/* intake_csv - claims from a CSV, one row a line of service */
#include "edi/intake/intake_csv.h"

#include "edi/intake/csv_rows.h"
#include "edi/intake/intake_claim_private.h"
#include "edi/intake/intake_columns_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct edi_intake_csv {
    struct x12_arena arena; /* the columns */
    struct edi_column *columns;
    size_t count, cells;
    size_t key; /* the column that tells claims apart; count: none */
    struct edi_csv_rows rows;
    struct edi_csv_row row[2];
    unsigned first; /* which of them is the first of the claim */
    bool held, ended;
};

/* --- columns ------------------------------------------------------------------ */

/* Our name for a column of the file; the settings go first. */
static x12_str csv_name(const struct edi_csv_map *map, x12_str head)
{
    for (size_t i = 0; map && i < map->count; i++)
        if (!map->at[i].fixed && x12_str_is(head, map->at[i].value))
            return x12_str_from(map->at[i].name);
    return head;
}

static bool csv_is_mapped(const struct edi_csv_map *map)
{
    for (size_t i = 0; map && i < map->count; i++)
        if (!map->at[i].fixed)
            return true;
    return false;
}

static enum x12_status csv_column(struct edi_intake *in, size_t i, x12_str name)
{
    struct edi_intake_csv *csv = in->csv;
    struct edi_column *column = &csv->columns[i];

    name = x12_arena_copy(&csv->arena, name);
    if (x12_str_is(name, "claim") ||
        (x12_str_is(name, "id") && csv->key == csv->count))
        csv->key = i;
    if (x12_str_is(name, "claim")) /* it names the claim to us alone */
        return X12_OK;
    if (edi_column_find(column, name, &csv->arena) || csv_is_mapped(in->map))
        return X12_OK;
    /* what has no header may be a person's: it is not told */
    return x12_fail(in->err, X12_EMISUSE,
                    "CSV column %zu: its name in the first row is no field of "
                    "a claim",
                    i + 1);
}

/* The first row, and what the settings give every row. */
static enum x12_status csv_header(struct edi_intake *in)
{
    struct edi_intake_csv *csv = in->csv;
    const struct edi_csv_row *row = &csv->row[0];
    const size_t fixed = in->map ? in->map->count : 0;
    enum x12_status status = edi_csv_row_next(&in->csv->rows, &csv->row[0]);

    if (status != X12_OK)
        return status;
    in->head = row->to;
    csv->cells = edi_csv_cells(row);
    csv->count = csv->key = csv->cells + fixed;
    if (csv->count > EDI_CSV_COLUMNS)
        return x12_fail(in->err, X12_ELIMIT,
                        "its first row has more than %d columns",
                        EDI_CSV_COLUMNS);
    csv->columns = x12_arena_make(&csv->arena,
                                  csv->count * sizeof(*csv->columns));
    if (!csv->columns)
        return x12_fail(in->err, csv->arena.failed, "columns: out of memory");
    for (size_t i = 0; i < csv->cells && status == X12_OK; i++)
        status = csv_column(in, i, csv_name(in->map, edi_csv_cell(row, i)));
    for (size_t i = 0; i < fixed && status == X12_OK; i++) {
        const struct edi_csv_setting *set = &in->map->at[i];
        struct edi_column *column = &csv->columns[csv->cells + i];

        if (!set->fixed)
            continue;
        if (!edi_column_find(column, x12_str_from(set->name), &csv->arena))
            status = x12_fail(in->err, X12_EMISUSE,
                              "settings: a claim has no field %s", set->name);
        column->fixed = true;
        column->value = x12_str_from(set->value);
    }
    return status;
}

/* --- claims ------------------------------------------------------------------- */

__attribute__((format(printf, 4, 5))) static void csv_refuse(
    struct edi_intake *in, uint64_t row, size_t column, const char *format, ...)
{
    const struct edi_intake_csv *csv = in->csv;
    char what[X12_ERROR_TEXT];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(what, sizeof(what), format, args);
    va_end(args);
    in->line = row;
    if (column < csv->count)
        (void)snprintf(in->why, sizeof(in->why), "column %zu (%.*s): %.100s",
                       column + 1, (int)csv->columns[column].name.len,
                       csv->columns[column].name.at, what);
    else
        x12_str_put(x12_str_from(what), in->why, sizeof(in->why));
}

static x12_str csv_value(const struct edi_column *column,
                         const struct edi_csv_row *row, size_t i)
{
    return column->fixed ? column->value : edi_csv_cell(row, i);
}

/* What a further row says of the claim is nothing new. */
static bool csv_repeats(struct edi_intake *in, const struct edi_csv_row *first,
                        const struct edi_csv_row *row)
{
    const struct edi_intake_csv *csv = in->csv;

    for (size_t i = 0; i < csv->cells; i++) {
        const struct edi_column *column = &csv->columns[i];
        const x12_str cell = edi_csv_cell(row, i);

        if (column->name.len == 0 || column->of_line || cell.len == 0 ||
            x12_str_equal(cell, edi_csv_cell(first, i)))
            continue;
        csv_refuse(in, row->number, i,
                   "differs from that of the claim's first row");
        return false;
    }
    return true;
}

/* Adds what the row says. False: the claim is refused, or memory is out. */
static bool csv_add(struct edi_intake *in, json_t *claim,
                    const struct edi_csv_row *row, bool is_first)
{
    const struct edi_intake_csv *csv = in->csv;
    json_t *lines = json_object_get(claim, "lines");
    json_t *line = json_object();
    bool ok = json_array_append_new(lines, line) == 0;

    if (edi_csv_cells(row) > csv->cells) {
        csv_refuse(in, row->number, csv->count,
                   "more cells than the first row has columns");
        return false;
    }
    for (size_t i = 0; i < csv->count && ok; i++) {
        const struct edi_column *column = &csv->columns[i];
        const x12_str value = csv_value(column, row, i);

        if (column->name.len > 0 && value.len > 0 &&
            (is_first || column->of_line))
            ok = edi_column_set(column, value, claim, line);
        if (!ok)
            csv_refuse(in, row->number, i, "expected text in UTF-8");
    }
    return ok;
}

/* Where the column goes, as `why` writes it, up to an entry that is named. */
static size_t csv_path(const struct edi_column *column, char *into, size_t cap)
{
    size_t len = 0;

    into[0] = '\0';
    for (size_t k = 0; k < column->step_count && !column->steps[k].by; k++) {
        const struct edi_column_step *step = &column->steps[k];
        int wrote = step->key
                        ? snprintf(into + len, cap - len, ".%s", step->key)
                        : snprintf(into + len, cap - len, "[%zu]", step->index);

        if (wrote < 0 || (size_t)wrote >= cap - len)
            return 0;
        len += (size_t)wrote;
    }
    return len;
}

/* "claim.lines[2].charge: expected ..." told by row and column. */
static void csv_locate(struct edi_intake *in, uint64_t first)
{
    const struct edi_intake_csv *csv = in->csv;
    const char *at = in->why + strlen("claim"), *what = strstr(in->why, ": ");
    const bool of_line = strncmp(at, ".lines[", 7) == 0;
    char text[X12_ERROR_TEXT], path[200];
    size_t column = csv->count, longest = 0;
    uint64_t line = 0;

    if (of_line) {
        line = strtoull(at + 7, NULL, 10) - 1;
        at = strchr(at, ']') + 1;
    }
    for (size_t i = 0; i < csv->count; i++) {
        size_t len = csv_path(&csv->columns[i], path, sizeof(path));

        if (len > longest && strncmp(path, at, len) == 0 &&
            csv->columns[i].of_line == of_line) {
            longest = len;
            column = i;
        }
    }
    x12_str_put(x12_str_from(what ? what + 2 : in->why), text, sizeof(text));
    csv_refuse(in, first + line, column, "%s", text);
}

static enum x12_status csv_take(struct edi_intake *in, json_t *claim,
                                uint64_t first, const struct edi_claim **out)
{
    bool taken;

    if (json_array_size(json_object_get(claim, "lines")) == 0)
        (void)json_object_del(claim, "lines");
    taken = edi_intake_claim(claim, &in->claim_arena, &in->set, &in->claim,
                             in->why);
    if (in->claim_arena.failed)
        return x12_fail(in->err, in->claim_arena.failed,
                        "row %llu: no memory for a claim (EDI_INTAKE_BYTES)",
                        (unsigned long long)first);
    if (taken)
        *out = &in->claim;
    else
        csv_locate(in, first);
    return X12_OK;
}

static bool csv_is_same(const struct edi_intake_csv *csv,
                        const struct edi_csv_row *a,
                        const struct edi_csv_row *b)
{
    x12_str key = edi_csv_cell(a, csv->key);

    return csv->key < csv->cells && key.len > 0 &&
           x12_str_equal(key, edi_csv_cell(b, csv->key));
}

/* The rows of the claim whose first one is at hand, and the one behind them. */
static enum x12_status csv_rows(struct edi_intake *in, json_t *claim,
                                bool *right)
{
    struct edi_intake_csv *csv = in->csv;
    const struct edi_csv_row *first = &csv->row[csv->first];
    struct edi_csv_row *row = &csv->row[!csv->first];
    enum x12_status status;
    size_t rows = 1;

    in->from = first->from;
    in->to = first->to;
    *right = csv_add(in, claim, first, true);
    while ((status = edi_csv_row_next(&csv->rows, row)) == X12_OK &&
           csv_is_same(csv, first, row)) {
        if (++rows > EDI_CSV_ROWS)
            return x12_fail(in->err, X12_ELIMIT,
                            "row %llu: a claim of more than %d rows",
                            (unsigned long long)first->number, EDI_CSV_ROWS);
        in->to = row->to;
        *right = *right && csv_repeats(in, first, row) &&
                 csv_add(in, claim, row, false);
    }
    csv->held = status == X12_OK;
    csv->ended = status == X12_END;
    return status == X12_END ? X12_OK : status;
}

static enum x12_status csv_claim(struct edi_intake *in,
                                 const struct edi_claim **out)
{
    struct edi_intake_csv *csv = in->csv;
    const uint64_t first = csv->row[csv->first].number;
    json_t *claim = json_object();
    enum x12_status status;
    bool right = false;

    in->line = first;
    if (!claim || json_object_set_new(claim, "lines", json_array())) {
        json_decref(claim);
        return x12_fail(in->err, X12_ENOMEM, "intake: out of memory");
    }
    status = csv_rows(in, claim, &right);
    if (status == X12_OK && right) {
        edi_columns_close(claim);
        status = csv_take(in, claim, first, out);
    }
    json_decref(claim);
    return status;
}

static enum x12_status csv_begin(struct edi_intake *in)
{
    in->csv = x12_arena_make(&in->window_arena, sizeof(*in->csv));
    if (!in->csv)
        return x12_fail(in->err, X12_ENOMEM, "intake: out of memory");
    edi_csv_rows_begin(&in->csv->rows, in);
    return csv_header(in);
}

enum x12_status edi_intake_csv_next(struct edi_intake *in,
                                    const struct edi_claim **claim)
{
    enum x12_status status = x12_error_status(in->err);

    *claim = NULL;
    in->why[0] = '\0';
    x12_arena_reset(&in->claim_arena);
    if (status == X12_OK && !in->csv)
        status = csv_begin(in);
    if (status != X12_OK)
        return status;
    if (in->csv->ended)
        return X12_END;
    if (in->csv->held)
        in->csv->first = !in->csv->first;
    else
        status = edi_csv_row_next(&in->csv->rows,
                                  &in->csv->row[in->csv->first]);
    return status == X12_OK ? csv_claim(in, claim) : status;
}

void edi_intake_csv_release(struct edi_intake *in)
{
    if (!in->csv)
        return;
    x12_arena_release(&in->csv->arena);
    edi_csv_rows_release(&in->csv->rows);
    x12_arena_release(&in->csv->row[0].arena);
    x12_arena_release(&in->csv->row[1].arena);
    in->csv = NULL;
}
