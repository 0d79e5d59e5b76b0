/* SPDX-License-Identifier: Apache-2.0 */
/* ack_fields - the structs of ack.h as rows */
#include "edi/claims/field_rows_private.h"
#include "edi/claims/payment_fields_private.h"

/* clang-format off */

#define OF edi_ack_context
static const struct edi_field ack_context_rows[] = {
    TEXT("name", name),
    TEXT("value", value),
    TEXT("segment", segment),
    TEXT("position", position),
    TEXT("loop", loop),
    TEXT("element", element),
    TEXT("component", component),
    TEXT("repeat", repeat),
    TEXT("reference", reference),
};
RECORD(ack_context, ack_context_rows);

#undef OF
#define OF edi_ack_element
static const struct edi_field ack_element_rows[] = {
    TEXT("element", element),
    TEXT("component", component),
    TEXT("repeat", repeat),
    TEXT("data_element", data_element),
    TEXT("code", code),
    TEXT("value", value),
    LIST("contexts", contexts, context_count, ack_context),
};
RECORD(ack_element, ack_element_rows);

#undef OF
#define OF edi_ack_segment
static const struct edi_field ack_segment_rows[] = {
    TEXT("segment", segment),
    TEXT("position", position),
    TEXT("loop", loop),
    TEXT("code", code),
    LIST("contexts", contexts, context_count, ack_context),
    LIST("elements", elements, element_count, ack_element),
};
RECORD(ack_segment, ack_segment_rows);

#undef OF
#define OF edi_status_code
static const struct edi_field status_code_rows[] = {
    TEXT("category", category),
    TEXT("code", code),
    TEXT("entity", entity),
};
RECORD(status_code, status_code_rows);

#undef OF
#define OF edi_status
static const struct edi_field status_rows[] = {
    STRUCTS("codes", code, status_code),
    ROW("date", DAY, date, EDI_FIELD_NONE, NULL),
    TEXT("action", action),
    MONEY_IF("amount", amount, has_amount),
    TEXT("text", text),
};
RECORD(status, status_rows);

#undef OF
#define OF edi_ack_line
static const struct edi_field ack_line_rows[] = {
    TEXT("qualifier", qualifier),
    TEXT("procedure", procedure),
    TEXTS("modifiers", modifier),
    MONEY("charge", charge),
    TEXT("revenue", revenue),
    DECIMAL_IF("units", units, has_units),
    LIST("statuses", statuses, status_count, status),
    LIST("references", references, reference_count, reference),
    LIST("dates", dates, date_count, date),
};
RECORD(ack_line, ack_line_rows);

#undef OF
#define OF edi_ack
static const struct edi_field ack_rows[] = {
    TEXT("interchange", interchange),
    ROW("date", DAY, date, EDI_FIELD_NONE, NULL),
    TEXT("time", time),
    TEXT("functional", functional),
    TEXT("group", group),
    TEXT("version", version),
    TEXT("set", set),
    TEXT("transaction", transaction),
    TEXT("reference", reference),
    TEXT("code", code),
    TEXT("note", note),
    TEXTS("errors", error),
    TEXT("included", included),
    TEXT("received", received),
    TEXT("accepted", accepted),
    LIST("segments", segments, segment_count, ack_segment),
    TEXT("answer", answer),
    DAY_TEXT("answer_date", answer_date),
    STRUCT("source", source, party),
    TEXT("source_trace", source_trace),
    LIST("source_dates", source_dates, source_date_count, date),
    STRUCT("receiver", receiver, party),
    TEXT("batch", batch),
    STRUCT("provider", provider, party),
    STRUCT("patient", patient, party),
    TEXT("trace", trace),
    LIST("statuses", statuses, status_count, status),
    LIST("references", references, reference_count, reference),
    LIST("dates", dates, date_count, date),
    LIST("quantities", quantities, quantity_count, quantity),
    LIST("amounts", amounts, amount_count, amount),
    LIST("lines", lines, line_count, ack_line),
    COUNT("findings", findings),
    LIST("unread", unread, unread_count, unread),
};
RECORD(ack, ack_rows);
