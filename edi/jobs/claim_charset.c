/* SPDX-License-Identifier: Apache-2.0 */
/* claim_charset - the texts of a claim in the characters that a receiver takes */
#include "edi/jobs/claim_charset.h"

#include "edi/claims/claim_fields_private.h"

#include <stdio.h>

/* U+00C0 to U+017F: accents are left off, letters of two are two. */
/* clang-format off */
static const char *const charset_letters[] = {
    "A", "A", "A", "A", "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I",
    "I", "D", "N", "O", "O", "O", "O", "O", "x", "O", "U", "U", "U", "U", "Y",
    "TH", "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e",
    "i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", "/", "o", "u", "u",
    "u", "u", "y", "th", "y", "A", "a", "A", "a", "A", "a", "C", "c", "C", "c",
    "C", "c", "C", "c", "D", "d", "D", "d", "E", "e", "E", "e", "E", "e", "E",
    "e", "E", "e", "G", "g", "G", "g", "G", "g", "G", "g", "H", "h", "H", "h",
    "I", "i", "I", "i", "I", "i", "I", "i", "I", "i", "IJ", "ij", "J", "j",
    "K", "k", "k", "L", "l", "L", "l", "L", "l", "L", "l", "L", "l", "N", "n",
    "N", "n", "N", "n", "n", "N", "n", "O", "o", "O", "o", "O", "o", "OE",
    "oe", "R", "r", "R", "r", "R", "r", "S", "s", "S", "s", "S", "s", "S", "s",
    "T", "t", "T", "t", "T", "t", "U", "u", "U", "u", "U", "u", "U", "u", "U",
    "u", "U", "u", "W", "w", "Y", "y", "Y", "Z", "z", "Z", "z", "Z", "z", "s",
};
/* clang-format on */

enum { CHARSET_FIRST = 0xC0, CHARSET_LAST = 0x17F };

static const struct {
    uint32_t code;
    const char *text;
} charset_marks[] = {
    { 0x00A0, " " },   { 0x00AB, "\"" }, { 0x00B4, "'" },  { 0x00BB, "\"" },
    { 0x0218, "S" },   { 0x0219, "s" },  { 0x021A, "T" },  { 0x021B, "t" },
    { 0x2010, "-" },   { 0x2011, "-" },  { 0x2013, "-" },  { 0x2014, "-" },
    { 0x2018, "'" },   { 0x2019, "'" },  { 0x201C, "\"" }, { 0x201D, "\"" },
    { 0x2026, "..." },
};

/* The next character of UTF-8 text; what is none is 0. */
static uint32_t charset_next(x12_str *rest)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    const unsigned char first = (unsigned char)rest->at[0];
    size_t len = first < 0x80   ? 1
                 : first < 0xC0 ? 0
                 : first < 0xE0 ? 2
                 : first < 0xF0 ? 3
                                : 4;
    uint32_t code = len < 2 ? first : first & (0x7Fu >> len);

    if (len == 0 || len > rest->len) {
        *rest = (x12_str){ rest->at + 1, rest->len - 1 };
        return 0;
    }
    for (size_t i = 1; i < len; i++)
        code = code << 6 | ((unsigned char)rest->at[i] & 63);
    *rest = (x12_str){ rest->at + len, rest->len - len };
    return code >= least[len] ? code : 0;
}

/* What stands for the character; NULL: nothing does. */
static const char *charset_plain(uint32_t code)
{
    if (code >= CHARSET_FIRST && code <= CHARSET_LAST)
        return charset_letters[code - CHARSET_FIRST];
    for (size_t i = 0; i < sizeof(charset_marks) / sizeof(charset_marks[0]);
         i++)
        if (charset_marks[i].code == code)
            return charset_marks[i].text;
    return NULL;
}

static bool charset_is_plain(x12_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

static void charset_tell(struct edi_charset *cs, x12_str name)
{
    const size_t len = strlen(cs->told);

    cs->changed++;
    (void)snprintf(cs->told + len, sizeof(cs->told) - len, "%s%.*s",
                   len ? ", " : "", (int)name.len, name.at);
}

/* The text in other characters; it grows by no more than a letter becomes. */
static void charset_text(struct edi_charset *cs, x12_str name, x12_str *text)
{
    x12_str rest = *text;
    char *to;
    size_t len = 0;

    if (charset_is_plain(rest))
        return;
    if (cs->looks) {
        cs->changed++;
        return;
    }
    to = x12_arena_bytes(&cs->arena, 3 * rest.len);
    while (to && rest.len > 0) {
        const uint32_t code = charset_next(&rest);
        const char *plain = charset_plain(code);

        if (code > 0 && (code < 0x80 || (cs->to == EDI_CHARSET_LATIN1 &&
                                         code >= 0xA0 && code < 0x100))) {
            to[len++] = (char)code;
            continue;
        }
        cs->refused = cs->refused || !plain;
        for (; plain && *plain; plain++)
            to[len++] = *plain;
    }
    if (to)
        *text = (x12_str){ to, len };
    charset_tell(cs, name);
}

static void charset_record(struct edi_charset *cs,
                           const struct edi_record *record, char *object);

static void charset_items(struct edi_charset *cs, const struct edi_field *field,
                          char *object)
{
    const size_t size = field->record ? field->record->size : sizeof(x12_str);
    const void *items;
    const size_t count = edi_field_items(field, object, &items);
    char *at = (char *)(uintptr_t)items; /* the copy's own */

    for (size_t i = 0; i < count; i++, at += size)
        if (field->record)
            charset_record(cs, field->record, at);
        else
            charset_text(cs, x12_json_name_key(&field->name),
                         (x12_str *)(void *)at);
}

static void charset_record(struct edi_charset *cs,
                           const struct edi_record *record, char *object)
{
    for (size_t i = 0; i < record->count; i++) {
        const struct edi_field *field = &record->fields[i];

        switch ((enum edi_field_kind)field->kind) {
        case EDI_FIELD_TEXT:
            charset_text(cs, x12_json_name_key(&field->name),
                         edi_field_in(field, object));
            break;
        case EDI_FIELD_STRUCT:
            charset_record(cs, field->record, edi_field_in(field, object));
            break;
        case EDI_FIELD_TEXTS:
        case EDI_FIELD_TEXT_LIST:
        case EDI_FIELD_STRUCTS:
        case EDI_FIELD_LIST:
            charset_items(cs, field, object);
            break;
        case EDI_FIELD_DAY_TEXT:
        case EDI_FIELD_PERIOD:
        case EDI_FIELD_DAY:
        case EDI_FIELD_MONEY:
        case EDI_FIELD_DECIMAL:
        case EDI_FIELD_COUNT:
        case EDI_FIELD_BOOL:
        case EDI_FIELD_KIND:
            break;
        }
    }
}

enum x12_status edi_charset_claim(struct edi_charset *cs,
                                  enum edi_partner_charset to,
                                  const struct edi_claim *claim,
                                  const struct edi_claim **out,
                                  struct x12_error *err)
{
    *out = claim;
    cs->told[0] = '\0';
    cs->to = to;
    cs->changed = 0;
    cs->refused = false;
    if (to == EDI_CHARSET_UTF8)
        return X12_OK;
    cs->looks = true; /* nearly all claims are plain, and need no copy */
    charset_record(cs, &edi_claim_record, (char *)(uintptr_t)claim);
    if (cs->changed == 0)
        return X12_OK;
    cs->looks = false;
    cs->arena.limit = EDI_CHARSET_BYTES;
    x12_arena_reset(&cs->arena);
    cs->claim = *claim;
    edi_record_copy(&edi_claim_record, &cs->claim, claim, &cs->arena);
    charset_record(cs, &edi_claim_record, (char *)&cs->claim);
    if (cs->arena.failed)
        return x12_fail(err, cs->arena.failed, "texts of a claim: %s",
                        x12_status_text(cs->arena.failed));
    *out = &cs->claim;
    return cs->refused ? X12_END : X12_OK;
}

void edi_charset_release(struct edi_charset *cs)
{
    x12_arena_release(&cs->arena);
}
