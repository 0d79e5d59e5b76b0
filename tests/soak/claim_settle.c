/* SPDX-License-Identifier: Apache-2.0 */
/* claim_settle - an invented claim put right */
#include "tests/soak/claim_settle.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

struct settle {
    struct edi_claim *c;
    struct claim_maker *m;
    struct x12_arena *arena;
    unsigned month, day; /* of the first service, in 2025 */
};

__attribute__((format(printf, 2, 3))) static x12_str settle_text(
    struct settle *s, const char *format, ...)
{
    char room[80];
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(room, sizeof(room), format, args);
    va_end(args);
    assert(len >= 0 && (size_t)len < sizeof(room));
    return x12_arena_copy(s->arena, (x12_str){ room, (size_t)len });
}

static x12_str settle_npi(struct settle *s)
{
    char npi[11];

    claim_maker_npi(s->m, npi);
    return settle_text(s, "%s", npi);
}

static bool settle_chance(struct settle *s, unsigned percent)
{
    return claim_maker_pick(s->m, 100) < percent;
}

/* Drops the entries of a list for which `out` says so. */
#define DROP(list, count, entry, out)                   \
    do {                                                \
        size_t kept_ = 0;                               \
        for (size_t i_ = 0; i_ < (count); i_++) {       \
            __typeof__(&(list)[0]) entry = &(list)[i_]; \
            if (!(out))                                 \
                (list)[kept_++] = *entry;               \
        }                                               \
        (count) = kept_;                                \
    } while (0)

/* One more entry, zeroed, at the end of a list that is made anew. */
static void *settle_grow(struct settle *s, void *list, size_t *count,
                         size_t size)
{
    char *made = x12_arena_make(s->arena, (*count + 1) * size);
    void *before;

    assert(made);
    memcpy(&before, list, sizeof(before));
    if (*count > 0)
        memcpy(made, before, *count * size);
    memcpy(list, &made, sizeof(made));
    return made + size * (*count)++;
}
#define ADD(s, list, count) \
    ((__typeof__(list))settle_grow(s, &(list), &(count), sizeof(*(list))))

/* --- what many loops have ------------------------------------------------------ */

static bool settle_has_reference(const struct edi_reference *at, size_t count,
                                 const char *qualifier)
{
    return edi_reference_find(at, count, qualifier).len > 0;
}

static void settle_reference(struct settle *s, struct edi_reference **list,
                             size_t *count, const char *qualifier,
                             const char *value)
{
    struct edi_reference *ref;

    if (settle_has_reference(*list, *count, qualifier))
        return;
    ref = ADD(s, *list, *count);
    ref->qualifier = x12_str_from(qualifier);
    ref->value = x12_str_from(value);
}

/* Each qualifier once in a loop; other payers' G1 and 9F in loop 2400 stand
 * several times. */
static void settle_references(struct edi_reference *at, size_t *count)
{
    size_t kept = 0;

    for (size_t i = 0; i < *count; i++) {
        bool twice = false;

        for (size_t k = 0; k < kept; k++)
            twice |= x12_str_equal(at[k].qualifier, at[i].qualifier);
        if (!twice)
            at[kept++] = at[i];
    }
    *count = kept;
}

static void settle_address(struct settle *s, struct edi_party *p)
{
    bool abroad = p->country.len > 0 && settle_chance(s, 30);

    if (p->city.len == 0)
        return;
    if (abroad) {
        p->state = X12_STR("");
        return;
    }
    p->country = p->subdivision = X12_STR("");
    p->state = X12_STR("OH");
    p->zip = X12_STR("441261234");
}

static void settle_party(struct settle *s, struct edi_party *p)
{
    if (!p->present)
        return;
    settle_address(s, p);
    settle_references(p->references, &p->reference_count);
    if (x12_str_is(p->type, "2"))
        p->first = p->middle = p->prefix = p->suffix = X12_STR("");
}

static void settle_place(struct settle *s, struct edi_party *p)
{
    p->address[0] = X12_STR("12 HILL ROAD");
    p->city = X12_STR("TOWN");
    settle_address(s, p);
}

/* --- around the claim ---------------------------------------------------------- */

/* One whose data the payer needs. */
static void settle_person(struct settle *s, struct edi_party *p)
{
    settle_place(s, p);
    p->birth_format = X12_STR("D8");
    p->birth = settle_text(s, "19%02u0%u1%u", 30 + claim_maker_pick(s->m, 69),
                           1 + claim_maker_pick(s->m, 9),
                           claim_maker_pick(s->m, 9));
    p->gender = settle_chance(s, 50) ? X12_STR("F") : X12_STR("M");
}

static void settle_name(struct settle *s, struct edi_party *p)
{
    if (!x12_str_is(p->type, "1"))
        return;
    if (p->first.len == 0)
        p->first = X12_STR("ADA");
    p->id_qualifier = X12_STR("MI");
    p->id = settle_text(s, "M%07u", claim_maker_pick(s->m, 9999999));
}

static void settle_subscriber(struct settle *s)
{
    struct edi_claim *c = s->c;
    bool self = !c->patient.present;

    c->coverage.relationship = self ? X12_STR("18") : X12_STR("");
    if (self)
        c->subscriber.type = X12_STR("1");
    settle_name(s, &c->subscriber);
    settle_party(s, &c->subscriber);
    if (self)
        settle_person(s, &c->subscriber);
    settle_party(s, &c->patient);
    if (!self) {
        if (c->patient.first.len == 0)
            c->patient.first = X12_STR("ADA");
        settle_person(s, &c->patient);
    }
    if (c->coverage.death.len > 0)
        c->coverage.death = X12_STR("20251130");
    if (c->patient_coverage.death.len > 0)
        c->patient_coverage.death = X12_STR("20251130");
}

static void settle_provider(struct settle *s)
{
    struct edi_claim *c = s->c;

    settle_place(s, &c->billing);
    settle_party(s, &c->billing);
    c->billing.id_qualifier = X12_STR("XX");
    c->billing.id = settle_npi(s);
    settle_party(s, &c->pay_to);
    if (c->pay_to.present)
        c->pay_to.address[0] = X12_STR("99 LOCK ROAD");
    settle_party(s, &c->pay_to_plan);
    settle_party(s, &c->payer);
}

/* --- payers -------------------------------------------------------------------- */

static void settle_coverage(struct settle *s, struct edi_coverage *v,
                            const char *responsibility)
{
    bool medicare = x12_str_is(v->filing, "MA") || x12_str_is(v->filing, "MB");

    v->responsibility = x12_str_from(responsibility);
    if (v->filing.len == 0)
        v->filing = X12_STR("CI");
    if (v->group_number.len > 0)
        v->group_name = X12_STR("");
    if (s->c->kind == EDI_INSTITUTIONAL)
        return;
    v->insurance_type = medicare && *responsibility != 'P' ? X12_STR("12")
                                                           : X12_STR("");
}

/* Each once, without holes. */
static void settle_modifiers(x12_str modifier[4])
{
    for (unsigned a = 0; a < 4; a++)
        for (unsigned b = 0; b < a; b++)
            if (x12_str_equal(modifier[a], modifier[b]))
                modifier[a] = X12_STR("");
    for (unsigned a = 1; a < 4; a++)
        if (modifier[a - 1].len == 0)
            modifier[a] = X12_STR("");
}

/* One payer's part of a line: what it paid and what it took off. */
static x12_money settle_adjudication(struct settle *s, const struct edi_line *l,
                                     struct edi_adjudication *a,
                                     const struct edi_other_payer *op)
{
    x12_money off = 0;

    size_t part = a->adjustment_count > 0 && l->units.value > 1
                      ? claim_maker_pick(s->m, (unsigned)a->adjustment_count)
                      : SIZE_MAX;

    a->payer_id = op->payer.id;
    a->units = l->units;
    a->has_units = true;
    settle_modifiers(a->modifier);
    if (a->bundled_line.len > 0)
        a->bundled_line = X12_STR("1");
    for (size_t i = 0; i < a->adjustment_count; i++) {
        a->adjustments[i].amount = 1 + claim_maker_pick(s->m, 9) * 25;
        a->adjustments[i].has_quantity = i == part; /* one unit of the line */
        a->adjustments[i].quantity = (x12_decimal){ 1, 0 };
        a->units.value -= i == part;
        off += a->adjustments[i].amount;
    }
    a->paid = l->charge - off;
    DROP(a->amounts, a->amount_count, amount,
         !x12_str_is(amount->qualifier, "EAF"));
    for (size_t i = 0; i < a->amount_count; i++)
        a->amounts[i].amount = 0;
    return off;
}

/* The adjudications of a line are of different payers, those that have lines. */
static x12_money settle_payer_lines(struct settle *s, size_t payer)
{
    struct edi_claim *c = s->c;
    x12_money off = 0;

    for (size_t i = 0; i < c->line_count; i++)
        if (payer < c->lines[i].adjudication_count)
            off += settle_adjudication(s, &c->lines[i],
                                       &c->lines[i].adjudications[payer],
                                       &c->other_payers[payer]);
    return off;
}

static bool settle_has_lines(const struct edi_claim *c, size_t payer)
{
    for (size_t i = 0; i < c->line_count; i++)
        if (payer < c->lines[i].adjudication_count)
            return true;
    return false;
}

static void settle_no_remarks(struct edi_other_payer *op)
{
    op->has_mia = op->has_moa = false;
    memset(op->mia, 0, sizeof(op->mia));
    memset(op->moa, 0, sizeof(op->moa));
}

/* The payer has said nothing yet: it is asked next. */
static void settle_waiting(struct edi_other_payer *op)
{
    op->adjustment_count = op->amount_count = 0;
    op->payer.date_count = 0;
    settle_no_remarks(op);
}

/* A payer has adjudicated the claim, or refused it without a look; or it comes
 * behind our own and has not been asked. */
static void settle_payer(struct settle *s, size_t i, bool behind)
{
    struct edi_claim *c = s->c;
    struct edi_other_payer *op = &c->other_payers[i];
    bool lines = settle_has_lines(c, i);
    bool unbilled = !lines && settle_chance(s, 20);
    struct edi_amount *amount;
    x12_money off = settle_payer_lines(s, i);
    bool owed = settle_chance(s, 50);

    op->amounts = NULL;
    op->amount_count = 0;
    if (behind && !lines && settle_chance(s, 80)) {
        settle_waiting(op);
        return;
    }
    if (unbilled) {
        op->adjustment_count = 0;
        op->payer.date_count = 0;
        settle_no_remarks(op);
        amount = ADD(s, op->amounts, op->amount_count);
        *amount = (struct edi_amount){ X12_STR("A8"), c->charge };
        return;
    }
    for (size_t k = 0; k < op->adjustment_count; k++) {
        op->adjustments[k].amount = 1 + claim_maker_pick(s->m, 300);
        op->adjustments[k].has_quantity = settle_chance(s, 30);
        off += op->adjustments[k].amount;
    }
    amount = ADD(s, op->amounts, op->amount_count);
    *amount = (struct edi_amount){ X12_STR("D"), c->charge - off };
    if (owed) {
        amount = ADD(s, op->amounts, op->amount_count);
        *amount = (struct edi_amount){ X12_STR("EAF"), 0 };
    }
    if (lines) {
        op->payer.date_count = 0;
    } else if (op->payer.date_count == 0) {
        *ADD(s, op->payer.dates, op->payer.date_count) = (struct edi_date){
            .qualifier = X12_STR("573"),
            .format = X12_STR("D8"),
            .text = X12_STR("20251220")
        };
    }
}

static void settle_payers(struct settle *s)
{
    static const char *const ranks[] = { "P", "S", "T", "A" };
    struct edi_claim *c = s->c;
    size_t own = c->other_payer_count > 0
                     ? claim_maker_pick(s->m,
                                        (unsigned)c->other_payer_count + 1)
                     : 0;

    settle_coverage(s, &c->coverage, ranks[own]);
    for (size_t i = 0; i < c->other_payer_count; i++) {
        struct edi_other_payer *op = &c->other_payers[i];

        settle_coverage(s, &op->coverage, ranks[i < own ? i : i + 1]);
        settle_party(s, &op->subscriber);
        settle_name(s, &op->subscriber);
        settle_party(s, &op->payer);
        op->payer.id = settle_text(s, "P%u", 100 + (unsigned)i);
        for (size_t k = 0; k < op->provider_count; k++)
            settle_party(s, &op->providers[k]);
        settle_payer(s, i, i >= own);
    }
}

/* --- the claim ----------------------------------------------------------------- */

static void settle_date(struct settle *s, struct edi_date **list, size_t *count,
                        const char *qualifier, const char *format, x12_str text)
{
    struct edi_date *date = NULL;

    for (size_t i = 0; i < *count; i++)
        if (x12_str_is((*list)[i].qualifier, qualifier))
            date = &(*list)[i];
    if (!date)
        date = ADD(s, *list, *count);
    *date = (struct edi_date){ .qualifier = x12_str_from(qualifier),
                               .format = x12_str_from(format),
                               .text = text };
}

static x12_str settle_day(struct settle *s, unsigned later)
{
    return settle_text(s, "2025%02u%02u", s->month, s->day + later);
}

static void settle_claim_dates(struct settle *s)
{
    struct edi_claim *c = s->c;
    bool accident = false;

    for (size_t i = 0; i < 3; i++)
        accident |= x12_str_is(c->cause[i], "AA") ||
                    x12_str_is(c->cause[i], "OA");
    if (accident)
        settle_date(s, &c->dates, &c->date_count, "439", "D8",
                    settle_day(s, 0));
    if (c->spinal.present && (x12_str_is(c->spinal.condition, "A") ||
                              x12_str_is(c->spinal.condition, "M")))
        settle_date(s, &c->dates, &c->date_count, "453", "D8",
                    settle_day(s, 0));
}

static void settle_cause(struct settle *s)
{
    struct edi_claim *c = s->c;
    bool automobile = x12_str_is(c->cause[0], "AA") ||
                      x12_str_is(c->cause[1], "AA");

    c->cause_state = c->cause_country = X12_STR("");
    if (automobile && settle_chance(s, 80))
        c->cause_state = X12_STR("OH");
    else if (automobile)
        c->cause_country = X12_STR("MX");
}

static void settle_attachments(struct settle *s, struct edi_attachment *at,
                               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool apart = x12_codes_have(" BM EL EM FX FT ", at[i].transmission);
        bool later = x12_codes_have(" AA NS AB AD AF AG ", at[i].transmission);

        if (apart && at[i].control.len == 0) {
            at[i].qualifier = X12_STR("AC");
            at[i].control = settle_text(s, "ATT%u",
                                        claim_maker_pick(s->m, 99999));
        } else if (later) {
            at[i].qualifier = at[i].control = X12_STR("");
        }
    }
}

/* Each code once; what is not dated or valued by its kind goes. */
static void settle_codes(struct settle *s)
{
    struct edi_claim *c = s->c;
    size_t kept = 0;

    for (size_t i = 0; i < c->code_count; i++) {
        struct edi_code *code = &c->codes[i];
        bool twice = false;

        for (size_t k = 0; k < kept; k++)
            twice |= x12_str_equal(c->codes[k].code, code->code) &&
                     c->codes[k].segment == code->segment;
        for (size_t k = 0; k < kept && x12_str_is(code->qualifier, "ABF"); k++)
            twice |= x12_str_equal(c->codes[k].code, code->code);
        code->position = 0;
        if (!twice)
            c->codes[kept++] = *code;
    }
    c->code_count = kept;
    (void)s;
}

static size_t settle_count_codes(const struct edi_claim *c, const char *a,
                                 const char *b)
{
    size_t count = 0;

    for (size_t i = 0; i < c->code_count; i++)
        count += x12_str_is(c->codes[i].qualifier, a) ||
                 x12_str_is(c->codes[i].qualifier, b);
    return count;
}

static void settle_codes_of(struct edi_claim *c, const char *qualifier)
{
    DROP(c->codes, c->code_count, code, x12_str_is(code->qualifier, qualifier));
}

/* Providers of the claim and of a line are not the same, nor the billing one:
 * each has an NPI of its own. */
static void settle_providers(struct settle *s, struct edi_party *at,
                             size_t count)
{
    for (size_t i = 0; i < count; i++) {
        settle_party(s, &at[i]);
        if (at[i].id.len > 0 || x12_codes_have(" 82 71 72 77 ", at[i].role)) {
            at[i].id_qualifier = X12_STR("XX");
            at[i].id = settle_npi(s);
        }
        if (x12_str_is(at[i].type, "1") && at[i].first.len == 0 &&
            !x12_str_is(at[i].role, "QB"))
            at[i].first = X12_STR("UNA");
    }
}

static void settle_frequency(struct settle *s)
{
    struct edi_claim *c = s->c;

    if (x12_str_is(c->frequency, "7") || x12_str_is(c->frequency, "8"))
        settle_reference(s, &c->references, &c->reference_count, "F8",
                         settle_text(s, "ICN%07u%03u%c",
                                     claim_maker_pick(s->m, 9999999),
                                     claim_maker_pick(s->m, 999), '\0')
                             .at);
}

/* --- lines, by kind ------------------------------------------------------------ */

static struct edi_condition *settle_condition(struct settle *s,
                                              const char *category,
                                              const char *code)
{
    struct edi_claim *c = s->c;
    struct edi_condition *made;

    for (size_t i = 0; i < c->condition_count; i++)
        if (x12_str_is(c->conditions[i].category, category))
            return &c->conditions[i];
    made = ADD(s, c->conditions, c->condition_count);
    *made = (struct edi_condition){ .category = x12_str_from(category),
                                    .applies = X12_STR("Y"),
                                    .code = { x12_str_from(code) } };
    return made;
}

/* Pointers to diagnoses that the claim has, each once, without holes. */
static void settle_pointers(struct settle *s, struct edi_line *l)
{
    static const char *const numbers[] = { "1", "2", "3", "4" };
    size_t most = settle_count_codes(s->c, "ABK", "ABF");
    size_t count = most > 0 ? 1 + claim_maker_pick(s->m, 4) : 0;

    if (count > most)
        count = most;
    for (size_t i = 0; i < 4; i++)
        l->pointer[i] = i < count ? x12_str_from(numbers[i]) : X12_STR("");
}

static void settle_purchased(struct settle *s, struct edi_line *l)
{
    struct edi_party *provider = NULL;

    for (size_t i = 0; i < l->provider_count; i++)
        if (x12_str_is(l->providers[i].role, "QB"))
            provider = &l->providers[i];
    if (!provider) {
        l->purchased.present = false;
        return;
    }
    provider->id_qualifier = X12_STR("XX");
    provider->id = settle_npi(s);
    l->purchased.present = true;
    l->purchased.provider = provider->id;
    l->purchased.charge_text = X12_STR("40");
    l->purchased.state = X12_STR("");
}

static void settle_equipment(struct settle *s, struct edi_line *l)
{
    bool has = false;

    for (size_t i = 0; i < l->attachment_count; i++)
        has |= x12_str_is(l->attachments[i].type, "CT");
    if (l->certification.present && !has)
        *ADD(s, l->attachments, l->attachment_count) = (struct edi_attachment){
            .type = X12_STR("CT"), .transmission = X12_STR("AB")
        };
    if (l->certification.present && !x12_str_is(l->certification.type, "I"))
        settle_date(s, &l->dates, &l->date_count, "607", "D8",
                    settle_day(s, 0));
}

static void settle_professional_line(struct settle *s, struct edi_line *l)
{
    struct edi_claim *c = s->c;
    bool anesthesia = x12_str_is(l->unit, "MJ");
    bool obstetric = false;

    for (size_t i = 0; i < l->quantity_count; i++)
        obstetric |= x12_str_is(l->quantities[i].qualifier, "FL");
    l->qualifier = X12_STR("HC");
    if (anesthesia || obstetric) {
        l->procedure = obstetric ? X12_STR("01967") : X12_STR("00840");
        l->unit = X12_STR("MJ");
        if (l->modifier[0].len == 0)
            l->modifier[0] = X12_STR("AA");
    } else if (l->drug_count > 0) {
        l->procedure = X12_STR("J1885");
    } else if (l->dme.present) {
        l->procedure = X12_STR("E0601");
    }
    if (x12_str_equal(l->place, c->place))
        l->place = X12_STR("");
    if (x12_str_is(l->epsdt, "Y"))
        settle_condition(s, "ZZ", "S2");
    if (l->ambulance.present)
        settle_condition(s, "07", "01");
    settle_pointers(s, l);
    settle_purchased(s, l);
    settle_equipment(s, l);
    settle_date(s, &l->dates, &l->date_count, "472", "D8",
                settle_day(s, claim_maker_pick(s->m, 3)));
}

static bool settle_is_stay(const struct edi_claim *c)
{
    return x12_codes_have(" 11 21 ", c->place);
}

static void settle_institutional_line(struct settle *s, struct edi_line *l)
{
    if (l->qualifier.len > 0 && !x12_str_is(l->qualifier, "HP"))
        l->qualifier = X12_STR("HC");
    if (l->drug_count > 0 && l->procedure.len > 0) {
        l->qualifier = X12_STR("HC");
        l->procedure = X12_STR("J1885");
    }
    if (!settle_is_stay(s->c) || l->date_count > 0)
        settle_date(s, &l->dates, &l->date_count, "472", "D8",
                    settle_day(s, claim_maker_pick(s->m, 3)));
    l->unit = X12_STR("UN");
    if (l->has_non_covered && l->non_covered > l->charge)
        l->non_covered = l->charge;
}

static void settle_teeth(struct settle *s, struct edi_line *l)
{
    static const char *const surfaces[] = { "M", "O", "D", "B", "L" };
    unsigned count = 1 + claim_maker_pick(s->m, 5);

    if (l->tooth_count == 0)
        *ADD(s, l->teeth,
             l->tooth_count) = (struct edi_tooth){ .qualifier = X12_STR("JP"),
                                                   .code = X12_STR("14") };
    for (size_t i = 0; i < l->tooth_count; i++)
        for (unsigned k = 0; k < 5; k++)
            l->teeth[i].surface[k] = k < count ? x12_str_from(surfaces[k])
                                               : X12_STR("");
}

static void settle_dental_line(struct settle *s, struct edi_line *l)
{
    struct edi_claim *c = s->c;

    l->qualifier = X12_STR("AD");
    if (l->tooth_count > 0 || x12_str_is(l->procedure, "D2740") ||
        x12_str_is(l->procedure, "D2391") || x12_str_is(l->procedure, "D7140"))
        settle_teeth(s, l);
    if (x12_str_is(l->procedure, "D4341") && l->oral_cavity[0].len == 0)
        l->oral_cavity[0] = X12_STR("10");
    if (x12_str_is(l->procedure, "D2740") && l->prosthesis.len == 0)
        l->prosthesis = X12_STR("I");
    if (x12_str_is(l->prosthesis, "R"))
        settle_date(s, &l->dates, &l->date_count, "441", "D8",
                    X12_STR("20190301"));
    if (x12_str_starts(l->procedure, X12_STR("D8")) &&
        !c->orthodontics.present) {
        c->orthodontics.present = true;
        c->orthodontics.months_text = X12_STR("24");
    }
    settle_pointers(s, l);
    if (c->submission_reason.len > 0) {
        DROP(l->dates, l->date_count, date, x12_str_is(date->qualifier, "472"));
        DROP(l->references, l->reference_count, ref,
             x12_str_is(ref->qualifier, "G3"));
    } else {
        settle_date(s, &l->dates, &l->date_count, "472", "D8",
                    settle_day(s, claim_maker_pick(s->m, 3)));
    }
}

static void settle_line(struct settle *s, struct edi_line *l, size_t i)
{
    l->number_text = settle_text(s, "%u", (unsigned)i + 1);
    l->charge = 5000 + 100 * claim_maker_pick(s->m, 400);
    l->units = (x12_decimal){ 1 + claim_maker_pick(s->m, 3), 0 };
    l->has_units = true;
    settle_modifiers(l->modifier);
    settle_attachments(s, l->attachments, l->attachment_count);
    settle_providers(s, l->providers, l->provider_count);
    if (s->c->kind == EDI_PROFESSIONAL)
        settle_professional_line(s, l);
    else if (s->c->kind == EDI_INSTITUTIONAL)
        settle_institutional_line(s, l);
    else
        settle_dental_line(s, l);
    s->c->charge += l->charge;
}

/* --- claims, by kind ----------------------------------------------------------- */

static void settle_professional(struct settle *s)
{
    struct edi_claim *c = s->c;

    if (x12_str_is(c->place, "21") || x12_str_is(c->place, "51"))
        settle_date(s, &c->dates, &c->date_count, "435", "D8",
                    settle_day(s, 0));
    if (c->ambulance.present)
        settle_condition(s, "07", "01");
}

/* HI segments in their order, each of one qualifier. */
static void settle_code_order(struct edi_claim *c)
{
    static const char *const order[] = { "ABK", "ABJ", "APR", "ABN", "DR",
                                         "ABF", "BBR", "BBQ", "BI",  "BH",
                                         "BE",  "BG",  "TC" };
    size_t sorted = 0;

    for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++)
        for (size_t i = sorted; i < c->code_count; i++) {
            struct edi_code code = c->codes[i];

            if (!x12_str_is(code.qualifier, order[k]))
                continue;
            memmove(&c->codes[sorted + 1], &c->codes[sorted],
                    (i - sorted) * sizeof(code));
            code.segment = 0;
            c->codes[sorted++] = code;
        }
}

static void settle_code(struct settle *s, const char *qualifier,
                        const char *code)
{
    struct edi_claim *c = s->c;
    struct edi_code *made;

    if (settle_count_codes(c, qualifier, qualifier) > 0)
        return;
    made = ADD(s, c->codes, c->code_count);
    made->qualifier = x12_str_from(qualifier);
    made->code = x12_str_from(code);
}

/* A provider of the claim, in front of the others but for `behind` of them. */
static void settle_role(struct settle *s, const char *role, size_t behind)
{
    struct edi_claim *c = s->c;
    struct edi_party party = { .present = true,
                               .role = x12_str_from(role),
                               .type = X12_STR("1"),
                               .name = X12_STR("WEST"),
                               .first = X12_STR("UNA"),
                               .id_qualifier = X12_STR("XX") };

    for (size_t i = 0; i < c->provider_count; i++)
        if (x12_str_is(c->providers[i].role, role))
            return;
    party.id = settle_npi(s);
    (void)ADD(s, c->providers, c->provider_count);
    memmove(&c->providers[behind + 1], &c->providers[behind],
            (c->provider_count - 1 - behind) * sizeof(party));
    c->providers[behind] = party;
}

static void settle_stay(struct settle *s)
{
    struct edi_claim *c = s->c;

    settle_codes_of(c, "APR");
    settle_code(s, "ABJ", "R079");
    settle_date(s, &c->dates, &c->date_count, "435", "DT",
                settle_text(s, "2025%02u%02u0930", s->month, s->day));
    settle_date(s, &c->dates, &c->date_count, "096", "TM", X12_STR("1415"));
    if (c->admission.source.len == 0)
        c->admission.source = X12_STR("1");
    c->codes[0].present_on_admission = X12_STR("Y");
}

static void settle_visit(struct settle *s)
{
    struct edi_claim *c = s->c;

    settle_codes_of(c, "BBR");
    settle_codes_of(c, "BBQ");
    settle_code(s, "APR", "R509");
    if (settle_chance(s, 30))
        settle_date(s, &c->dates, &c->date_count, "435", "D8",
                    settle_day(s, 0));
}

/* Inpatients have MIA, others MOA. */
static void settle_remarks(struct edi_claim *c)
{
    for (size_t i = 0; i < c->other_payer_count; i++)
        if (settle_is_stay(c)) {
            c->other_payers[i].has_moa = false;
            memset(c->other_payers[i].moa, 0, sizeof(c->other_payers[i].moa));
        } else {
            c->other_payers[i].has_mia = false;
            memset(c->other_payers[i].mia, 0, sizeof(c->other_payers[i].mia));
        }
}

static void settle_institutional(struct settle *s)
{
    struct edi_claim *c = s->c;

    settle_date(s, &c->dates, &c->date_count, "434", "RD8",
                settle_text(s, "2025%02u%02u-2025%02u%02u", s->month, s->day,
                            s->month, s->day + 3));
    DROP(c->dates, c->date_count, date,
         x12_codes_have(" 435 096 ", date->qualifier));
    if (settle_is_stay(c))
        settle_stay(s);
    else
        settle_visit(s);
    if (settle_count_codes(c, "BBR", "BBR") == 0)
        settle_codes_of(c, "BBQ");
    settle_code_order(c);
    settle_role(s, "71", 0);
    if (settle_count_codes(c, "BBR", "BBR") > 0)
        settle_role(s, "72", 1);
    settle_remarks(c);
}

static void settle_dental(struct settle *s)
{
    struct edi_claim *c = s->c;

    if (c->submission_reason.len > 0) {
        DROP(c->dates, c->date_count, date, x12_str_is(date->qualifier, "472"));
        DROP(c->references, c->reference_count, ref,
             x12_str_is(ref->qualifier, "G3"));
    }
    if (c->orthodontics.present && c->orthodontics.other.len == 0 &&
        c->orthodontics.months_text.len == 0)
        c->orthodontics.months_text = X12_STR("18");
    (void)s;
}

void claim_settle(struct edi_claim *claim, struct claim_maker *maker,
                  struct x12_arena *arena)
{
    struct settle s = { .c = claim, .m = maker, .arena = arena };

    s.month = 1 + claim_maker_pick(maker, 11);
    s.day = 1 + claim_maker_pick(maker, 20);
    claim->charge = 0;
    settle_provider(&s);
    settle_subscriber(&s);
    settle_cause(&s);
    settle_frequency(&s);
    settle_codes(&s);
    settle_references(claim->references, &claim->reference_count);
    settle_attachments(&s, claim->attachments, claim->attachment_count);
    settle_providers(&s, claim->providers, claim->provider_count);
    settle_claim_dates(&s);
    for (size_t i = 0; i < claim->amount_count; i++)
        claim->amounts[i].amount = 100 * (1 + claim_maker_pick(maker, 40));
    for (size_t i = 0; i < claim->line_count; i++)
        settle_line(&s, &claim->lines[i], i);
    settle_payers(&s);
    if (claim->kind == EDI_PROFESSIONAL)
        settle_professional(&s);
    else if (claim->kind == EDI_INSTITUTIONAL)
        settle_institutional(&s);
    else
        settle_dental(&s);
}
