/* SPDX-License-Identifier: Apache-2.0 */
/* table_private - columns as rows of knowledge, for the files that hold them */
#ifndef EDI_TABLE_PRIVATE_H
#define EDI_TABLE_PRIVATE_H

#include "edi/claims/tables.h"

#include <stddef.h>

/* What a column may be a member of. */
enum table_of {
    TABLE_KEY,
    TABLE_CLAIM,
    TABLE_LINE,
    TABLE_PAYMENT,
    TABLE_REMITTANCE,
    TABLE_SERVICE,
    TABLE_ADJUSTMENT,
    TABLE_PLB,
    TABLE_OBJECTS,
};

/* A row at hand: what it is made of, NULL for what it has not. */
struct table_row {
    const void *of[TABLE_OBJECTS];
    struct x12_csv *csv;
};

enum table_kind {
    TABLE_TEXT,  /* x12_str */
    TABLE_MONEY, /* x12_money */
    TABLE_DAY,   /* x12_date */
    TABLE_COUNT, /* uint32_t */
    TABLE_SIZE,  /* size_t */
    TABLE_CALL,
};

struct table_column {
    const char *name;
    enum table_kind kind;
    enum table_of of;
    size_t offset;
    void (*put)(const struct table_row *row); /* of TABLE_CALL: one cell */
};

#define TABLE_MEMBER(name, kind, of, type, member)   \
    {                                                \
        name, kind, of, offsetof(type, member), NULL \
    }
#define TABLE_PUT(name, put)                \
    {                                       \
        name, TABLE_CALL, TABLE_KEY, 0, put \
    }

struct table_columns {
    const struct table_column *at;
    size_t count;
};

/* By enum edi_table. */
extern const struct table_columns edi_claim_columns, edi_line_columns;
extern const struct table_columns edi_payment_columns, edi_service_columns;
extern const struct table_columns edi_adjustment_columns, edi_plb_columns;

#define TABLE_COLUMNS(list)                    \
    {                                          \
        list, sizeof(list) / sizeof((list)[0]) \
    }

/* The cells every table begins with. */
#define TABLE_KEYS                                                           \
    TABLE_MEMBER("file", TABLE_TEXT, TABLE_KEY, struct edi_table_key, file), \
        TABLE_MEMBER("interchange", TABLE_TEXT, TABLE_KEY,                   \
                     struct edi_table_key, interchange),                     \
        TABLE_MEMBER("group", TABLE_TEXT, TABLE_KEY, struct edi_table_key,   \
                     group),                                                 \
        TABLE_MEMBER("transaction", TABLE_TEXT, TABLE_KEY,                   \
                     struct edi_table_key, transaction)

#endif
