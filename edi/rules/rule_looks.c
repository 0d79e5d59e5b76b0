/* SPDX-License-Identifier: Apache-2.0 */
/* rule_looks - what words cannot say: rules that need a look of their own */
#include "edi/rules/rule_looks_private.h"
#include "edi/rules/scope.h"

bool edi_look_no_claim(const struct edi_scope *s, struct edi_spot *spot)
{
    if (s->loop[s->depth - 1].nested)
        return false;
    spot->missing = X12_ID('C', 'L', 'M');
    return true;
}

/* The letters and digits of `text`, words parted by one blank. */
static x12_str look_plain(x12_str text, char *into, size_t cap)
{
    size_t len = 0;

    for (size_t i = 0; i < text.len && len + 1 < cap; i++) {
        char c = text.at[i];

        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            into[len++] = c;
        else if (c != '.' && len > 0 && into[len - 1] != ' ')
            into[len++] = ' ';
    }
    return x12_str_trim((x12_str){ into, len });
}

/* "PO BOX 12", "P.O. BOX", "P O BOX", "LOCKBOX 7"; not "12 BOX STREET". */
bool edi_look_box(const struct edi_scope *s, struct edi_spot *spot)
{
    static const char *const words[] = {
        "PO BOX",         "P O BOX",    "POB ",     "POST OFFICE BOX",
        "POSTOFFICE BOX", "LOCKBOX",    "LOCK BOX", "LOCK BIN",
        "PO DRAWER",      "P O DRAWER", "POBOX",
    };
    char room[64];

    for (unsigned element = 1; element <= 2; element++) {
        x12_str line = look_plain(edi_scope_value(s, spot->kept, element, 0),
                                  room, sizeof(room));

        for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
            if (x12_str_starts(line, x12_str_from(words[i]))) {
                spot->element = element;
                return true;
            }
    }
    return false;
}

/* The segments of a claim are those from its CLM on. */
static bool look_next(const struct edi_scope *s, uint32_t *i, uint32_t id)
{
    while (*i < s->keep.count)
        if (s->keep.kept[(*i)++].id == id)
            return true;
    return false;
}

/* The HI of a claim stand in front of its inner loops. */
static bool look_next_hi(const struct edi_scope *s, uint32_t *i)
{
    uint8_t depth;

    if (*i >= s->keep.count)
        return false;
    depth = edi_scope_row(s, *i)->depth;
    for (; *i < s->keep.count && edi_scope_row(s, *i)->depth <= depth; ++*i)
        if (s->keep.kept[*i].id == X12_ID('H', 'I', 0)) {
            ++*i;
            return true;
        }
    return false;
}

/* --- another payer: what its loops say ------------------------------------- */

/* The loops of the other payer whose SBR is segment `sbr`. */
struct look_payer {
    uint32_t end;      /* behind its last segment */
    uint32_t paid;     /* AMT*D; EDI_SCOPE_NONE: it has none */
    uint32_t name;     /* its NM1 */
    uint32_t day;      /* DTP*573 */
    bool adjusted;     /* CAS, MIA or MOA */
    bool on_lines;     /* a line has its 2430 */
    bool day_on_lines; /* with the date */
};

static bool look_is_code(const struct edi_scope *s, uint32_t i,
                         const char *code)
{
    return x12_str_is(edi_scope_value(s, i, 1, 0), code);
}

static void look_payer_segment(const struct edi_scope *s, uint32_t i,
                               struct look_payer *p)
{
    switch (s->keep.kept[i].id) {
    case X12_ID('C', 'A', 'S'):
    case X12_ID('M', 'I', 'A'):
    case X12_ID('M', 'O', 'A'):
        p->adjusted = true;
        break;
    case X12_ID('A', 'M', 'T'):
        if (look_is_code(s, i, "D"))
            p->paid = i;
        break;
    case X12_ID('N', 'M', '1'):
        if (edi_scope_is(s, i, "2330B", "NM1"))
            p->name = i;
        break;
    case X12_ID('D', 'T', 'P'):
        if (look_is_code(s, i, "573"))
            p->day = i;
        break;
    default: /* says nothing of an adjudication */
        break;
    }
}

/* Does a line carry an adjudication by that payer? */
static void look_payer_lines(const struct edi_scope *s, struct look_payer *p)
{
    x12_str id = { NULL, 0 };
    uint32_t i = p->end;

    if (p->name != EDI_SCOPE_NONE)
        id = edi_scope_value(s, p->name, 9, 0);
    if (id.len == 0)
        return;
    while (look_next(s, &i, X12_ID('S', 'V', 'D'))) {
        if (!x12_str_equal(edi_scope_value(s, i - 1, 1, 0), id))
            continue;
        p->on_lines = true;
        for (uint32_t k = i; k < s->keep.count; k++) {
            if (strcmp(edi_scope_row(s, k)->loop, "2430") != 0 ||
                s->keep.kept[k].id == X12_ID('S', 'V', 'D'))
                break;
            if (s->keep.kept[k].id == X12_ID('D', 'T', 'P'))
                p->day_on_lines = true;
        }
    }
}

static struct look_payer look_payer(const struct edi_scope *s, uint32_t sbr)
{
    struct look_payer p = { .end = sbr + 1,
                            .paid = EDI_SCOPE_NONE,
                            .name = EDI_SCOPE_NONE,
                            .day = EDI_SCOPE_NONE };

    for (; p.end < s->keep.count; p.end++) {
        const char *loop = edi_scope_row(s, p.end)->loop;

        if (s->keep.kept[p.end].id == X12_ID('S', 'B', 'R') ||
            (strncmp(loop, "2320", 4) != 0 && strncmp(loop, "2330", 4) != 0))
            break;
        look_payer_segment(s, p.end, &p);
    }
    look_payer_lines(s, &p);
    return p;
}

/* Has that payer adjudicated the claim? */
static bool look_has_adjudicated(const struct look_payer *p)
{
    return p->adjusted || p->on_lines || p->day != EDI_SCOPE_NONE;
}

bool edi_look_paid_missing(const struct edi_scope *s, struct edi_spot *spot)
{
    struct look_payer p = look_payer(s, spot->kept);

    spot->missing = X12_ID('A', 'M', 'T');
    return look_has_adjudicated(&p) && p.paid == EDI_SCOPE_NONE;
}

/* Does the claim name a payer of that id? */
static bool look_names_payer(const struct edi_scope *s, x12_str id)
{
    for (uint32_t i = 0; i < s->keep.count; i++)
        if (edi_scope_is(s, i, "2330B", "NM1") &&
            x12_str_equal(edi_scope_value(s, i, 9, 0), id))
            return true;
    return false;
}

/* A line of a payer that the claim does not name is told by its SVD01; its day
 * may be the one that is looked for. */
static bool look_has_stray_line(const struct edi_scope *s, uint32_t i)
{
    while (look_next(s, &i, X12_ID('S', 'V', 'D')))
        if (!look_names_payer(s, edi_scope_value(s, i - 1, 1, 0)))
            return true;
    return false;
}

bool edi_look_day_missing(const struct edi_scope *s, struct edi_spot *spot)
{
    struct look_payer p = look_payer(s, spot->kept);

    spot->missing = X12_ID('D', 'T', 'P');
    if (p.name != EDI_SCOPE_NONE)
        spot->kept = p.name;
    return (p.adjusted || p.paid != EDI_SCOPE_NONE) && !p.day_on_lines &&
           p.day == EDI_SCOPE_NONE && !look_has_stray_line(s, p.end);
}

bool edi_look_day_extra(const struct edi_scope *s, struct edi_spot *spot)
{
    struct look_payer p = look_payer(s, spot->kept);

    if (p.day == EDI_SCOPE_NONE || !p.day_on_lines)
        return false;
    spot->kept = p.day;
    return true;
}

bool edi_look_authorization_words(const struct edi_scope *s,
                                  struct edi_spot *spot)
{
    char room[64];
    x12_str text = look_plain(edi_scope_value(s, spot->kept, 2, 0), room,
                              sizeof(room));

    spot->element = 2;
    return x12_str_starts(text, X12_STR("PRIOR AUTH")) ||
           x12_str_starts(text, X12_STR("AUTH "));
}

/* --- codes of HI ------------------------------------------------------------ */

/* The qualifier of a code of HI as X12_ID has it; 0: it is none. */
static uint32_t look_qualifier(const struct edi_scope *s, uint32_t i,
                               unsigned element)
{
    x12_str text = x12_kept_element(&s->keep, i, element);
    const struct x12_delims *delims = &s->keep.delims;
    uint32_t packed = 0;
    size_t k = 0;

    for (; k < text.len && text.at[k] != delims->component &&
           (!delims->repeat || text.at[k] != delims->repeat);
         k++) {
        if (k == 3)
            return 0;
        packed |= (uint32_t)(unsigned char)text.at[k] << 8 * k;
    }
    return k > 1 ? packed : 0;
}

/* Diagnoses of a claim that count as one list. */
enum { LOOK_DIAGNOSES = 64 };

static bool look_is_diagnosis(uint32_t qualifier)
{
    switch (qualifier) {
    case X12_ID('A', 'B', 'K'):
    case X12_ID('A', 'B', 'F'):
    case X12_ID('B', 'K', 0):
    case X12_ID('B', 'F', 0):
        return true;
    default:
        return false;
    }
}

bool edi_look_diagnosis_twice(const struct edi_scope *s, struct edi_spot *spot)
{
    x12_str seen[LOOK_DIAGNOSES];
    size_t count = 0;
    uint32_t i = spot->kept;

    while (look_next_hi(s, &i))
        for (unsigned e = 1; e <= s->keep.kept[i - 1].count; e++) {
            x12_str code = edi_scope_value(s, i - 1, e, 2);

            if (!look_is_diagnosis(look_qualifier(s, i - 1, e)) ||
                code.len == 0)
                continue;
            for (size_t k = 0; k < count; k++)
                if (x12_str_equal(seen[k], code)) {
                    spot->kept = i - 1;
                    spot->element = e;
                    spot->component = 2;
                    return true;
                }
            if (count < LOOK_DIAGNOSES)
                seen[count++] = code;
        }
    return false;
}

/* 10 for ABK and its like, BBR, BBQ; 9 for BK and its like; 0: neither. */
static int look_version(uint32_t qualifier)
{
    if (qualifier >> 16 && ((qualifier & 0xFF) == 'A' ||
                            (qualifier & 0xFFFF) == X12_ID('B', 'B', 0)))
        return 10;
    switch (qualifier) {
    case X12_ID('B', 'K', 0):
    case X12_ID('B', 'F', 0):
    case X12_ID('B', 'J', 0):
    case X12_ID('P', 'R', 0):
    case X12_ID('B', 'N', 0):
    case X12_ID('B', 'R', 0):
    case X12_ID('B', 'Q', 0):
        return 9;
    default:
        return 0;
    }
}

bool edi_look_versions_mixed(const struct edi_scope *s, struct edi_spot *spot)
{
    uint32_t i = spot->kept;
    int first = 0;

    while (look_next_hi(s, &i))
        for (unsigned e = 1; e <= s->keep.kept[i - 1].count; e++) {
            int version = look_version(look_qualifier(s, i - 1, e));

            if (version && first && version != first) {
                spot->kept = i - 1;
                spot->element = e;
                spot->component = 1;
                return true;
            }
            if (!first)
                first = version;
        }
    return false;
}

/* How many diagnoses a pointer of a line can name; no more than `enough` are
 * counted. */
static uint64_t look_diagnoses(const struct edi_scope *s, uint64_t enough)
{
    uint64_t count = 0;
    unsigned k = s->depth;
    uint32_t i;

    while (k > 0 && !s->loop[k - 1].root)
        k--;
    i = k > 0 ? s->loop[k - 1].first : (uint32_t)s->keep.count;
    while (count < enough && look_next_hi(s, &i))
        for (unsigned e = 1; e <= s->keep.kept[i - 1].count; e++)
            count += look_is_diagnosis(look_qualifier(s, i - 1, e));
    return count;
}

/* SV107 or SV311, cut. */
struct look_pointers {
    unsigned element;
    x12_str at[4]; /* empty: no such */
};

static struct look_pointers look_pointers(const struct edi_scope *s, uint32_t i)
{
    bool professional = s->keep.kept[i].id == X12_ID('S', 'V', '1');
    struct look_pointers p = { .element = professional ? 7 : 11 };
    x12_str text = x12_kept_element(&s->keep, i, p.element);
    const struct x12_delims *delims = &s->keep.delims;
    size_t from = 0;
    unsigned c = 0;

    if (text.len == 0)
        return p;
    for (size_t k = 0; k <= text.len && c < 4; k++) {
        bool last = k == text.len ||
                    (delims->repeat && text.at[k] == delims->repeat);

        if (!last && text.at[k] != delims->component)
            continue;
        p.at[c++] = x12_str_of(text.at + from, k - from);
        from = k + 1;
        if (last)
            break;
    }
    return p;
}

/* False: there is none, or it is no number. */
static bool look_number(x12_str text, uint64_t *number)
{
    if (text.len != 1)
        return text.len > 0 && x12_count_parse(text, number);
    *number = (uint64_t)(unsigned char)*text.at - '0';
    return *number <= 9;
}

bool edi_look_pointer(const struct edi_scope *s, struct edi_spot *spot)
{
    struct look_pointers p = look_pointers(s, spot->kept);
    uint64_t number, most = 0, count;

    spot->element = p.element;
    for (unsigned c = 0; c < 4; c++)
        if (look_number(p.at[c], &number))
            most = number == 0 ? UINT64_MAX : number > most ? number : most;
    if (most <= 1 && p.at[1].len == 0)
        return false; /* every claim with HI has its first */
    count = look_diagnoses(s, most);
    for (unsigned c = 0; c < 4 && count > 0 && most > count; c++)
        if (look_number(p.at[c], &number) && (number == 0 || number > count)) {
            spot->component = c + 1;
            return true;
        }
    return false;
}

bool edi_look_pointer_twice(const struct edi_scope *s, struct edi_spot *spot)
{
    struct look_pointers p = look_pointers(s, spot->kept);

    spot->element = p.element;
    for (unsigned c = 1; c < 4; c++)
        for (unsigned k = 0; k < c && p.at[c].len > 0; k++)
            if (x12_str_equal(p.at[k], p.at[c])) {
                spot->component = c + 1;
                return true;
            }
    return false;
}

/* --- others ------------------------------------------------------------------ */

/* The other payer that an identifier is for stands in REF04. */
bool edi_look_same_reference(const struct edi_scope *s, struct edi_spot *spot)
{
    uint32_t from = s->loop[s->depth - 1].first;
    uint32_t i = edi_scope_before(s, spot->kept, from);

    spot->element = 1;
    for (; i != EDI_SCOPE_NONE; i = edi_scope_before(s, i, from))
        if (x12_str_equal(edi_scope_value(s, i, 1, 0),
                          edi_scope_value(s, spot->kept, 1, 0)) &&
            x12_str_equal(edi_scope_value(s, i, 4, 0),
                          edi_scope_value(s, spot->kept, 4, 0)))
            return true;
    return false;
}

bool edi_look_period(const struct edi_scope *s, struct edi_spot *spot)
{
    x12_date from, to;

    spot->element = 3;
    return x12_str_equal(edi_scope_value(s, spot->kept, 2, 0),
                         X12_STR("RD8")) &&
           x12_period_parse(X12_STR("RD8"),
                            edi_scope_value(s, spot->kept, 3, 0), &from, &to) &&
           from > to;
}

bool edi_look_surface_twice(const struct edi_scope *s, struct edi_spot *spot)
{
    x12_str surface[6];

    spot->element = 3;
    for (unsigned c = 1; c <= 5; c++) {
        surface[c] = edi_scope_value(s, spot->kept, 3, c);
        for (unsigned k = 1; k < c && surface[c].len > 0; k++)
            if (x12_str_equal(surface[k], surface[c])) {
                spot->component = c;
                return true;
            }
    }
    return false;
}

/* Days of a stay that value code `code` tells; false: it is not sent. */
static bool look_value_days(const struct edi_scope *s, uint32_t claim,
                            const char *code, int64_t *days,
                            struct edi_spot *spot)
{
    uint32_t i = claim;

    while (look_next_hi(s, &i))
        for (unsigned e = 1; e <= s->keep.kept[i - 1].count; e++) {
            x12_decimal number;

            if (!x12_str_is(edi_scope_value(s, i - 1, e, 1), "BE") ||
                !x12_str_is(edi_scope_value(s, i - 1, e, 2), code) ||
                !x12_decimal_parse(edi_scope_value(s, i - 1, e, 5), &number) ||
                number.scale > 0)
                continue;
            *days += number.value;
            spot->kept = i - 1;
            spot->element = e;
            spot->component = 5;
            return true;
        }
    return false;
}

/* The day of discharge is not counted; a patient who stays has it counted. */
bool edi_look_days_covered(const struct edi_scope *s, struct edi_spot *spot)
{
    uint32_t claim = spot->kept, i = claim;
    x12_date from = 0, to = 0;
    int64_t told = 0, days;

    (void)look_value_days(s, claim, "81", &told, spot);
    if (!look_value_days(s, claim, "80", &told, spot))
        return false;
    while (look_next(s, &i, X12_ID('D', 'T', 'P')))
        if (look_is_code(s, i - 1, "434"))
            (void)x12_period_parse(edi_scope_value(s, i - 1, 2, 0),
                                   edi_scope_value(s, i - 1, 3, 0), &from, &to);
    if (!from || !to)
        return false;
    days = x12_date_to_days(to) - x12_date_to_days(from);
    for (i = claim; look_next(s, &i, X12_ID('C', 'L', '1'));)
        days += x12_str_is(edi_scope_value(s, i - 1, 3, 0), "30");
    if (days == 0)
        days = 1;
    spot->has_numbers = true;
    spot->told = told;
    spot->right = days;
    return told != days;
}

const struct edi_look_need *edi_look_need(edi_rule_look *look)
{
    static const struct edi_look_need needs[] = {
        { edi_look_box, { 1, 2 }, NULL },
        { edi_look_period, { 2, 3 }, NULL },
        { edi_look_pointer, { 7, 11 }, "2300/HI" },
        { edi_look_pointer_twice, { 7, 11 }, NULL },
        { edi_look_surface_twice, { 3, 0 }, NULL },
    };

    for (size_t i = 0; i < sizeof(needs) / sizeof(needs[0]); i++)
        if (needs[i].look == look)
            return &needs[i];
    return NULL;
}
