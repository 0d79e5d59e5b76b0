/* SPDX-License-Identifier: Apache-2.0 */
/* whole_guide - an 837 that uses every segment and element its guide uses */
#ifndef TESTS_WHOLE_GUIDE_H
#define TESTS_WHOLE_GUIDE_H

#include "parser/guide.h"

/* An interchange of one set: each row of the guide once, in its order, each
 * element that is used with a value found nowhere else (codes and dates
 * excepted). The claim of the patient, behind the subscriber's own, has a CLM
 * and a line. The text is valid until the next call; lines end at "~\n". */
x12_str whole_guide(const struct x12_guide *guide);

#endif
