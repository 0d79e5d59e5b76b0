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

/* Where a field tells that it is empty: the member, and its bytes; 0: nowhere.
 * From that follow the word that holds it, and its part of the word. */
#define PROBE_TEXT(member, other)      offsetof(struct OF, member.len), WORD
#define PROBE_DAY_TEXT(member, other)  offsetof(struct OF, member.len), WORD
#define PROBE_PERIOD(member, other)    offsetof(struct OF, member.len), WORD
#define PROBE_DAY(member, other)       offsetof(struct OF, member), 4
#define PROBE_COUNT(member, other)     offsetof(struct OF, member), 4
#define PROBE_BOOL(member, other)      offsetof(struct OF, member), 1
#define PROBE_MONEY(member, other)     PROBE_FLAG(other)
#define PROBE_DECIMAL(member, other)   PROBE_FLAG(other)
#define PROBE_FLAG(other) \
    ((other) == EDI_FIELD_NONE ? 0 : (other)), (other) == EDI_FIELD_NONE ? 0 : 1
#define PROBE_LIST(member, other)      other, WORD
#define PROBE_TEXT_LIST(member, other) other, WORD
#define PROBE_STRUCT(member, other)    offsetof(struct OF, member.present), 1
#define PROBE_BARE(member, other)      0, 0
#define PROBE_KIND(member, other)      0, 0
#define PROBE_TEXTS(member, other)     0, 0
#define PROBE_STRUCTS(member, other)   0, 0

#define WORD sizeof(size_t)
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define PROBE_SHIFT(at, size) (8 * (WORD - (size) - (at) % WORD))
#else
#define PROBE_SHIFT(at, size) (8 * ((at) % WORD))
#endif
#define PROBE_BITS(size) \
    ((size) == WORD ? SIZE_MAX : ((size_t)1 << (8 * (size)) % (8 * WORD)) - 1)
#define PROBE(...)             PROBE_OF(__VA_ARGS__)
#define PROBE_OF(at, size) \
    (size) == 0 ? 0 : PROBE_BITS(size) << PROBE_SHIFT(at, size) % (8 * WORD), \
    (at) - (at) % WORD

/* A row of struct `OF` (defined before each table). */
#define ROW_OF(key, kind, flags, member, other, record, ...) \
    { X12_JSON_NAME(key), __VA_ARGS__, EDI_FIELD_##kind, flags, \
      offsetof(struct OF, member), other, record }
#define ROW(key, kind, member, other, record) \
    ROW_OF(key, kind, 0, member, other, record, \
           PROBE(PROBE_##kind(member, other)))
#define FACT(key, kind, member, other, record) \
    ROW_OF(key, kind, EDI_FIELD_FACT, member, other, record, \
           PROBE(PROBE_##kind(member, other)))
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
/* An array from `first` on that a bool says was sent. */
#define TEXTS_IF(key, first, count, has) \
    ROW_OF(key, TEXTS, 0, first, count, NULL, \
           PROBE(PROBE_FLAG(offsetof(struct OF, has))))
#define TEXT_LIST(key, member, count) \
    ROW(key, TEXT_LIST, member, offsetof(struct OF, count), NULL)
#define STRUCT(key, member, type) \
    ROW(key, STRUCT, member, EDI_FIELD_NONE, &edi_##type##_record)
/* A struct without `present`. */
#define STRUCT_BARE(key, member, type) \
    ROW_OF(key, STRUCT, 0, member, EDI_FIELD_NONE, &edi_##type##_record, \
           PROBE(PROBE_BARE(member, 0)))
#define STRUCTS(key, member, type) \
    ROW(key, STRUCTS, member, LENGTH(member), &edi_##type##_record)
#define LIST(key, member, count, type) \
    ROW(key, LIST, member, offsetof(struct OF, count), &edi_##type##_record)

/* A record's JSON, as code that the compiler makes of its rows: three fields of
 * four are empty, and each of them costs one comparison. */
#define RECORD_JSON(name, rows) \
    _Static_assert(sizeof(rows) / sizeof(*(rows)) * X12_JSON_VALUE <= \
                       X12_JSON_ROOM, "its own members fit at once"); \
    static char *name##_json(struct x12_json *j, char *to, const void *object) \
    { \
        _Pragma("GCC unroll 64") \
        for (size_t i = 0; i < sizeof(rows) / sizeof(*(rows)); i++) \
            to = field_row_json(j, to, &(rows)[i], object); \
        return to; \
    }
#define RECORD_AS(name, rows, present) \
    RECORD_JSON(name, rows) \
    const struct edi_record edi_##name##_record = { \
        rows, sizeof(rows) / sizeof(*(rows)), sizeof(struct edi_##name), \
        present, name##_json }
#define RECORD(name, rows) RECORD_AS(name, rows, EDI_FIELD_NONE)
/* The record of a struct with a `present` of its own. */
#define RECORD_IF(name, rows) \
    RECORD_AS(name, rows, offsetof(struct edi_##name, present))

/* clang-format on */

/* Are all of its texts empty? */
static inline bool field_row_is_bare(const struct edi_field *field,
                                     const void *object)
{
    const x12_str *texts = edi_field_at(field, object);
    size_t len = 0;

    for (size_t i = 0; i < field->other; i++)
        len |= texts[i].len;
    return len == 0;
}

static inline __attribute__((always_inline)) char *
field_row_list(struct x12_json *j, char *to, const struct edi_field *field,
               const void *object)
{
    const void *const *items = edi_field_at(field, object);
    const size_t *count = (const void *)((const char *)object + field->other);

    return edi_items_json(j, x12_json_put_key(to, &field->name), field->record,
                          *items, *count);
}

/* One row: what of it is constant is known where this is used, so of all this
 * one case is left. The kinds that are rare share a function. */
static inline __attribute__((always_inline)) char *
field_row_json(struct x12_json *j, char *to, const struct edi_field *field,
               const void *object)
{
    const struct x12_json_name *name = &field->name;
    const void *at = edi_field_at(field, object);

    if (__builtin_expect(edi_field_is_unset(field, object), 1))
        return to;
    if (field->kind == EDI_FIELD_TEXTS && field_row_is_bare(field, object))
        return to;
    switch ((enum edi_field_kind)field->kind) {
    case EDI_FIELD_TEXT:
        return x12_json_put_plain(j, x12_json_put_name(to, name),
                                  *(const x12_str *)at);
    case EDI_FIELD_DAY:
        return x12_json_put_date(j, x12_json_put_key(to, name),
                                 *(const x12_date *)at);
    case EDI_FIELD_MONEY:
        return x12_json_put_money(x12_json_put_key(to, name),
                                  *(const x12_money *)at);
    case EDI_FIELD_DECIMAL:
        return x12_json_put_decimal(x12_json_put_key(to, name),
                                    *(const x12_decimal *)at);
    case EDI_FIELD_COUNT:
        return x12_json_put_count(x12_json_put_key(to, name),
                                  *(const uint32_t *)at);
    case EDI_FIELD_TEXTS:
        return edi_texts_json(j, to, name, at, field->other);
    case EDI_FIELD_LIST:
        return field_row_list(j, to, field, object);
    case EDI_FIELD_STRUCT:
        return edi_struct_json(j, to, field, at);
    case EDI_FIELD_PERIOD:
    case EDI_FIELD_DAY_TEXT:
    case EDI_FIELD_BOOL:
    case EDI_FIELD_KIND:
    case EDI_FIELD_TEXT_LIST:
    case EDI_FIELD_STRUCTS:
        break;
    }
    return edi_field_json(j, to, field, object);
}

#endif
