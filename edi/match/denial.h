/* SPDX-License-Identifier: Apache-2.0 */
/*
 * denial - class of a line and of a claim; what it is worth; what to do next
 *
 * A denial is told from a reduction by its reasons (CAS group, CARC, RARC) and
 * by the balance, never by CLP02 or by a payment of zero alone. The knowledge
 * is rows: the first row that fits a reason gives its class and what to do. The
 * rows that come with the program stand in denial.c; a file of the same shape
 * may be laid over them (edi_denial_parse).
 */
#ifndef EDI_DENIAL_H
#define EDI_DENIAL_H

#include "edi/guides/codes.h"
#include "parser/arena.h"
#include "parser/value.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What one reason says. The numbers are stored: never change them. */
enum edi_reason_class {
    EDI_REASON_DENIAL = 0,
    EDI_REASON_CONTRACTUAL = 1,
    EDI_REASON_PATIENT = 2,
    EDI_REASON_CAPITATED = 3,
    EDI_REASON_BUNDLED = 4,
    EDI_REASON_PRIOR = 5,
    EDI_REASON_DUPLICATE = 6,
    EDI_REASON_CLASSES = 7,
};

/* What became of a line, or of a claim. The numbers are stored. */
enum edi_outcome {
    EDI_OUTCOME_NONE = 0,
    EDI_PAID = 1,
    EDI_DENIED = 2,
    EDI_PARTIAL = 3,
    EDI_BUNDLED = 4,
    EDI_PATIENT_RESP = 5,
    EDI_CONTRACTUAL = 6,
    EDI_CAPITATED = 7,
    EDI_DUPLICATE = 8,
    EDI_PRIOR_PAYER = 9,
    EDI_REVERSED = 10,
    EDI_CORRECTED = 11,
    EDI_FORWARDED = 12,
    EDI_NOT_OURS = 13,
    EDI_PREDETERMINATION = 14,
    EDI_ZERO_UNKNOWN = 15,
    EDI_UNREADABLE = 16,  /* an amount is missing or no number */
    EDI_OUTCOMES = 17,
};

/* What to do next. The numbers are stored. */
enum edi_action {
    EDI_ACTION_LOOK = 0,    /* a person must read it */
    EDI_ACTION_CLOSE = 1,   /* nothing to win */
    EDI_ACTION_FIX = 2,     /* mend and send with frequency 7 */
    EDI_ACTION_APPEAL = 3,  /* with records */
    EDI_ACTION_TIMELY = 4,  /* prove that it was sent in time */
    EDI_ACTION_COORDINATE = 5, /* another payer comes first */
    EDI_ACTION_ELIGIBILITY = 6,
    EDI_ACTION_DUPLICATE = 7,
    EDI_ACTION_BILL = 8,    /* the patient owes it */
    EDI_ACTION_RESEND = 9,  /* refused as unfit: a new claim, no appeal */
    EDI_ACTIONS = 10,
};

/* One row. Empty `payer` or `remark` fits all. */
struct edi_denial_rule {
    const char *payer;  /* payer id */
    const char *code;   /* CARC; "*" fits all */
    const char *groups; /* "CO,OA,PI"; "*" fits all */
    const char *remark; /* RARC */
    enum edi_reason_class reason;
    enum edi_action action;
    const char *text;   /* why, in our words */
    const char *comment, *date; /* who set it so, and when */
};

struct edi_denial_rules {
    const struct edi_denial_rule *rows;
    size_t count;
    const struct edi_code_book *book; /* words for codes; NULL: built in */
};

/* What comes with the program; its last row fits every reason. */
X12_API extern const struct edi_denial_rules edi_denial_shipped;

/* Rows from text, laid before the shipped ones: one a line, columns parted by
 * tabs: payer code groups remark class action text [comment [date]]; "*" or
 * nothing fits all, # begins a comment. They live in `arena`. X12_ESYNTAX names
 * the line that is wrong. */
X12_API enum x12_status edi_denial_parse(x12_str text, struct x12_arena *arena,
                                         struct edi_denial_rules *out,
                                         struct x12_error *err) X12_MUST_USE;

/* One reason as it was read; `remarks` are those of its line. */
struct edi_reason {
    x12_str group, code;
    x12_money amount;
};

/* What is to be judged: the claim's own reasons, and its lines with theirs. */
struct edi_judged_line {
    x12_money charge, paid;
    const struct edi_reason *reasons;
    size_t reason_count;
    const x12_str *remarks;
    size_t remark_count;
    /* set by edi_denial_judge */
    enum edi_outcome outcome;
    x12_money at_stake; /* of its own reasons */
};

struct edi_judged {
    x12_str payer, status; /* CLP02 */
    x12_money charge, paid;
    const struct edi_reason *reasons;
    size_t reason_count;
    const x12_str *remarks;
    size_t remark_count;
    struct edi_judged_line *lines;
    size_t line_count;
    bool correction; /* a later answer to the same claim */
    bool sibling;    /* another CLP of this claim in this set was paid */
    /* set by edi_denial_judge */
    enum edi_outcome outcome;
    x12_money at_stake;
    const struct edi_denial_rule *cause; /* of the largest denied sum, or NULL */
    x12_str cause_group, cause_code, cause_remark;
};

/* The row that fits; never NULL. */
X12_API const struct edi_denial_rule *
edi_denial_find(const struct edi_denial_rules *rules, x12_str payer,
                x12_str group, x12_str code, const x12_str *remarks,
                size_t remark_count);

X12_API void edi_denial_judge(const struct edi_denial_rules *rules,
                              struct edi_judged *judged);

/* "denied", "patient_resp" ...; "" for none. */
X12_API const char *edi_outcome_text(enum edi_outcome outcome);

/* What to do, as a sentence; never NULL. */
X12_API const char *edi_action_text(enum edi_action action);

/* How likely the work wins, in percent, and the days there are for it, where
 * nobody has said otherwise. */
X12_API unsigned edi_action_chance(enum edi_action action);
X12_API unsigned edi_action_days(enum edi_action action);

#ifdef __cplusplus
}
#endif
#endif
