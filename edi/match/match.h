/* SPDX-License-Identifier: Apache-2.0 */
/*
 * match - which claim each payment of a component answers, and what follows
 *
 * A component is a set of claims and claim payments that share a claim number
 * (without leading zeros) or a payer's number, or where a payment whose number
 * is lost seeks a claim by its content; nothing outside it bears on what is in
 * it. edi_match_component is a pure function of it: it decides in the
 * order of the facts' own dates, whatever the order of the arrays, and fills
 * `found` of each payment and acknowledgement and `stand` of each claim.
 *
 *   M1  the payer's number is that of a payment matched before, or a 277CA gave
 *       it, and the patient or the charge agrees; where the claim number
 *       speaks against it, it is that number altered, or two of the fields
 *       of M2 agree                                                   certain
 *   M2  the claim number is that of one claim in play, and two of charge, days,
 *       member and last name agree                                    certain
 *   M3  several claims bear the number, and all that can be compared agrees
 *       with one of them alone, or REF*6R point to one; of one claim sent
 *       again word for word the first, or the last when the payer says that
 *       it is a duplicate                                             strong
 *   M4  all REF*6R are those of one claim, and one field agrees       strong
 *   M5  the number was cut, padded or put inside another; the charge and the
 *       days or the member agree                                      strong
 *   M6  member, days and charge agree, no name differs                probable
 *   M7  last and first name, days and charge agree                    probable
 *   person  somebody has attached it to this claim                  certain
 *   M8  none: a tie goes to a person (ambiguous), all else is unmatched (none)
 *
 * A claim is in play when it was sent not after the day of the remittance, is
 * no void (frequency 8), and its provider is not another than the payee. One that
 * was rejected is in play only where no other is: it was sent again. M4 to M7 ask
 * for one claim alone among those that are sought, see edi_match_seeks. A claim
 * from which a person has detached the payment is never its answer's.
 */
#ifndef EDI_MATCH_H
#define EDI_MATCH_H

#include "edi/claims/ack.h"
#include "edi/match/denial.h"

#ifdef __cplusplus
extern "C" {
#endif

enum edi_rule { /* stored */
    EDI_RULE_NONE = 0,
    EDI_RULE_M1 = 1, EDI_RULE_M2 = 2, EDI_RULE_M3 = 3, EDI_RULE_M4 = 4,
    EDI_RULE_M5 = 5, EDI_RULE_M6 = 6, EDI_RULE_M7 = 7, EDI_RULE_M8 = 8,
    EDI_RULE_PERSON = 9,
};

enum edi_confidence { /* stored; the first two are posted */
    EDI_CERTAIN = 1, EDI_STRONG = 2, EDI_PROBABLE = 3, EDI_AMBIGUOUS = 4,
    EDI_UNMATCHED = 5,
};

/* What is compared; a set of these is stored. */
enum edi_field {
    EDI_FIELD_NUMBER = 1 << 0,  /* CLP01 and CLM01, normal form */
    EDI_FIELD_CONTROL = 1 << 1, /* CLP07 and that of an earlier payment */
    EDI_FIELD_CHARGE = 1 << 2,
    EDI_FIELD_DAYS = 1 << 3,
    EDI_FIELD_MEMBER = 1 << 4,
    EDI_FIELD_LAST = 1 << 5,
    EDI_FIELD_PAYEE = 1 << 6,   /* NPI or tax id */
    EDI_FIELD_SENT = 1 << 7,    /* sent before it was answered */
    EDI_FIELD_VOID = 1 << 8,    /* agrees: it is no void */
    EDI_FIELD_ORDER = 1 << 9,   /* CLP02 and SBR01 */
    EDI_FIELD_TAKEN = 1 << 10,  /* was not rejected before it was answered */
    EDI_FIELD_FIRST = 1 << 11,  /* as far as its fourth letter */
    EDI_FIELD_LINES = 1 << 12,  /* every REF*6R, or none of them */
    EDI_FIELD_NEAR = 1 << 13,   /* CLP01 is CLM01, altered: cut, padded */
    EDI_FIELDS = 14,
};

/* A field in neither set could not be compared: one side is empty. */
struct edi_compared {
    uint16_t agree, differ;
};

enum edi_line_rule { /* stored */
    EDI_LINE_NONE = 0,
    EDI_LINE_L1 = 1, EDI_LINE_L2 = 2, EDI_LINE_L3 = 3, EDI_LINE_L4 = 4,
    EDI_LINE_L5 = 5, EDI_LINE_L6 = 6,
};

/* A submitted line. */
struct edi_match_line {
    uint32_t number;      /* LX01 */
    x12_str control;      /* REF*6R, normal form */
    x12_str code;         /* procedure, else revenue code */
    x12_str revenue;
    x12_str modifiers;    /* in order of the alphabet, run together */
    x12_money charge;
    x12_date from, to;
};

/* How a reversal undoes the payment that it takes back. */
enum edi_negation { /* stored */
    EDI_NEGATES_NOT = 0,   /* with other amounts or reasons */
    EDI_NEGATES_LINES = 1, /* some of its lines, those to the cent */
    EDI_NEGATES_ALL = 2,   /* every amount and reason, to the cent */
};

/* A paid line. */
struct edi_match_service {
    x12_str control, code, revenue, modifiers;
    x12_money charge, paid;
    x12_decimal units;   /* paid; 1 when not sent */
    x12_date from, to;
    const struct edi_reason *reasons;
    size_t reason_count;
    const x12_str *remarks;
    size_t remark_count;
    /* found */
    const struct edi_match_line *line; /* NULL: none; of several the first */
    uint32_t lines; /* submitted lines that it stands for, when rolled into one */
    enum edi_line_rule rule;
    enum edi_outcome outcome;
    x12_money at_stake; /* of its own reasons */
    bool outdated;      /* a later payment answers the line, or takes it back */
};

enum edi_state { /* stored */
    EDI_STATE_OPEN = 0, EDI_STATE_SENT = 1, EDI_STATE_ACCEPTED = 2,
    EDI_STATE_REJECTED = 3, EDI_STATE_PAID = 4, EDI_STATE_DENIED = 5,
    EDI_STATE_PARTIAL = 6, EDI_STATE_REVERSED = 7, EDI_STATE_SUPERSEDED = 8,
    EDI_STATE_VOIDED = 9, EDI_STATE_FORWARDED = 10, EDI_STATE_SILENT = 11,
    EDI_STATES = 12,
};

struct edi_match_claim {
    int64_t id;        /* the caller's; nothing is decided by it */
    int64_t set_id;    /* the caller's: the set it stands in */
    x12_str number;    /* CLM01, normal form */
    x12_str payer, npi, tax_id;
    x12_str member, last, first, subscriber_last; /* normal forms */
    x12_str frequency, responsibility;            /* CLM05-3, SBR01 */
    x12_str original;  /* REF*F8, normal form */
    x12_str clearing;  /* REF*D9, normal form */
    x12_str reference; /* BHT03 of its set */
    x12_money charge;
    bool unreadable;   /* an amount is missing or no number: 0 stands for it */
    x12_date from, to, sent;
    x12_str isa, set;  /* control numbers: the order within a day */
    uint32_t ordinal;
    struct edi_match_line *lines;
    size_t line_count;
    /* What answers its interchange, its group, its set and its provider, in
     * the order of edi_acks_order. */
    const struct edi_match_ack *acks;
    size_t ack_count;
    struct {
        enum edi_state state; /* silent is left to who knows the day */
        x12_money paid, balance;
        x12_date last;        /* of the latest answer; 0: none */
        uint32_t payments;
        int64_t ack;          /* the answer that the state rests on; 0: none */
    } stand;
};

enum edi_verdict { /* stored */
    EDI_VERDICT_NONE = 0,
    EDI_VERDICT_RECEIVED = 1, /* no word on whether it is taken */
    EDI_VERDICT_ACCEPTED = 2,
    EDI_VERDICT_REJECTED = 3,
};

/* An item of a TA1, 999 or 277CA. */
struct edi_match_ack {
    int64_t id;
    int64_t answer; /* the set that it stands in */
    enum edi_ack_kind kind;
    enum edi_verdict verdict;
    x12_date day;   /* its own */
    x12_str isa, set;
    uint32_t ordinal;
    x12_str names;    /* ISA13, GS06 or BHT03 of what it answers */
    x12_str npi;      /* of the provider whose claims are answered */
    x12_str number;   /* of the claim, normal form */
    x12_str control;  /* REF*1K, normal form */
    x12_str clearing; /* REF*D9, normal form */
    bool has_charge;
    x12_money charge;
    x12_date from, to;
    struct {
        struct edi_match_claim *claim; /* NULL: none */
    } found;
};

/* A first day and a charge by which claims are sought; no day: none are. */
struct edi_visit {
    x12_date from;
    x12_money charge;
};

enum { EDI_CANDIDATES = 3 };

/* What a person decided of a payment: it answers this claim, or it does not. */
struct edi_decision {
    int64_t claim; /* its id */
    bool attached;
};

struct edi_match_payment {
    int64_t id;
    int64_t remittance; /* the set it stands in */
    x12_str number, control; /* CLP01, CLP07, normal forms */
    x12_str status, payer, npi, tax_id;
    x12_str member, other_member, last, first, insured_last;
    x12_money charge, paid;
    x12_date from, to;
    x12_date day;       /* of the remittance */
    x12_date isa_day;
    x12_str isa, set;
    uint32_t ordinal;
    bool unreadable;    /* an amount is missing or no number: 0 stands for it */
    struct {
        x12_str last, first, member; /* NM1*74, as sent */
        x12_str payer_name, payer;   /* NM1*PR */
    } corrected; /* what the payer knows otherwise */
    x12_money interest; /* AMT*I: told here, paid by PLB */
    x12_str trace;      /* TRN02 of its set */
    bool repeated;      /* its set came before in another envelope; set too when
                           an earlier set of this payer and trace says the same
                           of the claim: it was sent again with another payment
                           mended */
    const struct edi_reason *reasons;
    size_t reason_count;
    const x12_str *remarks;
    size_t remark_count;
    struct edi_match_service *services;
    size_t service_count;
    const struct edi_decision *decisions; /* the last one counts */
    size_t decision_count;
    struct {
        struct edi_match_claim *claim; /* NULL: none */
        enum edi_rule rule;
        enum edi_confidence confidence;
        struct edi_compared compared;
        struct edi_candidate {
            struct edi_match_claim *claim;
            struct edi_compared compared;
        } refused[EDI_CANDIDATES];     /* the best of those not taken */
        size_t refused_count;
        struct edi_visit seeks;
        bool held;       /* matched, but a person must read it first */
        bool correction;
        bool live; /* no later word has taken its place */
        enum edi_outcome outcome;
        x12_money at_stake;
        x12_money left; /* of it what no later word has taken the place of */
        const struct edi_match_payment *reverses; /* of a reversal; or NULL */
        enum edi_negation negation;
        x12_money overlap; /* paid above what is allowed, not taken back */
        enum edi_action action;
        x12_str cause_group, cause_code, cause_remark;
        x12_str cause_text; /* why, in our words */
    } found;
};

struct edi_component {
    struct edi_match_claim *claims;
    size_t claim_count;
    struct edi_match_payment *payments;
    size_t payment_count;
    struct edi_match_ack *acks; /* those of claims */
    size_t ack_count;
};

/* Decides the component; its arrays are brought into the order of their dates.
 * X12_ENOMEM or X12_ELIMIT when `arena` is out. */
X12_API enum x12_status
edi_match_component(struct edi_component *component,
                    const struct edi_denial_rules *rules,
                    struct x12_arena *arena, struct x12_error *err)
    X12_MUST_USE;

/* By what a payment seeks claims beyond those that bear its number:
 *  - its own day and charge, where none of these will do (the number was lost)
 *    or where it refuses a claim as the duplicate of another;
 *  - those of the services that bear a line number (REF*6R) which none of these
 *    has: a late charge of another claim.
 * Each claim of that visit that edi_match_is_sought tells of belongs to its
 * component, too. Both are functions of the facts alone. */
X12_API struct edi_visit edi_match_seeks(const struct edi_component *component,
                                         const struct edi_match_payment *payment);

/* The member, the last name, the number (altered) or REF*6R hints at it. */
X12_API bool edi_match_is_sought(const struct edi_match_claim *claim,
                                 const struct edi_match_payment *payment);

/* Posted: a person need not look at the match. */
static inline bool edi_match_is_posted(const struct edi_match_payment *p)
{
    return p->found.claim && !p->repeated && p->found.confidence <= EDI_STRONG;
}

X12_API const char *edi_rule_text(enum edi_rule rule);
X12_API const char *edi_confidence_text(enum edi_confidence confidence);
X12_API const char *edi_line_rule_text(enum edi_line_rule rule);
X12_API const char *edi_state_text(enum edi_state state);

/* "charge", "member" ...: of one field, by its bit. */
X12_API const char *edi_field_text(enum edi_field field);

#ifdef __cplusplus
}
#endif
#endif
