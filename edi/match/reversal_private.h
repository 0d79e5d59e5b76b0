/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reversal - which payment a reversal takes back, and whether to the cent
 */
#ifndef EDI_REVERSAL_PRIVATE_H
#define EDI_REVERSAL_PRIVATE_H

#include "edi/match/match.h"

/* Sets found.reverses and found.negation of the reversal at `at`; all payments
 * before it must have been matched. Of several that it may take back it is the
 * one with its number (CLP07), then the one that it negates, then the last; a
 * payment is taken back no further than to nothing. NULL: there is none. */
void edi_pair_reversal(struct edi_component *component, size_t at);

#endif
