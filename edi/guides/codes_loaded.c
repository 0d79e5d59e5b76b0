/* SPDX-License-Identifier: Apache-2.0 */
/*
 * codes_loaded - lists that are not ours to hold, or too long: empty unless one
 * is loaded
 */
#include "edi/guides/codes_private.h"

#define CODES_EMPTY(id, table) \
    const struct edi_code_list edi_list_##table = { .name = #id };

CODES_EMPTY(ICD10CM, icd10cm)
CODES_EMPTY(ICD10PCS, icd10pcs)
CODES_EMPTY(HCPCS, hcpcs)
CODES_EMPTY(CDT, cdt)
CODES_EMPTY(REVENUE, revenue)
CODES_EMPTY(MODIFIER, modifier)
CODES_EMPTY(TAXONOMY, taxonomy)
CODES_EMPTY(NDC, ndc)
