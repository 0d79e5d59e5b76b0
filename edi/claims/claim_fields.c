/* SPDX-License-Identifier: Apache-2.0 */
/* claim_fields - the structs of claim.h as rows: key, kind, place */
#include "edi/claims/claim_fields_private.h"
#include "edi/claims/field_rows_private.h"

/* clang-format off */

#define OF edi_reference
static const struct edi_field reference_rows[] = {
    TEXT("qualifier", qualifier),
    TEXT("value", value),
    TEXT("description", description),
    TEXT("other_qualifier", other_qualifier),
    TEXT("other_value", other_value),
};
RECORD(reference, reference_rows);

#undef OF
#define OF edi_date
static const struct edi_field date_rows[] = {
    TEXT("qualifier", qualifier),
    TEXT("format", format),
    ROW("text", PERIOD, text, EDI_FIELD_NONE, NULL),
    ROW("from", DAY, from, EDI_FIELD_NONE, NULL),
    ROW("to", DAY, to, EDI_FIELD_NONE, NULL),
};
RECORD(date, date_rows);

#undef OF
#define OF edi_amount
static const struct edi_field amount_rows[] = {
    TEXT("qualifier", qualifier),
    MONEY("amount", amount),
};
RECORD(amount, amount_rows);

#undef OF
#define OF edi_quantity
static const struct edi_field quantity_rows[] = {
    TEXT("kind", kind),
    TEXT("qualifier", qualifier),
    DECIMAL("quantity", quantity),
    TEXT("unit", unit),
};
RECORD(quantity, quantity_rows);

#undef OF
#define OF edi_contact_number
static const struct edi_field contact_number_rows[] = {
    TEXT("qualifier", qualifier),
    TEXT("number", number),
};
RECORD(contact_number, contact_number_rows);

#undef OF
#define OF edi_contact
static const struct edi_field contact_rows[] = {
    TEXT("function", function),
    TEXT("name", name),
    STRUCTS("numbers", number, contact_number),
};
RECORD(contact, contact_rows);

#undef OF
#define OF edi_note
static const struct edi_field note_rows[] = {
    TEXT("code", code),
    TEXT("text", text),
};
RECORD(note, note_rows);

#undef OF
#define OF edi_attachment
static const struct edi_field attachment_rows[] = {
    TEXT("type", type),
    TEXT("transmission", transmission),
    TEXT("qualifier", qualifier),
    TEXT("control", control),
};
RECORD(attachment, attachment_rows);

#undef OF
#define OF edi_condition
static const struct edi_field condition_rows[] = {
    TEXT("category", category),
    TEXT("applies", applies),
    TEXTS("codes", code),
};
RECORD(condition, condition_rows);

#undef OF
#define OF edi_code
static const struct edi_field code_rows[] = {
    COUNT("segment", segment),
    COUNT("position", position),
    TEXT("qualifier", qualifier),
    TEXT("code", code),
    TEXT("format", format),
    DAY_TEXT("date", date),
    MONEY_IF("amount", amount, has_amount),
    DECIMAL_IF("quantity", quantity, has_quantity),
    TEXT("version", version),
    TEXT("industry", industry),
    TEXT("present_on_admission", present_on_admission),
};
RECORD(code, code_rows);

#undef OF
#define OF edi_adjustment
static const struct edi_field adjustment_rows[] = {
    TEXT("group", group),
    TEXT("reason", reason),
    MONEY("amount", amount),
    DECIMAL_IF("quantity", quantity, has_quantity),
    COUNT("cas", cas),
    COUNT("position", position),
};
RECORD(adjustment, adjustment_rows);

#undef OF
#define OF edi_pricing
static const struct edi_field pricing_rows[] = {
    TEXT("method", method),
    MONEY_IF("allowed", allowed, has_allowed),
    MONEY_IF("savings", savings, has_savings),
    TEXT("organization", organization),
    TEXT("rate", rate_text),
    TEXT("group", group),
    TEXT("group_amount", group_amount_text),
    TEXT("revenue", revenue),
    TEXT("procedure_qualifier", procedure_qualifier),
    TEXT("procedure", procedure),
    TEXT("unit", unit),
    TEXT("quantity", quantity_text),
    TEXT("reject", reject),
    TEXT("policy", policy),
    TEXT("exception", exception),
};
RECORD_IF(pricing, pricing_rows);

#undef OF
#define OF edi_contract
static const struct edi_field contract_rows[] = {
    TEXT("type", type),
    TEXT("amount", amount_text),
    TEXT("percent", percent_text),
    TEXT("code", code),
    TEXT("discount", discount_text),
    TEXT("version", version),
};
RECORD_IF(contract, contract_rows);

#undef OF
#define OF edi_ambulance
static const struct edi_field ambulance_rows[] = {
    TEXT("weight_unit", weight_unit),
    TEXT("weight", weight_text),
    TEXT("code", code),
    TEXT("reason", reason),
    TEXT("distance_unit", distance_unit),
    TEXT("distance", distance_text),
    TEXT("round_trip", round_trip),
    TEXT("stretcher", stretcher),
};
RECORD_IF(ambulance, ambulance_rows);

#undef OF
#define OF edi_spinal
static const struct edi_field spinal_rows[] = {
    TEXT("condition", condition),
    TEXT("description", description),
    TEXT("more_description", more_description),
    TEXT("x_ray", x_ray),
};
RECORD_IF(spinal, spinal_rows);

#undef OF
#define OF edi_certification
static const struct edi_field certification_rows[] = {
    TEXT("type", type),
    TEXT("unit", unit),
    TEXT("months", months_text),
};
RECORD_IF(certification, certification_rows);

#undef OF
#define OF edi_dme
static const struct edi_field dme_rows[] = {
    TEXT("qualifier", qualifier),
    TEXT("procedure", procedure),
    TEXT("unit", unit),
    TEXT("days", days_text),
    TEXT("rental", rental_text),
    TEXT("purchase", purchase_text),
    TEXT("frequency", frequency),
};
RECORD_IF(dme, dme_rows);

#undef OF
#define OF edi_purchased
static const struct edi_field purchased_rows[] = {
    TEXT("provider", provider),
    TEXT("charge", charge_text),
    TEXT("state", state),
};
RECORD_IF(purchased, purchased_rows);

#undef OF
#define OF edi_admission
static const struct edi_field admission_rows[] = {
    TEXT("type", type),
    TEXT("source", source),
    TEXT("status", status),
};
RECORD_IF(admission, admission_rows);

#undef OF
#define OF edi_orthodontics
static const struct edi_field orthodontics_rows[] = {
    TEXT("months", months_text),
    TEXT("months_remaining", remaining_text),
    TEXT("other", other),
    TEXT("appliance", appliance),
};
RECORD_IF(orthodontics, orthodontics_rows);

#undef OF
#define OF edi_tooth_status
static const struct edi_field tooth_status_rows[] = {
    TEXT("tooth", tooth),
    TEXT("status", status),
    TEXT("qualifier", qualifier),
};
RECORD(tooth_status, tooth_status_rows);

#undef OF
#define OF edi_tooth
static const struct edi_field tooth_rows[] = {
    TEXT("qualifier", qualifier),
    TEXT("code", code),
    TEXTS("surfaces", surface),
};
RECORD(tooth, tooth_rows);

#undef OF
#define OF edi_rights
static const struct edi_field rights_rows[] = {
    TEXT("assignment", assignment),
    TEXT("patient_signature", patient_signature),
    TEXT("release", release),
};
RECORD_IF(rights, rights_rows);

#undef OF
#define OF edi_unread
static const struct edi_field unread_rows[] = {
    TEXT("loop", loop),
    TEXT("text", text),
    TEXT("marks", marks),
    TEXT("level", level),
    COUNT("place", place),
    BOOL("replaces", replaces),
};
RECORD(unread, unread_rows);

#undef OF
#define OF edi_party
static const struct edi_field party_rows[] = {
    TEXT("role", role),
    TEXT("type", type),
    TEXT("name", name),
    TEXT("first", first),
    TEXT("middle", middle),
    TEXT("prefix", prefix),
    TEXT("suffix", suffix),
    TEXT("id_qualifier", id_qualifier),
    TEXT("id", id),
    TEXTS("address", address),
    TEXT("city", city),
    TEXT("state", state),
    TEXT("zip", zip),
    TEXT("country", country),
    TEXT("location_qualifier", location_qualifier),
    TEXT("location", location),
    TEXT("subdivision", subdivision),
    TEXT("birth_format", birth_format),
    DAY_TEXT("birth", birth),
    TEXT("gender", gender),
    TEXT("provider_code", provider_code),
    TEXT("taxonomy_qualifier", taxonomy_qualifier),
    TEXT("taxonomy", taxonomy),
    LIST("dates", dates, date_count, date),
    LIST("references", references, reference_count, reference),
    LIST("contacts", contacts, contact_count, contact),
};
RECORD_IF(party, party_rows);

#undef OF
#define OF edi_coverage
static const struct edi_field coverage_rows[] = {
    TEXT("responsibility", responsibility),
    TEXT("relationship", relationship),
    TEXT("group_number", group_number),
    TEXT("group_name", group_name),
    TEXT("insurance_type", insurance_type),
    TEXT("filing", filing),
    TEXT("patient_relationship", patient_relationship),
    TEXT("death_format", death_format),
    DAY_TEXT("death", death),
    TEXT("weight_unit", weight_unit),
    TEXT("weight", weight_text),
    TEXT("pregnant", pregnant),
};
RECORD(coverage, coverage_rows);

#undef OF
#define OF edi_drug
static const struct edi_field drug_rows[] = {
    TEXT("qualifier", qualifier),
    TEXT("code", code),
    DECIMAL_IF("quantity", quantity, has_quantity),
    TEXT("unit", unit),
    LIST("references", references, reference_count, reference),
};
RECORD_IF(drug, drug_rows);

#undef OF
#define OF edi_adjudication
static const struct edi_field adjudication_rows[] = {
    TEXT("payer", payer_id),
    MONEY("paid", paid),
    TEXT("qualifier", qualifier),
    TEXT("procedure", procedure),
    TEXTS("modifiers", modifier),
    TEXT("description", description),
    TEXT("revenue", revenue),
    DECIMAL_IF("units", units, has_units),
    TEXT("bundled_line", bundled_line),
    LIST("adjustments", adjustments, adjustment_count, adjustment),
    LIST("dates", dates, date_count, date),
    LIST("amounts", amounts, amount_count, amount),
};
RECORD(adjudication, adjudication_rows);

#undef OF
#define OF edi_answer
static const struct edi_field answer_rows[] = {
    TEXT("question", question),
    TEXT("yes", yes),
    TEXT("text", text),
    DAY_TEXT("date", date),
    TEXT("percent", percent),
};
RECORD(answer, answer_rows);

#undef OF
#define OF edi_form
static const struct edi_field form_rows[] = {
    TEXT("qualifier", qualifier),
    TEXT("code", code),
    LIST("answers", answers, answer_count, answer),
};
RECORD(form, form_rows);

#undef OF
#define OF edi_line
static const struct edi_field line_rows[] = {
    TEXT("number", number_text),
    TEXT("revenue", revenue),
    TEXT("qualifier", qualifier),
    TEXT("procedure", procedure),
    TEXTS("modifiers", modifier),
    TEXT("description", description),
    TEXT("procedure_to", procedure_to),
    MONEY("charge", charge),
    TEXT("unit", unit),
    DECIMAL_IF("units", units, has_units),
    TEXT("place", place),
    TEXTS("pointers", pointer),
    TEXT("emergency", emergency),
    TEXT("epsdt", epsdt),
    TEXT("family_planning", family_planning),
    TEXT("copay", copay),
    MONEY_IF("non_covered", non_covered, has_non_covered),
    TEXTS("oral_cavity", oral_cavity),
    TEXT("prosthesis", prosthesis),
    LIST("teeth", teeth, tooth_count, tooth),
    STRUCT("dme", dme, dme),
    LIST("attachments", attachments, attachment_count, attachment),
    STRUCT("ambulance", ambulance, ambulance),
    STRUCT("certification", certification, certification),
    LIST("conditions", conditions, condition_count, condition),
    LIST("dates", dates, date_count, date),
    LIST("quantities", quantities, quantity_count, quantity),
    STRUCT("contract", contract, contract),
    LIST("references", references, reference_count, reference),
    LIST("amounts", amounts, amount_count, amount),
    TEXT_LIST("fixed", fixed, fixed_count),
    LIST("notes", notes, note_count, note),
    STRUCT("purchased", purchased, purchased),
    STRUCT("pricing", pricing, pricing),
    LIST("drugs", drugs, drug_count, drug),
    LIST("providers", providers, provider_count, party),
    LIST("adjudications", adjudications, adjudication_count, adjudication),
    LIST("forms", forms, form_count, form),
};
RECORD(line, line_rows);

#undef OF
#define OF edi_other_payer
static const struct edi_field other_payer_rows[] = {
    STRUCT_BARE("coverage", coverage, coverage),
    LIST("adjustments", adjustments, adjustment_count, adjustment),
    LIST("amounts", amounts, amount_count, amount),
    STRUCT("rights", rights, rights),
    TEXTS_IF("mia", mia[1], EDI_MIA_ELEMENTS, has_mia),
    TEXTS_IF("moa", moa[1], EDI_MOA_ELEMENTS, has_moa),
    STRUCT("subscriber", subscriber, party),
    STRUCT("payer", payer, party),
    LIST("providers", providers, provider_count, party),
};
RECORD(other_payer, other_payer_rows);

#undef OF
#define OF edi_claim
static const struct edi_field claim_rows[] = {
    ROW("type", KIND, kind, EDI_FIELD_NONE, NULL),
    TEXT("id", id),
    MONEY("charge", charge),
    FACT("findings", COUNT, findings, EDI_FIELD_NONE, NULL),
    STRUCT("billing", billing, party),
    STRUCT("pay_to", pay_to, party),
    STRUCT("pay_to_plan", pay_to_plan, party),
    TEXT("currency", currency),
    TEXT("currency_role", currency_role),
    COUNT("provider_loop", provider_loop),
    STRUCT_BARE("coverage", coverage, coverage),
    STRUCT("subscriber", subscriber, party),
    STRUCT("payer", payer, party),
    STRUCT("responsible", responsible, party),
    COUNT("subscriber_loop", subscriber_loop),
    BOOL("patients_follow", patients_follow),
    STRUCT_BARE("patient_coverage", patient_coverage, coverage),
    STRUCT("patient", patient, party),
    COUNT("patient_loop", patient_loop),
    TEXT("place", place),
    TEXT("place_qualifier", place_qualifier),
    TEXT("frequency", frequency),
    TEXT("signature", signature),
    TEXT("assignment", assignment),
    TEXT("benefits", benefits),
    TEXT("release", release),
    TEXT("patient_signature", patient_signature),
    TEXTS("cause", cause),
    TEXT("cause_state", cause_state),
    TEXT("cause_country", cause_country),
    TEXT("special_program", special_program),
    TEXT("submission_reason", submission_reason),
    TEXT("delay_reason", delay_reason),
    LIST("dates", dates, date_count, date),
    STRUCT("admission", admission, admission),
    STRUCT("orthodontics", orthodontics, orthodontics),
    LIST("tooth_status", tooth_status, tooth_status_count, tooth_status),
    LIST("attachments", attachments, attachment_count, attachment),
    STRUCT("contract", contract, contract),
    LIST("amounts", amounts, amount_count, amount),
    LIST("quantities", quantities, quantity_count, quantity),
    LIST("references", references, reference_count, reference),
    TEXT_LIST("fixed", fixed, fixed_count),
    LIST("notes", notes, note_count, note),
    STRUCT("ambulance", ambulance, ambulance),
    STRUCT("spinal", spinal, spinal),
    LIST("conditions", conditions, condition_count, condition),
    LIST("codes", codes, code_count, code),
    STRUCT("pricing", pricing, pricing),
    LIST("providers", providers, provider_count, party),
    LIST("other_payers", other_payers, other_payer_count, other_payer),
    LIST("lines", lines, line_count, line),
    FACT("unread", LIST, unread, offsetof(struct edi_claim, unread_count),
         &edi_unread_record),
};
RECORD(claim, claim_rows);
#undef OF

/* clang-format on */

x12_str edi_kind_name(enum edi_claim_kind kind)
{
    switch (kind) {
    case EDI_PROFESSIONAL:
        return X12_STR("professional");
    case EDI_INSTITUTIONAL:
        return X12_STR("institutional");
    case EDI_DENTAL:
        return X12_STR("dental");
    }
    return (x12_str){ NULL, 0 };
}

static const x12_str *field_text(const struct edi_field *field,
                                 const void *object)
{
    return edi_field_at(field, object);
}

static bool field_flag(const void *object, uint16_t offset)
{
    return *(const bool *)((const char *)object + offset);
}

static size_t field_count(const struct edi_field *field, const void *object)
{
    return *(const size_t *)(const void *)((const char *)object + field->other);
}

size_t edi_field_items(const struct edi_field *field, const void *object,
                       const void **items)
{
    const char *at = edi_field_at(field, object);
    size_t count = field->other;

    if (field->kind == EDI_FIELD_LIST || field->kind == EDI_FIELD_TEXT_LIST) {
        *items = *(const void *const *)(const void *)at;
        return field_count(field, object);
    }
    *items = at;
    if (field->kind == EDI_FIELD_TEXTS)
        while (count > 0 &&
               ((const x12_str *)(const void *)at)[count - 1].len == 0)
            count--;
    else
        while (count > 0 &&
               edi_record_is_empty(field->record,
                                   at + (count - 1) * field->record->size))
            count--;
    return count;
}

bool edi_date_is_plain(const struct edi_date *date)
{
    if (date->from == 0)
        return false;
    if (date->text.len == 8) /* a DTM has no format */
        return date->format.len == 0 ||
               x12_str_equal(date->format, X12_STR("D8"));
    return date->text.len == 17 && x12_str_equal(date->format, X12_STR("RD8"));
}

bool edi_field_is_empty(const struct edi_field *field, const void *object)
{
    const void *at = edi_field_at(field, object);
    const void *items;

    switch ((enum edi_field_kind)field->kind) {
    case EDI_FIELD_TEXT:
    case EDI_FIELD_DAY_TEXT:
        return field_text(field, object)->len == 0;
    case EDI_FIELD_PERIOD:
        return field_text(field, object)->len == 0 || edi_date_is_plain(object);
    case EDI_FIELD_DAY:
        return *(const x12_date *)at == 0;
    case EDI_FIELD_MONEY:
    case EDI_FIELD_DECIMAL:
        return field->other != EDI_FIELD_NONE &&
               !field_flag(object, field->other);
    case EDI_FIELD_COUNT:
        return *(const uint32_t *)at == 0;
    case EDI_FIELD_BOOL:
        return !*(const bool *)at;
    case EDI_FIELD_KIND:
        return edi_kind_name(*(const enum edi_claim_kind *)at).len == 0;
    case EDI_FIELD_STRUCT:
        if (field->record->present != EDI_FIELD_NONE)
            return !field_flag(at, field->record->present);
        return edi_record_is_empty(field->record, at);
    case EDI_FIELD_TEXTS:
    case EDI_FIELD_TEXT_LIST:
    case EDI_FIELD_STRUCTS:
    case EDI_FIELD_LIST:
        return edi_field_items(field, object, &items) == 0;
    }
    return true;
}

bool edi_record_is_empty(const struct edi_record *record, const void *object)
{
    for (size_t i = 0; i < record->count; i++)
        if (!edi_field_is_empty(&record->fields[i], object))
            return false;
    return true;
}

static bool field_items_equal(const struct edi_field *field, const void *a,
                              const void *b)
{
    const void *left, *right;
    size_t count = edi_field_items(field, a, &left);

    if (edi_field_items(field, b, &right) != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!field->record) {
            if (!x12_str_equal(((const x12_str *)left)[i],
                               ((const x12_str *)right)[i]))
                return false;
        } else if (!edi_record_equal(
                       field->record,
                       (const char *)left + i * field->record->size,
                       (const char *)right + i * field->record->size)) {
            return false;
        }
    }
    return true;
}

static bool field_equal(const struct edi_field *field, const void *a,
                        const void *b)
{
    const void *left = edi_field_at(field, a), *right = edi_field_at(field, b);

    if (field->kind != EDI_FIELD_TEXT &&
        edi_field_is_empty(field, a) != edi_field_is_empty(field, b))
        return false;
    switch ((enum edi_field_kind)field->kind) {
    case EDI_FIELD_TEXT:
    case EDI_FIELD_DAY_TEXT:
    case EDI_FIELD_PERIOD:
        return x12_str_equal(*field_text(field, a), *field_text(field, b));
    case EDI_FIELD_DAY:
        return *(const x12_date *)left == *(const x12_date *)right;
    case EDI_FIELD_MONEY:
        return *(const x12_money *)left == *(const x12_money *)right;
    case EDI_FIELD_DECIMAL:
        return x12_decimal_compare(*(const x12_decimal *)left,
                                   *(const x12_decimal *)right) == 0;
    case EDI_FIELD_COUNT:
        return *(const uint32_t *)left == *(const uint32_t *)right;
    case EDI_FIELD_KIND:
        return *(const enum edi_claim_kind *)left ==
               *(const enum edi_claim_kind *)right;
    case EDI_FIELD_BOOL:
        return true; /* both are empty, or neither */
    case EDI_FIELD_STRUCT:
        return edi_record_equal(field->record, left, right);
    case EDI_FIELD_TEXTS:
    case EDI_FIELD_TEXT_LIST:
    case EDI_FIELD_STRUCTS:
    case EDI_FIELD_LIST:
        return field_items_equal(field, a, b);
    }
    return false;
}

bool edi_record_equal_part(const struct edi_record *record, const void *a,
                           const void *b, size_t from, size_t to)
{
    for (size_t i = 0; i < record->count; i++) {
        const struct edi_field *field = &record->fields[i];

        if (field->offset < from || field->offset >= to ||
            (field->flags & EDI_FIELD_FACT) ||
            (edi_field_is_unset(field, a) && edi_field_is_unset(field, b)))
            continue;
        if (!field_equal(field, a, b))
            return false;
    }
    return true;
}

bool edi_record_equal(const struct edi_record *record, const void *a,
                      const void *b)
{
    return edi_record_equal_part(record, a, b, 0, record->size);
}

/* The items of a list or an array, made anew or copied in place. */
static void field_copy_items(const struct edi_field *field, void *into,
                             const void *from, struct x12_arena *arena)
{
    bool is_list = field->kind == EDI_FIELD_LIST ||
                   field->kind == EDI_FIELD_TEXT_LIST;
    size_t size = field->record ? field->record->size : sizeof(x12_str);
    const void *items;
    size_t count = edi_field_items(field, from, &items);
    char *made = edi_field_in(field, into);

    if (is_list) {
        made = count > 0 ? x12_arena_make(arena, count * size) : NULL;
        if (!made)
            count = 0;
        *(void **)edi_field_in(field, into) = made;
        *(size_t *)(void *)((char *)into + field->other) = count;
    }
    for (size_t i = 0; i < count; i++)
        if (field->record)
            edi_record_copy(field->record, made + i * size,
                            (const char *)items + i * size, arena);
        else
            ((x12_str *)(void *)made)[i] = x12_arena_copy(
                arena, ((const x12_str *)items)[i]);
}

static void field_copy(const struct edi_field *field, void *into,
                       const void *from, struct x12_arena *arena)
{
    switch ((enum edi_field_kind)field->kind) {
    case EDI_FIELD_TEXT:
    case EDI_FIELD_DAY_TEXT:
    case EDI_FIELD_PERIOD:
        *(x12_str *)edi_field_in(field, into) = x12_arena_copy(
            arena, *field_text(field, from));
        break;
    case EDI_FIELD_TEXTS:
    case EDI_FIELD_TEXT_LIST:
    case EDI_FIELD_STRUCTS:
    case EDI_FIELD_LIST:
        field_copy_items(field, into, from, arena);
        break;
    case EDI_FIELD_STRUCT:
        edi_record_copy(field->record, edi_field_in(field, into),
                        edi_field_at(field, from), arena);
        break;
    case EDI_FIELD_DAY:
    case EDI_FIELD_MONEY:
    case EDI_FIELD_DECIMAL:
    case EDI_FIELD_COUNT:
    case EDI_FIELD_BOOL:
    case EDI_FIELD_KIND:
        break; /* copied with the whole */
    }
}

/* Numbers and flags come with the bytes of the whole; what points is then made
 * anew. */
void edi_record_copy_part(const struct edi_record *record, void *into,
                          const void *from, size_t first, size_t end,
                          struct x12_arena *arena)
{
    memcpy((char *)into + first, (const char *)from + first, end - first);
    for (size_t i = 0; i < record->count; i++)
        if (record->fields[i].offset >= first &&
            record->fields[i].offset < end &&
            !edi_field_is_unset(&record->fields[i], from))
            field_copy(&record->fields[i], into, from, arena);
}

void edi_record_copy(const struct edi_record *record, void *into,
                     const void *from, struct x12_arena *arena)
{
    edi_record_copy_part(record, into, from, 0, record->size, arena);
}
