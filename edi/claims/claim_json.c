/* SPDX-License-Identifier: Apache-2.0 */
/* claim_json - a claim as a JSON object */
#include "edi/claims/claim_json.h"

#include "edi/claims/claim_fields_private.h"

static void json_record(struct x12_json *j, const struct edi_record *record,
                        const char *object)
{
    x12_json_object(j);
    edi_record_json(j, record, object);
    x12_json_end(j);
}

/* CCYYMMDD as CCYY-MM-DD; what is no such day stays as it was sent. */
static void json_day_text(struct x12_json *j, x12_str s)
{
    x12_date day;

    if (x12_date_parse(s, &day))
        x12_json_date(j, day);
    else
        x12_json_string(j, s);
}

void edi_items_json(struct x12_json *j, const struct edi_field *field,
                    const void *items, size_t count)
{
    if (count == 0)
        return;
    x12_json_member(j, &field->name);
    x12_json_array(j);
    for (size_t i = 0; i < count; i++)
        if (field->record)
            json_record(j, field->record,
                        (const char *)items + i * field->record->size);
        else
            x12_json_string(j, ((const x12_str *)items)[i]);
    x12_json_end(j);
}

/* A field that is not empty. */
static void json_value(struct x12_json *j, const struct edi_field *field,
                       const char *object)
{
    const void *at = object + field->offset;

    x12_json_member(j, &field->name);
    switch ((enum edi_field_kind)field->kind) {
    case EDI_FIELD_DAY_TEXT:
        json_day_text(j, *(const x12_str *)at);
        break;
    case EDI_FIELD_TEXT:
    case EDI_FIELD_PERIOD:
        x12_json_string(j, *(const x12_str *)at);
        break;
    case EDI_FIELD_DAY:
        x12_json_date(j, *(const x12_date *)at);
        break;
    case EDI_FIELD_MONEY:
        x12_json_money(j, *(const x12_money *)at);
        break;
    case EDI_FIELD_DECIMAL:
        x12_json_decimal(j, *(const x12_decimal *)at);
        break;
    case EDI_FIELD_COUNT:
        x12_json_count(j, *(const uint32_t *)at);
        break;
    case EDI_FIELD_BOOL:
        x12_json_bool(j, *(const bool *)at);
        break;
    case EDI_FIELD_KIND:
        x12_json_string(j, edi_kind_name(*(const enum edi_claim_kind *)at));
        break;
    case EDI_FIELD_STRUCT:
        json_record(j, field->record, at);
        break;
    case EDI_FIELD_TEXTS:
    case EDI_FIELD_TEXT_LIST:
    case EDI_FIELD_STRUCTS:
    case EDI_FIELD_LIST:
        break; /* edi_items_json */
    }
}

/* Has a field that is not unset anything to say? A glance tells of most. */
static bool json_is_empty(const struct edi_field *field, const void *object)
{
    if (field->probe_mask && field->kind != EDI_FIELD_PERIOD)
        return edi_field_is_unset(field, object);
    return edi_field_is_empty(field, object);
}

void edi_field_json(struct x12_json *j, const struct edi_field *field,
                    const void *object)
{
    const void *items;
    size_t count;

    if (field->kind == EDI_FIELD_LIST || field->kind == EDI_FIELD_TEXT_LIST ||
        field->kind == EDI_FIELD_TEXTS || field->kind == EDI_FIELD_STRUCTS) {
        count = edi_field_items(field, object, &items);
        edi_items_json(j, field, items, count);
    } else if (!json_is_empty(field, object)) {
        json_value(j, field, object);
    }
}

void edi_claim_json(struct x12_json *j, const struct edi_claim *c)
{
    const bool latin1 = j->latin1;

    j->latin1 = latin1 || c->latin1;
    json_record(j, &edi_claim_record, (const char *)c);
    j->latin1 = latin1;
}
