/* SPDX-License-Identifier: Apache-2.0 */
/* payment_fields - the structs of payment.h and ack.h as rows */
#include "edi/claims/payment_fields_private.h"

#include "edi/claims/field_rows_private.h"

/* clang-format off */

#define OF edi_remark
static const struct edi_field remark_rows[] = {
    TEXT("qualifier", qualifier),
    TEXT("code", code),
};
RECORD(remark, remark_rows);

#undef OF
#define OF edi_provider_adjustment
static const struct edi_field provider_adjustment_rows[] = {
    TEXT("provider", provider),
    DAY_TEXT("fiscal_date", fiscal_date),
    TEXT("code", code),
    TEXT("reference", reference),
    MONEY("amount", amount),
    COUNT("plb", plb),
    COUNT("position", position),
};
RECORD(provider_adjustment, provider_adjustment_rows);

#undef OF
#define OF edi_delivery
static const struct edi_field delivery_rows[] = {
    TEXT("code", code),
    TEXT("name", name),
    TEXT("number", number),
};
RECORD_IF(delivery, delivery_rows);

#undef OF
#define OF edi_remittance
static const struct edi_field remittance_rows[] = {
    TEXT("trace_type", trace_type),
    TEXT("trace", trace),
    TEXT("payer_tax_id", payer_tax_id),
    TEXT("trace_supplement", trace_supplement),
    TEXT("handling", handling),
    MONEY("amount", amount),
    TEXT("credit_debit", credit_debit),
    TEXT("method", method),
    TEXT("format", format),
    ROW("date", DAY, date, EDI_FIELD_NONE, NULL),
    ROW("production", DAY, production, EDI_FIELD_NONE, NULL),
    ROW("bpr", TEXTS, bpr[1], 16, NULL),
    ROW("currency", TEXTS, currency[1], 5, NULL),
    LIST("references", references, reference_count, reference),
    LIST("dates", dates, date_count, date),
    STRUCT("payer", payer, party),
    STRUCT("payee", payee, party),
    STRUCT("delivery", delivery, delivery),
    LIST("adjustments", adjustments, adjustment_count, provider_adjustment),
    LIST("unread", unread, unread_count, unread),
};
RECORD(remittance, remittance_rows);

#undef OF
#define OF edi_service
static const struct edi_field service_rows[] = {
    COUNT("svc", ordinal),
    TEXT("qualifier", qualifier),
    TEXT("procedure", procedure),
    TEXTS("modifiers", modifier),
    TEXT("description", description),
    MONEY("charge", charge),
    MONEY("paid", paid),
    TEXT("revenue", revenue),
    DECIMAL_IF("units", units, has_units),
    TEXT("submitted_qualifier", submitted_qualifier),
    TEXT("submitted_procedure", submitted_procedure),
    TEXTS("submitted_modifiers", submitted_modifier),
    TEXT("submitted_description", submitted_description),
    DECIMAL_IF("submitted_units", submitted_units, has_submitted_units),
    LIST("dates", dates, date_count, date),
    LIST("adjustments", adjustments, adjustment_count, adjustment),
    LIST("references", references, reference_count, reference),
    LIST("amounts", amounts, amount_count, amount),
    LIST("quantities", quantities, quantity_count, quantity),
    LIST("remarks", remarks, remark_count, remark),
};
RECORD(service, service_rows);

#undef OF
#define OF edi_payment
static const struct edi_field payment_rows[] = {
    TEXT("id", id),
    TEXT("status", status),
    MONEY("charge", charge),
    MONEY("paid", paid),
    MONEY_IF("patient", patient, has_patient),
    TEXT("filing", filing),
    TEXT("control", control),
    TEXT("place", place),
    TEXT("frequency", frequency),
    TEXT("drg", drg),
    TEXT("drg_weight", drg_weight_text),
    TEXT("discharge", discharge_text),
    COUNT("findings", findings),
    TEXT("header", header),
    TEXTS_IF("ts3", ts3[1], 24, has_ts3),
    TEXTS_IF("ts2", ts2[1], 19, has_ts2),
    LIST("adjustments", adjustments, adjustment_count, adjustment),
    STRUCT("patient_name", patient_name, party),
    STRUCT("insured", insured, party),
    STRUCT("corrected", corrected, party),
    STRUCT("provider", provider, party),
    STRUCT("crossover", crossover, party),
    STRUCT("corrected_payer", corrected_payer, party),
    STRUCT("other_insured", other_insured, party),
    TEXTS_IF("mia", mia[1], EDI_MIA_ELEMENTS, has_mia),
    TEXTS_IF("moa", moa[1], EDI_MOA_ELEMENTS, has_moa),
    LIST("references", references, reference_count, reference),
    LIST("dates", dates, date_count, date),
    LIST("contacts", contacts, contact_count, contact),
    LIST("amounts", amounts, amount_count, amount),
    LIST("quantities", quantities, quantity_count, quantity),
    LIST("lines", services, service_count, service),
    LIST("unread", unread, unread_count, unread),
};
RECORD(payment, payment_rows);
