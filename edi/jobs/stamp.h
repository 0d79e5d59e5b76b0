/* SPDX-License-Identifier: Apache-2.0 */
/* stamp - a moment as the store keeps it: "2024-01-31T09:05:01Z" */
#ifndef EDI_STAMP_H
#define EDI_STAMP_H

#include "parser/value.h"

enum { EDI_STAMP = 21 };

/* `time` is hhmmss, -1: midnight; both UTC. */
void edi_stamp(x12_date date, x12_time time, char into[EDI_STAMP]);

#endif
