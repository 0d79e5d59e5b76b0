/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ack - what an acknowledgement says: one item of a TA1, a 999 or a 277CA
 */
#include "edi/claims/ack.h"

const char *edi_ack_kind_text(enum edi_ack_kind kind)
{
    switch (kind) {
    case EDI_ACK_INTERCHANGE:
        return "interchange";
    case EDI_ACK_SET:
        return "set";
    case EDI_ACK_GROUP:
        return "group";
    case EDI_ACK_TRANSMISSION:
        return "transmission";
    case EDI_ACK_PROVIDER:
        return "provider";
    case EDI_ACK_CLAIM:
        return "claim";
    }
    return "";
}
