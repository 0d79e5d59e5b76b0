/* SPDX-License-Identifier: Apache-2.0 */
/*
 * payment_fields - the structs of payment.h and ack.h as rows
 */
#ifndef EDI_PAYMENT_FIELDS_PRIVATE_H
#define EDI_PAYMENT_FIELDS_PRIVATE_H

#include "edi/claims/ack.h"
#include "edi/claims/claim_fields_private.h"
#include "edi/claims/payment.h"

extern const struct edi_record edi_remark_record,
    edi_provider_adjustment_record, edi_delivery_record,
    edi_remittance_record, edi_service_record, edi_payment_record;

extern const struct edi_record edi_ack_context_record, edi_ack_element_record,
    edi_ack_segment_record, edi_status_code_record, edi_status_record,
    edi_ack_line_record, edi_ack_record;

#endif
