/* SPDX-License-Identifier: Apache-2.0 */
/*
 * finding_codes - the codes of IK304 and IK403 by which a 999 tells a finding
 *
 * Most are the fault's own. Where all guides have to be asked they depend on the
 * finding: is the segment one of another set, is the code one of another place?
 */
#ifndef EDI_FINDING_CODES_H
#define EDI_FINDING_CODES_H

#include "parser/finding.h"

#ifdef __cplusplus
extern "C" {
#endif

/* "": none. */
X12_API const char *edi_finding_ik304(const struct x12_finding *finding);
X12_API const char *edi_finding_ik403(const struct x12_finding *finding);

#ifdef __cplusplus
}
#endif
#endif
