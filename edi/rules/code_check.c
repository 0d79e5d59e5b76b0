/* SPDX-License-Identifier: Apache-2.0 */
/*
 * code_check - the codes of a segment against their lists (SNIP level 5)
 */
#include "edi/rules/code_check.h"

/* ICD-10 begins. */
enum { CODE_ICD_10 = 20151001 };

/* A code where it stands. */
struct code_at {
    struct edi_code_check *c;
    const struct x12_cursor *cur;
    uint8_t element, component;
    x12_str value;
};

/* What a row tells of days. */
enum code_tells {
    CODE_TELLS_NOTHING,
    CODE_TELLS_SET_DAY,
    CODE_TELLS_CLAIM,
    CODE_TELLS_CLAIM_DAY,
    CODE_TELLS_LINE_DAY,
    CODE_TELLS_DIAGNOSES,
};

/* --- which elements ---------------------------------------------------------- */

/* Does the verdict follow from the text of the element, and the day? */
static bool code_is_alone(const struct edi_code_form *form)
{
    return form->kind == EDI_CODE_PLAIN || form->kind == EDI_CODE_BY_PART ||
           form->kind == EDI_CODE_FACILITY || form->kind == EDI_CODE_MODIFIER ||
           form->kind == EDI_CODE_SET;
}

/* `first`: the group that is the row's first. */
static void code_plan_add(struct edi_code_check *c, size_t first,
                          const struct x12_rule *rule,
                          const struct edi_code_form *form)
{
    struct edi_code_group *group;

    if (!form || c->item_count == EDI_CODE_ITEMS)
        return;
    if (c->group_count == first ||
        c->groups[c->group_count - 1].element != rule->element)
        c->groups[c->group_count++] = (struct edi_code_group){
            .element = rule->element,
            .alone = true,
            .first = (uint16_t)c->item_count,
        };
    group = &c->groups[c->group_count - 1];
    group->alone = group->alone && code_is_alone(form);
    group->count++;
    c->items[c->item_count++] = (struct edi_code_item){ rule->element,
                                                        rule->component, form };
}

/* REF02 by the codes that REF01 may have. */
static const struct edi_code_form *code_plan_ref(const struct x12_row *row,
                                                 const struct x12_rule *rule)
{
    const struct x12_rule *first = x12_row_rule(row, 1, 0);
    x12_str codes = x12_str_from(first ? first->codes : NULL);

    if (rule->element != 2 || strcmp(row->segment, "REF") != 0)
        return NULL;
    while (codes.len > 0)
        if (edi_code_form_by(X12_STR("REF"), x12_str_cut(&codes, ' ')))
            return edi_code_form_named(X12_STR("REF"));
    return NULL;
}

static enum code_tells code_plan_days(const struct x12_row *row)
{
    if (strcmp(row->segment, "BHT") == 0 || strcmp(row->segment, "BPR") == 0)
        return CODE_TELLS_SET_DAY;
    if (strcmp(row->segment, "CLM") == 0)
        return CODE_TELLS_CLAIM;
    if (strcmp(row->segment, "HI") == 0)
        return CODE_TELLS_DIAGNOSES;
    if (strcmp(row->segment, "DTP") != 0)
        return CODE_TELLS_NOTHING;
    if (strcmp(row->loop, "2300") == 0)
        return CODE_TELLS_CLAIM_DAY;
    return strcmp(row->loop, "2400") == 0 ? CODE_TELLS_LINE_DAY
                                          : CODE_TELLS_NOTHING;
}

static void code_plan(struct edi_code_check *c)
{
    c->item_count = c->group_count = 0;
    for (size_t i = 0; i < c->guide->count; i++) {
        const struct x12_row *row = &c->guide->rows[i];

        c->first[i] = (uint16_t)c->group_count;
        c->tells[i] = CODE_TELLS_NOTHING;
        if (row->segment)
            c->tells[i] = (uint8_t)code_plan_days(row);
        for (size_t k = 0; row->segment && k < row->rule_count; k++) {
            const struct x12_rule *rule = &row->rules[k];

            if (rule->list && !rule->codes)
                code_plan_add(c, c->first[i], rule,
                              edi_code_form_named(x12_str_from(rule->list)));
            else if (!rule->list)
                code_plan_add(c, c->first[i], rule, code_plan_ref(row, rule));
        }
    }
    c->first[c->guide->count] = (uint16_t)c->group_count;
    memset(c->seen, 0, sizeof(c->seen));
    c->planned = c->guide;
}

void edi_code_check_set(struct edi_code_check *c, const struct x12_guide *guide)
{
    c->guide = guide;
    c->set_day = c->day = 0;
    c->version = 0;
    if (guide && guide != c->planned)
        code_plan(c);
}

/* --- telling ------------------------------------------------------------------ */

/* Was something told of the element already, such as its length? */
static bool code_is_told(const struct x12_findings *list,
                         struct x12_place place)
{
    for (size_t i = list->count; i-- > 0;) {
        const struct x12_place *told = &list->at[i].place;

        if (told->offset != place.offset)
            break;
        if (told->element == place.element &&
            (told->component == place.component || told->component == 0))
            return true;
    }
    return false;
}

static void code_tell(const struct code_at *at, int fault,
                      const struct edi_code_form *form)
{
    struct x12_place place = at->cur->seg.place;
    struct x12_finding *found;

    at->c->wrong = true;
    place.element = at->element;
    place.component = at->component;
    if (!at->cur->findings || code_is_told(at->cur->findings, place))
        return;
    found = x12_found_fault(at->cur->findings, &edi_code_faults[fault], place,
                            at->cur->row);
    x12_finding_value(found, at->value);
    if (found && form->list != EDI_CODE_ANY)
        found->note = edi_code_list((enum edi_list)form->list)->name;
}

/* --- texts that were right are not looked at again --------------------------- */

/* Up to eight bytes as a number. */
static uint64_t code_bytes(const char *at, size_t len)
{
    uint64_t bytes = 0;

    if (len == sizeof(bytes))
        memcpy(&bytes, at, sizeof(bytes));
    else
        for (size_t i = 0; i < len; i++)
            bytes = bytes << 8 | (unsigned char)at[i];
    return bytes;
}

/* False: the text is too long. Days count only where lists were loaded. */
static bool code_key(const struct edi_code_check *c,
                     const struct x12_cursor *cur, const void *as, x12_str text,
                     struct edi_code_seen *key)
{
    const struct x12_delims *delims = &cur->seg.delims;
    size_t half = text.len < 8 ? text.len : 8;

    if (text.len > 16)
        return false;
    key->head = code_bytes(text.at, half);
    key->tail = code_bytes(text.at + text.len - half, half);
    key->as = as;
    key->day = c->book ? c->day : 0;
    key->len = (uint8_t)text.len;
    key->component = delims->component;
    key->repeat = delims->repeat;
    return true;
}

static struct edi_code_seen *code_slot(struct edi_code_check *c,
                                       const struct edi_code_seen *key)
{
    uint64_t mix = key->head * 0x9E3779B97F4A7C15u ^
                   (key->tail + (uintptr_t)key->as) * 0xC2B2AE3D27D4EB4Fu ^
                   (uint64_t)key->day;

    return &c->seen[(mix >> 32 ^ mix >> 48) % EDI_CODE_SEEN];
}

static bool code_is_same(const struct edi_code_seen *a,
                         const struct edi_code_seen *b)
{
    return a->head == b->head && a->tail == b->tail && a->as == b->as &&
           a->day == b->day && a->len == b->len &&
           a->component == b->component && a->repeat == b->repeat;
}

/* --- one code ------------------------------------------------------------------ */

/* Is there anything to know of the list? Some are empty unless loaded. */
static bool code_is_listed(const struct edi_code_check *c,
                           const struct edi_code_form *form)
{
    enum edi_list list = (enum edi_list)form->list;

    return form->list != EDI_CODE_ANY &&
           (edi_code_list(list)->count > 0 ||
            (c->book && c->book->loaded[list].count > 0));
}

static void code_plain(const struct code_at *at,
                       const struct edi_code_form *form)
{
    struct edi_code_check *c = at->c;
    struct edi_code_seen key, *slot = NULL;

    if (code_key(c, at->cur, form, at->value, &key)) {
        slot = code_slot(c, &key);
        if (code_is_same(slot, &key))
            return;
    }
    if (form->shapes && !edi_code_shape_fits(form->shapes, at->value)) {
        code_tell(at, form->malformed, form);
        return;
    }
    if (code_is_listed(c, form) &&
        !edi_code_known(c->book, (enum edi_list)form->list, at->value,
                        c->day)) {
        code_tell(at, form->unknown, form);
        return;
    }
    if (slot)
        *slot = key;
}

static void code_npi(const struct code_at *at, const struct edi_code_form *form)
{
    if (x12_str_equal(x12_element(&at->cur->seg, at->element - 1u),
                      X12_STR("XX")) &&
        !x12_npi_is_valid(at->value))
        code_tell(at, form->malformed, form);
}

/* A code of either list. */
static void code_facility(const struct code_at *at,
                          const struct edi_code_form *form)
{
    const struct edi_code_book *book = at->c->book;

    if (!edi_code_shape_fits(form->shapes, at->value))
        code_tell(at, form->malformed, form);
    else if (!edi_code_known(book, EDI_LIST_POS, at->value, at->c->day) &&
             !edi_code_known(book, EDI_LIST_TOB, at->value, at->c->day))
        code_tell(at, form->unknown, form);
}

/* What the component before it says. */
static void code_by_part(const struct code_at *at,
                         const struct edi_code_form *form)
{
    const struct x12_segment *seg = &at->cur->seg;
    const struct edi_code_form *of;

    of = edi_code_form_by(x12_str_from(form->name),
                          x12_component(seg, at->element, 1));
    if (of)
        code_plain(at, of);
}

static void code_by_first(const struct code_at *at,
                          const struct edi_code_form *form)
{
    const struct edi_code_form *of = edi_code_form_by(
        x12_str_from(form->name), x12_element(&at->cur->seg, 1));

    if (of)
        code_plain(at, of);
}

/* The country beside a state or postal code: in N4, or in CLM11. */
static x12_str code_country(const struct code_at *at)
{
    const struct x12_segment *seg = &at->cur->seg;

    if (seg->id == X12_ID('N', '4', 0))
        return x12_element(seg, 4);
    if (seg->id == X12_ID('C', 'L', 'M'))
        return x12_component(seg, at->element, 5);
    return (x12_str){ NULL, 0 };
}

static void code_postal(const struct code_at *at,
                        const struct edi_code_form *form)
{
    x12_str country = code_country(at);

    if ((country.len == 0 || x12_str_is(country, "US")) &&
        !(edi_code_shape_fits("A9A9A9", at->value) &&
          edi_code_known(NULL, EDI_LIST_STATE, x12_element(&at->cur->seg, 2),
                         0)))
        code_plain(at, form);
}

static void code_state(const struct code_at *at,
                       const struct edi_code_form *form)
{
    x12_str country = code_country(at);

    if (country.len == 0 || x12_str_is(country, "US") ||
        x12_str_is(country, "CA"))
        code_plain(at, form);
}

/* Modifiers are components 3 to 6. */
static void code_modifier(const struct code_at *at,
                          const struct edi_code_form *form)
{
    const struct x12_segment *seg = &at->cur->seg;

    code_plain(at, form);
    for (unsigned part = 3; part < at->component; part++)
        if (x12_str_equal(x12_component(seg, at->element, part), at->value)) {
            code_tell(at, EDI_CODE_MODIFIER_REPEATED, form);
            return;
        }
}

static void code_of_set(const struct code_at *at,
                        const struct edi_code_form *form)
{
    x12_str codes = x12_str_from(form->shapes);

    while (codes.len > 0)
        if (x12_str_equal(x12_str_cut(&codes, ' '), at->value))
            return;
    code_tell(at, form->malformed, form);
}

static void code_look(const struct code_at *at,
                      const struct edi_code_form *form)
{
    const struct x12_segment *seg = &at->cur->seg;

    switch ((enum edi_code_kind)form->kind) {
    case EDI_CODE_PLAIN:
        code_plain(at, form);
        break;
    case EDI_CODE_NPI:
        code_npi(at, form);
        break;
    case EDI_CODE_DRUG:
        if (x12_str_is(x12_element(seg, at->element - 1u), "N4"))
            code_plain(at, form);
        break;
    case EDI_CODE_BY_PART:
        code_by_part(at, form);
        break;
    case EDI_CODE_REMARK:
        if (x12_str_is(x12_element(seg, 1), "HE"))
            code_plain(at, form);
        break;
    case EDI_CODE_FACILITY:
        code_facility(at, form);
        break;
    case EDI_CODE_POSTAL:
        code_postal(at, form);
        break;
    case EDI_CODE_STATE:
        code_state(at, form);
        break;
    case EDI_CODE_MODIFIER:
        code_modifier(at, form);
        break;
    case EDI_CODE_BY_FIRST:
        code_by_first(at, form);
        break;
    case EDI_CODE_SET:
        code_of_set(at, form);
        break;
    }
}

/* --- days --------------------------------------------------------------------- */

/* '9', 'X', or 0 where a qualifier is of neither. */
static char code_version(x12_str qualifier)
{
    static const char icd_9[] = " BK BF BJ PR BN BR BQ ";
    static const char icd_10[] = " ABK ABF ABJ APR ABN BBR BBQ ";

    if (x12_codes_have(icd_9, qualifier))
        return '9';
    return x12_codes_have(icd_10, qualifier) ? 'X' : 0;
}

/* Told once a claim, at its first diagnosis. */
static void code_judge_version(struct edi_code_check *c,
                               const struct x12_cursor *cur, x12_date day)
{
    struct x12_finding *found;

    if (!c->version || c->version == 'T' || !day ||
        (c->version == '9') == (day < CODE_ICD_10))
        return;
    found = x12_found_fault(cur->findings,
                            &edi_code_faults[EDI_CODE_DIAGNOSIS_VERSION],
                            c->diagnosis, c->diagnosis_row);
    if (found)
        found->segment_id = X12_ID('H', 'I', 0);
    c->version = 'T';
}

static void code_hi(struct edi_code_check *c, const struct x12_cursor *cur)
{
    if (c->version)
        return;
    c->version = code_version(x12_component(&cur->seg, 1, 1));
    c->diagnosis = cur->seg.place;
    c->diagnosis.element = c->diagnosis.component = 1;
    c->diagnosis_row = cur->row;
    if (c->day != c->set_day)
        code_judge_version(c, cur, c->day);
}

/* The day of service, or the period. Most are the day of the line before. */
static bool code_period(struct edi_code_check *c, const struct x12_cursor *cur,
                        x12_date *from, x12_date *to)
{
    const struct x12_segment *seg = &cur->seg;
    x12_str form = x12_element(seg, 2), text = x12_element(seg, 3);
    bool whole = text.len == sizeof(c->day_text) &&
                 x12_str_equal(form, X12_STR("D8"));

    if (whole && c->day_read &&
        memcmp(text.at, c->day_text, sizeof(c->day_text)) == 0) {
        *from = *to = c->day_read;
        return true;
    }
    if (!x12_period_parse(form, text, from, to))
        return false;
    if (whole) {
        memcpy(c->day_text, text.at, sizeof(c->day_text));
        c->day_read = *from;
    }
    return true;
}

/* The days of the claim stand ahead of its codes; those of a line behind. */
static void code_dtp(struct edi_code_check *c, const struct x12_cursor *cur,
                     bool line)
{
    x12_str what = x12_element(&cur->seg, 1);
    x12_date from, to;

    if ((!x12_str_equal(what, X12_STR("472")) &&
         !x12_str_equal(what, X12_STR("434"))) ||
        !code_period(c, cur, &from, &to))
        return;
    if (line)
        code_judge_version(c, cur, from);
    else
        c->day = to;
}

static void code_set_day(struct edi_code_check *c, const struct x12_cursor *cur)
{
    unsigned element = cur->seg.id == X12_ID('B', 'P', 'R') ? 16 : 4;
    x12_date day;

    if (x12_date_parse(x12_element(&cur->seg, element), &day))
        c->set_day = c->day = day;
}

static void code_look_at_days(struct edi_code_check *c,
                              const struct x12_cursor *cur,
                              enum code_tells tells)
{
    switch (tells) {
    case CODE_TELLS_NOTHING:
        break;
    case CODE_TELLS_SET_DAY:
        code_set_day(c, cur);
        break;
    case CODE_TELLS_CLAIM:
        c->day = c->set_day;
        c->version = 0;
        break;
    case CODE_TELLS_CLAIM_DAY:
        code_dtp(c, cur, false);
        break;
    case CODE_TELLS_LINE_DAY:
        if (c->version)
            code_dtp(c, cur, true);
        break;
    case CODE_TELLS_DIAGNOSES:
        code_hi(c, cur);
        break;
    }
}

/* All codes of one element. */
static void code_element(struct edi_code_check *c, const struct x12_cursor *cur,
                         const struct edi_code_group *group, x12_str text)
{
    struct code_at at = { .c = c, .cur = cur, .element = group->element };
    struct edi_code_seen key, *slot = NULL;

    if (group->alone && code_key(c, cur, group, text, &key)) {
        slot = code_slot(c, &key);
        if (code_is_same(slot, &key))
            return;
    }
    c->wrong = false;
    for (size_t i = group->first; i < group->first + group->count; i++) {
        const struct edi_code_item *item = &c->items[i];

        at.component = item->component;
        at.value = item->component ? x12_component(&cur->seg, item->element,
                                                   item->component)
                                   : text;
        if (at.value.len > 0)
            code_look(&at, item->form);
    }
    if (slot && !c->wrong)
        *slot = key;
}

void edi_code_check_step(struct edi_code_check *c, const struct x12_cursor *cur)
{
    const struct edi_code_group *group, *end;
    size_t row;

    if (!c->guide || !cur->row)
        return;
    row = (size_t)(cur->row - c->guide->rows);
    if (c->tells[row])
        code_look_at_days(c, cur, (enum code_tells)c->tells[row]);
    end = &c->groups[c->first[row + 1]];
    for (group = &c->groups[c->first[row]]; group < end; group++) {
        x12_str text = x12_element(&cur->seg, group->element);

        if (text.len > 0)
            code_element(c, cur, group, text);
    }
}
