/* SPDX-License-Identifier: Apache-2.0 */
/* tables - claims and remittances as flat tables */
#include "edi/claims/table_private.h"

const char *const edi_table_names[EDI_TABLES] = {
    [EDI_TABLE_CLAIMS] = "claims",
    [EDI_TABLE_LINES] = "lines",
    [EDI_TABLE_PAYMENTS] = "payments",
    [EDI_TABLE_PAYMENT_LINES] = "payment-lines",
    [EDI_TABLE_ADJUSTMENTS] = "adjustments",
    [EDI_TABLE_PLB] = "plb",
};

static const struct table_columns *const tables[EDI_TABLES] = {
    [EDI_TABLE_CLAIMS] = &edi_claim_columns,
    [EDI_TABLE_LINES] = &edi_line_columns,
    [EDI_TABLE_PAYMENTS] = &edi_payment_columns,
    [EDI_TABLE_PAYMENT_LINES] = &edi_service_columns,
    [EDI_TABLE_ADJUSTMENTS] = &edi_adjustment_columns,
    [EDI_TABLE_PLB] = &edi_plb_columns,
};

void edi_table_head(struct x12_csv *csv, enum edi_table table)
{
    for (size_t i = 0; i < tables[table]->count; i++)
        x12_csv_cell(csv, x12_str_from(tables[table]->at[i].name));
    x12_csv_row_end(csv);
}

static void table_cell(const struct table_row *row,
                       const struct table_column *column)
{
    const char *at = (const char *)row->of[column->of] + column->offset;

    switch (column->kind) {
    case TABLE_TEXT:
        x12_csv_cell(row->csv, *(const x12_str *)at);
        break;
    case TABLE_MONEY:
        x12_csv_money(row->csv, *(const x12_money *)at);
        break;
    case TABLE_DAY:
        x12_csv_date(row->csv, *(const x12_date *)at);
        break;
    case TABLE_COUNT:
        x12_csv_count(row->csv, *(const uint32_t *)at);
        break;
    case TABLE_SIZE:
        x12_csv_count(row->csv, *(const size_t *)at);
        break;
    case TABLE_CALL:
        column->put(row);
        break;
    }
}

static size_t table_put(const struct table_row *row, enum edi_table table)
{
    const struct table_columns *columns = tables[table];

    for (size_t i = 0; i < columns->count; i++)
        table_cell(row, &columns->at[i]);
    x12_csv_row_end(row->csv);
    return 1;
}

size_t edi_table_claim(struct x12_csv *csv, enum edi_table table,
                       const struct edi_table_key *key,
                       const struct edi_claim *claim)
{
    struct table_row row = {
        .of = { [TABLE_KEY] = key, [TABLE_CLAIM] = claim },
        .csv = csv,
    };
    size_t rows = 0;

    csv->latin1 = claim->latin1;
    if (table == EDI_TABLE_CLAIMS)
        return table_put(&row, table);
    for (size_t i = 0; table == EDI_TABLE_LINES && i < claim->line_count; i++) {
        row.of[TABLE_LINE] = &claim->lines[i];
        rows += table_put(&row, table);
    }
    return rows;
}

static size_t table_adjustments(struct table_row *row,
                                const struct edi_adjustment *at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        row->of[TABLE_ADJUSTMENT] = &at[i];
        table_put(row, EDI_TABLE_ADJUSTMENTS);
    }
    return count;
}

size_t edi_table_payment(struct x12_csv *csv, enum edi_table table,
                         const struct edi_table_key *key,
                         const struct edi_payment *payment)
{
    struct table_row row = {
        .of = { [TABLE_KEY] = key,
                [TABLE_PAYMENT] = payment,
                [TABLE_REMITTANCE] = payment->remittance },
        .csv = csv,
    };
    size_t rows = 0;

    csv->latin1 = payment->latin1;
    if (table == EDI_TABLE_PAYMENTS)
        return table_put(&row, table);
    if (table == EDI_TABLE_ADJUSTMENTS)
        rows += table_adjustments(&row, payment->adjustments,
                                  payment->adjustment_count);
    for (size_t i = 0; i < payment->service_count; i++) {
        const struct edi_service *line = &payment->services[i];

        row.of[TABLE_SERVICE] = line;
        if (table == EDI_TABLE_PAYMENT_LINES)
            rows += table_put(&row, table);
        else if (table == EDI_TABLE_ADJUSTMENTS)
            rows += table_adjustments(&row, line->adjustments,
                                      line->adjustment_count);
    }
    return rows;
}

size_t edi_table_remittance(struct x12_csv *csv, enum edi_table table,
                            const struct edi_table_key *key,
                            const struct edi_remittance *remittance)
{
    struct table_row row = {
        .of = { [TABLE_KEY] = key, [TABLE_REMITTANCE] = remittance },
        .csv = csv,
    };
    size_t rows = 0;

    csv->latin1 = remittance->latin1;
    for (size_t i = 0;
         table == EDI_TABLE_PLB && i < remittance->adjustment_count; i++) {
        row.of[TABLE_PLB] = &remittance->adjustments[i];
        rows += table_put(&row, table);
    }
    return rows;
}
