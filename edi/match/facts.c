/* SPDX-License-Identifier: Apache-2.0 */
/* facts - what matching keeps of a claim and of a payment that were read */
#include "edi/match/facts.h"

#include "edi/match/key.h"

enum { FACTS_MODIFIERS = 4 };

static x12_str facts_first(x12_str a, x12_str b)
{
    return a.len ? a : b;
}

static x12_date facts_day(x12_date a, x12_date b)
{
    return a ? a : b;
}

x12_str edi_facts_npi(const struct edi_party *party)
{
    if (x12_str_is(party->id_qualifier, "XX"))
        return party->id;
    return edi_reference_find(party->references, party->reference_count, "HPI");
}

x12_str edi_facts_tax_id(const struct edi_party *party)
{
    static const char *const qualifiers[] = { "EI", "TJ", "SY" };
    x12_str found = { NULL, 0 };

    if (x12_str_is(party->id_qualifier, "FI") ||
        x12_str_is(party->id_qualifier, "24") ||
        x12_str_is(party->id_qualifier, "34"))
        return party->id;
    for (size_t i = 0; !found.len && i < 3; i++)
        found = edi_reference_find(party->references, party->reference_count,
                                   qualifiers[i]);
    return found;
}

/* In order of the alphabet, run together: two sets are equal when these are. */
static x12_str facts_modifiers(const x12_str *modifier, struct x12_arena *arena)
{
    x12_str sorted[FACTS_MODIFIERS];
    size_t count = 0, len = 0;
    char *text;

    for (size_t i = 0; i < FACTS_MODIFIERS; i++) {
        size_t at = count;

        if (!modifier[i].len)
            continue;
        while (at && x12_str_compare(modifier[i], sorted[at - 1]) < 0) {
            sorted[at] = sorted[at - 1];
            at--;
        }
        sorted[at] = modifier[i];
        count++;
        len += modifier[i].len;
    }
    text = len ? x12_arena_bytes(arena, len) : NULL;
    len = 0;
    for (size_t i = 0; text && i < count; i++) {
        memcpy(text + len, sorted[i].at, sorted[i].len);
        len += sorted[i].len;
    }
    return (x12_str){ text, text ? len : 0 };
}

/* --- claim --------------------------------------------------------------- */

static void facts_line(const struct edi_claim *claim,
                       const struct edi_line *line, struct x12_arena *arena,
                       struct edi_match_line *out)
{
    *out = (struct edi_match_line){
        .number = line->number,
        .control = edi_key_number(
            arena,
            edi_reference_find(line->references, line->reference_count, "6R")),
        .code = edi_key_number(arena,
                               facts_first(line->procedure, line->revenue)),
        .revenue = edi_key_number(arena, line->revenue),
        .modifiers = facts_modifiers(line->modifier, arena),
        .charge = line->charge,
    };
    edi_line_service(claim, line, &out->from, &out->to);
}

static x12_date facts_sent(const struct edi_claim *claim,
                           const struct edi_envelope_facts *envelope)
{
    x12_date sent = 0;

    if (claim->set && x12_date_parse(claim->set->date, &sent))
        return sent;
    return facts_day(envelope->gs_day, envelope->isa_day);
}

void edi_facts_claim(const struct edi_claim *claim,
                     const struct edi_envelope_facts *envelope,
                     struct x12_arena *arena, struct edi_match_claim *out)
{
    const struct edi_party *patient = edi_claim_patient(claim);

    *out = (struct edi_match_claim){
        .number = edi_key_number(arena, claim->id),
        .payer = claim->payer.id,
        .npi = edi_facts_npi(&claim->billing),
        .tax_id = edi_key_number(arena, edi_facts_tax_id(&claim->billing)),
        .member = edi_key_number(arena, claim->subscriber.id),
        .last = edi_key_name(arena, patient->name),
        .first = edi_key_name(arena, patient->first),
        .subscriber_last = edi_key_name(arena, claim->subscriber.name),
        .frequency = claim->frequency,
        .responsibility = claim->coverage.responsibility,
        .original = edi_key_number(
            arena, edi_reference_find(claim->references, claim->reference_count,
                                      "F8")),
        .clearing = edi_key_number(
            arena, edi_reference_find(claim->references, claim->reference_count,
                                      "D9")),
        .reference = claim->set ? claim->set->reference : (x12_str){ NULL, 0 },
        .charge = claim->charge,
        .unreadable = claim->doubt.segment != 0,
        .sent = facts_sent(claim, envelope),
        .isa = envelope->isa,
        .set = envelope->set,
        .ordinal = claim->ordinal,
    };
    edi_claim_service(claim, &out->from, &out->to);
    out->lines = x12_arena_make(arena,
                                (claim->line_count + 1) * sizeof(*out->lines));
    for (size_t i = 0; out->lines && i < claim->line_count; i++)
        facts_line(claim, &claim->lines[i], arena,
                   &out->lines[out->line_count++]);
}

/* --- payment -------------------------------------------------------------- */

x12_date edi_facts_day(const struct edi_remittance *remittance,
                       const struct edi_envelope_facts *envelope)
{
    return facts_day(facts_day(remittance->date, remittance->production),
                     facts_day(envelope->gs_day, envelope->isa_day));
}

x12_str edi_facts_payer(const struct edi_remittance *remittance)
{
    const struct edi_party *payer = &remittance->payer;
    x12_str id = edi_reference_find(payer->references, payer->reference_count,
                                    "2U");

    return facts_first(facts_first(payer->id, id), remittance->payer_tax_id);
}

static const struct edi_reason *facts_reasons(const struct edi_adjustment *at,
                                              size_t count,
                                              struct x12_arena *arena,
                                              size_t *made)
{
    struct edi_reason *reasons = count ? x12_arena_make(
                                             arena, count * sizeof(*reasons))
                                       : NULL;

    *made = reasons ? count : 0;
    for (size_t i = 0; i < *made; i++)
        reasons[i] = (struct edi_reason){ at[i].group, at[i].reason,
                                          at[i].amount };
    return reasons;
}

static void facts_remark(x12_str code, struct x12_arena *arena,
                         x12_str **remarks, size_t *count)
{
    x12_str *remark = code.len ? x12_arena_push(arena, remarks, count,
                                                sizeof(**remarks))
                               : NULL;

    if (remark)
        *remark = code;
}

/* 005010X221A1: MOA03 to 07, MIA05 and MIA20 to 23 are remark codes. */
static void facts_claim_remarks(const struct edi_payment *payment,
                                struct x12_arena *arena,
                                struct edi_match_payment *out)
{
    x12_str *remarks = NULL;

    for (unsigned i = 3; payment->has_moa && i <= 7; i++)
        facts_remark(payment->moa[i], arena, &remarks, &out->remark_count);
    if (payment->has_mia)
        facts_remark(payment->mia[5], arena, &remarks, &out->remark_count);
    for (unsigned i = 20; payment->has_mia && i <= 23; i++)
        facts_remark(payment->mia[i], arena, &remarks, &out->remark_count);
    out->remarks = remarks;
}

/* The line's own days; those of the claim do not count here. */
static void facts_service_days(const struct edi_service *service,
                               x12_date *from, x12_date *to)
{
    const struct edi_date *day = edi_date_find(service->dates,
                                               service->date_count, "472");
    const struct edi_date *first = edi_date_find(service->dates,
                                                 service->date_count, "150");
    const struct edi_date *last = edi_date_find(service->dates,
                                                service->date_count, "151");

    if (day) {
        *from = day->from;
        *to = day->to;
    } else if (first) {
        *from = first->from;
        *to = last ? last->to : first->to;
    }
}

/* SVC04; or SVC01 itself, where its qualifier says so. */
static x12_str facts_revenue(const struct edi_service *service)
{
    if (service->revenue.len || !x12_str_is(service->qualifier, "NU"))
        return service->revenue;
    return service->procedure;
}

/* SVC06 is what was submitted where it differs from what was paid. */
static void facts_service(const struct edi_service *service,
                          struct x12_arena *arena,
                          struct edi_match_service *out)
{
    bool other = service->submitted_procedure.len != 0;
    x12_str *remarks = NULL;

    *out = (struct edi_match_service){
        .control = edi_key_number(
            arena, edi_reference_find(service->references,
                                      service->reference_count, "6R")),
        .code = edi_key_number(arena,
                               facts_first(other ? service->submitted_procedure
                                                 : service->procedure,
                                           service->revenue)),
        .revenue = edi_key_number(arena, facts_revenue(service)),
        .modifiers = facts_modifiers(
            other ? service->submitted_modifier : service->modifier, arena),
        .charge = service->charge,
        .paid = service->paid,
        .units = service->units,
    };
    facts_service_days(service, &out->from, &out->to);
    out->reasons = facts_reasons(service->adjustments,
                                 service->adjustment_count, arena,
                                 &out->reason_count);
    for (size_t i = 0; i < service->remark_count; i++)
        facts_remark(service->remarks[i].code, arena, &remarks,
                     &out->remark_count);
    out->remarks = remarks;
}

/* AMT*I of the claim; it is no part of CLP04. */
static x12_money facts_interest(const struct edi_payment *payment)
{
    x12_money interest = 0;

    return edi_amount_find(payment->amounts, payment->amount_count, "I",
                           &interest)
               ? interest
               : 0;
}

void edi_facts_payment(const struct edi_payment *payment,
                       const struct edi_envelope_facts *envelope,
                       struct x12_arena *arena, struct edi_match_payment *out)
{
    const struct edi_remittance *remittance = payment->remittance;

    *out = (struct edi_match_payment){
        .number = edi_key_number(arena, payment->id),
        .control = edi_key_number(arena, payment->control),
        .status = payment->status,
        .payer = edi_facts_payer(remittance),
        .npi = edi_facts_npi(&remittance->payee),
        .tax_id = edi_key_number(arena, edi_facts_tax_id(&remittance->payee)),
        .member = edi_key_number(arena, payment->patient_name.id),
        .other_member = edi_key_number(arena, payment->insured.id),
        .last = edi_key_name(arena, payment->patient_name.name),
        .first = edi_key_name(arena, payment->patient_name.first),
        .insured_last = edi_key_name(arena, payment->insured.name),
        .corrected = { payment->corrected.name, payment->corrected.first,
                       payment->corrected.id, payment->corrected_payer.name,
                       payment->corrected_payer.id },
        .charge = payment->charge,
        .paid = payment->paid,
        .day = edi_facts_day(remittance, envelope),
        .isa_day = envelope->isa_day,
        .isa = envelope->isa,
        .set = envelope->set,
        .ordinal = payment->ordinal,
        .unreadable = payment->doubt.segment != 0,
        .interest = facts_interest(payment),
    };
    edi_payment_service(payment, &out->from, &out->to);
    out->reasons = facts_reasons(payment->adjustments,
                                 payment->adjustment_count, arena,
                                 &out->reason_count);
    facts_claim_remarks(payment, arena, out);
    out->services = x12_arena_make(arena, (payment->service_count + 1) *
                                              sizeof(*out->services));
    for (size_t i = 0; out->services && i < payment->service_count; i++)
        facts_service(&payment->services[i], arena,
                      &out->services[out->service_count++]);
}
