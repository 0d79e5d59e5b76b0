/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ack - what an acknowledgement says: one item of a TA1, a 999 or a 277CA
 *
 * An item is what was answered: an interchange (TA1), a set or a group (999), a
 * transmission, a provider's claims or a claim (277CA). Text borrows from the
 * reader's arenas and lives until the next item is asked for.
 */
#ifndef EDI_ACK_H
#define EDI_ACK_H

#include "edi/claims/claim.h"

#ifdef __cplusplus
extern "C" {
#endif

enum edi_ack_kind {
    EDI_ACK_INTERCHANGE = 1,  /* TA1 */
    EDI_ACK_SET = 2,          /* 999: AK2 to IK5 */
    EDI_ACK_GROUP = 3,        /* 999: AK1 and AK9 */
    EDI_ACK_TRANSMISSION = 4, /* 277CA: loop 2200B */
    EDI_ACK_PROVIDER = 5,     /* 277CA: loop 2200C */
    EDI_ACK_CLAIM = 6,        /* 277CA: loop 2200D */
};

/* CTX: what the error is about (CLM01 and its value), or what called for it. */
struct edi_ack_context {
    x12_str name, value;                /* CTX01 */
    x12_str segment, position, loop;    /* CTX02 to 04 */
    x12_str element, component, repeat; /* CTX05 */
    x12_str reference;                  /* CTX06 */
};

/* IK4 */
struct edi_ack_element {
    x12_str element, component, repeat; /* IK401 */
    x12_str data_element, code, value;
    struct edi_ack_context *contexts;
    size_t context_count;
};

/* IK3 */
struct edi_ack_segment {
    x12_str segment, position, loop, code;
    struct edi_ack_context *contexts;
    size_t context_count;
    struct edi_ack_element *elements;
    size_t element_count;
};

/* One triple of an STC */
struct edi_status_code {
    x12_str category, code, entity;
};

/* STC */
struct edi_status {
    struct edi_status_code code[3]; /* STC01, 10, 11 */
    x12_date date;
    x12_str action; /* U rejected, WQ accepted */
    x12_money amount;
    bool has_amount;
    x12_str text;
};

/* Loop 2220D */
struct edi_ack_line {
    x12_str qualifier, procedure, modifier[4];
    x12_money charge;
    x12_str revenue;
    x12_decimal units;
    bool has_units;
    struct edi_status *statuses;
    size_t status_count;
    struct edi_reference *references; /* FJ is the line's control number */
    size_t reference_count;
    struct edi_date *dates;
    size_t date_count;
};

struct edi_ack {
    enum edi_ack_kind kind;
    uint32_t ordinal;     /* in its set, from 1 */
    uint64_t offset, end; /* bytes in the input */
    uint32_t findings;
    bool latin1;

    /* TA101 to 05 */
    x12_str interchange;
    x12_date date;
    x12_str time;
    x12_str note;

    /* AK1, for sets too; AK2 */
    x12_str functional, group, version;
    x12_str set, transaction, reference;

    /* TA104, IK501 or AK901; and the codes behind the last two */
    x12_str code;
    x12_str error[5];
    struct edi_ack_segment *segments;
    size_t segment_count;
    x12_str included, received, accepted; /* AK902 to 04 */

    /* 277CA: BHT03 and 04, 2000A, 2000B, 2000C and 2000D around the item */
    x12_str answer, answer_date;
    struct edi_party source, receiver, provider, patient;
    x12_str source_trace;          /* 2200A TRN02 */
    struct edi_date *source_dates; /* 2200A: received 050, processed 009 */
    size_t source_date_count;
    x12_str batch; /* 2200B TRN02: BHT03 of the 837 */

    /* Loop 2200B, C or D */
    x12_str trace; /* TRN02: CLM01 of a claim */
    struct edi_status *statuses;
    size_t status_count;
    struct edi_reference *references; /* 1K is the payer's number */
    size_t reference_count;
    struct edi_date *dates;
    size_t date_count;
    struct edi_quantity *quantities;
    size_t quantity_count;
    struct edi_amount *amounts;
    size_t amount_count;
    struct edi_ack_line *lines;
    size_t line_count;
    struct edi_unread *unread;
    size_t unread_count;
};

/* "interchange", "set", "group", "transmission", "provider", "claim". */
X12_API const char *edi_ack_kind_text(enum edi_ack_kind kind);

#ifdef __cplusplus
}
#endif
#endif
