/* SPDX-License-Identifier: Apache-2.0 */
/* coordinate_swap - two payers of a claim, and whom they insure, change places */
#include "edi/claims/coordinate_private.h"

void *edi_coordinate_list(struct edi_coordinating *co, const void *items,
                          size_t count, size_t more, size_t size)
{
    char *copy = x12_arena_make(co->arena, (count + more + 1) * size);

    if (copy && count)
        memcpy(copy, items, count * size);
    return copy;
}

/* --- numbers ----------------------------------------------------------------- */

static bool swap_is_one_of(x12_str s, const char *const *list)
{
    for (; *list; list++)
        if (x12_str_is(s, *list))
            return true;
    return false;
}

/* Whose each REF is, by its qualifier. */
static const char *const swap_payer_ids[] = { "2U", "EI", "FY", "NF", NULL };
static const char *const swap_provider_ids[] = { "G2", "LU", NULL };
static const char *const swap_permits[] = { "G1", "9F", NULL };
static const char *const swap_claim_ids[] = { "F8", "D9", "G1", "9F", NULL };
static const char *const swap_person_ids[] = { "SY", NULL };
static const char *const swap_casualty_ids[] = { "Y4", NULL };

/* Adds those of `from` that are in the list, or (keep false) are not. */
static void swap_take(struct edi_coordinating *co, struct edi_reference **to,
                      size_t *to_count, const struct edi_reference *from,
                      size_t count, const char *const *list, bool keep)
{
    struct edi_reference *at;

    for (size_t i = 0; i < count; i++) {
        if (swap_is_one_of(from[i].qualifier, list) != keep)
            continue;
        at = x12_arena_push(co->arena, to, to_count, sizeof(*at));
        if (at)
            *at = from[i];
    }
}

static void swap_take_party(struct edi_coordinating *co, struct edi_party *to,
                            const struct edi_party *from,
                            const char *const *list)
{
    swap_take(co, &to->references, &to->reference_count, from->references,
              from->reference_count, list, true);
}

/* A party without what hangs at it by lists. */
static struct edi_party swap_party(const struct edi_party *from,
                                   const char *role)
{
    struct edi_party party = *from;

    party.role = x12_str_from(role);
    party.references = NULL;
    party.contacts = NULL;
    party.dates = NULL;
    party.reference_count = party.contact_count = party.date_count = 0;
    return party;
}

static void swap_no_birth(struct edi_party *party)
{
    party->birth_format = party->birth = party->gender = X12_STR("");
}

static void swap_no_address(struct edi_party *party)
{
    party->address[0] = party->address[1] = X12_STR("");
    party->city = party->state = party->zip = X12_STR("");
    party->country = party->subdivision = X12_STR("");
    party->location_qualifier = party->location = X12_STR("");
}

static void swap_address(struct edi_party *party, const struct edi_party *from)
{
    party->address[0] = from->address[0];
    party->address[1] = from->address[1];
    party->city = from->city;
    party->state = from->state;
    party->zip = from->zip;
    party->country = from->country;
    party->subdivision = from->subdivision;
}

/* --- people ---------------------------------------------------------------- */

static bool swap_is_self(const struct edi_claim *claim)
{
    return edi_claim_patient(claim) == &claim->subscriber;
}

static const struct edi_coverage *swap_pat(const struct edi_claim *claim)
{
    return swap_is_self(claim) ? &claim->coverage : &claim->patient_coverage;
}

/* PAT05 to PAT09 are the patient's, whoever has the insurance. */
static void swap_set_pat(struct edi_coverage *to,
                         const struct edi_coverage *from)
{
    to->death_format = from->death_format;
    to->death = from->death;
    to->weight_unit = from->weight_unit;
    to->weight_text = from->weight_text;
    to->pregnant = from->pregnant;
}

/* The patient has the next payer's insurance: there is no 2000C. */
static void swap_patient_insured(struct edi_coordinating *co)
{
    const struct edi_party *patient = edi_claim_patient(co->from);
    struct edi_claim *to = co->to;

    to->patient_is_subscriber = true;
    to->patient = (struct edi_party){ 0 };
    to->patient_coverage = (struct edi_coverage){ 0 };
    swap_set_pat(&to->coverage, swap_pat(co->from));
    swap_address(&to->subscriber, patient);
    to->subscriber.birth_format = patient->birth_format;
    to->subscriber.birth = patient->birth;
    to->subscriber.gender = patient->gender;
    swap_take_party(co, &to->subscriber, patient, swap_casualty_ids);
}

/* Somebody else has it: the patient stands in 2000C, by the relation that 2320
 * told, and of the subscriber only what 2330A has. */
static void swap_patient_apart(struct edi_coordinating *co)
{
    const struct edi_party *patient = edi_claim_patient(co->from);
    struct edi_claim *to = co->to;

    to->patient_is_subscriber = false;
    to->patient = swap_party(patient, "QC");
    to->patient.id_qualifier = to->patient.id = X12_STR("");
    to->patient.provider_code = to->patient.taxonomy_qualifier =
        to->patient.taxonomy = X12_STR("");
    swap_take_party(co, &to->patient, patient, swap_casualty_ids);
    to->patient_coverage = (struct edi_coverage){
        .patient_relationship = to->coverage.relationship,
    };
    to->coverage.relationship = X12_STR("");
    swap_set_pat(&to->patient_coverage, swap_pat(co->from));
    swap_no_address(&to->subscriber);
    swap_no_birth(&to->subscriber);
}

static void swap_people(struct edi_coordinating *co)
{
    const struct edi_other_payer *next = co->c->next;
    struct edi_claim *to = co->to;

    to->coverage = next->coverage;
    to->subscriber = swap_party(&next->subscriber, "IL");
    swap_take_party(co, &to->subscriber, &next->subscriber, swap_person_ids);
    if (x12_str_is(next->coverage.relationship, "18"))
        swap_patient_insured(co);
    else
        swap_patient_apart(co);
    to->provider_loop = to->subscriber_loop = to->patient_loop = 0;
    to->patients_follow = false;
}

/* --- the payer that has answered ------------------------------------------- */

static void swap_other_subscriber(struct edi_coordinating *co)
{
    const struct edi_claim *from = co->from;
    struct edi_other_payer *paid = co->paid;

    paid->coverage = (struct edi_coverage){
        .responsibility = from->coverage.responsibility,
        .relationship = swap_is_self(from)
                            ? X12_STR("18")
                            : from->patient_coverage.patient_relationship,
        .group_number = from->coverage.group_number,
        .group_name = from->coverage.group_name,
        .insurance_type = from->coverage.insurance_type,
        .filing = from->coverage.filing,
    };
    paid->rights = (struct edi_rights){
        .present = true,
        .assignment = from->benefits,
        .patient_signature = from->patient_signature,
        .release = from->release,
    };
    paid->subscriber = swap_party(&from->subscriber, "IL");
    swap_no_birth(&paid->subscriber);
    swap_take_party(co, &paid->subscriber, &from->subscriber, swap_person_ids);
}

/* A provider of 2330C and on has nothing but the payer's numbers for it. */
static void swap_provider_out(struct edi_coordinating *co, x12_str role,
                              x12_str type, const struct edi_party *from)
{
    struct edi_party ids = { .present = true, .role = role, .type = type };
    struct edi_party *at;

    swap_take_party(co, &ids, from, swap_provider_ids);
    if (ids.reference_count == 0)
        return;
    at = x12_arena_push(co->arena, &co->paid->providers,
                        &co->paid->provider_count, sizeof(*at));
    if (at)
        *at = ids;
}

static void swap_other_payer(struct edi_coordinating *co)
{
    const struct edi_claim *from = co->from;
    struct edi_party *payer = &co->paid->payer;

    *payer = swap_party(&from->payer, "PR");
    swap_take_party(co, payer, &from->payer, swap_payer_ids);
    if (payer->reference_count > 2) /* 2010BB has room for three */
        payer->reference_count = 2;
    swap_take(co, &payer->references, &payer->reference_count, from->references,
              from->reference_count, swap_permits, true);
    swap_provider_out(co, X12_STR("85"), from->billing.type, &from->payer);
}

/* --- the payer that is asked now ------------------------------------------- */

static const struct edi_party *swap_find(const struct edi_other_payer *payer,
                                         x12_str role)
{
    for (size_t i = 0; i < payer->provider_count; i++)
        if (x12_str_equal(payer->providers[i].role, role))
            return &payer->providers[i];
    return NULL;
}

/* Numbers of 2310 that are the payer's own: those of one go to 2330C and on, and
 * those of the other come from there. */
static void swap_providers(struct edi_coordinating *co)
{
    const struct edi_claim *from = co->from;
    struct edi_claim *to = co->to;

    to->providers = edi_coordinate_list(
        co, from->providers, from->provider_count, 0, sizeof(*to->providers));
    for (size_t i = 0; to->providers && i < to->provider_count; i++) {
        const struct edi_party *was = &from->providers[i];
        const struct edi_party *theirs = swap_find(co->c->next, was->role);
        struct edi_party *p = &to->providers[i];

        p->references = NULL;
        p->reference_count = 0;
        swap_take(co, &p->references, &p->reference_count, was->references,
                  was->reference_count, swap_provider_ids, false);
        if (theirs)
            swap_take_party(co, p, theirs, swap_provider_ids);
        swap_provider_out(co, was->role, was->type, was);
    }
}

/* --- lines ------------------------------------------------------------------- */

/* A number of the line that is a payer's own says whose in REF04, where it is not
 * the number of the payer that is asked. */
static void swap_owner(struct edi_coordinating *co, struct edi_reference *ref)
{
    if (!swap_is_one_of(ref->qualifier, swap_permits) &&
        !swap_is_one_of(ref->qualifier, swap_provider_ids))
        return;
    if (!ref->other_value.len) {
        ref->other_qualifier = X12_STR("2U");
        ref->other_value = co->from->payer.id;
    } else if (x12_str_equal(ref->other_value, co->c->next->payer.id)) {
        ref->other_qualifier = ref->other_value = X12_STR("");
    }
}

static void swap_owners(struct edi_coordinating *co, struct edi_reference **at,
                        size_t count)
{
    if (count == 0)
        return;
    *at = edi_coordinate_list(co, *at, count, 0, sizeof(**at));
    for (size_t i = 0; *at && i < count; i++)
        swap_owner(co, &(*at)[i]);
}

static void swap_lines(struct edi_coordinating *co)
{
    struct edi_claim *to = co->to;

    to->lines = edi_coordinate_list(co, to->lines, to->line_count, 0,
                                    sizeof(*to->lines));
    for (size_t i = 0; to->lines && i < to->line_count; i++) {
        struct edi_line *line = &to->lines[i];

        swap_owners(co, &line->references, line->reference_count);
        line->providers = edi_coordinate_list(co, line->providers,
                                              line->provider_count, 0,
                                              sizeof(*line->providers));
        for (size_t j = 0; line->providers && j < line->provider_count; j++)
            swap_owners(co, &line->providers[j].references,
                        line->providers[j].reference_count);
    }
}

/* --- the claim --------------------------------------------------------------- */

/* What the payer calls the billing provider: 2010BB has room for both numbers in
 * a professional claim, and for one in others. */
static void swap_billing_ids(struct edi_coordinating *co,
                             const struct edi_party *theirs)
{
    struct edi_party *payer = &co->to->payer;
    const size_t most = payer->reference_count +
                        (co->from->kind == EDI_PROFESSIONAL ? 2 : 1);

    swap_take_party(co, payer, theirs, swap_provider_ids);
    if (payer->reference_count > most)
        payer->reference_count = most;
}

static void swap_payer(struct edi_coordinating *co)
{
    const struct edi_other_payer *next = co->c->next;
    const struct edi_party *theirs = swap_find(next, X12_STR("85"));
    struct edi_claim *to = co->to;

    to->payer = swap_party(&next->payer, "PR");
    swap_take_party(co, &to->payer, &next->payer, swap_payer_ids);
    if (theirs)
        swap_billing_ids(co, theirs);
    to->references = NULL;
    to->reference_count = 0;
    swap_take(co, &to->references, &to->reference_count, co->from->references,
              co->from->reference_count, swap_claim_ids, false);
    swap_take(co, &to->references, &to->reference_count, next->payer.references,
              next->payer.reference_count, swap_permits, true);
    if (next->rights.assignment.len)
        to->benefits = next->rights.assignment;
    if (next->rights.release.len)
        to->release = next->rights.release;
    to->patient_signature = next->rights.patient_signature;
}

/* Frequency 7 and 8 name a claim of the payer that has answered; to the next one
 * it is the first of its kind. */
static void swap_claim(struct edi_coordinating *co)
{
    struct edi_claim *to = co->to;

    if (x12_str_is(to->frequency, "7"))
        to->frequency = X12_STR("1");
    to->unread = NULL;
    to->unread_count = 0;
    to->findings = 0;
}

void edi_coordinate_swap(struct edi_coordinating *co)
{
    const struct edi_claim *from = co->from;
    const size_t at = (size_t)(co->c->next - from->other_payers);

    *co->to = *from;
    co->to->other_payers = edi_coordinate_list(co, from->other_payers,
                                               from->other_payer_count, 0,
                                               sizeof(*co->to->other_payers));
    if (!co->to->other_payers)
        return;
    co->paid = &co->to->other_payers[at];
    *co->paid = (struct edi_other_payer){ 0 };
    swap_other_subscriber(co);
    swap_other_payer(co);
    swap_people(co);
    swap_payer(co);
    swap_providers(co);
    swap_lines(co);
    swap_claim(co);
}
