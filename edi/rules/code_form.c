/* SPDX-License-Identifier: Apache-2.0 */
/*
 * code_form - what a code must look like, and which list it is of
 */
#include "edi/rules/code_form.h"

#define CODE_ROW(id, level, sev, ta, ak, ik5, ik3, ik4, what) \
    [EDI_CODE_##id] = {                                       \
        .name = #id,                                          \
        .snip = level,                                        \
        .severity = sev,                                      \
        .ta105 = ta,                                          \
        .ak905 = ak,                                          \
        .ik502 = ik5,                                         \
        .ik304 = ik3,                                         \
        .ik403 = ik4,                                         \
        .text = what,                                         \
    },

const struct x12_fault edi_code_faults[EDI_CODE_FAULT_COUNT] = {
    EDI_CODE_FAULTS(CODE_ROW)
};

/* clang-format off */
#define ANY EDI_CODE_ANY
#define OF(list) EDI_LIST_##list
#define E(fault) EDI_CODE_##fault

static const struct edi_code_form forms[] = {
    { "NPI?XX",     EDI_CODE_NPI, NULL, ANY, E(NPI_INVALID), 0 },
    { "TAXONOMY",   EDI_CODE_PLAIN, "XXXXXXXXXx", OF(TAXONOMY), E(TAXONOMY_FORM), E(LISTED_CODE_UNKNOWN) },
    { "SSN",        EDI_CODE_PLAIN, "999999999", ANY, E(TAX_ID_FORM), 0 },
    { "NDC",        EDI_CODE_DRUG, "99999999999", OF(NDC), E(DRUG_FORM), E(LISTED_CODE_UNKNOWN) },
    { "REVENUE",    EDI_CODE_PLAIN, "9999", OF(REVENUE), E(REVENUE_FORM), E(LISTED_CODE_UNKNOWN) },
    { "MODIFIER",   EDI_CODE_MODIFIER, "XX", OF(MODIFIER), E(MODIFIER_FORM), E(LISTED_CODE_UNKNOWN) },
    { "DRG",        EDI_CODE_PLAIN, "999,9", ANY, E(DRG_FORM), 0 },
    { "POSTAL",     EDI_CODE_POSTAL, "99999 999999999", ANY, E(POSTAL_FORM), 0 },
    { "STATE",      EDI_CODE_STATE, NULL, OF(STATE), 0, E(STATE_UNKNOWN) },
    { "COUNTRY",    EDI_CODE_PLAIN, "AA", ANY, E(COUNTRY_FORM), 0 },
    { "COUNTRYSUB", EDI_CODE_PLAIN, "X,XX", ANY, E(COUNTRY_FORM), 0 },
    { "CURRENCY",   EDI_CODE_PLAIN, "AAA", ANY, E(COUNTRY_FORM), 0 },
    { "TOOTH",      EDI_CODE_SET,
      "1 2 3 4 5 6 7 8 9 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18"
      " 19 20 21 22 23 24 25 26 27 28 29 30 31 32 51 52 53 54 55 56 57 58 59"
      " 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82"
      " A B C D E F G H I J K L M N O P Q R S T AS BS CS DS ES FS GS HS IS JS"
      " KS LS MS NS OS PS QS RS SS TS", ANY, E(TOOTH_FORM), 0 },
    { "ORALCAV",    EDI_CODE_SET, "00 01 02 09 10 20 30 40 L R", ANY, E(ORAL_CAVITY_FORM), 0 },
    { "CARC",       EDI_CODE_PLAIN, "9,99 C9,9", OF(CARC), E(ADJUSTMENT_REASON_FORM), E(ADJUSTMENT_REASON_UNKNOWN) },
    { "RARC",       EDI_CODE_PLAIN, "m9,99 ma99,9 n9,999", OF(RARC), E(REMARK_FORM), E(REMARK_UNKNOWN) },
    { "LQ",         EDI_CODE_REMARK, "m9,99 ma99,9 n9,999", OF(RARC), E(REMARK_FORM), E(REMARK_UNKNOWN) },
    { "STATCAT",    EDI_CODE_PLAIN, "A9,9 A9f A9n A99f A99n rq", OF(STATCAT), E(STATUS_FORM), E(STATUS_UNKNOWN) },
    { "STATCODE",   EDI_CODE_PLAIN, "9,99", OF(STATCODE), E(STATUS_FORM), E(STATUS_UNKNOWN) },
    { "POS",        EDI_CODE_PLAIN, "99", OF(POS), E(PLACE_FORM), E(PLACE_UNKNOWN) },
    { "TOB",        EDI_CODE_PLAIN, "99", OF(TOB), E(BILL_TYPE_FORM), E(BILL_TYPE_UNKNOWN) },
    { "FACILITY",   EDI_CODE_FACILITY, "99", OF(POS), E(PLACE_FORM), E(PLACE_UNKNOWN) },
    { "FREQUENCY",  EDI_CODE_PLAIN, NULL, OF(FREQUENCY), 0, E(FREQUENCY_UNKNOWN) },
    { "ADMTYPE",    EDI_CODE_PLAIN, NULL, OF(ADMTYPE), 0, E(ADMISSION_TYPE_UNKNOWN) },
    { "ADMSOURCE",  EDI_CODE_PLAIN, NULL, OF(ADMSOURCE), 0, E(ADMISSION_SOURCE_UNKNOWN) },
    { "PATSTATUS",  EDI_CODE_PLAIN, NULL, OF(PATSTATUS), 0, E(PATIENT_STATUS_UNKNOWN) },
    { "PROC",       EDI_CODE_BY_PART, NULL, ANY, 0, 0 },
    { "HI",         EDI_CODE_BY_PART, NULL, ANY, 0, 0 },
    { "REF",        EDI_CODE_BY_FIRST, NULL, ANY, 0, 0 },
};

#define DIAGNOSIS_10 EDI_CODE_PLAIN, "A9B,XXXX u9X,XXXX", OF(ICD10CM), E(DIAGNOSIS_FORM), E(LISTED_CODE_UNKNOWN)
#define DIAGNOSIS_9  EDI_CODE_PLAIN, "999,99 v99,99 e999,9", ANY, E(DIAGNOSIS_FORM), 0
#define INPATIENT_10 EDI_CODE_PLAIN, "PPPPPPP", OF(ICD10PCS), E(ICD_PROCEDURE_FORM), E(LISTED_CODE_UNKNOWN)
#define INPATIENT_9  EDI_CODE_PLAIN, "99,99", ANY, E(ICD_PROCEDURE_FORM), 0
#define PROCEDURE    EDI_CODE_PLAIN, "9999F V9999", OF(HCPCS), E(PROCEDURE_FORM), E(LISTED_CODE_UNKNOWN)
#define BILLING      EDI_CODE_PLAIN, "XX", ANY, E(BILLING_CODE_FORM), 0

/* By whose qualifier, the qualifier, and the form of the code behind it. */
static const struct code_by {
    const char *of;
    struct edi_code_form form;
} by[] = {
    { "PROC", { "HC", PROCEDURE } },
    { "PROC", { "AD", EDI_CODE_PLAIN, "d9999", OF(CDT), E(DENTAL_PROCEDURE_FORM), E(LISTED_CODE_UNKNOWN) } },
    { "PROC", { "HP", EDI_CODE_PLAIN, "XXXXX", ANY, E(RATE_CODE_FORM), 0 } },
    { "PROC", { "N4", EDI_CODE_PLAIN, "99999999999", OF(NDC), E(DRUG_FORM), E(LISTED_CODE_UNKNOWN) } },
    { "PROC", { "NU", EDI_CODE_PLAIN, "9999", OF(REVENUE), E(REVENUE_FORM), E(LISTED_CODE_UNKNOWN) } },
    { "HI", { "ABK", DIAGNOSIS_10 } },
    { "HI", { "ABF", DIAGNOSIS_10 } },
    { "HI", { "ABJ", DIAGNOSIS_10 } },
    { "HI", { "APR", DIAGNOSIS_10 } },
    { "HI", { "ABN", DIAGNOSIS_10 } },
    { "HI", { "BBR", INPATIENT_10 } },
    { "HI", { "BBQ", INPATIENT_10 } },
    { "HI", { "BK", DIAGNOSIS_9 } },
    { "HI", { "BF", DIAGNOSIS_9 } },
    { "HI", { "BJ", DIAGNOSIS_9 } },
    { "HI", { "PR", DIAGNOSIS_9 } },
    { "HI", { "BN", DIAGNOSIS_9 } },
    { "HI", { "BR", INPATIENT_9 } },
    { "HI", { "BQ", INPATIENT_9 } },
    { "HI", { "DR", EDI_CODE_PLAIN, "999,9", ANY, E(DRG_FORM), 0 } },
    { "HI", { "BI", BILLING } },
    { "HI", { "BH", BILLING } },
    { "HI", { "BE", BILLING } },
    { "HI", { "BG", BILLING } },
    { "HI", { "BP", PROCEDURE } },
    { "HI", { "BO", PROCEDURE } },
    { "REF", { "EI", EDI_CODE_PLAIN, "999999999", ANY, E(TAX_ID_FORM), 0 } },
    { "REF", { "SY", EDI_CODE_PLAIN, "999999999", ANY, E(TAX_ID_FORM), 0 } },
    { "REF", { "TJ", EDI_CODE_PLAIN, "999999999", ANY, E(TAX_ID_FORM), 0 } },
    { "REF", { "X4", EDI_CODE_PLAIN, "99d9999999", ANY, E(CLIA_FORM), 0 } },
    { "REF", { "F4", EDI_CODE_PLAIN, "99d9999999", ANY, E(CLIA_FORM), 0 } },
};
/* clang-format on */

const struct edi_code_form *edi_code_form_named(x12_str name)
{
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
        if (x12_str_is(name, forms[i].name))
            return &forms[i];
    return NULL;
}

const struct edi_code_form *edi_code_form_by(x12_str name, x12_str qualifier)
{
    for (size_t i = 0; i < sizeof(by) / sizeof(by[0]); i++)
        if (x12_str_is(qualifier, by[i].form.name) &&
            x12_str_is(name, by[i].of))
            return &by[i].form;
    return NULL;
}

static bool code_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool code_is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool code_class_has(char class, char c)
{
    switch (class) {
    case '9':
        return code_is_digit(c);
    case 'A':
        return code_is_letter(c);
    case 'X':
        return code_is_digit(c) || code_is_letter(c);
    case 'B':
        return code_is_digit(c) || c == 'A' || c == 'B';
    case 'C':
        return c && strchr("ABDPWY", c);
    case 'F':
        return code_is_digit(c) || (c && strchr("FTUAM", c));
    case 'V':
        return c >= 'A' && c <= 'V';
    case 'P':
        return code_is_digit(c) || (code_is_letter(c) && c != 'I' && c != 'O');
    default:
        return class - 'a' + 'A' == c;
    }
}

/* One shape, up to its blank or end. */
static bool code_shape_is(const char *shape, x12_str value)
{
    bool enough = false;
    size_t i = 0;

    for (; *shape && *shape != ' '; shape++) {
        if (*shape == ',') {
            enough = true;
            continue;
        }
        if (i == value.len)
            return enough;
        if (!code_class_has(*shape, value.at[i++]))
            return false;
    }
    return i == value.len;
}

bool edi_code_shape_fits(const char *shapes, x12_str value)
{
    while (shapes) {
        if (code_shape_is(shapes, value))
            return true;
        shapes = strchr(shapes, ' ');
        shapes = shapes ? shapes + 1 : NULL;
    }
    return false;
}
