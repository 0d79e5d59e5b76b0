/* SPDX-License-Identifier: Apache-2.0 */
/*
 * code_form - what a code must look like, and which list it is of
 *
 * The lists are owned outside X12 and change several times a year. So a code
 * that its list cannot know by its looks is an error, and one that is merely
 * not in the list as we have it is a warning, but for the few lists that have
 * not changed for decades.
 *
 *     form = edi_code_form_named(x12_str_from(rule->list));
 *     if (!edi_code_shape_fits(form->shapes, value)) ...
 */
#ifndef EDI_CODE_FORM_H
#define EDI_CODE_FORM_H

#include "edi/guides/codes.h"
#include "parser/finding.h"

#ifdef __cplusplus
extern "C" {
#endif

/* clang-format off */
/* id, snip, severity, TA105, AK905, IK502, IK304, IK403, text */
#define EDI_CODE_FAULTS(F)                                                     \
    F(NPI_INVALID, 5, X12_ERROR, "", "", "", "8", "I12",                       \
      "an NPI is ten digits, the first 1 or 2, the last its check digit")      \
    F(TAX_ID_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                       \
      "a tax id is nine digits without hyphens")                               \
    F(TAXONOMY_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                     \
      "a taxonomy code is nine letters or digits and then X")                  \
    F(DIAGNOSIS_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                    \
      "the diagnosis has not the form of its code set; it is sent without dot")\
    F(DIAGNOSIS_VERSION, 5, X12_ERROR, "", "", "", "8", "I12",                 \
      "ICD-10 is for services from 2015-10-01 on, ICD-9 for those before")     \
    F(ICD_PROCEDURE_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                \
      "the inpatient procedure has not the form of its code set")              \
    F(PROCEDURE_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                    \
      "the procedure has not the form of CPT or HCPCS")                        \
    F(DENTAL_PROCEDURE_FORM, 5, X12_ERROR, "", "", "", "8", "I12",             \
      "a dental procedure is D and four digits")                               \
    F(RATE_CODE_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                    \
      "a HIPPS rate code is five letters or digits")                           \
    F(MODIFIER_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                     \
      "a modifier is two letters or digits")                                   \
    F(MODIFIER_REPEATED, 5, X12_ERROR, "", "", "", "8", "I12",                 \
      "the modifier stands with this procedure already")                       \
    F(REVENUE_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                      \
      "a revenue code is four digits")                                         \
    F(DRUG_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                         \
      "a national drug code is eleven digits without hyphens")                 \
    F(BILLING_CODE_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                 \
      "a condition, occurrence or value code is two letters or digits")        \
    F(DRG_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                          \
      "a diagnosis related group is three or four digits")                     \
    F(BILL_TYPE_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                    \
      "a type of bill has two digits here; the frequency stands by itself")    \
    F(PLACE_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                        \
      "a place of service is two digits")                                      \
    F(POSTAL_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                       \
      "a ZIP code is five or nine digits without hyphen")                      \
    F(COUNTRY_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                      \
      "a country is two letters, its subdivision up to three, a currency three")\
    F(TOOTH_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                        \
      "a tooth is 1 to 32 or A to T, supernumerary 51 to 82 or AS to TS")      \
    F(ORAL_CAVITY_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                  \
      "an area is 00, 01, 02, 09, 10, 20, 30, 40, L or R")                     \
    F(CLIA_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                         \
      "a CLIA number is two digits, D and seven digits")                       \
    F(ADJUSTMENT_REASON_FORM, 5, X12_ERROR, "", "", "", "8", "I12",            \
      "an adjustment reason is up to three digits, or a letter and two")       \
    F(REMARK_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                       \
      "a remark code is M, MA or N with digits")                               \
    F(STATUS_FORM, 5, X12_ERROR, "", "", "", "8", "I12",                       \
      "a claim status is a letter with digits and up to three digits")         \
    F(FREQUENCY_UNKNOWN, 5, X12_ERROR, "", "", "", "8", "7",                   \
      "no such claim frequency")                                               \
    F(ADMISSION_TYPE_UNKNOWN, 5, X12_ERROR, "", "", "", "8", "7",              \
      "no such type of admission; it is 1 to 5 or 9")                          \
    F(STATE_UNKNOWN, 5, X12_ERROR, "", "", "", "8", "7",                       \
      "no such state, territory or province")                                  \
    F(ADMISSION_SOURCE_UNKNOWN, 5, X12_WARNING, "", "", "", "8", "7",          \
      "the source of admission is not in the list")                            \
    F(PATIENT_STATUS_UNKNOWN, 5, X12_WARNING, "", "", "", "8", "7",            \
      "the patient status is not in the list")                                 \
    F(PLACE_UNKNOWN, 5, X12_WARNING, "", "", "", "8", "7",                     \
      "the place of service is not in the list")                               \
    F(BILL_TYPE_UNKNOWN, 5, X12_WARNING, "", "", "", "8", "7",                 \
      "the type of bill is not in the list")                                   \
    F(ADJUSTMENT_REASON_UNKNOWN, 5, X12_WARNING, "", "", "", "8", "7",         \
      "the adjustment reason is not in the list")                              \
    F(REMARK_UNKNOWN, 5, X12_WARNING, "", "", "", "8", "7",                    \
      "the remark code is not in the list")                                    \
    F(STATUS_UNKNOWN, 5, X12_WARNING, "", "", "", "8", "7",                    \
      "the claim status is not in the list")                                   \
    F(LISTED_CODE_UNKNOWN, 5, X12_WARNING, "", "", "", "8", "7",               \
      "the code is not in the list that was loaded, or not on that day")
/* clang-format on */

#define EDI_CODE_ENUM(id, snip, sev, ta, ak, ik5, ik3, ik4, text) EDI_CODE_##id,
enum edi_code_fault { EDI_CODE_FAULTS(EDI_CODE_ENUM) EDI_CODE_FAULT_COUNT };

/* Indexed by enum edi_code_fault. */
X12_API extern const struct x12_fault edi_code_faults[EDI_CODE_FAULT_COUNT];

/* Forms by which a value is looked at; those that need more than a shape. */
enum edi_code_kind {
    EDI_CODE_PLAIN,    /* by its shape and list */
    EDI_CODE_NPI,      /* when the element before is XX */
    EDI_CODE_DRUG,     /* when the element before is N4 */
    EDI_CODE_BY_PART,  /* by the qualifier in component 1: PROC, HI */
    EDI_CODE_REMARK,   /* when element 1 is HE: LQ */
    EDI_CODE_FACILITY, /* a place of service or a type of bill */
    EDI_CODE_POSTAL,   /* by the country of the N4 */
    EDI_CODE_STATE,    /* likewise */
    EDI_CODE_MODIFIER, /* and not twice */
    EDI_CODE_BY_FIRST, /* by the qualifier in element 1: REF */
    EDI_CODE_SET,      /* one of `shapes`, as they stand */
};

enum { EDI_CODE_ANY = -1 }; /* no list */

struct edi_code_form {
    const char *name;   /* as rules of the guides name it: "CARC" */
    uint8_t kind;       /* enum edi_code_kind */
    const char *shapes; /* between blanks; NULL: any */
    int list;           /* enum edi_list, or EDI_CODE_ANY */
    int malformed, unknown; /* enum edi_code_fault */
};

/* NULL: none of this name. */
X12_API const struct edi_code_form *edi_code_form_named(x12_str name);

/* Of a qualifier of procedures ("HC"), of HI codes ("ABK") or of REF ("EI");
 * NULL: its codes may look like anything. */
X12_API const struct edi_code_form *edi_code_form_by(x12_str name,
                                                     x12_str qualifier);

/* Does the value have one of the shapes? Each is a row of character classes:
 *
 *     9 a digit   A a letter   X either   a to z the letter itself
 *     B 0-9 A B   C A B D P W Y   F 0-9 F T U A M   V A to V
 *     P a digit or a letter but I and O
 *
 * What stands behind a comma may be left off, from the right. */
X12_API bool edi_code_shape_fits(const char *shapes, x12_str value);

#ifdef __cplusplus
}
#endif
#endif
