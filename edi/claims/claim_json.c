/* SPDX-License-Identifier: Apache-2.0 */
/* claim_json - a claim as a JSON object */
#include "edi/claims/claim_json.h"

#include "edi/claims/claim_fields_private.h"

char *edi_items_json(struct x12_json *j, char *to,
                     const struct edi_record *record, const void *items,
                     size_t count)
{
    const char *item = items;

    to = x12_json_put_open(to, '[');
    for (; count > 0; count--, item += record->size)
        to = edi_record_json(j, to, record, item);
    return x12_json_put_room(j, x12_json_put_close(to, ']'));
}

static char *json_texts(struct x12_json *j, char *to,
                        const struct x12_json_name *name, const x12_str *texts,
                        size_t count)
{
    to = x12_json_put_open(x12_json_put_key(to, name), '[');
    for (size_t i = 0; i < count; i++)
        to = x12_json_put_plain(
            j, x12_json_put_open(x12_json_put_room(j, to), '"'), texts[i]);
    return x12_json_put_room(j, x12_json_put_close(to, ']'));
}

char *edi_texts_json(struct x12_json *j, char *to,
                     const struct x12_json_name *name, const x12_str *texts,
                     size_t count)
{
    while (count > 0 && texts[count - 1].len == 0)
        count--;
    return count > 0 ? json_texts(j, to, name, texts, count) : to;
}

/* CCYYMMDD as CCYY-MM-DD; what is no such day stays as it was sent. */
static char *json_day_text(struct x12_json *j, char *to,
                           const struct x12_json_name *name, x12_str s)
{
    x12_date day;

    if (x12_date_parse(s, &day))
        return x12_json_put_date(j, x12_json_put_key(to, name), day);
    return x12_json_put_text(j, to, name, s);
}

static char *json_kind(struct x12_json *j, char *to,
                       const struct x12_json_name *name,
                       enum edi_claim_kind kind)
{
    x12_str s = edi_kind_name(kind);

    return s.len > 0 ? x12_json_put_text(j, to, name, s) : to;
}

/* One that has no word for whether it was sent was sent if it says anything. */
char *edi_struct_json(struct x12_json *j, char *to,
                      const struct edi_field *field, const void *object)
{
    char *begun = x12_json_put_room(j, to);

    to = x12_json_put_open(x12_json_put_key(begun, &field->name), '{');
    to = field->record->json(j, to, object);
    if (to[-1] == '{' && field->record->present == EDI_FIELD_NONE)
        return begun;
    return x12_json_put_room(j, x12_json_put_close(to, '}'));
}

static char *json_structs(struct x12_json *j, char *to,
                          const struct edi_field *field, const void *object)
{
    const void *items;
    const size_t count = edi_field_items(field, object, &items);

    if (count == 0)
        return to;
    return edi_items_json(j, x12_json_put_key(to, &field->name), field->record,
                          items, count);
}

char *edi_field_json(struct x12_json *j, char *to,
                     const struct edi_field *field, const void *object)
{
    const struct x12_json_name *name = &field->name;
    const void *at = edi_field_at(field, object);

    switch ((enum edi_field_kind)field->kind) {
    case EDI_FIELD_PERIOD:
        if (edi_date_is_plain(object))
            return to;
        return x12_json_put_text(j, to, name, *(const x12_str *)at);
    case EDI_FIELD_DAY_TEXT:
        return json_day_text(j, to, name, *(const x12_str *)at);
    case EDI_FIELD_BOOL:
        return x12_json_put_word(x12_json_put_key(to, name), X12_STR("true"));
    case EDI_FIELD_KIND:
        return json_kind(j, to, name, *(const enum edi_claim_kind *)at);
    case EDI_FIELD_TEXT_LIST:
        return json_texts(j, to, name, *(const x12_str *const *)at,
                          *(const size_t *)(const void *)((const char *)object +
                                                          field->other));
    case EDI_FIELD_STRUCTS:
        return json_structs(j, to, field, object);
    case EDI_FIELD_TEXT:
    case EDI_FIELD_DAY:
    case EDI_FIELD_MONEY:
    case EDI_FIELD_DECIMAL:
    case EDI_FIELD_COUNT:
    case EDI_FIELD_TEXTS:
    case EDI_FIELD_LIST:
    case EDI_FIELD_STRUCT:
        break; /* the rows do these themselves */
    }
    return to;
}

void edi_claim_json(struct x12_json *j, const struct edi_claim *c)
{
    const bool latin1 = j->latin1;
    char *to = x12_json_put_begin(j);

    if (!to)
        return;
    j->latin1 = latin1 || c->latin1;
    x12_json_put_end(j, edi_record_json(j, to, &edi_claim_record, c));
    j->latin1 = latin1;
}
