/* SPDX-License-Identifier: Apache-2.0 */
/*
 * field_rows - shorthand for the tables of fields
 *
 * Only for the files that are such tables: the names are short.
 */
#ifndef EDI_FIELD_ROWS_PRIVATE_H
#define EDI_FIELD_ROWS_PRIVATE_H

#include "edi/claims/claim_fields_private.h"

/* clang-format off */

/* A row of struct `OF` (defined before each table). */
#define ROW(key, kind, member, other, record) \
    { X12_JSON_NAME(key), EDI_FIELD_##kind, 0, \
      offsetof(struct OF, member), other, record }
#define TEXT(key, member)       ROW(key, TEXT, member, EDI_FIELD_NONE, NULL)
#define DAY_TEXT(key, member)   ROW(key, DAY_TEXT, member, EDI_FIELD_NONE, NULL)
#define MONEY(key, member)      ROW(key, MONEY, member, EDI_FIELD_NONE, NULL)
#define DECIMAL(key, member)    ROW(key, DECIMAL, member, EDI_FIELD_NONE, NULL)
#define MONEY_IF(key, member, has) \
    ROW(key, MONEY, member, offsetof(struct OF, has), NULL)
#define DECIMAL_IF(key, member, has) \
    ROW(key, DECIMAL, member, offsetof(struct OF, has), NULL)
#define COUNT(key, member)      ROW(key, COUNT, member, EDI_FIELD_NONE, NULL)
#define BOOL(key, member)       ROW(key, BOOL, member, EDI_FIELD_NONE, NULL)
#define LENGTH(member) \
    (sizeof(((struct OF *)0)->member) / sizeof(((struct OF *)0)->member[0]))
#define TEXTS(key, member)      ROW(key, TEXTS, member, LENGTH(member), NULL)
#define TEXT_LIST(key, member, count) \
    ROW(key, TEXT_LIST, member, offsetof(struct OF, count), NULL)
#define STRUCT(key, member, type) \
    ROW(key, STRUCT, member, EDI_FIELD_NONE, &edi_##type##_record)
#define STRUCTS(key, member, type) \
    ROW(key, STRUCTS, member, LENGTH(member), &edi_##type##_record)
#define LIST(key, member, count, type) \
    ROW(key, LIST, member, offsetof(struct OF, count), &edi_##type##_record)

#define RECORD(name, rows) \
    const struct edi_record edi_##name##_record = { \
        rows, sizeof(rows) / sizeof(*(rows)), sizeof(struct edi_##name), \
        EDI_FIELD_NONE }
/* The record of a struct with a `present` of its own. */
#define RECORD_IF(name, rows) \
    const struct edi_record edi_##name##_record = { \
        rows, sizeof(rows) / sizeof(*(rows)), sizeof(struct edi_##name), \
        offsetof(struct edi_##name, present) }

#endif
