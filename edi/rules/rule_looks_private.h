/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rule_looks_private - what words cannot say: rules that need a look of their
 * own, each named in the row of its rule
 */
#ifndef EDI_RULE_LOOKS_PRIVATE_H
#define EDI_RULE_LOOKS_PRIVATE_H

#include "edi/rules/rule.h"

edi_rule_look edi_look_no_claim;     /* 2000B/HL: none below it */
edi_rule_look edi_look_box;          /* N3: a post office box */
edi_rule_look edi_look_paid_missing; /* 2320/SBR: AMT*D */
edi_rule_look edi_look_day_missing;  /* 2320/SBR: DTP*573 */
edi_rule_look edi_look_day_extra;
edi_rule_look edi_look_authorization_words; /* REF*G1 */
edi_rule_look edi_look_diagnosis_twice;     /* 2300/CLM */
edi_rule_look edi_look_versions_mixed;      /* 2300/CLM: ICD-9 and ICD-10 */
edi_rule_look edi_look_same_reference;      /* REF: REF01 twice in a loop */
edi_rule_look edi_look_period;              /* DTP: from after to */
edi_rule_look edi_look_pointer;             /* SV1, SV3: names no diagnosis */
edi_rule_look edi_look_pointer_twice;
edi_rule_look edi_look_surface_twice; /* TOO03 */
edi_rule_look edi_look_days_covered;  /* 2300/CLM: value codes 80, 81 */

/* What a look needs of its own segment, and of segments before its loop. */
struct edi_look_need {
    edi_rule_look *look;
    uint8_t element[2];
    const char *path; /* NULL: none */
};

/* NULL: it looks at more than that. */
const struct edi_look_need *edi_look_need(edi_rule_look *look);

#endif
