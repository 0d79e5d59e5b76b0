/* SPDX-License-Identifier: Apache-2.0 */
/* intake_claim - a claim from the JSON object that tells it */
#include "edi/claims/claim_fields_private.h"
#include "edi/intake/intake_claim_private.h"

#include <stdio.h>

enum {
    INTAKE_PATH = 100, /* longest path told */
    INTAKE_STEPS = 16, /* no field stands deeper */
    INTAKE_KEY = 40,   /* longest key told of those we do not know */
};

/* A step down: into a key, or into an item of a list. */
struct intake_step {
    const char *key; /* NULL: an item */
    size_t item;     /* from 0 */
};

/* One claim at hand. Once `refused`, nothing more is read. */
struct intake {
    struct x12_arena *arena;
    char *why;
    bool refused;
    bool latin1;
    struct intake_step step[INTAKE_STEPS];
    size_t depth;
};

/* The way down to what is refused. A key that is not ours is told as far as it
 * is plain text. */
static void intake_path(const struct intake *in, char path[INTAKE_PATH + 1])
{
    size_t len = (size_t)snprintf(path, INTAKE_PATH + 1, "claim");

    for (size_t i = 0; i < in->depth && i < INTAKE_STEPS; i++) {
        const struct intake_step *step = &in->step[i];
        const size_t room = INTAKE_PATH + 1 - len;
        int more = step->key
                       ? snprintf(path + len, room, ".%.*s", INTAKE_KEY,
                                  step->key)
                       : snprintf(path + len, room, "[%zu]", step->item + 1);

        if (more > 0)
            len += (size_t)more < room ? (size_t)more : room - 1;
    }
    for (char *to = path; *to; to++)
        if ((unsigned char)*to < 0x20 || (unsigned char)*to > 0x7E)
            *to = '?';
}

static void intake_refuse(struct intake *in, const char *what)
{
    char path[INTAKE_PATH + 1];

    if (in->refused)
        return;
    in->refused = true;
    intake_path(in, path);
    (void)snprintf(in->why, X12_ERROR_TEXT, "%s: %s", path, what);
}

/* The depth before is the way back. */
static size_t intake_enter(struct intake *in, const char *key, size_t item)
{
    if (in->depth < INTAKE_STEPS)
        in->step[in->depth] = (struct intake_step){ key, item };
    return in->depth++;
}

static void intake_leave(struct intake *in, size_t before)
{
    in->depth = before;
}

/* UTF-8 from jansson, which has checked it, to ISO-8859-1 in place; false when
 * a character has no byte there. */
static bool intake_to_latin1(char *at, size_t *len)
{
    size_t to = 0;

    for (size_t i = 0; i < *len; i++) {
        unsigned char c = (unsigned char)at[i];

        if (c >= 0x80) {
            if (c > 0xC3 || i + 1 >= *len)
                return false;
            c = (unsigned char)((c & 3) << 6 | ((unsigned char)at[++i] & 63));
        }
        at[to++] = (char)c;
    }
    *len = to;
    return true;
}

static x12_str intake_text(struct intake *in, const json_t *value)
{
    x12_str s = { NULL, 0 };
    char *copy;

    if (!json_is_string(value)) {
        intake_refuse(in, "expected text");
        return s;
    }
    s = (x12_str){ json_string_value(value), json_string_length(value) };
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] < 0x20 || s.at[i] == 0x7F)
            intake_refuse(in, "expected text without control characters");
    copy = s.len > 0 ? x12_arena_bytes(in->arena, s.len) : NULL;
    if (!copy)
        return (x12_str){ NULL, 0 };
    memcpy(copy, s.at, s.len);
    if (in->latin1 && !intake_to_latin1(copy, &s.len))
        intake_refuse(in, "expected characters of ISO-8859-1 alone");
    return (x12_str){ copy, s.len };
}

/* "2024-01-31" as X12 has it; other text as it is. */
static x12_str intake_day_text(struct intake *in, const json_t *value)
{
    x12_str s = intake_text(in, value);
    x12_date day;
    char *to;

    if (!x12_date_parse_iso(s, &day))
        return s;
    to = x12_arena_bytes(in->arena, 8);
    if (!to)
        return s;
    memcpy(to, s.at, 4);
    memcpy(to + 4, s.at + 5, 2);
    memcpy(to + 6, s.at + 8, 2);
    return (x12_str){ to, 8 };
}

static x12_str intake_number_text(const json_t *value)
{
    if (!json_is_string(value))
        return (x12_str){ NULL, 0 };
    return (x12_str){ json_string_value(value), json_string_length(value) };
}

static void intake_money(struct intake *in, const json_t *value,
                         x12_money *into)
{
    if (!x12_money_parse(intake_number_text(value), into))
        intake_refuse(in, "expected an amount as text, \"125.00\"; whole "
                          "cents go under ..._cents");
}

static void intake_cents(struct intake *in, const json_t *value,
                         x12_money *into)
{
    const json_int_t most = INT64_C(999999999999999);

    if (json_is_integer(value) && json_integer_value(value) <= most &&
        json_integer_value(value) >= -most)
        *into = json_integer_value(value);
    else
        intake_refuse(in, "expected a whole number of cents");
}

static void intake_decimal(struct intake *in, const json_t *value,
                           x12_decimal *into)
{
    if (json_is_integer(value))
        *into = (x12_decimal){ json_integer_value(value), 0 };
    else if (!x12_decimal_parse(intake_number_text(value), into))
        intake_refuse(in, "expected a number as text, \"1.5\", or a whole "
                          "number");
}

static void intake_count(struct intake *in, const json_t *value, uint32_t *into)
{
    if (json_is_integer(value) && json_integer_value(value) >= 0 &&
        json_integer_value(value) <= UINT32_MAX)
        *into = (uint32_t)json_integer_value(value);
    else
        intake_refuse(in, "expected a whole number from 0");
}

static void intake_day(struct intake *in, const json_t *value, x12_date *into)
{
    if (!x12_date_parse_iso(intake_number_text(value), into))
        intake_refuse(in, "expected a day, \"2024-01-31\"");
}

static void intake_kind(struct intake *in, const json_t *value,
                        enum edi_claim_kind *into)
{
    x12_str name = intake_number_text(value);

    for (int kind = EDI_PROFESSIONAL; kind <= EDI_DENTAL; kind++)
        if (x12_str_equal(name, edi_kind_name((enum edi_claim_kind)kind))) {
            *into = (enum edi_claim_kind)kind;
            return;
        }
    intake_refuse(in, "expected professional, institutional or dental");
}

static void intake_object(struct intake *in, const json_t *value,
                          const struct edi_record *record, char *into);

/* Items into an array of so many, or into a list that is made for them. */
static void intake_items(struct intake *in, const json_t *value,
                         const struct edi_field *field, char *object)
{
    const bool is_list = field->kind == EDI_FIELD_LIST ||
                         field->kind == EDI_FIELD_TEXT_LIST;
    size_t size = field->record ? field->record->size : sizeof(x12_str);
    size_t count = json_array_size(value);
    char *to = edi_field_in(field, object);

    if (!json_is_array(value)) {
        intake_refuse(in, "expected a list");
        return;
    }
    if (is_list) {
        to = x12_arena_make(in->arena, count * size);
        if (!to)
            return;
        *(void **)edi_field_in(field, object) = to;
        *(size_t *)(void *)(object + field->other) = count;
    } else if (count > field->other) {
        intake_refuse(in, "the list is longer than X12 has room for");
        return;
    }
    for (size_t i = 0; i < count && !in->refused; i++, to += size) {
        size_t before = intake_enter(in, NULL, i);

        if (field->record)
            intake_object(in, json_array_get(value, i), field->record, to);
        else
            *(x12_str *)(void *)to = intake_text(in, json_array_get(value, i));
        intake_leave(in, before);
    }
}

static void intake_value(struct intake *in, const json_t *value,
                         const struct edi_field *field, char *object)
{
    void *into = edi_field_in(field, object);

    switch ((enum edi_field_kind)field->kind) {
    case EDI_FIELD_TEXT:
    case EDI_FIELD_PERIOD:
        *(x12_str *)into = intake_text(in, value);
        break;
    case EDI_FIELD_DAY_TEXT:
        *(x12_str *)into = intake_day_text(in, value);
        break;
    case EDI_FIELD_DAY:
        intake_day(in, value, into);
        break;
    case EDI_FIELD_MONEY:
        intake_money(in, value, into);
        break;
    case EDI_FIELD_DECIMAL:
        intake_decimal(in, value, into);
        break;
    case EDI_FIELD_COUNT:
        intake_count(in, value, into);
        break;
    case EDI_FIELD_BOOL:
        *(bool *)into = json_is_true(value);
        if (!json_is_boolean(value))
            intake_refuse(in, "expected true or false");
        break;
    case EDI_FIELD_KIND:
        intake_kind(in, value, into);
        break;
    case EDI_FIELD_STRUCT:
        intake_object(in, value, field->record, into);
        break;
    case EDI_FIELD_TEXTS:
    case EDI_FIELD_TEXT_LIST:
    case EDI_FIELD_STRUCTS:
    case EDI_FIELD_LIST:
        intake_items(in, value, field, object);
        break;
    }
}

/* "charge" or, for an amount, "charge_cents". */
static bool intake_is_key(const struct edi_field *field, x12_str key,
                          bool *is_cents)
{
    const x12_str cents = X12_STR("_cents");
    const x12_str own = x12_json_name_key(&field->name);

    *is_cents = false;
    if (x12_str_equal(own, key))
        return true;
    *is_cents = field->kind == EDI_FIELD_MONEY &&
                key.len == own.len + cents.len && x12_str_starts(key, own) &&
                memcmp(key.at + own.len, cents.at, cents.len) == 0;
    return *is_cents;
}

/* Keys mostly come in the order of the rows, so the search goes on from the
 * row behind the last one found. */
static const struct edi_field *intake_find(const struct edi_record *record,
                                           x12_str key, size_t *next,
                                           bool *is_cents)
{
    for (size_t i = 0; i < record->count; i++) {
        size_t row = (*next + i) % record->count;

        if (intake_is_key(&record->fields[row], key, is_cents)) {
            *next = row + 1;
            return &record->fields[row];
        }
    }
    return NULL;
}

static void intake_member(struct intake *in, const json_t *value,
                          const struct edi_field *field, bool is_cents,
                          char *object)
{
    if (is_cents)
        intake_cents(in, value, edi_field_in(field, object));
    else
        intake_value(in, value, field, object);
    if ((field->kind == EDI_FIELD_MONEY || field->kind == EDI_FIELD_DECIMAL) &&
        field->other != EDI_FIELD_NONE)
        *(bool *)(object + field->other) = true;
}

static void intake_object(struct intake *in, const json_t *value,
                          const struct edi_record *record, char *into)
{
    /* jansson's iterators do not change what they walk over */
    json_t *object = (json_t *)(uintptr_t)value;
    size_t next = 0;

    if (!json_is_object(value)) {
        intake_refuse(in, "expected an object");
        return;
    }
    for (void *at = json_object_iter(object); at && !in->refused;
         at = json_object_iter_next(object, at)) {
        const char *key = json_object_iter_key(at);
        const json_t *member = json_object_iter_value(at);
        size_t before = intake_enter(in, key, 0);
        bool is_cents;
        const struct edi_field *field = intake_find(record, x12_str_from(key),
                                                    &next, &is_cents);

        if (!field)
            intake_refuse(in, "there is no such key here");
        else if (!json_is_null(member))
            intake_member(in, member, field, is_cents, into);
        intake_leave(in, before);
    }
    if (record->present != EDI_FIELD_NONE)
        *(bool *)(into + record->present) = true;
    if (record == &edi_date_record)
        edi_intake_settle_date(in->arena, (struct edi_date *)(void *)into);
}

/* What the line says around the claim: which kind, which characters. */
static const json_t *intake_envelope(struct intake *in, const json_t *line,
                                     struct edi_claim *claim)
{
    const json_t *inner = json_object_get(line, "claim");
    x12_str kind = intake_number_text(json_object_get(line, "kind"));
    x12_str charset = intake_number_text(json_object_get(line, "charset"));

    if (!inner)
        return line;
    claim->kind = edi_intake_kind(kind);
    in->latin1 = x12_str_is(charset, "ISO-8859-1");
    if (charset.len > 0 && !in->latin1 && !x12_str_is(charset, "UTF-8"))
        intake_refuse(in, "expected charset UTF-8 or ISO-8859-1");
    return inner;
}

/* Text beside "claim"; empty where it is not told. */
static x12_str intake_beside(struct intake *in, const json_t *line,
                             const char *key)
{
    const json_t *value = json_object_get(line, key);

    return value ? intake_text(in, value) : (x12_str){ NULL, 0 };
}

/* What the line says of the claim's set. */
static void intake_set(struct intake *in, const json_t *line,
                       struct edi_claim_set *set)
{
    static const char *const keys[EDI_INTAKE_ORIGIN] = { "file", "interchange",
                                                         "group",
                                                         "transaction" };
    x12_str parts[EDI_INTAKE_ORIGIN];

    *set = (struct edi_claim_set){ .kind = (enum edi_claim_kind)0 };
    if (!json_object_get(line, "claim"))
        return;
    set->use = intake_beside(in, line, "use");
    set->version = intake_beside(in, line, "version");
    for (size_t i = 0; i < EDI_INTAKE_ORIGIN; i++)
        parts[i] = intake_number_text(json_object_get(line, keys[i]));
    set->origin = edi_intake_origin(parts);
}

bool edi_intake_claim(const json_t *line, struct x12_arena *arena,
                      struct edi_claim_set *set, struct edi_claim *claim,
                      char why[X12_ERROR_TEXT])
{
    struct intake in = { .arena = arena, .why = why };

    *claim = (struct edi_claim){ .set = set };
    intake_set(&in, line, set);
    line = intake_envelope(&in, line, claim);
    intake_object(&in, line, &edi_claim_record, (char *)claim);
    if (!claim->kind)
        intake_refuse(&in, "expected its type: professional, institutional or "
                           "dental");
    if (claim->id.len == 0 && set->origin != 0)
        intake_refuse(&in, "expected its id"); /* an 837 has it */
    edi_intake_settle(claim);
    claim->latin1 = in.latin1;
    set->kind = claim->kind;
    return !in.refused;
}
