/* SPDX-License-Identifier: Apache-2.0 */
/* job_fees - a fee schedule, laid beside the store for the time of a report */
#include "edi/jobs/job_fees.h"

#include "edi/intake/csv_table.h"
#include "edi/match/key.h"

#include <stdlib.h>

enum { FEES_MODIFIERS = 8 };

#define FEES_MOST 1000000000 /* cents: times as many units it fits 64 bits */

static int fees_order(const void *a, const void *b)
{
    return x12_str_compare(*(const x12_str *)a, *(const x12_str *)b);
}

/* As the store keeps them: in the order of the alphabet, run together. */
static x12_str fees_modifiers(x12_str cell, struct x12_arena *arena)
{
    x12_str parts[FEES_MODIFIERS], rest;
    size_t count = 0, len = 0;
    char *text = x12_arena_bytes(arena, cell.len + 1);

    for (size_t i = 0; text && i < cell.len; i++)
        text[i] = cell.at[i] == ':' ? ' ' : cell.at[i];
    rest = x12_str_of(text, text ? cell.len : 0);
    while (rest.len && count < FEES_MODIFIERS) {
        x12_str part = x12_str_cut(&rest, ' ');

        if (part.len)
            parts[count++] = edi_key_number(arena, part);
    }
    qsort(parts, count, sizeof(*parts), fees_order);
    text = x12_arena_bytes(arena, cell.len + 1);
    for (size_t i = 0; text && i < count; i++) {
        memcpy(text + len, parts[i].at, parts[i].len);
        len += parts[i].len;
    }
    return x12_str_of(text, len);
}

static enum x12_status fees_put(struct edi_store *store,
                                struct edi_csv_table *t, const int columns[4],
                                struct x12_arena *arena)
{
    static const char PUT[] = "INSERT INTO temp.fee VALUES (?1, ?2, ?3, ?4,"
                              " 'fee schedule')";
    const x12_str code = edi_csv_table_value(t, columns[0]);
    struct edi_query *q;
    x12_money amount;

    if (!code.len ||
        !x12_money_parse(edi_csv_table_value(t, columns[1]), &amount) ||
        amount < 0 || amount > FEES_MOST)
        return x12_fail(store->db.err, X12_EMISUSE,
                        "fee schedule, row %llu: it needs a code and an amount",
                        (unsigned long long)t->row.number);
    q = edi_db_query(&store->db, PUT);
    edi_db_bind_text(q, 1, edi_csv_table_value(t, columns[2]));
    edi_db_bind_text(q, 2, edi_key_number(arena, code));
    edi_db_bind_text(q, 3,
                     fees_modifiers(edi_csv_table_value(t, columns[3]), arena));
    edi_db_bind_int(q, 4, amount);
    return edi_db_run(q);
}

enum x12_status edi_fees_load(struct edi_store *store, struct x12_source *src)
{
    struct edi_csv_table table;
    struct x12_arena arena = { 0 };
    int columns[4];
    enum x12_status status = edi_csv_table_open(&table, src, store->db.err);

    columns[0] = edi_csv_table_column(&table, "code");
    columns[1] = edi_csv_table_column(&table, "amount");
    columns[2] = edi_csv_table_column(&table, "payer");
    columns[3] = edi_csv_table_column(&table, "modifiers");
    if (status == X12_OK &&
        (columns[0] == EDI_CSV_NONE || columns[1] == EDI_CSV_NONE))
        status = x12_fail(store->db.err, X12_EMISUSE,
                          "a fee schedule needs the columns code and amount");
    if (status == X12_OK)
        status = edi_db_script(&store->db,
                               "DROP TABLE IF EXISTS temp.fee;"
                               "CREATE TEMP TABLE fee (payer TEXT, code TEXT,"
                               " modifiers TEXT, amount INTEGER,"
                               " evidence TEXT);"
                               "CREATE INDEX temp.fee_code ON fee (code)");
    while (status == X12_OK &&
           (status = edi_csv_table_next(&table)) == X12_OK) {
        status = fees_put(store, &table, columns, &arena);
        x12_arena_reset(&arena);
    }
    edi_csv_table_close(&table);
    x12_arena_release(&arena);
    return status == X12_END ? X12_OK : status;
}
