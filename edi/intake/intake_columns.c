/* SPDX-License-Identifier: Apache-2.0 */
/* intake_columns - the columns of a CSV as places in the JSON of a claim */
#include "edi/claims/claim_fields_private.h"
#include "edi/intake/intake_columns_private.h"

/* Names that people would write, for longer ones. */
static const struct {
    const char *name, *path;
} column_short[] = {
    { "line.date", "line.dates.472.from" },
    { "line.date_to", "line.dates.472.to" },
    { "line.control", "line.references.6R" },
};

/* What names an entry of a list, and what it is worth, by its record. */
static const struct {
    const struct edi_record *record;
    const char *by, *value;
} column_lists[] = {
    { &edi_reference_record, "qualifier", "value" },
    { &edi_date_record, "qualifier", "from" },
    { &edi_amount_record, "qualifier", "amount" },
    { &edi_quantity_record, "qualifier", "quantity" },
    { &edi_note_record, "code", "text" },
    { &edi_condition_record, "category", NULL },
    { &edi_party_record, "role", NULL },
    { &edi_contact_number_record, "qualifier", "number" },
};

static const struct edi_field *column_field(const struct edi_record *record,
                                            x12_str key)
{
    for (size_t i = 0; record && i < record->count; i++)
        if (x12_str_equal(x12_json_name_key(&record->fields[i].name), key))
            return &record->fields[i];
    return NULL;
}

static struct edi_column_step *column_step(struct edi_column *column)
{
    static struct edi_column_step none;

    if (column->step_count == EDI_COLUMN_STEPS)
        return &none;
    return &column->steps[column->step_count++];
}

static const char *column_keep(struct x12_arena *arena, x12_str text)
{
    char *kept = x12_arena_bytes(arena, text.len + 1);

    if (!kept)
        return "";
    memcpy(kept, text.at, text.len);
    kept[text.len] = '\0';
    return kept;
}

/* Into an entry of the list that `field` is; false: there is none such. Where
 * entries have names, "82" is a role and "1" a number. */
static bool column_entry(struct edi_column *column,
                         const struct edi_field *field, x12_str *rest,
                         struct x12_arena *arena)
{
    const size_t lists = sizeof(column_lists) / sizeof(column_lists[0]);
    x12_str name = x12_str_cut(rest, '.');
    struct edi_column_step *step = column_step(column);
    uint64_t index;
    size_t i = 0;

    while (i < lists && column_lists[i].record != field->record)
        i++;
    if (x12_count_parse(name, &index) && index > 0 &&
        name.len <= (i < lists ? 1 : 2)) {
        step->index = index;
        return true;
    }
    if (i == lists || name.len == 0)
        return false;
    step->by = column_lists[i].by;
    step->name = column_keep(arena, name);
    if (rest->len == 0 && column_lists[i].value)
        *rest = x12_str_from(column_lists[i].value);
    return rest->len > 0;
}

static bool column_is_list(const struct edi_field *field)
{
    return field->kind == EDI_FIELD_LIST || field->kind == EDI_FIELD_STRUCTS;
}

/* The steps from a claim, or a line, down to one value. */
static bool column_walk(struct edi_column *column,
                        const struct edi_record *record, x12_str rest,
                        struct x12_arena *arena)
{
    while (rest.len > 0) {
        x12_str key = x12_str_cut(&rest, '.');
        const struct edi_field *field = column_field(record, key);
        bool texts;

        if (!field || column->step_count == EDI_COLUMN_STEPS)
            return false;
        column_step(column)->key = column_keep(arena, key);
        texts = field->kind == EDI_FIELD_TEXTS ||
                field->kind == EDI_FIELD_TEXT_LIST;
        column->splits = texts && rest.len == 0;
        if ((column_is_list(field) || (texts && rest.len > 0)) &&
            !column_entry(column, field, &rest, arena))
            return false;
        record = field->record;
        if (rest.len == 0)
            return field->kind != EDI_FIELD_STRUCT && !column_is_list(field) &&
                   field->kind != EDI_FIELD_COUNT &&
                   field->kind != EDI_FIELD_BOOL;
    }
    return false;
}

bool edi_column_find(struct edi_column *column, x12_str name,
                     struct x12_arena *arena)
{
    x12_str path = name;
    bool found;

    *column = (struct edi_column){ .name = name };
    column->diagnoses = x12_str_is(name, "diagnoses");
    if (column->diagnoses)
        return true;
    for (size_t i = 0; i < sizeof(column_short) / sizeof(column_short[0]); i++)
        if (x12_str_is(name, column_short[i].name))
            path = x12_str_from(column_short[i].path);
    column->of_line = x12_str_starts(path, X12_STR("line."));
    if (column->of_line)
        (void)x12_str_cut(&path, '.');
    found = column_walk(column,
                        column->of_line ? &edi_line_record : &edi_claim_record,
                        path, arena);
    if (!found)
        column->name.len = 0;
    return found;
}

/* --- setting ------------------------------------------------------------------ */

/* The entry of a list by its number; a new one behind the last at need. */
static json_t *column_at(json_t *list, const struct edi_column_step *step,
                         bool of_texts)
{
    for (size_t i = 0; step->by && i < json_array_size(list); i++) {
        json_t *entry = json_array_get(list, i);
        const char *is = json_string_value(json_object_get(entry, step->by));

        if (is && strcmp(is, step->name) == 0)
            return entry;
    }
    while (json_array_size(list) < step->index || step->by) {
        json_t *entry = of_texts ? json_string("") : json_object();

        if (step->by &&
            json_object_set_new(entry, step->by, json_string(step->name)))
            return NULL;
        if (json_array_append_new(list, entry))
            return NULL;
        if (step->by)
            return entry;
    }
    return json_array_get(list, step->index - 1);
}

static json_t *column_child(json_t *object, const char *key, bool is_list)
{
    json_t *child = json_object_get(object, key);

    if (child)
        return child;
    child = is_list ? json_array() : json_object();
    return json_object_set_new(object, key, child) ? NULL : child;
}

static bool column_is_mark(char c)
{
    return c == ' ' || c == ',' || c == ';' || c == ':' || c == '|';
}

/* The next of several texts in one cell. */
static x12_str column_part(x12_str *rest)
{
    x12_str part;

    while (rest->len > 0 && column_is_mark(rest->at[0]))
        *rest = (x12_str){ rest->at + 1, rest->len - 1 };
    part = (x12_str){ rest->at, 0 };
    while (part.len < rest->len && !column_is_mark(rest->at[part.len]))
        part.len++;
    *rest = (x12_str){ rest->at + part.len, rest->len - part.len };
    return part;
}

static bool column_set_texts(json_t *object, const char *key, x12_str rest)
{
    json_t *list = column_child(object, key, true);
    x12_str part;

    if (!list)
        return false;
    while ((part = column_part(&rest)).len > 0)
        if (json_array_append_new(list, json_stringn(part.at, part.len)))
            return false;
    return true;
}

/* ICD-10 codes, the principal one first; their dots are people's. */
static bool column_set_diagnoses(json_t *claim, x12_str rest)
{
    json_t *list = column_child(claim, "codes", true);
    x12_str part;

    while (list && (part = column_part(&rest)).len > 0) {
        char code[16];
        size_t len = 0;

        for (size_t i = 0; i < part.len && len < sizeof(code); i++)
            if (part.at[i] != '.')
                code[len++] = part.at[i];
        if (json_array_append_new(
                list, json_pack("{s:s, s:s%}", "qualifier",
                                json_array_size(list) ? "ABF" : "ABK", "code",
                                code, len)))
            return false;
    }
    return list != NULL;
}

bool edi_column_set(const struct edi_column *column, x12_str value,
                    json_t *claim, json_t *line)
{
    json_t *at = column->of_line ? line : claim;
    const struct edi_column_step *step = column->steps;
    const struct edi_column_step *last = step + column->step_count - 1;

    if (column->diagnoses)
        return column_set_diagnoses(claim, value);
    for (; at && step < last; step++)
        at = step->key ? column_child(at, step->key, !step[1].key)
                       : column_at(at, step, false);
    if (!at)
        return false;
    if (column->splits)
        return column_set_texts(at, step->key, value);
    if (step->key)
        return json_object_set_new(at, step->key,
                                   json_stringn(value.at, value.len)) == 0;
    return column_at(at, step, true) &&
           json_array_set_new(at, step->index - 1,
                              json_stringn(value.at, value.len)) == 0;
}

static bool column_is_hole(const json_t *entry)
{
    return json_is_string(entry)
               ? json_string_length(entry) == 0
               : json_is_object(entry) && json_object_size(entry) == 0;
}

/* MIA and MOA have each element at its own place, empty ones before it or not. */
static bool column_is_placed(const char *key)
{
    return strcmp(key, "mia") == 0 || strcmp(key, "moa") == 0;
}

void edi_columns_close(json_t *value)
{
    const char *key;
    json_t *child;

    if (json_is_object(value))
        json_object_foreach(value, key, child) if (!column_is_placed(key))
            edi_columns_close(child);
    for (size_t i = json_array_size(value); i-- > 0;) {
        child = json_array_get(value, i);
        edi_columns_close(child);
        if (column_is_hole(child))
            (void)json_array_remove(value, i);
    }
}
