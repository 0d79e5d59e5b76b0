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

/* --- which elements ---------------------------------------------------------- */

static void code_plan_add(struct edi_code_check *c, size_t *count,
                          const struct x12_rule *rule,
                          const struct edi_code_form *form)
{
    if (!form || *count == EDI_CODE_ITEMS)
        return;
    c->items[(*count)++] = (struct edi_code_item){ rule->element,
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

static void code_plan(struct edi_code_check *c)
{
    size_t count = 0;

    for (size_t i = 0; i < c->guide->count; i++) {
        const struct x12_row *row = &c->guide->rows[i];
        bool tells_days = false;

        c->first[i] = (uint16_t)count;
        for (size_t k = 0; row->segment && k < row->rule_count; k++) {
            const struct x12_rule *rule = &row->rules[k];

            if (rule->list && !rule->codes)
                code_plan_add(c, &count, rule,
                              edi_code_form_named(x12_str_from(rule->list)));
            else if (!rule->list)
                code_plan_add(c, &count, rule, code_plan_ref(row, rule));
        }
        if (row->segment)
            tells_days = strcmp(row->segment, "DTP") == 0 ||
                         strcmp(row->segment, "BHT") == 0 ||
                         strcmp(row->segment, "BPR") == 0 ||
                         strcmp(row->segment, "CLM") == 0;
        c->looks[i] = tells_days || count > c->first[i];
    }
    c->first[c->guide->count] = (uint16_t)count;
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

/* --- codes that were right are not looked up again --------------------------- */

static uint64_t code_key(x12_str value)
{
    uint64_t key = 0;

    if (value.len > sizeof(key) - 1)
        return 0;
    for (size_t i = 0; i < value.len; i++)
        key = key << 8 | (unsigned char)value.at[i];
    return key;
}

static size_t code_slot(uint64_t key, const struct edi_code_form *form)
{
    uint64_t mix = key * 0x9E3779B97F4A7C15u ^ (uintptr_t)form >> 4;

    return (size_t)(mix >> 32 ^ mix) % EDI_CODE_SEEN;
}

/* Days count only where lists were loaded. */
static void code_forget(struct edi_code_check *c)
{
    if (c->book)
        memset(c->seen, 0, sizeof(c->seen));
}

static void code_day(struct edi_code_check *c, x12_date day)
{
    if (day == c->day)
        return;
    c->day = day;
    code_forget(c);
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
    uint64_t key = code_key(at->value);
    size_t slot = code_slot(key, form);

    if (key && c->seen[slot].key == key && c->seen[slot].form == form)
        return;
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
    c->seen[slot].key = key;
    c->seen[slot].form = form;
}

static void code_npi(const struct code_at *at, const struct edi_code_form *form)
{
    if (x12_str_is(x12_element(&at->cur->seg, at->element - 1u), "XX") &&
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

/* The days of the claim stand ahead of its codes; those of a line behind. */
static void code_dtp(struct edi_code_check *c, const struct x12_cursor *cur)
{
    const struct x12_segment *seg = &cur->seg;
    x12_str what = x12_element(seg, 1);
    x12_date from, to;

    if ((!x12_str_is(what, "472") && !x12_str_is(what, "434")) ||
        !x12_period_parse(x12_element(seg, 2), x12_element(seg, 3), &from, &to))
        return;
    if (strcmp(cur->row->loop, "2300") == 0)
        code_day(c, to);
    else if (strcmp(cur->row->loop, "2400") == 0)
        code_judge_version(c, cur, from);
}

static void code_look_at_days(struct edi_code_check *c,
                              const struct x12_cursor *cur)
{
    x12_date day;

    switch (cur->seg.id) {
    case X12_ID('B', 'H', 'T'):
    case X12_ID('B', 'P', 'R'):
        if (x12_date_parse(
                x12_element(&cur->seg,
                            cur->seg.id == X12_ID('B', 'P', 'R') ? 16 : 4),
                &day)) {
            c->set_day = day;
            code_day(c, day);
        }
        break;
    case X12_ID('C', 'L', 'M'):
        code_day(c, c->set_day);
        c->version = 0;
        break;
    case X12_ID('D', 'T', 'P'):
        code_dtp(c, cur);
        break;
    case X12_ID('H', 'I', 0):
        code_hi(c, cur);
        break;
    default:
        break;
    }
}

void edi_code_check_step(struct edi_code_check *c, const struct x12_cursor *cur)
{
    struct code_at at = { .c = c, .cur = cur };
    size_t row;

    if (!c->guide || !cur->row)
        return;
    row = (size_t)(cur->row - c->guide->rows);
    if (!c->looks[row])
        return;
    code_look_at_days(c, cur);
    for (size_t i = c->first[row]; i < c->first[row + 1]; i++) {
        const struct edi_code_item *item = &c->items[i];

        if (item->element > cur->seg.count)
            break;
        at.value = item->component ? x12_component(&cur->seg, item->element,
                                                   item->component)
                                   : x12_element(&cur->seg, item->element);
        if (at.value.len == 0)
            continue;
        at.element = item->element;
        at.component = item->component;
        code_look(&at, item->form);
    }
}
