/* SPDX-License-Identifier: Apache-2.0 */
/* reply - what a payer says of one claim, and what is true of it */
#include "edi/simulate/reply_private.h"

x12_str edi_reply_text(struct reply_make *make, const char *before,
                       x12_str text, const char *behind)
{
    const size_t a = strlen(before), b = strlen(behind);
    char *room = x12_arena_bytes(make->arena, a + text.len + b);

    if (!room)
        return (x12_str){ NULL, 0 };
    memcpy(room, before, a);
    if (text.len > 0)
        memcpy(room + a, text.at, text.len);
    memcpy(room + a + text.len, behind, b);
    return (x12_str){ room, a + text.len + b };
}

const char *edi_reply_status(const struct reply_make *make)
{
    x12_str order = make->claim->coverage.responsibility;

    return x12_str_is(order, "S") ? "2" : x12_str_is(order, "T") ? "3" : "1";
}

/* --- lines ------------------------------------------------------------------ */

void edi_reply_adjust(struct reply_make *make, struct edi_service *line,
                      x12_str group, x12_str reason, x12_money amount)
{
    struct edi_adjustment *adjustment;

    if (amount == 0)
        return;
    adjustment = x12_arena_push(make->arena, &line->adjustments,
                                &line->adjustment_count, sizeof(*adjustment));
    if (!adjustment)
        return;
    adjustment->group = group;
    adjustment->reason = reason;
    adjustment->amount = amount;
    line->paid -= amount;
}

void edi_reply_remark(struct reply_make *make, struct edi_service *line,
                      const char *code)
{
    struct edi_remark *remark = x12_arena_push(
        make->arena, &line->remarks, &line->remark_count, sizeof(*remark));

    if (remark)
        *remark = (struct edi_remark){ X12_STR("HE"), x12_str_from(code) };
}

static void reply_allowed(struct reply_make *make, struct edi_service *line,
                          x12_money allowed)
{
    struct edi_amount *amount;

    if (allowed <= 0)
        return;
    amount = x12_arena_push(make->arena, &line->amounts, &line->amount_count,
                            sizeof(*amount));
    if (amount)
        *amount = (struct edi_amount){ X12_STR("B6"), allowed };
}

/* What became of a line of which nothing was denied. */
static enum edi_outcome reply_line_outcome(const struct edi_service *line)
{
    if (line->paid > 0 || line->charge == 0)
        return EDI_PAID;
    return edi_adjustments_sum(line->adjustments, line->adjustment_count,
                               "PR") > 0
               ? EDI_PATIENT_RESP
               : EDI_CONTRACTUAL;
}

void edi_reply_pay(struct reply_make *make, struct edi_reply_item *item,
                   size_t i, unsigned allowed)
{
    struct edi_service *line = &item->payment.services[i];
    const x12_money part = reply_part(line->charge, allowed);
    x12_money rest = part;

    line->paid = line->charge;
    edi_reply_adjust(make, line, X12_STR("CO"), X12_STR("45"),
                     line->charge - part);
    if (make->share) {
        edi_reply_adjust(make, line, X12_STR("PR"), X12_STR("2"),
                         reply_part(part, make->payer->coinsurance));
        rest -= reply_part(part, make->payer->coinsurance);
    }
    if (make->sequestered)
        edi_reply_adjust(make, line, X12_STR("CO"), X12_STR("253"),
                         reply_part(rest, 200));
    reply_allowed(make, line, part);
    item->lines[i].outcome = reply_line_outcome(line);
}

void edi_reply_refuse(struct reply_make *make, struct edi_reply_item *item,
                      size_t i, const char *group, const char *reason,
                      const char *remark, enum edi_outcome outcome)
{
    struct edi_service *line = &item->payment.services[i];

    line->paid = line->charge;
    edi_reply_adjust(make, line, x12_str_from(group), x12_str_from(reason),
                     line->charge);
    if (remark && line->charge > 0)
        edi_reply_remark(make, line, remark);
    item->lines[i].outcome = line->charge > 0 ? outcome : EDI_PAID;
}

/* A date of a line or a claim; two where it is a period. */
static void reply_day(struct reply_make *make, struct edi_date **list,
                      size_t *count, const char *qualifier, x12_date day)
{
    struct edi_date *date = x12_arena_push(make->arena, list, count,
                                           sizeof(*date));
    char *text = x12_arena_bytes(make->arena, 8);

    if (!date || !text)
        return;
    for (size_t k = 8, rest = (size_t)day; k > 0; k--, rest /= 10)
        text[k - 1] = (char)('0' + rest % 10);
    date->qualifier = x12_str_from(qualifier);
    date->text = (x12_str){ text, 8 };
    date->from = date->to = day;
}

static void reply_line_days(struct reply_make *make,
                            const struct edi_line *from,
                            struct edi_service *line)
{
    x12_date first, last;

    edi_line_service(make->claim, from, &first, &last);
    if (first == 0)
        return;
    if (last <= first) {
        reply_day(make, &line->dates, &line->date_count, "472", first);
        return;
    }
    reply_day(make, &line->dates, &line->date_count, "150", first);
    reply_day(make, &line->dates, &line->date_count, "151", last);
}

/* SVC01 is the procedure, or the revenue code where there is none; HP, IV and
 * the like stand as they were sent. */
static void reply_line_code(const struct edi_line *from,
                            struct edi_service *line)
{
    if (from->procedure.len == 0) {
        line->qualifier = X12_STR("NU");
        line->procedure = from->revenue;
        return;
    }
    line->qualifier = from->qualifier.len > 0 ? from->qualifier : X12_STR("HC");
    line->procedure = from->procedure;
    memcpy(line->modifier, from->modifier, sizeof(line->modifier));
    line->revenue = from->revenue;
}

/* One unit is what SVC05 means when it is not sent. */
static void reply_line_units(const struct edi_line *from,
                             struct edi_service *line)
{
    const x12_decimal one = { 1, 0 };

    line->units = from->has_units ? from->units : one;
    line->has_units = x12_decimal_compare(line->units, one) != 0;
}

static void reply_line(struct reply_make *make, const struct edi_line *from,
                       struct edi_service *line)
{
    x12_str control = edi_reference_find(from->references,
                                         from->reference_count, "6R");
    struct edi_reference *reference;

    reply_line_code(from, line);
    reply_line_units(from, line);
    reply_line_days(make, from, line);
    line->charge = from->charge;
    if (control.len == 0)
        return;
    reference = x12_arena_push(make->arena, &line->references,
                               &line->reference_count, sizeof(*reference));
    if (!reference)
        return;
    reference->qualifier = X12_STR("6R");
    reference->value = control;
}

/* --- the claim -------------------------------------------------------------- */

/* CLP06 of SBR09: most are the same. */
static x12_str reply_filing(x12_str filing)
{
    static const char same[] =
        " 12 13 14 15 16 17 AM CH DS HM LM MA MB MC OF TV "
        "VA WC ZZ ";

    return x12_codes_have(same, filing) ? filing : X12_STR("12");
}

static void reply_name(const struct edi_party *from, const char *role,
                       x12_str id, struct edi_party *to)
{
    *to = (struct edi_party){ .present = true,
                              .role = x12_str_from(role),
                              .type = from->type.len > 0 ? from->type
                                                         : X12_STR("1"),
                              .name = from->name,
                              .first = from->first,
                              .middle = from->middle,
                              .suffix = from->suffix };
    if (id.len > 0) {
        to->id_qualifier = X12_STR("MI");
        to->id = id;
    }
}

static void reply_persons(const struct reply_make *make, struct edi_payment *p)
{
    const struct edi_claim *claim = make->claim;
    const struct edi_party *patient = edi_claim_patient(claim);
    x12_str member = claim->subscriber.id;

    reply_name(patient, "QC", patient->id.len > 0 ? patient->id : member,
               &p->patient_name);
    if (claim->patient.present && member.len > 0)
        reply_name(&claim->subscriber, "IL", member, &p->insured);
}

struct edi_reply_item *edi_reply_item_add(struct reply_make *make,
                                          const char *status)
{
    struct edi_reply *reply = make->reply;
    const struct edi_claim *claim = make->claim;
    struct edi_reply_item *item = &reply->items[reply->count];
    struct edi_payment *p = &item->payment;

    *item = (struct edi_reply_item){ .wave = 0 };
    p->id = claim->id;
    p->status = x12_str_from(status);
    p->filing = reply_filing(claim->coverage.filing);
    p->control = reply->control;
    p->place = claim->place;
    p->frequency = claim->frequency;
    reply_persons(make, p);
    if (make->from)
        reply_day(make, &p->dates, &p->date_count, "232", make->from);
    if (make->to > make->from)
        reply_day(make, &p->dates, &p->date_count, "233", make->to);
    if (make->received)
        reply_day(make, &p->dates, &p->date_count, "050", make->received);
    for (size_t i = 0; i < claim->line_count; i++) {
        struct edi_service *line = x12_arena_push(
            make->arena, &p->services, &p->service_count, sizeof(*line));

        if (!line)
            return NULL;
        reply_line(make, &claim->lines[i], line);
    }
    item->lines = x12_arena_make(make->arena, (claim->line_count + 1) *
                                                  sizeof(*item->lines));
    for (size_t i = 0; item->lines && i < claim->line_count; i++)
        item->lines[i].number = claim->lines[i].number;
    reply->count += item->lines != NULL;
    return item->lines ? item : NULL;
}

struct edi_service *edi_reply_line_add(struct reply_make *make,
                                       struct edi_reply_item *item, size_t i)
{
    struct edi_payment *p = &item->payment;
    struct edi_service *line;

    if (!x12_arena_push(make->arena, &p->services, &p->service_count,
                        sizeof(*line)))
        return NULL;
    line = &p->services[i + 1];
    memmove(line + 1, line, (p->service_count - i - 2) * sizeof(*line));
    *line = line[-1];
    line->adjustments = NULL;
    line->remarks = NULL;
    line->amounts = NULL;
    line->adjustment_count = line->remark_count = line->amount_count = 0;
    /* edi_reply_item_add left room for one. */
    memmove(&item->lines[i + 1], &item->lines[i],
            (p->service_count - 1 - i) * sizeof(*item->lines));
    return line;
}

/* --- adding up -------------------------------------------------------------- */

static bool reply_has(const struct edi_reply_item *item,
                      enum edi_outcome outcome)
{
    for (size_t i = 0; i < item->payment.service_count; i++)
        if (item->lines[i].outcome == outcome)
            return true;
    return false;
}

/* docs/matching.md: what explains best why nothing was paid comes first. */
static enum edi_outcome reply_outcome(const struct edi_reply_item *item)
{
    static const enum edi_outcome unpaid[] = {
        EDI_DUPLICATE,    EDI_CAPITATED, EDI_PRIOR_PAYER,
        EDI_PATIENT_RESP, EDI_BUNDLED,   EDI_CONTRACTUAL,
    };
    const x12_money paid = item->payment.paid;

    if (x12_str_is(item->payment.status, "22"))
        return EDI_REVERSED;
    if (x12_str_is(item->payment.status, "25"))
        return EDI_PREDETERMINATION;
    if (reply_has(item, EDI_NOT_OURS))
        return EDI_NOT_OURS;
    if (item->at_stake > 0)
        return paid > 0 ? EDI_PARTIAL : EDI_DENIED;
    if (item->correction)
        return EDI_CORRECTED;
    for (size_t i = 0; paid == 0 && i < sizeof(unpaid) / sizeof(*unpaid); i++)
        if (reply_has(item, unpaid[i]))
            return unpaid[i];
    return EDI_PAID;
}

void edi_reply_sum(struct reply_make *make, struct edi_reply_item *item)
{
    struct edi_payment *p = &item->payment;

    (void)make;
    p->charge = p->paid = 0;
    for (size_t i = 0; i < p->service_count; i++) {
        p->charge += p->services[i].charge;
        p->paid += p->services[i].paid;
    }
    p->patient = edi_payment_adjusted(p, "PR");
    p->has_patient = p->patient > 0;
    item->outcome = reply_outcome(item);
}

struct edi_reply_item *edi_reply_paid(struct reply_make *make, unsigned allowed)
{
    struct edi_reply_item *item = edi_reply_item_add(make,
                                                     edi_reply_status(make));

    for (size_t i = 0; item && i < make->claim->line_count; i++)
        edi_reply_pay(make, item, i, allowed);
    if (item)
        edi_reply_sum(make, item);
    return item;
}

/* --- the answer ------------------------------------------------------------- */

bool edi_reply_is_hit(const struct reply_make *make, enum edi_rate rate)
{
    return reply_draw(make, edi_rate_name(rate), EDI_PAYER_ALL) <
           make->payer->rate[rate];
}

/* Which story falls to the claim: their rates laid side by side. */
static enum edi_rate reply_story(const struct reply_make *make)
{
    unsigned draw = reply_draw(make, "story", EDI_PAYER_ALL);

    for (unsigned i = 0; i < EDI_RATE_STORIES; i++) {
        if (draw < make->payer->rate[i])
            return (enum edi_rate)i;
        draw -= make->payer->rate[i];
    }
    return EDI_RATES;
}

static bool reply_is_due(const struct edi_claim *claim)
{
    if (claim->line_count == 0 || claim->id.len == 0)
        return false;
    for (size_t i = 0; i < claim->line_count; i++)
        if (claim->lines[i].charge < 0)
            return false;
    return true;
}

/* A treatment plan is priced, and nothing is paid of it. */
static void reply_price(struct reply_make *make)
{
    struct edi_reply_item *item = edi_reply_item_add(make, "25");

    for (size_t i = 0; item && i < make->claim->line_count; i++) {
        edi_reply_refuse(make, item, i, "OA", "101", NULL,
                         EDI_PREDETERMINATION);
        item->lines[i].outcome = EDI_PREDETERMINATION;
    }
    if (item)
        edi_reply_sum(make, item);
}

/* The payer's number: thirteen characters of an alphabet in which none is taken
 * for another. */
static x12_str reply_control(struct reply_make *make)
{
    static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    char *text = x12_arena_bytes(make->arena, 14);
    uint64_t id = make->reply->id;

    if (!text)
        return (x12_str){ NULL, 0 };
    text[0] = 'C';
    for (size_t i = 13; i > 0; i--, id /= 32)
        text[i] = digits[id % 32];
    return (x12_str){ text, 14 };
}

void edi_reply_make(struct edi_reply *reply, const struct edi_payer *payer,
                    uint64_t seed, const struct edi_claim *claim,
                    x12_date received, struct x12_arena *arena)
{
    struct reply_make make = { .reply = reply,
                               .payer = payer,
                               .claim = claim,
                               .received = received,
                               .arena = arena };
    enum edi_rate story;

    reply->id = edi_chance_of_claim(seed, claim);
    reply->story = EDI_RATES;
    reply->evidence = "key";
    reply->count = 0;
    reply->is_void = false;
    reply->control = reply_control(&make);
    if (!reply_is_due(claim))
        return;
    edi_claim_service(claim, &make.from, &make.to);
    if (x12_str_is(claim->frequency, "8")) {
        edi_reply_void(&make, seed);
        return;
    }
    if (x12_str_is(claim->submission_reason, "PB")) {
        reply_price(&make);
        edi_reply_traits(&make);
        return;
    }
    make.share = edi_reply_is_hit(&make, EDI_RATE_SHARE);
    make.sequestered = edi_reply_is_hit(&make, EDI_RATE_SEQUESTERED);
    story = reply_story(&make);
    if (story != EDI_RATES && edi_reply_stories[story](&make))
        reply->story = story;
    else
        (void)edi_reply_paid(&make, payer->allowed);
    edi_reply_traits(&make);
}
