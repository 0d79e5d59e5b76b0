/* SPDX-License-Identifier: Apache-2.0 */
/* drip - a source that gives so many bytes a read, however many are asked for */
#ifndef TESTS_DRIP_H
#define TESTS_DRIP_H

#include "parser/source.h"

/* `bytes` must outlive the source; `step` 0 gives all that is asked for. At the
 * end the source says `last`: X12_END, or a failure to be met there. */
enum x12_status drip_open(struct x12_source *src, x12_str bytes, size_t step,
                          enum x12_status last);

#endif
