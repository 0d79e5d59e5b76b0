/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim_fields - the structs of claim.h as rows: key, kind, place
 *
 * One row a field. The JSON of a claim is written and read by these rows, and
 * claims are compared and copied by them, so a field that has its row is never
 * forgotten anywhere.
 */
#ifndef EDI_CLAIM_FIELDS_PRIVATE_H
#define EDI_CLAIM_FIELDS_PRIVATE_H

#include "edi/claims/claim.h"
#include "parser/arena.h"
#include "writer/json_put_private.h"

#ifdef __cplusplus
extern "C" {
#endif

enum edi_field_kind {
    EDI_FIELD_TEXT,      /* x12_str */
    EDI_FIELD_DAY_TEXT,  /* x12_str; CCYYMMDD is told as CCYY-MM-DD */
    EDI_FIELD_PERIOD,    /* x12_str; left out where from and to say it all */
    EDI_FIELD_DAY,       /* x12_date */
    EDI_FIELD_MONEY,     /* x12_money */
    EDI_FIELD_DECIMAL,   /* x12_decimal */
    EDI_FIELD_COUNT,     /* uint32_t */
    EDI_FIELD_BOOL,      /* bool */
    EDI_FIELD_KIND,      /* enum edi_claim_kind, by its name */
    EDI_FIELD_TEXTS,     /* x12_str[other] */
    EDI_FIELD_TEXT_LIST, /* x12_str *, and size_t at other */
    EDI_FIELD_STRUCT,    /* a struct */
    EDI_FIELD_STRUCTS,   /* a struct[other] */
    EDI_FIELD_LIST,      /* a struct *, and size_t at other */
};

enum {
    EDI_FIELD_NONE = 0xFFFF, /* `other`, `present`: there is none */
    EDI_FIELD_FACT = 1,      /* of the reading, not of what the claim says */
};

struct edi_record;

struct edi_field {
    struct x12_json_name name;
    size_t probe_mask; /* the bits that are 0 in an empty field; 0: ask */
    uint16_t probe;    /* where the word stands that they are in */
    uint8_t kind;      /* enum edi_field_kind */
    uint8_t flags;
    uint16_t offset;
    uint16_t other; /* a bool that says "sent"; a count; a length; or none */
    const struct edi_record *record; /* of what it holds */
};

struct edi_record {
    const struct edi_field *fields;
    size_t count;
    size_t size;
    uint16_t present; /* the bool that says so, or EDI_FIELD_NONE */
    /* the fields that are not empty, as members at `to`, where room is */
    char *(*json)(struct x12_json *j, char *to, const void *object);
};

extern const struct edi_record edi_claim_record, edi_line_record,
    edi_party_record, edi_other_payer_record, edi_adjudication_record,
    edi_drug_record, edi_form_record, edi_answer_record, edi_coverage_record,
    edi_reference_record, edi_date_record, edi_amount_record,
    edi_quantity_record, edi_contact_record, edi_contact_number_record,
    edi_note_record, edi_attachment_record, edi_condition_record,
    edi_code_record, edi_adjustment_record, edi_pricing_record,
    edi_contract_record, edi_ambulance_record, edi_spinal_record,
    edi_certification_record, edi_dme_record, edi_purchased_record,
    edi_admission_record, edi_orthodontics_record, edi_tooth_record,
    edi_tooth_status_record, edi_rights_record, edi_unread_record;

/* "professional", "institutional", "dental"; empty for none of them. */
x12_str edi_kind_name(enum edi_claim_kind kind);

/* Where a field stands in its struct. */
static inline const void *edi_field_at(const struct edi_field *field,
                                       const void *object)
{
    return (const char *)object + field->offset;
}

static inline void *edi_field_in(const struct edi_field *field, void *object)
{
    return (char *)object + field->offset;
}

/* Is it empty at a glance? Most fields of most claims are. */
static inline bool edi_field_is_unset(const struct edi_field *field,
                                      const void *object)
{
    size_t word;

    memcpy(&word, (const char *)object + field->probe, sizeof(word));
    return !(word & field->probe_mask) && field->probe_mask;
}

/* Is it a day or two days in the form that the format asks for? */
bool edi_date_is_plain(const struct edi_date *date);

/* How many items the field has: those of a list, or those of an array up to
 * its last one that is not empty. `*items` is the first. */
size_t edi_field_items(const struct edi_field *field, const void *object,
                       const void **items);

/* Was it sent? A field without a flag of its own always was, once it is more
 * than empty. */
bool edi_field_is_empty(const struct edi_field *field, const void *object);
bool edi_record_is_empty(const struct edi_record *record, const void *object);

/* Do two objects say the same? Facts of the reading are left aside, amounts
 * are compared by value. */
bool edi_record_equal(const struct edi_record *record, const void *a,
                      const void *b);

/* The same for the fields that begin at an offset in [from, to). */
bool edi_record_equal_part(const struct edi_record *record, const void *a,
                           const void *b, size_t from, size_t to);

/* A copy that needs nothing of the original: lists and texts are made in
 * `arena`. Ask arena->failed. */
void edi_record_copy(const struct edi_record *record, void *into,
                     const void *from, struct x12_arena *arena);

/* The same for the bytes [first, end) and the fields that begin in them. */
void edi_record_copy_part(const struct edi_record *record, void *into,
                          const void *from, size_t first, size_t end,
                          struct x12_arena *arena);

/* An object of a record's fields, but for those that are empty. */
static inline char *edi_record_json(struct x12_json *j, char *to,
                                    const struct edi_record *record,
                                    const void *object)
{
    to = x12_json_put_open(x12_json_put_room(j, to), '{');
    return x12_json_put_close(record->json(j, to, object), '}');
}

/* A field that is not unset, of one of the kinds that the rows leave to this; as
 * key and value, or nothing if it is empty all the same. */
char *edi_field_json(struct x12_json *j, char *to,
                     const struct edi_field *field, const void *object);

/* A struct that is not unset, with its key; nothing if it is empty and has no
 * word of its own for whether it was sent. */
char *edi_struct_json(struct x12_json *j, char *to,
                      const struct edi_field *field, const void *object);

/* Items behind their key. */
char *edi_items_json(struct x12_json *j, char *to,
                     const struct edi_record *record, const void *items,
                     size_t count);

/* Texts up to the last one that is not empty, with their key; nothing if all
 * are empty. */
char *edi_texts_json(struct x12_json *j, char *to,
                     const struct x12_json_name *name, const x12_str *texts,
                     size_t count);

#ifdef __cplusplus
}
#endif
#endif
