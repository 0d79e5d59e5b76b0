/* SPDX-License-Identifier: Apache-2.0 */
/* coordinate_money - what a payer paid and adjusted, as 2320 and 2430 tell it */
#include "edi/claims/coordinate_private.h"

/* --- adjustments ------------------------------------------------------------- */

/* A reason stands once in its group; what comes to nothing is left out. */
static void money_adjust(struct edi_coordinating *co,
                         struct edi_adjustment **to, size_t *count,
                         const struct edi_adjustment *a)
{
    struct edi_adjustment *at;

    for (size_t i = 0; i < *count; i++) {
        at = &(*to)[i];
        if (!x12_str_equal(at->group, a->group) ||
            !x12_str_equal(at->reason, a->reason))
            continue;
        at->amount += a->amount;
        at->has_quantity = false; /* of two it is not told what it counts */
        return;
    }
    if (a->amount == 0)
        return;
    at = x12_arena_push(co->arena, to, count, sizeof(*at));
    if (!at)
        return;
    *at = *a;
    at->cas = at->position = 0;
}

/* Those of one group: all of it stand in one CAS, whoever told of them. */
static void money_group(struct edi_coordinating *co, struct edi_adjustment **to,
                        size_t *count, const struct edi_adjustment *from,
                        size_t many, const char *group)
{
    for (size_t i = 0; i < many; i++)
        if (x12_str_is(from[i].group, group))
            money_adjust(co, to, count, &from[i]);
}

static const char *const money_groups[] = { "CO", "CR", "OA", "PI", "PR" };
enum { MONEY_GROUPS = sizeof(money_groups) / sizeof(*money_groups) };

/* Amounts of one reason that have come to nothing are out again. */
static size_t money_clean(struct edi_adjustment *at, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (at[i].amount != 0)
            at[kept++] = at[i];
    return kept;
}

static void money_amount(struct edi_coordinating *co, struct edi_amount **to,
                         size_t *count, x12_str qualifier, x12_money amount)
{
    struct edi_amount *at = x12_arena_push(co->arena, to, count, sizeof(*at));

    if (at)
        *at = (struct edi_amount){ .qualifier = qualifier, .amount = amount };
}

/* DTP*573 */
static void money_day(struct edi_coordinating *co, struct edi_date **to,
                      size_t *count, x12_date day)
{
    struct edi_date *at = x12_arena_push(co->arena, to, count, sizeof(*at));
    char *text = x12_arena_bytes(co->arena, X12_DATE_TEXT);
    char form[X12_DATE_TEXT];
    size_t len = 0;

    if (!at || !text)
        return;
    x12_date_format(day, form); /* 2025-01-31 */
    for (const char *p = form; *p; p++)
        if (*p != '-')
            text[len++] = *p;
    *at = (struct edi_date){ .qualifier = X12_STR("573"),
                             .format = X12_STR("D8"),
                             .text = { text, len },
                             .from = day,
                             .to = day };
}

/* --- lines ------------------------------------------------------------------- */

static bool money_is_procedure(x12_str qualifier)
{
    static const char *const known[] = { "HC", "HP", "IV", "WK", "ER", "AD" };

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        if (x12_str_is(qualifier, known[i]))
            return true;
    return false;
}

/* SVD03 and SVD04: what the payer decided on; where it names a drug, a revenue
 * code or nothing, what was claimed. */
static void money_procedure(struct edi_adjudication *to,
                            const struct edi_line *line,
                            const struct edi_service *s)
{
    to->revenue = s->revenue.len ? s->revenue : line->revenue;
    if (money_is_procedure(s->qualifier) && s->procedure.len) {
        to->qualifier = s->qualifier;
        to->procedure = s->procedure;
        memcpy(to->modifier, s->modifier, sizeof(to->modifier));
        return;
    }
    to->qualifier = line->procedure.len ? line->qualifier : X12_STR("");
    to->procedure = line->procedure;
    memcpy(to->modifier, line->modifier, sizeof(to->modifier));
}

/* SVD05. Without SVC05 and SVC07 the payer says nothing of units: they are those
 * that were claimed. */
static void money_units(struct edi_adjudication *to,
                        const struct edi_line *line,
                        const struct edi_service *s)
{
    static const x12_decimal one = { 1, 0 };

    to->has_units = true;
    if (s->has_units)
        to->units = s->units;
    else if (!s->has_submitted_units && line->has_units)
        to->units = line->units;
    else
        to->units = one;
}

/* The line into which the payer put this one: it decided on another procedure
 * than was claimed (SVC06), paid nothing here, and paid it with that line. */
static x12_str money_bundled(const struct edi_coordinating *co, uint32_t line,
                             const struct edi_service *s)
{
    if (s->paid != 0 || !s->submitted_procedure.len ||
        x12_str_equal(s->submitted_procedure, s->procedure))
        return X12_STR("");
    for (size_t i = 0; i < co->c->answer_count; i++) {
        const struct edi_payer_answer *a = &co->c->answers[i];

        for (size_t j = 0; j < a->payment->service_count; j++) {
            const struct edi_service *with = &a->payment->services[j];

            if (!co->stands[i][j] || a->lines[j] == line || with->paid <= 0 ||
                !x12_str_equal(with->procedure, s->procedure))
                continue;
            for (size_t l = 0; l < co->from->line_count; l++)
                if (co->from->lines[l].number == a->lines[j])
                    return co->from->lines[l].number_text;
        }
    }
    return X12_STR("");
}

/* Loop 2430. */
static void money_service(struct edi_coordinating *co, struct edi_line *line,
                          const struct edi_payer_answer *a,
                          const struct edi_service *s)
{
    struct edi_adjudication *to = x12_arena_push(
        co->arena, &line->adjudications, &line->adjudication_count,
        sizeof(*to));

    if (!to)
        return;
    to->payer_id = co->paid->payer.id;
    to->paid = s->paid;
    money_procedure(to, line, s);
    money_units(to, line, s);
    to->bundled_line = money_bundled(co, line->number, s);
    for (size_t g = 0; g < MONEY_GROUPS; g++)
        money_group(co, &to->adjustments, &to->adjustment_count, s->adjustments,
                    s->adjustment_count, money_groups[g]);
    to->adjustment_count = money_clean(to->adjustments, to->adjustment_count);
    money_day(co, &to->dates, &to->date_count, a->day);
    co->c->paid += s->paid;
    co->c->adjusted += edi_adjustments_sum(to->adjustments,
                                           to->adjustment_count, NULL);
    co->c->patient += edi_adjustments_sum(to->adjustments, to->adjustment_count,
                                          "PR");
}

/* What other payers did with the line stands first. */
static void money_line(struct edi_coordinating *co, struct edi_line *line)
{
    const struct edi_adjudication *was = line->adjudications;
    const size_t count = line->adjudication_count;

    line->adjudications = NULL;
    line->adjudication_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct edi_adjudication *at = x12_arena_push(
            co->arena, &line->adjudications, &line->adjudication_count,
            sizeof(*at));

        if (at)
            *at = was[i];
    }
    for (size_t i = 0; i < co->c->answer_count; i++) {
        const struct edi_payer_answer *a = &co->c->answers[i];

        for (size_t j = 0; j < a->payment->service_count; j++)
            if (co->stands[i][j] && a->lines[j] == line->number)
                money_service(co, line, a, &a->payment->services[j]);
    }
}

/* --- remarks ----------------------------------------------------------------- */

/* Elements of MOA and MIA that hold remark codes. */
static const unsigned money_moa[] = { 3, 4, 5, 6, 7 };
static const unsigned money_mia[] = { 5, 20, 21, 22, 23 };
enum { MONEY_REMARKS = 5 };

static void money_remark(struct edi_coordinating *co, x12_str *into,
                         const unsigned *places, x12_str code)
{
    for (size_t i = 0; i < MONEY_REMARKS; i++) {
        if (x12_str_equal(into[places[i]], code))
            return;
        if (!into[places[i]].len) {
            into[places[i]] = code;
            return;
        }
    }
    co->c->remarks_left++;
}

static void money_remarks(struct edi_coordinating *co, size_t answer,
                          x12_str *into, const unsigned *places, bool inpatient)
{
    const struct edi_payment *p = co->c->answers[answer].payment;
    const x12_str *other = inpatient ? p->moa : p->mia;
    const unsigned *from = inpatient ? money_moa : money_mia;

    for (size_t i = 0; i < MONEY_REMARKS; i++)
        if (other[from[i]].len)
            money_remark(co, into, places, other[from[i]]);
    for (size_t i = 0; i < p->service_count; i++)
        for (size_t j = 0;
             co->stands[answer][i] && j < p->services[i].remark_count; j++)
            if (x12_str_is(p->services[i].remarks[j].qualifier, "HE"))
                money_remark(co, into, places, p->services[i].remarks[j].code);
}

static bool money_is_inpatient(const struct edi_claim *claim)
{
    static const char *const places[] = { "11", "18", "21", "41" };

    for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
        if (claim->kind == EDI_INSTITUTIONAL &&
            x12_str_is(claim->place, places[i]))
            return true;
    return false;
}

/* MIA of an inpatient stay, MOA of all else, with the remark codes of the lines:
 * an 837 has no place for them there. */
static void money_adjudicated(struct edi_coordinating *co)
{
    const bool inpatient = money_is_inpatient(co->from);
    const unsigned *places = inpatient ? money_mia : money_moa;
    x12_str *into = inpatient ? co->paid->mia : co->paid->moa;
    const unsigned last = inpatient ? EDI_MIA_ELEMENTS : EDI_MOA_ELEMENTS;
    bool any = false;

    for (size_t i = 0; i < co->c->answer_count; i++) {
        const struct edi_payment *p = co->c->answers[i].payment;

        if (!co->stands[i][p->service_count])
            continue;
        for (unsigned e = 1; e <= last; e++)
            if (!into[e].len)
                into[e] = inpatient ? p->mia[e] : p->moa[e];
        money_remarks(co, i, into, places, inpatient);
    }
    for (unsigned e = 1; e <= last; e++)
        any |= into[e].len > 0;
    co->paid->has_mia = any && inpatient;
    co->paid->has_moa = any && !inpatient;
    if (co->paid->has_mia && !into[1].len)
        into[1] = X12_STR("0"); /* covered days must be told */
}

/* --- the claim --------------------------------------------------------------- */

/* CAS of the claim level. */
static void money_claim(struct edi_coordinating *co)
{
    struct edi_other_payer *to = co->paid;
    x12_money sum;

    for (size_t g = 0; g < MONEY_GROUPS; g++)
        for (size_t i = 0; i < co->c->answer_count; i++) {
            const struct edi_payment *p = co->c->answers[i].payment;

            if (co->stands[i][p->service_count])
                money_group(co, &to->adjustments, &to->adjustment_count,
                            p->adjustments, p->adjustment_count,
                            money_groups[g]);
        }
    to->adjustment_count = money_clean(to->adjustments, to->adjustment_count);
    sum = edi_adjustments_sum(to->adjustments, to->adjustment_count, NULL);
    co->c->adjusted += sum;
    co->c->patient += edi_adjustments_sum(to->adjustments, to->adjustment_count,
                                          "PR");
    if (co->any_line)
        co->c->paid -= sum; /* of what the lines were paid */
}

/* An answer without lines was paid by its claim. */
static void money_whole(struct edi_coordinating *co)
{
    x12_date day = 0;

    for (size_t i = 0; i < co->c->answer_count; i++) {
        const struct edi_payer_answer *a = &co->c->answers[i];

        if (!co->stands[i][a->payment->service_count])
            continue;
        if (!co->any_line)
            co->c->paid += a->payment->paid;
        day = a->day > day ? a->day : day;
    }
    if (!co->any_line)
        money_day(co, &co->paid->payer.dates, &co->paid->payer.date_count, day);
}

/* AMT*EAF stands with the lines where the payer told of the patient's part by
 * lines alone, else once with the claim: never both. */
static void money_owed(struct edi_coordinating *co)
{
    struct edi_other_payer *to = co->paid;
    const bool by_lines = co->any_line &&
                          edi_adjustments_sum(to->adjustments,
                                              to->adjustment_count, "PR") == 0;

    money_amount(co, &to->amounts, &to->amount_count, X12_STR("D"),
                 co->c->paid);
    if (!by_lines) {
        money_amount(co, &to->amounts, &to->amount_count, X12_STR("EAF"),
                     co->c->patient);
        return;
    }
    for (size_t i = 0; i < co->to->line_count; i++)
        for (size_t j = co->from->lines[i].adjudication_count;
             j < co->to->lines[i].adjudication_count; j++) {
            struct edi_adjudication *at = &co->to->lines[i].adjudications[j];

            money_amount(co, &at->amounts, &at->amount_count, X12_STR("EAF"),
                         edi_adjustments_sum(at->adjustments,
                                             at->adjustment_count, "PR"));
        }
}

/* REF*F8 of 2330B: the payer's own number of the claim, as it stands last. */
static void money_control(struct edi_coordinating *co)
{
    struct edi_party *payer = &co->paid->payer;
    struct edi_reference *at;
    x12_str control = X12_STR("");

    for (size_t i = 0; i < co->c->answer_count; i++) {
        const struct edi_payment *p = co->c->answers[i].payment;

        if (co->stands[i][p->service_count] && p->control.len)
            control = p->control;
    }
    if (!control.len)
        return;
    at = x12_arena_push(co->arena, &payer->references, &payer->reference_count,
                        sizeof(*at));
    if (at)
        *at = (struct edi_reference){ .qualifier = X12_STR("F8"),
                                      .value = control };
}

void edi_coordinate_money(struct edi_coordinating *co)
{
    for (size_t i = 0; i < co->to->line_count; i++)
        money_line(co, &co->to->lines[i]);
    money_claim(co);
    money_whole(co);
    money_adjudicated(co);
    money_control(co);
    if (!co->arena->failed)
        money_owed(co);
}
