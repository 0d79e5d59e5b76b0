/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ack_say_private - a finding as IK3, IK4 and CTX
 */
#ifndef EDI_ACK_SAY_PRIVATE_H
#define EDI_ACK_SAY_PRIVATE_H

#include "edi/claims/ack_write.h"

/* IK3 and its CTXs. `code` NULL: that of the fault; "8" when IK4s follow. */
void edi_ack_say_segment(struct x12_writer *w,
                         const struct x12_finding *finding,
                         const struct edi_ack_unit *unit, const char *code);

/* IK4 and its CTX. */
void edi_ack_say_element(struct x12_writer *w,
                         const struct x12_finding *finding);

#endif
