/* SPDX-License-Identifier: Apache-2.0 */
/*
 * claim - what an 837 says of one claim: professional, institutional, dental
 *
 * One struct holds all that a biller, a secondary claim or a matcher needs. Text
 * borrows from the reader's arena and lives until the next claim is asked for.
 * What was not sent is empty, zero, or an empty list. Where the guides repeat a
 * segment by qualifier (REF, DTP, AMT, ...) the struct has a list in the order
 * of the file, each entry with its qualifier.
 */
#ifndef EDI_CLAIM_H
#define EDI_CLAIM_H

#include "parser/finding.h"
#include "parser/value.h"

#ifdef __cplusplus
extern "C" {
#endif

enum edi_claim_kind {
    EDI_PROFESSIONAL = 1, EDI_INSTITUTIONAL = 2, EDI_DENTAL = 3,
};

/* REF */
struct edi_reference {
    x12_str qualifier, value, description;
    x12_str other_qualifier, other_value; /* REF04-1, -2: whose number it is */
};

/* DTP and DTM; `text` is as sent, from and to are 0 where it is no day. */
struct edi_date {
    x12_str qualifier, format, text;
    x12_date from, to; /* equal for a single day */
};

/* AMT */
struct edi_amount {
    x12_str qualifier;
    x12_money amount;
};

/* QTY, MEA */
struct edi_quantity {
    x12_str qualifier, kind; /* kind: MEA01; empty for QTY */
    x12_decimal quantity;
    x12_str unit;
};

/* PER */
struct edi_contact {
    x12_str function, name;
    struct edi_contact_number { x12_str qualifier, number; } number[3];
};

/* NTE */
struct edi_note {
    x12_str code, text;
};

/* PWK */
struct edi_attachment {
    x12_str type, transmission, qualifier, control;
};

/* CRC */
struct edi_condition {
    x12_str category, applies; /* CRC02: Y or N */
    x12_str code[5];
};

/* One composite of an HI segment: diagnosis, procedure, occurrence, value ... */
struct edi_code {
    uint32_t segment; /* which HI of its loop it stood in, from 1 */
    uint32_t position; /* its element; 0: the one behind the entry before it */
    x12_str qualifier, code, format, date;
    x12_money amount;
    bool has_amount;
    x12_decimal quantity;
    bool has_quantity;
    x12_str version, industry;
    x12_str present_on_admission; /* Y N U W 1 */
};

/* One reason of a CAS segment. */
struct edi_adjustment {
    x12_str group;  /* CO OA PI PR */
    x12_str reason; /* CARC */
    x12_money amount;
    x12_decimal quantity;
    bool has_quantity;
    uint32_t cas;   /* which CAS of its loop it stood in, from 1 */
    uint32_t position; /* element of its reason; 0: behind the one before it */
};

/* HCP */
struct edi_pricing {
    bool present;
    x12_str method, organization, rate_text, group, group_amount_text;
    x12_str revenue, procedure_qualifier, procedure, unit, quantity_text;
    x12_str reject, policy, exception;
    x12_money allowed, savings;
    bool has_allowed, has_savings;
};

/* CN1 */
struct edi_contract {
    bool present;
    x12_str type, amount_text, percent_text, code, discount_text, version;
};

/* CR1 */
struct edi_ambulance {
    bool present;
    x12_str weight_unit, weight_text, code, reason; /* code: CR103 */
    x12_str distance_unit, distance_text, round_trip, stretcher;
};

/* CR2 */
struct edi_spinal {
    bool present;
    x12_str condition, description, more_description, x_ray;
};

/* CR3 */
struct edi_certification {
    bool present;
    x12_str type, unit, months_text;
};

/* SV5 */
struct edi_dme {
    bool present;
    x12_str qualifier, procedure, unit, days_text, rental_text, purchase_text;
    x12_str frequency;
};

/* PS1 */
struct edi_purchased {
    bool present;
    x12_str provider, charge_text, state;
};

/* CL1 */
struct edi_admission {
    bool present;
    x12_str type, source, status;
};

/* DN1 */
struct edi_orthodontics {
    bool present;
    x12_str months_text, remaining_text, other, appliance;
};

/* OI */
struct edi_rights {
    bool present;
    x12_str assignment, patient_signature, release;
};

/* NM1 with N3, N4, DMG, PRV, REF and PER of its loop. */
struct edi_party {
    bool present;
    x12_str role; /* NM101 */
    x12_str type; /* NM102: 1 person, 2 other */
    x12_str name; /* last name or organisation */
    x12_str first, middle, prefix, suffix;
    x12_str id_qualifier, id;
    x12_str address[2], city, state, zip, country, subdivision;
    x12_str location_qualifier, location; /* N405, N406 */
    x12_str birth_format, birth, gender;
    x12_str provider_code, taxonomy_qualifier, taxonomy; /* PRV */
    struct edi_reference *references;
    size_t reference_count;
    struct edi_contact *contacts;
    size_t contact_count;
    struct edi_date *dates;
    size_t date_count;
};

/* SBR and PAT: how a person is insured. */
struct edi_coverage {
    x12_str responsibility; /* P S T A ... */
    x12_str relationship;   /* SBR02; 18 is self */
    x12_str group_number, group_name, insurance_type, filing;
    x12_str patient_relationship; /* PAT01 */
    x12_str death_format, death, weight_unit, weight_text, pregnant;
};

/* LIN and CTP of loop 2410 */
struct edi_drug {
    bool present;
    x12_str qualifier, code; /* N4 and the NDC */
    x12_decimal quantity;
    bool has_quantity;
    x12_str unit;
    struct edi_reference *references;
    size_t reference_count;
};

/* TOO */
struct edi_tooth {
    x12_str qualifier, code, surface[5];
};

/* SVD and what follows: what another payer did with the line (2430). */
struct edi_adjudication {
    x12_str payer_id;
    x12_money paid;
    x12_str qualifier, procedure, modifier[4], description;
    x12_str revenue;
    x12_decimal units;
    bool has_units;
    x12_str bundled_line;
    struct edi_adjustment *adjustments;
    size_t adjustment_count;
    struct edi_date *dates;
    size_t date_count;
    struct edi_amount *amounts;
    size_t amount_count;
};

/* LQ and FRM of loop 2440 */
struct edi_form {
    x12_str qualifier, code;
    struct edi_answer { x12_str question, yes, text, date, percent; } *answers;
    size_t answer_count;
};

/* Loop 2400 */
struct edi_line {
    uint32_t number;  /* LX01 */
    x12_str number_text;
    x12_str revenue;  /* SV201 */
    x12_str qualifier, procedure, modifier[4], description, procedure_to;
    x12_money charge;
    x12_str unit;     /* UN, MJ, DA */
    x12_decimal units;
    bool has_units;
    x12_str place, pointer[4], emergency, epsdt, family_planning, copay;
    x12_money non_covered; /* SV207 */
    bool has_non_covered;
    x12_str oral_cavity[5], prosthesis; /* SV304, SV305 */
    struct edi_tooth *teeth;
    size_t tooth_count;
    struct edi_dme dme;
    struct edi_ambulance ambulance;
    struct edi_certification certification;
    struct edi_contract contract;
    struct edi_purchased purchased;
    struct edi_pricing pricing;
    struct edi_drug *drugs;
    size_t drug_count;
    struct edi_condition *conditions;
    size_t condition_count;
    struct edi_attachment *attachments;
    size_t attachment_count;
    struct edi_date *dates;
    size_t date_count;
    struct edi_quantity *quantities; /* QTY and MEA */
    size_t quantity_count;
    struct edi_reference *references; /* 6R is the line's control number */
    size_t reference_count;
    struct edi_amount *amounts;
    size_t amount_count;
    x12_str *fixed; /* K301 */
    size_t fixed_count;
    struct edi_note *notes;
    size_t note_count;
    struct edi_party *providers; /* 2420, role by NM101 */
    size_t provider_count;
    struct edi_adjudication *adjudications;
    size_t adjudication_count;
    struct edi_form *forms;
    size_t form_count;
};

/* MIA and MOA of loops 2320: element by element, as text. */
enum { EDI_MIA_ELEMENTS = 24, EDI_MOA_ELEMENTS = 9 };

/* Loop 2320: another payer and what it said of the claim. */
struct edi_other_payer {
    struct edi_coverage coverage;
    struct edi_adjustment *adjustments;
    size_t adjustment_count;
    struct edi_amount *amounts; /* D is what it paid */
    size_t amount_count;
    struct edi_rights rights;
    x12_str mia[EDI_MIA_ELEMENTS + 1], moa[EDI_MOA_ELEMENTS + 1]; /* from 1 */
    bool has_mia, has_moa;
    struct edi_party subscriber, payer; /* 2330A, 2330B */
    struct edi_party *providers;        /* 2330C and on */
    size_t provider_count;
};

/* What all claims of one transaction set share: BHT, 1000A, 1000B. */
struct edi_claim_set {
    enum edi_claim_kind kind;
    x12_str version;   /* ST03 or GS08, as sent */
    x12_str structure, purpose, reference, date, time, use; /* BHT01 to 06 */
    struct edi_party submitter, receiver;
    uint64_t origin; /* differs for sets of the input told apart; 0: not told */
};

/* A segment that has no place in the struct: unknown, or out of place. Where it
 * stood is told so that it can be written there again. */
struct edi_unread {
    x12_str loop, text;
    x12_str marks;  /* its element, component and repeat marks; empty: "*:^" */
    x12_str level;  /* 2000A, 2000B, 2000C or 2300; empty: before them all */
    uint32_t place; /* from 1, the HL or CLM of the level; 0: not known */
    bool replaces;  /* some of it is in the struct; `text` is all of it */
};

struct edi_claim {
    enum edi_claim_kind kind;
    const struct edi_claim_set *set;
    uint32_t ordinal;          /* CLM in its set, from 1 */
    uint64_t offset, end;      /* bytes of the 2300 loop in the input */
    uint32_t segment;          /* CLM in its set, ST is 1 */
    uint32_t findings;         /* told while it was read, its lines included */
    bool latin1;               /* its text holds bytes that are not UTF-8 */

    /* 2000A: the billing provider */
    struct edi_party billing, pay_to, pay_to_plan;
    x12_str currency, currency_role; /* CUR02, CUR01 */
    uint32_t provider_loop;          /* which 2000A of its set; 0: not known */
    /* 2000B */
    struct edi_coverage coverage;    /* SBR and PAT */
    struct edi_party subscriber, payer, responsible; /* 2010BA, BB; BC */
    uint32_t subscriber_loop;        /* which 2000B of its 2000A; 0 */
    bool patients_follow;            /* HL04 is 1 */
    /* 2000C */
    bool patient_is_subscriber;      /* there is no 2000C */
    struct edi_coverage patient_coverage; /* PAT */
    uint32_t patient_loop;           /* which 2000C of its 2000B; 0 */
    struct edi_party patient; /* 2010CA; not present: the subscriber */

    /* CLM */
    x12_str id;                /* CLM01 */
    x12_money charge;
    /* The first amount of the claim that could not be read, or charge of it or
     * of a line that is missing, and is 0 here: "CLM" and its place; segment 0:
     * there is none. */
    x12_str doubt_segment;
    struct x12_place doubt;
    x12_str place, place_qualifier, frequency; /* CLM05 */
    x12_str signature, assignment, benefits, release, patient_signature;
    x12_str cause[3], cause_state, cause_country; /* CLM11 */
    x12_str special_program, submission_reason, delay_reason;
    struct edi_admission admission;
    struct edi_orthodontics orthodontics;
    struct edi_tooth_status { x12_str tooth, status, qualifier; } *tooth_status;
    size_t tooth_status_count;               /* DN2 */
    struct edi_contract contract;
    struct edi_ambulance ambulance;
    struct edi_spinal spinal;
    struct edi_pricing pricing;
    struct edi_date *dates;
    size_t date_count;
    struct edi_attachment *attachments;
    size_t attachment_count;
    struct edi_amount *amounts;
    size_t amount_count;
    struct edi_quantity *quantities;
    size_t quantity_count;
    struct edi_reference *references; /* F8 is the payer's number */
    size_t reference_count;
    x12_str *fixed; /* K301 */
    size_t fixed_count;
    struct edi_note *notes;
    size_t note_count;
    struct edi_condition *conditions;
    size_t condition_count;
    struct edi_code *codes; /* all HI, in order */
    size_t code_count;
    struct edi_party *providers; /* 2310, role by NM101 */
    size_t provider_count;
    struct edi_other_payer *other_payers;
    size_t other_payer_count;
    struct edi_line *lines;
    size_t line_count;
    struct edi_unread *unread;
    size_t unread_count;
};

/* The first entry with this qualifier; the empty slice, or 0, without one. */
X12_API x12_str edi_reference_find(const struct edi_reference *at,
                                   size_t count, const char *qualifier);
X12_API const struct edi_date *edi_date_find(const struct edi_date *at,
                                             size_t count,
                                             const char *qualifier);
X12_API bool edi_amount_find(const struct edi_amount *at, size_t count,
                             const char *qualifier, x12_money *out);

/* Who received the service: the patient of 2010CA, else the subscriber. */
X12_API const struct edi_party *edi_claim_patient(const struct edi_claim *c);

/* First and last day of service: 472 of the lines, else 434 (statement) or 435,
 * else 472 of the claim; 0 when none is told. */
X12_API void edi_claim_service(const struct edi_claim *c, x12_date *from,
                               x12_date *to);

/* The day of a line; the claim's where the line has none. */
X12_API void edi_line_service(const struct edi_claim *c,
                              const struct edi_line *line, x12_date *from,
                              x12_date *to);

#ifdef __cplusplus
}
#endif
#endif
