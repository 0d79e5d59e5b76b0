/* SPDX-License-Identifier: Apache-2.0 */
/* intake_plain - a claim from a line as `edi json` prints it, in one pass */
#include "edi/claims/field_rows_private.h"
#include "edi/intake/intake_claim_private.h"

/*
 * The rows of claim.h say which keys there are, and in which order they mostly
 * come, so a key is one comparison and a value goes where it belongs. Texts are
 * borrowed from the line. What the line may hold besides is not looked for here:
 * escapes, characters beyond ASCII, null, keys that stand twice or are not ours,
 * values of another kind. For all of that jansson reads the line anew.
 */
struct plain {
    const char *at; /* none of a value's characters stand behind the line */
    struct x12_arena *arena;
    uint8_t *next; /* of a row's hash: which row came behind it last */
};

/* What stands around a claim. */
struct plain_head {
    x12_str kind, use, version, origin[EDI_INTAKE_ORIGIN];
    x12_str other; /* told, and not of interest */
    uint32_t clm;
};

/* clang-format off */

#define OF plain_head
static const struct edi_field head_rows[] = {
    TEXT("kind", kind),
    TEXT("file", origin[0]),
    TEXT("interchange", origin[1]),
    TEXT("group", origin[2]),
    TEXT("transaction", origin[3]),
    TEXT("version", version),
    TEXT("sender", other),
    TEXT("receiver", other),
    TEXT("date", other),
    TEXT("usage", other),
    COUNT("clm", clm),
    TEXT("use", use),
    ROW_OF("claim", STRUCT, 0, other, EDI_FIELD_NONE, &edi_claim_record,
           PROBE(PROBE_BARE(other, 0))),
};
/* clang-format on */

static const struct edi_record head_record = {
    .fields = head_rows, .count = sizeof(head_rows) / sizeof(head_rows[0])
};

/* Is it the next character? Then on behind it. Blanks mean nothing. */
static bool plain_take(struct plain *p, char c)
{
    while (*p->at == ' ')
        p->at++;
    if (*p->at != c)
        return false;
    p->at++;
    while (*p->at == ' ')
        p->at++;
    return true;
}

/* The first character from here on that does not stand for itself. */
static inline const char *plain_pass(const char *at)
{
    const uint64_t ones = UINT64_MAX / 255, high = ones << 7;
    uint64_t eight, quote, back, odd;

    for (;; at += sizeof(eight)) {
        memcpy(&eight, at, sizeof(eight));
        quote = eight ^ ones * '"';
        back = eight ^ ones * '\\';
        odd = (eight | (eight + ones) | (eight - ones * ' ') | (quote - ones) |
               (back - ones)) &
              high;
        if (odd)
            break;
    }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    /* The lowest one is none that the byte before it made odd. */
    return at + __builtin_ctzll(odd) / 8;
#else
    while (*at >= ' ' && *at <= '~' && *at != '"' && *at != '\\')
        at++;
    return at;
#endif
}

static inline bool plain_text(struct plain *p, x12_str *text)
{
    const char *from = p->at + 1, *at;

    if (*p->at != '"')
        return false;
    at = plain_pass(from);
    if (*at != '"')
        return false;
    *text = at > from ? (x12_str){ from, (size_t)(at - from) }
                      : (x12_str){ NULL, 0 };
    p->at = at + 1;
    return true;
}

static bool plain_count(struct plain *p, uint32_t *count)
{
    const char *from = p->at;
    uint64_t n = 0;

    while (*p->at >= '0' && *p->at <= '9' && p->at - from < 10)
        n = 10 * n + (uint64_t)(*p->at++ - '0');
    *count = (uint32_t)n;
    return p->at > from && n <= UINT32_MAX &&
           (*from != '0' || p->at == from + 1);
}

/* "2024-01-31" as X12 has it; other text as it is. */
static bool plain_day_text(struct plain *p, x12_str *text)
{
    x12_date day;
    char *to;

    if (!plain_text(p, text))
        return false;
    if (!x12_date_parse_iso(*text, &day))
        return true;
    to = x12_arena_bytes(p->arena, 8);
    if (!to)
        return false;
    memcpy(to, text->at, 4);
    memcpy(to + 4, text->at + 5, 2);
    memcpy(to + 6, text->at + 8, 2);
    *text = (x12_str){ to, 8 };
    return true;
}

static bool plain_kind(struct plain *p, enum edi_claim_kind *into)
{
    x12_str name;

    if (!plain_text(p, &name))
        return false;
    for (int kind = EDI_PROFESSIONAL; kind <= EDI_DENTAL; kind++)
        if (x12_str_equal(name, edi_kind_name((enum edi_claim_kind)kind))) {
            *into = (enum edi_claim_kind)kind;
            return true;
        }
    return false;
}

/* An amount or a number, as text. */
static bool plain_number(struct plain *p, const struct edi_field *field,
                         char *object)
{
    void *into = edi_field_in(field, object);
    x12_str text;

    if (!plain_text(p, &text))
        return false;
    if (field->other != EDI_FIELD_NONE)
        *(bool *)(object + field->other) = true;
    return field->kind == EDI_FIELD_MONEY ? x12_money_parse(text, into)
                                          : x12_decimal_parse(text, into);
}

static bool plain_word(struct plain *p, bool *into)
{
    *into = strncmp(p->at, "true", 4) == 0;
    if (!*into && strncmp(p->at, "false", 5) != 0)
        return false;
    p->at += *into ? 4 : 5;
    return true;
}

static bool plain_object(struct plain *p, const struct edi_record *record,
                         void *into);

static bool plain_item(struct plain *p, const struct edi_record *record,
                       void *into)
{
    return into &&
           (record ? plain_object(p, record, into) : plain_text(p, into));
}

/* Items into a list that grows, or into an array of so many. */
static bool plain_items(struct plain *p, const struct edi_field *field,
                        char *object)
{
    const struct edi_record *record = field->record;
    const size_t size = record ? record->size : sizeof(x12_str);
    const bool grows = field->kind == EDI_FIELD_LIST ||
                       field->kind == EDI_FIELD_TEXT_LIST;
    char *into = edi_field_in(field, object), *items = NULL, *item;
    size_t count = 0;

    if (!plain_take(p, '['))
        return false;
    if (plain_take(p, ']'))
        return true;
    do {
        if (grows)
            item = x12_arena_push(p->arena, &items, &count, size);
        else
            item = count < field->other ? into + size * count++ : NULL;
        if (!plain_item(p, record, item))
            return false;
    } while (plain_take(p, ','));
    if (grows) {
        *(void **)(void *)into = items;
        *(size_t *)(void *)(object + field->other) = count;
    }
    return plain_take(p, ']');
}

static bool plain_value(struct plain *p, const struct edi_field *field,
                        char *object)
{
    void *into = edi_field_in(field, object);
    x12_str text;

    switch ((enum edi_field_kind)field->kind) {
    case EDI_FIELD_TEXT:
    case EDI_FIELD_PERIOD:
        return plain_text(p, into);
    case EDI_FIELD_DAY_TEXT:
        return plain_day_text(p, into);
    case EDI_FIELD_DAY:
        return plain_text(p, &text) && x12_date_parse_iso(text, into);
    case EDI_FIELD_MONEY:
    case EDI_FIELD_DECIMAL:
        return plain_number(p, field, object);
    case EDI_FIELD_COUNT:
        return plain_count(p, into);
    case EDI_FIELD_BOOL:
        return plain_word(p, into);
    case EDI_FIELD_KIND:
        return plain_kind(p, into);
    case EDI_FIELD_STRUCT:
        return plain_object(p, field->record, into);
    case EDI_FIELD_TEXTS:
    case EDI_FIELD_TEXT_LIST:
    case EDI_FIELD_STRUCTS:
    case EDI_FIELD_LIST:
        return plain_items(p, field, object);
    }
    return false;
}

/* Where `keys` has room for all rows of a record. */
enum { PLAIN_ROWS = 64 };

/* Does the key stand here, up to its colon? */
static inline bool plain_is_key(const char *at,
                                const struct x12_json_name *name)
{
    const char *text = (const char *)name;
    size_t left = name->len - (size_t)1;
    uint64_t a, b;

    for (; left >= sizeof(a); left -= sizeof(a)) {
        memcpy(&a, at, sizeof(a));
        memcpy(&b, text, sizeof(b));
        if (a != b)
            return false;
        at += sizeof(a);
        text += sizeof(b);
    }
    if (left == 0)
        return true;
    memcpy(&a, at, sizeof(a));
    memcpy(&b, text, sizeof(b)); /* the name's length stands behind its text */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return (a ^ b) >> (64 - 8 * left) == 0;
#else
    return (a ^ b) << (64 - 8 * left) == 0;
#endif
}

/* Where it is kept which row came last behind `row`, or first. */
static inline uint8_t *plain_next(const struct plain *p,
                                  const struct edi_record *record, size_t row)
{
    const uintptr_t at = row < PLAIN_ROWS ? (uintptr_t)&record->fields[row]
                                          : (uintptr_t)record;

    return &p->next[at / sizeof(struct edi_field) % EDI_INTAKE_NEXT];
}

/* The row of the key at hand, PLAIN_ROWS where there is none. The search goes on
 * behind the row found last, `row`. */
static __attribute__((noinline)) size_t plain_search(
    const struct plain *p, const struct edi_record *record, size_t row)
{
    for (size_t i = 0; i < record->count; i++) {
        row = row + 1 < record->count ? row + 1 : 0;
        if (plain_is_key(p->at, &record->fields[row].name))
            return row;
    }
    return PLAIN_ROWS;
}

/* The row of the key at hand, on to its value; NULL: there is none, or it was
 * there before. Mostly the key comes that came behind the last one before. */
static inline const struct edi_field *plain_key(struct plain *p,
                                                const struct edi_record *record,
                                                size_t *last, uint64_t *keys)
{
    uint8_t *next = plain_next(p, record, *last);
    size_t row = *next;

    if (row >= record->count ||
        !plain_is_key(p->at, &record->fields[row].name)) {
        row = plain_search(p, record, *last);
        if (row >= PLAIN_ROWS)
            return NULL;
        *next = (uint8_t)row;
    }
    if (*keys >> row & 1)
        return NULL;
    *keys |= UINT64_C(1) << row;
    *last = row;
    p->at += record->fields[row].name.len - 1;
    while (*p->at == ' ')
        p->at++;
    return &record->fields[row];
}

static bool plain_object(struct plain *p, const struct edi_record *record,
                         void *into)
{
    size_t last = PLAIN_ROWS;
    uint64_t keys = 0;

    if (!plain_take(p, '{'))
        return false;
    if (record->present != EDI_FIELD_NONE)
        *(bool *)((char *)into + record->present) = true;
    if (plain_take(p, '}'))
        return true;
    do {
        const struct edi_field *field = plain_key(p, record, &last, &keys);

        if (!field || !plain_value(p, field, into))
            return false;
    } while (plain_take(p, ','));
    if (record == &edi_date_record)
        edi_intake_settle_date(p->arena, into);
    return plain_take(p, '}');
}

/* A claim with what stands around it. */
static bool plain_line(struct plain *p, struct plain_head *head,
                       struct edi_claim *claim)
{
    size_t last = PLAIN_ROWS;
    uint64_t keys = 0;
    bool any = false, ok;

    if (!plain_take(p, '{'))
        return false;
    do {
        const struct edi_field *field = plain_key(p, &head_record, &last,
                                                  &keys);

        if (!field)
            return false;
        any = any || field->record;
        ok = field->record ? plain_object(p, field->record, claim)
                           : plain_value(p, field, (char *)head);
    } while (ok && plain_take(p, ','));
    return ok && any && plain_take(p, '}');
}

/* Is there nothing more but the end of the line? */
static bool plain_is_done(const struct plain *p, x12_str line)
{
    const char *end = line.at + line.len;

    return p->at == end || (p->at + 1 == end && *p->at == '\r');
}

bool edi_intake_plain(x12_str line, struct x12_arena *arena,
                      uint8_t next[EDI_INTAKE_NEXT], struct edi_claim_set *set,
                      struct edi_claim *claim)
{
    struct plain_head head = { .clm = 0 };
    struct plain p = { line.at, arena, next };

    *claim = (struct edi_claim){ .set = set };
    *set = (struct edi_claim_set){ .kind = (enum edi_claim_kind)0 };
    if (strncmp(line.at, "{\"type\":", 8) == 0) {
        if (!plain_object(&p, &edi_claim_record, claim))
            return false;
    } else if (!plain_line(&p, &head, claim)) {
        return false;
    }
    if (!claim->kind)
        claim->kind = edi_intake_kind(head.kind);
    set->use = head.use;
    set->version = head.version;
    set->origin = edi_intake_origin(head.origin);
    if (!plain_is_done(&p, line) || !claim->kind || arena->failed ||
        (claim->id.len == 0 && set->origin != 0))
        return false;
    edi_intake_settle(claim);
    set->kind = claim->kind;
    return true;
}
